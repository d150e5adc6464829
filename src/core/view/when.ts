/** The date by which a thing is placed in time when its sources give several. */
import { byDate, type EdtfDate, type Precision } from '../base/date.js';
import { datesOf, type Thing } from './thing.js';

const rank: Readonly<Record<Precision, number>> = {
  day: 0,
  month: 1,
  season: 2,
  interval: 3,
  year: 4,
  decade: 5,
  century: 6,
};

/** The finest date claimed, the earliest of equally fine ones; `null` when there is none. */
export function finestDate(thing: Thing): EdtfDate | null {
  return datesOf(thing).sort((a, b) => rank[a.precision] - rank[b.precision] || byDate(a, b))[0] ?? null;
}
