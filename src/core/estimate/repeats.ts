/**
 * One register in which the same person can stand several times: how many were never recorded at all?
 * People differ in how easily they are recorded, and models of that difference disagree fourfold on the same
 * data, so only a lower bound is given: "at least" (Chao 1987).
 */
import { item } from './lists.js';

export interface RepeatBound {
  /** Persons recorded once or more. */
  readonly n: number;
  /** At least so many persons; `null` when nobody was recorded twice. */
  readonly atLeast: number | null;
  /** The bias-corrected form, finite always. */
  readonly atLeastCorrected: number;
  readonly low: number;
  readonly high: number;
}

const Z95 = 1.959963984540054;

/**
 * `frequencies[k - 1]` persons were recorded k times. `occasions` is how often anybody could be recorded, the
 * number of lists; without it, any number of times. The interval is log-normal in the number missing.
 */
export function chaoBound(
  frequencies: readonly number[],
  occasions: number = Number.POSITIVE_INFINITY,
): RepeatBound {
  const few = Number.isFinite(occasions) ? (occasions - 1) / occasions : 1;
  const [f1, f2] = [item(frequencies, 0), item(frequencies, 1)];
  const n = frequencies.reduce((sum, count) => sum + count, 0);
  const corrected = (few * f1 * (f1 - 1)) / (2 * (f2 + 1));
  const missing = f2 > 0 ? (few * f1 * f1) / (2 * f2) : corrected;
  const ratio = f2 > 0 ? f1 / f2 : 0;
  const variance =
    f2 > 0
      ? f2 * ((few * ratio) ** 2 * (ratio ** 2 / 4 + ratio) + (few * ratio ** 2) / 2)
      : (f1 * (f1 - 1)) / 2 +
        (f1 * (2 * f1 - 1) ** 2) / 4 -
        (missing > 0 ? f1 ** 4 / (4 * (n + missing)) : 0);
  const factor =
    missing > 0 ? Math.exp(Z95 * Math.sqrt(Math.log1p(Math.max(0, variance) / missing ** 2))) : 1;
  return {
    n,
    atLeast: f2 > 0 ? n + missing : null,
    atLeastCorrected: n + corrected,
    low: n + missing / factor,
    high: n + missing * factor,
  };
}
