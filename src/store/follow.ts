/**
 * On PostgreSQL the database is the record and the segments follow it: whoever holds the advisory
 * lock copies new batches into its journal, checking every hash and the root on the way.
 */
import { sameBytes } from '../core/base/bytes.js';
import { type DossierId } from '../core/base/ids.js';
import { ok, type Problem, type Result } from '../core/base/result.js';
import { appendLeaf, rootOf, type TreeHead } from '../core/ledger/tree.js';
import { damage, type Journal } from './journal/journal.js';
import { readEntries, readLog, type StoredEntry } from './record/entries.js';
import { type DossierRow } from './record/head.js';
import { headsDiffer } from './record/problems.js';
import { type Batch } from './record/write.js';
import { hashes } from './replay.js';
import { type SqlSession } from './sql/port.js';

const PAGE = 2000;

/** Whether the journal is how the database's log begins. Reads leaves only. */
export async function checkPrefix(
  session: SqlSession,
  row: DossierRow,
  journal: Journal,
): Promise<Result<void>> {
  let tree = journal.tree;
  while (tree.size < row.tree.size) {
    const lines = await readLog(session, row.id, tree.size, Math.min(tree.size + PAGE, row.tree.size));
    if (lines.length === 0) break;
    for (const line of lines) tree = appendLeaf(tree, line.leaf);
  }
  const same = tree.size === row.tree.size && sameBytes(rootOf(tree), rootOf(row.tree));
  const known = journal.tree.size === 0 || sameBytes(journal.logId, row.logId);
  return same && known ? ok(undefined) : headsDiffer(row.id, row.tree.size, journal.folder);
}

/**
 * Whether a batch that was just committed comes next in the journal, entry for entry up to the root: then it
 * need not be read back. What another process committed in between is.
 */
export function goesOn(journal: Journal, { before, after, entries }: Batch): boolean {
  if (journal.tree.size !== before.size || !sameBytes(rootOf(journal.tree), rootOf(before))) return false;
  const reached = entries.reduce((tree: TreeHead, entry) => appendLeaf(tree, entry.leaf), before);
  return sameBytes(rootOf(reached), rootOf(after));
}

/** Copies the batches the journal does not have yet. */
export async function publish(session: SqlSession, row: DossierRow, journal: Journal): Promise<Result<void>> {
  const prefix = await checkPrefix(session, row, journal);
  if (!prefix.ok) return prefix;
  let rest: StoredEntry[] = [];
  let read = journal.tree.size;
  while (read < row.tree.size) {
    const page = await readEntries(session, row.id, read, Math.min(read + PAGE, row.tree.size));
    read += page.length;
    rest = [...rest, ...page];
    // The last batch of a page may go on in the next one.
    const open = read < row.tree.size ? rest.at(-1)?.batch : undefined;
    const written = await writeBatches(
      row.id,
      journal,
      rest.filter((entry) => entry.batch !== open),
    );
    if (!written.ok) return written;
    rest = rest.filter((entry) => entry.batch === open);
    if (page.length === 0) break;
  }
  return ok(undefined);
}

async function writeBatches(
  dossier: DossierId,
  journal: Journal,
  entries: readonly StoredEntry[],
): Promise<Result<void>> {
  const batches = new Map<number, StoredEntry[]>();
  for (const entry of entries) {
    if (!hashes(entry)) return wrongEntry(dossier, entry.seq);
    batches.set(entry.batch, [...(batches.get(entry.batch) ?? []), entry]);
  }
  for (const batch of batches.values()) {
    const after = batch.reduce((tree: TreeHead, entry) => appendLeaf(tree, entry.leaf), journal.tree);
    const written = await journal.append(batch, after);
    if (!written.ok) return written;
  }
  return ok(undefined);
}

function wrongEntry(dossier: DossierId, seq: number): { readonly ok: false; readonly problem: Problem } {
  return damage(
    `dossier ${dossier} in the database`,
    seq,
    'its body does not give the id and leaf it is recorded under',
  );
}
