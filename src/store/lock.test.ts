/** Two processes on one directory lose what they acknowledged: only a dead one's lock is taken over. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../core/base/result.js';
import { takeLock } from './lock.js';
import { type ProcessMark, startOf, thisProcess } from './process.js';
import { socketPath } from './socket.js';

async function inDirectory(work: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'a33-lock-'));
  try {
    await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function leave(dir: string, mark: Partial<ProcessMark>): Promise<void> {
  await writeFile(join(dir, 'lock'), JSON.stringify({ ...thisProcess(), ...mark, token: 'left' }));
}

async function kindOf(dir: string): Promise<string> {
  const taken = await takeLock(dir, 'ab12');
  if (!taken.ok) return `${taken.problem.kind}: ${taken.problem.message} ${taken.problem.fix ?? ''}`;
  await taken.value.release();
  return 'taken';
}

test('a live process keeps its lock, and the refusal names it and the way out', () =>
  inDirectory(async (dir) => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      const pid = child.pid ?? 0;
      await leave(dir, { pid, started: startOf(pid) });
      assert.match(await kindOf(dir), new RegExp(`^locked: .*process ${pid}.*--dir`));
    } finally {
      child.kill('SIGKILL');
      await new Promise((done) => child.once('exit', done));
    }
    assert.equal(await kindOf(dir), 'taken', 'once it is dead its lock is nobody’s');
  }));

test('a lock left before a restart of the machine, or by a process whose number was given again, is taken over', () =>
  inDirectory(async (dir) => {
    await leave(dir, { boot: 'another-boot' });
    assert.equal(await kindOf(dir), 'taken');
    await leave(dir, { started: '1' });
    assert.equal(await kindOf(dir), 'taken');
  }));

test('a lock of another machine, or that nobody can read, is left alone', () =>
  inDirectory(async (dir) => {
    await leave(dir, { host: `not-${hostname()}`, boot: 'another-boot' });
    assert.match(await kindOf(dir), /^locked: .*machine/);
    await writeFile(join(dir, 'lock'), 'not ours');
    assert.match(await kindOf(dir), /^locked: .*delete that file/);
  }));

test('a server that answers keeps its lock, though its process cannot be seen from here', () =>
  inDirectory(async (dir) => {
    const path = socketPath(dir);
    await mkdir(dirname(path), { recursive: true });
    const server = createServer();
    await new Promise<void>((done) => {
      server.listen(path, done);
    });
    await leave(dir, { pid: 4_190_000, started: '1' });
    assert.match(await kindOf(dir), /^locked/);
    await new Promise((done) => server.close(done));
    assert.equal(await kindOf(dir), 'taken');
  }));

test('of many that find a stale lock at once, one gets it', () =>
  inDirectory(async (dir) => {
    await leave(dir, { boot: 'another-boot' });
    const takes = await Promise.all(Array.from({ length: 12 }, (_, i) => takeLock(dir, `a${i}`)));
    const won = takes.filter((take) => take.ok);
    assert.equal(won.length, 1);
    assert.deepEqual(await readdir(dir), ['lock'], 'nothing is left lying about');
    const lock = unwrap(won[0] ?? takes[0] ?? (await takeLock(dir, 'x')));
    assert.equal(await lock.held(), true);
    await writeFile(join(dir, 'lock'), 'somebody else');
    assert.equal(await lock.held(), false, 'a lock taken away is noticed');
    await lock.release();
    assert.equal(await readFile(join(dir, 'lock'), 'utf8'), 'somebody else', 'and not released for another');
  }));
