/**
 * How common a name is, counted on its Hangul: the chance that somebody drawn by lot bears it, and the
 * chance that letters stand for anybody's name at all. Kim, Gim and 金 share one frequency.
 */
import { byText } from '../base/ids.js';
import { type Letters } from './parse.js';
import { gapCost, plainSlip } from './score.js';
import { type Place, Sounds } from './sounds.js';
import { type StyleName, styleWeights } from './styles.js';
import { surnames } from './surnames.js';
import { type NameTables } from './tables.js';

/** Given names of no, one, two and three syllables. */
const GIVEN_LENGTHS = [0.02, 0.06, 0.905, 0.015] as const;
const styles: readonly StyleName[] = ['free', 'revised', 'north', 'pinyin'];

/** Spelling → the syllables it may stand for, each with P(syllable) × P(spelling | syllable). */
type Lookup = ReadonlyMap<string, readonly (readonly [string, number])[]>;

export interface Decoded {
  readonly syllables: readonly string[];
  readonly surname: number;
  /** P(name) × P(letters | name), over styles and orders. */
  readonly joint: number;
}

export class Population {
  readonly sounds: Sounds;
  private readonly given = new Map<string, number>();
  private readonly surname = new Map<string, number>();
  private readonly lookups = new Map<string, Lookup>();
  private readonly chances = new WeakMap<readonly Letters[], number>();
  private readonly floorGiven: number;

  constructor(tables: NameTables) {
    this.sounds = new Sounds(tables);
    const counts = tables.spelling.given;
    const syllables = [...new Set([...tables.charsOf.keys(), ...Object.keys(counts)])].sort(byText);
    const weight = (syllable: string) => (counts[syllable] ?? 0) + 0.15;
    const sum = syllables.reduce((total, syllable) => total + weight(syllable), 0);
    for (const syllable of syllables) this.given.set(syllable, weight(syllable) / sum);
    this.floorGiven = 0.05 / sum;
    const people = [...surnames.values()].reduce((total, { perThousand }) => total + perThousand, 0);
    for (const [name, { perThousand }] of surnames) this.surname.set(name, perThousand / people);
  }

  /** P(name), of a surname and given syllables. */
  chance(syllables: readonly string[], surnameLength: number): number {
    const family = syllables.slice(0, surnameLength).join('');
    const given = syllables.slice(surnameLength);
    const length = GIVEN_LENGTHS[given.length] ?? 0.001;
    return given.reduce(
      (product, syllable) => product * (this.given.get(syllable) ?? this.floorGiven),
      length * (this.surname.get(family) ?? 0.0001),
    );
  }

  surnameChance(name: string): number {
    return this.surname.get(name) ?? 0.0001;
  }

  /** P(letters): the sum over every name they may stand for, and over slips. */
  lettersChance(orders: readonly Letters[]): number {
    const known = this.chances.get(orders);
    if (known !== undefined) return known;
    let sum = 0;
    for (const order of orders)
      for (const style of styles) sum += order.chance * styleWeights[style] * this.orderChance(order, style);
    this.chances.set(orders, sum);
    return sum;
  }

  /** P(letters), of letters known to be a surname and nothing more. */
  surnameLettersChance(orders: readonly Letters[]): number {
    let sum = 0;
    for (const order of orders)
      for (const style of styles) {
        const size = order.letters.length;
        const ends = this.step(order, start(size), this.lookup('surname', style), 1);
        sum += order.chance * styleWeights[style] * (ends[size] ?? 0);
      }
    return sum;
  }

  private orderChance(order: Letters, style: StyleName): number {
    const size = order.letters.length;
    let now = this.step(order, start(size), this.lookup('surname', style), 1);
    let sum = (now[size] ?? 0) * (GIVEN_LENGTHS[0] ?? 0);
    for (const [given, share] of GIVEN_LENGTHS.entries()) {
      if (given === 0) continue;
      now = this.step(order, now, this.lookup(given === 1 ? 'head' : 'inside', style), given);
      sum += share * (now[size] ?? 0);
    }
    return sum;
  }

  private step(order: Letters, now: Float64Array, lookup: Lookup, place: number): Float64Array {
    const size = order.letters.length;
    const next = new Float64Array(size + 1);
    for (let at = 0; at < size; at++) {
      const before = now[at] ?? 0;
      if (before === 0) continue;
      for (let length = 1; length <= 9 && at + length <= size; length++) {
        const found = lookup.get(order.letters.slice(at, at + length)) ?? [];
        const known = found.reduce((total, [, chance]) => total + chance, 0);
        const slip = length <= 7 ? plainSlip(length) : 0;
        next[at + length] = (next[at + length] ?? 0) + before * (known + slip) * gapCost(order, at, length);
      }
    }
    if (place === 1 && now[0] === 1 && order.gaps.size > 0)
      for (let at = 0; at < size; at++) if (!order.gaps.has(at)) next[at] = (next[at] ?? 0) * 0.05;
    return next;
  }

  /** The likeliest Hangul names behind letters, at most `most`. */
  decode(orders: readonly Letters[], most: number): readonly Decoded[] {
    const found = new Map<string, Decoded>();
    for (const order of orders)
      for (const style of styles)
        for (const one of this.decodeOrder(order, style, most)) {
          const joint = one.joint * order.chance * styleWeights[style];
          const key = `${one.surname}|${one.syllables.join(' ')}`;
          found.set(key, { ...one, joint: joint + (found.get(key)?.joint ?? 0) });
        }
    return [...found.values()]
      .sort((a, b) => b.joint - a.joint || byText(a.syllables.join(''), b.syllables.join('')))
      .slice(0, most);
  }

  private decodeOrder(order: Letters, style: StyleName, most: number): readonly Decoded[] {
    const size = order.letters.length;
    const done: Decoded[] = [];
    let now = new Map<number, readonly Decoded[]>([[0, [{ syllables: [], surname: 1, joint: 1 }]]]);
    for (let place = 0; place <= 3; place++) {
      const lookup = this.lookup(place === 0 ? 'surname' : place === 1 ? 'head' : 'inside', style);
      const next = new Map<number, Decoded[]>();
      for (const [at, before] of now)
        for (let length = 1; length <= 9 && at + length <= size; length++)
          for (const [syllable, chance] of lookup.get(order.letters.slice(at, at + length)) ?? []) {
            const cost = chance * gapCost(order, at, length);
            const into = next.get(at + length) ?? [];
            for (const { syllables, joint } of before)
              into.push({ syllables: [...syllables, syllable], surname: 1, joint: joint * cost });
            next.set(at + length, into);
          }
      const share = GIVEN_LENGTHS[place] ?? 0;
      for (const each of next.get(size) ?? []) done.push({ ...each, joint: each.joint * share });
      now = new Map([...next].filter(([at]) => at < size).map(([at, all]) => [at, strongest(all, most)]));
    }
    return strongest(done, most).map(({ syllables, joint }) => {
      const [family = '', ...given] = syllables;
      return { syllables: [...Array.from(family), ...given], surname: family.length, joint };
    });
  }

  private lookup(place: Place, style: StyleName): Lookup {
    const key = `${place}|${style}`;
    const known = this.lookups.get(key);
    if (known !== undefined) return known;
    const table = new Map<string, [string, number][]>();
    for (const [syllable, chance] of place === 'surname' ? this.surname : this.given)
      for (const [text, way] of this.sounds.ways(syllable, place, style)) {
        if (way.chance < 1e-4) continue;
        const row = table.get(text);
        if (row === undefined) table.set(text, [[syllable, chance * way.chance]]);
        else row.push([syllable, chance * way.chance]);
      }
    this.lookups.set(key, table);
    return table;
  }
}

function start(size: number): Float64Array {
  const at = new Float64Array(size + 1);
  at[0] = 1;
  return at;
}

function strongest(all: readonly Decoded[], most: number): readonly Decoded[] {
  return all
    .toSorted((a, b) => b.joint - a.joint || byText(a.syllables.join(''), b.syllables.join('')))
    .slice(0, most);
}
