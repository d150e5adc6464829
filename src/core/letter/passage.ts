/**
 * A sentence with what it names, and a mask of it: the same text, of the same length, in which every
 * name is replaced by a mark of its type. Finders match roles on the mask ("State · ratified ·
 * instrument"), so that a rule written once holds for every State, treaty and year.
 */
import { type ThingId } from '../base/ids.js';
import { type Figure } from '../base/figure.js';
import { type Named, type ReadDate } from './assertion.js';
import { type Block } from './structure.js';
import { contains, type Span } from './span.js';

export type MentionType =
  | 'state'
  | 'people'
  | 'instrument'
  | 'body'
  | 'person'
  | 'place'
  | 'occasion'
  | 'date'
  | 'figure'
  | 'document';

export interface Mention extends Span {
  readonly type: MentionType;
  readonly words: string;
  readonly id: ThingId | null;
  /** The State it is, belongs to, or comes from. */
  readonly state: ThingId | null;
  readonly confidence: number;
  readonly date?: ReadDate;
  readonly figure?: Figure;
}

export interface Passage extends Span {
  readonly text: string;
  readonly mask: string;
  readonly mentions: readonly Mention[];
  readonly block: Block;
  /** Place among the passages of the letter. */
  readonly index: number;
}

const marks: Readonly<Record<MentionType, string>> = {
  state: '\uE010',
  people: '\uE012',
  instrument: '\uE014',
  body: '\uE016',
  person: '\uE018',
  place: '\uE01A',
  occasion: '\uE01C',
  date: '\uE01E',
  figure: '\uE020',
  document: '\uE022',
};
const fill = '\uE02F';
/** Our own marks, should a text hold them, and the stars and lines of Markdown. */
const noise = /[\uE010-\uE02F*_`]/g;

/** The text with each mention written as one mark and its filling. */
export function maskOf(text: string, at: Span, mentions: readonly Mention[]): string {
  const chars = text.slice(at.start, at.end).replace(noise, ' ').split('');
  for (const { type, start, end } of mentions)
    for (let i = start; i < end; i++) chars[i - at.start] = i === start ? marks[type] : fill;
  return chars.join('');
}

const short: Readonly<Record<string, readonly MentionType[]>> = {
  S: ['state'],
  P: ['people'],
  I: ['instrument'],
  B: ['body'],
  H: ['person'],
  L: ['place'],
  O: ['occasion'],
  D: ['date'],
  F: ['figure'],
  A: ['state', 'body', 'person'],
  N: ['state', 'people', 'body', 'person'],
};
const cache = new Map<string, RegExp>();
/**
 * V8 first interprets a pattern and compiles it when it is used again, which costs twice; a first
 * subject of a thousand units makes it compile at once, and halves the time of a first letter.
 */
const long = '·'.repeat(1000);

/**
 * A pattern over masks: `<S>` is a State, `<P>` people, `<I>` an instrument, `<B>` a body, `<H>` a
 * person, `<L>` a place, `<O>` an occasion, `<D>` a date, `<F>` a figure, `<A>` any actor, `<N>` an
 * actor or people; a blank matches any blanks. Without the `u` flag: names are masked, so what is left
 * is small words, and case folding over all of Unicode makes such patterns slow to compile.
 */
export function pattern(source: string, flags = 'gi'): RegExp {
  const key = `${flags}:${source}`;
  let made = cache.get(key);
  if (made === undefined) {
    const written = source.replace(/<([A-Z])>/g, (_, letter: string) => {
      const types = short[letter] ?? [];
      return `(?:[${types.map((type) => marks[type]).join('')}]${fill}*)`;
    });
    made = new RegExp(written.replaceAll(' ?', '\\s*').replaceAll(' ', '\\s+'), flags);
    made.test(long);
    cache.set(key, made);
  }
  made.lastIndex = 0;
  return made;
}

/** The mention that begins at this offset of the mask, or covers it. */
export function mentionAt(passage: Passage, offset: number): Mention | null {
  const at = passage.start + offset;
  return passage.mentions.find((mention) => mention.start <= at && at < mention.end) ?? null;
}

export function mentionsIn(passage: Passage, span: Span, ...types: readonly MentionType[]): Mention[] {
  return passage.mentions.filter(
    (mention) => contains(span, mention) && (types.length === 0 || types.includes(mention.type)),
  );
}

export function named(mention: Mention): Named {
  return { words: mention.words, id: mention.id };
}

/** The State a mention stands for: itself, the State it belongs to, or the one it comes from. */
export function stateOf(mention: Mention): Named {
  return { words: mention.words, id: mention.type === 'state' ? mention.id : mention.state };
}

/** The words of a span of this passage. */
export function wordsAt(passage: Passage, span: Span): string {
  return passage.text.slice(span.start - passage.start, span.end - passage.start);
}
