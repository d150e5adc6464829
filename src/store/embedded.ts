/**
 * The ledger on the embedded database. The journal is the record and PGlite an index of it:
 * an entry is committed when its frame is flushed, and acknowledged when it also shows.
 */
import { cleanText, sameBytes } from '../core/base/bytes.js';
import { type Day } from '../core/base/date.js';
import { type DossierId, parseDossierId, type ThingId } from '../core/base/ids.js';
import { fail, ok, type Problem, type Result } from '../core/base/result.js';
import { dossierToBytes } from '../core/ledger/bodies.js';
import { type ClaimProof } from '../core/ledger/claim-proof.js';
import {
  type Allowed,
  allowedFor,
  type AllowedIn,
  allowedTo,
  actorName,
  type Recorder,
  recorderOf,
} from '../core/policy/audience.js';
import { type Search, type SearchAsked } from '../core/search/asked.js';
import { type ThingHistory } from '../core/view/history.js';
import { type CaseFile, type DossierInfo, type Thing } from '../core/view/thing.js';
import {
  type Appended,
  type Clock,
  type ConsentList,
  type CustodyList,
  type EraseOrder,
  type ErasePlan,
  type EvidenceFiles,
  type EraseReceipt,
  type FsckReport,
  type Head,
  type Ledger,
  type Log as Report,
  type LogLine,
  type PagedReads,
  type Published,
  type RandomBytes,
  type Statement,
} from '../app/ports.js';
import { type LogPage } from '../app/exchange/pages.js';
import { dedupeKey, layout } from './directory.js';
import { finishEmbedded, marking } from './erase/finish.js';
import { carriedOut, eraseStatements, goingIn, planErasure } from './erase/plan.js';
import { remainsOf } from './erase/remains.js';
import { dropUnnamed, filesOf } from './evidence/named.js';
import { type Files } from './files.js';
import { checkLog } from './fsck.js';
import { Journal } from './journal/journal.js';
import { type Lock } from './lock.js';
import { Mutex } from './mutex.js';
import { proveClaim } from './public-log/prove.js';
import { type PublishHow, publishLog } from './public-log/publish.js';
import { headOf, insertDossier, keyCheck, readDossier } from './record/head.js';
import { checkConsents, readConsentEntries } from './record/consents.js';
import { checkCustody } from './record/custody.js';
import { type Admission, prepare, sealAll } from './record/prepare.js';
import { readLeaves } from './record/entries.js';
import { guarded, Reads } from './record/reads.js';
import { noSuchDossier } from '../core/policy/absent.js';
import { readKnowing } from './record/reader.js';
import { erasedSeqs } from './record/erased.js';
import { rebuildViews } from './record/views.js';
import { type Batch, onlyNew, writeBatch } from './record/write.js';
import { compareHeads, fillAnew, type Log, replay } from './replay.js';
import { type RenewableSql } from './sql/port.js';

/** What a ledger on either database is made of. */
export interface LedgerParts {
  readonly dir: string;
  readonly files: Files;
  readonly evidence: EvidenceFiles;
  readonly clock: Clock;
  /** The day, in UTC, by a time that never runs back: what consents begin and end by. */
  readonly today: () => Day;
  readonly random: RandomBytes;
  readonly report: Report;
  readonly admission: Admission;
  /** Whether anyone can sign in to this record. */
  readonly anyPerson: () => boolean;
  /** Whether the directory is encrypted: what is about one person is taken into no other. */
  readonly encrypted: boolean;
  /** Runs once everything is closed. */
  readonly afterClose: () => Promise<void>;
}

export interface EmbeddedParts extends LedgerParts {
  readonly sql: RenewableSql;
  readonly lock: Lock;
}

/** A log, and whether the database still has to follow its journal. */
interface Open extends Log {
  behind: boolean;
}

export class EmbeddedLedger implements Ledger {
  private readonly parts: EmbeddedParts;
  private readonly reads: Reads;
  readonly paged: PagedReads;
  private readonly mutex = new Mutex();
  private readonly logs: Map<DossierId, Open>;
  private closed = false;

  constructor(parts: EmbeddedParts, logs: readonly Log[]) {
    this.parts = parts;
    this.reads = new Reads(parts.sql, parts.today);
    this.paged = this.reads;
    this.logs = new Map(logs.map((log) => [log.id, { ...log, behind: false }]));
    parts.sql.refilledBy((sql) => fillAnew(sql, [...this.logs.values()]));
  }

  dossiers(allowedIn: AllowedIn): Promise<readonly DossierInfo[]> {
    return this.reads.dossiers(allowedIn);
  }

  openDossier(info: DossierInfo, seed: Uint8Array | null, actor: string): Promise<Result<void>> {
    return this.mutex.run(() =>
      guarded(async () => {
        const statement = configStatement(info);
        if (!statement.ok) return statement;
        const log = this.logs.get(info.id) ?? (await this.makeLog(info.id));
        if ('problem' in log) return log;
        const held = (await this.reads.dossiers(allowedTo({ kind: 'public' }))).find(
          (one) => one.id === info.id,
        );
        if (held !== undefined && sameBytes(dossierToBytes(held), statement.value.body)) return ok(undefined);
        const keyed = { ...statement.value, idempotencyKey: `config ${log.journal.tree.size}` };
        const appended = await this.appendNow(log, [keyed], { recorder: actor, seed });
        return appended.ok ? ok(undefined) : appended;
      }),
    );
  }

  private async makeLog(id: DossierId): Promise<Open | { readonly ok: false; readonly problem: Problem }> {
    const { dir, files, random, sql } = this.parts;
    const key = await dedupeKey(dir, id, { files, random });
    if (!key.ok) return key;
    const opened = await Journal.open(layout.bodies(dir, id), { files, newLogId: () => random(32) });
    if (!opened.ok) return opened;
    const { journal } = opened.value;
    const log: Open = { id, journal, dedupeKey: key.value, behind: false };
    await insertDossier(sql, { id, logId: journal.logId, keyCheck: keyCheck(key.value), tree: journal.tree });
    this.logs.set(id, log);
    return log;
  }

  append(
    dossier: DossierId,
    statements: readonly Statement[],
    recorder: Recorder,
    seed: Uint8Array | null = null,
  ): Promise<Result<Appended>> {
    return this.mutex.run(() =>
      guarded(async () => {
        const log = this.logs.get(dossier);
        return log === undefined
          ? noSuchDossier(dossier)
          : await this.appendNow(log, statements, { recorder, seed });
      }),
    );
  }

  private async appendNow(
    log: Open,
    statements: readonly Statement[],
    by: { readonly recorder: Recorder; readonly seed: Uint8Array | null },
  ): Promise<Result<Appended>> {
    const { sql, clock, today, random, lock, dir, admission, anyPerson, encrypted } = this.parts;
    const recorder = recorderOf(by.recorder);
    const actor = cleanText(actorName(recorder), 'actor');
    if (!actor.ok) return actor;
    const allowed = allowedFor(recorder, log.id);
    const { id, dedupeKey: key } = log;
    const preparing = { dossier: id, dedupeKey: key, admission, allowed, anyPerson };
    const candidates = prepare(statements, preparing);
    if (!candidates.ok) return candidates;
    // What is said twice can only be found in a database that knows everything said so far.
    const caughtUp = await this.catchUp(log);
    if (!caughtUp.ok) return caughtUp;
    const fresh = await onlyNew(sql, preparing, candidates.value);
    if (!fresh.ok) return fresh;
    const at = clock().toISOString();
    const admitting = { on: today(), anyPerson, encrypted };
    const covered = await checkConsents(sql, log.id, fresh.value, admitting);
    if (!covered.ok) return covered;
    const follows = await checkCustody(sql, log.id, fresh.value, { by: actor.value, on: admitting.on });
    if (!follows.ok) return follows;
    const known = statements.length - fresh.value.length;
    const before = log.journal.tree;
    if (fresh.value.length === 0) return ok({ added: 0, known, head: headOf(before), notYetVisible: false });
    if (!(await lock.held())) return lockLost(dir);
    const { entries, tree } = sealAll(fresh.value, before, { at, actor: actor.value, seed: by.seed, random });
    const committed = await log.journal.append(entries, tree);
    if (!committed.ok) return committed;
    const visible = await this.show(log, { before, after: tree, entries });
    return ok({ added: entries.length, known, head: headOf(tree), notYetVisible: !visible });
  }

  /** The entries are committed; from here on nothing may be answered "failed". */
  private async show(log: Open, batch: Batch): Promise<boolean> {
    log.behind = true;
    try {
      const folded = await this.parts.sql.transaction((session) => writeBatch(session, log.id, batch));
      log.behind = !folded;
    } catch {
      this.parts.report({
        level: 'warning',
        kind: 'index-behind',
        dossier: log.id,
        entry: batch.before.size,
      });
    }
    return (await this.catchUp(log)).ok;
  }

  private async catchUp(log: Open): Promise<Result<void>> {
    if (!log.behind) return ok(undefined);
    const done = await guarded(async () => {
      const standing = await compareHeads(this.parts.sql, log);
      if (standing !== 'equal' && standing !== 'behind') return notVisible(log.id);
      return await replay(this.parts.sql, log);
    }).catch(() => notVisible(log.id));
    if (done.ok) log.behind = false;
    return done;
  }

  head(dossier: DossierId): Promise<Result<Head>> {
    const log = this.logs.get(dossier);
    return Promise.resolve(log === undefined ? noSuchDossier(dossier) : ok(headOf(log.journal.tree)));
  }

  caseFile(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<CaseFile>> {
    return this.reads.caseFile(dossier, allowed, asOf);
  }

  thing(dossier: DossierId, id: ThingId, allowed: Allowed, asOf?: string): Promise<Result<Thing>> {
    return this.reads.thing(dossier, id, allowed, asOf);
  }

  search(dossier: DossierId, search: SearchAsked, allowed: Allowed, asOf?: string): Promise<Result<Search>> {
    return this.reads.search(dossier, search, allowed, asOf);
  }

  consents(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<ConsentList>> {
    return this.reads.consents(dossier, allowed, asOf);
  }

  custody(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<CustodyList>> {
    return this.reads.custody(dossier, allowed, asOf);
  }

  history(dossier: DossierId, id: ThingId, allowed: Allowed, asOf?: string): Promise<Result<ThingHistory>> {
    return this.reads.history(dossier, id, allowed, asOf);
  }

  logPage(dossier: DossierId, from: number, allowed: Allowed, asOf?: string): Promise<Result<LogPage>> {
    return this.reads.logPage(dossier, from, allowed, asOf);
  }

  entries(
    dossier: DossierId,
    from: number,
    to: number,
    allowed: Allowed,
  ): Promise<Result<readonly LogLine[]>> {
    return this.reads.entries(dossier, from, to, allowed);
  }

  rebuild(
    dossier: DossierId,
    progress?: (done: number, total: number) => void,
  ): Promise<Result<{ readonly entries: number; readonly things: number; readonly erased: number }>> {
    return this.mutex.run(() =>
      guarded(async () => {
        const log = this.logs.get(dossier);
        if (log === undefined) return noSuchDossier(dossier);
        const caughtUp = await this.catchUp(log);
        if (!caughtUp.ok) return caughtUp;
        const { size } = log.journal.tree;
        const things = await this.parts.sql.transaction((session) =>
          rebuildViews(session, dossier, size, progress),
        );
        this.reads.forget();
        const erased = (await erasedSeqs(this.parts.sql, dossier)).length;
        return ok({ entries: size, things, erased });
      }),
    );
  }

  erasePlan(dossier: DossierId, ids: readonly string[], allowed: Allowed): Promise<Result<ErasePlan>> {
    return this.mutex.run(() => guarded(() => this.plan(dossier, ids, allowed)));
  }

  private plan(dossier: DossierId, ids: readonly string[], allowed: Allowed): Promise<Result<ErasePlan>> {
    const scope = { dossier, allowed };
    return readKnowing(this.parts.sql, { scope, first: readConsentEntries }, (session, consents) =>
      planErasure(session, dossier, ids, consents),
    );
  }

  erase(
    dossier: DossierId,
    ids: readonly string[],
    { reason, actor, allowed }: EraseOrder,
  ): Promise<Result<EraseReceipt>> {
    return this.mutex.run(() =>
      guarded(async () => {
        const { sql, dir, files, evidence } = this.parts;
        const log = this.logs.get(dossier);
        if (log === undefined) return noSuchDossier(dossier);
        const caughtUp = await this.catchUp(log);
        if (!caughtUp.ok) return caughtUp;
        const plan = await this.plan(dossier, ids, allowed);
        if (!plan.ok) return plan;
        const statements = eraseStatements(plan.value, reason);
        const remains = await remainsOf(sql, dossier, goingIn(plan.value));
        const named = await filesOf(sql, dossier, goingIn(plan.value));
        const marked = await marking(dir, files);
        if (!marked.ok) return marked;
        const appended = await this.appendNow(log, statements, { recorder: actor, seed: null });
        if (!appended.ok) return appended;
        this.reads.forget();
        const outcome = await finishEmbedded(sql, [...this.logs.values()], {
          dir,
          files,
          log,
          remains,
          evidence,
          named,
        });
        log.behind ||= outcome.unfinished.length > 0;
        return ok({ ...(await carriedOut(sql, plan.value)), ...outcome, reason });
      }),
    );
  }

  dropFile(sha256: string): Promise<void> {
    const { sql, evidence } = this.parts;
    return this.mutex.run(async () => {
      await dropUnnamed(sql, evidence, new Set([sha256]));
    });
  }

  fsck(
    dossier: DossierId,
    progress: (done: number, total: number) => void = () => {},
  ): Promise<Result<FsckReport>> {
    return this.mutex.run(() =>
      guarded(async () => {
        const log = this.logs.get(dossier);
        const row = log === undefined ? null : await readDossier(this.parts.sql, dossier);
        if (log === undefined || row === null) return noSuchDossier(dossier);
        return ok(
          await checkLog({
            session: this.parts.sql,
            evidence: this.parts.evidence,
            log,
            row,
            journalLeads: true,
            progress,
          }),
        );
      }),
    );
  }

  quietly<T>(work: (logs: readonly Log[]) => Promise<T>): Promise<T> {
    return this.mutex.run(() => work([...this.logs.values()]));
  }

  checkpoint(dossier: DossierId, how: PublishHow): Promise<Result<Published>> {
    return this.mutex.run(() =>
      guarded(async () => {
        const log = this.logs.get(dossier);
        return log === undefined ? noSuchDossier(dossier) : await this.publish(log, how);
      }),
    );
  }

  prove(dossier: DossierId, seq: number): Promise<Result<ClaimProof>> {
    const { dir, files, sql } = this.parts;
    const publish = () => this.checkpoint(dossier, 'new');
    return guarded(() => proveClaim({ dir, id: dossier, files, sql, publish }, seq));
  }

  private async publish(log: Open, how: PublishHow): Promise<Result<Published>> {
    const { dir, files, random, sql, lock } = this.parts;
    const caughtUp = await this.catchUp(log);
    if (!caughtUp.ok) return caughtUp;
    if (!(await lock.held())) return lockLost(dir);
    const leaves = (from: number, to: number) => readLeaves(sql, log.id, from, to);
    return await publishLog({ dir, id: log.id, files, random, tree: log.journal.tree, leaves }, how);
  }

  close(): Promise<void> {
    return this.mutex.run(async () => {
      if (this.closed) return;
      this.closed = true;
      await publishAll(this.logs.values(), this.parts.report, (log) => this.publish(log, 'new'));
      for (const log of this.logs.values()) await log.journal.close();
      this.logs.clear();
      await this.parts.sql.close();
      await this.parts.afterClose();
    });
  }
}

/** Publishes what is new before closing. That it failed is said, and loses nothing: the next one publishes it. */
export async function publishAll<L extends Log>(
  logs: Iterable<L>,
  report: Report,
  publish: (log: L) => Promise<Result<Published>>,
): Promise<void> {
  for (const log of logs) {
    if (log.journal.tree.size === 0) continue;
    const published = await guarded(() => publish(log));
    if (!published.ok)
      report({ level: 'warning', kind: `not-published-${published.problem.kind}`, dossier: log.id });
  }
}

/** The `config` entry of a dossier, without its key; refuses text that cannot be stored faithfully. */
export function configStatement(
  info: DossierInfo,
): Result<{ readonly kind: 'config'; readonly body: Uint8Array }> {
  const id = parseDossierId(info.id);
  if (!id.ok) return id;
  const texts = [info.title.en, info.title.ko, info.summary.en, info.summary.ko];
  const cleaned = texts.map((text) => cleanText(text, `dossier ${info.id}`));
  for (const text of cleaned) if (!text.ok) return text;
  const [en, ko, summaryEn, summaryKo] = cleaned.map((text) => (text.ok ? text.value : ''));
  const title = { en: en ?? '', ko: ko ?? '' };
  const summary = { en: summaryEn ?? '', ko: summaryKo ?? '' };
  return ok({ kind: 'config', body: dossierToBytes({ ...info, title, summary }) });
}

function lockLost(dir: string): Result<never> {
  return fail('locked', 'Another process took the data directory over; nothing more is written here.', {
    where: dir,
    fix: 'Stop this process. What it acknowledged is safe.',
  });
}

function notVisible(dossier: DossierId): Result<never> {
  return fail(
    'not-yet-visible',
    'What was recorded does not show yet, so nothing more is taken in for now.',
    {
      where: `dossier ${dossier}`,
      fix: 'Everything recorded is safe. Check that the disk has space, then start again.',
    },
  );
}
