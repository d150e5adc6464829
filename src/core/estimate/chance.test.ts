import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bca } from './bootstrap.js';
import { convergence } from './convergence.js';
import { binomial, gamma, logGammaDraw, poisson } from './draws.js';
import { kosovo, spina } from './examples.js';
import { latentClass } from './latent-class.js';
import { randomFrom } from './random.js';
import { bestOf } from './reselect.js';
import { searchModels, soundest } from './search.js';
import { surprise } from './stepwise.js';

/** Mean and variance of many draws; the seed is fixed, so the test always sees the same ones. */
function moments(draw: () => number, draws = 100_000): readonly [number, number] {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < draws; i++) {
    const x = draw();
    sum += x;
    squares += x * x;
  }
  const mean = sum / draws;
  return [mean, squares / draws - mean * mean];
}
const near = (found: number, expected: number, share: number) =>
  assert.ok(Math.abs(found - expected) <= share * Math.abs(expected), `${found} is not ${expected}`);

test('draws have the mean and variance of their distributions, where a known package does not', () => {
  const random = randomFrom(7);
  for (const [n, p] of [
    [1000, 0.01],
    [40, 0.3],
    [1000, 0.05],
    [300, 0.5],
    [9, 0.9],
    [100_000, 0.0007],
  ] as const) {
    const [mean, variance] = moments(() => binomial(random, n, p));
    near(mean, n * p, 0.01);
    near(variance, n * p * (1 - p), 0.02);
  }
  for (const mean of [0.3, 8, 12, 4000]) {
    const [found, variance] = moments(() => poisson(random, mean));
    near(found, mean, 0.01);
    near(variance, mean, 0.02);
  }
  for (const shape of [1, 2.5, 400]) {
    const [mean, variance] = moments(() => gamma(random, shape));
    near(mean, shape, 0.01);
    near(variance, shape, 0.03);
  }
  const [mean, variance] = moments(() => random.normal());
  assert.ok(Math.abs(mean) < 0.01);
  near(variance, 1, 0.02);
  // E log Γ(0.01) is the digamma function there; plain draws would be log of zero.
  near(moments(() => logGammaDraw(random, 0.01))[0], -100.56, 0.02);
});

test('the same seed draws the same numbers, another seed and another chain do not', () => {
  const first = (seed: number, stream = 0) => {
    const { uniform } = randomFrom(seed, stream);
    return [uniform(), uniform(), uniform()];
  };
  assert.deepEqual(first(5), first(5));
  assert.notDeepEqual(first(5), first(6));
  assert.notDeepEqual(first(5), first(5, 1));
  const [mean, variance] = moments(randomFrom(1).uniform);
  near(mean, 0.5, 0.01);
  near(variance, 1 / 12, 0.01);
});

test('the interval that chooses its model again is far wider than that of one model, as published', () => {
  const { sound } = soundest(kosovo, searchModels(kosovo, 'bic').ranked, 10);
  const total = kosovo.n + (sound[0]?.missing ?? 0);
  const choose = bestOf(
    kosovo,
    sound.map((fit) => fit.model),
    'bic',
  );
  const limits = bca(kosovo, total, choose, { seed: 33, replicates: 2000 });
  // Silverman, Chan & Vincent (2024): 6 947 to 18 010.
  near(limits?.low ?? 0, 6947, 0.1);
  near(limits?.high ?? 0, 18010, 0.1);
  assert.deepEqual(limits, bca(kosovo, total, choose, { seed: 33, replicates: 2000 }));
});

test('how surprising an overlap is: the tails of a Poisson', () => {
  near(surprise(0, 3), Math.exp(-3), 1e-12);
  near(surprise(5, 3), 0.1847367555, 1e-8);
  assert.equal(surprise(2, 0), 0);
});

test('chains that disagree or drift are told apart from chains that agree', () => {
  const random = randomFrom(3);
  const chain = (shift: number, drift = 0) =>
    Float64Array.from({ length: 1000 }, (_, i) => shift + (drift * i) / 1000 + random.normal());
  const agreed = convergence([chain(0), chain(0), chain(0)]);
  assert.ok(agreed.rHat < 1.01 && agreed.effective > 2000);
  assert.ok(convergence([chain(0), chain(1)]).rHat > 1.05);
  assert.ok(convergence([chain(0, 2), chain(0, 2)]).rHat > 1.05);
});

test('latent classes: too short a run gives no converged answer, and a run repeats', () => {
  const options = { seed: 2, classes: 5, chains: 2, burnIn: 100, sweeps: 400, thin: 4 };
  const once = latentClass(spina, options);
  assert.equal(once.converged, false);
  assert.deepEqual(once, latentClass(spina, options));
});

test('latent classes find what the reference chains found on the registers of spina bifida', () => {
  const answer = latentClass(spina, {
    seed: 2,
    classes: 10,
    chains: 2,
    burnIn: 3000,
    sweeps: 24_000,
    thin: 8,
  });
  near(answer.median, 727, 0.02);
  near(answer.low, 679, 0.04);
  near(answer.high, 818, 0.04);
});
