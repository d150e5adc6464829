/** The logarithm of the gamma function, by Stirling's series after shifting small arguments upwards. */

const HALF_LOG_TWO_PI = 0.9189385332046727;
/** Bernoulli numbers over 2k(2k-1): the coefficients of the series (Abramowitz & Stegun 6.1.41). */
const S1 = 1 / 12;
const S2 = -1 / 360;
const S3 = 1 / 1260;
const S4 = -1 / 1680;
const S5 = 1 / 1188;
const S6 = -691 / 360360;
const S7 = 1 / 156;

/** log Γ(x) for x > 0; `Infinity` at 0. Absolute error below 1e-14 for small x, relative below 1e-15 for large. */
export function logGamma(x: number): number {
  if (x <= 0) return Number.POSITIVE_INFINITY;
  let shift = 1;
  let z = x;
  while (z < 12) {
    shift *= z;
    z += 1;
  }
  const w = 1 / (z * z);
  const series = (S1 + w * (S2 + w * (S3 + w * (S4 + w * (S5 + w * (S6 + w * S7)))))) / z;
  const stirling = (z - 0.5) * Math.log(z) - z + HALF_LOG_TWO_PI + series;
  return shift === 1 ? stirling : stirling - Math.log(shift);
}

/** log n! */
export function logFactorial(n: number): number {
  return logGamma(n + 1);
}
