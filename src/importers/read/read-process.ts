/**
 * The other side of `read-file.ts`: a process for one file (or the path of a folder), which answers once
 * and ends. A second thread watches its memory and its time and ends it from within: the first
 * may be deep in a loop, and whoever started it may be gone.
 */
import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type ReadFile } from '../../app/read-file.js';
import { readBagFolder } from './read-bag.js';
import { readBytes } from './read-bytes.js';
import { readLimits, Refused } from './reading.js';

const watch = `
  const { residentMb, deadlineMs } = require('node:worker_threads').workerData;
  const start = Date.now();
  setInterval(() => {
    if (process.memoryUsage.rss() > residentMb * 1048576 || Date.now() - start > deadlineMs)
      process.kill(process.pid, 'SIGKILL');
  }, 50);
`;

async function read(source: Uint8Array | string, name: string): Promise<Result<ReadFile>> {
  try {
    return ok(await (typeof source === 'string' ? readBagFolder(source) : readBytes(source, name)));
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    return fail('damaged-file', 'The file begins as one kind but cannot be read to its end as that kind.', {
      fix: 'Open it in the program it came from and save it again, or ask for another copy.',
    });
  }
}

const { residentMb, deadlineMs } = readLimits;
new Worker(watch, { eval: true, workerData: { residentMb, deadlineMs: deadlineMs + 5000 } }).unref();

process.once('message', (job: { readonly source: Uint8Array | string; readonly name: string }) => {
  void read(job.source, job.name).then((answer) => process.send?.(answer, () => process.exit(0)));
});
// Whoever asked is gone: there is nobody to answer.
process.once('disconnect', () => process.exit(0));
