import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logGamma } from './log-gamma.js';
import { normalCdf, normalQuantile } from './normal.js';
import { quantile } from './quantile.js';

const near = (found: number, expected: number, within: number) =>
  assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);

test('log-gamma has the values of the tables', () => {
  near(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 1e-14);
  near(logGamma(1), 0, 1e-14);
  near(logGamma(2), 0, 1e-14);
  near(logGamma(0.1), 2.252712651734206, 1e-14);
  near(logGamma(10), Math.log(362880), 1e-13);
  near(logGamma(100), 359.1342053695754, 1e-12);
  near(logGamma(1e6), 12815504.569147611, 1e-8);
  // The recurrence Γ(x + 1) = x Γ(x), across the place where the series begins.
  for (let x = 0.03; x < 40; x += 0.37) near(logGamma(x + 1) - logGamma(x), Math.log(x), 1e-13);
});

test('the normal distribution and its quantiles are those of the tables and undo each other', () => {
  near(normalQuantile(0.975), 1.959963984540054, 1e-14);
  near(normalQuantile(0.9), 1.2815515655446004, 1e-14);
  near(normalCdf(1.959963984540054), 0.975, 1e-14);
  near(normalCdf(-6), 9.865876450377018e-10, 1e-17);
  for (let p = 0.0001; p < 1; p += 0.0101) near(normalCdf(normalQuantile(p)), p, 1e-13);
});

test('quantiles of both rules are those of Hyndman and Fan', () => {
  const sorted = Float64Array.of(1, 2, 3, 4, 10);
  near(quantile(sorted, 0.25, 7), 2, 1e-12);
  near(quantile(sorted, 0.9, 7), 7.6, 1e-12);
  near(quantile(sorted, 0.25, 8), 1 + 2 / 3, 1e-12);
  near(quantile(sorted, 0.5, 8), 3, 1e-12);
  near(quantile(sorted, 1, 8), 10, 0);
});
