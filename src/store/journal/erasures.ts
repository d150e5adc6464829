/**
 * What a journal has to do with erasures: which entries its `erase` entries name, which of those still
 * have their body, and the segment that says the same without it. Leaves, ids and roots do not change.
 */
import { concat } from '../../core/base/bytes.js';
import { eraseFromBytes } from '../../core/ledger/erase.js';
import { type TreeHead } from '../../core/ledger/tree.js';
import { encodeFrame, encodeRecord, isErased, type JournalEntry, type Recorded } from './frame.js';
import { scanSegment } from './scan.js';

/** The entry an `erase` entry names, or `null` for any other entry and for one that does not read. */
export function erasedBy(entry: Recorded): number | null {
  if (entry.kind !== 'erase' || isErased(entry)) return null;
  try {
    const { seq } = eraseFromBytes(entry.body);
    return seq < entry.seq ? seq : null;
  } catch {
    // Damage, which `fsck` names. Nothing is erased on the word of an entry that does not read.
    return null;
  }
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

export interface SegmentErased {
  /** The segment without the bodies; `null` when it holds none of them. */
  readonly bytes: Uint8Array | null;
  /** The tree after the segment. */
  readonly tree: TreeHead;
}

/** Rewrites the committed frames of one segment that continues `tree`. */
export function eraseInSegment(
  bytes: Uint8Array,
  tree: TreeHead,
  { seqs, fpOf }: { readonly seqs: ReadonlySet<number>; readonly fpOf: FingerprintOf },
): SegmentErased {
  const frames = scanSegment(bytes, tree);
  const parts: Uint8Array[] = [];
  let changed = false;
  for (;;) {
    const next = frames.next();
    if (next.done === true) {
      const { header, tree: after } = next.value;
      if (header === null || !changed) return { bytes: null, tree: after };
      return { bytes: concat(encodeRecord({ tag: 'segment', ...header }), ...parts), tree: after };
    }
    const { before, entries, tree: after } = next.value;
    const kept = entries.map((entry): Recorded => {
      if (isErased(entry) || !seqs.has(entry.seq)) return entry;
      changed = true;
      const { seq, leaf, id, kind, at, actor } = entry;
      return { seq, leaf, id, kind, at, actor, salt: null, body: null, fp: fpOf(entry) };
    });
    parts.push(encodeFrame(before.size, kept, after));
  }
}
