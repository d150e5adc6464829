/**
 * "Repeatedly", "systematically", "for over four decades": each is a list in the record or a
 * computation from dates, and the finding shows which.
 */
import { byDate, type EdtfDate } from '../../base/date.js';
import { codesOf, datesOf, refsOf, standing, type Thing, thingsOf } from '../../view/thing.js';
import { type Assertion, type Verdict } from '../assertion.js';
import { speaksFor } from '../../ask/speaks-for.js';
import { answerWords, checkAnswer, sameSense } from './answer.js';
import { telling } from './asks.js';
import { stateMeant } from './characterisation.js';
import { reachedBefore } from './knowledge.js';
import { yearsSaid } from './duration.js';
import { beside, clauseOf, evidenceFor, type Grounds, name } from './grounds.js';
import { dateFit, dateOf, isSending, kindOf, ofSort, titleOf, wholes } from './happening.js';
import { type Checker, type Judgement, notCheckable, notInRecord, type ReadingOf } from './judgement.js';
import { checkMembership } from './membership.js';
import { spanOf } from './subject.js';
import { capital, sayCount, sayDate, sayList, saySeries } from './wording.js';

export const checkFrequency: Checker<'frequency'> = (reading, grounds, assertion) => {
  if (reading.of === 'membership') return checkMembership(reading, grounds, assertion);
  switch (reading.of) {
    case 'denials':
      return denials(reading, grounds, assertion);
    case 'asks':
      return asks(reading, grounds, assertion);
    case 'returns':
    case 'violations':
    case 'other':
      return reading.sense === 'duration'
        ? duration(reading, grounds, assertion)
        : returns(reading, grounds, assertion);
    default:
      return notCheckable('It is not said what was frequent.');
  }
};

/** Denied what? When the sentence speaks of one ask, only answers to that ask count. */
function denials(reading: ReadingOf<'frequency'>, grounds: Grounds, assertion: Assertion): Judgement {
  const answer = beside(grounds, assertion).find(({ reading: one }) => one.kind === 'answer');
  if (answer?.reading.kind === 'answer')
    return checkAnswer({ ...answer.reading, repeated: true }, grounds, answer);
  const state = stateMeant(grounds, assertion, reading.actor);
  const listed = [
    ...thingsOf(grounds.record, 'Answer').filter((one) =>
      codesOf(one, 'kind').some((kind) => sameSense(kind, 'refused') && kind !== 'none'),
    ),
    ...thingsOf(grounds.record, 'Position').filter((one) =>
      codesOf(one, 'label').some((label) => label !== 'refugees' && label !== 'other'),
    ),
  ].filter(
    (one) =>
      state === null ||
      refsOf(one, one.type === 'Answer' ? 'by' : 'holder').some((id) =>
        speaksFor(grounds.file, id).has(state),
      ),
  );
  return byList(
    reading,
    grounds,
    listed,
    (one) => answerWords(grounds, one),
    'such answer or statement',
    'such answers and statements',
  );
}

function asks(reading: ReadingOf<'frequency'>, grounds: Grounds, assertion: Assertion): Judgement {
  const state = stateMeant(grounds, assertion, reading.actor);
  if (state === null) return notCheckable('It is not said who was asked.');
  const review = /periodic review|\bUPR\b/i.test(clauseOf(grounds, assertion));
  const listed = reachedBefore(grounds, grounds.record, state, grounds.day).filter(
    (ask) => !review || codesOf(ask, 'lever').includes('upr'),
  );
  return byList(
    reading,
    grounds,
    listed,
    (ask) =>
      `${sayList(
        refsOf(ask, 'by').map((id) => name(grounds, id)),
        2,
      )} (${sayDate(dateOf(ask))})`,
    'ask',
  );
}

function byList(
  reading: ReadingOf<'frequency'>,
  grounds: Grounds,
  listed: readonly Thing[],
  words: (one: Thing) => string,
  one: string,
  many = `${one}s`,
): Judgement {
  const needed = reading.count ?? 2;
  const because = evidenceFor(
    grounds,
    listed.flatMap((thing) => telling(thing).slice(0, 1)),
  );
  if (listed.length === 0) return notInRecord(`No ${one} is recorded.`);
  const why = `The record lists ${sayCount(listed.length, one, many)}: ${saySeries(listed.map(words), 5)}.`;
  if (reading.sense === 'never') return { holds: ['contradicted'], severity: 'high', why, because };
  if (reading.sense === 'count' && reading.count !== null)
    return byCount(listed.length, reading.count, why, because);
  if (listed.length < needed)
    return {
      holds: ['imprecise'],
      direction: 'overstated',
      severity: 'medium',
      why,
      because,
      suggestion: `Write "${sayCount(listed.length, 'time')}".`,
    };
  return { holds: ['supported'], severity: 'none', why, because };
}

function byCount(found: number, said: number, why: string, because: Judgement['because']): Judgement {
  const shown = because === undefined ? {} : { because };
  if (found === said) return { holds: ['supported'], severity: 'none', why, ...shown };
  // A record may miss one; it cannot hold one too many.
  return found > said
    ? {
        holds: ['imprecise'],
        direction: 'understated',
        severity: 'low',
        why,
        ...shown,
        suggestion: `Write "at least ${sayCount(found, 'time')}".`,
      }
    : {
        holds: ['imprecise'],
        direction: 'overstated',
        severity: 'medium',
        why,
        ...shown,
        suggestion: `Write "${sayCount(found, 'recorded time')}".`,
      };
}

function eventsMeant(reading: ReadingOf<'frequency'>, grounds: Grounds): Thing[] {
  const span = spanOf(reading.date, grounds.day);
  const said = { ...reading, eventKind: reading.eventKind ?? 'forced-return', date: null };
  return wholes(ofSort(grounds.record, 'Event', said))
    .filter(
      (event) =>
        isSending(reading.eventKind) === isSending(kindOf(event)) &&
        (span === null || !['other', 'undated'].includes(dateFit(datesOf(event), span))),
    )
    .sort((a, b) => order(dateOf(a), dateOf(b)));
}

function order(a: EdtfDate | null, b: EdtfDate | null): number {
  return a === null || b === null ? 0 : byDate(a, b);
}

/** A pattern is events of one kind over time: how many, from when to when. */
function returns(reading: ReadingOf<'frequency'>, grounds: Grounds, assertion: Assertion): Judgement {
  const events = eventsMeant(reading, grounds);
  const because = evidenceFor(
    grounds,
    events.flatMap((event) => standing(event, 'date').slice(0, 1)),
  );
  if (events.length === 0) return notInRecord('No event of that kind is recorded for that time.');
  const dates = events.map(dateOf);
  const why = `The record dates ${sayCount(events.length, 'such event')}, from ${sayDate(dates[0] ?? null)} to ${sayDate(dates.at(-1) ?? null)}${events.length <= 4 ? ` (${sayList(events.map(titleOf))})` : ''}.`;
  if (reading.sense === 'never')
    return { holds: ['contradicted'], direction: 'understated', severity: 'high', why, because };
  if (reading.sense === 'count' && reading.count !== null)
    return byCount(events.length, reading.count, why, because);
  const years = new Set(dates.flatMap((date) => date?.earliest?.slice(0, 4) ?? []));
  const pattern = events.length >= 3 && years.size >= 2;
  const holds: Verdict[] =
    reading.sense === 'repeated'
      ? events.length >= 2
        ? ['supported']
        : ['imprecise']
      : pattern
        ? ['supported']
        : ['imprecise'];
  if (reading.of === 'violations' || reading.sense === 'systematic') holds.push('argued');
  const thin = holds.includes('imprecise');
  const always = reading.sense === 'always' ? ' A list cannot show that there was no exception.' : '';
  const state = stateMeant(grounds, assertion, reading.actor);
  const legal =
    reading.of === 'violations' && state !== null
      ? ` That each was a breach is argued, and ${name(grounds, state)} denies it where it has answered.`
      : '';
  return {
    holds,
    direction: thin ? 'overstated' : 'neither',
    severity: thin ? 'medium' : holds.includes('argued') ? 'low' : 'none',
    why: `${why}${always}${reading.sense === 'systematic' ? ` That they make a system is argued.${unsourced(events)}` : ''}${legal}`,
    because,
    suggestion: thin ? `Write "${sayCount(events.length, 'reported time')}".` : null,
  };
}

/** How many of the dates no source carries yet. */
function unsourced(events: readonly Thing[]): string {
  const general = events.filter((event) =>
    standing(event, 'date').every(({ claim }) => claim.basis === 'general-knowledge'),
  ).length;
  return general === 0
    ? ''
    : ` ${capital(sayCount(general, 'date is', 'dates are'))} general knowledge, without a source.`;
}

/** "For over two decades" of returns: from the first dated event to the letter. */
function duration(reading: ReadingOf<'frequency'>, grounds: Grounds, assertion: Assertion): Judgement {
  const events = eventsMeant({ ...reading, date: null }, grounds);
  const first = events.map(dateOf).find((date) => date?.earliest !== null && date !== null);
  if (events.length === 0 || first === undefined || first === null || grounds.day === null)
    return checkMembership(reading, grounds, assertion);
  const years = Number(grounds.day.earliest?.slice(0, 4) ?? 0) - Number(first.earliest?.slice(0, 4) ?? 0);
  const said = yearsSaid(reading);
  const because = evidenceFor(
    grounds,
    events.flatMap((event) => standing(event, 'date').slice(0, 1)),
    4,
  );
  const why = `The first dated event of the kind in the record is ${events[0] === undefined ? 'an event' : titleOf(events[0])} (${sayDate(first)}), ${years} years before this letter.`;
  if (said === null) return { holds: ['not-checkable'], severity: 'none', why, because };
  if (said > years + 1)
    return {
      holds: ['imprecise'],
      direction: 'overstated',
      severity: 'medium',
      why,
      because,
      suggestion: `Write "since at least ${first.earliest?.slice(0, 4) ?? ''}".`,
    };
  return { holds: ['supported'], severity: 'none', why, because };
}
