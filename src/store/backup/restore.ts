/**
 * Restoring: the backup is read into a folder beside the record, checked whole and compared with what is
 * there; only then does it take its place.
 */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { toHex } from '../../core/base/bytes.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type Clock, type Head } from '../../app/ports.js';
import { findDirectory } from '../directory.js';
import { errorCode, type Files, nodeFiles, writeProblem } from '../files.js';
import { takeLock } from '../lock.js';
import { checkStaged, readPresent } from './compare.js';
import { type Manifest } from './manifest.js';
import { damagedBackup, readBackup } from './stage.js';
import { finishSwap, staging, swapIn } from './swap.js';

export interface RestoreOrder {
  /** A backup, or a folder of them: the newest is taken. */
  readonly from: string;
  readonly dir: string;
  readonly files?: Files;
  readonly clock?: Clock;
  readonly progress?: (done: number, total: number) => void;
}

export interface Restored {
  readonly file: string;
  readonly dir: string;
  readonly made: string;
  readonly keys: boolean;
  readonly dossiers: readonly ({ readonly dossier: string } & Head)[];
  /** Where the directory that was replaced is kept, because it was damaged; all of a whole one is in the backup. */
  readonly kept: string | null;
}

/** Problems: `no-backup`, `backup-damaged`, `backup-newer`, `backup-older`, `backup-other`, `locked`, `disk-full`. */
export async function restoreBackup(order: RestoreOrder): Promise<Result<Restored>> {
  const dir = resolve(order.dir);
  const files = order.files ?? nodeFiles;
  const file = await newestIn(resolve(order.from));
  if (!file.ok) return file;
  const found = await findDirectory(dir);
  if (!found.ok && !REPAIRABLE.has(found.problem.kind)) return found;
  const lock = await takeLock(dir, toHex(new Uint8Array(randomBytes(8))));
  if (!lock.ok) return lock;
  try {
    await finishSwap(dir, files);
    const clock = order.clock ?? (() => new Date());
    return await restoreLocked({ ...order, dir, files, clock, from: file.value });
  } catch (error) {
    if (/^E[A-Z]+$/.test(errorCode(error))) return writeProblem(error, dir);
    throw error;
  } finally {
    await lock.value.release();
  }
}

/** What a restore is for. */
const REPAIRABLE = new Set(['damaged', 'restore-unfinished']);

async function restoreLocked(
  order: RestoreOrder & { readonly clock: Clock; readonly files: Files },
): Promise<Result<Restored>> {
  const { dir, files, from } = order;
  const staged = staging(dir);
  const present = await readPresent(dir, files);
  const refuse = async <T>(problem: Result<T>): Promise<Result<never>> => {
    await rm(staged, { recursive: true, force: true });
    return problem.ok ? fail('bug', 'A success was refused.') : problem;
  };
  await mkdir(staged, { recursive: true, mode: 0o700 });
  let manifestRead: Manifest;
  try {
    const manifest = await readBackup(from, staged, order.progress);
    if (!manifest.ok) return await refuse(manifest);
    const version = await findDirectory(staged);
    if (!version.ok) return await refuse(version);
    if (version.value === 'new') return await refuse(damagedBackup(from, 'it holds no version file', 0));
    const checked = await checkStaged({ staged, file: from, manifest: manifest.value }, present, files);
    if (!checked.ok) return await refuse(checked);
    manifestRead = manifest.value;
  } catch (error) {
    await rm(staged, { recursive: true, force: true }).catch(() => {});
    throw error;
  }
  // From here on what was staged may count, and is never taken away again.
  const damaged = present.some(({ tree }) => tree === null);
  const keep = damaged ? `replaced-${order.clock().toISOString().replaceAll(/[:.]/g, '-')}` : null;
  await swapIn(dir, files, keep);
  return ok(answer({ file: from, dir, kept: keep === null ? null : join(dir, keep) }, manifestRead));
}

function answer(
  where: Pick<Restored, 'file' | 'dir' | 'kept'>,
  { made, keys, dossiers }: Manifest,
): Restored {
  return {
    ...where,
    made,
    keys,
    dossiers: dossiers.map(({ id, size, root }) => ({ dossier: id, size, root })),
  };
}

async function newestIn(from: string): Promise<Result<string>> {
  const found = await stat(from).catch(() => null);
  if (found === null || !found.isDirectory()) return ok(from);
  const names = (await readdir(from)).filter((name) => /^article33-[0-9TZ-]+\.tar$/.test(name)).sort();
  const last = names.at(-1);
  return last === undefined
    ? fail('no-backup', 'The folder holds no backup.', {
        where: from,
        fix: 'Name the .tar file that `article33 backup` made, or the folder it is in.',
      })
    : ok(join(from, last));
}
