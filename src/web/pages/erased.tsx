/** The address of a claim that was erased: that it was, when, by which entry and why, and nothing of what it said. */
import { toHex } from '../../core/base/bytes.js';
import { type LogLine } from '../../app/ports.js';
import { type Desk } from '../desk.js';
import { edtfText } from '../formats.js';
import { to, word } from '../frame.js';
import { DossierPage } from '../page.js';

export function ErasedClaimPage({ desk, line }: { readonly desk: Desk; readonly line: LogLine }) {
  const { frame, file } = desk;
  const { erased, seq } = line;
  const title = word(frame, 'claim.title', { id: toHex(line.id).slice(0, 16) });
  return (
    <DossierPage desk={desk} title={title}>
      <h1>{title}</h1>
      <p class="sentence">
        {erased === undefined || erased === 'missing'
          ? word(frame, 'log.missing')
          : word(frame, 'claim.erased', {
              date: edtfText(frame.lang, erased.at.slice(0, 10)),
              by: erased.by,
              reason: word(frame, `erased.${erased.reason}`),
            })}
      </p>
      <p>{word(frame, 'claim.erased-kept', { seq })}</p>
      <p>
        <a href={to(frame, `/d/${file.dossier.id}/log#e${seq}`, { from: String(seq) })}>
          {word(frame, 'thing.entry', { seq })}
        </a>
      </p>
    </DossierPage>
  );
}
