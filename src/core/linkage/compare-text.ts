/** Words, numbers and codes as they are written: exact, a slip away, alike, or different. */
import { byText } from '../base/ids.js';
import { type Comparison, type KindOf } from './comparison.js';
import { charsOf, jaroWinkler, oneEdit } from './jaro.js';
import { foldText } from './register.js';

/** Jaro–Winkler at which two words are nearly, much or somewhat alike; settings that are printed. */
export const alike = [0.92, 0.85, 0.7] as const;

const itself = () => 0;

/** Short free text such as one part of a name: exact, nearly, much, somewhat alike, or different. */
export const compareText: KindOf = {
  normalise: foldText,
  prepare: (values) => {
    const chars = values.map(charsOf);
    const none = charsOf('');
    return {
      levels: ['same', 'nearly alike', 'much alike', 'somewhat alike', 'differs'],
      same: itself,
      compare: (a, b) => {
        const score = jaroWinkler(chars[a] ?? none, chars[b] ?? none);
        if (score >= alike[0]) return 1;
        if (score >= alike[1]) return 2;
        return score >= alike[2] ? 3 : 4;
      },
      agreeing: 0,
      exact: true,
      keys: { sound: (value) => soundKey(values[value] ?? '') },
    };
  },
};

/** Numbers as strings of signs (house number, document number, postcode): exact, one slip, or different. */
export const compareDigits: KindOf = {
  normalise: (cell) => foldText(cell)?.replace(/[\s./-]+/gu, '') ?? null,
  prepare: (values) => {
    const chars = values.map(charsOf);
    const none = charsOf('');
    return {
      levels: ['same', 'one slip', 'differs'],
      same: itself,
      compare: (a, b) => (oneEdit(chars[a] ?? none, chars[b] ?? none) ? 1 : 2),
      agreeing: 0,
      exact: true,
      keys: {},
    };
  },
};

export const compareCode: KindOf = {
  normalise: foldText,
  prepare: (): Comparison => ({
    levels: ['same', 'differs'],
    same: itself,
    compare: () => 1,
    agreeing: 0,
    exact: true,
    keys: {},
  }),
};

/** Several words (addresses, actors, titles) in any order: the same words, most, some, or none in common. */
export const compareWords: KindOf = {
  normalise: (cell) => {
    const folded = foldText(cell);
    if (folded === null) return null;
    const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
    return words.length === 0 ? null : words.toSorted(byText).join(' ');
  },
  prepare: (values) => {
    const chars = values.map(charsOf);
    const none = charsOf('');
    const words = values.map((value) => value.split(' '));
    return {
      levels: ['same', 'nearly alike', 'half the words', 'some alike', 'differs'],
      same: itself,
      compare: (a, b) => {
        const [x, y] = [words[a] ?? [], words[b] ?? []];
        const [few, many] = x.length <= y.length ? [x, y] : [y, x];
        const shared = few.filter((word) => many.includes(word)).length;
        const share = (2 * shared) / (x.length + y.length);
        if (share >= 0.99) return 1;
        const score = jaroWinkler(chars[a] ?? none, chars[b] ?? none);
        if (score >= alike[0]) return 1;
        if (share >= 0.5) return 2;
        return score >= alike[1] || share > 0.3 ? 3 : 4;
      },
      agreeing: 0,
      exact: true,
      keys: { sound: (value) => soundKey((values[value] ?? '').replace(/[\d ]+/gu, '')) },
    };
  },
};

const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/ph|[fvw]/gu, 'f'],
  [/sch|tch|tsch|ch|sh|dj|zh|[jzscx]/gu, 's'],
  [/[gkq]h?/gu, 'k'],
  [/[dt]h?/gu, 't'],
  [/b/gu, 'p'],
  [/m/gu, 'n'],
  [/r/gu, 'l'],
];

/** The first letter and the classes of the next consonants, vowels and doubles left out: a key by sound. */
export function soundKey(text: string): string {
  const plain = text.replace(/[^\p{L}]+/gu, '');
  if (plain === '' || !/[a-z]/u.test(plain))
    return Array.from(text.replace(/\s+/gu, '')).slice(0, 2).join('');
  let key = plain;
  for (const [pattern, with_] of CLASSES) key = key.replace(pattern, with_);
  const head = key[0] ?? '';
  const rest = key
    .slice(1)
    .replace(/[aeiouyh]+/gu, '')
    .replace(/(.)\1+/gu, '$1');
  return `${/[aeiouyh]/u.test(head) ? 'a' : head}${rest.slice(0, 4)}`;
}
