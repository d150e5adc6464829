/**
 * Dates written in words and figures, read into EDTF. A day that does not exist is not dropped:
 * the month it names is kept and the impossible day stands beside it, so that the check can say so.
 */
import { isDay } from '../base/date.js';

/** What was written; a missing year is filled in from what stands around it. */
export interface Written {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly part?: 'early' | 'mid' | 'late';
}

export interface Resolved {
  readonly edtf: string;
  readonly impossible: string | null;
}

export const monthNames: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['january', 'jan'],
    ['february', 'feb'],
    ['march', 'mar'],
    ['april', 'apr'],
    ['may'],
    ['june', 'jun'],
    ['july', 'jul'],
    ['august', 'aug'],
    ['september', 'sept', 'sep'],
    ['october', 'oct'],
    ['november', 'nov'],
    ['december', 'dec'],
  ].flatMap((names, i) => names.map((name) => [name, i + 1])),
);

const two = (n: number): string => String(n).padStart(2, '0');
const four = (n: number): string => String(n).padStart(4, '0');

/** EDTF of what was written, `year` filled in; `null` when there is no year to be had. */
export function resolve(written: Written, year: number | null): Resolved | null {
  const y = written.year ?? year;
  if (y === null) return null;
  const { month, day } = written;
  if (month === null) return { edtf: partOfYear(y, written.part), impossible: null };
  if (month < 1 || month > 12) return { edtf: four(y), impossible: `${four(y)}-${two(month)}` };
  if (day === null) return { edtf: partOfMonth(y, month, written.part), impossible: null };
  const full = `${four(y)}-${two(month)}-${two(day)}`;
  return isDay(full)
    ? { edtf: full, impossible: null }
    : { edtf: `${four(y)}-${two(month)}`, impossible: full };
}

function partOfYear(year: number, part: Written['part']): string {
  const y = four(year);
  if (part === undefined) return y;
  return { early: `${y}-01/${y}-04`, mid: `${y}-05/${y}-08`, late: `${y}-09/${y}-12` }[part];
}

function partOfMonth(year: number, month: number, part: Written['part']): string {
  const ym = `${four(year)}-${two(month)}`;
  if (part === undefined) return ym;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { early: `${ym}-01/${ym}-10`, mid: `${ym}-11/${ym}-20`, late: `${ym}-21/${ym}-${last}` }[part];
}

/** "the 1990s", "the early 1990s". */
export function decade(start: number, part: Written['part']): string {
  if (part === undefined) return `${four(start).slice(0, 3)}X`;
  const [from, to] = { early: [0, 3], mid: [4, 6], late: [7, 9] }[part] as [number, number];
  return `${four(start + from)}/${four(start + to)}`;
}

/** One interval out of two dates: from the start of the first to the end of the second. */
export function interval(from: string, to: string): string {
  return `${from.split('/')[0] ?? from}/${to.split('/').at(-1) ?? to}`;
}

/** The latest year in which this month and day are not after the letter's own date. */
export function yearBefore(written: Written, letterDay: string): number {
  const year = Number(letterDay.slice(0, 4));
  const month = Number(letterDay.slice(5, 7) || '12');
  const day = Number(letterDay.slice(8, 10) || '31');
  if (written.month === null) return year;
  const later = written.month > month || (written.month === month && (written.day ?? 1) > day);
  return later ? year - 1 : year;
}
