/**
 * A name as typed becomes a name that can be compared, and what was taken out is said: characters that
 * nobody sees can make two names look alike and differ, or carry something that nobody meant to send.
 */
import { cleanText } from '../base/bytes.js';
import { fail, ok, type Result } from '../base/result.js';

/** Longer than any name on record; what is longer is a pasted document. */
export const nameLengthMax = 120;

export interface CleanName {
  readonly text: string;
  readonly warnings: readonly string[];
}

const INVISIBLE: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /[\u200b-\u200d\u2060-\u2064\ufeff\u00ad\u180e]/gu, what: 'zero-width characters' },
  { pattern: /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f]/gu, what: 'direction marks' },
  { pattern: /[\u{e0000}-\u{e007f}]/gu, what: 'tag characters' },
  { pattern: /[\u115f\u1160\u3164\uffa0]/gu, what: 'Hangul fillers' },
  { pattern: /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, what: 'variation selectors' },
  { pattern: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu, what: 'control characters' },
];

/** Kinds: `ill-formed-text`, `nul-in-text`, `empty-name`, `name-too-long`. */
export function cleanName(text: string): Result<CleanName> {
  if (text.length > 20 * nameLengthMax) return tooLong();
  const well = cleanText(text);
  if (!well.ok) return well;
  const warnings: string[] = [];
  // The zero-width non-joiner is spelling in Persian and Uyghur; the letters are compared without it.
  let left = well.value;
  for (const { pattern, what } of INVISIBLE) {
    const without = left.replace(pattern, '');
    if (without !== left) warnings.push(`${what} were taken out`);
    left = without;
  }
  const folded = left.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  if (!/\p{L}/u.test(folded))
    return fail('empty-name', 'There is no name in what was given.', {
      fix: 'Give a name with at least one letter, syllable or character.',
    });
  if (Array.from(folded).length > nameLengthMax) return tooLong();
  if (new Set(scriptsOf(folded)).size > 1 && /\p{Script=Latin}/u.test(folded))
    warnings.push('letters of several scripts are mixed: look-alikes are possible');
  return ok({ text: folded, warnings });
}

const ALPHABETS = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Myanmar', /\p{Script=Myanmar}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Han', /\p{Script=Han}/u],
] as const;

export function scriptsOf(text: string): readonly string[] {
  return ALPHABETS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
}

function tooLong(): Result<never> {
  return fail('name-too-long', `A name has at most ${nameLengthMax} characters.`, {
    fix: 'Give one name, not a list or a document.',
  });
}
