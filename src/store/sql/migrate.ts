/**
 * Forward migrations of the tables that hold the record. Each runs in one transaction together with
 * the row that says it ran, so a process killed in the middle leaves the old schema or the new one.
 * These tables only grow; views are not migrated, they are folded again (`record/views.ts`).
 */
import { fail, ok, type Result } from '../../core/base/result.js';
import { entryPolicies } from '../record/reader.js';
import { column, type Sql, type SqlSession } from './port.js';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'dossiers and entries',
    statements: [
      // Text that is compared by code unit, as the program compares it: COLLATE "C".
      `CREATE TABLE ledger.dossier (
        id text COLLATE "C" PRIMARY KEY,
        log_id bytea NOT NULL,
        key_check bytea NOT NULL,
        size bigint NOT NULL,
        root bytea NOT NULL,
        edge bytea NOT NULL)`,
      `CREATE TABLE ledger.entry (
        dossier text COLLATE "C" NOT NULL REFERENCES ledger.dossier (id),
        seq bigint NOT NULL,
        batch bigint NOT NULL,
        kind text NOT NULL,
        at text COLLATE "C" NOT NULL,
        actor text NOT NULL,
        key text NOT NULL,
        id bytea NOT NULL,
        leaf bytea NOT NULL,
        salt bytea NOT NULL,
        body bytea NOT NULL,
        fp bytea NOT NULL,
        thing text COLLATE "C",
        type text,
        audience text COLLATE "C",
        PRIMARY KEY (dossier, seq),
        UNIQUE (dossier, fp))`,
      'CREATE INDEX entry_id ON ledger.entry (dossier, id)',
      'CREATE INDEX entry_at ON ledger.entry (dossier, at, seq)',
      'CREATE INDEX entry_thing ON ledger.entry (dossier, thing)',
      `CREATE INDEX entry_other ON ledger.entry (dossier, kind, seq) WHERE kind <> 'claim'`,
      `CREATE INDEX entry_restricted ON ledger.entry (dossier, audience, seq)
        WHERE audience <> 'public' AND audience <> 'team'`,
    ],
  },
  {
    version: 2,
    name: 'erased entries',
    statements: [
      // An erased entry keeps its place, leaf, id and fingerprint; what it said is null.
      'ALTER TABLE ledger.entry ALTER COLUMN salt DROP NOT NULL',
      'ALTER TABLE ledger.entry ALTER COLUMN body DROP NOT NULL',
      'CREATE INDEX entry_erased ON ledger.entry (dossier, seq) WHERE body IS NULL',
      // The server samples what columns hold for its planner, and would keep samples of what is erased.
      ...['key', 'salt', 'body'].map(
        (name) => `ALTER TABLE ledger.entry ALTER COLUMN ${name} SET STATISTICS 0`,
      ),
    ],
  },
  { version: 3, name: 'who may read', statements: entryPolicies },
];

/** Held while migrating, so that two processes starting on one server take turns. */
export const MIGRATION_LOCK = 0x61_33_33_01;

/** Brings the tables to the newest version, or refuses a database that a newer program made. */
export async function migrate(sql: Sql, known: readonly Migration[] = migrations): Promise<Result<number>> {
  const newest = known.at(-1)?.version ?? 0;
  const found = await sql.transaction(async (session) => {
    await session.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await session.query('CREATE SCHEMA IF NOT EXISTS ledger');
    await session.query(
      'CREATE TABLE IF NOT EXISTS ledger.migration (version integer PRIMARY KEY, name text NOT NULL)',
    );
    return await currentVersion(session);
  });
  if (found > newest)
    return fail(
      'newer-database',
      `The database was made by a newer version (${found}; this one knows ${newest}).`,
      {
        fix: 'Install the newer version of article33, or use another database.',
      },
    );
  for (const migration of known) await runOnce(sql, migration);
  return ok(newest);
}

async function currentVersion(session: SqlSession): Promise<number> {
  const [row] = await session.query('SELECT coalesce(max(version), 0) AS version FROM ledger.migration');
  return row === undefined ? 0 : column(row, 'version', 'int');
}

async function runOnce(sql: Sql, migration: Migration): Promise<void> {
  await sql.transaction(async (session) => {
    await session.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    if ((await currentVersion(session)) >= migration.version) return;
    for (const statement of migration.statements) await session.query(statement);
    await session.query('INSERT INTO ledger.migration (version, name) VALUES ($1, $2)', [
      migration.version,
      migration.name,
    ]);
  });
}
