/**
 * An interval that does not take the chosen model as certain: persons are drawn again with replacement, the
 * model is chosen again in every resample, and the limits are corrected for bias and acceleration (BCa,
 * Efron 1987; Silverman, Chan & Vincent 2024). Intervals from one chosen model are several times too narrow.
 */
import { ascending, quantile } from './quantile.js';
import { at, type Lists, listsOf } from './lists.js';
import { multinomial } from './draws.js';
import { normalCdf, normalQuantile } from './normal.js';
import { randomFrom } from './random.js';

export interface BootstrapOptions {
  readonly seed: number;
  readonly replicates: number;
}

export interface Bca {
  readonly low: number;
  readonly high: number;
  readonly level80: { readonly low: number; readonly high: number };
  /** Replicates in which a model was found; the rest carry no total. */
  readonly replicates: number;
  readonly acceleration: number;
}

/** The total under whatever model is chosen for this table; `null` when none will do. */
export type Totaller = (lists: Lists) => number | null;

/** `null` when so many resamples have no answer that the limits would mean little (one in ten). */
export function bca(lists: Lists, total: number, choose: Totaller, options: BootstrapOptions): Bca | null {
  const random = randomFrom(options.seed);
  const cells: number[] = [];
  for (let c = 1; c < lists.counts.length; c++) if (at(lists.counts, c) > 0) cells.push(c);
  const weights = Float64Array.from(cells, (cell) => at(lists.counts, cell));
  const drawn = new Float64Array(cells.length);
  const found: number[] = [];
  for (let i = 0; i < options.replicates; i++) {
    multinomial(random, lists.n, weights, drawn);
    const counts = new Float64Array(lists.counts.length);
    for (const [j, cell] of cells.entries()) counts[cell] = at(drawn, j);
    const chosen = choose(listsOf(lists.names, counts));
    if (chosen !== null) found.push(chosen);
  }
  if (found.length < 0.9 * options.replicates) return null;
  const acceleration = jackknife(lists, cells, choose);
  if (acceleration === null) return null;
  const sorted = ascending(found);
  const below =
    found.filter((each) => each < total).length + found.filter((each) => each === total).length / 2;
  const share = Math.min(1 - 0.5 / found.length, Math.max(0.5 / found.length, below / found.length));
  const z0 = normalQuantile(share);
  const limit = (level: number) => {
    const z = z0 + normalQuantile(level);
    return quantile(sorted, normalCdf(z0 + z / (1 - acceleration * z)), 8);
  };
  return {
    low: Math.max(lists.n, limit(0.025)),
    high: limit(0.975),
    level80: { low: limit(0.1), high: limit(0.9) },
    replicates: found.length,
    acceleration,
  };
}

/** One person fewer of each pattern in turn: how lopsided the total is in the persons. */
function jackknife(lists: Lists, cells: readonly number[], choose: Totaller): number | null {
  const left: { readonly weight: number; readonly total: number }[] = [];
  for (const cell of cells) {
    const counts = lists.counts.slice();
    counts[cell] = at(counts, cell) - 1;
    const total = choose(listsOf(lists.names, counts));
    if (total !== null) left.push({ weight: at(lists.counts, cell), total });
  }
  const weight = left.reduce((sum, each) => sum + each.weight, 0);
  if (weight < 0.5 * lists.n) return null;
  const mean = left.reduce((sum, each) => sum + each.weight * each.total, 0) / weight;
  const moment = (power: number) =>
    left.reduce((sum, each) => sum + each.weight * (mean - each.total) ** power, 0);
  const second = moment(2);
  return second === 0 ? 0 : moment(3) / (6 * second ** 1.5);
}
