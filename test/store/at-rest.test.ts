/** Of an encrypted directory, whoever has the disk or a backup and not the key reads nothing, and changes nothing unnoticed. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { toHex } from '../../src/core/base/bytes.js';
import { ok, unwrap } from '../../src/core/base/result.js';
import { type BackupMade } from '../../src/app/ports.js';
import { restoreBackup } from '../../src/store/backup/restore.js';
import { openStore, type Store, type StoreOptions } from '../../src/store/open.js';
import { PgliteSql } from '../../src/store/sql/pglite.js';
import { templateArchive } from '../../src/store/sql/template.js';
import { changeSecret } from '../../src/store/vault/change.js';
import { type Secrets, unlock } from '../../src/store/vault/unlock.js';
import { info, says, team } from './fixtures.js';
import { filesWith } from './traces.js';

const CANARY = 'Kanarienvogel 새 5d1e';
const SECOND = 'another account 5d1e';

interface Place {
  readonly parent: string;
  readonly dir: string;
  readonly secrets: Secrets;
  readonly open: (more?: Partial<StoreOptions>) => Promise<Store>;
}

const withKeyFile = (keyFile: string): Secrets => ({ keyFile, passphraseFile: null, ask: null });
const none: Secrets = { keyFile: null, passphraseFile: null, ask: null };

async function inPlace(work: (place: Place) => Promise<void>): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'a33-rest-'));
  const dir = join(parent, 'data');
  // Made by the first opening.
  const secrets = withKeyFile(join(parent, 'key'));
  try {
    await work({
      parent,
      dir,
      secrets,
      open: async (more) => unwrap(await openStore({ dir, secrets, ...more })),
    });
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

async function add(store: Store, ...texts: readonly string[]): Promise<void> {
  unwrap(await store.openDossier(info, null, 'tester'));
  for (const text of texts) unwrap(await store.append(info.id, [says('E-1', text)], 'tester'));
}

async function texts(store: Store): Promise<string[]> {
  const file = unwrap(await store.caseFile(info.id, team));
  return [...file.things.values()].flatMap((thing) =>
    thing.claims.map(({ claim }) => (claim.value.kind === 'text' ? claim.value.text : '')),
  );
}

async function backedUp(store: Store, to: string): Promise<BackupMade> {
  await mkdir(to, { recursive: true });
  return unwrap(await store.backup({ to, keys: true, program: 'test' }));
}

const segment = (dir: string) => join(dir, 'dossiers', info.id, 'bodies', '00000000.seg');

async function refusalOf(options: StoreOptions): Promise<string> {
  const opened = await openStore(options);
  if (!opened.ok) return opened.problem.kind;
  await opened.value.close();
  return 'opened';
}

test('attack 10: a claim’s text is in no byte of an encrypted directory or its backup, open or closed', () =>
  inPlace(async ({ parent, dir, open }) => {
    const to = join(parent, 'backups');
    const store = await open({ encrypt: true });
    await add(store, CANARY);
    const times = { invited: '2026-01-01T00:00:00.000Z', joined: null, removed: null };
    const person = { id: 'aaaaaaaaaa', name: CANARY, grants: [], authenticators: [], turn: 0, ...times };
    unwrap(await store.signIn.people.update(() => ok({ next: [person], answer: null })));
    assert.deepEqual(await filesWith(dir, CANARY), []);
    const made = await backedUp(store, to);
    assert.ok(made.encrypted);
    await store.close();
    assert.deepEqual(await filesWith(parent, CANARY), []);
    assert.deepEqual(await filesWith(parent, info.title.en), []);
    assert.doesNotMatch(
      await readFile(join(dir, 'dossiers', info.id, 'dedupe.key'), 'latin1'),
      /[0-9a-f]{64}/,
    );

    const clear = unwrap(await openStore({ dir: join(parent, 'clear') }));
    await add(clear, CANARY);
    await clear.close();
    assert.notDeepEqual(await filesWith(parent, CANARY), [], 'the search finds what is not encrypted');

    const again = await open();
    assert.deepEqual(await texts(again), [CANARY]);
    assert.equal(again.signIn.people.held()[0]?.name, CANARY);
    assert.deepEqual(unwrap(await again.fsck(info.id)).problems, []);
    await again.close();
  }));

test('without the key, with a wrong one, and without its wrap the directory is refused and left as it is', () =>
  inPlace(async ({ parent, dir, open }) => {
    const store = await open({ encrypt: true });
    await add(store, CANARY);
    await store.close();
    const before = toHex(await readFile(segment(dir)));
    await writeFile(join(parent, 'wrong'), new Uint8Array(32));
    await writeFile(join(parent, 'short'), new Uint8Array(31));
    await writeFile(join(parent, 'words'), 'some other words entirely\n');
    const wrong = withKeyFile(join(parent, 'wrong'));
    assert.equal(await refusalOf({ dir }), 'needs-key');
    assert.equal(await refusalOf({ dir, secrets: wrong }), 'wrong-key');
    assert.equal(await refusalOf({ dir, secrets: withKeyFile(join(parent, 'short')) }), 'no-key-file');
    assert.equal(
      await refusalOf({ dir, secrets: { ...none, passphraseFile: join(parent, 'words') } }),
      'wrong-key',
    );
    const secrets = withKeyFile(join(parent, 'key'));
    assert.equal(await refusalOf({ dir, secrets, encrypt: true }), 'already-there');
    const [wrap, version] = [join(dir, 'key.wrap'), join(dir, 'version')];
    const wrapped = await readFile(wrap);
    await rm(wrap);
    assert.equal(await refusalOf({ dir, secrets }), 'damaged');
    await writeFile(wrap, wrapped.subarray(0, 60));
    assert.equal(await refusalOf({ dir, secrets }), 'damaged');
    await writeFile(wrap, wrapped);
    await writeFile(version, 'article33 data 1\n');
    assert.equal(await refusalOf({ dir, secrets }), 'damaged', 'and is not taken for one in the clear');
    await writeFile(version, 'article33 data 2\n');
    assert.equal(toHex(await readFile(segment(dir))), before);
    const again = await open();
    assert.deepEqual(await texts(again), [CANARY]);
    await again.close();
  }));

test('a key inside the directory it opens, a weak passphrase and none at all are refused before anything is made', () =>
  inPlace(async ({ parent, dir }) => {
    const inside = withKeyFile(join(dir, 'key'));
    assert.equal(await refusalOf({ dir, secrets: inside, encrypt: true }), 'bad-setting');
    await writeFile(join(parent, 'words'), 'too short\n');
    const weak = { ...none, passphraseFile: join(parent, 'words') };
    assert.equal(await refusalOf({ dir, secrets: weak, encrypt: true }), 'weak-passphrase');
    assert.equal(await refusalOf({ dir, encrypt: true }), 'needs-key');
    const typed = ['an invented passphrase', 'an invented passphrasf'];
    const ask = () => Promise.resolve(typed.shift() ?? null);
    assert.equal(await refusalOf({ dir, secrets: { ...none, ask }, encrypt: true }), 'passphrases-differ');
  }));

test('a passphrase is changed and a recovery key file kept: the old words open nothing any more', () =>
  inPlace(async ({ parent, dir, open }) => {
    const typed = ['an invented passphrase', 'an invented passphrase'];
    const ask = () => Promise.resolve(typed.shift() ?? null);
    const store = await open({ secrets: { ...none, ask }, encrypt: true });
    await add(store, CANARY);
    await store.close();
    const words = async (name: string, text: string): Promise<Secrets> => {
      await writeFile(join(parent, name), `${text}\n`);
      return { ...none, passphraseFile: join(parent, name) };
    };
    const old = await words('old', 'an invented passphrase');
    const fresh = await words('fresh', 'quite another passphrase');
    const recovery = withKeyFile(join(parent, 'recovery'));
    assert.deepEqual(unwrap(await changeSecret(dir, { current: old, fresh: recovery })).wraps, [
      'passphrase',
      'key-file',
    ]);
    const changed = unwrap(await changeSecret(dir, { current: recovery, fresh }));
    assert.deepEqual(changed.wraps, ['key-file', 'passphrase']);
    const refused = await unlock(dir, old);
    assert.equal(refused.ok ? '' : refused.problem.kind, 'wrong-key');
    assert.ok((await unlock(dir, fresh)).ok && (await unlock(dir, recovery)).ok);
    const retyped = ['typed wrong', 'quite another passphrase'];
    const again = await open({ secrets: { ...none, ask: () => Promise.resolve(retyped.shift() ?? null) } });
    assert.deepEqual(await texts(again), [CANARY]);
    await again.close();
  }));

test('an encrypted backup is restored without the key up to its hashes, and with it up to its entries', () =>
  inPlace(async ({ parent, dir, secrets, open }) => {
    const store = await open({ encrypt: true });
    await add(store, CANARY);
    const { file } = await backedUp(store, join(parent, 'backups'));
    await add(store, SECOND);
    const newer = await backedUp(store, join(parent, 'newer'));
    await store.close();

    const other = join(parent, 'other');
    const blind = unwrap(await restoreBackup({ from: file, dir: other }));
    assert.deepEqual([blind.encrypted, blind.entriesChecked], [true, false]);
    const opened = unwrap(await openStore({ dir: other, secrets }));
    assert.deepEqual(await texts(opened), [CANARY]);
    await opened.close();
    // With a record in the place, nothing is replaced that could not be compared.
    const unkeyed = await restoreBackup({ from: newer.file, dir: other });
    assert.equal(unkeyed.ok ? '' : unkeyed.problem.kind, 'needs-key');
    const kept = unwrap(await restoreBackup({ from: newer.file, dir: other, secrets }));
    assert.ok(kept.entriesChecked);
    const older = await restoreBackup({ from: file, dir, secrets });
    assert.equal(older.ok ? '' : older.problem.kind, 'backup-older');
    const restored = unwrap(await openStore({ dir: other, secrets }));
    assert.deepEqual(await texts(restored), [CANARY, SECOND]);
    await restored.close();

    const damaged = await readFile(segment(other));
    damaged[200] = (damaged[200] ?? 0) ^ 1;
    await writeFile(segment(other), damaged);
    assert.equal(await refusalOf({ dir: other, secrets }), 'damaged');
    const mended = unwrap(await restoreBackup({ from: newer.file, dir: other, secrets }));
    assert.notEqual(mended.kept, null, 'what was damaged is kept aside');
    assert.equal(await refusalOf({ dir: other, secrets }), 'opened');
  }));

test('a backup in the clear does not take the place of an encrypted record', () =>
  inPlace(async ({ parent, dir, secrets, open }) => {
    const clear = unwrap(await openStore({ dir: join(parent, 'clear') }));
    await add(clear, CANARY);
    const { file } = await backedUp(clear, join(parent, 'backups'));
    await clear.close();
    await (await open({ encrypt: true })).close();
    const refused = await restoreBackup({ from: file, dir, secrets });
    assert.equal(refused.ok ? '' : refused.problem.kind, 'backup-clear');
    assert.deepEqual(await filesWith(dir, CANARY), []);
  }));

test('attack 21: an erasure in an encrypted directory searches what is under the encryption', () =>
  inPlace(async ({ dir, secrets, open }) => {
    const store = await open({ encrypt: true });
    await add(store, CANARY, SECOND);
    const file = unwrap(await store.caseFile(info.id, team));
    const claims = [...file.things.values()].flatMap((thing) => thing.claims);
    const id =
      claims.find(({ claim }) => claim.value.kind === 'text' && claim.value.text === CANARY)?.id ?? '';
    const { size } = unwrap(await store.head(info.id));
    const receipt = unwrap(
      await store.erase(info.id, [id], { reason: 'person-asked', actor: 'tester', allowed: team }),
    );
    assert.deepEqual([receipt.left, receipt.unfinished], [[], []]);
    assert.ok(receipt.searched > 0);
    assert.deepEqual(await texts(store), [SECOND]);
    await store.close();
    const again = unwrap(await openStore({ dir, secrets }));
    assert.deepEqual(await texts(again), [SECOND]);
    const report = unwrap(await again.fsck(info.id));
    assert.deepEqual([report.problems, report.erased.length, report.head.size], [[], 1, size + 1]);
    await again.close();
  }));

test('an index in memory that had to be stopped is filled again before it answers', async () => {
  const sql = new PgliteSql({ folder: null, archive: await templateArchive(), deadlineMs: 1500 });
  let fills = 0;
  sql.refilledBy(async (session) => {
    fills += 1;
    await session.query('CREATE TABLE held (n int)');
    await session.transaction(async (inside) => void (await inside.query('INSERT INTO held VALUES (7)')));
  });
  assert.deepEqual(await sql.query('SELECT n FROM held'), [{ n: 7 }]);
  await assert.rejects(sql.query('SELECT pg_sleep(60)'));
  assert.deepEqual(await sql.query('SELECT n FROM held'), [{ n: 7 }]);
  assert.equal(fills, 2);
  await sql.close();
});
