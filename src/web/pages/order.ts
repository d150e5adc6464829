/** The order lists are read in. */
import { byDate } from '../../core/base/date.js';
import { datesOf, type Thing } from '../../core/view/thing.js';

/** Newest first; things without a date go last. */
export function newestFirst(a: Thing, b: Thing): number {
  const [x, y] = [datesOf(a)[0], datesOf(b)[0]];
  return x === undefined || y === undefined
    ? Number(x === undefined) - Number(y === undefined)
    : byDate(y, x);
}
