/**
 * Every assertion of a letter against the record and the law: verdicts with what they rest on.
 * Pure and deterministic; stores nothing.
 */
import { assertNever } from '../../base/result.js';
import { type CaseFile } from '../../view/thing.js';
import {
  type Assertion,
  type Checked,
  type LetterHead,
  type Report,
  type Severity,
  type Unread,
  type Verdict,
  verdicts,
} from '../assertion.js';
import { byText } from '../../base/ids.js';
import { type Reference } from '../../law/reference.js';
import { checkAnswer } from './answer.js';
import { checkAttribution } from './attribution.js';
import { checkCharacterisation } from './characterisation.js';
import { checkDemand } from './demand.js';
import { checkEarlierAsk } from './earlier-ask.js';
import { checkEventDate } from './event-date.js';
import { exposures } from './exposure.js';
import { checkFrequency } from './frequency.js';
import { checkHarm, checkRiskProfile } from './harm.js';
import { checkLegalConclusion } from './legal-conclusion.js';
import { checkMotive } from './motive.js';
import { checkOccasion } from './occasion.js';
import { type Found, omissions } from './omission.js';
import { checkPosition } from './position.js';
import { checkSuperlative } from './superlative.js';
import { checkTreatyContent } from './treaty-content.js';
import { checkTreatyStatus } from './treaty-status.js';
import { checkFigure } from './figure.js';
import { type Grounds, groundsOf } from './grounds.js';
import { checked, type Judgement, notCheckable } from './judgement.js';
import { checkOffice } from './office.js';

/** What reading a letter gives. */
export interface ReadLetter {
  readonly head: LetterHead;
  readonly assertions: readonly Assertion[];
  readonly unread: readonly Unread[];
}

/**
 * `reference` is the law as shipped; the dossier's own participations are added, without those that
 * only this letter claims.
 */
export function checkLetter(reading: ReadLetter, file: CaseFile, reference: Reference): Report {
  const grounds = groundsOf(reading.head, reading.assertions, file, reference);
  const read = reading.assertions.map((assertion) =>
    checked(assertion, judge(assertion, grounds), grounds.asOf),
  );
  const found = [...exposures(grounds), ...omissions(grounds)].map((one, i) => foundOne(grounds, one, i));
  const assertions = [...read, ...found].sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    dossier: file.dossier.id,
    letter: reading.head,
    assertions,
    unread: reading.unread,
    summary: {
      assertions: read.length,
      byVerdict: countVerdicts(read),
      omissions: found.filter(({ kind }) => kind === 'omission').length,
      exposures: found.filter(({ kind }) => kind === 'exposure').length,
      unread: reading.unread.length,
      attackFirst: attackFirst(assertions),
      setAside: [...grounds.aside].sort(byText),
      asOf: grounds.asOf,
    },
  };
}

/** Findings of the check itself are numbered apart: `o1`, `x1`, so that readings keep their numbers. */
function foundOne(grounds: Grounds, { kind, about, at, judgement }: Found, index: number): Checked {
  const id = `${kind === 'omission' ? 'o' : 'x'}${index + 1}`;
  const text = grounds.head.text.slice(at.start, at.end);
  return checked(
    { id, kind, ...at, text, reading: { kind, about }, readingConfidence: 1 },
    judgement,
    grounds.asOf,
  );
}

function judge(assertion: Assertion, grounds: Grounds): Judgement {
  const { reading } = assertion;
  switch (reading.kind) {
    case 'figure':
      return checkFigure(reading, grounds, assertion);
    case 'event-date':
      return checkEventDate(reading, grounds, assertion);
    case 'superlative':
      return checkSuperlative(reading, grounds, assertion);
    case 'frequency':
      return checkFrequency(reading, grounds, assertion);
    case 'treaty-status':
      return checkTreatyStatus(reading, grounds, assertion);
    case 'treaty-content':
      return checkTreatyContent(reading, grounds, assertion);
    case 'attribution':
      return checkAttribution(reading, grounds, assertion);
    case 'earlier-ask':
      return checkEarlierAsk(reading, grounds, assertion);
    case 'answer':
      return checkAnswer(reading, grounds, assertion);
    case 'position':
      return checkPosition(reading, grounds, assertion);
    case 'office':
      return checkOffice(reading, grounds, assertion);
    case 'characterisation':
      return checkCharacterisation(reading, grounds, assertion);
    case 'harm':
      return checkHarm(reading, grounds, assertion);
    case 'risk-profile':
      return checkRiskProfile(reading, grounds, assertion);
    case 'legal-conclusion':
      return checkLegalConclusion(reading, grounds, assertion);
    case 'motive':
      return checkMotive(reading, grounds, assertion);
    case 'occasion':
      return checkOccasion(reading, grounds, assertion);
    case 'demand':
      return checkDemand(reading, grounds, assertion);
    case 'omission':
    case 'exposure':
      return notCheckable('Found by the check itself.');
    default:
      return assertNever(reading);
  }
}

function countVerdicts(assertions: readonly Checked[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => assertions.filter((one) => one.verdict === verdict).length;
  return Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>;
}

const severities: readonly Severity[] = ['high', 'medium', 'low', 'none'];

/** "All of which were repeatedly denied", on the letter's own word: one exception undoes it. */
function sweeping({ verdict, kind, text }: Checked): boolean {
  return (
    verdict === 'self-sourced' &&
    (kind === 'answer' || kind === 'frequency') &&
    /\b(?:all|every|each|always|never|repeatedly|consistently)\b/i.test(text)
  );
}

/** The three an opponent would take first: by harm, then by verdict, then by place in the letter. */
export function attackFirst(assertions: readonly Checked[]): string[] {
  const rank = (one: Checked) =>
    severities.indexOf(one.severity) * 100 +
    (sweeping(one) ? verdicts.indexOf('imprecise') : verdicts.indexOf(one.verdict));
  const said = new Set<string>();
  return assertions
    .filter((one) => (one.severity === 'high' || one.severity === 'medium') && one.kind !== 'omission')
    .sort((a, b) => rank(a) - rank(b) || Number(sweeping(b)) - Number(sweeping(a)) || a.start - b.start)
    .filter(({ why }) => (said.has(why) ? false : (said.add(why), true)))
    .slice(0, 3)
    .map(({ id }) => id);
}
