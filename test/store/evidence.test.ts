/** Files of evidence in the record: named by claims, gone with the last of them, and back from a backup. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addFile } from '../../src/app/evidence/add.js';
import { recordCustody } from '../../src/app/evidence/custody.js';
import { oneItem, readItems } from '../../src/app/evidence/items.js';
import { utf8 } from '../../src/core/base/bytes.js';
import { byText } from '../../src/core/base/ids.js';
import { unwrap } from '../../src/core/base/result.js';
import { type Actor } from '../../src/core/policy/audience.js';
import { restoreBackup } from '../../src/store/backup/restore.js';
import { openStore, type Store } from '../../src/store/open.js';
import { encryptDirectory } from '../../src/store/vault/encrypt.js';
import { sent } from './evidence.js';
import { info, says, team } from './fixtures.js';
import { filesWith } from './traces.js';

const parent = await mkdtemp(join(tmpdir(), 'a33-files-'));
after(() => rm(parent, { recursive: true, force: true }));

const operator: Actor = { kind: 'operator', name: 'operator' };
const person = (id: string, ...compartments: string[]): Actor => ({
  kind: 'person',
  id,
  grants: [{ dossier: info.id, role: 'analyst', compartments }],
});
const CANARY = 'Kanarienvogel 새 7f3a, said where nobody may look';
const clock = () => new Date('2026-05-13T09:00:00Z');

const order = {
  dossier: info.id,
  source: 'S-1',
  title: undefined,
  audience: 'team',
  consent: null,
  name: 'statement.txt',
  from: 'B-1',
  how: 'by hand',
  on: '2026-05-12',
} as const;

const ports = (store: Store) => ({ ledger: store, evidence: store.evidence, recordsHere: () => false });
const incoming = (text: string) => ({ pieces: sent(utf8(text)), bytes: utf8(text).length });

async function fresh(name: string): Promise<Store> {
  const store = unwrap(await openStore({ dir: join(parent, name), clock, anyPerson: () => true }));
  unwrap(await store.openDossier(info, null, 'tester'));
  const source = { thing: { type: 'Source', id: 'S-1' }, source: 'S-1' } as const;
  unwrap(await store.append(info.id, [says('S-1', 'A statement', source)], 'tester'));
  return store;
}

const itemsFor = async (store: Store, actor: Actor, asOf?: string) =>
  unwrap(await readItems({ ledger: store, actor, dossiers: [info.id] }, asOf));

test('attacks 24 and 25: a file’s name is kept as said and is never a path; two of one name are two files', async () => {
  const store = await fresh('names');
  const before = await readdir(parent);
  const names = [
    '../../../outside.txt',
    '/etc/passwd',
    String.raw`..\..\windows\system32`,
    'CON',
    'A.txt',
    'a.txt',
    'é.txt',
    'e\u0301.txt',
    'n'.repeat(300),
    '\u202Egpj.exe',
    '',
  ];
  for (const [i, name] of names.entries())
    unwrap(await addFile(ports(store), operator, { ...order, name }, incoming(`file ${i}`)));
  const items = await itemsFor(store, operator);
  assert.deepEqual(
    items.map(({ chain }) => chain?.events[0]?.custody.name ?? '').sort(byText),
    names.map((name) => name.normalize('NFC')).sort(byText),
  );
  assert.deepEqual(await readdir(parent), before, 'nothing outside the directory');
  const written = await readdir(join(store.dir, 'files'), { recursive: true });
  assert.ok(written.every((name) => /^[0-9a-f]{2}(\/[0-9a-f]{64})?$/.test(name)));
  const nul = await addFile(ports(store), operator, { ...order, name: 'a\0.txt' }, incoming('file nul'));
  assert.equal(!nul.ok && nul.problem.kind, 'nul-in-text');
  assert.equal((await itemsFor(store, operator)).length, names.length);
  await store.close();
});

test('a file for a compartment is not there for anybody else, under whatever name it is asked for', async () => {
  const store = await fresh('hidden');
  const [inside, outside] = [person('a1', 'route-3'), person('b2')];
  const secret = { ...order, audience: 'restricted:route-3' } as const;
  const added = unwrap(await addFile(ports(store), inside, secret, incoming(CANARY)));
  assert.equal((await itemsFor(store, inside)).length, 1);
  assert.deepEqual(await itemsFor(store, outside), []);
  assert.deepEqual(await itemsFor(store, operator), []);
  assert.deepEqual(unwrap(await store.custody(info.id, team)).chains, []);
  // Whoever has the same bytes from elsewhere adds them as if nobody had them, and both chains stand.
  const again = unwrap(await addFile(ports(store), outside, order, incoming(CANARY)));
  assert.equal(again.known, false);
  assert.equal(again.item.chain?.events.length, 1);
  const [seen] = await itemsFor(store, outside);
  assert.ok(seen !== undefined);
  unwrap(
    await recordCustody(ports(store), outside, seen, {
      action: 'opened',
      party: '',
      how: '',
      on: '2026-05-13',
      stamp: null,
    }),
  );
  assert.equal(added.item.chain?.holder, 'person:a1');
  assert.equal((await itemsFor(store, inside)).length, 2);
  await store.close();
});

test('what is refused leaves no bytes behind', async () => {
  const store = await fresh('refused');
  const closed = { ...order, audience: 'restricted:route-9' } as const;
  const refusal = await addFile(ports(store), person('b2'), closed, incoming(CANARY));
  assert.equal(!refusal.ok && refusal.problem.kind, 'not-allowed');
  assert.deepEqual(await filesWith(store.dir, CANARY), []);
  await store.close();
});

test('erased, a file goes with the last claim that names it, from the disk and every later answer', async () => {
  const store = await fresh('erased');
  const one = unwrap(await addFile(ports(store), operator, order, incoming(CANARY)));
  const two = { ...order, source: 'S-2', title: 'Another source of the same file' };
  const other = unwrap(await addFile(ports(store), operator, two, incoming(CANARY)));
  const allowed = team;
  const why = { reason: 'person-asked', actor: 'tester', allowed } as const;
  const plan = unwrap(await store.erasePlan(info.id, [one.item.held.id], allowed));
  assert.deepEqual(
    plan.dependants.map(({ kind }) => kind),
    ['custody', 'claim', 'custody'],
  );
  const first = unwrap(await store.erase(info.id, [one.item.held.id], why));
  assert.deepEqual([first.filesRemoved, first.unfinished], [0, []], 'another claim still names it');
  assert.equal(await store.evidence.check(one.item.sha256), 'whole');
  const last = unwrap(await store.erase(info.id, [other.item.held.id], why));
  assert.deepEqual([last.filesRemoved, last.unfinished, last.left], [1, [], []]);
  assert.equal(await store.evidence.check(one.item.sha256), 'missing');
  assert.deepEqual(await filesWith(store.dir, CANARY), []);
  assert.deepEqual(await itemsFor(store, operator), []);
  assert.deepEqual(unwrap(await store.fsck(info.id)).problems, []);
  const again = await addFile(ports(store), operator, order, incoming(CANARY));
  assert.equal(again.ok, false, 'sent again, it does not come back');
  assert.deepEqual(await filesWith(store.dir, CANARY), []);
  await store.close();
});

test('a backup brings the files back; one that is not what its hash says is refused; fsck names what is missing or damaged', async () => {
  const store = await fresh('kept');
  const added = unwrap(await addFile(ports(store), operator, order, incoming(CANARY)));
  unwrap(
    await recordCustody(ports(store), operator, added.item, {
      action: 'copied',
      party: '',
      how: '',
      on: '2026-05-13',
      stamp: null,
    }),
  );
  const backup = unwrap(await store.backup({ to: join(parent, 'b.tar'), keys: true, program: 'test' }));
  const { sha256 } = added.item;
  const path = join(store.dir, 'files', sha256.slice(0, 2), sha256);
  await writeFile(path, 'something else');
  const [damaged] = unwrap(await store.fsck(info.id)).problems;
  assert.match(damaged?.what ?? '', /not what its hash says/);
  await rm(path);
  const [missing] = unwrap(await store.fsck(info.id)).problems;
  assert.match(missing?.what ?? '', /is missing/);
  await store.close();

  const dir = join(parent, 'restored');
  unwrap(await restoreBackup({ from: backup.file, dir }));
  const back = unwrap(await openStore({ dir, clock }));
  assert.equal(await back.evidence.check(sha256), 'whole');
  const item = unwrap(oneItem(await itemsFor(back, operator), sha256.slice(0, 8)));
  assert.deepEqual(
    item.chain?.events.map(({ custody }) => custody.action),
    ['received', 'copied'],
  );
  await back.close();

  // The same length at the same place, so that only the hash can tell; the archive's own sums are mended.
  const tar = await readFile(backup.file);
  const at = tar.indexOf(CANARY);
  assert.ok(at > 0);
  tar.write('X', at);
  await writeFile(join(parent, 'forged.tar'), tar);
  const forged = await restoreBackup({ from: join(parent, 'forged.tar'), dir: join(parent, 'forged') });
  assert.equal(!forged.ok && forged.problem.kind, 'backup-damaged');
});

test('attack 10: encrypted, no file, name or hash of the evidence stands in the directory, and it opens as before', async () => {
  const store = await fresh('sealed');
  const added = unwrap(
    await addFile(ports(store), operator, { ...order, name: `${CANARY}.txt` }, incoming(CANARY)),
  );
  await store.close();
  const keyFile = join(parent, 'key');
  await writeFile(keyFile, new Uint8Array(32).fill(3));
  const secrets = { keyFile, passphraseFile: null, ask: null };
  unwrap(await encryptDirectory({ dir: store.dir, secrets }));
  const open = async () => unwrap(await openStore({ dir: store.dir, secrets, clock, anyPerson: () => true }));
  const sealed = await open();
  assert.equal(await sealed.evidence.check(added.item.sha256), 'whole');
  unwrap(await addFile(ports(sealed), operator, order, incoming(`${CANARY}, again`)));
  const names = (await readdir(sealed.dir, { recursive: true })).join('\n');
  assert.equal(names.includes(added.item.sha256), false);
  assert.equal((await itemsFor(sealed, operator)).length, 2);
  assert.deepEqual(unwrap(await sealed.fsck(info.id)).problems, []);
  const backup = unwrap(await sealed.backup({ to: join(parent, 's.tar'), keys: true, program: 'test' }));
  await sealed.close();
  for (const trace of [CANARY, added.item.sha256]) {
    assert.deepEqual(await filesWith(store.dir, trace), [], 'found after it was closed');
    assert.equal((await readFile(backup.file)).includes(trace), false);
  }
  const dir = join(parent, 'sealed-restored');
  unwrap(await restoreBackup({ from: backup.file, dir, secrets }));
  const back = unwrap(await openStore({ dir, secrets, clock }));
  assert.equal(await back.evidence.check(added.item.sha256), 'whole');
  await back.close();
});
