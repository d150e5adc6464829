/** What both ledgers answer in the same way: reads of what the database shows. */
import { type Day } from '../../core/base/date.js';
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { ok, type Result } from '../../core/base/result.js';
import { type Allowed } from '../../core/policy/audience.js';
import { type Change } from '../../core/view/history.js';
import { type CaseFile, type DossierInfo, type Thing } from '../../core/view/thing.js';
import { type Clock, type ConsentList, type LogLine } from '../../app/ports.js';
import { type Sql, SqlError } from '../sql/port.js';
import { readConsentList } from './consent-list.js';
import { readLog } from './entries.js';
import { erasedSeqs } from './erased.js';
import { readDossier } from './head.js';
import {
  type Asked,
  consentsNow,
  momentOf,
  noSuchDossier,
  readCaseFileAt,
  readDossiers,
  readHistory,
  readThing,
} from './read.js';
import { databaseProblem } from './problems.js';

/** Case files kept: a page and a check of the same moment read the same one. */
const KEPT = 4;

export class Reads {
  private readonly sql: Sql;
  private readonly clock: Clock;
  private readonly kept = new Map<string, CaseFile>();

  constructor(sql: Sql, clock: Clock) {
    this.sql = sql;
    this.clock = clock;
  }

  dossiers(): Promise<readonly DossierInfo[]> {
    return readDossiers(this.sql);
  }

  caseFile(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<CaseFile>> {
    return guarded(async () => {
      const asked: Asked = { dossier, allowed, asOf, on: this.today() };
      const seq = await momentOf(this.sql, asked);
      if (!seq.ok) return seq;
      // A case file of one moment and one set of audiences changes with an erasure alone, also one that
      // another process made, so it may be kept under the number of erasures.
      const erased = (await erasedSeqs(this.sql, dossier)).length;
      const consents = await consentsNow(this.sql, dossier);
      // And with consents: with each entry of one, and where there is any with the day.
      const agreed = consents.size === 0 ? null : [asked.on, [...consents.values()].map((one) => one.head)];
      const audiences = [...allowed.audiences].sort();
      const name = JSON.stringify([dossier, allowed.view, audiences, seq.value, erased, agreed]);
      const kept = this.kept.get(name);
      if (kept !== undefined) return ok(kept);
      const file = await readCaseFileAt(this.sql, asked, seq.value, consents);
      if (file.ok) this.keep(name, file.value);
      return file;
    });
  }

  private keep(name: string, file: CaseFile): void {
    this.kept.set(name, file);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
  }

  /** The day, in UTC. */
  private today(): Day {
    return this.clock().toISOString().slice(0, 10);
  }

  /** Views were folded again. */
  forget(): void {
    this.kept.clear();
  }

  thing(dossier: DossierId, id: ThingId, allowed: Allowed, asOf?: string): Promise<Result<Thing>> {
    return guarded(() => readThing(this.sql, { dossier, allowed, asOf, on: this.today() }, id));
  }

  consents(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<ConsentList>> {
    return guarded(() => readConsentList(this.sql, { dossier, allowed, asOf, on: this.today() }));
  }

  history(
    dossier: DossierId,
    id: ThingId,
    allowed: Allowed,
    asOf?: string,
  ): Promise<Result<readonly Change[]>> {
    return guarded(() => readHistory(this.sql, { dossier, allowed, asOf, on: this.today() }, id));
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
