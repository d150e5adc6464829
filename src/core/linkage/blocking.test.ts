import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../base/result.js';
import { columnKeys, everyPair, meetPairs, ruleKeys } from './blocking.js';
import { compareCode } from './compare-text.js';
import { type Register, registerOf } from './register.js';

const cell = fc.constantFrom('', 'a', 'b', 'c');
const rows = fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 14 });

function made(cells: readonly (readonly string[])[], split: number | null): Register {
  const all = cells.map((each, i) => ({ id: `r${String(i).padStart(2, '0')}`, cells: each }));
  const lists = split === null ? [all] : [all.slice(0, split), all.slice(split)];
  return unwrap(registerOf(lists, [compareCode.normalise, compareCode.normalise], false));
}

const rulesOf = (register: Register) =>
  [[0], [1], [0, 1]].map((parts) =>
    ruleKeys(
      register,
      { name: parts.join(), parts: parts.map((column) => ({ column, key: '' })) },
      parts.map((column) => columnKeys(register, [], { column, key: '' })),
    ),
  );

test('blocking meets every pair that shares a value, none twice, and none that shares nothing', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (cells, two) => {
      const split = two ? 1 : null;
      const register = made(cells, split);
      const met = meetPairs(register, rulesOf(register));
      const expected: string[] = [];
      for (const [i, a] of cells.entries())
        for (const [j, b] of cells.entries()) {
          if (i >= j || (split !== null && (i >= split || j < split))) continue;
          const shared = [0, 1].map((c) => a[c] !== '' && a[c] === b[c]);
          const times = Number(shared[0]) + Number(shared[1]) + Number(shared[0] && shared[1]);
          if (times > 0) expected.push(`${i} ${j} ${times}`);
        }
      const found = Array.from(met.left, (i, p) => `${i} ${met.right[p]} ${met.times[p]}`);
      assert.deepEqual(found.toSorted(), expected.toSorted());
    }),
  );
});

test('comparing everything meets each possible pair once', () => {
  const register = made(
    [['a'], ['b'], ['c'], ['a']].map(([x = '']) => [x, x]),
    null,
  );
  const { left, right } = everyPair(register);
  assert.equal(new Set(Array.from(left, (i, p) => `${i} ${right[p]}`)).size, 6);
});

test('an unknown value is no block: people without a birth date are not all compared', () => {
  const register = made(
    [
      ['', 'a'],
      ['', 'b'],
      ['', 'c'],
    ],
    null,
  );
  assert.equal(meetPairs(register, rulesOf(register)).left.length, 0);
});
