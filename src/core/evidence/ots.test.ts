/** A promise is not a proof, and a step out of place leads to another block. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { concat, toHex, utf8 } from '../base/bytes.js';
import { unwrap } from '../base/result.js';
import { checkOts, readOts } from './ots.js';

/** Written from the description of the format, apart from the reader. */
const HEAD = Buffer.concat([
  Buffer.from('004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294', 'hex'),
  Buffer.of(1, 8),
]);
const file = createHash('sha256').update('a statement').digest();
const varint = (n: number): Buffer =>
  n < 128 ? Buffer.of(n) : Buffer.of((n & 127) | 128, ...varint(n >>> 7));
const varbytes = (bytes: Uint8Array) => Buffer.concat([varint(bytes.length), bytes]);
const append = (bytes: Uint8Array) => Buffer.concat([Buffer.of(0xf0), varbytes(bytes)]);
const prepend = (bytes: Uint8Array) => Buffer.concat([Buffer.of(0xf1), varbytes(bytes)]);
const SHA256 = Buffer.of(8);
const end = (tag: string, payload: Uint8Array) =>
  Buffer.concat([Buffer.of(0), Buffer.from(tag, 'hex'), varbytes(payload)]);
const bitcoin = (height: number) => end('0588960d73d71901', varint(height));
const calendar = (address: string) => end('83dfe30d2ef90c8e', varbytes(utf8(address)));
const unknown = end('0102030405060708', utf8('anything'));
const proof = (...steps: readonly Uint8Array[]) => new Uint8Array(Buffer.concat([HEAD, file, ...steps]));

const salt = Buffer.from('e754bf93806a7ebaa680ef7bd0114bf4', 'hex');
const root = createHash('sha256').update(createHash('sha256').update(file).update(salt).digest()).digest();
const explorer = Buffer.from(root).reverse().toString('hex');
const toBlock = proof(append(salt), SHA256, SHA256, bitcoin(358_391));
const check = (bytes: Uint8Array, blocks: readonly (readonly [number, string])[] = []) =>
  checkOts(bytes, toHex(file), new Map(blocks)).verdict;

test('attack 30: a wrong block fails, a promise is pending, an unknown notary unsupported, and none is proved', () => {
  assert.equal(check(toBlock), 'pending', 'no block is looked up from here');
  assert.equal(check(toBlock, [[358_391, explorer]]), 'proved');
  assert.equal(check(toBlock, [[358_391, root.toString('hex')]]), 'proved', 'in the order of the tools');
  assert.equal(check(toBlock, [[358_392, explorer]]), 'pending', 'another block than the one meant');
  assert.equal(check(toBlock, [[358_391, 'ab'.repeat(32)]]), 'fails');
  assert.equal(check(proof(append(salt), SHA256, calendar('https://a.example'))), 'pending');
  assert.equal(check(proof(append(salt), SHA256, unknown)), 'unsupported');
  const both = proof(append(salt), SHA256, Buffer.of(0xff), calendar('https://a.example'), unknown);
  assert.equal(check(both), 'pending');
  const other = checkOts(toBlock, 'cd'.repeat(32), new Map([[358_391, explorer]]));
  assert.equal(other.verdict, 'fails', 'a proof of other bytes');
});

test('steps are followed as written: before, after, turned round, and along each branch', () => {
  const turned = proof(prepend(salt), Buffer.of(0xf2), SHA256, bitcoin(7));
  const reversed = Buffer.concat([salt, file]).reverse();
  const expected = createHash('sha256').update(reversed).digest().reverse().toString('hex');
  assert.deepEqual(unwrap(readOts(turned)).ends, [{ kind: 'bitcoin', height: 7, root: expected }]);
  const branches = proof(Buffer.of(0xff), calendar('https://a.example'), SHA256, bitcoin(300));
  assert.deepEqual(
    unwrap(readOts(branches)).ends.map((one) => one.kind),
    ['calendar', 'bitcoin'],
  );
});

test('no damaged or hostile proof is read as a proof, or takes long', () => {
  for (let length = 0; length < toBlock.length; length++)
    assert.equal(readOts(toBlock.subarray(0, length)).ok, false, `${length} bytes`);
  assert.equal(readOts(concat(toBlock, Uint8Array.of(0))).ok, false, 'something after its end');
  const deep = proof(...Array.from({ length: 5000 }, () => SHA256), bitcoin(1));
  assert.equal(readOts(deep).ok, false);
  const wide = proof(...Array.from({ length: 4000 }, () => concat(Uint8Array.of(0xff), unknown)), unknown);
  assert.equal(readOts(wide).ok, false);
  const long = proof(...Array.from({ length: 3 }, () => append(new Uint8Array(4000))), SHA256, bitcoin(1));
  assert.equal(readOts(long).ok, false);
  assert.equal(readOts(proof(SHA256, calendar('javascript:alert(1) <b>'))).ok, false);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      const read = checkOts(concat(HEAD, file, noise), toHex(file), new Map());
      assert.notEqual(read.verdict, 'proved');
    }),
  );
  fc.assert(
    fc.property(fc.nat({ max: toBlock.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const altered = toBlock.slice();
      altered[at] = (altered[at] ?? 0) ^ flip;
      assert.notEqual(check(altered, [[358_391, explorer]]), 'proved', `byte ${at}`);
    }),
  );
});
