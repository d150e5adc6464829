/** For tests: a sentence a row, with the kind and the fields that must be read in it. */
import { type Assertion, type AssertionKind } from './assertion.js';
import { fixtureLexicon } from './fixture.js';
import { readLetter } from './read.js';

export const read = (text: string): readonly Assertion[] => readLetter(text, fixtureLexicon).assertions;

/** Names by id or words, dates by EDTF, figures by range: what a row compares. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  if ('edtf' in value) return value.edtf;
  if ('qualifier' in value && 'low' in value && 'high' in value) return [value.low, value.high];
  if ('words' in value && 'id' in value) return value.id ?? value.words;
  return value;
}

export type Row = readonly [text: string, kind: AssertionKind, expected: Readonly<Record<string, unknown>>];

/** The rows that were not read as expected, said in words. */
export function misread(rows: readonly Row[]): string[] {
  const wrong: string[] = [];
  for (const [text, kind, expected] of rows) {
    const found = read(text).filter((one) => one.kind === kind);
    const readings = found.map((one) =>
      Object.fromEntries(Object.entries(one.reading).map(([key, value]) => [key, plain(value)])),
    );
    const fits = readings.some((reading) =>
      Object.entries(expected).every(
        ([key, value]) => JSON.stringify(reading[key]) === JSON.stringify(value),
      ),
    );
    if (!fits)
      wrong.push(
        `${text}\n   wanted ${kind} ${JSON.stringify(expected)}\n   read ${JSON.stringify(readings)} among ${read(
          text,
        )
          .map((one) => one.kind)
          .join(', ')}`,
      );
  }
  return wrong;
}

/** What was read as this kind and should not have been. */
export function readAs(kind: AssertionKind, texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    read(text)
      .filter((one) => one.kind === kind)
      .map((one) => `${text}: ${one.text}`),
  );
}
