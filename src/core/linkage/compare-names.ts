/**
 * Names across scripts, by the name model: levels from the same characters down to a conflict. Frequency is
 * counted on the Hangul behind the writing, so that Kim, Gim and 金 share one.
 */
import { assertNever } from '../base/result.js';
import { cleanName } from '../name/clean.js';
import { compareParsed } from '../name/compare.js';
import { jamoOf } from '../name/hangul.js';
import { type NameLevel, type NameMatch } from '../name/match.js';
import { type ParsedName, parseName } from '../name/parse.js';
import { type Population } from '../name/population.js';
import { transliterate } from '../name/transliterate.js';
import { soundKey } from './compare-text.js';
import { type KindOf } from './comparison.js';
import { foldText } from './register.js';

const LEVELS = [
  'same characters',
  'same Hangul',
  'same or accepted spelling',
  'one sound off',
  'surname only',
  'differs',
] as const;
const DIFFERS = LEVELS.length - 1;

export function compareNamesOf(model: Population): KindOf {
  return {
    normalise: (cell) => {
      if (foldText(cell) === null) return null;
      const clean = cleanName(cell);
      return clean.ok ? clean.value.text : null;
    },
    prepare: (values) => {
      const parsed = values.map((value) => parsedOf(value, model));
      const keys: (string | undefined)[] = [];
      const keyOf = (value: number): string => {
        const known = keys[value] ?? hangulOf(parsed[value] ?? null, model);
        keys[value] = known;
        return known;
      };
      const match = (a: number, b: number): NameMatch | null => {
        const [x, y] = [parsed[a] ?? null, parsed[b] ?? null];
        return x === null || y === null ? null : compareParsed(x, y, model);
      };
      return {
        levels: LEVELS,
        same: (value) => Math.min(2, levelOf(match(value, value)?.level ?? 'same-writing')),
        compare: (a, b) => levelOf(match(a, b)?.level ?? 'conflict'),
        frequencyKey: keyOf,
        path: (a, b) => match(a, b)?.path ?? [],
        agreeing: 2,
        exact: false,
        keys: { hangul: keyOf, sound: (value) => jamoKey(keyOf(value)) },
      };
    },
  };
}

function parsedOf(value: string, model: Population): ParsedName | null {
  const parsed = parseName(value, model.sounds.tables);
  return parsed.ok ? parsed.value : null;
}

/** The likeliest Hangul behind a writing; sounds of its letters where there is none. */
function hangulOf(name: ParsedName | null, model: Population): string {
  if (name === null) return '';
  switch (name.kind) {
    case 'units':
      return name.units
        .map(
          ({ readings, written }) => readings.toSorted((a, b) => b.chance - a.chance)[0]?.syllable ?? written,
        )
        .join('');
    case 'letters': {
      const [first] = model.decode(name.orders, 1);
      return first === undefined ? soundKey(name.text.toLowerCase()) : first.syllables.join('');
    }
    case 'other':
      return soundKey(transliterate(name.text).latin.toLowerCase());
    default:
      return assertNever(name);
  }
}

function levelOf(level: NameLevel): number {
  switch (level) {
    case 'same-characters':
      return 0;
    case 'same-hangul':
      return 1;
    case 'same-writing':
    case 'accepted-reading':
    case 'accepted-spelling':
      return 2;
    case 'one-jamo-off':
    case 'transliterated':
      return 3;
    case 'surname-only':
      return 4;
    case 'different-characters':
    case 'conflict':
      return DIFFERS;
    default:
      return assertNever(level);
  }
}

const INITIALS: Readonly<Record<string, string>> = {
  ㄲ: 'ㄱ',
  ㅋ: 'ㄱ',
  ㄸ: 'ㄷ',
  ㅌ: 'ㄷ',
  ㅃ: 'ㅂ',
  ㅍ: 'ㅂ',
  ㅆ: 'ㅅ',
  ㅉ: 'ㅈ',
  ㅊ: 'ㅈ',
  ㄹ: 'ㅇ',
  ㄴ: 'ㅇ',
};

/** Initial sounds, those that spellings exchange made one. */
function jamoKey(hangul: string): string {
  return Array.from(hangul)
    .map((syllable) => {
      const initial = jamoOf(syllable)?.initial ?? syllable;
      return INITIALS[initial] ?? initial;
    })
    .join('');
}
