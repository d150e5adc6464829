/** A disk that forgets what was not flushed, that fills at any step, and whose bytes change. */
import assert from 'node:assert/strict';
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unwrap } from '../../src/core/base/result.js';
import { sealEntry } from '../../src/core/ledger/entry.js';
import { appendLeaf } from '../../src/core/ledger/tree.js';
import { readBackup } from '../../src/store/backup/stage.js';
import { type Files, nodeFiles, type WritableFile } from '../../src/store/files.js';
import { decodeRecord } from '../../src/store/journal/frame.js';
import { Journal } from '../../src/store/journal/journal.js';
import { openStore, type Store, type StoreOptions } from '../../src/store/open.js';
import { encryptedWith, info, says } from '../store/fixtures.js';
import { chance, type Fault, open, type Round, soundAt } from './fault.js';

/** Files that ask `before` each step, and whose `after` sees what has reached the disk for certain. */
function watched(
  before: (step: 'write' | 'sync' | 'truncate', path: string) => void,
  after: (path: string) => Promise<void>,
): Files {
  return {
    ...nodeFiles,
    async open(path): Promise<WritableFile> {
      const file = await nodeFiles.open(path);
      return {
        ...file,
        async write(bytes, position) {
          before('write', path);
          await file.write(bytes, position);
        },
        async sync() {
          before('sync', path);
          await file.sync();
          await after(path);
        },
        async truncate(length) {
          before('truncate', path);
          await file.truncate(length);
        },
      };
    },
  };
}

/** Records batches until one is refused. Returns those acknowledged. */
async function untilRefused(store: Store, from: number, most: number): Promise<number[]> {
  const acknowledged: number[] = [];
  const opened = await store.openDossier(info, null, 'tester');
  for (let batch = from; opened.ok && batch < from + most; batch++) {
    const size = 1 + chance(4);
    const statements = Array.from({ length: size }, (_, i) => says(`E-${i}`, `${batch} ${i}/${size}`));
    const done = await store.append(info.id, statements, 'tester');
    if (!done.ok) break;
    acknowledged.push(batch);
  }
  return acknowledged;
}

export const powerCuts: Fault = {
  name: 'unflushed writes are lost',
  attack: '64',
  breaks: 'power cuts',
  round: (scratch) => powerCut(scratch, () => ({})),
};

export const encryptedPowerCuts: Fault = {
  name: 'unflushed writes of an encrypted directory are lost',
  attack: '64',
  breaks: 'power cuts',
  round: (scratch) => powerCut(scratch, (dir) => encryptedWith(join(scratch, 'key'), dir)),
};

type How = (dir: string) => Partial<StoreOptions>;

async function powerCut(scratch: string, how: How): Promise<Round> {
  const dir = join(scratch, 'data');
  const flushed = new Map<string, Uint8Array>();
  const touched = new Set<string>();
  let steps = 6 + chance(60);
  const files = watched(
    (step, path) => {
      if (steps-- <= 0) throw Object.assign(new Error('power cut'), { code: 'EIO' });
      if (step !== 'sync') touched.add(path);
    },
    async (path) => {
      flushed.set(path, await readFile(path));
      touched.delete(path);
    },
  );
  const opened = await openStore({ dir, files, ...how(dir) });
  const acknowledged = opened.ok ? await untilRefused(opened.value, 0, 40) : [];
  steps = 0;
  if (opened.ok) await opened.value.close().catch(() => {});
  for (const path of touched) await forget(path, flushed.get(path) ?? new Uint8Array(0));
  await spoilDatabase(dir);
  return { broken: 1, found: await soundAt(dir, acknowledged, how(dir)) };
}

/** What was flushed is there; of what was written since: nothing, zeros, or as much as the disk got to. */
async function forget(path: string, flushed: Uint8Array): Promise<void> {
  const now = await readFile(path).catch(() => null);
  if (now === null || now.length <= flushed.length) return;
  const reached = flushed.length + chance(now.length - flushed.length + 1);
  if (chance(3) === 0) now.fill(0, reached);
  await writeFile(path, now);
  if (chance(2) === 0) await truncate(path, reached);
}

/** PGlite never flushes, so after a power cut its folder may be anything. */
async function spoilDatabase(dir: string): Promise<void> {
  const note = join(dir, 'db', 'note');
  const text = await readFile(note, 'utf8').catch(() => null);
  if (text === null) return;
  const told = JSON.parse(text) as Record<string, unknown>;
  await writeFile(note, JSON.stringify({ ...told, clean: false, boot: 'another' }));
  const base = join(dir, 'db', 'data', 'base');
  for (const name of await readdir(base).catch(() => []))
    if (chance(2) === 0) await rm(join(base, name), { recursive: true, force: true });
}

export const fullDisks: Fault = {
  name: 'a disk full at any step',
  attack: '66',
  breaks: 'failed steps',
  round: (scratch) => fullDisk(scratch, () => ({})),
};

export const encryptedFullDisks: Fault = {
  name: 'a disk full at any step under an encrypted directory',
  attack: '66',
  breaks: 'failed steps',
  round: (scratch) => fullDisk(scratch, (dir) => encryptedWith(join(scratch, 'key'), dir)),
};

async function fullDisk(scratch: string, how: How): Promise<Round> {
  const dir = join(scratch, 'data');
  let wait = Infinity;
  let broken = 0;
  const files = watched(
    (step) => {
      // Cutting back needs no space, and yet may fail.
      if (wait-- > 0 || (step === 'truncate' && chance(6) > 0)) return;
      broken += 1;
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    },
    () => Promise.resolve(),
  );
  const store = await open(dir, { files, ...how(dir) });
  unwrap(await store.openDossier(info, null, 'tester'));
  const acknowledged: number[] = [];
  let readOnly = false;
  for (let i = 0; i < 12 && !readOnly; i++) {
    wait = chance(6);
    acknowledged.push(...(await untilRefused(store, i * 100, 20)));
    wait = Infinity;
    const after = await store.append(info.id, [says('E-9', `${i * 100 + 99} 0/1`)], 'tester');
    readOnly = !after.ok;
    if (after.ok) acknowledged.push(i * 100 + 99);
    else assert.equal(after.problem.kind, 'read-only');
  }
  await store.close();
  return { broken, found: await soundAt(dir, acknowledged, how(dir)) };
}

/** Which entry each byte of a segment belongs to. */
function entriesOf(bytes: Uint8Array): { readonly end: number; readonly entry: number }[] {
  const records: { end: number; entry: number }[] = [];
  let next = 0;
  for (let at = 0; at < bytes.length;) {
    const read = decodeRecord(bytes, at);
    assert.ok(read, 'the segment is good before it is harmed');
    const { record } = read;
    if (record.tag === 'segment') next = record.size0;
    records.push({ end: read.end, entry: record.tag === 'commit' ? next - 1 : next });
    if (record.tag === 'entry') next += 1;
    at = read.end;
  }
  return records;
}

/** A journal of several small segments, without a database. */
async function smallJournal(folder: string): Promise<void> {
  const options = { files: nodeFiles, newLogId: () => new Uint8Array(32).fill(7), segmentBytes: 3000 };
  const { journal } = unwrap(await Journal.open(folder, options));
  for (let batch = 0; batch < 25; batch++) {
    let tree = journal.tree;
    const entries = Array.from({ length: 1 + chance(3) }, () => {
      const salt = new Uint8Array(32).fill(chance(256));
      const body = new TextEncoder().encode(`body ${chance(1_000_000)}`.repeat(1 + chance(6)));
      const fields = { kind: 'claim', at: '2026-01-01T00:00:00.000Z', actor: 'tester', salt, body } as const;
      const entry = { ...sealEntry(fields, tree.size), key: '' };
      tree = appendLeaf(tree, entry.leaf);
      return entry;
    });
    unwrap(await journal.append(entries, tree));
  }
  await journal.close();
}

export const flippedBytes: Fault = {
  name: 'a byte of a segment',
  attack: '15',
  breaks: 'flipped bytes',
  round: async (scratch) => {
    const folder = join(scratch, 'bodies');
    await smallJournal(folder);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.seg'));
    const flips = 150;
    for (let i = 0; i < flips; i++) {
      const path = join(folder, names[chance(names.length)] ?? '');
      const good = await readFile(path);
      const at = chance(good.length);
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ (1 + chance(255));
      await writeFile(path, bytes);
      const opened = await Journal.open(folder, { files: nodeFiles, newLogId: () => new Uint8Array(32) });
      assert.ok(!opened.ok, `byte ${at} of ${path}`);
      const named = Number(/entry (\d+)$/.exec(opened.problem.where ?? '')?.[1]);
      assert.equal(named, entriesOf(good).find(({ end }) => at < end)?.entry, `byte ${at} of ${path}`);
      assert.deepEqual(await readFile(path), bytes, 'nothing was changed');
      await writeFile(path, good);
    }
    const whole = { files: nodeFiles, newLogId: () => new Uint8Array(32) };
    await unwrap(await Journal.open(folder, whole)).journal.close();
    return { broken: flips, found: flips };
  },
};

export const flippedBackups: Fault = {
  name: 'a byte of a backup',
  attack: '15',
  breaks: 'flipped bytes',
  round: async (scratch) => {
    const store = await open(join(scratch, 'data'));
    await untilRefused(store, 0, 5);
    const path = join(scratch, 'b.tar');
    unwrap(await store.backup({ to: path, keys: true, program: 'faults' }));
    await store.close();
    const good = await readFile(path);
    const flips = 150;
    for (let i = 0; i < flips; i++) {
      const at = chance(good.length);
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ (1 + chance(255));
      await writeFile(path, bytes);
      const read = await readBackup(path, null);
      assert.equal(read.ok ? '' : read.problem.kind, 'backup-damaged', `byte ${at}`);
    }
    return { broken: flips, found: flips };
  },
};
