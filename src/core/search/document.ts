/**
 * A thing as what it is found by: the words of its standing claims, the marks it can be filtered by, and the
 * days it may have been on. Only ever derived, beside the view it belongs to.
 */
import { possibleDays } from '../base/date.js';
import { byText } from '../base/ids.js';
import { assertNever } from '../base/result.js';
import { termOf } from '../model/codes.js';
import { model } from '../model/model.js';
import { needsConsent } from '../policy/consent.js';
import { type HeldClaim, type Thing } from '../view/thing.js';
import { type CharacterTables, nameKeys } from './name-keys.js';
import { nextPosition, tokensOf } from './tokens.js';

/** Titles and names, what sources say, codes and references, remarks of ours. */
export type Weight = 'A' | 'B' | 'C' | 'D';

export interface SearchDocument {
  /** A `tsvector` as text: each word with the positions it has, and their weight. */
  readonly words: string;
  /** `property=value`, sorted; what lists can be narrowed by. */
  readonly marks: readonly string[];
  /** First and last day it may have been on, in days since 1970; `null` where no claim gives a date. */
  readonly firstDay: number | null;
  readonly lastDay: number | null;
  /** Whether some of it was recorded under a consent, which may end: a hit is then looked at again. */
  readonly consented: boolean;
}

/** A piece of a claim that is searched. */
export interface Piece {
  readonly held: HeldClaim;
  readonly part: 'value' | 'note';
  readonly weight: Weight;
  readonly text: string;
}

/** What of a thing is searched, in the order recorded. Codes are found by their terms in both languages. */
export function piecesOf(thing: Thing): Piece[] {
  return thing.claims
    .filter(({ standing }) => standing === 'stands' || standing === 'disputed')
    .flatMap((held): Piece[] => {
      const note: Piece[] =
        held.claim.note === '' ? [] : [{ held, part: 'note', weight: 'D', text: held.claim.note }];
      return [...valuePieces(thing, held), ...note];
    });
}

function valuePieces(thing: Thing, held: HeldClaim): Piece[] {
  const { value, property } = held.claim;
  const piece = (weight: Weight, text: string): Piece[] => [{ held, part: 'value', weight, text }];
  switch (value.kind) {
    case 'text':
      return piece(isName(thing, property) ? 'A' : 'B', value.text);
    case 'code': {
      const term = termOf(codesOf(thing, property), value.term);
      return piece('C', term === null ? value.term : `${term.en} · ${term.ko}`);
    }
    case 'figure':
      return piece(
        'C',
        [value.figure.words, value.figure.best, value.figure.low, value.figure.high, value.figure.scope]
          .filter((part) => part !== null && part !== '')
          .join(' · '),
      );
    case 'date':
      return piece('C', value.date.edtf.replaceAll('-', ' '));
    case 'url':
      return piece('D', readable(value.url));
    case 'ref':
    case 'point':
    case 'file':
    case 'unknown':
      return [];
    default:
      return assertNever(value);
  }
}

/** An address as people read it; one that is not encoded as it should be, as it stands. */
function readable(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function isName(thing: Thing, property: string): boolean {
  return (
    property === model[thing.type].title ||
    property === 'name' ||
    property === 'alias' ||
    property === 'title'
  );
}

function codesOf(thing: Thing, property: string): string {
  const { properties } = model[thing.type];
  const declared = Object.hasOwn(properties, property) ? properties[property] : undefined;
  return declared?.codes ?? '';
}

/** Positions between claims, so that no phrase runs from one into the next. */
const GAP = 8;
/** PostgreSQL keeps positions to 16383 and 256 of a word, and a row of words up to 1 MB. */
const POSITION_MAX = 16_000;
const POSITIONS_PER_WORD = 200;
const BYTES_MAX = 600_000;

export function documentOf(thing: Thing, tables: CharacterTables): SearchDocument {
  const words = new WordList();
  const marks = new Set<string>([`type=${thing.type}`]);
  const days: number[] = [];
  let at = 1;
  for (const { held, weight, text } of piecesOf(thing)) {
    const tokens = tokensOf(text, at);
    for (const token of tokens) words.add(token.word, token.at, weight);
    at = nextPosition(tokens, at) + GAP;
    if (weight === 'A' && held.claim.value.kind === 'text')
      for (const key of nameKeys(text, tables)) words.add(key, 1, 'A');
  }
  let consented = false;
  for (const held of thing.claims) {
    if (held.standing !== 'stands' && held.standing !== 'disputed') continue;
    const { claim } = held;
    consented ||= needsConsent(claim);
    for (const mark of marksOf(held)) marks.add(mark);
    if (claim.value.kind === 'ref') words.add(refWord(claim.value.id), 1, 'C');
    if (claim.value.kind === 'date') days.push(...daysOf(claim.value.date));
  }
  words.add(refWord(thing.id), 1, 'A');
  return {
    words: words.text(),
    marks: [...marks].sort(byText),
    firstDay: days.length === 0 ? null : Math.min(...days),
    lastDay: days.length === 0 ? null : Math.max(...days),
    consented,
  };
}

/** A thing by its id: what names it is found by it. */
export function refWord(id: string): string {
  return `@${id}`.slice(0, 200);
}

function marksOf({ claim, standing }: HeldClaim): string[] {
  const { value, property, source, credibility, basis } = claim;
  const marks = [
    `source=${source}`,
    `basis=${basis}`,
    `credibility=${credibility.source}${credibility.information}`,
  ];
  if (standing === 'disputed') marks.push('standing=disputed');
  if (value.kind === 'code') marks.push(`${property}=${value.term}`);
  if (value.kind === 'ref') marks.push(`${property}=${value.id}`);
  if (value.kind === 'text') marks.push(`lang=${value.lang}`);
  if (value.kind === 'date') marks.push(`precision=${value.date.precision}`, ...yearsOf(value.date));
  return marks;
}

type Dated = Parameters<typeof possibleDays>[0];

/** Each year of a date that spans few; a century is no year to look under. */
function yearsOf(date: Dated): string[] {
  const { earliest, latest } = possibleDays(date);
  const [first, last] = [Number(earliest.slice(0, 4)), Number(latest.slice(0, 4))];
  if (!(last - first < 10)) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => `year=${first + i}`);
}

function daysOf(date: Dated): number[] {
  const { earliest, latest } = possibleDays(date);
  return [earliest, latest].map(dayNumber).filter((day) => day !== null);
}

const DAY_MS = 86_400_000;

/** Days since 1970; `null` for what is no day of ours, such as an open end. */
export function dayNumber(day: string): number | null {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) ? null : Math.round(ms / DAY_MS);
}

class WordList {
  private readonly places = new Map<string, Map<number, Weight>>();
  private bytes = 0;

  add(word: string, at: number, weight: Weight): void {
    if (word === '' || at > POSITION_MAX || this.bytes > BYTES_MAX) return;
    let places = this.places.get(word);
    if (places === undefined) {
      this.bytes += word.length * 3 + 8;
      this.places.set(word, (places = new Map()));
    }
    if (places.size >= POSITIONS_PER_WORD) return;
    this.bytes += 2;
    const held = places.get(at);
    if (held === undefined || weight < held) places.set(at, weight);
  }

  text(): string {
    return [...this.places]
      .map(
        ([word, places]) =>
          `${quoted(word)}:${[...places].map(([at, weight]) => `${at}${weight === 'D' ? '' : weight}`).join(',')}`,
      )
      .join(' ');
  }
}

/** A word as `tsvector` and `tsquery` read it. */
export function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
