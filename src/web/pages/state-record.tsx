/** What the dossier holds about a State: what it answered, and the events it had a part in. */
import { refsOf, standing, textOf, type Thing, thingsOf } from '../../core/view/thing.js';
import { anySpeaksFor } from '../../core/ask/speaks-for.js';
import { type Desk } from '../desk.js';
import { to, word } from '../frame.js';
import { Cite } from '../parts/cite.js';
import { codeName, firstDate, pathOf, titleOf } from '../parts/names.js';
import { type Word } from '../words.js';
import { newestFirst } from './order.js';

interface RecordProps {
  readonly desk: Desk;
  readonly state: string;
}

export function StateAnswers({ desk, state }: RecordProps) {
  const { frame, file } = desk;
  const answers = thingsOf(file, 'Answer')
    .filter((one) => anySpeaksFor(file, [...refsOf(one, 'by'), ...refsOf(one, 'speaker')], state))
    .sort(newestFirst);
  return (
    <section>
      <h2>{word(frame, 'state.answers')}</h2>
      {answers.length === 0 ? (
        <p>{word(frame, 'state.none')}</p>
      ) : (
        <dl class="pairs">
          {answers.map((answer) => (
            <>
              <dt>{firstDate(frame, answer) || word(frame, 'ask.no-date')}</dt>
              <dd>
                <b>{kindOf(desk, answer)}</b>{' '}
                <a href={to(frame, pathOf(desk, refsOf(answer, 'to')[0] ?? answer.id))}>
                  {textOf(answer, 'text', frame.lang) ?? titleOf(desk, answer).text}
                </a>
                <Cite desk={desk} claims={[...standing(answer, 'kind'), ...standing(answer, 'text')]} />
              </dd>
            </>
          ))}
        </dl>
      )}
    </section>
  );
}

function kindOf({ frame }: Desk, answer: Thing): string {
  const value = standing(answer, 'kind')[0]?.claim.value;
  return value?.kind === 'code' ? codeName(frame, 'answer-kind', value.term) : '';
}

const SHOWN = 40;

const parts = [
  { property: 'from', key: 'state.event-from' },
  { property: 'by', key: 'state.event-by' },
  { property: 'to', key: 'state.event-to' },
] as const satisfies readonly { readonly property: string; readonly key: Word }[];

export function StateEvents({ desk, state }: RecordProps) {
  const { frame, file } = desk;
  const events = thingsOf(file, 'Event')
    .flatMap((event) => {
      const roles = parts.filter(({ property }) => anySpeaksFor(file, refsOf(event, property), state));
      return roles.length === 0 ? [] : [{ event, roles }];
    })
    .sort((a, b) => newestFirst(a.event, b.event));
  return (
    <section>
      <h2>{word(frame, 'state.events')}</h2>
      {events.length === 0 ? (
        <p>{word(frame, 'state.none')}</p>
      ) : (
        <>
          <p>{word(frame, 'state.events-count', { n: events.length })}</p>
          <table class="list">
            <tbody>
              {events.slice(0, SHOWN).map(({ event, roles }) => (
                <tr>
                  <td class="date">{firstDate(frame, event) || word(frame, 'ask.no-date')}</td>
                  <th scope="row">
                    <a href={to(frame, pathOf(desk, event.id))}>{titleOf(desk, event).text}</a>
                  </th>
                  <td>{roles.map(({ key }) => word(frame, key)).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {events.length <= SHOWN ? null : (
            <p>
              <a href={to(frame, `/d/${file.dossier.id}/events`)}>{word(frame, 'state.events-all')}</a>
            </p>
          )}
        </>
      )}
    </section>
  );
}
