import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { randomFrom } from '../estimate/random.js';
import { adviseThreshold, reliability } from './threshold.js';

const odds = (chance: number) => Math.log(chance / (1 - chance));
const scores = fc
  .array(fc.double({ min: -8, max: 8, noNaN: true }), { maxLength: 60 })
  .map((all) => Float64Array.from(all));

test('a threshold is the arithmetic of chances: 0.99, 0.95, 0.9 and 0.6 at one wrong in ten', () => {
  const advised = adviseThreshold(Float64Array.from([0.6, 0.9, 0.99, 0.95], odds), 0.1, 0);
  // All four: (0.01 + 0.05 + 0.1 + 0.4) / 4 = 0.14 is too much; the first three: 0.16 / 3 = 0.053.
  assert.equal(advised.links, 3);
  assert.ok(Math.abs(advised.precision - 2.84 / 3) < 1e-12);
  assert.ok(Math.abs(advised.recall - 2.84 / 3.44) < 1e-12);
  assert.equal(advised.reviews, 1);
});

test('whoever accepts more errors never gets fewer links, and nothing below even odds is linked', () => {
  fc.assert(
    fc.property(scores, (all) => {
      let before = -1;
      for (const error of [0.001, 0.01, 0.05, 0.2]) {
        const advised = adviseThreshold(all, error, 0);
        assert.ok(advised.links >= before);
        assert.ok(advised.links === 0 || (advised.link >= 0 && 1 - advised.precision <= error + 1e-12));
        before = advised.links;
      }
    }),
  );
});

test('matches that no rule compared lower the recall that is promised', () => {
  const all = Float64Array.from([3, 4, 5]);
  assert.ok(adviseThreshold(all, 0.05, 1).recall < adviseThreshold(all, 0.05, 0).recall);
});

test('where chances are true, the share of wrong links is what was promised', () => {
  const random = randomFrom(5);
  const chances = Array.from(
    { length: 20_000 },
    () => random.uniform() ** (random.uniform() < 0.5 ? 8 : 0.02),
  );
  const truth = chances.map((chance) => random.uniform() < chance);
  const all = Float64Array.from(chances, odds);
  const advised = adviseThreshold(all, 0.02, 0);
  const linked = truth.filter((_, i) => (all[i] ?? 0) >= advised.link);
  const right = linked.filter(Boolean).length / linked.length;
  assert.ok(Math.abs(right - advised.precision) < 0.005, `${right} ${advised.precision}`);
  for (const { known, promised, found } of reliability(all, (pair) => truth[pair] ?? null))
    if (known > 100)
      assert.ok(Math.abs((promised ?? 0) - (found ?? 1)) < 4 * Math.sqrt(0.25 / known) + 0.005);
});

test('a table of reliability says nothing where nobody judged, and not zero', () => {
  const rows = reliability(Float64Array.from([-9, 0, 9]), () => null);
  assert.ok(rows.every(({ known, promised, found }) => known === 0 && promised === null && found === null));
  assert.equal(
    rows.reduce((sum, { pairs }) => sum + pairs, 0),
    3,
  );
});
