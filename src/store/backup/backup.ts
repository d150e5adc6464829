/**
 * A backup: one tar file with everything of a data directory that cannot be made again, as it stood at
 * one moment, and last the manifest that says what each file must be. It is written beside, flushed and
 * then named, so a file under a backup's name is a whole backup.
 */
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { utf8 } from '../../core/base/bytes.js';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { type BackupMade, type Clock } from '../../app/ports.js';
import { errorCode, nodeFiles, writeProblem } from '../files.js';
import { type Log } from '../replay.js';
import { type Contents, type Item, settle, unchanged } from './contents.js';
import { type BackedUpFile, FORMAT, type Manifest, MANIFEST, KEY_WRAP, MANIFEST_SUM } from './manifest.js';
import { END, padding, tarHeader } from './tar.js';

export interface BackupOrder {
  /** A file to make, or a folder to make one in. */
  readonly to: string;
  /** Whether private keys go with it. */
  readonly keys: boolean;
  /** The version of this program. */
  readonly program: string;
  /** Bytes done, of so many. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

export interface BackedUp {
  readonly dir: string;
  readonly clock: Clock;
  /** Runs `work` while nothing is committed and no segment is rewritten. */
  readonly quietly: <T>(work: (logs: readonly Log[]) => Promise<T>) => Promise<T>;
}

/** Attempts before a directory is said to change too fast: each is spoiled only by an erasure meanwhile. */
const ATTEMPTS = 3;
const CHUNK = 1024 * 1024;

/** Problems: `backup-exists`, `backup-inside`, `backup-disturbed`, `disk-full`, `not-writable`, `write-failed`. */
export async function makeBackup(store: BackedUp, order: BackupOrder): Promise<Result<BackupMade>> {
  const made = store.clock().toISOString();
  const named = await nameFor(resolve(order.to), made);
  const inside = !relative(store.dir, named).startsWith(`..${sep}`);
  if (inside)
    return fail('backup-inside', 'A backup inside the directory it is of would be lost with it.', {
      where: named,
      fix: 'Name a place outside the data directory, best on another disk.',
    });
  if (await stat(named).catch(() => null))
    return fail('backup-exists', 'There is a file of that name already, and it is left as it is.', {
      where: named,
      fix: 'Choose another name, or give a folder: the backup is then named by its time.',
    });
  const beside = `${named}.part`;
  try {
    await mkdir(dirname(named), { recursive: true, mode: 0o700 });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const contents = await store.quietly((logs) => settle(store.dir, logs, order.keys));
      if (!contents.ok) return contents;
      const manifest = await writeArchive(store.dir, beside, contents.value, { ...order, made });
      if (manifest === null) continue;
      // An erasure during the copying would be in the backup as if it had not happened.
      if (!(await store.quietly(() => unchanged(store.dir, contents.value.items)))) continue;
      await rename(beside, named);
      await nodeFiles.syncFolder(dirname(named));
      return ok(answer(named, (await stat(named)).size, manifest));
    }
    return disturbed(store.dir);
  } catch (error) {
    return notWritten(error, named);
  } finally {
    await rm(beside, { force: true }).catch(() => {});
  }
}

/** In a folder the name tells the time. What a killed backup left there goes: it may hold what is erased by now. */
async function nameFor(to: string, made: string): Promise<string> {
  const found = await stat(to).catch(() => null);
  if (found === null || !found.isDirectory()) return to;
  for (const name of await readdir(to))
    if (/^article33-[0-9TZ-]+\.tar\.part$/.test(name)) await rm(join(to, name), { force: true });
  return join(to, `article33-${made.replaceAll(':', '-').replace('.', '-')}.tar`);
}

/** `null` when a file was cut short or taken away while it was copied. */
async function writeArchive(
  dir: string,
  path: string,
  contents: Contents,
  how: BackupOrder & { readonly made: string },
): Promise<Manifest | null> {
  await rm(path, { force: true });
  const out = await open(path, 'wx', 0o600);
  try {
    const total = contents.items.reduce((sum, item) => sum + item.bytes, 0);
    const files: BackedUpFile[] = [];
    let done = 0;
    const tell = (bytes: number) => how.progress?.((done += bytes), total);
    for (const item of contents.items) {
      const file = await addItem(out, dir, item, tell);
      if (file === null) return null;
      files.push(file);
    }
    const { keys, program, made } = how;
    const manifest: Manifest = {
      format: FORMAT,
      program,
      made,
      keys,
      dossiers: [...contents.dossiers],
      files,
    };
    const text = utf8(`${JSON.stringify(manifest, null, 1)}\n`);
    await addBytes(out, MANIFEST, text);
    await addBytes(out, MANIFEST_SUM, utf8(`${sumOf(text)}  ${MANIFEST}\n`));
    await out.appendFile(END);
    await out.sync();
    return manifest;
  } finally {
    await out.close();
  }
}

async function addItem(
  out: FileHandle,
  dir: string,
  item: Item,
  tell: (bytes: number) => void,
): Promise<BackedUpFile | null> {
  const { path, bytes } = item;
  await addHeader(out, path, bytes);
  const hash = createHash('sha256');
  if (item.read !== null) {
    hash.update(item.read);
    await out.appendFile(item.read);
    tell(bytes);
  } else if (!(await copy(out, join(dir, path), bytes, { hash, tell }))) return null;
  await out.appendFile(padding(bytes));
  return { path, bytes, sha256: hash.digest('hex') };
}

async function copy(
  out: FileHandle,
  path: string,
  bytes: number,
  { hash, tell }: { readonly hash: Hash; readonly tell: (bytes: number) => void },
): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return false;
  try {
    for (let at = 0; at < bytes;) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK, bytes - at));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return false;
      const piece = buffer.subarray(0, bytesRead);
      hash.update(piece);
      await out.appendFile(piece);
      at += bytesRead;
      tell(bytesRead);
    }
    return true;
  } finally {
    await file.close();
  }
}

async function addBytes(out: FileHandle, path: string, bytes: Uint8Array): Promise<void> {
  await addHeader(out, path, bytes.length);
  await out.appendFile(bytes);
  await out.appendFile(padding(bytes.length));
}

async function addHeader(out: FileHandle, path: string, bytes: number): Promise<void> {
  const header = tarHeader({ path, bytes });
  if (header === null) throw new Error('A path is too long for a backup');
  await out.appendFile(header);
}

export function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function answer(file: string, bytes: number, { keys, dossiers, files }: Manifest): BackupMade {
  return {
    file,
    bytes,
    files: files.length,
    keys,
    encrypted: files.some(({ path }) => path === KEY_WRAP),
    dossiers: dossiers.map(({ id, size, root }) => ({ dossier: id, size, root })),
  };
}

function disturbed(dir: string): Result<never> {
  return fail(
    'backup-disturbed',
    'The record was rewritten each time it was being copied; no backup was made.',
    {
      where: dir,
      fix: 'Make the backup again when no erasure runs.',
    },
  );
}

function notWritten(error: unknown, path: string): { readonly ok: false; readonly problem: Problem } {
  if (!/^E[A-Z]+$/.test(errorCode(error))) throw error;
  const { problem } = writeProblem(error, path);
  return fail(problem.kind, `The backup could not be written (${errorCode(error)}); none was made.`, {
    where: path,
    fix: `Free some space or choose another place for ${basename(path)}. The record itself is untouched.`,
  });
}
