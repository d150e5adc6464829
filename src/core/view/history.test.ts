/** A history with a gap in it lets somebody say that a figure was changed and nobody knows by whom. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ClaimId } from '../base/ids.js';
import { type Audience } from '../claim/claim.js';
import { type AmendAction } from '../ledger/bodies.js';
import { foldCaseFile, type Logged, type Sees } from './fold.js';
import { historyOf, holding } from './history.js';
import { type DossierInfo, type HeldClaim } from './thing.js';

const info: DossierInfo = {
  id: 'invented',
  title: { en: 'Invented', ko: '가상' },
  summary: { en: '', ko: '' },
  returningStates: [],
  originStates: [],
  period: null,
  invented: true,
};
const id = (seq: number): ClaimId => seq.toString(16).padStart(64, '0');

interface Step {
  readonly thing: string;
  readonly property: string;
  readonly audience: Audience;
  /** Amend an earlier claim instead. */
  readonly amends: { readonly pick: number; readonly action: AmendAction } | null;
  /** Milliseconds the clock jumps, either way. */
  readonly jump: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  thing: fc.constantFrom('E-1', 'E-2'),
  property: fc.constantFrom('title', 'figure'),
  audience: fc.constantFrom<Audience>('public', 'team'),
  amends: fc.option(
    fc.record({
      pick: fc.nat(),
      action: fc.constantFrom<AmendAction>('retract', 'correct', 'dispute', 'reinstate'),
    }),
    { nil: null },
  ),
  jump: fc.integer({ min: -400 * 86_400_000, max: 400 * 86_400_000 }),
});

/** Clocks in it go backwards as readily as forwards. */
function logOf(steps: readonly Step[]): Logged[] {
  let time = Date.UTC(2026, 0, 1);
  const log: Logged[] = [
    { seq: 0, at: '2026-01-01T00:00:00.000Z', actor: 'tester', kind: 'config', dossier: info },
  ];
  const claims: ClaimId[] = [];
  for (const one of steps) {
    const seq = log.length;
    time += one.jump;
    const made = { seq, at: new Date(time).toISOString(), actor: `person ${seq % 3}` };
    const target = claims[(one.amends?.pick ?? 0) % Math.max(1, claims.length)];
    if (one.amends !== null && target !== undefined) {
      const { action } = one.amends;
      const replacement = action === 'correct' ? target : null;
      log.push({
        ...made,
        kind: 'amend',
        id: String(seq),
        amend: { target, action, replacement, why: `why ${seq}` },
      });
    } else {
      claims.push(id(seq));
      log.push({ ...made, kind: 'claim', held: heldOf(one, made) });
    }
  }
  return log;
}

function heldOf(one: Step, made: { seq: number; at: string; actor: string }): HeldClaim {
  return {
    ...made,
    id: id(made.seq),
    standing: 'stands',
    amendedBy: [],
    claim: {
      thing: { type: 'Event', id: one.thing },
      property: one.property,
      value: { kind: 'text', text: `value ${made.seq}`, lang: 'en' },
      source: 'S-1',
      accordingTo: [],
      locator: {},
      stance: 'asserts',
      said: null,
      credibility: { source: 'F', information: '6' },
      audience: one.audience,
      consent: null,
      basis: 'read',
      note: '',
    },
  };
}

const everyone: Sees = () => true;
const open: Sees = (audience) => audience === 'public';
const steps = fc.array(step, { maxLength: 40 });

test('the chain has no gap: each "before" is the "after" of the entry before it, from nothing to what is shown', () => {
  fc.assert(
    fc.property(steps, (made) => {
      const log = logOf(made);
      for (const sees of [everyone, open])
        for (const thing of ['E-1', 'E-2']) {
          const held = new Map<string, readonly HeldClaim[]>();
          for (const change of historyOf(thing, log, sees)) {
            const property = change.held?.claim.property ?? '';
            assert.deepEqual(change.before, held.get(property) ?? []);
            held.set(property, change.after);
          }
          const shown = foldCaseFile(log, sees)?.things.get(thing);
          for (const property of ['title', 'figure'])
            assert.deepEqual(held.get(property) ?? [], holding(shown, property));
        }
    }),
  );
});

test('every entry about the thing is in its history, once, in the order of the log and not of the clock', () => {
  fc.assert(
    fc.property(steps, (made) => {
      const log = logOf(made);
      const all = ['E-1', 'E-2'].flatMap((thing) => {
        const seqs = historyOf(thing, log, everyone).map(({ seq }) => seq);
        assert.deepEqual(
          seqs,
          seqs.toSorted((a, b) => a - b),
        );
        return seqs;
      });
      assert.deepEqual(
        all.toSorted((a, b) => a - b),
        log.slice(1).map(({ seq }) => seq),
      );
    }),
  );
});

test('what was held after entry n is the history cut at n: later entries change no earlier one', () => {
  fc.assert(
    fc.property(steps, fc.nat(40), (made, n) => {
      const log = logOf(made);
      const cut = log.slice(0, n + 1);
      for (const thing of ['E-1', 'E-2'])
        assert.deepEqual(
          historyOf(thing, cut, everyone),
          historyOf(thing, log, everyone).filter(({ seq }) => seq <= n),
        );
    }),
  );
});

test('a restore returns the value, whatever was done to the claim before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<AmendAction>('retract', 'correct', 'dispute'), { minLength: 1, maxLength: 6 }),
      (done) => {
        const claim: Step = { thing: 'E-1', property: 'title', audience: 'public', amends: null, jump: 1 };
        const amends = [...done, 'reinstate' as const].map((action) => ({
          ...claim,
          amends: { pick: 0, action },
        }));
        const history = historyOf('E-1', logOf([claim, ...amends]), everyone);
        const last = history.at(-1);
        assert.equal(last?.after.length, 1);
        assert.equal(last?.after[0]?.standing, 'stands');
        assert.deepEqual(last?.after[0]?.claim, history[0]?.after[0]?.claim);
        assert.equal(last?.answers, 1);
      },
    ),
  );
});

test('must not leak to a reader that somebody amended, or judged, what they may not see', () => {
  const hidden: Step = { thing: 'E-1', property: 'title', audience: 'team', amends: null, jump: 1 };
  const log = logOf([hidden, { ...hidden, amends: { pick: 0, action: 'dispute' } }]);
  const judgement = { about: 'E-1', origins: ['A', 'B'], by: 'x', why: 'secret' };
  log.push({
    seq: 3,
    at: '2026-01-01T00:00:00.000Z',
    actor: 'tester',
    kind: 'judge',
    id: id(3),
    judge: { kind: 'independence', audience: 'team', judgement },
  });
  assert.deepEqual(historyOf('E-1', log, open), []);
  assert.deepEqual(
    historyOf('E-1', log, everyone).map(({ kind, why }) => [kind, why]),
    [
      ['recorded', ''],
      ['dispute', 'why 2'],
      ['judged', 'secret'],
    ],
  );
});
