import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inventedFile, row, type Row, rows } from '../../../test/core/invented.js';
import { parseDate } from '../base/date.js';
import { unwrap } from '../base/result.js';
import { total } from './total.js';

function event(
  id: string,
  kind: string,
  date: string,
  figures: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Row[] {
  return [
    ...rows('Event', id, { kind, date, from: 'AAA', to: 'BBB', ...more }),
    ...figures.map((words, i) => row('Event', id, 'figure', words, { source: `${id}-s${i}` })),
  ];
}

const totalOf = (claims: readonly Row[], period: string | null, from?: string) =>
  total(inventedFile(claims), {
    period: period === null ? null : unwrap(parseDate(period)),
    ...(from === undefined ? {} : { from }),
  });

test('legs and parts of one event are not added again', () => {
  const claims = [
    ...event('E-1', 'forced-return', '2031-04-02', ['600']),
    ...event('E-1-BRIDGE', 'forced-return', '2031-04-02', ['200'], { partOf: 'E-1' }),
    ...event('E-1-ONE', 'forced-return', '2031-04-02', ['one'], { partOf: 'E-1-BRIDGE' }),
    ...event('E-2', 'onward-return', '2031-05', ['nine'], { from: 'CCC' }),
    ...event('E-2-LEG-1', 'expulsion', '2031-05', ['nine'], { from: 'CCC', to: 'AAA', partOf: 'E-2' }),
    ...event('E-2-LEG-2', 'forced-return', '2031-05', ['nine'], { partOf: 'E-2' }),
  ];
  const found = totalOf(claims, '2031');
  assert.deepEqual([found.low, found.high, found.openEnded], [609, 609, false]);
  assert.deepEqual(found.inside.map(({ id, of }) => `${id} in ${of}`).sort(), [
    'E-1-BRIDGE in E-1',
    'E-1-ONE in E-1',
    'E-2-LEG-2 in E-2',
  ]);
  assert.equal(found.sentence.en, '609 people were returned in 2031 in two events on record.');
  assert.deepEqual(
    totalOf(claims, '2031', 'AAA').events.map(({ id }) => id),
    ['E-1', 'E-2'],
  );
  assert.deepEqual(totalOf(claims, '2031', 'DDD').events, []);
});

test('parts are added when nobody counts the whole, and the legs of one journey once', () => {
  const parts = [
    ...event('E-1', 'forced-return', '2031-04-02', ['many']),
    ...event('E-1-A', 'forced-return', '2031-04-02', ['200'], { partOf: 'E-1' }),
    ...event('E-1-B', 'forced-return', '2031-04-02', ['300'], { partOf: 'E-1' }),
  ];
  assert.equal(totalOf(parts, null).low, 500);
  const legs = [
    ...event('E-2', 'onward-return', '2031', []),
    ...event('E-2-A', 'pushback', '2031', ['nine'], { from: 'CCC', to: 'AAA', partOf: 'E-2' }),
    ...event('E-2-B', 'forced-return', '2031', ['nine'], { partOf: 'E-2' }),
  ];
  assert.equal(totalOf(legs, null).low, 9);
});

test('events that are part of one another are added once', () => {
  const claims = [
    ...event('E-1', 'forced-return', '2031', ['50'], { partOf: 'E-2' }),
    ...event('E-2', 'forced-return', '2031', ['50'], { partOf: 'E-1' }),
  ];
  assert.equal(totalOf(claims, null).low, 50);
});

test('ordinary returns, detentions and arrests are never added in', () => {
  const claims = [
    ...event('E-1', 'forced-return', '2031-04', ['40']),
    ...event('E-2', 'ordinary-return', '2031-04', ['300-400']),
    ...event('E-3', 'detention', '2031-04', ['2,000']),
    ...event('E-4', 'arrest', '2031-04', ['62']),
    ...event('E-5', 'forced-return', '2031-04', ['many'], { partOf: 'E-4' }),
  ];
  const found = totalOf(claims, '2031-04');
  assert.deepEqual([found.low, found.high, found.openEnded], [40, 40, true]);
  assert.deepEqual(found.withoutNumber, ['E-5']);
  assert.match(
    found.sentence.en,
    /^At least 40 people were returned in April 2031 in one event on record; one more event has no number\.$/,
  );
});

test('an event that may lie outside adds to the high only, and no record is not called none', () => {
  const claims = [
    ...event('E-1', 'forced-return', '2031-04-02', ['40']),
    ...event('E-2', 'forced-return', '2031', ['100']),
  ];
  const april = totalOf(claims, '2031-04');
  assert.deepEqual([april.low, april.high], [40, 140]);
  assert.match(april.sentence.en, /may lie outside/);
  assert.match(
    totalOf(claims, '2031-05').sentence.en,
    /^No return on record lies certainly in May 2031; one may\.$/,
  );
  assert.match(totalOf(claims, '2029').sentence.en, /does not say that there was none/);
});

test('what is said of a period stands beside the sum, and contradicting it is said', () => {
  const period = (id: string, words: string, more: Readonly<Record<string, string>> = {}): Row[] => [
    ...rows('Period', id, {
      kind: 'forced-return',
      date: '2031-04/2031-06',
      from: 'AAA',
      to: 'BBB',
      ...more,
    }),
    row('Period', id, 'figure', words, { source: `${id}-s` }),
  ];
  const claims = [
    ...event('E-1', 'forced-return', '2031-04-02', ['500', 'more than 600']),
    ...event('E-2', 'forced-return', '2031-05-09', ['80']),
    ...event('E-9', 'forced-return', '2033', ['1,000']),
    ...period('P-LOW', 'about 300'),
    ...period('P-FIT', 'about 600'),
    ...period('P-HIGH', '2,600'),
    ...period('P-RATE', 'up to 5,000', { rate: 'per year' }),
    ...period('P-PART', '100', { composition: 'Women.' }),
    ...period('P-DETAINED', '2,000', { kind: 'detention' }),
  ];
  const found = totalOf(claims, '2031');
  assert.deepEqual([found.low, found.high, found.openEnded], [580, 580, true]);
  assert.deepEqual(found.periods.map(({ period: id, relation }) => `${id} ${relation}`).sort(), [
    'P-FIT fits',
    'P-HIGH above',
    'P-LOW contradicts',
    'P-PART not-comparable',
    'P-RATE not-comparable',
  ]);
  const low = found.periods.find(({ period: id }) => id === 'P-LOW');
  assert.equal(
    low?.sentence.en,
    'P-LOW-s gives about 300 people from April 2031 to June 2031; two events on record inside it add up to at least 580, more than it allows: the accounts contradict one another.',
  );
});

test('a total is the sum of its events, whatever their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 8 }), (numbers) => {
      const claims = numbers.map((n, i) => event(`E-${i}`, 'forced-return', '2031-04', [`exactly ${n}`]));
      const found = totalOf(claims.flat(), '2031');
      const back = totalOf([...claims].reverse().flat(), '2031');
      const sum = numbers.reduce((a, b) => a + b, 0);
      assert.deepEqual([found.low, found.high, found.openEnded], [sum, sum, false]);
      assert.deepEqual(back.sentence, found.sentence);
    }),
  );
});
