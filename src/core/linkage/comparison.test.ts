import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../base/result.js';
import { nameModel } from '../name/compare.js';
import { parseNameTables } from '../name/tables.js';
import { type Kind, kindOf, kinds } from './kinds.js';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../data/names', name), 'utf8'));
const names = nameModel(
  unwrap(parseNameTables({ characters: read('characters.json'), spelling: read('spelling.json') })),
);

function level(kind: Kind, a: string, b: string): string | null {
  const { normalise, prepare } = kindOf(kind, names);
  const [x, y] = [normalise(a), normalise(b)];
  if (x === null || y === null) return null;
  const comparison = prepare([x, y]);
  return comparison.levels[x === y ? comparison.same(0) : comparison.compare(0, 1)] ?? 'none';
}

const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '1981-05-12',
    '1981',
    '1981-05',
    '19811205',
    '1982-01-03',
    '1981-13-45',
    'Tumen, Jilin',
    'Jilin',
    '600',
    'more than 500',
    '80 buses',
    '김영희',
    'Kim Yong Hui',
    '金英姬',
    'Иван',
    'unknown',
  ),
);

for (const kind of kinds)
  test(`${kind}: the order of two values never changes their level, and a value is nearest to itself`, () => {
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        const { normalise, prepare } = kindOf(kind, names);
        const [x, y] = [normalise(a), normalise(b)];
        if (x === null || y === null || x === y) return;
        const comparison = prepare([x, y]);
        assert.equal(comparison.compare(0, 1), comparison.compare(1, 0));
        assert.ok(comparison.compare(0, 1) >= Math.min(comparison.same(0), comparison.same(1)));
        assert.ok(comparison.compare(0, 1) < comparison.levels.length);
      }),
      { numRuns: 150 },
    );
  });

test('what is unknown is unknown in every language of the lists, and never a value that agrees', () => {
  for (const kind of kinds)
    for (const word of ['', '  ', '\u200b', 'unknown', 'N/A', '미상', '不详', '?'])
      assert.equal(kindOf(kind, names).normalise(word), null, `${kind} ${word}`);
});

test('a date keeps its precision: a year is no disagreement with a day inside it, nor a sure agreement', () => {
  assert.equal(level('date', '1981-05-12', '19810512'), 'same day');
  assert.equal(level('date', '1981', '1981-05-12'), 'may be the same');
  assert.equal(level('date', '1981', '1981'), 'may be the same');
  assert.equal(level('date', '1981-05-12', '1981-12-05'), 'one slip');
  assert.equal(level('date', '1981-05-12', '1981-05-21'), 'one slip');
  assert.equal(level('date', '1981-05-12', '1982-02-23'), 'near');
  assert.equal(level('date', '1981-05-12', '1950'), 'differs');
  assert.equal(level('date', '1996-13-99', '1996-13-89'), 'one slip');
});

test('a province holds its town, and two towns of a province are not one', () => {
  assert.equal(level('place', 'Tumen, Jilin', 'Jilin'), 'one within the other');
  assert.equal(level('place', 'Tumen, Jilin', 'Hunchun, Jilin'), 'same region');
  assert.equal(level('place', 'Tumen', 'Dandong'), 'differs');
});

test('one person in four scripts agrees, and the same sound in other characters does not', () => {
  assert.equal(level('name', '김영희', 'Kim Yong Hui'), 'same or accepted spelling');
  assert.equal(level('name', '金英姬', 'KIM, Young-hee'), 'same or accepted spelling');
  assert.equal(level('name', '金英姬', '金英姬'), 'same characters');
  assert.equal(level('name', '金英姬', '金永熙'), 'differs');
  assert.equal(level('name', '김영희', '김\u200b영희'), 'same Hangul');
});

test('"about 600" and "more than 500" may be one number; buses are no persons', () => {
  assert.equal(level('figure', 'about 600', 'more than 500'), 'may be one number');
  assert.equal(level('figure', '600', '80'), 'differs');
});
