/** The contract on the embedded database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../src/core/base/result.js';
import { openStore } from '../../src/store/open.js';
import { contract, type Place } from './contract.js';
import { foldersContract } from './folders-contract.js';

const makePlace = async (): Promise<Place> => {
  const parent = await mkdtemp(join(tmpdir(), 'a33-store-'));
  return {
    open: async (options) => unwrap(await openStore({ dir: join(parent, 'data'), ...options })),
    remove: () => rm(parent, { recursive: true, force: true }),
  };
};

contract('PGlite', makePlace);
foldersContract('PGlite', makePlace);
