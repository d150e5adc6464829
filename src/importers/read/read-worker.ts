/** The worker's side of `read-file.ts`: one file (or the path of a folder) in, what it is out, nothing kept. */
import { parentPort, workerData } from 'node:worker_threads';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type ReadFile } from '../../app/read-file.js';
import { readBagFolder } from './read-bag.js';
import { readBytes } from './read-bytes.js';
import { Refused } from './reading.js';

async function read(): Promise<Result<ReadFile>> {
  const { source, name } = workerData as { source: Uint8Array | string; name: string };
  try {
    return ok(await (typeof source === 'string' ? readBagFolder(source) : readBytes(source, name)));
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    return fail('damaged-file', 'The file begins as one kind but cannot be read to its end as that kind.', {
      fix: 'Open it in the program it came from and save it again, or ask for another copy.',
    });
  }
}

parentPort?.postMessage(await read());
