/** A migration that stops midway leaves the old tables or the new ones, on either database. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { migrate, type Migration, migrations } from '../../src/store/sql/migrate.js';
import { PgliteSql } from '../../src/store/sql/pglite.js';
import { type Sql, SqlError } from '../../src/store/sql/port.js';
import { PostgresSql } from '../../src/store/sql/postgres.js';
import { freshDatabase } from '../../src/store/sql/template.js';
import { startServer } from './postgres-server.js';

const LONG = 'SELECT count(*) FROM generate_series(1, 100000000000)';
const newest = migrations.length;
const next = (...statements: readonly string[]): readonly Migration[] => [
  ...migrations,
  {
    version: newest + 1,
    name: 'one more',
    statements: ['CREATE TABLE ledger.more (n integer)', ...statements],
  },
];

async function tables(sql: Sql): Promise<string> {
  const [row] = await sql.query(
    `SELECT to_regclass('ledger.more') IS NOT NULL AS more, (SELECT max(version) FROM ledger.migration) AS version`,
  );
  return `version ${String(row?.['version'])}, ${row?.['more'] === true ? 'new' : 'old'} tables`;
}

/** `stopped`: the same database with a deadline that the long statement overruns. */
async function stopsMidway(sql: Sql, stopped: Sql): Promise<void> {
  unwrap(await migrate(sql));
  assert.equal(await tables(sql), `version ${newest}, old tables`);
  await assert.rejects(migrate(sql, next('SELECT 1 / 0')), SqlError);
  assert.equal(await tables(sql), `version ${newest}, old tables`, 'a statement that fails');
  await sql.close();
  await assert.rejects(migrate(stopped, next(LONG)), SqlError);
  assert.equal(await tables(stopped), `version ${newest}, old tables`, 'a statement that is stopped');
  unwrap(await migrate(stopped, next()));
  assert.equal(await tables(stopped), `version ${newest + 1}, new tables`);
  unwrap(await migrate(stopped, next()));
  const older = await migrate(stopped);
  assert.equal(older.ok ? '' : older.problem.kind, 'newer-database');
  await stopped.close();
}

test('attack 69: PGlite: a migration stopped midway leaves the old tables, and a newer database is refused', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'a33-migrate-'));
  const folder = join(parent, 'db');
  await freshDatabase(folder);
  await stopsMidway(
    new PgliteSql({ folder, deadlineMs: 60_000 }),
    new PgliteSql({ folder, deadlineMs: 3000 }),
  );
  await rm(parent, { recursive: true, force: true });
});

const server = await startServer();
if (typeof server !== 'string') after(() => server.stop());

test(
  'attack 69: PostgreSQL: a migration stopped midway leaves the old tables, and a newer database is refused',
  { skip: typeof server === 'string' ? server : false },
  async () => {
    if (typeof server === 'string') return;
    const url = await server.database();
    await stopsMidway(
      new PostgresSql({ url, deadlineMs: 60_000 }),
      new PostgresSql({ url, deadlineMs: 1500 }),
    );
  },
);
