/** One ask: the way it went, what came back, what it repeats and who repeated it. */
import { datePhrase } from '../../core/base/date-text.js';
import { model } from '../../core/model/model.js';
import { codesOf, refsOf, referring, standing, textOf, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { labelled, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { type AskView, askViews } from '../parts/asks.js';
import { Cite } from '../parts/cite.js';
import { codeName, nameOf, ThingLink, ThingLinks, titleOf } from '../parts/names.js';
import { ValueText } from '../parts/value.js';
import { FullRecordLink } from './things.js';

export function AskPage({ desk, ask }: { readonly desk: Desk; readonly ask: Thing }) {
  const { frame } = desk;
  const view = askViews(desk).find((one) => one.ask.id === ask.id);
  if (view === undefined) return null;
  const kicker = [
    labelled(frame, model.Ask.label),
    ...codesOf(ask, 'lever').map((lever) => codeName(frame, 'lever', lever)),
    view.date === null ? word(frame, 'ask.no-date') : dateText(frame.lang, view.date),
  ];
  return (
    <DossierPage desk={desk} title={titleOf(frame, ask).text} here="asks">
      <p class="kicker">{kicker.join(' · ')}</p>
      <h1>{titleOf(frame, ask).text}</h1>
      <p class="sentence">{sentence(desk, view)}</p>
      <Way desk={desk} ask={ask} />
      <AnswerTable desk={desk} view={view} />
      <Lineage desk={desk} ask={ask} />
      <Details desk={desk} ask={ask} />
      <FullRecordLink desk={desk} thing={ask} />
    </DossierPage>
  );
}

function sentence(desk: Desk, view: AskView): string {
  const { frame } = desk;
  const { ask, date, answers } = view;
  const names = (property: string) =>
    refsOf(ask, property)
      .map((id) => nameOf(desk, id).text)
      .join(', ');
  const parts = {
    by: names('by') || word(frame, 'asks.unknown-by'),
    to: names('addressee') || names('dutyBearer') || '—',
    text: endStop(titleOf(frame, ask).text),
  };
  const asked =
    date === null
      ? word(frame, 'ask.sentence-undated', parts)
      : word(frame, 'ask.sentence', { ...parts, when: capital(datePhrase(date, frame.lang)) });
  const real = answers.filter((answer) => !answer.early && answer.kind !== 'none');
  const last = real.at(-1);
  if (last === undefined) return `${asked} ${word(frame, 'ask.unanswered')}`;
  const came = word(frame, 'ask.answered', {
    n: real.length,
    date: last.date === null ? word(frame, 'ask.no-date') : dateText(frame.lang, last.date),
    kind:
      last.kind === null
        ? word(frame, 'ask.answer')
        : codeName(frame, 'answer-kind', last.kind).toLowerCase(),
  });
  return `${asked} ${came}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function endStop(text: string): string {
  return /[.!?。]$/.test(text) ? text : `${text}.`;
}

/** Asker, those who are to pass it on, the addressee, and the State that must act: as steps. */
function Way({ desk, ask }: { readonly desk: Desk; readonly ask: Thing }) {
  const { frame } = desk;
  const steps = [
    { role: 'ask.by', ids: refsOf(ask, 'by'), property: 'by' },
    ...refsOf(ask, 'intermediary').map(
      (id) => ({ role: 'ask.via', ids: [id], property: 'intermediary' }) as const,
    ),
    { role: 'ask.to', ids: refsOf(ask, 'addressee'), property: 'addressee' },
    { role: 'ask.bearer', ids: refsOf(ask, 'dutyBearer'), property: 'dutyBearer' },
  ] as const;
  return (
    <section>
      <h2>{word(frame, 'ask.way')}</h2>
      <ol class="plain way">
        {steps
          .filter(({ ids }) => ids.length > 0)
          .map(({ role, ids, property }) => (
            <li>
              <span class="quiet">{word(frame, role)}</span>
              <br />
              <ThingLinks desk={desk} ids={ids} />
              <Cite desk={desk} claims={standing(ask, property)} />
            </li>
          ))}
      </ol>
    </section>
  );
}

function AnswerTable({ desk, view }: { readonly desk: Desk; readonly view: AskView }) {
  const { frame } = desk;
  return (
    <section>
      <h2>{word(frame, 'ask.answers')}</h2>
      {view.answers.length === 0 ? (
        <p>
          {word(frame, 'ask.unanswered')} <span class="quiet">{word(frame, 'asks.silence')}</span>
        </p>
      ) : (
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
            {view.answers.map(({ answer, date, kind, early }) => (
              <tr>
                <td class="date">
                  {date === null ? word(frame, 'ask.no-date') : dateText(frame.lang, date)}
                </td>
                <td>
                  {kind === null ? word(frame, 'ask.answer') : codeName(frame, 'answer-kind', kind)}
                  {early ? <span class="flag"> {word(frame, 'ask.before-ask')}</span> : null}
                </td>
                <td>
                  <ThingLinks desk={desk} ids={[...refsOf(answer, 'by'), ...refsOf(answer, 'speaker')]} />
                </td>
                <td>
                  {textOf(answer, 'text', frame.lang)}
                  <Cite desk={desk} claims={standing(answer, 'text')} />
                </td>
                <td>
                  <ThingLinks desk={desk} ids={refsOf(answer, 'followedBy')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Lineage({ desk, ask }: { readonly desk: Desk; readonly ask: Thing }) {
  const { frame } = desk;
  const before = refsOf(ask, 'repeats');
  const after = referring(desk.file, ask.id, 'Ask', 'repeats').map((one) => one.id);
  if (before.length === 0 && after.length === 0) return null;
  return (
    <section>
      <h2>{word(frame, 'ask.line')}</h2>
      <dl class="pairs">
        {before.length === 0 ? null : (
          <>
            <dt>{word(frame, 'ask.repeats')}</dt>
            <dd>
              <ThingLinks desk={desk} ids={before} />
            </dd>
          </>
        )}
        {after.length === 0 ? null : (
          <>
            <dt>{word(frame, 'ask.repeated')}</dt>
            <dd>
              <ThingLinks desk={desk} ids={after} />
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
