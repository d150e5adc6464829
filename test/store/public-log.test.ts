/** An erasure is told as one by whoever verifies the log, and the log goes on from what was signed before. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { openStore } from '../../src/store/open.js';
import { verifyPublished } from '../../src/store/public-log/verify.js';
import { info, says, team } from './fixtures.js';

test('attack 21: after an erasure the log still verifies from before it, and says erased, not missing', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'a33-public-'));
  const [dir, before] = [join(parent, 'data'), join(parent, 'checkpoint')];
  try {
    const store = unwrap(await openStore({ dir }));
    unwrap(await store.openDossier(info, null, 'tester'));
    unwrap(await store.append(info.id, [says('E-1', 'one'), says('E-2', 'two')], 'tester'));
    unwrap(await store.checkpoint(info.id, 'whole'));
    await cp(join(dir, 'dossiers', info.id, 'log', 'checkpoint'), before);
    const id = unwrap(await store.caseFile(info.id, team)).things.get('E-1')?.claims[0]?.id ?? '';
    unwrap(await store.erase(info.id, [id], { reason: 'person-asked', actor: 'tester', allowed: team }));
    await store.close();
    const [log] = unwrap(await verifyPublished(dir, { key: null, since: before }));
    assert.deepEqual([log?.finding, log?.size, log?.since], [null, 4, 3]);
    assert.deepEqual(log?.bodies, { proven: 3, erased: 1, missing: 0, unpublished: 0, finding: null });
    const again = unwrap(await openStore({ dir }));
    assert.equal(unwrap(await again.checkpoint(info.id, 'whole')).written, 0);
    await again.close();
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});
