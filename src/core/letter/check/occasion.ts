/** Occasions a letter names: a summit, session, hearing or anniversary the record dates. */
import { type CaseFile, datesOf, refsOf, standing, textsOf, type Thing, thingsOf } from '../../view/thing.js';
import { actorsFit } from './actor.js';
import { impossibleDay } from './impossible.js';
import { evidenceFor, familyCount, type Grounds, isAside } from './grounds.js';
import { dateFit, kindOf, readDate } from './happening.js';
import { type Checker, notInRecord, type ReadingOf } from './judgement.js';
import { contentWords, overlap } from './word-overlap.js';
import { sayDate, sayWhen } from './wording.js';

export const checkOccasion: Checker<'occasion'> = (reading, grounds) => {
  if (reading.date !== null && reading.date.impossible !== null)
    return impossibleDay(reading.date.impossible);
  const [found] = find(reading, grounds, grounds.record);
  const read = found === undefined ? [] : standing(found).filter(({ claim }) => claim.basis === 'read');
  if (found !== undefined && (read.length > 0 || !ownToo(grounds, found))) {
    const date = datesOf(found)[0] ?? null;
    const asked = readDate(reading.date);
    const helds = [
      ...standing(found, 'name').slice(0, 2),
      ...standing(found, 'title').slice(0, 2),
      ...standing(found, 'date').slice(0, 2),
    ];
    if (asked !== null && date !== null && dateFit([date], asked) === 'other')
      return {
        holds: ['contradicted'],
        severity: 'medium',
        why: `The record dates it ${sayDate(date)}, not ${sayDate(asked)}.`,
        because: evidenceFor(grounds, helds),
        suggestion: `Write "${sayWhen(date)}".`,
      };
    return {
      holds: familyCount(grounds, standing(found)) > 1 ? ['supported'] : ['single-source'],
      severity: 'none',
      why: date === null ? 'The record knows it, without a date.' : `The record has it ${sayWhen(date)}.`,
      because: evidenceFor(grounds, helds),
    };
  }
  if (find(reading, grounds, grounds.file).length > 0)
    return {
      holds: ['self-sourced'],
      severity: 'low',
      why: 'The record has this occasion from this text alone.',
    };
  return notInRecord(`No occasion called "${reading.name.words}" is in the record.`, { severity: 'low' });
};

/** This text tells of it as well, so that without it nothing read in a source is left. */
function ownToo(grounds: Grounds, thing: Thing): boolean {
  return (grounds.file.things.get(thing.id)?.claims ?? []).some(({ claim }) => isAside(grounds, claim));
}

function find(reading: ReadingOf<'occasion'>, grounds: Grounds, file: CaseFile): Thing[] {
  const things = [
    ...thingsOf(file, 'Occasion'),
    ...thingsOf(file, 'Event').filter((event) => kindOf(event) === 'meeting'),
  ];
  return things
    .map((thing) => ({ thing, score: score(reading, grounds, thing) }))
    .filter(({ score }) => score >= 1)
    .sort((a, b) => b.score - a.score)
    .map(({ thing }) => thing);
}

function score(reading: ReadingOf<'occasion'>, grounds: Grounds, thing: Thing): number {
  if (reading.name.id === thing.id) return 10;
  const names = [...textsOf(thing, 'name'), ...textsOf(thing, 'title')];
  const shared = Math.max(0, ...names.map((one) => overlap(one, reading.name.words)));
  const enough = contentWords(reading.name.words).size >= 2 ? 0.5 : 1;
  const parties = actorsFit(grounds.file, refsOf(thing, 'party'), reading.parties);
  const dated = readDate(reading.date);
  const fit = dated === null ? 'undated' : dateFit(datesOf(thing), dated);
  const near = fit === 'same' || fit === 'within' ? 1 : 0;
  return shared >= enough ? 1 + shared + near : parties === 'is' && near === 1 ? 1 : 0;
}
