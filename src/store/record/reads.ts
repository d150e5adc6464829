/** What both ledgers answer in the same way: reads of what the database shows, each under the reader's role. */
import { type Day } from '../../core/base/date.js';
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { ok, type Result } from '../../core/base/result.js';
import { noSuchDossier } from '../../core/policy/absent.js';
import { type Allowed, type AllowedIn } from '../../core/policy/audience.js';
import { type Consents } from '../../core/policy/consent.js';
import { type Search, type SearchAsked } from '../../core/search/asked.js';
import { type ThingHistory } from '../../core/view/history.js';
import { type CaseFile, type DossierInfo, type HeldClaim, type Thing } from '../../core/view/thing.js';
import {
  type ClaimsPage,
  type ConsentList,
  type CustodyList,
  type LogLine,
  type Paged,
  type PagedReads,
  type ThingsPage,
} from '../../app/ports.js';
import { type LogPage } from '../../app/exchange/pages.js';
import { type Sql, SqlError, type SqlSession } from '../sql/port.js';
import { readConsentList } from './consent-list.js';
import { readConsentEntries } from './consents.js';
import { readCustodyList } from './custody.js';
import { readLog } from './entries.js';
import { erasedSeqs } from './erased.js';
import { readLogPage } from './log-page.js';
import {
  type Asked,
  consentsNow,
  momentOf,
  readCaseFileAt,
  readDossiers,
  readHistory,
  readThing,
} from './read.js';
import { readClaimsPage, readThingsPage } from './pages.js';
import { readSearch } from './find.js';
import { readNarrowed } from './narrowed.js';
import { databaseProblem } from './problems.js';
import { readAs, readKnowing, type ReadSession } from './reader.js';
import { builtSize } from './views.js';

/** Case files kept: a page and a check of the same moment read the same one. */
const KEPT = 4;

export class Reads implements PagedReads {
  private readonly sql: Sql;
  /** In UTC. */
  private readonly today: () => Day;
  private readonly kept = new Map<string, CaseFile>();

  constructor(sql: Sql, today: () => Day) {
    this.sql = sql;
    this.today = today;
  }

  dossiers(allowedIn: AllowedIn): Promise<readonly DossierInfo[]> {
    return readDossiers(this.sql, allowedIn);
  }

  caseFile(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<CaseFile>> {
    const asked = { dossier, allowed, asOf, on: this.today() };
    const first = async (owner: SqlSession, of: DossierId) => ({
      consents: await consentsNow(owner, of),
      narrowed: (await readNarrowed(owner, of)).size,
    });
    const read = async (session: ReadSession, { consents, narrowed }: Awaited<ReturnType<typeof first>>) => {
      const seq = await momentOf(session, asked);
      if (!seq.ok) return seq;
      // A case file of one moment and one set of audiences changes with an erasure alone, also one that
      // another process made, so it may be kept under the number of erasures that its readers see.
      const erased = (await erasedSeqs(session, dossier)).length;
      // And with claims made narrower, and with consents: with each entry of one, and where there is any with the day.
      const agreed = consents.size === 0 ? null : [asked.on, [...consents.values()].map((one) => one.head)];
      const audiences = [...allowed.audiences].sort();
      const name = JSON.stringify([dossier, allowed.view, audiences, seq.value, erased, narrowed, agreed]);
      const kept = this.kept.get(name);
      if (kept !== undefined) return ok(kept);
      const file = await readCaseFileAt(session, asked, seq.value, consents);
      if (file.ok) this.keep(name, file.value);
      return file;
    };
    return guarded(() => readKnowing(this.sql, { scope: asked, first }, read));
  }

  /** Consents decide who reads what, so they are known whoever may read them. */
  private reading<T>(
    asked: Asked,
    work: (session: ReadSession, consents: Consents) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const know = { scope: asked, first: consentsNow };
    return guarded(() => readKnowing(this.sql, know, work));
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
    const asked = { dossier, allowed, asOf, on: this.today() };
    return this.reading(asked, (session, consents) => readThing(session, asked, id, consents));
  }

  things(
    dossier: DossierId,
    page: ThingsPage,
    allowed: Allowed,
    asOf?: string,
  ): Promise<Result<Paged<Thing>>> {
    const asked = { dossier, allowed, asOf, on: this.today() };
    return this.reading(asked, (session, consents) => readThingsPage(session, asked, page, consents));
  }

  claims(
    dossier: DossierId,
    page: ClaimsPage,
    allowed: Allowed,
    asOf?: string,
  ): Promise<Result<Paged<HeldClaim>>> {
    const asked = { dossier, allowed, asOf, on: this.today() };
    return this.reading(asked, (session, consents) => readClaimsPage(session, asked, page, consents));
  }

  search(dossier: DossierId, search: SearchAsked, allowed: Allowed, asOf?: string): Promise<Result<Search>> {
    const asked = { dossier, allowed, asOf, on: this.today() };
    return this.reading(asked, (session, consents) => readSearch(session, asked, search, consents));
  }

  consents(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<ConsentList>> {
    const asked = { dossier, allowed, asOf, on: this.today() };
    const know = { scope: asked, first: readConsentEntries };
    return guarded(() =>
      readKnowing(this.sql, know, (session, entries) => readConsentList(session, asked, entries)),
    );
  }

  custody(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<CustodyList>> {
    const asked = { dossier, allowed, asOf, on: this.today() };
    return guarded(() => readAs(this.sql, asked, (session) => readCustodyList(session, asked)));
  }

  history(dossier: DossierId, id: ThingId, allowed: Allowed, asOf?: string): Promise<Result<ThingHistory>> {
    const asked = { dossier, allowed, asOf, on: this.today() };
    return this.reading(asked, (session, consents) => readHistory(session, asked, id, consents));
  }

  logPage(dossier: DossierId, from: number, allowed: Allowed, asOf?: string): Promise<Result<LogPage>> {
    const asked = { dossier, allowed, asOf, on: this.today() };
    return this.reading(asked, (session, consents) => readLogPage(session, asked, from, consents));
  }

  entries(
    dossier: DossierId,
    from: number,
    to: number,
    allowed: Allowed,
  ): Promise<Result<readonly LogLine[]>> {
    return guarded(() =>
      readAs(this.sql, { dossier, allowed }, async (session) => {
        if ((await builtSize(session, dossier)) === 0) return noSuchDossier(dossier);
        return ok(await readLog(session, dossier, from, to));
      }),
    );
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
