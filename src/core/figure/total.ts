/**
 * Totals over a period: the interval sum over events that have no people in common. An event's legs and
 * parts are the same people and are not added again; ordinary returns, detentions and arrests are no
 * returns. What a source says of a whole period bounds the sum and is shown beside it, never mixed in.
 */
import { byDate, dateWithin, datesOverlap, type EdtfDate } from '../base/date.js';
import { agreementInterval } from '../base/figure.js';
import { byText, type ThingId } from '../base/ids.js';
import { type Label } from '../base/language.js';
import { type CaseFile, codesOf, refsOf, referring, textOf, type Thing, thingsOf } from '../view/thing.js';
import { finestDate } from '../view/when.js';
import { type Account, type AccountOptions } from './accounts.js';
import { givesNumber } from './agreement.js';
import { bounds, type Bounds } from './bounds.js';
import { relationSentence, totalSentence } from './total-sentence.js';

/** Kinds of event in which people are sent back against their will. */
export const returnKinds: ReadonlySet<string> = new Set([
  'forced-return',
  'coerced-return',
  'onward-return',
  'pushback',
]);

export interface TotalOptions extends AccountOptions {
  /** The span to add up; `null` for all that is on record. */
  readonly period: EdtfDate | null;
  /** `event-kind` codes; those of `returnKinds` unless given. */
  readonly kinds?: ReadonlySet<string>;
  /** Only events sent from this State, on the whole or in one leg. */
  readonly from?: ThingId;
}

export interface EventInTotal {
  readonly id: ThingId;
  readonly date: EdtfDate | null;
  readonly bounds: Bounds;
  /** `false` when the event may lie outside the period: it then adds to the high only. */
  readonly certain: boolean;
}

/**
 * How what a source says of a period stands to the events inside it. `contradicts`: they add up to more
 * than it allows. `above`: it gives more than the highest figures of the events on record add up to.
 */
export type Relation = 'fits' | 'contradicts' | 'above' | 'not-comparable';

export interface PeriodAccount {
  readonly period: ThingId;
  readonly origin: ThingId;
  readonly account: Account;
  readonly relation: Relation;
  /** Sums of the events on record inside that period. */
  readonly events: {
    readonly low: number;
    readonly high: number;
    readonly openEnded: boolean;
    readonly count: number;
  };
  readonly sentence: Label;
}

export interface Total {
  readonly period: EdtfDate | null;
  /** Sum of the lows of events that are certainly inside; `null` when none has a low. */
  readonly low: number | null;
  /** Sum of the highs; `null` when none has a high. A limit only when `openEnded` is false. */
  readonly high: number | null;
  /** Some event has no upper limit or no number at all. */
  readonly openEnded: boolean;
  readonly events: readonly EventInTotal[];
  /** Counted events without any number. */
  readonly withoutNumber: readonly ThingId[];
  /** Legs and parts not added again, with the event that holds their people. */
  readonly inside: readonly { readonly id: ThingId; readonly of: ThingId }[];
  /** What sources say of whole periods that touch this one. */
  readonly periods: readonly PeriodAccount[];
  readonly sentence: Label;
}

export function total(file: CaseFile, options: TotalOptions): Total {
  const kinds = options.kinds ?? returnKinds;
  const all = thingsOf(file, 'Event').filter((event) =>
    codesOf(event, 'kind').some((kind) => kinds.has(kind)),
  );
  const sizes = new Sizes(file, options);
  const parts = partsOf(all);
  const { tops, inside } = disjoint(all, parts, sizes);
  const events = tops
    .filter((event) => isFrom(file, event, options.from))
    .flatMap((event) => inTotal(event, options.period, sizes))
    .sort(inOrder);
  const shown = new Set(events.map(({ id }) => id));
  const { low, high, lows, highs, openEnded } = sumOf(events);
  const known = {
    period: options.period,
    low: lows > 0 ? low : null,
    high: highs > 0 ? high : null,
    openEnded,
    events,
    withoutNumber: events.filter((event) => event.bounds.counted === 0).map(({ id }) => id),
    inside: inside.filter(({ of }) => shown.has(of)),
    periods: periodAccounts(file, tops, options, sizes),
  };
  return { ...known, sentence: totalSentence(known) };
}

/** Bounds, each worked out once. */
class Sizes {
  private readonly known = new Map<ThingId, Bounds>();
  private readonly file: CaseFile;
  private readonly options: AccountOptions;

  constructor(file: CaseFile, options: AccountOptions) {
    this.file = file;
    this.options = options;
  }

  of(thing: Thing): Bounds {
    const known = this.known.get(thing.id) ?? bounds(thing, this.file, this.options);
    this.known.set(thing.id, known);
    return known;
  }
}

type Parts = ReadonlyMap<ThingId, readonly Thing[]>;

function partsOf(all: readonly Thing[]): Parts {
  const parts = new Map<ThingId, Thing[]>();
  for (const event of all)
    for (const whole of refsOf(event, 'partOf')) parts.set(whole, [...(parts.get(whole) ?? []), event]);
  return parts;
}

interface Disjoint {
  readonly tops: readonly Thing[];
  readonly inside: readonly { readonly id: ThingId; readonly of: ThingId }[];
}

/**
 * Events that have nobody in common: of an event and its legs or parts, the whole when it has a number
 * or none of its parts has; else the parts, and of several legs of one journey the last.
 */
function disjoint(all: readonly Thing[], parts: Parts, sizes: Sizes): Disjoint {
  const counted = new Set(all.map(({ id }) => id));
  const roots = all.filter((event) => !refsOf(event, 'partOf').some((whole) => counted.has(whole)));
  const seen = new Set<ThingId>();
  const found = roots.map((event) => expand(event, parts, sizes, seen));
  // Events that are part of one another in a circle have no root; the first by id stands for all.
  for (const event of [...all].sort((a, b) => byText(a.id, b.id)))
    if (!seen.has(event.id)) found.push(expand(event, parts, sizes, seen));
  return { tops: found.flatMap(({ tops }) => tops), inside: found.flatMap(({ inside }) => inside) };
}

function expand(event: Thing, parts: Parts, sizes: Sizes, seen: Set<ThingId>): Disjoint {
  seen.add(event.id);
  const own = (parts.get(event.id) ?? []).filter(({ id }) => !seen.has(id));
  const below = own.map((part) => ({ part, ...expand(part, parts, sizes, seen) }));
  const within = below.flatMap(({ part, inside }) => [
    { id: part.id, of: event.id },
    ...inside.map(({ id }) => ({ id, of: event.id })),
  ]);
  const numbered = below.filter(({ tops }) => tops.some((top) => sizes.of(top).counted > 0));
  if (sizes.of(event).counted > 0 || numbered.length === 0) return { tops: [event], inside: within };
  const leaves = new Set(below.flatMap(({ part }) => refsOf(part, 'from')));
  // A leg that ends where another begins carried the same people before.
  const last = below.filter(({ part }) => !refsOf(part, 'to').some((state) => leaves.has(state)));
  const kept = last.length > 0 ? last : below;
  const stand = kept[0]?.part.id ?? event.id;
  const dropped = below
    .filter((each) => !kept.includes(each))
    .map(({ part }) => ({ id: part.id, of: stand }));
  return {
    tops: kept.flatMap(({ tops }) => tops),
    inside: [...kept.flatMap(({ inside }) => inside), ...dropped],
  };
}

/** Sent from this State, on the whole or in one leg, whatever kind the leg is of. */
function isFrom(file: CaseFile, event: Thing, state: ThingId | undefined): boolean {
  if (state === undefined || refsOf(event, 'from').includes(state)) return true;
  return referring(file, event.id, 'Event', 'partOf').some((leg) => refsOf(leg, 'from').includes(state));
}

function inTotal(event: Thing, period: EdtfDate | null, sizes: Sizes): EventInTotal[] {
  const date = finestDate(event);
  if (period !== null && date !== null && !datesOverlap(date, period)) return [];
  const certain = period === null || (date !== null && dateWithin(date, period));
  return [{ id: event.id, date, bounds: sizes.of(event), certain }];
}

function inOrder(a: EventInTotal, b: EventInTotal): number {
  if (a.date === null || b.date === null)
    return Number(a.date === null) - Number(b.date === null) || byText(a.id, b.id);
  return byDate(a.date, b.date) || byText(a.id, b.id);
}

interface Sums {
  readonly low: number;
  readonly high: number;
  readonly openEnded: boolean;
  /** How many events have a low, and a high. */
  readonly lows: number;
  readonly highs: number;
}

function sumOf(events: readonly EventInTotal[]): Sums {
  const lows = events.flatMap(({ certain, bounds: { low } }) => (certain && low !== null ? [low] : []));
  const highs = events.flatMap(({ bounds: { high } }) => (high === null ? [] : [high]));
  return {
    low: lows.reduce((sum, low) => sum + low, 0),
    high: highs.reduce((sum, high) => sum + high, 0),
    openEnded: events.some((event) => event.bounds.openEnded || event.bounds.high === null),
    lows: lows.length,
    highs: highs.length,
  };
}

function periodAccounts(
  file: CaseFile,
  tops: readonly Thing[],
  options: TotalOptions,
  sizes: Sizes,
): PeriodAccount[] {
  return thingsOf(file, 'Period')
    .filter((thing) => concerns(thing, options))
    .flatMap((thing) => {
      const date = finestDate(thing);
      const span =
        date === null
          ? []
          : tops
              .filter((event) => sameStates(file, thing, event))
              .flatMap((event) => inTotal(event, date, sizes));
      const inside = span.filter((event) => event.certain);
      const { low, high, openEnded } = sumOf(inside);
      const events = { low, high, openEnded, count: inside.length };
      return sizes
        .of(thing)
        .origins.filter(givesNumber)
        .map((account): PeriodAccount => {
          const known = {
            period: thing.id,
            origin: account.origin,
            account,
            relation: relationOf(thing, account, span),
            events,
          };
          return { ...known, sentence: relationSentence(known, date, textOf(thing, 'rate')) };
        });
    });
}

/** Whether the span a source totals touches the period asked about, and is of the same kind and State. */
function concerns(thing: Thing, { period, from, kinds = returnKinds }: TotalOptions): boolean {
  const ofKind = codesOf(thing, 'kind');
  const states = refsOf(thing, 'from');
  const date = finestDate(thing);
  if (ofKind.length > 0 && !ofKind.some((kind) => kinds.has(kind))) return false;
  if (from !== undefined && states.length > 0 && !states.includes(from)) return false;
  return period === null || date === null || datesOverlap(date, period);
}

function sameStates(file: CaseFile, period: Thing, event: Thing): boolean {
  const [from, to] = [refsOf(period, 'from'), refsOf(period, 'to')];
  const arrives =
    to.length === 0 ||
    refsOf(event, 'to').length === 0 ||
    refsOf(event, 'to').some((state) => to.includes(state));
  return arrives && (from.length === 0 || from.some((state) => isFrom(file, event, state)));
}

/**
 * Widened as for agreement, so that "about 600" is not contradicted by 620. A figure for some places or
 * some people only cannot be contradicted by events that may be others.
 */
function relationOf(thing: Thing, account: Account, span: readonly EventInTotal[]): Relation {
  if (finestDate(thing) === null || textOf(thing, 'rate') !== null) return 'not-comparable';
  const ranges = account.figures.flatMap((figure) => agreementInterval(figure) ?? []);
  if (ranges.every(({ low }) => low > sumOf(span).high)) return 'above';
  if (refsOf(thing, 'place').length > 0 || textOf(thing, 'composition') !== null) return 'not-comparable';
  const { low } = sumOf(span.filter((event) => event.certain));
  return ranges.every(({ high }) => low > high) ? 'contradicts' : 'fits';
}
