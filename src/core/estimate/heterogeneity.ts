/**
 * Models in which people differ in how easily they are recorded (Rivest & Baillargeon 2007): the log of a
 * count grows with the number of times recorded by a term for the difference. On the same counts they give
 * totals several times apart, which is why they are shown as a spread and none is published as the total.
 */
import { assertNever } from '../base/result.js';
import { factor, substitute } from './poisson-fit.js';
import { logFactorial } from './log-gamma.js';
import { at, bitCount, item, type Lists } from './lists.js';
import { type Profile, profileOf } from './profile.js';

export type Heterogeneity = 'none' | 'chao' | 'poisson2' | 'darroch' | 'gamma3.5';
export const heterogeneities: readonly Heterogeneity[] = ['none', 'chao', 'poisson2', 'darroch', 'gamma3.5'];

export interface HeterogeneousFit {
  readonly missing: number;
  /** Standard error of the number missing. */
  readonly error: number;
  readonly deviance: number;
}

/** A Poisson table: rows of explanatory numbers, the first always 1, with offsets and counts. */
interface Table {
  readonly rows: readonly (readonly number[])[];
  readonly offsets: readonly number[];
  readonly counts: readonly number[];
  /** Columns from here on must not have negative coefficients. */
  readonly bounded: number;
}

/** Lists equally likely to record (`Mh`), or each with its own chance (`Mth` with `ownChances`). */
export function heterogeneousLists(
  lists: Lists,
  kind: Heterogeneity,
  ownChances: boolean,
): HeterogeneousFit | null {
  const count = lists.names.length;
  const cells = Array.from({ length: lists.counts.length - 1 }, (_, i) => i + 1);
  const main = (cell: number) => (ownChances ? lists.names.map((_, j) => (cell >> j) & 1) : [bitCount(cell)]);
  return fitted({
    rows: cells.map((cell) => [1, ...main(cell), ...difference(kind, bitCount(cell), count)]),
    offsets: cells.map(() => 0),
    counts: cells.map((cell) => at(lists.counts, cell)),
    bounded: kind === 'chao' ? 1 + main(1).length : Number.POSITIVE_INFINITY,
  });
}

/** Repeat counts in one register: `frequencies[k - 1]` persons recorded k times. */
export function heterogeneousRepeats(
  frequencies: readonly number[],
  kind: Heterogeneity,
): HeterogeneousFit | null {
  return fitted(repeatsTable(frequencies, kind));
}

function repeatsTable(frequencies: readonly number[], kind: Heterogeneity): Table {
  const times = frequencies.map((_, i) => i + 1);
  return {
    rows: times.map((k) => [1, k, ...difference(kind, k, frequencies.length)]),
    offsets: times.map((k) => -logFactorial(k)),
    counts: frequencies,
    bounded: kind === 'chao' ? 2 : Number.POSITIVE_INFINITY,
  };
}

/** The profile interval of Chao's lower bound, with those never recorded as one more cell. */
export function chaoProfile(frequencies: readonly number[]): Profile | null {
  const table = repeatsTable(frequencies, 'chao');
  const kept = withoutNegative(table);
  if (kept === null) return null;
  const n = frequencies.reduce((sum, count) => sum + count, 0);
  const { rows, offsets, counts } = kept.table;
  const width = rows[0]?.length ?? 0;
  const none = [1, ...Array.from({ length: width - 1 }, () => 0)];
  return profileOf(n, Math.exp(at(kept.fit.beta, 0)), (missing) => {
    const fit = solve({
      rows: [none, ...rows],
      offsets: [0, ...offsets],
      counts: [missing, ...counts],
      bounded: 0,
    });
    if (fit === null) return Number.NaN;
    const total = n + missing;
    const likelihood = [missing, ...counts].reduce(
      (sum, y, i) => (y > 0 ? sum + y * Math.log(at(fit.mu, i) / total) : sum),
      0,
    );
    return likelihood + logFactorial(total) - logFactorial(missing);
  });
}

function difference(kind: Heterogeneity, k: number, most: number): number[] {
  switch (kind) {
    case 'none':
      return [];
    case 'poisson2':
      return [2 ** k - 1];
    case 'darroch':
      return [(k * k) / 2];
    case 'gamma3.5':
      return [Math.log(3.5) - Math.log(3.5 + k)];
    case 'chao':
      // Free counts from the third time on: only those recorded once and twice speak of those never recorded.
      return Array.from({ length: Math.max(0, most - 2) }, (_, i) => Math.max(0, k - 2 - i));
    default:
      return assertNever(kind);
  }
}

function fitted(table: Table): HeterogeneousFit | null {
  const kept = withoutNegative(table);
  if (kept === null) return null;
  const { fit } = kept;
  const missing = Math.exp(at(fit.beta, 0));
  return {
    missing,
    error: Math.sqrt(missing + (missing * fit.errorOfFirst) ** 2),
    deviance: fit.deviance,
  };
}

/** Drops bounded columns with negative coefficients until none is left, the most negative together. */
function withoutNegative(table: Table): { readonly table: Table; readonly fit: Solved } | null {
  let current = table;
  for (;;) {
    const fit = solve(current);
    if (fit === null) return null;
    const negative = new Set(
      Array.from(fit.beta, (b, j) => (j >= current.bounded && b < 0 ? j : -1)).filter((j) => j !== -1),
    );
    if (negative.size === 0) return { table: current, fit };
    current = { ...current, rows: current.rows.map((row) => row.filter((_, j) => !negative.has(j))) };
  }
}

interface Solved {
  readonly beta: Float64Array;
  readonly mu: Float64Array;
  readonly deviance: number;
  readonly errorOfFirst: number;
}

/** Iterated weighted least squares for a small table. */
function solve({ rows, offsets, counts }: Table): Solved | null {
  const width = rows[0]?.length ?? 0;
  const mu = Float64Array.from(counts, (y) => y + 0.1);
  const beta = new Float64Array(width);
  const matrix = new Float64Array(width * width);
  let before = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 60; i++) {
    matrix.fill(0);
    beta.fill(0);
    for (const [r, row] of rows.entries()) {
      const m = at(mu, r);
      const z = m * (Math.log(m) - item(offsets, r)) + item(counts, r) - m;
      for (let a = 0; a < width; a++) {
        beta[a] = at(beta, a) + item(row, a) * z;
        for (let b = 0; b <= a; b++)
          matrix[a * width + b] = at(matrix, a * width + b) + m * item(row, a) * item(row, b);
      }
    }
    if (!factor(matrix, width)) return null;
    substitute(matrix, width, beta);
    let deviance = 0;
    for (const [r, row] of rows.entries()) {
      const eta = row.reduce((sum, x, j) => sum + x * at(beta, j), item(offsets, r));
      const m = Math.max(1e-290, Math.exp(eta));
      mu[r] = m;
      const y = item(counts, r);
      deviance += 2 * ((y > 0 ? y * Math.log(y / m) : 0) - (y - m));
    }
    if (!Number.isFinite(deviance)) return null;
    if (Math.abs(deviance - before) / (Math.abs(deviance) + 0.1) < 1e-10) {
      const unit = new Float64Array(width);
      unit[0] = 1;
      substitute(matrix, width, unit);
      return { beta, mu, deviance, errorOfFirst: Math.sqrt(at(unit, 0)) };
    }
    before = deviance;
  }
  return null;
}
