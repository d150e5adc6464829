/** The files of a source, and who had each: shown where the source is. */
import { type HeldFile } from '../../app/evidence/items.js';
import { type CustodyEntry } from '../../core/policy/custody.js';
import { type Desk } from '../desk.js';
import { instantText } from '../formats.js';
import { to, word } from '../frame.js';
import { ClaimMarks } from './cite.js';
import { pathOf } from './names.js';
import { visibleText } from './visible.js';

export function Files({ desk, files }: { readonly desk: Desk; readonly files: readonly HeldFile[] }) {
  const { frame } = desk;
  if (files.length === 0) return null;
  return (
    <section>
      <h2>{word(frame, 'files.title')}</h2>
      {files.map((file) => (
        <FileBlock desk={desk} file={file} />
      ))}
      {files.some(({ here }) => here) ? <p class="quiet">{word(frame, 'files.original')}</p> : null}
    </section>
  );
}

function FileBlock({ desk, file }: { readonly desk: Desk; readonly file: HeldFile }) {
  const { frame } = desk;
  const { sha256, source, held, chain, here } = file;
  const name = chain?.events[0]?.custody.name ?? '';
  const at = pathOf(desk, source);
  const digits = sha256.slice(0, 16);
  return (
    <div class="file" id={`f-${digits}`}>
      <p>
        SHA-256 <code class="hash">{sha256}</code>
        <ClaimMarks desk={desk} held={held} />
        {name === '' ? null : (
          <span class="quiet"> {word(frame, 'files.called', { name: visibleText(name) })}</span>
        )}
      </p>
      {here ? (
        <p>
          <a href={to(frame, `${at}/text`, { file: digits })}>{word(frame, 'files.read')}</a>
          {' · '}
          <a href={to(frame, `${at}/file/${sha256}`)}>
            {word(frame, 'files.get', { size: file.bytes ?? 0 })}
          </a>
        </p>
      ) : (
        <p class="quiet">{word(frame, 'files.absent')}</p>
      )}
      {chain === null ? null : (
        <details class="fold">
          <summary>
            {word(frame, 'custody.title')}:{' '}
            {word(frame, 'custody.holder', { who: visibleText(chain.holder) })}
          </summary>
          <CustodyTable desk={desk} events={chain.events} />
        </details>
      )}
    </div>
  );
}

function CustodyTable({ desk, events }: { readonly desk: Desk; readonly events: readonly CustodyEntry[] }) {
  const { frame } = desk;
  return (
    <table class="list stack">
      <thead>
        <tr>
          <th scope="col">{word(frame, 'custody.on')}</th>
          <th scope="col">{word(frame, 'custody.what')}</th>
          <th scope="col">{word(frame, 'custody.by')}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr>
            <td class="date" data-label={word(frame, 'custody.on')}>
              {event.custody.on}
            </td>
            <td data-label={word(frame, 'custody.what')}>
              {whatHappened(desk, event)}
              {event.custody.how === '' ? null : <span class="quiet"> {visibleText(event.custody.how)}</span>}
            </td>
            <td data-label={word(frame, 'custody.by')}>
              {event.actor}{' '}
              <span class="quiet">
                {word(frame, 'custody.recorded', { when: instantText(frame.lang, event.at) })} ·{' '}
                {word(frame, 'thing.entry', { seq: event.seq })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function whatHappened({ frame }: Desk, { custody }: CustodyEntry): string {
  const party = visibleText(custody.party);
  if (custody.action === 'received' && party !== '') return word(frame, 'custody.received-from', { party });
  return word(frame, `custody.${custody.action}`, { party });
}
