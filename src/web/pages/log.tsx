/** The log: its head, and every entry with what it is about, newest first. */
import { toHex } from '../../core/base/bytes.js';
import { type LogLine } from '../../app/ports.js';
import { model } from '../../core/model/model.js';
import { type HeldClaim } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { instantText, number } from '../formats.js';
import { aboveDossiers, labelled, to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { ThingLink } from '../parts/names.js';
import { Paging, type Slice } from '../parts/paging.js';

export interface LogRows {
  readonly entries: readonly LogLine[];
  readonly slice: Omit<Slice<LogLine>, 'rows'>;
  /** The public name of the log; `null` where nothing is published, and for a past moment. */
  readonly name: string | null;
}

export function LogPage({ desk, log }: { readonly desk: Desk; readonly log: LogRows }) {
  const { frame, head } = desk;
  const title = word(frame, 'log.title');
  const held = claimsBySeq(desk);
  return (
    <DossierPage desk={desk} title={title} here="log">
      <h1>{title}</h1>
      <p class="sentence">
        {log.slice.total === 0
          ? word(frame, 'log.none')
          : word(frame, 'log.sentence', { n: log.slice.total })}
      </p>
      <p>{word(frame, 'log.why')}</p>
      {head === null || frame.asOf !== null ? null : (
        <dl class="pairs">
          <dt>{word(frame, 'log.size')}</dt>
          <dd>{number(head.size)}</dd>
          <dt>{word(frame, 'log.root')}</dt>
          <dd>
            <code class="digest">{head.root}</code>
          </dd>
          {log.name === null ? null : (
            <>
              <dt>{word(frame, 'log.public')}</dt>
              <dd>
                <a href={`/log/${log.name}/checkpoint`}>
                  <code class="digest">/log/{log.name}/</code>
                </a>
                <br />
                {word(frame, 'log.verify')}{' '}
                <a href={to(aboveDossiers(frame), '/log/verify')}>{word(frame, 'log.verify-proof')}</a>
              </dd>
            </>
          )}
        </dl>
      )}
      {log.entries.length === 0 ? null : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col" class="num">
                {word(frame, 'log.entry')}
              </th>
              <th scope="col">{word(frame, 'log.kind')}</th>
              <th scope="col">{word(frame, 'log.about')}</th>
              <th scope="col" class="more">
                {word(frame, 'log.at')}
              </th>
              <th scope="col" class="more">
                {word(frame, 'log.by')}
              </th>
              <th scope="col" class="more">
                {word(frame, 'log.id')}
              </th>
            </tr>
          </thead>
          <tbody>
            {log.entries.map((entry) => (
              <EntryRow desk={desk} entry={entry} held={held.get(entry.seq)} />
            ))}
          </tbody>
        </table>
      )}
      <Paging frame={frame} slice={log.slice} />
    </DossierPage>
  );
}

function claimsBySeq(desk: Desk): ReadonlyMap<number, HeldClaim> {
  const claims = [...desk.file.things.values()].flatMap((thing) => thing.claims);
  return new Map(claims.map((held) => [held.seq, held]));
}

/** A claim that the reader may not read, or consents, which have a page; the rest speaks for itself. */
function OtherAbout({ desk, kind }: { readonly desk: Desk; readonly kind: LogLine['kind'] }) {
  const { frame, file } = desk;
  if (kind === 'claim') return <span class="quiet">{word(frame, 'log.hidden')}</span>;
  if (kind !== 'consent') return null;
  return <a href={to(frame, `/d/${file.dossier.id}/consents`)}>{word(frame, 'consents.title')}</a>;
}

function EntryRow(props: {
  readonly desk: Desk;
  readonly entry: LogLine;
  readonly held: HeldClaim | undefined;
}) {
  const { desk, entry, held } = props;
  const { frame } = desk;
  return (
    <tr id={`e${entry.seq}`}>
      <td class="num">{number(entry.seq)}</td>
      <td>{word(frame, `entry.${entry.kind}`)}</td>
      <td>
        {entry.erased !== undefined ? (
          <span class="quiet">{erasedWords(desk, entry.erased)}</span>
        ) : held === undefined ? (
          <OtherAbout desk={desk} kind={entry.kind} />
        ) : (
          <>
            <ThingLink desk={desk} id={held.claim.thing.id} />{' '}
            <a
              class="quiet"
              href={to(
                frame,
                `/d/${desk.file.dossier.id}/thing/${held.claim.thing.id}#c-${held.id.slice(0, 16)}`,
              )}
            >
              {propertyName(desk, held)}
            </a>
          </>
        )}
      </td>
      <td class="date more">{instantText(frame.lang, entry.at)}</td>
      <td class="more">{entry.actor}</td>
      <td class="more">
        <code>{toHex(entry.id).slice(0, 16)}</code>
        {held?.claim.audience === 'public' && frame.asOf === null ? (
          <>
            {' '}
            <a class="quiet" href={to(frame, `/d/${desk.file.dossier.id}/proof/${held.id.slice(0, 16)}`)}>
              {word(frame, 'verify.link')}
            </a>
          </>
        ) : null}
      </td>
    </tr>
  );
}

function erasedWords({ frame }: Desk, erased: NonNullable<LogLine['erased']>): string {
  if (erased === 'missing') return word(frame, 'log.missing');
  const reason = word(frame, `erased.${erased.reason}`);
  return word(frame, 'log.erased', { n: erased.by, date: erased.at.slice(0, 10), reason });
}

function propertyName(desk: Desk, held: HeldClaim): string {
  const { thing, property } = held.claim;
  const known = model[thing.type].properties[property];
  return known === undefined ? property : labelled(desk.frame, known.label);
}
