/**
 * The one narrow SQL port. Two databases stand behind it: PGlite in a worker thread and a PostgreSQL
 * server. Both speak the same dialect; nothing above this file knows which one it has.
 */
import { assertNever } from '../../core/base/result.js';

export type SqlValue =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly (string | null)[]
  | readonly (number | null)[]
  | readonly (Uint8Array | null)[];

/** A row as it comes: read its columns through `column`, which checks them. */
export type Row = Readonly<Record<string, unknown>>;

export interface SqlSession {
  /** One statement with `$1`, `$2` …; `bigint` comes back as a number, `bytea` as bytes. */
  query(text: string, params?: readonly SqlValue[]): Promise<readonly Row[]>;
}

export interface Sql extends SqlSession {
  /** Commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A database whose folder can be changed under it, or that can lose all it held. */
export interface RenewableSql extends Sql {
  renewed(work: () => Promise<void>): Promise<void>;
  /** How it is filled again when it lives in memory and had to be started anew. */
  refilledBy(fill: (sql: Sql) => Promise<void>): void;
}

/**
 * What went wrong, as far as the ledger has to know. `gone`: the connection or the worker was lost
 * and the outcome is unknown; `unreachable`: there was no connection to begin with, so nothing was done;
 * `deadline`: it took too long and was stopped; `refused`: the database said no, and nothing was done.
 */
export type SqlFailure = 'gone' | 'unreachable' | 'deadline' | 'refused';

export class SqlError extends Error {
  readonly failure: SqlFailure;
  /** SQLSTATE, where there is one. */
  readonly state: string;

  constructor(failure: SqlFailure, state: string, message: string) {
    super(message);
    this.failure = failure;
    this.state = state;
  }
}

/** Whether doing it again may help. */
export function mayRetry(error: unknown): boolean {
  if (!(error instanceof SqlError)) return false;
  switch (error.failure) {
    case 'gone':
    case 'unreachable':
      return true;
    case 'deadline':
      // What took too long once would only keep the caller waiting again.
      return false;
    case 'refused':
      // Serialization failure, deadlock, server starting or stopping.
      return /^(40001|40P01|57P0[123]|53300)$/.test(error.state);
    default:
      return assertNever(error.failure);
  }
}

type Column = { text: string; int: number; bytes: Uint8Array };

/** A column's value, checked; throws when the query does not return what its reader expects. */
export function column<K extends keyof Column>(row: Row, name: string, kind: K): Column[K] {
  const value = maybe(row, name, kind);
  if (value === null) throw new Error(`Column ${name} is null`);
  return value;
}

/** As `column`, where null is expected. */
export function maybe<K extends keyof Column>(row: Row, name: string, kind: K): Column[K] | null {
  const value = row[name];
  if (value === null) return null;
  const fits =
    kind === 'text'
      ? typeof value === 'string'
      : kind === 'int'
        ? Number.isSafeInteger(value)
        : value instanceof Uint8Array;
  if (!fits) throw new Error(`Column ${name} is not ${kind}`);
  return value as Column[K];
}
