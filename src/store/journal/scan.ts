/**
 * Reading a segment back. Bytes after the last COMMIT were never acknowledged and may go; but bytes
 * that were acknowledged and no longer read are damage, and damage is never taken for a torn tail:
 * an intact COMMIT after a bad place, or one that is right in all but a byte or two, shows that the
 * frame had once been whole.
 */
import { sameBytes } from '../../core/base/bytes.js';
import { appendLeaf, rootOf, type TreeHead } from '../../core/ledger/tree.js';
import {
  COMMIT_LENGTH,
  decodeRecord,
  encodeRecord,
  HEADER_LENGTH,
  type Recorded,
  type SegmentHeader,
} from './frame.js';

/** One committed batch. */
export interface Frame {
  /** The tree before it. */
  readonly before: TreeHead;
  readonly entries: readonly Recorded[];
  /** The tree after it. */
  readonly tree: TreeHead;
}

export type Ending =
  | { readonly kind: 'whole' }
  /** Bytes of a write that was cut short; they begin at `length`. */
  | { readonly kind: 'torn' }
  /** `entry` is the first that cannot be trusted. */
  | { readonly kind: 'damaged'; readonly entry: number; readonly what: string };

export interface Scan {
  readonly header: SegmentHeader | null;
  /** The tree after the last committed frame. */
  readonly tree: TreeHead;
  /** Bytes up to the end of the last COMMIT (or of the header). */
  readonly length: number;
  readonly ending: Ending;
}

/** Reads a segment that continues `tree`: yields each committed frame, returns how the segment ends. */
export function* scanSegment(bytes: Uint8Array, tree: TreeHead): Generator<Frame, Scan, undefined> {
  const first = decodeRecord(bytes, 0);
  if (first?.record.tag !== 'segment') {
    const ending =
      bytes.length <= HEADER_LENGTH ? TORN : damaged(tree.size, 'the segment has no readable header');
    return { header: null, tree, length: 0, ending };
  }
  const header = first.record;
  if (header.size0 !== tree.size) {
    const what = `the segment begins at entry ${header.size0}, but ${tree.size} came before it`;
    return { header, tree, length: first.end, ending: damaged(tree.size, what) };
  }
  let at = first.end;
  let now = tree;
  while (at < bytes.length) {
    const read = readFrame(bytes, at, now);
    if (!read.ok) return { header, tree: now, length: at, ending: read.ending };
    yield read.frame;
    at = read.end;
    now = read.frame.tree;
  }
  return { header, tree: now, length: at, ending: { kind: 'whole' } };
}

const TORN: Ending = { kind: 'torn' };

function damaged(entry: number, what: string): Ending {
  return { kind: 'damaged', entry, what };
}

export type FrameRead =
  | { readonly ok: true; readonly frame: Frame; readonly end: number }
  | { readonly ok: false; readonly ending: Ending };

/** The frame at `start`, which must continue `before`. */
export function readFrame(bytes: Uint8Array, start: number, before: TreeHead): FrameRead {
  const bad = (entry: number, what: string): FrameRead => ({
    ok: false,
    ending: commitAfter(bytes, start, before.size) ? damaged(entry, what) : TORN,
  });
  const begin = decodeRecord(bytes, start);
  if (begin?.record.tag !== 'begin') return bad(before.size, 'the start of a batch does not read');
  if (begin.record.size0 !== before.size)
    return { ok: false, ending: damaged(before.size, 'a batch does not follow the one before it') };
  const entries: Recorded[] = [];
  let tree = before;
  let at = begin.end;
  for (let i = 0; i < begin.record.count; i++) {
    const next = decodeRecord(bytes, at);
    if (next?.record.tag !== 'entry' && next?.record.tag !== 'erased')
      return bad(tree.size, 'the entry does not read');
    if (next.record.entry.seq !== tree.size) return bad(tree.size, 'the entry has another number');
    entries.push(next.record.entry);
    tree = appendLeaf(tree, next.record.entry.leaf);
    at = next.end;
  }
  return endOfFrame(bytes, at, { before, entries, tree });
}

function endOfFrame(bytes: Uint8Array, at: number, frame: Frame): FrameRead {
  const last = frame.tree.size - 1;
  const root = rootOf(frame.tree);
  const commit = decodeRecord(bytes, at);
  if (commit === null || commit.record.tag !== 'commit') {
    const wanted = encodeRecord({ tag: 'commit', size1: frame.tree.size, root });
    const once =
      nearly(bytes.subarray(at, at + COMMIT_LENGTH), wanted) || commitAfter(bytes, at, frame.tree.size);
    const ending = once ? damaged(last, 'the end of the batch does not read') : TORN;
    return { ok: false, ending };
  }
  if (commit.record.size1 !== frame.tree.size || !sameBytes(commit.record.root, root))
    return {
      ok: false,
      ending: damaged(last, 'the entries of the batch do not give the root it was committed with'),
    };
  return { ok: true, frame, end: commit.end };
}

/** A write cut short leaves zeros or nothing, not a record that is right in all but a byte or two. */
export function nearly(found: Uint8Array, wanted: Uint8Array): boolean {
  if (found.length !== wanted.length) return false;
  return wanted.filter((byte, i) => byte !== found[i]).length <= 2;
}

/** The largest size that an intact COMMIT anywhere in a segment speaks of, however damaged the rest; 0 for none. */
export function lastCommit(bytes: Uint8Array): number {
  let size = 0;
  for (let at = 0; at + COMMIT_LENGTH <= bytes.length; at++) {
    if (bytes[at] !== 0x43 || bytes[at + 4] !== COMMIT_LENGTH - 9) continue;
    const found = decodeRecord(bytes, at);
    if (found?.record.tag === 'commit') size = Math.max(size, found.record.size1);
  }
  return size;
}

/** Whether an intact COMMIT to more than `size` entries begins anywhere from `start` on. */
function commitAfter(bytes: Uint8Array, start: number, size: number): boolean {
  for (let at = start; at + COMMIT_LENGTH <= bytes.length; at++) {
    if (bytes[at] !== 0x43 || bytes[at + 4] !== COMMIT_LENGTH - 9) continue;
    const found = decodeRecord(bytes, at);
    if (found?.record.tag === 'commit' && found.record.size1 > size) return true;
  }
  return false;
}
