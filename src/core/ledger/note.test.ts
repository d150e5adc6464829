/**
 * Signed notes against the example keys and notes of golang.org/x/mod/sumdb/note (note_test.go, BSD-3),
 * and Ed25519 against the edge cases of ed25519-speccheck (Apache-2.0): nothing is accepted that
 * another sound verifier would refuse.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBase64, toBase64 } from '../base/base64.js';
import { fromHex, toHex, utf8 } from '../base/bytes.js';
import { unwrap } from '../base/result.js';
import { checkpointText, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.js';
import { publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.js';
import {
  keyIdOf,
  openNote,
  parseSignerKey,
  parseVerifierKey,
  signerKey,
  signerOf,
  signNote,
  verifierKey,
} from './note.js';
import { EMPTY_ROOT } from './tree.js';

const peterKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const peterSigner = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const enochKey = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const peter = unwrap(parseVerifierKey(peterKey));
const enoch = unwrap(parseVerifierKey(enochKey));

const kind = (note: string | Uint8Array, keys = [peter]) => {
  const opened = openNote(typeof note === 'string' ? utf8(note) : note, keys);
  return opened.ok ? opened.value.signedBy.map((key) => key.name).join(' ') : opened.problem.kind;
};

test('a key reads back as it was handed on, and no mangled one passes for it', () => {
  assert.equal(verifierKey(peter), peterKey);
  assert.equal(toHex(keyIdOf(peter)), 'c74f20a3');
  assert.equal(signerKey(unwrap(parseSignerKey(peterSigner))), peterSigner);
  assert.deepEqual(unwrap(parseSignerKey(peterSigner)).publicKey, peter.publicKey);
  for (const [key, parse] of [
    [peterKey, parseVerifierKey],
    [peterSigner, parseSignerKey],
  ] as const) {
    for (let i = 0; i < key.length; i++) {
      assert.equal(parse(key.slice(0, i)).ok, false);
      assert.equal(parse(key.slice(i + 1)).ok, false);
      const next = String.fromCharCode(key.charCodeAt(i) + 1);
      assert.equal(parse(key.slice(0, i) + next + key.slice(i + 1)).ok, false, `byte ${i}`);
    }
  }
  // A key of the wrong length and one of an unknown kind, each with the id that fits it.
  assert.equal(
    parseVerifierKey('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==').ok,
    false,
  );
  assert.equal(
    parseVerifierKey('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW').ok,
    false,
  );
});

test('signing gives the published note, byte for byte', () => {
  assert.equal(signNote(text, [unwrap(parseSignerKey(peterSigner))]), `${text}\n${peterLine}`);
});

test('attack 19: a known key with a bad signature condemns the note, an unknown key is passed over', () => {
  assert.equal(kind(`${text}\n${peterLine}${enochLine}`), 'PeterNeumann');
  assert.equal(kind(`${text}\n${peterLine}${enochLine}`, [peter, enoch]), 'PeterNeumann EnochRoot');
  assert.equal(kind(`${text}\n${peterLine}${enochLine}`, []), 'unsigned');
  const bad = peterLine.replace('x08go/Z', 'x08go/a');
  assert.equal(kind(`${text}\n${bad}`), 'bad-signature');
  assert.equal(kind(`${text}\n${peterLine}${bad}`), 'bad-signature', 'also beside a good one');
  assert.equal(kind(`${text}\n${bad}${enochLine}`, [enoch]), 'EnochRoot');
  const renamed = peterLine.replace('PeterNeumann', 'CarmenSandiego');
  assert.equal(kind(`${text}\n${renamed}`), 'unsigned', 'the id alone names no key');
});

test('attack 19: what is no note is refused: CR, control characters, bad UTF-8, lines that do not belong', () => {
  const refused = [
    text,
    `${text}\n`,
    `${text}\n${peterLine.slice(0, -1)}`,
    `\u0001${text}\n${peterLine}`,
    `${text.replace('\n', '\r\n')}\n${peterLine}`,
    `${text}\n${peterLine.replace('\n', '\r\n')}`,
    `${text}\n— Bad Name ${peterLine.slice(15)}`,
    `${text}\n${peterLine}Unexpected line.\n`,
    `${text}\n${peterLine.repeat(101)}`,
    `${text}\n${peterLine.replace('nAM=', 'nAN=')}`,
  ];
  for (const note of refused) assert.equal(kind(note), 'bad-note', JSON.stringify(note.slice(0, 40)));
  assert.equal(kind(new Uint8Array([0xff, ...utf8(`${text}\n${peterLine}`)])), 'bad-note');
});

test('attack 19: seventeen signatures are accepted, one of them ours', () => {
  assert.equal(kind(`${text}\n${enochLine.repeat(16)}${peterLine}`), 'PeterNeumann');
});

test('attack 19: a checkpoint whose size has a leading zero is refused, and so is every other spelling', () => {
  const root = toBase64(new Uint8Array(32).fill(7));
  const good = `example.org/log\n12\n${root}\n`;
  assert.deepEqual(unwrap(parseCheckpoint(good)).size, 12);
  assert.equal(parseCheckpoint(`${good}an extension\n`).ok, true);
  for (const size of ['012', '+12', '-1', '1e2', '12 ', '', '9007199254740993', '0'])
    assert.equal(parseCheckpoint(`example.org/log\n${size}\n${root}\n`).ok, false, size);
  for (const bad of [
    good.slice(0, -1),
    `\n12\n${root}\n`,
    `x\n12\n${root.slice(0, -1)}\n`,
    `${good}\n`,
    `x\n12\n`,
  ])
    assert.equal(parseCheckpoint(bad).ok, false, JSON.stringify(bad));
  assert.equal(parseCheckpoint(`x\n0\n${toBase64(EMPTY_ROOT)}\n`).ok, true);
});

test('a checkpoint signed for another log is not taken for one of ours', () => {
  const signer = signerOf('example.org/ours', new Uint8Array(32).fill(3));
  const sign = (origin: string) => utf8(signCheckpoint({ origin, size: 0, root: EMPTY_ROOT }, [signer]));
  assert.equal(openCheckpoint(sign('example.org/ours'), [signer]).ok, true);
  const other = openCheckpoint(sign('example.org/other'), [signer]);
  assert.equal(other.ok ? '' : other.problem.kind, 'other-log');
  assert.equal(checkpointText({ origin: 'a', size: 0, root: EMPTY_ROOT }).split('\n').length, 4);
});

test('base64 has one text for one run of bytes', () => {
  for (let length = 0; length < 70; length++) {
    const bytes = new Uint8Array(length).map((_, i) => (i * 73 + length) & 255);
    assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
    assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
  }
  for (const bad of ['QQ', 'QQ=', 'QR==', 'Q===', 'QQ==\n', 'Q-==', '====', 'AA==AAAA'])
    assert.equal(fromBase64(bad), null, bad);
});

test('Ed25519 agrees with the vectors of RFC 8032 §7.1', () => {
  const hex = (digits: string) => unwrap(fromHex(digits));
  const seed = hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
  const key = hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
  const signature = hex(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
  assert.deepEqual(publicKeyOf(seed), key);
  assert.deepEqual(signEd25519(seed, hex('72')), signature);
  assert.equal(verifyEd25519(key, hex('72'), signature), true);
  assert.equal(verifyEd25519(key, hex('73'), signature), false);
});

/** Message, key, signature: small order, mixed order, unreduced scalar, not canonical. Verifiers in use differ on them. */
const edges = [
  [
    '8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a0000000000000000000000000000000000000000000000000000000000000000',
  ],
  [
    '9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    'f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04',
  ],
  [
    'aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab',
    'f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e',
  ],
  [
    '9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79',
    'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
    '9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009',
  ],
  [
    'e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c',
    'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
    '160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed5125ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09',
  ],
  [
    'e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c',
    'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
    '21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405',
  ],
  [
    '85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40',
    '442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623',
    'e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514',
  ],
  [
    '85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40',
    '442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623',
    '8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa19427e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22',
  ],
  [
    'fdaebc429f4a735932a160da1301080c13280eea8bc280d1b392c6b9e6ba3a5a',
    'f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f454d370c8d9fc323a41450f8d513eafeb5b0697390c1e505a0d4ddc71f566607',
  ],
  [
    '84b698d39be126ff55fe45079e6c8bf64a0d7db6994560b4e96b7021eb39c1a1',
    'f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f084d5b99c2a9463d9c8bd5026916996984eeec87ddf1d3be329006ace1b37b09',
  ],
] as const;

test('attack 18: small-order, mixed-order, unreduced and non-canonical signatures are all refused', () => {
  for (const [message, key, signature] of edges) {
    const [m, k, s] = [message, key, signature].map((digits) => unwrap(fromHex(digits)));
    assert.equal(verifyEd25519(k ?? utf8(''), m ?? utf8(''), s ?? utf8('')), false, message);
  }
});
