/** What was erased is gone, from everywhere and for good, and the proof of everything else still holds. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { toHex } from '../../src/core/base/bytes.js';
import { unwrap } from '../../src/core/base/result.js';
import { amendToBytes } from '../../src/core/ledger/bodies.js';
import { rootOf, treeOf } from '../../src/core/ledger/tree.js';
import { type Statement } from '../../src/app/ports.js';
import { restoreBackup } from '../../src/store/backup/restore.js';
import { openStore, type Store } from '../../src/store/open.js';
import { everyone, info, says, team } from './fixtures.js';
import { filesWith } from './traces.js';

const CANARY = 'Kanarienvogel 새 7f3a';
/** As it is kept to be found by. */
const WORD = 'kanarienvogel';
const NOTE = 'a remark that only the team may read 91bc';

async function inDirectory(work: (dir: string) => Promise<void>): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'a33-erase-'));
  try {
    await work(join(parent, 'data'));
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

const open = async (dir: string): Promise<Store> => unwrap(await openStore({ dir }));
const seed = new Uint8Array(32).fill(7);
const order = { reason: 'person-asked', actor: 'tester', allowed: team } as const;

/** As a shipped dossier is loaded: the same statements, under the same seed, at every start. */
const shipped: readonly Statement[] = [
  says('E-1', CANARY, { audience: 'team', note: NOTE }),
  says('E-1', 'another account'),
  says('E-2', 'something else'),
];

async function load(store: Store): Promise<number> {
  unwrap(await store.openDossier(info, seed, 'tester'));
  return unwrap(await store.append(info.id, shipped, 'tester', seed)).added;
}

async function idOf(store: Store, text: string): Promise<string> {
  const file = unwrap(await store.caseFile(info.id, team));
  const held = [...file.things.values()]
    .flatMap((thing) => thing.claims)
    .find(({ claim }) => claim.value.kind === 'text' && claim.value.text === text);
  assert.ok(held);
  return held.id;
}

async function assertGone(store: Store, seq: number): Promise<void> {
  assert.deepEqual(await filesWith(store.dir, CANARY), []);
  assert.deepEqual(await filesWith(store.dir, WORD), [], 'nor the word that search kept of it');
  assert.deepEqual(await filesWith(store.dir, NOTE), []);
  const report = unwrap(await store.fsck(info.id));
  assert.deepEqual(report.problems, []);
  assert.deepEqual(report.erased, [seq]);
  for (const asOf of [undefined, `entry:${seq}`, '2999']) {
    const file = await store.caseFile(info.id, team, asOf);
    assert.doesNotMatch(JSON.stringify(file.ok ? [...file.value.things.values()] : ''), /Kanarien|91bc/);
  }
}

test('attack 21: an erased claim is nowhere in the data directory, and every root and leaf still holds', () =>
  inDirectory(async (dir) => {
    const store = await open(dir);
    await load(store);
    const id = await idOf(store, CANARY);
    const retract = amendToBytes({ target: id, action: 'dispute', replacement: null, why: 'asked' });
    unwrap(await store.append(info.id, [{ kind: 'amend', body: retract, idempotencyKey: 'd 1' }], 'tester'));
    // Read before, so that a kept case file would show it after.
    unwrap(await store.caseFile(info.id, team));
    assert.notDeepEqual(await filesWith(dir, CANARY), [], 'the text is there to begin with');
    assert.notDeepEqual(await filesWith(dir, WORD), [], 'and the word');
    const before = unwrap(await store.head(info.id));
    const leaves = unwrap(await store.entries(info.id, 0, before.size, team)).map((line) => line.leaf);
    const plan = unwrap(await store.erasePlan(info.id, [id], team));
    assert.deepEqual(
      plan.dependants.map(({ kind, why }) => [kind, why]),
      [['amend', 'names']],
    );
    const receipt = unwrap(await store.erase(info.id, [id], order));
    assert.deepEqual([receipt.left, receipt.unfinished], [[], []]);
    assert.ok(receipt.searched > 0);
    const seq = receipt.entries[0]?.seq ?? -1;
    await assertGone(store, seq);

    const lines = unwrap(await store.entries(info.id, 0, before.size + 1, team));
    assert.deepEqual(
      lines.slice(0, before.size).map((line) => toHex(line.leaf)),
      leaves.map(toHex),
      'no leaf changes',
    );
    assert.equal(
      toHex(rootOf(treeOf(leaves))),
      before.root,
      'the root of before is still that of its leaves',
    );
    assert.equal(lines[seq]?.erased === 'missing' ? '' : lines[seq]?.erased?.reason, 'person-asked');
    assert.equal(lines.at(-1)?.kind, 'erase');

    const again = unwrap(await store.erase(info.id, [id], order));
    assert.equal(unwrap(await store.head(info.id)).size, before.size + 1, 'erased twice, recorded once');
    assert.equal(again.entries[0]?.erased?.by, before.size);
    const late = { ...info, title: { ...info.title, en: 'later' } };
    unwrap(await store.openDossier(late, seed, 'tester'));
    const amended = await store.append(
      info.id,
      [{ kind: 'amend', body: retract, idempotencyKey: 'd 2' }],
      'tester',
    );
    assert.equal(amended.ok ? '' : amended.problem.kind, 'no-such-claim', 'nothing new comes to rest on it');
    await store.close();
  }));

test('the same file imported again after an erasure brings nothing back, nor does the next start or a rebuild', () =>
  inDirectory(async (dir) => {
    const first = await open(dir);
    await load(first);
    const receipt = unwrap(await first.erase(info.id, [await idOf(first, CANARY)], order));
    const seq = receipt.entries[0]?.seq ?? -1;
    assert.equal(await load(first), 0, 'known, so not taken in again');
    unwrap(await first.rebuild(info.id));
    await assertGone(first, seq);
    await first.close();

    const second = await open(dir);
    assert.deepEqual(second.notices, []);
    assert.equal(await load(second), 0);
    await second.close();

    // The index is made anew from the segments: what was erased has to be known from them alone.
    await rm(join(dir, 'db'), { recursive: true });
    const third = await open(dir);
    assert.equal(await load(third), 0);
    await assertGone(third, seq);
    assert.equal(unwrap(await third.thing(info.id, 'E-1', everyone)).claims.length, 1);
    await third.close();
  }));

test('a config entry, an unknown id and a reason in free text are refused, and nothing is erased', () =>
  inDirectory(async (dir) => {
    const store = await open(dir);
    await load(store);
    const { size } = unwrap(await store.head(info.id));
    const config = toHex(unwrap(await store.entries(info.id, 0, 1, team))[0]?.id ?? new Uint8Array());
    const refused = await store.erase(info.id, [config], order);
    assert.equal(refused.ok ? '' : refused.problem.kind, 'not-erasable');
    for (const bad of ['0'.repeat(64), 'abc']) {
      const unknown = await store.erase(info.id, [await idOf(store, CANARY), bad], order);
      assert.equal(unknown.ok ? '' : unknown.problem.kind, 'no-such-claim');
    }
    assert.equal(unwrap(await store.head(info.id)).size, size);
    await store.close();
  }));

test('attack 21: a backup made after an erasure holds nothing of it, and what is restored from it stays erased', () =>
  inDirectory(async (dir) => {
    const store = await open(dir);
    await load(store);
    const id = await idOf(store, CANARY);
    const to = { keys: true, program: 'test' };
    const before = unwrap(await store.backup({ ...to, to: join(dir, '..', 'before', 'b.tar') }));
    assert.notDeepEqual(await filesWith(join(before.file, '..'), CANARY), [], 'an older one holds it');
    const receipt = unwrap(await store.erase(info.id, [id], order));
    const after = unwrap(await store.backup({ ...to, to: join(dir, '..', 'after', 'b.tar') }));
    assert.deepEqual(await filesWith(join(after.file, '..'), CANARY), []);
    const head = unwrap(await store.head(info.id));
    await store.close();

    const refused = await restoreBackup({ from: before.file, dir });
    assert.equal(refused.ok ? '' : refused.problem.kind, 'backup-older', 'it cannot come back that way');
    const other = join(dir, '..', 'other');
    unwrap(await restoreBackup({ from: after.file, dir: other }));
    const restored = await open(other);
    await assertGone(restored, receipt.entries[0]?.seq ?? -1);
    assert.deepEqual(unwrap(await restored.head(info.id)), head);
    assert.equal(await load(restored), 0, 'imported again it brings nothing back');
    await restored.close();
  }));

test('what was taken back does not stand again because the entry that took it back was erased', () =>
  inDirectory(async (dir) => {
    const store = await open(dir);
    await load(store);
    const id = await idOf(store, 'another account');
    const amend = async (action: 'retract' | 'reinstate' | 'dispute', why: string) => {
      const body = amendToBytes({ target: id, action, replacement: null, why });
      unwrap(await store.append(info.id, [{ kind: 'amend', body, idempotencyKey: why }], 'tester'));
      const { size } = unwrap(await store.head(info.id));
      const [line] = unwrap(await store.entries(info.id, size - 1, size, team));
      return toHex(line?.id ?? new Uint8Array());
    };
    const standing = async () =>
      [...unwrap(await store.caseFile(info.id, everyone)).things.values()]
        .flatMap(({ claims }) => claims)
        .find((held) => held.id === id)?.standing;
    const retracted = await amend('retract', `${CANARY} said it was wrong`);
    const { size } = unwrap(await store.head(info.id));
    for (const dryRun of [true, false]) {
      const got = dryRun
        ? await store.erasePlan(info.id, [retracted], team)
        : await store.erase(info.id, [retracted], order);
      assert.equal(got.ok ? '' : got.problem.kind, 'would-stand-again');
    }
    assert.deepEqual([unwrap(await store.head(info.id)).size, await standing()], [size, 'retracted']);
    // The way out that the refusal names: taken back again in other words, the old ones can go.
    const restored = await amend('reinstate', 'to say it in other words');
    await amend('retract', 'recorded in error');
    unwrap(await store.erase(info.id, [retracted, restored], order));
    assert.equal(await standing(), 'retracted');
    assert.deepEqual(await filesWith(store.dir, `${CANARY} said`), []);
    // A dispute kept nothing back, and goes by itself.
    const disputed = await amend('reinstate', 'right after all').then(() =>
      amend('dispute', 'somebody objects'),
    );
    unwrap(await store.erase(info.id, [disputed], order));
    assert.equal(await standing(), 'stands');
    await store.close();
  }));

test('a claim made narrower stays so in a database that is filled again from the journal', () =>
  inDirectory(async (dir) => {
    const first = await open(dir);
    await load(first);
    const id = await idOf(first, 'another account');
    const body = amendToBytes({ target: id, action: 'narrow', replacement: null, why: 'a danger' });
    unwrap(await first.append(info.id, [{ kind: 'amend', body, idempotencyKey: 'n' }], 'tester'));
    await first.close();
    await rm(join(dir, 'db'), { recursive: true });
    const second = await open(dir);
    const shown = async (allowed: typeof team) =>
      JSON.stringify([...unwrap(await second.caseFile(info.id, allowed)).things.values()]);
    assert.doesNotMatch(await shown(everyone), /another account/);
    assert.match(await shown(team), /another account/);
    assert.deepEqual(unwrap(await second.fsck(info.id)).problems, []);
    await second.close();
  }));

test('attack 21: where the database keeps a trace in spite of everything, it is made anew beside and swapped, and goes on', () =>
  inDirectory(async (dir) => {
    const store = await open(dir);
    await load(store);
    const id = await idOf(store, CANARY);
    // As a block that the database neither reuses nor overwrites would lie there.
    await writeFile(join(dir, 'db', 'left-behind'), `\0\0${CANARY}\0`);
    const receipt = unwrap(await store.erase(info.id, [id], order));
    assert.deepEqual([receipt.remade, receipt.left, receipt.unfinished], [true, [], []]);
    await assertGone(store, 1);
    assert.equal(unwrap(await store.append(info.id, [says('E-3', 'afterwards')], 'tester')).added, 1);
    await store.close();
    const again = await open(dir);
    await assertGone(again, 1);
    assert.ok(await idOf(again, 'afterwards'));
    await again.close();
  }));
