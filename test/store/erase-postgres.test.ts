/** An erasure on a PostgreSQL server: gone from every table a dump would write, and from the segments that follow. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { toHex } from '../../src/core/base/bytes.js';
import { unwrap } from '../../src/core/base/result.js';
import { openStore } from '../../src/store/open.js';
import { everyone, info, says, team } from './fixtures.js';
import { startServer } from './postgres-server.js';
import { filesWith, tablesWith } from './traces.js';

const CANARY = 'Kanarienvogel 새 7f3a';
const order = { reason: 'order', actor: 'tester', allowed: team } as const;
const statements = [says('E-1', CANARY), says('E-1', 'another account')];

const server = await startServer();
if (typeof server === 'string') {
  test('an erasure on PostgreSQL', { skip: server }, () => {});
} else {
  after(() => server.stop());

  const withPlace = async (work: (dir: string, databaseUrl: string) => Promise<void>) => {
    const parent = await mkdtemp(join(tmpdir(), 'a33-erase-pg-'));
    try {
      await work(join(parent, 'data'), await server.database());
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  };

  test('attack 21: a claim erased on PostgreSQL is in no table, catalogue or segment, and does not come back', () =>
    withPlace(async (dir, databaseUrl) => {
      const store = unwrap(await openStore({ dir, databaseUrl }));
      unwrap(await store.openDossier(info, null, 'tester'));
      unwrap(await store.append(info.id, statements, 'tester'));
      const analyse = new pg.Client(databaseUrl);
      await analyse.connect();
      // As the server does by itself after a while: samples of what the columns hold.
      await analyse.query('ANALYZE');
      await analyse.end();
      assert.notDeepEqual(await tablesWith(databaseUrl, CANARY), [], 'it is there to begin with');
      const file = unwrap(await store.caseFile(info.id, everyone));
      const id = file.things.get('E-1')?.claims[0]?.id ?? '';
      const receipt = unwrap(await store.erase(info.id, [id], order));
      assert.deepEqual([receipt.database, receipt.left, receipt.unfinished], ['server', [], []]);
      assert.deepEqual(await tablesWith(databaseUrl, CANARY), []);
      assert.deepEqual(await filesWith(dir, CANARY), []);
      assert.equal(unwrap(await store.append(info.id, statements, 'tester')).added, 0);
      await store.close();

      const again = unwrap(await openStore({ dir, databaseUrl }));
      const report = unwrap(await again.fsck(info.id));
      assert.deepEqual([report.problems, report.erased], [[], [1]]);
      assert.equal(unwrap(await again.thing(info.id, 'E-1', team, '2999')).claims.length, 1);
      await again.close();
    }));

  test('segments of another directory, which had the body, lose it at their next start', () =>
    withPlace(async (dir, databaseUrl) => {
      const one = unwrap(await openStore({ dir, databaseUrl }));
      unwrap(await one.openDossier(info, null, 'tester'));
      unwrap(await one.append(info.id, statements, 'tester'));
      const id = toHex(unwrap(await one.entries(info.id, 1, 2, team))[0]?.id ?? new Uint8Array());
      await one.close();
      assert.notDeepEqual(await filesWith(dir, CANARY), []);
      const other = `${dir}-other`;
      await cp(dir, other, { recursive: true });
      const two = unwrap(await openStore({ dir: other, databaseUrl }));
      unwrap(await two.erase(info.id, [id], order));
      await two.close();
      const back = unwrap(await openStore({ dir, databaseUrl }));
      assert.deepEqual(await filesWith(dir, CANARY), []);
      assert.deepEqual(unwrap(await back.fsck(info.id)).problems, []);
      await back.close();
    }));
}

// The server's own dump, and so a server that brings the program for it: the package of the others does not.
const dumping = await startServer(false, ['pg_dump']);
if (typeof dumping === 'string') {
  test('attack 21: a dump of PostgreSQL made after an erasure', { skip: dumping }, () => {});
} else {
  after(() => dumping.stop());
  test('attack 21: a dump of PostgreSQL made after an erasure holds nothing of it, not even its words', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'a33-dump-'));
    try {
      const databaseUrl = await dumping.database();
      const dump = () =>
        execFileSync(join(dumping.bin, 'pg_dump'), [databaseUrl], { encoding: 'utf8', maxBuffer: 1e8 });
      const store = unwrap(await openStore({ dir: join(parent, 'data'), databaseUrl }));
      unwrap(await store.openDossier(info, null, 'tester'));
      unwrap(await store.append(info.id, statements, 'tester'));
      // The text, its bytes as a dump writes them, and the word that search keeps of it.
      const traces = [CANARY, Buffer.from(CANARY, 'utf8').toString('hex'), 'kanarienvogel'];
      const before = dump();
      for (const trace of traces) assert.ok(before.includes(trace), `${trace} is there to begin with`);
      const id = unwrap(await store.caseFile(info.id, everyone)).things.get('E-1')?.claims[0]?.id ?? '';
      unwrap(await store.erase(info.id, [id], order));
      const later = dump();
      for (const trace of traces) assert.ok(!later.includes(trace), trace);
      assert.ok(later.includes('another account'), 'what was not erased is still there');
      for (const trace of traces) assert.deepEqual(await tablesWith(databaseUrl, trace), []);
      await store.close();
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  });
}
