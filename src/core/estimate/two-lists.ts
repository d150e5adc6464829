/**
 * Two lists: persons on both, and on either alone. The overlap says how many are missing only if being on
 * one list says nothing about being on the other, and two lists alone can never test that. So nothing here
 * is an estimate of a total: it is arithmetic under a stated odds ratio between the lists.
 */
import { type Lists, together } from './lists.js';

export interface Chapman {
  readonly total: number;
  readonly low: number;
  readonly high: number;
  readonly variance: number;
  /** Persons on either list. */
  readonly documented: number;
}

const Z95 = 1.959963984540054;

/**
 * Chapman's (1951) nearly unbiased two-list total with Seber's variance, and an interval that is log-normal
 * in the number missing, so that it never falls below what is documented.
 */
export function chapman(n1: number, n2: number, m: number): Chapman {
  const documented = n1 + n2 - m;
  const total = ((n1 + 1) * (n2 + 1)) / (m + 1) - 1;
  const variance = ((n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m)) / ((m + 1) ** 2 * (m + 2));
  const missing = total - documented;
  if (missing <= 0) return { total: documented, low: documented, high: documented, variance, documented };
  const factor = Math.exp(Z95 * Math.sqrt(Math.log1p(variance / missing ** 2)));
  return {
    total,
    low: documented + missing / factor,
    high: documented + missing * factor,
    variance,
    documented,
  };
}

export function chapmanOf(lists: Lists, a: number, b: number): Chapman {
  return chapman(together(lists, 1 << a), together(lists, 1 << b), together(lists, (1 << a) | (1 << b)));
}

export const oddsRatios: readonly number[] = [1 / 4, 1 / 2, 1, 2, 4];

/**
 * The total when the odds of being on one list are `oddsRatio` times as high for those on the other:
 * above 1 when cases are referred, below 1 when people on one avoid the other. `null` without overlap.
 */
export function totalUnderOddsRatio(
  cells: { readonly onlyFirst: number; readonly onlySecond: number; readonly both: number },
  oddsRatio: number,
): number | null {
  const { onlyFirst, onlySecond, both } = cells;
  if (both === 0) return null;
  return onlyFirst + onlySecond + both + (oddsRatio * onlyFirst * onlySecond) / both;
}
