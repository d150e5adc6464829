/** Log-odds of every pair compared: the prior, the weight of each column's level, and how rare the value is. */
import { chance, type Fit, LEAST_MATCHES } from './fit.js';
import { type Frequency } from './frequency.js';
import { monotoneWeights } from './monotone.js';
import { type Compared, UNKNOWN } from './patterns.js';

export interface Weights {
  /** log(m / u) by column and level, never rising. */
  readonly columns: readonly (readonly number[])[];
  readonly frequency: readonly Frequency[];
  /** Share of all possible pairs that are one person. */
  readonly prior: number;
}

export function weightsOf(fit: Fit, frequency: readonly Frequency[]): Weights {
  return { columns: fit.columns.map(monotoneWeights), frequency, prior: fit.prior };
}

/** What the rarity of an agreed value adds. Where two writings agree the commoner one counts. */
export function rarity(frequency: Frequency | undefined, a: number, b: number): number {
  if (frequency === undefined) return 0;
  const x = frequency.adjust[a] ?? 0;
  return a === b ? x : Math.min(x, frequency.adjust[b] ?? 0);
}

/** The evidence of one pair without the prior. */
export function scorer(
  compared: Compared,
  weights: Weights,
): (pattern: number, a: number, b: number) => number {
  const codes = compared.register.columns.map((column) => column.codes);
  const agreeing = compared.comparisons.map((comparison) => comparison.agreeing);
  const base = compared.patterns.map((pattern) =>
    pattern.reduce((sum, level, c) => sum + (level === UNKNOWN ? 0 : (weights.columns[c]?.[level] ?? 0)), 0),
  );
  return (pattern, a, b) => {
    let sum = base[pattern] ?? 0;
    const levels = compared.patterns[pattern];
    for (let c = 0; c < codes.length; c++) {
      const level = levels?.[c] ?? UNKNOWN;
      if (level !== UNKNOWN && level <= (agreeing[c] ?? -1))
        sum += rarity(weights.frequency[c], codes[c]?.[a] ?? 0, codes[c]?.[b] ?? 0);
    }
    return sum;
  };
}

const BINS_PER_NAT = 32;
const NATS = 80;

/** The share of matches at which expected and assumed agree, once rarity is counted (Saerens et al. 2002). */
export function settlePrior(scores: Float64Array, possible: number, prior: number): number {
  const bins = new Float64Array(2 * NATS * BINS_PER_NAT + 1);
  for (const score of scores) {
    const at = Math.round((Math.min(Math.max(score, -NATS), NATS) + NATS) * BINS_PER_NAT);
    bins[at] = (bins[at] ?? 0) + 1;
  }
  let share = prior;
  for (let round = 0; round < 100; round++) {
    const odds = Math.log(share / (1 - share));
    let matches = 0;
    for (const [at, count] of bins.entries())
      if (count > 0) matches += count * chance(odds + at / BINS_PER_NAT - NATS);
    const next = Math.min(0.5, Math.max(matches, LEAST_MATCHES) / possible);
    const still = Math.abs(Math.log(next / share)) < 1e-6;
    share = next;
    if (still) break;
  }
  return share;
}
