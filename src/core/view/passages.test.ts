/** A mark in the wrong place puts words into a source's mouth. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fits, markedPieces, placeOf, type Span } from './passages.js';

const texts = fc.string({ maxLength: 60 });
const marks = fc.array(fc.tuple(fc.integer({ min: -3, max: 70 }), fc.integer({ min: -3, max: 70 })), {
  maxLength: 12,
});

test('overlapping passages lose no letter, and every letter bears exactly the passages around it', () => {
  fc.assert(
    fc.property(texts, marks, (text, spans) => {
      const given = spans.map((span: Span, of) => ({ span, of }));
      const pieces = markedPieces(text, given);
      assert.equal(pieces.map((piece) => piece.text).join(''), text);
      for (const { from, text: words, marks: found } of pieces)
        for (let at = from; at < from + words.length; at++) {
          const around = given.filter(({ span }) => fits(text, span) && span[0] <= at && at < span[1]);
          assert.deepEqual(
            found,
            around.map(({ of }) => of),
            `letter ${at}`,
          );
        }
    }),
  );
});

test('words are found only where they stand once', () => {
  assert.deepEqual(placeOf('one two one', 'two'), [4, 7]);
  assert.equal(placeOf('one two one', 'one'), 'several');
  assert.equal(placeOf('aaa', 'aa'), 'several', 'also overlapping themselves');
  assert.equal(placeOf('one', 'three'), null);
  assert.equal(placeOf('one', ''), null);
});
