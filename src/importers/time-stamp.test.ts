/** A proof of time that is called one and is none would be found out in court. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkToken } from './time-stamp.js';

const folder = join(import.meta.dirname, '../../../test/vectors/rfc3161');
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const digestOf = (name: string) => createHash('sha256').update(bytesOf(name)).digest('hex');
const token = bytesOf('evidence.tsr');
const root = readFileSync(join(folder, 'ca.pem'), 'utf8');

test('attack 31: a token is proved for its own bytes and a signer one trusts, and for nothing else', async () => {
  const good = await checkToken(token, digestOf('evidence.txt'), root);
  // What `openssl ts -reply -text` prints of it.
  assert.deepEqual([good.verdict, good.time], ['proved', '2026-11-23T23:57:15.000Z']);
  const other = await checkToken(token, digestOf('tampered.txt'), root);
  assert.equal(other.verdict, 'fails');
  const nobody = await checkToken(token, digestOf('evidence.txt'), '');
  assert.equal(nobody.verdict, 'unsupported');
  assert.match(nobody.because.join(' '), /whether to believe the signer/);
  for (const wrong of ['no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])
    assert.equal((await checkToken(token, digestOf('evidence.txt'), wrong)).verdict, 'fails');
});

test('attack 31: no altered byte of a token makes it prove another time or another file', async () => {
  const sha256 = digestOf('evidence.txt');
  const counts = { proved: 0, other: 0 };
  for (let at = 0; at < token.length; at += 1) {
    const altered = token.slice();
    altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
    const { verdict, time } = await checkToken(altered, sha256, root);
    if (verdict === 'proved') assert.equal(time, '2026-11-23T23:57:15.000Z', `byte ${at}`);
    counts[verdict === 'proved' ? 'proved' : 'other'] += 1;
  }
  // Only what nobody signed may differ: the wrapping, and the copy of the root that was given anyway.
  assert.ok(counts.other > 1000, JSON.stringify(counts));
  for (const length of [0, 1, 100, token.length - 1])
    assert.equal((await checkToken(token.subarray(0, length), sha256, root)).verdict, 'fails');
});
