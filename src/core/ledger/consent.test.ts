/** A consent is hashed and decides who reads: what is read back must be what was written. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { toHex } from '../base/bytes.js';
import { byText } from '../base/ids.js';
import {
  type ConsentBody,
  consentFromBytes,
  consentToBytes,
  parseUse,
  sortedUses,
  type Use,
  type WithdrawReason,
} from './consent.js';

const text = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((s) => s.isWellFormed())
  .map((s) => s.normalize('NFC').replaceAll('\0', ''));
const hex = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const name = fc.constantFrom('C-1', 'C-2', 'consent.7');
const day = fc.constantFrom('2026-01-31', '2028-02-29', '1999-12-31');
const audience = fc.constantFrom('team' as const, 'restricted:family' as const);
const use = fc.constantFrom<Use>('hold', 'publish', 'share:team', 'share:OFFICE-1');
const body: fc.Arbitrary<ConsentBody> = fc.oneof(
  fc.record({
    action: fc.constant('give' as const),
    name,
    audience,
    earlier: fc.option(hex),
    terms: fc.record({
      subject: fc.constantFrom('P-1', 'CASE-1'),
      uses: fc.array(use).map(sortedUses),
      from: day,
      until: fc.option(day),
      how: text,
      recordedBy: text,
    }),
  }),
  fc.record({
    action: fc.constant('withdraw' as const),
    name,
    audience,
    earlier: hex,
    on: day,
    why: fc.constantFrom<WithdrawReason>('person-asked', 'danger'),
  }),
);

test('a consent reads back as it was written', () => {
  fc.assert(
    fc.property(body, (one) => assert.deepEqual(consentFromBytes(consentToBytes(one)), structuredClone(one))),
  );
});

test('a consent cut anywhere is refused, never read as a shorter one', () => {
  fc.assert(
    fc.property(body, fc.nat(), (one, pick) => {
      const bytes = consentToBytes(one);
      assert.throws(() => consentFromBytes(bytes.subarray(0, pick % bytes.length)));
    }),
  );
});

test('a consent for everybody to see, uses out of order and days that do not exist are damage', () => {
  const good: ConsentBody = {
    action: 'give',
    name: 'C-1',
    audience: 'team',
    earlier: null,
    terms: { subject: 'P-1', uses: ['hold'], from: '2026-01-01', until: null, how: 'x', recordedBy: 'y' },
  };
  const bad: readonly ConsentBody[] = [
    { ...good, audience: 'public' },
    { ...good, name: 'C 1' },
    { ...good, earlier: 'abc' },
    { ...good, terms: { ...good.terms, uses: ['publish', 'hold'] } },
    { ...good, terms: { ...good.terms, uses: ['hold', 'hold'] } },
    { ...good, terms: { ...good.terms, from: '2026-02-30' } },
    { ...good, terms: { ...good.terms, until: '2026' } },
  ];
  for (const one of bad) assert.throws(() => consentFromBytes(consentToBytes(one)));
});

test('no word but the four is a use', () => {
  assert.deepEqual(['hold', 'publish', 'share:team', 'share:OFFICE-1'].map(parseUse), [
    'hold',
    'publish',
    'share:team',
    'share:OFFICE-1',
  ]);
  for (const wrong of ['', 'share', 'share:', 'share: team', 'HOLD', 'hold ', 'anything', 'share:a b'])
    assert.equal(parseUse(wrong), null, wrong);
  assert.deepEqual(sortedUses(['share:team', 'hold', 'hold']), ['hold', 'share:team'].sort(byText));
});

test('the bytes are those of the format page, which another program computed', () => {
  const page = readFileSync(new URL('../../../../docs/formats/consent.md', import.meta.url), 'utf8');
  const vectors = [...page.matchAll(/```json\n(.*?)\n```\n\n```hex\n(.*?)\n```/gs)];
  assert.ok(vectors.length >= 3);
  for (const [, json = '', bytes = ''] of vectors) {
    // The page's own values; `consentFromBytes` checks their shape again.
    const parsed = JSON.parse(json) as ConsentBody;
    assert.equal(toHex(consentToBytes(parsed)), bytes.replaceAll(/\s/g, ''));
    assert.deepEqual(consentFromBytes(consentToBytes(parsed)), parsed);
  }
});
