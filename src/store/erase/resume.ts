/**
 * At start, before anything is served: an erasure that was recorded and not finished is finished. A
 * restored backup may hold bodies that its own log says are erased; they go here too.
 */
import { ok, type Result } from '../../core/base/result.js';
import { type EvidenceFiles, type Log as Report } from '../../app/ports.js';
import { type Files } from '../files.js';
import { type Log } from '../replay.js';
import { type Sql } from '../sql/port.js';
import { eraseAsStored, fingerprintsOf, finishServer, isErasing } from './finish.js';

interface Resuming {
  readonly dir: string;
  readonly files: Files;
  readonly evidence: EvidenceFiles;
  readonly report: Report;
}

/** `unfinished`: the database may still hold what was erased, and is to be made anew. */
export async function resumeEmbedded(
  { dir, report }: Pick<Resuming, 'dir' | 'report'>,
  logs: readonly Log[],
): Promise<Result<'unfinished' | 'none'>> {
  let unfinished = await isErasing(dir);
  for (const log of logs) {
    const owed = log.journal.owed.size;
    if (owed === 0) continue;
    unfinished = true;
    report({ level: 'warning', kind: 'erasure-finished', dossier: log.id, count: owed });
    const erased = await log.journal.erase(fingerprintsOf(log));
    if (!erased.ok) return erased;
  }
  return ok(unfinished ? 'unfinished' : 'none');
}

export async function resumeServer(
  { dir, files, report, evidence }: Resuming,
  sql: Sql,
  logs: readonly Log[],
): Promise<Result<void>> {
  const unfinished = await isErasing(dir);
  for (const log of logs) {
    const erased = await eraseAsStored(sql, log);
    if (!erased.ok) return erased;
  }
  // The tables are the server's, so they are written anew once, whichever log the erasure was in.
  const [first] = logs;
  if (unfinished && first !== undefined) {
    report({ level: 'warning', kind: 'erasure-finished' });
    await finishServer(sql, { dir, files, log: first, remains: [], evidence, named: null });
  }
  return ok(undefined);
}
