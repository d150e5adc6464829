/** The letter check as the bench runs it: the product's own use case on case files folded in memory. */
import { checkAgainst, fittingFile } from '../src/app/check.js';
import { type Report } from '../src/core/letter/assertion.js';
import { loadReference } from '../src/store/reference.js';
import { builtInCaseFiles } from './casefile.js';
import { type Expectation } from './expectation.js';

interface Letter {
  readonly name: string;
  readonly expectation: Expectation;
}

/** A letter, and its text in whatever format it was read from. */
export type Check = (letter: Letter, text: string) => Promise<Report>;

export interface Product {
  /** Against the dossier the letter's expectations name. */
  readonly check: Check;
  /** The dossier the product would have chosen by itself. */
  readonly choose: (text: string) => string | null;
}

/** `root` is the project's folder. */
export async function product(root: string): Promise<Product> {
  const reference = await loadReference();
  if (!reference.ok) throw new Error(reference.problem.message);
  const files = await builtInCaseFiles(root);
  return {
    check: ({ name, expectation }, text) => {
      const file = files.get(expectation.dossier);
      if (file === undefined) throw new Error(`${name}: there is no dossier ${expectation.dossier}`);
      const report = checkAgainst(text, file, reference.value);
      if (!report.ok) throw new Error(`${name}: ${report.problem.message}`);
      return Promise.resolve(report.value);
    },
    choose: (text) => fittingFile(text, [...files.values()])?.dossier.id ?? null,
  };
}
