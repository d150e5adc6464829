/**
 * Asks and what came back. Silence is "no answer recorded": it is called overdue only when a rule set a
 * day and the day has passed. What was said before an ask is a position, never an answer to it.
 */
import { byDate, compareDates, type EdtfDate } from '../base/date.js';
import { byText, type ThingId } from '../base/ids.js';
import { type CaseFile, codesOf, refsOf, type Thing, thingsOf } from '../view/thing.js';
import { finestDate } from '../view/when.js';
import { anySpeaksFor, speaksFor } from './speaks-for.js';

export interface AnswerRecord {
  readonly id: ThingId;
  readonly answer: Thing;
  readonly date: EdtfDate | null;
  /** An `answer-kind` code; `null` when the record gives none. */
  readonly kind: string | null;
  readonly by: readonly ThingId[];
  readonly speakers: readonly ThingId[];
  readonly followedBy: readonly ThingId[];
  /** Given by or for a State that must act, and not by somebody in between. */
  readonly fromDutyBearer: boolean;
  /** `undecided` when the dates do not show that it came after the ask. */
  readonly after: 'yes' | 'undecided';
}

/**
 * `answered`: something came back. `passed-on`: somebody in between took it up, and no more is recorded.
 * `no-answer-recorded`: nothing is, which does not say that nothing came. `overdue`: the same, past the
 * day a rule set.
 */
export type AskState = 'answered' | 'passed-on' | 'no-answer-recorded' | 'overdue';

export interface AskRecord {
  readonly id: ThingId;
  readonly ask: Thing;
  readonly date: EdtfDate | null;
  readonly by: readonly ThingId[];
  readonly addressees: readonly ThingId[];
  readonly intermediaries: readonly ThingId[];
  readonly dutyBearers: readonly ThingId[];
  readonly demands: readonly string[];
  readonly levers: readonly string[];
  readonly about: readonly ThingId[];
  readonly repeats: readonly ThingId[];
  readonly repeatedBy: readonly ThingId[];
  readonly due: EdtfDate | null;
  /** In the order given. */
  readonly answers: readonly AnswerRecord[];
  /** Filed as answers, yet said before the ask: positions. */
  readonly positions: readonly AnswerRecord[];
  readonly state: AskState;
  readonly hops: readonly Hop[];
}

/** One step of an ask on its way to who must act. */
export interface Hop {
  readonly from: readonly ThingId[];
  readonly to: ThingId;
  /** `made`: the ask itself. `passed`: the record shows it. `not-recorded`: the record does not. */
  readonly how: 'made' | 'passed' | 'not-recorded';
  /** The onward ask or the answer that shows it was passed. */
  readonly shownBy: ThingId | null;
  readonly date: EdtfDate | null;
}

/** Every ask, oldest first, undated ones last. `on` is the day against which due dates are held. */
export function askRecords(file: CaseFile, on: EdtfDate | null): AskRecord[] {
  const asks = thingsOf(file, 'Ask');
  const known = {
    answers: groupBy(thingsOf(file, 'Answer'), (answer) => refsOf(answer, 'to')),
    repeatedBy: groupBy(asks, (ask) => refsOf(ask, 'repeats').filter((id) => id !== ask.id)),
  };
  return asks.map((ask) => recordOf(file, ask, known, on)).sort(byAskDate);
}

export function byAskDate(a: AskRecord, b: AskRecord): number {
  return byTime(a.date, b.date) || byText(a.id, b.id);
}

interface Known {
  readonly answers: ReadonlyMap<ThingId, readonly Thing[]>;
  readonly repeatedBy: ReadonlyMap<ThingId, readonly Thing[]>;
}

function recordOf(file: CaseFile, ask: Thing, known: Known, on: EdtfDate | null): AskRecord {
  const date = finestDate(ask);
  const dutyBearers = refsOf(ask, 'dutyBearer');
  const given = (known.answers.get(ask.id) ?? []).map((answer) => ({
    answer,
    early: isBefore(finestDate(answer), date),
    record: answerOf(file, answer, date, dutyBearers),
  }));
  const answers = given.filter(({ early }) => !early).map(({ record }) => record);
  const due = dueOf(ask);
  const onward = known.repeatedBy.get(ask.id) ?? [];
  return {
    id: ask.id,
    ask,
    date,
    by: refsOf(ask, 'by'),
    addressees: refsOf(ask, 'addressee'),
    intermediaries: refsOf(ask, 'intermediary'),
    dutyBearers,
    demands: codesOf(ask, 'demand'),
    levers: codesOf(ask, 'lever'),
    about: refsOf(ask, 'about'),
    repeats: refsOf(ask, 'repeats').filter((id) => id !== ask.id),
    repeatedBy: onward.map(({ id }) => id).sort(byText),
    due,
    answers: answers.sort((a, b) => byTime(a.date, b.date) || byText(a.id, b.id)),
    positions: given.filter(({ early }) => early).map(({ record }) => record),
    state: stateOf(answers, due, on),
    hops: hopsOf(file, ask, answers, onward),
  };
}

function answerOf(
  file: CaseFile,
  answer: Thing,
  asked: EdtfDate | null,
  dutyBearers: readonly ThingId[],
): AnswerRecord {
  const date = finestDate(answer);
  const by = refsOf(answer, 'by');
  const order = date === null || asked === null ? 'undecided' : compareDates(date, asked);
  return {
    id: answer.id,
    answer,
    date,
    kind: codesOf(answer, 'kind')[0] ?? null,
    by,
    speakers: refsOf(answer, 'speaker'),
    followedBy: refsOf(answer, 'followedBy'),
    fromDutyBearer: dutyBearers.some((state) => anySpeaksFor(file, by, state)),
    after: order === 'after' || order === 'same' ? 'yes' : 'undecided',
  };
}

function isBefore(date: EdtfDate | null, asked: EdtfDate | null): boolean {
  return date !== null && asked !== null && compareDates(date, asked) === 'before';
}

/** A record that a source says nothing came back (`none`) is silence, not an answer. */
function stateOf(answers: readonly AnswerRecord[], due: EdtfDate | null, on: EdtfDate | null): AskState {
  const came = answers.filter(({ kind }) => kind !== 'none');
  if (came.some(({ kind }) => kind !== 'passed')) return 'answered';
  const late = due !== null && on !== null && compareDates(due, on) === 'before';
  if (late) return 'overdue';
  return came.length > 0 ? 'passed-on' : 'no-answer-recorded';
}

function dueOf(ask: Thing): EdtfDate | null {
  const [due] = ask.claims.flatMap(({ claim, standing }) =>
    claim.property === 'due' &&
    claim.value.kind === 'date' &&
    claim.stance === 'asserts' &&
    (standing === 'stands' || standing === 'disputed')
      ? [claim.value.date]
      : [],
  );
  return due ?? null;
}

/** From who asks to whom, then through each in between, to the State that must act. */
function hopsOf(
  file: CaseFile,
  ask: Thing,
  answers: readonly AnswerRecord[],
  onward: readonly Thing[],
): Hop[] {
  const [by, addressees] = [refsOf(ask, 'by'), refsOf(ask, 'addressee')];
  const date = finestDate(ask);
  const hops: Hop[] = addressees.map((to) => ({ from: by, to, how: 'made', shownBy: null, date }));
  let from = addressees;
  const later = refsOf(ask, 'intermediary').filter((id) => !addressees.includes(id));
  for (const to of [...later, ...refsOf(ask, 'dutyBearer')]) {
    if (from.some((id) => speaksFor(file, id).has(to))) continue;
    hops.push(passing(file, from, to, answers, onward));
    if (later.includes(to)) from = [to];
  }
  return hops;
}

function passing(
  file: CaseFile,
  from: readonly ThingId[],
  to: ThingId,
  answers: readonly AnswerRecord[],
  onward: readonly Thing[],
): Hop {
  const next = onward.find(
    (ask) =>
      refsOf(ask, 'by').some((id) => from.includes(id)) && anySpeaksFor(file, refsOf(ask, 'addressee'), to),
  );
  if (next !== undefined) return { from, to, how: 'passed', shownBy: next.id, date: finestDate(next) };
  const said = answers.find(({ kind, by }) => kind === 'passed' && by.some((id) => from.includes(id)));
  const replied = answers.find(({ by }) => anySpeaksFor(file, by, to));
  const shown = said ?? replied;
  return shown === undefined
    ? { from, to, how: 'not-recorded', shownBy: null, date: null }
    : { from, to, how: 'passed', shownBy: shown.id, date: shown.date };
}

function byTime(a: EdtfDate | null, b: EdtfDate | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return byDate(a, b);
}

function groupBy(
  things: readonly Thing[],
  keys: (thing: Thing) => readonly ThingId[],
): Map<ThingId, Thing[]> {
  const groups = new Map<ThingId, Thing[]>();
  for (const thing of things)
    for (const key of keys(thing)) groups.set(key, [...(groups.get(key) ?? []), thing]);
  return groups;
}
