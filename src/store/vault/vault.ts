/**
 * Everything this program encrypts at rest is encrypted here, with AES-256-GCM under keys derived from
 * one data key. A key made for one segment or one small file is derived from fresh random salt, so no
 * nonce can ever meet a key twice by accident. `docs/formats/at-rest.md` gives every byte.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { relative, sep } from 'node:path';
import { concat, sameBytes, toHex, utf8 } from '../../core/base/bytes.js';
import { type RandomBytes } from '../../app/ports.js';

/** What a segment's key is bound to, beside its salt: a segment of another log or place has another key. */
export interface SegmentName {
  readonly logId: Uint8Array;
  readonly number: number;
  readonly size0: number;
}

export interface SegmentKeys {
  readonly key: Uint8Array;
  /** Stands after each frame that was written whole, in every segment of the log: under another header it is still known. */
  readonly mark: Uint8Array;
  /** Ends the header. */
  readonly check: Uint8Array;
}

/** Seals and opens under one data key. `null` from an opening: not sealed by this key, not for this place, or altered. */
export interface Vault {
  readonly random: RandomBytes;
  segmentKeys(name: SegmentName, salt: Uint8Array): SegmentKeys;
  sealFile(path: string, bytes: Uint8Array): Uint8Array;
  openFile(path: string, sealed: Uint8Array): Uint8Array | null;
  /** The key of one file of evidence, whose hash is checked when it is opened. */
  evidenceKey(salt: Uint8Array): Uint8Array;
  /** What a file of evidence is called: whoever lists the folder cannot try a hash they know. */
  evidenceName(sha256: string): string;
}

export const DATA_KEY_LENGTH = 32;
export const SALT_LENGTH = 32;
export const NONCE_LENGTH = 12;
export const TAG_LENGTH = 16;
const MARK_LENGTH = 16;
const FILE_MAGIC = utf8('a33file\u0001');

/** `root`: the directory that paths of sealed files are taken from. */
export function vaultOf(dataKey: Uint8Array, root: string, random: RandomBytes = systemRandom): Vault {
  const derived = (salt: Uint8Array, info: Uint8Array, length: number) =>
    new Uint8Array(hkdfSync('sha256', dataKey, salt, info, length));
  const fileKey = (path: string, salt: Uint8Array) => {
    const name = utf8(relative(root, path).split(sep).join('/'));
    return derived(salt, concat(utf8('a33/file/1\0'), name), DATA_KEY_LENGTH);
  };
  return {
    random,
    segmentKeys({ logId, number, size0 }, salt) {
      const info = concat(utf8('a33/segment/1\0'), logId, u32(number), u64(size0));
      const bytes = derived(salt, info, DATA_KEY_LENGTH + MARK_LENGTH);
      const mark = derived(new Uint8Array(), concat(utf8('a33/mark/1\0'), logId), MARK_LENGTH);
      return { key: bytes.slice(0, DATA_KEY_LENGTH), check: bytes.slice(DATA_KEY_LENGTH), mark };
    },
    sealFile(path, bytes) {
      const salt = random(SALT_LENGTH);
      return concat(FILE_MAGIC, salt, seal(fileKey(path, salt), ONCE, FILE_MAGIC, bytes));
    },
    evidenceKey: (salt) => derived(salt, utf8('a33/evidence/1\0'), DATA_KEY_LENGTH),
    evidenceName: (sha256) => toHex(derived(new Uint8Array(), utf8(`a33/evidence-name/1\0${sha256}`), 32)),
    openFile(path, sealed) {
      const start = FILE_MAGIC.length + SALT_LENGTH;
      if (sealed.length < start + TAG_LENGTH || !isSealedFile(sealed)) return null;
      const key = fileKey(path, sealed.subarray(FILE_MAGIC.length, start));
      return open(key, ONCE, FILE_MAGIC, sealed.subarray(start));
    },
  };
}

/** For keys that seal one message only. */
export const ONCE = new Uint8Array(NONCE_LENGTH);

export function isSealedFile(bytes: Uint8Array): boolean {
  return sameBytes(bytes.subarray(0, FILE_MAGIC.length), FILE_MAGIC);
}

/** Ciphertext, then the tag. */
export function seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, bytes: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH });
  cipher.setAAD(aad);
  return concat(cipher.update(bytes), cipher.final(), cipher.getAuthTag());
}

/** `null` unless every byte is as it was sealed: nothing that was not authenticated is ever returned. */
export function open(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | null {
  if (sealed.length < TAG_LENGTH) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_LENGTH));
  try {
    return concat(decipher.update(sealed.subarray(0, sealed.length - TAG_LENGTH)), decipher.final());
  } catch {
    return null;
  }
}

export const systemRandom: RandomBytes = (length) => new Uint8Array(randomBytes(length));

export function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
