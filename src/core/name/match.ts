/** What comparing two names answers: a probability that both write one name, the path to it, and its level. */
export type NameLevel =
  | 'same-writing'
  | 'same-characters'
  | 'same-hangul'
  | 'accepted-reading'
  | 'accepted-spelling'
  | 'one-jamo-off'
  | 'transliterated'
  | 'surname-only'
  | 'different-characters'
  | 'conflict';

export interface NameMatch {
  /** That both write one name; that two people of one name are one person is for linkage to say. */
  readonly probability: number;
  readonly path: readonly string[];
  readonly level: NameLevel;
  /** Natural logarithm of P(both | one name) / P(both | two names drawn by lot). */
  readonly logOdds: number;
}

/** How often, among pairs worth comparing, both write one name; printed with the method. */
export const PRIOR = 1 / 400;

export function fromRatio(ratio: number): { readonly probability: number; readonly logOdds: number } {
  const odds = (ratio * PRIOR) / (1 - PRIOR);
  const bounded = Math.min(Math.max(odds, 1e-9), 1e6);
  return { probability: bounded / (1 + bounded), logOdds: Math.log(Math.max(ratio, 1e-12)) };
}

export function match(level: NameLevel, ratio: number, path: readonly string[]): NameMatch {
  return { level, path, ...fromRatio(ratio) };
}

/** Where the answer is a definition and not an estimate. */
export function settled(level: NameLevel, probability: number, path: readonly string[]): NameMatch {
  const within = Math.min(Math.max(probability, 1e-9), 1 - 1e-9);
  return {
    level,
    path,
    probability,
    logOdds: Math.log(within / (1 - within)) - Math.log(PRIOR / (1 - PRIOR)),
  };
}
