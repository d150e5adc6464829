/** The contract on a real PostgreSQL server that this file starts itself. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { openStore } from '../../src/store/open.js';
import { contract, type Place } from './contract.js';
import { foldersContract } from './folders-contract.js';
import { startServer } from './postgres-server.js';

const server = await startServer();
if (typeof server === 'string') {
  test('the ledger on PostgreSQL', { skip: server }, () => {});
} else {
  after(() => server.stop());
  const makePlace = async (): Promise<Place> => {
    const parent = await mkdtemp(join(tmpdir(), 'a33-store-'));
    const databaseUrl = await server.database();
    return {
      open: async (options) =>
        unwrap(await openStore({ dir: join(parent, 'data'), databaseUrl, ...options })),
      remove: () => rm(parent, { recursive: true, force: true }),
    };
  };
  contract('PostgreSQL', makePlace);
  foldersContract('PostgreSQL', makePlace);
}
