/** Every event, newest first, and apart from them the totals some sources give for longer periods. */
import {
  codesOf,
  datesOf,
  figuresOf,
  refsOf,
  standing,
  type Thing,
  thingsOf,
} from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { shortDate } from '../formats.js';
import { word } from '../frame.js';
import { DossierPage } from '../page.js';
import { Cite } from '../parts/cite.js';
import { codeName, ThingLink, ThingLinks } from '../parts/names.js';
import { Paging, sliceOf } from '../parts/paging.js';
import { sizeOf, sizeText } from '../parts/size.js';
import { isReturn } from './lanes.js';
import { newestFirst } from './order.js';

export function EventsPage({ desk }: { readonly desk: Desk }) {
  const { frame, file } = desk;
  const events = thingsOf(file, 'Event').sort(newestFirst);
  const periods = thingsOf(file, 'Period').sort(newestFirst);
  const slice = sliceOf(frame, events);
  const title = word(frame, 'events.title');
  return (
    <DossierPage desk={desk} title={title} here="events">
      <h1>{title}</h1>
      <p class="sentence">
        {events.length === 0
          ? word(frame, 'events.none')
          : word(frame, 'events.sentence', { n: events.length, m: events.filter(isReturn).length })}
      </p>
      {events.length === 0 ? null : <Events desk={desk} events={slice.rows} />}
      <Paging frame={frame} slice={slice} />
      {periods.length === 0 ? null : (
        <section>
          <h2>{word(frame, 'events.periods')}</h2>
          <p class="quiet">{word(frame, 'events.periods-hint')}</p>
          <Events desk={desk} events={periods} />
        </section>
      )}
    </DossierPage>
  );
}

function Events({ desk, events }: { readonly desk: Desk; readonly events: readonly Thing[] }) {
  const { frame } = desk;
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{word(frame, 'events.date')}</th>
          <th scope="col">{word(frame, 'events.event')}</th>
          <th scope="col" class="more">
            {word(frame, 'events.kind')}
          </th>
          <th scope="col" class="num">
            {word(frame, 'events.people')}
          </th>
          <th scope="col" class="num more">
            {word(frame, 'events.accounts')}
          </th>
          <th scope="col" class="more">
            {word(frame, 'events.place')}
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <EventRow desk={desk} event={event} />
        ))}
      </tbody>
    </table>
  );
}

function EventRow({ desk, event }: { readonly desk: Desk; readonly event: Thing }) {
  const { frame } = desk;
  const date = datesOf(event)[0] ?? null;
  return (
    <tr>
      <td class="date">
        {date === null ? <span class="quiet">{word(frame, 'events.undated')}</span> : shortDate(date)}
      </td>
      <td>
        <ThingLink desk={desk} id={event.id} />
      </td>
      <td class="more">
        {codesOf(event, 'kind')
          .map((kind) => codeName(frame, 'event-kind', kind))
          .join(', ')}
      </td>
      <td class="num">
        {sizeText(frame, sizeOf(desk, event))}
        <Cite desk={desk} claims={standing(event, 'figure')} />
      </td>
      <td class="num more">{figuresOf(event).length}</td>
      <td class="more">
        <ThingLinks desk={desk} ids={refsOf(event, 'place')} />
      </td>
    </tr>
  );
}
