/**
 * Lists that are rounds in time show it: when people come and go between them, neighbouring rounds share more
 * people than distant ones. No estimate for a closed population may be made of such lists.
 */
import { item, type Lists, pairs, sizes, together } from './lists.js';

export interface RoundsSign {
  /** Share of all orders of the lists whose overlaps fall with distance at least as steeply as in this one. */
  readonly share: number;
  /** The names number the lists: p1, p2, p3; 2019, 2020, 2021. */
  readonly numbered: boolean;
}

/** An exact permutation test; `null` below five lists, where no order can stand out, and above eight. */
export function signOfRounds(lists: Lists): RoundsSign | null {
  const count = lists.names.length;
  if (count < 5 || count > 8) return null;
  const numbers = numbersIn(lists.names);
  const place = numbers ?? lists.names.map((_, j) => j);
  const rank = [...place].sort((a, b) => a - b);
  const order = place.map((each) => rank.indexOf(each));
  const all = sizes(lists);
  const near = pairs(count).map(([a, b]) => ({ a, b, closeness: logOdds(lists, all, a, b) }));
  const mean = near.reduce((sum, { closeness }) => sum + closeness, 0) / near.length;
  const fall = (positions: readonly number[]) =>
    near.reduce(
      (sum, { a, b, closeness }) =>
        sum + Math.abs(item(positions, a) - item(positions, b)) * (closeness - mean),
      0,
    );
  const found = fall(order);
  let [as, total] = [0, 0];
  forEachOrder(count, (positions) => {
    total++;
    if (fall(positions) <= found + 1e-9) as++;
  });
  return { share: as / total, numbered: numbers !== null };
}

function logOdds(lists: Lists, all: readonly number[], a: number, b: number): number {
  const both = together(lists, (1 << a) | (1 << b));
  const [onlyA, onlyB] = [item(all, a) - both, item(all, b) - both];
  const neither = lists.n - both - onlyA - onlyB;
  return Math.log(((both + 0.5) * (neither + 0.5)) / ((onlyA + 0.5) * (onlyB + 0.5)));
}

/** One stem and different numbers, or `null`. */
function numbersIn(names: readonly string[]): readonly number[] | null {
  const read = names.map((name) => /^(\D*)(\d{1,8})(\D*)$/.exec(name.replace(/[-/.](?=\d)/g, '')));
  const stems = new Set(read.map((match) => (match === null ? null : `${match[1]}#${match[3]}`)));
  const numbers = read.map((match) => Number(match?.[2]));
  if (stems.has(null) || stems.size > 1 || new Set(numbers).size < numbers.length) return null;
  return numbers;
}

function forEachOrder(count: number, visit: (positions: readonly number[]) => void): void {
  const positions = Array.from({ length: count }, (_, i) => i);
  const go = (from: number): void => {
    if (from === count) return visit(positions);
    for (let i = from; i < count; i++) {
      const [a, b] = [item(positions, from), item(positions, i)];
      positions[from] = b;
      positions[i] = a;
      go(from + 1);
      positions[from] = a;
      positions[i] = b;
    }
  };
  go(0);
}
