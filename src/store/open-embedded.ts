/**
 * The embedded database at start: kept when it follows the journal, caught up when it is behind, and
 * made anew from the journal when it is ahead, was left in doubt or does not work. It is an index.
 */
import { rm } from 'node:fs/promises';
import { fail, ok, type Result } from '../core/base/result.js';
import { type Log as Report, type LogEvent } from '../app/ports.js';
import { layout } from './directory.js';
import { type Files } from './files.js';
import { headsDiffer } from './record/problems.js';
import { bringViews, ensureViews } from './record/views.js';
import { compareHeads, type Log, replay } from './replay.js';
import { dataFolder, openFolder, remakeFolder } from './sql/database-folder.js';
import { migrate } from './sql/migrate.js';
import { PgliteSql } from './sql/pglite.js';
import { templateArchive } from './sql/template.js';
import { type RenewableSql, type Sql, SqlError } from './sql/port.js';

export interface EmbeddedOpening {
  readonly dir: string;
  readonly files: Files;
  readonly deadlineMs: number;
  readonly report: Report;
  /** Made anew whatever its state: an erasure was cut short, and it may still hold what was erased. */
  readonly remake: boolean;
}

export async function openEmbedded(
  opening: EmbeddedOpening,
  logs: readonly Log[],
): Promise<Result<RenewableSql>> {
  const opened = await (opening.files.vault === null ? onDisk : inMemory)(opening, logs);
  if (opened !== 'remake') return opened;
  return fail('database-gone', 'The embedded database does not start, even when made anew.', {
    where: layout.database(opening.dir),
    fix: 'Check memory and disk space. The record itself is safe in the segments.',
  });
}

/** Of an encrypted directory: an index holds the text in the clear, so it is folded again at each start. */
async function inMemory(
  opening: EmbeddedOpening,
  logs: readonly Log[],
): Promise<Result<RenewableSql> | 'remake'> {
  await rm(layout.database(opening.dir), { recursive: true, force: true });
  const archive = await templateArchive();
  return await tryDatabase(
    new PgliteSql({ folder: null, archive, deadlineMs: opening.deadlineMs }),
    opening,
    logs,
  );
}

async function onDisk(
  opening: EmbeddedOpening,
  logs: readonly Log[],
): Promise<Result<RenewableSql> | 'remake'> {
  const folder = layout.database(opening.dir);
  const state = await openFolder(folder, opening.files);
  const again = state !== 'new' && state !== 'kept';
  if (again) opening.report({ level: 'warning', kind: `index-remade-${state}` });
  if (opening.remake && state === 'kept') await remakeFolder(folder, opening.files);
  const database = () => new PgliteSql({ folder: dataFolder(folder), deadlineMs: opening.deadlineMs });
  const first = await tryDatabase(database(), opening, logs);
  if (first !== 'remake') return first;
  opening.report({ level: 'warning', kind: 'index-remade' });
  await remakeFolder(folder, opening.files);
  return await tryDatabase(database(), opening, logs);
}

/** `remake`: the database is ahead of the journal, of another log, or does not work; it is only an index. */
async function tryDatabase(
  sql: PgliteSql,
  opening: EmbeddedOpening,
  logs: readonly Log[],
): Promise<Result<RenewableSql> | 'remake'> {
  const give = async <T>(answer: T): Promise<T> => {
    await sql.close();
    return answer;
  };
  try {
    const migrated = await migrate(sql);
    if (!migrated.ok) return await give(migrated);
    await sql.transaction(ensureViews);
    if (await hasStrangers(sql, logs)) return await give('remake' as const);
    for (const log of logs) {
      const standing = await compareHeads(sql, log);
      if (standing === 'ahead' || standing === 'other-key') return await give('remake' as const);
      if (standing === 'another')
        return await give(headsDiffer(log.id, log.journal.tree.size, log.journal.folder));
      if (standing === 'behind') {
        // One in memory is filled at every start, which is nothing to tell.
        if (opening.files.vault === null) opening.report(filled(log));
        const replayed = await replay(sql, log);
        if (!replayed.ok) return await give(replayed);
      }
      await sql.transaction((session) => bringViews(session, log.id, log.journal.tree.size));
    }
    return ok(sql);
  } catch (error) {
    await sql.close();
    if (error instanceof SqlError) return 'remake';
    throw error;
  }
}

function filled({ id, journal }: Log): LogEvent {
  return { level: 'info', kind: 'index-filled', dossier: id, count: journal.tree.size };
}

/** Whether the database holds entries of a dossier that has no journal here. */
async function hasStrangers(sql: Sql, logs: readonly Log[]): Promise<boolean> {
  const rows = await sql.query('SELECT id FROM ledger.dossier WHERE size > 0 AND NOT (id = ANY($1))', [
    logs.map((log) => log.id),
  ]);
  return rows.length > 0;
}
