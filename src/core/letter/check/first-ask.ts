/** "The first State ever to ask", "the only one it accepted": against the asks and answers of the record. */
import { compareDates } from '../../base/date.js';
import { codesOf, datesOf, refsOf, type Thing, thingsOf } from '../../view/thing.js';
import { type Assertion } from '../assertion.js';
import { actorsFit } from './actor.js';
import { answerWords } from './answer.js';
import { answersTo, telling } from './asks.js';
import { stateMeant } from './characterisation.js';
import { reachedBefore } from './knowledge.js';
import { askWords } from './earlier-ask.js';
import { evidenceFor, type Grounds } from './grounds.js';
import { dateFit, readDate } from './happening.js';
import { type Judgement, notInRecord, type ReadingOf } from './judgement.js';
import { saySeries } from './wording.js';

export function checkFirstAsk(
  reading: ReadingOf<'superlative'>,
  grounds: Grounds,
  assertion: Assertion,
): Judgement {
  const state = stateMeant(grounds, assertion, null);
  if (state === null) return notInRecord('It is not said who was asked.');
  const asks = reachedBefore(grounds, grounds.record, state, grounds.day).filter(
    (ask) => !/\breview\b/i.test(assertion.text) || codesOf(ask, 'lever').includes('upr'),
  );
  if (reading.rank === 'only' && /accept|agree|adopt/i.test(assertion.text))
    return onlyAccepted(grounds, asks);
  const own = asks.filter(
    (ask) =>
      reading.actor !== null &&
      actorsFit(grounds.file, refsOf(ask, 'by'), [reading.actor]) === 'is' &&
      dateFit(datesOf(ask), readDate(reading.date)) !== 'other',
  );
  const [subject] = own;
  if (subject === undefined)
    return notInRecord(`No ask in the record shows which one is called ${reading.rank}.`);
  const [date] = datesOf(subject);
  const rivals = asks.filter((ask) => {
    const [other] = datesOf(ask);
    if (own.includes(ask) || other === undefined || date === undefined) return false;
    const order = compareDates(other, date);
    return reading.rank === 'first' ? order === 'before' : reading.rank === 'last' ? order === 'after' : true;
  });
  if (rivals.length === 0)
    return {
      holds: ['imprecise'],
      direction: 'overstated',
      severity: 'low',
      why: `It is the ${reading.rank} in this record, which cannot show that there was no other.`,
      because: evidenceFor(grounds, telling(subject)),
      suggestion: `"the ${reading.rank} in the record"`,
    };
  return {
    holds: ['contradicted'],
    direction: 'overstated',
    severity: 'high',
    why: `The record has ${saySeries(
      rivals
        .slice(-4)
        .reverse()
        .map((ask) => askWords(grounds, ask)),
      3,
    )}.`,
    because: evidenceFor(grounds, rivals.slice(-4).flatMap(telling)),
    suggestion: `Leave "${reading.rank}" out, or say of what exactly it holds.`,
  };
}

function onlyAccepted(grounds: Grounds, asks: readonly Thing[]): Judgement {
  const accepted = answersTo(
    grounds.record,
    asks.map(({ id }) => id),
  ).filter((answer) =>
    codesOf(answer, 'kind').some(
      (kind) => kind === 'accepted' || kind === 'pledged' || kind === 'favourable',
    ),
  );
  const words = saySeries(
    accepted.map((answer) => answerWords(grounds, answer)),
    3,
  );
  const because = evidenceFor(grounds, accepted.flatMap(telling));
  const all = thingsOf(grounds.record, 'Answer').length;
  if (accepted.length === 0) return notInRecord('No acceptance is recorded.');
  if (accepted.length > 1)
    return { holds: ['contradicted'], severity: 'medium', why: `The record has several: ${words}.`, because };
  return {
    holds: ['supported'],
    severity: 'none',
    why: `Of ${all} recorded answers it is the only acceptance: ${words}.`,
    because,
  };
}
