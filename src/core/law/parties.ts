/**
 * One instrument seen whole: what every State did towards it, how many it bound at the end of each
 * year, and what was reserved, provision by provision. All of it folded from the same standing that
 * answers for one State.
 */
import { day, type EdtfDate, possibleDays } from '../base/date.js';
import { boundOn, toldTogether } from './binding.js';
import { type LawData, pairOf } from './data.js';
import { parseNumber } from './number.js';
import { type Declaration, type Instrument, type StateId, type TreatyAction } from './reference.js';
import { bars } from './reservations.js';
import { type Period, type Standing, standingOf } from './standing.js';

export interface Party {
  readonly state: StateId;
  readonly standing: Standing;
}

/** Every State that signed or joined, in the order of the reference. */
export function partiesOf(instrument: Instrument, law: LawData): readonly Party[] {
  return [...law.states.keys()].flatMap((state) => {
    const standing = standingOf(law, state, instrument);
    return standing.signature === null && standing.periods.length === 0 ? [] : [{ state, standing }];
  });
}

export interface YearOfActs {
  readonly year: number;
  /** For whom it entered into force in this year, and by which act. */
  readonly joined: readonly { readonly state: StateId; readonly action: TreatyAction }[];
  readonly left: readonly StateId[];
  /** Bound on 31 December. */
  readonly bound: number;
  /** Undecided on that day. */
  readonly undecided: number;
}

/** From the year of adoption to `last`; an uncertain beginning counts in the last year it may be. */
export function yearsOfActs(instrument: Instrument, last: number, law: LawData): readonly YearOfActs[] {
  const first = instrument.adopted === null ? last : yearOf(instrument.adopted);
  const periods = partiesOf(instrument, law).flatMap(({ state, standing }) =>
    standing.periods.map((period) => ({ state, period })),
  );
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return years.map((year) => {
    const on = day(`${year}-12-31`);
    const answers = [...law.states.keys()].map(
      (state) => boundOn({ state, instrument: instrument.id, provision: null, on }, law).bound,
    );
    return {
      year,
      joined: periods
        .filter(({ period }) => startYear(period) === year)
        .map(({ state, period }) => ({ state, action: period.by.action })),
      left: periods
        .filter(({ period: { end } }) => end !== null && yearOf(end) === year)
        .map(({ state }) => state),
      bound: answers.filter((bound) => bound === 'yes').length,
      undecided: answers.filter((bound) => bound === 'undecided').length,
    };
  });
}

const yearOf = (date: EdtfDate) => Number(possibleDays(date).latest.slice(0, 4));
const startYear = ({ start }: Period) => (start === null ? null : yearOf(start));

export interface Reserved {
  /** As the data write the provision. */
  readonly provision: string;
  readonly statements: readonly Stated[];
}

export interface Stated {
  readonly declaration: Declaration;
  /** The instrument's own clause forbids it: reported, not applied. */
  readonly barred: boolean;
}

/** Reservations to the instrument, each under every provision it names, by number. */
export function reservedProvisions(instrument: Instrument, law: LawData): readonly Reserved[] {
  const rows = new Map<string, Stated[]>();
  for (const declaration of statementsTo(instrument, law)) {
    if (declaration.kind !== 'reservation') continue;
    const stated = { declaration, barred: bars(instrument, declaration) };
    for (const provision of declaration.provisions)
      rows.set(provision, [...(rows.get(provision) ?? []), stated]);
  }
  return [...rows]
    .map(([provision, statements]) => ({ provision, statements }))
    .sort((a, b) => articleOf(a.provision) - articleOf(b.provision));
}

/** What States said when they joined the instrument, or the one that carries its articles. */
export function statementsTo(instrument: Instrument, law: LawData): readonly Declaration[] {
  const sources = [instrument.id, ...(law.carriers.get(instrument.id) ?? []).map(({ id }) => id)];
  return [...law.states.keys()].flatMap((state) =>
    told(
      sources.flatMap((id) => pairOf(law, state, id).declarations.filter(({ of }) => of === instrument.id)),
    ),
  );
}

/** Reservations that two sources tell alike are one. */
function told(declarations: readonly Declaration[]): readonly Declaration[] {
  const reservations = declarations.filter(({ kind }) => kind === 'reservation');
  const others = declarations.filter(({ kind }) => kind !== 'reservation');
  return [...toldTogether(reservations), ...others];
}

const articleOf = (provision: string) => parseNumber(provision)?.article ?? Number.MAX_SAFE_INTEGER;
