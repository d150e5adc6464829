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

export function checkLetter(reading: ReadLetter, file: CaseFile): Report {
  const grounds = groundsOf(reading.head, reading.assertions, file);
  const assertions = reading.assertions
    .map((assertion) => checked(assertion, judge(assertion, grounds), grounds.asOf))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    dossier: file.dossier.id,
    letter: reading.head,
    assertions,
    unread: reading.unread,
    summary: {
      assertions: assertions.length,
      byVerdict: countVerdicts(assertions),
      unread: reading.unread.length,
      attackFirst: attackFirst(assertions),
      setAside: [...grounds.aside].sort(),
      asOf: grounds.asOf,
    },
  };
}

function judge(assertion: Assertion, grounds: Grounds): Judgement {
  const { reading } = assertion;
  switch (reading.kind) {
    case 'figure':
      return checkFigure(reading, grounds, assertion);
    case 'office':
      return checkOffice(reading, grounds, assertion);
    default:
      return notCheckable('Not compared.');
  }
}

function countVerdicts(assertions: readonly Checked[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => assertions.filter((one) => one.verdict === verdict).length;
  return Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>;
}

const severities: readonly Severity[] = ['high', 'medium', 'low', 'none'];

/** The three an opponent would take first: by harm, then by verdict, then by place in the letter. */
export function attackFirst(assertions: readonly Checked[]): string[] {
  const rank = (one: Checked) => severities.indexOf(one.severity) * 100 + verdicts.indexOf(one.verdict);
  return assertions
    .filter((one) => (one.severity === 'high' || one.severity === 'medium') && one.kind !== 'omission')
    .sort((a, b) => rank(a) - rank(b) || a.start - b.start)
    .slice(0, 3)
    .map(({ id }) => id);
}
