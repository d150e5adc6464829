/**
 * Figures that keep what was said: a range, the qualifier and the words.
 * Unknown, none and zero are three values: an unknown figure is no figure, "none" is `[0, 0]`.
 */

/**
 * How the number was put. `rounded` is a bare multiple of 100 ("600"), read exactly but with a
 * rounded hull; `vague` is "dozens" or "hundreds"; `presence` is "several", which gives no number.
 */
export type Qualifier =
  | 'exact'
  | 'rounded'
  | 'at-least'
  | 'more-than'
  | 'up-to'
  | 'fewer-than'
  | 'nearly'
  | 'about'
  | 'between'
  | 'vague'
  | 'none'
  | 'presence';

export interface Figure {
  /** Smallest number it stands behind; `null` when it sets none ("up to 600"), which is not 0. */
  readonly low: number | null;
  /** Largest number it allows; `null` when it sets no upper limit ("more than 500"). */
  readonly high: number | null;
  readonly best: number | null;
  readonly qualifier: Qualifier;
  /** The words as said, without the thing counted: "more than 500". */
  readonly words: string;
  /** What is counted: `persons` unless said otherwise; `buses`, `families`, `percent` … never convert by themselves. */
  readonly unit: string;
  /** What it covers when that is not the whole event: "via Dandong", "women"; empty for the whole. */
  readonly scope: string;
}

/**
 * "About 200" is 200 as said. Only when asking whether two accounts agree is it widened, by this
 * share either way; printed bounds never are. Pages print the setting beside what rests on it.
 */
export const tolerance = 0.25;

/** A bare multiple of this ("600") may have been rounded to it, so it agrees with its hull `[550, 649]`. */
export const roundedTo = 100;

/** "Nearly 600" begins this share below 600: `[570, 599]`. */
export const nearlyShare = 0.05;

/** A range of whole numbers; `high` is `Infinity` where nobody set a limit. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The numbers that a rounded figure may stand for, `null` when it was not rounded. */
export function roundedHull(figure: Figure): Interval | null {
  if (figure.qualifier !== 'rounded' || figure.low === null) return null;
  return { low: figure.low - roundedTo / 2, high: figure.low + roundedTo / 2 - 1 };
}

/** Whether it gives any number: "several" gives none. */
export function hasNumber(figure: Figure): boolean {
  return figure.low !== null || figure.high !== null;
}

/**
 * The numbers a figure is consistent with: its range, widened by `tolerance` for "about" and to the
 * hull for a rounded number. `null` when it gives no number. Never printed as a bound.
 */
export function agreementInterval(figure: Figure): Interval | null {
  if (!hasNumber(figure)) return null;
  const hull = roundedHull(figure);
  if (hull !== null) return hull;
  const low = figure.low ?? 0;
  const high = figure.high ?? Number.POSITIVE_INFINITY;
  if (figure.qualifier !== 'about') return { low, high };
  return { low: Math.ceil(low * (1 - tolerance)), high: Math.floor(high * (1 + tolerance)) };
}

/**
 * Whether one number could satisfy both. `null` when that cannot be asked: another unit, another
 * scope, or no number.
 */
export function figuresAgree(a: Figure, b: Figure): boolean | null {
  if (a.unit !== b.unit || a.scope !== b.scope) return null;
  const [x, y] = [agreementInterval(a), agreementInterval(b)];
  if (x === null || y === null) return null;
  return x.low <= y.high && y.low <= x.high;
}
