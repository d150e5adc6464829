/**
 * One process at a time has a data directory: two on one embedded database lose what they
 * acknowledged. A lock is taken over only from a process that is certainly dead, never from one
 * that is merely slow.
 */
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok, type Problem, type Result } from '../core/base/result.js';
import { errorCode, writeProblem } from './files.js';
import { isAlive, type ProcessMark, thisProcess } from './process.js';
import { socketPath } from './socket.js';

export interface Lock {
  /** Whether it is still ours: asked before each commit. */
  held(): Promise<boolean>;
  release(): Promise<void>;
}

/** Milliseconds after taking over a lock before it is trusted: a rival who did the same has shown by then. */
const SETTLE_MS = 50;

/**
 * Takes `DIR/lock`, or says which process has it and what to do.
 * `token`: random text that tells this taking of the lock from any other.
 */
export async function takeLock(dir: string, token: string): Promise<Result<Lock>> {
  const path = join(dir, 'lock');
  const mine = JSON.stringify({ ...thisProcess(), token });
  const beside = `${path}.${token}.new`;
  try {
    await writeFile(beside, mine, { mode: 0o600 });
    // A link is made whole or not at all, so nobody ever reads half a lock.
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await linked(beside, path)) {
        if (attempt > 0) await wait(SETTLE_MS);
        if (await holds(path, mine)) return ok(lockOn(path, mine));
      }
      const stale = await removeIfStale(dir, path);
      if (!stale.ok) return stale;
    }
    return inUse(dir, null);
  } catch (error) {
    return writeProblem(error, path);
  } finally {
    await rm(beside, { force: true });
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function holds(path: string, mine: string): Promise<boolean> {
  return (await readLock(path)) === mine;
}

function lockOn(path: string, mine: string): Lock {
  return {
    held: () => holds(path, mine),
    async release() {
      if (await holds(path, mine)) await rm(path, { force: true });
    },
  };
}

async function readLock(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function removeIfStale(dir: string, path: string): Promise<Result<null>> {
  const text = await readLock(path);
  if (text === null) return ok(null);
  const mark = parseMark(text);
  if (mark === null)
    return fail('locked', 'The data directory has a lock that this program did not write.', {
      where: path,
      fix: `If no other program uses ${dir}, delete that file and start again.`,
    });
  const here = thisProcess();
  const elsewhere = mark.host !== here.host && mark.boot !== here.boot;
  if (elsewhere) return inUseElsewhere(path, mark);
  // In containers that share the directory a process id says little, but a live server answers.
  if (isAlive(mark, here) || (await answers(dir))) return inUse(dir, mark);
  if ((await readLock(path)) === text) await rm(path, { force: true });
  return ok(null);
}

function parseMark(text: string): ProcessMark | null {
  try {
    const mark: unknown = JSON.parse(text);
    if (typeof mark !== 'object' || mark === null) return null;
    const { pid, started, boot, host } = mark as Partial<Record<string, unknown>>;
    const texts = typeof started === 'string' && typeof boot === 'string' && typeof host === 'string';
    return texts && typeof pid === 'number' && Number.isInteger(pid) && pid > 0
      ? { pid, started, boot, host }
      : null;
  } catch {
    return null;
  }
}

function answers(dir: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(socketPath(dir));
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

function inUse(dir: string, mark: ProcessMark | null): { readonly ok: false; readonly problem: Problem } {
  const who = mark === null ? 'another process' : `process ${mark.pid}`;
  return fail('locked', `The data directory is in use by ${who}.`, {
    where: dir,
    fix:
      mark === null
        ? 'Try again when the other process has started or ended.'
        : `Stop it (kill ${mark.pid}), use the running server, or choose another directory with --dir.`,
  });
}

function inUseElsewhere(path: string, mark: ProcessMark): { readonly ok: false; readonly problem: Problem } {
  return fail(
    'locked',
    `The data directory is in use by process ${mark.pid} on the machine "${mark.host}".`,
    {
      where: path,
      fix: 'Stop it there. If that machine no longer uses this directory, delete the lock file and start again.',
    },
  );
}
