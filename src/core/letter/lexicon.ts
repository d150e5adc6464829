/**
 * What names mean. A lexicon is built from plain lists (the dossier's things, the law reference,
 * our own few) and finds the longest name at each place. Short forms in capitals ("US", "WHO")
 * match only as written; other one-word names need their capital, so that a turkey is no State.
 */
import { type ThingId } from '../base/ids.js';
import { bySpan, type Span } from './span.js';

export type NameType =
  | 'state'
  | 'demonym'
  | 'capital'
  | 'instrument'
  | 'body'
  | 'person'
  | 'place'
  | 'occasion';

export interface Entry {
  readonly id: ThingId | null;
  readonly type: NameType;
  readonly names: readonly string[];
  /** The State a demonym, capital, body or place belongs to. */
  readonly state: ThingId | null;
}

export interface Name extends Span {
  readonly entry: Entry;
}

export interface Lexicon {
  /** Names inside `span`, longest first at each place, none overlapping. */
  readonly find: (text: string, span: Span) => Name[];
  /** The entry known by exactly this id. */
  readonly entry: (id: ThingId) => Entry | null;
}

interface Word extends Span {
  /** Without dots, accents and possessive: "U.S.'s" is `US`. */
  readonly form: string;
  readonly low: string;
}

interface Known {
  readonly words: readonly Word[];
  readonly exact: boolean;
  readonly entry: Entry;
}

const word = /[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}.'’&]*/gu;
const unspaced = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]/;
/** One-word names that are also common words: never without their capital. */
const common = new Set([
  'turkey',
  'china',
  'jordan',
  'chad',
  'guinea',
  'may',
  'march',
  'us',
  'who',
  'georgia',
]);

export function wordsOf(text: string, span: Span): Word[] {
  return [...text.slice(span.start, span.end).matchAll(word)].map((match) => {
    const kept = match[0].replace(/(?:['’]s?|\.)+$/u, (tail) =>
      /^\.+$/.test(tail) && match[0].includes('.') ? tail : '',
    );
    const bare = kept.replace(/['’]s$/u, '');
    const form = bare
      .replace(/\.(?=\p{L}|$)/gu, '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .normalize('NFC')
      .replace(/’/g, "'");
    const start = span.start + match.index;
    return { start, end: start + trailing(bare).length, form, low: form.toLowerCase() };
  });
}

/** "U.S." keeps its last dot, "China." does not. */
function trailing(text: string): string {
  return /\p{L}\.\p{L}/u.test(text) ? text : text.replace(/\.+$/, '');
}

export function lexiconOf(entries: readonly Entry[]): Lexicon {
  const byWord = new Map<string, Known[]>();
  const byChar = new Map<string, { readonly name: string; readonly entry: Entry }[]>();
  const byId = new Map<ThingId, Entry>();
  for (const entry of entries) {
    if (entry.id !== null && !byId.has(entry.id) && entry.type !== 'demonym') byId.set(entry.id, entry);
    for (const name of entry.names) {
      if (unspaced.test(name)) push(byChar, name[0] ?? '', { name: name.normalize('NFC'), entry });
      else {
        const words = wordsOf(name, { start: 0, end: name.length });
        const letters = words.map(({ form }) => form).join('');
        const exact = letters.length <= 6 && letters === letters.toUpperCase();
        const first = words[0]?.low;
        if (first !== undefined) push(byWord, first, { words, exact, entry });
      }
    }
  }
  for (const list of byWord.values()) list.sort((a, b) => b.words.length - a.words.length);
  for (const list of byChar.values()) list.sort((a, b) => b.name.length - a.name.length);
  return {
    entry: (id) => byId.get(id) ?? null,
    find: (text, span) => [...spaced(text, span, byWord), ...runOn(text, span, byChar)].sort(bySpan),
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function spaced(text: string, span: Span, byWord: ReadonlyMap<string, readonly Known[]>): Name[] {
  const words = wordsOf(text, span);
  const informal = !/\p{Lu}/u.test(text);
  const out: Name[] = [];
  for (let i = 0; i < words.length; i++) {
    const low = words[i]?.low ?? '';
    const known = [
      ...(byWord.get(low) ?? []),
      ...(low.endsWith('s') ? (byWord.get(low.slice(0, -1)) ?? []) : []),
    ];
    const best = longest(known, words, i, informal);
    if (best === null) continue;
    const last = words[i + best.words.length - 1];
    out.push({ start: words[i]?.start ?? 0, end: last?.end ?? 0, entry: best.entry });
    i += best.words.length - 1;
  }
  return out;
}

function longest(
  known: readonly Known[],
  words: readonly Word[],
  at: number,
  informal: boolean,
): Known | null {
  let best: Known | null = null;
  for (const one of known)
    if ((best === null || one.words.length > best.words.length) && fits(one, words, at, informal)) best = one;
  return best;
}

function fits(known: Known, words: readonly Word[], at: number, informal: boolean): boolean {
  const { entry, exact } = known;
  for (let k = 0; k < known.words.length; k++) {
    const [wanted, got] = [known.words[k], words[at + k]];
    if (wanted === undefined || got === undefined) return false;
    const plural = k === known.words.length - 1 && entry.type === 'demonym' && got.low === `${wanted.low}s`;
    if (wanted.low !== got.low && !plural) return false;
    if (exact && wanted.form !== got.form && !plural) return false;
  }
  const first = words[at]?.form ?? '';
  const named =
    known.words.length > 1 && known.words.some(({ low }) => low.length > 5) && entry.type !== 'person';
  return (
    !/^\p{Ll}/u.test(first) ||
    /^\p{Ll}/u.test(known.words[0]?.form ?? '') ||
    named ||
    (informal && !common.has(first))
  );
}

function runOn(
  text: string,
  span: Span,
  byChar: ReadonlyMap<string, readonly { readonly name: string; readonly entry: Entry }[]>,
): Name[] {
  const out: Name[] = [];
  for (let i = span.start; i < span.end; i++) {
    const hit = byChar
      .get(text[i] ?? '')
      ?.find(({ name }) => i + name.length <= span.end && text.startsWith(name, i));
    if (hit === undefined) continue;
    out.push({ start: i, end: i + hit.name.length, entry: hit.entry });
    i += hit.name.length - 1;
  }
  return out;
}
