/**
 * Names in other scripts, or that are not Korean or Chinese: each side is put into plain Latin letters by
 * our own tables and the words are compared by edit distance, in any order. A baseline: it says that two
 * writings are alike, and its probability is a rough one.
 */
import { byText } from '../base/ids.js';
import { match, type NameMatch, settled } from './match.js';
import { foldLatin } from './parse.js';
import { transliterate } from './transliterate.js';

export function compareOther(a: string, b: string): NameMatch {
  const [x, y] = [a, b].map((text) => wordsOf(text)) as [readonly Word[], readonly Word[]];
  const path = [`${a} → ${sayWords(x)}`, `${b} → ${sayWords(y)}`];
  const [plainA, plainB] = [plain(x), plain(y)];
  if (plainA.join(' ') === plainB.join(' ') && plainA.join('') !== '')
    return settled('transliterated', 0.95, [...path, 'the same letters after transliteration']);
  const vowels = x.every(({ vowels: all }) => all) && y.every(({ vowels: all }) => all);
  const solid = [a, b].some((text) => /\p{Script=Myanmar}|\p{Script=Han}|\p{Script=Thai}/u.test(text));
  const short = !solid && Math.min(x.length, y.length) === 1 && Math.max(x.length, y.length) > 1;
  // Scripts that leave no spaces are compared as one word.
  const [listA, listB] = solid ? [[joined(x)], [joined(y)]] : [plainA, plainB];
  const likeness = vowels ? bagLikeness(listA, listB) : skeletonLikeness(listA, listB);
  const ratio = Math.exp(Math.min(9, (likeness - 0.72) * 42)) * (short ? 0.02 : 1);
  return match(short ? 'surname-only' : likeness >= 0.8 ? 'transliterated' : 'conflict', ratio, [
    ...path,
    `alike to ${Math.round(likeness * 100)} %, ${vowels ? 'letter by letter' : 'by consonants, as one script leaves vowels out'}`,
  ]);
}

interface Word {
  readonly letters: string;
  /** False when the script leaves short vowels unwritten. */
  readonly vowels: boolean;
}

const PARTICLES = new Set([
  'al',
  'el',
  'ul',
  'ibn',
  'bin',
  'ben',
  'u',
  'daw',
  'ko',
  'ma',
  'mr',
  'mrs',
  'ms',
  'dr',
]);

function wordsOf(text: string): readonly Word[] {
  const { latin, vowels } = transliterate(text);
  const letters = foldLatin(latin)
    .replace(/[’'‘ʼʻ`´()]/gu, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  const kept = letters.filter((word) => !PARTICLES.has(word));
  return (kept.length === 0 ? letters : kept).map((word) => ({ letters: word.normalize('NFC'), vowels }));
}

const plain = (words: readonly Word[]): readonly string[] =>
  words.map(({ letters }) => letters).toSorted(byText);
const joined = (words: readonly Word[]): string => words.map(({ letters }) => letters).join('');
const sayWords = (words: readonly Word[]): string => words.map(({ letters }) => letters).join(' ');

/** Letters that romanisations exchange. */
function sound(word: string): string {
  return word
    .replace(/kh|x/gu, 'h')
    .replace(/q/gu, 'k')
    .replace(/gh/gu, 'g')
    .replace(/ou|oo/gu, 'u')
    .replace(/ee|iy|yy|ey/gu, 'i')
    .replace(/dzh|dj/gu, 'j')
    .replace(/tch/gu, 'ch')
    .replace(/w/gu, 'v')
    .replace(/ph/gu, 'f')
    .replace(/y/gu, 'i')
    .replace(/e/gu, 'i')
    .replace(/o/gu, 'u')
    .replace(/(.)\1+/gu, '$1');
}

const skeleton = (word: string): string =>
  sound(word)
    .replace(/^[aiu]/u, 'a')
    .replace(/(?<=.)[aiuv]/gu, '')
    .replace(/h$/u, '') || word;

function bagLikeness(a: readonly string[], b: readonly string[]): number {
  return pairUp(a, b, (x, y) => Math.max(likeness(x, y), 0.98 * likeness(sound(x), sound(y))));
}

function skeletonLikeness(a: readonly string[], b: readonly string[]): number {
  const score = pairUp(a, b, (x, y) => likeness(skeleton(x), skeleton(y)));
  // Consonants alone say less than whole words.
  return score * 0.97;
}

/** Each word of the shorter name takes its best partner; the longer name's other words count a little. */
function pairUp(a: readonly string[], b: readonly string[], like: (x: string, y: string) => number): number {
  const [few, many] =
    a.length < b.length || (a.length === b.length && byText(a.join(' '), b.join(' ')) <= 0) ? [a, b] : [b, a];
  const left = [...many];
  let [sum, size] = [0, 0];
  for (const word of few.toSorted((x, y) => y.length - x.length || byText(x, y))) {
    const scores = left.map((other) => like(word, other));
    const best = Math.max(0, ...scores);
    const at = scores.indexOf(best);
    if (at >= 0) left.splice(at, 1);
    sum += best * word.length;
    size += word.length;
  }
  return size === 0 ? 0 : (sum / size) * 0.95 ** left.length;
}

function likeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : 1 - editDistance(a, b) / longest;
}

/** Insertions, deletions, substitutions and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
