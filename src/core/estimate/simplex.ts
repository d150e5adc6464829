/** A small dense simplex for linear programmes in standard form, with Bland's rule so that it always ends. */
import { at, integer } from './lists.js';

const ZERO = 1e-9;

/**
 * The largest value of variable `goal` subject to `A x = b`, `x ≥ 0`, with `b ≥ 0`; `null` when nothing
 * satisfies the equations, `Infinity` when it is unbounded. `a` is by rows.
 */
export function maximise(a: Float64Array, b: Float64Array, goal: number): number | null {
  const rows = b.length;
  const columns = a.length / rows;
  const width = columns + rows + 1;
  // Artificial variables give a basis to start from; driving their sum to zero is the first phase.
  const t = new Float64Array((rows + 1) * width);
  const basis = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) t[i * width + j] = at(a, i * columns + j);
    t[i * width + columns + i] = 1;
    t[i * width + width - 1] = at(b, i);
    basis[i] = columns + i;
  }
  const table = { t, basis, rows, width };
  const cost = rows * width;
  for (let j = 0; j < width; j++) {
    let sum = 0;
    if (j < columns || j === width - 1) for (let i = 0; i < rows; i++) sum += at(t, i * width + j);
    t[cost + j] = -sum;
  }
  improve(table, columns);
  if (at(t, cost + width - 1) < -ZERO * (1 + rows)) return null;
  leaveArtificial(table, columns);
  for (let j = 0; j < width; j++) t[cost + j] = 0;
  t[cost + goal] = -1;
  const row = basis.indexOf(goal);
  if (row !== -1) for (let j = 0; j < width; j++) t[cost + j] = at(t, cost + j) + at(t, row * width + j);
  return improve(table, columns) ? at(t, cost + width - 1) : Number.POSITIVE_INFINITY;
}

interface Table {
  readonly t: Float64Array;
  readonly basis: Int32Array;
  readonly rows: number;
  readonly width: number;
}

/** Pivots until no column among the first `columns` improves; `false` when unbounded. */
function improve(table: Table, columns: number): boolean {
  const { t, basis, rows, width } = table;
  for (;;) {
    let enter = -1;
    for (let j = 0; j < columns && enter === -1; j++) if (at(t, rows * width + j) < -ZERO) enter = j;
    if (enter === -1) return true;
    let leave = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < rows; i++) {
      const entry = at(t, i * width + enter);
      if (entry <= ZERO) continue;
      const ratio = at(t, i * width + width - 1) / entry;
      const tied = Math.abs(ratio - least) <= ZERO;
      if (ratio < least - ZERO || (tied && integer(basis, i) < integer(basis, leave))) {
        least = Math.min(least, ratio);
        leave = i;
      }
    }
    if (leave === -1) return false;
    pivot(table, leave, enter);
  }
}

function pivot({ t, basis, rows, width }: Table, row: number, column: number): void {
  const scale = 1 / at(t, row * width + column);
  for (let j = 0; j < width; j++) t[row * width + j] = at(t, row * width + j) * scale;
  for (let i = 0; i <= rows; i++) {
    const share = at(t, i * width + column);
    if (i === row || share === 0) continue;
    for (let j = 0; j < width; j++) t[i * width + j] = at(t, i * width + j) - share * at(t, row * width + j);
  }
  basis[row] = column;
}

/** An artificial variable left in the basis at zero is exchanged, or its equation said nothing new. */
function leaveArtificial(table: Table, columns: number): void {
  const { t, basis, rows, width } = table;
  for (let i = 0; i < rows; i++) {
    if (integer(basis, i) < columns) continue;
    for (let j = 0; j < columns; j++)
      if (Math.abs(at(t, i * width + j)) > ZERO) {
        pivot(table, i, j);
        break;
      }
  }
}
