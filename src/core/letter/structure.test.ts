import assert from 'node:assert/strict';
import { test } from 'node:test';
import { structureOf } from './structure.js';

const kinds = (text: string): string[] => structureOf(text).blocks.map(({ kind }) => kind);

const letter = `Northern Rights Forum
12 Hill Road, Eastmoor

9 February 2024

The Hon. Jane Doe
Minister for Foreign Affairs
1 Parliament Square

Dear Minister,

We write about returns.

We ask you to:
- halt them;
- say where people are.

Yours sincerely,

Ann Lee                    Bo Kim
Director                   Chair
`;

test('the parts of a letter are told apart', () => {
  assert.deepEqual(kinds(letter), [
    'letterhead',
    'date',
    'addressee',
    'salutation',
    'paragraph',
    'paragraph',
    'item',
    'item',
    'close',
    'signature',
  ]);
  assert.equal(structureOf(letter).form, 'letter');
});

test('offsets of every block slice to its own words', () => {
  for (const block of structureOf(letter).blocks) {
    const text = letter.slice(block.start, block.end);
    assert.equal(text.trim(), text);
    assert.ok(text.startsWith(block.lines[0]?.text.slice(0, 5) ?? '?'));
  }
});

test('other forms are recognised by their own shapes', () => {
  assert.equal(structureOf('Whereas A did it;\n\nResolved, That we object.').form, 'resolution');
  assert.equal(structureOf('To ask the Secretary of State, what he knows.').form, 'question');
  assert.equal(structureOf('China must stop. #Now').form, 'post');
  assert.equal(structureOf('1. We say a thing.\n2. We say more.\n3. We ask for it.').form, 'submission');
});

test('numbered paragraphs are prose, bullets are items, footnotes and rules are neither', () => {
  assert.deepEqual(kinds('1. We say a thing that matters.\n2. And more.\n\n---\n\n[^1]: A book, 2020.'), [
    'paragraph',
    'paragraph',
    'ornament',
    'footnote',
  ]);
  assert.deepEqual(kinds('## What we ask\n\n* Stop it.\n* Start this.'), ['heading', 'item', 'item']);
});

test('wrapped lines make one paragraph; finished long lines make several', () => {
  assert.deepEqual(kinds('A line that wraps\nonto a second line\nand ends here.'), ['paragraph']);
  const long = `${'Many words stand on this one long line of prose that goes on and on '.repeat(2)}and ends.`;
  assert.deepEqual(kinds(`${long}\n${long}`), ['paragraph', 'paragraph']);
});

test('a Korean letter has its salutation and close', () => {
  const parts = kinds(
    '2024년 5월 2일\n\n존경하는 장관님께,\n\n우리는 우려를 표합니다.\n\n감사합니다.\n\n대표 김한결',
  );
  assert.deepEqual(parts, ['date', 'salutation', 'paragraph', 'close', 'signature']);
});
