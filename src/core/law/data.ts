/**
 * Reference data and a dossier's own claims about treaties, in one place. What agrees is cited
 * together; what conflicts is kept apart, so that the answer can say so.
 */
import { dateWithin, type Day, type EdtfDate, possibleDays } from '../base/date.js';
import { byText } from '../base/ids.js';
import { type CaseFile, type HeldClaim, refsOf, standing, type Thing, thingsOf } from '../view/thing.js';
import { instrumentsOf } from './instruments.js';
import { listed, numberText, parseNumber, type ProvisionNumber } from './number.js';
import { treatyActions } from './parse.js';
import {
  type Act,
  type Declaration,
  type Instrument,
  type InstrumentId,
  type Provision,
  type Reference,
  type Sighting,
  type State,
  type StateId,
  type UnknownAct,
} from './reference.js';
import { statesOf } from './states.js';

/** Everything the law functions read. Made once per case file; answers are kept beside it. */
export interface LawData {
  readonly reference: Reference;
  readonly states: ReadonlyMap<StateId, State>;
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly provisions: ReadonlyMap<string, Provision>;
  /** Acts, statements and sightings of one State towards one instrument, by `pairKey`. */
  readonly pairs: ReadonlyMap<string, Pair>;
  /** Instruments that carry another's articles, by the carried one. */
  readonly carriers: ReadonlyMap<InstrumentId, readonly Instrument[]>;
}

export interface Pair {
  readonly acts: readonly Act[];
  readonly declarations: readonly Declaration[];
  readonly sightings: readonly Sighting[];
  readonly unknown: readonly UnknownAct[];
}

export const pairKey = (state: StateId, instrument: InstrumentId): string => `${state} ${instrument}`;

const nothing: Pair = { acts: [], declarations: [], sightings: [], unknown: [] };

export function pairOf(law: LawData, state: StateId, instrument: InstrumentId): Pair {
  return law.pairs.get(pairKey(state, instrument)) ?? nothing;
}

/** Reference data alone, or with the claims of a case file. */
export function lawData(reference: Reference, file: CaseFile | null): LawData {
  const instruments = instrumentsOf(reference, file);
  const own = file === null ? noneOwn : ownParticipations(file, instruments);
  return {
    reference,
    states: statesOf(reference, file),
    instruments,
    carriers: carriersOf(instruments),
    provisions: file === null ? reference.provisions : withProvisions(reference, file),
    pairs: pairsOf({
      acts: [...reference.acts, ...own.acts],
      declarations: [
        ...reference.declarations,
        ...own.declarations.map((one) => withWithdrawal(one, reference)),
      ],
      sightings: reference.sightings,
      unknown: own.unknown,
    }),
  };
}

/** A dossier that took a reservation from a table does not outlive the withdrawal that the reference knows. */
function withWithdrawal(one: Declaration, { declarations }: Reference): Declaration {
  const [name] = one.provisions;
  const number = name === undefined ? null : parseNumber(name);
  const withdrawn = declarations.find(
    ({ state, of, kind, provisions, until }) =>
      until !== null &&
      state === one.state &&
      of === one.of &&
      kind === one.kind &&
      number !== null &&
      listed(provisions, number),
  );
  return withdrawn === undefined ? one : { ...one, until: withdrawn.until };
}

function carriersOf(
  instruments: ReadonlyMap<InstrumentId, Instrument>,
): ReadonlyMap<InstrumentId, readonly Instrument[]> {
  const carriers = new Map<InstrumentId, readonly Instrument[]>();
  for (const one of instruments.values())
    if (one.carries !== null)
      carriers.set(one.carries.instrument, [...(carriers.get(one.carries.instrument) ?? []), one]);
  return carriers;
}

function pairsOf({ acts, declarations, sightings, unknown }: Pair): ReadonlyMap<string, Pair> {
  interface Growing extends Pair {
    readonly acts: Act[];
    readonly declarations: Declaration[];
    readonly sightings: Sighting[];
    readonly unknown: UnknownAct[];
  }
  const pairs = new Map<string, Growing>();
  const at = (row: { readonly state: StateId; readonly instrument: InstrumentId }) => {
    const key = pairKey(row.state, row.instrument);
    const pair = pairs.get(key) ?? { acts: [], declarations: [], sightings: [], unknown: [] };
    pairs.set(key, pair);
    return pair;
  };
  for (const act of acts) at(act).acts.push(act);
  for (const declaration of declarations) at(declaration).declarations.push(declaration);
  for (const sighting of sightings) at(sighting).sightings.push(sighting);
  for (const one of unknown) at(one).unknown.push(one);
  return pairs;
}

type Own = Pick<Pair, 'acts' | 'declarations' | 'unknown'>;
const noneOwn: Own = { acts: [], declarations: [], unknown: [] };

function ownParticipations(file: CaseFile, instruments: ReadonlyMap<InstrumentId, Instrument>): Own {
  const acts: Act[] = [];
  const declarations: Declaration[] = [];
  const unknown: UnknownAct[] = [];
  for (const thing of thingsOf(file, 'Participation')) {
    const [state, instrument] = [refsOf(thing, 'state')[0], refsOf(thing, 'instrument')[0]];
    if (state === undefined || instrument === undefined) continue;
    acts.push(...actsOf(thing, state, instrument));
    unknown.push(...unknownActs(thing, state, instrument));
    const known = instruments.get(instrument);
    if (known !== undefined) declarations.push(...declarationsOf(thing, state, known));
  }
  return { acts, declarations, unknown };
}

function unknownActs(thing: Thing, state: StateId, instrument: InstrumentId): UnknownAct[] {
  return standing(thing, 'action').flatMap(({ id, claim: { value } }) => {
    const word = value.kind === 'code' ? value.term : value.kind === 'text' ? value.text : null;
    return word === null || treatyActions.some((name) => name === word)
      ? []
      : [{ state, instrument, word, claims: [id] }];
  });
}

/** Two standing days for one participation are two acts: the conflict is seen where acts are compared. */
function actsOf(thing: Thing, state: StateId, instrument: InstrumentId): Act[] {
  const said = standing(thing, 'action').flatMap(({ claim }) =>
    claim.value.kind === 'code' ? [claim.value.term] : [],
  );
  const action = treatyActions.find((name) => name === said[0]);
  if (action === undefined) return [];
  const effects = datedClaims(thing, 'effect');
  const dates = datedClaims(thing, 'date');
  const about = [...standing(thing, 'action'), ...effects.map(({ held }) => held)];
  const act = (date: EdtfDate | null, held: readonly HeldClaim[]): Act => ({
    id: thing.id,
    state,
    instrument,
    action,
    date,
    effect: effects[0]?.date ?? null,
    source: (held[0] ?? about[0])?.claim.source ?? '',
    verified: held.some((one) => one.claim.basis === 'read'),
    claims: [...held, ...about].map((one) => one.id),
    saidOn: lastSaid([...held, ...about]),
    note: '',
  });
  if (dates.length === 0) return [act(null, about)];
  const byDay = new Map<string, { date: EdtfDate; held: HeldClaim[] }>();
  for (const { date, held } of dates) {
    const kept = byDay.get(date.edtf) ?? { date, held: [] };
    kept.held.push(held);
    byDay.set(date.edtf, kept);
  }
  return [...byDay.values()].map(({ date, held }) => act(date, held));
}

/** The last day on which any of the claims was surely said. */
function lastSaid(held: readonly HeldClaim[]): Day | null {
  const days = held.flatMap(({ claim }) => (claim.said === null ? [] : [possibleDays(claim.said).earliest]));
  return days.sort(byText).at(-1) ?? null;
}

function datedClaims(thing: Thing, property: string): { date: EdtfDate; held: HeldClaim }[] {
  return standing(thing, property).flatMap((held) =>
    held.claim.value.kind === 'date' ? [{ date: held.claim.value.date, held }] : [],
  );
}

/**
 * "14, second half" names article 14 and a part of it; a bare number is the whole provision. An article
 * the instrument does not have is the one it carries: reservations to the Protocol name the Convention's.
 */
function declarationsOf(thing: Thing, state: StateId, instrument: Instrument): Declaration[] {
  return standing(thing, 'reserves').flatMap((held): Declaration[] => {
    if (held.claim.value.kind !== 'text') return [];
    const words = held.claim.value.text;
    const { number, rest } = splitReserved(words);
    if (number === null) return [];
    const { carries, articles, roman } = instrument;
    const elsewhere = carries !== null && articles !== null && number.article > articles;
    return [
      {
        id: thing.id,
        state,
        instrument: instrument.id,
        kind: 'reservation',
        of: elsewhere ? carries.instrument : instrument.id,
        provisions: [numberText(number, roman && !elsewhere)],
        effect: rest === '' ? 'excludes' : 'part',
        words: `art. ${words}`,
        until: null,
        source: held.claim.source,
        verified: held.claim.basis === 'read',
        claims: [held.id],
      },
    ];
  });
}

const RESERVED =
  /^\s*(?:(?:art(?:icle)?s?\.?|제|第)\s*)?(\d+[A-Z]?(?:\s*\([0-9a-z]+\))*|[IVX]+(?:\s*\([0-9a-z]+\))*)(.*)$/is;

function splitReserved(words: string): { readonly number: ProvisionNumber | null; readonly rest: string } {
  const match = RESERVED.exec(words);
  const rest = (match?.[2] ?? '').replace(/^[\s.,;:–-]+/, '').trim();
  return { number: parseNumber(match?.[1] ?? ''), rest };
}

function withProvisions(reference: Reference, file: CaseFile): ReadonlyMap<string, Provision> {
  const all = new Map(reference.provisions);
  for (const thing of thingsOf(file, 'Provision')) {
    const instrument = refsOf(thing, 'instrument')[0];
    const first = standing(thing, 'number')[0]?.claim;
    if (instrument === undefined || first === undefined || first.value.kind !== 'text') continue;
    const id = `${instrument} ${first.value.text}`;
    const duty = standing(thing, 'duty')[0]?.claim;
    if (all.has(id)) continue;
    all.set(id, {
      id,
      instrument,
      number: first.value.text,
      duty: duty?.value.kind === 'text' ? duty.value.text : '',
      source: first.source,
      verified: first.basis === 'read',
    });
  }
  return all;
}

/** Whether two dates can be one day told with different precision. */
export function agree(a: EdtfDate, b: EdtfDate): boolean {
  return a.edtf === b.edtf || dateWithin(a, b) || dateWithin(b, a);
}
