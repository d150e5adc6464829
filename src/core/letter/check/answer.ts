/**
 * Answers: what came back to which ask, and when. An answer cannot come before its ask, and what
 * only this letter says was answered is no answer in the record.
 */
import { compareDates } from '../../base/date.js';
import { type ThingId } from '../../base/ids.js';
import { termOf } from '../../model/codes.js';
import { type CaseFile, codesOf, datesOf, refsOf, textOf, type Thing, thingsOf } from '../../view/thing.js';
import { type Assertion, type Verdict } from '../assertion.js';
import { actorsFit } from './actor.js';
import { answersTo, backing, findAsks, telling } from './asks.js';
import { saidOf } from './earlier-ask.js';
import { impossibleDay } from './impossible.js';
import { distinctDays } from './breach.js';
import { evidenceFor, familyCount, type Grounds, isAside, name } from './grounds.js';
import { dateFit, readDate } from './happening.js';
import { type Checker, type Judgement, notInRecord, type ReadingOf } from './judgement.js';
import { namesOf } from './names.js';
import { contentWords, overlap } from './word-overlap.js';
import { sayCount, sayDate, sayList, saySeries } from './wording.js';

const no = new Set([
  'denied-event',
  'denied-category',
  'refused',
  'deflected',
  'token',
  'noted',
  'none',
  'asked-for-more',
]);
const yes = new Set(['favourable', 'pledged', 'accepted']);

export function sameSense(a: string, b: string): boolean {
  return a === b || (no.has(a) && no.has(b)) || (yes.has(a) && yes.has(b));
}

export const checkAnswer: Checker<'answer'> = (reading, grounds, assertion) => {
  if (reading.date !== null && reading.date.impossible !== null)
    return impossibleDay(reading.date.impossible);
  const asks = asksMeant(grounds, reading, assertion);
  const early = reading.answerKind === 'none' ? null : beforeItsAsk(grounds, reading, asks);
  if (early !== null) return early;
  if (asks.known.length === 0 && !asks.linked) return unlinked(reading, grounds);
  const fits = (file: CaseFile) =>
    answersTo(
      file,
      asks.known.map(({ id }) => id),
    ).filter((one) => isBy(grounds, one, reading));
  const inRecord = fits(grounds.record);
  const dated = reading.date === null ? [] : byDateAndWords(grounds, reading);
  if (dated.length > 0 && !inRecord.some((one) => agrees(one, reading)))
    return supported(grounds, reading, dated);
  const agreeing = inRecord.filter((one) => agrees(one, reading));
  if (agreeing.length > 0) return supported(grounds, reading, agreeing);
  if (inRecord.length > 0) return otherAnswer(grounds, inRecord);
  if (fits(grounds.file).length > 0 || onlyHere(grounds, asks.known, reading))
    return ownWord(grounds, reading);
  const told = closest([...byWords(grounds, reading), ...positionsLike(grounds, reading)], reading.says);
  if (told.length > 0) return supported(grounds, reading, told);
  return noneRecorded(grounds, reading, asks.known);
};

/** Answers of that State whose own words the passage repeats. */
function byWords(grounds: Grounds, reading: ReadingOf<'answer'>): Thing[] {
  return rankedByText(
    thingsOf(grounds.record, 'Answer').filter(
      (answer) =>
        isBy(grounds, answer, reading) &&
        agrees(answer, reading) &&
        overlap(textOf(answer, 'text', 'en') ?? '', reading.says) >= 0.4,
    ),
    reading.says,
  ).slice(0, 2);
}

/** A dated answer that says where it belongs: by that State, on that date, in those words. */
function byDateAndWords(grounds: Grounds, reading: ReadingOf<'answer'>): Thing[] {
  const date = readDate(reading.date);
  return thingsOf(grounds.record, 'Answer').filter((answer) => {
    const fit = dateFit(datesOf(answer), date);
    const words = [
      textOf(answer, 'text', 'en') ?? '',
      ...refsOf(answer, 'to').map((id) => askText(grounds, id)),
    ].join(' ');
    return (
      (fit === 'same' || fit === 'within') &&
      isBy(grounds, answer, reading) &&
      agrees(answer, reading) &&
      overlap(words, reading.says) >= 0.3
    );
  });
}

function askText(grounds: Grounds, id: ThingId): string {
  const ask = grounds.record.things.get(id);
  return ask === undefined
    ? ''
    : `${textOf(ask, 'text', 'en') ?? ''} ${refsOf(ask, 'by')
        .map((by) => name(grounds, by))
        .join(' ')}`;
}

interface Asks {
  readonly known: readonly Thing[];
  /** The passage speaks of a particular ask, whether the record knows it or not. */
  readonly linked: boolean;
}

/** The asks the answer is to: of its own sentence, else the last one the letter spoke of before it. */
function asksMeant(grounds: Grounds, reading: ReadingOf<'answer'>, assertion: Assertion): Asks {
  const earlier = grounds.assertions.filter(
    (one) =>
      one.reading.kind === 'earlier-ask' &&
      one.start <= assertion.start + 1 &&
      assertion.start - one.end < 600,
  );
  const own = reading.answerKind === 'none' ? ownAsks(grounds, reading, assertion) : [];
  if (own.length > 0) return { known: own, linked: true };
  const last = earlier.at(-1);
  const untold =
    last === undefined || last.end < assertion.start
      ? sentenceBefore(grounds, assertion, last?.end ?? 0)
      : '';
  const told = untold === '' ? [] : asksInWords(grounds, untold);
  if (told.length > 0) return { known: told, linked: true };
  if (last?.reading.kind === 'earlier-ask') {
    // "All of which" answers several; "it" answers the last.
    const several = /\b(?:all|both|these|those|them|each|recommendations|requests|demands|appeals)\b/i.test(
      reading.says,
    );
    const near = earlier.filter((one) => (several ? last.start - one.start < 400 : one === last)).reverse();
    const known = near.flatMap((one) =>
      one.reading.kind === 'earlier-ask'
        ? findAsks(grounds, grounds.file, saidOf(one.reading)).slice(0, 1)
        : [],
    );
    return { known: known.slice(0, 2).map(({ ask }) => ask), linked: true };
  }
  if (reading.to === null) return { known: [], linked: false };
  const said = {
    by: [reading.to],
    addressee: reading.by === null ? [] : [reading.by],
    date: null,
    demands: [],
    says: reading.says,
  };
  return {
    known: findAsks(grounds, grounds.file, said)
      .slice(0, 5)
      .map(({ ask }) => ask),
    linked: false,
  };
}

/** "Norland's request of May 2030 has gone unanswered": the day is the ask's, and its maker is named. */
function ownAsks(grounds: Grounds, reading: ReadingOf<'answer'>, assertion: Assertion): Thing[] {
  const date = readDate(reading.date);
  if (date === null) return [];
  const before = grounds.head.text.slice(Math.max(0, assertion.start - 120), assertion.end);
  const words = (/[^.;\n]*$/.exec(before)?.[0] ?? before).toLowerCase();
  return thingsOf(grounds.record, 'Ask').filter((ask) => {
    const fit = dateFit(datesOf(ask), date);
    return (
      (fit === 'same' || fit === 'within') &&
      refsOf(ask, 'by').some((id) => {
        const maker = grounds.file.things.get(id);
        return (
          maker !== undefined &&
          namesOf(maker).some((one) => one.length > 2 && words.includes(one.toLowerCase()))
        );
      })
    );
  });
}

/** The sentence right before the passage, when no ask was read in it; empty otherwise. */
function sentenceBefore(grounds: Grounds, assertion: Assertion, from: number): string {
  const between = grounds.head.text.slice(from, assertion.start);
  const sentences = between
    .split(/(?<=[.!?])\s+(?=\p{Lu})|\n\s*\n/u)
    .map((one) => one.trim())
    .filter((one) => /\p{L}{3}/u.test(one));
  return sentences.at(-1) ?? '';
}

/** The ask an unread sentence most likely speaks of: it names who asked, and shares its words. */
function asksInWords(grounds: Grounds, sentence: string): Thing[] {
  const text = sentence.toLowerCase();
  return thingsOf(grounds.file, 'Ask')
    .map((ask) => {
      const makers = refsOf(ask, 'by').flatMap((id) => grounds.file.things.get(id) ?? []);
      const named = makers.some((maker) =>
        namesOf(maker).some((one) => one.length > 2 && text.includes(one.toLowerCase())),
      );
      return { ask, named, score: overlap(sentence, textOf(ask, 'text', 'en') ?? '') };
    })
    .filter(({ named, score }) => named && score >= 0.4)
    .sort((a, b) => b.score - a.score)
    .slice(0, 1)
    .map(({ ask }) => ask);
}

function isBy(grounds: Grounds, answer: Thing, reading: ReadingOf<'answer'>): boolean {
  return reading.by === null || actorsFit(grounds.file, refsOf(answer, 'by'), [reading.by]) !== 'no';
}

function agrees(answer: Thing, reading: ReadingOf<'answer'>): boolean {
  const kinds = codesOf(answer, 'kind');
  const dated = dateFit(datesOf(answer), readDate(reading.date)) !== 'other';
  return dated && (kinds.length === 0 || kinds.some((kind) => sameSense(kind, reading.answerKind)));
}

function supported(grounds: Grounds, reading: ReadingOf<'answer'>, answers: readonly Thing[]): Judgement {
  const several = familyCount(grounds, answers.flatMap(telling)) > 1;
  const holds: Verdict[] = [
    several || answers.some((one) => backing(grounds, one) === 'supported') ? 'supported' : 'single-source',
  ];
  const once = reading.repeated && answers.length === 1;
  if (once) holds.push('imprecise');
  return {
    holds: once ? holds.filter((one) => one !== 'supported') : holds,
    direction: once ? 'overstated' : 'neither',
    severity: once ? 'medium' : 'none',
    why: `${once ? 'The record has one such answer, not several: ' : ''}${saySeries(
      answers.map((one) => answerWords(grounds, one)),
      4,
    )}.`,
    because: evidenceFor(grounds, answers.flatMap(telling)),
    suggestion: once
      ? `Name the one answer: "${answers.map((one) => answerWords(grounds, one))[0] ?? ''}".`
      : null,
  };
}

function otherAnswer(grounds: Grounds, answers: readonly Thing[]): Judgement {
  const words = saySeries(
    answers.map((one) => answerWords(grounds, one)),
    3,
  );
  return {
    holds: ['contradicted'],
    severity: 'high',
    why: `The record has another answer: ${words}.`,
    because: evidenceFor(grounds, answers.flatMap(telling)),
    suggestion: `Write what was answered: ${words}.`,
  };
}

/** The claims about these asks that tell of an answer all come from this text. */
function onlyHere(grounds: Grounds, asks: readonly Thing[], reading: ReadingOf<'answer'>): boolean {
  if (grounds.aside.size === 0) return false;
  return (
    asks.some((ask) => {
      const own = ask.claims.filter(({ claim }) => isAside(grounds, claim));
      return own.length > 0 && own.length === ask.claims.length;
    }) ||
    thingsOf(grounds.file, 'Answer').some(
      (answer) =>
        isBy(grounds, answer, reading) && answer.claims.every(({ claim }) => isAside(grounds, claim)),
    )
  );
}

function ownWord(grounds: Grounds, reading: ReadingOf<'answer'>): Judgement {
  const others = distinctDays(otherAnswers(grounds, reading));
  const more =
    others.length === 0
      ? ''
      : ` Refusals of other asks are recorded (${saySeries(
          others.map((one) => answerWords(grounds, one)),
          2,
        )}); cite these instead.`;
  return {
    holds: ['self-sourced'],
    severity: 'high',
    why: `Only this text says what was answered${/\b(?:all|every|each) /i.test(reading.says) ? ', and it says it of every request' : ''}; a document is no evidence for itself.${more}`,
    because: evidenceFor(grounds, others.flatMap(telling)),
    suggestion:
      others.length === 0
        ? 'Attach a record of the answer, or say who reports it.'
        : `Attach a record of the answer, or write what is recorded: "${others.map((one) => answerWords(grounds, one))[0] ?? ''}".`,
  };
}

function otherAnswers(grounds: Grounds, reading: ReadingOf<'answer'>): Thing[] {
  return thingsOf(grounds.record, 'Answer')
    .filter(
      (one) =>
        isBy(grounds, one, reading) &&
        codesOf(one, 'kind').some((kind) => sameSense(kind, reading.answerKind) && kind !== 'none'),
    )
    .sort((a, b) => ((datesOf(a)[0]?.edtf ?? '') < (datesOf(b)[0]?.edtf ?? '') ? 1 : -1))
    .slice(0, 6);
}

function noneRecorded(grounds: Grounds, reading: ReadingOf<'answer'>, asks: readonly Thing[]): Judgement {
  if (reading.answerKind === 'none' && asks.length > 0)
    return {
      holds: ['supported'],
      severity: 'none',
      why: 'No answer to it is recorded, which is not proof that none came.',
    };
  const others = otherAnswers(grounds, reading);
  const list =
    others.length === 0
      ? ''
      : ` To other asks the record has ${saySeries(
          others.map((one) => answerWords(grounds, one)),
          3,
        )}.`;
  return notInRecord(`No answer to that ask is recorded.${list}`, {
    because: evidenceFor(grounds, others.flatMap(telling)),
  });
}

/**
 * No particular ask is meant. A passage that says what was answered is looked up by those words;
 * one that only says that it was refused is met by any refusal.
 */
function unlinked(reading: ReadingOf<'answer'>, grounds: Grounds): Judgement {
  const bare = contentWords(reading.says).size <= 4;
  const fits = (file: CaseFile) =>
    thingsOf(file, 'Answer').filter(
      (one) =>
        isBy(grounds, one, reading) &&
        agrees(one, reading) &&
        codesOf(one, 'kind').length > 0 &&
        (bare || wordsShared(grounds, one, reading.says) >= 0.3),
    );
  const found = [...fits(grounds.record), ...positionsLike(grounds, reading)];
  if (found.length > 0) return supported(grounds, reading, closest(found, reading.says).slice(0, 6));
  if (fits(grounds.file).length > 0) return ownWord(grounds, reading);
  const others = otherAnswers(grounds, reading);
  const list =
    others.length === 0
      ? ''
      : ` Recorded are ${saySeries(
          others.map((one) => answerWords(grounds, one)),
          3,
        )}.`;
  return notInRecord(`No answer in those words is recorded.${list}`, {
    because: evidenceFor(grounds, others.flatMap(telling)),
  });
}

/** An answer by its own words and those of the ask it answers. */
function wordsShared(grounds: Grounds, answer: Thing, says: string): number {
  const asks = refsOf(answer, 'to').map((id) => askText(grounds, id));
  return overlap([textOf(answer, 'text', 'en') ?? '', ...asks].join(' '), says);
}

/** What a State said before it was asked is a position, and a letter may well call it an answer. */
function positionsLike(grounds: Grounds, reading: ReadingOf<'answer'>): Thing[] {
  return thingsOf(grounds.record, 'Position').filter(
    (one) =>
      reading.by !== null &&
      actorsFit(grounds.file, refsOf(one, 'holder'), [reading.by]) !== 'no' &&
      dateFit(datesOf(one), readDate(reading.date)) !== 'other' &&
      overlap(reading.says, textOf(one, 'text', 'en') ?? '') >= 0.3,
  );
}

/** Those nearly as close to the passage's words as the closest. */
function closest(answers: readonly Thing[], says: string): Thing[] {
  const ranked = rankedByText(answers, says);
  const score = (one: Thing) => overlap(says, textOf(one, 'text', 'en') ?? '');
  const [best] = ranked;
  return best === undefined ? [] : ranked.filter((one) => score(one) >= score(best) * 0.6);
}

function rankedByText(answers: readonly Thing[], says: string): Thing[] {
  return [...answers].sort(
    (a, b) => overlap(says, textOf(b, 'text', 'en') ?? '') - overlap(says, textOf(a, 'text', 'en') ?? ''),
  );
}

function beforeItsAsk(grounds: Grounds, reading: ReadingOf<'answer'>, asks: Asks): Judgement | null {
  const date = readDate(reading.date);
  if (date === null) return null;
  const later = asks.known.filter((ask) => datesOf(ask).some((one) => compareDates(date, one) === 'before'));
  if (asks.known.length === 0 || later.length < asks.known.length) return null;
  const [ask] = later;
  return {
    holds: ['contradicted'],
    severity: 'high',
    why: `An answer cannot come before its ask: it is dated ${sayDate(date)}, the ask ${sayDate(ask === undefined ? null : (datesOf(ask)[0] ?? null))}.`,
    because: evidenceFor(grounds, later.flatMap(telling)),
    suggestion: 'Call it an earlier statement of position, or give the date of the answer.',
  };
}

export function answerWords(grounds: Grounds, answer: Thing): string {
  const by = refsOf(answer, answer.type === 'Position' ? 'holder' : 'by').map((id: ThingId) =>
    name(grounds, id),
  );
  const kind = codesOf(answer, answer.type === 'Position' ? 'label' : 'kind')[0];
  const list = answer.type === 'Position' ? 'position-label' : 'answer-kind';
  const label = kind === undefined ? 'an answer' : (termOf(list, kind)?.en.toLowerCase() ?? kind);
  return `${sayList(by, 2)}, ${sayDate(datesOf(answer)[0] ?? null)}: ${textOf(answer, 'text', 'en')?.replace(/[.\s]+$/, '') ?? label}`;
}

export function countAnswers(answers: readonly Thing[]): string {
  return sayCount(answers.length, 'answer');
}
