/** Who had told the State before an event: what the word "knowingly" rests on. */
import { compareDates, type EdtfDate } from '../../core/base/date.js';
import { byText } from '../../core/base/ids.js';
import { codesOf, datesOf, refsOf, type Thing, thingsOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { to, word } from '../frame.js';
import { type AskView, askViews } from '../parts/asks.js';
import { stateName } from '../parts/binding.js';
import { codeName, pathOf, titleOf } from '../parts/names.js';
import { AskTable, newestAskFirst } from './asks.js';

/** Asks that look to the State and were made before the event: what "knowingly" rests on. */
export function ToldBefore({ desk, event }: { readonly desk: Desk; readonly event: Thing }) {
  const { frame } = desk;
  const [on] = datesOf(event);
  const [state] = refsOf(event, 'from');
  if (on === undefined || state === undefined) return null;
  const { before, unsure } = askedBefore(desk, state, on);
  const name = stateName(desk, state);
  return (
    <section>
      <h2>{word(frame, 'event.told')}</h2>
      <p>
        {before.length === 0
          ? word(frame, 'event.told-none', { state: name })
          : word(frame, 'event.told-sentence', { n: before.length, state: name })}{' '}
        {unsure.length === 0 ? null : word(frame, 'event.told-unsure', { n: unsure.length })}
      </p>
      {before.length === 0 ? null : (
        <>
          <ByLever desk={desk} asks={before} />
          <details class="fold">
            <summary>{word(frame, 'event.all-told', { n: before.length })}</summary>
            <AskTable desk={desk} asks={before} range={null} />
          </details>
        </>
      )}
    </section>
  );
}

function askedBefore(desk: Desk, state: string, on: EdtfDate) {
  const bodies = new Set([
    state,
    ...thingsOf(desk.file, 'Body')
      .filter((body) => refsOf(body, 'state').includes(state))
      .map((body) => body.id),
  ]);
  const asks = askViews(desk).filter(({ ask }) =>
    [...refsOf(ask, 'dutyBearer'), ...refsOf(ask, 'addressee')].some((id) => bodies.has(id)),
  );
  const order = (view: AskView) => (view.date === null ? 'undecided' : compareDates(view.date, on));
  return {
    before: asks.filter((view) => order(view) === 'before').toSorted(newestAskFirst),
    unsure: asks.filter((view) => order(view) === 'undecided'),
  };
}

function ByLever({ desk, asks }: { readonly desk: Desk; readonly asks: readonly AskView[] }) {
  const { frame } = desk;
  const groups = new Map<string, AskView[]>();
  for (const view of asks) {
    const lever = codesOf(view.ask, 'lever')[0] ?? '';
    groups.set(lever, [...(groups.get(lever) ?? []), view]);
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
        {rows.map(([lever, views]) => {
          const [last] = views;
          return (
            <tr>
              <th scope="row">
                {lever === '' ? word(frame, 'home.row-no-lever') : codeName(frame, 'lever', lever)}
              </th>
              <td class="num">{views.length}</td>
              <td>
                {last === undefined ? null : (
                  <>
                    <a href={to(frame, pathOf(desk, last.ask.id))}>{titleOf(frame, last.ask).text}</a>
                    <span class="quiet"> {last.date === null ? null : dateText(frame.lang, last.date)}</span>
                  </>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
