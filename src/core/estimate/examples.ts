/**
 * Small tables for tests, with where they were published. Kosovo, March to June 1999: persons killed, on four
 * lists (Ball, Betts, Scheuren, Dudukovich & Asher, "Killings and Refugee Flow in Kosovo", AAAS/ABA 2002).
 * Spina bifida in upstate New York, 1969 to 1974: three registers (Hook, Albright & Cross 1980, Am. J. Epidemiol. 112).
 * The others are invented.
 */
import { type Lists, listsFrom } from './lists.js';

const rows = (text: string) =>
  text.split(' ').map((word): readonly [readonly number[], number] => {
    const [pattern = '', count = '0'] = word.split(':');
    return [Array.from(pattern, Number), Number(count)];
  });

export const kosovo: Lists = listsFrom(
  ['EXH', 'ABA', 'OSCE', 'HRW'],
  rows(
    '1000:1131 0100:845 0010:936 0001:306 1100:177 1010:228 1001:106 0110:217 0101:31 0011:123 1110:181 1101:18 1011:42 0111:32 1111:27',
  ),
);

export const spina: Lists = listsFrom(
  ['S1', 'S2', 'S3'],
  rows('100:244 010:48 001:60 110:142 101:111 011:4 111:12'),
);

/** C meets neither A nor B: the smallest table on which models fail in both ways. */
export const sparse: Lists = listsFrom(['A', 'B', 'C'], rows('100:40 010:30 001:20 110:6'));

/** An invented population of 2 000 on five lists that know nothing of each other: the expected counts, rounded. */
export const five: Lists = listsFrom(
  ['A', 'B', 'C', 'D', 'E'],
  expected(2000, [0.15, 0.12, 0.08, 0.05, 0.13]),
);

function expected(
  total: number,
  chances: readonly number[],
): (readonly [pattern: readonly number[], count: number])[] {
  return Array.from({ length: (1 << chances.length) - 1 }, (_, i) => {
    const pattern = chances.map((_, j) => ((i + 1) >> j) & 1);
    const share = chances.reduce((product, p, j) => product * (pattern[j] === 1 ? p : 1 - p), 1);
    return [pattern, Math.round(total * share)];
  });
}
