/**
 * The total averaged over all decomposable graphs (Madigan & York 1997): exact, no sampling, no seed.
 * Cell probabilities have a hyper-Dirichlet prior of `delta` a cell, so every clique and separator
 * contributes a term that depends on the number missing through its all-absent cell alone.
 */
import { logFactorial, logGamma } from './log-gamma.js';
import { at, item, type Lists, pairs } from './lists.js';
import { decomposableGraphs, type Graph, isComplete } from './graphs.js';

export type TotalPrior = 'one-over-n' | 'uniform';

export interface GraphOptions {
  /** Prior count for each cell of the full table; 2^-L when not given. It matters, so results print it. */
  readonly delta?: number;
  readonly prior?: TotalPrior;
  /** Numbers missing to consider: `start`, `start + step`, … When not given, 0 to 10 n and further as needed. */
  readonly grid?: Grid;
  /** Pairs (as masks of two lists) whose edge must be in: declared referrals. */
  readonly forced?: readonly number[];
}

export interface Grid {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

export interface Posterior {
  readonly grid: Grid;
  readonly n: number;
  readonly delta: number;
  /** Probability of each number missing on the grid. */
  readonly probability: Float64Array;
  /** The same without the complete graph; `null` when nothing is left. */
  readonly withoutComplete: Float64Array | null;
  /** Weight of the complete graph, which says nothing about the missing: its share is pure prior. */
  readonly completeWeight: number;
  /** Graphs that carry weight, heaviest first. */
  readonly graphs: readonly { readonly graph: Graph; readonly weight: number }[];
  /** P(edge) in the order of `pairs`. */
  readonly edges: Float64Array;
  /** The last hundredth of the grid still holds 1e-4 or more: larger totals were cut off. */
  readonly cutOff: boolean;
}

/** Graphs this far (in logs) below the best contribute less than rounding does. */
const NEGLIGIBLE = 38;
/** Points of the grid when none is given: six lists have 18 154 graphs, and steps of a few persons suffice. */
const gridPoints = (lists: number) => (lists < 6 ? 60_000 : 2_000);

export function graphPosterior(lists: Lists, options: GraphOptions = {}): Posterior {
  if (options.grid !== undefined) return posteriorOn(lists, options, options.grid);
  for (let reach = 10; ; reach *= 2) {
    const top = reach * lists.n;
    const step = Math.max(1, Math.ceil(top / gridPoints(lists.names.length)));
    const posterior = posteriorOn(lists, options, { start: 0, step, count: Math.floor(top / step) + 1 });
    if (!posterior.cutOff || reach >= 40) return posterior;
  }
}

function posteriorOn(lists: Lists, options: GraphOptions, grid: Grid): Posterior {
  const count = lists.names.length;
  const delta = options.delta ?? 2 ** -count;
  const all = pairs(count);
  const wanted = (options.forced ?? []).reduce(
    (mask, pair) => mask | (1 << all.findIndex(([a, b]) => ((1 << a) | (1 << b)) === pair)),
    0,
  );
  const graphs = decomposableGraphs(count).filter(({ edges }) => (edges & wanted) === wanted);
  const terms = new Terms(lists, delta, options.prior ?? 'one-over-n');
  const { kept, top } = worthSumming(graphs, terms, grid);
  terms.tabulate(Float64Array.from({ length: grid.count }, (_, i) => grid.start + i * grid.step));
  const probability = new Float64Array(grid.count);
  const complete = new Float64Array(grid.count);
  const room = new Float64Array(grid.count);
  const weights: number[] = [];
  let [whole, ofComplete] = [0, 0];
  for (const { graph, from, to } of kept) {
    const log = room.subarray(0, to - from);
    terms.logOf(graph, log, from);
    const into = isComplete(graph, count) ? complete : probability;
    let weight = 0;
    for (let i = 0; i < log.length; i++) {
      const p = Math.exp(at(log, i) - top);
      weight += p;
      into[from + i] = at(into, from + i) + p;
    }
    weights.push(weight);
    whole += weight;
    if (into === complete) ofComplete = weight;
  }
  const rest = probability.reduce((sum, p) => sum + p, 0);
  const withoutComplete = rest > 0 ? probability.map((p) => p / rest) : null;
  for (let i = 0; i < grid.count; i++) probability[i] = (at(probability, i) + at(complete, i)) / whole;
  const edges = new Float64Array(all.length);
  for (const [g, { graph }] of kept.entries())
    for (let e = 0; e < all.length; e++)
      if ((graph.edges >> e) & 1) edges[e] = at(edges, e) + item(weights, g) / whole;
  const ranked = kept
    .map(({ graph }, g) => ({ graph, weight: item(weights, g) / whole }))
    .sort((a, b) => b.weight - a.weight || a.graph.edges - b.graph.edges);
  const tail = probability.subarray(Math.floor(grid.count * 0.99)).reduce((sum, p) => sum + p, 0);
  return {
    grid,
    n: lists.n,
    delta,
    probability,
    withoutComplete,
    completeWeight: ofComplete / whole,
    graphs: ranked,
    edges,
    cutOff: tail >= 1e-4,
  };
}

interface Stretch {
  readonly graph: Graph;
  /** The part of the grid, `from` up to before `to`, outside which the graph adds nothing. */
  readonly from: number;
  readonly to: number;
}

/** A look at few numbers missing tells which graphs matter and where: curves are smooth, so a margin is enough. */
function worthSumming(
  graphs: readonly Graph[],
  terms: Terms,
  grid: Grid,
): { readonly kept: readonly Stretch[]; readonly top: number } {
  const last = grid.count - 1;
  const looks = new Set([0, last]);
  for (let i = 1; i < last; i = Math.ceil(i * 1.25)) looks.add(i);
  for (let i = 1; i < 32; i++) looks.add(Math.round((i * last) / 32));
  const places = Float64Array.from(looks).sort();
  terms.tabulate(places.map((i) => grid.start + i * grid.step));
  const log = new Float64Array(places.length);
  let top = Number.NEGATIVE_INFINITY;
  for (const graph of graphs) {
    terms.logOf(graph, log, 0);
    for (const each of log) if (each > top) top = each;
  }
  const kept: Stretch[] = [];
  for (const graph of graphs) {
    terms.logOf(graph, log, 0);
    const matters = (each: number) => each > top - NEGLIGIBLE;
    const first = log.findIndex(matters);
    if (first === -1) continue;
    const end = log.findLastIndex(matters);
    kept.push({
      graph,
      from: at(places, Math.max(0, first - 1)),
      to: at(places, Math.min(places.length - 1, end + 1)) + 1,
    });
  }
  return { kept, top };
}

/** What the log probability of a graph and a number missing is summed from. */
class Terms {
  private readonly lists: Lists;
  private readonly delta: number;
  private readonly prior: TotalPrior;
  /** By margin (a mask of lists): its term at each number missing. */
  private margins: Float64Array[] = [];
  private normaliser = new Float64Array(0);
  private base = new Float64Array(0);

  constructor(lists: Lists, delta: number, prior: TotalPrior) {
    this.lists = lists;
    this.delta = delta;
    this.prior = prior;
  }

  tabulate(missing: Float64Array): void {
    const { lists, delta, prior } = this;
    const cells = lists.counts.length;
    let fixed = 0;
    for (let c = 1; c < cells; c++) fixed += logFactorial(at(lists.counts, c));
    this.normaliser = missing.map((x) => logGamma(cells * delta) - logGamma(lists.n + x + cells * delta));
    this.base = missing.map(
      (x) =>
        logFactorial(lists.n + x) -
        logFactorial(x) -
        fixed -
        (prior === 'one-over-n' ? Math.log(lists.n + x) : 0),
    );
    this.margins = Array.from({ length: cells }, (_, margin) => this.margin(margin, missing));
  }

  private margin(margin: number, missing: Float64Array): Float64Array {
    const { counts } = this.lists;
    const sums = new Map<number, number>();
    let sizeOf = 1;
    for (let rest = margin; rest !== 0; rest &= rest - 1) sizeOf *= 2;
    const each = (this.delta * counts.length) / sizeOf;
    for (let c = 1; c < counts.length; c++) sums.set(c & margin, (sums.get(c & margin) ?? 0) + at(counts, c));
    let fixed = -sizeOf * logGamma(each);
    // Cells of the margin that nobody is in still have their prior count.
    let filled = 1;
    for (const [cell, sum] of sums)
      if (cell !== 0) {
        fixed += logGamma(sum + each);
        filled++;
      }
    fixed += (sizeOf - filled) * logGamma(each);
    const absent = sums.get(0) ?? 0;
    return missing.map((x) => fixed + logGamma(absent + x + each));
  }

  /** Fills `out` for the numbers missing from place `from` on. */
  logOf({ cliques, separators }: Graph, out: Float64Array, from: number): void {
    const { base, normaliser, margins } = this;
    const times = cliques.length - separators.length;
    for (let i = 0; i < out.length; i++) out[i] = at(base, from + i) + times * at(normaliser, from + i);
    for (const clique of cliques) {
      const term = margins[clique] ?? base;
      for (let i = 0; i < out.length; i++) out[i] = at(out, i) + at(term, from + i);
    }
    for (const separator of separators) {
      const term = margins[separator] ?? base;
      for (let i = 0; i < out.length; i++) out[i] = at(out, i) - at(term, from + i);
    }
  }
}

export interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly mode: number;
  readonly mean: number;
  /** The shortest interval of that probability. */
  readonly hpd: { readonly low: number; readonly high: number };
  /** Madigan & York's estimator, the best under relative squared error. */
  readonly relative: number;
}

/** Totals from a posterior: the median and the equal-tailed 0.95 interval, as whole persons. */
export function summary({ grid, n }: Pick<Posterior, 'grid' | 'n'>, probability: Float64Array): Summary {
  const total = (i: number) => n + grid.start + i * grid.step;
  let [mean, over, overSquare, mode] = [0, 0, 0, 0];
  for (let i = 0; i < probability.length; i++) {
    const [p, N] = [at(probability, i), total(i)];
    mean += p * N;
    over += p / N;
    overSquare += p / (N * N);
    if (p > at(probability, mode)) mode = i;
  }
  const shortest = shortestInterval(probability);
  return {
    median: total(reach(probability, 0.5)),
    low: total(reach(probability, 0.025)),
    high: total(reach(probability, 0.975)),
    mode: total(mode),
    mean,
    hpd: { low: total(shortest[0]), high: total(shortest[1]) },
    relative: over / overSquare,
  };
}

function reach(probability: Float64Array, level: number): number {
  let sum = 0;
  for (let i = 0; i < probability.length; i++) {
    sum += at(probability, i);
    if (sum >= level) return i;
  }
  return probability.length - 1;
}

function shortestInterval(probability: Float64Array): readonly [number, number] {
  let [best, from, sum] = [[0, probability.length - 1] as const, 0, 0] as [
    readonly [number, number],
    number,
    number,
  ];
  for (let to = 0; to < probability.length; to++) {
    sum += at(probability, to);
    while (sum - at(probability, from) >= 0.95) sum -= at(probability, from++);
    if (sum >= 0.95 && to - from < best[1] - best[0]) best = [from, to];
  }
  return best;
}
