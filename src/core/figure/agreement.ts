/**
 * Where accounts agree: the numbers that most of them cover. Only numbers somebody said are printed;
 * widening "about" and rounded numbers serves the question whether two accounts agree, and nothing else.
 */
import { agreementInterval, type Interval } from '../base/figure.js';
import { type Account } from './accounts.js';

export interface Consensus {
  readonly low: number;
  readonly high: number;
  /** How many accounts cover it, of how many that give a number. */
  readonly k: number;
  readonly of: number;
}

/**
 * The interval between said numbers that most accounts cover, when at least two do and no other
 * interval has as many. `null` otherwise. Method: the most-covered interval of Marzullo (1984), its
 * ends restricted to numbers that somebody said.
 */
export function consensusOf(accounts: readonly Account[]): Consensus | null {
  const counted = accounts.filter(givesNumber);
  const covers = counted.map(coverOf);
  const runs: { low: number; high: number; by: string; k: number }[] = [];
  for (const point of saidNumbers(counted)) {
    const by = covers.flatMap((ranges, i) => (ranges.some((range) => within(point, range)) ? [i] : []));
    const last = runs.at(-1);
    if (last !== undefined && last.by === by.join()) last.high = point;
    else runs.push({ low: point, high: point, by: by.join(), k: by.length });
  }
  const most = Math.max(0, ...runs.map(({ k }) => k));
  const [best, ...others] = runs.filter(({ k }) => k === most);
  if (best === undefined || most < 2 || others.length > 0) return null;
  return { low: best.low, high: best.high, k: most, of: counted.length };
}

/** Whether one number could satisfy every account that gives one. */
export function allAgree(accounts: readonly Account[]): boolean {
  const covers = accounts.filter(givesNumber).map(coverOf);
  const ends = covers.flat().map(({ low }) => low);
  return ends.some((point) => covers.every((ranges) => ranges.some((range) => within(point, range))));
}

export function givesNumber(account: Account): boolean {
  return account.low !== null || account.high !== null;
}

function coverOf(account: Account): Interval[] {
  return account.figures.flatMap((figure) => agreementInterval(figure) ?? []);
}

function within(point: number, { low, high }: Interval): boolean {
  return low <= point && point <= high;
}

/** Every number that an account sets as its low or high, smallest first. */
function saidNumbers(accounts: readonly Account[]): number[] {
  const numbers = accounts.flatMap(({ figures }) =>
    figures.flatMap(({ low, high }) => [low ?? [], high ?? []].flat()),
  );
  return [...new Set(numbers)].sort((a, b) => a - b);
}
