/** A backup is whole or not there, and a restore loses nothing that the directory held. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { type BackupMade } from '../../src/app/ports.js';
import { restoreBackup } from '../../src/store/backup/restore.js';
import { readBackup } from '../../src/store/backup/stage.js';
import { openStore, type Store } from '../../src/store/open.js';
import { everyone, info, says } from './fixtures.js';

interface Places {
  readonly dir: string;
  readonly other: string;
  readonly to: string;
}

async function inPlaces(work: (places: Places) => Promise<void>): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'a33-backup-'));
  try {
    await mkdir(join(parent, 'backups'));
    await work({ dir: join(parent, 'data'), other: join(parent, 'other'), to: join(parent, 'backups') });
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

const open = async (dir: string): Promise<Store> => unwrap(await openStore({ dir }));
const order = (to: string) => ({ to, keys: true, program: 'test' });
const segment = (dir: string) => join(dir, 'dossiers', info.id, 'bodies', '00000000.seg');

async function add(store: Store, ...texts: readonly string[]): Promise<void> {
  unwrap(await store.openDossier(info, null, 'tester'));
  for (const text of texts) unwrap(await store.append(info.id, [says('E-1', text)], 'tester'));
}

async function filled(dir: string, ...texts: readonly string[]): Promise<void> {
  const store = await open(dir);
  await add(store, ...texts);
  await store.close();
}

async function backedUp(dir: string, to: string): Promise<BackupMade> {
  const store = await open(dir);
  const made = unwrap(await store.backup(order(to)));
  await store.close();
  return made;
}

async function refusal(from: string, dir: string): Promise<{ kind: string; fix: string }> {
  const restored = await restoreBackup({ from, dir });
  return restored.ok
    ? { kind: 'restored', fix: '' }
    : { kind: restored.problem.kind, fix: restored.problem.fix ?? '' };
}

async function texts(store: Store): Promise<string[]> {
  const file = unwrap(await store.caseFile(info.id, everyone));
  return [...file.things.values()].flatMap((thing) =>
    thing.claims.map(({ claim }) => (claim.value.kind === 'text' ? claim.value.text : '')),
  );
}

test('attack 68: a restore drill gives the root, the counts and the claims of the record that was lost', () =>
  inPlaces(async ({ dir, other, to }) => {
    const store = await open(dir);
    await add(store, 'a', 'b', 'c');
    const made = unwrap(await store.backup(order(to)));
    const head = unwrap(await store.head(info.id));
    assert.deepEqual(made.dossiers, [{ dossier: info.id, ...head }]);
    // Any tar opens it, and the digests are the ones other tools give.
    const listed = execFileSync('tar', ['tf', made.file], { encoding: 'utf8' }).trim().split('\n');
    assert.deepEqual(listed.slice(-2), ['manifest.json', 'manifest.json.sha256']);
    assert.equal(listed.length, made.files + 2);
    assert.equal((await stat(made.file)).mode & 0o777, 0o600);

    const restored = unwrap(await restoreBackup({ from: to, dir: other }));
    assert.equal(restored.file, made.file, 'of a folder the newest is taken');
    const again = await open(other);
    assert.deepEqual(unwrap(await again.head(info.id)), head);
    assert.deepEqual(unwrap(await again.fsck(info.id)).problems, []);
    assert.deepEqual(await texts(again), await texts(store));
    assert.equal(
      unwrap(await again.append(info.id, [says('E-1', 'a')], 'tester')).known,
      1,
      'the dedupe key came too',
    );
    await add(again, 'd');
    assert.deepEqual((await readdir(other)).sort(), ['db', 'dossiers', 'lock', 'run', 'version', 'work']);
    await again.close();
    await store.close();
  }));

test('a backup made while entries are recorded holds whole batches, and every one acknowledged before it', () =>
  inPlaces(async ({ dir, other, to }) => {
    const store = await open(dir);
    await add(store, 'first');
    const stop = new AbortController();
    const writing = (async () => {
      for (let i = 0; !stop.signal.aborted; i++)
        unwrap(await store.append(info.id, [says('E-1', `${i} x`), says('E-2', `${i} y`)], 'tester'));
    })();
    for (let i = 0; i < 4; i++) {
      const { size: before } = unwrap(await store.head(info.id));
      const made = unwrap(await store.backup(order(join(to, `${i}.tar`))));
      const size = made.dossiers[0]?.size ?? 0;
      assert.ok(size >= before && size % 2 === 0, `${size} of ${before}`);
      unwrap(await restoreBackup({ from: made.file, dir: other }));
      const { bytes } =
        unwrap(await readBackup(made.file, null)).files.find((file) => file.path.endsWith('.seg')) ?? {};
      assert.equal((await stat(segment(other))).size, bytes);
    }
    stop.abort();
    await writing;
    await store.close();
  }));

test('a backup damaged or cut off anywhere is refused, and nothing that was there is touched', () =>
  inPlaces(async ({ dir, other, to }) => {
    await filled(dir, 'a', 'b');
    const { file } = await backedUp(dir, to);
    await cp(dir, other, { recursive: true });
    const good = await readFile(file);
    const before = await readFile(segment(other));
    const bad = join(to, 'bad.tar');
    for (let i = 0; i < 300; i++) {
      const bytes = Buffer.from(good);
      const at = Math.floor((good.length * i) / 300);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (i % 8));
      await writeFile(bad, bytes);
      const read = await readBackup(bad, null);
      assert.equal(read.ok ? '' : read.problem.kind, 'backup-damaged', `byte ${at}`);
    }
    for (const length of [0, 511, 512, good.length >> 1, good.length - 1]) {
      await writeFile(bad, good.subarray(0, length));
      const { kind, fix } = await refusal(bad, other);
      assert.equal(kind, 'backup-damaged', `cut at ${length}`);
      assert.match(fix, /another copy/);
    }
    assert.deepEqual(await readFile(segment(other)), before);
    assert.ok(!(await readdir(other)).includes('restore.new'));
    assert.equal((await refusal(join(to, 'absent.tar'), other)).kind, 'no-backup');
  }));

test('a backup older than what is there, or of another record, is refused with the way out', () =>
  inPlaces(async ({ dir, other, to }) => {
    await filled(dir, 'a');
    const { file } = await backedUp(dir, to);
    await cp(dir, other, { recursive: true });
    await filled(dir, 'a', 'b');
    const before = await readFile(segment(dir));
    const older = await refusal(file, dir);
    assert.equal(older.kind, 'backup-older');
    assert.match(older.fix, /--dir/);
    assert.deepEqual(await readFile(segment(dir)), before);

    // Damaged, the directory is still known to have held more.
    const bytes = Buffer.from(before);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    await writeFile(segment(dir), bytes);
    assert.equal((await refusal(file, dir)).kind, 'backup-older');

    await filled(other, 'another history', 'and more');
    const newer = (await backedUp(other, to)).file;
    await writeFile(segment(dir), before);
    assert.equal((await refusal(newer, dir)).kind, 'backup-other');
    assert.deepEqual(await readFile(segment(dir)), before);
    const running = await open(dir);
    assert.equal((await refusal(newer, dir)).kind, 'locked');
    await running.close();
  }));

test('a damaged directory is replaced by its newest backup, and kept for whoever wants to know why', () =>
  inPlaces(async ({ dir, to }) => {
    await filled(dir, 'a', 'b');
    const { file } = await backedUp(dir, to);
    const good = await readFile(segment(dir));
    const bytes = Buffer.from(good);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    await writeFile(segment(dir), bytes);
    const { kept } = unwrap(await restoreBackup({ from: file, dir }));
    assert.deepEqual(await readFile(segment(kept ?? '')), bytes);
    const store = await open(dir);
    assert.deepEqual(await readFile(segment(dir)), good);
    assert.deepEqual(unwrap(await store.fsck(info.id)).problems, []);
    await store.close();
    assert.ok((await stat(kept ?? '')).isDirectory());
  }));

test('a restore stopped before it counts is refused or dropped, and one stopped after is finished', () =>
  inPlaces(async ({ dir, other, to }) => {
    await filled(dir, 'a');
    const { file } = await backedUp(dir, to);
    await mkdir(join(other, 'restore.new'), { recursive: true });
    const stopped = await openStore({ dir: other });
    assert.equal(stopped.ok ? '' : stopped.problem.kind, 'restore-unfinished');
    assert.match(stopped.ok ? '' : (stopped.problem.fix ?? ''), /restore/);
    unwrap(await restoreBackup({ from: file, dir: other }));

    // The moment after it counts: nothing has been renamed yet.
    await filled(dir, 'a', 'b');
    const newer = (await backedUp(dir, to)).file;
    const names = (await readdir(other)).filter((name) => name !== 'restore.old');
    await mkdir(join(other, 'restore.new'));
    unwrap(await readBackup(newer, join(other, 'restore.new')));
    const marker = { old: names, new: await readdir(join(other, 'restore.new')), into: 'restore.old' };
    await writeFile(join(other, 'restore.ready'), JSON.stringify(marker));
    // And a moment later: one name has been moved.
    await mkdir(join(other, 'restore.old'), { recursive: true });
    await rename(join(other, 'version'), join(other, 'restore.old', 'version'));
    const store = await open(other);
    assert.equal(store.notices[0]?.kind, 'restore-finished');
    assert.deepEqual(await texts(store), ['a', 'b']);
    await store.close();
    assert.deepEqual((await readdir(other)).sort(), ['db', 'dossiers', 'run', 'version', 'work']);
  }));

test('a backup that cannot be written leaves nothing under its name, and what is there stays', () =>
  inPlaces(async ({ dir, to }) => {
    const store = await open(dir);
    await add(store, 'a');
    const inside = await store.backup(order(join(dir, 'b.tar')));
    assert.equal(inside.ok ? '' : inside.problem.kind, 'backup-inside');
    const file = join(to, 'b.tar');
    unwrap(await store.backup({ ...order(file), keys: false }));
    const held = unwrap(await readBackup(file, null)).files.map(({ path }) => path);
    assert.ok(
      held.every((path) => !path.endsWith('.key')),
      'without keys there is none in it',
    );
    const before = await readFile(file);
    const again = await store.backup(order(file));
    assert.equal(again.ok ? '' : again.problem.kind, 'backup-exists');
    assert.deepEqual(await readFile(file), before);
    const nowhere = await store.backup(order(join(file, 'x.tar')));
    assert.equal(nowhere.ok ? '' : nowhere.problem.kind, 'write-failed');
    assert.deepEqual(await readdir(to), ['b.tar']);
    await store.close();
  }));
