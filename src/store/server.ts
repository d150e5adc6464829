/**
 * The ledger on a PostgreSQL server. The transaction's COMMIT is the commit and the acknowledgement;
 * the segments follow. A lost connection is retried, which is safe: what was said is found again.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { cleanText, sameBytes } from '../core/base/bytes.js';
import { type DossierId, type ThingId } from '../core/base/ids.js';
import { fail, ok, type Problem, type Result } from '../core/base/result.js';
import { EMPTY_TREE } from '../core/ledger/tree.js';
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
  type ConsentList,
  type CustodyList,
  type EraseOrder,
  type ErasePlan,
  type EraseReceipt,
  type FsckReport,
  type Head,
  type Ledger,
  type LogLine,
  type PagedReads,
  type Published,
  type Statement,
} from '../app/ports.js';
import { type LogPage } from '../app/exchange/pages.js';
import { dedupeKey, layout } from './directory.js';
import { configStatement, type LedgerParts, publishAll } from './embedded.js';
import { dropUnnamed, filesOf } from './evidence/named.js';
import { eraseAsStored, finishServer, marking } from './erase/finish.js';
import { carriedOut, eraseStatements, goingIn, planErasure } from './erase/plan.js';
import { remainsOf } from './erase/remains.js';
import { goesOn, publish } from './follow.js';
import { checkLog } from './fsck.js';
import { Journal } from './journal/journal.js';
import { Mutex } from './mutex.js';
import { proveClaim } from './public-log/prove.js';
import { type PublishHow, publishLog } from './public-log/publish.js';
import { readLeaves } from './record/entries.js';
import { headOf, insertDossier, keyCheck, readDossier } from './record/head.js';
import { checkConsents, readConsentEntries } from './record/consents.js';
import { checkCustody } from './record/custody.js';
import { prepare, sealAll } from './record/prepare.js';
import { noSuchDossier } from '../core/policy/absent.js';
import { readKnowing, readWithin } from './record/reader.js';
import { guarded, Reads } from './record/reads.js';
import { erasedSeqs } from './record/erased.js';
import { bringViews, rebuildViews } from './record/views.js';
import { type Batch, onlyNew, writeBatch } from './record/write.js';
import { type Log } from './replay.js';
import { mayRetry, type SqlSession } from './sql/port.js';
import { type PostgresSql } from './sql/postgres.js';

/** Held by the process that writes the segments. */
const SEGMENTS_LOCK = 0x61_33_33_02;

/** Batches that wait in memory for the segments; when more do, they are read back from the database. */
const FOLLOWED_FROM_MEMORY = 4;

/** Milliseconds to wait before each further attempt. */
const RETRIES_MS = [50, 200, 800, 2000];

export interface ServerParts extends LedgerParts {
  readonly sql: PostgresSql;
}

export class ServerLedger implements Ledger {
  private readonly parts: ServerParts;
  private readonly reads: Reads;
  readonly paged: PagedReads;
  private readonly logs: Map<DossierId, Log>;
  /** Segments are written one batch at a time. */
  private readonly follower = new Mutex();
  private following = 0;
  private closed = false;

  constructor(parts: ServerParts, logs: readonly Log[]) {
    this.parts = parts;
    this.reads = new Reads(parts.sql, parts.today);
    this.paged = this.reads;
    this.logs = new Map(logs.map((log) => [log.id, log]));
  }

  dossiers(allowedIn: AllowedIn): Promise<readonly DossierInfo[]> {
    return this.reads.dossiers(allowedIn);
  }

  openDossier(info: DossierInfo, seed: Uint8Array | null, actor: string): Promise<Result<void>> {
    return guarded(async () => {
      const statement = configStatement(info);
      if (!statement.ok) return statement;
      const log = this.logs.get(info.id) ?? (await this.makeLog(info.id));
      if ('problem' in log) return log;
      const row = await readDossier(this.parts.sql, info.id);
      const held = (await this.reads.dossiers(allowedTo({ kind: 'public' }))).find(
        (one) => one.id === info.id,
      );
      if (held !== undefined && sameBytes(dossierToBytes(held), statement.value.body)) return ok(undefined);
      const keyed = { ...statement.value, idempotencyKey: `config ${row?.tree.size ?? 0}` };
      const appended = await this.append(info.id, [keyed], actor, seed);
      return appended.ok ? ok(undefined) : appended;
    });
  }

  private async makeLog(id: DossierId): Promise<Log | { readonly ok: false; readonly problem: Problem }> {
    const { dir, files, random, sql } = this.parts;
    const opened = await Journal.open(layout.bodies(dir, id), { files, newLogId: () => random(32) });
    if (!opened.ok) return opened;
    const { journal } = opened.value;
    const key = await dedupeKey(dir, id, { files, random });
    if (!key.ok) return key;
    await insertDossier(sql, { id, logId: journal.logId, keyCheck: keyCheck(key.value), tree: EMPTY_TREE });
    const row = await readDossier(sql, id);
    // Another process made the dossier first, with its own key.
    if (row === null || !sameBytes(row.keyCheck, keyCheck(key.value))) return otherKey(dir, id);
    const log = { id, journal: journal.named(row.logId), dedupeKey: key.value };
    this.logs.set(id, log);
    return log;
  }

  async append(
    dossier: DossierId,
    statements: readonly Statement[],
    recorder: Recorder,
    seed: Uint8Array | null = null,
  ): Promise<Result<Appended>> {
    const log = this.logs.get(dossier);
    if (log === undefined) return noSuchDossier(dossier);
    const { sql } = this.parts;
    const appended = await guarded(() =>
      retrying(() =>
        sql.transaction((session) => this.appendIn(session, log, statements, { recorder, seed })),
      ),
    );
    if (!appended.ok) return appended;
    const { batch, ...told } = appended.value;
    if (batch !== null) void this.follow(log, this.following < FOLLOWED_FROM_MEMORY ? batch : null);
    return ok(told);
  }

  private async appendIn(
    session: SqlSession,
    log: Log,
    statements: readonly Statement[],
    by: { readonly recorder: Recorder; readonly seed: Uint8Array | null },
  ): Promise<Result<Appended & { readonly batch: Batch | null }>> {
    const { clock, today, random, admission, anyPerson, encrypted } = this.parts;
    const recorder = recorderOf(by.recorder);
    const actor = cleanText(actorName(recorder), 'actor');
    if (!actor.ok) return actor;
    const allowed = allowedFor(recorder, log.id);
    const { id, dedupeKey: key } = log;
    const preparing = { dossier: id, dedupeKey: key, admission, allowed, anyPerson };
    const candidates = prepare(statements, preparing);
    if (!candidates.ok) return candidates;
    // An acknowledgement that the server has not flushed would be none.
    await session.query(
      `SELECT set_config('synchronous_commit', 'on', true)
       WHERE current_setting('synchronous_commit') IN ('off', 'local')`,
    );
    const row = await readDossier(session, log.id, 'lock');
    if (row === null) return noSuchDossier(log.id);
    const fresh = await onlyNew(session, preparing, candidates.value);
    if (!fresh.ok) return fresh;
    const at = clock().toISOString();
    const admitting = { on: today(), anyPerson, encrypted };
    const covered = await checkConsents(session, log.id, fresh.value, admitting);
    if (!covered.ok) return covered;
    const follows = await checkCustody(session, log.id, fresh.value, { by: actor.value, on: admitting.on });
    if (!follows.ok) return follows;
    const known = statements.length - fresh.value.length;
    if (fresh.value.length === 0)
      return ok({ added: 0, known, head: headOf(row.tree), notYetVisible: false, batch: null });
    const sealed = sealAll(fresh.value, row.tree, { at, actor: actor.value, seed: by.seed, random });
    const batch = { before: row.tree, after: sealed.tree, entries: sealed.entries };
    if (!(await writeBatch(session, log.id, batch))) await bringViews(session, log.id, sealed.tree.size);
    const added = sealed.entries.length;
    return ok({ added, known, head: headOf(sealed.tree), notYetVisible: false, batch });
  }

  /** Lets the segments follow, when they are ours to write. Never fails an append: they catch up later. */
  private async follow(log: Log, batch: Batch | null = null): Promise<void> {
    this.following++;
    try {
      await this.followNow(log, batch);
    } finally {
      this.following--;
    }
  }

  private followNow(log: Log, batch: Batch | null): Promise<void> {
    return this.follower.run(async () => {
      const { sql, report } = this.parts;
      if (this.closed || !this.logs.has(log.id)) return;
      const followed = await guarded(async () => {
        if (!(await sql.tryHold(SEGMENTS_LOCK))) return ok(undefined);
        if (batch !== null && goesOn(log.journal, batch))
          return await log.journal.append(batch.entries, batch.after);
        const row = await readDossier(sql, log.id);
        return row === null ? ok(undefined) : await publish(sql, row, log.journal);
      });
      // What is erased in the database goes from these segments too, whoever writes them.
      const erased = await guarded(() => eraseAsStored(sql, log));
      const failed = followed.ok ? erased : followed;
      if (!failed.ok)
        report({
          level: 'warning',
          kind: `segments-behind-${failed.problem.kind}`,
          dossier: log.id,
          entry: log.journal.tree.size,
        });
    });
  }

  /** At start: segments that fell behind catch up. */
  async followAll(): Promise<void> {
    for (const log of this.logs.values()) await this.follow(log);
  }

  async head(dossier: DossierId): Promise<Result<Head>> {
    return guarded(async () => {
      const row = await readDossier(this.parts.sql, dossier);
      return row === null ? noSuchDossier(dossier) : ok(headOf(row.tree));
    });
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
    return guarded(async () => {
      const rebuilt = await this.parts.sql.transaction(async (session) => {
        const row = await readDossier(session, dossier, 'lock');
        if (row === null) return noSuchDossier(dossier);
        const things = await rebuildViews(session, dossier, row.tree.size, progress);
        const erased = (await erasedSeqs(session, dossier)).length;
        return ok({ entries: row.tree.size, things, erased });
      });
      this.reads.forget();
      return rebuilt;
    });
  }

  erasePlan(dossier: DossierId, ids: readonly string[], allowed: Allowed): Promise<Result<ErasePlan>> {
    const scope = { dossier, allowed };
    return guarded(() =>
      readKnowing(this.parts.sql, { scope, first: readConsentEntries }, (session, consents) =>
        planErasure(session, dossier, ids, consents),
      ),
    );
  }

  erase(dossier: DossierId, ids: readonly string[], order: EraseOrder): Promise<Result<EraseReceipt>> {
    return guarded(async () => {
      const { sql, dir, files, evidence } = this.parts;
      const log = this.logs.get(dossier);
      if (log === undefined) return noSuchDossier(dossier);
      const marked = await marking(dir, files);
      if (!marked.ok) return marked;
      const hidden = await retrying(() =>
        sql.transaction(async (session) => {
          // The row is held from here on: nothing comes to rest on these entries in between.
          if ((await readDossier(session, dossier, 'lock')) === null) return noSuchDossier(dossier);
          const scope = { dossier, allowed: order.allowed };
          const consents = await readConsentEntries(session, dossier);
          const plan = await readWithin(session, scope, (reading) =>
            planErasure(reading, dossier, ids, consents),
          );
          if (!plan.ok) return plan;
          const remains = await remainsOf(session, dossier, goingIn(plan.value));
          const named = await filesOf(session, dossier, goingIn(plan.value));
          const statements = eraseStatements(plan.value, order.reason);
          const by = { recorder: order.actor, seed: null };
          const appended = await this.appendIn(session, log, statements, by);
          return appended.ok ? ok({ plan: plan.value, remains, named }) : appended;
        }),
      );
      if (!hidden.ok) return hidden;
      this.reads.forget();
      await this.follow(log);
      const outcome = await finishServer(sql, {
        dir,
        files,
        log,
        remains: hidden.value.remains,
        evidence,
        named: hidden.value.named,
      });
      const plan = await carriedOut(sql, hidden.value.plan);
      return ok({ ...plan, ...outcome, reason: order.reason });
    });
  }

  dropFile(sha256: string): Promise<void> {
    const { sql, evidence } = this.parts;
    return this.follower.run(async () => {
      await dropUnnamed(sql, evidence, new Set([sha256]));
    });
  }

  fsck(
    dossier: DossierId,
    progress: (done: number, total: number) => void = () => {},
  ): Promise<Result<FsckReport>> {
    return this.follower.run(() =>
      guarded(() =>
        // The row is held meanwhile, so that nothing is appended between two looks.
        this.parts.sql.transaction(async (session) => {
          const log = this.logs.get(dossier);
          const row = log === undefined ? null : await readDossier(session, dossier, 'lock');
          if (log === undefined || row === null) return noSuchDossier(dossier);
          return ok(
            await checkLog({
              session,
              evidence: this.parts.evidence,
              log,
              row,
              journalLeads: false,
              progress,
            }),
          );
        }),
      ),
    );
  }

  /** The segments as far as they have followed; the database goes on meanwhile. */
  async quietly<T>(work: (logs: readonly Log[]) => Promise<T>): Promise<T> {
    await this.followAll();
    return await this.follower.run(() => work([...this.logs.values()]));
  }

  /** What the segments hold so far: another process may write them and publish. */
  async checkpoint(dossier: DossierId, how: PublishHow): Promise<Result<Published>> {
    const log = this.logs.get(dossier);
    if (log === undefined) return noSuchDossier(dossier);
    await this.follow(log);
    return await guarded(() => this.publish(log, how));
  }

  prove(dossier: DossierId, seq: number): Promise<Result<ClaimProof>> {
    const { dir, files, sql } = this.parts;
    const publish = () => this.checkpoint(dossier, 'new');
    if (!this.logs.has(dossier)) return Promise.resolve(noSuchDossier(dossier));
    return guarded(() => proveClaim({ dir, id: dossier, files, sql, publish }, seq));
  }

  private publish(log: Log, how: PublishHow): Promise<Result<Published>> {
    const { dir, files, random, sql } = this.parts;
    const leaves = (from: number, to: number) => readLeaves(sql, log.id, from, to);
    return this.follower.run(() =>
      publishLog({ dir, id: log.id, files, random, tree: log.journal.tree, leaves }, how),
    );
  }

  async close(): Promise<void> {
    if (this.closed) return;
    await this.followAll();
    this.closed = true;
    await publishAll(this.logs.values(), this.parts.report, (log) => this.publish(log, 'new'));
    for (const log of this.logs.values()) await log.journal.close();
    this.logs.clear();
    await this.parts.sql.close();
    await this.parts.afterClose();
  }
}

export function otherKey(dir: string, id: DossierId): { readonly ok: false; readonly problem: Problem } {
  return fail('other-dedupe-key', 'The database was filled with another dedupe key than the one here.', {
    where: layout.dedupeKey(dir, id),
    fix: 'Copy that file from the data directory that made the dossier, so that repeated statements are found.',
  });
}

async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of RETRIES_MS) {
    try {
      return await work();
    } catch (error) {
      if (!mayRetry(error)) throw error;
      await wait(pause);
    }
  }
  return await work();
}
