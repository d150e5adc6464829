/**
 * Which events and period totals of the record a passage can mean: by kind, States, places and
 * date. Dates compare three-valued, and a total over a period is never one of its events.
 */
import { compareDates, datesOverlap, dateWithin, day, type EdtfDate, parseDate } from '../../base/date.js';
import { type ThingId } from '../../base/ids.js';
import {
  type CaseFile,
  codesOf,
  datesOf,
  referring,
  refsOf,
  textOf,
  type Thing,
  thingsOf,
} from '../../view/thing.js';
import { type Named, type ReadDate } from '../assertion.js';

/** What a passage says happened, before a date is asked for. */
export interface Said {
  readonly eventKind: string | null;
  readonly date: ReadDate | null;
  readonly actor: Named | null;
  readonly people: Named | null;
  readonly places: readonly Named[];
}

/** Sendings against the will: letters do not tell these apart, so none is told from another by kind alone. */
const sendings = new Set(['forced-return', 'coerced-return', 'pushback', 'onward-return', 'expulsion']);
const holdings = new Set(['arrest', 'detention']);

export function sameSort(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return true;
  return (sendings.has(a) && sendings.has(b)) || (holdings.has(a) && holdings.has(b));
}

export const isSending = (kind: string | null): boolean => kind === null || sendings.has(kind);

/** The kind of an event or period, or `null` when no source says. */
export function kindOf(thing: Thing): string | null {
  return codesOf(thing, 'kind')[0] ?? null;
}

export function readDate(date: ReadDate | null): EdtfDate | null {
  if (date === null) return null;
  const parsed = parseDate(date.edtf);
  return parsed.ok ? parsed.value : null;
}

/** The other day an ambiguous date may mean. */
export function otherDate(date: ReadDate | null): EdtfDate | null {
  if (date === null || date.alternative === null) return null;
  const parsed = parseDate(date.alternative);
  return parsed.ok ? parsed.value : null;
}

/** Events or periods of the same sort between the same States, at any date. */
export function ofSort(file: CaseFile, type: 'Event' | 'Period', said: Said): Thing[] {
  return thingsOf(file, type).filter(
    (thing) => sameSort(said.eventKind, kindOf(thing)) && statesFit(file, thing, said),
  );
}

/** A State the passage names must be on the side it names; one the record does not name does not exclude. */
export function statesFit(file: CaseFile, thing: Thing, said: Said): boolean {
  const from = refsOf(thing, 'from');
  const to = refsOf(thing, 'to');
  const actor = stateBehind(file, said.actor?.id ?? null);
  const people = stateBehind(file, said.people?.id ?? null);
  const actorFits = actor === null || from.length === 0 || from.includes(actor) || actsIn(thing, actor);
  const peopleFit = people === null || to.length === 0 || to.includes(people) || from.includes(people);
  return actorFits && peopleFit;
}

function actsIn(thing: Thing, actor: ThingId): boolean {
  return refsOf(thing, 'by').includes(actor);
}

/** The State itself, or the State a body belongs to; `null` when the record cannot say. */
export function stateBehind(file: CaseFile, id: ThingId | null): ThingId | null {
  const thing = id === null ? undefined : file.things.get(id);
  if (thing === undefined) return null;
  return thing.type === 'State' ? thing.id : (refsOf(thing, 'state')[0] ?? null);
}

/** How an event's date stands to the date a passage gives. */
export type DateFit = 'same' | 'within' | 'finer' | 'may' | 'other' | 'undated';

/**
 * `within`: the event falls inside the letter's month or period. `finer`: the letter gives a day
 * where the record has only a month. `may`: the two overlap without either deciding.
 */
export function dateFit(event: readonly EdtfDate[], letter: EdtfDate | null): DateFit {
  if (letter === null || event.length === 0) return 'undated';
  const fits = event.map(closed).map((date): DateFit => {
    if (date.edtf === letter.edtf || compareDates(date, letter) === 'same') return 'same';
    if (!datesOverlap(date, letter)) return 'other';
    if (dateWithin(date, letter)) return 'within';
    return dateWithin(letter, date) ? 'finer' : 'may';
  });
  return (['same', 'within', 'finer', 'may'] as const).find((fit) => fits.includes(fit)) ?? 'other';
}

/** "From 26 October onwards" says when something began; it is not an event of every later year. */
function closed(date: EdtfDate): EdtfDate {
  const known = date.earliest === null ? date.latest : date.latest === null ? date.earliest : null;
  return known === null ? date : day(known);
}

/** An event's own dates with those of its legs: a letter may give the day of one leg. */
export function datesWithLegs(file: CaseFile, event: Thing): EdtfDate[] {
  return [...datesOf(event), ...referring(file, event.id, 'Event', 'partOf').flatMap((leg) => datesOf(leg))];
}

export function dateOf(thing: Thing): EdtfDate | null {
  return datesOf(thing)[0] ?? null;
}

/** Whole events only: a leg or a part is counted inside the event it belongs to. */
export function wholes(events: readonly Thing[]): Thing[] {
  const ids = new Set(events.map(({ id }) => id));
  return events.filter((event) => !refsOf(event, 'partOf').some((id) => ids.has(id)));
}

/** Events at one of the named places, or all when no event has one of them. */
export function atPlaces(events: readonly Thing[], places: readonly Named[]): Thing[] {
  const ids = places.flatMap(({ id }) => (id === null ? [] : [id]));
  if (ids.length === 0) return [...events];
  const there = events.filter((event) => refsOf(event, 'place').some((id) => ids.includes(id)));
  return there.length > 0 ? there : [...events];
}

/** "the return of 9 October 2023", for a sentence that has to say which one. */
export function titleOf(thing: Thing): string {
  return textOf(thing, 'title', 'en') ?? thing.id;
}
