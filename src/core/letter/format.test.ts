/** `docs/formats/check.md` shows one sentence a kind with its reading: both are what the reader does today. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { assertionKinds } from './assertion.js';
import { fixtureLexicon } from './fixture.js';
import { readLetter } from './read.js';

const page = readFileSync(resolve(import.meta.dirname, '../../../../docs/formats/check.md'), 'utf8');
const examples = [...page.matchAll(/^### ([a-z-]+)\n\n[^\n]+\n\n> ([^\n]+)\n\n```json\n(.*?)\n```/gms)];

test('every kind that has a passage is documented with an example', () => {
  const shown = examples.map((match) => match[1]);
  assert.deepEqual(
    shown,
    assertionKinds.filter((kind) => kind !== 'omission' && kind !== 'exposure'),
  );
});

test('the documented readings are those the reader gives', () => {
  for (const [, kind, sentence, json] of examples) {
    const found = readLetter(sentence ?? '', fixtureLexicon).assertions.find((one) => one.kind === kind);
    assert.deepEqual(found?.reading, JSON.parse(json ?? '{}'), kind);
  }
});
