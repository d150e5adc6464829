/**
 * The few things the store does to files whose failure matters. They are a parameter, so that a
 * test can fill the disk at any write without filling a disk.
 */
import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Problem, type Result } from '../core/base/result.js';
import { type Vault } from './vault/vault.js';

export interface WritableFile {
  /** All of `bytes`, or it throws. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Returns when the bytes and the length are on the disk. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

export interface Files {
  /** Opens for reading and writing, making the file (mode 600) when absent. */
  open(path: string): Promise<WritableFile>;
  read(path: string): Promise<Uint8Array>;
  /** Makes names in the folder (created, renamed or removed) durable. */
  syncFolder(path: string): Promise<void>;
  /** Under it what the record holds is sealed before it is written; `null` where it is kept in the clear. */
  readonly vault: Vault | null;
}

export const nodeFiles: Files = {
  async open(path) {
    const handle = await openOrCreate(path);
    return {
      write: (bytes, position) => writeAll(handle, bytes, position),
      sync: () => handle.datasync(),
      truncate: (length) => handle.truncate(length),
      close: () => handle.close(),
    };
  },
  read: (path) => readFile(path),
  vault: null,
  async syncFolder(path) {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

async function openOrCreate(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return await open(path, 'wx+', 0o600);
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** A small file written beside, flushed and renamed; its folder is not flushed yet. */
export async function placeFile(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.new`;
  await rm(beside, { force: true });
  const file = await files.open(beside);
  try {
    await file.write(bytes, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

/** Replaces a small file whole: readers see the old or the new, also after a power cut. */
export async function replaceFile(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  await placeFile(files, path, bytes);
  await files.syncFolder(join(path, '..'));
}

/** `null` when there is no such file. */
export async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** As `readIfThere`, of a small file that is sealed where the directory is encrypted. */
export async function readKept(files: Files, path: string): Promise<Result<Uint8Array | null>> {
  const bytes = await readIfThere(path);
  if (bytes === null || files.vault === null) return ok(bytes);
  const opened = files.vault.openFile(path, bytes);
  if (opened !== null) return ok(opened);
  return fail('damaged', 'A file of the encrypted directory is not what was sealed there.', {
    where: path,
    fix: 'Restore it from a backup, and check the disk it is on.',
  });
}

/** As `replaceFile`, sealed where the directory is encrypted. */
export function replaceKept(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  return replaceFile(files, path, files.vault?.sealFile(path, bytes) ?? bytes);
}

/** Flushes every file below `folder`: what another program wrote there without ever flushing. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const handle = await open(join(entry.parentPath, entry.name), 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

/** The system's name for a failure (`ENOSPC`), or an empty text. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** A failed write in words: the disk is full, or something else is wrong with it. */
export function writeProblem(
  error: unknown,
  where: string,
): { readonly ok: false; readonly problem: Problem } {
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return fail('disk-full', 'The disk is full; nothing was recorded.', {
      where,
      fix: 'Free some space and do it again. Everything acknowledged before is safe.',
    });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return fail('not-writable', 'The data directory cannot be written; nothing was recorded.', {
      where,
      fix: 'Give this user the right to write there, or choose another directory with --dir.',
    });
  return fail(
    'write-failed',
    `A write failed (${code === '' ? 'unknown reason' : code}); nothing was recorded.`,
    {
      where,
      fix: 'Check the disk. Everything acknowledged before is safe.',
    },
  );
}
