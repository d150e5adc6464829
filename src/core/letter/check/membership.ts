/** "Party for over four decades": computed from the day the treaty began to bind to the letter's day. */
import { standingOf } from '../../law/standing.js';
import { type Instrument, type State } from '../../law/reference.js';
import { type Assertion } from '../assertion.js';
import { beside, type Grounds } from './grounds.js';
import { yearsSaid } from './duration.js';
import { type Checker, notCheckable, notInRecord } from './judgement.js';
import { actEvidence, actWords, instrumentsNamed, lastPeriod, stateNamed, theTitle } from './treaty.js';
import { capital, sayDate, sayList } from './wording.js';

export const checkMembership: Checker<'frequency'> = (reading, grounds, assertion) => {
  const { state, instruments } = meant(grounds, assertion, stateNamed(grounds, reading.actor));
  if (state === null || instruments.length === 0)
    return notCheckable('It is not said which State or which treaty.');
  if (grounds.day === null) return notCheckable('The letter bears no date, so no duration can be computed.');
  const to = grounds.day.earliest;
  const rows = instruments.map((instrument) => {
    const period = lastPeriod(standingOf(grounds.law, state.id, instrument));
    return {
      instrument,
      period,
      years: yearsFrom(period?.start?.latest ?? null, to),
    };
  });
  const dated = rows.filter(({ years }) => years !== null);
  if (dated.length === 0)
    return notInRecord(
      `The data do not date when ${sayList(instruments.map(theTitle))} began to bind ${state.name.en}.`,
    );
  const shortest = Math.min(...dated.map(({ years }) => years ?? 0));
  const said = yearsSaid(reading);
  const because = dated.flatMap(({ instrument, period }) =>
    (period?.by.told ?? [])
      .slice(0, 2)
      .flatMap((act) => actEvidence(grounds, [act], actWords(act, state, instrument))),
  );
  const since = sayList(
    dated.map(({ instrument, period }) => `${theTitle(instrument)} since ${sayDate(period?.start ?? null)}`),
  );
  const why = `${capital(`${state.name.en} has been bound by ${since}`)}: ${shortest} full years on the letter's date.`;
  const asOf = grounds.law.reference.dataAsOf;
  if (said === null) return { holds: ['supported'], severity: 'none', why, because, asOf };
  if (said > shortest)
    return {
      holds: ['contradicted'],
      direction: 'overstated',
      severity: 'high',
      why,
      because,
      asOf,
      suggestion: `Write "for ${shortest} years".`,
    };
  const short = shortest >= said * 1.5 && shortest - said >= 10;
  return {
    holds: ['supported'],
    direction: short ? 'understated' : 'neither',
    severity: 'none',
    why,
    because,
    asOf,
  };
};

/** The treaty the sentence speaks of, else the last one the letter spoke of before it. */
function meant(
  grounds: Grounds,
  assertion: Assertion,
  state: State | null,
): { readonly state: State | null; readonly instruments: readonly Instrument[] } {
  const near = beside(grounds, assertion);
  const before = grounds.assertions.filter(({ start }) => start < assertion.start).reverse();
  for (const { reading } of [...near, ...before])
    if (reading.kind === 'treaty-status' && reading.instruments.length > 0) {
      const own = stateNamed(grounds, reading.state);
      if (state === null || own === null || own.id === state.id)
        return { state: state ?? own, instruments: instrumentsNamed(grounds, reading.instruments) };
    }
  return { state, instruments: [] };
}

function yearsFrom(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : yearsBetween(from, to);
}

export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
