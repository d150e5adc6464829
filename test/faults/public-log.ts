/** The public log harmed: torn tiles, flipped bytes, publishing cut short, and an old record put back under newer tiles. */
import assert from 'node:assert/strict';
import { cp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { sha256, utf8 } from '../../src/core/base/bytes.js';
import { unwrap } from '../../src/core/base/result.js';
import { treeOf } from '../../src/core/ledger/tree.js';
import { type VerifiedLog } from '../../src/app/ports.js';
import { nodeFiles } from '../../src/store/files.js';
import { openStore } from '../../src/store/open.js';
import { publishLog } from '../../src/store/public-log/publish.js';
import { verifyPublished } from '../../src/store/public-log/verify.js';
import { info, says } from '../store/fixtures.js';
import { chance, type Fault, open, soundAt } from './fault.js';
import { killed, numbers, worker } from './kills.js';

const logOf = (dir: string) => join(dir, 'dossiers', info.id, 'log');
const bodiesOf = (dir: string) => join(dir, 'dossiers', info.id, 'bodies');

interface Made {
  readonly log: string;
  readonly key: string;
  readonly again: () => Promise<number>;
}

/** A published log of that many leaves, and how to publish the whole of it again. */
async function published(dir: string, size: number): Promise<Made> {
  const leaves = Array.from({ length: size }, (_, i) =>
    Uint8Array.of(1, ...sha256(utf8(`${i} ${chance(1e9)}`))),
  );
  const tree = treeOf(leaves);
  const publishing = {
    dir,
    id: info.id,
    files: nodeFiles,
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    tree,
    leaves: (from: number, to: number) => Promise.resolve(leaves.slice(from, to)),
  };
  const { keys } = unwrap(await publishLog(publishing, 'new'));
  const again = async () => unwrap(await publishLog(publishing, 'whole')).written;
  return { log: logOf(dir), key: keys.join('\n'), again };
}

async function look({ log, key }: Pick<Made, 'log' | 'key'>): Promise<VerifiedLog | null> {
  const verified = await verifyPublished(log, { key, since: null });
  // Without a signature that holds, nothing can be compared: that too is found.
  return verified.ok ? (verified.value[0] ?? assert.fail('no log')) : null;
}

async function tilesIn(log: string): Promise<readonly string[]> {
  const entries = await readdir(join(log, 'tile'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The entry that a byte of a tile or bundle belongs to: the first of those it stands for. */
function entryAt(path: string, at: number): number {
  const [, level = '', ...rest] = path.split('/');
  const index = Number((rest[0] ?? '').replace(/\.p$/, ''));
  if (level === 'entries') return index * 256 + Math.floor(at / 35);
  return (index * 256 + Math.floor(at / 32)) * 256 ** Number(level);
}

export const flippedTiles: Fault = {
  name: 'a byte of the public log',
  attack: '15',
  breaks: 'flipped bytes',
  round: async (scratch) => {
    const made = await published(join(scratch, 'data'), 300 + chance(400));
    const paths = [...(await tilesIn(made.log)), join(made.log, 'checkpoint')];
    const flips = 60;
    for (let i = 0; i < flips; i++) {
      const path = paths[chance(paths.length)] ?? '';
      const good = await readFile(path);
      const at = chance(good.length);
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ (1 + chance(255));
      await writeFile(path, bytes);
      const found = await look(made);
      const name = relative(made.log, path);
      if (name === 'checkpoint') assert.equal(found, null, `byte ${at} of the checkpoint`);
      else assert.equal(found?.finding?.entry, entryAt(name, at), `byte ${at} of ${name}`);
      await writeFile(path, good);
    }
    assert.equal((await look(made))?.finding, null);
    return { broken: flips, found: flips };
  },
};

export const tornTiles: Fault = {
  name: 'a torn tile',
  attack: '66',
  breaks: 'torn tiles',
  round: async (scratch) => {
    const made = await published(join(scratch, 'data'), 300 + chance(400));
    const paths = await tilesIn(made.log);
    const tears = 25;
    for (let i = 0; i < tears; i++) {
      const path = paths[chance(paths.length)] ?? '';
      const good = await readFile(path);
      const left = chance(good.length);
      const how = chance(3);
      if (how === 0) await rm(path);
      else if (how === 1) await truncate(path, left);
      else await writeFile(path, Buffer.from(good).fill(0, left));
      const entry = (await look(made))?.finding?.entry ?? -1;
      // Zeros change nothing where there were zeros.
      const from = how === 2 ? good.findIndex((byte, at) => at >= left && byte !== 0) : left;
      const [first, torn] = [0, from].map((at) => entryAt(relative(made.log, path), at));
      // What is gone is told from its beginning on; what is torn, from where it was torn.
      assert.equal(entry, how === 0 ? first : torn, `${relative(made.log, path)} torn at ${left}`);
      assert.equal(await made.again(), 1, 'the torn one is written again, and no other');
      assert.deepEqual(await readFile(path), good);
      assert.equal((await look(made))?.finding, null);
    }
    return { broken: tears, found: tears };
  },
};

export const killedPublishing: Fault = {
  name: 'publishing the log',
  attack: '63',
  breaks: 'kills',
  round: async (scratch) => {
    const dir = join(scratch, 'data');
    const promised: number[] = [];
    const kills = 2;
    for (let i = 0; i < kills; i++) {
      const next = String(Math.max(-1, ...promised) + 2);
      const { told, complaint } = await killed([worker, 'publish', dir, next], 2 + chance(20), 40);
      assert.equal(complaint, '');
      promised.push(...numbers(told));
      const last = told.findLast((line) => line.startsWith('published '));
      if (last === undefined) continue;
      // As it lies there, before anything is opened: what was told is signed, and holds.
      const [log] = unwrap(await verifyPublished(logOf(dir), { key: null, since: null }));
      assert.equal(log?.finding, null);
      assert.equal(log?.bodies?.finding, null);
      assert.ok((log?.size ?? 0) >= Number(last.slice('published '.length)), last);
    }
    const found = await soundAt(dir, promised);
    const [log] = unwrap(await verifyPublished(logOf(dir), { key: null, since: null }));
    assert.deepEqual([log?.finding, log?.bodies?.unpublished], [null, 0], 'closing publishes the rest');
    return { broken: kills, found };
  },
};

export const oldRecords: Fault = {
  name: 'an old record under newer tiles',
  attack: '16',
  breaks: 'rollbacks',
  round: async (scratch) => {
    const dir = join(scratch, 'data');
    const store = await open(dir);
    unwrap(await store.openDossier(info, null, 'tester'));
    const batches = 5 + chance(5);
    const kept = (batch: number) => join(scratch, `bodies-${batch}`);
    for (let batch = 0; batch < batches; batch++) {
      const statements = [says('E-1', `${batch} 0/2`), says('E-2', `${batch} 1/2`)];
      unwrap(await store.append(info.id, statements, 'tester'));
      await cp(bodiesOf(dir), kept(batch), { recursive: true });
    }
    await store.close();
    await rename(bodiesOf(dir), kept(batches));
    for (let batch = 0; batch < batches - 1; batch++) {
      await cp(kept(batch), bodiesOf(dir), { recursive: true });
      const refused = await openStore({ dir });
      assert.equal(refused.ok ? '' : refused.problem.kind, 'rolled-back');
      const [log] = unwrap(await verifyPublished(dir, { key: null, since: null }));
      assert.equal(log?.bodies?.finding?.entry, 1 + 2 * (batch + 1), 'the first entry that is missing');
      await rm(bodiesOf(dir), { recursive: true });
    }
    await rename(kept(batches), bodiesOf(dir));
    const all = Array.from({ length: batches }, (_, i) => i);
    return { broken: batches - 1, found: await soundAt(dir, all) };
  },
};
