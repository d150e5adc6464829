/**
 * The embedded database at start: kept when it follows the journal, caught up when it is behind, and
 * made anew from the journal when it is ahead, was left in doubt or does not work. It is an index.
 */
import { fail, ok, type Result } from '../core/base/result.js';
import { type Log as Report } from '../app/ports.js';
import { layout } from './directory.js';
import { type Files } from './files.js';
import { headsDiffer } from './record/problems.js';
import { bringViews, ensureViews } from './record/views.js';
import { compareHeads, type Log, replay } from './replay.js';
import { dataFolder, openFolder, remakeFolder } from './sql/database-folder.js';
import { migrate } from './sql/migrate.js';
import { PgliteSql } from './sql/pglite.js';
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
  const folder = layout.database(opening.dir);
  const state = await openFolder(folder, opening.files);
  const again = state !== 'new' && state !== 'kept';
  if (again) opening.report({ level: 'warning', kind: `index-remade-${state}` });
  if (opening.remake && state === 'kept') await remakeFolder(folder, opening.files);
  const first = await tryDatabase(opening, logs);
  if (first !== 'remake') return first;
  opening.report({ level: 'warning', kind: 'index-remade' });
  await remakeFolder(folder, opening.files);
  const second = await tryDatabase(opening, logs);
  if (second !== 'remake') return second;
  return fail('database-gone', 'The embedded database does not start, even when made anew.', {
    where: folder,
    fix: 'Check memory and disk space. The record itself is safe in the segments.',
  });
}

/** `remake`: the database is ahead of the journal, of another log, or does not work; it is only an index. */
async function tryDatabase(
  opening: EmbeddedOpening,
  logs: readonly Log[],
): Promise<Result<RenewableSql> | 'remake'> {
  const sql = new PgliteSql({
    folder: dataFolder(layout.database(opening.dir)),
    deadlineMs: opening.deadlineMs,
  });
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
        opening.report({
          level: 'info',
          kind: 'index-filled',
          dossier: log.id,
          count: log.journal.tree.size,
        });
        const filled = await replay(sql, log);
        if (!filled.ok) return await give(filled);
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

/** Whether the database holds entries of a dossier that has no journal here. */
async function hasStrangers(sql: Sql, logs: readonly Log[]): Promise<boolean> {
  const rows = await sql.query('SELECT id FROM ledger.dossier WHERE size > 0 AND NOT (id = ANY($1))', [
    logs.map((log) => log.id),
  ]);
  return rows.length > 0;
}
