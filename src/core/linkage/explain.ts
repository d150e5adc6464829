/**
 * Why a pair has its log-odds: the share of matches before anything was seen, then what each column adds. The
 * steps sum to the log-odds exactly, so that a drawing of them hides nothing.
 */
import { chance } from './fit.js';
import { type Scored } from './score-pairs.js';
import { UNKNOWN } from './patterns.js';
import { rarity } from './score.js';

export interface Step {
  readonly column: string;
  /** `null` where one of the two is unknown: it then adds nothing. */
  readonly level: string | null;
  readonly values: readonly [string | null, string | null];
  /** What the level adds, and what the rarity of the agreed value adds to that. */
  readonly weight: number;
  readonly rarity: number;
  /** Share of the records that have the first value. */
  readonly share: number | null;
  /** How one writing leads to the other, for names. */
  readonly path?: readonly string[];
}

export interface Waterfall {
  readonly a: string;
  readonly b: string;
  /** Log-odds before any column was compared. */
  readonly start: number;
  readonly steps: readonly Step[];
  readonly logOdds: number;
  readonly probability: number;
}

/** Of the pair at this place of the compared ones. */
export function waterfall(scored: Scored, pair: number): Waterfall {
  const { compared, met, weights } = scored;
  const [a, b] = [met.left[pair] ?? 0, met.right[pair] ?? 0];
  const pattern = compared.patterns[scored.patterns[pair] ?? 0];
  const steps = compared.comparisons.map((comparison, c): Step => {
    const column = compared.register.columns[c];
    const [x, y] = [column?.codes[a] ?? -1, column?.codes[b] ?? -1];
    const level = pattern?.[c] ?? UNKNOWN;
    const frequency = weights.frequency[c];
    const known = level !== UNKNOWN;
    const path = known ? comparison.path?.(x, y) : undefined;
    return {
      column: scored.names[c] ?? '',
      level: known ? (comparison.levels[level] ?? null) : null,
      values: [column?.values[x] ?? null, column?.values[y] ?? null],
      weight: known ? (weights.columns[c]?.[level] ?? 0) : 0,
      rarity: known && level <= comparison.agreeing ? rarity(frequency, x, y) : 0,
      share: frequency?.share[x] ?? null,
      ...(path === undefined ? {} : { path }),
    };
  });
  const start = Math.log(weights.prior / (1 - weights.prior));
  const logOdds = steps.reduce((sum, step) => sum + step.weight + step.rarity, start);
  const idOf = (record: number) => compared.register.ids[record] ?? '';
  return { a: idOf(a), b: idOf(b), start, steps, logOdds, probability: chance(logOdds) };
}
