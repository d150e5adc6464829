/**
 * The records of a WARC file (ISO 28500), read strictly: a length is digits and fits, a record ends
 * where it says, and a digest is computed, never believed. What is not computed is not called checked.
 */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { latin1 } from './latin1.js';
import { type Budget, Refused, tooMuchUnpacked } from './reading.js';

export interface WarcRecord {
  /** Counted from 1, for messages. */
  readonly number: number;
  readonly type: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly block: Uint8Array;
}

const FIX = 'Ask for the archive again from whoever made it, and treat this copy as damaged or altered.';
const HEADER_BYTES = 65_536;

/** Members of a packed archive are unpacked one after another, within the file's budget. */
export function unpackedWarc(bytes: Uint8Array, budget: Budget, where: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    const plain = gunzipSync(bytes, { maxOutputLength: Math.max(1, budget.remaining) });
    budget.take(plain.length);
    return plain;
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (error instanceof RangeError) throw tooMuchUnpacked();
    throw new Refused('damaged-warc', 'The packed archive is cut short or damaged.', { where, fix: FIX });
  }
}

export function* warcRecords(bytes: Uint8Array, file: string): Generator<WarcRecord> {
  let at = 0;
  for (let number = 1; at < bytes.length; number++) {
    const where = `${file}, record ${number}`;
    const damaged = (message: string) => new Refused('damaged-warc', message, { where, fix: FIX });
    const end = find(bytes, '\r\n\r\n', at, at + HEADER_BYTES);
    if (end === -1) throw damaged('The head of a record does not end.');
    const lines = latin1(bytes.subarray(at, end)).split('\r\n');
    if (!/^WARC\/(0\.1[78]|1\.[01])$/.test(lines[0] ?? '')) throw damaged('A record does not begin as one.');
    const headers = headersOf(lines.slice(1));
    const length = headers.get('content-length') ?? '';
    if (!/^\d{1,15}$/.test(length)) throw damaged('The length of a record is not a number of bytes.');
    const from = end + 4;
    const to = from + Number(length);
    if (to > bytes.length) throw damaged('A record claims more bytes than the file holds.');
    yield { number, type: headers.get('warc-type') ?? '', headers, block: bytes.subarray(from, to) };
    if (find(bytes, '\r\n\r\n', to, to + 4) !== to) throw damaged('A record does not end where it says.');
    at = to + 4;
  }
}

/** A header may go on in the next line, which then begins with white space. */
function headersOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  let last = '';
  for (const line of lines) {
    if (/^[ \t]/.test(line) && last !== '') headers.set(last, `${headers.get(last) ?? ''} ${line.trim()}`);
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) || colon < 1) continue;
    last = line.slice(0, colon).trim().toLowerCase();
    const value = utf8(line.slice(colon + 1).trim());
    // Of a length given twice neither can be trusted.
    headers.set(last, last === 'content-length' && headers.has(last) ? 'twice' : value);
  }
  return headers;
}

function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

function find(bytes: Uint8Array, text: string, from: number, to: number): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, to));
  return view.indexOf(text, from, 'latin1');
}

export type DigestVerdict = 'right' | 'wrong' | 'unknown';

const ALGORITHMS = new Set(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']);

/** `sha256:` and the digest in hexadecimal or base 32, as both are written in the wild. */
export function checkDigest(stated: string, bytes: Uint8Array): DigestVerdict {
  const [name = '', value = ''] = stated.split(/:(.*)/s);
  const algorithm = name.toLowerCase().replace('-', '');
  if (!ALGORITHMS.has(algorithm) || value === '') return 'unknown';
  const digest = createHash(algorithm).update(bytes).digest();
  const right =
    value.toLowerCase() === digest.toString('hex') ||
    value.toUpperCase().replace(/=+$/, '') === base32(digest);
  return right ? 'right' : 'wrong';
}

function base32(bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let [text, bits, count] = ['', 0, 0];
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    count += 8;
    while (count >= 5) {
      text += alphabet[(bits >>> (count - 5)) & 31] ?? '';
      count -= 5;
      bits &= (1 << count) - 1;
    }
  }
  return count > 0 ? text + (alphabet[(bits << (5 - count)) & 31] ?? '') : text;
}
