/**
 * The moment a reader stands at: what did this record hold then? Order is the sequence of the log, not
 * the clock, so a moment is the last entry recorded at or before an instant, or one entry by its number.
 */
import { parseDate } from '../base/date.js';
import { fail, ok, type Result } from '../base/result.js';

export type Moment =
  | {
      readonly kind: 'instant';
      /** As asked for, in canonical form. */
      readonly text: string;
      /** The last instant it takes in: ISO 8601, UTC, milliseconds. */
      readonly until: string;
    }
  | { readonly kind: 'entry'; readonly text: string; readonly seq: number };

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{3}))?)?Z$/;
const ENTRY = /^entry:(0|[1-9]\d{0,14})$/;

/**
 * Reads a day, month or year (to its end, UTC), an instant `2026-05-13T10:00Z` (to the end of the minute,
 * second or millisecond named), or `entry:57`
 * (with the batch it was recorded in). A date that could be several is no moment: `bad-moment`.
 */
export function parseMoment(text: string, where?: string): Result<Moment> {
  const at = where === undefined ? {} : { where };
  const entry = ENTRY.exec(text);
  if (entry !== null) return ok({ kind: 'entry', text, seq: Number(entry[1]) });
  const instant = INSTANT.exec(text);
  const date = parseDate(instant?.[1] ?? text, where);
  if (!date.ok) return fail(date.problem.kind, date.problem.message, { ...at, fix: FIX });
  if (instant !== null) {
    const [, day = '', hour = '', minute = '', second = '59', millisecond = '999'] = instant;
    return ok({ kind: 'instant', text, until: `${day}T${hour}:${minute}:${second}.${millisecond}Z` });
  }
  const { latest, approximate, uncertain, edtf } = date.value;
  if (latest === null)
    return fail('bad-moment', `"${edtf}" has no end, so it says no moment of this record.`, {
      ...at,
      fix: FIX,
    });
  if (approximate || uncertain)
    return fail('bad-moment', `"${edtf}" is not certain, so it says no one moment of this record.`, {
      ...at,
      fix: FIX,
    });
  return ok({ kind: 'instant', text: edtf, until: `${latest}T23:59:59.999Z` });
}

const FIX =
  'Write a day, month or year (2026-05-13, 2026-05, 2026), an instant in UTC (2026-05-13T10:00Z), or entry:57.';
