import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { five, kosovo, sparse, spina } from './examples.js';
import { standing } from './existence.js';
import { hierarchicalModels, independence, modelName } from './hierarchy.js';
import { byName, type Lists, listsOf, reordered } from './lists.js';
import { PoissonFitter, waldInterval } from './poisson-fit.js';
import { profileInterval } from './profile.js';
import { searchModels, soundest } from './search.js';
import { maximise } from './simplex.js';

const near = (found: number, expected: number, within: number) =>
  assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);

function best(lists: Lists, criterion: 'aic' | 'bic' = 'bic', orderMax?: number) {
  const { ranked, considered } = searchModels(lists, criterion, orderMax);
  const [fit] = soundest(lists, ranked, 1).sound;
  assert.ok(fit !== undefined);
  return { fit, considered };
}

test('every hierarchical model is counted once', () => {
  const counted = [
    [3, 2, 8],
    [4, 2, 64],
    [4, 3, 113],
    [5, 2, 1024],
    [5, 4, 6893],
    [6, 2, 32768],
  ] as const;
  for (const [lists, order, models] of counted) {
    const all = hierarchicalModels(lists, order);
    assert.equal(all.length, models);
    if (models < 7000) assert.equal(new Set(all.map(({ terms }) => terms.join())).size, models);
  }
});

test('Kosovo: of 113 models the least BIC says 10 356.5, profile 8 994 to 12 110', () => {
  const { fit, considered } = best(kosovo);
  assert.equal(considered, 113);
  assert.equal(modelName(kosovo.names, fit.model), 'EXH*ABA*OSCE + EXH*HRW + OSCE*HRW');
  near(kosovo.n + fit.missing, 10356.519, 1e-3);
  near(fit.bic, 203.0296, 1e-4);
  near(fit.aic, 132.7467, 1e-4);
  near(fit.deviance, 9.3227, 1e-4);
  near(Math.sqrt(fit.missing + (fit.missing * fit.seLog) ** 2), 785.9022, 1e-3);
  const profile = profileInterval(kosovo, fit);
  near(profile?.total ?? 0, 10334.5, 0.01);
  near(profile?.low ?? 0, 8994.2567, 0.01);
  near(profile?.high ?? 0, 12110.4081, 0.01);
});

test('other selections on the same table give other answers, as published', () => {
  near(kosovo.n + best(kosovo, 'aic').fit.missing, 12740.9677, 1e-3);
  near(kosovo.n + best(kosovo, 'bic', 2).fit.missing, 14341.6638, 1e-3);
  near(spina.n + best(spina).fit.missing, 724.1245, 1e-3);
  near(spina.n + best(spina, 'aic').fit.missing, 752.8919, 1e-3);
});

test('the interval on the log of the missing is that of the independence model', () => {
  const fit = new PoissonFitter(4).fit(kosovo, independence);
  assert.ok(fit !== null);
  near(kosovo.n + fit.missing, 7394.5867, 1e-3);
  const { low, high } = waldInterval(kosovo, fit);
  near(low, 7172.9088, 0.01);
  near(high ?? 0, 7633.9864, 0.01);
});

test('a model without an answer is refused: the three cases of a list that meets no other', () => {
  const [ab, ac, bc] = [0b011, 0b101, 0b110];
  assert.equal(standing(sparse.counts, { terms: [ab, ac, bc] }), 'not-identifiable');
  assert.equal(standing(sparse.counts, { terms: [ab] }), 'does-not-exist');
  assert.equal(standing(sparse.counts, { terms: [ac, bc] }), 'sound');
  assert.equal(standing(sparse.counts, independence), 'sound');
  assert.equal(standing(kosovo.counts, { terms: [ab, ac, bc] }), 'sound');
});

test('the linear programme says what it can reach, that nothing fits, or that there is no end', () => {
  // x + y = 4, x + s = 3: the largest s is 3; x = -1 is none; y - s = 0 has no end.
  assert.equal(maximise(Float64Array.of(1, 1, 0, 1, 0, 1), Float64Array.of(4, 3), 2), 3);
  assert.equal(maximise(Float64Array.of(1, 1, 1, 1), Float64Array.of(4, 3), 0), null);
  assert.equal(maximise(Float64Array.of(1, -1), Float64Array.of(0), 1), Number.POSITIVE_INFINITY);
});

test('the order of lists changes no estimate', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
      const turned = reordered(five, order);
      near(best(turned, 'bic', 2).fit.missing, best(five, 'bic', 2).fit.missing, 1e-4);
      assert.deepEqual(byName(turned), five);
    }),
    { numRuns: 4 },
  );
});

test('k times as many people give k times the total under one model', () => {
  const fitter = new PoissonFitter(4);
  for (const model of hierarchicalModels(4, 3)) {
    const one = fitter.fit(kosovo, model);
    const ten = fitter.fit(
      listsOf(
        kosovo.names,
        kosovo.counts.map((count) => count * 10),
      ),
      model,
    );
    assert.ok(one !== null && ten !== null);
    near(ten.missing / (10 * one.missing), 1, 1e-6);
  }
});

test('what is known of an invented population is found again within its interval', () => {
  const { fit } = best(five);
  near(five.n + fit.missing, 2000, 100);
  const profile = profileInterval(five, fit);
  assert.ok(profile !== null && profile.low < 2000 && (profile.high ?? 0) > 2000);
});
