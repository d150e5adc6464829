/**
 * Hangul and characters against each other. The same characters are one name; the same Hangul is one name;
 * the same Hangul with other characters is most likely another; a character stands for its readings.
 */
import { assertNever } from '../base/result.js';
import { jamoApart } from './hangul.js';
import { match, type NameMatch, settled } from './match.js';
import { type Unit, type UnitsName } from './parse.js';
import { type Population } from './population.js';

/** A slip of the pen changes one jamo in about one name of a hundred, into one of some fifteen. */
const ONE_JAMO = 0.01 / 15;
/** Two sources write one person's name with other characters: rarely, and mostly by transcribing its sound. */
const OTHER_CHARACTERS = 0.03;

type Agreement =
  | { readonly kind: 'same-sign' | 'same-character' | 'rule' | 'other-characters' }
  | { readonly kind: 'reading'; readonly chance: number }
  | { readonly kind: 'apart'; readonly jamo: number };

export function compareUnits(a: UnitsName, b: UnitsName, population: Population): NameMatch {
  const written = `${a.text} · ${b.text}`;
  if (a.units.length !== b.units.length) return otherLength(a, b, population);
  if (a.surname !== b.surname) return match('conflict', 1e-4, [`${written}: the surnames differ`]);
  const agreements = a.units.map((unit, i) => agree(unit, b.units[i] ?? unit));
  const path = a.units.map((unit, i) => lineOf(unit, b.units[i] ?? unit, agreements[i] ?? agree(unit, unit)));
  const apart = agreements.reduce((sum, each) => sum + (each.kind === 'apart' ? each.jamo : 0), 0);
  if (apart > 0) return apartMatch({ a, b, apart, agreements, path }, population);
  if (agreements.some(({ kind }) => kind === 'other-characters'))
    return settled('different-characters', OTHER_CHARACTERS, [
      ...path,
      'the same Hangul with different characters is strong evidence of two names',
    ]);
  if (a.units.length === 1)
    return match('surname-only', 1 / population.surnameChance(firstReading(a)), [
      ...path,
      'only a surname is given: it is shared by many',
    ]);
  if (agreements.every(({ kind }) => kind === 'same-sign'))
    return settled(
      a.units.every(({ chars }) => chars.length > 0) ? 'same-characters' : 'same-hangul',
      1,
      path,
    );
  if (agreements.every(({ kind }) => kind === 'same-sign' || kind === 'same-character'))
    return settled('same-characters', 0.999, path);
  const reading = agreements.reduce(
    (product, each) => product * (each.kind === 'reading' ? each.chance : 1),
    1,
  );
  if (agreements.every(({ kind }) => kind !== 'reading')) return settled('same-hangul', 0.98, path);
  const syllables = a.units.map((unit, i) => commonReading(unit, b.units[i] ?? unit));
  return match('accepted-reading', reading / population.chance(syllables, a.surname), path);
}

function agree(a: Unit, b: Unit): Agreement {
  if (a.written === b.written) return { kind: 'same-sign' };
  if (a.chars.length > 0 && b.chars.length > 0) {
    if (a.chars.some((char) => b.chars.includes(char))) return { kind: 'same-character' };
    return shared(a, b) > 0 ? { kind: 'other-characters' } : apartBy(a, b);
  }
  const chance = shared(a, b);
  if (chance === 0) return apartBy(a, b);
  return a.chars.length + b.chars.length === 0 ? { kind: 'rule' } : { kind: 'reading', chance };
}

function shared(a: Unit, b: Unit): number {
  let sum = 0;
  for (const x of a.readings)
    for (const y of b.readings) if (x.syllable === y.syllable) sum += x.chance * y.chance;
  return sum;
}

function apartBy(a: Unit, b: Unit): Agreement {
  const all = a.readings.flatMap((x) => b.readings.map((y) => jamoApart(x.syllable, y.syllable)));
  return { kind: 'apart', jamo: Math.max(1, Math.min(3, ...all)) };
}

function commonReading(a: Unit, b: Unit): string {
  const both = a.readings
    .filter((x) => b.readings.some((y) => y.syllable === x.syllable))
    .toSorted((x, y) => y.chance - x.chance);
  return both[0]?.syllable ?? a.readings[0]?.syllable ?? '';
}

export function firstReading({ units, surname }: UnitsName): string {
  return units
    .slice(0, surname)
    .map((unit) => unit.readings.toSorted((x, y) => y.chance - x.chance)[0]?.syllable ?? '')
    .join('');
}

interface Apart {
  readonly a: UnitsName;
  readonly b: UnitsName;
  readonly apart: number;
  readonly agreements: readonly Agreement[];
  readonly path: readonly string[];
}

function apartMatch({ a, b, apart, path }: Apart, population: Population): NameMatch {
  const hangul = [...a.units, ...b.units].every(({ chars }) => chars.length === 0);
  if (apart === 1 && hangul && a.units.length > 1) {
    // Weighed by both names' frequencies, so that the order in which they are given does not matter.
    const of = (name: UnitsName) =>
      population.chance(
        name.units.map((unit) => unit.readings[0]?.syllable ?? ''),
        name.surname,
      );
    const ratio = ONE_JAMO / Math.sqrt(of(a) * of(b));
    return match('one-jamo-off', Math.min(ratio, 60), [...path, 'one jamo differs: a slip, or another name']);
  }
  return match('conflict', apart === 1 ? 0.1 : 1e-3, path);
}

function otherLength(a: UnitsName, b: UnitsName, population: Population): NameMatch {
  const [short, long] = a.units.length < b.units.length ? [a, b] : [b, a];
  const same =
    short.units.length === short.surname &&
    short.surname === long.surname &&
    short.units.every((unit, i) => agree(unit, long.units[i] ?? unit).kind !== 'apart');
  if (!same)
    return match('conflict', 1e-4, [
      `${a.text} · ${b.text}: ${a.units.length} and ${b.units.length} syllables`,
    ]);
  return match('surname-only', 0.5 / population.surnameChance(firstReading(short)), [
    ...short.units.map((unit, i) => lineOf(unit, long.units[i] ?? unit, agree(unit, long.units[i] ?? unit))),
    'one of the two is only a surname: it is shared by many',
  ]);
}

function lineOf(a: Unit, b: Unit, agreement: Agreement): string {
  const pair = `${a.written} · ${b.written}`;
  switch (agreement.kind) {
    case 'same-sign':
      return `${a.written} = ${b.written}`;
    case 'same-character':
      return `${a.written} = ${b.written} (one character, two forms)`;
    case 'rule':
      return `${a.written} = ${b.written} (initial-sound rule)`;
    case 'other-characters':
      return `${a.written} ≠ ${b.written}, both read ${commonReading(a, b)}`;
    case 'reading': {
      const [char, hangul] = a.chars.length > 0 ? [a, b] : [b, a];
      const south = commonReading(a, b);
      const via = hangul.written === south ? '' : ` (${south} by the initial-sound rule)`;
      return `${hangul.written} ← ${char.written}${via}`;
    }
    case 'apart':
      return `${pair}: ${agreement.jamo} jamo differ`;
    default:
      return assertNever(agreement);
  }
}
