import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanText, FieldReader, FieldWriter, toHex } from '../base/bytes.js';
import { parseDate } from '../base/date.js';
import { unwrap } from '../base/result.js';
import { type TypeName, typeNames } from '../model/model.js';
import { type Value } from '../model/value.js';
import { claimFromBytes, claimToBytes, statementBytes } from './bytes.js';
import { type Claim } from './claim.js';

const text = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .filter((s) => s.isWellFormed())
  .map((s) => s.normalize('NFC').replaceAll('\0', ''));
const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,12}$/);
const date = fc
  .constantFrom('2023-10-09', '2024-04', '199X', '2023-10-09~', '2024/2025', '../2006')
  .map((t) => unwrap(parseDate(t)));
const number = fc.option(fc.nat(10 ** 15), { nil: null });

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text, lang: fc.constantFrom('en', 'ko', 'zh-Hant') }),
  fc.record({ kind: fc.constant('date' as const), date }),
  fc.record({
    kind: fc.constant('figure' as const),
    figure: fc.record({
      low: number,
      high: number,
      best: number,
      qualifier: fc.constantFrom('exact' as const, 'more-than' as const, 'vague' as const, 'none' as const),
      words: text,
      unit: fc.constant('persons'),
      scope: text,
    }),
  }),
  fc.record({ kind: fc.constant('ref' as const), id }),
  fc.record({ kind: fc.constant('url' as const), url: text, read: fc.constant(null) }),
  fc.constant({ kind: 'unknown' as const }),
);

const claim: fc.Arbitrary<Claim> = fc.record({
  thing: fc.record({ type: fc.constantFrom<TypeName>(...typeNames), id }),
  property: fc.constantFrom('figure', 'date', 'title'),
  value,
  source: id,
  accordingTo: fc.array(id, { maxLength: 3 }),
  locator: fc.constantFrom({}, { page: '3' }, { paragraph: '46', chars: [4, 17] as const }),
  stance: fc.constantFrom('asserts' as const, 'denies' as const, 'cannot-confirm' as const),
  said: fc.option(date, { nil: null }),
  credibility: fc.constantFrom(
    { source: 'F' as const, information: '6' as const },
    { source: 'B' as const, information: '2' as const, original: 'likely' },
  ),
  audience: fc.constantFrom('public' as const, 'team' as const, 'restricted:family' as const),
  consent: fc.option(id, { nil: null }),
  basis: fc.constantFrom('read' as const, 'general-knowledge' as const),
  note: text,
});

test('a claim read back from its bytes is the claim that was written', () => {
  fc.assert(fc.property(claim, (c) => assert.deepEqual(claimFromBytes(claimToBytes(c)), structuredClone(c))));
});

test('two different claims never share their bytes, so never their hash', () => {
  fc.assert(
    fc.property(claim, claim, (a, b) => {
      const same = toHex(claimToBytes(a)) === toHex(claimToBytes(b));
      assert.equal(same, JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});

test('moving a character from one field to the next changes the bytes', () => {
  const bytes = (...fields: string[]) =>
    toHex(fields.reduce((w, f) => w.text(f), new FieldWriter(1)).finish());
  assert.notEqual(bytes('ab', 'c'), bytes('a', 'bc'));
  assert.notEqual(bytes('', 'abc'), bytes('abc', ''));
});

test('who recorded a statement and what we remarked on it do not make it another statement', () => {
  fc.assert(
    fc.property(claim, text, (c, note) => {
      assert.equal(toHex(statementBytes(c)), toHex(statementBytes({ ...c, note, audience: 'team' })));
    }),
  );
});

test('attack 53: a lone surrogate or NUL is refused before it can be hashed', () => {
  for (const bad of ['\ud800', 'a\udc00b', 'x\0y']) assert.equal(cleanText(bad).ok, false);
  assert.throws(() => new FieldWriter(1).text('\ud800'));
  assert.throws(() => new FieldWriter(1).text('e\u0301'), /NFC/);
});

test('bytes cut anywhere are refused, never read as a shorter claim', () => {
  fc.assert(
    fc.property(claim, fc.nat(), (c, pick) => {
      const bytes = claimToBytes(c);
      assert.throws(() => claimFromBytes(bytes.subarray(0, pick % bytes.length)));
    }),
  );
});

test('a damaged length never reads past the end', () => {
  const bytes = Uint8Array.of(1, 0xff, 0xff, 0xff, 0xff, 65);
  assert.throws(() => new FieldReader(bytes).text());
});
