/**
 * Who had told the State before an event: what the word "knowingly" rests on. An ask to somebody in
 * between counts only when the record shows that it was passed on.
 */
import { type AskedBefore, askedBefore } from '../../core/ask/before.js';
import { type AskRecord } from '../../core/ask/record.js';
import { byText } from '../../core/base/ids.js';
import { finestDate } from '../../core/view/when.js';
import { refsOf, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { to, word } from '../frame.js';
import { asksOf } from '../parts/asks.js';
import { stateName } from '../parts/binding.js';
import { codeName, pathOf, titleOf } from '../parts/names.js';
import { AskTable } from './asks.js';

export function ToldBefore({ desk, event }: { readonly desk: Desk; readonly event: Thing }) {
  const { frame, file } = desk;
  const on = finestDate(event);
  const [state] = refsOf(event, 'from');
  if (on === null || state === undefined) return null;
  const found = askedBefore(file, asksOf(desk), state, on);
  const reached = found.filter((one) => one.reached === 'yes').map(({ ask }) => ask);
  const open = found.filter((one) => one.reached === 'undecided');
  const name = stateName(desk, state);
  return (
    <section>
      <h2>{word(frame, 'event.told')}</h2>
      <p>
        {reached.length === 0
          ? word(frame, 'event.told-none', { state: name })
          : word(frame, 'event.told-sentence', { n: reached.length, state: name })}{' '}
        {open.length === 0 ? null : word(frame, 'event.told-unsure', { n: open.length })}
      </p>
      {reached.length === 0 ? null : (
        <>
          <ByLever desk={desk} asks={reached} />
          <details class="fold">
            <summary>{word(frame, 'event.all-told', { n: reached.length })}</summary>
            <AskTable desk={desk} asks={reached} range={null} />
          </details>
        </>
      )}
      {open.length === 0 ? null : <OpenAsks desk={desk} open={open} />}
    </section>
  );
}

function ByLever({ desk, asks }: { readonly desk: Desk; readonly asks: readonly AskRecord[] }) {
  const { frame } = desk;
  const groups = new Map<string, AskRecord[]>();
  for (const ask of asks) {
    const lever = ask.levers[0] ?? '';
    groups.set(lever, [...(groups.get(lever) ?? []), ask]);
  }
  const rows = [...groups].sort(([a, x], [b, y]) => y.length - x.length || byText(a, b));
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{word(frame, 'event.kind')}</th>
          <th scope="col" class="num">
            {word(frame, 'event.count')}
          </th>
          <th scope="col">{word(frame, 'event.latest')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([lever, made]) => (
          <tr>
            <th scope="row">
              {lever === '' ? word(frame, 'home.row-no-lever') : codeName(frame, 'lever', lever)}
            </th>
            <td class="num">{made.length}</td>
            <td>
              <AskLink desk={desk} ask={made.at(-1)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AskLink({ desk, ask }: { readonly desk: Desk; readonly ask: AskRecord | undefined }) {
  if (ask === undefined) return null;
  const { frame } = desk;
  return (
    <>
      <a href={to(frame, pathOf(desk, ask.id))}>{titleOf(desk, ask.ask).text}</a>
      <span class="quiet"> {ask.date === null ? null : dateText(frame.lang, ask.date)}</span>
    </>
  );
}

/** Asks of which the record does not show that they had come, or had been passed on, by that day. */
function OpenAsks({ desk, open }: { readonly desk: Desk; readonly open: readonly AskedBefore[] }) {
  const { frame } = desk;
  return (
    <details class="fold">
      <summary>{word(frame, 'event.all-unsure', { n: open.length })}</summary>
      <ul class="plain">
        {open.map(({ ask, before, because }) => (
          <li>
            <AskLink desk={desk} ask={ask} />
            <span class="quiet">
              {' · '}
              {before === 'undecided' ? word(frame, 'event.unsure-when') : null}
              {before === 'undecided' && because.kind === 'not-recorded' ? '; ' : null}
              {because.kind === 'not-recorded' ? word(frame, 'hop.not-recorded') : null}
              {because.kind === 'passed-at-unknown-time' ? word(frame, 'event.unsure-passed') : null}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
