/** Quantiles of a sample. The rule is named, because rules differ and move limits (Hyndman & Fan 1996). */
import { at } from './lists.js';

/** Type 7 is the custom for posterior draws; type 8 is median-unbiased, used for bootstrap limits. */
export type QuantileRule = 7 | 8;

/** `sorted` ascends and is not empty; `p` from 0 to 1. */
export function quantile(sorted: Float64Array, p: number, rule: QuantileRule): number {
  const n = sorted.length;
  const h = rule === 7 ? (n - 1) * p : (n + 1 / 3) * p + 1 / 3 - 1;
  const low = Math.min(n - 1, Math.max(0, Math.floor(h)));
  const high = Math.min(n - 1, Math.max(0, low + 1));
  const share = Math.min(1, Math.max(0, h - low));
  const [a, b] = [at(sorted, low), at(sorted, high)];
  return share === 0 || a === b ? a : a + share * (b - a);
}

export function ascending(numbers: ArrayLike<number>): Float64Array {
  return Float64Array.from(numbers).sort();
}
