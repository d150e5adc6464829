/**
 * What a source says is kept exactly, and nothing in it is left invisible: a character that hides, turns
 * the writing or carries what nobody sees is shown by its number. Joiners that are spelling stay as they are.
 */

/** Controls but tab and line feed, direction overrides and isolates, zero-width, fillers, tags. */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u115f\u1160\u180e\u200b\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0\u{e0000}-\u{e007f}]/gu;

export function visibleText(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const number = character.codePointAt(0) ?? 0;
    return `⟨U+${number.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** Whether a word mixes Latin letters with look-alikes of another alphabet: "Kіm" with a Cyrillic letter. */
export function mixesAlphabets(text: string): boolean {
  if (!/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)) return false;
  return text
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}
