/**
 * How the frames of a segment stand on the disk: as they are, or each sealed under the directory's key.
 * What a frame says, and how a torn one is told from a damaged one, is the same either way.
 */
import { concat, sameBytes, utf8 } from '../../core/base/bytes.js';
import { type TreeHead } from '../../core/ledger/tree.js';
import {
  NONCE_LENGTH,
  open,
  SALT_LENGTH,
  seal,
  type SegmentKeys,
  TAG_LENGTH,
  u32,
  u64,
  type Vault,
} from '../vault/vault.js';
import { encodeRecord, type SegmentHeader } from './frame.js';
import { type Ending, type Frame, lastCommit, nearly, readFrame, type Scan, scanSegment } from './scan.js';

/** The form of one segment: how it begins, and how a frame that comes at `offset` is written. */
export interface SegmentForm {
  readonly header: Uint8Array;
  frame(bytes: Uint8Array, offset: number): Uint8Array;
}

export interface FormedScan extends Scan {
  /** Goes on writing the segment; `null` where it has no header. */
  readonly form: SegmentForm | null;
}

export interface Forms {
  readonly sealed: boolean;
  begin(header: SegmentHeader): SegmentForm;
  /** Reads a segment that continues `tree`: yields each committed frame, returns how the segment ends. */
  scan(bytes: Uint8Array, tree: TreeHead): Generator<Frame, FormedScan, undefined>;
  /** The largest size that an intact COMMIT anywhere in a segment speaks of, however damaged the rest; 0 for none. */
  lastCommit(bytes: Uint8Array): number;
}

export function formsOf(vault: Vault | null): Forms {
  return vault === null ? plain : sealedUnder(vault);
}

function plainForm(header: SegmentHeader): SegmentForm {
  return { header: encodeRecord({ tag: 'segment', ...header }), frame: (bytes) => bytes };
}

const plain: Forms = {
  sealed: false,
  begin: plainForm,
  *scan(bytes, tree) {
    const scan = yield* scanSegment(bytes, tree);
    return { ...scan, form: scan.header === null ? null : plainForm(scan.header) };
  },
  lastCommit,
};

const MAGIC = utf8('a33seal\u0001');
const LOG_ID = 32;
const MARK = 16;
/** Length, nonce; then the frame, its tag and the mark. */
const UNIT_HEAD = 4 + NONCE_LENGTH;
const UNIT_TAIL = TAG_LENGTH + MARK;
const SALT_AT = MAGIC.length + LOG_ID + 4 + 8;
const CHECK_AT = SALT_AT + SALT_LENGTH;
const HEADER = CHECK_AT + MARK;

function sealedUnder(vault: Vault): Forms {
  return {
    sealed: true,
    begin(header) {
      const salt = vault.random(SALT_LENGTH);
      const { logId, number, size0 } = header;
      const keys = vault.segmentKeys(header, salt);
      return sealedForm(concat(MAGIC, logId, u32(number), u64(size0), salt, keys.check), keys, vault);
    },
    scan: (bytes, tree) => scanSealed(bytes, tree, vault),
    lastCommit(bytes) {
      const opened = openHeader(bytes, vault);
      if (opened === null) return 0;
      let size = 0;
      for (let at = HEADER; at >= HEADER && at < bytes.length;) {
        const unit = openUnit(bytes, at, opened.keys);
        size = Math.max(size, unit.frame === null ? 0 : lastCommit(unit.frame));
        // Where a length is damaged, the next mark still says where the next unit begins.
        at = unit.end ?? afterMark(bytes, at, opened.keys.mark);
      }
      return size;
    },
  };
}

function sealedForm(header: Uint8Array, keys: SegmentKeys, vault: Vault): SegmentForm {
  return {
    header,
    frame(bytes, offset) {
      // Random, not counted: a place that was written, taken back and written again must not repeat it.
      const nonce = vault.random(NONCE_LENGTH);
      const head = concat(u32(bytes.length), nonce);
      return concat(head, seal(keys.key, nonce, place(offset, head), bytes), keys.mark);
    },
  };
}

/** What a unit is bound to beside its key: where it stands, and its head. */
function place(offset: number, head: Uint8Array): Uint8Array {
  return concat(u64(offset), head);
}

function openHeader(
  bytes: Uint8Array,
  vault: Vault,
): { readonly header: SegmentHeader; readonly keys: SegmentKeys } | null {
  if (bytes.length < HEADER || !sameBytes(bytes.subarray(0, MAGIC.length), MAGIC)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size0 = Number(view.getBigUint64(SALT_AT - 8));
  if (!Number.isSafeInteger(size0)) return null;
  const logId = bytes.slice(MAGIC.length, MAGIC.length + LOG_ID);
  const header = { logId, number: view.getUint32(SALT_AT - 12), size0 };
  const keys = vault.segmentKeys(header, bytes.slice(SALT_AT, CHECK_AT));
  return sameBytes(bytes.subarray(CHECK_AT, HEADER), keys.check) ? { header, keys } : null;
}

interface Unit {
  /** `null` where the bytes are not what was sealed at this place. */
  readonly frame: Uint8Array | null;
  /** Whether it may once have stood there: all but a byte or two are right. */
  readonly nearlyMarked: boolean;
  /** After the mark; `null` unless it stands there. */
  readonly end: number | null;
}

function openUnit(bytes: Uint8Array, at: number, { key, mark }: SegmentKeys): Unit {
  const none = { frame: null, nearlyMarked: false, end: null };
  if (at + UNIT_HEAD + UNIT_TAIL > bytes.length) return none;
  const head = bytes.subarray(at, at + UNIT_HEAD);
  const length = new DataView(head.buffer, head.byteOffset, 4).getUint32(0);
  const end = at + UNIT_HEAD + length + UNIT_TAIL;
  if (end > bytes.length) return none;
  const found = bytes.subarray(end - MARK, end);
  const sealed = bytes.subarray(at + UNIT_HEAD, end - MARK);
  const frame = open(key, head.subarray(4), place(at, head), sealed);
  return { frame, nearlyMarked: nearly(found, mark), end: sameBytes(found, mark) ? end : null };
}

/** The place after the next mark, or -1. */
function afterMark(bytes: Uint8Array, from: number, mark: Uint8Array): number {
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(mark, from);
  return found === -1 ? -1 : found + mark.length;
}

function* scanSealed(
  bytes: Uint8Array,
  tree: TreeHead,
  vault: Vault,
): Generator<Frame, FormedScan, undefined> {
  const opened = openHeader(bytes, vault);
  if (opened === null) {
    const ending: Ending =
      bytes.length <= HEADER
        ? { kind: 'torn' }
        : damaged(tree.size, 'the segment has no header that this key opens');
    return { header: null, form: null, tree, length: 0, ending };
  }
  const { header, keys } = opened;
  const form = sealedForm(bytes.slice(0, HEADER), keys, vault);
  if (header.size0 !== tree.size) {
    const what = `the segment begins at entry ${header.size0}, but ${tree.size} came before it`;
    return { header, form, tree, length: HEADER, ending: damaged(tree.size, what) };
  }
  let at = HEADER;
  let now = tree;
  while (at < bytes.length) {
    const read = readUnit(bytes, at, { keys, before: now });
    if ('kind' in read) return { header, form, tree: now, length: at, ending: read };
    yield read.frame;
    at = read.end;
    now = read.frame.tree;
  }
  return { header, form, tree: now, length: at, ending: { kind: 'whole' } };
}

function damaged(entry: number, what: string): Ending {
  return { kind: 'damaged', entry, what };
}

/** A frame counts when its mark is whole; the mark is written and flushed with it. */
function readUnit(
  bytes: Uint8Array,
  at: number,
  { keys, before }: { readonly keys: SegmentKeys; readonly before: TreeHead },
): { readonly frame: Frame; readonly end: number } | Ending {
  const unit = openUnit(bytes, at, keys);
  if (unit.frame !== null && unit.end !== null) {
    const read = readFrame(unit.frame, 0, before);
    if (read.ok && read.end === unit.frame.length) return { frame: read.frame, end: unit.end };
    return read.ok || read.ending.kind === 'torn'
      ? damaged(before.size, 'what was sealed is no batch')
      : read.ending;
  }
  // A write cut short has no mark, here or after; whatever has one was whole once, and is damaged.
  const once =
    unit.nearlyMarked ||
    nearly(bytes.subarray(Math.max(at, bytes.length - MARK)), keys.mark) ||
    afterMark(bytes, at, keys.mark) !== -1;
  return once ? damaged(before.size, 'the batch is not what was sealed at this place') : { kind: 'torn' };
}
