/**
 * The tables names are compared by: rules and frequencies, never a list of people. They are read at the
 * door once and passed in.
 */
import { fail, ok, type Result } from '../base/result.js';

/** Chances of each spelling, by jamo or by surname. */
export type Chances = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** How people who choose their own spelling do it, learned (`learn.ts`). */
export interface Spelling {
  readonly initial: Chances;
  /** Keyed `jamo` after a consonant, `ㅇjamo` where nothing stands before. */
  readonly medial: Chances;
  readonly final: Chances;
  readonly surname: Chances;
  /** How often a syllable stands in given names, and a character too. */
  readonly given: Readonly<Record<string, number>>;
  readonly givenChars: Readonly<Record<string, number>>;
}

export interface NameTables {
  /** Korean readings of a traditional character. */
  readonly readings: ReadonlyMap<string, readonly string[]>;
  readonly charsOf: ReadonlyMap<string, readonly string[]>;
  readonly common: ReadonlySet<string>;
  /** Mandarin without tones, the likeliest first. */
  readonly mandarin: ReadonlyMap<string, readonly string[]>;
  /** Traditional forms of a simplified character. */
  readonly traditional: ReadonlyMap<string, readonly string[]>;
  readonly spelling: Spelling;
}

export interface NameFiles {
  readonly characters: unknown;
  readonly spelling: unknown;
}

export function parseNameTables({ characters, spelling }: NameFiles): Result<NameTables> {
  if (!isRecord(characters)) return bad('characters.json');
  const { korean, common, mandarin, mandarinAlso, simplified } = characters;
  if (!isTexts(korean) || !isTexts(mandarin) || !isTexts(mandarinAlso)) return bad('characters.json');
  if (typeof common !== 'string' || typeof simplified !== 'string') return bad('characters.json');
  if (!isSpelling(spelling)) return bad('spelling.json');
  const traditional = new Map<string, readonly string[]>();
  for (const each of simplified.split(' ')) {
    const [form, ...full] = Array.from(each);
    if (form !== undefined) traditional.set(form, full);
  }
  const sounds = new Map<string, string[]>();
  invert(mandarin, sounds);
  invert(mandarinAlso, sounds);
  const readings = new Map<string, string[]>();
  invert(korean, readings);
  return ok({
    readings,
    charsOf: new Map(Object.entries(korean).map(([syllable, chars]) => [syllable, Array.from(chars)])),
    common: new Set(common),
    mandarin: sounds,
    traditional,
    spelling,
  });
}

function invert(table: Readonly<Record<string, string>>, into: Map<string, string[]>): void {
  for (const [sound, chars] of Object.entries(table))
    for (const char of chars) {
      const known = into.get(char);
      if (known === undefined) into.set(char, [sound]);
      else if (!known.includes(sound)) known.push(sound);
    }
}

function bad(where: string): Result<never> {
  return fail('bad-reference-data', 'A table of names holds what it should not.', {
    where,
    fix: 'Install the program again, or restore the file.',
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isRecord(value) && Object.values(value).every((each) => typeof each === 'string');

const isNumbers = (value: unknown): value is Readonly<Record<string, number>> =>
  isRecord(value) && Object.values(value).every((each) => typeof each === 'number' && each >= 0);

const isChances = (value: unknown): value is Chances =>
  isRecord(value) && Object.values(value).every(isNumbers);

function isSpelling(value: unknown): value is Spelling {
  if (!isRecord(value)) return false;
  const { initial, medial, final, surname, given, givenChars } = value;
  return [initial, medial, final, surname].every(isChances) && isNumbers(given) && isNumbers(givenChars);
}
