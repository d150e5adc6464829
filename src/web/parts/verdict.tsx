/** A verdict is a shape, a word and a colour, never the colour alone. */
import { type Verdict } from '../../core/letter/assertion.js';
import { verdictMarks } from '../../core/letter/marks.js';
import { type Frame, word } from '../frame.js';

export function VerdictMark({ frame, verdict }: { readonly frame: Frame; readonly verdict: Verdict }) {
  return (
    <span class={`verdict v-${verdict}`}>
      <span class="mark-sign" aria-hidden="true">
        {verdictMarks[verdict]}
      </span>{' '}
      {word(frame, `verdict.${verdict}`)}
    </span>
  );
}
