/** Positions: what a State or body calls people or claims, dated; the letter's label beside the recorded ones. */
import { byDate } from '../../base/date.js';
import { termOf } from '../../model/codes.js';
import { type CaseFile, codesOf, datesOf, refsOf, textOf, type Thing, thingsOf } from '../../view/thing.js';
import { actorsFit } from './actor.js';
import { backing, telling } from './asks.js';
import { answerWords } from './answer.js';
import { distinctDays } from './breach.js';
import { evidenceFor, familyCount, type Grounds } from './grounds.js';
import { dateFit, readDate } from './happening.js';
import { type Checker, notCheckable, notInRecord, type ReadingOf } from './judgement.js';
import { overlap } from './word-overlap.js';
import { sayDate, saySeries } from './wording.js';

/** Labels that say the same thing in other words. */
const kin: readonly (readonly string[])[] = [
  ['illegal-migrants', 'handled-by-law', 'not-refugees'],
  ['not-refugees', 'no-such-people'],
];
/** Answers that deny a category or an event are positions as well. */
const denials: Readonly<Record<string, readonly string[]>> = {
  'illegal-migrants': ['denied-category'],
  'not-refugees': ['denied-category'],
  'no-such-people': ['denied-category', 'denied-event'],
  'handled-by-law': ['denied-category', 'deflected'],
};

export const checkPosition: Checker<'position'> = (reading, grounds) => {
  const { holder, labels } = reading;
  if (holder === null) return notCheckable('Nobody is named as holding it.');
  const said = statementsOf(grounds, grounds.record, reading);
  const exact = said.filter(
    (one) => carries(one, labels) || overlap(reading.words, textOf(one, 'text', 'en') ?? '') >= 0.6,
  );
  if (exact.length > 0) return found(grounds, reading, exact);
  const close = said.filter((one) =>
    codesOf(one, 'label').some((code) =>
      kin.some((group) => group.includes(code) && labels.some((label) => group.includes(label))),
    ),
  );
  if (close.length > 0)
    return {
      ...found(grounds, reading, close),
      holds: ['imprecise'],
      severity: 'low',
      suggestion: `Use the recorded words: ${saySeries(
        close.map((one) => answerWords(grounds, one)),
        2,
      )}.`,
    };
  const own = statementsOf(grounds, grounds.file, reading).filter((one) => carries(one, labels));
  if (own.length > 0)
    return {
      holds: ['self-sourced'],
      severity: 'medium',
      why: 'Only this text says that this is its position.',
    };
  const opposite = said.filter((one) => codesOf(one, 'label').length > 0);
  if (opposite.length > 0 && labels.length > 0)
    return notInRecord(
      `The record has other words: ${saySeries(
        opposite.slice(0, 3).map((one) => answerWords(grounds, one)),
        3,
      )}.`,
      {
        because: evidenceFor(grounds, opposite.slice(0, 3).flatMap(telling)),
      },
    );
  return notInRecord('No statement of that position is recorded.');
};

function found(grounds: Grounds, reading: ReadingOf<'position'>, statements: readonly Thing[]) {
  const sorted = [...statements].sort((a, b) => {
    const [x, y] = [datesOf(a)[0], datesOf(b)[0]];
    return x === undefined || y === undefined ? 0 : byDate(y, x);
  });
  const helds = sorted.flatMap(telling);
  const one =
    sorted.length === 1 &&
    familyCount(grounds, helds) < 2 &&
    sorted.every((thing) => backing(grounds, thing) !== 'supported');
  const asked = readDate(reading.date);
  const last = sorted.flatMap((thing) => datesOf(thing))[0] ?? null;
  return {
    holds: one ? (['single-source'] as const) : (['supported'] as const),
    severity: one ? ('low' as const) : ('none' as const),
    why: `${saySeries(
      distinctDays(sorted).map((thing) => answerWords(grounds, thing)),
      3,
    )}.${asked === null ? ` Last recorded ${sayDate(last)}.` : ''}`,
    because: evidenceFor(grounds, helds),
    suggestion: null,
  };
}

/** Positions, and answers that deny a category, of the holder or whoever speaks for it. */
export function statementsOf(grounds: Grounds, file: CaseFile, reading: ReadingOf<'position'>): Thing[] {
  const { holder } = reading;
  const asked = readDate(reading.date);
  const by = (thing: Thing, property: string) =>
    holder !== null &&
    ['is', 'speaks-for'].includes(
      actorsFit(grounds.file, [...refsOf(thing, property), ...refsOf(thing, 'speaker')], [holder]),
    );
  return [
    ...thingsOf(file, 'Position').filter((one) => by(one, 'holder')),
    ...thingsOf(file, 'Answer').filter((one) => by(one, 'by')),
  ].filter((one) => dateFit(datesOf(one), asked) !== 'other');
}

export function carries(statement: Thing, labels: readonly string[]): boolean {
  if (statement.type === 'Position') return codesOf(statement, 'label').some((code) => labels.includes(code));
  return codesOf(statement, 'kind').some((kind) =>
    labels.some((label) => denials[label]?.includes(kind) === true),
  );
}

export function labelWords(code: string): string {
  return termOf('position-label', code)?.en.toLowerCase() ?? code;
}
