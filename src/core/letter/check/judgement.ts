/** What one checker concludes, before it is numbered into the report. */
import {
  type Assertion,
  type AssertionKind,
  type Checked,
  type Direction,
  type Evidence,
  type Reading,
  type Severity,
  type Verdict,
  verdicts,
} from '../assertion.js';
import { type Grounds } from './grounds.js';

export interface Judgement {
  /** Every verdict that holds, in any order; at least one. */
  readonly holds: readonly Verdict[];
  readonly direction?: Direction;
  readonly severity: Severity;
  readonly why: string;
  readonly because?: readonly Evidence[];
  readonly suggestion?: string | null;
  /** The data date behind it, when that is not the case file's. */
  readonly asOf?: string;
}

export type ReadingOf<K extends AssertionKind> = Extract<Reading, { readonly kind: K }>;

/** One checker per kind: a pure function of the reading, where it stands in the letter, and the grounds. */
export type Checker<K extends AssertionKind> = (
  reading: ReadingOf<K>,
  grounds: Grounds,
  assertion: Assertion,
) => Judgement;

export const notCheckable = (why: string): Judgement => ({ holds: ['not-checkable'], severity: 'none', why });

export const notInRecord = (why: string, more: Partial<Judgement> = {}): Judgement => ({
  holds: ['not-in-record'],
  severity: 'medium',
  why,
  ...more,
});

/** The verdict that goes first, and the others that hold, in the promised order. */
export function ranked(holds: readonly Verdict[]): { readonly verdict: Verdict; readonly also: Verdict[] } {
  const [verdict = 'not-checkable', ...also] = verdicts.filter((one) => holds.includes(one));
  // Something found makes "not in the record" and "not checkable" untrue beside it.
  return { verdict, also: also.filter((one) => one !== 'not-in-record' && one !== 'not-checkable') };
}

export function checked(assertion: Assertion, judgement: Judgement, asOf: string): Checked {
  return {
    ...assertion,
    ...ranked(judgement.holds),
    direction: judgement.direction ?? 'neither',
    severity: judgement.severity,
    why: judgement.why,
    because: distinct(judgement.because ?? []),
    suggestion: judgement.suggestion ?? null,
    asOf: judgement.asOf ?? asOf,
  };
}

function distinct(because: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return because.filter(({ source, says }) => {
    // A source that says the same of two claims says it once.
    const key = `${source} ${says}`;
    return seen.has(key) ? false : (seen.add(key), true);
  });
}
