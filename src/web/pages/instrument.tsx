/** One treaty: its own rules, where it bound on a day, how its parties grew, what was reserved. */
import { binding, boundOn } from '../../core/law/binding.js';
import { intervalWords } from '../../core/law/entry.js';
import { cellOf } from '../../core/law/matrix.js';
import { type Instrument, type ReservationRule } from '../../core/law/reference.js';
import { type EdtfDate, possibleDays } from '../../core/base/date.js';
import { assertNever } from '../../core/base/result.js';
import { refsOf, standing, thingsOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { word } from '../frame.js';
import { DossierPage } from '../page.js';
import { BindingCell, instrumentName, stateName } from '../parts/binding.js';
import { isTreatyKind } from '../parts/choices.js';
import { Cite } from '../parts/cite.js';
import { codeName } from '../parts/names.js';
import { ValueText } from '../parts/value.js';
import { dayAsked } from './law.js';
import { OnDay } from './on-day.js';
import { PartiesMap, PartiesOverTime, ReservedTable, StatesTable } from './parties.js';
import { ProblemText } from './problems.js';
import { FullRecordLink } from './things.js';

export function InstrumentPage({
  desk,
  instrument,
}: {
  readonly desk: Desk;
  readonly instrument: Instrument;
}) {
  const { frame, file } = desk;
  const { on, problem } = dayAsked(desk);
  const name = instrumentName(desk, instrument.id);
  const thing = file.things.get(instrument.id);
  const treaty = isTreatyKind(instrument);
  return (
    <DossierPage desk={desk} title={name} here="law">
      <h1>{name}</h1>
      <p class="sentence">{treaty ? sentence(desk, instrument, on) : instrument.title}</p>
      {problem === null ? null : <ProblemText frame={frame} problem={problem} />}
      <OnDay desk={desk} on={on} />
      <Rules desk={desk} instrument={instrument} />
      {treaty ? (
        <>
          <PartiesMap desk={desk} instrument={instrument} on={on} />
          <PartiesOverTime desk={desk} instrument={instrument} />
          <ReservedTable desk={desk} instrument={instrument} />
          <Objections desk={desk} instrument={instrument.id} state={null} />
          <StatesTable desk={desk} instrument={instrument} on={on} />
        </>
      ) : (
        <PartyList desk={desk} instrument={instrument} on={on} />
      )}
      {thing === undefined ? null : <FullRecordLink desk={desk} thing={thing} />}
    </DossierPage>
  );
}

function sentence(desk: Desk, { id }: Instrument, on: EdtfDate): string {
  const law = desk.law();
  const { earliest, latest } = possibleDays(on);
  const there = [...law.states.values()].filter(
    ({ from, until }) => (from === null || from <= latest) && (until === null || until >= earliest),
  );
  const kinds = there.map(
    (state) => cellOf(boundOn({ state: state.id, instrument: id, provision: null, on }, law)).kind,
  );
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  return word(desk.frame, 'instrument.sentence', {
    date: dateText(desk.frame.lang, on),
    instrument: instrumentName(desk, id),
    n: count('since'),
    s: there.length,
    g: count('signed'),
    u: count('undecided'),
  });
}

/** What the instrument says of itself; each line with its article. */
function Rules({ desk, instrument }: { readonly desk: Desk; readonly instrument: Instrument }) {
  const { frame } = desk;
  const { entry, denunciation, carries, optional } = instrument;
  const date = (one: EdtfDate | null) => (one === null ? null : dateText(frame.lang, one));
  const title = desk.law().reference.sources.get(instrument.source)?.title ?? instrument.source;
  const rows: readonly (readonly [string, string | null, string])[] = [
    [word(frame, 'instrument.citation'), reference(instrument), 'en'],
    [word(frame, 'instrument.adopted'), date(instrument.adopted), frame.lang],
    [word(frame, 'instrument.in-force'), date(instrument.inForce), frame.lang],
    [word(frame, 'instrument.until'), date(instrument.until), frame.lang],
    [
      word(frame, 'instrument.entry'),
      entry === null ? null : `${intervalWords(entry.later, 'its deposit')} (art. ${entry.article})`,
      'en',
    ],
    [
      '',
      entry === null || entry.trigger === null
        ? null
        : word(frame, 'instrument.trigger', { n: entry.trigger, article: entry.article }),
      frame.lang,
    ],
    [
      word(frame, 'instrument.leaving'),
      leavingWords(desk, instrument),
      denunciation === null ? frame.lang : 'en',
    ],
    [word(frame, 'instrument.reserving'), reservingWords(desk, instrument.reservations), frame.lang],
    [
      word(frame, 'instrument.carries'),
      carries === null
        ? null
        : word(frame, 'instrument.carried', {
            from: carries.from,
            to: carries.to,
            article: carries.article,
            instrument: instrumentName(desk, carries.instrument),
          }),
      frame.lang,
    ],
    [word(frame, 'instrument.optional'), optional.length === 0 ? null : optional.join(', '), 'en'],
  ];
  return (
    <section>
      <h2>{word(frame, 'instrument.rules')}</h2>
      <dl class="pairs">
        {rows.map(([label, value, lang]) =>
          value === null ? null : (
            <>
              <dt>{label}</dt>
              <dd lang={lang}>{value}</dd>
            </>
          ),
        )}
      </dl>
      {instrument.note === '' ? null : <p lang="en">{instrument.note}</p>}
      <p class="quiet">
        {word(frame, 'law.source', { source: title })}
        {instrument.verified ? null : (
          <span class="flag flag-unverified"> ○ {word(frame, 'law.unverified')}</span>
        )}
      </p>
    </section>
  );
}

function reference({ title, citation, depositary }: Instrument): string {
  return [title, citation, depositary].filter((one) => one !== null).join(' · ');
}

function leavingWords({ frame }: Desk, instrument: Instrument): string | null {
  const { denunciation, entry } = instrument;
  if (denunciation === null) return entry === null ? null : word(frame, 'instrument.no-leaving');
  return denunciation.notice === null
    ? `art. ${denunciation.article}`
    : `${intervalWords(denunciation.notice, 'notice')} (art. ${denunciation.article})`;
}

function reservingWords({ frame }: Desk, rule: ReservationRule | null): string | null {
  if (rule === null) return null;
  const { article } = rule;
  switch (rule.kind) {
    case 'all':
      return word(frame, 'instrument.reserving-none', { article });
    case 'listed':
      return word(frame, 'instrument.reserving-listed', { article, list: rule.barred.join(', ') });
    case 'only':
      return word(frame, 'instrument.reserving-only', { article, list: rule.allowed.join(', ') });
    case 'object-and-purpose':
      return word(frame, 'instrument.reserving-purpose', { article });
    case 'silent':
      return word(frame, 'instrument.reserving-silent');
    default:
      return assertNever(rule.kind);
  }
}

interface ObjectionsProps {
  readonly desk: Desk;
  readonly instrument: string | null;
  readonly state: string | null;
}

/** Objections that the dossier records; the shipped tables hold none, and the page says so. */
export function Objections({ desk, instrument, state }: ObjectionsProps) {
  const { frame, file } = desk;
  const found = thingsOf(file, 'Participation')
    .filter(
      (one) =>
        (instrument === null || refsOf(one, 'instrument').includes(instrument)) &&
        (state === null || refsOf(one, 'state').includes(state)),
    )
    .flatMap((one) => standing(one, 'objection').map((held) => ({ one, held })));
  return (
    <section>
      <h2>{word(frame, 'instrument.objections')}</h2>
      {found.length === 0 ? (
        <p class="quiet">{word(frame, 'instrument.objections-none')}</p>
      ) : (
        <ul class="plain">
          {found.map(({ one, held }) => (
            <li>
              {refsOf(one, instrument === null ? 'instrument' : 'state').map((id) =>
                instrument === null ? instrumentName(desk, id) : stateName(desk, id),
              )}
              : <ValueText desk={desk} claim={held.claim} />
              <Cite desk={desk} claims={[held]} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface PartyListProps {
  readonly desk: Desk;
  readonly instrument: Instrument;
  readonly on: EdtfDate;
}

/** Agreements and laws: who is a party is a list. */
function PartyList({ desk, instrument, on }: PartyListProps) {
  const { frame } = desk;
  const question = { instrument: instrument.id, provision: null, on };
  const answers = instrument.parties.map((state) => binding({ ...question, state }, desk.law()));
  return (
    <section>
      <h2>{word(frame, 'instrument.table')}</h2>
      <p>{codeName(frame, 'instrument-kind', instrument.kind)}</p>
      <table class="list">
        <tbody>
          {answers.map(({ state }) => (
            <tr>
              <th scope="row">{stateName(desk, state)}</th>
              <td>
                <BindingCell desk={desk} question={{ ...question, state }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
