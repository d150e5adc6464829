/** One ask: the way it went, what came back, what it repeats and who repeated it. */
import { type AnswerRecord, type AskRecord } from '../../core/ask/record.js';
import { lineage } from '../../core/ask/threads.js';
import { stateText } from '../../core/ask/words.js';
import { datePhrase } from '../../core/base/date-text.js';
import { model } from '../../core/model/model.js';
import { codesOf, standing, textOf, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { labelled, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { asksOf } from '../parts/asks.js';
import { Cite } from '../parts/cite.js';
import { codeName, nameOf, ThingLink, ThingLinks, titleOf } from '../parts/names.js';
import { ValueText } from '../parts/value.js';
import { FullRecordLink } from './things.js';

export function AskPage({ desk, ask }: { readonly desk: Desk; readonly ask: Thing }) {
  const { frame } = desk;
  const record = asksOf(desk).find((one) => one.id === ask.id);
  if (record === undefined) return null;
  const kicker = [
    labelled(frame, model.Ask.label),
    ...codesOf(ask, 'lever').map((lever) => codeName(frame, 'lever', lever)),
    record.date === null ? word(frame, 'ask.no-date') : dateText(frame.lang, record.date),
  ];
  return (
    <DossierPage desk={desk} title={titleOf(desk, ask).text} here="asks">
      <p class="kicker">{kicker.join(' · ')}</p>
      <h1>{titleOf(desk, ask).text}</h1>
      <p class="sentence">{sentence(desk, record)}</p>
      <Way desk={desk} record={record} />
      <AnswerTable desk={desk} record={record} />
      <Lineage desk={desk} ask={ask} />
      <Details desk={desk} ask={ask} />
      <FullRecordLink desk={desk} thing={ask} />
    </DossierPage>
  );
}

function sentence(desk: Desk, record: AskRecord): string {
  const { frame } = desk;
  const names = (ids: readonly string[]) => ids.map((id) => nameOf(desk, id).text).join(', ');
  const parts = {
    by: names(record.by) || word(frame, 'asks.unknown-by'),
    to: names(record.addressees) || names(record.dutyBearers) || '—',
    text: endStop(titleOf(desk, record.ask).text),
  };
  const asked =
    record.date === null
      ? word(frame, 'ask.sentence-undated', parts)
      : word(frame, 'ask.sentence', { ...parts, when: capital(datePhrase(record.date, frame.lang)) });
  return `${asked} ${endStop(capital(stateText(record)[frame.lang]))}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function endStop(text: string): string {
  return /[.!?。]$/.test(text) ? text : `${text}.`;
}

/** Each hop from who asked to the State that must act; a hop nobody recorded says so. */
function Way({ desk, record }: { readonly desk: Desk; readonly record: AskRecord }) {
  const { frame } = desk;
  return (
    <section>
      <h2>{word(frame, 'ask.way')}</h2>
      <table class="list stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'asks.date')}</th>
            <th scope="col">{word(frame, 'ask.from')}</th>
            <th scope="col">{word(frame, 'ask.to')}</th>
            <th scope="col">{word(frame, 'ask.how')}</th>
          </tr>
        </thead>
        <tbody>
          {record.hops.map((hop) => (
            <tr>
              <td class="date">{hop.date === null ? null : dateText(frame.lang, hop.date)}</td>
              <td>
                <ThingLinks desk={desk} ids={hop.from} />
              </td>
              <td>
                → <ThingLink desk={desk} id={hop.to} />
              </td>
              <td class={hop.how === 'not-recorded' ? 'quiet' : ''}>
                {word(frame, `hop.${hop.how}`)}
                {hop.shownBy === null ? null : (
                  <>
                    {': '}
                    <ThingLink desk={desk} id={hop.shownBy} />
                  </>
                )}
                {hop.how === 'made' ? <Cite desk={desk} claims={standing(record.ask, 'addressee')} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function AnswerTable({ desk, record }: { readonly desk: Desk; readonly record: AskRecord }) {
  const { frame } = desk;
  const all = [
    ...record.positions.map((answer) => ({ answer, early: true })),
    ...record.answers.map((answer) => ({ answer, early: false })),
  ];
  return (
    <section>
      <h2>{word(frame, 'ask.answers')}</h2>
      {record.state === 'answered' ? null : (
        <p>
          {endStop(capital(stateText(record)[frame.lang]))}{' '}
          <span class="quiet">{word(frame, 'asks.silence')}</span>
        </p>
      )}
      {all.length === 0 ? null : (
        <table class="list stack">
          <thead>
            <tr>
              <th scope="col">{word(frame, 'asks.date')}</th>
              <th scope="col">{word(frame, 'ask.answer')}</th>
              <th scope="col">
                {labelled(frame, model.Answer.properties['by']?.label ?? model.Answer.label)}
              </th>
              <th scope="col">{word(frame, 'asks.came-back')}</th>
              <th scope="col">{word(frame, 'ask.followed')}</th>
            </tr>
          </thead>
          <tbody>
            {all.map(({ answer, early }) => (
              <AnswerRow desk={desk} answer={answer} early={early} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function AnswerRow(props: { readonly desk: Desk; readonly answer: AnswerRecord; readonly early: boolean }) {
  const { desk, answer, early } = props;
  const { frame } = desk;
  return (
    <tr>
      <td class="date">
        {answer.date === null ? word(frame, 'ask.no-date') : dateText(frame.lang, answer.date)}
      </td>
      <td>
        {answer.kind === null ? word(frame, 'ask.answer') : codeName(frame, 'answer-kind', answer.kind)}
        {early ? <span class="flag"> {word(frame, 'ask.before-ask')}</span> : null}
      </td>
      <td>
        <ThingLinks desk={desk} ids={[...answer.by, ...answer.speakers]} />
      </td>
      <td>
        {textOf(answer.answer, 'text', frame.lang)}
        <Cite desk={desk} claims={standing(answer.answer, 'text')} />
      </td>
      <td>
        <ThingLinks desk={desk} ids={answer.followedBy} />
      </td>
    </tr>
  );
}

function Lineage({ desk, ask }: { readonly desk: Desk; readonly ask: Thing }) {
  const { frame } = desk;
  const { earlier, later } = lineage(asksOf(desk), ask.id);
  if (earlier.length === 0 && later.length === 0) return null;
  return (
    <section>
      <h2>{word(frame, 'ask.line')}</h2>
      <dl class="pairs">
        {earlier.length === 0 ? null : (
          <>
            <dt>{word(frame, 'ask.repeats')}</dt>
            <dd>
              <ThingLinks desk={desk} ids={earlier} />
            </dd>
          </>
        )}
        {later.length === 0 ? null : (
          <>
            <dt>{word(frame, 'ask.repeated')}</dt>
            <dd>
              <ThingLinks desk={desk} ids={later} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

const shown = ['demand', 'about', 'occasion', 'due', 'document', 'symbol', 'note'];

function Details({ desk, ask }: { readonly desk: Desk; readonly ask: Thing }) {
  const { frame } = desk;
  const rows = shown.flatMap((name) => {
    const property = model.Ask.properties[name];
    const claims = standing(ask, name);
    return property === undefined || claims.length === 0 ? [] : [{ property, claims }];
  });
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{word(frame, 'ask.details')}</h2>
      <dl class="pairs">
        {rows.map(({ property, claims }) => (
          <>
            <dt>{labelled(frame, property.label)}</dt>
            <dd>
              {claims.map((held, i) => (
                <>
                  {i === 0 ? null : ', '}
                  {held.claim.value.kind === 'ref' ? (
                    <ThingLink desk={desk} id={held.claim.value.id} />
                  ) : (
                    <ValueText desk={desk} claim={held.claim} />
                  )}
                </>
              ))}
              <Cite desk={desk} claims={claims} />
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}
