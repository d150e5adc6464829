/**
 * A data directory exchanged for a restored one, so that a kill at any moment leaves the old or the new,
 * never some of both. `restore.new` is filled and checked first; `restore.ready`, written whole, is the
 * moment from which the new one counts; the renames after it are finished by whoever opens next.
 */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { utf8 } from '../../core/base/bytes.js';
import { type Files, readIfThere, replaceFile } from '../files.js';

const READY = 'restore.ready';
const NEW = 'restore.new';
const OLD = 'restore.old';

/** Stays where it is: the lock is ours, and a socket is nobody's while it is. */
const STAYS = /^(lock(\..*)?|run|restore\..*|replaced-.*)$/;

const marker = z.object({ old: z.array(z.string()), new: z.array(z.string()), into: z.string() });

export const staging = (dir: string): string => join(dir, NEW);

/** What a folder without a version file is: a restore that counts, one that does not, or neither. */
export function restoreIn(names: readonly string[]): 'ready' | 'unfinished' | 'none' {
  if (names.includes(READY)) return 'ready';
  return names.includes(NEW) ? 'unfinished' : 'none';
}

/**
 * Lets what was staged count from here on, and finishes. What it replaced goes to `keep`, a name in the
 * directory, or is removed once the directory has been opened.
 */
export async function swapIn(dir: string, files: Files, keep: string | null): Promise<void> {
  const old = (await readdir(dir)).filter((name) => !STAYS.test(name));
  await rm(join(dir, OLD), { recursive: true, force: true });
  const names = { old, new: await readdir(staging(dir)), into: keep ?? OLD };
  await replaceFile(files, join(dir, READY), utf8(JSON.stringify(names)));
  await finishSwap(dir, files);
}

/** The directory was opened, so what a restore replaced is of no more use. */
export function dropReplaced(dir: string): Promise<void> {
  return rm(join(dir, OLD), { recursive: true, force: true });
}

/** Finishes a restore that counts already; drops one that does not. Says which. Only the lock's holder calls it. */
export async function finishSwap(dir: string, files: Files): Promise<'finished' | 'dropped' | 'none'> {
  const bytes = await readIfThere(join(dir, READY));
  if (bytes === null) {
    if (!(await isThere(staging(dir)))) return 'none';
    await rm(staging(dir), { recursive: true, force: true });
    return 'dropped';
  }
  const names = marker.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const into = join(dir, names.into);
  await mkdir(into, { recursive: true, mode: 0o700 });
  for (const name of names.old) {
    // Once moved it is never moved again: what stands there now is the new one.
    if (await isThere(join(into, name))) continue;
    if (await isThere(join(dir, name))) await rename(join(dir, name), join(into, name));
  }
  for (const name of names.new)
    if (await isThere(join(staging(dir), name))) await rename(join(staging(dir), name), join(dir, name));
  await files.syncFolder(dir);
  await rm(join(dir, READY));
  await files.syncFolder(dir);
  await rm(staging(dir), { recursive: true, force: true });
  return 'finished';
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
