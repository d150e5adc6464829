/** When a figure is of something else in the record: another day, a total, people held, an ordinary return. */
import { accountEvidence, accountsOf, saying } from './account.js';
import { assertNever } from '../../base/result.js';
import { type Grounds } from './grounds.js';
import { dateOf, kindOf, titleOf } from './happening.js';
import { type Judgement } from './judgement.js';
import { type Counted, elsewhere } from './subject.js';
import { type Thing } from '../../view/thing.js';
import { termOf } from '../../model/codes.js';
import { sayDate, sayFigure, sayList, sayWhen } from './wording.js';

export function mistaken(grounds: Grounds, counted: Counted, subject: Thing | null): Judgement | null {
  const { said: reading } = counted;
  const found = elsewhere(grounds, counted, subject);
  if (found === null) return null;
  const { thing, why } = found;
  const accounts = accountsOf(grounds, thing, counted.figure).filter(({ stand }) => saying.has(stand));
  const who = sayList(
    accounts.map(({ name }) => name),
    4,
  );
  const number = sayFigure(accounts[0]?.figure ?? counted.figure);
  const because = accountEvidence(grounds, accounts);
  const when = reading.date === null ? '' : ` ${sayWhen(reading.date.edtf)}`;
  switch (why) {
    case 'total':
      return {
        holds: ['imprecise'],
        direction: 'overstated',
        severity: 'high',
        why: `${number} is a total over ${sayDate(dateOf(thing))} (${who}), not a figure for one event${when}.`,
        because,
        suggestion: `Say "${number} ${sayPeriod(thing)}, according to ${who}", or give the figure of the event itself.`,
      };
    case 'held':
      return {
        holds: ['imprecise'],
        direction: 'overstated',
        severity: 'high',
        why: `${number} is what ${who} gives for ${kindWords(thing)} (${titleOf(thing)}), not for people returned.`,
        because,
        suggestion: `Say "${number} people were reported held, according to ${who}".`,
      };
    case 'ordinary':
      return {
        holds: [],
        direction: 'overstated',
        severity: 'high',
        why: `${number} is the figure of a return that was not against the will (${titleOf(thing)}, ${sayDate(dateOf(thing))}).`,
        because,
        suggestion:
          'Take it out: people who went home of their own accord are not counted as forcibly returned.',
      };
    case 'other-date':
      return {
        holds: [],
        direction: 'neither',
        severity: 'high',
        why: `The record has ${number} ${sayWhen(dateOf(thing))} (${titleOf(thing)}; ${who})${when === '' ? '' : `, not${when}`}.`,
        because,
        suggestion: `Check the date: "${sayWhen(dateOf(thing))}".`,
      };
    default:
      return assertNever(why);
  }
}

function sayPeriod(thing: Thing): string {
  const date = dateOf(thing);
  return date === null ? 'in all' : `over ${sayDate(date)}`;
}

function kindWords(thing: Thing): string {
  const kind = kindOf(thing);
  return kind === null ? 'something else' : (termOf('event-kind', kind)?.en.toLowerCase() ?? kind);
}
