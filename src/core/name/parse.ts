/**
 * What a name is made of. Hangul and characters become units, each with the syllables it may be read as;
 * Latin letters keep every order and the places where a syllable may end. Nothing is decided that the
 * writing leaves open: orders and readings carry chances.
 */
import { ok, type Result } from '../base/result.js';
import { cleanName } from './clean.js';
import { isSyllable, southForm, southInside } from './hangul.js';
import { doubleSurnames, surnames } from './surnames.js';
import { type NameTables } from './tables.js';

export interface Reading {
  /** A Hangul syllable as the South writes it in this place. */
  readonly syllable: string;
  readonly chance: number;
}

export interface Unit {
  readonly written: string;
  /** Traditional forms; empty for Hangul. */
  readonly chars: readonly string[];
  readonly readings: readonly Reading[];
}

export interface Letters {
  readonly letters: string;
  /** Offsets where a space, a hyphen or the like stood. */
  readonly gaps: ReadonlySet<number>;
  readonly chance: number;
}

interface Said {
  readonly text: string;
  readonly warnings: readonly string[];
}

export type ParsedName = Said &
  (
    | { readonly kind: 'units'; readonly units: readonly Unit[]; readonly surname: number }
    | { readonly kind: 'letters'; readonly orders: readonly Letters[] }
    | { readonly kind: 'other' }
  );

export type UnitsName = Extract<ParsedName, { readonly kind: 'units' }>;
export type LettersName = Extract<ParsedName, { readonly kind: 'letters' }>;

export function parseName(text: string, tables: NameTables): Result<ParsedName> {
  const clean = cleanName(text);
  if (!clean.ok) return clean;
  const said: Said = clean.value;
  if (/^[\p{Script=Hangul}\p{Script=Han}\s·・,.-]+$/u.test(said.text)) return ok(unitsOf(said, tables));
  if (/^[\p{Script=Latin}\p{M}\s’'‘ʼʻ`´·,.()-]+$/u.test(said.text)) {
    const orders = ordersOf(said.text);
    if (orders.length > 0) return ok({ ...said, kind: 'letters', orders });
  }
  return ok({ ...said, kind: 'other' });
}

function unitsOf(said: Said, tables: NameTables): ParsedName {
  const pieces = said.text.split(/[\s·・,.-]+/u).filter((piece) => piece !== '');
  const signs = Array.from((givenFirst(pieces) ? pieces.toReversed() : pieces).join(''));
  const double = doubleSurnames.has(signs.slice(0, 2).join('')) && signs.length > 2;
  const surname =
    double || (pieces.length === 1 && signs.length === 2 && doubleSurnames.has(signs.join(''))) ? 2 : 1;
  const units = signs.map((sign, i) => unitOf(sign, { first: i === 0, head: i === surname, double }, tables));
  if (units.some(({ readings, chars }) => readings.length === 0 && chars.length === 0))
    return { ...said, kind: 'other' };
  return { ...said, kind: 'units', units, surname };
}

/** "영희 김": the surname stands last only where the first piece cannot be one. */
function givenFirst(pieces: readonly string[]): boolean {
  const [first, last] = pieces;
  if (pieces.length !== 2 || first === undefined || last === undefined) return false;
  return surnames.has(southForm(last)) && !surnames.has(southForm(first)) && Array.from(first).length === 2;
}

interface Place {
  readonly first: boolean;
  readonly head: boolean;
  readonly double: boolean;
}

function unitOf(sign: string, place: Place, tables: NameTables): Unit {
  const south = place.first || place.head ? southForm : southInside;
  if (isSyllable(sign)) return { written: sign, chars: [], readings: [{ syllable: south(sign), chance: 1 }] };
  const chars = formsOf(sign, tables);
  const found = [...new Set(chars.flatMap((char) => tables.readings.get(char) ?? []).map(south))];
  const weight = (syllable: string) =>
    place.first && !place.double && chars.some((char) => surnames.get(syllable)?.chars.includes(char))
      ? 40
      : 1;
  const sum = found.reduce((total, syllable) => total + weight(syllable), 0);
  return {
    written: sign,
    chars,
    readings: found.map((syllable) => ({ syllable, chance: weight(syllable) / sum })),
  };
}

function formsOf(sign: string, tables: NameTables): readonly string[] {
  const full = tables.traditional.get(sign) ?? [];
  if (full.length === 0) return tables.mandarin.has(sign) || tables.readings.has(sign) ? [sign] : [];
  return tables.readings.has(sign) && !full.includes(sign) ? [sign, ...full] : full;
}

/** The letters that carry sound: breves of ŏ and ŭ are kept, tones and other marks are not. */
export function foldLatin(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/([ou])\u0306/gu, (_, vowel: string) => (vowel === 'o' ? 'ŏ' : 'ŭ').normalize('NFC'))
    .replace(/u\u0308/gu, 'v')
    .replace(/(?![\u0306])\p{M}/gu, '')
    .normalize('NFC')
    .replace(/ß/gu, 'ss')
    .replace(/ø/gu, 'o')
    .replace(/ł/gu, 'l')
    .replace(/đ/gu, 'd')
    .replace(/ı/gu, 'i');
}

const MOST_LETTERS = 48;

function ordersOf(text: string): readonly Letters[] {
  const comma = text.split(',').filter((part) => part.trim() !== '');
  const tokens = (part: string) =>
    foldLatin(part)
      .replace(/[’'‘ʼʻ`´()]/gu, '')
      .split(/[\s.,·]+/u)
      .filter((token) => /[a-zŏŭ]/u.test(token));
  const all = tokens(text);
  if (comma.length === 2) return [lettersOf(comma.flatMap(tokens), 1)].filter(fits);
  if (all.length < 2) return [lettersOf(all, 1)].filter(fits);
  const rotated = [...all.slice(-1), ...all.slice(0, -1)];
  const capitals = text.split(/\s+/u).map((token) => /^\p{Lu}{2,}$/u.test(token));
  const firstOnly = capitals[0] === true && !capitals.slice(1).includes(true);
  const lastOnly = capitals.at(-1) === true && !capitals.slice(0, -1).includes(true);
  const last = firstOnly ? 0.05 : lastOnly ? 0.95 : 0.25;
  return [lettersOf(all, 1 - last), lettersOf(rotated, last)].filter(fits);
}

const fits = ({ letters }: Letters): boolean => letters.length > 0 && letters.length <= MOST_LETTERS;

function lettersOf(tokens: readonly string[], chance: number): Letters {
  const gaps = new Set<number>();
  let letters = '';
  for (const piece of tokens.flatMap((token) => token.split('-'))) {
    if (letters !== '') gaps.add(letters.length);
    letters += piece.replace(/[^a-zŏŭ]/gu, '');
  }
  return { letters, gaps, chance };
}

/** The key under which frequency is counted: syllables as the South writes them; `null` while readings are open. */
export function hangulKey(name: UnitsName): string | null {
  const parts = name.units.map(({ readings }) => (readings.length === 1 ? readings[0]?.syllable : undefined));
  return parts.includes(undefined) ? null : parts.join('');
}
