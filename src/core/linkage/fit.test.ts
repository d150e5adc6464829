import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitEm } from './fit.js';
import { monotoneWeights } from './monotone.js';
import { type Comparison } from './comparison.js';
import { type Compared, PatternCounts } from './patterns.js';

/** Every pattern of three-level columns, with the pairs that known m, u and a known share of matches make. */
function knownPairs(
  columns: readonly { m: readonly number[]; u: readonly number[] }[],
  prior: number,
  pairs: number,
) {
  let patterns: number[][] = [[]];
  for (const { m } of columns) patterns = patterns.flatMap((p) => m.map((_, level) => [...p, level]));
  const counts = new PatternCounts();
  for (const [i, pattern] of patterns.entries()) {
    const chance = (of: 'm' | 'u') =>
      pattern.reduce((all, level, c) => all * (columns[c]?.[of][level] ?? 0), 1);
    counts.add(i, pairs * (prior * chance('m') + (1 - prior) * chance('u')));
  }
  const comparison: Comparison = {
    levels: ['same', 'alike', 'differs'],
    same: () => 0,
    compare: () => 2,
    agreeing: 0,
    exact: false,
    keys: {},
  };
  const compared: Compared = {
    register: {
      ids: Array.from({ length: 1000 }, (_, i) => String(i)),
      columns: [],
      second: 1000,
      within: true,
    },
    comparisons: columns.map(() => comparison),
    patterns: patterns.map((p) => Int8Array.from(p)),
    patternOf: () => 0,
  };
  return {
    compared,
    blocked: counts,
    sample: { counts, whole: true },
    exact: columns.map(() => null),
    possible: pairs,
  };
}

test('parameters that made the pairs are found again, not others that fit as well', () => {
  const columns = [
    { m: [0.85, 0.1, 0.05], u: [0.01, 0.02, 0.97] },
    { m: [0.7, 0.2, 0.1], u: [0.05, 0.05, 0.9] },
    { m: [0.9, 0.05, 0.05], u: [0.002, 0.01, 0.988] },
    { m: [0.6, 0.3, 0.1], u: [0.1, 0.2, 0.7] },
  ];
  const fit = fitEm(knownPairs(columns, 0.002, 1_000_000));
  assert.ok(fit.converged);
  assert.ok(Math.abs(fit.prior / 0.002 - 1) < 0.01, String(fit.prior));
  for (const [c, { m, u }] of columns.entries())
    for (const level of [0, 1, 2]) {
      assert.ok(Math.abs((fit.columns[c]?.m[level] ?? 0) - (m[level] ?? 0)) < 0.005, `m ${c} ${level}`);
      assert.ok(Math.abs((fit.columns[c]?.u[level] ?? 0) - (u[level] ?? 0)) < 0.0005, `u ${c} ${level}`);
    }
});

test('weights are the log-ratios of the textbook: month of birth, m 0.95 and u 1/12, is 3.51 and -4.20 bits', () => {
  const [agree = 0, differ = 0] = monotoneWeights({ m: [0.95, 0.05], u: [1 / 12, 11 / 12] });
  assert.ok(Math.abs(agree / Math.LN2 - 3.51) < 0.005);
  assert.ok(Math.abs(differ / Math.LN2 + 4.2) < 0.005);
});

const shares = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });

test('agreeing less never counts for more, whatever the data said', () => {
  fc.assert(
    fc.property(shares, shares, (m, u) => {
      const weights = monotoneWeights({ m, u });
      assert.equal(weights.length, 4);
      for (let i = 1; i < 4; i++) assert.ok((weights[i] ?? 0) <= (weights[i - 1] ?? 0) + 1e-12);
    }),
  );
});

test('weights in order already are left as they are', () => {
  const weights = monotoneWeights({ m: [0.8, 0.15, 0.05], u: [0.1, 0.2, 0.7] });
  assert.deepEqual(weights, [Math.log(0.8 / 0.1), Math.log(0.15 / 0.2), Math.log(0.05 / 0.7)]);
});
