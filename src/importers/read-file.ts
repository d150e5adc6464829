/**
 * The door for every file from outside. Whatever parses it runs in a worker with a cap on memory and
 * time, which is ended at the cap; the process that asked goes on and is told why. Nothing is
 * fetched, run or written.
 */
import { open, stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { type FileReader, type ReadFile } from '../app/read-file.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { readLimits } from './read/reading.js';

export { readLimits };

/** See {@link FileReader}. Refusals carry where (the file's name, then the part) and what to do. */
export const readFile: FileReader = async (source, name) => {
  const where = shortName(name);
  if (!(source instanceof Uint8Array) && (await isFolder(source.path)))
    return placed(await readInWorker(source.path, name), where);
  const bytes = source instanceof Uint8Array ? ok(source) : await load(source.path);
  if (!bytes.ok) return placed(bytes, where);
  if (bytes.value.length === 0)
    return fail('empty-file', 'The file is empty.', { where, fix: 'Choose the file that was meant.' });
  if (bytes.value.length > readLimits.bytes) return placed(tooLarge(bytes.value.length), where);
  return placed(await readInWorker(bytes.value, name), where);
};

function tooLarge(size: number): Result<never> {
  const megabytes = (n: number) => `${Math.ceil(n / 1_048_576)} MB`;
  return fail(
    'too-large',
    `The file has ${megabytes(size)}; at most ${megabytes(readLimits.bytes)} are read.`,
    {
      fix: 'Ask for it in parts.',
    },
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function load(path: string): Promise<Result<Uint8Array>> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return fail('no-such-file', 'That is no file.', { fix: 'Name a file.' });
    if (found.size > readLimits.bytes) return tooLarge(found.size);
    const file = await open(path, 'r');
    try {
      return ok(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return fail('no-such-file', `The file could not be read (${code}).`, {
      fix: 'Check the path; a name with spaces needs quotes.',
    });
  }
}

function placed<T>(result: Result<T>, name: string): Result<T> {
  if (result.ok) return result;
  const { where } = result.problem;
  return {
    ok: false,
    problem: { ...result.problem, where: where === undefined ? name : `${name}, ${where}` },
  };
}

/** How often the process is looked at for growth outside the script heap. */
const LOOK_MS = 50;

function readInWorker(source: Uint8Array | string, name: string): Promise<Result<ReadFile>> {
  return new Promise((resolve) => {
    const before = process.memoryUsage.rss();
    const worker = new Worker(new URL('./read/read-worker.js', import.meta.url), {
      workerData: { source, name },
      resourceLimits: { maxOldGenerationSizeMb: readLimits.memoryMb, maxYoungGenerationSizeMb: 64 },
      // A reader has no business with settings, and its complaints must not reach a log.
      env: {},
      stdout: true,
      stderr: true,
    });
    const settle = (result: Result<ReadFile>) => {
      clearTimeout(deadline);
      clearInterval(look);
      resolve(result);
      void worker.terminate();
    };
    const deadline = setTimeout(() => settle(tooMuch()), readLimits.deadlineMs);
    const look = setInterval(() => {
      if (process.memoryUsage.rss() - before > readLimits.growthMb * 1_048_576) settle(tooMuch());
    }, LOOK_MS);
    worker.on('message', settle);
    worker.on('error', (error) => settle(isMemory(error) ? tooMuch() : ended()));
    worker.on('exit', () => settle(ended()));
  });
}

function isMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooMuch(): Result<never> {
  return fail(
    'too-much-work',
    'Reading the file took more memory or time than a document needs, so it was stopped.',
    { fix: 'Treat it as hostile; ask for its text in another form.' },
  );
}

function ended(): Result<never> {
  return fail('damaged-file', 'The file could not be read to its end.', {
    fix: 'Ask for another copy.',
  });
}

/** The last part of a path, cut short: enough to tell which file, and no machine path. */
function shortName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.length > 80 ? `${last.slice(0, 77)}…` : last;
}
