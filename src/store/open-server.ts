/**
 * PostgreSQL at start: the database is the record. Journals that are behind follow, in the
 * background; a database that is behind its journals was restored from too old a backup, and is refused.
 */
import { sameBytes } from '../core/base/bytes.js';
import { type DossierId } from '../core/base/ids.js';
import { fail, ok, type Problem, type Result } from '../core/base/result.js';
import { readDedupeKey } from './directory.js';
import { checkPrefix } from './follow.js';
import { type Files } from './files.js';
import { type Journal } from './journal/journal.js';
import { dossierFrom, type DossierRow, keyCheck, readDossier } from './record/head.js';
import { bringViews, ensureViews } from './record/views.js';
import { type Log } from './replay.js';
import { otherKey } from './server.js';
import { migrate } from './sql/migrate.js';
import { type Sql } from './sql/port.js';

/** Compares every log with its journal, and brings views that are behind up to date. */
export async function openServer(
  sql: Sql,
  { dir, files }: { readonly dir: string; readonly files: Files },
  journalOf: (id: DossierId) => Promise<Result<Journal>>,
): Promise<Result<Log[]>> {
  const migrated = await migrate(sql);
  if (!migrated.ok) return migrated;
  await sql.transaction(ensureViews);
  const rows = await sql.query(
    'SELECT id, log_id, key_check, size, root, edge FROM ledger.dossier ORDER BY id',
  );
  const logs: Log[] = [];
  for (const row of rows.map(dossierFrom)) {
    const log = await openLog(sql, { dir, files, row }, journalOf);
    if (!log.ok) {
      for (const opened of logs) await opened.journal.close();
      return log;
    }
    logs.push(log.value);
  }
  return ok(logs);
}

async function openLog(
  sql: Sql,
  { dir, files, row }: { readonly dir: string; readonly files: Files; readonly row: DossierRow },
  journalOf: (id: DossierId) => Promise<Result<Journal>>,
): Promise<Result<Log>> {
  const key = await readDedupeKey(dir, row.id, files);
  if (!key.ok) return key;
  if (key.value === null || !sameBytes(keyCheck(key.value), row.keyCheck)) return otherKey(dir, row.id);
  const opened = await journalOf(row.id);
  if (!opened.ok) return opened;
  const journal = opened.value.named(row.logId);
  const refuse = async (problem: Result<never>): Promise<Result<never>> => {
    await journal.close();
    return problem;
  };
  if (journal.tree.size > row.tree.size)
    return await refuse(databaseBehind(row.id, journal.tree.size, row.tree.size));
  const prefix = await checkPrefix(sql, row, journal);
  if (!prefix.ok) return await refuse(prefix);
  await sql.transaction(async (session) => {
    const now = await readDossier(session, row.id, 'lock');
    if (now !== null) await bringViews(session, row.id, now.tree.size);
  });
  return ok({ id: row.id, journal, dedupeKey: key.value });
}

export function databaseBehind(
  dossier: DossierId,
  journal: number,
  database: number,
): { readonly ok: false; readonly problem: Problem } {
  return fail(
    'database-behind',
    `The database holds ${database} entries, but ${journal} were acknowledged.`,
    {
      where: `dossier ${dossier}`,
      fix:
        'Nothing was changed. The database was restored from an older backup, or DATABASE_URL names another one: ' +
        'restore a newer backup of it, correct DATABASE_URL, or let `article33 restore` fill it from the newest backup.',
    },
  );
}
