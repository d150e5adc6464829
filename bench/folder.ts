/** The letters of the bench, read from their folders; one whose text is kept elsewhere may be missing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseExpectation, type Expectation } from './expectation.js';

export type BenchLetter =
  | {
      readonly kind: 'present';
      readonly name: string;
      readonly expectation: Expectation;
      readonly file: string;
      readonly text: string;
    }
  | { readonly kind: 'missing'; readonly name: string; readonly reason: string };

/** `root` is the project's folder. In the order of their names. */
export function benchLetters(root: string): readonly BenchLetter[] {
  const letters = join(root, 'bench/letters');
  return readdirSync(letters, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => readLetter(root, join(letters, name), name));
}

function readLetter(root: string, folder: string, name: string): BenchLetter {
  const expectation = parseExpectation(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
  const own = readdirSync(folder).find((file) => file.startsWith('letter.'));
  const file =
    expectation.textFrom === undefined
      ? join(folder, own ?? 'letter.txt')
      : resolve(root, expectation.textFrom);
  if (!existsSync(file)) {
    return { kind: 'missing', name, reason: `${expectation.textFrom ?? file} is not there` };
  }
  return { kind: 'present', name, expectation, file, text: readFileSync(file, 'utf8') };
}
