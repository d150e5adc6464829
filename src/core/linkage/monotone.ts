/**
 * Weights that never rise as agreement falls: neighbouring levels that would are taken together, as one level
 * would have been (pool adjacent violators; Barlow et al. 1972).
 */
import { type ColumnFit } from './fit.js';

/** log(m / u) of each level, the strongest level first. */
export function monotoneWeights({ m, u }: ColumnFit): readonly number[] {
  const pools: { m: number; u: number; levels: number }[] = [];
  for (const [level, share] of m.entries()) {
    pools.push({ m: share, u: u[level] ?? 1, levels: 1 });
    for (;;) {
      const [before, last] = pools.slice(-2);
      if (before === undefined || last === undefined || last.m * before.u <= before.m * last.u) break;
      pools.splice(-2, 2, {
        m: before.m + last.m,
        u: before.u + last.u,
        levels: before.levels + last.levels,
      });
    }
  }
  return pools.flatMap(({ m, u, levels }) => Array.from({ length: levels }, () => Math.log(m / u)));
}
