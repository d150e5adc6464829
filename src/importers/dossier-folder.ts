/**
 * Reads a dossier folder from disk: the `.json` files directly inside it, as UTF-8 text, nothing else.
 * What the text means is the business of `core/claim/dossier`.
 */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type DossierFile } from '../core/claim/dossier.js';
import { byText } from '../core/base/ids.js';
import { fail, ok, type Result } from '../core/base/result.js';

const FILE_BYTES_MAX = 32 * 1024 * 1024;

export async function readDossierFolder(folder: string): Promise<Result<readonly DossierFile[]>> {
  const names = await jsonNames(folder);
  if (!names.ok) return names;
  const files: DossierFile[] = [];
  for (const name of names.value) {
    const file = await readOne(folder, name);
    if (!file.ok) return file;
    files.push(file.value);
  }
  return ok(files);
}

/** The folders directly inside `parent` that hold a `dossier.json`, sorted. */
export async function findDossierFolders(parent: string): Promise<Result<readonly string[]>> {
  try {
    const entries = await readdir(parent, { withFileTypes: true });
    const found: string[] = [];
    for (const entry of entries) {
      const folder = join(parent, entry.name);
      if (entry.isDirectory() && (await readdir(folder)).includes('dossier.json')) found.push(folder);
    }
    return ok(found.sort(byText));
  } catch (error) {
    return unreadable(parent, error);
  }
}

/** A person's own folder of dossier folders; one without any is a mistake to be told, not a load of nothing. */
export async function findOwnDossierFolders(parent: string): Promise<Result<readonly string[]>> {
  const found = await findDossierFolders(parent);
  if (!found.ok || found.value.length > 0) return found;
  const names = await jsonNames(parent);
  const itself = names.ok && names.value.includes('dossier.json');
  return fail('no-dossier-there', 'No folder in it holds a dossier.json.', {
    where: parent,
    fix: itself
      ? `It is a dossier itself: name the folder above it, ${dirname(parent)}.`
      : 'Name the folder that holds your dossier folders; links are not followed.',
  });
}

async function jsonNames(folder: string): Promise<Result<readonly string[]>> {
  try {
    const entries = await readdir(folder);
    return ok(entries.filter((name) => name.endsWith('.json')).sort(byText));
  } catch (error) {
    return unreadable(folder, error);
  }
}

async function readOne(folder: string, name: string): Promise<Result<DossierFile>> {
  const path = join(folder, name);
  try {
    const stat = await lstat(path);
    if (!stat.isFile())
      return fail('not-a-file', 'A dossier holds plain files: no links or folders named .json.', {
        where: path,
        fix: 'Replace it by the file itself.',
      });
    if (stat.size > FILE_BYTES_MAX)
      return fail('file-too-large', `The file has ${stat.size} bytes; ${FILE_BYTES_MAX} are read at most.`, {
        where: path,
        fix: 'Split it, and list the parts in dossier.json.',
      });
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    return ok({ name: basename(path), text });
  } catch (error) {
    if (error instanceof TypeError)
      return fail('not-utf8', 'The file is not UTF-8 text.', { where: path, fix: 'Save it as UTF-8.' });
    return unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return fail('unreadable', `It could not be read (${code}).`, {
    where: path,
    fix: 'Check that it exists and that you may read it.',
  });
}
