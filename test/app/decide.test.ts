/** A decision that cannot be read back, goes stale in silence, or tells of what it may not is worse than none. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { amend } from '../../src/app/amend.js';
import { decide, type DecideOrder } from '../../src/app/decide.js';
import { findings } from '../../src/app/findings.js';
import { shownHistory } from '../../src/app/history.js';
import { type Result, unwrap } from '../../src/core/base/result.js';
import { parseDate } from '../../src/core/base/date.js';
import { type Audience } from '../../src/core/claim/claim.js';
import { type Actor, allowedFor } from '../../src/core/policy/audience.js';
import { restoreBackup } from '../../src/store/backup/restore.js';
import { openStore, type Store } from '../../src/store/open.js';
import { loadReference } from '../../src/store/reference.js';
import { info, says } from '../store/fixtures.js';

const parent = mkdtempSync(join(tmpdir(), 'a33-decide-'));
mkdirSync(join(parent, 'backups'));
const reference = unwrap(await loadReference());
let store: Store = unwrap(await openStore({ dir: join(parent, 'data') }));
after(async () => {
  await store.close();
  rmSync(parent, { recursive: true, force: true });
});
unwrap(await store.openDossier(info, null, 'tester'));

const ana: Actor = { kind: 'operator', name: 'ana' };
const ben: Actor = { kind: 'operator', name: 'ben' };
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const read = async (actor: Actor = ana, asOf?: string) =>
  unwrap(await store.caseFile(info.id, allowedFor(actor, info.id), asOf));
const kindOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problem.kind);

const code = (term: string) => ({ kind: 'code', term }) as const;
const ref = (id: string) => ({ kind: 'ref', id }) as const;
const event = { type: 'Event', id: 'E-1' } as const;
const harm = (id: string) => ({ type: 'Harm', id }) as const;
const day = { kind: 'date', date: unwrap(parseDate('2010-05-02')) } as const;

unwrap(
  await store.append(
    info.id,
    [
      says('E-1', '', { thing: event, property: 'kind', value: code('forced-return') }),
      says('E-1', '', { thing: event, property: 'date', value: day }),
      says('E-1', '', { thing: event, property: 'from', value: ref('CHN') }),
      says('E-1', '', { thing: event, property: 'to', value: ref('PRK') }),
    ],
    'tester',
  ),
);

async function tortured(id: string, audience: Audience = 'public'): Promise<string> {
  unwrap(
    await store.append(
      info.id,
      [
        says(id, '', { thing: harm(id), property: 'kind', value: code('torture'), audience }),
        says(id, '', { thing: harm(id), property: 'by', value: ref('PRK'), audience }),
      ],
      'tester',
    ),
  );
  return (await read()).things.get(id)?.claims[0]?.id ?? '';
}

const first = await tortured('H-1');

const order = async (more: Partial<DecideOrder>, actor: Actor = ana) =>
  decide(
    { ledger: store, actor, reference, files: [await read(actor)] },
    { event: 'E-1', rule: 'REFOULEMENT-CAT/danger', as: 'met', why: 'Read in the inquiry.', ...more },
  );
const danger = async (actor: Actor = ana, asOf?: string) =>
  unwrap(findings([await read(actor, asOf)], reference, { event: 'E-1' }))
    .findings.find(({ rule }) => rule === 'REFOULEMENT-CAT')
    ?.elements.find(({ id }) => id === 'danger');

test('what a person decided is read back with its claims, once however often it is sent, and as of before it is not there', async () => {
  const before = `entry:${unwrap(await store.head(info.id)).size - 1}`;
  // Sent twice at once, and once more.
  const [one, two] = await Promise.all([order({}), order({})]);
  const third = unwrap(await order({}));
  assert.deepEqual([unwrap(one).added + unwrap(two).added, third.added], [1, 0]);
  const shown = await danger();
  assert.equal(shown?.decided, 'met');
  assert.deepEqual(
    shown.decisions.map(({ as, by, stale, inputs }) => [as, by, stale, inputs[0]?.for]),
    [['met', 'ana', false, [first]]],
  );
  assert.deepEqual((await danger(ana, before))?.decisions, []);
  const history = unwrap(await store.history(info.id, 'E-1', allowedFor(ana, info.id)));
  assert.deepEqual(shownHistory(await read(), 'E-1', history)?.changes.at(-1)?.finding, {
    rule: 'REFOULEMENT-CAT',
    element: 'danger',
    as: 'met',
  });
});

test('a decision for the team is nothing to the public, in the answer and in the history', async () => {
  const anyone: Actor = { kind: 'public' };
  assert.deepEqual((await danger(anyone))?.decisions, []);
  const history = unwrap(await store.history(info.id, 'E-1', allowedFor(anyone, info.id)));
  assert.ok(history.changes.every(({ kind }) => kind !== 'found'));
  assert.equal(kindOf(await order({ audience: 'restricted:family' })), 'not-allowed');
});

test('bad input: no such rule, element or event; a whole rule that did not bind; no reason', async () => {
  assert.equal(kindOf(await order({ rule: 'NO-SUCH' })), 'no-such-rule');
  assert.equal(kindOf(await order({ rule: 'REFOULEMENT-OAU' })), 'not-asked');
  assert.equal(kindOf(await order({ rule: 'REFOULEMENT-CAT/none' })), 'no-such-element');
  assert.equal(kindOf(await order({ rule: 'REFOULEMENT-ICPPED' })), 'not-bound-by-treaty');
  assert.equal(kindOf(await order({ why: '  ' })), 'usage');
  assert.equal(kindOf(await order({ event: 'E-404' })), 'no-such-event');
});

test('a retracted input, and a new claim, make it stale and say so; two people may disagree', async () => {
  const second = await tortured('H-2');
  assert.deepEqual((await danger())?.decisions[0]?.changed, [{ kind: 'new', claims: [second] }]);
  assert.equal((await danger())?.decided, null);
  assert.equal(unwrap(await order({})).added, 1, 'decided anew on what is there now');
  const ports = { ledger: store, random };
  unwrap(await amend(ports, ana, [await read()], { claim: first, action: 'retract', why: 'misread' }));
  const stale = (await danger())?.decisions[0];
  assert.deepEqual(stale?.changed, [{ kind: 'amended', claim: first, now: 'retracted' }]);
  unwrap(await order({}));
  unwrap(await order({ as: 'not-met', why: 'One account alone.' }, ben));
  assert.equal((await danger())?.decided, 'disagree');
  assert.equal((await danger())?.decisions.length, 2);
});

test('erasing an input names the findings that rest on it, and leaves no trace of it in them; a backup carries them', async () => {
  const second = (await read()).things.get('H-2')?.claims[0]?.id ?? '';
  const allowed = allowedFor(ana, info.id);
  const plan = unwrap(await store.erasePlan(info.id, [second], allowed));
  assert.equal(plan.dependants.filter(({ kind, why }) => kind === 'find' && why === 'names').length, 3);
  const receipt = unwrap(await store.erase(info.id, [second], { reason: 'mistake', actor: 'ana', allowed }));
  assert.deepEqual(receipt.left, []);
  const mine = (await danger())?.decisions.find(({ by }) => by === 'ana');
  assert.deepEqual(mine?.changed, [{ kind: 'gone', count: 1 }]);
  assert.doesNotMatch(JSON.stringify(mine), new RegExp(second));
  const shown = await danger();
  const made = unwrap(await store.backup({ to: join(parent, 'backups'), keys: true, program: 'test' }));
  await store.close();
  unwrap(await restoreBackup({ from: made.file, dir: join(parent, 'other') }));
  store = unwrap(await openStore({ dir: join(parent, 'other') }));
  assert.deepEqual(await danger(), shown);
  assert.deepEqual(unwrap(await store.fsck(info.id)).problems, []);
  // A decision can itself be erased.
  const own = mine?.id ?? '';
  unwrap(await store.erase(info.id, [own], { reason: 'mistake', actor: 'ana', allowed }));
  assert.ok((await danger())?.decisions.every(({ id }) => id !== own));
});

test('an event that is gone takes no decision, and those made of it are named with its erasure', async () => {
  const ids = (await read()).things.get('E-1')?.claims.map(({ id }) => id) ?? [];
  const allowed = allowedFor(ana, info.id);
  const plan = unwrap(await store.erasePlan(info.id, ids, allowed));
  assert.ok(plan.dependants.some(({ kind }) => kind === 'find'));
  unwrap(await store.erase(info.id, ids, { reason: 'mistake', actor: 'ana', allowed }));
  assert.equal(kindOf(await order({ rule: 'REFOULEMENT-CAT/organ' })), 'no-such-event');
});
