/** `article33 check`: a letter's text against the record. Nothing is stored. */
import { fail, ok, type Result } from '../core/base/result.js';
import { byText } from '../core/base/ids.js';
import { type Reference } from '../core/law/reference.js';
import { type Report } from '../core/letter/assertion.js';
import { checkLetter } from '../core/letter/check/check.js';
import { caseLexicon } from '../core/letter/lexicon-case.js';
import { type Lexicon } from '../core/letter/lexicon.js';
import { readLetter } from '../core/letter/read.js';
import { type CaseFile, standing, thingsOf } from '../core/view/thing.js';

/** UTF-16 units; a letter has a few thousand. */
export const LONGEST_TEXT = 2_000_000;

const lexicons = new WeakMap<CaseFile, { readonly reference: Reference; readonly lexicon: Lexicon }>();

/** Refuses an empty text and one longer than `LONGEST_TEXT`; otherwise always gives a report. */
export function checkAgainst(text: string, file: CaseFile, reference: Reference): Result<Report> {
  if (text.trim() === '')
    return fail('empty-text', 'There is no text to check.', { fix: 'Paste the letter, or choose its file.' });
  const nul = text.indexOf('\0');
  if (nul !== -1)
    return fail('nul-in-text', `The text holds a NUL character (at ${nul}), so it is not plain text.`, {
      fix: 'Paste the letter again from the program it was written in.',
    });
  if (text.length > LONGEST_TEXT)
    return fail('too-long', `The text is longer than ${LONGEST_TEXT} characters.`, {
      fix: 'Check the document in parts.',
    });
  return ok(checkLetter(readLetter(text, lexiconOf(file, reference)), file, reference));
}

function lexiconOf(file: CaseFile, reference: Reference): Lexicon {
  const kept = lexicons.get(file);
  if (kept?.reference === reference) return kept.lexicon;
  const lexicon = caseLexicon(reference, file);
  lexicons.set(file, { reference, lexicon });
  return lexicon;
}

/**
 * The dossier a text is about: the one whose names occur most often in it, returning and origin
 * States counting most. With no name of any, the first; `null` only when there is none.
 */
export function fittingFile(text: string, files: readonly CaseFile[]): CaseFile | null {
  const words = ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const scored = files.map((file) => ({ file, score: fit(words, file) }));
  scored.sort((a, b) => b.score - a.score || byText(a.file.dossier.id, b.file.dossier.id));
  const [best] = scored;
  if (best === undefined) return null;
  return best.score > 0 ? best.file : (files[0] ?? null);
}

function fit(words: string, file: CaseFile): number {
  const main = new Set([...file.dossier.returningStates, ...file.dossier.originStates]);
  const weights = new Map<string, number>();
  for (const type of ['State', 'Body', 'Person', 'Place'] as const)
    for (const thing of thingsOf(file, type))
      for (const name of namesIn(thing.claims.length > 0 ? standing(thing) : []))
        weights.set(
          name,
          Math.max(weights.get(name) ?? 0, main.has(thing.id) ? 10 : type === 'State' ? 0 : 1),
        );
  let score = 0;
  for (const [name, weight] of weights) if (weight > 0) score += weight * occurrences(words, name);
  return score;
}

function namesIn(claims: ReturnType<typeof standing>): string[] {
  return claims.flatMap(({ claim }) =>
    claim.value.kind === 'text' && ['name', 'alias', 'demonym'].includes(claim.property)
      ? [claim.value.text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()]
      : [],
  );
}

/** Whole words where the script has spaces; anywhere where it has none. */
function occurrences(words: string, name: string): number {
  if (name.length < 2) return 0;
  return (
    words.split(/[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/.test(name) ? name : ` ${name} `)
      .length - 1
  );
}
