/** Sums letter scores into the figures that are printed. A share of nothing is `null`, never 0 or 1. */
import { assertionKinds, type AssertionKind, type Verdict } from '../src/core/letter/assertion.js';
import { type LetterScore, type Outcome } from './score.js';

export interface Tally {
  readonly letters: number;
  readonly expected: number;
  readonly found: number;
  readonly spurious: number;
  readonly repeats: number;
  readonly recall: number | null;
  readonly precision: number | null;
  /** Share of expected reading fields that are right, among what was found. */
  readonly reading: number | null;
  /** Share of acceptable verdicts, among what was found. */
  readonly verdict: number | null;
  readonly direction: number | null;
  /** Errors in the letters (nothing milder than contradicted, imprecise or not in the record is acceptable) that were called so. */
  readonly errors: { readonly expected: number; readonly caught: number };
  /** Sound passages called contradicted or imprecise. */
  readonly falseAlarms: number;
  readonly unread: { readonly reported: number; readonly expected: number; readonly found: number };
  readonly never: number;
}

export function tally(scores: readonly LetterScore[], kind?: AssertionKind): Tally {
  const outcomes = scores
    .flatMap((score) => score.outcomes)
    .filter((one) => kind === undefined || one.kind === kind);
  const spurious = scores
    .flatMap((score) => score.spurious)
    .filter((one) => kind === undefined || one.kind === kind);
  const repeats = scores
    .flatMap((score) => score.repeats)
    .filter((one) => kind === undefined || one.kind === kind);
  const found = outcomes.filter((one) => one.found !== null);
  // A remark has no passage and an unread passage is no finding: neither can be precise or imprecise.
  const findings = found.filter((one) => one.found !== 'unread' && one.expected.length > 0).length;
  const judged = found.filter((one) => one.verdictRight !== null);
  const directed = found.filter((one) => one.directionRight !== null);
  const errors = outcomes.filter(isError);
  return {
    letters: scores.length,
    expected: outcomes.length,
    found: found.length,
    spurious: spurious.length,
    repeats: repeats.length,
    recall: share(found.length, outcomes.length),
    precision: share(findings, findings + spurious.length),
    reading: share(sum(found.map((one) => one.fields.right)), sum(found.map((one) => one.fields.of))),
    verdict: share(judged.filter((one) => one.verdictRight === true).length, judged.length),
    direction: share(directed.filter((one) => one.directionRight === true).length, directed.length),
    errors: {
      expected: errors.length,
      caught: errors.filter((one) => one.verdictRight === true).length,
    },
    falseAlarms: outcomes.filter((one) => !isError(one) && one.verdictRight === false && isAlarm(one)).length,
    unread: {
      reported: sum(scores.map((score) => score.unread.reported)),
      expected: sum(scores.map((score) => score.unread.expected)),
      found: sum(scores.map((score) => score.unread.found)),
    },
    never: sum(scores.map((score) => score.never.length)),
  };
}

export function byKind(
  scores: readonly LetterScore[],
): readonly { readonly kind: AssertionKind; readonly tally: Tally }[] {
  return assertionKinds
    .map((kind) => ({ kind, tally: tally(scores, kind) }))
    .filter(({ tally: row }) => row.expected + row.spurious + row.repeats > 0);
}

/** Of the first acceptable verdict, how often each verdict was given. */
export function confusion(
  scores: readonly LetterScore[],
): ReadonlyMap<Verdict, ReadonlyMap<Verdict | 'not found' | 'unread', number>> {
  const table = new Map<Verdict, Map<Verdict | 'not found' | 'unread', number>>();
  for (const one of scores.flatMap((score) => score.outcomes)) {
    const first = one.expected[0];
    if (first === undefined) continue;
    // Any acceptable verdict stands on the diagonal.
    const given =
      one.found === null
        ? 'not found'
        : one.found === 'unread'
          ? 'unread'
          : one.verdictRight === true
            ? first
            : one.found.verdict;
    const row = table.get(first) ?? new Map<Verdict | 'not found' | 'unread', number>();
    row.set(given, (row.get(given) ?? 0) + 1);
    table.set(first, row);
  }
  return table;
}

const faults: ReadonlySet<Verdict> = new Set(['contradicted', 'imprecise', 'not-in-record']);

const isError = (one: Outcome) =>
  one.expected.length > 0 && one.expected.every((verdict) => faults.has(verdict));

const isAlarm = (one: Outcome) =>
  one.found !== null &&
  one.found !== 'unread' &&
  (one.found.verdict === 'contradicted' || one.found.verdict === 'imprecise');

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
