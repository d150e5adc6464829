/** Earlier asks: who asked whom, when, for what; a letter's word for its own prehistory is not enough. */
import { type EdtfDate } from '../../base/date.js';
import { termOf } from '../../model/codes.js';
import { codesOf, datesOf, refsOf, standing, textOf, textsOf, type Thing } from '../../view/thing.js';
import { type Verdict } from '../assertion.js';
import { answersTo, type AskSaid, backing, findAsks, generalKnowledge, telling } from './asks.js';
import { evidenceFor, type Grounds, name } from './grounds.js';
import { dateFit, readDate } from './happening.js';
import { type Checker, type Judgement, notInRecord, type ReadingOf } from './judgement.js';
import { impossibleDay } from './impossible.js';
import { contentWords } from './word-overlap.js';
import { sayCount, sayDate, sayList, sayWhen } from './wording.js';

export const checkEarlierAsk: Checker<'earlier-ask'> = (reading, grounds) => {
  if (reading.date !== null && reading.date.impossible !== null)
    return impossibleDay(reading.date.impossible);
  const said = saidOf(reading);
  const [found] = findAsks(grounds, grounds.record, said);
  if (found !== undefined) return judge(grounds, found.ask, said);
  const [own] = findAsks(grounds, grounds.file, said);
  if (own !== undefined)
    return {
      holds: ['self-sourced'],
      severity: 'high',
      why: `The record has this from this text alone, and a document is no evidence for itself.`,
      suggestion: 'Cite the document itself: the letter, statement or record of the meeting.',
    };
  return (
    onAnotherDay(grounds, said) ??
    notInRecord(`No ask in the record fits it${said.date === null ? '' : ` ${sayWhen(said.date)}`}.`)
  );
};

export function saidOf(reading: ReadingOf<'earlier-ask'>): AskSaid {
  return {
    by: reading.by,
    addressee: reading.addressee,
    date: readDate(reading.date),
    demands: reading.demands,
    says: reading.says,
  };
}

/** What the letter says was asked has no demand and no word in common with what the record has. */
function asksElse(ask: Thing, { demands, says }: AskSaid): boolean {
  if (demands.some((code) => code !== 'other') || standing(ask, 'text').length === 0) return false;
  const [, wanted] = /\bto ([a-z][^.;]{6,})$/i.exec(says.trim()) ?? [];
  if (wanted === undefined) return false;
  const own = contentWords(textsOf(ask, 'text').join(' '));
  const said = [...contentWords(wanted)];
  return said.length >= 2 && !said.some((word) => own.has(word));
}

function judge(grounds: Grounds, ask: Thing, asked: AskSaid): Judgement {
  const { date, demands } = asked;
  const support = backing(grounds, ask);
  const holds: Verdict[] = [support];
  const dateOwn = ownDateOnly(grounds, ask, date);
  const demandsOwn = ownDemands(grounds, ask, demands);
  if (dateOwn || demandsOwn.length > 0) holds.push('self-sourced');
  const finer = dateFit(datesOf(ask), date) === 'finer' && !dateOwn;
  if (finer) holds.push('imprecise');
  const answers = answersTo(grounds.record, [ask.id]);
  const parts = [
    `The record has it: ${askWords(grounds, ask)}.`,
    support === 'single-source'
      ? generalKnowledge(ask)
        ? 'The record holds it as general knowledge only: attach the document.'
        : 'One source alone tells of it.'
      : '',
    dateOwn ? `Only this text dates it to ${sayDate(date)}.` : '',
    demandsOwn.length > 0 ? `Only this text says that it asked this: ${sayList(demandsOwn)}.` : '',
    finer ? `The record dates it ${sayDate(datesOf(ask)[0] ?? null)} only.` : '',
    asksElse(ask, asked) ? 'Whether it asked what the letter says was not decided.' : '',
    answers.length === 0 ? 'No answer to it is recorded.' : `${capitalCount(answers.length)} recorded.`,
  ];
  return {
    holds,
    severity: dateOwn || demandsOwn.length > 0 ? 'medium' : support === 'single-source' ? 'low' : 'none',
    why: parts.filter((part) => part !== '').join(' '),
    because: evidenceFor(grounds, telling(ask)),
    suggestion: dateOwn
      ? 'Attach the document itself, which shows its date, or leave the date out.'
      : demandsOwn.length > 0
        ? 'Attach the document itself, or restate what the record has it asking.'
        : null,
  };
}

function capitalCount(n: number): string {
  const words = `${sayCount(n, 'answer')} to it ${n === 1 ? 'is' : 'are'}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Demands that the record knows of this ask from this text alone, in words. */
function ownDemands(grounds: Grounds, ask: Thing, said: readonly string[]): string[] {
  const whole = grounds.file.things.get(ask.id) ?? ask;
  const recorded = codesOf(ask, 'demand');
  return codesOf(whole, 'demand')
    .filter((code) => said.includes(code) && !recorded.includes(code))
    .map((code) => termOf('demand', code)?.en.toLowerCase() ?? code);
}

/** The date stands in the record only because this text says so. */
function ownDateOnly(grounds: Grounds, ask: Thing, date: EdtfDate | null): boolean {
  const whole = grounds.file.things.get(ask.id);
  return (
    date !== null &&
    whole !== undefined &&
    standing(ask, 'date').length === 0 &&
    standing(whole, 'date').length > 0
  );
}

export function askWords(grounds: Grounds, ask: Thing): string {
  const by = sayList(
    refsOf(ask, 'by').map((id) => name(grounds, id)),
    4,
  );
  const to = sayList(
    refsOf(ask, 'addressee').map((id) => name(grounds, id)),
    3,
  );
  const text = textOf(ask, 'text', 'en');
  const date = datesOf(ask)[0];
  const head = `${by === '' ? 'Somebody' : by}${to === '' ? '' : ` to ${to}`}${date === undefined ? '' : ` (${sayDate(date)})`}`;
  return text === null ? head : `${head}: ${text.replace(/[.\s]+$/, '')}`;
}

/** The same ask on another day, when the record has just one by that sender to that addressee. */
function onAnotherDay(grounds: Grounds, said: AskSaid): Judgement | null {
  if (said.date === null) return null;
  const any = findAsks(grounds, grounds.record, said, true).filter(({ named }) => named);
  const [best, second] = any;
  if (best === undefined || best.score < 6 || (second !== undefined && second.score > best.score - 1))
    return null;
  const date = datesOf(best.ask)[0] ?? null;
  return {
    holds: ['contradicted'],
    severity: 'high',
    why: `The record dates it ${sayDate(date)}, not ${sayDate(said.date)}: ${askWords(grounds, best.ask)}.`,
    because: evidenceFor(grounds, telling(best.ask)),
    suggestion: `Write "${sayWhen(date)}".`,
  };
}
