/**
 * What a journal has to do with erasures: which entries its `erase` entries name, which of those still
 * have their body, and the segment that says the same without it. Leaves, ids and roots do not change.
 */
import { concat } from '../../core/base/bytes.js';
import { type EraseBody, eraseFromBytes } from '../../core/ledger/erase.js';
import { type TreeHead } from '../../core/ledger/tree.js';
import { type Forms, type SegmentForm } from './form.js';
import { encodeFrame, isErased, type JournalEntry, type Recorded } from './frame.js';

/** What an `erase` entry says, or `null` for any other entry and for one that does not read. */
export function erasureIn(entry: Recorded): EraseBody | null {
  if (entry.kind !== 'erase' || isErased(entry)) return null;
  try {
    const body = eraseFromBytes(entry.body);
    return body.seq < entry.seq ? body : null;
  } catch {
    // Damage, which `fsck` names. Nothing is erased on the word of an entry that does not read.
    return null;
  }
}

/** The entry an `erase` entry names. */
export function erasedBy(entry: Recorded): number | null {
  return erasureIn(entry)?.seq ?? null;
}

/** Kept while entries go by. */
export class Erasures {
  private readonly named = new Set<number>();
  private readonly gone = new Set<number>();

  see(entries: readonly Recorded[]): void {
    for (const entry of entries) {
      if (isErased(entry)) this.gone.add(entry.seq);
      const target = erasedBy(entry);
      if (target !== null) this.named.add(target);
    }
  }

  /** Named by erasures that this journal has not reached yet. */
  owe(seqs: Iterable<number>): void {
    for (const seq of seqs) this.named.add(seq);
  }

  done(seqs: Iterable<number>): void {
    for (const seq of seqs) this.gone.add(seq);
  }

  /** Of the first `size` entries, those that an erasure names and that still have their bodies. */
  owed(size: number): ReadonlySet<number> {
    return new Set([...this.named].filter((seq) => seq < size && !this.gone.has(seq)));
  }
}

export type FingerprintOf = (entry: JournalEntry) => Uint8Array;

export interface SegmentRewritten {
  /** `null` where nothing of it changed, or it holds nothing. */
  readonly segment: { readonly bytes: Uint8Array; readonly form: SegmentForm } | null;
  /** The tree after the segment. */
  readonly tree: TreeHead;
}

interface Erasing {
  readonly seqs: ReadonlySet<number>;
  readonly fpOf: FingerprintOf;
  readonly forms: Forms;
}

/** Rewrites the committed frames of one segment that continues `tree`, without the bodies of some entries. */
export function eraseInSegment(
  bytes: Uint8Array,
  tree: TreeHead,
  { seqs, fpOf, forms }: Erasing,
): SegmentRewritten {
  let changed = false;
  const without = (entry: Recorded): Recorded => {
    if (isErased(entry) || !seqs.has(entry.seq)) return entry;
    changed = true;
    const { seq, leaf, id, kind, at, actor } = entry;
    return { seq, leaf, id, kind, at, actor, salt: null, body: null, fp: fpOf(entry) };
  };
  const rewritten = rewriteSegment(bytes, tree, { from: forms, into: forms }, without);
  return changed ? rewritten : { ...rewritten, segment: null };
}

/** The committed frames of one segment that continues `tree`, in another form or with other entries. */
export function rewriteSegment(
  bytes: Uint8Array,
  tree: TreeHead,
  { from, into }: { readonly from: Forms; readonly into: Forms },
  change: (entry: Recorded) => Recorded = (entry) => entry,
): SegmentRewritten {
  const frames = from.scan(bytes, tree);
  const kept: Uint8Array[] = [];
  for (;;) {
    const next = frames.next();
    if (next.done === true) {
      const { header, tree: after } = next.value;
      if (header === null) return { segment: null, tree: after };
      const form = into.begin(header);
      return { segment: { bytes: segmentOf(form, kept), form }, tree: after };
    }
    const { before, entries, tree: after } = next.value;
    kept.push(encodeFrame(before.size, entries.map(change), after));
  }
}

/** A whole segment of these frames. */
export function segmentOf(form: SegmentForm, frames: readonly Uint8Array[]): Uint8Array {
  const parts = [form.header];
  let offset = form.header.length;
  for (const frame of frames) {
    const part = form.frame(frame, offset);
    parts.push(part);
    offset += part.length;
  }
  return concat(...parts);
}
