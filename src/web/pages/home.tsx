/** The overview of a dossier: the sentence, the timeline, the map, and three short tables. */
import { byDate, type Day } from '../../core/base/date.js';
import { total, type Total } from '../../core/figure/total.js';
import { datesOf, refsOf, standing, type Thing, thingsOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText, number, shortDate } from '../formats.js';
import { to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { Cite } from '../parts/cite.js';
import { ThingLink, ThingLinks } from '../parts/names.js';
import { sizeOf, sizeText } from '../parts/size.js';
import { OtherTotals } from './periods.js';
import { type Lane } from '../svg/lanes.js';
import { Timeline } from '../svg/timeline.js';
import { pictures } from '../svg/widths.js';
import { boundOn } from '../../core/law/binding.js';
import { asksOf } from '../parts/asks.js';
import { recordDay } from '../parts/day.js';
import { BindingCell, cellKind, instrumentName, stateName } from '../parts/binding.js';
import { AskTable } from './asks.js';
import { lawSentence, treatiesOf } from './law.js';
import { isReturn, type Lanes, lanesOf } from './lanes.js';
import { RouteMap } from './map.js';
import { newestFirst } from './order.js';
import { SearchLine } from './search.js';

export function HomePage({ desk }: { readonly desk: Desk }) {
  const { frame, file } = desk;
  const { dossier } = file;
  const sum = total(file, { period: dossier.period });
  return (
    <DossierPage desk={desk} title={dossier.title[frame.lang]} here="home">
      <p class="kicker">{dossier.period === null ? null : dateText(frame.lang, dossier.period)}</p>
      <h1>{dossier.title[frame.lang]}</h1>
      <SearchLine desk={desk} />
      <PeriodSentence desk={desk} sum={sum} />
      <Reckoning desk={desk} sum={sum} />
      <p>{dossier.summary[frame.lang]}</p>
      {dossier.invented ? <p class="flag">{word(frame, 'dossiers.invented')}</p> : null}
      <p class="call">
        <a class="button" href={to(frame, '/check', { dossier: dossier.id })}>
          {word(frame, 'home.check')}
        </a>{' '}
        <span class="quiet">{word(frame, 'home.check-why')}</span>
      </p>
      <TimelineSection desk={desk} />
      <RouteMap desk={desk} />
      <OtherTotals desk={desk} periods={sum.periods} />
      <LastReturns desk={desk} />
      <LastAsks desk={desk} />
      <Binds desk={desk} />
    </DossierPage>
  );
}

/** What the returns on record add up to. */
function PeriodSentence({ desk, sum }: { readonly desk: Desk; readonly sum: Total }) {
  const { frame, file } = desk;
  if (file.things.size === 0)
    return <p class="sentence">{word(frame, frame.asOf === null ? 'home.empty' : 'home.empty-then')}</p>;
  return <p class="sentence">{sum.sentence[frame.lang]}</p>;
}

/** The rule behind the sentence, and each event that went into the sum. */
function Reckoning({ desk, sum }: { readonly desk: Desk; readonly sum: Total }) {
  const { frame } = desk;
  if (sum.events.length === 0) return null;
  return (
    <details class="fold reckoning">
      <summary>{word(frame, 'home.reckoning')}</summary>
      <p>{word(frame, 'home.rule')}</p>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'events.date')}</th>
            <th scope="col">{word(frame, 'events.event')}</th>
            <th scope="col" class="num">
              {word(frame, 'home.low')}
            </th>
            <th scope="col" class="num">
              {word(frame, 'home.high')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sum.events.slice(0, TABLE_ROWS_MAX).map((event) => (
            <tr>
              <td class="date">{shortDate(event.date)}</td>
              <td>
                <ThingLink desk={desk} id={event.id} />
                {event.certain ? null : <span class="flag"> {word(frame, 'home.perhaps-outside')}</span>}
              </td>
              <td class="num">
                {event.certain && event.bounds.low !== null ? number(event.bounds.low) : '–'}
              </td>
              <td class="num">
                {event.bounds.high === null ? '–' : number(event.bounds.high)}
                {event.bounds.openEnded ? ` ${word(frame, 'home.or-more')}` : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface Window {
  readonly from: Day;
  readonly until: Day;
}

function TimelineSection({ desk }: { readonly desk: Desk }) {
  const { frame } = desk;
  const lanes = lanesOf(desk);
  const whole = windowOf(desk, lanes.lanes);
  if (whole === null)
    return (
      <section>
        <h2>{word(frame, 'home.timeline')}</h2>
        <p>{word(frame, 'home.nothing')}</p>
      </section>
    );
  const asked = /^(\d{4})$/.exec(frame.query.get('year') ?? '')?.[1];
  const shown = asked === undefined ? whole : { from: `${asked}-01-01`, until: `${asked}-12-31` };
  const earlier = marksOf(lanes.lanes).filter(
    (mark) => (mark.date.latest ?? mark.date.earliest ?? '9999') < shown.from,
  ).length;
  const label = word(frame, 'home.timeline');
  return (
    <section id="timeline">
      <h2>{label}</h2>
      <figure>
        {pictures.map(({ width, className }) => (
          <Timeline
            lanes={lanes.lanes}
            from={shown.from}
            until={shown.until}
            width={width}
            label={label}
            className={className}
          />
        ))}
        <YearLinks desk={desk} lanes={lanes.lanes} chosen={asked ?? null} />
        <figcaption>
          {word(frame, 'home.key')}
          {earlier === 0 ? null : ` ${word(frame, 'home.before', { n: earlier })}`}
          {lanes.undated === 0 ? null : ` ${word(frame, 'home.undated', { n: lanes.undated })}`}
        </figcaption>
      </figure>
      <TimelineTable desk={desk} lanes={lanes} />
    </section>
  );
}

function marksOf(lanes: readonly Lane[]) {
  return lanes.flatMap((lane) => lane.rows.flatMap((row) => row.marks));
}

/** The dossier's period, else whatever its events and asks cover; law from before is cut and said. */
function windowOf(desk: Desk, lanes: readonly Lane[]): Window | null {
  const marks = marksOf(lanes.filter((lane) => lane.key !== 'law'));
  const all = marks.length > 0 ? marks : marksOf(lanes);
  const starts = all.flatMap(({ date }) => date.earliest ?? date.latest ?? []).sort();
  const ends = all.flatMap(({ date }) => date.latest ?? date.earliest ?? []).sort();
  const { period } = desk.file.dossier;
  const [from, until] = [period?.earliest ?? starts[0], period?.latest ?? ends.at(-1)];
  return from === undefined || until === undefined || all.length === 0
    ? null
    : { from: `${from.slice(0, 4)}-01-01`, until: `${until.slice(0, 4)}-12-31` };
}

function YearLinks(props: {
  readonly desk: Desk;
  readonly lanes: readonly Lane[];
  readonly chosen: string | null;
}) {
  const { desk, lanes, chosen } = props;
  const { frame } = desk;
  const years = [
    ...new Set(
      marksOf(lanes.filter((lane) => lane.key !== 'law')).flatMap(
        ({ date }) => date.earliest?.slice(0, 4) ?? [],
      ),
    ),
  ].sort();
  const home = `/d/${desk.file.dossier.id}`;
  return (
    <nav class="years" aria-label={word(frame, 'home.years')}>
      <span class="quiet">{word(frame, 'home.years')}:</span>
      <a href={to(frame, `${home}#timeline`)} {...(chosen === null ? { 'aria-current': 'true' } : {})}>
        {word(frame, 'home.all-years')}
      </a>
      {years.map((year) => (
        <a
          href={to(frame, `${home}#timeline`, { year })}
          {...(chosen === year ? { 'aria-current': 'true' } : {})}
        >
          {year}
        </a>
      ))}
    </nav>
  );
}

const TABLE_ROWS_MAX = 500;

function TimelineTable({ desk, lanes }: { readonly desk: Desk; readonly lanes: Lanes }) {
  const { frame } = desk;
  const rows = lanes.lanes
    .flatMap((lane) => lane.rows.flatMap((row) => row.marks.map((mark) => ({ lane, mark }))))
    .sort((a, b) => byDate(b.mark.date, a.mark.date));
  return (
    <details class="fold">
      <summary>{word(frame, 'home.table', { n: rows.length })}</summary>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'home.when')}</th>
            <th scope="col">{word(frame, 'home.lane')}</th>
            <th scope="col">{word(frame, 'home.what')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, TABLE_ROWS_MAX).map(({ lane, mark }) => (
            <tr>
              <td class="date">{shortDate(mark.date)}</td>
              <td>{lane.label}</td>
              <td>
                <ThingLink desk={desk} id={mark.id} />
                {mark.size === null ? null : <span class="quiet"> {sizeText(frame, mark.size)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const SHORT = 6;

function LastReturns({ desk }: { readonly desk: Desk }) {
  const { frame, file } = desk;
  const events = thingsOf(file, 'Event');
  const returns = events.filter(isReturn).sort(newestFirst).slice(0, SHORT);
  return (
    <section>
      <h2>{word(frame, 'home.last-returns')}</h2>
      {returns.length === 0 ? (
        <p>{word(frame, 'events.none')}</p>
      ) : (
        <EventTable desk={desk} events={returns} />
      )}
      {events.length === 0 ? null : (
        <p>
          <a href={to(frame, `/d/${file.dossier.id}/events`)}>
            {word(frame, 'home.all-events', { n: events.length })}
          </a>
        </p>
      )}
    </section>
  );
}

export function EventTable({ desk, events }: { readonly desk: Desk; readonly events: readonly Thing[] }) {
  const { frame } = desk;
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{word(frame, 'events.date')}</th>
          <th scope="col">{word(frame, 'events.event')}</th>
          <th scope="col" class="num">
            {word(frame, 'events.people')}
          </th>
          <th scope="col" class="more">
            {word(frame, 'events.place')}
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr>
            <td class="date">
              {datesOf(event).length === 0 ? (
                <span class="quiet">{word(frame, 'events.undated')}</span>
              ) : (
                shortDate(datesOf(event)[0] ?? null)
              )}
            </td>
            <td>
              <ThingLink desk={desk} id={event.id} />
            </td>
            <td class="num">
              {sizeText(frame, sizeOf(desk, event))}
              <Cite desk={desk} claims={standing(event, 'figure')} />
            </td>
            <td class="more">
              <ThingLinks desk={desk} ids={refsOf(event, 'place')} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LastAsks({ desk }: { readonly desk: Desk }) {
  const { frame, file } = desk;
  const asks = asksOf(desk);
  return (
    <section>
      <h2>{word(frame, 'home.last-asks')}</h2>
      {asks.length === 0 ? (
        <p>{word(frame, 'asks.none')}</p>
      ) : (
        <>
          <AskTable desk={desk} asks={asks.slice(0, SHORT)} range={null} />
          <p>
            <a href={to(frame, `/d/${file.dossier.id}/asks`)}>
              {word(frame, 'home.all-asks', { n: asks.length })}
            </a>
          </p>
        </>
      )}
    </section>
  );
}

/** The first treaties that bind each returning State; the law page has them all. */
function Binds({ desk }: { readonly desk: Desk }) {
  const { frame, file } = desk;
  const on = recordDay(desk);
  return (
    <>
      {file.dossier.returningStates.map((state) => {
        const bound = treatiesOf(desk).filter(({ id }) => {
          const kind = cellKind(boundOn({ state, instrument: id, provision: null, on }, desk.law()));
          return kind === 'since' || kind === 'reserved';
        });
        return (
          <section>
            <h2>{word(frame, 'home.binds', { state: stateName(desk, state) })}</h2>
            <p>{lawSentence(desk, state, on)}</p>
            {bound.length === 0 ? null : (
              <table class="list">
                <thead>
                  <tr>
                    <th scope="col">{word(frame, 'law.instrument')}</th>
                    <th scope="col">{word(frame, 'law.that-day')}</th>
                  </tr>
                </thead>
                <tbody>
                  {bound.slice(0, SHORT).map(({ id }) => (
                    <tr>
                      <th scope="row">{instrumentName(desk, id)}</th>
                      <td>
                        <BindingCell desk={desk} question={{ state, instrument: id, provision: null, on }} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <p>
              <a href={to(frame, `/d/${file.dossier.id}/law`)}>{word(frame, 'home.all-law')}</a>
            </p>
          </section>
        );
      })}
    </>
  );
}
