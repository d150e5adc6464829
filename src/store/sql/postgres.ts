/** A PostgreSQL server behind the SQL port, through a pool of connections. */
import pg from 'pg';
import { type Row, type Sql, SqlError, type SqlSession, type SqlValue } from './port.js';

export interface PostgresOptions {
  readonly url: string;
  /** Milliseconds a statement may take, on the server and for the answer to arrive. */
  readonly deadlineMs: number;
}

const INT8 = 20;
const BYTEA = 17;

/** As the embedded database answers: a `bigint` as a number, `bytea` as plain bytes. */
const types = new pg.TypeOverrides();
types.setTypeParser(INT8, (text) => Number(text));
types.setTypeParser(BYTEA, (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex')));

export class PostgresSql implements Sql {
  private readonly pool: pg.Pool;
  /** The connection on which session locks are held. */
  private holder: pg.PoolClient | null = null;
  private closed = false;

  constructor({ url, deadlineMs }: PostgresOptions) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: 8,
      types,
      application_name: 'article33',
      statement_timeout: deadlineMs,
      // The server's own limit comes first; this one is for a server that no longer answers.
      query_timeout: deadlineMs + 2000,
      connectionTimeoutMillis: deadlineMs,
      idleTimeoutMillis: 10_000,
    });
    // A connection that breaks fails the statement that runs on it, and an idle one is replaced; the
    // event as such is nobody's, and unheard it would end the process.
    this.pool.on('error', () => {});
    this.pool.on('connect', (client) => client.on('error', () => {}));
  }

  query(text: string, params: readonly SqlValue[] = []): Promise<readonly Row[]> {
    return ask(this.pool, text, params);
  }

  async transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    const client = await this.connect();
    let broken: Error | undefined;
    const session: SqlSession = { query: (text, params = []) => ask(client, text, params) };
    try {
      await session.query('BEGIN');
      const result = await work(session);
      await session.query('COMMIT');
      return result;
    } catch (error) {
      broken = await rollback(session);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Takes a lock for as long as this process is connected; false when another has it. */
  async tryHold(lock: number): Promise<boolean> {
    if (this.holder !== null) return true;
    const client = await this.connect();
    try {
      const [row] = await ask(client, 'SELECT pg_try_advisory_lock($1) AS held', [lock]);
      if (row?.['held'] !== true) {
        client.release();
        return false;
      }
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.holder = client;
    client.once('error', (error) => {
      if (this.holder !== client) return;
      this.holder = null;
      client.release(error);
    });
    return true;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    // Ending the connection gives its locks back.
    this.holder?.release(true);
    this.holder = null;
    await this.pool.end();
  }

  private async connect(): Promise<pg.PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      throw failureOf(error);
    }
  }
}

async function ask(
  target: pg.Pool | pg.PoolClient,
  text: string,
  params: readonly SqlValue[],
): Promise<readonly Row[]> {
  try {
    const { rows } = await target.query<Record<string, unknown>>(text, [...params]);
    return rows;
  } catch (error) {
    throw failureOf(error);
  }
}

/** What a connection is good for after a failure: an error to throw it away with, or nothing. */
async function rollback(session: SqlSession): Promise<Error | undefined> {
  try {
    await session.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('The connection broke');
  }
}

const CANCELED = '57014';

/** The system's words for: nobody listens at that address, or there is no such host. */
const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;

function failureOf(error: unknown): SqlError {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = error instanceof Error ? error.message : String(error);
  if (UNREACHABLE.test(code)) return new SqlError('unreachable', code, message);
  if (code === CANCELED || /timeout/i.test(message)) return new SqlError('deadline', code, message);
  // Class 08 and 57P: the connection or the server went away. No SQLSTATE: it never got there.
  if (!/^[0-9A-Z]{5}$/.test(code) || code.startsWith('08') || code.startsWith('57P'))
    return new SqlError('gone', code, message);
  return new SqlError('refused', code, message);
}
