import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths, compareDates, dateWithin, datesOverlap, parseDate } from './date.js';
import { unwrap } from './result.js';

const d = (text: string) => unwrap(parseDate(text));

test('dates keep their precision as intervals of days', () => {
  const rows: [string, string, string | null, string | null][] = [
    ['2023-10-09', 'day', '2023-10-09', '2023-10-09'],
    ['2024-02', 'month', '2024-02-01', '2024-02-29'],
    ['2004-XX', 'year', '2004-01-01', '2004-12-31'],
    ['2004-06-XX', 'month', '2004-06-01', '2004-06-30'],
    ['199X', 'decade', '1990-01-01', '1999-12-31'],
    ['19XX', 'century', '1900-01-01', '1999-12-31'],
    ['2024-21', 'season', '2024-03-01', '2024-06-21'],
    ['2023-24~', 'season', '2023-12-01', '2024-03-20'],
    ['2024/2025', 'interval', '2024-01-01', '2025-12-31'],
    ['2020/..', 'interval', '2020-01-01', null],
    ['/2006', 'interval', null, '2006-12-31'],
  ];
  for (const [text, precision, earliest, latest] of rows) {
    const date = d(text);
    assert.deepEqual([date.precision, date.earliest, date.latest], [precision, earliest, latest], text);
  }
});

test('a date that does not exist is refused with its reason', () => {
  for (const text of [
    '2023-02-30',
    '2023-13',
    '2023-10-32',
    '2024/2023',
    '..',
    '/',
    '',
    'April 2024',
    '2024-04/2024-05/2024-06',
    '0'.repeat(5000),
    // Digits run together are no moment in 1970, and three digits no decade.
    '20231009',
    '99999999999',
    '202',
    '2023-25',
    '20231009/2024',
  ])
    assert.equal(parseDate(text).ok, false, text);
});

test('order is undecided when it depends on the day nobody recorded', () => {
  assert.equal(compareDates(d('2023-10-09'), d('2024-04')), 'before');
  assert.equal(compareDates(d('2024-04-26'), d('2024-04')), 'undecided');
  assert.equal(compareDates(d('2024'), d('2023-12-31')), 'after');
  assert.equal(compareDates(d('2023-10-09'), d('2023-10-09')), 'same');
  assert.equal(compareDates(d('2023-10-09~'), d('2023-10-10')), 'undecided');
  assert.equal(compareDates(d('2020/..'), d('2024')), 'undecided');
  assert.equal(compareDates(d('2024'), d('2024')), 'undecided');
});

test('a period contains a day, and not the other way round', () => {
  assert.equal(dateWithin(d('2023-10-09'), d('2023-08/2023-10')), true);
  assert.equal(dateWithin(d('2023'), d('2023-10-09')), false);
  assert.equal(datesOverlap(d('2023-10'), d('2023-10-09')), true);
});

test('months are counted as treaties count them', () => {
  assert.equal(addMonths('2001-03-27', 3), '2001-06-27');
  assert.equal(addMonths('2001-11-30', 3), '2002-02-28');
  assert.equal(addDays('1982-09-24', 90), '1982-12-23');
});
