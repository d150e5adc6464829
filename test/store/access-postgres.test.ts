/** On a server roles outlive databases and connections are used again: neither may carry a reader's leave along. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { openStore } from '../../src/store/open.js';
import { readAs } from '../../src/store/record/reader.js';
import { ensureViews } from '../../src/store/record/views.js';
import { migrate } from '../../src/store/sql/migrate.js';
import { PostgresSql } from '../../src/store/sql/postgres.js';
import { info, says, team } from './fixtures.js';
import { startServer } from './postgres-server.js';

const server = await startServer();
const skip = typeof server === 'string' ? server : false;
if (typeof server !== 'string') after(() => server.stop());

async function fresh(): Promise<{ readonly url: string; readonly sql: PostgresSql }> {
  assert.ok(typeof server !== 'string');
  const url = await server.database();
  return { url, sql: new PostgresSql({ url, deadlineMs: 10_000 }) };
}

test(
  'attack 42: a connection used again carries no role and no audiences, whether its reader finished or broke',
  { skip },
  async () => {
    const { sql } = await fresh();
    unwrap(await migrate(sql));
    await sql.transaction(ensureViews);
    const reader = { dossier: 'one', allowed: team };
    const reads = Array.from({ length: 24 }, (_, i) =>
      readAs(sql, reader, async (session) => {
        const [row] = await session.query('SELECT current_user::text AS who');
        if (i % 3 === 0) throw new Error('broke');
        if (i % 3 === 1) await session.query('SELECT salt FROM ledger.entry');
        return String(row?.['who']);
      }).catch(() => 'broke'),
    );
    const names = new Set(await Promise.all(reads));
    assert.equal(names.size, 2);
    const left = await Promise.all(
      Array.from({ length: 24 }, () =>
        sql.transaction(async (session) => {
          await session.query('SELECT pg_sleep(0.02)');
          return await session.query(
            `SELECT current_user::text || coalesce(current_setting('a33.dossier', true), '')
             || coalesce(current_setting('a33.audiences', true), '') AS left`,
          );
        }),
      ),
    );
    for (const [row] of left) assert.equal(row?.['left'], 'postgres');
    await sql.close();
  },
);

test(
  'two records on one server have a reader each, and a login that may make no role is told what to ask for',
  { skip },
  async () => {
    const [first, second] = [await fresh(), await fresh()];
    const dir = await mkdtemp(join(tmpdir(), 'a33-reader-'));
    try {
      for (const { sql } of [first, second]) {
        unwrap(await migrate(sql));
        await sql.transaction(ensureViews);
      }
      const roles = await first.sql.query(`SELECT rolname FROM pg_roles WHERE rolname LIKE 'a33_reader_%'`);
      assert.ok(roles.length >= 2);
      const third = await fresh();
      const [, name = ''] = /@\/(\w+)/.exec(third.url) ?? [];
      await third.sql.query(`CREATE ROLE plain_${name} LOGIN`);
      await third.sql.query(`ALTER DATABASE ${name} OWNER TO plain_${name}`);
      const databaseUrl = third.url.replace('postgres@', `plain_${name}@`);
      const refused = await openStore({ dir: join(dir, 'data'), databaseUrl });
      assert.ok(!refused.ok);
      assert.equal(refused.problem.kind, 'no-reader-role');
      const asked = /CREATE ROLE (a33_reader_[0-9a-f]{16}) NOLOGIN/.exec(refused.problem.fix ?? '');
      await third.sql.query(`CREATE ROLE ${asked?.[1]} NOLOGIN BYPASSRLS`);
      const strong = await openStore({ dir: join(dir, 'data'), databaseUrl });
      assert.match(strong.ok ? '' : (strong.problem.fix ?? ''), /NOBYPASSRLS/);
      await third.sql.query(`ALTER ROLE ${asked?.[1]} NOBYPASSRLS`);
      const notOurs = await openStore({ dir: join(dir, 'data'), databaseUrl });
      assert.match(
        notOurs.ok ? '' : (notOurs.problem.fix ?? ''),
        /^Let an administrator of the server run: GRANT/,
      );
      await third.sql.query(`GRANT ${asked?.[1]} TO plain_${name}`);
      const store = unwrap(await openStore({ dir: join(dir, 'data'), databaseUrl }));
      unwrap(await store.openDossier(info, null, 'tester'));
      unwrap(await store.append(info.id, [says('E-1', 'a')], 'tester'));
      assert.equal(unwrap(await store.caseFile(info.id, team)).things.size, 1);
      await store.close();
      await third.sql.close();
    } finally {
      for (const { sql } of [first, second]) await sql.close();
      await rm(dir, { recursive: true, force: true });
    }
  },
);
