/**
 * What happened on a date, when no figure says it already; and the happening that a superlative or
 * a frequency is said of. One place decides which event, date, doer and people belong together.
 */
import { type ReadDate, type Named } from '../assertion.js';
import { type Trigger } from '../events.js';
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionsIn, named, pattern, stateOf } from '../passage.js';
import { clauseEnd, clauseStart } from '../roles.js';
import { contains, type Span, spanOf } from '../span.js';
import { findFiguresSaid } from './figure.js';
import { speechesIn } from './speech.js';

export interface Happened {
  readonly eventKind: string | null;
  readonly date: ReadDate | null;
  readonly actor: Named | null;
  readonly people: Named | null;
  readonly places: readonly Named[];
}

/** The clause around an offset of the letter, as a span of the letter. */
export function clauseOf({ passage }: Scene, at: number): Span {
  const offset = at - passage.start;
  return {
    start: passage.start + clauseStart(passage.mask, offset),
    end: passage.start + clauseEnd(passage.mask, offset),
  };
}

/** The nearest event of the sentence to a span, its own clause first. */
export function triggerNear(scene: Scene, span: Span): Trigger | null {
  const clause = clauseOf(scene, span.start);
  const far = (one: Trigger): number =>
    (one.start >= span.end ? one.start - span.end : span.start - one.end) + (contains(clause, one) ? 0 : 150);
  let best: Trigger | null = null;
  for (const one of scene.triggers) if (best === null || far(one) < far(best)) best = one;
  return best !== null && far(best) < 260 ? best : null;
}

export function happenedNear(scene: Scene, span: Span): Happened {
  const { passage } = scene;
  const trigger = triggerNear(scene, span);
  const clause = clauseOf(scene, span.start);
  const own = nearestDate(scene, span);
  const peoples = [...mentionsIn(passage, clause, 'people'), ...mentionsIn(passage, passage, 'people')];
  const people = peoples.find((one) => one.id !== null) ?? peoples[0];
  // "That was the largest return …": of what the sentence before told.
  const back = /^(?:["“'‘(]*)(?:that|this|it|these|those)\b/i.test(passage.text) ? scene.earlier : null;
  return {
    eventKind: trigger?.eventKind ?? null,
    date: own?.date ?? back?.date ?? null,
    actor: trigger?.actor ?? actorOf(scene, span) ?? back?.actor ?? null,
    people: people === undefined ? null : stateOf(people),
    places: mentionsIn(passage, clause, 'place').map(named),
  };
}

/** The date nearest to the span; one with a figure in between belongs to that figure. */
function nearestDate({ passage }: Scene, span: Span): Mention | null {
  let best: Mention | null = null;
  let least = 220;
  for (const date of mentionsIn(passage, passage, 'date')) {
    const [from, to] = date.start >= span.end ? [span.end, date.start] : [date.end, span.start];
    const crowded = mentionsIn(passage, { start: from, end: to }, 'figure').length > 0;
    const cost = to - from + (crowded ? 120 : 0);
    if (cost < least) [best, least] = [date, cost];
  }
  return best;
}

/** The State that acts in the sentence, when the event itself names nobody. */
function actorOf({ passage, triggers }: Scene, span: Span): Named | null {
  const doer = triggers.find((one) => one.actor !== null)?.actor ?? null;
  if (doer !== null) return doer;
  const subject = passage.mentions.find(
    (one) =>
      one.type === 'state' &&
      one.end <= span.start &&
      !/\b(?:to|from|in|of|with|against)\s+(?:the\s+)?$/i.test(
        passage.mask.slice(0, one.start - passage.start),
      ),
  );
  return subject === undefined ? null : named(subject);
}

const took =
  '(?:took place|occurred|happened|was carried out|were carried out|began|started|was reported|were reported|resumed|followed|came)';

/** "…the Convention, to which it acceded on 24 September 1982": the day of the act, not of what the sentence tells. */
function isActsDate({ passage }: Scene, { start }: Span): boolean {
  const before = passage.text.slice(Math.max(0, start - passage.start - 80), start - passage.start);
  return /\b(?:acced(?:ed|es|ing)|ratif(?:ied|ies|ying)|signed|joined|adopted|accepted|denounced|withdrew)\b(?: (?!by\b|after\b|when\b)[\w'’-]+){0,6},? (?:on|in|since|of)? ?$/i.test(
    before,
  );
}

/** Events with a date that no figure of the sentence tells. */
export function findEventDates(scene: Scene): Found[] {
  const { passage } = scene;
  const figures = findFiguresSaid(scene);
  const speeches = speechesIn(scene);
  const used = figures.flatMap(({ reading }) =>
    reading.kind === 'figure' && reading.date !== null ? [reading.date.words] : [],
  );
  const out: Found[] = [];
  for (const date of mentionsIn(passage, passage, 'date')) {
    if (date.date === undefined || used.includes(date.words)) continue;
    if (isActsDate(scene, date)) continue;
    const trigger = eventFor(scene, date);
    if (speeches.some((one) => date.start >= one.end && date.start - one.end < 6)) continue;
    if (trigger === null || trigger.negated || !(trigger.told || trigger.form === 'noun')) continue;
    const clause = clauseOf(scene, trigger.start);
    const people = mentionsIn(passage, clause, 'people')[0];
    const pieces = [
      trigger,
      date,
      ...(trigger.actorSpan !== null && contains(clause, trigger.actorSpan) ? [trigger.actorSpan] : []),
      ...(people === undefined ? [] : [people]),
    ];
    out.push({
      ...spanOf(...pieces),
      reading: {
        kind: 'event-date',
        eventKind: trigger.eventKind,
        date: date.date,
        actor: trigger.actor,
        people: people === undefined ? null : stateOf(people),
        places: mentionsIn(passage, clause, 'place').map(named),
      },
      confidence: Math.min(date.confidence, trigger.actor === null ? 0.7 : 0.85),
    });
  }
  return [...out, ...again(scene, out)];
}

/** "It did so again in April 2024", "The same happened in May": what was told before, on another day. */
function again(scene: Scene, found: readonly Found[]): Found[] {
  const { passage, earlier } = scene;
  if (earlier === null || earlier.eventKind === null || found.length > 0 || scene.triggers.length > 0)
    return [];
  const form = pattern(
    '\\b(?:did (?:so|it|this|the same)|the same (?:thing )?happened|(?:this|it) happened|(?:this|it) was repeated)\\b(?: (?:again|once more))?[^.;:]{0,30}? (?:on|in) (<D>)',
  ).exec(passage.mask);
  if (form === null || /\b(?:not|never)\b/i.test(form[0])) return [];
  const at = passage.start + form.index;
  const date = mentionsIn(passage, { start: at, end: at + form[0].length }, 'date')[0];
  if (date?.date === undefined) return [];
  const { eventKind, actor, people } = earlier;
  return [
    {
      start: at,
      end: date.end,
      reading: { kind: 'event-date', eventKind, date: date.date, actor, people, places: [] },
      confidence: 0.7,
    },
  ];
}

/** The event in the date's own clause; a noun of action needs "took place on" or a date right by it. */
function eventFor(scene: Scene, date: Mention): Trigger | null {
  const { passage, triggers } = scene;
  const clause = clauseOf(scene, date.start);
  const near = triggers.filter((one) => contains(clause, one));
  const verb = near
    .filter((one) => one.form !== 'noun' && one.told)
    .sort((a, b) => gap(a, date) - gap(b, date))[0];
  if (verb !== undefined && gap(verb, date) < 160) return verb;
  const noun = near.filter((one) => one.form === 'noun').sort((a, b) => gap(a, date) - gap(b, date))[0];
  if (noun === undefined || date.date?.relation === 'since') return null;
  const link = passage.mask.slice(
    Math.min(noun.end, date.end) - passage.start,
    Math.max(noun.start, date.start) - passage.start,
  );
  const tells =
    /있었|발생|이루어졌|이뤄졌|진행됐|发生/.test(passage.mask) ||
    pattern(`\\b${took}\\b`).test(
      passage.mask.slice(clause.start - passage.start, clause.end - passage.start),
    );
  if (/\b(?:became|become|remains?|legal|illegal|lawful|discussed|debated)\b/i.test(link)) return null;
  return tells || (link.length < 60 && /\b(?:on|in|of|since)\s*(?:the\s*)?$|^\s*$/i.test(link)) ? noun : null;
}

function gap(one: Span, other: Span): number {
  return one.start >= other.end ? one.start - other.end : other.start - one.end;
}
