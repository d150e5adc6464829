/**
 * Figures: what each origin says of the event or period the letter means. A total over a period
 * never stands for a day, people held never for people returned, and an ordinary return never for
 * a forced one.
 */
import { dateWithin } from '../../base/date.js';
import { type Figure } from '../../base/figure.js';
import { datesOf, figuresOf, type Thing } from '../../view/thing.js';
import { type Assertion, type Direction, type Verdict } from '../assertion.js';
import { type Account, accountEvidence, accountsOf, counted, listAccounts, saying } from './account.js';
import { creditedEvidence, creditedFigures, creditedWords } from './credited.js';
import { checkSeveral } from './figure-sum.js';
import { clauseOf, type Grounds, isAside } from './grounds.js';
import { dateFit, dateOf, datesWithLegs, ofSort, otherDate, readDate, titleOf } from './happening.js';
import { type Checker, type Judgement, notCheckable, notInRecord, type ReadingOf } from './judgement.js';
import { impossibleDay } from './impossible.js';
import { mistaken } from './mistaken.js';
import { sameNumber, spoken, standOf, top } from './stand.js';
import { checkFrequency } from './frequency.js';
import { checkShare } from './share.js';
import { dayNearby } from './nearby.js';
import { type Counted, elsewhere, subjectOf } from './subject.js';
import { honestWording } from './rewrite.js';
import { sayCount, sayDate, sayFigure, sayList, sayWhen } from './wording.js';

export const checkFigure: Checker<'figure'> = (read, grounds, assertion) => {
  const reading = ofThem(read, clauseOf(grounds, assertion));
  const { figure, date } = reading;
  if (date?.impossible !== null && date !== null) return impossibleDay(date.impossible);
  if (figure.low === null && figure.high === null)
    return notCheckable(`"${figure.words}" gives no number that could be compared.`);
  if (figure.unit === 'percent') return checkShare(reading, grounds, assertion);
  if (eventUnits.test(figure.unit)) return checkEventCount(reading, grounds, assertion);
  const subject = subjectOf(grounds, grounds.record, counting(reading, clauseOf(grounds, assertion)));
  if (subject.kind === 'several') return checkSeveral(reading, grounds, subject.events);
  if (subject.kind === 'none') return withoutSubject(reading, grounds, assertion);
  return judgeThing(reading, grounds, subject.thing, assertion);
};

/** "200 of them" counts a part, which no account of the whole confirms or denies. */
function ofThem(reading: ReadingOf<'figure'>, clause: string): ReadingOf<'figure'> {
  const part =
    reading.figure.scope === '' &&
    /^\s*(?:of|among) (?:them|whom|these|those)\b/i.test(
      clause.slice(clause.indexOf(reading.figure.words) + reading.figure.words.length),
    );
  return part ? { ...reading, figure: { ...reading.figure, scope: 'of them' } } : reading;
}

/** "Three returns" counts events, not people. */
const eventUnits =
  /^(?:returns?|repatriations?|deportations?|events?|times|occasions?|operations?|transfers?|incidents?|handovers?)$/;

function checkEventCount(reading: ReadingOf<'figure'>, grounds: Grounds, assertion: Assertion): Judgement {
  // "More than 8,000 repatriations": a source may count people returned in those words.
  const persons = { ...reading, figure: { ...reading.figure, unit: 'persons' } };
  const subject = subjectOf(grounds, grounds.record, counting(persons, clauseOf(grounds, assertion)));
  if (
    (subject.kind === 'event' || subject.kind === 'period') &&
    accountsOf(grounds, subject.thing, persons.figure).some(({ figure }) =>
      sameNumber(figure, persons.figure),
    )
  )
    return judgeThing(persons, grounds, subject.thing, assertion);
  const { figure, eventKind, date, actor, people, places } = reading;
  const count = figure.best ?? figure.low ?? figure.high;
  const said = {
    kind: 'frequency',
    words: figure.words,
    sense: 'count',
    count,
    unit: 'times',
    of: 'returns',
    eventKind,
    date,
    actor,
    people,
    places,
  } as const;
  return checkFrequency(said, grounds, assertion);
}

function counting(reading: ReadingOf<'figure'>, text: string): Counted {
  return { said: reading, figure: reading.figure, text };
}

function judgeThing(
  reading: ReadingOf<'figure'>,
  grounds: Grounds,
  thing: Thing,
  assertion: Assertion,
): Judgement {
  const accounts = accountsOf(grounds, thing, reading.figure);
  const numbered = counted(accounts);
  const sayers = numbered.filter(({ stand }) => saying.has(stand));
  const disputers = numbered.filter(({ stand }) => stand === 'disputes');
  if (sayers.length === 0) return nobodySays(reading, grounds, { thing, accounts }, assertion);
  const credited = reading.accordingTo.flatMap(({ id }) =>
    id === null ? [] : [{ id, said: creditedFigures(grounds, thing, id, reading.figure) }],
  );
  // A credit the letter makes in so many words has a finding of its own.
  const apart = new Set(
    grounds.assertions.flatMap(({ reading: one }) => (one.kind === 'attribution' ? [one.speaker.id] : [])),
  );
  const creditWords = credited.flatMap(({ id, said }) =>
    apart.has(id) ? [] : (creditedWords(grounds, id, said) ?? []),
  );
  const holds = new Set<Verdict>();
  if (disputers.length > 0) holds.add('contested');
  else if (sayers.every(({ stand }) => stand !== 'says')) holds.add('imprecise');
  if (
    disputers.length === 0 &&
    credited.some(({ said }) => said.length > 0 && said.every(({ stand }) => stand !== 'says'))
  )
    holds.add('imprecise');
  const finer =
    thing.type === 'Event' &&
    dateFit(datesWithLegs(grounds.record, thing), readDate(reading.date)) === 'finer';
  if (finer) holds.add('imprecise');
  if (numbered.length === 1) holds.add('single-source');
  if (holds.size === 0) holds.add('supported');
  return {
    holds: [...holds],
    direction: directionOf(reading.figure, numbered),
    severity: severityOf(holds, reading.figure, numbered),
    why: [
      ...whyParts(reading.figure, thing, numbered, sayers),
      finer ? finerWords(thing) : '',
      ...notes(reading, thing),
      ...totalNotes(reading, grounds, thing),
      ...periodNotes(reading, grounds, thing),
      ...creditWords,
    ]
      .filter((part) => part !== '')
      .join(' '),
    because: [
      ...accountEvidence(grounds, accounts),
      ...credited.flatMap(({ said }) => creditedEvidence(grounds, said)),
    ],
    suggestion:
      holds.has('supported') && holds.size === 1 ? null : honestWording(grounds, reading, thing, numbered),
  };
}

function whyParts(
  letter: Figure,
  thing: Thing,
  numbered: readonly Account[],
  sayers: readonly Account[],
): string[] {
  const of = thing.type === 'Period' ? titleOf(thing) : sayDate(dateOf(thing));
  const list = listAccounts(numbered);
  if (numbered.length === 1) return [`One account of ${of} alone gives a number: ${list}.`];
  const disputed = numbered.some(({ stand }) => stand === 'disputes');
  if (disputed) {
    const giving = givers(numbered);
    const verb = giving === 1 ? 'gives' : 'give';
    return [
      `Accounts of ${of} differ; ${giving} of ${numbered.length} ${verb} ${sayFigure(letter)}: ${list}.`,
    ];
  }
  const fits =
    sayers.length === numbered.length
      ? `All ${sayCount(numbered.length, 'account')}`
      : `${sayers.length} of ${numbered.length} accounts`;
  const fit = sayers.length === 1 ? 'fits' : 'fit';
  if (letter.qualifier === 'vague') return [`${fits} of ${of} ${fit} it.`];
  return [`${fits} of ${of} ${fit} it: ${list}.`];
}

/** "More than 600" and "up to 600" allow 600 and do not give it. */
function givers(accounts: readonly Account[]): number {
  return accounts.filter(({ stand }) => stand === 'says' || stand === 'about').length;
}

function finerWords(thing: Thing): string {
  return `The record has only ${sayDate(dateOf(thing))}, not the day.`;
}

/** What a reader should know about the date without its changing the verdict. */
function notes(reading: ReadingOf<'figure'>, thing: Thing): string[] {
  const own = dateOf(thing);
  const read = readDate(reading.date);
  if (own === null || read === null || thing.type === 'Period') return [];
  const other = otherDate(reading.date);
  if (other !== null && dateFit([own], read) === 'other')
    return [`Write the day as ${sayDate(own)}: "${reading.date?.words ?? ''}" can be read two ways.`];
  return dateFit([own], read) === 'within' ? [`The record dates it ${sayDate(own)}.`] : [];
}

/** The same number given for a longer time: worth knowing before somebody else says it. */
function totalNotes(reading: ReadingOf<'figure'>, grounds: Grounds, thing: Thing): string[] {
  const date = dateOf(thing);
  if (thing.type === 'Period' || date === null || spoken(reading.figure).length === 0) return [];
  return ofSort(grounds.record, 'Period', reading)
    .filter((period) => datesOf(period).some((span) => span.edtf !== date.edtf && dateWithin(date, span)))
    .flatMap((period) =>
      accountsOf(grounds, period, reading.figure)
        .filter(({ figure }) => sameNumber(reading.figure, figure))
        .map(
          (account) =>
            `${account.name} gives ${sayFigure(account.figure)} for ${sayDate(dateOf(period))} together.`,
        ),
    );
}

/** "Hundreds" on no date: one day fits it, and totals over years say more. */
function periodNotes(reading: ReadingOf<'figure'>, grounds: Grounds, thing: Thing): string[] {
  if (reading.date !== null || reading.figure.qualifier !== 'vague' || thing.type === 'Period') return [];
  const totals = ofSort(grounds.record, 'Period', reading)
    .sort((a, b) => ((dateOf(a)?.edtf ?? '') < (dateOf(b)?.edtf ?? '') ? 1 : -1))
    .flatMap((period) =>
      counted(accountsOf(grounds, period, reading.figure))
        .filter(({ figure }) => figure.qualifier !== 'vague')
        .slice(0, 1)
        .map(
          ({ name: who, figure }) =>
            `${sayFigure({ ...figure, scope: '' })} over ${sayDate(dateOf(period))} (${who})`,
        ),
    );
  return totals.length === 0 ? [] : [`That is one day. Totals: ${sayList(totals.slice(0, 2))}.`];
}

/**
 * The event whose own figure this is, when its day is written right beside the passage: then the
 * day read with the figure is likelier to be its neighbour's than the letter to be wrong.
 */
function readAcross(
  reading: ReadingOf<'figure'>,
  grounds: Grounds,
  subject: Thing | null,
  assertion: Assertion,
): Thing | null {
  if (spoken(reading.figure).length === 0) return null;
  const found = elsewhere(grounds, counting(reading, ''), subject);
  if (found === null || found.why !== 'other-date') return null;
  return dayNearby(grounds, found.thing, { start: assertion.start - 80, end: assertion.end + 40 })
    ? found.thing
    : null;
}

function nobodySays(
  reading: ReadingOf<'figure'>,
  grounds: Grounds,
  { thing, accounts }: { readonly thing: Thing; readonly accounts: readonly Account[] },
  assertion: Assertion,
): Judgement {
  const across = readAcross(reading, grounds, thing, assertion);
  if (across !== null) return judgeThing(reading, grounds, across, assertion);
  const other = mistaken(grounds, counting(reading, ''), thing);
  const numbered = counted(accounts);
  const own = onlyOwnSays(reading.figure, grounds, thing);
  const list = numbered.length === 0 ? '' : ` The record has ${listAccounts(numbered)}.`;
  const because = accountEvidence(grounds, accounts);
  if (other === null && numbered.length === 0 && !own)
    return notInRecord(
      `The record knows of ${titleOf(thing)} (${sayDate(dateOf(thing))}), and no source in it gives a number.`,
      { because },
    );
  const allowing = numbered.filter(({ stand }) => stand === 'allows');
  if (other === null && numbered.length === 0)
    return {
      holds: ['self-sourced'],
      severity: 'high',
      why: `Only this text, or what repeats it, gives ${sayFigure(reading.figure)} for ${titleOf(thing)}.`,
      because,
    };
  const holds: Verdict[] = ['contradicted', ...(own ? (['self-sourced'] as const) : [])];
  return {
    holds: other === null ? holds : [...holds, ...other.holds],
    direction: directionOf(reading.figure, numbered),
    severity: 'high',
    why:
      other === null
        ? `No account of ${titleOf(thing)} (${sayDate(dateOf(thing))}) gives ${sayFigure(reading.figure)}.${list}${allowWords(allowing)}`
        : `${other.why}${list}`,
    because: [...(other?.because ?? []), ...because],
    suggestion: other?.suggestion ?? honestWording(grounds, reading, thing, numbered),
  };
}

function allowWords(allowing: readonly Account[]): string {
  if (allowing.length === 0) return '';
  return ` ${sayList(
    allowing.map(({ name }) => name),
    3,
  )} ${allowing.length === 1 ? 'sets' : 'set'} no limit that excludes it, and ${allowing.length === 1 ? 'does' : 'do'} not say it.`;
}

/** Whether the letter's own claims about the thing, which count for nothing, say it. */
function onlyOwnSays(letter: Figure, grounds: Grounds, thing: Thing): boolean {
  const whole = grounds.file.things.get(thing.id) ?? thing;
  return figuresOf(whole).some(
    ({ held, figure }) => isAside(grounds, held.claim) && saying.has(standOf(letter, figure)),
  );
}

function withoutSubject(reading: ReadingOf<'figure'>, grounds: Grounds, assertion: Assertion): Judgement {
  const text = clauseOf(grounds, assertion);
  const across = readAcross(reading, grounds, null, assertion);
  if (across !== null) return judgeThing(reading, grounds, across, assertion);
  const other = mistaken(grounds, counting(reading, text), null);
  const own = subjectOf(grounds, grounds.file, counting(reading, text));
  if (own.kind !== 'none')
    return {
      holds: ['self-sourced'],
      severity: 'high',
      why: 'The record has this event and figure from this text alone, and a document is no evidence for itself.',
      suggestion: null,
    };
  if (other !== null) return { ...other, holds: ['contradicted', ...other.holds], severity: 'high' };
  const when = reading.date === null ? '' : ` ${sayWhen(reading.date.edtf)}`;
  return notInRecord(`No event or total in the record fits ${sayFigure(reading.figure)}${when}.`);
}

/** Against the accounts that dispute it; with none, by the limit the letter dropped. */
function directionOf(letter: Figure, accounts: readonly Account[]): Direction {
  const n = top(letter);
  if (n === null || letter.qualifier === 'vague') return 'neither';
  const disputing = accounts
    .filter(({ stand }) => stand === 'disputes')
    .flatMap(({ figure }) => top(figure) ?? []);
  const lower = disputing.filter((one) => one < n).length;
  const higher = disputing.filter((one) => one > n).length;
  if (lower !== higher) return lower > higher ? 'overstated' : 'understated';
  const sayers = accounts.filter(({ stand }) => saying.has(stand));
  if (sayers.length === 0 || sayers.some(({ stand }) => stand === 'says')) return 'neither';
  if (sayers.every(({ stand }) => stand === 'ceiling')) return 'overstated';
  return sayers.every(({ stand }) => stand === 'floor') ? 'understated' : 'neither';
}

function severityOf(holds: ReadonlySet<Verdict>, letter: Figure, accounts: readonly Account[]) {
  const n = top(letter) ?? 0;
  const lowest = Math.min(...accounts.flatMap(({ figure }) => top(figure) ?? []));
  if (holds.has('contested')) return n >= lowest * 2 ? ('high' as const) : ('medium' as const);
  if (holds.has('imprecise') || holds.has('single-source')) return 'medium' as const;
  return 'none' as const;
}
