/** Filling the embedded database from the journal, verifying every step. */
import { sameBytes } from '../core/base/bytes.js';
import { type DossierId } from '../core/base/ids.js';
import { ok, type Result } from '../core/base/result.js';
import { sealEntry } from '../core/ledger/entry.js';
import { EMPTY_TREE, rootOf, type TreeHead } from '../core/ledger/tree.js';
import { damage, type Journal } from './journal/journal.js';
import { erasureIn } from './journal/erasures.js';
import { isErased, type Recorded } from './journal/frame.js';
import { type Frame } from './journal/scan.js';
import { insertEntries } from './record/entries.js';
import { forgetEntries } from './record/erased.js';
import { insertDossier, keyCheck, moveHead, readDossier } from './record/head.js';
import { narrowedBy, narrowEntries } from './record/narrowed.js';
import { headsDiffer } from './record/problems.js';
import { bringViews, ensureViews } from './record/views.js';
import { deriveAgain } from './record/write.js';
import { migrate } from './sql/migrate.js';
import { type Sql, SqlError } from './sql/port.js';

/** One dossier's log on this machine. */
export interface Log {
  readonly id: DossierId;
  readonly journal: Journal;
  readonly dedupeKey: Uint8Array;
}

/** Entries written in one transaction. */
const CHUNK = 2000;

/** How the database stands to the journal, which is the record. */
export type Standing = 'equal' | 'behind' | 'ahead' | 'other-key' | 'another';

export async function compareHeads(sql: Sql, log: Log): Promise<Standing> {
  const row = await readDossier(sql, log.id);
  const { tree } = log.journal;
  if (row === null) return tree.size === 0 ? 'equal' : 'behind';
  if (!sameBytes(row.keyCheck, keyCheck(log.dedupeKey))) return 'other-key';
  if (row.tree.size > tree.size) return 'ahead';
  if (row.tree.size < tree.size) return 'behind';
  return sameTree(row.tree, tree) && (tree.size === 0 || sameBytes(row.logId, log.journal.logId))
    ? 'equal'
    : 'another';
}

function sameTree(a: TreeHead, b: TreeHead): boolean {
  return a.size === b.size && sameBytes(rootOf(a), rootOf(b));
}

/**
 * Brings the database up to the journal. Refuses when what the database holds is not how the
 * journal begins, and when an entry does not hash to its leaf.
 */
export async function replay(sql: Sql, log: Log): Promise<Result<void>> {
  await insertDossier(sql, {
    id: log.id,
    logId: log.journal.logId,
    keyCheck: keyCheck(log.dedupeKey),
    tree: EMPTY_TREE,
  });
  const row = await readDossier(sql, log.id);
  const start = row?.tree ?? EMPTY_TREE;
  let problem: Result<void> = ok(undefined);
  let waiting: Frame[] = [];
  let met = start.size === 0;
  const flush = async () => {
    const frames = waiting;
    waiting = [];
    if (problem.ok && frames.length > 0) problem = await writeFrames(sql, log, frames);
  };
  const read = await log.journal.frames(async (frame) => {
    if (frame.before.size < start.size) {
      met ||= sameTree(frame.tree, start);
      return;
    }
    waiting.push(frame);
    if (waiting.reduce((sum, one) => sum + one.entries.length, 0) >= CHUNK) await flush();
  });
  if (!read.ok) return read;
  if (!met) return headsDiffer(log.id, start.size, log.journal.folder);
  await flush();
  if (!problem.ok) return problem;
  await sql.transaction((session) => bringViews(session, log.id, log.journal.tree.size));
  return ok(undefined);
}

async function writeFrames(sql: Sql, log: Log, frames: readonly Frame[]): Promise<Result<void>> {
  const wrong = frames.flatMap((frame) => frame.entries).find((entry) => !hashes(entry));
  if (wrong !== undefined)
    return damage(
      log.journal.folder,
      wrong.seq,
      'its body does not give the id and leaf it is recorded under',
    );
  await sql.transaction(async (session) => {
    for (const frame of frames) {
      await moveHead(session, log.id, frame.before, frame.tree);
      const entries = frame.entries.map((entry) => deriveAgain(entry, log.dedupeKey));
      await insertEntries(session, log.id, frame.before.size, entries);
    }
    const erased = frames.flatMap((frame) => frame.entries.map(erasureIn)).filter((one) => one !== null);
    const narrowed = frames.flatMap((frame) => frame.entries.map(narrowedBy)).filter((one) => one !== null);
    if (erased.length > 0) await forgetEntries(session, log.id, erased);
    if (narrowed.length > 0) await narrowEntries(session, log.id, narrowed);
  });
  return ok(undefined);
}

/** Everything the journals hold, into an empty database. Throws as a database that is gone, which it is. */
export async function fillAnew(sql: Sql, logs: readonly Log[]): Promise<void> {
  const migrated = await migrate(sql);
  if (!migrated.ok) throw new SqlError('gone', '', migrated.problem.message);
  await sql.transaction(ensureViews);
  for (const log of logs) {
    const filled = await replay(sql, log);
    if (!filled.ok) throw new SqlError('gone', '', filled.problem.message);
  }
}

/** Whether an entry's body, salt and fields give its id and leaf. Of an erased one the leaf alone is left, which the root proves. */
export function hashes(entry: Recorded): boolean {
  if (isErased(entry)) return true;
  const again = sealEntry(entry, entry.seq);
  return sameBytes(again.id, entry.id) && sameBytes(again.leaf, entry.leaf);
}
