/**
 * `npm run bench:letters`: how well the letter check finds, reads and judges the letters of `bench/letters`.
 *
 * Misses are listed for the tuned letters only, unless `--held-out` is given: whoever improves the checker
 * must not see what is wrong with the held-out ones. `--reports DIR` scores saved reports
 * (`article33 check LETTER --json > DIR/NAME.json`) instead of running the check.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Report } from '../src/core/letter/assertion.js';
import { readDocument } from '../src/importers/document.js';
import { asDocx, asPdf } from './documents.js';
import { benchLetters, type BenchLetter } from './folder.js';
import { product, type Check, type Product } from './product.js';
import { scoreLetter, type LetterScore } from './score.js';
import { confusionTable, kindsTable, lettersTable, misses, partsTable, type Part } from './table.js';
import { byKind, tally } from './tally.js';

type Present = Extract<BenchLetter, { readonly kind: 'present' }>;

const usage = `npm run bench:letters -- [--verbose] [--held-out] [--json] [--reports DIR] [--only NAME]

  --verbose     list every miss in the tuned letters
  --held-out    with --verbose: list those of the held-out letters too
  --json        one JSON value on standard output
  --reports     score saved reports, DIR/NAME.json, instead of running the check
  --only        only letters whose name contains this
`;

const options = {
  verbose: { type: 'boolean', default: false },
  'held-out': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  reports: { type: 'string' },
  only: { type: 'string', default: '' },
  help: { type: 'boolean', default: false },
} as const;

export interface LettersRun {
  readonly parts: readonly Part[];
  readonly scores: readonly LetterScore[];
  readonly skipped: readonly string[];
  /** Letters for which the product would have chosen another dossier than the one they are about. */
  readonly wrongDossier: readonly string[];
}

/** `root` is the project's folder. */
export async function runLetters(
  root: string,
  { check, choose }: Pick<Product, 'check'> & Partial<Pick<Product, 'choose'>>,
  only = '',
): Promise<LettersRun> {
  const letters = benchLetters(root).filter(({ name }) => name.includes(only));
  const present = letters.filter((letter): letter is Present => letter.kind === 'present');
  const scores: LetterScore[] = [];
  for (const letter of present) {
    scores.push(scoreLetter(letter.name, letter.expectation, await check(letter, letter.text)));
  }
  const ours = scores.filter((score) => !present.some((one) => one.name === score.name && isElsewhere(one)));
  const elsewhere = scores.filter((score) => !ours.includes(score));
  return {
    scores,
    skipped: letters.flatMap((letter) =>
      letter.kind === 'missing' ? [`${letter.name}: ${letter.reason}`] : [],
    ),
    wrongDossier: present
      .filter(({ text, expectation }) => choose !== undefined && choose(text) !== expectation.dossier)
      .map(({ name }) => name),
    parts: [
      { name: 'all', scores },
      { name: 'tuned', scores: ours.filter((score) => !score.heldOut) },
      { name: 'held out', scores: ours.filter((score) => score.heldOut) },
      { name: 'with planted errors', scores: ours.filter((score) => score.planted) },
      ...elsewhere.map((score) => ({ name: score.name, scores: [score] })),
      ...(await otherFormats(present, check)),
    ],
  };
}

const isElsewhere = (letter: Present) => letter.expectation.textFrom !== undefined;

/** Two of the English letters again as Word and as PDF files: the same scores are expected. */
async function otherFormats(present: readonly Present[], check: Check): Promise<Part[]> {
  const parts: Part[] = [];
  const english = present.filter((letter) => letter.expectation.language === 'en' && !isElsewhere(letter));
  for (const [format, make] of [
    ['docx', asDocx],
    ['pdf', asPdf],
  ] as const) {
    const scores: LetterScore[] = [];
    for (const letter of english.slice(0, 2)) {
      const read = await readDocument(await make(letter.text), `letter.${format}`);
      if (!read.ok) throw new Error(`${letter.name} as ${format}: ${read.problem.message}`);
      scores.push(
        scoreLetter(`${letter.name}.${format}`, letter.expectation, await check(letter, read.value.text)),
      );
    }
    if (scores.length > 0) parts.push({ name: `${scores.length} of them as ${format}`, scores });
  }
  return parts;
}

function savedReports(folder: string): Check {
  return (letter) => {
    const report: Report = JSON.parse(readFileSync(join(folder, `${letter.name}.json`), 'utf8'));
    return Promise.resolve(report);
  };
}

function print(run: LettersRun, shown: { readonly verbose: boolean; readonly heldOut: boolean }): void {
  console.log(`## Letters\n\n${partsTable(run.parts)}\n`);
  for (const skipped of run.skipped) console.log(`Skipped ${skipped}\n`);
  console.log(`${dossierLine(run)}\n`);
  console.log(`## By kind\n\n${kindsTable(run.scores)}\n`);
  console.log(`## By letter\n\n${lettersTable(run.scores)}\n`);
  console.log(
    `## Verdicts: expected against given\n\nAny acceptable verdict stands on the diagonal.\n\n${confusionTable(run.scores)}\n`,
  );
  if (!shown.verbose) return;
  console.log('## Misses\n');
  for (const score of run.scores.filter((one) => shown.heldOut || !one.heldOut)) {
    const text = misses(score);
    if (text !== '') console.log(text);
  }
}

/** Whether the product finds out by itself which dossier a letter is about. */
export function dossierLine(run: LettersRun): string {
  const wrong = run.wrongDossier.length === 0 ? '' : ` (not ${run.wrongDossier.join(', ')})`;
  return `Dossier chosen rightly: ${run.scores.length - run.wrongDossier.length} of ${run.scores.length}${wrong}`;
}

function asJson(run: LettersRun): unknown {
  return {
    parts: Object.fromEntries(run.parts.map(({ name, scores }) => [name, tally(scores)])),
    kinds: Object.fromEntries(byKind(run.scores).map((row) => [row.kind, row.tally])),
    letters: Object.fromEntries(run.scores.map((score) => [score.name, tally([score])])),
    skipped: run.skipped,
    wrongDossier: run.wrongDossier,
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  const root = resolve(import.meta.dirname, '../..');
  const checker =
    values.reports === undefined ? await product(root) : { check: savedReports(values.reports) };
  const run = await runLetters(root, checker, values.only);
  if (values.json) console.log(JSON.stringify(asJson(run), null, 2));
  else print(run, { verbose: values.verbose, heldOut: values['held-out'] });
}

if (process.argv[1] === import.meta.filename) await main();
