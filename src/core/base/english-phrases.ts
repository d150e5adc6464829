/** The words around a number in English, and what each says of it. */
import { type Token } from './english-numbers.js';
import { type Hedge } from './figure-reading.js';

/** Phrases by their first word, longest first. */
type Phrases<T> = ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly value: T }[]>;

/** Each row is a value and its phrases, set apart by `|`. */
function phrases<T>(rows: readonly (readonly [T, string])[]): Phrases<T> {
  const table = new Map<string, { words: readonly string[]; value: T }[]>();
  for (const [value, list] of rows)
    for (const phrase of list.split('|')) {
      const words = phrase.split(' ');
      const first = words[0] ?? '';
      table.set(first, [...(table.get(first) ?? []), { words, value }]);
    }
  for (const list of table.values()) list.sort((a, b) => b.words.length - a.words.length);
  return table;
}

/** The longest phrase of the table at token `i`, and the token after it. */
export function phraseAt<T>(
  table: Phrases<T>,
  tokens: readonly Token[],
  i: number,
): { readonly value: T; readonly next: number } | null {
  for (const { words, value } of table.get(tokens[i]?.word ?? '') ?? [])
    if (words.every((word, k) => tokens[i + k]?.word === word)) return { value, next: i + words.length };
  return null;
}

export const qualifiers = phrases<Hedge>([
  ['more-than', 'more than|over|in excess of|above|upwards of|exceeding|greater than|north of|>'],
  [
    'at-least',
    'at least|no fewer than|no less than|not fewer than|not less than|a minimum of|at minimum|>=|≥',
  ],
  ['up-to', 'up to|as many as|as much as|at most|at the most|no more than|not more than|a maximum of|<=|≤'],
  ['fewer-than', 'fewer than|less than|under|below|<'],
  ['nearly', 'nearly|almost|close to|just under|approaching|just short of|just below'],
  ['about', 'about|around|approximately|approx|approx .|some|roughly|an estimated|estimated|circa|ca .|~|≈'],
  ['about', 'in the region of|on the order of|perhaps|something like|possibly|maybe'],
  ['exactly', 'exactly|precisely'],
]);

export const afterwards = phrases<Hedge>([
  ['at-least', 'or more|plus|+|- plus|at least|or above|at a minimum'],
  ['up-to', 'or fewer|or less|at most|at the most|or below'],
  ['about', 'or so|- odd|odd|more or less|or thereabouts'],
]);

/** Words before a number that say nothing about it. */
export const fillers = phrases([
  [true, 'a total of|the|these|those|all|another|additional|other|a further|only|just|reportedly|allegedly'],
  [true, 'well|far|slightly|already'],
]);

/** There were people, and no number is given. */
export const presences = phrases([
  [true, 'several|many|numerous|countless|various|multiple|some|groups|a group|a few|a handful'],
  [true, 'a number|a large number|a great number|a significant number|a substantial number|a small number'],
  [true, 'an unknown number|an unspecified number|an undisclosed number|unknown numbers|large numbers'],
  [true, 'small numbers|a great many|a good many'],
]);

export const nones = phrases([
  [true, 'no one|no - one|nobody|none|not one|not a single|not a single one|no'],
]);

/** Before "hundred" and "dozen" these leave the number open, except "a couple". */
export const someOf = phrases<'some' | 'couple'>([
  ['some', 'several|many|a few|multiple|some'],
  ['couple', 'a couple|a couple of'],
]);
