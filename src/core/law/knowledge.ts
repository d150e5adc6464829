/**
 * What the State could know before an event, and events of the same kind: two lists of evidence. "Knowingly"
 * and "systematically" are these lists and nothing more; each line keeps whether it is certain.
 */
import { askedBefore } from '../ask/before.js';
import { askRecords } from '../ask/record.js';
import { speaksFor } from '../ask/speaks-for.js';
import { byDate, compareDates, type EdtfDate } from '../base/date.js';
import { byText, type ThingId } from '../base/ids.js';
import {
  type CaseFile,
  codesOf,
  type HeldClaim,
  refsOf,
  standing,
  type Thing,
  thingsOf,
} from '../view/thing.js';
import { finestDate } from '../view/when.js';

export interface KnownBefore {
  readonly id: ThingId;
  /** `ask`: put to it. `finding`: somebody's conclusion on its conduct. `statement`: what it said itself. */
  readonly kind: 'ask' | 'finding' | 'statement';
  /** The lever, the kind of reasoning or what the statement calls them; codes, several joined. */
  readonly how: readonly string[];
  readonly date: EdtfDate | null;
  /** Whether it was before the event and had reached the State. */
  readonly reached: 'yes' | 'undecided';
  /** Standing claims that say it, read in a source. */
  readonly claims: readonly HeldClaim[];
}

/** In the order of their dates; what certainly came later is left out. */
export function knownBefore(file: CaseFile, event: Thing, state: ThingId): readonly KnownBefore[] {
  const on = finestDate(event);
  const asks = askedBefore(file, askRecordsOf(file), state, on).map(({ ask, reached }): KnownBefore => ({
    id: ask.id,
    kind: 'ask',
    how: ask.levers,
    date: ask.date,
    reached,
    claims: read(ask.ask),
  }));
  const own = (thing: Thing) => refsOf(thing, 'holder').some((holder) => speaksFor(file, holder).has(state));
  const findings = thingsOf(file, 'Reasoning')
    .filter((one) => refsOf(one, 'about').includes(state) && !own(one))
    // That a published finding was read by the State it is about is not on record.
    .flatMap((one) => told(one, { on, kind: 'finding', how: codesOf(one, 'kind'), surely: false }));
  const statements = thingsOf(file, 'Position')
    .filter(own)
    .flatMap((one) => told(one, { on, kind: 'statement', how: codesOf(one, 'label'), surely: true }));
  return [...asks, ...findings, ...statements].sort(
    (a, b) => byMaybeDate(a.date, b.date) || byText(a.id, b.id),
  );
}

interface Telling {
  readonly on: EdtfDate | null;
  readonly kind: 'finding' | 'statement';
  readonly how: readonly string[];
  readonly surely: boolean;
}

function told(thing: Thing, { on, kind, how, surely }: Telling): KnownBefore[] {
  const date = finestDate(thing);
  const order = date === null || on === null ? null : compareDates(date, on);
  if (order === 'after' || read(thing).length === 0) return [];
  const reached = surely && order === 'before' ? 'yes' : 'undecided';
  return [{ id: thing.id, kind, how, date, reached, claims: read(thing) }];
}

function read(thing: Thing): readonly HeldClaim[] {
  return standing(thing).filter(({ claim }) => claim.basis === 'read');
}

function byMaybeDate(a: EdtfDate | null, b: EdtfDate | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return byDate(a, b);
}

/** Asks of a case file are read once; an event has a dozen rules that ask for them. */
const asksKept = new WeakMap<CaseFile, ReturnType<typeof askRecords>>();

function askRecordsOf(file: CaseFile) {
  let asks = asksKept.get(file);
  if (asks === undefined) asksKept.set(file, (asks = askRecords(file, null)));
  return asks;
}

/** Kinds of event in which somebody was sent back. */
export const returnKinds: readonly string[] = [
  'forced-return',
  'coerced-return',
  'pushback',
  'onward-return',
  'expulsion',
];

export interface LikeEvent {
  readonly id: ThingId;
  readonly date: EdtfDate | null;
  readonly kinds: readonly string[];
  /** Against the day of the event asked about. */
  readonly when: 'before' | 'after' | 'undecided';
  readonly places: readonly ThingId[];
  readonly by: readonly ThingId[];
}

/** Other returns by the same State to the same State; neither parts of this event nor what it is part of. */
export function likeEvents(file: CaseFile, event: Thing): readonly LikeEvent[] {
  const [from, to] = [refsOf(event, 'from'), refsOf(event, 'to')];
  const on = finestDate(event);
  const own = new Set([event.id, ...wholesOf(file, event.id)]);
  return thingsOf(file, 'Event')
    .filter((one) => {
      const kinds = codesOf(one, 'kind').filter((kind) => returnKinds.includes(kind));
      const shares = (property: string, ids: readonly ThingId[]) =>
        refsOf(one, property).some((id) => ids.includes(id));
      const apart = !own.has(one.id) && !wholesOf(file, one.id).includes(event.id);
      return kinds.length > 0 && apart && shares('from', from) && shares('to', to);
    })
    .map((one): LikeEvent => {
      const date = finestDate(one);
      const order = date === null || on === null ? null : compareDates(date, on);
      return {
        id: one.id,
        date,
        kinds: codesOf(one, 'kind'),
        when: order === 'before' || order === 'after' ? order : 'undecided',
        places: refsOf(one, 'place'),
        by: refsOf(one, 'by'),
      };
    })
    .sort((a, b) => byMaybeDate(a.date, b.date) || byText(a.id, b.id));
}

/** The events this one is part of, from the nearest; circles end where they began. */
export function wholesOf(file: CaseFile, id: ThingId): ThingId[] {
  const found: ThingId[] = [];
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const thing = file.things.get(next);
    for (const whole of thing === undefined ? [] : refsOf(thing, 'partOf'))
      if (whole !== id && !found.includes(whole)) {
        found.push(whole);
        queue.push(whole);
      }
  }
  return found;
}
