/**
 * Dates keep their precision: a year agrees with a day inside it without being the same. A day that no
 * calendar holds is still compared as it was written, since a slip makes such days; words are no date.
 */
import { parseDate, possibleDays } from '../base/date.js';
import { type Comparison, type KindOf } from './comparison.js';
import { type Chars, charsOf, oneEdit } from './jaro.js';
import { foldText } from './register.js';

interface Span {
  readonly digits: Chars;
  /** Days since the year 0, roughly enough to compare; `null` where the calendar has no such date. */
  readonly from: number | null;
  readonly until: number;
  readonly precise: boolean;
  /** The same digits with day and month exchanged; empty unless both could be either. */
  readonly exchanged: string;
  readonly year: string;
}

const LEVELS = ['same day', 'one slip', 'may be the same', 'near', 'differs'] as const;
const NEAR_DAYS = 366;

export const compareDates: KindOf = {
  normalise: (cell) => {
    const folded = foldText(cell);
    if (folded === null) return null;
    const text = written(folded.toUpperCase());
    return /^\d{4}-\d\d-\d\d$/u.test(text) || parseDate(text).ok ? text : null;
  },
  prepare: (values): Comparison => {
    const spans = values.map(spanOf);
    return {
      levels: LEVELS,
      same: (value) => (spans[value]?.precise === true ? 0 : 2),
      compare: (a, b) => {
        const [x, y] = [spans[a], spans[b]];
        return x === undefined || y === undefined ? 4 : levelOf(x, y, values[b] ?? '');
      },
      agreeing: 0,
      exact: true,
      keys: {
        year: (value) => spans[value]?.year ?? '',
        // Day and month in either order, so that an exchange does not part a pair.
        days: (value) => {
          const text = values[value] ?? '';
          return /^\d{4}-\d\d-\d\d$/u.test(text) ? [text.slice(5, 7), text.slice(8)].sort().join('-') : '';
        },
      },
    };
  },
};

/** "19810512", "1981.5.12" and "1981/05/12" are one date. What cannot be read stays as it is. */
function written(text: string): string {
  const solid = /^(\d{4})(\d\d)(\d\d)$/u.exec(text);
  const parts = solid ?? /^(\d{4})[./년-] ?(\d{1,2})[./월-] ?(\d{1,2})일?\.?$/u.exec(text);
  if (parts !== null)
    return `${parts[1]}-${(parts[2] ?? '').padStart(2, '0')}-${(parts[3] ?? '').padStart(2, '0')}`;
  const month = /^(\d{4})[./년-] ?(\d{1,2})월?$/u.exec(text);
  if (month !== null && Number(month[2]) <= 12) return `${month[1]}-${(month[2] ?? '').padStart(2, '0')}`;
  return /^\d{4}년$/u.test(text) ? text.slice(0, 4) : text;
}

function spanOf(text: string): Span {
  const parsed = parseDate(text);
  const digits = charsOf(text.replace(/\D+/gu, ''));
  const year = /^\d{4}/u.exec(text)?.[0] ?? '';
  const swap = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text);
  const exchanged = swap === null || swap[2] === swap[3] ? '' : `${swap[1]}-${swap[3]}-${swap[2]}`;
  if (!parsed.ok) return { digits, from: null, until: 0, precise: swap !== null, exchanged, year };
  const { earliest, latest } = possibleDays(parsed.value);
  const [from, until] = [dayNumber(earliest), dayNumber(latest)];
  return { digits, from, until, precise: from === until, exchanged, year };
}

function dayNumber(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8))) / 86_400_000;
}

function levelOf(x: Span, y: Span, textOfY: string): number {
  if (x.precise && y.precise) {
    if (oneEdit(x.digits, y.digits) || x.exchanged === textOfY) return 1;
    if (x.from === null || y.from === null) return x.year === y.year && x.year !== '' ? 3 : 4;
    return Math.abs(x.from - y.from) <= NEAR_DAYS ? 3 : 4;
  }
  if (x.from === null || y.from === null) return oneEdit(x.digits, y.digits) ? 1 : 4;
  if (x.from <= y.until && y.from <= x.until) return 2;
  return x.from - y.until <= NEAR_DAYS && y.from - x.until <= NEAR_DAYS ? 3 : 4;
}
