/** Whether chains have told the same story: split R-hat and effective sample size (Gelman et al. 2013, §11.4-11.5). */
import { at, item } from './lists.js';

export interface Convergence {
  readonly rHat: number;
  readonly effective: number;
}

export const rHatMax = 1.01;
export const effectiveMin = 400;

/** Chains of equal length. Each is split in half, so that a drift within a chain shows as well. */
export function convergence(chains: readonly Float64Array[]): Convergence {
  const half = Math.floor((chains[0]?.length ?? 0) / 2);
  const halves = chains.flatMap((chain) => [chain.subarray(0, half), chain.subarray(chain.length - half)]);
  const m = halves.length;
  if (half < 4) return { rHat: Number.POSITIVE_INFINITY, effective: 0 };
  const means = halves.map((chain) => chain.reduce((sum, x) => sum + x, 0) / half);
  const centre = means.reduce((sum, mean) => sum + mean, 0) / m;
  const between = (half / (m - 1)) * means.reduce((sum, mean) => sum + (mean - centre) ** 2, 0);
  const covariance = (lag: number) =>
    halves.reduce((sum, chain, h) => {
      const mean = item(means, h);
      let s = 0;
      for (let i = lag; i < half; i++) s += (at(chain, i) - mean) * (at(chain, i - lag) - mean);
      return sum + s / half;
    }, 0) / m;
  const within = (covariance(0) * half) / (half - 1);
  if (within === 0) return { rHat: between === 0 ? 1 : Number.POSITIVE_INFINITY, effective: 0 };
  const pooled = ((half - 1) / half) * within + between / half;
  const correlation = (lag: number) => 1 - (within - (covariance(lag) * half) / (half - 1)) / pooled;
  // Geyer's initial positive sequence: pairs of correlations are added until a pair is negative.
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let lag = 1; lag + 1 < half; lag += 2) {
    const pair = correlation(lag) + correlation(lag + 1);
    if (pair <= 0) break;
    least = Math.min(least, pair);
    sum += least;
  }
  return {
    rHat: Math.sqrt(pooled / within),
    effective: Math.min(m * half, (m * half) / Math.max(1e-9, 1 + 2 * sum)),
  };
}
