/** A time axis in days: where a date that may be many days lies, and which years to write. */
import { scaleLinear } from 'd3-scale';
import { type Day, type EdtfDate } from '../../core/base/date.js';

export interface TimeAxis {
  readonly from: Day;
  readonly until: Day;
  /** First and last pixel a date may be, cut to the axis; `null` when it lies wholly outside. */
  span(date: EdtfDate): { readonly x0: number; readonly x1: number } | null;
  /** Years to write, with the pixel their first of January falls on. */
  readonly years: readonly { readonly year: number; readonly x: number }[];
}

export function timeAxis(from: Day, until: Day, x0: number, x1: number): TimeAxis {
  const [first, last] = [dayNumber(from), Math.max(dayNumber(until), dayNumber(from) + 1)];
  const scale = scaleLinear().domain([first, last]).range([x0, x1]).clamp(true);
  const at = (day: number) => pixel(scale(day));
  return {
    from,
    until,
    span(date) {
      const begins = date.earliest === null ? first : dayNumber(date.earliest);
      const ends = date.latest === null ? last : dayNumber(date.latest);
      return ends < first || begins > last ? null : { x0: at(begins), x1: at(ends) };
    },
    years: yearsBetween(from, until, (x1 - x0) / Math.max(1, (last - first) / 365.25)).map((year) => ({
      year,
      x: at(dayNumber(`${String(year).padStart(4, '0')}-01-01`)),
    })),
  };
}

/** Tenths of a pixel are enough for any screen or printer. */
export function pixel(value: number): number {
  return Math.round(value * 10) / 10;
}

const LABEL_WIDTH = 44;

function yearsBetween(from: Day, until: Day, pixelsPerYear: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100].find((years) => years * pixelsPerYear >= LABEL_WIDTH) ?? 200;
  const first = Number(from.slice(0, 4)) + (from.endsWith('-01-01') ? 0 : 1);
  const years: number[] = [];
  for (let year = Math.ceil(first / step) * step; year <= Number(until.slice(0, 4)); year += step)
    years.push(year);
  return years;
}

/** Days since 1970; only differences matter. */
function dayNumber(day: Day): number {
  return (
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000
  );
}
