/**
 * Profile interval for the total under one model (Cormack 1992): put a trial number on no list into the
 * table, fit the model to all cells, and see how far the likelihood falls. It takes the model as certain.
 */
import { logGamma } from './log-gamma.js';
import { at, type Lists } from './lists.js';
import { type Fit, type Interval, PoissonFitter } from './poisson-fit.js';

/** Half the 0.95 quantile of chi-square with one degree of freedom. */
const DROP = 1.9207294103470618;

export interface Profile extends Interval {
  /** Where the likelihood is highest, the total as a real number. */
  readonly total: number;
}

/** `null` when the model cannot be fitted with the missing cell. A `high` of `null` is no upper limit. */
export function profileInterval(lists: Lists, fit: Fit): Profile | null {
  const fitter = new PoissonFitter(lists.names.length);
  const counts = lists.counts.slice();
  const logLik = (missing: number): number => {
    counts[0] = missing;
    if (!fitter.solve(counts, fit.model.terms, { cell0: true })) return Number.NaN;
    const total = lists.n + missing;
    let sum = logGamma(total + 1) - logGamma(missing + 1);
    for (let c = 0; c < counts.length; c++) {
      const y = at(counts, c);
      if (y > 0) sum += y * Math.log(at(fitter.mu, c) / total);
    }
    return sum;
  };
  return profileOf(lists.n, Math.max(fit.missing, 0.01), logLik);
}

/** The highest point and the two places where `logLik` has fallen by half of chi-square's 0.95 quantile. */
export function profileOf(n: number, start: number, logLik: (missing: number) => number): Profile | null {
  const best = peak((u) => logLik(Math.exp(u)), Math.log(start) - 1, Math.log(start) + 1);
  const top = logLik(Math.exp(best));
  if (!Number.isFinite(top)) return null;
  const inside = (u: number) => top - logLik(Math.exp(u)) < DROP;
  const low = edge(inside, best, -1);
  const high = edge(inside, best, 1);
  return {
    total: n + Math.exp(best),
    low: low === null ? n : n + Math.exp(low),
    high: high === null ? null : n + Math.exp(high),
  };
}

/** Golden section on a function with one peak; the bracket is widened until the peak is inside. */
function peak(f: (u: number) => number, from: number, to: number): number {
  const ratio = 0.6180339887498949;
  let [a, b] = [from, to];
  while (a > from - 40 && f(a) > f(a + 0.05)) a -= 2;
  while (b < to + 40 && f(b) > f(b - 0.05)) b += 2;
  let [x, y] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [fx, fy] = [f(x), f(y)];
  while (b - a > 1e-9) {
    if (fx >= fy) {
      b = y;
      [y, fy] = [x, fx];
      x = b - ratio * (b - a);
      fx = f(x);
    } else {
      a = x;
      [x, fx] = [y, fy];
      y = a + ratio * (b - a);
      fy = f(y);
    }
  }
  return (a + b) / 2;
}

/** Where `inside` ends going one way; `null` when it does not end within twelve powers of e. */
function edge(inside: (u: number) => boolean, from: number, way: 1 | -1): number | null {
  let step = 0.125;
  while (inside(from + way * step)) {
    step *= 2;
    if (step > 16) return null;
  }
  let [near, far] = [step === 0.125 ? 0 : step / 2, step];
  while (far - near > 1e-9) {
    const middle = (near + far) / 2;
    if (inside(from + way * middle)) near = middle;
    else far = middle;
  }
  return from + way * near;
}
