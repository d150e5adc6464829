/** Everything that can go wrong with a data directory: nothing acknowledged is lost or half visible, and what is refused says why. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { nodeFiles } from '../../src/store/files.js';
import { openStore, type Store, type StoreOptions } from '../../src/store/open.js';
import { PgliteSql } from '../../src/store/sql/pglite.js';
import { VIEW_VERSION } from '../../src/store/record/views.js';
import { SqlError } from '../../src/store/sql/port.js';
import { batchesOf, loadAndKill } from './crash.js';
import { everyone, info, says } from './fixtures.js';

async function inDirectory(work: (dir: string) => Promise<void>): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'a33-faults-'));
  try {
    await work(join(parent, 'data'));
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

const open = async (dir: string, more: Partial<StoreOptions> = {}): Promise<Store> =>
  unwrap(await openStore({ dir, ...more }));

async function refusal(dir: string): Promise<{ kind: string; where: string; fix: string }> {
  const opened = await openStore({ dir });
  if (opened.ok) await opened.value.close();
  assert.ok(!opened.ok, 'it had to be refused');
  return { kind: opened.problem.kind, where: opened.problem.where ?? '', fix: opened.problem.fix ?? '' };
}

async function filled(dir: string, batches: number): Promise<void> {
  const store = await open(dir);
  unwrap(await store.openDossier(info, null, 'tester'));
  for (let i = 0; i < batches; i++)
    unwrap(await store.append(info.id, [says('E-1', `a${i}`), says(`E-${i}`, `b${i}`)], 'tester'));
  await store.close();
}

const kinds = (store: Store): string[] => store.notices.map((notice) => notice.kind);
const segment = (dir: string) => join(dir, 'dossiers', info.id, 'bodies', '00000000.seg');

async function soundness(store: Store): Promise<{ size: number; claims: number }> {
  assert.deepEqual(unwrap(await store.fsck(info.id)).problems, []);
  const file = unwrap(await store.caseFile(info.id, everyone));
  const { size } = unwrap(await store.head(info.id));
  return { size, claims: [...file.things.values()].flatMap((thing) => thing.claims).length };
}

test(
  'attack 63: a process killed at any moment loses nothing it acknowledged and shows no half batch',
  { timeout: 180_000 },
  () =>
    inDirectory(async (dir) => {
      let next = 0;
      const promised: number[] = [];
      for (const acknowledgements of [null, 1, 4, null, 7, 2, 12, 3]) {
        const { acknowledged, complaint } = await loadAndKill([dir, String(next)], acknowledgements);
        assert.equal(complaint, '');
        promised.push(...acknowledged);
        next = Math.max(-1, ...promised) + 2;
      }
      const store = await open(dir);
      try {
        await soundness(store);
        const batches = batchesOf(unwrap(await store.caseFile(info.id, everyone)));
        assert.ok(promised.length >= 29);
        for (const batch of promised) assert.ok(batches.has(batch), `batch ${batch} was acknowledged`);
        for (const [batch, { has, of }] of batches) assert.equal(has, of, `batch ${batch} is whole`);
      } finally {
        await store.close();
      }
    }),
);

test('attack 64: a power cut that ruins the database loses nothing: it is filled again from the journal', () =>
  inDirectory(async (dir) => {
    await filled(dir, 3);
    const note = join(dir, 'db', 'note');
    const told = JSON.parse(await readFile(note, 'utf8')) as Record<string, unknown>;
    await writeFile(note, JSON.stringify({ ...told, clean: false, boot: 'another-boot' }));
    const base = join(dir, 'db', 'data', 'base');
    for (const name of await readdir(base)) await rm(join(base, name), { recursive: true });
    const store = await open(dir);
    assert.deepEqual(kinds(store), ['index-remade-unclean-boot', 'index-filled']);
    assert.deepEqual(await soundness(store), { size: 7, claims: 6 });
    await store.close();
  }));

test('a database that does not start is made anew', () =>
  inDirectory(async (dir) => {
    await filled(dir, 2);
    await writeFile(join(dir, 'db', 'data', 'global', 'pg_control'), 'not a control file');
    const store = await open(dir);
    assert.deepEqual(kinds(store), ['index-remade', 'index-filled']);
    assert.deepEqual(await soundness(store), { size: 5, claims: 4 });
    await store.close();
  }));

test('attack 65: a second process on the directory is refused, and told which process has it', () =>
  inDirectory(async (dir) => {
    const store = await open(dir);
    const script = `const { openStore } = await import(${JSON.stringify(new URL('../../src/store/open.js', import.meta.url).href)});
      console.log(JSON.stringify(await openStore({ dir: ${JSON.stringify(dir)} })));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    const answer = JSON.parse(stdout) as { problem: { kind: string; message: string; fix: string } };
    assert.equal(answer.problem.kind, 'locked');
    assert.match(answer.problem.message, new RegExp(`process ${process.pid}\\b`));
    assert.match(answer.problem.fix, /--dir/);
    await store.close();
    await (await open(dir)).close();
  }));

test('a directory of a newer version, or of somebody’s other files, is refused and left as it is', () =>
  inDirectory(async (dir) => {
    await filled(dir, 1);
    await writeFile(join(dir, 'version'), 'article33 data 999\n');
    const newer = await refusal(dir);
    assert.equal(newer.kind, 'newer-directory');
    assert.match(newer.fix, /newer version/);
    await writeFile(join(dir, 'version'), 'nonsense');
    assert.equal((await refusal(dir)).kind, 'damaged');

    const foreign = join(dir, '..', 'photos');
    await mkdir(foreign);
    await writeFile(join(foreign, 'a.jpg'), 'x');
    assert.equal((await refusal(foreign)).kind, 'not-a-data-directory');
    assert.deepEqual(await readdir(foreign), ['a.jpg']);
  }));

/** As if nothing had been published yet: what was is held against the journal before the database is. */
const unpublished = (dir: string) => rm(join(dir, 'dossiers', info.id, 'log'), { recursive: true });

test('a torn tail is dropped and said, and the database follows the journal back', () =>
  inDirectory(async (dir) => {
    await filled(dir, 2);
    const before = (await stat(segment(dir))).size;
    const store = await open(dir);
    unwrap(await store.append(info.id, [says('E-1', 'last')], 'tester'));
    await store.close();
    const after = (await stat(segment(dir))).size;
    for (const length of [after - 1, before + 20]) {
      await truncate(segment(dir), length);
      await unpublished(dir);
      const reopened = await open(dir);
      assert.equal(kinds(reopened)[0], 'torn-tail-dropped');
      assert.equal(reopened.notices[0]?.count, length - before);
      assert.deepEqual(await soundness(reopened), { size: 5, claims: 4 });
      unwrap(await reopened.append(info.id, [says('E-1', 'last')], 'tester'));
      await reopened.close();
    }
  }));

test('attack 15: one flipped byte in the journal is refused at start, with the entry it is in', () =>
  inDirectory(async (dir) => {
    await filled(dir, 2);
    const good = await readFile(segment(dir));
    for (const part of [0.02, 0.2, 0.5, 0.8, 0.999]) {
      const bytes = Buffer.from(good);
      const at = Math.floor(bytes.length * part);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      await writeFile(segment(dir), bytes);
      const refused = await refusal(dir);
      assert.equal(refused.kind, 'damaged', `byte ${at}`);
      assert.match(refused.where, /00000000\.seg, entry \d+$/);
      assert.match(refused.fix, /backup/);
      assert.deepEqual(await readFile(segment(dir)), bytes, 'nothing was changed');
    }
    await writeFile(segment(dir), good);
    const store = await open(dir);
    assert.deepEqual(await soundness(store), { size: 5, claims: 4 });
    // While it runs, too: fsck reads the journal from the disk.
    const bytes = Buffer.from(good);
    bytes[Math.floor(good.length / 2)] = (bytes[Math.floor(good.length / 2)] ?? 0) ^ 1;
    await writeFile(segment(dir), bytes);
    const { problems } = unwrap(await store.fsck(info.id));
    assert.equal(typeof problems[0]?.entry, 'number');
    await store.close();
  }));

test('attack 15: a row altered in the database is found by fsck, which names the first bad entry', () =>
  inDirectory(async (dir) => {
    await filled(dir, 4);
    const alter = async (...statements: readonly string[]) => {
      const sql = new PgliteSql({ folder: join(dir, 'db', 'data'), deadlineMs: 30_000 });
      for (const statement of statements) await sql.query(statement);
      await sql.close();
    };
    const copy = join(dir, '..', 'copy');
    await cp(join(dir, 'db'), copy, { recursive: true });
    const found = async (...statements: readonly string[]) => {
      await alter(...statements);
      const store = await open(dir);
      const { problems } = unwrap(await store.fsck(info.id));
      await store.close();
      await rm(join(dir, 'db'), { recursive: true });
      await cp(copy, join(dir, 'db'), { recursive: true });
      return [...new Set(problems.map((problem) => problem.entry))];
    };
    const rows = await found(
      `UPDATE ledger.entry SET body = set_byte(body, 20, 1) WHERE seq = 2`,
      `UPDATE ledger.entry SET actor = 'another' WHERE seq = 3`,
      `UPDATE ledger.entry SET fp = '\\x00' WHERE seq = 4`,
      `UPDATE ledger.entry SET audience = 'team' WHERE seq = 5`,
      `UPDATE ledger.entry SET key = 'another' WHERE seq = 6`,
    );
    assert.deepEqual(rows, [2, 3, 4, 5, 6]);
    assert.deepEqual(
      await found(
        `UPDATE views_${VIEW_VERSION}.view SET json = '[]' WHERE thing = 'E-2' AND audience = 'public'`,
      ),
      [5],
    );
    assert.equal((await found(`DELETE FROM ledger.entry WHERE seq = 5`))[0], 5);
    const swapped = await found(
      `UPDATE ledger.entry SET seq = CASE seq WHEN 3 THEN 903 ELSE 904 END WHERE seq IN (3, 4)`,
      `UPDATE ledger.entry SET seq = CASE seq WHEN 903 THEN 4 ELSE 3 END WHERE seq > 900`,
    );
    assert.equal(swapped[0], 3, 'two rows in each other’s place');
    const head = `UPDATE ledger.dossier SET root = '\\x00'`;
    await alter(head);
    const store = await open(dir);
    assert.ok(kinds(store).includes('index-remade'), 'a head that does not hold together is folded again');
    assert.deepEqual(await soundness(store), { size: 9, claims: 8 });
    await store.close();
  }));

test('a database older than the journal is caught up, and one newer is folded again', () =>
  inDirectory(async (dir) => {
    await filled(dir, 2);
    const old = join(dir, '..', 'old-db');
    await cp(join(dir, 'db'), old, { recursive: true });
    const oldSegment = await readFile(segment(dir));
    const store = await open(dir);
    unwrap(await store.append(info.id, [says('E-9', 'later')], 'tester'));
    await store.close();
    const newDb = join(dir, '..', 'new-db');
    await rename(join(dir, 'db'), newDb);
    await rename(old, join(dir, 'db'));
    const behind = await open(dir);
    assert.deepEqual(kinds(behind), ['index-filled']);
    assert.deepEqual(await soundness(behind), { size: 6, claims: 5 });
    await behind.close();

    await writeFile(segment(dir), oldSegment);
    await unpublished(dir);
    const ahead = await open(dir);
    assert.deepEqual(kinds(ahead), ['index-remade', 'index-filled']);
    assert.deepEqual(await soundness(ahead), { size: 5, claims: 4 });
    await ahead.close();
  }));

test('two histories of one size are refused, not merged', () =>
  inDirectory(async (dir) => {
    await filled(dir, 2);
    const twin = join(dir, '..', 'twin');
    await cp(dir, twin, { recursive: true });
    for (const [one, text] of [
      [dir, 'this'],
      [twin, 'that'],
    ] as const) {
      const store = await open(one);
      unwrap(await store.append(info.id, [says('E-9', text)], 'tester'));
      await store.close();
    }
    await cp(segment(twin), segment(dir));
    assert.equal((await refusal(dir)).kind, 'checkpoint-differs');
    await unpublished(dir);
    const refused = await refusal(dir);
    assert.equal(refused.kind, 'heads-differ');
    assert.match(refused.fix, /backup/);
  }));

test('a lost dedupe key is made anew and repeated statements are still found', () =>
  inDirectory(async (dir) => {
    await filled(dir, 2);
    const key = join(dir, 'dossiers', info.id, 'dedupe.key');
    assert.equal((await stat(key)).mode & 0o777, 0o600);
    await rm(key);
    const store = await open(dir);
    assert.equal(unwrap(await store.append(info.id, [says('E-1', 'a0')], 'tester')).known, 1);
    await soundness(store);
    await store.close();
  }));

test('attack 66: a full disk refuses with the way out, and the next append goes on', () =>
  inDirectory(async (dir) => {
    let full = false;
    const files = {
      ...nodeFiles,
      async open(path: string) {
        const file = await nodeFiles.open(path);
        const write = async (bytes: Uint8Array, position: number) => {
          if (!full) return await file.write(bytes, position);
          await file.write(bytes.subarray(0, 100), position);
          throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        };
        return { ...file, write };
      },
    };
    const store = await open(dir, { files });
    unwrap(await store.openDossier(info, null, 'tester'));
    unwrap(await store.append(info.id, [says('E-1', 'a')], 'tester'));
    full = true;
    const refused = await store.append(info.id, [says('E-1', 'b')], 'tester');
    assert.equal(refused.ok ? '' : refused.problem.kind, 'disk-full');
    assert.match(refused.ok ? '' : (refused.problem.fix ?? ''), /space/);
    assert.deepEqual(await soundness(store), { size: 2, claims: 1 });
    full = false;
    unwrap(await store.append(info.id, [says('E-1', 'b')], 'tester'));
    assert.deepEqual(await soundness(store), { size: 3, claims: 2 });
    await store.close();
  }));

/** A file system of a few megabytes, or why there is none. */
function smallDisk(folder: string, megabytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'mounting a small file system needs root';
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
    encoding: 'utf8',
  });
  return mounted.status === 0 ? null : `no small file system could be mounted: ${mounted.stderr.trim()}`;
}

test('attack 66: a disk that really fills loses nothing acknowledged', { timeout: 180_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'a33-small-'));
  const reason = smallDisk(folder, 44);
  if (reason !== null) {
    await rm(folder, { recursive: true });
    t.skip(reason);
    return;
  }
  try {
    const dir = join(folder, 'data');
    let store = await open(dir, { deadlineMs: 4000 });
    unwrap(await store.openDossier(info, null, 'tester'));
    const kept: number[] = [];
    let stopped = '';
    for (let i = 0; i < 200 && stopped === ''; i++) {
      const batch = Array.from({ length: 60 }, (_, j) =>
        says(`E-${j}`, `${i} ${j}/60`, { note: 'x'.repeat(2000) }),
      );
      const done = await store.append(info.id, batch, 'tester');
      if (done.ok) kept.push(i);
      stopped = done.ok ? (done.value.notYetVisible ? 'not-yet-visible' : '') : done.problem.kind;
    }
    assert.match(stopped, /^(disk-full|not-yet-visible|database-gone|database-slow|database-refused)$/);
    await store.close().catch(() => {});
    // Space again: everything acknowledged is there, whole.
    execFileSync('mount', ['-o', 'remount,size=300m', folder]);
    store = await open(dir);
    await soundness(store);
    const batches = batchesOf(unwrap(await store.caseFile(info.id, everyone)));
    for (const i of kept) assert.deepEqual(batches.get(i), { has: 60, of: 60 });
    unwrap(await store.append(info.id, [says('E-1', 'after')], 'tester'));
    await store.close();
  } finally {
    spawnSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
  }
});

test('attack 66: a disk too small to begin on says so, and leaves nothing that stops a later start', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'a33-tiny-'));
  const reason = smallDisk(folder, 8);
  if (reason !== null) {
    await rm(folder, { recursive: true });
    t.skip(reason);
    return;
  }
  try {
    const dir = join(folder, 'data');
    const refused = await refusal(dir);
    assert.equal(refused.kind, 'disk-full');
    assert.match(refused.fix, /space/);
    execFileSync('mount', ['-o', 'remount,size=200m', folder]);
    await filled(dir, 1);
  } finally {
    spawnSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
  }
});

test('a statement that hangs is stopped, and every committed row is still there', () =>
  inDirectory(async (dir) => {
    await filled(dir, 1);
    const sql = new PgliteSql({ folder: join(dir, 'db', 'data'), deadlineMs: 3000 });
    await sql.query('CREATE TABLE kept (n integer)');
    await sql.query('INSERT INTO kept VALUES (1)');
    const hung = sql.transaction(async (session) => {
      await session.query('INSERT INTO kept VALUES (2)');
      await session.query('SELECT count(*) FROM generate_series(1, 100000000000)');
    });
    await assert.rejects(hung, (error) => error instanceof SqlError && error.failure === 'deadline');
    assert.deepEqual(await sql.query('SELECT n FROM kept'), [{ n: 1 }]);
    await sql.close();
  }));
