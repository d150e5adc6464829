/**
 * Overlapping lists of persons: how many were on exactly which of the lists. A capture pattern is a bit
 * mask, bit j standing for list j, so counts lie in one dense array and their order is always the same.
 * Cell 0, the persons on no list, is what nobody counted: it is zero here and only ever estimated.
 */
import { byText } from '../base/ids.js';

export interface Lists {
  readonly names: readonly string[];
  /** `counts[mask]`, 2^L of them; `counts[0]` is 0. */
  readonly counts: Float64Array;
  /** Persons documented: the sum of the counts. */
  readonly n: number;
}

export function listsOf(names: readonly string[], counts: Float64Array): Lists {
  const own = counts.slice();
  own[0] = 0;
  return { names, counts: own, n: own.reduce((sum, count) => sum + count, 0) };
}

/** From rows of a pattern and its count, in any order; rows of one pattern are added. */
export function listsFrom(
  names: readonly string[],
  rows: readonly (readonly [pattern: readonly number[], count: number])[],
): Lists {
  const counts = new Float64Array(1 << names.length);
  for (const [pattern, count] of rows) {
    const mask = pattern.reduce((bits, on, j) => (on === 1 ? bits | (1 << j) : bits), 0);
    counts[mask] = at(counts, mask) + count;
  }
  return listsOf(names, counts);
}

/**
 * An entry of a numeric array; every caller stays inside its bounds. One function for each kind of array:
 * a shared one sees them all and is compiled for none, which makes the inner loops ten times slower.
 */
export function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? 0;
}

export function integer(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0;
}

export function item(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}

/** Persons on all the lists of `mask`, whatever else they are on. */
export function together({ counts }: Lists, mask: number): number {
  let sum = 0;
  for (let cell = 1; cell < counts.length; cell++) if ((cell & mask) === mask) sum += at(counts, cell);
  return sum;
}

export function sizes(lists: Lists): number[] {
  return lists.names.map((_, j) => together(lists, 1 << j));
}

/** The same table with its lists in another order: new list i is old list `order[i]`. */
export function reordered(lists: Lists, order: readonly number[]): Lists {
  const counts = new Float64Array(1 << order.length);
  for (let cell = 1; cell < lists.counts.length; cell++) {
    let moved = 0;
    for (const [i, j] of order.entries()) if ((cell >> j) & 1) moved |= 1 << i;
    counts[moved] = at(counts, moved) + at(lists.counts, cell);
  }
  return listsOf(
    order.map((j) => lists.names[j] ?? ''),
    counts,
  );
}

/** Lists by name, so that the order of columns in a file can move no random draw and no answer. */
export function byName(lists: Lists): Lists {
  const order = lists.names.map((_, j) => j);
  order.sort((a, b) => byText(lists.names[a] ?? '', lists.names[b] ?? ''));
  return reordered(lists, order);
}

/** What the other lists say when one is taken away: who was only on it is no longer documented. */
export function without(lists: Lists, list: number): Lists {
  return reordered(
    lists,
    lists.names.map((_, j) => j).filter((j) => j !== list),
  );
}

export function pairs(count: number): (readonly [number, number])[] {
  const all: (readonly [number, number])[] = [];
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) all.push([a, b]);
  return all;
}

export function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The names of the lists in a mask, joined as terms of a model are written. */
export function maskName(names: readonly string[], mask: number): string {
  return names.filter((_, j) => (mask >> j) & 1).join('*');
}
