/** A treaty's parties: tiles by region, the line over the years, reservations by provision, every State. */
import { type Standing } from '../../core/law/standing.js';
import { type EdtfDate, possibleDays } from '../../core/base/date.js';
import { byText } from '../../core/base/ids.js';
import { boundOn } from '../../core/law/binding.js';
import { cellOf } from '../../core/law/matrix.js';
import {
  partiesOf,
  reservedProvisions,
  statementsTo,
  type Stated,
  yearsOfActs,
} from '../../core/law/parties.js';
import { type Declaration, type Instrument, type State } from '../../core/law/reference.js';
import { type RegionId } from '../../core/law/regions.js';
import { bars } from '../../core/law/reservations.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { to, word } from '../frame.js';
import { BindingCell, boundText, stateName } from '../parts/binding.js';
import { recordDay } from '../parts/day.js';
import { codeName } from '../parts/names.js';
import { PartyLine } from '../svg/parties.js';
import { type TileBlock, TileMap } from '../svg/tiles.js';
import { pictures } from '../svg/widths.js';

interface OnProps {
  readonly desk: Desk;
  readonly instrument: Instrument;
  readonly on: EdtfDate;
}

/** Regions from west to east, and in each column from north to south. */
const continents: readonly (readonly RegionId[])[] = [
  ['northern-america', 'central-america', 'caribbean', 'south-america'],
  ['northern-europe', 'western-europe', 'southern-europe', 'northern-africa', 'western-africa'],
  ['eastern-europe', 'middle-africa', 'eastern-africa', 'southern-africa'],
  ['western-asia', 'central-asia', 'southern-asia'],
  ['eastern-asia', 'south-eastern-asia', 'oceania'],
];

export function PartiesMap({ desk, instrument, on }: OnProps) {
  const { frame } = desk;
  const label = word(frame, 'instrument.map');
  const reserved = new Set(
    statementsTo(instrument, desk.law())
      .filter((one) => one.kind === 'reservation' && !bars(instrument, one) && stands(one, on))
      .map(({ state }) => state),
  );
  const columns = continents.map((regions) =>
    regions.map((region) => blockOf(desk, { instrument, on, region, reserved })),
  );
  return (
    <section>
      <h2>{label}</h2>
      <figure>
        {pictures.map(({ width, className }) => (
          <TileMap columns={columns} width={width} label={label} className={className} />
        ))}
        <figcaption>
          {word(frame, 'instrument.map-words', { date: dateText(frame.lang, on) })}{' '}
          <a href="#every">{word(frame, 'instrument.table')}</a>
        </figcaption>
      </figure>
      <RegionCounts desk={desk} columns={columns} />
    </section>
  );
}

/** Not withdrawn by the day asked about. */
function stands({ until }: Declaration, on: EdtfDate): boolean {
  return until === null || possibleDays(until).latest > possibleDays(on).earliest;
}

function existed({ from, until }: State, on: EdtfDate): boolean {
  const { earliest, latest } = possibleDays(on);
  return (from === null || from <= latest) && (until === null || until >= earliest);
}

interface BlockProps {
  readonly instrument: Instrument;
  readonly on: EdtfDate;
  readonly region: RegionId;
  /** States with a reservation that stands. */
  readonly reserved: ReadonlySet<string>;
}

function blockOf(desk: Desk, { instrument, on, region, reserved }: BlockProps): TileBlock {
  const { frame, file } = desk;
  const law = desk.law();
  const states = [...law.states.values()]
    .filter((state) => state.region === region && existed(state, on))
    .sort((a, b) => byText(a.id, b.id));
  return {
    label: word(frame, `region.${region}`),
    tiles: states.map(({ id }) => {
      const answer = boundOn({ state: id, instrument: instrument.id, provision: null, on }, law);
      const { kind } = cellOf(answer);
      return {
        code: id,
        label: `${stateName(desk, id)}: ${boundText(desk, answer)}`,
        href: to(frame, `/d/${file.dossier.id}/state/${id}`, { on: on.edtf }),
        kind: kind === 'since' && reserved.has(id) ? 'reserved' : kind,
      };
    }),
  };
}

function RegionCounts({
  desk,
  columns,
}: {
  readonly desk: Desk;
  readonly columns: readonly (readonly TileBlock[])[];
}) {
  const { frame } = desk;
  return (
    <details class="fold">
      <summary>{word(frame, 'matrix.region')}</summary>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'matrix.region')}</th>
            <th scope="col" class="num">
              {word(frame, 'instrument.total')}
            </th>
            <th scope="col" class="num">
              {word(frame, 'law.signed-only')}
            </th>
            <th scope="col" class="num">
              {word(frame, 'law.unsure')}
            </th>
            <th scope="col" class="num">
              {word(frame, 'matrix.state')}
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.flat().map(({ label, tiles }) => {
            const count = (...kinds: string[]) => tiles.filter(({ kind }) => kinds.includes(kind)).length;
            return (
              <tr>
                <th scope="row">{label}</th>
                <td class="num">{count('since', 'reserved')}</td>
                <td class="num">{count('signed')}</td>
                <td class="num">{count('undecided')}</td>
                <td class="num">{tiles.length}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

export function PartiesOverTime({ desk, instrument }: Omit<OnProps, 'on'>) {
  const { frame } = desk;
  const law = desk.law();
  const last = Number(possibleDays(recordDay(desk)).latest.slice(0, 4)) - 1;
  const years = yearsOfActs(instrument, last, law);
  const seen = seenUntil(desk, instrument);
  if (years.length === 0) return null;
  const label = word(frame, 'instrument.time');
  return (
    <section>
      <h2>{label}</h2>
      <figure>
        {pictures.map(({ width, className }) => (
          <PartyLine years={years} seenUntil={seen} width={width} label={label} className={className} />
        ))}
        <figcaption>{word(frame, 'instrument.time-words', { year: String(seen) })}</figcaption>
      </figure>
      <details class="fold">
        <summary>{word(frame, 'instrument.years')}</summary>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{word(frame, 'instrument.year')}</th>
              <th scope="col">{word(frame, 'instrument.began')}</th>
              <th scope="col">{word(frame, 'instrument.left')}</th>
              <th scope="col" class="num">
                {word(frame, 'instrument.total')}
              </th>
              <th scope="col" class="num">
                {word(frame, 'law.unsure')}
              </th>
            </tr>
          </thead>
          <tbody>
            {years.map(({ year, joined, left, bound, undecided }) =>
              joined.length + left.length === 0 ? null : (
                <tr>
                  <th scope="row">{year}</th>
                  <td>{actsText(desk, joined)}</td>
                  <td>{left.map((state) => stateName(desk, state)).join(', ')}</td>
                  <td class="num">{bound}</td>
                  <td class="num">{undecided}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** "Accession: China, Japan · Succession: Fiji". */
function actsText(
  desk: Desk,
  joined: readonly { readonly state: string; readonly action: string }[],
): string {
  const byAction = new Map<string, string[]>();
  for (const { state, action } of joined)
    byAction.set(action, [...(byAction.get(action) ?? []), stateName(desk, state)]);
  return [...byAction]
    .map(([action, states]) => `${actName(desk, action)}: ${states.join(', ')}`)
    .join(' · ');
}

/** The last full year in which a table of every State was drawn up for this treaty. */
function seenUntil(desk: Desk, { id }: Instrument): number {
  const years = [...desk.law().reference.sources.values()].flatMap(({ asOf, complete }) =>
    asOf !== null && complete.includes(id) ? [Number(asOf.slice(0, 4)) - 1] : [],
  );
  return Math.max(0, ...years);
}

export function ReservedTable({ desk, instrument }: Omit<OnProps, 'on'>) {
  const { frame } = desk;
  const rows = reservedProvisions(instrument, desk.law());
  return (
    <section>
      <h2>{word(frame, 'instrument.reserved')}</h2>
      {rows.length === 0 ? (
        <p>{word(frame, 'instrument.reserved-none')}</p>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{word(frame, 'instrument.article')}</th>
              <th scope="col">{word(frame, 'instrument.reserved-by')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ provision, statements }) => (
              <tr>
                <th scope="row" class="nowrap">
                  {word(frame, 'law.provision', { number: provision })}
                </th>
                <td>
                  <details class="fold">
                    <summary>
                      {statements.map(({ declaration }) => stateName(desk, declaration.state)).join(', ')}
                    </summary>
                    <ul class="claims">
                      {statements.map((stated) => (
                        <StatedLine desk={desk} stated={stated} named />
                      ))}
                    </ul>
                  </details>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** One statement: whose, what it comes to, in our words, and whether it stands. */
interface StatedProps {
  readonly desk: Desk;
  readonly stated: Stated;
  /** Whether the State is named: not on its own page. */
  readonly named: boolean;
}

export function StatedLine({ desk, stated, named }: StatedProps) {
  const { frame } = desk;
  const { declaration, barred } = stated;
  const source = desk.law().reference.sources.get(declaration.source)?.title ?? declaration.source;
  return (
    <li class="claim">
      {named ? <b>{stateName(desk, declaration.state)}: </b> : null}
      <span lang="en">{declaration.words}</span> (
      {word(frame, barred ? 'instrument.barred' : `instrument.effect-${declaration.effect}`)})
      {declaration.until === null
        ? null
        : `; ${word(frame, 'instrument.withdrawn', { date: dateText(frame.lang, declaration.until) })}`}
      {declaration.verified ? null : (
        <span class="flag flag-unverified"> ○ {word(frame, 'law.unverified')}</span>
      )}
      <span class="quiet"> {word(frame, 'law.source', { source })}</span>
    </li>
  );
}

interface ActProps {
  readonly desk: Desk;
  readonly question: { readonly state: string; readonly instrument: string; readonly on: EdtfDate };
  readonly standing: Standing;
}

/** Of one State and one treaty: when it signed, by which acts it joined and when, and what that came to on the day. */
export function ActCells({ desk, question, standing: { signature, periods } }: ActProps) {
  const { frame } = desk;
  return (
    <>
      <td class="date" data-label={word(frame, 'instrument.signed')}>
        {signature?.date?.edtf ?? ''}
      </td>
      <td>{periods.map(({ by }) => actName(desk, by.action)).join('; ')}</td>
      <td class="date" data-label={word(frame, 'instrument.deposited')}>
        {periods.map(({ by }) => by.date?.edtf ?? '').join('; ')}
      </td>
      <td>
        <BindingCell desk={desk} question={{ ...question, provision: null }} />
      </td>
    </>
  );
}

export function StatesTable({ desk, instrument, on }: OnProps) {
  const { frame, file } = desk;
  const parties = [...partiesOf(instrument, desk.law())].sort((a, b) =>
    byText(stateName(desk, a.state), stateName(desk, b.state)),
  );
  return (
    <section id="every">
      <h2>{word(frame, 'instrument.table')}</h2>
      <table class="list stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'matrix.state')}</th>
            <th scope="col">{word(frame, 'instrument.signed')}</th>
            <th scope="col">{word(frame, 'instrument.act')}</th>
            <th scope="col">{word(frame, 'instrument.deposited')}</th>
            <th scope="col">{word(frame, 'law.that-day')}</th>
          </tr>
        </thead>
        <tbody>
          {parties.map(({ state, standing }) => (
            <tr>
              <th scope="row">
                <a href={to(frame, `/d/${file.dossier.id}/state/${state}`, { on: on.edtf })}>
                  {stateName(desk, state)}
                </a>
              </th>
              <ActCells desk={desk} question={{ state, instrument: instrument.id, on }} standing={standing} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The act in the reader's language; a source that names none says only that the State joined. */
export const actName = (desk: Desk, action: string) =>
  action === 'joined' ? word(desk.frame, 'instrument.joined') : codeName(desk.frame, 'treaty-action', action);
