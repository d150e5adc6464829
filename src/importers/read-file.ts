/**
 * The door for every file from outside. Whatever parses it runs in a process of its own with a cap on
 * memory and time, which is ended at the cap; the process that asked goes on and is told why. (A thread
 * would not do: a script heap that fills in one step ends the whole process.) Nothing is fetched, run or
 * written.
 */
import { fork } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type FileReader, type ReadFile } from '../app/read-file.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { readLimits } from './read/reading.js';

export { readLimits };

/** See {@link FileReader}. Refusals carry where (the file's name, then the part) and what to do. */
export const readFile: FileReader = async (source, name) => {
  const where = shortName(name);
  if (!(source instanceof Uint8Array) && (await isFolder(source.path)))
    return placed(await readApart(source.path, name), where);
  const bytes = source instanceof Uint8Array ? ok(source) : await load(source.path);
  if (!bytes.ok) return placed(bytes, where);
  if (bytes.value.length === 0)
    return fail('empty-file', 'The file is empty.', { where, fix: 'Choose the file that was meant.' });
  if (bytes.value.length > readLimits.bytes) return placed(tooLarge(bytes.value.length), where);
  return placed(await readApart(bytes.value, name), where);
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

/** Files read at one time: what each may take is bounded, and so is what all of them may. */
const AT_ONCE = 2;
const waiting: (() => void)[] = [];
let reading = 0;

async function readApart(source: Uint8Array | string, name: string): Promise<Result<ReadFile>> {
  if (reading >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else reading++;
  try {
    return await readInProcess(source, name);
  } finally {
    // Whoever waits longest takes the place over, else it is free.
    const next = waiting.shift();
    if (next === undefined) reading--;
    else next();
  }
}

/** Windows starts no program without it; nothing else is handed on. */
const systemRoot = process.env['SystemRoot'];
const program = fileURLToPath(new URL('./read/read-process.js', import.meta.url));

function readInProcess(source: Uint8Array | string, name: string): Promise<Result<ReadFile>> {
  return new Promise((resolve) => {
    const child = fork(program, [], {
      execArgv: [`--max-old-space-size=${readLimits.memoryMb}`],
      // A reader has no business with settings or secrets, and its complaints must not reach a log.
      env: systemRoot === undefined ? {} : { SystemRoot: systemRoot },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    const settle = (result: Result<ReadFile>) => {
      clearTimeout(deadline);
      resolve(result);
      child.kill('SIGKILL');
    };
    const deadline = setTimeout(() => settle(tooMuch()), readLimits.deadlineMs);
    child.on('message', (answer: Result<ReadFile>) => settle(answer));
    child.on('error', () => settle(ended()));
    // It ends itself only after its answer: before that, its memory or the system ended it.
    child.on('exit', (code, signal) => settle(signal !== null || code === 134 ? tooMuch() : ended()));
    child.send({ source, name }, (error) => {
      if (error !== null) settle(ended());
    });
  });
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
