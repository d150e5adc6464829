import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../core/base/result.js';
import { readFile } from './read-file.js';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a passage cut out of a page by its offsets is what a claim would quote', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('가', '각', '각', '中', 'é', 'é', '𠮷', ' ', '\n', 'a'), {
        minLength: 1,
        maxLength: 40,
      }),
      async (letters) => {
        const read = unwrap(await readFile(bytes(letters.join('')), 'statement.txt'));
        const text = read.pages[0]?.text ?? '';
        assert.equal(text, letters.join('').normalize('NFC'));
        // Claims keep NFC, so quoting must change nothing, wherever a passage begins.
        assert.equal(text.normalize('NFC'), text);
      },
    ),
    { numRuns: 8 },
  );
});

test('a name never decides what the bytes are, and a disagreement is told', async () => {
  const read = unwrap(
    await readFile(bytes('%PDF-1.4 but no more'.repeat(3)), 'letter.txt').then((found) =>
      found.ok ? found : readFile(bytes('<!doctype html><script>x()</script>'), 'photo.jpg'),
    ),
  );
  assert.equal(read.kind, 'html');
  assert.ok(read.warnings.some(({ kind, grave }) => kind === 'name-disagrees' && grave));
  assert.ok(read.quarantine);
});
