/**
 * Latent classes of people, within which lists are independent (Manrique-Vallier 2016): a Gibbs sampler with
 * a truncated stick-breaking prior. State is how many persons of each pattern are in each class, not persons.
 * A chain can sit in a wrong mode for tens of thousands of sweeps, so no number leaves here unless chains
 * agree; see `convergence`.
 */
import { ascending, quantile } from './quantile.js';
import { at, integer, type Lists } from './lists.js';
import { binomial, gamma, logGammaDraw, poisson } from './draws.js';
import { convergence, type Convergence, effectiveMin, rHatMax } from './convergence.js';
import { type Random, randomFrom } from './random.js';

export interface LatentOptions {
  readonly seed: number;
  readonly classes: number;
  readonly chains: number;
  readonly burnIn: number;
  /** Sweeps kept after burn-in, every `thin`-th of which is recorded. */
  readonly sweeps: number;
  readonly thin: number;
}

export const latentDefaults: Omit<LatentOptions, 'seed'> = {
  classes: 10,
  chains: 8,
  burnIn: 50_000,
  sweeps: 200_000,
  thin: 20,
};

/** The prior of alpha: Gamma(0.25, rate 0.25). */
const ALPHA = 0.25;
const WARM_UP = 500;
/** Draws with more than this many times n missing are drawn again, as the reference implementation does. */
export const missingCap = 20;

export interface Chain {
  /** Goes on for so many sweeps and records the number missing at every `thin`-th. */
  readonly advance: (sweeps: number) => Float64Array;
  /** Draws the cap had to repeat, per sweep kept. */
  readonly capped: () => number;
}

/** One chain, burnt in; it depends on the lists, the settings and its number alone, so chains may run anywhere. */
export function latentChain(lists: Lists, options: LatentOptions, chain: number): Chain {
  const sampler = new Sampler(lists, options.classes, randomFrom(options.seed, chain));
  for (let i = 0; i < WARM_UP; i++) sampler.sweep(false);
  sampler.sortClasses();
  for (let i = 0; i < options.burnIn; i++) sampler.sweep(true);
  sampler.redrawn = 0;
  let kept = 0;
  return {
    advance: (sweeps) => {
      const missing = new Float64Array(Math.floor(sweeps / options.thin));
      for (let i = 0; i < missing.length; i++) {
        for (let j = 0; j < options.thin; j++) sampler.sweep(true);
        missing[i] = sampler.missing;
      }
      kept += missing.length * options.thin;
      return missing;
    },
    capped: () => (kept === 0 ? 0 : sampler.redrawn / kept),
  };
}

export interface LatentAnswer {
  /** Whether the chains agree; when they do not, no number may be given. */
  readonly converged: boolean;
  readonly convergence: Convergence;
  readonly sweepsKept: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly capped: number;
  readonly options: LatentOptions;
  /** The number missing, chain by chain: what a trace is drawn from. */
  readonly traces: readonly Float64Array[];
}

/**
 * Runs all chains, 50 000 sweeps and then as many again each time, and stops early when they agree with room to spare:
 * R-hat below 1.01 and a thousand effective draws. At the end 400 are asked for.
 */
export function latentClass(lists: Lists, options: LatentOptions): LatentAnswer {
  const chains = Array.from({ length: options.chains }, (_, i) => latentChain(lists, options, i));
  let traces: readonly Float64Array[] = chains.map(() => new Float64Array(0));
  let told: Convergence = { rHat: Number.POSITIVE_INFINITY, effective: 0 };
  let kept = 0;
  while (kept < options.sweeps) {
    const sweeps = Math.min(Math.max(ROUND, kept), options.sweeps - kept);
    traces = traces.map((trace, i) => joined(trace, chains[i]?.advance(sweeps) ?? trace));
    kept += sweeps;
    told = convergence(traces.map((trace) => trace.map((x) => Math.log(x + 1))));
    if (told.rHat < rHatMax && told.effective > EARLY) break;
  }
  const sorted = ascending(traces.flatMap((trace) => Array.from(trace)));
  return {
    converged: told.rHat < rHatMax && told.effective > effectiveMin,
    convergence: told,
    sweepsKept: kept,
    median: lists.n + quantile(sorted, 0.5, 7),
    low: lists.n + quantile(sorted, 0.025, 7),
    high: lists.n + quantile(sorted, 0.975, 7),
    capped: chains.reduce((sum, chain) => sum + chain.capped(), 0) / chains.length,
    options,
    traces,
  };
}

const ROUND = 50_000;
const EARLY = 1000;

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const whole = new Float64Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

class Sampler {
  private readonly random: Random;
  private readonly lists: number;
  private readonly classes: number;
  private readonly n: number;
  private readonly cells: Int32Array;
  private readonly counts: Float64Array;
  /** By class and list: the chance of being listed. */
  private readonly lambda: Float64Array;
  private readonly nu: Float64Array;
  /** By class and pattern: nu times the chance of the pattern. */
  private readonly chance: Float64Array;
  /** Persons in each class, and of them on each list. */
  private readonly members: Float64Array;
  private readonly listed: Float64Array;
  private alpha: number;
  private logRest = 0;
  missing = 0;
  redrawn = 0;

  constructor(lists: Lists, classes: number, random: Random) {
    this.random = random;
    this.lists = lists.names.length;
    this.classes = classes;
    this.n = lists.n;
    const filled: number[] = [];
    for (let c = 1; c < lists.counts.length; c++) if (at(lists.counts, c) > 0) filled.push(c);
    this.cells = Int32Array.from(filled);
    this.counts = Float64Array.from(filled, (c) => at(lists.counts, c));
    this.lambda = new Float64Array(classes * this.lists);
    this.nu = new Float64Array(classes).fill(1 / classes);
    this.chance = new Float64Array(classes << this.lists);
    this.members = new Float64Array(classes);
    this.listed = new Float64Array(classes * this.lists);
    this.alpha = 0.3 / classes;
    for (let j = 0; j < this.lists; j++) {
      let on = 0;
      for (const [i, cell] of this.cells.entries()) if ((cell >> j) & 1) on += at(this.counts, i);
      for (let k = 0; k < classes; k++)
        this.lambda[k * this.lists + j] = Math.min(0.999, Math.max(0.001, on / this.n));
    }
    this.tabulate();
    this.allocate(0, 0);
  }

  sweep(learnAlpha: boolean): void {
    this.members.fill(0);
    this.listed.fill(0);
    for (let i = 0; i < this.cells.length; i++) this.allocate(integer(this.cells, i), at(this.counts, i));
    this.allocate(0, this.missing);
    this.drawListing();
    this.drawWeights();
    this.tabulate();
    this.drawMissing();
    if (learnAlpha)
      this.alpha = Math.max(
        1e-12,
        Math.exp(logGammaDraw(this.random, ALPHA + this.classes - 1)) / (ALPHA - this.logRest),
      );
  }

  /** Divides the persons of one pattern among the classes. */
  private allocate(cell: number, persons: number): void {
    if (persons === 0) return;
    const { chance, classes, lists, members, listed, random } = this;
    let rest = 0;
    for (let k = 0; k < classes; k++) rest += at(chance, (k << lists) + cell);
    let left = persons;
    for (let k = 0; k < classes && left > 0; k++) {
      const weight = at(chance, (k << lists) + cell);
      const taken =
        weight <= 0 ? 0 : weight >= rest || k === classes - 1 ? left : binomial(random, left, weight / rest);
      rest -= weight;
      if (taken === 0) continue;
      left -= taken;
      members[k] = at(members, k) + taken;
      for (let bits = cell, j = k * lists; bits !== 0; bits >>= 1, j++)
        if (bits & 1) listed[j] = at(listed, j) + taken;
    }
    // Rounding may leave the last few without a class of any weight: the heaviest takes them.
    if (left > 0) members[0] = at(members, 0) + left;
  }

  private drawListing(): void {
    const { classes, lists, members, listed, lambda, random } = this;
    for (let k = 0; k < classes; k++) {
      const size = at(members, k);
      for (let j = k * lists; j < (k + 1) * lists; j++) {
        if (size === 0) {
          lambda[j] = random.uniform();
          continue;
        }
        const on = at(listed, j);
        const [x, y] = [gamma(random, 1 + on), gamma(random, 1 + size - on)];
        lambda[j] = x / (x + y);
      }
    }
  }

  private drawWeights(): void {
    const { classes, members, nu, random, alpha } = this;
    let after = 0;
    for (let k = 0; k < classes; k++) after += at(members, k);
    let logRest = 0;
    for (let k = 0; k < classes - 1; k++) {
      after = Math.max(0, after - at(members, k));
      if (at(members, k) === 0) {
        // Beta(1, b) is drawn directly, and most classes are empty.
        const logLeft = Math.log(random.uniform()) / (alpha + after);
        nu[k] = -Math.exp(logRest) * Math.expm1(logLeft);
        logRest += logLeft;
        continue;
      }
      const x = logGammaDraw(random, 1 + at(members, k));
      const y = logGammaDraw(random, alpha + after);
      const most = Math.max(x, y);
      const both = most + Math.log(Math.exp(x - most) + Math.exp(y - most));
      nu[k] = Math.exp(logRest + x - both);
      logRest += y - both;
    }
    nu[classes - 1] = Math.exp(logRest);
    // log of the last weight, which alpha is drawn given; bounded so that alpha stays a number.
    this.logRest = Math.max(-1e9, logRest);
  }

  /** Chances of all patterns in a class by doubling: the half with list j is the half without, reweighted. */
  private tabulate(): void {
    const { classes, lists, lambda, nu, chance } = this;
    for (let k = 0; k < classes; k++) {
      const start = k << lists;
      chance[start] = at(nu, k);
      for (let j = 0; j < lists; j++) {
        const p = at(lambda, k * lists + j);
        const half = 1 << j;
        for (let c = start; c < start + half; c++) {
          const whole = at(chance, c);
          chance[c + half] = whole * p;
          chance[c] = whole * (1 - p);
        }
      }
    }
  }

  private drawMissing(): void {
    const { classes, lists, chance, n, random } = this;
    let unseen = 0;
    for (let k = 0; k < classes; k++) unseen += at(chance, k << lists);
    const odds = unseen / Math.max(1e-300, 1 - unseen);
    for (let tries = 0; tries < 1000; tries++) {
      const drawn = poisson(random, gamma(random, n) * odds);
      if (drawn <= missingCap * n) {
        this.missing = drawn;
        return;
      }
      this.redrawn++;
    }
    this.missing = missingCap * n;
  }

  /** Heaviest class first, once: early sticks then are the heavy ones. */
  sortClasses(): void {
    const order = Array.from({ length: this.classes }, (_, k) => k).sort(
      (a, b) => at(this.nu, b) - at(this.nu, a) || a - b,
    );
    const [nu, lambda] = [this.nu.slice(), this.lambda.slice()];
    for (const [k, from] of order.entries()) {
      this.nu[k] = at(nu, from);
      for (let j = 0; j < this.lists; j++)
        this.lambda[k * this.lists + j] = at(lambda, from * this.lists + j);
    }
    this.tabulate();
  }
}
