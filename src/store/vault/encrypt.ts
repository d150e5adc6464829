/**
 * A directory in the clear made an encrypted one: written whole beside, read back and compared, and then
 * exchanged as a restore is. Killed at any moment it is the one or the other, and never half.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { sameBytes, toHex } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { EMPTY_TREE, rootOf } from '../../core/ledger/tree.js';
import { type Head } from '../../app/ports.js';
import { isKept } from '../backup/manifest.js';
import { flushFolders } from '../backup/stage.js';
import { finishSwap, staging, swapIn } from '../backup/swap.js';
import { dossierFolders, findDirectory, layout, versionText } from '../directory.js';
import { isEvidencePath, sealInto } from '../evidence/disk.js';
import {
  errorCode,
  type Files,
  nodeFiles,
  readKept,
  replaceFile,
  replaceKept,
  writeProblem,
} from '../files.js';
import { rewriteSegment } from '../journal/erasures.js';
import { formsOf } from '../journal/form.js';
import { Journal } from '../journal/journal.js';
import { takeLock } from '../lock.js';
import { headOf } from '../record/head.js';
import { hashes } from '../replay.js';
import { newSecret, readWraps, type Secrets, startVault } from './unlock.js';
import { type Secret } from './wraps.js';

export interface EncryptOrder {
  readonly dir: string;
  readonly secrets: Secrets;
  readonly files?: Files;
}

export interface Encrypted {
  readonly dir: string;
  readonly files: number;
  readonly dossiers: readonly ({ readonly dossier: DossierId } & Head)[];
}

/** Problems: `no-record`, `already-encrypted`, `replaced-there`, those of a new secret, `damaged`, `locked`, `disk-full`. */
export async function encryptDirectory(order: EncryptOrder): Promise<Result<Encrypted>> {
  const dir = resolve(order.dir);
  const files = order.files ?? nodeFiles;
  const found = await findDirectory(dir);
  if (!found.ok) return found;
  const lock = await takeLock(dir, toHex(new Uint8Array(randomBytes(8))));
  if (!lock.ok) return lock;
  try {
    await finishSwap(dir, files);
    const ready = await readyFor(dir);
    return ready.ok ? await encryptLocked(dir, order.secrets, files) : ready;
  } catch (error) {
    if (/^E[A-Z]+$/.test(errorCode(error))) return writeProblem(error, dir);
    throw error;
  } finally {
    await lock.value.release();
  }
}

async function readyFor(dir: string): Promise<Result<void>> {
  const found = await findDirectory(dir);
  if (!found.ok) return found;
  if (found.value === 'new')
    return fail('no-record', 'There is no record in the directory to encrypt.', {
      where: dir,
      fix: 'Make an encrypted one with `article33 init --encrypt`, or name the right one with --dir.',
    });
  const wraps = await readWraps(dir);
  if (!wraps.ok) return wraps;
  if (wraps.value !== null)
    return fail('already-encrypted', 'The directory is encrypted already; nothing was changed.', {
      where: dir,
      fix: 'Change what opens it with `article33 passphrase`.',
    });
  const kept = (await readdir(dir)).find((name) => name.startsWith('replaced-'));
  if (kept !== undefined)
    return fail('replaced-there', 'A damaged record that a restore replaced is still there, in the clear.', {
      where: join(dir, kept),
      fix: 'Move it to an encrypted place, or delete it; then encrypt.',
    });
  return ok(undefined);
}

async function encryptLocked(dir: string, secrets: Secrets, files: Files): Promise<Result<Encrypted>> {
  const secret = await newSecret(secrets, dir, files);
  if (!secret.ok) return secret;
  const staged = staging(dir);
  const drop = () => rm(staged, { recursive: true, force: true });
  let written: Result<Omit<Encrypted, 'dir'>>;
  try {
    written = await stageSealed(dir, secret.value, files);
  } catch (error) {
    await drop().catch(() => {});
    throw error;
  }
  if (!written.ok) {
    await drop();
    return written;
  }
  // From here on what was staged may count, and is never taken away again.
  await swapIn(dir, files, null);
  return ok({ dir, ...written.value });
}

async function stageSealed(
  dir: string,
  secret: Secret,
  files: Files,
): Promise<Result<Omit<Encrypted, 'dir'>>> {
  const staged = staging(dir);
  await mkdir(staged, { recursive: true, mode: 0o700 });
  const sealing = {
    from: dir,
    into: staged,
    files,
    under: { ...files, vault: await startVault(staged, secret, files) },
  };
  const dossiers: Encrypted['dossiers'][number][] = [];
  for (const id of await dossierFolders(dir)) {
    const log = await sealLog(id, sealing);
    if (!log.ok) return log;
    dossiers.push({ dossier: id, ...log.value });
  }
  const others = await sealOthers(sealing);
  if (!others.ok) return others;
  await replaceFile(files, layout.version(staged), versionText('encrypted'));
  await flushFolders(staged);
  return ok({ files: others.value, dossiers });
}

interface Sealing {
  readonly from: string;
  readonly into: string;
  readonly files: Files;
  /** The same effects, sealing. */
  readonly under: Files;
}

/** Writes the segments of one log sealed, and reads them back: every body gives its leaf, the leaves the root. */
async function sealLog(id: DossierId, { from, into, files, under }: Sealing): Promise<Result<Head>> {
  const newLogId = () => new Uint8Array(32);
  const [folder, target] = [layout.bodies(from, id), layout.bodies(into, id)];
  const opened = await Journal.open(folder, { files, newLogId });
  if (!opened.ok) return opened;
  const { journal } = opened.value;
  await journal.close();
  await mkdir(target, { recursive: true, mode: 0o700 });
  let tree = EMPTY_TREE;
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.seg')).sort()) {
    const bytes = await files.read(join(folder, name));
    const sealed = rewriteSegment(bytes, tree, { from: formsOf(null), into: formsOf(under.vault) });
    tree = sealed.tree;
    if (sealed.segment !== null) await replaceFile(files, join(target, name), sealed.segment.bytes);
  }
  const again = await Journal.open(target, { files: under, newLogId });
  if (!again.ok) return again;
  let wrong: number | null = null;
  const read = await again.value.journal.frames(({ entries }) => {
    wrong ??= entries.find((entry) => !hashes(entry))?.seq ?? null;
  });
  await again.value.journal.close();
  const { tree: written, logId } = again.value.journal;
  const same = written.size === journal.tree.size && sameBytes(rootOf(written), rootOf(journal.tree));
  const named = written.size === 0 || sameBytes(logId, journal.logId);
  if (!read.ok) return read;
  return wrong === null && same && named ? ok(headOf(written)) : notTheSame(folder);
}

/** Everything else that a backup would keep: sealed, but for what is public. Returns how many files. */
async function sealOthers({ from, into, files, under }: Sealing): Promise<Result<number>> {
  let count = 0;
  const found = (await readdir(from, { withFileTypes: true, recursive: true })).filter((entry) =>
    entry.isFile(),
  );
  for (const entry of found) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(from, path).split(sep).join('/');
    if (!isKept(name) || name === 'version') continue;
    count += 1;
    if (name.endsWith('.seg')) continue;
    if (isEvidencePath(name)) {
      if (!(await sealInto(path, into, under))) return notTheSame(path);
      continue;
    }
    const target = join(into, name);
    const bytes = await files.read(path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    if (isClear(name)) {
      await replaceFile(files, target, bytes);
      continue;
    }
    await replaceKept(under, target, bytes);
    const again = await readKept(under, target);
    if (!again.ok || again.value === null || !sameBytes(again.value, bytes)) return notTheSame(path);
  }
  return ok(count);
}

/** What is in the clear also in an encrypted directory: the public log, and marks that say nothing. */
export function isClear(name: string): boolean {
  return /^(version|key\.wrap|erasing)$/.test(name) || /^dossiers\/[^/]+\/log\//.test(name);
}

function notTheSame(path: string): { readonly ok: false; readonly problem: Problem } {
  return fail('damaged', 'What was encrypted does not read back as it was; nothing was changed.', {
    where: path,
    fix: 'Check the disk, run `article33 fsck`, and encrypt again.',
  });
}
