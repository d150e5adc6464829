/** Asks: what was asked of whom and what came back; the scoreboard by demand, and every ask as a thread. */
import { byDate, type Day, type EdtfDate } from '../../core/base/date.js';
import { byText, type ThingId } from '../../core/base/ids.js';
import { codesOf, refsOf, standing, textOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText, shortDate } from '../formats.js';
import { to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { type AskView, askViews } from '../parts/asks.js';
import { Cite } from '../parts/cite.js';
import { codeName, nameOf, pathOf, ThingLinks } from '../parts/names.js';
import { Paging, sliceOf } from '../parts/paging.js';
import { FateMarks, ThreadLine } from '../svg/threads.js';

export function AsksPage({ desk }: { readonly desk: Desk }) {
  const { frame } = desk;
  const all = askViews(desk);
  const of = frame.query.get('of') ?? '';
  const chosen = of === '' ? all : all.filter(({ ask }) => looksTo(ask, of));
  const asks = [...chosen].sort(newestAskFirst);
  const title = word(frame, 'asks.title');
  return (
    <DossierPage desk={desk} title={title} here="asks">
      <h1>{title}</h1>
      <p class="sentence">{sentence(desk, all, asks)}</p>
      {all.length === 0 ? null : (
        <>
          <p>{word(frame, 'asks.silence')}</p>
          <StateFilter desk={desk} all={all} chosen={of} />
          {asks.length === 0 ? null : (
            <>
              <Scoreboard desk={desk} asks={asks} />
              <AskList desk={desk} asks={asks} />
            </>
          )}
        </>
      )}
    </DossierPage>
  );
}

/** The State that must act in the end, or is addressed, or has a body that is. */
function looksTo(ask: AskView['ask'], state: ThingId): boolean {
  return [...refsOf(ask, 'dutyBearer'), ...refsOf(ask, 'addressee')].includes(state);
}

function sentence(desk: Desk, all: readonly AskView[], asks: readonly AskView[]): string {
  const { frame } = desk;
  if (all.length === 0) return word(frame, 'asks.none');
  const dates = asks.flatMap(({ date }) => date ?? []).sort(byDate);
  const [first, last] = [dates[0], dates.at(-1)];
  if (asks.length === 0) return word(frame, 'asks.none-of');
  return word(frame, 'asks.sentence', {
    n: asks.length,
    m: asks.filter(({ fate }) => fate !== 'open').length,
    first: first === undefined ? word(frame, 'ask.no-date') : dateText(frame.lang, first),
    last: last === undefined ? word(frame, 'ask.no-date') : dateText(frame.lang, last),
  });
}

export function newestAskFirst(a: AskView, b: AskView): number {
  if (a.date === null || b.date === null) return Number(a.date === null) - Number(b.date === null);
  return byDate(b.date, a.date) || byText(a.ask.id, b.ask.id);
}

function StateFilter(props: {
  readonly desk: Desk;
  readonly all: readonly AskView[];
  readonly chosen: string;
}) {
  const { desk, all, chosen } = props;
  const { frame, file } = desk;
  const states = [
    ...new Set(all.flatMap(({ ask }) => [...refsOf(ask, 'dutyBearer'), ...refsOf(ask, 'addressee')])),
  ].filter((id) => file.things.get(id)?.type === 'State');
  return (
    <form method="get" action={frame.path} class="row-form">
      {frame.keptLang === null ? null : <input type="hidden" name="lang" value={frame.keptLang} />}
      {frame.asOf === null ? null : <input type="hidden" name="asOf" value={frame.asOf} />}
      <label for="of">{word(frame, 'asks.of')}</label>
      <select id="of" name="of">
        <option value="">{word(frame, 'asks.any')}</option>
        {states.map((id) => (
          <option value={id} selected={id === chosen}>
            {nameOf(desk, id).text}
          </option>
        ))}
      </select>
      <button type="submit">{word(frame, 'asks.show')}</button>
    </form>
  );
}

function Scoreboard({ desk, asks }: { readonly desk: Desk; readonly asks: readonly AskView[] }) {
  const { frame } = desk;
  const byDemand = new Map<string, AskView[]>();
  for (const view of asks) {
    const demands = codesOf(view.ask, 'demand');
    for (const demand of demands.length === 0 ? [''] : demands)
      byDemand.set(demand, [...(byDemand.get(demand) ?? []), view]);
  }
  const rows = [...byDemand].sort(([a, x], [b, y]) => y.length - x.length || byText(a, b));
  return (
    <section>
      <h2>{word(frame, 'asks.scoreboard')}</h2>
      <table class="list scoreboard">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'asks.demand')}</th>
            <th scope="col" class="more">
              {word(frame, 'asks.came-back')}
            </th>
            <th scope="col" class="num">
              {word(frame, 'asks.times')}
            </th>
            <th scope="col" class="num">
              {word(frame, 'asks.answered')}
            </th>
            <th scope="col" class="num">
              {word(frame, 'asks.agreed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([demand, views]) => (
            <ScoreRow desk={desk} demand={demand} views={views} />
          ))}
        </tbody>
      </table>
      <p class="quiet">{word(frame, 'asks.scoreboard-key')}</p>
    </section>
  );
}

function ScoreRow(props: {
  readonly desk: Desk;
  readonly demand: string;
  readonly views: readonly AskView[];
}) {
  const { desk, demand, views } = props;
  const { frame } = desk;
  const name = demand === '' ? word(frame, 'asks.no-demand') : codeName(frame, 'demand', demand);
  const fates = views.map(({ fate }) => fate).toSorted((a, b) => fateRank[a] - fateRank[b]);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="more">
        <FateMarks fates={fates} label={name} />
      </td>
      <td class="num">{views.length}</td>
      <td class="num">{fates.filter((fate) => fate !== 'open').length}</td>
      <td class="num">{fates.filter((fate) => fate === 'agreed').length}</td>
    </tr>
  );
}

const fateRank = { agreed: 0, answered: 1, open: 2 } as const;

function AskList({ desk, asks }: { readonly desk: Desk; readonly asks: readonly AskView[] }) {
  const { frame } = desk;
  const slice = sliceOf(frame, asks);
  const range = rangeOf(asks);
  return (
    <section>
      <h2>{word(frame, 'asks.list')}</h2>
      <AskTable desk={desk} asks={slice.rows} range={range} />
      <Paging frame={frame} slice={slice} />
    </section>
  );
}

interface Range {
  readonly from: Day;
  readonly until: Day;
}

function rangeOf(asks: readonly AskView[]): Range | null {
  const dates: EdtfDate[] = asks
    .flatMap(({ date, answers }) => [date, ...answers.map((answer) => answer.date)])
    .filter((date) => date !== null);
  const days = dates
    .flatMap(({ earliest, latest }) => [earliest, latest])
    .filter((day) => day !== null)
    .sort();
  const [from, until] = [days[0], days.at(-1)];
  return from === undefined || until === undefined ? null : { from, until };
}

export function AskTable(props: {
  readonly desk: Desk;
  readonly asks: readonly AskView[];
  /** With a range, each row draws its thread on it. */
  readonly range: Range | null;
}) {
  const { desk, asks, range } = props;
  const { frame } = desk;
  return (
    <table class="list asks stack">
      <thead>
        <tr>
          <th scope="col">{word(frame, 'asks.date')}</th>
          <th scope="col">{word(frame, 'asks.who')}</th>
          <th scope="col">{word(frame, 'asks.what')}</th>
          {range === null ? null : (
            <th scope="col" class="more">
              {word(frame, 'asks.thread')}
              <span class="thread-range">
                <span>{range.from.slice(0, 4)}</span>
                <span>{range.until.slice(0, 4)}</span>
              </span>
            </th>
          )}
          <th scope="col">{word(frame, 'asks.came-back')}</th>
        </tr>
      </thead>
      <tbody>
        {asks.map((view) => (
          <AskRow desk={desk} view={view} range={range} />
        ))}
      </tbody>
    </table>
  );
}

function AskRow(props: { readonly desk: Desk; readonly view: AskView; readonly range: Range | null }) {
  const { desk, view, range } = props;
  const { frame } = desk;
  const { ask } = view;
  const addressees = refsOf(ask, 'addressee');
  const through = refsOf(ask, 'intermediary').filter((id) => !addressees.includes(id));
  const bearers = refsOf(ask, 'dutyBearer').filter((id) => !addressees.includes(id));
  const by = refsOf(ask, 'by');
  return (
    <tr>
      <td class="date">
        {view.date === null ? <span class="quiet">{word(frame, 'ask.no-date')}</span> : shortDate(view.date)}
      </td>
      <td>
        {by.length === 0 ? word(frame, 'asks.unknown-by') : <ThingLinks desk={desk} ids={by} />}
        {through.length === 0 ? null : (
          <span class="quiet">
            {' '}
            {word(frame, 'asks.through')} <ThingLinks desk={desk} ids={through} />
          </span>
        )}
        {' → '}
        <ThingLinks desk={desk} ids={addressees} />
        {bearers.length === 0 ? null : (
          <span class="quiet">
            {', '}
            {word(frame, 'asks.so-that')} <ThingLinks desk={desk} ids={bearers} />
          </span>
        )}
      </td>
      <td>
        <a href={to(frame, pathOf(desk, ask.id))}>{textOf(ask, 'text', frame.lang) ?? ask.id}</a>
        <Cite desk={desk} claims={standing(ask, 'text')} />
        <span class="quiet under">
          {codesOf(ask, 'lever')
            .map((lever) => codeName(frame, 'lever', lever))
            .join(', ')}
        </span>
      </td>
      {range === null ? null : (
        <td class="more">
          <ThreadLine
            asked={view.date}
            answers={view.answers}
            hops={through.length}
            from={range.from}
            until={range.until}
            label={word(frame, 'asks.thread')}
          />
        </td>
      )}
      <td>
        <Answers desk={desk} view={view} />
      </td>
    </tr>
  );
}

/** Each answer with its day and kind; silence is said. */
export function Answers({ desk, view }: { readonly desk: Desk; readonly view: AskView }) {
  const { frame } = desk;
  if (view.answers.length === 0) return <span class="quiet">{word(frame, 'asks.nothing')}</span>;
  return (
    <ul class="plain">
      {view.answers.map(({ answer, date, kind, early }) => (
        <li>
          <a href={to(frame, pathOf(desk, answer.id))}>
            {kind === null ? word(frame, 'ask.answer') : codeName(frame, 'answer-kind', kind)}
          </a>
          {date === null ? null : <span class="quiet"> {shortDate(date)}</span>}
          {early ? <span class="flag"> {word(frame, 'ask.before-ask')}</span> : null}
          <Cite desk={desk} claims={standing(answer, 'text')} />
        </li>
      ))}
    </ul>
  );
}
