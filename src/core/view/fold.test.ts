/** A view that depends on how entries were batched would show two readers two different pasts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toHex, utf8 } from '../base/bytes.js';
import { type ClaimId, type ThingId } from '../base/ids.js';
import { claimToBytes } from '../claim/bytes.js';
import { type Audience, type Claim } from '../claim/claim.js';
import { type AmendAction, amendToBytes, dossierToBytes, judgeToBytes } from '../ledger/bodies.js';
import { type Entry, sealEntry } from '../ledger/entry.js';
import { foldCaseFile, foldJudgements, foldThings, type Logged, readEntry, type Sees } from './fold.js';
import { type DossierInfo, type Thing } from './thing.js';

const info: DossierInfo = {
  id: 'invented',
  title: { en: 'Invented', ko: '가상' },
  summary: { en: '', ko: '' },
  returningStates: ['AAA'],
  originStates: ['BBB'],
  period: null,
  invented: true,
};

function claimOn(thing: ThingId, audience: Audience, note: string): Claim {
  return {
    thing: { type: 'Event', id: thing },
    property: 'title',
    value: { kind: 'text', text: note, lang: 'en' },
    source: 'S-1',
    accordingTo: [],
    locator: {},
    stance: 'asserts',
    said: null,
    credibility: { source: 'F', information: '6' },
    audience,
    consent: null,
    basis: 'read',
    note,
  };
}

const at = '2026-05-13T00:00:00.000Z';
const seal = (kind: Entry['kind'], body: Uint8Array, seq: number) =>
  sealEntry({ kind, at, actor: 'tester', salt: new Uint8Array(32).fill(seq % 256), body }, seq);

type Step =
  | { readonly do: 'claim'; readonly thing: ThingId; readonly audience: Audience }
  | { readonly do: 'amend'; readonly pick: number; readonly action: AmendAction }
  | { readonly do: 'judge'; readonly audience: Audience };

const audience = fc.constantFrom<Audience>('public', 'team', 'restricted:family');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('claim' as const),
      thing: fc.constantFrom('E-1', 'E-2', 'E-3'),
      audience,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('amend' as const),
      pick: fc.nat(),
      action: fc.constantFrom<AmendAction>('retract', 'correct', 'dispute', 'reinstate'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('judge' as const), audience }) },
);

/** A log that begins with its `config` entry; amendments name claims or judgements made before. */
function logOf(steps: readonly Step[]): Logged[] {
  const entries: Entry[] = [seal('config', dossierToBytes(info), 0)];
  for (const one of steps) {
    const seq = entries.length;
    const targets = entries.filter((entry) => entry.kind === 'claim' || entry.kind === 'judge');
    if (one.do === 'claim') {
      entries.push(seal('claim', claimToBytes(claimOn(one.thing, one.audience, `n${seq}`)), seq));
    } else if (one.do === 'judge') {
      const judgement = { about: 'E-1', origins: ['O-1', 'O-2'], by: 'tester', why: `w${seq}` };
      entries.push(
        seal('judge', judgeToBytes({ kind: 'independence', audience: one.audience, judgement }), seq),
      );
    } else {
      const target = targets[one.pick % Math.max(targets.length, 1)];
      if (target === undefined) continue;
      const replacement = one.action === 'correct' ? toHex(target.id) : null;
      const body = { target: toHex(target.id), action: one.action, replacement, why: '' };
      entries.push(seal('amend', amendToBytes(body), seq));
    }
  }
  return entries.map(readEntry);
}

function ownersOf(things: ReadonlyMap<ThingId, Thing>): (id: ClaimId) => ThingId | undefined {
  return (id) => [...things.values()].find((thing) => thing.claims.some((held) => held.id === id))?.id;
}

const views: Readonly<Record<string, Sees>> = {
  public: (audience) => audience === 'public',
  team: (audience) => audience === 'public' || audience === 'team',
  nobody: () => false,
};

test('folding batch by batch shows what folding in one go shows', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.array(fc.nat(40), { maxLength: 6 }), (steps, cuts) => {
      const log = logOf(steps);
      const edges = [...new Set([0, ...cuts.map((cut) => cut % (log.length + 1)), log.length])].sort(
        (a, b) => a - b,
      );
      for (const sees of Object.values(views)) {
        let things: ReadonlyMap<ThingId, Thing> = new Map();
        for (let i = 0; i + 1 < edges.length; i++) {
          const batch = log.slice(edges[i], edges[i + 1]);
          things = new Map([...things, ...foldThings(things, batch, { sees, ownerOf: ownersOf(things) })]);
        }
        const sorted = (map: ReadonlyMap<ThingId, Thing>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
        assert.deepEqual(sorted(things), sorted(foldCaseFile(log, sees)?.things ?? new Map()));
      }
    }),
  );
});

test('a reader is never shown a claim or judgement of an audience not theirs', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const log = logOf(steps);
      for (const sees of Object.values(views)) {
        const file = foldCaseFile(log, sees);
        for (const thing of file?.things.values() ?? []) {
          assert.notEqual(thing.claims.length, 0, 'a thing known only from hidden claims must not show');
          for (const held of thing.claims) assert.ok(sees(held.claim.audience));
        }
      }
      assert.equal(foldCaseFile(log, () => false)?.things.size, 0);
      assert.deepEqual(
        foldJudgements(log, () => false),
        [],
      );
    }),
  );
});

test('a retracted claim stays in the record, marked, and can be reinstated', () => {
  const log = logOf([{ do: 'claim', thing: 'E-1', audience: 'public' }]);
  const first = log[1];
  assert.ok(first?.kind === 'claim');
  const amend = (seq: number, action: AmendAction): Logged => ({
    seq,
    at,
    actor: 'tester',
    kind: 'amend',
    id: String(seq),
    amend: { target: first.held.id, action, replacement: null, why: '' },
  });
  const claimOf = (entries: readonly Logged[]) =>
    foldCaseFile(entries, () => true)?.things.get('E-1')?.claims[0];
  assert.equal(claimOf([...log, amend(2, 'retract')])?.standing, 'retracted');
  const back = claimOf([...log, amend(2, 'retract'), amend(3, 'reinstate')]);
  assert.equal(back?.standing, 'stands');
  assert.deepEqual(
    back?.amendedBy.map(({ seq, action }) => [seq, action]),
    [
      [2, 'retract'],
      [3, 'reinstate'],
    ],
  );
});

test('a judgement taken back no longer makes two accounts independent', () => {
  const log = logOf([
    { do: 'judge', audience: 'public' },
    { do: 'amend', pick: 0, action: 'retract' },
  ]);
  assert.equal(foldJudgements(log.slice(0, 2), () => true).length, 1);
  assert.equal(foldJudgements(log, () => true).length, 0);
});

test('a body that is not canonical is damage, not an empty view', () => {
  assert.throws(() => readEntry(seal('claim', utf8('x'), 1)));
  assert.throws(() => readEntry(seal('amend', utf8(''), 1)));
});
