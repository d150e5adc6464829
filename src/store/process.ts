/** Who a process is, so that a lock left by a dead one can be told from a live one's. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

export interface ProcessMark {
  readonly pid: number;
  /** When it started, in the system's own terms; empty where that cannot be read. */
  readonly started: string;
  /** Which run of the machine it belongs to; empty where that cannot be read. */
  readonly boot: string;
  readonly host: string;
}

export function thisProcess(): ProcessMark {
  return { pid: process.pid, started: startOf(process.pid), boot: bootId(), host: hostname() };
}

export function bootId(): string {
  if (process.platform === 'linux') return readText('/proc/sys/kernel/random/boot_id');
  return process.platform === 'darwin' ? run('sysctl', ['-n', 'kern.bootsessionuuid']) : '';
}

/** Field 22 of `/proc/PID/stat` (clock ticks since boot), or what `ps` says. */
export function startOf(pid: number): string {
  if (process.platform === 'win32') return '';
  if (process.platform !== 'linux') return run('ps', ['-o', 'lstart=', '-p', String(pid)]);
  // The command's name stands in parentheses and may hold anything, so fields are counted after it.
  const stat = readText(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Whether the very process that made the mark still runs on this machine. */
export function isAlive(mark: ProcessMark, here: ProcessMark): boolean {
  if (mark.boot !== '' && here.boot !== '' && mark.boot !== here.boot) return false;
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const started = startOf(mark.pid);
  return mark.started === '' || started === '' || mark.started === started;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function run(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
