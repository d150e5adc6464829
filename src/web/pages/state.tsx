/** One State: what it joined and what bound it on a day, what it says, what it was asked and answered. */
import { refsOf, standing, textOf, thingsOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { asksOf } from '../parts/asks.js';
import { cellKind, stateName } from '../parts/binding.js';
import { anySpeaksFor } from '../../core/ask/speaks-for.js';
import { boundOn } from '../../core/law/binding.js';
import { Cite } from '../parts/cite.js';
import { firstDate, pathOf, titleOf } from '../parts/names.js';
import { DoorsLink } from './doors.js';
import { AskTable } from './asks.js';
import { newestFirst } from './order.js';
import { dayAsked, treatiesOf } from './law.js';
import { Objections } from './instrument.js';
import { OnDay } from './on-day.js';
import { Doors, OwnLaw, Statements, TreatyActs } from './state-law.js';
import { StateAnswers, StateEvents } from './state-record.js';
import { ProvisionTable } from './provisions.js';
import { FullRecordLink } from './things.js';

export function StatePage({ desk, state }: { readonly desk: Desk; readonly state: string }) {
  const { frame, file } = desk;
  const { on } = dayAsked(desk);
  const treaties = treatiesOf(desk);
  const bound = treaties.filter(
    ({ id }) => cellKind(boundOn({ state, instrument: id, provision: null, on }, desk.law())) === 'since',
  );
  const positions = thingsOf(file, 'Position')
    .filter((position) => anySpeaksFor(file, refsOf(position, 'holder'), state))
    .sort(newestFirst);
  const asks = asksOf(desk).filter(
    ({ dutyBearers, addressees }) => dutyBearers.includes(state) || anySpeaksFor(file, addressees, state),
  );
  const name = stateName(desk, state);
  const thing = file.things.get(state);
  return (
    <DossierPage desk={desk} title={name} here="law">
      <h1>{name}</h1>
      <p class="sentence">
        {word(frame, 'state.sentence', {
          date: dateText(frame.lang, on),
          state: name,
          n: bound.length,
          m: treaties.length,
          p: positions.length,
          a: asks.length,
        })}
      </p>
      <OnDay desk={desk} on={on} />
      <DoorsLink desk={desk} id={state} />
      <TreatyActs desk={desk} state={state} on={on} />
      <section>
        <h2>{word(frame, 'law.duty')}</h2>
        <ProvisionTable desk={desk} state={state} on={on} />
      </section>
      <Statements desk={desk} state={state} on={on} />
      <Objections desk={desk} instrument={null} state={state} />
      <OwnLaw desk={desk} state={state} on={on} />
      <Doors desk={desk} state={state} on={on} />
      <section>
        <h2>{word(frame, 'state.positions')}</h2>
        {positions.length === 0 ? (
          <p>{word(frame, 'state.none')}</p>
        ) : (
          <dl class="pairs">
            {positions.map((position) => (
              <>
                <dt>{firstDate(frame, position) || word(frame, 'ask.no-date')}</dt>
                <dd>
                  <a href={to(frame, pathOf(desk, position.id))}>
                    {textOf(position, 'text', frame.lang) ?? titleOf(desk, position).text}
                  </a>
                  <Cite desk={desk} claims={standing(position, 'text')} />
                </dd>
              </>
            ))}
          </dl>
        )}
      </section>
      <section>
        <h2>{word(frame, 'state.asks')}</h2>
        {asks.length === 0 ? (
          <p>{word(frame, 'state.none')}</p>
        ) : (
          <AskTable desk={desk} asks={asks} range={null} />
        )}
      </section>
      <StateAnswers desk={desk} state={state} />
      <StateEvents desk={desk} state={state} />
      {thing === undefined ? null : <FullRecordLink desk={desk} thing={thing} />}
    </DossierPage>
  );
}
