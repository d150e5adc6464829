/**
 * How much each level speaks for one person rather than two (Fellegi & Sunter 1969). m, how often a level
 * shows between two records of one person, by EM over pattern counts (Winkler 1988); u, how often between two
 * people, from random pairs with the few matches among them taken out. What is unknown takes no part.
 */
import { type Comparison } from './comparison.js';
import { type Compared, type PatternCounts, UNKNOWN } from './patterns.js';
import { type Sample } from './sample.js';

export interface ColumnFit {
  /** P(level | one person), and P(level | two people). */
  readonly m: readonly number[];
  readonly u: readonly number[];
}

export interface Fit {
  readonly columns: readonly ColumnFit[];
  /** Share of all possible pairs that are one person. */
  readonly prior: number;
  /** Expected matches among the pairs compared. */
  readonly matches: number;
  readonly rounds: number;
  readonly converged: boolean;
}

/** Pairs that agree exactly in a column, counted and not sampled; `null` where a level is not that. */
export interface Exact {
  readonly agree: number;
  readonly known: number;
}

export interface Evidence {
  readonly compared: Compared;
  readonly blocked: PatternCounts;
  readonly sample: Sample;
  readonly exact: readonly (Exact | null)[];
  /** All pairs there could be. */
  readonly possible: number;
}

const ROUNDS_MAX = 500;
const CLOSE = 1e-7;
/** What is thought of m before any pair is seen, worth one match. */
const START = { agree: 0.85, differ: 0.04, weight: 1 };
const U_FLOOR = 0.5;
/** However few matches are found, half a one is held possible. */
export const LEAST_MATCHES = 0.5;

export function startM({ levels, agreeing }: Comparison): readonly number[] {
  const last = levels.length - 1;
  const between = last - agreeing - 1;
  return levels.map((_, level) => {
    if (level <= agreeing)
      return (START.agree + (between === 0 ? 1 - START.agree - START.differ : 0)) / (agreeing + 1);
    return level === last ? START.differ : (1 - START.agree - START.differ) / between;
  });
}

export function fitEm(evidence: Evidence): Fit {
  const { compared, possible } = evidence;
  const start = compared.comparisons.map(startM);
  const nobody = compared.patterns.map(() => 0);
  let columns = start.map((m, c) => ({ m, u: chanceOf(evidence, c, nobody) }));
  let prior = Math.min(0.1, (0.1 * compared.register.ids.length) / possible);
  let [matches, rounds, converged] = [0, 0, false];
  while (rounds < ROUNDS_MAX && !converged) {
    rounds++;
    const posterior = compared.patterns.map((pattern) => chance(logOddsOf(pattern, columns, prior)));
    matches = sum(posterior, evidence.blocked.counts);
    const next = start.map((first, c) => ({
      m: agreementOf(evidence, c, posterior, first),
      u: chanceOf(evidence, c, posterior),
    }));
    const moved = Math.max(...next.map(({ m }, c) => distance(m, columns[c]?.m ?? [])));
    const priorNext = Math.max(matches, LEAST_MATCHES) / possible;
    converged = moved < CLOSE && Math.abs(Math.log(priorNext / prior)) < 1e-6;
    columns = next;
    prior = Math.min(priorNext, 0.5);
  }
  return { columns, prior, matches, rounds, converged };
}

/** The fit again, with chances of whole patterns that were found by other means (rarity of values). */
export function refit(evidence: Evidence, posterior: readonly number[], prior: number): Fit {
  const columns = evidence.compared.comparisons.map((comparison, c) => ({
    m: agreementOf(evidence, c, posterior, startM(comparison)),
    u: chanceOf(evidence, c, posterior),
  }));
  return { columns, prior, matches: sum(posterior, evidence.blocked.counts), rounds: 0, converged: true };
}

export function logOddsOf(pattern: Int8Array, columns: readonly ColumnFit[], prior: number): number {
  let odds = Math.log(prior / (1 - prior));
  for (const [c, { m, u }] of columns.entries()) {
    const level = pattern[c] ?? UNKNOWN;
    if (level !== UNKNOWN) odds += Math.log((m[level] ?? 1) / (u[level] ?? 1));
  }
  return odds;
}

export function chance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function sum(shares: readonly number[], counts: readonly number[]): number {
  return counts.reduce((total, count, p) => total + (count ?? 0) * (shares[p] ?? 0), 0);
}

function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] ?? 0))), 0);
}

/** Counts of each level of one column, each pattern weighted. */
function levelCounts(
  compared: Compared,
  c: number,
  counts: PatternCounts,
  weight: (p: number) => number,
): number[] {
  const found = compared.comparisons[c]?.levels.map(() => 0) ?? [];
  for (const [p, count] of counts.counts.entries()) {
    const level = compared.patterns[p]?.[c] ?? UNKNOWN;
    if (count === undefined || level === UNKNOWN) continue;
    found[level] = (found[level] ?? 0) + count * weight(p);
  }
  return found;
}

function agreementOf(
  { compared, blocked }: Evidence,
  c: number,
  posterior: readonly number[],
  start: readonly number[],
): readonly number[] {
  const counts = levelCounts(compared, c, blocked, (p) => posterior[p] ?? 0);
  const known = counts.reduce((total, count) => total + count, 0);
  return counts.map((count, level) => (count + START.weight * (start[level] ?? 0)) / (known + START.weight));
}

function chanceOf(evidence: Evidence, c: number, posterior: readonly number[]): readonly number[] {
  const { compared, sample, blocked } = evidence;
  const counts = levelCounts(compared, c, sample.counts, (p) => 1 - (posterior[p] ?? 0)).map(
    (count) => count + U_FLOOR,
  );
  const known = counts.reduce((total, count) => total + count, 0);
  const shares = counts.map((count) => count / known);
  const exact = evidence.exact[c] ?? null;
  if (exact === null || exact.known === 0) return shares;
  // Equal values are counted over all pairs; those of one person are taken out.
  const found = levelCounts(compared, c, blocked, (p) => posterior[p] ?? 0);
  const least = Math.max(U_FLOOR, 0.01 * exact.agree);
  const same = Math.min(0.99, Math.max(exact.agree - (found[0] ?? 0), least) / (exact.known + 1));
  const others = 1 - (shares[0] ?? 0);
  return shares.map((share, level) => (level === 0 ? same : (share * (1 - same)) / others));
}
