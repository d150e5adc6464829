/**
 * One dossier's journal: numbered, append-only segments that are the record itself on the embedded
 * database, and its follower on PostgreSQL. A frame is either flushed whole or taken back.
 */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sameBytes } from '../../core/base/bytes.js';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { EMPTY_TREE, type TreeHead } from '../../core/ledger/tree.js';
import { type Files, replaceFile, type WritableFile, writeProblem } from '../files.js';
import { eraseInSegment, Erasures, type FingerprintOf } from './erasures.js';
import { type FormedScan, type Forms, formsOf, type SegmentForm } from './form.js';
import { encodeFrame, type Recorded, type SegmentHeader } from './frame.js';
import { type Frame } from './scan.js';

/** Bytes after which the next frame begins a new segment. */
const SEGMENT_BYTES = 32 * 1024 * 1024;

export interface JournalOptions {
  readonly files: Files;
  /** Names the log when it is new. */
  readonly newLogId: () => Uint8Array;
  readonly segmentBytes?: number;
  /** Sees every committed frame while the journal is opened. */
  readonly onFrame?: (frame: Frame) => void;
}

interface Segment {
  readonly number: number;
  readonly path: string;
  readonly file: WritableFile;
  readonly form: SegmentForm;
  readonly length: number;
}

interface JournalState {
  readonly logId: Uint8Array;
  readonly head: TreeHead;
  readonly segment: Segment | null;
  readonly next: number;
  readonly erasures: Erasures;
}

export interface OpenedJournal {
  readonly journal: Journal;
  /** Bytes after the last COMMIT, now dropped: a write that was cut short and never acknowledged. */
  readonly dropped: number;
}

export class Journal {
  readonly folder: string;
  private log: Uint8Array;
  private readonly options: JournalOptions;
  private readonly forms: Forms;
  private head: TreeHead;
  private segment: Segment | null;
  /** Number of the segment to begin while none is open. */
  private readonly next: number;
  private readonly erasures: Erasures;
  private broken = false;

  private constructor(folder: string, options: JournalOptions, state: JournalState) {
    this.folder = folder;
    this.options = options;
    this.forms = formsOf(options.files.vault);
    this.log = state.logId;
    this.head = state.head;
    this.segment = state.segment;
    this.next = state.next;
    this.erasures = state.erasures;
  }

  /** Checks every record and every root; refuses damage, drops a torn tail. */
  static async open(folder: string, options: JournalOptions): Promise<Result<OpenedJournal>> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const erasures = new Erasures();
    const read = await readSegments(folder, options.files, (frame) => {
      erasures.see(frame.entries);
      options.onFrame?.(frame);
    });
    if (!read.ok) return read;
    const { header, form, tree, length, last, dropped } = read.value;
    const logId = header?.logId ?? options.newLogId();
    // A segment cut off inside its header holds nothing: the next frame begins it again.
    if (last === null || form === null || length === 0) {
      const state = { logId, head: tree, segment: null, next: last?.number ?? 0, erasures };
      return ok({ journal: new Journal(folder, options, state), dropped });
    }
    try {
      const file = await openAt(options.files, last.path, dropped > 0 ? length : null);
      const segment = { ...last, file, form, length };
      const state = { logId, head: tree, segment, next: last.number, erasures };
      return ok({ journal: new Journal(folder, options, state), dropped });
    } catch (error) {
      return writeProblem(error, last.path);
    }
  }

  /** The tree of everything committed. */
  get tree(): TreeHead {
    return this.head;
  }

  /** 32 bytes: which log this is. */
  get logId(): Uint8Array {
    return this.log;
  }

  /** The name of the log when the database had it first; a journal that holds something keeps its own. */
  named(logId: Uint8Array): this {
    if (this.head.size === 0 && this.segment === null) this.log = logId;
    return this;
  }

  /** How much of a segment of `size` bytes is committed: all of it, but for the one that grows. */
  committedIn(segment: number, size: number): number {
    const growing = this.segment?.number ?? this.next;
    if (segment !== growing) return segment < growing ? size : 0;
    return this.segment?.length ?? 0;
  }

  /** Whether the segments are encrypted. */
  get sealed(): boolean {
    return this.forms.sealed;
  }

  /** Set when a failed write could not be taken back: nothing more may be written. */
  get readOnly(): boolean {
    return this.broken;
  }

  /** The commit: returns only when the frame is on the disk. On failure nothing of it remains. */
  async append(entries: readonly Recorded[], after: TreeHead): Promise<Result<void>> {
    if (this.broken) return readOnlyProblem(this.folder);
    const frame = encodeFrame(this.head.size, entries, after);
    const opened = await this.segmentForNext();
    if (!opened.ok) return opened;
    const segment = opened.value;
    const written = segment.form.frame(frame, segment.length);
    try {
      await segment.file.write(written, segment.length);
      await segment.file.sync();
    } catch (error) {
      await this.takeBack(segment);
      return writeProblem(error, segment.path);
    }
    this.segment = { ...segment, length: segment.length + written.length };
    this.head = after;
    this.erasures.see(entries);
    return ok(undefined);
  }

  /** Entries that an erasure names and whose bodies are still here. */
  get owed(): ReadonlySet<number> {
    return this.erasures.owed(this.head.size);
  }

  /** Tells of erasures recorded elsewhere: the database may be ahead. */
  owe(seqs: Iterable<number>): void {
    this.erasures.owe(seqs);
  }

  /**
   * Takes body, salt and key out of the entries that are owed to an erasure, segment by segment: each is
   * written beside, flushed and put in place, so a crash leaves the old one or the new one.
   */
  async erase(fpOf: FingerprintOf): Promise<Result<void>> {
    const seqs = this.owed;
    if (seqs.size === 0) return ok(undefined);
    if (this.broken) return readOnlyProblem(this.folder);
    let tree = EMPTY_TREE;
    for (let number = 0; number <= (this.segment?.number ?? this.next - 1); number++) {
      const path = join(this.folder, segmentName(number));
      try {
        const how = { seqs, fpOf, forms: this.forms };
        const erased = eraseInSegment(await this.options.files.read(path), tree, how);
        tree = erased.tree;
        if (erased.segment !== null) await this.replace(number, path, erased.segment);
      } catch (error) {
        return writeProblem(error, path);
      }
    }
    this.erasures.done(seqs);
    return ok(undefined);
  }

  private async replace(
    number: number,
    path: string,
    { bytes, form }: { readonly bytes: Uint8Array; readonly form: SegmentForm },
  ): Promise<void> {
    await replaceFile(this.options.files, path, bytes);
    const { segment } = this;
    if (segment?.number !== number) return;
    // The open handle is of the file that is gone: nothing may be written through it any more.
    this.segment = null;
    this.broken = true;
    await segment.file.close();
    const file = await openAt(this.options.files, path, null);
    this.segment = { number, path, file, form, length: bytes.length };
    this.broken = false;
  }

  private async takeBack(segment: Segment): Promise<void> {
    try {
      await segment.file.truncate(segment.length);
      await segment.file.sync();
    } catch {
      this.broken = true;
    }
  }

  private async segmentForNext(): Promise<Result<Segment>> {
    const current = this.segment;
    if (current !== null && current.length < (this.options.segmentBytes ?? SEGMENT_BYTES)) return ok(current);
    const number = current === null ? this.next : current.number + 1;
    const path = join(this.folder, segmentName(number));
    const form = this.forms.begin({ logId: this.logId, number, size0: this.head.size });
    try {
      const file = await openAt(this.options.files, path, 0, form.header);
      await this.options.files.syncFolder(this.folder);
      // The folders themselves are as new as their first segment.
      if (number === 0)
        for (const above of ['..', '../..']) await this.options.files.syncFolder(join(this.folder, above));
      await current?.file.close();
      this.segment = { number, path, file, form, length: form.header.length };
      return ok(this.segment);
    } catch (error) {
      return writeProblem(error, path);
    }
  }

  /** Reads every committed frame back from the disk, in order. */
  frames(onFrame: (frame: Frame) => Promise<void> | void): Promise<Result<SegmentsRead, Problem | Damage>> {
    return readSegments(this.folder, this.options.files, onFrame);
  }

  async close(): Promise<void> {
    await this.segment?.file.close();
    this.segment = null;
    this.broken = true;
  }
}

/** Opens a segment, cut to `length` and with `more` after it, all flushed. */
async function openAt(
  files: Files,
  path: string,
  length: number | null,
  more?: Uint8Array,
): Promise<WritableFile> {
  const file = await files.open(path);
  if (length === null) return file;
  try {
    await file.truncate(length);
    if (more !== undefined) await file.write(more, length);
    await file.sync();
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

function segmentName(number: number): string {
  return `${String(number).padStart(8, '0')}.seg`;
}

export interface SegmentsRead {
  readonly header: SegmentHeader | null;
  /** Of the last segment. */
  readonly form: SegmentForm | null;
  readonly tree: TreeHead;
  readonly last: { readonly number: number; readonly path: string } | null;
  /** Good bytes of the last segment. */
  readonly length: number;
  readonly dropped: number;
}

/** Reads a journal that somebody else may be writing: changes nothing, leaves a torn tail where it is. */
export async function readSegments(
  folder: string,
  files: Files,
  onFrame: (frame: Frame) => Promise<void> | void,
): Promise<Result<SegmentsRead, Problem | Damage>> {
  const names = (await readdir(folder)).filter((name) => /^\d{8}\.seg$/.test(name)).sort();
  const forms = formsOf(files.vault);
  const nothing = { header: null, form: null, tree: EMPTY_TREE, last: null, length: 0, dropped: 0 };
  let state: SegmentsRead = nothing;
  for (const [i, name] of names.entries()) {
    const path = join(folder, name);
    if (name !== segmentName(i)) return damage(path, state.tree.size, `segment ${i} is missing`);
    const bytes = await files.read(path);
    const scan = await scanFrames(forms.scan(bytes, state.tree), onFrame);
    if (scan.ending.kind === 'damaged') return damage(path, scan.ending.entry, scan.ending.what);
    const isLast = i === names.length - 1;
    if (scan.ending.kind === 'torn' && !isLast) return damage(path, scan.tree.size, 'the segment is cut off');
    const mismatch = headerMismatch(scan.header, state.header, i);
    if (mismatch !== null) return damage(path, state.tree.size, mismatch);
    const header = state.header ?? scan.header;
    const dropped = bytes.length - scan.length;
    const { form, tree, length } = scan;
    state = { header, form, tree, last: { number: i, path }, length, dropped };
  }
  return ok(state);
}

async function scanFrames(
  frames: Generator<Frame, FormedScan, undefined>,
  onFrame: (frame: Frame) => Promise<void> | void,
): Promise<FormedScan> {
  for (;;) {
    const next = frames.next();
    if (next.done === true) return next.value;
    await onFrame(next.value);
  }
}

function headerMismatch(
  found: SegmentHeader | null,
  first: SegmentHeader | null,
  number: number,
): string | null {
  if (found === null) return null;
  if (found.number !== number) return `the segment says it is number ${found.number}`;
  if (first !== null && !sameBytes(found.logId, first.logId)) return 'the segment belongs to another log';
  return null;
}

/** Damage, and the first entry that cannot be trusted. */
export interface Damage extends Problem {
  readonly entry: number;
}

/** Damage is named by file and entry; what the entry says is not shown. */
export function damage(
  path: string,
  entry: number,
  what: string,
): { readonly ok: false; readonly problem: Damage } {
  const { problem } = fail('damaged', `The record is damaged at entry ${entry}: ${what}.`, {
    where: `${path}, entry ${entry}`,
    fix: 'Nothing was changed. Restore this file from a backup, and check the disk it is on.',
  });
  return { ok: false, problem: { ...problem, entry } };
}

function readOnlyProblem(folder: string): Result<never> {
  return fail(
    'read-only',
    'An earlier write failed and could not be taken back, so nothing more is written.',
    {
      where: folder,
      fix: 'Check the disk, then start again: the unfinished write is dropped at start.',
    },
  );
}
