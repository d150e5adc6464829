/** When a letter dates an event: the record's day for it, its precision, and whether another day is meant. */
import { compareDates } from '../../base/date.js';
import { datesOf, standing, type Thing } from '../../view/thing.js';
import { type Assertion } from '../assertion.js';
import { impossibleDay } from './impossible.js';
import { beside, evidenceFor, familyCount, type Grounds } from './grounds.js';
import { atPlaces, dateFit, dateOf, ofSort, otherDate, readDate, titleOf, wholes } from './happening.js';
import { type Checker, type Judgement, notCheckable, notInRecord, type ReadingOf } from './judgement.js';
import { spanOf } from './subject.js';
import { sayCount, sayDate, sayList, sayWhen } from './wording.js';

/** Crossings that a letter tells of as a part of a return. */
const moves = new Set(['arrival', 'departure', 'meeting']);

export const checkEventDate: Checker<'event-date'> = (reading, grounds, assertion) => {
  if (reading.date === null) return notCheckable('No date is given.');
  if (reading.date.impossible !== null) return impossibleDay(reading.date.impossible);
  const date = spanOf(reading.date, grounds.day);
  const sort = wholes(ofSort(grounds.record, 'Event', reading));
  const events = atPlaces(sort, reading.places);
  const other = otherDate(reading.date);
  const on = events.filter((event) => {
    const fit = dateFit(datesOf(event), date);
    return fit !== 'other' && fit !== 'undated';
  });
  if (on.length > 0) return judge(grounds, on, reading);
  const alternative = events.filter(
    (event) => other !== null && ['same', 'within', 'finer'].includes(dateFit(datesOf(event), other)),
  );
  if (alternative.length > 0)
    return {
      holds: ['imprecise'],
      severity: 'medium',
      why: `"${reading.date.words}" can be read as two days; the record has ${list(alternative)}.`,
      because: evidenceFor(grounds, alternative.flatMap(dateClaims)),
      suggestion: writeDay(alternative),
    };
  if (
    wholes(ofSort(grounds.file, 'Event', reading)).some((event) => dateFit(datesOf(event), date) === 'same')
  )
    return {
      holds: ['self-sourced'],
      severity: 'high',
      why: 'Only this text dates an event of that kind to that day.',
    };
  const any = moves.has(reading.eventKind ?? '')
    ? wholes(ofSort(grounds.record, 'Event', { ...reading, eventKind: null })).filter((event) =>
        ['same', 'within'].includes(dateFit(datesOf(event), date)),
      )
    : [];
  if (any.length > 0) return judge(grounds, any, reading);
  return elsewhen(grounds, reading, events, assertion);
};

function writeDay(events: readonly Thing[]): string | null {
  const [first] = events;
  return first === undefined ? null : `Write "${sayWhen(dateOf(first))}".`;
}

function dateClaims(event: Thing) {
  return standing(event, 'date').slice(0, 3);
}

function judge(grounds: Grounds, events: readonly Thing[], reading: ReadingOf<'event-date'>): Judgement {
  const asked = readDate(reading.date);
  const finer = events.every((event) => dateFit(datesOf(event), asked) === 'finer');
  const helds = events.flatMap(dateClaims);
  const one =
    familyCount(
      grounds,
      events.flatMap((event) => standing(event)),
    ) === 1;
  return {
    holds: finer ? ['imprecise'] : one ? ['single-source'] : ['supported'],
    severity: finer ? 'medium' : 'none',
    why: finer ? `The record dates it less finely: ${list(events)}.` : `The record has ${list(events)}.`,
    because: evidenceFor(grounds, helds, 6),
    suggestion: finer ? writeDay(events) : null,
  };
}

/** No event that day: another one near it, or the one whose figure the sentence gives. */
function elsewhen(
  grounds: Grounds,
  reading: ReadingOf<'event-date'>,
  events: readonly Thing[],
  assertion: Assertion,
): Judgement {
  const asked = readDate(reading.date);
  const near = events
    .map((event) => ({ event, days: distance(event, asked?.earliest ?? null) }))
    .filter(({ days }) => days <= 400)
    .sort((a, b) => a.days - b.days);
  const figured = beside(grounds, assertion).some(({ reading: one }) => one.kind === 'figure');
  const slipped = near.find(
    ({ event }) => asked !== null && sameButOne(dateOf(event)?.edtf ?? '', asked.edtf),
  );
  const first = slipped ?? near[0];
  if (first !== undefined && (slipped !== undefined || first.days <= 3) && !figured)
    return {
      holds: ['contradicted'],
      severity: 'high',
      why: `The record dates ${titleOf(first.event)} ${sayDate(dateOf(first.event))}, not ${sayDate(asked)}.`,
      because: evidenceFor(grounds, dateClaims(first.event)),
      suggestion: `Write "${sayWhen(dateOf(first.event))}".`,
    };
  const others =
    first === undefined
      ? ''
      : ` The nearest are ${sayList(near.slice(0, 2).map(({ event }) => `${titleOf(event)} (${sayDate(dateOf(event))})`))}.`;
  return notInRecord(`No event of that kind ${asked === null ? '' : sayWhen(asked)} is recorded.${others}`);
}

/** Year, month or day differs and the other two agree: 9 October 2022 for 9 October 2023. */
function sameButOne(a: string, b: string): boolean {
  const [x, y] = [a.split('-'), b.split('-')];
  return x.length === 3 && y.length === 3 && x.filter((part, i) => part === y[i]).length === 2;
}

function distance(event: Thing, from: string | null): number {
  const own = dateOf(event)?.earliest ?? null;
  if (own === null || from === null) return Number.POSITIVE_INFINITY;
  const days = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  return Math.abs(days(own) - days(from));
}

function list(events: readonly Thing[]): string {
  const sorted = [...events].sort((a, b) => {
    const [x, y] = [dateOf(a), dateOf(b)];
    return x === null || y === null ? 0 : compareDates(x, y) === 'before' ? -1 : 1;
  });
  const words = sorted.map((event) => `${titleOf(event)} (${sayDate(dateOf(event))})`);
  return words.length > 4
    ? `${sayCount(words.length, 'such event')}, among them ${sayList(words, 4)}`
    : sayList(words);
}
