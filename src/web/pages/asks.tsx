/** Asks: what was asked of whom and what came back; the scoreboard by demand, and every ask as a thread. */
import { type AnswerRecord, type AskRecord } from '../../core/ask/record.js';
import { stateText } from '../../core/ask/words.js';
import { byDate, type Day, type EdtfDate } from '../../core/base/date.js';
import { byText } from '../../core/base/ids.js';
import { standing, textOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText, shortDate } from '../formats.js';
import { to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { answerFate, asksOf, fateOf, looksTo } from '../parts/asks.js';
import { Cite } from '../parts/cite.js';
import { codeName, nameOf, pathOf, ThingLinks } from '../parts/names.js';
import { Paging, sliceOf } from '../parts/paging.js';
import { FateMarks, ThreadLine } from '../svg/threads.js';

export function AsksPage({ desk }: { readonly desk: Desk }) {
  const { frame } = desk;
  const all = asksOf(desk);
  const of = frame.query.get('of') ?? '';
  const asks = of === '' ? all : all.filter((ask) => looksTo(ask, of));
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

function sentence(desk: Desk, all: readonly AskRecord[], asks: readonly AskRecord[]): string {
  const { frame } = desk;
  if (all.length === 0) return word(frame, 'asks.none');
  const dates = asks.flatMap(({ date }) => date ?? []).sort(byDate);
  const [first, last] = [dates[0], dates.at(-1)];
  if (asks.length === 0) return word(frame, 'asks.none-of');
  return word(frame, 'asks.sentence', {
    n: asks.length,
    m: asks.filter((ask) => fateOf(ask) !== 'open').length,
    first: first === undefined ? word(frame, 'ask.no-date') : dateText(frame.lang, first),
    last: last === undefined ? word(frame, 'ask.no-date') : dateText(frame.lang, last),
  });
}

function StateFilter(props: {
  readonly desk: Desk;
  readonly all: readonly AskRecord[];
  readonly chosen: string;
}) {
  const { desk, all, chosen } = props;
  const { frame, file } = desk;
  const states = [...new Set(all.flatMap((ask) => [...ask.dutyBearers, ...ask.addressees]))].filter(
    (id) => file.things.get(id)?.type === 'State',
  );
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

function Scoreboard({ desk, asks }: { readonly desk: Desk; readonly asks: readonly AskRecord[] }) {
  const { frame } = desk;
  const byDemand = new Map<string, AskRecord[]>();
  for (const ask of asks)
    for (const demand of ask.demands.length === 0 ? [''] : ask.demands)
      byDemand.set(demand, [...(byDemand.get(demand) ?? []), ask]);
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
  readonly views: readonly AskRecord[];
}) {
  const { desk, demand, views } = props;
  const { frame } = desk;
  const name = demand === '' ? word(frame, 'asks.no-demand') : codeName(frame, 'demand', demand);
  const fates = views.map(fateOf).toSorted((a, b) => fateRank[a] - fateRank[b]);
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

function AskList({ desk, asks }: { readonly desk: Desk; readonly asks: readonly AskRecord[] }) {
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

function rangeOf(asks: readonly AskRecord[]): Range | null {
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
  readonly asks: readonly AskRecord[];
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
        {asks.map((ask) => (
          <AskRow desk={desk} ask={ask} range={range} />
        ))}
      </tbody>
    </table>
  );
}

function AskRow(props: { readonly desk: Desk; readonly ask: AskRecord; readonly range: Range | null }) {
  const { desk, ask, range } = props;
  const { frame } = desk;
  return (
    <tr>
      <td class="date">
        {ask.date === null ? <span class="quiet">{word(frame, 'ask.no-date')}</span> : shortDate(ask.date)}
      </td>
      <td>
        <WhoAsked desk={desk} ask={ask} />
      </td>
      <td>
        <a href={to(frame, pathOf(desk, ask.id))}>{textOf(ask.ask, 'text', frame.lang) ?? ask.id}</a>
        <Cite desk={desk} claims={standing(ask.ask, 'text')} />
        <span class="quiet under">
          {ask.levers.map((lever) => codeName(frame, 'lever', lever)).join(', ')}
        </span>
      </td>
      {range === null ? null : (
        <td class="more">
          <ThreadLine
            asked={ask.date}
            answers={ask.answers.map((answer) => ({ date: answer.date, fate: answerFate(answer) }))}
            hops={Math.max(0, ask.hops.length - ask.addressees.length)}
            from={range.from}
            until={range.until}
            label={word(frame, 'asks.thread')}
          />
        </td>
      )}
      <td>
        <Answers desk={desk} ask={ask} />
      </td>
    </tr>
  );
}

/** "Six deputies through their embassy → the President, to move Vesnia". */
function WhoAsked({ desk, ask }: { readonly desk: Desk; readonly ask: AskRecord }) {
  const { frame } = desk;
  const through = ask.intermediaries.filter((id) => !ask.addressees.includes(id));
  const bearers = ask.dutyBearers.filter((id) => !ask.addressees.includes(id));
  return (
    <>
      {ask.by.length === 0 ? word(frame, 'asks.unknown-by') : <ThingLinks desk={desk} ids={ask.by} />}
      {through.length === 0 ? null : (
        <span class="quiet">
          {' '}
          {word(frame, 'asks.through')} <ThingLinks desk={desk} ids={through} />
        </span>
      )}
      {' → '}
      <ThingLinks desk={desk} ids={ask.addressees} />
      {bearers.length === 0 ? null : (
        <span class="quiet">
          {', '}
          {word(frame, 'asks.so-that')} <ThingLinks desk={desk} ids={bearers} />
        </span>
      )}
    </>
  );
}

/** Each answer with its day and kind; silence is said, and what was said before the ask is no answer. */
function Answers({ desk, ask }: { readonly desk: Desk; readonly ask: AskRecord }) {
  const { frame } = desk;
  const silent = ask.state === 'no-answer-recorded' || ask.state === 'overdue';
  return (
    <>
      {silent ? <span class="quiet">{stateText(ask)[frame.lang]}</span> : null}
      <ul class="plain">
        {ask.answers.map((answer) => (
          <AnswerItem desk={desk} answer={answer} early={false} />
        ))}
        {ask.positions.map((answer) => (
          <AnswerItem desk={desk} answer={answer} early />
        ))}
      </ul>
    </>
  );
}

function AnswerItem(props: { readonly desk: Desk; readonly answer: AnswerRecord; readonly early: boolean }) {
  const { desk, answer, early } = props;
  const { frame } = desk;
  const { kind, date } = answer;
  return (
    <li>
      <a href={to(frame, pathOf(desk, answer.id))}>
        {kind === null ? word(frame, 'ask.answer') : codeName(frame, 'answer-kind', kind)}
      </a>
      {date === null ? null : <span class="quiet"> {shortDate(date)}</span>}
      {early ? <span class="flag"> {word(frame, 'ask.before-ask')}</span> : null}
      <Cite desk={desk} claims={standing(answer.answer, 'text')} />
    </li>
  );
}
