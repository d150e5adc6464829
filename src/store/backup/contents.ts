/**
 * What a backup is going to copy, settled at one moment at which nothing is being committed: of a
 * growing segment exactly what is committed, of small files the bytes themselves, of large ones
 * which file it was, so that one that was rewritten meanwhile is noticed.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { toHex } from '../../core/base/bytes.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { layout } from '../directory.js';
import { headOf } from '../record/head.js';
import { type Log } from '../replay.js';
import { type BackedUpLog, isKept, isKey, isSafePath } from './manifest.js';

export interface Item {
  readonly path: string;
  readonly bytes: number;
  /** Which file it was: its number in the file system. */
  readonly file: number;
  /** The bytes of a small file, read at once. */
  readonly read: Uint8Array | null;
}

export interface Contents {
  readonly items: readonly Item[];
  readonly dossiers: readonly BackedUpLog[];
}

/** Files up to this size are read at once; larger ones never change but by growing or being replaced. */
const SMALL = 64 * 1024;

export async function settle(dir: string, logs: readonly Log[], keys: boolean): Promise<Result<Contents>> {
  const items: Item[] = [];
  const names = (await readdir(dir, { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  for (const path of names) {
    if (!isKept(path) || (!keys && isKey(path))) continue;
    if (!isSafePath(path)) return strangeName(dir, path);
    const { size, ino } = await stat(join(dir, path));
    const bytes = committed(dir, path, size, logs);
    // A segment of which nothing is committed holds nothing.
    if (bytes === 0 && size > 0) continue;
    const small = bytes <= SMALL;
    const read = small ? (await readFile(join(dir, path))).subarray(0, bytes) : null;
    items.push({ path, bytes: read?.length ?? bytes, file: ino, read });
  }
  const dossiers = logs.map(({ id, journal }) => ({
    id,
    logId: toHex(journal.logId),
    ...headOf(journal.tree),
  }));
  return ok({ items, dossiers });
}

function committed(dir: string, path: string, size: number, logs: readonly Log[]): number {
  const full = join(dir, path);
  const log = logs.find(({ id }) => full.startsWith(join(layout.bodies(dir, id), sep)));
  const number = /(\d{8})\.seg$/.exec(path)?.[1];
  return log === undefined || number === undefined ? size : log.journal.committedIn(Number(number), size);
}

/** Whether every segment, and every file that was not read at once, is still the one it was. */
export async function unchanged(dir: string, items: readonly Item[]): Promise<boolean> {
  for (const { path, bytes, file, read } of items) {
    // An erasure rewrites small segments too.
    if (read !== null && !path.endsWith('.seg')) continue;
    const now = await stat(join(dir, path)).catch(() => null);
    if (now === null || now.ino !== file || now.size < bytes) return false;
  }
  return true;
}

function strangeName(dir: string, path: string): Result<never> {
  return fail('strange-file', 'The data directory holds a file that is not of this program.', {
    where: join(dir, path),
    fix: 'Move it somewhere else, and make the backup again.',
  });
}
