/** The size of an event for lists and pictures: its bounds, as the figures have them. */
import { bounds, type Bounds } from '../../core/figure/bounds.js';
import { type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { number } from '../formats.js';
import { type Frame, word } from '../frame.js';
import { type Size } from '../svg/lanes.js';

const kept = new WeakMap<Desk, Map<string, Bounds>>();

/** Computed once for each page. */
export function boundsOf(desk: Desk, thing: Thing): Bounds {
  const known = kept.get(desk) ?? new Map<string, Bounds>();
  kept.set(desk, known);
  const found = known.get(thing.id) ?? bounds(thing, desk.file);
  known.set(thing.id, found);
  return found;
}

/** `null` when nobody gives a number of persons for the whole event. */
export function sizeOf(desk: Desk, event: Thing): Size | null {
  const { low, high, openEnded } = boundsOf(desk, event);
  return low === null && high === null ? null : { low, high, open: openEnded };
}

/** "200–600, or more": what a list shows. */
export function sizeText(frame: Frame, size: Size | null): string {
  if (size === null || (size.low === null && size.high === null)) return word(frame, 'figure.no-number');
  const { low, high, open } = size;
  if (high === null) return word(frame, 'figure.or-more', { n: low ?? 0 });
  if (low === null) return word(frame, 'figure.up-to', { n: high });
  const range = low === high ? number(low) : `${number(low)}–${number(high)}`;
  return open ? word(frame, 'figure.open', { range }) : range;
}
