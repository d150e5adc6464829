/**
 * Who does it and to whom: the smallest grammar that serves. A subject is the nearest fitting name
 * to the left of the verb that no preposition governs; in the passive and in nouns of action the
 * doer follows "by" or stands as possessor before it. Pronouns take the last actor, with less confidence.
 */
import { type Named } from './assertion.js';
import { type Mention, type MentionType, type Passage, pattern, stateOf } from './passage.js';
import { type Span } from './span.js';

const actors: readonly MentionType[] = ['state', 'body', 'person'];

/** Names after these words are no subjects. */
const governed =
  /\b(?:in|to|into|from|against|with|on|onto|under|at|near|via|through|for|about|between|among|across|toward|towards|within|regarding|concerning|upon|including|than|as|like|over)\s+(?:(?:the|its|their|this|that|these|those|all|any|both|communist|former|current)\s+)*$/i;
const hardBreak = /[;:.?!]|\s[–—]\s/;

export interface Subject {
  readonly mention: Mention | null;
  /** "we", "it", "which": the word the subject was read from when it is no name. */
  readonly pronoun: string | null;
  readonly confidence: number;
}

/** The part of the sentence that stands between two offsets of its mask. */
export function between(passage: Passage, from: number, to: number): string {
  return passage.mask.slice(Math.max(0, from), Math.max(0, to));
}

const auxiliaries =
  /(?:[\s,]+(?:has|have|had|is|are|was|were|be|been|being|will|would|shall|should|must|may|might|can|could|does|do|did|not|never|also|still|to|already|again|now|always|often|then|thus|both|even|continues?|continued|continuing|began|begun|ha(?:s|ve)n['’]t|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|didn['’]t|doesn['’]t|don['’]t|won['’]t|(?!(?:Ital|famil|part|appl|repl|supp|fam|Ju)[a-z]*ly)[a-z]+ly|time and again|once more|in fact|as well|knowingly))+[\s,]*$/i;
const firstPerson = /\b(we|I|this House|the undersigned|our (?:\w+ ){0,2}(?:organi[sz]ations?|members))\s*$/i;
const backward = /\b(it|they|he|she|who|which|that|this)\s*$/i;

/** The subject of the verb at `at` (offset in the mask). */
export function subjectOf(passage: Passage, at: number, accept: readonly MentionType[] = actors): Subject {
  const head = passage.mask.slice(0, at);
  const left = head.replace(auxiliaries, ' ').trimEnd();
  const own = firstPerson.exec(left);
  if (own !== null) return { mention: null, pronoun: own[1] ?? 'we', confidence: 0.95 };
  const back = backward.exec(left);
  const word = back?.[1]?.toLowerCase() ?? null;
  const inside = scanLeft(passage, back === null ? left.length : back.index, accept);
  if (word !== null && /^(?:it|they|he|she|this)$/.test(word))
    return { mention: inside?.mention ?? null, pronoun: word, confidence: 0.65 };
  if (inside !== null) return { ...inside, pronoun: word };
  return { mention: null, pronoun: word, confidence: 0.4 };
}

function scanLeft(
  passage: Passage,
  from: number,
  accept: readonly MentionType[],
): { mention: Mention; confidence: number } | null {
  let fallback: Mention | null = null;
  for (const mention of [...passage.mentions].reverse()) {
    const end = mention.end - passage.start;
    if (end > from || !accept.includes(mention.type)) continue;
    if (hardBreak.test(between(passage, end, from)) && fallback !== null) break;
    const before = passage.mask.slice(
      Math.max(0, mention.start - passage.start - 40),
      mention.start - passage.start,
    );
    if (!governed.test(before) && !isPossessive(passage, mention))
      return { mention, confidence: between(passage, end, from).length < 60 ? 0.9 : 0.75 };
    fallback ??= mention;
  }
  return fallback === null ? null : { mention: fallback, confidence: 0.55 };
}

function isPossessive(passage: Passage, mention: Mention): boolean {
  return /^['’]s?\s/.test(passage.mask.slice(mention.end - passage.start, mention.end - passage.start + 3));
}

/** "… by China", "… by the Chinese authorities", within the clause after `at`. */
export function agentAfter(
  passage: Passage,
  at: number,
  accept: readonly MentionType[] = actors,
): Mention | null {
  const rest = passage.mask.slice(at);
  const limit = /[;:]|,\s+(?:which|who|but|yet|while)\b/.exec(rest)?.index ?? rest.length;
  for (const match of rest.slice(0, limit).matchAll(pattern('\\bby (?:the |its )?(?:\\w+ ){0,2}(<A>)'))) {
    const start = passage.start + at + match.index + match[0].length - (match[1]?.length ?? 0);
    const mention = passage.mentions.find((one) => one.start === start);
    if (mention !== undefined && accept.includes(mention.type)) return mention;
  }
  return null;
}

/** "China's … repatriation", "the PRC's continued …", "Chinese repatriation": who owns the noun at `at`. */
export function ownerBefore(passage: Passage, at: number): Mention | null {
  const head = passage.mask.slice(0, at);
  const match = pattern("(<A>)(?:['’]s?)? (?:[\\w-]+,? (?:and )?){0,4}$").exec(head);
  if (match === null) return null;
  const joined = head.slice(match.index + (match[1]?.length ?? 0));
  if (!/^['’]/.test(joined) && /\b(?:to|of|in|on|by|that|the|for|has|have|is|are|was|and)\b/.test(joined))
    return null;
  return passage.mentions.find((one) => one.start === passage.start + match.index) ?? null;
}

/** The first mention of a type after `at`, when nothing but small words and adjectives stand between. */
export function objectAfter(
  passage: Passage,
  at: number,
  accept: readonly MentionType[],
  reach = 60,
): Mention | null {
  for (const mention of passage.mentions) {
    const start = mention.start - passage.start;
    if (start < at) continue;
    if (start - at > reach || hardBreak.test(between(passage, at, start))) return null;
    if (accept.includes(mention.type)) return mention;
  }
  return null;
}

/** The nearest mention of a type on either side, inside the passage. */
export function nearest(passage: Passage, span: Span, types: readonly MentionType[]): Mention | null {
  let best: Mention | null = null;
  const far = (one: Mention): number => (one.start >= span.end ? one.start - span.end : span.start - one.end);
  for (const one of passage.mentions)
    if (types.includes(one.type) && (best === null || far(one) < far(best))) best = one;
  return best;
}

export function stateNamed(mention: Mention | null): Named | null {
  return mention === null ? null : stateOf(mention);
}

/** "not", "never", "no", "denies that" before the verb, in its own clause. */
export function isNegated(passage: Passage, at: number): boolean {
  const before = passage.mask.slice(Math.max(0, at - 32), at);
  return (
    /\b(?:not|never|no longer|neither|nor|without|n['’]t|hardly|yet to|fail(?:s|ed)? to)\s+(?:\w+\s+){0,3}$/i.test(
      before,
    ) && !/\bnot only\b/i.test(before)
  );
}

/** Where the clause that `from` stands in ends (offset in the mask). */
export function clauseEnd(mask: string, from: number): number {
  const stop =
    /[;]|[.!?]["'”’)\]]*\s*$|,\s+(?:(?:all|none|some|most|many) of (?:which|whom)|which|who|whom|where|but|yet|although|though|even though|while|whereas|despite|because|so that)\b|\s(?:yet|but|even though|although|whereas|because)\s/.exec(
      mask.slice(from),
    );
  return stop === null ? mask.length : from + stop.index;
}

/** Where the clause that `at` stands in begins (offset in the mask). */
export function clauseStart(mask: string, at: number): number {
  let start = 0;
  for (const match of mask
    .slice(0, at)
    .matchAll(
      /[;:]\s|,\s+(?:which|who|but|yet|although|though|even though|while|whereas|and)\s|\s(?:yet|but|even though|although|whereas|because)\s/g,
    ))
    start = match.index + match[0].length;
  return start;
}
