/** Consent on both databases. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { openStore } from '../../src/store/open.js';
import { consentContract } from './consent-contract.js';
import { type Place } from './contract.js';
import { startServer } from './postgres-server.js';

async function place(databaseUrl: string | null): Promise<Place> {
  const parent = await mkdtemp(join(tmpdir(), 'a33-consent-'));
  return {
    open: async (options) => unwrap(await openStore({ dir: join(parent, 'data'), databaseUrl, ...options })),
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}

consentContract('PGlite', () => place(null));

const server = await startServer();
if (typeof server === 'string') {
  test('consent on PostgreSQL', { skip: server }, () => {});
} else {
  after(() => server.stop());
  consentContract('PostgreSQL', async () => place(await server.database()));
}
