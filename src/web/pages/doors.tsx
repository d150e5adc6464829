/**
 * Bodies that can act on a State, or on the States of an event, and how each door stands on a day. Shut ones
 * are folded and counted: who looks for help reads first what is open.
 */
import { type Day, type EdtfDate, isDay, parseDate } from '../../core/base/date.js';
import { assertNever } from '../../core/base/result.js';
import { type Deadline, type DoorFound, doorsOf, type DoorStatus } from '../../core/law/doors.js';
import { statesIn } from '../../app/doors.js';
import { type Thing } from '../../core/view/thing.js';
import { finestDate } from '../../core/view/when.js';
import { type Desk } from '../desk.js';
import { dateText, edtfText } from '../formats.js';
import { type Frame, labelled, to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { BindingCell, stateName } from '../parts/binding.js';
import { titleOf } from '../parts/names.js';
import { dayAsked } from './law.js';
import { ProblemText } from './problems.js';

/** `of`: an event; or a State by its code. */
export function DoorsPage({ desk, of }: { readonly desk: Desk; readonly of: Thing | string }) {
  const { frame } = desk;
  const { on, problem } = dayAsked(desk);
  const event = typeof of === 'string' ? null : of;
  const name = typeof of === 'string' ? stateName(desk, of) : titleOf(desk, of).text;
  const date = event === null ? null : finestDate(event);
  const parts = typeof of === 'string' ? [{ state: of, part: null }] : statesIn(of);
  const title = word(frame, 'door.title', { name });
  return (
    <DossierPage desk={desk} title={title} here="law">
      <h1>{title}</h1>
      {problem === null ? null : <ProblemText frame={frame} problem={problem} />}
      <DaysForm desk={desk} on={on} />
      <p class="quiet">
        {date === null ? null : `${word(frame, 'door.event-day', { date: dateText(frame.lang, date) })} `}
        {word(frame, 'door.words')}{' '}
        {word(frame, 'law.data', { date: edtfText(frame.lang, desk.law().reference.dataAsOf) })}
      </p>
      {parts.length === 0 ? <p>{word(frame, 'door.no-state')}</p> : null}
      {parts.map(({ state, part }) => {
        const others = parts.map((one) => one.state).filter((one) => one !== state);
        const question = { state, on, event: date, others, decided: decidedIn(frame) };
        return (
          <section>
            <h2>
              {stateName(desk, state)}
              {part === null ? null : <span class="quiet"> {word(frame, `door.part-${part}`)}</span>}
            </h2>
            <DoorTable desk={desk} on={on} found={doorsOf(question, desk.law())} event={event?.id ?? null} />
          </section>
        );
      })}
    </DossierPage>
  );
}

function decidedIn({ query }: Frame): Day | null {
  const text = (query.get('decided') ?? '').trim();
  return isDay(text) ? text : null;
}

function DaysForm({ desk, on }: { readonly desk: Desk; readonly on: EdtfDate }) {
  const { frame } = desk;
  return (
    <form method="get" action={frame.path} class="row-form">
      {frame.keptLang === null ? null : <input type="hidden" name="lang" value={frame.keptLang} />}
      {frame.asOf === null ? null : <input type="hidden" name="asOf" value={frame.asOf} />}
      <label for="on">{word(frame, 'door.on')}</label>
      <input id="on" name="on" value={frame.query.get('on') ?? on.edtf} size={12} />
      <label for="decided">{word(frame, 'door.decided')}</label>
      <input id="decided" name="decided" value={frame.query.get('decided') ?? ''} size={12} />
      <button type="submit">{word(frame, 'law.show')}</button>
    </form>
  );
}

interface TableProps {
  readonly desk: Desk;
  readonly on: EdtfDate;
  readonly found: readonly DoorFound[];
  /** The event a form can be filled for. */
  readonly event: string | null;
}

function DoorTable({ desk, on, found, event }: TableProps) {
  const { frame } = desk;
  const shut = found.filter(({ status }) => status === 'shut');
  const shown = found.filter(({ status }) => status !== 'shut');
  const count = (status: DoorStatus) => found.filter((one) => one.status === status).length;
  return (
    <>
      <p class="sentence">
        {word(frame, 'door.sentence', {
          date: dateText(frame.lang, on),
          state: stateName(desk, found[0]?.state ?? ''),
          n: count('open'),
          a: count('argued'),
          u: count('undecided'),
        })}
      </p>
      <table class="list stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'door.body')}</th>
            <th scope="col">{word(frame, 'door.stands')}</th>
            <th scope="col">{word(frame, 'door.who')}</th>
            <th scope="col">{word(frame, 'door.time')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <DoorRow desk={desk} found={one} event={event} />
          ))}
        </tbody>
      </table>
      {shut.length === 0 ? null : (
        <details class="fold">
          <summary>{word(frame, 'door.shut', { n: shut.length })}</summary>
          <table class="list stack">
            <thead>
              <tr>
                <th scope="col">{word(frame, 'door.body')}</th>
                <th scope="col">{word(frame, 'door.stands')}</th>
              </tr>
            </thead>
            <tbody>
              {shut.map((one) => (
                <tr>
                  <th scope="row">
                    <DoorName frame={frame} found={one} />
                  </th>
                  <td data-label={word(frame, 'door.stands')}>
                    <Stands desk={desk} found={one} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

function DoorName({ frame, found: { door } }: { readonly frame: Frame; readonly found: DoorFound }) {
  return (
    <>
      {labelled(frame, door.body)}
      <div class="quiet">
        {labelled(frame, door.title)}
        {door.persons === null ? null : (
          <div>{word(frame, 'door.for', { whom: labelled(frame, door.persons) })}</div>
        )}
      </div>
    </>
  );
}

interface RowProps {
  readonly desk: Desk;
  readonly found: DoorFound;
  readonly event: string | null;
}

function DoorRow({ desk, found, event }: RowProps) {
  const { frame } = desk;
  const { door, deadline } = found;
  return (
    <tr>
      <th scope="row">
        <DoorName frame={frame} found={found} />
      </th>
      <td data-label={word(frame, 'door.stands')}>
        <Stands desk={desk} found={found} />
      </td>
      <td data-label={word(frame, 'door.who')}>
        {door.who.map((one) => labelled(frame, one)).join('; ')}
        {door.admissibility.length === 0 ? null : (
          <ul class="claims">
            {door.admissibility.map((one) => (
              <li class="quiet">{labelled(frame, one)}</li>
            ))}
          </ul>
        )}
        {door.fields.length === 0 && door.follow === null ? null : (
          <details class="fold">
            <summary>{word(frame, 'door.more')}</summary>
            <ul class="claims">
              {door.fields.map((one) => (
                <li>{labelled(frame, one)}</li>
              ))}
            </ul>
            {door.follow === null ? null : <p>{labelled(frame, door.follow)}</p>}
          </details>
        )}
      </td>
      <td data-label={word(frame, 'door.time')}>
        <Time frame={frame} deadline={deadline} />
        {door.form === null || event === null ? null : (
          <a
            href={to(frame, `/d/${desk.file.dossier.id}/form/${door.form}/${event}`, { state: found.state })}
          >
            {word(frame, 'form.link')}
          </a>
        )}
      </td>
    </tr>
  );
}

const marks = { open: '●', argued: '◐', undecided: '○', shut: '✕' } as const;
/** Verdict colours mean the same everywhere. */
const colours = {
  open: 'supported',
  argued: 'contested',
  undecided: 'single-source',
  shut: 'not-checkable',
} as const;

function Stands({ desk, found }: { readonly desk: Desk; readonly found: DoorFound }) {
  const { frame } = desk;
  const { status, why, lastSeen, binding, verified } = found;
  const on = binding === null ? null : parseDate(binding.on);
  return (
    <>
      <span class={`verdict v-${colours[status]}`}>
        <span class="mark-sign" aria-hidden="true">
          {marks[status]}
        </span>{' '}
        {word(frame, `door.is-${status}`)}
      </span>
      {lastSeen === null ? null : (
        <span class="quiet">
          {' '}
          {word(frame, `door.seen-${lastSeen.status}`, { date: edtfText(frame.lang, lastSeen.on) })}
        </span>
      )}
      {why.map((one) => (
        <div>{labelled(frame, one)}</div>
      ))}
      {verified ? null : <span class="flag flag-unverified">○ {word(frame, 'law.unverified')}</span>}
      {binding === null || on?.ok !== true ? null : (
        <BindingCell
          desk={desk}
          question={{
            state: binding.state,
            instrument: binding.instrument,
            provision: binding.provision,
            on: on.value,
          }}
        />
      )}
    </>
  );
}

function Time({ frame, deadline }: { readonly frame: Frame; readonly deadline: Deadline }) {
  const { last, past, words, needs, expected } = deadline;
  const date =
    last !== null
      ? word(frame, past ? 'door.ended' : 'door.until', { date: edtfText(frame.lang, last) })
      : expected !== null
        ? word(frame, 'door.expected', { date: edtfText(frame.lang, expected) })
        : null;
  return (
    <>
      {date === null ? null : <strong>{date}</strong>}
      <div>{labelled(frame, words)}</div>
      {date !== null || needs === null ? null : <div class="quiet">{needText(frame, needs)}</div>}
    </>
  );
}

function needText(frame: Frame, needs: NonNullable<Deadline['needs']>): string {
  switch (needs) {
    case 'decision':
      return word(frame, 'door.needs-decision');
    case 'event':
      return word(frame, 'door.needs-event');
    case 'session':
      return word(frame, 'door.needs-session');
    default:
      return assertNever(needs);
  }
}

/** One step from a State or an event. */
export function DoorsLink({ desk, id }: { readonly desk: Desk; readonly id: string }) {
  const { frame, file } = desk;
  const on = frame.query.get('on');
  return (
    <p>
      <a href={to(frame, `/d/${file.dossier.id}/doors/${id}`, on === null ? {} : { on })}>
        {word(frame, 'door.link')}
      </a>
    </p>
  );
}
