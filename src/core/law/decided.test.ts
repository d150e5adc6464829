import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '../base/result.js';
import { type Audience, type Claim } from '../claim/claim.js';
import { type DecisionWord, type FindBody, findFromBytes, findToBytes } from '../ledger/find.js';
import { caseFile, says } from '../view/fixture.js';
import { type CaseFile, type HeldClaim, type Standing, type Thing } from '../view/thing.js';
import { loadReference } from '../../store/reference.js';
import { lawData } from './data.js';
import { boundOf, decisionsFor, decisionsOn, findInput, resultWith, saidBy } from './decided.js';
import { findingsOn, type RuleFinding } from './findings.js';

const reference = unwrap(await loadReference());

const returned = says(
  'report',
  ['Event', 'E-1'],
  { kind: 'forced-return', date: '2010-05-02', from: 'CHN', to: 'PRK' },
  { said: '2010-05-04' },
);
const torture = (id: string, source = 'inquiry') =>
  says(source, ['Harm', id], { kind: 'torture', by: 'PRK' }, { said: '2009-01-01' });

const CAT = 'REFOULEMENT-CAT';

function eventOf(file: CaseFile): Thing {
  const event = file.things.get('E-1');
  assert.ok(event);
  return event;
}

function findingOf(file: CaseFile, rule: string): RuleFinding {
  const found = findingsOn(file, eventOf(file), lawData(reference, file)).find((one) => one.rule.id === rule);
  assert.ok(found, rule);
  return found;
}

interface Deciding {
  readonly rule: string;
  readonly element: string | null;
  readonly as: DecisionWord;
  readonly by?: string;
  readonly audience?: Audience;
}

/** The file with one more decision, made on it as it is. */
function decided(
  file: CaseFile,
  { rule, element, as, by = 'person:a', audience = 'public' }: Deciding,
): CaseFile {
  const finding = findingOf(file, rule);
  const chosen = finding.elements.filter((one) => element === null || one.element.id === element);
  const find: FindBody = {
    audience,
    event: 'E-1',
    rule,
    version: finding.rule.version,
    state: finding.state,
    element,
    bound: boundOf(finding),
    computed: finding.result,
    inputs: chosen.map(findInput),
    decision: as,
    confidence: 'moderate',
    why: 'As read.',
  };
  assert.deepEqual(findFromBytes(findToBytes(find)), find);
  const seq = file.seq + 1;
  const entry = {
    id: seq.toString(16).padStart(64, 'f'),
    seq,
    at: '2040-01-02T00:00:00.000Z',
    actor: by,
    find,
  };
  return { ...file, seq, decided: [...file.decided, entry] };
}

/** As `claims` fold, with the decisions made before. */
function later(file: CaseFile, claims: readonly Claim[], amend?: (held: HeldClaim) => HeldClaim): CaseFile {
  const next = caseFile(claims);
  const things = new Map(
    [...next.things].map(([id, thing]) => [
      id,
      { ...thing, claims: thing.claims.map(amend ?? ((one) => one)) },
    ]),
  );
  return { ...next, seq: file.seq + 10, things, decided: file.decided };
}

function changesIn(file: CaseFile): readonly string[] {
  const all = decisionsOn({ file, event: eventOf(file), lawFor: (one) => lawData(reference, one) });
  return all.flatMap(({ changed }) => changed.map(({ kind }) => kind));
}

function resultIn(file: CaseFile, rule: string): string | null {
  const all = decisionsOn({ file, event: eventOf(file), lawFor: (one) => lawData(reference, one) });
  return resultWith(findingOf(file, rule), all);
}

const amended = (claim: string, now: Standing, seq: number) => (held: HeldClaim) =>
  held.id === claim
    ? {
        ...held,
        standing: now,
        amendedBy: [
          {
            id: 'e'.repeat(64),
            seq,
            at: '2040-01-03T00:00:00.000Z',
            actor: 'person:b',
            action: now === 'disputed' ? ('dispute' as const) : ('retract' as const),
            replacement: null,
            why: 'No.',
          },
        ],
      }
    : held;

const claims = [...returned, ...torture('H-1')];
const onDanger = { rule: CAT, element: 'danger', as: 'met' } as const;

test('a decision that nothing changed under is not stale', () => {
  assert.deepEqual(changesIn(decided(caseFile(claims), onDanger)), []);
});

test('a decision whose claim was retracted or disputed afterwards is not passed off as resting on it', () => {
  const file = decided(caseFile(claims), onDanger);
  const input = file.decided[0]?.find.inputs[0]?.for[0] ?? '';
  for (const now of ['retracted', 'disputed'] as const) {
    const stale = later(file, claims, amended(input, now, file.seq + 5));
    assert.ok(changesIn(stale).includes('amended'), now);
    assert.equal(resultIn(stale, CAT), null, 'and it decides nothing until it is decided again');
  }
  // What was disputed before it was decided is no news.
  const known = later(file, claims, amended(input, 'disputed', 1));
  assert.deepEqual(changesIn(known), []);
});

test('a new claim on the element makes the decision stale, and one on another element does not', () => {
  const file = decided(caseFile(claims), onDanger);
  assert.deepEqual(changesIn(later(file, [...claims, ...torture('H-2', 'survivor')])), ['new']);
  const elsewhere = says('wire', ['Event', 'E-1'], { by: 'CHN' }, { said: '2010-06-01' });
  assert.deepEqual(changesIn(later(file, [...claims, ...elsewhere])), []);
});

test('a claim that is gone is counted and never named', () => {
  const file = decided(caseFile([...claims, ...torture('H-2', 'survivor')]), onDanger);
  const shown = later(file, claims);
  const all = decisionsOn({ file: shown, event: eventOf(shown), lawFor: (one) => lawData(reference, one) });
  const gone = all[0]?.changed.find(({ kind }) => kind === 'gone');
  assert.ok(gone?.kind === 'gone' && gone.count > 0);
  const ids = new Set([...shown.things.values()].flatMap((thing) => thing.claims.map(({ id }) => id)));
  for (const one of all) for (const input of one.inputs) assert.ok(input.for.every((id) => ids.has(id)));
});

test('a claim that its audience may not see does not show in a decision, as an input or as news', () => {
  const file = decided(caseFile(claims), onDanger);
  const secret = torture('H-2', 'survivor').map((claim) => ({ ...claim, audience: 'team' as const }));
  // A reader of the team looks at a public decision.
  assert.deepEqual(changesIn(later(file, [...claims, ...secret])), []);
});

test('two people who decide otherwise are shown to disagree; neither is outvoted or overwritten', () => {
  const one = decided(caseFile(claims), onDanger);
  const two = decided(one, { ...onDanger, as: 'not-met', by: 'person:b' });
  const all = decisionsOn({ file: two, event: eventOf(two), lawFor: (file) => lawData(reference, file) });
  assert.equal(all.length, 2);
  assert.equal(saidBy(decisionsFor(all, findingOf(two, CAT), 'danger')), 'disagree');
  assert.equal(resultIn(two, CAT), 'contested');
  // The same person thinking again replaces what they said before.
  const again = decided(two, { ...onDanger, by: 'person:b' });
  assert.equal(resultIn(again, CAT), 'met');
});

test('a State that was not bound is not bound, whatever anybody decided', () => {
  const rule = 'REFOULEMENT-ICPPED';
  const file = caseFile([
    ...returned,
    ...says('inquiry', ['Harm', 'H-1'], { kind: 'disappearance', by: 'PRK' }),
  ]);
  const elements = findingOf(file, rule).elements.map(({ element }) => element.id);
  const every = [...elements, null].reduce(
    (before, element) => decided(before, { rule, element, as: 'met' }),
    file,
  );
  assert.equal(resultIn(every, rule), 'not-bound');
});

test('bytes of a finding that nobody can have written are damage, not a decision', () => {
  const find = decided(caseFile(claims), onDanger).decided[0]?.find;
  assert.ok(find);
  assert.throws(() => findFromBytes(findToBytes({ ...find, why: ' ' })), /why/);
  assert.throws(() => findFromBytes(findToBytes({ ...find, element: 'other' })), /elements/);
  assert.throws(
    () => findFromBytes(findToBytes({ ...find, inputs: [{ ...(find.inputs[0] ?? none), for: ['x'] }] })),
    /id/,
  );
  assert.throws(() => findFromBytes(findToBytes(find).subarray(0, 40)));
});

const none = { element: 'danger', computed: 'met', for: [], against: [], unverified: [] };
