/**
 * PGlite behind the SQL port: one worker thread, one statement at a time, each with a deadline.
 * A statement that overruns takes the worker down with it; the next one starts a new worker, which
 * keeps every committed row. PGlite is an index: what it loses is folded again from the journal.
 */
import { Worker } from 'node:worker_threads';
import { Mutex } from '../mutex.js';
import { type RenewableSql, type Row, type Sql, SqlError, type SqlSession, type SqlValue } from './port.js';

export interface WorkerOrder {
  readonly id: number;
  /** `null` closes the database. */
  readonly text: string | null;
  readonly params: readonly SqlValue[];
}

export type WorkerAnswer = { readonly id: number } & (
  | { readonly rows: readonly Row[]; readonly failed?: undefined }
  | { readonly failed: { readonly state: string; readonly message: string } }
);

interface Waiting {
  readonly done: (rows: readonly Row[]) => void;
  readonly failed: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

export interface PgliteOptions {
  /** `null` for a database in memory, which writes nothing anywhere. */
  readonly folder: string | null;
  /** What one in memory begins as: tar, gzip. */
  readonly archive?: Uint8Array;
  /** Milliseconds a statement may take. */
  readonly deadlineMs: number;
  /** Settings with which to make a database in the (empty) folder first. */
  readonly create?: { readonly initdb: readonly string[]; readonly settings: readonly string[] };
}

/** Milliseconds the first statement of a worker may take: it also opens the database, after a crash with recovery. */
const OPENING_MS = 120_000;

export class PgliteSql implements RenewableSql {
  private readonly options: PgliteOptions;
  private readonly mutex = new Mutex();
  private readonly waiting = new Map<number, Waiting>();
  private worker: Worker | null = null;
  /** The end of the last worker: two on one folder would ruin it. */
  private ended: Promise<unknown> = Promise.resolve();
  /** The worker that has answered once, so that its database is open. */
  private answered: Worker | null = null;
  private refill: ((sql: Sql) => Promise<void>) | null = null;
  private nextId = 1;
  private closed = false;

  constructor(options: PgliteOptions) {
    this.options = options;
  }

  query(text: string, params: readonly SqlValue[] = []): Promise<readonly Row[]> {
    return this.mutex.run(async () => this.send(await this.started(), text, params));
  }

  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.mutex.run(async () => this.transactionOn(await this.started(), work));
  }

  // A transaction belongs to one worker: after a restart its statements must not run on the next.
  private async transactionOn<T>(worker: Worker, work: (session: SqlSession) => Promise<T>): Promise<T> {
    const session: SqlSession = { query: (text, params = []) => this.send(worker, text, params) };
    await session.query('BEGIN');
    try {
      const result = await work(session);
      await session.query('COMMIT');
      return result;
    } catch (error) {
      if (this.worker === worker) await session.query('ROLLBACK').catch(() => this.stop(worker, 'gone'));
      throw error;
    }
  }

  refilledBy(fill: (sql: Sql) => Promise<void>): void {
    if (this.options.folder === null) this.refill = fill;
  }

  /** Closes the database, lets `work` change its folder, and goes on with whatever is there then. */
  renewed(work: () => Promise<void>): Promise<void> {
    return this.mutex.run(async () => {
      const { worker } = this;
      if (worker !== null) {
        await this.send(worker, null, []).catch(() => {});
        this.stop(worker, 'gone');
      }
      await this.ended;
      await work();
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    await this.mutex.run(async () => {
      this.closed = true;
      const { worker } = this;
      if (worker === null) return;
      await this.send(worker, null, []).catch(() => {});
      this.worker = null;
      await worker.terminate();
    });
  }

  private async started(): Promise<Worker> {
    if (this.closed) throw new SqlError('refused', '', 'The database is closed');
    if (this.worker !== null) return this.worker;
    await this.ended;
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: {
        folder: this.options.folder,
        archive: this.options.archive,
        create: this.options.create,
      },
      // What the database prints is not for our output.
      stdout: true,
      stderr: true,
    });
    worker.on('message', (answer: WorkerAnswer) => this.receive(worker, answer));
    worker.on('error', () => this.stop(worker, 'gone'));
    worker.on('exit', () => this.stop(worker, 'gone'));
    this.worker = worker;
    await this.refilled(worker);
    return worker;
  }

  /** A new database in memory is empty: nothing is asked of it before it holds again what the last one held. */
  private async refilled(worker: Worker): Promise<void> {
    if (this.refill === null) return;
    const sql: Sql = {
      query: (text, params = []) => this.send(worker, text, params),
      transaction: (work) => this.transactionOn(worker, work),
      close: () => this.close(),
    };
    try {
      await this.refill(sql);
    } catch (error) {
      this.stop(worker, 'gone');
      throw error;
    }
  }

  private send(worker: Worker, text: string | null, params: readonly SqlValue[]): Promise<readonly Row[]> {
    if (this.worker !== worker) return Promise.reject(new SqlError('gone', '', 'The database was restarted'));
    const id = this.nextId++;
    return new Promise((done, failed) => {
      const { deadlineMs } = this.options;
      const within = this.answered === worker ? deadlineMs : Math.max(deadlineMs, OPENING_MS);
      const timer = setTimeout(() => this.stop(worker, 'deadline'), within);
      this.waiting.set(id, { done, failed, timer });
      worker.postMessage({ id, text, params } satisfies WorkerOrder);
    });
  }

  private receive(worker: Worker, answer: WorkerAnswer): void {
    if (this.worker === worker) this.answered = worker;
    const waiting = this.waiting.get(answer.id);
    if (waiting === undefined) return;
    this.waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    if (answer.failed === undefined) waiting.done(answer.rows);
    else {
      const error = refusal(answer.failed);
      waiting.failed(error);
      if (error.failure === 'gone') this.stop(worker, 'gone');
    }
  }

  /** Forgets the worker and fails whoever waits on it. */
  private stop(worker: Worker, failure: 'gone' | 'deadline'): void {
    if (this.worker !== worker) return;
    this.worker = null;
    this.ended = worker.terminate();
    const message = failure === 'deadline' ? 'The database took too long' : 'The database stopped';
    for (const { failed, timer } of this.waiting.values()) {
      clearTimeout(timer);
      failed(new SqlError(failure, '', message));
    }
    this.waiting.clear();
  }
}

/** Without a SQLSTATE it is no answer of PostgreSQL's: the program inside the worker has given up. */
function refusal(failed: { readonly state: string; readonly message: string }): SqlError {
  return new SqlError(/^[0-9A-Z]{5}$/.test(failed.state) ? 'refused' : 'gone', failed.state, failed.message);
}
