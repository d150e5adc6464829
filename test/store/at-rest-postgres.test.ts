/** With a PostgreSQL server the directory is encrypted all the same; what the server holds is its operator's to encrypt. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { fillServer } from '../../src/store/backup/fill-server.js';
import { nodeFiles } from '../../src/store/files.js';
import { openStore } from '../../src/store/open.js';
import { unlock } from '../../src/store/vault/unlock.js';
import { systemRandom } from '../../src/store/vault/vault.js';
import { info, says, team } from './fixtures.js';
import { startServer } from './postgres-server.js';
import { filesWith } from './traces.js';

const CANARY = 'Kanarienvogel 새 88c2';

const server = await startServer();
if (typeof server === 'string') {
  test('an encrypted directory on PostgreSQL', { skip: server }, () => {});
} else {
  after(() => server.stop());

  test('attack 10: on PostgreSQL a claim’s text is in no file of an encrypted directory, and its segments fill an empty server', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'a33-rest-pg-'));
    try {
      const dir = join(parent, 'data');
      const secrets = { keyFile: join(parent, 'key'), passphraseFile: null, ask: null };
      const databaseUrl = await server.database();
      const store = unwrap(await openStore({ dir, databaseUrl, secrets, encrypt: true }));
      unwrap(await store.openDossier(info, null, 'tester'));
      unwrap(await store.append(info.id, [says('E-1', CANARY)], 'tester'));
      await store.close();
      assert.deepEqual(await filesWith(dir, CANARY), []);
      const refused = await openStore({ dir, databaseUrl });
      assert.equal(refused.ok ? '' : refused.problem.kind, 'needs-key');

      const empty = await server.database();
      const vault = unwrap(await unlock(dir, secrets));
      unwrap(await fillServer(empty, { dir, files: { ...nodeFiles, vault }, random: systemRandom }));
      const again = unwrap(await openStore({ dir, databaseUrl: empty, secrets }));
      assert.equal(unwrap(await again.thing(info.id, 'E-1', team)).claims.length, 1);
      const report = unwrap(await again.fsck(info.id));
      assert.deepEqual([report.problems, report.encrypted], [[], true]);
      await again.close();
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  });
}
