/**
 * Whether somebody in the record is, or speaks for, somebody a letter names: a ministry for its
 * State, a member for the legislature, an office-holder for the office.
 */
import { speaksFor } from '../../ask/speaks-for.js';
import { type ThingId } from '../../base/ids.js';
import { type CaseFile, type Thing, thingsOf } from '../../view/thing.js';
import { type Named } from '../assertion.js';
import { kept } from './kept.js';
import { namesOf } from './names.js';
import { personNamed } from './person.js';
import { contentWords } from './word-overlap.js';

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
    const capacity = speaksFor(file, id);
    return known.some((one) => capacity.has(one.id) || (one.type !== 'State' && speaksUp(file, one, id)));
  });
  return close ? 'speaks-for' : 'no';
}

/** The letter names a body or person of the recorded body; of the recorded State only a body counts. */
function speaksUp(file: CaseFile, named: Thing, recorded: ThingId): boolean {
  if (file.things.get(recorded)?.type === 'State' && named.type === 'Person') return false;
  return speaksFor(file, named.id).has(recorded);
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
