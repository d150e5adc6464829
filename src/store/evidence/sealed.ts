/**
 * How a file of evidence lies in an encrypted directory: pieces of one mebibyte, each sealed with
 * AES-256-GCM under a key of the file's own. The nonce counts the pieces and says which is the last, so
 * none can be left out, moved or put at the end. `docs/formats/evidence.md` gives every byte.
 */
import { concat, sameBytes, utf8 } from '../../core/base/bytes.js';
import { NONCE_LENGTH, open, SALT_LENGTH, seal, TAG_LENGTH, u64, type Vault } from '../vault/vault.js';

const MAGIC = utf8('a33evid\u0001');
export const PIECE = 1024 * 1024;
const HEAD = MAGIC.length + SALT_LENGTH;

/** Pieces of exactly `size`, but for the last, which may be shorter; none where there are no bytes. */
export async function* inPieces(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly last: boolean }> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of source) {
    waiting.push(bytes);
    length += bytes.length;
    // One byte more than a piece, so that the last is known to be the last.
    if (length <= size) continue;
    let all = concat(...waiting);
    for (; all.length > size; all = all.subarray(size)) yield { bytes: all.slice(0, size), last: false };
    waiting = [all];
    length = all.length;
  }
  if (length > 0) yield { bytes: concat(...waiting), last: true };
}

export async function* sealPieces(
  vault: Vault,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const salt = vault.random(SALT_LENGTH);
  const key = vault.evidenceKey(salt);
  yield concat(MAGIC, salt);
  let n = 0;
  for await (const { bytes, last } of inPieces(source, PIECE))
    yield seal(key, nonceOf(n++, last), MAGIC, bytes);
}

/** Throws `Unsealable` on the first piece that was altered, is missing, or was sealed by another key. */
export async function* openPieces(
  vault: Vault,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let key: Uint8Array | null = null;
  let n = 0;
  let ended = false;
  for await (const { bytes, last } of inPieces(
    afterHead(source, (head) => (key = keyOf(vault, head))),
    PIECE + TAG_LENGTH,
  )) {
    const plain = key === null ? null : open(key, nonceOf(n++, last), MAGIC, bytes);
    if (plain === null) throw new Unsealable();
    ended = last;
    yield plain;
  }
  if (!ended) throw new Unsealable();
}

export class Unsealable extends Error {}

function keyOf(vault: Vault, head: Uint8Array): Uint8Array {
  if (!sameBytes(head.subarray(0, MAGIC.length), MAGIC)) throw new Unsealable();
  return vault.evidenceKey(head.subarray(MAGIC.length));
}

async function* afterHead(
  source: AsyncIterable<Uint8Array>,
  told: (head: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let before: Uint8Array | null = new Uint8Array();
  for await (const bytes of source) {
    if (before === null) {
      yield bytes;
      continue;
    }
    before = concat(before, bytes);
    if (before.length < HEAD) continue;
    told(before.subarray(0, HEAD));
    yield before.subarray(HEAD);
    before = null;
  }
  if (before !== null) throw new Unsealable();
}

function nonceOf(n: number, last: boolean): Uint8Array {
  const nonce = new Uint8Array(NONCE_LENGTH);
  nonce.set(u64(n), 0);
  nonce[NONCE_LENGTH - 1] = last ? 1 : 0;
  return nonce;
}

/** Bytes of a file that takes so many sealed. */
export function plainLength(sealed: number): number {
  const rest = Math.max(0, sealed - HEAD);
  return rest - Math.ceil(rest / (PIECE + TAG_LENGTH)) * TAG_LENGTH;
}
