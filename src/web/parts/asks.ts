/** What pages need of an ask at a glance, from the record of it. */
import { type EdtfDate } from '../../core/base/date.js';
import { type AnswerRecord, askRecords, type AskRecord, byAskDate } from '../../core/ask/record.js';
import { type Desk } from '../desk.js';
import { recordDay } from './day.js';
import { type Fate } from '../svg/threads.js';

const agreeing: ReadonlySet<string> = new Set(['favourable', 'pledged', 'accepted']);

const kept = new WeakMap<Desk, readonly AskRecord[]>();

/** Every ask, newest first, undated ones last; what is overdue is held against the day of the record. */
export function asksOf(desk: Desk): readonly AskRecord[] {
  const known = kept.get(desk) ?? askRecords(desk.file, recordDay(desk)).toSorted(newestFirst);
  kept.set(desk, known);
  return known;
}

function newestFirst(a: AskRecord, b: AskRecord): number {
  if (a.date === null || b.date === null) return Number(a.date === null) - Number(b.date === null);
  return byAskDate(b, a);
}

/** Passing an ask on is no answer to it. */
export function fateOf(ask: AskRecord): Fate {
  if (ask.state !== 'answered') return 'open';
  return ask.answers.some((answer) => answerFate(answer) === 'agreed') ? 'agreed' : 'answered';
}

export function answerFate({ kind }: AnswerRecord): Fate {
  if (kind === 'none' || kind === 'passed') return 'open';
  return kind !== null && agreeing.has(kind) ? 'agreed' : 'answered';
}

/** The State an ask looks to: it must act in the end, or is addressed itself. */
export function looksTo(ask: AskRecord, state: string): boolean {
  return ask.dutyBearers.includes(state) || ask.addressees.includes(state);
}

export interface Dated {
  readonly date: EdtfDate | null;
  readonly fate: Fate;
}
