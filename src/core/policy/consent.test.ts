/** What nobody agreed to must not be read, by anyone, through any moment. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../base/date.js';
import { type Audience } from '../claim/claim.js';
import { type ConsentTerms, sortedUses, type Use } from '../ledger/consent.js';
import { type ConsentEntry, type Consents, covers, foldConsents, mayRead, stateOf } from './consent.js';

const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2026-01-01', n));
const use = fc.constantFrom<Use>('hold', 'publish', 'share:team', 'share:OFFICE-1');
const terms: fc.Arbitrary<ConsentTerms> = fc.record({
  subject: fc.constantFrom('P-1', 'P-2'),
  uses: fc.array(use).map(sortedUses),
  from: day,
  until: fc.option(day),
  how: fc.constant('in writing'),
  recordedBy: fc.constant('D-1'),
});
const audienceSets: readonly ReadonlySet<Audience>[] = [
  new Set(),
  new Set(['public']),
  new Set(['public', 'team']),
  new Set(['public', 'team', 'restricted:family']),
];
const claims = (['public', 'team', 'restricted:family', 'sealed'] as const).flatMap((audience) =>
  ['C-1', 'C-2', null].map((consent) => ({
    thing: { type: 'Person' as const, id: 'P-1' },
    property: 'occupation',
    audience,
    consent,
  })),
);

type Step =
  | { readonly do: 'give'; readonly name: string; readonly terms: ConsentTerms; readonly stale: boolean }
  | { readonly do: 'withdraw'; readonly name: string };
const name = fc.constantFrom('C-1', 'C-2');
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('give' as const), name, terms, stale: fc.boolean() }),
    fc.record({ do: fc.constant('withdraw' as const), name }),
  ),
  { maxLength: 8 },
);

const idOf = (seq: number) => seq.toString(16).padStart(64, '0');

/** Entries as a ledger would hold them; a `stale` one follows an entry that is not the latest. */
function entriesOf(all: readonly Step[]): ConsentEntry[] {
  const heads = new Map<string, string>();
  return all.map((step, seq) => {
    const earlier = heads.get(step.name) ?? null;
    const id = idOf(seq);
    heads.set(step.name, id);
    const common = { name: step.name, audience: 'team' as const };
    return {
      seq,
      at: '2026-01-01T00:00:00.000Z',
      id,
      consent:
        step.do === 'give'
          ? { ...common, action: 'give', earlier: step.stale ? idOf(seq + 999) : earlier, terms: step.terms }
          : { ...common, action: 'withdraw', earlier: earlier ?? idOf(0), on: '2026-01-01', why: 'danger' },
    };
  });
}

function readable(consents: Consents, on: string): string[] {
  return audienceSets.flatMap((audiences, who) =>
    claims.flatMap((claim, i) => (mayRead(claim, { audiences, consents, on }) ? [`${who}:${i}`] : [])),
  );
}

test('a withdrawal never widens what anyone reads, and ends all that rested on that consent', () => {
  fc.assert(
    fc.property(steps, name, day, (before, which, on) => {
      const entries = entriesOf([...before, { do: 'withdraw', name: which }]);
      const [then, now] = [foldConsents(entries.slice(0, -1)), foldConsents(entries)];
      const earlier = new Set(readable(then, on));
      for (const one of readable(now, on)) assert.ok(earlier.has(one));
      for (const claim of claims)
        if (claim.consent === which)
          for (const audiences of audienceSets)
            assert.equal(mayRead(claim, { audiences, consents: now, on }), false);
    }),
  );
});

test('nobody reads a claim beyond its own audience, nor without a consent of the same person that covers holding', () => {
  fc.assert(
    fc.property(steps, day, (all, on) => {
      const consents = foldConsents(entriesOf(all));
      for (const claim of claims)
        for (const audiences of audienceSets) {
          if (!mayRead(claim, { audiences, consents, on })) continue;
          assert.ok(audiences.has(claim.audience));
          const consent = consents.get(claim.consent ?? '');
          assert.equal(consent?.terms?.subject, 'P-1');
          assert.equal(covers(consent, 'hold', on), 'yes');
        }
    }),
  );
});

test('an entry written before a withdrawal was known does not undo it', () => {
  fc.assert(
    fc.property(steps, terms, name, day, (before, again, which, on) => {
      const late: Step = { do: 'give', name: which, terms: again, stale: true };
      const consents = foldConsents(entriesOf([...before, { do: 'withdraw', name: which }, late]));
      assert.notEqual(stateOf(consents.get(which), on), 'in-force');
    }),
  );
});

test('a consent holds from its first day to its last, and not a day longer', () => {
  const given = (until: string | null): ConsentTerms => ({
    subject: 'P-1',
    uses: ['hold', 'share:team'],
    from: '2026-03-01',
    until,
    how: 'in writing',
    recordedBy: 'D-1',
  });
  const stand = (until: string | null, on: string) =>
    stateOf(
      foldConsents(entriesOf([{ do: 'give', name: 'C-1', terms: given(until), stale: false }])).get('C-1'),
      on,
    );
  assert.deepEqual(
    ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((on) => stand('2026-03-31', on)),
    ['not-begun', 'in-force', 'in-force', 'ended'],
  );
  assert.equal(stand(null, '2099-01-01'), 'in-force');
  assert.equal(covers(undefined, 'hold', '2026-03-01'), 'unknown');
});

test('no use includes another: what may be published is not shared by that, and nothing goes without holding', () => {
  const consents = (...uses: readonly Use[]) =>
    foldConsents(
      entriesOf([
        {
          do: 'give',
          name: 'C-1',
          stale: false,
          terms: { subject: 'P-1', uses, from: '2026-01-01', until: null, how: 'x', recordedBy: 'y' },
        },
      ]),
    );
  const who = (audience: Audience, ...uses: readonly Use[]) =>
    audienceSets.map((audiences) =>
      mayRead(
        { thing: { type: 'Person', id: 'P-1' }, property: 'occupation', consent: 'C-1', audience },
        { audiences, consents: consents(...uses), on: '2026-01-02' },
      ),
    );
  assert.deepEqual(who('public', 'hold', 'publish'), [false, true, true, true]);
  assert.deepEqual(who('public', 'hold', 'share:team'), [false, false, true, true]);
  assert.deepEqual(who('public', 'publish', 'share:team'), [false, false, false, false]);
  assert.deepEqual(who('team', 'hold', 'publish'), [false, false, false, false]);
  assert.deepEqual(who('team', 'hold', 'share:OFFICE-1'), [false, false, false, false]);
  assert.deepEqual(who('restricted:family', 'hold'), [false, false, false, true]);
  assert.deepEqual(who('sealed', 'hold', 'publish'), [false, false, false, false]);
});
