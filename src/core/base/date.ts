/**
 * Dates that keep their precision: EDTF (ISO 8601-2:2019) level 1, as calendar days without a clock.
 * A date is the interval of days it may be; comparison is three-valued, since "April 2024" is
 * neither before nor after 26 April 2024.
 */
import edtf from 'edtf';
import { fail, ok, type Result } from './result.js';

export type Precision = 'day' | 'month' | 'year' | 'decade' | 'century' | 'season' | 'interval';

/** A day of the proleptic Gregorian calendar, `YYYY-MM-DD`; plain text order is calendar order. */
export type Day = string;

export interface EdtfDate {
  /** As written: canonical EDTF. */
  readonly edtf: string;
  readonly precision: Precision;
  /** First day it can be; `null` where an interval's start is open or unknown. */
  readonly earliest: Day | null;
  /** Last day it can be; `null` where an interval's end is open or unknown. */
  readonly latest: Day | null;
  /** `~` or `%`. */
  readonly approximate: boolean;
  /** `?` or `%`. */
  readonly uncertain: boolean;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** Years 0000–9999. The error says which text is no date and how to write one. */
export function parseDate(text: string, where?: string): Result<EdtfDate> {
  const wrong = (why: string) =>
    fail('bad-date', `"${text.slice(0, 40)}" is not a date: ${why}.`, {
      ...(where === undefined ? {} : { where }),
      fix: 'Write 2023-10-09, 2024-04, 2024, 199X, 2023-10-09~, or an interval such as 2024-01/2024-06.',
    });
  if (DAY.test(text)) return isDay(text) ? ok(day(text)) : wrong('no such day exists');
  if (text.length > 40 || !/^[-\d/X?~%.]+$/.test(text)) return wrong('it is not written as one');
  const slash = text.indexOf('/');
  if (slash !== -1) return parseInterval(text, slash, wrong);
  // The parser takes "20231009" for milliseconds since 1970, "202" for a decade and "2023-25" for a quarter.
  if (!/^[\dX]{4}(?=-(?:[01X]|2[1-4])|[?~%]?$)/.test(text)) return wrong('it is not EDTF level 1');
  const season = /^(\d{4})-(2[1-4])[?~%]?$/.exec(text);
  if (season !== null) return ok(seasonOf(text, Number(season[1]), season[2] ?? ''));
  const known = read.get(text);
  if (known !== undefined) return ok(known);
  const parsed = safeEdtf(text);
  if (parsed === null || parsed.min === undefined) return wrong('it is not written as one (EDTF level 1)');
  const [earliest, latest] = [dayOf(parsed.min), dayOf(parsed.max)];
  if (earliest === null || latest === null) return wrong('only the years 0000 to 9999 are used');
  const date = { edtf: text, precision: precisionOf(text, parsed.type), earliest, latest, ...marks(text) };
  if (read.size >= READ_MAX) read.clear();
  read.set(text, date);
  return ok(date);
}

/**
 * Seasons as the northern half of the world has them, from the first day one speaks of each to the last:
 * the parser makes them quarters of the year, and April would lie outside the spring.
 */
function seasonOf(text: string, year: number, code: string): EdtfDate {
  const after = String(Math.min(9999, year + 1)).padStart(4, '0');
  const own = String(year).padStart(4, '0');
  const [earliest, latest] =
    code === '21'
      ? [`${own}-03-01`, `${own}-06-21`]
      : code === '22'
        ? [`${own}-06-01`, `${own}-09-23`]
        : code === '23'
          ? [`${own}-09-01`, `${own}-12-21`]
          : [`${own}-12-01`, `${after}-03-20`];
  return { edtf: text, precision: 'season', earliest, latest, ...marks(text) };
}

/** Months and years read before: the grammar takes a millisecond, and a check asks for the same few a thousand times. */
const read = new Map<string, EdtfDate>();
const READ_MAX = 5000;

function parseInterval(text: string, slash: number, wrong: (why: string) => Result<never>): Result<EdtfDate> {
  const open = new Set(['', '..']);
  const [left, right] = [text.slice(0, slash), text.slice(slash + 1)];
  if (open.has(left) && open.has(right)) return wrong('an interval needs a start or an end');
  const start = open.has(left) ? null : parseDate(left);
  const end = open.has(right) ? null : parseDate(right);
  if (start?.ok === false || end?.ok === false || left.includes('/') || right.includes('/'))
    return wrong('one end of the interval is not a date');
  const earliest = start?.value.earliest ?? null;
  const latest = end?.value.latest ?? null;
  if (earliest !== null && latest !== null && earliest > latest) return wrong('it ends before it starts');
  return ok({ edtf: text, precision: 'interval', earliest, latest, ...marks(text) });
}

function safeEdtf(text: string): ReturnType<typeof edtf> | null {
  try {
    return edtf(text);
  } catch {
    return null;
  }
}

function marks(text: string): { approximate: boolean; uncertain: boolean } {
  return { approximate: /[~%]/.test(text), uncertain: /[?%]/.test(text) };
}

function precisionOf(text: string, type: string): Precision {
  const bare = text.replace(/[?~%]$/, '');
  if (type === 'Season' || /^\d{4}-2[1-4]$/.test(bare)) return 'season';
  if (/^\d{2}XX$/.test(bare)) return 'century';
  if (/^\d{3}X$/.test(bare)) return 'decade';
  if (/^\d{4}-\d{2}-\d{2}$/.test(bare)) return 'day';
  if (/^\d{4}-\d{2}(-XX)?$/.test(bare)) return 'month';
  return 'year';
}

function dayOf(time: number): Day | null {
  if (!Number.isFinite(time)) return null;
  const text = new Date(time).toISOString();
  return /^\d{4}-/.test(text) ? text.slice(0, 10) : null;
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether `YYYY-MM-DD` names a day that exists. */
export function isDay(text: string): text is Day {
  if (!DAY.test(text)) return false;
  const [year, month, date] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2 && date === 29) return leap;
  return date >= 1 && date <= (MONTH_DAYS[month - 1] ?? 0);
}

/** The date that is exactly this day. Throws when no such day exists: pass parsed days. */
export function day(text: Day): EdtfDate {
  if (!isDay(text)) throw new Error('Not a calendar day');
  return { edtf: text, precision: 'day', earliest: text, latest: text, approximate: false, uncertain: false };
}

/** The day `count` days later (or earlier, when negative). */
export function addDays(from: Day, count: number): Day {
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The same day of a later month, or that month's last day when it has no such day. */
export function addMonths(from: Day, count: number): Day {
  const [year, month, dayOfMonth] = from.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(dayOfMonth, last));
  return first.toISOString().slice(0, 10);
}

export type DateOrder = 'before' | 'after' | 'same' | 'undecided';

/**
 * `before` and `after` only when they hold for every day both dates may be; `same` only for two
 * plain days that are equal; else `undecided`. An approximate date decides nothing about days
 * inside or next to it, so its interval is widened by one of its own precision.
 */
export function compareDates(a: EdtfDate, b: EdtfDate): DateOrder {
  const [x, y] = [possibleDays(a), possibleDays(b)];
  if (x.latest < y.earliest) return 'before';
  if (x.earliest > y.latest) return 'after';
  const exact = x.earliest === x.latest && y.earliest === y.latest;
  return exact && x.earliest === y.earliest ? 'same' : 'undecided';
}

/** Whether the two may be the same day, month or period: their intervals touch. */
export function datesOverlap(a: EdtfDate, b: EdtfDate): boolean {
  const [x, y] = [possibleDays(a), possibleDays(b)];
  return x.earliest <= y.latest && y.earliest <= x.latest;
}

/** Whether every day that `inner` may be lies inside `outer`. */
export function dateWithin(inner: EdtfDate, outer: EdtfDate): boolean {
  return (
    (outer.earliest ?? FIRST_DAY) <= (inner.earliest ?? FIRST_DAY) &&
    (inner.latest ?? LAST_DAY) <= (outer.latest ?? LAST_DAY)
  );
}

/** Order for lists: by earliest day, finer dates first; total and the same on every machine. */
export function byDate(a: EdtfDate, b: EdtfDate): number {
  const key = (date: EdtfDate) => `${date.earliest ?? FIRST_DAY} ${date.latest ?? LAST_DAY} ${date.edtf}`;
  const [x, y] = [key(a), key(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** First and last day a date may be: open ends reach the ends of the calendar, an approximate date is widened. */
export function possibleDays(date: EdtfDate): { readonly earliest: Day; readonly latest: Day } {
  const earliest = date.earliest ?? FIRST_DAY;
  const latest = date.latest ?? LAST_DAY;
  if (!date.approximate && !date.uncertain) return { earliest, latest };
  const widen = { day: 1, month: 31, season: 92, year: 366, decade: 3653, century: 36_525, interval: 31 }[
    date.precision
  ];
  return { earliest: shift(earliest, -widen), latest: shift(latest, widen) };
}

function shift(from: Day, count: number): Day {
  const moved = from === FIRST_DAY || from === LAST_DAY ? from : addDays(from, count);
  return /^\d{4}-/.test(moved) ? moved : from;
}
