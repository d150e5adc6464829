import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDate } from '../base/date.js';
import { type DateContext, findDates } from './dates.js';

const none: DateContext = { letterDate: null, dayFirst: null };
const dated: DateContext = { letterDate: '2026-05-13', dayFirst: null };

const dates = (text: string, context: DateContext = none): string[] =>
  findDates(text, { start: 0, end: text.length }, context).map(({ date }) => date.edtf);

test('dates in the ways letters write them', () => {
  const rows: [string, string[]][] = [
    ['May 13, 2026', ['2026-05-13']],
    ['on 13 May 2026', ['2026-05-13']],
    ['the 9th of October 2023', ['2023-10-09']],
    ['on Oct. 9, 2023,', ['2023-10-09']],
    ['2023-10-09', ['2023-10-09']],
    ['9.10.2023', ['2023-10-09']],
    ['25/12/2023', ['2023-12-25']],
    ['in April 2024', ['2024-04']],
    ['September 1982', ['1982-09']],
    ['since 1982', ['1982']],
    ['the 1990s and the early 1980s', ['199X', '1980/1983']],
    ['early 2024', ['2024-01/2024-04']],
    ['late August 2023', ['2023-08-21/2023-08-31']],
    ['in mid-2022', ['2022-05/2022-08']],
    ['between August and October 2023', ['2023-08/2023-10']],
    ['from 3 May 2021 to 5 June 2022', ['2021-05-03/2022-06-05']],
    ['between 2019 and 2023', ['2019/2023']],
    ['November to February 2024', ['2023-11/2024-02']],
    ['30 and 9 May 2024', ['2024-05-09/2024-05-30']],
    ['October 9–10, 2023', ['2023-10-09/2023-10-10']],
    ['spring 2024', ['2024-21']],
    ['the second half of 2023', ['2023-07/2023-12']],
    ['2023년 10월 9일에', ['2023-10-09']],
    ['2024년 4월', ['2024-04']],
    ['2023年10月9日', ['2023-10-09']],
    ['(HRW, 2024)', []],
    ['in 2019, and in 2021', ['2019', '2021']],
  ];
  for (const [text, expected] of rows) assert.deepEqual(dates(text), expected, text);
});

test('what is no date is not read as one', () => {
  for (const text of [
    'They may 5 times return.',
    'Article 33 and page 1951',
    'in 2000 refugees were counted',
    'the 1951 Convention',
    'room 2141',
    'call 202-225-1234',
    '1600 Pennsylvania Avenue',
  ])
    assert.deepEqual(dates(text), [], text);
});

test('a date without a year takes the one before it, else the letter’s, and is less sure', () => {
  assert.deepEqual(dates('On 3 March 2021 and again on 9 October', dated), ['2021-03-03', '2021-10-09']);
  assert.deepEqual(dates('On October 9 they came', dated), ['2025-10-09']);
  assert.deepEqual(dates('On 2 May they came', dated), ['2026-05-02']);
  assert.deepEqual(dates('On October 9 they came', none), []);
  const [first] = findDates('On October 9 they came', { start: 0, end: 22 }, dated);
  assert.ok(first !== undefined && first.confidence < 0.8);
});

test('days that do not exist are read and said to be impossible', () => {
  for (const [text, edtf, impossible] of [
    ['30 February 2024', '2024-02', '2024-02-30'],
    ['February 29, 2023', '2023-02', '2023-02-29'],
    ['31 April 2024', '2024-04', '2024-04-31'],
  ] as const) {
    const [found] = findDates(text, { start: 0, end: text.length }, none);
    assert.equal(found?.date.edtf, edtf);
    assert.equal(found?.date.impossible, impossible);
  }
});

test('a bare number that can be read two ways keeps both', () => {
  const at = (text: string, dayFirst: boolean | null) =>
    findDates(text, { start: 0, end: text.length }, { letterDate: null, dayFirst })[0];
  assert.deepEqual(at('9/10/2023', null)?.date.edtf, '2023-09-10');
  assert.deepEqual(at('9/10/2023', null)?.date.alternative, '2023-10-09');
  assert.deepEqual(at('9/10/2023', true)?.date.edtf, '2023-10-09');
  assert.equal(at('9/10/2023', null)?.confidence, 0.5);
});

test('relative dates count from the letter’s day and mean nothing without one', () => {
  assert.deepEqual(dates('last month', dated), ['2026-04']);
  assert.deepEqual(dates('yesterday', dated), ['2026-05-12']);
  assert.deepEqual(dates('last year', dated), ['2025']);
  assert.deepEqual(dates('two weeks ago', dated), ['2026-04-29']);
  assert.deepEqual(dates('last month', none), []);
});

test('whatever is read is EDTF, inside the text, in order', () => {
  const bits = fc.constantFrom(
    '30',
    'February',
    '2024',
    'since',
    '/',
    '-',
    'between',
    'and',
    '9',
    'May',
    ',',
    '1990s',
    'late',
    '년',
    '월',
    '일',
    '0',
    '99',
    'ago',
    'two',
    'years',
  );
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 14 }), (parts) => {
      const text = parts.join(' ');
      let last = 0;
      for (const { start, end, date } of findDates(text, { start: 0, end: text.length }, dated)) {
        assert.ok(start >= last && end > start && end <= text.length);
        assert.ok(parseDate(date.edtf).ok, `${text} → ${date.edtf}`);
        last = end;
      }
    }),
    { numRuns: 500 },
  );
});
