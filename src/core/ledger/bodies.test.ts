/** Bodies are hashed: what is read back must be what was written, or ids would name something else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDate } from '../base/date.js';
import { unwrap } from '../base/result.js';
import { type Audience } from '../claim/claim.js';
import { type DossierInfo } from '../view/thing.js';
import {
  type AmendBody,
  amendFromBytes,
  amendToBytes,
  dossierFromBytes,
  dossierToBytes,
  type JudgeBody,
  judgeFromBytes,
  judgeToBytes,
} from './bodies.js';

const text = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((s) => s.isWellFormed())
  .map((s) => s.normalize('NFC').replaceAll('\0', ''));
const hex = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const label = fc.record({ en: text, ko: text });

const amend: fc.Arbitrary<AmendBody> = fc.oneof(
  fc.record({ target: hex, action: fc.constant('correct' as const), replacement: hex, why: text }),
  fc.record({
    target: hex,
    action: fc.constantFrom('retract' as const, 'dispute' as const, 'reinstate' as const),
    replacement: fc.constant(null),
    why: text,
  }),
);
const judge: fc.Arbitrary<JudgeBody> = fc.record({
  kind: fc.constant('independence' as const),
  audience: fc.constantFrom<Audience>('public', 'team', 'restricted:family'),
  judgement: fc.record({ about: text, origins: fc.array(text, { maxLength: 4 }), by: text, why: text }),
});
const dossier: fc.Arbitrary<DossierInfo> = fc.record({
  id: text,
  title: label,
  summary: label,
  returningStates: fc.array(text, { maxLength: 3 }),
  originStates: fc.array(text, { maxLength: 3 }),
  period: fc.constantFrom(null, unwrap(parseDate('2020/2026')), unwrap(parseDate('199X'))),
  invented: fc.boolean(),
});

test('an amendment, a judgement and a dossier read back as they were written', () => {
  fc.assert(fc.property(amend, (body) => assert.deepEqual(amendFromBytes(amendToBytes(body)), { ...body })));
  fc.assert(
    fc.property(judge, (body) =>
      assert.deepEqual(judgeFromBytes(judgeToBytes(body)), { ...body, judgement: { ...body.judgement } }),
    ),
  );
  fc.assert(
    fc.property(dossier, (body) =>
      assert.deepEqual(dossierFromBytes(dossierToBytes(body)), structuredClone(body)),
    ),
  );
});

test('a body cut anywhere is refused, never read as a shorter one', () => {
  fc.assert(
    fc.property(amend, judge, dossier, fc.nat(), (a, j, d, pick) => {
      const cut = (bytes: Uint8Array) => bytes.subarray(0, pick % bytes.length);
      assert.throws(() => amendFromBytes(cut(amendToBytes(a))));
      assert.throws(() => judgeFromBytes(cut(judgeToBytes(j))));
      assert.throws(() => dossierFromBytes(cut(dossierToBytes(d))));
    }),
  );
});

test('a correction without the claim that is right is refused', () => {
  const target = 'a'.repeat(64);
  assert.throws(() => amendToBytes({ target, action: 'correct', replacement: null, why: '' }));
  assert.throws(() => amendToBytes({ target, action: 'retract', replacement: target, why: '' }));
});
