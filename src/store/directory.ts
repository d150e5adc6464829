/**
 * The data directory: its version, its folders and the keys kept outside the database. A directory
 * that a newer program made is refused, and so is a folder that holds somebody's other files.
 */
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fromHex, toHex, utf8 } from '../core/base/bytes.js';
import { type DossierId } from '../core/base/ids.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type RandomBytes } from '../app/ports.js';
import { restoreIn } from './backup/swap.js';
import { type Files, readIfThere, readKept, replaceFile, replaceKept, writeProblem } from './files.js';

/** Version of the layout below and of the journal's bytes. An older program refuses what it cannot open. */
export const DIRECTORY_VERSION = { clear: 1, encrypted: 2 } as const;

export const layout = {
  version: (dir: string) => join(dir, 'version'),
  database: (dir: string) => join(dir, 'db'),
  /** The wrapped data key of an encrypted directory. */
  keyWrap: (dir: string) => join(dir, 'key.wrap'),
  /** There while an erasure is not finished. */
  erasing: (dir: string) => join(dir, 'erasing'),
  /** The latest instant seen. */
  clock: (dir: string) => join(dir, 'work', 'clock'),
  /** Evidence, by the hash of its bytes. */
  evidence: (dir: string) => join(dir, 'files'),
  dossiers: (dir: string) => join(dir, 'dossiers'),
  bodies: (dir: string, id: DossierId) => join(dir, 'dossiers', id, 'bodies'),
  dedupeKey: (dir: string, id: DossierId) => join(dir, 'dossiers', id, 'dedupe.key'),
  publicLog: (dir: string, id: DossierId) => join(dir, 'dossiers', id, 'log'),
  keys: (dir: string, id: DossierId) => join(dir, 'dossiers', id, 'keys'),
} as const;

/** Names that a directory may hold before it has a version file. */
const OURS = new Set(['lock', 'run', 'version.new', 'key.wrap', 'key.wrap.new']);

export type Found = 'new' | 'ours';

/** Makes the folder, readable by this user only, where it is absent; changes nothing in one that is there. */
export async function findDirectory(dir: string): Promise<Result<Found>> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const bytes = await readIfThere(layout.version(dir));
    return bytes === null ? await onlyOurs(dir, await readdir(dir)) : await checkVersion(dir, bytes);
  } catch (error) {
    return writeProblem(error, dir);
  }
}

async function checkVersion(dir: string, bytes: Uint8Array): Promise<Result<Found>> {
  const found = /^article33 data (\d+)\n$/.exec(new TextDecoder().decode(bytes));
  if (found === null)
    return fail('damaged', 'The version file of the data directory does not read.', {
      where: layout.version(dir),
      fix: `Restore it from a backup; it says "article33 data ${DIRECTORY_VERSION.clear}", or ${DIRECTORY_VERSION.encrypted} when encrypted.`,
    });
  const version = Number(found[1]);
  const { clear, encrypted } = DIRECTORY_VERSION;
  if (version > encrypted)
    return fail(
      'newer-directory',
      `The data directory was made by a newer version (format ${version}; this one reads ${encrypted}).`,
      { where: dir, fix: 'Install the newer version of article33, or choose another directory with --dir.' },
    );
  const wrapped = (await readIfThere(layout.keyWrap(dir))) !== null;
  if (wrapped === (version === encrypted)) return ok('ours');
  return wrapped ? notEncrypted(dir, clear) : noWraps(dir);
}

function noWraps(dir: string): Result<never> {
  return fail('damaged', 'The directory is encrypted, and the file that holds its wrapped key is gone.', {
    where: layout.keyWrap(dir),
    fix: 'Put it back from any backup of this directory made since it was encrypted. Without it the record is lost.',
  });
}

/** Somebody may have put a record in the clear in the place of the encrypted one. */
function notEncrypted(dir: string, version: number): Result<never> {
  return fail('damaged', `The directory has a wrapped key, but says that it is not encrypted (${version}).`, {
    where: layout.version(dir),
    fix: 'Restore the directory from a backup.',
  });
}

async function onlyOurs(dir: string, names: readonly string[]): Promise<Result<Found>> {
  const restore = restoreIn(names);
  if (restore === 'ready') return ok('ours');
  if (restore === 'unfinished')
    return fail('restore-unfinished', 'A restore into this directory was stopped before it was done.', {
      where: dir,
      fix: 'Run `article33 restore` again, or delete the directory: nothing was recorded in it.',
    });
  // Its making may have been cut short when this folder was made and the version was not.
  const begun = names.includes('dossiers') && (await readdir(layout.dossiers(dir))).length === 0;
  const ours = (name: string) => OURS.has(name) || (begun && name === 'dossiers');
  if (names.every((name) => ours(name) || /^lock\.[0-9a-f]+\.new$/.test(name))) return ok('new');
  return fail('not-a-data-directory', 'The folder holds other files and is no data directory.', {
    where: dir,
    fix: 'Choose an empty or new folder with --dir. If it was one, restore its version file from a backup.',
  });
}

/** Lays out a new directory, encrypted where its key was made before. Only the lock's holder calls it; the version file comes last. */
export async function startDirectory(dir: string, files: Files): Promise<Result<void>> {
  try {
    await mkdir(layout.dossiers(dir), { recursive: true, mode: 0o700 });
    const wrapped = (await readIfThere(layout.keyWrap(dir))) !== null;
    await replaceFile(files, layout.version(dir), versionText(wrapped ? 'encrypted' : 'clear'));
    return ok(undefined);
  } catch (error) {
    return writeProblem(error, dir);
  }
}

export function versionText(kind: keyof typeof DIRECTORY_VERSION): Uint8Array {
  return utf8(`article33 data ${DIRECTORY_VERSION[kind]}\n`);
}

const KEY_LENGTH = 32;

/** The dossier's dedupe key, or `null` when there is none here. */
export async function readDedupeKey(
  dir: string,
  id: DossierId,
  files: Files,
): Promise<Result<Uint8Array | null>> {
  const path = layout.dedupeKey(dir, id);
  const bytes = await readKept(files, path);
  if (!bytes.ok || bytes.value === null) return bytes;
  const key = fromHex(new TextDecoder().decode(bytes.value).trim());
  if (key.ok && key.value.length === KEY_LENGTH) return key;
  return fail('damaged', 'The key that finds repeated statements does not read.', {
    where: path,
    fix: 'Restore it from a backup. Without one, delete it: a new key is made at the next start.',
  });
}

/** The dossier's dedupe key, mode 600, made when absent. */
export async function dedupeKey(
  dir: string,
  id: DossierId,
  { files, random }: { readonly files: Files; readonly random: RandomBytes },
): Promise<Result<Uint8Array>> {
  const found = await readDedupeKey(dir, id, files);
  if (!found.ok) return found;
  if (found.value !== null) return ok(found.value);
  const path = layout.dedupeKey(dir, id);
  const key = random(KEY_LENGTH);
  try {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    await replaceKept(files, path, utf8(`${toHex(key)}\n`));
    await chmod(path, 0o600);
    return ok(key);
  } catch (error) {
    return writeProblem(error, path);
  }
}

/** Dossiers that have a folder here. */
export async function dossierFolders(dir: string): Promise<DossierId[]> {
  const entries = await readdir(layout.dossiers(dir), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
