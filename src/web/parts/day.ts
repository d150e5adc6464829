/** The day a page speaks of when none is asked for: pages have no clock. */
import { day, type EdtfDate, isDay } from '../../core/base/date.js';
import { type Desk } from '../desk.js';

/** The day of the last entry; of the treaty data, when nothing is recorded. */
export function recordDay(desk: Desk): EdtfDate {
  const recorded = desk.file.asOf?.slice(0, 10) ?? '';
  return day(isDay(recorded) ? recorded : desk.law().reference.dataAsOf);
}
