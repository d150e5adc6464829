/** The day a page speaks of when none is asked for: pages have no clock. */
import { day, type EdtfDate, isDay } from '../../core/base/date.js';
import { parseMoment } from '../../core/view/moment.js';
import { type Desk } from '../desk.js';

/** The day of the last entry, or the end of the moment asked for; of the treaty data, when there is neither. */
export function recordDay(desk: Desk): EdtfDate {
  const asked = desk.frame.asOf === null ? null : parseMoment(desk.frame.asOf);
  if (asked?.ok === true && asked.value.kind === 'instant') return day(asked.value.until.slice(0, 10));
  const recorded = desk.file.asOf?.slice(0, 10) ?? '';
  return day(isDay(recorded) ? recorded : desk.law().reference.dataAsOf);
}
