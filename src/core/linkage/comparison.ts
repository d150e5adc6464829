/**
 * What two values of one column say to each other: a level, the strongest first and the last one "differs".
 * Not knowing is no level. A comparison is the same in both orders.
 */
import { type Normalise } from './register.js';

export interface Comparison {
  readonly levels: readonly string[];
  /** Level of a value with itself: a year without a day is no sure agreement even with the same year. */
  readonly same: (value: number) => number;
  /** Level of two different values, by their places. */
  readonly compare: (a: number, b: number) => number;
  /** Under which key a value's frequency is counted; the value itself where nothing else is said. */
  readonly frequencyKey?: (value: number) => string;
  /** Through which step each level was reached, for the waterfall. */
  readonly path?: (a: number, b: number) => readonly string[];
  /** Levels up to this one (its number) mean that both say one thing, so that rarity counts. */
  readonly agreeing: number;
  /** Whether the first level is reached by equal values and no others, so that it can be counted. */
  readonly exact: boolean;
  /** Keys that different writings of one value share, by name; `''` where a value has none. */
  readonly keys: Readonly<Record<string, (value: number) => string>>;
}

export interface KindOf {
  readonly normalise: Normalise;
  readonly prepare: (values: readonly string[]) => Comparison;
}
