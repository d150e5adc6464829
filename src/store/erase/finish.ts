/**
 * What remains to be done once an erasure is recorded and hidden: the segments, the pages and logs of the
 * database, and the search for what is left. Every step may be done again; a mark in the directory says
 * that they are not all done, and the next start does them.
 */
import { rm } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { utf8 } from '../../core/base/bytes.js';
import { ok, type Result } from '../../core/base/result.js';
import { type EraseOutcome, type EvidenceFiles } from '../../app/ports.js';
import { layout } from '../directory.js';
import { type Files, readIfThere, replaceFile, writeProblem } from '../files.js';
import { type JournalEntry } from '../journal/frame.js';
import { erasedSeqs, viewSchemas } from '../record/erased.js';
import { deriveAgain } from '../record/write.js';
import { fillAnew, type Log } from '../replay.js';
import { remakeFolder } from '../sql/database-folder.js';
import { type RenewableSql, type Sql, SqlError } from '../sql/port.js';
import { dropUnnamed, sweepUnnamed } from '../evidence/named.js';
import { searchRecord } from './remains.js';

export function fingerprintsOf(log: Pick<Log, 'dedupeKey'>): (entry: JournalEntry) => Uint8Array {
  return (entry) => deriveAgain(entry, log.dedupeKey).fp;
}

/** Says, durably, that an erasure is under way. It names nothing. */
export async function marking(dir: string, files: Files): Promise<Result<void>> {
  const path = layout.erasing(dir);
  try {
    await replaceFile(files, path, utf8('An erasure is not finished; the next start does it.\n'));
    return ok(undefined);
  } catch (error) {
    return writeProblem(error, path);
  }
}

export async function isErasing(dir: string): Promise<boolean> {
  return (await readIfThere(layout.erasing(dir))) !== null;
}

export async function doneErasing(dir: string, files: Files): Promise<void> {
  await rm(layout.erasing(dir), { force: true });
  await files.syncFolder(dir);
}

/** Writes every table that held content anew, without what was deleted, and then the logs that held it. */
export async function compactTables(sql: Sql): Promise<void> {
  const tables = ['ledger.entry', ...(await viewSchemas(sql)).map((schema) => `${schema}.view`)];
  for (const table of tables) await sql.query(`VACUUM (FULL, ANALYZE) ${table}`);
}

async function dropLogs(sql: Sql): Promise<void> {
  // The first checkpoint still leaves the segment it began in.
  for (let i = 0; i < 2; i++) {
    await sql.query('SELECT pg_switch_wal()::text AS lsn');
    await sql.query('CHECKPOINT');
  }
}

interface Finishing {
  readonly dir: string;
  readonly files: Files;
  readonly log: Log;
  readonly remains: readonly Buffer[];
  readonly evidence: EvidenceFiles;
  /** Files that what was erased named; `null` where that is no longer known. */
  readonly named: ReadonlySet<string> | null;
}

/** Files that nothing names any more go with what named them. */
async function dropFiles(
  sql: Sql,
  { evidence, named }: Pick<Finishing, 'evidence' | 'named'>,
  unfinished: string[],
): Promise<number> {
  try {
    if (named === null) return await sweepUnnamed(sql, evidence);
    const { removed, left } = await dropUnnamed(sql, evidence, named);
    if (left > 0) unfinished.push('files');
    return removed;
  } catch {
    unfinished.push('files');
    return 0;
  }
}

export async function finishEmbedded(
  sql: RenewableSql,
  logs: readonly Log[],
  finishing: Finishing,
): Promise<EraseOutcome> {
  const { dir, files, log, remains } = finishing;
  const segments = await log.journal.erase(fingerprintsOf(log));
  if (!segments.ok)
    return {
      database: 'embedded',
      searched: 0,
      left: [],
      unfinished: ['segments'],
      filesRemoved: 0,
      remade: false,
    };
  const compact = await compacted(sql);
  const unfinished: string[] = [];
  const filesRemoved = await dropFiles(sql, finishing, unfinished);
  let searched = await searchRecord(dir, remains, log);
  const database = `db${sep}`;
  const remade = !compact || searched.found.some((path) => relative(dir, path).startsWith(database));
  if (remade) {
    if (!(await remakeDatabase(sql, logs, { dir, files }))) unfinished.push('database');
    searched = await searchRecord(dir, remains, log);
  }
  if (unfinished.length === 0) await doneErasing(dir, files);
  const left = searched.found.map((path) => relative(dir, path));
  return { database: 'embedded', searched: searched.files, left, unfinished, filesRemoved, remade };
}

async function compacted(sql: Sql): Promise<boolean> {
  try {
    await compactTables(sql);
    await dropLogs(sql);
    return true;
  } catch (error) {
    if (error instanceof SqlError) return false;
    throw error;
  }
}

/** A database filled from the rewritten segments takes the place of the one that still held what was erased. */
async function remakeDatabase(
  sql: RenewableSql,
  logs: readonly Log[],
  { dir, files }: Pick<Finishing, 'dir' | 'files'>,
): Promise<boolean> {
  try {
    // One in memory is gone with its worker.
    await sql.renewed(async () => {
      if (files.vault === null) await remakeFolder(layout.database(dir), files);
    });
    await fillAnew(sql, logs);
    return true;
  } catch (error) {
    if (error instanceof SqlError) return false;
    throw error;
  }
}

/** Takes out of the segments whatever the database says is erased. */
export async function eraseAsStored(sql: Sql, log: Log): Promise<Result<void>> {
  log.journal.owe(await erasedSeqs(sql, log.id));
  return await log.journal.erase(fingerprintsOf(log));
}

export async function finishServer(sql: Sql, finishing: Finishing): Promise<EraseOutcome> {
  const { dir, files, log, remains } = finishing;
  const unfinished: string[] = [];
  if (log.journal.owed.size > 0) unfinished.push('segments');
  try {
    await compactTables(sql);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    unfinished.push('database');
  }
  // Only an owner of the server may switch its logs; whoever may not is told that they still hold it.
  await dropLogs(sql).catch((error: unknown) => {
    if (!(error instanceof SqlError)) throw error;
    unfinished.push('server-logs');
  });
  const filesRemoved = await dropFiles(sql, finishing, unfinished);
  const searched = await searchRecord(dir, remains, log);
  if (!unfinished.some((step) => step !== 'server-logs')) await doneErasing(dir, files);
  const left = searched.found.map((path) => relative(dir, path));
  return { database: 'server', searched: searched.files, left, unfinished, filesRemoved, remade: false };
}
