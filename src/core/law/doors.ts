/**
 * Every body that can act on a State, or on an event, and how its door stands on a day: a complaint is
 * made on one day about what happened on another, so an event asks both. A door that was shut on the day
 * of the event and opened later is argued for what went on, and never said to be open.
 */
import { addMonths, type Day, type EdtfDate, possibleDays } from '../base/date.js';
import { type Label } from '../base/language.js';
import { assertNever } from '../base/result.js';
import { type LawData } from './data.js';
import { type Door, type Limit } from './door-data.js';
import * as say from './doorwords.js';
import { type GateFound, gateOf, reviewsOf } from './gates.js';
import { type StateId } from './reference.js';

export { type DoorStatus } from './gates.js';

export interface Deadline {
  /** The last day, when it can be said. */
  readonly last: Day | null;
  readonly past: boolean;
  readonly words: Label;
  /** What is missing to say the day. */
  readonly needs: 'decision' | 'event' | 'session' | null;
  /** EDTF: for a review, when the next can be expected. */
  readonly expected: string | null;
}

export interface DoorFound extends GateFound {
  readonly door: Door;
  readonly state: StateId;
  readonly deadline: Deadline;
}

export interface DoorQuestion {
  readonly state: StateId;
  /** The day somebody would go to it. */
  readonly on: EdtfDate;
  /** When it happened; `null` when no event is asked about, or its day is not known. */
  readonly event: EdtfDate | null;
  /** Other States on whose territory part of it happened. */
  readonly others: readonly StateId[];
  /** The final decision at home, where there was one. */
  readonly decided: Day | null;
}

const order = { open: 0, argued: 1, undecided: 2, shut: 3 } as const;

/** What a person or a family can use comes before what a State can. */
const rank: Readonly<Record<Door['kind'], number>> = {
  urgent: 0,
  complaint: 1,
  court: 2,
  charter: 3,
  agency: 4,
  criminal: 5,
  inquiry: 6,
  reporting: 7,
  review: 8,
  'inter-state': 9,
};

/** Open ones first, by kind, then in the order of the data. */
export function doorsOf(question: DoorQuestion, law: LawData): readonly DoorFound[] {
  return law.reference.doors.doors
    .map((door) => doorOf(door, question, law))
    .sort((a, b) => order[a.status] - order[b.status] || rank[a.door.kind] - rank[b.door.kind]);
}

export function doorOf(door: Door, question: DoorQuestion, law: LawData): DoorFound {
  const { state, on, event, others } = question;
  const at = { state, others, law };
  const now = gateOf(door, { ...at, on });
  const then = event === null ? null : gateOf(door, { ...at, on: event });
  const deadline = deadlineOf(door, question, law);
  return { ...inTime(door, together(door, now, then), deadline), door, state, deadline };
}

/** Past its time a door is shut, or argued where the body may still hear it. */
function inTime({ limit }: Door, gate: GateFound, { past, last }: Deadline): GateFound {
  if (!past || gate.status === 'shut' || !('strict' in limit)) return gate;
  const status = limit.strict ? 'shut' : gate.status === 'open' ? 'argued' : gate.status;
  return { ...gate, status, lastSeen: null, why: [...gate.why, say.timeOver(last ?? '')] };
}

/** Bodies that look at a State as it is do not ask what bound it on one day. */
const looksAtThePast: ReadonlySet<Door['kind']> = new Set(['complaint', 'court', 'inter-state', 'criminal']);

function together({ kind }: Door, now: GateFound, then: GateFound | null): GateFound {
  if (then === null || !looksAtThePast.has(kind)) return now;
  // What the Court may judge is fixed by the day of the acts.
  if (kind === 'criminal') return then;
  if (now.status === 'shut') return now;
  if (then.status === 'shut' && now.status === 'open')
    return { ...now, status: 'argued', why: [...now.why, say.onlyContinuing(now.since)] };
  if (then.status === 'shut') return { ...now, why: [...now.why, say.onlyContinuing(now.since)] };
  if (then.status === 'undecided' && now.status === 'open')
    return { ...now, status: 'undecided', why: [...now.why, say.eventUnsure] };
  return now;
}

function deadlineOf({ limit }: Door, question: DoorQuestion, law: LawData): Deadline {
  const { words } = limit;
  const open = { last: null, past: false, words, needs: null, expected: null };
  switch (limit.kind) {
    case 'none':
      return open;
    case 'after-decision':
      return question.decided === null
        ? { ...open, needs: 'decision' }
        : counted(question.decided, limit, question);
    case 'after-event':
      // From the first day it may have been: a deadline is never told later than it is.
      return question.event === null
        ? { ...open, needs: 'event' }
        : counted(possibleDays(question.event).earliest, limit, question);
    case 'session': {
      const { next } = reviewsOf({ law, state: question.state, on: question.on });
      return { ...open, needs: 'session', expected: next?.edtf ?? null };
    }
    default:
      return assertNever(limit);
  }
}

function counted(
  from: Day,
  { months, earlier, words }: Extract<Limit, { readonly months: number }>,
  { on }: DoorQuestion,
): Deadline {
  const last = addMonths(from, earlier !== null && from < earlier.before ? earlier.months : months);
  return { last, past: possibleDays(on).earliest > last, words, needs: null, expected: null };
}
