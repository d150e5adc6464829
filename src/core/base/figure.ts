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
