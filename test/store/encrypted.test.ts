/** The contract on an encrypted directory, whose index lives in memory. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../src/core/base/result.js';
import { openStore } from '../../src/store/open.js';
import { contract } from './contract.js';

contract('an encrypted directory', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'a33-store-'));
  const keyFile = join(parent, 'key');
  await writeFile(keyFile, new Uint8Array(32).fill(3));
  const secrets = { keyFile, passphraseFile: null, ask: null };
  let encrypt = true;
  return {
    open: async (options) => {
      const store = unwrap(await openStore({ dir: join(parent, 'data'), secrets, encrypt, ...options }));
      encrypt = false;
      return store;
    },
    remove: () => rm(parent, { recursive: true, force: true }),
  };
});
