/**
 * Scores one report of the letter check against hand-marked expectations.
 *
 * A finding answers an expected assertion when it has its kind and their spans overlap by at least half of
 * the shorter; each answers at most one, the best fitting first. What is left over is wrong, except a
 * second finding on an answered passage of its kind (`repeats`: a checker may split a sentence that names
 * two treaties), which is shown apart and whose lists are read together with the first, and omissions and exposures, which have no passage and count towards
 * recall only.
 */
import { type AssertionKind, type Checked, type Report, type Verdict } from '../src/core/letter/assertion.js';
import {
  isPassage,
  locate,
  type Expectation,
  type ExpectedPassage,
  type ExpectedRemark,
  type Span,
} from './expectation.js';
import { scoreReading, type FieldScore } from './reading.js';

/** One expected assertion and what came of it. */
export interface Outcome {
  readonly kind: AssertionKind;
  readonly quote: string;
  readonly why: string;
  readonly expected: readonly Verdict[];
  /** `unread` when listing it as unread was as good. */
  readonly found: Checked | 'unread' | null;
  readonly fields: FieldScore;
  /** `null` where there is no verdict to judge: nothing found, or a remark. */
  readonly verdictRight: boolean | null;
  /** `null` where no direction is expected or nothing was found. */
  readonly directionRight: boolean | null;
}

export interface LetterScore {
  readonly name: string;
  readonly heldOut: boolean;
  readonly planted: boolean;
  /** One per expected assertion that is not optional. */
  readonly outcomes: readonly Outcome[];
  /** Findings that answer nothing, in a letter whose every assertion is marked. */
  readonly spurious: readonly Checked[];
  readonly repeats: readonly Checked[];
  readonly unread: { readonly reported: number; readonly expected: number; readonly found: number };
  /** Findings that should never have been made. */
  readonly never: readonly { readonly id: string; readonly why: string }[];
}

interface Marked {
  readonly item: ExpectedPassage;
  readonly span: Span;
}

const noFields: FieldScore = { right: 0, of: 0, wrong: [] };

export function scoreLetter(name: string, expectation: Expectation, report: Report): LetterScore {
  const marked = expectation.assertions.filter(isPassage).map((item) => mark(item, report.letter.text, name));
  const required = marked.filter(({ item }) => !item.optional);
  const answers = pair(required, report.assertions);
  const taken = new Set([...answers.values()].map((found) => found.id));
  const left = report.assertions.filter((found) => !taken.has(found.id));
  const optional = pair(
    marked.filter(({ item }) => item.optional),
    left,
  );
  for (const found of optional.values()) taken.add(found.id);

  const unclaimed = report.assertions.filter((found) => !taken.has(found.id) && !isRemark(found));
  const repeats = unclaimed.filter((found) =>
    marked.some(({ item, span }) => item.kind.includes(found.kind) && overlaps(found, span)),
  );
  const spurious = expectation.complete ? unclaimed.filter((found) => !repeats.includes(found)) : [];
  return {
    name,
    heldOut: expectation.heldOut,
    planted: expectation.planted,
    outcomes: [
      ...required.map((one) => outcomeOf(one, answering(one, answers.get(one) ?? null, repeats), report)),
      ...expectation.assertions
        .filter((item): item is ExpectedRemark => !isPassage(item) && !item.optional)
        .map((item) => remarkOutcome(item, report)),
    ],
    spurious,
    repeats,
    unread: scoreUnread(expectation, report, name),
    never: expectation.never.flatMap((one) =>
      report.assertions
        .filter((found) => found.kind === one.kind && mentions(found, one.mentions))
        .map((found) => ({ id: found.id, why: one.why })),
    ),
  };
}

function mark(item: ExpectedPassage, text: string, name: string): Marked {
  const span = locate(text, item.quote, item.nth);
  if (span === null) throw new Error(`${name}: the letter does not say ${JSON.stringify(item.quote)}`);
  return { item, span };
}

/** At least half of the shorter of the two is shared. */
export function overlaps(one: Span, other: Span): boolean {
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return shared > 0 && shared * 2 >= Math.min(one.end - one.start, other.end - other.start);
}

/** Expected to found, one to one, best fit first; equal fits go in reading order. */
function pair(expected: readonly Marked[], found: readonly Checked[]): Map<Marked, Checked> {
  const fits = expected.flatMap((one) =>
    found
      .filter((other) => one.item.kind.includes(other.kind) && overlaps(other, one.span))
      .map((other) => ({ one, other, fit: fitOf(one, other) })),
  );
  fits.sort((a, b) => b.fit - a.fit || a.one.span.start - b.one.span.start || a.other.start - b.other.start);
  const pairs = new Map<Marked, Checked>();
  const used = new Set<Checked>();
  for (const { one, other } of fits) {
    if (pairs.has(one) || used.has(other)) continue;
    pairs.set(one, other);
    used.add(other);
  }
  return pairs;
}

/** Shared share of both spans together, plus the share of the reading that agrees: of two figures in one sentence each goes to its own. */
function fitOf({ item, span }: Marked, found: Checked): number {
  const shared = Math.min(span.end, found.end) - Math.max(span.start, found.start);
  const whole = Math.max(span.end, found.end) - Math.min(span.start, found.start);
  const fields = fieldsOf(item, found);
  return shared / whole + (fields.of === 0 ? 0 : fields.right / fields.of);
}

/** The reading is marked for the first kind; found under another accepted kind, it is not judged. */
function fieldsOf(item: ExpectedPassage, found: Checked): FieldScore {
  return found.kind === item.kind[0] ? scoreReading(item.reading, { ...found.reading }) : noFields;
}

/** The finding that answers it, and the repeats on the same passage. */
interface Answering {
  readonly found: Checked | null;
  readonly beside: readonly Checked[];
}

function answering({ span }: Marked, found: Checked | null, repeats: readonly Checked[]): Answering {
  const beside = repeats.filter((other) => other.kind === found?.kind && overlaps(other, span));
  return { found, beside };
}

/** Lists are read together: three demands of one sentence may be three findings or one. */
function readingOf({ found, beside }: { readonly found: Checked; readonly beside: readonly Checked[] }) {
  const own: Readonly<Record<string, unknown>> = { ...found.reading };
  const rest = beside.map((one): Readonly<Record<string, unknown>> => ({ ...one.reading }));
  return Object.fromEntries(
    Object.entries(own).map(([field, value]) => [
      field,
      Array.isArray(value) ? [value, ...rest.map((one) => one[field] ?? [])].flat() : value,
    ]),
  );
}

function outcomeOf({ item, span }: Marked, { found, beside }: Answering, report: Report): Outcome {
  const base = {
    kind: item.kind[0] ?? 'figure',
    quote: item.quote,
    why: item.why,
    expected: item.verdict,
  };
  if (found !== null) {
    return {
      ...base,
      found,
      fields:
        found.kind === item.kind[0] ? scoreReading(item.reading, readingOf({ found, beside })) : noFields,
      verdictRight: item.verdict.includes(found.verdict),
      directionRight: item.direction === undefined ? null : found.direction === item.direction,
    };
  }
  const unread = item.orUnread && report.unread.some((other) => overlaps(other, span));
  return {
    ...base,
    found: unread ? 'unread' : null,
    fields: noFields,
    verdictRight: unread ? true : null,
    directionRight: null,
  };
}

function remarkOutcome(item: ExpectedRemark, report: Report): Outcome {
  const found =
    report.assertions.find((other) => other.kind === item.kind && mentions(other, item.mentions)) ?? null;
  return {
    kind: item.kind,
    quote: item.mentions.join(' | '),
    why: item.why,
    expected: [],
    found,
    fields: noFields,
    verdictRight: null,
    directionRight: null,
  };
}

function scoreUnread(expectation: Expectation, report: Report, name: string): LetterScore['unread'] {
  const spans = expectation.unread.map(({ quote }) => {
    const span = locate(report.letter.text, quote, 1);
    if (span === null) throw new Error(`${name}: the letter does not say ${JSON.stringify(quote)}`);
    return span;
  });
  return {
    reported: report.unread.length,
    expected: spans.length,
    found: spans.filter((span) => report.unread.some((other) => overlaps(other, span))).length,
  };
}

const isRemark = (found: Checked) => found.kind === 'omission' || found.kind === 'exposure';

function mentions(found: Checked, words: readonly string[]): boolean {
  const about =
    found.reading.kind === 'omission' || found.reading.kind === 'exposure' ? found.reading.about : '';
  const text = `${about} ${found.text} ${found.why} ${found.suggestion ?? ''}`.toLowerCase();
  return words.some((word) => text.includes(word.toLowerCase()));
}
