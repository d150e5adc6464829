/**
 * How words become a figure: the one place where a qualifier turns a number into a range.
 * The grammars of each language find the words; what they mean is decided here.
 */
import { type Figure, nearlyShare, type Qualifier, roundedTo } from './figure.js';
import { assertNever } from './result.js';

/** What a grammar found, before it has a unit. */
export type Core =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'vague'; readonly low: number; readonly high: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'presence' };

/** How a number was put; `exactly` says that a round number was meant to the unit. */
export type Hedge =
  | Exclude<Qualifier, 'exact' | 'rounded' | 'between' | 'vague' | 'none' | 'presence'>
  | 'exactly';

/** One figure phrase found in a text: offsets are UTF-16 units, end exclusive. */
export interface FigureMatch {
  /** Where the phrase starts, its qualifier included. */
  readonly start: number;
  /** Where the phrase ends, without the thing counted (except a counter that stands inside it). */
  readonly end: number;
  readonly core: Core;
  readonly hedges: readonly Hedge[];
  readonly unit: string;
  /** The words that say what is counted; `null` when none do. */
  readonly counts: { readonly start: number; readonly end: number } | null;
}

/** Units measured rather than counted: "more than 70 percent" begins at 70, not at 71. */
const measured = new Set(
  'percent years decades centuries generations months weeks days hours minutes kilometres kilometers km miles metres meters dollars'.split(
    ' ',
  ),
);

const lowHedges = new Set<Hedge>(['at-least', 'more-than']);
const highHedges = new Set<Hedge>(['up-to', 'fewer-than']);

const vagueSteps = { tens: [20, 99], dozens: [24, 99], scores: [40, 199] } as const;

/**
 * "Dozens" `[24, 99]`, "scores" `[40, 199]`, "hundreds" `[200, 999]`: at least two of the step,
 * and less than ten of it, by our convention.
 */
export function vagueOf(step: number | keyof typeof vagueSteps): Core {
  if (typeof step === 'number') return { kind: 'vague', low: 2 * step, high: 10 * step - 1 };
  const [low, high] = vagueSteps[step];
  return { kind: 'vague', low, high };
}

/** The figure that a phrase states. `words` is the phrase as said. */
export function figureOf(match: FigureMatch, words: string, scope = ''): Figure {
  const { core, unit } = match;
  const made = (low: number | null, high: number | null, qualifier: Qualifier, best: number | null = null) =>
    ({ low, high, best, qualifier, words, unit, scope }) satisfies Figure;
  switch (core.kind) {
    case 'none':
      return made(0, 0, 'none', 0);
    case 'presence':
      return made(null, null, 'presence');
    case 'vague':
      if (match.hedges.some((hedge) => lowHedges.has(hedge))) return made(core.low, null, 'at-least');
      if (match.hedges.some((hedge) => highHedges.has(hedge))) return made(null, core.high, 'up-to');
      return made(core.low, core.high, 'vague');
    case 'range':
      return made(core.low, core.high, 'between');
    case 'number':
      return made(...numberRange(core.value, match.hedges, measured.has(unit)));
    default:
      return assertNever(core);
  }
}

function numberRange(
  value: number,
  hedges: readonly Hedge[],
  isMeasured: boolean,
): [number | null, number | null, Qualifier, number | null] {
  const step = isMeasured ? 0 : 1;
  // "At least some 80" sets a bound; the "some" in it says nothing more.
  const hedge = hedges.find((each) => each !== 'about' && each !== 'exactly') ?? hedges[0];
  switch (hedge) {
    case undefined:
      if (value === 0) return [0, 0, 'none', 0];
      return [value, value, value % roundedTo === 0 && !isMeasured ? 'rounded' : 'exact', value];
    case 'exactly':
      return [value, value, value === 0 ? 'none' : 'exact', value];
    case 'about':
      return [value, value, 'about', value];
    case 'at-least':
      return [value, null, 'at-least', null];
    case 'more-than':
      return [value + step, null, 'more-than', null];
    case 'up-to':
      return [null, value, 'up-to', null];
    case 'fewer-than':
      return [null, Math.max(0, value - step), 'fewer-than', null];
    case 'nearly':
      return [
        Math.ceil(Number((value * (1 - nearlyShare)).toPrecision(12))),
        Math.max(0, value - step),
        'nearly',
        null,
      ];
    default:
      return assertNever(hedge);
  }
}

/** Why a number cannot be kept as it was said; `null` when it can. */
export function unfit(
  match: FigureMatch,
  unit: string,
): { readonly kind: string; readonly why: string } | null {
  const { core } = match;
  const numbers = core.kind === 'number' ? [core.value] : core.kind === 'range' ? [core.low, core.high] : [];
  if (numbers.some((value) => !Number.isFinite(value) || value > Number.MAX_SAFE_INTEGER))
    return {
      kind: 'figure-too-large',
      why: `numbers above ${Number.MAX_SAFE_INTEGER} cannot be kept exactly`,
    };
  if (unit !== 'percent' && numbers.some((value) => !Number.isInteger(value)))
    return { kind: 'figure-not-whole', why: 'only a percentage may have a fraction' };
  return null;
}

/** Full-width and Arabic-Indic digits as ASCII ones; offsets do not move. */
export function plainDigits(text: string): string {
  return text
    .replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 48))
    .replace(/[\u0660-\u0669]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x660 + 48));
}
