/** The letter check as the bench runs it: the product's own functions on case files folded in memory. */
import { checkLetter } from '../src/core/letter/check/check.js';
import { caseLexicon } from '../src/core/letter/lexicon-case.js';
import { readLetter } from '../src/core/letter/read.js';
import { type Report } from '../src/core/letter/assertion.js';
import { loadReference } from '../src/store/reference.js';
import { builtInCaseFiles } from './casefile.js';
import { type Expectation } from './expectation.js';

/** A letter, and its text in whatever format it was read from. */
export type Check = (
  letter: { readonly name: string; readonly expectation: Expectation },
  text: string,
) => Promise<Report>;

/** Each letter is checked against the dossier its expectations name. `root` is the project's folder. */
export async function productCheck(root: string): Promise<Check> {
  const reference = await loadReference();
  if (!reference.ok) throw new Error(reference.problem.message);
  const files = await builtInCaseFiles(root);
  return ({ name, expectation }, text) => {
    const file = files.get(expectation.dossier);
    if (file === undefined) throw new Error(`${name}: there is no dossier ${expectation.dossier}`);
    const reading = readLetter(text, caseLexicon(reference.value, file));
    return Promise.resolve(checkLetter(reading, file, reference.value));
  };
}
