/**
 * Which event or total a figure in a letter is about. A day names an event; a month or year names
 * an event, a total over that span, or several events; no date names whatever has that figure.
 */
import { datesOverlap, dateWithin, type EdtfDate, parseDate } from '../../base/date.js';
import { type Figure } from '../../base/figure.js';
import { type CaseFile, datesOf, textsOf, type Thing } from '../../view/thing.js';
import { type ReadDate } from '../assertion.js';
import { accountsOf, saying } from './account.js';
import { type Grounds } from './grounds.js';
import { sameNumber } from './stand.js';
import {
  atPlaces,
  dateFit,
  dateOf,
  isSending,
  kindOf,
  ofSort,
  sameSort,
  otherDate,
  readDate,
  type Said,
  wholes,
} from './happening.js';

/** Why another thing of the record holds the same number. */
export type Elsewhere = 'total' | 'held' | 'ordinary' | 'other-date';

export type Subject =
  | { readonly kind: 'event' | 'period'; readonly thing: Thing; readonly others: readonly Thing[] }
  | { readonly kind: 'several'; readonly events: readonly Thing[] }
  | { readonly kind: 'none' };

/** The span a date with its relation covers: "since 2020" runs to the letter's own date. */
export function spanOf(date: ReadDate | null, day: EdtfDate | null): EdtfDate | null {
  const read = readDate(date);
  if (date === null || read === null || read.precision === 'interval') return read;
  if (date.relation === 'since' || date.relation === 'after')
    return parsed(`${date.edtf}/${day?.latest ?? '..'}`) ?? read;
  if (date.relation === 'before') return parsed(`/${date.edtf}`) ?? read;
  return read;
}

/** What a passage counts. Its text tells a rate ("a year") and an event ("in a single day") apart. */
export interface Counted {
  readonly said: Said;
  readonly figure: Figure;
  readonly text: string;
}

export function subjectOf(grounds: Grounds, file: CaseFile, { said, figure, text }: Counted): Subject {
  const events = wholes(atPlaces(ofSort(file, 'Event', said), said.places));
  const rated = rate.test(text);
  const periods = ofSort(file, 'Period', said).filter((period) => rated === isRate(period));
  const date = spanOf(said.date, grounds.day);
  const says = (thing: Thing) => accountsOf(grounds, thing, figure).some(({ stand }) => saying.has(stand));
  if (rated) return undated(grounds, periods, figure);
  if (date === null) return undated(grounds, oneDay.test(text) ? events : [...events, ...periods], figure);
  const on = events.filter((event) => fits(event, date));
  const alternative = otherDate(said.date);
  const there =
    on.length > 0 || alternative === null ? on : events.filter((event) => fits(event, alternative));
  if (date.precision === 'day') {
    // People counted as held on a day are a total as of that day.
    const asOf =
      there.length > 0
        ? []
        : periods.filter((period) => datesOf(period).some((own) => own.edtf === date.edtf));
    return asOf[0] === undefined
      ? pick(there, says)
      : { kind: 'period', thing: asOf[0], others: asOf.slice(1) };
  }
  const totals = periods.filter(
    (period) =>
      datesOf(period).some((own) => sameSpan(own, date)) || (there.length === 0 && counts(period, date)),
  );
  const total = totals.find(says) ?? (there.length === 0 ? totals[0] : undefined);
  if (total !== undefined && (there.length !== 1 || !there.some(says)))
    return { kind: 'period', thing: total, others: totals.filter((one) => one !== total) };
  if (there.length <= 1 || there.some(says)) return pick(there, says);
  return { kind: 'several', events: there };
}

function pick(events: readonly Thing[], says: (thing: Thing) => boolean): Subject {
  const thing = events.find(says) ?? events[0];
  if (thing === undefined) return { kind: 'none' };
  return { kind: 'event', thing, others: events.filter((one) => one !== thing) };
}

const rate =
  /\b(?:a|per|each|every) (?:year|month|week)\b|\b(?:annual|yearly|monthly)(?:ly)?\b|\bp\.?a\.?\b|매년|연간|每年/i;
const oneDay =
  /\b(?:in|on|within) (?:a|one|the same|a single|just one) (?:single )?day\b|\bovernight\b|하루|一天/i;

/** A total that is per year or month, not over the whole span. */
export function isRate(period: Thing): boolean {
  return textsOf(period, 'rate').length > 0;
}

/** Without a date, the thing most accounts of which say this figure. */
function undated(grounds: Grounds, things: readonly Thing[], figure: Figure): Subject {
  const count = (thing: Thing) =>
    accountsOf(grounds, thing, figure).filter(({ stand }) => saying.has(stand)).length;
  const best = [...things].sort((a, b) => count(b) - count(a))[0];
  if (best === undefined || count(best) === 0) return { kind: 'none' };
  return {
    kind: best.type === 'Period' ? 'period' : 'event',
    thing: best,
    others: things.filter((one) => one !== best),
  };
}

/** Things outside the subject with the very number, and what makes them something else. */
export function elsewhere(
  grounds: Grounds,
  { said, figure }: Counted,
  subject: Thing | null,
): { readonly why: Elsewhere; readonly thing: Thing } | null {
  const date = spanOf(said.date, grounds.day);
  const any: Said = { ...said, eventKind: null };
  const has = (thing: Thing) =>
    thing !== subject &&
    accountsOf(grounds, thing, figure).some((account) => sameNumber(figure, account.figure));
  const events = ofSort(grounds.record, 'Event', any).filter(has);
  const periods = ofSort(grounds.record, 'Period', any).filter(has);
  const long = (period: Thing) => dateOf(period)?.precision !== 'day' && !isRate(period);
  const near = (thing: Thing) => date === null || fits(thing, date) || sameYear(dateOf(thing), date);
  const other = (thing: Thing) =>
    isSending(said.eventKind) && said.eventKind !== null && !isSending(kindOf(thing));
  const covering = periods.find(
    (period) =>
      long(period) && sameSort(said.eventKind, kindOf(period)) && (date === null || fits(period, date)),
  );
  if (covering !== undefined) return { why: 'total', thing: covering };
  const ordinary = [...events, ...periods].find((one) => kindOf(one) === 'ordinary-return' && near(one));
  if (ordinary !== undefined && said.eventKind !== 'ordinary-return')
    return { why: 'ordinary', thing: ordinary };
  const held = [...events, ...periods].find((one) => other(one) && near(one));
  if (held !== undefined) return { why: 'held', thing: held };
  const moved = [...events, ...periods]
    .filter((one) => !other(one))
    .sort((a, b) => distance(a, date) - distance(b, date))[0];
  return moved === undefined ? null : { why: 'other-date', thing: moved };
}

function fits(thing: Thing, date: EdtfDate): boolean {
  const fit = dateFit(datesOf(thing), date);
  return fit === 'same' || fit === 'within' || fit === 'finer' || fit === 'may';
}

/** A count as of a day inside the month or year the letter names. */
function counts(period: Thing, date: EdtfDate): boolean {
  return datesOf(period).some(
    (own) => (own.precision === 'day' || own.precision === 'month') && dateWithin(own, date),
  );
}

/** Two spans are one when they are equal, or begin in the same year and end within a year of each other. */
function sameSpan(a: EdtfDate, b: EdtfDate): boolean {
  if (!datesOverlap(a, b)) return false;
  if (a.edtf === b.edtf) return true;
  if (a.precision === 'day' || a.precision === 'month' || b.precision === 'month' || b.precision === 'season')
    return false;
  const start = (date: EdtfDate) => date.earliest?.slice(0, 4) ?? '';
  if (b.latest === null) return start(a) === start(b);
  const end = (date: EdtfDate) => date.latest?.slice(0, 4) ?? '';
  return start(a) === start(b) && Math.abs(Number(end(a)) - Number(end(b))) <= 1;
}

function sameYear(a: EdtfDate | null, b: EdtfDate): boolean {
  return a?.earliest !== null && a?.earliest?.slice(0, 4) === b.earliest?.slice(0, 4);
}

/** Years apart, then whether month and day are the same: 9 October 2022 is a slip for 9 October 2023. */
function distance(thing: Thing, date: EdtfDate | null): number {
  const own = dateOf(thing)?.earliest;
  if (date?.earliest === null || date?.earliest === undefined || own === null || own === undefined)
    return 999;
  const sameDay = own.slice(5) === date.earliest.slice(5) ? -0.5 : 0;
  const sameMonth = own.slice(0, 7) === date.earliest.slice(0, 7) ? -0.25 : 0;
  return Math.abs(Number(own.slice(0, 4)) - Number(date.earliest.slice(0, 4))) + sameDay + sameMonth;
}

function parsed(edtf: string): EdtfDate | null {
  const result = parseDate(edtf);
  return result.ok ? result.value : null;
}
