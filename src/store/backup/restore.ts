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
import { KEY_WRAP, type Manifest } from './manifest.js';
import { damagedBackup, readBackup } from './stage.js';
import { keepKeys } from './keep-keys.js';
import { finishSwap, staging, swapIn } from './swap.js';
import { noSecrets, type Secrets, unlock } from '../vault/unlock.js';
import { type Vault } from '../vault/vault.js';

export interface RestoreOrder {
  /** A backup, or a folder of them: the newest is taken. */
  readonly from: string;
  readonly dir: string;
  readonly files?: Files;
  /** What opens an encrypted backup, and an encrypted directory that is there already. */
  readonly secrets?: Secrets;
  readonly clock?: Clock;
  readonly progress?: (done: number, total: number) => void;
}

export interface Restored {
  readonly file: string;
  readonly dir: string;
  readonly made: string;
  readonly keys: boolean;
  readonly encrypted: boolean;
  /** Whether the entries were read and hashed; without the key of an encrypted backup only its files were. */
  readonly entriesChecked: boolean;
  /** Whether the keys that were here stayed, because the backup held none. */
  readonly keysKept: boolean;
  readonly dossiers: readonly ({ readonly dossier: string } & Head)[];
  /** Where the directory that was replaced is kept, because it was damaged; all of a whole one is in the backup. */
  readonly kept: string | null;
}

/** Problems: `no-backup`, `backup-damaged`, `backup-newer`, `backup-older`, `backup-other`, `backup-clear`, `needs-key`, `wrong-key`, `locked`, `disk-full`. */
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
    return await restoreLocked({ secrets: noSecrets, ...order, dir, files, clock, from: file.value });
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
  order: Required<Omit<RestoreOrder, 'progress'>> & Pick<RestoreOrder, 'progress'>,
): Promise<Result<Restored>> {
  const { dir, files, from, secrets } = order;
  const staged = staging(dir);
  const here = await vaultOfPresent(dir, secrets);
  if (!here.ok) return here;
  const present = await readPresent(dir, { ...files, vault: here.value });
  const refuse = async <T>(problem: Result<T>): Promise<Result<never>> => {
    await rm(staged, { recursive: true, force: true });
    return problem.ok ? fail('bug', 'A success was refused.') : problem;
  };
  await mkdir(staged, { recursive: true, mode: 0o700 });
  let manifestRead: Manifest;
  let entriesChecked = true;
  let keysKept = false;
  try {
    const manifest = await readBackup(from, staged, order.progress);
    if (!manifest.ok) return await refuse(manifest);
    const version = await findDirectory(staged);
    if (!version.ok) return await refuse(version);
    if (version.value === 'new') return await refuse(damagedBackup(from, 'it holds no version file', 0));
    const vault = await unlock(staged, secrets);
    // Whoever restores for somebody else need not be able to read it, as long as nothing is replaced.
    entriesChecked = vault.ok || vault.problem.kind !== 'needs-key' || present.length > 0;
    if (entriesChecked) {
      if (!vault.ok) return await refuse(vault);
      if (here.value !== null && vault.value === null) return await refuse(clearBackup(from));
      const under = { ...files, vault: vault.value };
      const standing = { dir, files: { ...files, vault: here.value } };
      const checked = await checkStaged(
        { staged, file: from, manifest: manifest.value },
        { ...standing, present },
        under,
      );
      if (!checked.ok) return await refuse(checked);
      if (!manifest.value.keys) keysKept = await keepKeys(standing, { staged, files: under }, manifest.value);
    }
    manifestRead = manifest.value;
  } catch (error) {
    await rm(staged, { recursive: true, force: true }).catch(() => {});
    throw error;
  }
  // From here on what was staged may count, and is never taken away again.
  const damaged = present.some(({ tree }) => tree === null);
  const keep = damaged ? `replaced-${order.clock().toISOString().replaceAll(/[:.]/g, '-')}` : null;
  await swapIn(dir, files, keep);
  const kept = keep === null ? null : join(dir, keep);
  return ok(answer({ file: from, dir, kept, keysKept, entriesChecked }, manifestRead));
}

/** A wrapped key that does not read is damage, which a restore is for: what stands there is kept aside. */
async function vaultOfPresent(dir: string, secrets: Secrets): Promise<Result<Vault | null>> {
  const vault = await unlock(dir, secrets);
  return !vault.ok && vault.problem.kind === 'damaged' ? ok(null) : vault;
}

/** It would put on the disk, readable, what was encrypted there. */
function clearBackup(file: string): Result<never> {
  return fail('backup-clear', 'The directory is encrypted, and the backup was made before it was.', {
    where: file,
    fix: 'Nothing was changed. Restore it into another directory with --dir, and encrypt that one.',
  });
}

function answer(
  where: Pick<Restored, 'file' | 'dir' | 'kept' | 'keysKept' | 'entriesChecked'>,
  { made, keys, dossiers, files }: Manifest,
): Restored {
  return {
    ...where,
    made,
    keys,
    encrypted: files.some(({ path }) => path === KEY_WRAP),
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
