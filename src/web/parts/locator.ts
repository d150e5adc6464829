/** Where in the source a claim was read; none at all is said, not left blank. */
import { type Locator } from '../../core/claim/claim.js';
import { type Frame, word } from '../frame.js';

export function locatorText(frame: Frame, locator: Locator): string {
  const parts = [
    locator.page === undefined ? null : word(frame, 'locator.page', { at: locator.page }),
    locator.paragraph === undefined ? null : word(frame, 'locator.paragraph', { at: locator.paragraph }),
    locator.time === undefined ? null : word(frame, 'locator.time', { at: locator.time }),
    locator.row === undefined ? null : word(frame, 'locator.row', { at: locator.row }),
    locator.column === undefined ? null : word(frame, 'locator.column', { at: locator.column }),
    locator.chars === undefined
      ? null
      : word(frame, 'locator.chars', { from: locator.chars[0], until: locator.chars[1] }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? word(frame, 'locator.none') : parts.join(', ');
}
