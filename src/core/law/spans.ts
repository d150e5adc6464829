/**
 * One answer for each stretch of days on which it stays the same. Every comparison the binding engine
 * makes is of the day asked about with a day in the data, so the answer can change only on such a day
 * or the day after it; it is asked there, and nowhere between.
 */
import { addDays, type Day, day, type EdtfDate, possibleDays } from '../base/date.js';
import { byText } from '../base/ids.js';
import { boundOn } from './binding.js';
import { type LawData, pairOf } from './data.js';
import { type Cell, cellOf, type Column } from './matrix.js';
import { type Instrument, type StateId } from './reference.js';
import { standingOf } from './standing.js';

/** The days from `from` to `to`, both included, on which a cell says the same. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
  readonly cell: Cell;
}

export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** Consecutive spans that cover `days` without a gap; none when `days` ends before it begins. */
export function spans(state: StateId, column: Column, days: Days, law: LawData): readonly Span[] {
  const starts = [days.from, ...changesWithin(state, column, days, law)];
  const found: Span[] = [];
  if (days.to < days.from) return found;
  for (const [i, from] of starts.entries()) {
    const next = starts[i + 1];
    const to = next === undefined ? days.to : addDays(next, -1);
    const cell = cellOf(boundOn({ state, ...column, on: dateOf(from) }, law));
    const before = found.at(-1);
    if (before !== undefined && alike(before.cell, cell)) found[found.length - 1] = { ...before, to };
    else found.push({ from, to, cell });
  }
  return found;
}

const dates = new Map<Day, EdtfDate>();

/** One object for a day, because answers are kept by it. */
function dateOf(text: Day): EdtfDate {
  const known = dates.get(text);
  if (known !== undefined) return known;
  const made = day(text);
  if (dates.size < 50_000) dates.set(text, made);
  return made;
}

function changesWithin(state: StateId, { instrument }: Column, { from, to }: Days, law: LawData): Day[] {
  return changeDays(state, instrument, law).filter((one) => one > from && one <= to);
}

const kept = new WeakMap<LawData, Map<string, readonly Day[]>>();

/** The days on which an answer about this State and this instrument may change, in order. */
export function changeDays(state: StateId, instrument: string, law: LawData): readonly Day[] {
  const cache = kept.get(law) ?? new Map<string, readonly Day[]>();
  kept.set(law, cache);
  const key = `${state} ${instrument}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const changes = new Set<Day>();
  for (const one of comparedDays(state, instrument, law)) changes.add(one).add(addDays(one, 1));
  const sorted = [...changes].sort(byText);
  cache.set(key, sorted);
  return sorted;
}

/** Every day of the data that the engine compares the day asked about with. */
function comparedDays(state: StateId, instrument: string, law: LawData): Day[] {
  const own = law.instruments.get(instrument);
  const known = law.states.get(state);
  if (own === undefined || known === undefined) return [];
  const through = [own, ...(law.carriers.get(instrument) ?? [])];
  const days = [known.from, known.until].flatMap((one) => one ?? []);
  return [...days, ...through.flatMap((one) => daysTowards(state, one, law))];
}

function daysTowards(state: StateId, instrument: Instrument, law: LawData): Day[] {
  const { signature, periods, inside, outside } = standingOf(law, state, instrument);
  const { declarations } = pairOf(law, state, instrument.id);
  const told = [
    instrument.adopted,
    instrument.inForce,
    instrument.until,
    signature?.date ?? null,
    ...periods.flatMap(({ start, end }) => [start, end]),
    ...declarations.map(({ until }) => until),
  ];
  const said = periods.flatMap(({ by }) => by.told.map(({ saidOn }) => saidOn ?? null));
  return [
    ...told.flatMap((date) => (date === null ? [] : Object.values(possibleDays(date)))),
    ...said.flatMap((one) => one ?? []),
    ...[...inside, ...outside].map((seen) => seen.day),
  ];
}

function alike(a: Cell, b: Cell): boolean {
  return (
    a.kind === b.kind &&
    a.since === b.since &&
    a.basis === b.basis &&
    a.through === b.through &&
    a.lastConfirmed === b.lastConfirmed
  );
}
