/**
 * Keys under which a name is found in another script. Names with characters are filed under their Hangul, every
 * reading of it; names in letters under the consonants that every romanisation keeps. What is found is compared
 * in full afterwards (`core/name`): a key only brings a name near.
 */
import { assertNever } from '../base/result.js';
import { compareParsed } from '../name/compare.js';
import { jamoOf } from '../name/hangul.js';
import { foldLatin, parseName, type ParsedName } from '../name/parse.js';
import { type Population } from '../name/population.js';
import { type NameTables } from '../name/tables.js';

/** Readings of a name in characters, at most. */
const READINGS = 16;
/** Hangul names behind letters that are looked up. */
const GUESSES = 60;

/** How characters are read: what filing needs of the tables. */
export type CharacterTables = NameTables;

/** Keys of a name as written in the record. */
export function nameKeys(text: string, tables: CharacterTables): string[] {
  const parsed = parseName(text, tables);
  return parsed.ok ? keysOf(parsed.value) : [];
}

function keysOf(name: ParsedName): string[] {
  switch (name.kind) {
    case 'units':
      return spelled(name).flatMap((hangul) => [`#${hangul}`]);
    case 'letters':
      return [...new Set(name.orders.map(({ letters }) => `~${skeleton(letters)}`))].filter(
        (key) => key.length > 2,
      );
    case 'other':
      return [];
    default:
      return assertNever(name);
  }
}

/** Keys under which a name that is asked for may be filed. */
export function askedKeys(name: ParsedName, model: Population): string[] {
  if (name.kind === 'other') return [];
  const hangul =
    name.kind === 'units'
      ? spelled(name)
      : model.decode(name.orders, GUESSES).map(({ syllables }) => syllables.join(''));
  const own = name.kind === 'letters' ? keysOf(name) : [];
  const sounds = hangul.map((one) => `~${skeletonOfHangul(one)}`).filter((key) => key.length > 2);
  return [...new Set([...own, ...hangul.map((one) => `#${one}`), ...sounds])];
}

/** The probability that both write one name; 0 where they cannot be compared. */
export function sameName(
  asked: ParsedName,
  written: string,
  model: Population,
  tables: CharacterTables,
): number {
  const parsed = parseName(written, tables);
  return parsed.ok ? compareParsed(asked, parsed.value, model).probability : 0;
}

function spelled({ units }: Extract<ParsedName, { readonly kind: 'units' }>): string[] {
  let all = [''];
  for (const { readings } of units)
    all = all.flatMap((before) => readings.map(({ syllable }) => before + syllable)).slice(0, READINGS);
  return all.filter((one) => one !== '');
}

/** Consonants by class, as far as romanisations agree on them. */
export function skeleton(letters: string): string {
  return foldLatin(letters)
    .replaceAll(/[aeiouyŏŭwhv]/gu, '')
    .replaceAll(/[gqcjzx]/gu, 'k')
    .replaceAll('d', 't')
    .replaceAll('b', 'p')
    .replaceAll(/[lr]/gu, 'n')
    .replaceAll(/[^a-z]/gu, '')
    .replaceAll(/(.)\1+/gu, '$1');
}

const CLASS: Readonly<Record<string, string>> = {
  ㄱ: 'k',
  ㄲ: 'k',
  ㅋ: 'k',
  ㅈ: 'k',
  ㅉ: 'k',
  ㅊ: 'k',
  ㄷ: 't',
  ㄸ: 't',
  ㅌ: 't',
  ㅂ: 'p',
  ㅃ: 'p',
  ㅍ: 'p',
  ㅅ: 's',
  ㅆ: 's',
  ㄴ: 'n',
  ㄹ: 'n',
  ㅁ: 'm',
};

function skeletonOfHangul(hangul: string): string {
  let letters = '';
  for (const syllable of hangul) {
    const jamo = jamoOf(syllable);
    if (jamo === null) continue;
    letters += CLASS[jamo.initial] ?? '';
    letters += jamo.final === 'ㅇ' ? 'nk' : jamo.final === '' ? '' : (CLASS[jamo.final] ?? 't');
  }
  return letters.replaceAll(/(.)\1+/gu, '$1');
}
