/** What both ledgers answer in the same way: reads of what the database shows. */
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { ok, type Result } from '../../core/base/result.js';
import { type Allowed } from '../../core/policy/audience.js';
import { type CaseFile, type DossierInfo, type Thing } from '../../core/view/thing.js';
import { type LogLine } from '../../app/ports.js';
import { type Sql, SqlError } from '../sql/port.js';
import { readLog } from './entries.js';
import { erasedSeqs } from './erased.js';
import { readDossier } from './head.js';
import { type Asked, momentOf, noSuchDossier, readCaseFileAt, readDossiers, readThing } from './read.js';
import { databaseProblem } from './problems.js';

/** Case files kept: a page and a check of the same moment read the same one. */
const KEPT = 4;

export class Reads {
  private readonly sql: Sql;
  private readonly kept = new Map<string, CaseFile>();

  constructor(sql: Sql) {
    this.sql = sql;
  }

  dossiers(): Promise<readonly DossierInfo[]> {
    return readDossiers(this.sql);
  }

  caseFile(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<CaseFile>> {
    return guarded(async () => {
      const asked: Asked = { dossier, allowed, asOf };
      const seq = await momentOf(this.sql, asked);
      if (!seq.ok) return seq;
      // A case file of one moment and one set of audiences changes with an erasure alone, also one that
      // another process made, so it may be kept under the number of erasures.
      const erased = (await erasedSeqs(this.sql, dossier)).length;
      const name = JSON.stringify([dossier, allowed.view, [...allowed.audiences].sort(), seq.value, erased]);
      const kept = this.kept.get(name);
      if (kept !== undefined) return ok(kept);
      const file = await readCaseFileAt(this.sql, asked, seq.value);
      if (file.ok) this.keep(name, file.value);
      return file;
    });
  }

  private keep(name: string, file: CaseFile): void {
    this.kept.set(name, file);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
  }

  /** Views were folded again. */
  forget(): void {
    this.kept.clear();
  }

  thing(dossier: DossierId, id: ThingId, allowed: Allowed, asOf?: string): Promise<Result<Thing>> {
    return guarded(() => readThing(this.sql, { dossier, allowed, asOf }, id));
  }

  entries(dossier: DossierId, from: number, to: number): Promise<Result<readonly LogLine[]>> {
    return guarded(async () => {
      if ((await readDossier(this.sql, dossier)) === null) return noSuchDossier(dossier);
      return ok(await readLog(this.sql, dossier, from, to));
    });
  }
}

/** A database that does not answer is an expected failure; anything else is a bug and throws. */
export async function guarded<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SqlError) return databaseProblem(error);
    throw error;
  }
}
