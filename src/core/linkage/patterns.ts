/**
 * Pairs as patterns of levels. Millions of pairs are a few hundred patterns, so that everything that is
 * estimated needs counts of patterns only, and counts from many machines add up.
 */
import { type Comparison } from './comparison.js';
import { type Register } from './register.js';

/** Stands in a pattern where one of the two values is unknown. */
export const UNKNOWN = -1;

export interface Compared {
  readonly register: Register;
  readonly comparisons: readonly Comparison[];
  /** Levels of the pattern `i` stand from `i * columns` on. */
  readonly patterns: Pattern[];
  readonly patternOf: (a: number, b: number) => number;
}

export type Pattern = Int8Array;

/** Compares pairs of records; each distinct pair of slow values is compared once. */
export function comparer(register: Register, comparisons: readonly Comparison[]): Compared {
  const patterns: Pattern[] = [];
  const known = new Map<number, number>();
  const sizes = comparisons.map(({ levels }) => levels.length + 1);
  const levels = comparisons.map((comparison, c) =>
    levelsOf(comparison, register.columns[c]?.values.length ?? 0),
  );
  const codes = register.columns.map((column) => column.codes);
  const found = new Int8Array(comparisons.length);
  const patternOf = (a: number, b: number): number => {
    let mixed = 0;
    for (let c = 0; c < found.length; c++) {
      const [x, y] = [codes[c]?.[a] ?? -1, codes[c]?.[b] ?? -1];
      const level = x < 0 || y < 0 ? UNKNOWN : (levels[c]?.(x, y) ?? UNKNOWN);
      found[c] = level;
      mixed = mixed * (sizes[c] ?? 1) + level + 1;
    }
    let at = known.get(mixed);
    if (at === undefined) {
      at = patterns.length;
      known.set(mixed, at);
      patterns.push(found.slice());
    }
    return at;
  };
  return { register, comparisons, patterns, patternOf };
}

function levelsOf(comparison: Comparison, values: number): (a: number, b: number) => number {
  const same = new Int8Array(values);
  for (let value = 0; value < values; value++) same[value] = comparison.same(value);
  if (comparison.exact) return (a, b) => (a === b ? (same[a] ?? 0) : comparison.compare(a, b));
  const remembered = new Map<number, number>();
  return (a, b) => {
    if (a === b) return same[a] ?? 0;
    const key = a < b ? a * values + b : b * values + a;
    let level = remembered.get(key);
    if (level === undefined) {
      level = a < b ? comparison.compare(a, b) : comparison.compare(b, a);
      remembered.set(key, level);
    }
    return level;
  };
}

/** How many pairs have each pattern. */
export class PatternCounts {
  readonly counts: number[] = [];
  total = 0;

  add(pattern: number, weight = 1): void {
    this.counts[pattern] = (this.counts[pattern] ?? 0) + weight;
    this.total += weight;
  }
}
