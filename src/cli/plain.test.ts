import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainJson, plainText } from './plain.js';

test('a name in a letter or dossier cannot rename the window, hide lines or turn the writing', () => {
  const steering = [
    '\u001b]0;x\u0007',
    '\u001b[2J',
    '\u001b[8m',
    '\u009b31m',
    '\rcover',
    '\u202egnp',
    '\u0008\u0008',
  ];
  for (const text of steering)
    assert.doesNotMatch(
      plainText(`before ${text} after`, 'with-marks'),
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/,
    );
  assert.equal(plainText('a\tb\nc 한국어 مرحبا', 'with-marks'), 'a\tb\nc 한국어 مرحبا');
});

test('our own colours and progress line still reach the terminal', () => {
  for (const text of ['\u001b[31mcontradicted\u001b[0m', '\u001b[90mx\u001b[0m', '\r\u001b[Krebuild'])
    assert.equal(plainText(text, 'with-marks'), text);
  assert.doesNotMatch(plainText('\u001b[31mred', 'without-marks'), /\u001b/);
});

test('JSON with everything steering escaped is the same JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = plainJson({ text });
      assert.deepEqual(JSON.parse(written), { text });
      assert.doesNotMatch(written, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});
