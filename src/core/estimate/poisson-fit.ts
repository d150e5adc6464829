/**
 * Fits a hierarchical log-linear model by iterated weighted least squares (Poisson). The design is "term t is
 * in cell c", so every weighted cross product of terms s and t is a sum over the cells that hold s and t:
 * one superset sum of the weights serves the whole matrix, and no design matrix is ever built.
 */
import { logFactorial } from './log-gamma.js';
import { at, bitCount, integer, type Lists } from './lists.js';
import { type Model } from './hierarchy.js';

export interface Fit {
  readonly model: Model;
  /** The estimated number on no list: exp of the intercept. */
  readonly missing: number;
  /** Standard error of the intercept. */
  readonly seLog: number;
  readonly deviance: number;
  readonly logLik: number;
  readonly aic: number;
  readonly bic: number;
  /** Terms dropped because no person is on all their lists; they count as parameters. */
  readonly emptyTerms: readonly number[];
}

const ITERATIONS_MAX = 50;
const TOLERANCE = 1e-9;

/** Sums over supersets, in place: `a[mask]` becomes the sum of `a` over every cell holding `mask`. */
export function sumSupersets(a: Float64Array): void {
  const size = a.length;
  for (let bit = 1; bit < size; bit <<= 1)
    for (let high = bit; high < size; high += bit << 1)
      for (let i = high; i < high + bit; i++) a[i - bit] = at(a, i - bit) + at(a, i);
}

/** Sums over subsets, in place. */
function sumSubsets(a: Float64Array): void {
  const size = a.length;
  for (let bit = 1; bit < size; bit <<= 1)
    for (let high = bit; high < size; high += bit << 1)
      for (let i = high; i < high + bit; i++) a[i] = at(a, i) + at(a, i - bit);
}

/** Workspace for one number of lists; it keeps its arrays between fits, because searches make thousands. */
export class PoissonFitter {
  private readonly size: number;
  private readonly lists: number;
  readonly mu: Float64Array;
  private readonly eta: Float64Array;
  private readonly weights: Float64Array;
  private readonly response: Float64Array;
  private readonly margins: Float64Array;
  private readonly active: Uint8Array;
  private matrix = new Float64Array(0);
  private beta = new Float64Array(0);
  private params = new Int32Array(0);
  private count = 0;
  private dropped: number[] = [];
  intercept = 0;
  deviance = 0;

  constructor(lists: number) {
    this.lists = lists;
    this.size = 1 << lists;
    this.mu = new Float64Array(this.size);
    this.eta = new Float64Array(this.size);
    this.weights = new Float64Array(this.size);
    this.response = new Float64Array(this.size);
    this.margins = new Float64Array(this.size);
    this.active = new Uint8Array(this.size);
  }

  /**
   * Fits to `counts`; with `cell0` the cell of those on no list is data too. `false` when the equations are
   * singular or the iteration runs away, which an estimate must not be drawn from.
   * `warm` starts from the means of the last fit, which must have had the same cells.
   */
  solve(
    counts: Float64Array,
    terms: readonly number[],
    options: { readonly cell0?: boolean; readonly warm?: Float64Array } = {},
  ): boolean {
    this.choose(counts, terms, options.cell0 === true);
    const { size, mu, eta, active } = this;
    const from = options.warm;
    for (let c = 0; c < size; c++) {
      const start =
        active[c] === 1 ? (from === undefined ? at(counts, c) + 0.1 : Math.max(at(from, c), 1e-8)) : 0;
      mu[c] = start;
      eta[c] = start > 0 ? Math.log(start) : 0;
    }
    let before = Number.POSITIVE_INFINITY;
    for (let i = 0; i < ITERATIONS_MAX; i++) {
      if (!this.step(counts)) return false;
      const deviance = this.measure(counts);
      if (!Number.isFinite(deviance)) return false;
      this.deviance = deviance;
      if (Math.abs(deviance - before) / (Math.abs(deviance) + 0.1) < TOLERANCE) return true;
      before = deviance;
    }
    return false;
  }

  /** The parameters, and the cells in play: those of a term that nobody is in are structurally empty. */
  private choose(counts: Float64Array, terms: readonly number[], cell0: boolean): void {
    const { margins, active, size, lists } = this;
    margins.set(counts);
    margins[0] = 0;
    sumSupersets(margins);
    this.dropped = [];
    if (this.params.length < 1 + lists + terms.length) {
      const room = 1 + lists + terms.length;
      this.params = new Int32Array(room);
      this.beta = new Float64Array(room);
      this.matrix = new Float64Array(room * room);
    }
    this.params[0] = 0;
    for (let j = 0; j < lists; j++) this.params[1 + j] = 1 << j;
    let count = 1 + lists;
    for (const term of terms) {
      if (at(margins, term) === 0) this.dropped.push(term);
      else this.params[count++] = term;
    }
    this.count = count;
    active.fill(1);
    active[0] = cell0 ? 1 : 0;
    for (const term of this.dropped) for (let c = term; c < size; c++) if ((c & term) === term) active[c] = 0;
  }

  private step(counts: Float64Array): boolean {
    const { size, mu, eta, weights, response, params, matrix, beta, count, active } = this;
    for (let c = 0; c < size; c++) {
      const m = at(mu, c);
      weights[c] = m;
      response[c] = m === 0 ? 0 : m * at(eta, c) + at(counts, c) - m;
    }
    sumSupersets(weights);
    sumSupersets(response);
    for (let i = 0; i < count; i++) {
      const t = integer(params, i);
      for (let j = 0; j <= i; j++) matrix[i * count + j] = at(weights, t | integer(params, j));
      beta[i] = at(response, t);
    }
    if (!factor(matrix, count)) return false;
    substitute(matrix, count, beta);
    eta.fill(0);
    for (let i = 0; i < count; i++) eta[integer(params, i)] = at(beta, i);
    sumSubsets(eta);
    this.intercept = at(beta, 0);
    for (let c = 0; c < size; c++) mu[c] = active[c] === 1 ? Math.exp(at(eta, c)) : 0;
    return true;
  }

  private measure(counts: Float64Array): number {
    let sum = 0;
    for (let c = 0; c < this.size; c++) {
      if (this.active[c] !== 1) continue;
      const [y, m] = [at(counts, c), at(this.mu, c)];
      sum += (y > 0 ? y * (Math.log(y) - at(this.eta, c)) : 0) - (y - m);
    }
    return 2 * sum;
  }

  /** Standard error of the intercept, from the last step's factor. */
  private seLog(): number {
    const unit = new Float64Array(this.count);
    unit[0] = 1;
    substitute(this.matrix, this.count, unit);
    return Math.sqrt(at(unit, 0));
  }

  /** One model on one table; `null` when it cannot be fitted. Existence is a separate question. */
  fit(lists: Lists, model: Model): Fit | null {
    if (!this.solve(lists.counts, model.terms)) return null;
    const emptyTerms = [...this.dropped];
    let logLik = -this.deviance / 2;
    for (let c = 1; c < this.size; c++) {
      const y = at(lists.counts, c);
      if (y > 0) logLik += y * Math.log(y) - y - logFactorial(y);
    }
    const parameters = 1 + this.lists + model.terms.length;
    return {
      model,
      missing: Math.exp(this.intercept),
      seLog: this.seLog(),
      deviance: this.deviance,
      logLik,
      aic: -2 * logLik + 2 * parameters,
      // The sample size is persons, not cells.
      bic: -2 * logLik + parameters * Math.log(lists.n),
      emptyTerms,
    };
  }

  /** Sum over the cells holding both lists of the fitted means: what chance alone would give. */
  expectedTogether(mask: number): number {
    let sum = 0;
    for (let c = 1; c < this.size; c++) if ((c & mask) === mask) sum += at(this.mu, c);
    return sum;
  }
}

/** Cholesky factor in place, lower triangle by rows; `false` when not clearly positive definite. */
export function factor(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    const whole = at(a, row + i);
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      let sum = at(a, row + j);
      for (let k = 0; k < j; k++) sum -= at(a, row + k) * at(a, other + k);
      if (j < i) a[row + j] = sum / at(a, other + j);
      else {
        if (!(sum > 1e-13 * whole)) return false;
        a[row + i] = Math.sqrt(sum);
      }
    }
  }
  return true;
}

/** Solves with the factor, in place. */
export function substitute(a: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = at(b, i);
    for (let k = 0; k < i; k++) sum -= at(a, i * n + k) * at(b, k);
    b[i] = sum / at(a, i * n + i);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = at(b, i);
    for (let k = i + 1; k < n; k++) sum -= at(a, k * n + i) * at(b, k);
    b[i] = sum / at(a, i * n + i);
  }
}

const Z95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  /** `null`: no upper limit was found. */
  readonly high: number | null;
}

/** Wald's interval on the log of the number missing. It takes the model as certain, so it is too narrow. */
export function waldInterval(lists: Lists, fit: Fit): Interval {
  const factor = Math.exp(Z95 * fit.seLog);
  return { low: lists.n + fit.missing / factor, high: lists.n + fit.missing * factor };
}

/** Degrees of freedom left: cells minus parameters. */
export function freedom(lists: number, model: Model): number {
  return 2 ** lists - 1 - (1 + lists + model.terms.length);
}

export function hasTerm(model: Model, mask: number): boolean {
  return bitCount(mask) < 2 || model.terms.includes(mask);
}
