/** Oracle: the table of string comparators in Winkler (1994), "Advanced Methods for Record Linkage", to three digits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { charsOf, jaro, jaroWinkler, oneEdit } from './jaro.js';

const published: readonly (readonly [string, string, number, number])[] = [
  ['SHACKLEFORD', 'SHACKELFORD', 0.97, 0.982],
  ['DUNNINGHAM', 'CUNNIGHAM', 0.896, 0.896],
  ['NICHLESON', 'NICHULSON', 0.926, 0.956],
  ['JONES', 'JOHNSON', 0.79, 0.832],
  ['MASSEY', 'MASSIE', 0.889, 0.933],
  ['ABROMS', 'ABRAMS', 0.889, 0.922],
  ['HARDIN', 'MARTINEZ', 0.722, 0.722],
  ['ITMAN', 'SMITH', 0.467, 0.467],
  ['JERALDINE', 'GERALDINE', 0.926, 0.926],
  ['MARHTA', 'MARTHA', 0.944, 0.961],
  ['MICHELLE', 'MICHAEL', 0.869, 0.921],
  ['JULIES', 'JULIUS', 0.889, 0.933],
  ['TANYA', 'TONYA', 0.867, 0.88],
  ['DWAYNE', 'DUANE', 0.822, 0.84],
  ['SEAN', 'SUSAN', 0.783, 0.805],
  ['JON', 'JOHN', 0.917, 0.933],
];

test('string likeness is what Winkler printed, and not a likeness of our own', () => {
  for (const [a, b, plain, winkler] of published) {
    assert.ok(Math.abs(jaro(charsOf(a), charsOf(b)) - plain) < 0.0006, `${a} ${b}`);
    assert.ok(Math.abs(jaroWinkler(charsOf(a), charsOf(b)) - winkler) < 0.0006, `${a} ${b}`);
  }
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'n', 'o', '김'), maxLength: 8 });

test('which name stands first never changes how alike two are', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const [x, y] = [charsOf(a), charsOf(b)];
      assert.ok(Math.abs(jaroWinkler(x, y) - jaroWinkler(y, x)) < 1e-12);
      assert.equal(oneEdit(x, y), oneEdit(y, x));
      assert.equal(jaroWinkler(x, x), 1);
    }),
  );
});

test('one edit is one edit: a slip is not missed and two are not taken for one', () => {
  for (const [a, b] of [
    ['19810512', '19810521'],
    ['1981', '19811'],
    ['abc', 'axc'],
    ['', 'a'],
  ] as const)
    assert.ok(oneEdit(charsOf(a), charsOf(b)), `${a} ${b}`);
  for (const [a, b] of [
    ['abcd', 'badc'],
    ['1981', '198111'],
    ['abc', 'xyc'],
  ] as const)
    assert.ok(!oneEdit(charsOf(a), charsOf(b)), `${a} ${b}`);
});
