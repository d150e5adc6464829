import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { textFingerprint } from './fingerprint.js';

test('a letter is recognised after a word processor changed its layout and quotation marks', () => {
  const plain = 'Dear President,\n\n"More than 500" were returned.\n';
  const printed = '  Dear President,\r\n“More than 500” were\u00a0returned.';
  assert.equal(textFingerprint(plain), textFingerprint(printed));
});

test('the digest is the one any SHA-256 tool gives for the words', () => {
  const expected = createHash('sha256').update('dear president café 500', 'utf8').digest('hex');
  assert.equal(textFingerprint('Dear President: Cafe\u0301 (500)'), expected);
});

test('a text with one other word is another text', () => {
  assert.notEqual(textFingerprint('600 were returned'), textFingerprint('500 were returned'));
});
