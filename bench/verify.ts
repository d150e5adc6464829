/**
 * `npm run bench:verify`: a published log of a million entries verified, beside one SHA-256 of each entry
 * with `node:crypto` and nothing else, in the same run. The aim is at most four times as long.
 */
import { createHash, hash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unwrap } from '../src/core/base/result.js';
import { signCheckpoint } from '../src/core/ledger/checkpoint.js';
import { LEAF_LENGTH } from '../src/core/ledger/entry.js';
import { signerOf, verifierKey } from '../src/core/ledger/note.js';
import { TileBuilder, type TileData, tilePath } from '../src/core/ledger/tiles.js';
import { rootOf } from '../src/core/ledger/tree.js';
import { verifyPublished } from '../src/store/public-log/verify.js';
import { table } from './table.js';

const ENTRIES = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 3;
const signer = signerOf('example.org/bench', randomBytes(32));

function write(folder: string, tile: TileData): void {
  const path = join(folder, tilePath(tile));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, tile.bytes);
}

/** Gives the leaves that were written, one after the other in one run of bytes. */
function publish(folder: string): Buffer {
  const leaves = randomBytes(ENTRIES * LEAF_LENGTH);
  const builder = new TileBuilder();
  for (let i = 0; i < ENTRIES; i++) {
    leaves[i * LEAF_LENGTH] = 1;
    for (const tile of builder.add(leafAt(leaves, i))) write(folder, tile);
  }
  for (const tile of builder.partials()) write(folder, tile);
  const checkpoint = { origin: signer.name, size: ENTRIES, root: rootOf(builder.head()) };
  writeFileSync(join(folder, 'checkpoint'), signCheckpoint(checkpoint, [signer]));
  return leaves;
}

const leafAt = (leaves: Buffer, i: number) => leaves.subarray(i * LEAF_LENGTH, (i + 1) * LEAF_LENGTH);

/** As most programs call it, and in the one call that newer versions of Node have. */
const hashers: readonly ((leaf: Buffer) => unknown)[] = [
  (leaf) => createHash('sha256').update(leaf).digest(),
  (leaf) => hash('sha256', leaf, 'buffer'),
];

function hashEach(leaves: Buffer, hasher: (leaf: Buffer) => unknown): number {
  const begun = performance.now();
  for (let i = 0; i < ENTRIES; i++) hasher(leafAt(leaves, i));
  return performance.now() - begun;
}

async function verify(folder: string): Promise<number> {
  const begun = performance.now();
  const [log] = unwrap(await verifyPublished(folder, { key: verifierKey(signer), since: null }));
  if (log?.finding !== null || log.entries !== ENTRIES) throw new Error('The log did not verify');
  return performance.now() - begun;
}

const folder = mkdtempSync(join(tmpdir(), 'a33-bench-log-'));
try {
  const leaves = publish(folder);
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const verified = await verify(folder);
    const hashed = hashers.map((hasher) => hashEach(leaves, hasher));
    const seconds = (ms: number) => (ms / 1000).toFixed(2);
    const ratios = hashed.map((ms) => (verified / ms).toFixed(2));
    rows.push([String(round), seconds(verified), ...hashed.map(seconds), ...ratios]);
  }
  console.log(`${ENTRIES} entries, Node ${process.versions.node}, load ${(loadavg()[0] ?? 0).toFixed(1)}\n`);
  console.log(
    table(['round', 'verify, s', 'createHash, s', 'hash, s', '÷ createHash (aim 4)', '÷ hash (aim 4)'], rows),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
