import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { kosovo, spina } from './examples.js';
import { chaoProfile, heterogeneities, heterogeneousLists, heterogeneousRepeats } from './heterogeneity.js';
import { chaoBound } from './repeats.js';
import { chapman, chapmanOf, totalUnderOddsRatio } from './two-lists.js';

const near = (found: number, expected: number, within: number) =>
  assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);

test('Chapman and Seber give the closed forms to six digits', () => {
  near(chapmanOf(spina, 0, 1).total, 680.0968, 5e-5);
  near(chapmanOf(kosovo, 2, 3).total, 5447.3644, 5e-5);
  const sebers = chapmanOf(kosovo, 0, 1);
  near(sebers.total, 7231.4728, 5e-5);
  near(1.96 * Math.sqrt(sebers.variance), 7768.0277 - 7231.4728, 1e-3);
});

test('an interval never says fewer than are documented', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (onlyFirst, onlySecond, both) => {
      const { low, total, high, documented } = chapman(onlyFirst + both, onlySecond + both, both);
      assert.ok(documented <= low && low <= total + 1e-9 && total <= high + 1e-9);
      assert.ok(Number.isFinite(high));
    }),
  );
});

test('referral between lists pushes the total up, avoidance down; no overlap gives no number', () => {
  const cells = { onlyFirst: 40, onlySecond: 30, both: 6 };
  assert.equal(totalUnderOddsRatio(cells, 1), 276);
  assert.equal(totalUnderOddsRatio(cells, 2), 476);
  assert.equal(totalUnderOddsRatio({ ...cells, both: 0 }, 1), null);
});

test('repeat counts give the bound of Chao: "at least"', () => {
  const bound = chaoBound([1645, 183, 37, 13, 1, 1]);
  near(bound.atLeast ?? 0, 9273.5109, 5e-5);
  near(bound.atLeastCorrected, 1880 + (1645 * 1644) / (2 * 184), 1e-9);
  assert.equal(chaoBound([12]).atLeast, null);
  assert.equal(chaoBound([12]).atLeastCorrected, 12 + 66);
  assert.deepEqual(chaoBound([0, 9]).atLeast, 9);
});

test('people who differ: the customary models agree with the reference, and not with each other', () => {
  const frequencies = [1645, 183, 37, 13, 1, 1];
  const totals = heterogeneities.map(
    (kind) => 1880 + (heterogeneousRepeats(frequencies, kind)?.missing ?? 0),
  );
  for (const [i, expected] of [7079.8972, 9273.5109, 8617.646, 15562.0981, 29058.3237].entries())
    near(totals[i] ?? 0, expected, 1e-3);
  const profile = chaoProfile(frequencies);
  near(profile?.total ?? 0, 9267.491, 0.01);
  near(profile?.low ?? 0, 8088.2343, 0.01);
  near(profile?.high ?? 0, 10703.9606, 0.01);
  const own = heterogeneousLists(kosovo, 'darroch', true);
  near(kosovo.n + (own?.missing ?? 0), 12797.3434, 1e-3);
  near(own?.error ?? 0, 814.8342, 0.01);
  near(kosovo.n + (heterogeneousLists(kosovo, 'chao', false)?.missing ?? 0), 8787.2428, 1e-3);
});
