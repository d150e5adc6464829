/** Both languages of the frame are whole: nothing is left in English on a Korean page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { say, words, type Word } from './words.js';
import { type Phrase } from './words/phrase.js';

const entries = Object.entries(words) as readonly (readonly [Word, Phrase])[];
const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

test('every phrase is in Korean, with the same gaps as in English', () => {
  for (const [key, { en, ko, one }] of entries) {
    assert.notEqual(en.trim(), '', key);
    assert.match(ko, /[가-힣]/, `${key} has no Korean`);
    assert.doesNotMatch(en, /[가-힣]/, `${key} has Korean in its English`);
    assert.deepEqual([...new Set(gaps(ko))], [...new Set(gaps(en))], `${key} fills different gaps`);
    if (one !== undefined)
      assert.ok(
        gaps(one).every((gap) => gaps(en).includes(gap)),
        `${key}: its singular has another gap`,
      );
  }
});

test('a gap that nothing fills stays visible, and a value is never read as a gap', () => {
  assert.equal(say('en', 'paging.next', {}), 'Next {n}');
  assert.equal(say('en', 'claim.said', { when: '{n}', n: 3 }), 'said {n}');
});
