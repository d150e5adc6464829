/** For tests: a sentence a row, with the kind and the fields that must be read in it. */
import assert from 'node:assert/strict';
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

type Row = readonly [text: string, kind: AssertionKind, expected: Readonly<Record<string, unknown>>];

export function check(rows: readonly Row[]): void {
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
  assert.deepEqual(wrong, []);
}

export function none(kind: AssertionKind, texts: readonly string[]): void {
  for (const text of texts) {
    const found = read(text).filter((one) => one.kind === kind);
    assert.deepEqual(
      found.map((one) => one.text),
      [],
      text,
    );
  }
}
