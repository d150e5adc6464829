/**
 * Superlatives hold over a set and a period: the events of that kind by that State in this record.
 * Who says it, and how narrowed, decides; the figures of other events can overturn it.
 */
import { compareDates } from '../../base/date.js';
import { datesOf, type HeldClaim, standing, type Thing } from '../../view/thing.js';
import { type Figure } from '../../base/figure.js';
import { type Assertion, type Verdict } from '../assertion.js';
import { accountsOf, counted } from './account.js';
import { beside, evidenceFor, evidenceOf, familyNames, type Grounds } from './grounds.js';
import { dateFit, dateOf, ofSort, readDate, type Said, titleOf, wholes } from './happening.js';
import { type Checker, type Judgement, notCheckable, notInRecord, type ReadingOf } from './judgement.js';
import { checkFirstAsk } from './first-ask.js';
import { specific, top } from './stand.js';
import { overlap } from './word-overlap.js';
import { sayCount, sayDate, sayList, sayNumber, saySeries } from './wording.js';

export const checkSuperlative: Checker<'superlative'> = (reading, grounds, assertion) => {
  if (ofAsks(reading, assertion)) return checkFirstAsk(reading, grounds, assertion);
  const said = saidWith(reading, grounds, assertion);
  const all = wholes(ofSort(grounds.record, 'Event', said));
  const event = subject(all, said, grounds, `${assertion.text} ${reading.within ?? ''}`);
  if (event === null) return notInRecord(`No event in the record shows which one is called ${reading.rank}.`);
  switch (reading.rank) {
    case 'first':
    case 'last':
    case 'only':
      return byOrder(reading, grounds, event, all);
    case 'largest':
    case 'worst':
    case 'smallest':
      return bySize(reading, grounds, event, all);
    default:
      return notCheckable('The ranking could not be read.');
  }
};

/** "The first State ever to speak for them", "the only recommendation accepted": asks, not returns. */
function ofAsks(reading: ReadingOf<'superlative'>, assertion: Assertion): boolean {
  const order = reading.rank === 'first' || reading.rank === 'only' || reading.rank === 'last';
  return (
    order &&
    reading.eventKind === null &&
    /recommend|\b(?:speak|spoke|ask|asked|call|called|raise|raised|urge|urged|resolution|letter|statement|answer|accept)/i.test(
      assertion.text,
    )
  );
}

/** What the sentence says of the event, filled from the figure or date it stands beside. */
function saidWith(reading: ReadingOf<'superlative'>, grounds: Grounds, assertion: Assertion): Said {
  const near = beside(grounds, assertion)
    .filter(({ start }) => reading.date !== null || start <= assertion.end)
    .sort((a, b) => Math.abs(a.start - assertion.start) - Math.abs(b.start - assertion.start));
  const others = near.flatMap(({ reading: one }) =>
    one.kind === 'figure' || one.kind === 'event-date' ? [one] : [],
  );
  const dated = others.find(({ date }) => date !== null);
  return {
    eventKind: reading.eventKind ?? others[0]?.eventKind ?? null,
    date: reading.date ?? dated?.date ?? null,
    actor: reading.actor ?? others.find(({ actor }) => actor !== null)?.actor ?? null,
    people: reading.people ?? others.find(({ people }) => people !== null)?.people ?? null,
    places: [],
  };
}

function subject(events: readonly Thing[], said: Said, grounds: Grounds, words: string): Thing | null {
  const date = readDate(said.date);
  const on = events.filter(
    (event) => date !== null && !['other', 'undated'].includes(dateFit(datesOf(event), date)),
  );
  const largest = (event: Thing) => size(grounds, event).high ?? size(grounds, event).low ?? 0;
  return [...on].sort((a, b) => largest(b) - largest(a))[0] ?? called(events, words);
}

/** Without a date: the one event that sources call by these words. */
function called(events: readonly Thing[], words: string): Thing | null {
  const ranked = events
    .map((event) => ({
      event,
      score: Math.max(0, ...standing(event, 'superlative').map((held) => overlap(textOf(held), words))),
    }))
    .filter(({ score }) => score >= 0.3)
    .sort((a, b) => b.score - a.score);
  return ranked[0]?.event ?? null;
}

const ANY: Figure = {
  low: 0,
  high: null,
  best: null,
  qualifier: 'at-least',
  words: '',
  unit: 'persons',
  scope: '',
};

interface Size {
  readonly low: number | null;
  readonly high: number | null;
}

/** The smallest and largest number anybody gives for an event. */
function size(grounds: Grounds, event: Thing): Size {
  const accounts = counted(accountsOf(grounds, event, ANY)).filter(({ figure }) => specific(figure));
  const lows = accounts.flatMap(({ figure }) => figure.low ?? []);
  const highs = accounts.flatMap(({ figure }) => top(figure) ?? []);
  return {
    low: lows.length === 0 ? null : Math.min(...lows),
    high: highs.length === 0 ? null : Math.max(...highs),
  };
}

function bySize(
  reading: ReadingOf<'superlative'>,
  grounds: Grounds,
  event: Thing,
  all: readonly Thing[],
): Judgement {
  const said = standing(event, 'superlative');
  const own = size(grounds, event);
  const sign = reading.rank === 'smallest' ? -1 : 1;
  const others = all.filter((one) => one !== event).map((one) => ({ one, size: size(grounds, one) }));
  const beats = others.filter(
    ({ size }) =>
      size.low !== null &&
      own.high !== null &&
      (sign > 0 ? size.low > own.high : (size.high ?? size.low) < (own.low ?? own.high)),
  );
  const may = others.filter(
    ({ size }) =>
      size.high !== null &&
      own.low !== null &&
      (sign > 0 ? size.high >= own.low : (size.low ?? size.high) <= (own.high ?? own.low)),
  );
  const because = [
    ...said.map((held) => evidenceOf(grounds, held)),
    ...beats.flatMap(({ one }) => evidenceFor(grounds, standing(one, 'figure'), 2)),
  ];
  const compared = `${sayCount(others.length, 'other event')} of the kind in this record`;
  if (beats.length > 0 && said.length === 0)
    return {
      holds: ['contradicted'],
      direction: 'overstated',
      severity: 'high',
      why: `${titleOf(beats[0]?.one ?? event)} (${sayDate(dateOf(beats[0]?.one ?? event))}) has a larger figure.`,
      because,
      suggestion: 'Leave the superlative out.',
    };
  if (said.length > 0)
    return saidBy(reading, grounds, { event, said, compared, may: may.map(({ one }) => one), because });
  const aside = standing(grounds.file.things.get(event.id) ?? event, 'superlative').length > 0;
  const holds: Verdict[] = aside ? ['imprecise', 'self-sourced'] : ['imprecise'];
  const range = own.high === null ? 'no figure' : `${own.low === null ? 'up to ' : ''}${sayNumber(own.high)}`;
  return {
    holds: own.high === null || may.length > 0 ? [...holds, 'contested'] : holds,
    direction: 'overstated',
    severity: 'medium',
    why: `${aside ? 'Only this text calls it that. ' : 'No source in the record calls it that. '}Against ${compared}, the accounts of it (${range}) ${
      may.length === 0
        ? 'are the highest'
        : `overlap with ${sayList(
            may.map(({ one }) => titleOf(one)),
            2,
          )}`
    }.`,
    because: [...because, ...evidenceFor(grounds, standing(event, 'figure'), 4)],
    suggestion: `"the ${reading.rank} in this record of ${sayCount(all.length, 'reported event')}"`,
  };
}

interface Called {
  readonly event: Thing;
  readonly said: readonly HeldClaim[];
  readonly compared: string;
  readonly may: readonly Thing[];
  readonly because: Judgement['because'];
}

/** Sources call it so: whether as widely as the letter does. */
function saidBy(
  reading: ReadingOf<'superlative'>,
  grounds: Grounds,
  { said, compared, may, because }: Called,
): Judgement {
  const bounded = said.filter((held) => narrowing(textOf(held)) !== null);
  const wide = said.filter((held) => narrowing(textOf(held)) === null);
  const whoSays = saySeries(
    said.map((held) => `${familyNames(grounds, [held])[0] ?? ''}: "${textOf(held).replace(/[.\s]+$/, '')}"`),
    4,
  );
  if (
    wide.length === 0 &&
    (reading.within === null || !bounded.some((held) => sameNarrowing(reading.within ?? '', textOf(held))))
  ) {
    const holds: Verdict[] = ['imprecise'];
    if (may.length > 0) holds.push('contested');
    const best = bounded[0];
    const within = best === undefined ? null : narrowing(textOf(best));
    return {
      holds,
      direction: reading.within === null ? 'overstated' : 'neither',
      severity: 'high',
      why: `The sources say less: ${whoSays}. This record (${compared}) cannot carry it over all time.`,
      ...(because === undefined ? {} : { because }),
      suggestion:
        within === null
          ? 'Say over which set and period it holds, and who says so.'
          : `"the ${reading.rank} ${within}, according to ${familyNames(grounds, best === undefined ? [] : [best])[0] ?? ''}"`,
    };
  }
  const families = familyNames(grounds, wide.length > 0 ? wide : bounded);
  return {
    holds: families.length > 1 ? ['supported'] : ['single-source'],
    severity: families.length > 1 ? 'none' : 'medium',
    why: `${whoSays}. It is compared with ${compared}.`,
    ...(because === undefined ? {} : { because }),
    suggestion: families.length > 1 ? null : `Add who says so: ${sayList(families)}.`,
  };
}

/** What bounds it: "in years", "since the pandemic"; `null` when it claims all time. */
function narrowing(text: string): string | null {
  if (/without limit|all time|ever\b/i.test(text)) return null;
  return (
    /\b(?:in (?:\w+ )?(?:years|decades|months)|since [^.;,]+|so far [^.;,]+|this (?:year|century|decade)|of (?:its|the) (?:year|decade)|in (?:19|20)\d\d)/i.exec(
      text,
    )?.[0] ?? null
  );
}

function sameNarrowing(a: string, b: string): boolean {
  const key = (text: string) =>
    /years|decades/i.test(text)
      ? 'years'
      : /pandemic|covid|border|clos|reopen/i.test(text)
        ? 'closure'
        : text.toLowerCase();
  return key(a) === key(b) || b.toLowerCase().includes(a.toLowerCase());
}

function textOf(held: HeldClaim): string {
  return held.claim.value.kind === 'text' ? held.claim.value.text : '';
}

/** First, last, only: other events before, after or beside it, within what the letter narrows it to. */
function byOrder(
  reading: ReadingOf<'superlative'>,
  grounds: Grounds,
  event: Thing,
  all: readonly Thing[],
): Judgement {
  const date = dateOf(event);
  if (date === null) return notInRecord(`The record does not date ${titleOf(event)}.`);
  const from = startOf(reading.within);
  const rivals = all.filter((one) => {
    const other = dateOf(one);
    if (one === event || other === null) return false;
    if (from !== null && (other.latest ?? '') < from) return false;
    const order = compareDates(other, date);
    return reading.rank === 'first' ? order === 'before' : reading.rank === 'last' ? order === 'after' : true;
  });
  const helds = rivals.flatMap((one) => [
    ...standing(one, 'title').slice(0, 1),
    ...standing(one, 'date').slice(0, 1),
  ]);
  if (rivals.length > 0)
    return {
      holds: ['contradicted'],
      direction: 'overstated',
      severity: 'high',
      why: `The record has ${sayList(
        rivals.map((one) => `${titleOf(one)} (${sayDate(dateOf(one))})`),
        4,
      )}.`,
      because: evidenceFor(grounds, helds),
      suggestion: `Leave "${reading.words}" out, or say over which period it holds.`,
    };
  return {
    holds: ['imprecise'],
    direction: 'overstated',
    severity: 'medium',
    why: `It is the ${reading.rank} among the ${sayCount(all.length, 'event')} of the kind in this record, which cannot show that there was no other.`,
    because: evidenceFor(grounds, standing(event, 'date')),
    suggestion: `"the ${reading.rank} in the record"`,
  };
}

/** The first day a narrowing speaks of: "since 2020", "since the pandemic". */
function startOf(within: string | null): string | null {
  if (within === null) return null;
  const year = /\b(?:19|20)\d\d\b/.exec(within)?.[0];
  if (year !== undefined) return `${year}-01-01`;
  return /pandemic|covid/i.test(within) ? PANDEMIC : null;
}

/** The day the World Health Organization called COVID-19 a pandemic. */
const PANDEMIC = '2020-03-11';
