import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocument } from '../src/importers/document.js';
import { asDocx, asPdf } from './documents.js';

const letter =
  'Dear “Minister”,\n\nOn 9 October 2023 (a Monday) about 600 people were returned – so we read.\n';
const words = (text: string) => text.split(/\s+/u).filter((word) => word !== '');

test('a letter made into a Word file comes back with every word', async () => {
  const read = await readDocument(await asDocx(letter), 'letter.docx');
  assert.ok(read.ok);
  assert.deepEqual(words(read.value.text), words(letter));
});

test('a letter made into a PDF comes back with every word, over several pages', async () => {
  const long = letter.repeat(40);
  const read = await readDocument(asPdf(long), 'letter.pdf');
  assert.ok(read.ok);
  assert.deepEqual(words(read.value.text), words(long));
});

test('a character the PDF cannot hold is refused, never dropped', () => {
  assert.throws(() => asPdf('북한'), /no "북"/);
});
