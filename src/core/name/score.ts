/**
 * How likely letters are, given the ways to write each syllable: a sum over every way to cut the letters
 * into syllables. A slip (letters that no rule gives) has a small chance, so that nothing is impossible
 * and no slip is free. A gap in the writing is the end of a syllable.
 */
import { type Letters } from './parse.js';
import { type Ways } from './sounds.js';

const SLIP = 0.004;
const ACROSS_GAP = 0.02;
const LONGEST_SLIP = 7;
/** No syllable is spelled longer. */
const LONGEST = 9;
/** What one unknown letter is worth. */
export const LETTER = 1 / 20;

export function chanceOf(written: Letters, syllables: readonly Ways[], surnameLength: number): number {
  const size = written.letters.length;
  let now = new Float64Array(size + 1);
  now[0] = 1;
  for (const [i, ways] of syllables.entries()) {
    const next = new Float64Array(size + 1);
    const slip = slipOf(ways);
    for (let at = 0; at < size; at++) {
      const before = now[at] ?? 0;
      if (before === 0) continue;
      for (let length = 1; length <= LONGEST && at + length <= size; length++) {
        const way = ways.get(written.letters.slice(at, at + length))?.chance ?? 0;
        const slipped = length > LONGEST_SLIP ? 0 : slip(written.letters, at, length);
        put(next, at + length, before * (way + slipped) * gapCost(written, at, length));
      }
    }
    if (i + 1 === surnameLength && written.gaps.size > 0)
      for (let at = 0; at < size; at++) if (!written.gaps.has(at)) next[at] = (next[at] ?? 0) * 0.05;
    now = next;
  }
  return now[size] ?? 0;
}

function put(into: Float64Array, at: number, chance: number): void {
  into[at] = (into[at] ?? 0) + chance;
}

export function gapCost({ gaps }: Letters, from: number, length: number): number {
  let cost = 1;
  if (gaps.size > 0) for (let at = from + 1; at < from + length; at++) if (gaps.has(at)) cost *= ACROSS_GAP;
  return cost;
}

type Slip = (letters: string, at: number, length: number) => number;
const slips = new WeakMap<Ways, Slip>();

function slipOf(ways: Ways): Slip {
  const known = slips.get(ways) ?? makeSlip(ways);
  slips.set(ways, known);
  return known;
}

/** A slip usually keeps the first and the last letter. */
function makeSlip(ways: Ways): Slip {
  const firsts = new Set<string>();
  const lasts = new Set<string>();
  for (const [text, { chance }] of ways)
    if (chance > 0.02) {
      firsts.add(text[0] ?? '');
      lasts.add(text.at(-1) ?? '');
    }
  return (letters, at, length) =>
    plainSlip(length) *
    (firsts.has(letters[at] ?? '') ? 6 : 0.4) *
    (lasts.has(letters[at + length - 1] ?? '') ? 3 : 0.4);
}

export function plainSlip(length: number): number {
  return (SLIP * LETTER ** length) / LONGEST_SLIP;
}

export interface Step {
  readonly letters: string;
  /** False where no rule gives these letters. */
  readonly known: boolean;
}

/** The likeliest cut, for the path that is shown; `null` when the letters cannot be cut into so many. */
export function likeliest(
  written: Letters,
  syllables: readonly Ways[],
): { readonly chance: number; readonly steps: readonly Step[] } | null {
  const size = written.letters.length;
  type Best = { readonly chance: number; readonly steps: readonly Step[] };
  let now = new Map<number, Best>([[0, { chance: 1, steps: [] }]]);
  for (const ways of syllables) {
    const next = new Map<number, Best>();
    const slip = slipOf(ways);
    for (const [at, before] of now)
      for (let length = 0; at + length <= size && length <= LONGEST; length++) {
        const letters = written.letters.slice(at, at + length);
        const way = ways.get(letters)?.chance ?? 0;
        const slipped = length === 0 || length > LONGEST_SLIP ? 0 : slip(written.letters, at, length);
        const chance = before.chance * Math.max(way, slipped) * gapCost(written, at, length);
        if (chance > (next.get(at + length)?.chance ?? 0))
          next.set(at + length, { chance, steps: [...before.steps, { letters, known: way >= slipped }] });
      }
    now = next;
  }
  return now.get(size) ?? null;
}
