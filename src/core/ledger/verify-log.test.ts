/** Whoever changes, drops, reorders or withdraws anything that was signed is named by it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256, utf8 } from '../base/bytes.js';
import { unwrap } from '../base/result.js';
import { signCheckpoint } from './checkpoint.js';
import { signerOf } from './note.js';
import { decodeBundle, encodeEntry, parseTilePath, TileBuilder, tilePath } from './tiles.js';
import { rootOf, treeOf } from './tree.js';
import { findingText, type LogCheck, verifyLog } from './verify-log.js';

const signer = signerOf('example.org/log', new Uint8Array(32).fill(5));
const leaf = (i: number, salt = '') => Uint8Array.of(1, ...sha256(utf8(`entry ${i}${salt}`)));
const leaves = (size: number, salt = '') => Array.from({ length: size }, (_, i) => leaf(i, salt));

function checkpointOf(all: readonly Uint8Array[]): Uint8Array {
  const root = rootOf(treeOf(all));
  return utf8(signCheckpoint({ origin: signer.name, size: all.length, root }, [signer]));
}

/** A published log as files; the checkpoint may be of other leaves than the tiles. */
function logOf(all: readonly Uint8Array[], checkpoint = checkpointOf(all)): Map<string, Uint8Array> {
  const files = new Map([['checkpoint', checkpoint]]);
  const builder = new TileBuilder();
  for (const one of all) for (const tile of builder.add(one)) files.set(tilePath(tile), tile.bytes);
  for (const tile of builder.partials()) files.set(tilePath(tile), tile.bytes);
  return files;
}

const check = (files: Map<string, Uint8Array>, more: Partial<LogCheck> = {}) =>
  verifyLog((path) => Promise.resolve(files.get(path) ?? null), { keys: [signer], ...more });

const SIZE = 600;
const whole = leaves(SIZE);

test('a log as it was published verifies, whatever its size, and goes on from every older checkpoint', async () => {
  for (const size of [0, 1, 2, 255, 256, 257, 512, SIZE]) {
    const seen: number[] = [];
    const older = checkpointOf(whole.slice(0, Math.floor(size / 2)));
    const report = unwrap(
      await check(logOf(whole.slice(0, size)), { older, onEntry: (seq) => seen.push(seq) }),
    );
    assert.deepEqual([report.finding, report.entries, seen.length], [null, size, size]);
  }
});

test('one flipped byte anywhere is found, and in a bundle or a leaf tile the entry is named', async () => {
  const files = logOf(whole);
  const places = [...files].flatMap(([path, bytes]) => [...bytes.keys()].map((at) => [path, at] as const));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...places),
      fc.integer({ min: 1, max: 255 }),
      async ([path, at], flip) => {
        const bytes = files.get(path)?.slice() ?? new Uint8Array();
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const found = await check(new Map([...files, [path, bytes]]));
        const tile = parseTilePath(path);
        if (tile === null) {
          assert.equal(found.ok, false, 'the checkpoint');
          return;
        }
        const { finding } = unwrap(found);
        assert.equal(finding?.kind, 'changed', path);
        const inTile = tile.level === 'entries' ? Math.floor(at / 35) : Math.floor(at / 32);
        const step = tile.level === 'entries' ? 1 : 256 ** tile.level;
        assert.equal(finding?.entry, (tile.index * 256 + inTile) * step, path);
      },
    ),
    { numRuns: 150 },
  );
});

test('attack 15: an entry deleted, altered or moved is named, and so is the place where a log was rewritten', async () => {
  const signed = checkpointOf(whole);
  const at = 300;
  const altered = whole.map((one, i) => (i === at ? leaf(at, 'other') : one));
  const moved = whole.map((_, i) => whole[i === at ? at + 1 : i === at + 1 ? at : i] ?? leaf(0));
  // The bundle alone is changed: the tile beside it says which entry.
  for (const changed of [altered, moved]) {
    const files = logOf(whole);
    const bundle = logOf(changed, signed).get('tile/entries/001') ?? assert.fail();
    const { finding } = unwrap(await check(files.set('tile/entries/001', bundle)));
    assert.deepEqual([finding?.kind, finding?.entry], ['changed', at]);
  }
  // An entry cut out of the bundle.
  const files = logOf(whole);
  const { entries } = decodeBundle(files.get('tile/entries/001') ?? assert.fail());
  const kept = entries.filter((_, i) => i !== at - 256).map(encodeEntry);
  files.set('tile/entries/001', new Uint8Array(Buffer.concat(kept)));
  assert.equal(unwrap(await check(files)).finding?.entry, at);
  // Everything written anew: only the signature contradicts it, from the kept checkpoint on.
  const anew = await check(logOf(altered, signed), { older: checkpointOf(whole.slice(0, 256)) });
  assert.deepEqual(unwrap(anew).finding, { kind: 'changed', entry: 256, where: 'checkpoint' });
});

test('attack 16: a log that is smaller than it was, or does not begin as it did, is refused', async () => {
  const rolled = unwrap(await check(logOf(whole.slice(0, 500)), { older: checkpointOf(whole) }));
  assert.deepEqual(rolled.finding, { kind: 'smaller', entry: 500, where: 'checkpoint' });
  const other = unwrap(await check(logOf(leaves(SIZE, 'b')), { older: checkpointOf(whole.slice(0, 300)) }));
  assert.equal(other.finding?.kind, 'not-continued');
});

test('attack 17: two checkpoints of one size and different roots are told, not merged', async () => {
  const report = unwrap(await check(logOf(leaves(SIZE, 'b')), { older: checkpointOf(whole) }));
  assert.equal(report.finding?.kind, 'two-roots');
  const told = findingText(report.finding ?? assert.fail(), report);
  assert.match(told, /Two signed checkpoints of 600 entries have different roots .* Keep both files/);
});

test('a file that is not there is called missing, not changed', async () => {
  for (const [path, entry] of [
    ['tile/entries/001', 256],
    ['tile/0/000', 0],
    ['tile/1/000.p/2', 0],
    ['tile/0/002.p/88', 512],
  ] as const) {
    const files = logOf(whole);
    files.delete(path);
    assert.deepEqual(unwrap(await check(files)).finding, { kind: 'missing', entry, where: path });
  }
});

test('a checkpoint from before verifies against the full tiles that followed its partial ones', async () => {
  const files = logOf(whole);
  files.set('checkpoint', checkpointOf(whole.slice(0, 300)));
  assert.deepEqual(unwrap(await check(files)).finding, {
    kind: 'missing',
    entry: 0,
    where: 'tile/1/000.p/1',
  });
  files.set('tile/1/000.p/1', (files.get('tile/1/000.p/2') ?? assert.fail()).slice(0, 32));
  assert.equal(unwrap(await check(files)).finding, null);
});

test('without a key that signed, nothing is called verified', async () => {
  const stranger = signerOf(signer.name, new Uint8Array(32).fill(6));
  const found = await check(logOf(whole), { keys: [stranger] });
  assert.equal(found.ok ? '' : found.problem.kind, 'unsigned');
  assert.equal((await check(new Map())).ok, false);
});
