/**
 * Draws from the distributions the methods need. Sources: gamma (Marsaglia & Tsang 2000); binomial, inversion below a mean of 10 and BTRS above (Hörmann 1993).
 */
import { logFactorial as exactly } from './log-gamma.js';
import { type Random } from './random.js';
import { at } from './lists.js';

/** Samplers ask for the same small factorials millions of times. */
const TABLE = Float64Array.from({ length: 8192 }, (_, n) => exactly(n));

function logFactorial(n: number): number {
  return n < TABLE.length ? at(TABLE, n) : exactly(n);
}

/** Gamma with scale 1. `shape` of at least 1. */
export function gamma(random: Random, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = random.uniform();
    if (u < 1 - 0.0331 * x * x * x * x) return d * v;
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** The logarithm of a gamma draw for any shape above 0: small shapes would underflow to zero. */
export function logGammaDraw(random: Random, shape: number): number {
  if (shape >= 1) return Math.log(gamma(random, shape));
  return Math.log(gamma(random, shape + 1)) + Math.log(random.uniform()) / shape;
}

/** How many of `n` tries succeed, each with probability `p`. */
export function binomial(random: Random, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(random, n, 1 - p);
  return n * p < 10 ? binomialInversion(random, n, p) : binomialBtrs(random, n, p);
}

function binomialInversion({ uniform }: Random, n: number, p: number): number {
  const q = 1 - p;
  const s = p / q;
  const a = (n + 1) * s;
  let r = n < 32 ? q ** n : Math.exp(n * Math.log1p(-p));
  let u = uniform();
  let x = 0;
  while (u > r) {
    u -= r;
    x++;
    if (x > n) return n;
    r *= a / x - s;
  }
  return x;
}

function binomialBtrs({ uniform }: Random, n: number, p: number): number {
  const q = 1 - p;
  const spread = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const vr = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const logOdds = Math.log(p / q);
  const mode = Math.floor((n + 1) * p);
  const h = logFactorial(mode) + logFactorial(n - mode);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (k < 0 || k > n) continue;
    if (us >= 0.07 && v <= vr) return k;
    const height = Math.log((v * alpha) / (a / (us * us) + b));
    if (height <= h - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds) return k;
  }
}

/** Poisson with mean `mean`: inversion below 10, PTRS (Hörmann 1993) above. */
export function poisson({ uniform }: Random, mean: number): number {
  if (mean <= 0) return 0;
  if (mean < 10) {
    const end = Math.exp(-mean);
    let product = uniform();
    let k = 0;
    while (product > end) {
      product *= uniform();
      k++;
    }
    return k;
  }
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverse = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log((v * inverse) / (a / (us * us) + b)) <= -mean + k * logMean - logFactorial(k)) return k;
  }
}

/** Divides `n` among cells with these weights (any scale), into `out`. */
export function multinomial(random: Random, n: number, weights: Float64Array, out: Float64Array): void {
  let left = n;
  let rest = 0;
  for (let i = 0; i < weights.length; i++) rest += at(weights, i);
  for (let i = 0; i < weights.length; i++) {
    const weight = at(weights, i);
    const taken = left > 0 && weight > 0 ? binomial(random, left, Math.min(1, weight / rest)) : 0;
    out[i] = taken;
    left -= taken;
    rest -= weight;
  }
}
