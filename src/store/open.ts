/**
 * Opening a data directory: lock, version, journal, database, and the two records of the head
 * compared. What can be caught up is caught up and said; what cannot is refused, never guessed.
 */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fail, ok, type Result } from '../core/base/result.js';
import {
  type Clock,
  type Ledger,
  type Log as Report,
  type LogEvent,
  type RandomBytes,
} from '../app/ports.js';
import { dedupeKey, dossierFolders, findDirectory, layout, startDirectory } from './directory.js';
import { EmbeddedLedger } from './embedded.js';
import { type Files, nodeFiles } from './files.js';
import { Journal } from './journal/journal.js';
import { type Lock, takeLock } from './lock.js';
import { type Admission, admitOpen } from './record/prepare.js';
import { headsDiffer } from './record/problems.js';
import { ensureViews, bringViews } from './record/views.js';
import { compareHeads, type Log, replay } from './replay.js';
import { closeFolder, dataFolder, openFolder, remakeFolder } from './sql/database-folder.js';
import { migrate } from './sql/migrate.js';
import { PgliteSql } from './sql/pglite.js';
import { type Sql, SqlError } from './sql/port.js';

export interface StoreOptions {
  readonly dir: string;
  /** `postgres://…`; absent or null for the embedded database. */
  readonly databaseUrl?: string | null;
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  readonly log?: Report;
  /** Effects and limits that tests set. */
  readonly files?: Files;
  readonly admission?: Admission;
  /** Milliseconds a statement may take. */
  readonly deadlineMs?: number;
}

export interface Store extends Ledger {
  readonly dir: string;
  /** What opening found and did: a dropped tail, a database filled again. */
  readonly notices: readonly LogEvent[];
}

/** Long enough for a rebuild's statements; a hung database is noticed within it. */
const DEADLINE_MS = 30_000;

interface Opening {
  readonly dir: string;
  readonly lock: Lock;
  readonly files: Files;
  readonly random: RandomBytes;
  readonly deadlineMs: number;
  readonly report: Report;
}

/**
 * Opens a data directory, making it where absent. Problems: `locked`, `newer-directory`,
 * `newer-database`, `not-a-data-directory`, `damaged`, `heads-differ`, `disk-full`, `database-gone`.
 */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  const dir = resolve(options.dir);
  const files = options.files ?? nodeFiles;
  const found = await findDirectory(dir);
  if (!found.ok) return found;
  const lock = await takeLock(dir);
  if (!lock.ok) return lock;
  const notices: LogEvent[] = [];
  const report: Report = (event) => {
    notices.push(event);
    options.log?.(event);
  };
  const random = options.random ?? ((length: number) => new Uint8Array(randomBytes(length)));
  const opening = {
    dir,
    lock: lock.value,
    files,
    random,
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    report,
  };
  try {
    const ledger = await openLocked(opening, options);
    if (!ledger.ok) {
      await lock.value.release();
      return ledger;
    }
    return ok(Object.assign(ledger.value, { dir, notices }));
  } catch (error) {
    await lock.value.release();
    throw error;
  }
}

async function openLocked(opening: Opening, options: StoreOptions): Promise<Result<Ledger>> {
  const { dir, files, random, report } = opening;
  // Asked again under the lock: another process may have laid the directory out meanwhile.
  const found = await findDirectory(dir);
  if (!found.ok) return found;
  if (found.value === 'new') {
    const started = await startDirectory(dir, files);
    if (!started.ok) return started;
  }
  await mkdir(join(dir, 'run'), { recursive: true, mode: 0o700 });
  const logs = await openJournals(opening);
  if (!logs.ok) return logs;
  const sql = await openEmbedded(opening, logs.value);
  if (!sql.ok) {
    for (const log of logs.value) await log.journal.close();
    return sql;
  }
  const parts = {
    dir,
    files,
    random,
    report,
    lock: opening.lock,
    sql: sql.value,
    clock: options.clock ?? (() => new Date()),
    admission: options.admission ?? admitOpen,
    afterClose: async () => {
      await closeFolder(layout.database(dir), files);
      await opening.lock.release();
    },
  };
  return ok(new EmbeddedLedger(parts, logs.value));
}

/** Every journal read and checked; a torn tail is dropped and said. */
async function openJournals({ dir, files, random, report }: Opening): Promise<Result<Log[]>> {
  const logs: Log[] = [];
  const close = async <T>(problem: T): Promise<T> => {
    for (const log of logs) await log.journal.close();
    return problem;
  };
  for (const id of await dossierFolders(dir)) {
    const opened = await Journal.open(layout.bodies(dir, id), { files, newLogId: () => random(32) });
    if (!opened.ok) return await close(opened);
    const { journal, dropped } = opened.value;
    if (dropped > 0)
      report({
        level: 'warning',
        kind: 'torn-tail-dropped',
        dossier: id,
        entry: journal.tree.size,
        count: dropped,
      });
    const key = await dedupeKey(dir, id, { files, random });
    if (!key.ok) return await close(key);
    logs.push({ id, journal, dedupeKey: key.value });
  }
  return ok(logs);
}

async function openEmbedded(opening: Opening, logs: readonly Log[]): Promise<Result<Sql>> {
  const folder = layout.database(opening.dir);
  const state = await openFolder(folder, opening.files);
  const again = state !== 'new' && state !== 'kept';
  if (again) opening.report({ level: 'warning', kind: `index-remade-${state}` });
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
async function tryDatabase(opening: Opening, logs: readonly Log[]): Promise<Result<Sql> | 'remake'> {
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
    await ensureViews(sql);
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
