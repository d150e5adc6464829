import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFile, fig, says } from '../../view/fixture.js';
import { type Claim } from '../../claim/claim.js';
import { type Reading, verdicts } from '../assertion.js';
import { checkLetter } from './check.js';
import { law, letter, named, on } from './fixture.js';

const nothing = { eventKind: null, date: null, actor: null, people: null, places: [] } as const;
const stranger = named(null, 'Somebody Unknown');
const readings: readonly Reading[] = [
  { kind: 'figure', figure: fig('12'), accordingTo: [stranger], ...nothing },
  {
    kind: 'figure',
    figure: { ...fig('12'), low: 1e15, high: 1e15, best: 1e15 },
    accordingTo: [],
    ...nothing,
  },
  {
    kind: 'figure',
    figure: { ...fig('12'), low: null, high: null, best: null, qualifier: 'presence' },
    accordingTo: [],
    ...nothing,
  },
  {
    kind: 'figure',
    figure: { ...fig('12'), unit: 'percent' },
    accordingTo: [],
    ...nothing,
    date: on('2031'),
  },
  {
    kind: 'figure',
    figure: { ...fig('12'), unit: 'returns' },
    accordingTo: [],
    ...nothing,
    date: on('0000'),
  },
  { kind: 'event-date', ...nothing, date: on('2031-02-03') },
  { kind: 'event-date', ...nothing },
  ...(['largest', 'smallest', 'first', 'last', 'worst', 'only'] as const).map((rank): Reading => ({
    kind: 'superlative',
    words: rank,
    rank,
    within: null,
    ...nothing,
  })),
  ...(['returns', 'violations', 'denials', 'membership', 'asks', 'other'] as const).flatMap((of) =>
    (['repeated', 'systematic', 'always', 'never', 'regular', 'duration', 'count'] as const).map(
      (sense): Reading => ({
        kind: 'frequency',
        words: sense,
        sense,
        count: 3,
        unit: 'years',
        of,
        ...nothing,
      }),
    ),
  ),
  { kind: 'treaty-status', state: null, instruments: [], action: 'party', verb: 'is', date: null },
  {
    kind: 'treaty-status',
    state: stranger,
    instruments: [stranger],
    action: 'ratification',
    verb: 'ratified',
    date: on('1999'),
  },
  {
    kind: 'treaty-status',
    state: named('XNO'),
    instruments: [named('CAT'), stranger],
    action: 'withdrawal',
    verb: 'left',
    date: on('1999'),
  },
  { kind: 'treaty-content', instruments: [stranger], provision: '999', says: '' },
  { kind: 'treaty-content', instruments: [named('CAT')], provision: 'x', says: '' },
  { kind: 'attribution', speaker: stranger, verb: 'said', date: null, says: '', figure: null },
  {
    kind: 'attribution',
    speaker: named(null, 'sources'),
    verb: 'said',
    date: null,
    says: '',
    figure: fig('12'),
  },
  { kind: 'earlier-ask', by: [], addressee: [], date: null, demands: [], lever: null, says: '' },
  {
    kind: 'answer',
    by: null,
    to: stranger,
    date: on('2031'),
    answerKind: 'refused',
    repeated: true,
    says: '',
  },
  { kind: 'position', holder: null, labels: [], words: '', date: null },
  { kind: 'position', holder: stranger, labels: ['other'], words: '', date: null },
  { kind: 'office', person: stranger, title: '', body: null, constituency: null, place: 'text' },
  ...(['knowledge', 'intent', 'proportion', 'voluntariness', 'status', 'other'] as const).map(
    (sense): Reading => ({ kind: 'characterisation', words: sense, sense, about: null }),
  ),
  { kind: 'harm', harms: [], profiles: [], by: null, certainty: 'will' },
  { kind: 'harm', harms: ['torture', 'no such harm'], profiles: ['everyone'], by: null, certainty: 'did' },
  { kind: 'risk-profile', profiles: [], harms: [] },
  ...(['violates', 'complies', 'obliged', 'not-obliged', 'crime'] as const).map((conclusion): Reading => ({
    kind: 'legal-conclusion',
    state: null,
    instruments: [stranger],
    provision: '33',
    conclusion,
    says: '',
  })),
  { kind: 'motive', state: null, motive: '' },
  { kind: 'occasion', name: stranger, date: null, parties: [] },
  { kind: 'demand', demands: [], addressee: null, dutyBearer: null, instruments: [], says: '' },
];

const text = 'Words that say nothing at all.';
/** A record whose things hold one claim each, none of them the one a checker would like. */
const bare: readonly Claim[] = [
  ...says('x', ['Event', 'E'], { title: 'Undated' }),
  ...says('x', ['Period', 'P'], { figure: '~12' }),
  ...says('x', ['Ask', 'A'], { text: 'Something' }),
  ...says('x', ['Answer', 'R'], { to: 'NOWHERE' }),
  ...says('x', ['Tenure', 'T'], { person: 'NOBODY' }),
  ...says('x', ['Letter', 'L'], { signatory: 'T' }),
  ...says('x', ['Source', 'S'], { relays: 'S' }),
  ...says('x', ['Body', 'B'], { partOf: 'B' }),
  ...says('x', ['Position', 'Q'], { label: 'not-refugees' }),
  ...says('x', ['Harm', 'H'], { profile: 'children' }),
];

test('no reading brings the check down, whatever the record and the law do not hold', () => {
  const nowhere = { ...law(), states: new Map(), instruments: new Map(), provisions: new Map(), acts: [] };
  for (const claims of [[], bare])
    for (const reference of [law(), nowhere])
      for (const date of ['2031-06-01', null]) {
        const report = checkLetter(
          letter(
            text,
            readings.map((one) => [text, one]),
            date,
          ),
          caseFile(claims),
          reference,
        );
        assert.equal(
          report.assertions.filter(({ kind }) => kind !== 'omission' && kind !== 'exposure').length,
          readings.length,
        );
        for (const one of report.assertions) {
          assert.ok(verdicts.includes(one.verdict));
          assert.ok(
            one.why.trim().length > 5 && !/undefined|null|NaN|\[object/.test(one.why),
            `${one.kind}: ${one.why}`,
          );
        }
      }
});

test('an empty record supports nothing', () => {
  const report = checkLetter(
    letter(
      text,
      readings.map((one) => [text, one]),
    ),
    caseFile([]),
    { ...law(), acts: [] },
  );
  const held = report.assertions.filter(
    ({ verdict, kind }) => verdict === 'supported' && kind !== 'omission' && kind !== 'exposure',
  );
  assert.deepEqual(
    held.map(({ kind, why }) => `${kind}: ${why}`),
    [],
  );
});
