/**
 * Canonical bytes: what is hashed is written here and nowhere else.
 *
 * A field is its UTF-8 length as a 4-byte big-endian number, then its UTF-8 bytes. Text must be
 * well-formed (no lone surrogate) and in Unicode NFC, or two different inputs could share one hash.
 * `docs/formats/bytes.md` gives the format with vectors.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { fail, ok, type Result } from './result.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Throws on bytes that are not UTF-8: ours always are, so that is damage, not input. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

export function hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  return hmac(nobleSha256, key, bytes);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte] ?? '';
  return text;
}

export function fromHex(text: string): Result<Uint8Array> {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text))
    return fail('not-hex', 'Expected an even number of lower-case hexadecimal digits.');
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return ok(bytes);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Refuses text that cannot be stored faithfully, and returns it in NFC. */
export function cleanText(text: string, where?: string): Result<string> {
  const place = where === undefined ? {} : { where };
  if (!text.isWellFormed())
    return fail('ill-formed-text', 'The text holds half of a character (a lone surrogate).', {
      ...place,
      fix: 'Save the file again as UTF-8 and retry.',
    });
  if (text.includes('\0'))
    return fail('nul-in-text', 'The text holds a NUL character.', {
      ...place,
      fix: 'The file may be binary or UTF-16; save it as UTF-8 text.',
    });
  return ok(text.normalize('NFC'));
}

/** Bytes one after another, in a buffer that grows. */
export class ByteWriter {
  private buffer: Uint8Array;
  private view: DataView;
  private at = 0;

  constructor(capacity = 512) {
    this.buffer = new Uint8Array(capacity);
    this.view = new DataView(this.buffer.buffer);
  }

  get length(): number {
    return this.at;
  }

  byte(value: number): this {
    this.room(1);
    this.buffer[this.at++] = value;
    return this;
  }

  u32(value: number): this {
    this.room(4);
    this.view.setUint32(this.at, value);
    this.at += 4;
    return this;
  }

  /** Throws on what is no safe integer from 0. */
  u64(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) throw new Error('A number is out of range');
    return this.u32(Math.floor(value / 2 ** 32)).u32(value % 2 ** 32);
  }

  raw(bytes: Uint8Array): this {
    this.room(bytes.length);
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
    return this;
  }

  /** A 4-byte length, then the bytes. */
  prefixed(bytes: Uint8Array): this {
    return this.u32(bytes.length).raw(bytes);
  }

  /** A 4-byte length, then UTF-8. The text is well-formed: half a character would be written as another one. */
  text(text: string): this {
    // A UTF-16 unit takes three bytes at most.
    this.room(4 + text.length * 3);
    const start = this.at;
    let at = start + 4;
    let i = 0;
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) break;
      this.buffer[at++] = unit;
    }
    if (i < text.length) at += encoder.encodeInto(text.slice(i), this.buffer.subarray(at)).written;
    this.view.setUint32(start, at - start - 4);
    this.at = at;
    return this;
  }

  /** What is written from `from` on; the next write may change it. */
  peek(from = 0): Uint8Array {
    return this.buffer.subarray(from, this.at);
  }

  finish(): Uint8Array {
    return this.buffer.slice(0, this.at);
  }

  private room(more: number): void {
    const needed = this.at + more;
    if (needed <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    larger.set(this.peek());
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** Beyond ASCII a text may have several spellings. */
const ASCII = /^[\0-\x7f]*$/;

/** Writes fields in a fixed order; `finish` returns the bytes. */
export class FieldWriter {
  private readonly out = new ByteWriter();

  constructor(version: number) {
    this.out.byte(version);
  }

  /** Throws on ill-formed or non-NFC text: callers clean at the door, so here it is a bug. */
  text(value: string): this {
    if (!ASCII.test(value) && (!value.isWellFormed() || value.normalize('NFC') !== value))
      throw new Error('Canonical bytes need well-formed NFC text');
    this.out.text(value);
    return this;
  }

  bytes(value: Uint8Array): this {
    this.out.prefixed(value);
    return this;
  }

  /** A list is its length as decimal text, then its items. */
  list(values: readonly string[]): this {
    this.text(String(values.length));
    for (const value of values) this.text(value);
    return this;
  }

  finish(): Uint8Array {
    return this.out.finish();
  }
}

/** Reads what `FieldWriter` wrote; throws on bytes it cannot have written, which is damage. */
export class FieldReader {
  private at = 1;
  private readonly source: Uint8Array;
  readonly version: number;

  constructor(bytes: Uint8Array) {
    const version = bytes[0];
    if (version === undefined) throw new Error('Damaged body: it is empty');
    this.source = bytes;
    this.version = version;
  }

  bytes(): Uint8Array {
    if (this.at + 4 > this.source.length) throw new Error('Damaged body: a length is cut off');
    const view = new DataView(this.source.buffer, this.source.byteOffset + this.at, 4);
    const end = this.at + 4 + view.getUint32(0);
    if (end > this.source.length) throw new Error('Damaged body: a field is cut off');
    const field = this.source.subarray(this.at + 4, end);
    this.at = end;
    return field;
  }

  text(): string {
    return fromUtf8(this.bytes());
  }

  list(): string[] {
    const count = Number(this.text());
    if (!Number.isSafeInteger(count) || count < 0 || count > this.source.length)
      throw new Error('Damaged body: a list has no sensible length');
    return Array.from({ length: count }, () => this.text());
  }

  end(): void {
    if (this.at !== this.source.length) throw new Error('Damaged body: bytes after the last field');
  }
}
