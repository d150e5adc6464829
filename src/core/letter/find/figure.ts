/**
 * How many people, to whom it happened, when, by whom, according to whom. A figure belongs to the
 * nearest verb or noun of an event in its clause and to the nearest date that no other figure is
 * closer to; a figure that shares an earlier verb ("… and about 200 in April") takes that one.
 */
import { type Named } from '../assertion.js';
import { type Trigger } from '../events.js';
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionsIn, named, type Passage, pattern, stateOf } from '../passage.js';
import { contains, type Span, spanOf } from '../span.js';
import { creditedFor, type Speech, speechesIn } from './speech.js';

const uncounted =
  /\b(?:members?|senators?|representatives?|lawmakers?|legislators?|parliamentarians?|organi[sz]ations?|groups?|experts?|states?|countries|governments?|signatories|colleagues|ngos?|ambassadors|delegations?|things|reasons|demands|points|questions|steps|recommendations?|requests?|ways|facts|conditions|articles|treaties|conventions|instruments|accounts|reports)\b/i;
const measures = new Set([
  'years',
  'decades',
  'centuries',
  'generations',
  'months',
  'weeks',
  'days',
  'hours',
  'minutes',
  'times',
  'kilometres',
  'kilometers',
  'km',
  'miles',
  'metres',
  'meters',
  'dollars',
]);
const breakBetween = /[;:]|,\s+(?:which|who|but|yet|while|although|whereas|even though)\b|\s[–—]\s/;

/** Dates of events are what the figures leave over, so they are asked for twice a sentence and found once. */
const counts = new WeakMap<Scene, readonly Found[]>();

export function findFiguresSaid(scene: Scene): readonly Found[] {
  const known = counts.get(scene) ?? findFigures(scene);
  counts.set(scene, known);
  return known;
}

function findFigures(scene: Scene): Found[] {
  const { passage } = scene;
  const figures = passage.mentions.filter((one) => isCounting(scene, one));
  const speeches = speechesIn(scene);
  return figures.flatMap((one): Found[] => {
    // "China denies that it returned 600": the letter does not say that it did.
    if (one.figure === undefined || isDenied(speeches, one)) return [];
    const phrase = counted(scene, one);
    const trigger = triggerFor(scene, phrase);
    const goesOn = trigger === null && !countsPeople(scene, one, phrase);
    if (goesOn && !isElliptic(scene, one, speeches)) return [];
    if (trigger?.negated === true && trigger.told) return [];
    if (one.figure.qualifier === 'none' && !(trigger?.told === true && trigger.form !== 'noun')) return [];
    const date = dateFor(passage, one, figures) ?? (goesOn ? onlyDate(passage) : null);
    const { earlier } = scene;
    const back =
      earlier !== null && (goesOn || (date === null && pointsBack(scene, trigger))) ? earlier : null;
    const people = peopleOf(scene, phrase, trigger) ?? back?.people ?? null;
    const actor = trigger?.actor ?? (trigger === null ? (back?.actor ?? null) : pronounFor(scene, trigger));
    const pieces = [phrase, ...near(passage, phrase, figures, [trigger, trigger?.actorSpan ?? null, date])];
    const span = spanOf(...pieces);
    return [
      {
        ...span,
        reading: {
          kind: 'figure',
          figure: one.figure,
          accordingTo: creditedFor(speeches, one),
          eventKind: trigger?.eventKind ?? back?.eventKind ?? null,
          date: date?.date ?? back?.date ?? null,
          actor,
          people,
          places: placesIn(passage, span),
        },
        confidence: confidenceOf(one, trigger, date) * (back === null ? 1 : 0.85),
      },
    ];
  });
}

/** "40 on 18 September", "Yonhap counted 200": a bare number that goes on about what was told before. */
function isElliptic(scene: Scene, one: Mention, speeches: readonly Speech[]): boolean {
  const { passage, earlier } = scene;
  const size = one.figure?.low ?? one.figure?.high ?? 0;
  const unit = one.figure?.unit ?? '';
  if (size < 10 || !['persons', 'percent'].includes(unit)) return false;
  const told = scene.triggers.length > 0 || passage.mentions.some((other) => other.type === 'people');
  if (unit === 'percent') return told || earlier !== null;
  const known = told || (earlier !== null && earlier.eventKind !== null);
  return (
    known &&
    (speeches.length > 0 ||
      one.figure?.qualifier !== 'exact' ||
      passage.mentions.some((other) => other.type === 'date'))
  );
}

/** A past event without a date of its own, right after a dated one: "That day …", a line of a thread. */
function pointsBack(scene: Scene, trigger: Trigger | null): boolean {
  const { passage, form } = scene;
  if (/\b(?:that|same) (?:day|night|week|month|year)\b|\bthen\b|\bin the first of\b/i.test(passage.mask))
    return true;
  // The points of a thread go on with a date; the lines of a list do not.
  const listed = passage.block.kind === 'item' && !/^\d/.test(passage.block.label ?? '');
  return form === 'post' && !listed && (trigger === null || trigger.told);
}

function isDenied(speeches: readonly Speech[], one: Span): boolean {
  return speeches.some(({ verb, content }) => verb.startsWith('den') && contains(content, one));
}

function isCounting({ text, counted }: Scene, one: Mention): boolean {
  if (one.figure === undefined || one.figure.qualifier === 'presence') return false;
  const noun = counted.get(one.start);
  const words = noun === undefined ? '' : text.slice(noun.start, noun.end);
  // "three forcible returns" says how often; "406 returns" says how many.
  if (noun === undefined && /^(?:under|over|below|above) \d{1,2}$/i.test(one.words)) return false;
  const often = one.figure.unit === 'returns' && (one.figure.low ?? 0) < 20;
  return !measures.has(one.figure.unit) && !often && !uncounted.test(words);
}

function counted(scene: Scene, one: Mention): Span {
  const noun = scene.counted.get(one.start);
  const people = scene.passage.mentions.find(
    (other) =>
      other.type === 'people' &&
      other.start >= one.end &&
      /^\s+(?:of\s+)?(?:the\s+|these\s+|those\s+)?(?:\p{Ll}+\s+){0,2}$/u.test(
        scene.text.slice(one.end, other.start),
      ),
  );
  return { start: one.start, end: Math.max(one.end, noun?.end ?? 0, people?.end ?? 0) };
}

function countsPeople(scene: Scene, one: Mention, phrase: Span): boolean {
  if (mentionsIn(scene.passage, phrase, 'people').length > 0) return true;
  return one.figure?.unit === 'persons' && scene.counted.has(one.start);
}

/** The event the figure counts; `null` when no verb or noun in reach says which. */
function triggerFor(scene: Scene, phrase: Span): Trigger | null {
  const { passage, triggers } = scene;
  let best: { readonly trigger: Trigger; readonly cost: number } | null = null;
  for (const trigger of triggers) {
    const [from, to] =
      trigger.end <= phrase.start ? [trigger.end, phrase.start] : [phrase.end, trigger.start];
    const link = passage.mask.slice(Math.max(0, from - passage.start), Math.max(0, to - passage.start));
    const inside = trigger.start < phrase.end && phrase.start < trigger.end;
    // "the largest repatriation of refugees, and about 200 in April": that noun has its people already.
    const filled =
      trigger.form === 'noun' && mentionsIn(passage, { start: from, end: to }, 'people').length > 0;
    const cost =
      (inside ? 0 : link.length) +
      (breakBetween.test(link) ? 120 : 0) +
      (trigger.told || trigger.form === 'noun' ? 0 : 40) +
      (trigger.start > phrase.end ? 10 : 0) +
      // "212 women who had been held there were returned": what the sentence says is its main verb.
      (/^[^,]{0,40}\b(?:who|that|which) (?:had|have) (?:\w+ )?been\b/i.test(link) &&
      trigger.end - phrase.end < 50
        ? 90
        : 0) +
      (filled ? 250 : 0);
    if (best === null || cost < best.cost) best = { trigger, cost };
  }
  return best === null || best.cost > 320 ? null : sentAfterHeld(scene, best.trigger);
}

/** "The 600 held in prisons were sent back", "were held and then sent back": what came of them is what is told. */
function sentAfterHeld({ passage, triggers }: Scene, held: Trigger): Trigger {
  if (held.eventKind !== 'detention' && held.eventKind !== 'arrest') return held;
  const next = triggers.find(
    (one) =>
      one.start > held.end &&
      (one.form === 'passive' || isCoordinated(passage, one)) &&
      one.told &&
      ['forced-return', 'pushback', 'expulsion'].includes(one.eventKind),
  );
  if (next === undefined) return held;
  const gap = { start: held.end, end: next.start };
  const link = passage.mask.slice(gap.start - passage.start, gap.end - passage.start);
  const crowded = mentionsIn(passage, gap, 'figure', 'people').length > 0;
  return crowded || /[;:]|\b(?:who|which|while|but)\b/.test(link) ? held : next;
}

/** "On D, X speaks of 60 and Y of 200": one date for both. */
function onlyDate(passage: Passage): Mention | null {
  const dates = mentionsIn(passage, passage, 'date');
  return dates.length === 1 ? (dates[0] ?? null) : null;
}

function dateFor(passage: Passage, one: Mention, figures: readonly Mention[]): Mention | null {
  let best: Mention | null = null;
  let least = 260;
  for (const date of passage.mentions) {
    if (date.type !== 'date') continue;
    const cost = costOf(passage, one, date);
    const other = Math.min(
      ...figures.filter((figure) => figure !== one).map((figure) => costOf(passage, figure, date)),
    );
    if (cost < least && cost <= other + 20) [best, least] = [date, cost];
  }
  return best;
}

/** Each pair is measured once: a long sentence full of dates asks for it again and again. */
const costs = new WeakMap<Mention, WeakMap<Mention, number>>();

function costOf(passage: Passage, figure: Mention, date: Mention): number {
  const known = costs.get(figure) ?? new WeakMap<Mention, number>();
  costs.set(figure, known);
  const cost = known.get(date) ?? measured(passage, figure, date);
  known.set(date, cost);
  return cost;
}

/** Distance, with what makes a date unlikely to belong: another figure, a new clause, a comma after. */
function measured(passage: Passage, figure: Mention, date: Mention): number {
  const [from, to] = figure.end <= date.start ? [figure.end, date.start] : [date.end, figure.start];
  const link = passage.mask.slice(from - passage.start, to - passage.start);
  const between = passage.mentions.some(
    (other) => other.type === 'figure' && other.start >= from && other.end <= to,
  );
  const follows = date.start > figure.start;
  // "40 on 29 August, 80 on 18 September": the date before a comma belongs to the figure before it.
  const listed = !follows && /^\s*(?:,|;|and|,\s*and)\s*$/.test(link) && hasOwnDate(passage, figure);
  return (
    link.length +
    (between ? 150 : 0) +
    (listed ? 60 : 0) +
    (breakBetween.test(link) ? 100 : 0) +
    (follows && /,\s+(?:and\s+)?(?:in|on)\s+$/.test(link) ? 60 : 0)
  );
}

/** "It deported 80": the State that acted before. */
function pronounFor({ passage, lastState }: Scene, trigger: Trigger): Named | null {
  const said =
    trigger.form === 'active' &&
    /\b(?:it|they)\s+(?:(?:has|had|have|also|again|then|later|\w+ly)\s+)*$/i.test(
      passage.mask.slice(0, trigger.start - passage.start),
    );
  return said && lastState !== null ? named(lastState) : null;
}

function isCoordinated(passage: Passage, one: Span): boolean {
  return /\b(?:and|then)\s+(?:(?:then|later|subsequently|\w+ly)\s+)*$/i.test(
    passage.mask.slice(0, one.start - passage.start),
  );
}

function hasOwnDate(passage: Passage, figure: Mention): boolean {
  return pattern('^(?: (?:\\w+|<P>)){0,4} ?(?:on|in|\\() ?<D>').test(
    passage.mask.slice(figure.end - passage.start),
  );
}

function peopleOf(scene: Scene, phrase: Span, trigger: Trigger | null): Named | null {
  const { passage } = scene;
  const inside = mentionsIn(passage, phrase, 'people')[0];
  if (inside !== undefined) return stateOf(inside);
  if (trigger === null) return null;
  const to = destination(passage, trigger);
  return (
    to ??
    (passage.mentions.find((one) => one.type === 'people' && one.id !== null) === undefined
      ? null
      : firstPeople(passage))
  );
}

function firstPeople(passage: Passage): Named | null {
  const people = passage.mentions.find((one) => one.type === 'people' && one.id !== null);
  return people === undefined ? null : stateOf(people);
}

/** "… to North Korea": the State they were sent to. */
export function destination(passage: Passage, trigger: Span): Named | null {
  const found = passage.mentions.find((one) => {
    const gap = one.start - trigger.end;
    return (
      gap >= 0 &&
      gap < 140 &&
      one.type === 'state' &&
      /\b(?:to|into)\s+(?:the\s+)?$/i.test(passage.mask.slice(0, one.start - passage.start))
    );
  });
  return found === undefined ? null : named(found);
}

/** Pieces of the happening that no other figure stands between. */
function near(
  passage: Passage,
  phrase: Span,
  figures: readonly Mention[],
  pieces: readonly (Span | null)[],
): Span[] {
  return pieces.flatMap((piece) => {
    if (piece === null) return [];
    const gap =
      piece.end <= phrase.start
        ? { start: piece.end, end: phrase.start }
        : { start: phrase.end, end: piece.start };
    const link = passage.mask.slice(
      Math.max(0, gap.start - passage.start),
      Math.max(0, gap.end - passage.start),
    );
    const crowded = figures.some((figure) => contains(gap, figure));
    return crowded || breakBetween.test(link) ? [] : [piece];
  });
}

export function placesIn(passage: Passage, span: Span): Named[] {
  return mentionsIn(passage, { start: span.start, end: Math.min(passage.end, span.end + 80) }, 'place').map(
    named,
  );
}

function confidenceOf(one: Mention, trigger: Trigger | null, date: Mention | null): number {
  const base = trigger === null ? 0.6 : trigger.actor === null ? 0.8 : 0.92;
  return Math.min(base, one.confidence, date?.confidence ?? 1);
}
