/** What a State did towards each treaty, what it reserved there, its own law, and the doors that stand open. */
import { type EdtfDate } from '../../core/base/date.js';
import { toldTogether } from '../../core/law/binding.js';
import { type DoorFound, doorsOf } from '../../core/law/doors.js';
import { pairOf } from '../../core/law/data.js';
import { type Stated } from '../../core/law/parties.js';
import { type Declaration, type Instrument } from '../../core/law/reference.js';
import { bars } from '../../core/law/reservations.js';
import { standingOf } from '../../core/law/standing.js';
import { type Desk } from '../desk.js';
import { to, word } from '../frame.js';
import { BindingCell, instrumentName } from '../parts/binding.js';
import { treatiesOf } from './law.js';
import { ActCells, StatedLine } from './parties.js';

export interface StateOn {
  readonly desk: Desk;
  readonly state: string;
  readonly on: EdtfDate;
}

export function InstrumentLink({
  desk,
  id,
  on,
}: {
  readonly desk: Desk;
  readonly id: string;
  readonly on: EdtfDate;
}) {
  const path = `/d/${desk.file.dossier.id}/instrument/${id}`;
  return <a href={to(desk.frame, path, { on: on.edtf })}>{instrumentName(desk, id)}</a>;
}

/** Each treaty: signed, by which act it joined and when, and what that came to on the day. */
export function TreatyActs({ desk, state, on }: StateOn) {
  const { frame } = desk;
  const law = desk.law();
  return (
    <section>
      <h2>{word(frame, 'law.treaties')}</h2>
      <table class="list stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'law.instrument')}</th>
            <th scope="col">{word(frame, 'instrument.signed')}</th>
            <th scope="col">{word(frame, 'instrument.act')}</th>
            <th scope="col">{word(frame, 'instrument.deposited')}</th>
            <th scope="col">{word(frame, 'law.that-day')}</th>
          </tr>
        </thead>
        <tbody>
          {treatiesOf(desk).map((instrument) => {
            return (
              <tr>
                <th scope="row">
                  <InstrumentLink desk={desk} id={instrument.id} on={on} />
                </th>
                <ActCells
                  desk={desk}
                  question={{ state, instrument: instrument.id, on }}
                  standing={standingOf(law, state, instrument)}
                />
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Every statement it made when it joined: by treaty, with what it comes to. */
export function Statements({ desk, state, on }: StateOn) {
  const { frame } = desk;
  const law = desk.law();
  const rows = treatiesOf(desk).flatMap((instrument): { instrument: Instrument; stated: Stated[] }[] => {
    const { declarations } = pairOf(law, state, instrument.id);
    const isReservation = ({ kind }: Declaration) => kind === 'reservation';
    const told = [
      ...toldTogether(declarations.filter(isReservation)),
      ...declarations.filter((one) => !isReservation(one)),
    ];
    const stated = told.map((declaration) => ({
      declaration,
      barred: declaration.kind === 'reservation' && bars(instrument, declaration),
    }));
    return stated.length === 0 ? [] : [{ instrument, stated }];
  });
  return (
    <section>
      <h2>{word(frame, 'state.reserved')}</h2>
      {rows.length === 0 ? (
        <p>{word(frame, 'instrument.reserved-none')}</p>
      ) : (
        <table class="list">
          <tbody>
            {rows.map(({ instrument, stated }) => (
              <tr>
                <th scope="row">
                  <InstrumentLink desk={desk} id={instrument.id} on={on} />
                </th>
                <td>
                  <ul class="claims">
                    {stated.map((one) => (
                      <StatedLine desk={desk} stated={one} named={false} />
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const own: ReadonlySet<string> = new Set(['statute', 'constitution', 'decision', 'bilateral-agreement']);

/** Agreements with another State and its own law, as far as the data or the dossier hold any. */
export function OwnLaw({ desk, state, on }: StateOn) {
  const { frame } = desk;
  const rows = [...desk.law().instruments.values()].filter(
    ({ kind, parties }) => own.has(kind) && parties.includes(state),
  );
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{word(frame, 'state.own-law')}</h2>
      <table class="list">
        <tbody>
          {rows.map(({ id }) => (
            <tr>
              <th scope="row">
                <InstrumentLink desk={desk} id={id} on={on} />
              </th>
              <td>
                <BindingCell desk={desk} question={{ state, instrument: id, provision: null, on }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const signs = { open: '●', argued: '◐', undecided: '?', shut: '–' } as const;

/** Bodies that can act on the State that day, the open ones first; the shut ones fold away. */
export function Doors({ desk, state, on }: StateOn) {
  const { frame } = desk;
  const found = doorsOf({ state, on, event: null, others: [], decided: null }, desk.law());
  const shut = found.filter(({ status }) => status === 'shut');
  return (
    <section>
      <h2>{word(frame, 'state.doors')}</h2>
      <p class="quiet">{word(frame, 'state.doors-words')}</p>
      <DoorList desk={desk} doors={found.filter(({ status }) => status !== 'shut')} />
      {shut.length === 0 ? null : (
        <details class="fold">
          <summary>{word(frame, 'state.doors-shut', { n: shut.length })}</summary>
          <DoorList desk={desk} doors={shut} />
        </details>
      )}
    </section>
  );
}

function DoorList({ desk, doors }: { readonly desk: Desk; readonly doors: readonly DoorFound[] }) {
  const { frame } = desk;
  return (
    <table class="list stack">
      <tbody>
        {doors.map(({ door, status, why, verified, deadline }) => (
          <tr>
            <th scope="row">
              {door.title[frame.lang]}
              <span class="quiet duty">{door.body[frame.lang]}</span>
            </th>
            <td class="nowrap">
              <span class={`door door-${status}`}>
                {signs[status]} {word(frame, `state.door-${status}`)}
              </span>
            </td>
            <td>
              {why.map((one) => one[frame.lang]).join(' ')}
              {verified ? null : <span class="flag flag-unverified"> ○ {word(frame, 'law.unverified')}</span>}
              {status === 'shut' ? null : <span class="quiet duty">{deadline.words[frame.lang]}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
