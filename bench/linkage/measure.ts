/** How links and clusters compare with the truth. */
import { type Linked } from '../../src/core/linkage/link.js';
import { reliability, type ReliabilityRow } from '../../src/core/linkage/threshold.js';

export interface Counted {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Measured {
  readonly pairs: number;
  readonly matches: number;
  /** Share of the true matches that were compared at all. */
  readonly compared: number;
  readonly advised: Counted;
  /** Recall when a person answers every review rightly. */
  readonly reviewed: number;
  readonly reviews: number;
  readonly best: Counted;
  readonly clusters: Counted;
  readonly reliability: readonly ReliabilityRow[];
}

export function counted(right: number, found: number, all: number): Counted {
  return {
    precision: found === 0 ? 1 : right / found,
    recall: right / all,
    f1: (2 * right) / (found + all),
  };
}

export function measure(linked: Linked, truth: ReadonlyMap<string, string>): Measured {
  const { scored, decided, clusters } = linked;
  const { ids } = scored.compared.register;
  const who = ids.map((id) => truth.get(id) ?? '');
  const matches = pairsInside(who);
  const same = Uint8Array.from(scored.met.left, (a, p) => (who[a] === who[scored.met.right[p] ?? 0] ? 1 : 0));
  const sum = (decision: number) =>
    decided.reduce((total, each, p) => total + (each === decision ? (same[p] ?? 0) : 0), 0);
  const links = decided.reduce((total, each) => total + Number(each === 2), 0);
  return {
    pairs: decided.length,
    matches,
    compared: same.reduce((total, each) => total + each, 0) / matches,
    advised: counted(sum(2), links, matches),
    reviewed: (sum(2) + sum(1)) / matches,
    reviews: decided.reduce((total, each) => total + Number(each === 1), 0),
    best: bestOf(scored.logOdds, same, matches),
    clusters: counted(
      pairsInside(ids.map((_, i) => `${clusters[i]} ${who[i]}`)),
      pairsInside(ids.map((_, i) => String(clusters[i]))),
      matches,
    ),
    reliability: reliability(scored.logOdds, (pair) => same[pair] === 1),
  };
}

function pairsInside(groups: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes.values()].reduce((total, size) => total + (size * (size - 1)) / 2, 0);
}

/** The threshold that nobody could know: the one of the greatest F1. */
function bestOf(logOdds: Float64Array, same: Uint8Array, matches: number): Counted {
  const order = Array.from(logOdds.keys()).sort((p, q) => (logOdds[q] ?? 0) - (logOdds[p] ?? 0));
  let best = counted(0, 0, matches);
  let right = 0;
  for (const [i, p] of order.entries()) {
    right += same[p] ?? 0;
    if (logOdds[order[i + 1] ?? -1] === logOdds[p]) continue;
    const here = counted(right, i + 1, matches);
    if (here.f1 > best.f1) best = here;
  }
  return best;
}
