/**
 * Whether somebody in the record is, or speaks for, somebody a letter names: a ministry for its
 * State, a member for the legislature, an office-holder for the office.
 */
import { type ThingId } from '../../base/ids.js';
import { type CaseFile, refsOf, type Thing, thingsOf } from '../../view/thing.js';
import { type Named } from '../assertion.js';
import { kept } from './kept.js';
import { namesOf } from './names.js';
import { personNamed } from './person.js';
import { contentWords } from './word-overlap.js';

/** Everyone a thing speaks for: itself, its State, the bodies above it, the offices it held. */
export const capacities: (file: CaseFile, id: ThingId) => ReadonlySet<ThingId> = kept((file, id) => {
  const found = new Set<ThingId>();
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const thing = file.things.get(next);
    if (thing !== undefined)
      queue.push(...refsOf(thing, 'state'), ...refsOf(thing, 'partOf'), ...officesOf(file, thing));
  }
  return found;
});

function officesOf(file: CaseFile, thing: Thing): ThingId[] {
  if (thing.type !== 'Person') return [];
  return thingsOf(file, 'Tenure')
    .filter((tenure) => refsOf(tenure, 'person').includes(thing.id))
    .flatMap((tenure) => refsOf(tenure, 'body'));
}

/** The thing a letter's words name, by the reader's id or by any of its names; `null` when unknown. */
export function actorNamed(file: CaseFile, named: Named | null): Thing | null {
  if (named === null) return null;
  const known = named.id === null ? undefined : file.things.get(named.id);
  if (known !== undefined) return known;
  return byWords(file, named.words);
}

const byWords = kept((file, words): Thing | null => {
  const bodyOrState = namedThings(file, '').get(plain(words));
  return bodyOrState ?? personNamed(file, { words, id: null }) ?? bodyWith(file, words);
});

/** Bodies and States by each of their names; the first to bear a name keeps it. */
const namedThings = kept((file): ReadonlyMap<string, Thing> => {
  const names = new Map<string, Thing>();
  for (const type of ['Body', 'State'] as const)
    for (const thing of thingsOf(file, type))
      for (const one of namesOf(thing)) if (!names.has(plain(one))) names.set(plain(one), thing);
  return names;
});

/** "United Nations experts" for the one body whose name or alias has all those words. */
function bodyWith(file: CaseFile, words: string): Thing | null {
  const said = [...contentWords(words.replace(/\bUnited Nations\b|\bU\.N\.\s*/g, 'UN '))];
  if (said.length === 0) return null;
  const fits = thingsOf(file, 'Body').filter((body) =>
    namesOf(body).some((one) => {
      const own = contentWords(one);
      return said.every((word) => own.has(word));
    }),
  );
  return fits.length === 1 ? (fits[0] ?? null) : null;
}

export type Fit = 'is' | 'speaks-for' | 'no' | 'unknown';

/**
 * How the actors of a recorded thing stand to those a letter names. Who is recorded may speak for
 * whom the letter names (a ministry for its State); a State does not stand for a named person.
 */
export function actorsFit(file: CaseFile, recorded: readonly ThingId[], named: readonly Named[]): Fit {
  const known = named.flatMap((one) => actorNamed(file, one) ?? []);
  if (recorded.length === 0) return 'unknown';
  if (known.length === 0) return named.some(({ words }) => namesSomebody(words)) ? 'no' : 'unknown';
  if (recorded.some((id) => known.some((one) => one.id === id))) return 'is';
  const close = recorded.some((id) => {
    const capacity = capacities(file, id);
    return known.some((one) => capacity.has(one.id) || (one.type !== 'State' && speaksUp(file, one, id)));
  });
  return close ? 'speaks-for' : 'no';
}

/** The letter names a body or person of the recorded body; of the recorded State only a body counts. */
function speaksUp(file: CaseFile, named: Thing, recorded: ThingId): boolean {
  if (file.things.get(recorded)?.type === 'State' && named.type === 'Person') return false;
  return capacities(file, named.id).has(recorded);
}

/** A proper name the record does not know, as against "we" or "a group of members". */
function namesSomebody(words: string): boolean {
  const rest = words.replace(/^(?:the|a|an|we|our|his|her|their|members?|several|some|many)\b/i, '').trim();
  return (
    /^\p{Lu}\p{L}+(?:\s+\p{Lu}\p{L}*\.?)*$/u.test(rest) || /[\p{Script=Hangul}\p{Script=Han}]{2,}/u.test(rest)
  );
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
