/** The small form that asks a page for another day. */
import { type EdtfDate } from '../../core/base/date.js';
import { type Desk } from '../desk.js';
import { word } from '../frame.js';

export function OnDay({ desk, on }: { readonly desk: Desk; readonly on: EdtfDate }) {
  const { frame } = desk;
  return (
    <form method="get" action={frame.path} class="row-form">
      {frame.keptLang === null ? null : <input type="hidden" name="lang" value={frame.keptLang} />}
      {frame.asOf === null ? null : <input type="hidden" name="asOf" value={frame.asOf} />}
      <label for="on">{word(frame, 'law.on')}</label>
      <input id="on" name="on" value={frame.query.get('on') ?? on.edtf} size={12} />
      <button type="submit">{word(frame, 'law.show')}</button>
      <span class="hint">{word(frame, 'law.hint')}</span>
    </form>
  );
}
