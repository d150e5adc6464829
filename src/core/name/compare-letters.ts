/**
 * Latin letters against Hangul, characters, or other Latin letters: how much likelier they are if both
 * write one name than if the letters were anybody's. Every style, order and cut is weighed, none chosen.
 */
import { match, type NameMatch, settled } from './match.js';
import { type Letters, type LettersName, type UnitsName } from './parse.js';
import { firstReading } from './compare-units.js';
import { type Decoded, type Population } from './population.js';
import { chanceOf, likeliest, type Step } from './score.js';
import { type Place, type Sounds, type Ways } from './sounds.js';
import { type StyleName, styleWeights, styleWords } from './styles.js';

const styles: readonly StyleName[] = ['free', 'revised', 'north', 'pinyin'];
/** How many names behind letters are kept when letters meet letters. */
const DECODED = 60;

/** Ways to write each syllable of a name; the units of a double surname are one. */
function waysOf(name: UnitsName, style: StyleName, sounds: Sounds): readonly Ways[] {
  const place = (i: number): Place => (i < name.surname ? 'surname' : i === name.surname ? 'head' : 'inside');
  return name.units.map(({ chars, readings }, i) => {
    if (style === 'pinyin' && chars.length > 0) return sounds.mandarin(chars);
    const where = name.surname === 2 && i < 2 ? 'inside' : place(i);
    return sounds.mixture(readings, where, style);
  });
}

/** P(letters | name), over styles and orders. */
export function lettersGiven(orders: readonly Letters[], name: UnitsName, sounds: Sounds): number {
  let sum = 0;
  for (const style of styles) {
    const ways = waysOf(name, style, sounds);
    for (const order of orders)
      sum += styleWeights[style] * order.chance * chanceOf(order, ways, name.surname);
  }
  return sum;
}

export function compareLettersUnits(a: LettersName, b: UnitsName, population: Population): NameMatch {
  const best = bestCut(a.orders, b, population.sounds);
  const path = best === null ? [`${a.text} · ${b.text}: nothing fits`] : pathOf(best, b);
  const ratio = lettersGiven(a.orders, b, population.sounds) / population.lettersChance(a.orders);
  if (b.units.length === b.surname)
    return match('surname-only', Math.min(ratio, surnameWorth(b, population)), [
      ...path,
      'only a surname is given: it is shared by many',
    ]);
  if (isSurnameOnly(a, population)) return surnameMatch(a, b, population);
  const slips = best === null ? 9 : best.steps.filter(({ known }) => !known).length;
  return match(
    slips === 0 && ratio > 1 ? 'accepted-spelling' : slips === 1 && ratio > 1 ? 'one-jamo-off' : 'conflict',
    ratio,
    path,
  );
}

/** A spelling says no more than the surname it spells: what the same surname in Hangul would say, and 20 at most. */
function surnameWorth(name: UnitsName, population: Population): number {
  return Math.min(20, 1 / population.surnameChance(firstReading(name)));
}

function surnameMatch(a: LettersName, b: UnitsName, population: Population): NameMatch {
  const family: UnitsName = { ...b, units: b.units.slice(0, b.surname) };
  const chance = lettersGiven(a.orders, family, population.sounds);
  // Both must be surnames: the chance of these letters among surnames alone.
  const ratio = chance / population.surnameLettersChance(a.orders);
  const cut = bestCut(a.orders, family, population.sounds);
  return match('surname-only', Math.min(ratio, surnameWorth(b, population)) / 2, [
    ...(cut === null ? [] : pathOf(cut, family).slice(0, -1)),
    'one of the two is only a surname: it is shared by many',
  ]);
}

/** Letters that are one spelling of a surname and nothing more. */
function isSurnameOnly(a: LettersName, population: Population): boolean {
  const [first] = population.decode(a.orders, 1);
  return first !== undefined && first.syllables.length === first.surname && a.orders[0]?.gaps.size === 0;
}

interface Cut {
  readonly chance: number;
  readonly style: StyleName;
  readonly steps: readonly Step[];
}

function bestCut(orders: readonly Letters[], name: UnitsName, sounds: Sounds): Cut | null {
  let best: Cut | null = null;
  for (const style of styles) {
    const ways = waysOf(name, style, sounds);
    for (const order of orders) {
      const cut = likeliest(order, ways);
      const chance = (cut?.chance ?? 0) * order.chance * styleWeights[style];
      if (cut !== null && chance > (best?.chance ?? 0)) best = { chance, style, steps: cut.steps };
    }
  }
  return best;
}

/** `Ri ← 이 ← 李` for each syllable, and the style that explains it best. */
function pathOf({ steps, style }: Cut, name: UnitsName): readonly string[] {
  return [
    ...steps.map(({ letters, known }, i) => {
      const unit = name.units[i];
      if (unit === undefined) return letters;
      const shown = letters.replace(/^./u, (first) => first.toUpperCase());
      const how = known ? '←' : '≠';
      if (unit.chars.length === 0) return `${shown} ${how} ${unit.written}`;
      return style === 'pinyin'
        ? `${shown} ${how} ${unit.written}`
        : `${shown} ${how} ${unit.readings.map(({ syllable }) => syllable).join('/')} ← ${unit.written}`;
    }),
    `likeliest as ${styleWords[style]}`,
  ];
}

export function compareLetters(a: LettersName, b: LettersName, population: Population): NameMatch {
  const [x, y] = [a.orders[0], b.orders[0]];
  if (x !== undefined && y !== undefined && x.letters === y.letters)
    return settled('same-writing', 0.99, [
      `${a.text} = ${b.text}`,
      'one spelling can stand for several names: this says that the writing agrees',
    ]);
  const names = new Map<string, Decoded>();
  for (const each of [...population.decode(a.orders, DECODED), ...population.decode(b.orders, DECODED)])
    names.set(each.syllables.join(' '), each);
  let both = 0;
  let best: { readonly share: number; readonly name: Decoded } | null = null;
  for (const name of names.values()) {
    const units = unitsOf(name);
    const share =
      population.chance(name.syllables, name.surname) *
      lettersGiven(a.orders, units, population.sounds) *
      lettersGiven(b.orders, units, population.sounds);
    both += share;
    if (share > (best?.share ?? 0)) best = { share, name };
  }
  const ratio = both / (population.lettersChance(a.orders) * population.lettersChance(b.orders));
  if (isSurnameOnly(a, population) || isSurnameOnly(b, population))
    return match('surname-only', Math.min(ratio, 1), [`${a.text} · ${b.text}: only a surname is given`]);
  const path =
    best === null
      ? [`${a.text} · ${b.text}: no name fits both`]
      : [
          `${a.text} ← ${best.name.syllables.join('')} → ${b.text}`,
          'the likeliest of the names that fit both',
        ];
  return match(ratio > 1 ? 'accepted-spelling' : 'conflict', ratio, path);
}

export function unitsOf({ syllables, surname }: Decoded): UnitsName {
  return {
    kind: 'units',
    text: syllables.join(''),
    warnings: [],
    surname,
    units: syllables.map((syllable) => ({
      written: syllable,
      chars: [],
      readings: [{ syllable, chance: 1 }],
    })),
  };
}

/** Whether letters look like a Korean or Chinese name at all: better explained by syllables than by slips. */
export function fitsSyllables(a: LettersName, population: Population): boolean {
  const letters = a.orders[0]?.letters.length ?? 0;
  return population.lettersChance(a.orders) > 1e-3 * (1 / 20) ** letters;
}
