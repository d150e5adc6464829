/** The moment a reader asked for, in words. */
import { parseMoment } from '../../core/view/moment.js';
import { edtfText, instantText } from '../formats.js';
import { type Frame, word } from '../frame.js';

/** "the end of 13 May 2026 (UTC)", "13 May 2026, 10:00 UTC", "entry 57". */
export function momentText(frame: Frame, text: string): string {
  const moment = parseMoment(text);
  if (!moment.ok) return text;
  if (moment.value.kind === 'entry') return word(frame, 'asof.entry', { seq: moment.value.seq });
  return text.includes('T')
    ? instantText(frame.lang, text)
    : word(frame, 'asof.end', { when: edtfText(frame.lang, text) });
}
