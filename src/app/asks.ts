/** What was asked of whom, what came back, and what did not (`docs/formats/asks.md`). */
import { type EdtfDate, parseDate } from '../core/base/date.js';
import { type ThingId } from '../core/base/ids.js';
import { type FrameLanguage } from '../core/base/language.js';
import { ok, type Result } from '../core/base/result.js';
import {
  type AnswerRecord,
  type AskRecord,
  type AskState,
  askRecords,
  type Hop,
} from '../core/ask/record.js';
import { lastAnswers, threadsOf } from '../core/ask/threads.js';
import { stateText } from '../core/ask/words.js';
import { countText } from '../core/figure/sentence.js';
import { type Reference } from '../core/law/reference.js';
import { findStateIn, statesOf } from '../core/law/states.js';
import { type CaseFile, textOf } from '../core/view/thing.js';
import { titleOf } from './show.js';

export interface AsksQuestion {
  /** The State that must act, in any words that name it; all States when absent. */
  readonly of?: string;
  /** The day against which due dates are held; when the record was last written, unless given. */
  readonly on?: string;
  readonly lang?: FrameLanguage;
}

interface Actor {
  readonly id: ThingId;
  readonly name: string;
}

export interface ListedAnswer {
  readonly id: ThingId;
  readonly date: string | null;
  readonly kind: string | null;
  readonly by: readonly Actor[];
  readonly speakers: readonly Actor[];
  readonly text: string | null;
  readonly after: AnswerRecord['after'];
}

export interface ListedAsk {
  readonly id: ThingId;
  readonly dossier: string;
  readonly date: string | null;
  readonly by: readonly Actor[];
  readonly to: readonly Actor[];
  readonly dutyBearers: readonly Actor[];
  readonly demands: readonly string[];
  readonly levers: readonly string[];
  readonly about: readonly ThingId[];
  readonly text: string | null;
  readonly due: string | null;
  readonly state: AskState;
  /** The state in words, with the kind and date of the last answer. */
  readonly outcome: string;
  readonly answers: readonly ListedAnswer[];
  /** Filed as answers, yet said before the ask. */
  readonly positions: readonly ListedAnswer[];
  readonly hops: readonly {
    readonly from: readonly Actor[];
    readonly to: Actor;
    readonly how: Hop['how'];
    readonly shownBy: ThingId | null;
    readonly date: string | null;
  }[];
  readonly repeats: readonly ThingId[];
  /** The oldest ask of the thread it belongs to. */
  readonly thread: ThingId;
}

export interface ListedDemand {
  readonly demand: string;
  readonly dossier: string;
  readonly asks: number;
  readonly answered: number;
  readonly lastAsk: ThingId;
  readonly lastAnswer: ListedAnswer | null;
}

export interface AskList {
  readonly of: ThingId | null;
  readonly on: string | null;
  /** Oldest first. */
  readonly asks: readonly ListedAsk[];
  /** By demand, the most often made first; only when a State is given. */
  readonly demands: readonly ListedDemand[];
  readonly sentence: string;
  readonly asOf: string | null;
}

export function asks(
  files: readonly CaseFile[],
  reference: Reference,
  question: AsksQuestion,
): Result<AskList> {
  const { lang = 'en' } = question;
  const on = question.on === undefined ? ok(null) : parseDate(question.on, 'on');
  if (!on.ok) return on;
  const of = question.of === undefined ? ok(null) : findState(files, reference, question.of);
  if (!of.ok) return of;
  const state = of.value?.id ?? null;
  const listed = files.map((file) => listOf(file, state, on.value ?? dayOf(file), lang));
  const all = listed.flatMap((each) => each.asks);
  const asOf =
    files
      .flatMap((file) => file.asOf ?? [])
      .sort()
      .at(-1) ?? null;
  return ok({
    of: state,
    on: on.value?.edtf ?? asOf?.slice(0, 10) ?? null,
    asks: all,
    demands: listed.flatMap((each) => each.demands),
    sentence: sentenceOf(all, of.value?.name ?? null, lang),
    asOf,
  });
}

interface KnownState {
  readonly id: ThingId;
  readonly name: Readonly<Record<FrameLanguage, string>>;
}

/** The State that the words name in the reference data or in a dossier. */
function findState(files: readonly CaseFile[], reference: Reference, words: string): Result<KnownState> {
  const found = [null, ...files].map((file) => findStateIn(statesOf(reference, file), words));
  return found.find((each) => each.ok) ?? found[0] ?? findStateIn(reference.states, words);
}

function dayOf(file: CaseFile): EdtfDate | null {
  const day = file.asOf === null ? null : parseDate(file.asOf.slice(0, 10));
  return day?.ok === true ? day.value : null;
}

function listOf(
  file: CaseFile,
  state: ThingId | null,
  on: EdtfDate | null,
  lang: FrameLanguage,
): Pick<AskList, 'asks' | 'demands'> {
  const records = askRecords(file, on);
  const threads = new Map(
    threadsOf(records).flatMap((thread) => thread.asks.map((ask) => [ask.id, thread.id] as const)),
  );
  const chosen = records.filter(({ dutyBearers }) => state === null || dutyBearers.includes(state));
  const demands = state === null ? [] : lastAnswers(file, records, state);
  return {
    asks: chosen.map((ask) => listedAsk(file, ask, threads.get(ask.id) ?? ask.id, lang)),
    demands: demands.map(({ demand, asks: made, answered, lastAsk, lastAnswer }) => ({
      demand,
      dossier: file.dossier.id,
      asks: made.length,
      answered,
      lastAsk: lastAsk.id,
      lastAnswer: lastAnswer === null ? null : listedAnswer(file, lastAnswer, lang),
    })),
  };
}

function listedAsk(file: CaseFile, ask: AskRecord, thread: ThingId, lang: FrameLanguage): ListedAsk {
  const named = (ids: readonly ThingId[]) => ids.map((id) => actorOf(file, id, lang));
  return {
    id: ask.id,
    dossier: file.dossier.id,
    date: ask.date?.edtf ?? null,
    by: named(ask.by),
    to: named(ask.addressees),
    dutyBearers: named(ask.dutyBearers),
    demands: ask.demands,
    levers: ask.levers,
    about: ask.about,
    text: textOf(ask.ask, 'text', lang),
    due: ask.due?.edtf ?? null,
    state: ask.state,
    outcome: stateText(ask)[lang],
    answers: ask.answers.map((answer) => listedAnswer(file, answer, lang)),
    positions: ask.positions.map((answer) => listedAnswer(file, answer, lang)),
    hops: ask.hops.map(({ from, to, how, shownBy, date }) => ({
      from: named(from),
      to: actorOf(file, to, lang),
      how,
      shownBy,
      date: date?.edtf ?? null,
    })),
    repeats: ask.repeats,
    thread,
  };
}

function listedAnswer(file: CaseFile, answer: AnswerRecord, lang: FrameLanguage): ListedAnswer {
  return {
    id: answer.id,
    date: answer.date?.edtf ?? null,
    kind: answer.kind,
    by: answer.by.map((id) => actorOf(file, id, lang)),
    speakers: answer.speakers.map((id) => actorOf(file, id, lang)),
    text: textOf(answer.answer, 'text', lang),
    after: answer.after,
  };
}

function actorOf(file: CaseFile, id: ThingId, lang: FrameLanguage): Actor {
  const thing = file.things.get(id);
  return { id, name: thing === undefined ? id : titleOf(thing, lang) };
}

function sentenceOf(
  all: readonly ListedAsk[],
  state: KnownState['name'] | null,
  lang: FrameLanguage,
): string {
  const count = (which: AskState) => all.filter((ask) => ask.state === which).length;
  const [answered, passed, overdue] = [count('answered'), count('passed-on'), count('overdue')];
  const silent = all.length - answered - passed;
  if (lang === 'ko') {
    const whose = state === null ? '' : `${state.ko}에 대한 `;
    if (all.length === 0) return `${whose}요구 기록 없음.`;
    const parts = [
      `답변 있음 ${answered}건`,
      ...(passed > 0 ? [`전달만 기록됨 ${passed}건`] : []),
      `답변 기록 없음 ${silent}건${overdue > 0 ? `(기한 경과 ${overdue}건)` : ''}`,
    ];
    return `${whose}요구 ${all.length}건: ${parts.join(', ')}.`;
  }
  const whose = state === null ? '' : ` of ${state.en}`;
  if (all.length === 0) return `No ask${whose} is on record.`;
  const some = (n: number) => (n === 0 ? 'none' : countText(n));
  const parts = [
    `${some(answered)} answered`,
    ...(passed > 0 ? [`${some(passed)} passed on and no more recorded`] : []),
    `${some(silent)} with no answer recorded${overdue > 0 ? `, ${some(overdue)} of them past a set day` : ''}`,
  ];
  const total = countText(all.length, 'ask');
  return `${total.charAt(0).toUpperCase()}${total.slice(1)}${whose}: ${parts.join(', ')}.`;
}
