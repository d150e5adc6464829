/**
 * Demands are no statements of fact. The finding says what was asked before, of whom, with what
 * answer, so that the letter can name it and say what is new.
 */
import { codesOf, datesOf, refsOf, textOf, type Thing, thingsOf } from '../../view/thing.js';
import { termOf } from '../../model/codes.js';
import { actorsFit } from './actor.js';
import { speaksFor } from '../../ask/speaks-for.js';
import { answerWords } from './answer.js';
import { answersTo, telling } from './asks.js';
import { stateMeant } from './characterisation.js';
import { evidenceFor, type Grounds, name } from './grounds.js';
import { type Checker, type Judgement, type ReadingOf } from './judgement.js';
import { sayCount, sayDated, sayList, saySeries } from './wording.js';

export const checkDemand: Checker<'demand'> = (reading, grounds, assertion) => {
  const state = stateMeant(grounds, assertion, reading.dutyBearer);
  const before = thingsOf(grounds.record, 'Ask')
    .filter((ask) => !refsOf(ask, 'document').some((id) => grounds.aside.has(id)))
    .filter((ask) => codesOf(ask, 'demand').some((code) => reading.demands.includes(code)))
    .filter((ask) => state === null || concerns(grounds, ask, state))
    .sort((a, b) => ((datesOf(a)[0]?.edtf ?? '') < (datesOf(b)[0]?.edtf ?? '') ? 1 : -1));
  if (before.length === 0) return isNew(reading, grounds);
  const answers = [
    ...answersTo(
      grounds.record,
      before.map(({ id }) => id),
    ),
  ].sort((a, b) => ((datesOf(a)[0]?.edtf ?? '') < (datesOf(b)[0]?.edtf ?? '') ? 1 : -1));
  const accepted = answers.filter((one) =>
    codesOf(one, 'kind').some((kind) => kind === 'accepted' || kind === 'pledged' || kind === 'favourable'),
  );
  return {
    holds: ['not-checkable'],
    severity: 'none',
    why: `A demand, not a statement of fact. ${history(grounds, before)} ${answerSentence(grounds, answers)}${newTo(reading, grounds, before)}${statusNote(reading)}`.trim(),
    because: evidenceFor(
      grounds,
      [...before.slice(0, 4), ...answers.slice(0, 4)].flatMap((one) => telling(one).slice(0, 1)),
      8,
    ),
    suggestion:
      accepted[0] === undefined
        ? withoutStatus(reading)
        : `Name what was already promised: ${answerWords(grounds, accepted[0])}.`,
  };
};

/** Protection from return does not wait for status, and asking for status invites a quarrel over it. */
function statusNote(reading: ReadingOf<'demand'>): string {
  return reading.demands.includes('grant-status')
    ? ' No status is needed for article 33 to protect; asking for it invites the reply that they have another nationality.'
    : '';
}

function withoutStatus(reading: ReadingOf<'demand'>): string | null {
  return reading.demands.includes('grant-status')
    ? '"return none of these people, give UNHCR access to them, and let them leave for a safe third country"'
    : null;
}

function concerns(grounds: Grounds, ask: Thing, state: string): boolean {
  return [...refsOf(ask, 'addressee'), ...refsOf(ask, 'dutyBearer'), ...refsOf(ask, 'intermediary')].some(
    (id) => speaksFor(grounds.file, id).has(state),
  );
}

function history(grounds: Grounds, asks: readonly Thing[]): string {
  const words = asks.map(
    (ask) =>
      `${sayList(
        refsOf(ask, 'by').map((id) => name(grounds, id)),
        2,
      )} ${sayDated(datesOf(ask)[0])}`,
  );
  return `The record has it asked before, by ${saySeries(words, 3)}.`;
}

function answerSentence(grounds: Grounds, answers: readonly Thing[]): string {
  if (answers.length === 0) return 'No answer is recorded.';
  return `${sayCount(answers.length, 'answer is', 'answers are').replace(/^./, (first) => first.toUpperCase())} recorded, the last by ${answers.map((one) => answerWords(grounds, one))[0] ?? ''}.`;
}

/** An addressee who was never asked before is what is new. */
function newTo(reading: ReadingOf<'demand'>, grounds: Grounds, before: readonly Thing[]): string {
  if (reading.addressee === null) return '';
  const asked = before.some((ask) =>
    ['is', 'speaks-for'].includes(
      actorsFit(
        grounds.file,
        refsOf(ask, 'addressee'),
        reading.addressee === null ? [] : [reading.addressee],
      ),
    ),
  );
  return asked ? '' : ` New is whom it is put to: ${reading.addressee.words}.`;
}

function isNew(reading: ReadingOf<'demand'>, grounds: Grounds): Judgement {
  const words = reading.demands.map((code) => termOf('demand', code)?.en.toLowerCase() ?? code);
  const any = thingsOf(grounds.record, 'Ask').length > 0;
  return {
    holds: ['not-checkable'],
    severity: 'none',
    why: `A demand, not a statement of fact.${any && words.length > 0 ? ` No earlier ask in the record makes it (${sayList(words)}).` : ''}${statusNote(reading)}`,
    suggestion: withoutStatus(reading),
  };
}

export function demandText(ask: Thing): string {
  return textOf(ask, 'text', 'en') ?? ask.id;
}
