import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inventedFile, row, type Row, rows } from '../../../test/core/invented.js';
import { parseDate } from '../base/date.js';
import { unwrap } from '../base/result.js';
import { askedBefore, dateOfEvent } from './before.js';
import { askRecords, type AskRecord } from './record.js';
import { lastAnswers, lineage, threadsOf } from './threads.js';

const day = (text: string) => unwrap(parseDate(text));

const people: Row[] = [
  ...rows('State', 'AAA', { name: 'Avaland' }),
  ...rows('Body', 'MINISTRY', { name: 'Ministry of Avaland', state: 'AAA' }),
  ...rows('Body', 'EMBASSY', { name: 'Embassy of Cesia in Avaland', state: 'CCC' }),
  ...rows('Tenure', 'T-1', { person: 'ENVOY', body: 'EMBASSY', office: 'Ambassador' }),
];
const ask = (id: string, values: Readonly<Record<string, string>>): Row[] =>
  rows('Ask', id, {
    by: 'NGO',
    addressee: 'AAA',
    dutyBearer: 'AAA',
    demand: 'halt-returns',
    lever: 'letter',
    ...values,
  });
const answer = (id: string, to: string, values: Readonly<Record<string, string>>): Row[] =>
  rows('Answer', id, { to, by: 'MINISTRY', kind: 'refused', ...values });

const recordsOf = (claims: readonly Row[], on: string | null = null) => {
  const file = inventedFile([...people, ...claims]);
  return { file, records: askRecords(file, on === null ? null : day(on)) };
};
const find = (records: readonly AskRecord[], id: string) => {
  const record = records.find((each) => each.id === id);
  assert.ok(record !== undefined, id);
  return record;
};

test('silence is no answer recorded, and overdue only when a rule set a day that has passed', () => {
  const { records } = recordsOf(
    [...ask('A-1', { date: '2030-01' }), ...ask('A-2', { date: '2030-01', due: '2030-06-01' })],
    '2031-01-01',
  );
  assert.deepEqual(
    records.map(({ id, state }) => [id, state]),
    [
      ['A-1', 'no-answer-recorded'],
      ['A-2', 'overdue'],
    ],
  );
  const early = recordsOf(ask('A-2', { date: '2030-01', due: '2030-06-01' }), '2030-05-31');
  assert.equal(find(early.records, 'A-2').state, 'no-answer-recorded');
  const unsure = recordsOf(ask('A-2', { date: '2030-01', due: '2030-06' }), '2030-06-15');
  assert.equal(find(unsure.records, 'A-2').state, 'no-answer-recorded');
  const noDay = recordsOf(ask('A-2', { date: '2030-01', due: '2030-06-01' }), null);
  assert.equal(find(noDay.records, 'A-2').state, 'no-answer-recorded');
});

test('what was said before an ask is a position, not an answer to it', () => {
  const { records } = recordsOf([
    ...ask('A-1', { date: '2030-03-23' }),
    ...answer('N-EARLY', 'A-1', { date: '2030-03-21' }),
    ...ask('A-2', { date: '2030-03' }),
    ...answer('N-MONTH', 'A-2', { date: '2030-03' }),
  ]);
  const first = find(records, 'A-1');
  assert.deepEqual(
    [first.answers.length, first.positions.map(({ id }) => id), first.state],
    [0, ['N-EARLY'], 'no-answer-recorded'],
  );
  const second = find(records, 'A-2');
  assert.deepEqual([second.answers[0]?.after, second.state], ['undecided', 'answered']);
});

test('a source that says nothing came back is no answer', () => {
  const { records } = recordsOf([
    ...ask('A-1', { date: '2030' }),
    ...answer('N-1', 'A-1', { date: '2031', kind: 'none' }),
  ]);
  assert.equal(find(records, 'A-1').state, 'no-answer-recorded');
});

/** Cesia’s members write to their envoy, who asks Avaland, which refuses. */
const passedOn: Row[] = [
  ...ask('A-1', { by: 'MEMBERS', addressee: 'ENVOY', intermediary: 'ENVOY', date: '2030-11' }),
  ...answer('N-1', 'A-1', { by: 'ENVOY', kind: 'passed', date: '2030-12' }),
  ...ask('A-2', { by: 'ENVOY', addressee: 'AAA', date: '2030-12', repeats: 'A-1', lever: 'demarche' }),
  ...answer('N-2', 'A-2', { date: '2031-02', kind: 'refused' }),
  ...ask('A-3', {
    by: 'MEMBERS',
    addressee: 'PRESIDENT',
    intermediary: 'PRESIDENT',
    date: '2031-05',
    repeats: 'A-1',
  }),
  row('Ask', 'A-3', 'repeats', 'A-2'),
];

test('an ask is followed through those in between, and only as far as the record shows', () => {
  const { records } = recordsOf(passedOn);
  const first = find(records, 'A-1');
  assert.deepEqual(
    first.hops.map(({ to, how, shownBy }) => [to, how, shownBy]),
    [
      ['ENVOY', 'made', null],
      ['AAA', 'passed', 'A-2'],
    ],
  );
  assert.equal(first.state, 'passed-on');
  assert.equal(find(records, 'A-2').state, 'answered');
  const last = find(records, 'A-3');
  assert.deepEqual(
    last.hops.map(({ to, how }) => [to, how]),
    [
      ['PRESIDENT', 'made'],
      ['AAA', 'not-recorded'],
    ],
  );
  const [thread, ...others] = threadsOf(records);
  assert.deepEqual(
    [thread?.asks.map(({ id }) => id), thread?.lastAnswer?.id, others.length],
    [['A-1', 'A-2', 'A-3'], 'N-2', 0],
  );
  assert.deepEqual(lineage(records, 'A-3'), { earlier: ['A-1', 'A-2'], later: [] });
  assert.deepEqual(lineage(records, 'A-1').later.toSorted(), ['A-2', 'A-3']);
});

test('an ask whose date may be any of a span comes after the one it passes on', () => {
  const { records } = recordsOf([
    ...ask('A-PASSED', { date: '2030/2031', repeats: 'A-FIRST' }),
    ...ask('A-FIRST', { date: '2030-11' }),
  ]);
  assert.deepEqual(
    threadsOf(records).map(({ asks }) => asks.map(({ id }) => id)),
    [['A-FIRST', 'A-PASSED']],
  );
});

test('asks that repeat one another in a circle, or a lost ask, do no harm', () => {
  const { records } = recordsOf([
    ...ask('A-1', { date: '2030', repeats: 'A-2' }),
    ...ask('A-2', { date: '2031', repeats: 'A-1' }),
    ...ask('A-3', { date: '2032', repeats: 'A-3' }),
    ...ask('A-4', { repeats: 'A-LOST' }),
  ]);
  assert.deepEqual(
    threadsOf(records).map(({ asks }) => asks.map(({ id }) => id)),
    [['A-1', 'A-2'], ['A-3'], ['A-4']],
  );
  assert.deepEqual(lineage(records, 'A-1'), { earlier: ['A-2'], later: ['A-2'] });
});

test('a letter to somebody in between had not reached the State until the record shows it', () => {
  const { file, records } = recordsOf([
    ...passedOn,
    ...rows('Event', 'E-1', { date: '2031-01-15' }),
    ...ask('A-MONTH', { date: '2031-01' }),
    ...ask('A-NODATE', {}),
    ...ask('A-OTHER', { dutyBearer: 'BBB', date: '2030' }),
  ]);
  const known = askedBefore(file, records, 'AAA', dateOfEvent(file, 'E-1'));
  assert.deepEqual(
    known.map(({ ask: { id }, before, reached, because }) => [id, before, reached, because.kind]),
    [
      ['A-1', 'yes', 'yes', 'passed'],
      ['A-2', 'yes', 'yes', 'addressed'],
      ['A-MONTH', 'undecided', 'undecided', 'addressed'],
      ['A-NODATE', 'undecided', 'undecided', 'addressed'],
    ],
  );
  const sooner = askedBefore(file, records, 'AAA', day('2030-12-10'));
  assert.deepEqual(sooner[0]?.because, { kind: 'passed-at-unknown-time', shownBy: 'A-2' });
  assert.equal(sooner[0]?.reached, 'undecided');
  assert.equal(
    askedBefore(file, records, 'AAA', dateOfEvent(file, 'E-LOST')).every(
      ({ before }) => before === 'undecided',
    ),
    true,
  );
});

test('the last answer to each demand is the State’s own, by date', () => {
  const { file, records } = recordsOf([
    ...passedOn,
    ...ask('A-5', { date: '2029', demand: 'access' }),
    ...answer('N-LATE', 'A-5', { date: '2032', kind: 'pledged' }),
    ...answer('N-NODATE', 'A-5', {}),
    ...answer('N-ENVOY', 'A-5', { by: 'ENVOY', date: '2033' }),
  ]);
  const board = lastAnswers(file, records, 'AAA');
  assert.deepEqual(
    board.map(({ demand, asks, lastAsk, lastAnswer, answered }) => [
      demand,
      asks.length,
      lastAsk.id,
      lastAnswer?.id ?? null,
      answered,
    ]),
    [
      ['halt-returns', 3, 'A-3', 'N-2', 1],
      ['access', 1, 'A-5', 'N-LATE', 1],
    ],
  );
  assert.deepEqual(lastAnswers(file, records, 'BBB'), []);
});

test('every ask is in exactly one thread, however they refer to one another', () => {
  const links = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12 });
  fc.assert(
    fc.property(links, (pairs) => {
      const asks = Array.from({ length: 8 }, (_, i) => ask(`A-${i}`, { date: `203${i}` })).flat();
      const unique = [...new Set(pairs.map(([a, b]) => `${a} ${b}`))].map((pair) => pair.split(' '));
      const repeats = unique.map(([a, b]) => row('Ask', `A-${a}`, 'repeats', `A-${b}`));
      const { records } = recordsOf([...asks, ...repeats]);
      const members = threadsOf(records).flatMap((thread) => thread.asks.map(({ id }) => id));
      assert.equal(members.length, 8);
      assert.equal(new Set(members).size, 8);
    }),
  );
});
