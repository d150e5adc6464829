/**
 * Every way to write one syllable in Latin letters, with its chance: P(spelling | syllable) in a style and
 * a place. Chances of jamo are multiplied; a surname also has the spellings its bearers settled on; pinyin
 * goes through the characters that are read so.
 */
import { jamoOf, northForms, southForm } from './hangul.js';
import { type Reading } from './parse.js';
import { jamoStyles, type JamoStyle, type StyleName } from './styles.js';
import { surnames } from './surnames.js';
import { type NameTables } from './tables.js';

export type Place = 'surname' | 'head' | 'inside';

export interface Way {
  readonly chance: number;
  /** The likeliest parts: initial, medial, final; `null` for a surname learned whole or pinyin. */
  readonly parts: readonly [string, string, string] | null;
}
export type Ways = ReadonlyMap<string, Way>;

/** Spellings rarer than this are left to the chance of a slip. */
const LEAST = 2e-5;
const WHOLE_SURNAME = 0.9;

export class Sounds {
  readonly tables: NameTables;
  private readonly mixed = new Map<string, Ways>();
  private readonly spoken = new Map<string, Ways>();
  private readonly kept = new Map<string, Ways>();

  constructor(tables: NameTables) {
    this.tables = tables;
  }

  ways(syllable: string, place: Place, style: StyleName): Ways {
    const key = `${style}|${place}|${syllable}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const ways = style === 'pinyin' ? this.pinyin(syllable, place) : this.korean(syllable, place, style);
    this.kept.set(key, ways);
    return ways;
  }

  /** The ways of a character: those of its readings, by their chances. */
  mixture(readings: readonly Reading[], place: Place, style: StyleName): Ways {
    const [only] = readings;
    if (readings.length === 1 && only !== undefined) return this.ways(only.syllable, place, style);
    const key = `${style}|${place}|${readings.map(({ syllable, chance }) => syllable + String(chance)).join(' ')}`;
    const known = this.mixed.get(key);
    if (known !== undefined) return known;
    const sum = new Sum();
    for (const { syllable, chance } of readings)
      for (const [text, way] of this.ways(syllable, place, style))
        sum.add(text, chance * way.chance, way.parts);
    this.mixed.set(key, sum.ways);
    return sum.ways;
  }

  /** Mandarin of one character, in its traditional forms. */
  mandarin(chars: readonly string[]): Ways {
    const key = chars.join('');
    const known = this.spoken.get(key);
    if (known !== undefined) return known;
    const ways = this.speak(chars);
    this.spoken.set(key, ways);
    return ways;
  }

  private speak(chars: readonly string[]): Ways {
    const sum = new Sum();
    for (const char of chars) {
      const [first, ...others] = this.tables.mandarin.get(char) ?? [];
      if (first === undefined) continue;
      const main = others.length === 0 ? 1 : 0.85;
      addPinyin(sum, first, main / chars.length);
      for (const other of others) addPinyin(sum, other, (1 - main) / others.length / chars.length);
    }
    return sum.ways;
  }

  private korean(syllable: string, place: Place, style: Exclude<StyleName, 'pinyin'>): Ways {
    const { spelling } = this.tables;
    const jamo: JamoStyle = style === 'free' ? spelling : jamoStyles[style];
    const sum = new Sum();
    const whole = style === 'free' && place === 'surname' ? spelling.surname[syllable] : undefined;
    if (whole !== undefined)
      for (const [text, chance] of Object.entries(whole)) sum.add(text, WHOLE_SURNAME * chance, null);
    const share = whole === undefined ? 1 : 1 - WHOLE_SURNAME;
    for (const [form, chance] of soundForms(syllable, place, style)) addJamo(sum, form, share * chance, jamo);
    return sum.ways;
  }

  private pinyin(syllable: string, place: Place): Ways {
    const sum = new Sum();
    const weights = this.charWeights(syllable, place);
    const total = weights.reduce((all, [, weight]) => all + weight, 0);
    for (const [char, weight] of weights)
      for (const [text, { chance }] of this.mandarin([char])) sum.add(text, (chance * weight) / total, null);
    return sum.ways;
  }

  /** How often each character stands behind a syllable. */
  charWeights(syllable: string, place: Place): readonly (readonly [string, number])[] {
    const { charsOf, common, spelling } = this.tables;
    const forms = place === 'inside' ? [syllable] : [syllable, ...northForms(syllable)];
    const chars = [...new Set(forms.flatMap((form) => charsOf.get(form) ?? []))];
    const borne = place === 'surname' ? (surnames.get(syllable)?.chars ?? '') : '';
    if (borne !== '' && syllable.length === 1)
      return Array.from(borne).map((char, i) => [char, 1 / (1 + i)] as const);
    return chars.map(
      (char) => [char, 0.02 + (common.has(char) ? 0.1 : 0) + (spelling.givenChars[char] ?? 0)] as const,
    );
  }
}

class Sum {
  readonly ways = new Map<string, Way>();

  add(text: string, chance: number, parts: Way['parts']): void {
    const known = this.ways.get(text);
    if (known === undefined) this.ways.set(text, { chance, parts });
    else
      this.ways.set(text, {
        chance: known.chance + chance,
        parts: chance > known.chance ? parts : known.parts,
      });
  }
}

function addPinyin(sum: Sum, text: string, chance: number): void {
  if (!text.includes('v')) return sum.add(text, chance, null);
  // ü is typed v, u or yu when the keyboard has none.
  sum.add(text, chance * 0.5, null);
  sum.add(text.replace('v', 'u'), chance * 0.4, null);
  sum.add(text.replace('v', 'yu'), chance * 0.1, null);
}

function addJamo(sum: Sum, syllable: string, chance: number, style: JamoStyle): void {
  const jamo = jamoOf(syllable);
  if (jamo === null) {
    // A surname of two syllables is spelled one after the other.
    if (syllable.length === 2) addPair(sum, syllable, chance, style);
    return;
  }
  const medials =
    (jamo.initial === 'ㅇ' ? style.medial[`ㅇ${jamo.medial}`] : undefined) ?? style.medial[jamo.medial];
  for (const [initial, a] of Object.entries(style.initial[jamo.initial] ?? {}))
    for (const [medial, b] of Object.entries(medials ?? {}))
      for (const [final, c] of Object.entries(style.final[jamo.final] ?? { t: 1 })) {
        const product = a * b * c;
        if (product > LEAST) sum.add(initial + medial + final, chance * product, [initial, medial, final]);
      }
}

function addPair(sum: Sum, syllables: string, chance: number, style: JamoStyle): void {
  const [first, second] = Array.from(syllables).map((each) => {
    const one = new Sum();
    addJamo(one, each, 1, style);
    return one.ways;
  });
  for (const [x, a] of first ?? [])
    for (const [y, b] of second ?? [])
      if (a.chance * b.chance > 0.001) sum.add(x + y, chance * a.chance * b.chance, null);
}

/** Surnames that the North writes with ㄹ, and how many of those the South writes so are. */
const NORTH_SURNAME: Readonly<Record<string, number>> = {
  이: 0.97,
  임: 0.6,
  유: 0.5,
  노: 0.85,
  나: 0.7,
  양: 0.7,
  여: 0.5,
  염: 0.9,
  육: 0.9,
  용: 0.7,
};

/** The syllables a style may sound for one that the South writes so in this place. */
function soundForms(
  syllable: string,
  place: Place,
  style: StyleName,
): readonly (readonly [string, number])[] {
  const north = style === 'north';
  if (place === 'inside') {
    const dropped = southForm(syllable);
    if (dropped === syllable) {
      const before = syllable === '열' ? '렬' : syllable === '율' ? '률' : null;
      return before === null ? [[syllable, 1]] : shared(syllable, before, north ? 0.7 : 0.1);
    }
    // 룡 inside a name keeps its ㄹ in the South too; some bearers spell it as if it did not.
    return shared(syllable, dropped, style === 'free' ? 0.03 : 0.01);
  }
  return headForms(syllable, place, north);
}

function shared(syllable: string, other: string, share: number): readonly (readonly [string, number])[] {
  return [
    [syllable, 1 - share],
    [other, share],
  ];
}

function headForms(syllable: string, place: Place, north: boolean): readonly (readonly [string, number])[] {
  const others = northForms(southForm(syllable));
  const [first, second] = others;
  if (first === undefined) return [[syllable, 1]];
  const usual = place === 'surname' ? (NORTH_SURNAME[syllable] ?? 0) : 0.3;
  const share = north ? usual : Math.min(usual, 0.05);
  const rare = second === undefined || place === 'surname' ? 0 : share / 6;
  return [
    [syllable, 1 - share],
    [first, share - rare],
    ...(second === undefined || rare === 0 ? [] : [[second, rare] as const]),
  ];
}
