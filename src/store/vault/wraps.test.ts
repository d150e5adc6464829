/** A wrapped key opens with its own secret and with nothing else, and no parameter of it can be changed. */
import assert from 'node:assert/strict';
import { createDecipheriv, hkdfSync, scryptSync } from 'node:crypto';
import { test } from 'node:test';
import { toHex, utf8 } from '../../core/base/bytes.js';
import { systemRandom, vaultOf } from './vault.js';
import { type Secret, unwrapKey, wrapKey, wrapsFromBytes, wrapsToBytes } from './wraps.js';

const dataKey = new Uint8Array(32).fill(9);
const passphrase: Secret = { kind: 'passphrase', text: 'an invented passphrase' };
const keyFile: Secret = { kind: 'key-file', bytes: new Uint8Array(32).fill(4) };
// The real cost takes half a second each time.
const how = { random: systemRandom, cost: 4 };

test('each secret opens its own wrap, and no other secret opens it', async () => {
  const wraps = [await wrapKey(dataKey, passphrase, how), await wrapKey(dataKey, keyFile, how)];
  const read = wrapsFromBytes(wrapsToBytes(wraps));
  assert.deepEqual(read, wraps);
  const [first, second] = wraps;
  assert.ok(first !== undefined && second !== undefined);
  assert.deepEqual(await unwrapKey(first, passphrase), dataKey);
  assert.deepEqual(await unwrapKey(second, keyFile), dataKey);
  assert.equal(await unwrapKey(first, keyFile), null);
  assert.equal(await unwrapKey(first, { ...passphrase, text: 'an invented passphrasf' }), null);
  assert.equal(await unwrapKey(second, { ...keyFile, bytes: new Uint8Array(33).fill(4) }), null);
});

test('a passphrase typed in parts and one typed whole are the same', async () => {
  const wrap = await wrapKey(dataKey, { kind: 'passphrase', text: 'caf\u00e9 au lait chaud' }, how);
  assert.deepEqual(await unwrapKey(wrap, { kind: 'passphrase', text: 'cafe\u0301 au lait chaud' }), dataKey);
});

test('no character of a wrap can be changed: it does not read, or does not open', async () => {
  const bytes = wrapsToBytes([await wrapKey(dataKey, passphrase, how)]);
  for (const [at, byte] of bytes.entries()) {
    const changed = new Uint8Array(bytes);
    // Another digit where there was a digit, so that the line mostly still reads.
    changed[at] = byte === 0x31 ? 0x32 : 0x31;
    const wraps = wrapsFromBytes(changed);
    if (wraps === null || wraps === 'newer') continue;
    for (const wrap of wraps) assert.equal(await unwrapKey(wrap, passphrase), null, `byte ${at}`);
  }
});

test('a cost that would take all memory is refused before anything is tried', () => {
  const line = (cost: number) =>
    utf8(`article33 key 1\npassphrase scrypt ${cost} 8 1 ${'00'.repeat(32)} ${'00'.repeat(48)}\n`);
  assert.equal(wrapsFromBytes(line(31)), null);
  assert.equal(wrapsFromBytes(line(0)), null);
  assert.notEqual(wrapsFromBytes(line(20)), null);
  assert.equal(wrapsFromBytes(utf8('article33 key 1\n')), null, 'a file without a wrap opens nothing');
  assert.equal(wrapsFromBytes(utf8('article33 key 2\nx\n')), 'newer');
});

test('the wrap is what the format page says: taken apart with the primitives alone', async () => {
  for (const secret of [passphrase, keyFile]) {
    const text = new TextDecoder().decode(wrapsToBytes([await wrapKey(dataKey, secret, how)]));
    const [line = ''] = text.split('\n').slice(1);
    const fields = line.split(' ');
    const [salt, wrapped] = fields.slice(-2).map((one) => Buffer.from(one, 'hex'));
    assert.ok(salt !== undefined && wrapped !== undefined);
    const key =
      secret.kind === 'passphrase'
        ? scryptSync(secret.text, salt, 32, { N: 2 ** Number(fields[2]), r: 8, p: 1 })
        : Buffer.from(hkdfSync('sha256', secret.bytes, salt, 'a33/key-file/1\0', 32));
    const opened = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
    opened.setAAD(Buffer.from(line.slice(0, line.length - wrapped.length * 2)));
    opened.setAuthTag(wrapped.subarray(32));
    const found = Buffer.concat([opened.update(wrapped.subarray(0, 32)), opened.final()]);
    assert.equal(toHex(found), toHex(dataKey));
  }
});

test('a sealed file opens in its own place only, and no byte of it can be changed', () => {
  const vault = vaultOf(dataKey, '/data');
  const sealed = vault.sealFile('/data/work/loaded', utf8('what it holds'));
  assert.deepEqual(vault.openFile('/data/work/loaded', sealed), utf8('what it holds'));
  assert.equal(vault.openFile('/data/work/other', sealed), null);
  assert.deepEqual(
    vaultOf(dataKey, '/moved').openFile('/moved/work/loaded', sealed),
    utf8('what it holds'),
    'the directory may be moved',
  );
  assert.equal(vaultOf(new Uint8Array(32), '/data').openFile('/data/work/loaded', sealed), null);
  for (let at = 0; at < sealed.length; at++) {
    const changed = sealed.map((byte, i) => (i === at ? byte ^ 0x20 : byte));
    assert.equal(vault.openFile('/data/work/loaded', changed), null, `byte ${at}`);
    assert.equal(vault.openFile('/data/work/loaded', sealed.subarray(0, at)), null, `${at} bytes`);
  }
  assert.equal(vault.openFile('/data/work/loaded', utf8('in the clear')), null);
});
