/** An amendment that overwrites, cannot be undone, or happens twice makes the record worth less than paper. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { amend, type AmendOrder } from '../../src/app/amend.js';
import { parseFigure } from '../../src/core/base/figure-words.js';
import { type Result, unwrap } from '../../src/core/base/result.js';
import { type Actor, allowedFor } from '../../src/core/policy/audience.js';
import { openStore } from '../../src/store/open.js';
import { handClock, info, says } from '../store/fixtures.js';

const dir = mkdtempSync(join(tmpdir(), 'a33-amend-'));
const clock = handClock('2026-01-10T00:00:00.000Z');
const store = unwrap(await openStore({ dir, clock: clock.now }));
after(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});
unwrap(await store.openDossier(info, null, 'tester'));

const actor: Actor = { kind: 'operator', name: 'tester' };
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const read = async (asOf?: string) => unwrap(await store.caseFile(info.id, allowedFor(actor, info.id), asOf));
const size = async () => unwrap(await store.head(info.id)).size;
const order = async (claim: string, more: Omit<AmendOrder, 'claim'>, by: Actor = actor) =>
  amend({ ledger: store, random }, by, [unwrap(await store.caseFile(info.id, allowedFor(by, info.id)))], {
    claim,
    ...more,
  });
const kindOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problem.kind);

let made = 0;
/** A claim of its own thing. */
async function claim(
  text: string,
  more: Parameters<typeof says>[2] = {},
): Promise<{ thing: string; id: string }> {
  const thing = `E-${++made}`;
  unwrap(
    await store.append(
      info.id,
      [says(thing, text, { thing: { type: 'Event', id: thing }, ...more })],
      'tester',
    ),
  );
  return { thing, id: (await read()).things.get(thing)?.claims[0]?.id ?? '' };
}
const standings = async (thing: string, asOf?: string) =>
  (await read(asOf)).things
    .get(thing)
    ?.claims.map(
      ({ claim: { value }, standing }) => `${value.kind === 'text' ? value.text : ''} ${standing}`,
    );

test('a restore is one more entry that returns the value, and the past keeps what it held', async () => {
  const { thing, id } = await claim('said');
  const recorded = `entry:${(await size()) - 1}`;
  assert.equal(unwrap(await order(id, { action: 'retract', why: 'misread' })).standing, 'retracted');
  const retracted = `entry:${(await size()) - 1}`;
  const restored = unwrap(await order(id.slice(0, 12), { action: 'restore', why: 'it was right' }));
  assert.deepEqual([restored.added, restored.standing], [1, 'stands']);
  assert.deepEqual(await standings(thing), ['said stands']);
  assert.deepEqual(await standings(thing, retracted), ['said retracted']);
  assert.deepEqual(await standings(thing, recorded), ['said stands']);
  const history = unwrap(await store.history(info.id, thing, allowedFor(actor, info.id))).changes;
  assert.deepEqual(
    history.map(({ kind, actor: by, why, answers, before, after: then }) => [
      kind,
      by,
      why,
      answers === null ? null : answers === history[0]?.seq,
      before.length,
      then.length,
    ]),
    [
      ['recorded', 'tester', '', null, 0, 1],
      ['retract', 'tester', 'misread', true, 1, 0],
      ['reinstate', 'tester', 'it was right', true, 0, 1],
    ],
  );
});

test('a correction and the claim that says it rightly are one batch: never one without the other', async () => {
  const { thing, id } = await claim('fifty', {
    property: 'figure',
    value: { kind: 'figure', figure: { ...unwrap(parseFigure('50')), unit: 'families', scope: 'of Onsong' } },
    locator: { page: '4' },
  });
  const before = await size();
  const corrected = unwrap(
    await order(id, { action: 'correct', value: 'more than 500', why: 'a nought was lost' }),
  );
  assert.equal(corrected.added, 2);
  assert.equal(await size(), before + 2);
  const claims = (await read()).things.get(thing)?.claims ?? [];
  assert.deepEqual(
    claims.map((held) => held.standing),
    ['corrected', 'stands'],
  );
  const [, right] = claims;
  assert.equal(right?.id, corrected.replacement?.claim);
  assert.deepEqual(right?.claim.locator, { page: '4' }, 'the same passage, another reading');
  const value = right?.claim.value;
  assert.ok(value?.kind === 'figure');
  assert.deepEqual([value.figure.low, value.figure.unit, value.figure.scope], [501, 'families', 'of Onsong']);
  const between = await read(`entry:${before}`);
  assert.equal(between.seq, before + 1, 'a moment inside a batch is that of the whole batch');
  assert.equal(between.things.get(thing)?.claims[0]?.standing, 'corrected');
  const restored = unwrap(await order(id, { action: 'restore', why: 'the first reading was right' }));
  assert.match(restored.notes.join(' '), /still stands beside it/);
});

test('the same amendment sent again adds nothing, with a key or without', async () => {
  const { thing, id } = await claim('once');
  const twice = async (more: Omit<AmendOrder, 'claim'>) => {
    const [first, second] = [unwrap(await order(id, more)), unwrap(await order(id, more))];
    assert.deepEqual([first.added > 0, second.added], [true, 0], more.action);
  };
  await twice({ action: 'dispute', why: 'a State objects' });
  await twice({ action: 'dispute', why: 'another State objects' });
  await twice({ action: 'correct', value: 'rightly', why: 'misread' });
  await twice({ action: 'restore', why: 'read again' });
  await twice({ action: 'retract', why: 'wrong', key: 'request 7' });
  await twice({ action: 'restore', why: 'right', key: 'request 8' });
  const late = unwrap(await order(id, { action: 'retract', why: 'wrong', key: 'request 7' }));
  assert.deepEqual(
    [late.added, late.standing],
    [0, 'stands'],
    'an old request undoes nothing that came after it',
  );
  const before = await size();
  const race = await Promise.all([1, 2, 3].map(() => order(id, { action: 'retract', why: 'at once' })));
  assert.equal(race.filter((one) => one.ok && one.value.added === 1).length, 1);
  assert.equal(await size(), before + 1);
  assert.deepEqual(await standings(thing), ['once retracted', 'rightly stands']);
});

test('attack 43: a key that somebody else used, or on another claim, tells nobody of it and stops nobody', async () => {
  const [open, hidden] = [await claim('in the open'), await claim('unseen', { audience: 'team' })];
  const other: Actor = { kind: 'operator', name: 'somebody else' };
  unwrap(await order(hidden.id, { action: 'dispute', why: 'secret', key: 'request 70' }));
  unwrap(await order(open.id, { action: 'dispute', why: 'theirs', key: 'request 70' }, other));
  const got = unwrap(await order(open.id, { action: 'dispute', why: 'open', key: 'request 70' }));
  assert.equal(got.added, 1);
  const again = unwrap(await order(open.id, { action: 'dispute', why: 'otherwise', key: 'request 70' }));
  assert.equal(again.added, 0, 'their own key still counts once');
});

test('what cannot be meant is refused, and nothing is written', async () => {
  const { id } = await claim('plain');
  const place = await claim('kind', { property: 'kind', value: { kind: 'code', term: 'forced-return' } });
  const gone = await claim('gone');
  unwrap(await order(gone.id, { action: 'retract', why: 'wrong' }));
  const before = await size();
  const why = 'because';
  const told = [
    await order('nothing', { action: 'retract', why }),
    await order('0'.repeat(64), { action: 'retract', why }),
    await order(id, { action: 'retract', why: '  ' }),
    await order(id, { action: 'retract', why: 'lone \ud800 surrogate' }),
    await order(id, { action: 'correct', value: 'plain', why }),
    await order(place.id, { action: 'correct', value: 'no-such-kind', why }),
    await order(gone.id, { action: 'dispute', why }),
  ].map(kindOf);
  assert.deepEqual(told, [
    'bad-claim-id',
    'no-such-claim',
    'usage',
    'ill-formed-text',
    'same-value',
    'bad-code',
    'not-standing',
  ]);
  assert.equal(await size(), before);
});

test('must not tell a reader that a claim exists which they may not see', async () => {
  const { id } = await claim('for the team', { audience: 'team' });
  const hidden = await order(id, { action: 'retract', why: 'x' }, { kind: 'public' });
  const absent = await order('f'.repeat(64), { action: 'retract', why: 'x' }, { kind: 'public' });
  assert.equal(kindOf(hidden), 'no-such-claim');
  assert.equal(kindOf(absent), 'no-such-claim');
});

test('attack 67: a clock that jumps a year either way leaves a history in the order of the log', async () => {
  const { thing, id } = await claim('steady');
  clock.set('2027-03-01T00:00:00.000Z');
  unwrap(await order(id, { action: 'retract', why: 'ahead' }));
  clock.set('2025-03-01T00:00:00.000Z');
  unwrap(await order(id, { action: 'restore', why: 'behind' }));
  const history = unwrap(await store.history(info.id, thing, allowedFor(actor, info.id))).changes;
  assert.deepEqual(
    history.map(({ kind }) => kind),
    ['recorded', 'retract', 'reinstate'],
  );
  assert.deepEqual(await standings(thing), ['steady stands']);
  clock.set('2026-01-20T00:00:00.000Z');
});
