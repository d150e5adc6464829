/** Measures whole processes: what a user waits for, from the command to its answer. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the process itself saw last; there is none when it did not get to say. */
export interface Usage {
  /** Peak resident memory. */
  readonly peakMib: number;
  /** User and system time of all its threads; may be more than the wall time. */
  readonly cpuMs: number;
}

export interface Finished {
  readonly ms: number;
  readonly usage: Usage | null;
  readonly code: number | null;
  readonly stderr: string;
}

/** The process writes its own usage when it ends: the same on every system, no tool needed. */
const reportUsage = `data:text/javascript,${encodeURIComponent(
  `import { writeFileSync } from 'node:fs';
   process.on('exit', () => {
     const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
     const usage = { peakMib: maxRSS / 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 };
     writeFileSync(process.env.ARTICLE33_BENCH_USAGE, JSON.stringify(usage));
   });`,
)}`;

/** Runs `node script …args` to its end. */
export async function timeNode(args: readonly string[]): Promise<Finished> {
  const scratch = mkdtempSync(join(tmpdir(), 'a33-bench-'));
  const written = join(scratch, 'usage.json');
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', reportUsage, ...args], {
    env: { ...process.env, ARTICLE33_BENCH_USAGE: written },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr = collect(child);
  const code = await ended(child);
  const ms = performance.now() - began;
  const usage = readUsage(written);
  rmSync(scratch, { recursive: true, force: true });
  return { ms, usage, code, stderr: stderr.join('') };
}

function readUsage(file: string): Usage | null {
  try {
    const usage: Usage = JSON.parse(readFileSync(file, 'utf8'));
    return usage;
  } catch {
    return null;
  }
}

export type FirstPage = Pick<Finished, 'ms' | 'usage'>;

/** From the start of the server's process until `GET /` has come back whole with status 200; then the server is stopped. */
export async function timeFirstPage(
  args: readonly string[],
  port: number,
  msMax: number,
): Promise<FirstPage> {
  const scratch = mkdtempSync(join(tmpdir(), 'a33-bench-'));
  const written = join(scratch, 'usage.json');
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', reportUsage, ...args, '--port', String(port)], {
    env: { ...process.env, ARTICLE33_BENCH_USAGE: written, BROWSER: 'none' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr = collect(child);
  try {
    await firstAnswer(`http://127.0.0.1:${port}/`, child, began + msMax, stderr);
    const ms = performance.now() - began;
    child.kill('SIGTERM');
    await ended(child);
    return { ms, usage: readUsage(written) };
  } finally {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function firstAnswer(
  url: string,
  child: ChildProcess,
  deadline: number,
  stderr: readonly string[],
): Promise<void> {
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server ended: ${stderr.join('').slice(0, 400)}`);
    const answer = await fetch(url).catch(() => null);
    if (answer !== null) {
      await answer.text();
      if (answer.ok) return;
    }
    await sleep(10);
  }
  throw new Error(`No page after ${Math.round(deadline)} ms: ${stderr.join('').slice(0, 400)}`);
}

function collect(child: ChildProcess): string[] {
  const chunks: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
  return chunks;
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port to be had');
  return address.port;
}

/** The middle value; the mean of the two middle ones of an even number. Throws on none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('No values');
  return (upper + lower) / 2;
}
