/**
 * `DIR/db`: PGlite's folder and a note on how it was left. PGlite never flushes, so after a power cut
 * its folder may be anything; when the note does not say that it is good, it is thrown away and the
 * database is filled again from the journal.
 */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { utf8 } from '../../core/base/bytes.js';
import { type Files, readIfThere, replaceFile, syncTree } from '../files.js';
import { bootId } from '../process.js';
import { freshDatabase, pgliteVersion } from './template.js';

/** Why a database was made anew; `kept` when it was not. */
export type FolderState = 'kept' | 'new' | 'other-version' | 'unclean-boot';

interface Note {
  /** The run of the machine during which it was last opened. */
  readonly boot: string;
  /** Closed in order and flushed. */
  readonly clean: boolean;
  readonly version: string;
}

const data = (folder: string) => join(folder, 'data');
const note = (folder: string) => join(folder, 'note');

/** Leaves a folder that PGlite may open at `folder/data`, marked as open. */
export async function openFolder(folder: string, files: Files): Promise<FolderState> {
  const state = await judge(folder);
  if (state === 'kept') await writeNote(folder, files, false);
  else await remakeFolder(folder, files);
  return state;
}

async function judge(folder: string): Promise<FolderState> {
  const found = await readNote(folder);
  if (found === null) return 'new';
  if (found.version !== (await pgliteVersion())) return 'other-version';
  const boot = bootId();
  return found.clean || (boot !== '' && found.boot === boot) ? 'kept' : 'unclean-boot';
}

/** Puts a fresh database in place of whatever is there. */
export async function remakeFolder(folder: string, files: Files): Promise<void> {
  const beside = `${folder}.new`;
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true, mode: 0o700 });
  try {
    await freshDatabase(data(beside));
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  }
  await rm(folder, { recursive: true, force: true });
  await rename(beside, folder);
  await writeNote(folder, files, false);
}

/** After PGlite was closed in order: flushes what it wrote, then says that the folder is good. */
export async function closeFolder(folder: string, files: Files): Promise<void> {
  await syncTree(data(folder));
  await writeNote(folder, files, true);
}

export function dataFolder(folder: string): string {
  return data(folder);
}

async function writeNote(folder: string, files: Files, clean: boolean): Promise<void> {
  const text: Note = { boot: bootId(), clean, version: await pgliteVersion() };
  await replaceFile(files, note(folder), utf8(JSON.stringify(text)));
}

async function readNote(folder: string): Promise<Note | null> {
  const bytes = await readIfThere(note(folder));
  if (bytes === null) return null;
  try {
    const found: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof found !== 'object' || found === null) return null;
    const { boot, clean, version } = found as Partial<Record<string, unknown>>;
    const fits = typeof boot === 'string' && typeof clean === 'boolean' && typeof version === 'string';
    return fits ? { boot, clean, version } : null;
  } catch {
    return null;
  }
}
