/**
 * A restore onto PostgreSQL: a database that is empty, or behind the restored segments, is brought up to
 * them, every hash and root checked on the way. One that is ahead is left to the next start, which
 * publishes from it; one of another history is refused.
 */
import { assertNever, ok, type Result } from '../../core/base/result.js';
import { dedupeKey, dossierFolders, layout } from '../directory.js';
import { type Files } from '../files.js';
import { Journal } from '../journal/journal.js';
import { headsDiffer } from '../record/problems.js';
import { ensureViews } from '../record/views.js';
import { guarded } from '../record/reads.js';
import { compareHeads, type Log, replay } from '../replay.js';
import { otherKey } from '../server.js';
import { migrate } from '../sql/migrate.js';
import { type Sql } from '../sql/port.js';
import { PostgresSql } from '../sql/postgres.js';
import { type RandomBytes } from '../../app/ports.js';

export interface Filling {
  readonly dir: string;
  readonly files: Files;
  readonly random: RandomBytes;
}

const DEADLINE_MS = 60_000;

/** Problems: `other-dedupe-key`, `heads-differ`, `damaged`, `newer-database`, `database-gone`. */
export function fillServer(url: string, filling: Filling): Promise<Result<void>> {
  return guarded(async () => {
    const sql = new PostgresSql({ url, deadlineMs: DEADLINE_MS });
    try {
      const migrated = await migrate(sql);
      if (!migrated.ok) return migrated;
      await sql.transaction(ensureViews);
      for (const id of await dossierFolders(filling.dir)) {
        const log = await openLog(id, filling);
        if (!log.ok) return log;
        const filled = await fill(sql, log.value, filling.dir);
        await log.value.journal.close();
        if (!filled.ok) return filled;
      }
      return ok(undefined);
    } finally {
      await sql.close();
    }
  });
}

async function openLog(id: string, { dir, files, random }: Filling): Promise<Result<Log>> {
  const key = await dedupeKey(dir, id, { files, random });
  if (!key.ok) return key;
  const opened = await Journal.open(layout.bodies(dir, id), { files, newLogId: () => random(32) });
  return opened.ok ? ok({ id, journal: opened.value.journal, dedupeKey: key.value }) : opened;
}

async function fill(sql: Sql, log: Log, dir: string): Promise<Result<void>> {
  const standing = await compareHeads(sql, log);
  switch (standing) {
    case 'equal':
    case 'ahead':
      return ok(undefined);
    case 'behind':
      return await replay(sql, log);
    case 'other-key':
      return otherKey(dir, log.id);
    case 'another':
      return headsDiffer(log.id, log.journal.tree.size, log.journal.folder);
    default:
      return assertNever(standing);
  }
}
