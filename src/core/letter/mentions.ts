/**
 * Everything a block of text names: States and their authorities, peoples, instruments, bodies,
 * persons, places, occasions, dates and figures. The longest name wins. "The Convention", "the
 * government" and "these individuals" take the last fitting name before them, with less confidence.
 */
import { type DateMention } from './dates.js';
import { type Entry, type Lexicon } from './lexicon.js';
import { type Mention, type MentionType } from './passage.js';
import { shapesIn } from './shapes.js';
import { bySpan, overlaps, type Span, takenBy } from './span.js';

/** What names have been used so far, for those that only point back. */
export interface Memory {
  instrument: readonly Mention[];
  /** The letter's first instruments, for "the Convention" said before its name. */
  ahead: readonly Mention[];
  /** The State the letter speaks of most, for "the State party" said before any is named. */
  main: Mention | null;
  /** The State written to: "your Government". */
  addressed: Mention | null;
  /** The last State that acted or was held to something. */
  state: Mention | null;
  people: Mention | null;
  persons: readonly Mention[];
}

export const emptyMemory = (): Memory => ({
  instrument: [],
  ahead: [],
  main: null,
  addressed: null,
  state: null,
  people: null,
  persons: [],
});

const heads =
  'refugees?|asylum[- ]seekers?|defectors?|escapees?|nationals?|citizens?|migrants?|immigrants?|people|persons?|individuals?|women|woman|men|girls?|boys?|children|child|minors?|infants?|orphans?|civilians?|famil(?:y|ies)|deportees?|detainees?|returnees?|workers?|labou?rers?|students?|youths?|monks?|nuns?|activists?|dissidents?|journalists?|prisoners?|victims?|survivors?|fugitives?|residents?|christians?|believers?|exiles?|border[- ]crossers?|conscientious objectors?|soldiers?|teachers?|lawyers?|teenagers?|mothers?';
const adjectives =
  '(?:(?:innocent|vulnerable|pregnant|trafficked|elderly|fleeing|female|male|young|undocumented|other|recognised|recognized|unaccompanied|adult|stateless|ethnic|registered|such|fellow|ordinary|at-risk) )';
const authority =
  '(?:government|authorities|regime|officials?|leadership|leaders?|administration|police|security (?:forces|services|agents|agencies|organs|police)|border (?:guards?|police|forces)|troops|state|junta|communist party|ruling party|party-state|embassy|military|immigration (?:authorities|officials)|coast guard|courts?|agents|delegation|ministers?|spokes(?:person|man|woman)|diplomats|officers)';

const headAfter = new RegExp(`^['’]?s?\\s+${adjectives}{0,2}(?:${heads})\\b`, 'i');
const authorityAfter = new RegExp(
  `^['’]?s?\\s+(?:(?:[a-z]+|Communist)\\s+){0,2}${authority}(?!\\s+(?:policy|law|media))\\b`,
  'i',
);
const authorityBefore = new RegExp(`\\b(?:the )?(?:[a-z]+ )?${authority} (?:of|in) (?:the )?$`, 'i');
const eastAsianHead =
  /^(?:\s?(?:이탈주민|난민|주민|국민|출신 \S{2,4}|여성|노동자|사람들?|탈북민)|(?:籍)?(?:难民|難民|公民|国民|脱北者|妇女|劳工|人(?!民|权)))/u;
const eastAsianAuthority = /^(?:\s?(?:정부|당국|공안|외교부|지도부)|(?:政府|当局|當局|外交部|公安))/u;
const alone = /^(?:\s*[,.;:)]|\s+(?:in|on|at|by|who|was|were|is|to|from|and|or|has|had)\b|$)/i;
const joining = /\b(?:to|and|or|in|has|have|is|must|should|will|of|by|for|that|with|from)\b/;

interface Candidate extends Span {
  readonly type: MentionType | 'demonym' | 'capital';
  readonly entry: Entry | null;
  readonly confidence: number;
}

/** Mentions of one block, in reading order, none overlapping. `dates` and `figures` are found before. */
export function mentionsOf(
  text: string,
  block: Span,
  lexicon: Lexicon,
  dates: readonly DateMention[],
): Mention[] {
  const candidates: Candidate[] = [
    ...lexicon
      .find(text, block)
      .filter(
        ({ start, end, entry }) => !isOwn(text.slice(Math.max(0, start - 8), start), entry, end - start),
      )
      .map(({ start, end, entry }) => ({ start, end, entry, type: entry.type, confidence: 0.95 })),
    ...shapesIn(text, block).map(({ start, end, type }) => ({
      start,
      end,
      type,
      entry: null,
      confidence: 0.75,
    })),
  ];
  const kept = longestOf(candidates);
  const widened = widen(text, block, kept);
  const named = takenBy(widened.filter(({ type }) => type !== 'place'));
  const withDates: Mention[] = [
    ...widened,
    ...dates
      .filter((date) => !named.touches(date))
      .map(({ start, end, date, confidence }) => ({
        type: 'date' as const,
        start,
        end,
        words: date.words,
        id: null,
        state: null,
        confidence,
        date,
      })),
  ];
  return withDates.sort(bySpan);
}

/** "This House", "this Committee": the sender's own, not whichever body bears that one word as a name. */
function isOwn(before: string, entry: Entry, length: number): boolean {
  return (
    entry.type === 'body' &&
    length > 4 &&
    /\b[Tt]his\s$/.test(before) &&
    entry.names.some(({ length: l }) => l === length)
  );
}

/** A known name beats a guessed one of the same length; else the longer wins. */
function longestOf(candidates: readonly Candidate[]): Candidate[] {
  const ranked = [...candidates].sort(
    (a, b) =>
      b.end - b.start - (a.end - a.start) ||
      (a.entry === null ? 1 : 0) - (b.entry === null ? 1 : 0) ||
      a.start - b.start,
  );
  const kept: Candidate[] = [];
  const taken = new Set<number>();
  for (const one of ranked) {
    // The longest come first, so whatever clashes with one kept earlier holds its first or last unit.
    if (taken.has(one.start) || taken.has(one.end - 1)) continue;
    kept.push(one);
    for (let i = one.start; i < one.end; i++) taken.add(i);
  }
  // "Ambassador David Perdue" guessed by shape is the person the lexicon knows inside it.
  return kept.map((one) => (one.entry === null ? (knownInside(one, candidates) ?? one) : one)).sort(bySpan);
}

function knownInside(one: Candidate, candidates: readonly Candidate[]): Candidate | null {
  const inside = candidates.find(
    (other) =>
      other.entry !== null &&
      other.type === one.type &&
      other.start >= one.start &&
      other.end <= one.end &&
      (one.type === 'person' || (other.end - other.start) * 5 >= (one.end - one.start) * 3),
  );
  return inside === undefined ? null : { ...inside, start: one.start, end: one.end };
}

/** Adds to a State's name the words that make it its government, and to a people's name who they are. */
function widen(text: string, block: Span, kept: readonly Candidate[]): Mention[] {
  const out: Mention[] = [];
  for (let i = 0; i < kept.length; i++) {
    const one = kept[i];
    if (one === undefined || (out.at(-1)?.end ?? -1) > one.start) continue;
    const made = widened(text, block, one, kept[i + 1]);
    const last = out.at(-1);
    // "the People's Republic of China (PRC)" is one name.
    if (
      last !== undefined &&
      last.type === made.type &&
      last.id === made.id &&
      made.id !== null &&
      /^['’]?s?\s*[("“]+$/u.test(text.slice(last.end, made.start))
    ) {
      const end = text[made.end] === ')' ? made.end + 1 : made.end;
      out[out.length - 1] = { ...last, end, words: last.words };
      continue;
    }
    out.push(made);
  }
  return peopleIn(text, block, out);
}

function widened(text: string, block: Span, one: Candidate, next: Candidate | undefined): Mention {
  const { entry } = one;
  const limit = Math.min(block.end, next?.start ?? block.end);
  const after = text.slice(one.end, limit);
  const state = entry === null ? null : entry.type === 'state' ? entry.id : entry.state;
  const make = (type: MentionType, start: number, end: number, confidence = one.confidence): Mention => ({
    type,
    start,
    end,
    words: text.slice(start, end),
    id: type === 'state' || type === 'people' ? (state ?? entry?.id ?? null) : (entry?.id ?? null),
    state,
    confidence,
  });
  if (one.type === 'capital') {
    const ruling = authorityBefore.exec(text.slice(Math.max(block.start, one.start - 60), one.start));
    if (ruling !== null) return make('state', one.start - ruling[0].replace(/^the /i, '').length, one.end);
    const before = text.slice(Math.max(block.start, one.start - 20), one.start);
    const told =
      /\b(?:wr(?:ote|itten|iting|ite)|appeal(?:ed|s)?|letters?|sp(?:oke|eak|oken)|protest(?:ed)?|complain(?:ed)?|request|d[eé]marches?) to\s+$/i.test(
        before,
      );
    const metonym =
      told || !/\b(?:in|at|near|to|from|via|through|around|outside|of|leaving|between)\s+$/i.test(before);
    return make(metonym ? 'state' : 'place', one.start, one.end, metonym ? 0.85 : 0.9);
  }
  if (one.type !== 'state' && one.type !== 'demonym') return make(one.type, one.start, one.end);
  const people = headAfter.exec(after) ?? eastAsianHead.exec(after);
  if (people !== null) return make('people', one.start, one.end + people[0].length);
  const rule = authorityAfter.exec(after) ?? eastAsianAuthority.exec(after);
  if (rule !== null && !joining.test(rule[0])) return make('state', one.start, one.end + rule[0].length);
  if (one.type === 'demonym' && /[^us]s$/.test(text.slice(one.start, one.end)))
    return make('people', one.start, one.end);
  // "a North Korean in detention": one of its people, since no noun follows.
  if (
    one.type === 'demonym' &&
    alone.test(after) &&
    /\b(?:an?|one|another|each|every|any)\s+(?:[\w-]+\s+){0,2}$/i.test(
      text.slice(Math.max(block.start, one.start - 34), one.start),
    )
  )
    return make('people', one.start, one.end);
  const before = authorityBefore.exec(text.slice(Math.max(block.start, one.start - 60), one.start));
  if (before === null || one.type === 'demonym') return make('state', one.start, one.end);
  return make('state', one.start - before[0].replace(/^the /i, '').length, one.end);
}

/** People named by what they are ("refugees from Eritrea", "those returned"), beside those named by nation. */
function peopleIn(text: string, block: Span, mentions: readonly Mention[]): Mention[] {
  const slice = text.slice(block.start, block.end);
  const out = new Set(mentions);
  const taken = takenBy(mentions);
  const beginning = new Map(mentions.map((one) => [one.start, one]));
  const shape = new RegExp(
    `\\b(?:${adjectives}{0,2}(?:${heads})|those(?: who (?:are|were|have been))?(?: (?:forcibly|already|being))? (?:returned|repatriated|deported|sent back|detained|expelled|refouled|handed over)|these individuals)\\b`,
    'gi',
  );
  for (const match of slice.matchAll(shape)) {
    let span: Span = { start: block.start + match.index, end: block.start + match.index + match[0].length };
    if (taken.touches(span)) continue;
    const next = following(beginning, span.end);
    const link = next === undefined ? '' : text.slice(span.end, next.start);
    const from =
      next !== undefined &&
      (next.type === 'state' || next.type === 'place') &&
      /^ (?:from|of|fleeing(?: from)?|who (?:fled|escaped|left)|escaping(?: from)?)(?: the)? $/.test(link)
        ? next
        : null;
    if (from !== null) {
      out.delete(from);
      span = { start: span.start, end: from.end };
    }
    const state = from === null ? null : from.type === 'state' ? from.id : from.state;
    taken.add(span);
    out.add({
      ...span,
      type: 'people',
      words: text.slice(span.start, span.end),
      id: state,
      state,
      confidence: from === null ? 0.6 : 0.9,
    });
  }
  for (const match of slice.matchAll(
    /북한이탈주민|탈북(?:민|자|여성)|난민(?!협약|의정서|법|지위|기구|인정)|脱北者|难民(?!公约|地位|署|议定书|身份)/gu,
  )) {
    const span = { start: block.start + match.index, end: block.start + match.index + match[0].length };
    if (!taken.touches(span))
      out.add({ ...span, type: 'people', words: match[0], id: null, state: null, confidence: 0.6 });
  }
  return [...out].sort(bySpan);
}

/** The mention that begins next, when it does within a few words. */
function following(beginning: ReadonlyMap<number, Mention>, from: number): Mention | undefined {
  for (let at = from; at < from + 28; at++) {
    const one = beginning.get(at);
    if (one !== undefined) return one;
  }
  return undefined;
}

const pointsBack =
  /\b(?:(?:the|this|that|said|both) )?(?:(?:same|two|aforementioned|said|these|those) )?(Conventions?|Protocol|Covenant|Treaty|treaties|treaty|covenant|convention|Statute|two instruments|instruments|(?:agreement|protocol|memorandum|accord)(?= of \d))\b/g;
const governments =
  /\b(?:[Tt]he|[Yy]our) ([Gg]overnment|regime|authorities|country|leadership|administration|State party)\b(?! (?:of|in))/g;

/** Names that only point back, resolved by what was named before them; updates `memory` as it reads. */
export function resolveBack(
  text: string,
  span: Span,
  mentions: readonly Mention[],
  memory: Memory,
): Mention[] {
  const slice = text.slice(span.start, span.end);
  const pointers: (Span & { readonly what: 'instrument' | 'state'; readonly words: string })[] = [];
  const free = (at: Span): boolean => !mentions.some((other) => overlaps(other, at));
  for (const match of slice.matchAll(pointsBack)) {
    const noun = match[1] ?? '';
    const start = span.start + match.index + match[0].length - noun.length;
    const at = { start, end: start + noun.length };
    if (free(at)) pointers.push({ ...at, what: 'instrument', words: noun });
  }
  for (const match of slice.matchAll(governments)) {
    const noun = match[1] ?? '';
    const yours = /^your/i.test(match[0]);
    const start = yours ? span.start + match.index : span.start + match.index + match[0].length - noun.length;
    const at = { start, end: span.start + match.index + match[0].length };
    if (free(at)) pointers.push({ ...at, what: 'state', words: noun });
  }
  const out: Mention[] = [];
  for (const one of [...mentions, ...pointers].sort(bySpan)) {
    const made = 'type' in one ? one : pointed(one, text, memory);
    if (made === null) continue;
    const known = settledName(made, memory);
    out.push(known);
    remember(known, text, memory);
  }
  return out;
}

function pointed(
  one: Span & { readonly what: 'instrument' | 'state'; readonly words: string },
  text: string,
  memory: Memory,
): Mention | null {
  const words = text.slice(one.start, one.end);
  if (one.what === 'state') {
    const yours = /^your/i.test(words) ? memory.addressed : null;
    if (/^your/i.test(words) && yours === null)
      return { type: 'state', start: one.start, end: one.end, words, id: null, state: null, confidence: 0.5 };
    const last = yours ?? memory.state ?? (memory.main === null ? null : { ...memory.main, confidence: 0.7 });
    return last === null
      ? null
      : { ...last, start: one.start, end: one.end, words, confidence: last.confidence * 0.8 };
  }
  const wanted = (last: Mention): boolean => fitsNoun(one.words, last.words);
  const last = memory.instrument.findLast(wanted) ?? memory.ahead.find(wanted) ?? null;
  return {
    type: 'instrument',
    start: one.start,
    end: one.end,
    words,
    id: last?.id ?? null,
    state: null,
    confidence: last === null ? 0.4 : 0.8,
  };
}

function fitsNoun(noun: string, name: string): boolean {
  if (/^(?:treaty|treaties|two instruments|instruments)$/i.test(noun)) return true;
  return new RegExp(noun.replace(/s$/, ''), 'i').test(name);
}

/** "Ambassador Doe" is the Jane Doe named before; refugees are those spoken of. */
function settledName(made: Mention, memory: Memory): Mention {
  if (made.id !== null) return made;
  if (made.type === 'people') return backPeople(made, memory);
  const same =
    made.type === 'person'
      ? memory.persons.findLast(({ words }) => words.endsWith(` ${made.words}`))
      : undefined;
  return same === undefined ? made : { ...made, id: same.id, state: same.state };
}

function backPeople(made: Mention, memory: Memory): Mention {
  const last = memory.people;
  return last === null ? made : { ...made, id: last.id, state: last.state, confidence: 0.75 };
}

/** A State that is only a place ("in China", "to North Korea") is not the one that "it" goes back to. */
const asPlace = /\b(?:in|to|into|from|at|near|with|against|via|through|on)\s+(?:the\s+)?$/i;

function remember(mention: Mention, text: string, memory: Memory): void {
  if (mention.type === 'person' && mention.id !== null)
    memory.persons = [...memory.persons, mention].slice(-12);
  if (mention.type === 'instrument' && mention.id !== null)
    memory.instrument = [...memory.instrument, mention].slice(-8);
  if (mention.type === 'state' && mention.id !== null) {
    const governed = asPlace.test(text.slice(Math.max(0, mention.start - 16), mention.start));
    if (!governed || memory.state === null) memory.state = mention;
  }
  if (mention.type === 'people' && mention.id !== null && mention.confidence >= 0.9) memory.people = mention;
}
