/**
 * Journal bytes: `BEGIN(size0, n) · n × ENTRY · COMMIT(size1, root1)`, each record with its checksum.
 * A frame counts when its COMMIT is whole; that record and the flush after it are the commit.
 * `docs/formats/ledger.md` gives every byte, with vectors.
 */
import { crc32 } from 'node:zlib';
import { assertNever } from '../../core/base/result.js';
import { ByteWriter, fromUtf8, utf8 } from '../../core/base/bytes.js';
import { rootOf, type TreeHead } from '../../core/ledger/tree.js';
import { type Entry, isEntryKind, LEAF_LENGTH, SALT_LENGTH } from '../../core/ledger/entry.js';

/** An entry with the key under which it is recorded once; empty for a claim, which is found by what it says. */
export interface JournalEntry extends Entry {
  readonly key: string;
}

/** An entry whose body and salt were erased. Its place, leaf and id stay, so that every root still holds. */
export interface ErasedEntry extends Omit<Entry, 'salt' | 'body'> {
  readonly salt: null;
  readonly body: null;
  /** Finds the same statement when it is said again, so that an erased one does not come back. */
  readonly fp: Uint8Array;
}

/** What a log holds at one place. */
export type Recorded = JournalEntry | ErasedEntry;

export function isErased<E extends Recorded>(entry: E): entry is Extract<E, ErasedEntry> {
  return entry.body === null;
}

export interface SegmentHeader {
  /** 32 random bytes: which log this is. */
  readonly logId: Uint8Array;
  /** Position of the segment in its log, from 0. */
  readonly number: number;
  /** Entries before this segment. */
  readonly size0: number;
}

export type JournalRecord =
  | ({ readonly tag: 'segment' } & SegmentHeader)
  | { readonly tag: 'begin'; readonly size0: number; readonly count: number }
  | { readonly tag: 'entry'; readonly entry: JournalEntry }
  | { readonly tag: 'erased'; readonly entry: ErasedEntry }
  | { readonly tag: 'commit'; readonly size1: number; readonly root: Uint8Array };

const TAGS = { segment: 0x53, begin: 0x42, entry: 0x45, erased: 0x58, commit: 0x43 } as const;
const MAGIC = utf8('a33seg\0\u0001');
const HASH = 32;
const HEAD = 5; // tag and length
const CHECK = 4;

/** Bytes of a whole COMMIT record. */
export const COMMIT_LENGTH = HEAD + 8 + HASH + CHECK;
/** Bytes of a whole segment header. */
export const HEADER_LENGTH = HEAD + MAGIC.length + HASH + 4 + 8 + CHECK;

export function encodeRecord(record: JournalRecord): Uint8Array {
  const out = new ByteWriter();
  writeRecord(out, record);
  return out.finish();
}

function writeRecord(out: ByteWriter, record: JournalRecord): void {
  const start = out.length;
  const payload = new ByteWriter();
  writePayload(payload, record);
  out.byte(TAGS[record.tag]).prefixed(payload.peek());
  out.u32(crc32(out.peek(start)));
}

function writePayload(out: ByteWriter, record: JournalRecord): void {
  switch (record.tag) {
    case 'segment':
      out.raw(MAGIC).raw(record.logId).u32(record.number).u64(record.size0);
      return;
    case 'begin':
      out.u64(record.size0).u32(record.count);
      return;
    case 'commit':
      out.u64(record.size1).raw(record.root);
      return;
    case 'entry': {
      const { seq, leaf, id, kind, at, actor, key, salt, body } = record.entry;
      out.u64(seq).raw(leaf).raw(id).text(kind).text(at).text(actor).text(key).raw(salt).prefixed(body);
      return;
    }
    case 'erased': {
      const { seq, leaf, id, kind, at, actor, fp } = record.entry;
      out.u64(seq).raw(leaf).raw(id).text(kind).text(at).text(actor).raw(fp);
      return;
    }
    default:
      assertNever(record);
  }
}

/** A whole batch after `size0` entries, as it is written. */
export function encodeFrame(size0: number, entries: readonly Recorded[], after: TreeHead): Uint8Array {
  const out = new ByteWriter(1024 + entries.length * 512);
  writeRecord(out, { tag: 'begin', size0, count: entries.length });
  for (const entry of entries) writeRecord(out, inRecord(entry));
  writeRecord(out, { tag: 'commit', size1: after.size, root: rootOf(after) });
  return out.finish();
}

/** A record and the offset after it, or `null` where the bytes are not a whole, unharmed record. */
export function decodeRecord(bytes: Uint8Array, at: number): { record: JournalRecord; end: number } | null {
  if (at + HEAD + CHECK > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = at + HEAD + view.getUint32(at + 1) + CHECK;
  if (end > bytes.length) return null;
  if (crc32(bytes.subarray(at, end - CHECK)) !== view.getUint32(end - CHECK)) return null;
  const record = recordFrom(bytes[at] ?? 0, new Cursor(bytes.subarray(at + HEAD, end - CHECK)));
  return record === null ? null : { record, end };
}

/** The checksum held, so a payload of another shape is another program's or a newer version's. */
function recordFrom(tag: number, cursor: Cursor): JournalRecord | null {
  try {
    const record = shaped(tag, cursor);
    return cursor.done() ? record : null;
  } catch {
    return null;
  }
}

function shaped(tag: number, c: Cursor): JournalRecord | null {
  switch (tag) {
    case TAGS.segment:
      c.expect(MAGIC);
      return { tag: 'segment', logId: c.take(HASH), number: c.u32(), size0: c.u64() };
    case TAGS.begin:
      return { tag: 'begin', size0: c.u64(), count: c.u32() };
    case TAGS.commit:
      return { tag: 'commit', size1: c.u64(), root: c.take(HASH) };
    case TAGS.entry: {
      const [seq, leaf, id] = [c.u64(), c.take(LEAF_LENGTH), c.take(HASH)];
      const [kind, at, actor, key] = [c.text(), c.text(), c.text(), c.text()];
      if (!isEntryKind(kind)) return null;
      return {
        tag: 'entry',
        entry: { seq, leaf, id, kind, at, actor, key, salt: c.take(SALT_LENGTH), body: c.prefixed() },
      };
    }
    case TAGS.erased: {
      const [seq, leaf, id] = [c.u64(), c.take(LEAF_LENGTH), c.take(HASH)];
      const [kind, at, actor] = [c.text(), c.text(), c.text()];
      if (!isEntryKind(kind)) return null;
      const entry = { seq, leaf, id, kind, at, actor, salt: null, body: null, fp: c.take(HASH) };
      return { tag: 'erased', entry };
    }
    default:
      return null;
  }
}

/** The record of an entry, erased or not. */
export function recordOf(entry: Recorded): Uint8Array {
  return encodeRecord(inRecord(entry));
}

function inRecord(entry: Recorded): JournalRecord {
  return isErased(entry) ? { tag: 'erased', entry } : { tag: 'entry', entry };
}

/** Reads a payload field by field; throws where it is too short. Fields are copies. */
class Cursor {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new Error('A journal field is cut off');
    this.at += length;
    return new Uint8Array(this.bytes.subarray(this.at - length, this.at));
  }

  u32(): number {
    return new DataView(this.take(4).buffer).getUint32(0);
  }

  u64(): number {
    const value = Number(new DataView(this.take(8).buffer).getBigUint64(0));
    if (!Number.isSafeInteger(value)) throw new Error('A journal number is too large');
    return value;
  }

  prefixed(): Uint8Array {
    return this.take(this.u32());
  }

  text(): string {
    return fromUtf8(this.prefixed());
  }

  expect(bytes: Uint8Array): void {
    const found = this.take(bytes.length);
    if (!bytes.every((byte, i) => byte === found[i])) throw new Error('Not a journal segment');
  }

  done(): boolean {
    return this.at === this.bytes.length;
  }
}
