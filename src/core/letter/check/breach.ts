/**
 * Who held what of a State's returns. That it broke its duty, that the people are refugees and that
 * it should stop are three things: only the first is a finding of breach.
 */
import { type ThingId } from '../../base/ids.js';
import { codesOf, datesOf, refsOf, textOf, type Thing, thingsOf } from '../../view/thing.js';
import { type Grounds } from './grounds.js';
import { ofOnePerson, wasRead, reachedBefore } from './knowledge.js';

/** Reasonings and findings of breach, and asks whose own words say that it was one, newest first. */
export function breachHeld(grounds: Grounds, state: ThingId | null): Thing[] {
  const asks = state === null ? [] : reachedBefore(grounds, grounds.record, state, grounds.day);
  return newest([
    ...thingsOf(grounds.record, 'Reasoning').filter((one) => codesOf(one, 'kind').includes('breach-found')),
    ...thingsOf(grounds.record, 'Finding').filter((one) => {
      const about = refsOf(one, 'about');
      return state === null || about.length === 0 || about.includes(state);
    }),
    ...asks.filter(
      (ask) =>
        wasRead(ask) &&
        /\b(?:broke|breach\w*|violat\w*|contraven\w*)\b/i.test(textOf(ask, 'text', 'en') ?? ''),
    ),
  ]);
}

/** Reasonings that the people are refugees. */
export function refugeesHeld(grounds: Grounds): Thing[] {
  return newest(
    thingsOf(grounds.record, 'Reasoning').filter((one) =>
      codesOf(one, 'kind').some((kind) => kind === 'sur-place' || kind === 'persecution'),
    ),
  );
}

/** Dated asks of treaty bodies and UN mandates about the returns, not about one person. */
export function stopAsked(grounds: Grounds, state: ThingId | null): Thing[] {
  if (state === null) return [];
  return reachedBefore(grounds, grounds.record, state, grounds.day).filter(
    (ask) =>
      wasRead(ask) &&
      datesOf(ask).length > 0 &&
      !ofOnePerson(grounds, ask) &&
      codesOf(ask, 'lever').some((lever) => lever === 'treaty-body' || lever === 'special-procedure') &&
      codesOf(ask, 'demand').some((demand) => demand === 'halt-returns' || demand === 'comply-treaty'),
  );
}

/** One statement a day: a press answer and the position it repeats are not two denials. */
export function distinctDays(things: readonly Thing[]): Thing[] {
  const seen = new Set<string>();
  return things.filter((one) => {
    const day = datesOf(one)[0]?.edtf ?? one.id;
    return seen.has(day) ? false : (seen.add(day), true);
  });
}

function newest(things: readonly Thing[]): Thing[] {
  return [...things].sort((a, b) => ((datesOf(a)[0]?.edtf ?? '') < (datesOf(b)[0]?.edtf ?? '') ? 1 : -1));
}
