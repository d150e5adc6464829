/**
 * Whether a fit may be used. EM always converges to something; when that is not a small group of pairs that
 * agree where others do not, its numbers mean nothing and are refused.
 */
import { fail, ok, type Result } from '../base/result.js';
import { chance, type Fit, logOddsOf } from './fit.js';
import { type Compared, type PatternCounts, UNKNOWN } from './patterns.js';

/** Of the expected matches, how many must be told apart at this chance. */
const SURE = 0.9;
const SURE_SHARE = 0.5;

/** Kinds: `fit-not-separated`. */
export function checkFit(fit: Fit, compared: Compared, blocked: PatternCounts): Result<void> {
  if (fit.matches < 1) return ok(undefined);
  let sure = 0;
  for (const [p, count] of blocked.counts.entries()) {
    const pattern = compared.patterns[p];
    if (pattern === undefined || count === undefined) continue;
    const share = chance(logOddsOf(pattern, fit.columns, fit.prior));
    if (share >= SURE) sure += count * share;
  }
  const speaking = fit.columns.filter(({ m, u }, c) => {
    const agreeing = compared.comparisons[c]?.agreeing ?? 0;
    const upTo = (shares: readonly number[]) => shares.slice(0, agreeing + 1).reduce((sum, x) => sum + x, 0);
    return upTo(m) > 3 * upTo(u);
  }).length;
  if (sure / fit.matches >= SURE_SHARE && speaking >= 2 && fit.prior < 0.4) return ok(undefined);
  return fail(
    'fit-not-separated',
    'Records of one person could not be told from records of two: the pairs do not fall into two groups, so any probability would be invented.',
    {
      fix: 'Add columns that tell people apart (birth date, place, family), or take out a column that agrees between most pairs.',
    },
  );
}

export interface Correlation {
  readonly a: string;
  readonly b: string;
  /** Correlation of agreeing, between pairs that are one person, and between those that are two. */
  readonly matches: number;
  readonly others: number;
}

const TOLD = 0.25;
/** Fewer expected pairs than this tell nothing of a correlation. */
const PAIRS_MIN = 30;

/** Columns that agree together more than by themselves, so that their evidence is partly counted twice. */
export function correlated(
  compared: Compared,
  fit: Fit,
  counts: { readonly blocked: PatternCounts; readonly sample: PatternCounts },
  names: readonly string[],
): readonly Correlation[] {
  const posterior = compared.patterns.map((pattern) => chance(logOddsOf(pattern, fit.columns, fit.prior)));
  const found: Correlation[] = [];
  for (let c = 0; c < names.length; c++)
    for (let d = c + 1; d < names.length; d++) {
      const matches = phi(compared, [c, d], counts.blocked, (p) => posterior[p] ?? 0);
      const others = phi(compared, [c, d], counts.sample, (p) => 1 - (posterior[p] ?? 0));
      if (Math.abs(matches) >= TOLD || Math.abs(others) >= TOLD)
        found.push({ a: names[c] ?? '', b: names[d] ?? '', matches, others });
    }
  return found;
}

/** Pearson's correlation of two columns' agreeing (not the last level), where both are known. */
function phi(
  compared: Compared,
  [c, d]: readonly [number, number],
  counts: PatternCounts,
  weight: (p: number) => number,
): number {
  let [both, one, other, neither] = [0, 0, 0, 0];
  const lastOf = (column: number) => (compared.comparisons[column]?.levels.length ?? 1) - 1;
  for (const [p, count] of counts.counts.entries()) {
    const [x, y] = [compared.patterns[p]?.[c] ?? UNKNOWN, compared.patterns[p]?.[d] ?? UNKNOWN];
    if (count === undefined || x === UNKNOWN || y === UNKNOWN) continue;
    const mass = count * weight(p);
    if (x < lastOf(c)) {
      if (y < lastOf(d)) both += mass;
      else one += mass;
    } else if (y < lastOf(d)) other += mass;
    else neither += mass;
  }
  const spread = Math.sqrt((both + one) * (other + neither) * (both + other) * (one + neither));
  return spread === 0 || both + one + other + neither < PAIRS_MIN
    ? 0
    : (both * neither - one * other) / spread;
}
