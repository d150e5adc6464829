/**
 * Two people called 남궁 are likelier one than two called 김: agreement on a rare value says more. The weight of
 * an agreement moves by log(chance of any agreement / share of this value) (Winkler 1989).
 */
import { type Comparison } from './comparison.js';
import { type Exact } from './fit.js';
import { type Column, type Register } from './register.js';

export interface Frequency {
  /** What an agreement on each value adds to the weight. */
  readonly adjust: Float64Array;
  /** Share of the known values that have this one's key. */
  readonly share: Float64Array;
}

export function frequencyOf(column: Column, comparison: Comparison): Frequency {
  const key = comparison.frequencyKey ?? ((value: number) => String(value));
  const counts = new Map<string, number>();
  const keys = column.values.map((_, value) => key(value));
  let known = 0;
  for (const [value, count] of column.counts.entries()) {
    const name = keys[value] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + count);
    known += count;
  }
  let agree = 0;
  for (const count of counts.values()) agree += (count / known) ** 2;
  const share = Float64Array.from(keys, (name) => (counts.get(name) ?? 1) / known);
  return { share, adjust: share.map((each) => Math.log(agree / each)) };
}

/** Pairs whose values are equal, and pairs of which both are known: counted from how often each value stands. */
export function exactPairs(register: Register, c: number, comparison: Comparison): Exact | null {
  const column = register.columns[c];
  if (!comparison.exact || column === undefined) return null;
  const first = new Int32Array(column.values.length);
  const second = new Int32Array(column.values.length);
  for (const [i, code] of column.codes.entries())
    if (code >= 0) {
      const side = i < register.second ? first : second;
      side[code] = (side[code] ?? 0) + 1;
    }
  const pairs = (a: number, b: number) => (register.within ? ((a + b) * (a + b - 1)) / 2 : a * b);
  let [agree, a, b] = [0, 0, 0];
  for (let value = 0; value < first.length; value++) {
    const [x, y] = [first[value] ?? 0, second[value] ?? 0];
    a += x;
    b += y;
    if (comparison.same(value) === 0) agree += pairs(x, y);
  }
  return { agree, known: pairs(a, b) };
}
