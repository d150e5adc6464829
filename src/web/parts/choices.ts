/**
 * What the reader of the table of States chose: the day, the States, the treaties, another day to
 * compare with. Read once from the address; what is none of these is left out, never guessed.
 */
import { day, type EdtfDate, isDay, parseDate, possibleDays } from '../../core/base/date.js';
import { byText } from '../../core/base/ids.js';
import { type Problem } from '../../core/base/result.js';
import { findProvision } from '../../core/law/instruments.js';
import { type Column } from '../../core/law/matrix.js';
import { type Instrument, type State } from '../../core/law/reference.js';
import { type RegionId, regionIds } from '../../core/law/regions.js';
import { type Desk } from '../desk.js';
import { recordDay } from './day.js';

export interface Choices {
  readonly on: EdtfDate;
  /** The day to compare with. */
  readonly than: EdtfDate | null;
  readonly problems: readonly Problem[];
  readonly years: { readonly first: number; readonly last: number; readonly shown: number };
  readonly region: RegionId | null;
  readonly instrument: Instrument | null;
  readonly state: State | null;
  readonly states: readonly State[];
  readonly columns: readonly Column[];
  /** The cell whose chain is open. */
  readonly cell: { readonly state: State; readonly column: Column } | null;
}

export const treatyKinds: ReadonlySet<string> = new Set([
  'multilateral-treaty',
  'regional-treaty',
  'protocol',
]);

export function isTreatyKind({ kind }: Instrument): boolean {
  return treatyKinds.has(kind);
}

export function choicesOf(desk: Desk): Choices {
  const { query } = desk.frame;
  const law = desk.law();
  const [asked, compared] = [dateAsked(desk, 'on'), dateAsked(desk, 'than')];
  const written = asked.date ?? recordDay(desk);
  const years = yearsOf(desk, written);
  const on = slid(written, query) ?? written;
  const region = regionIds.find((id) => id === query.get('region')) ?? null;
  const named = law.instruments.get(query.get('instrument') ?? '') ?? null;
  const instrument = named !== null && isTreatyKind(named) ? named : null;
  const state = law.states.get(query.get('state') ?? '') ?? null;
  const days = compared.date === null ? [on] : [on, compared.date];
  return {
    on,
    than: compared.date,
    problems: [asked.problem, compared.problem].flatMap((one) => one ?? []),
    years: { ...years, shown: yearOf(on) },
    region,
    instrument,
    state,
    states: statesShown(desk, { region, state, days }),
    columns: columnsShown(desk, instrument),
    cell: cellAsked(desk),
  };
}

function dateAsked(desk: Desk, name: 'on' | 'than'): { date: EdtfDate | null; problem: Problem | null } {
  const text = (desk.frame.query.get(name) ?? '').trim();
  if (text === '') return { date: null, problem: null };
  const date = parseDate(text, name);
  return date.ok ? { date: date.value, problem: null } : { date: null, problem: date.problem };
}

const yearOf = (date: EdtfDate) => Number(possibleDays(date).latest.slice(0, 4));

/** From the oldest treaty here to the year of the record, or of the day asked for when that is later. */
function yearsOf(desk: Desk, written: EdtfDate): { first: number; last: number } {
  const adopted = [...desk.law().instruments.values()]
    .filter(isTreatyKind)
    .flatMap(({ adopted }) => (adopted === null ? [] : [yearOf(adopted)]));
  const shown = yearOf(written);
  return {
    first: Math.min(shown, ...adopted),
    last: Math.max(shown, yearOf(recordDay(desk)), yearOf(day(desk.law().reference.dataAsOf))),
  };
}

/** The same day of the year the slider was moved to; `null` when it was left where it stood. */
function slid(written: EdtfDate, query: URLSearchParams): EdtfDate | null {
  const [year, stood] = [query.get('year') ?? '', query.get('stood') ?? ''];
  if (!/^\d{4}$/.test(year) || year === stood) return null;
  const sameDay = `${year}${possibleDays(written).latest.slice(4)}`;
  // 29 February of a year that has none.
  return day(isDay(sameDay) ? sameDay : `${year}-02-28`);
}

interface Shown {
  readonly region: RegionId | null;
  readonly state: State | null;
  readonly days: readonly EdtfDate[];
}

/** States that existed on one of the days, by region and then by name; a State asked for by name is always shown. */
function statesShown(desk: Desk, { region, state, days }: Shown): readonly State[] {
  if (state !== null) return [state];
  const existed = ({ from, until }: State) =>
    days.some((one) => {
      const { earliest, latest } = possibleDays(one);
      return (from === null || from <= latest) && (until === null || until >= earliest);
    });
  const order = ({ region: of }: State) => (of === null ? regionIds.length : regionIds.indexOf(of));
  const name = (one: State) => one.name[desk.frame.lang] || one.id;
  return [...desk.law().states.values()]
    .filter((one) => (region === null || one.region === region) && existed(one))
    .sort((a, b) => order(a) - order(b) || byText(name(a), name(b)));
}

/** Every treaty as a whole; or one treaty, and each of its provisions that the data know. */
function columnsShown(desk: Desk, instrument: Instrument | null): readonly Column[] {
  const law = desk.law();
  if (instrument === null)
    return [...law.instruments.values()]
      .filter(isTreatyKind)
      .map(({ id }) => ({ instrument: id, provision: null }));
  const provisions = [...law.provisions.values()].filter((one) => one.instrument === instrument.id);
  return [null, ...provisions.map(({ number }) => number)].map((provision) => ({
    instrument: instrument.id,
    provision,
  }));
}

function cellAsked(desk: Desk): Choices['cell'] {
  const [stateId = '', instrumentId = '', number] = (desk.frame.query.get('cell') ?? '').split(' ');
  const [state, instrument] = [desk.law().states.get(stateId), desk.law().instruments.get(instrumentId)];
  if (state === undefined || instrument === undefined) return null;
  const provision = number === undefined || !findProvision(instrument, number).ok ? null : number;
  return { state, column: { instrument: instrument.id, provision } };
}

/** As `cell` is written in an address. */
export const cellName = (state: string, { instrument, provision }: Column) =>
  [state, instrument, ...(provision === null ? [] : [provision])].join(' ');
