/**
 * From what evidence on two records are linked: chosen by the share of wrong links one is ready to accept, never
 * by a fixed probability. In between lies what a person looks at.
 */
import { chance } from './fit.js';

export const errorDefault = 0.02;

export interface Threshold {
  /** Share of links that may be wrong. */
  readonly error: number;
  /** Log-odds from which pairs are linked, and from which they are reviewed. `Infinity` links nothing. */
  readonly link: number;
  readonly review: number;
  readonly links: number;
  readonly reviews: number;
  /** What is promised of the links: the share that is right, and the share of all matches that they are. */
  readonly precision: number;
  readonly recall: number;
}

/** Below even odds nothing is linked, however few errors there are elsewhere. */
const LINK_LEAST = 0;
/** Below this chance nobody is asked. */
const REVIEW_LEAST = Math.log(0.05 / 0.95);

/** `lost` are expected matches that were not compared at all. */
export function adviseThreshold(logOdds: Float64Array, error: number, lost: number): Threshold {
  const order = logOdds.toSorted().reverse();
  let [sum, links, right] = [0, 0, 0];
  for (const [i, odds] of order.entries()) {
    if (odds < LINK_LEAST) break;
    sum += chance(odds);
    // Pairs of one score are linked together or not at all.
    if (1 - sum / (i + 1) <= error && order[i + 1] !== odds) [links, right] = [i + 1, sum];
  }
  const all = order.reduce((total, odds) => total + chance(odds), 0);
  let [reviewed, rest] = [links, all - right];
  while (reviewed < order.length && rest > error * all && (order[reviewed] ?? 0) >= REVIEW_LEAST) {
    rest -= chance(order[reviewed] ?? 0);
    reviewed++;
  }
  return {
    error,
    link: links === 0 ? Infinity : (order[links - 1] ?? Infinity),
    review: reviewed === 0 ? Infinity : (order[reviewed - 1] ?? Infinity),
    links,
    reviews: reviewed - links,
    precision: links === 0 ? 1 : right / links,
    recall: all + lost === 0 ? 1 : right / (all + lost),
  };
}

export interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  /** Pairs with a probability in this range, and of how many the truth is known. */
  readonly pairs: number;
  readonly known: number;
  /** Mean probability of those known, and the share of them that are one person; `null` where none is known. */
  readonly promised: number | null;
  readonly found: number | null;
}

export const reliabilityEdges = [0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 1] as const;

/** Whether pairs given a probability are one person that often. `truth` is `null` where nobody knows. */
export function reliability(
  logOdds: Float64Array,
  truth: (pair: number) => boolean | null,
): readonly ReliabilityRow[] {
  const bins = reliabilityEdges.slice(1).map(() => ({ pairs: 0, known: 0, promised: 0, found: 0 }));
  for (const [pair, odds] of logOdds.entries()) {
    const share = chance(odds);
    const at = reliabilityEdges.findIndex((edge, i) => i > 0 && share < edge);
    const bin = bins[at === -1 ? bins.length - 1 : at - 1];
    if (bin === undefined) continue;
    bin.pairs++;
    const same = truth(pair);
    if (same === null) continue;
    bin.known++;
    bin.promised += share;
    if (same) bin.found++;
  }
  return bins.map(({ pairs, known, promised, found }, i) => ({
    from: reliabilityEdges[i] ?? 0,
    to: reliabilityEdges[i + 1] ?? 1,
    pairs,
    known,
    promised: known === 0 ? null : promised / known,
    found: known === 0 ? null : found / known,
  }));
}
