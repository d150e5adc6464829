/** Golden letters: what the check must say of them, and floors under the marked letters of the bench. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { builtInCaseFiles } from '../../bench/casefile.js';
import { runLetters } from '../../bench/letters.js';
import { product } from '../../bench/product.js';
import { tally } from '../../bench/tally.js';
import { checkAgainst, fittingFile } from '../../src/app/check.js';
import { unwrap } from '../../src/core/base/result.js';
import { loadReference } from '../../src/store/reference.js';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'test/golden/check');

interface Expected {
  readonly dossier: string;
  readonly findings: readonly { readonly kind: string; readonly quote: string; readonly verdict: string; readonly why: string }[];
  readonly unreadAtMost: number;
}

const cases = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'expected.json')));

test('there are golden letters to hold the check to', () => assert.ok(cases.length >= 3));

for (const name of cases) {
  test(`golden letter: ${name}`, async () => {
    const letter = readFileSync(join(folder, name, 'letter.txt'), 'utf8');
    const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as Expected;
    const files = [...(await builtInCaseFiles(root)).values()];
    const file = fittingFile(letter, files);
    assert.equal(file?.dossier.id, expected.dossier);
    const report = unwrap(checkAgainst(letter, file, unwrap(await loadReference())));
    for (const { kind, quote, verdict, why } of expected.findings) {
      const start = letter.indexOf(quote);
      assert.ok(start >= 0, `the letter holds "${quote}"`);
      const overlapping = report.assertions.filter(
        (one) => one.kind === kind && one.start < start + quote.length && start < one.end,
      );
      assert.ok(
        overlapping.some((one) => one.verdict === verdict),
        `"${quote}" should be ${verdict} (${why}), not ${overlapping.map((one) => one.verdict).join(', ') || 'missed'}`,
      );
    }
    assert.ok(report.unread.length <= expected.unreadAtMost, `unread: ${report.unread.map((one) => one.text).join(' | ')}`);
  });
}

test('the marked letters are found, read and judged no worse than when this floor was set', async () => {
  const { scores } = await runLetters(root, await product(root));
  const all = tally(scores);
  assert.ok((all.recall ?? 0) >= 0.88, `recall ${all.recall}`);
  assert.ok((all.precision ?? 0) >= 0.94, `precision ${all.precision}`);
  assert.ok((all.reading ?? 0) >= 0.95, `reading ${all.reading}`);
  assert.ok((all.verdict ?? 0) >= 0.9, `verdict ${all.verdict}`);
});
