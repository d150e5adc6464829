/** The day a page speaks of when none is asked for: pages have no clock. */
import { day, type EdtfDate, isDay, parseDate } from '../../core/base/date.js';
import { type Desk } from '../desk.js';

/** The day of the last entry, or the end of the moment asked for; of the treaty data, when there is neither. */
export function recordDay(desk: Desk): EdtfDate {
  const asked = desk.frame.asOf === null ? null : parseDate(desk.frame.asOf);
  if (asked?.ok === true && asked.value.latest !== null) return day(asked.value.latest);
  const recorded = desk.file.asOf?.slice(0, 10) ?? '';
  return day(isDay(recorded) ? recorded : desk.law().reference.dataAsOf);
}
