/**
 * Keys of the directory that a backup without keys takes the place of: they stay, because another key
 * could not sign the same log on, and another dedupe key would not know what was said before.
 */
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DossierId } from '../../core/base/ids.js';
import { layout } from '../directory.js';
import { type Files, readKept, replaceKept } from '../files.js';
import { readSigners } from '../public-log/keys.js';
import { publishedCheck } from '../public-log/published.js';
import { type Manifest } from './manifest.js';

/** A directory, and what reads and writes it: each may be encrypted under a key of its own. */
interface Standing {
  readonly dir: string;
  readonly files: Files;
}

interface Staged {
  readonly staged: string;
  readonly files: Files;
}

/** Whether every dossier of the backup that was published has a key that signs its log. */
export async function keepKeys(here: Standing, into: Staged, { dossiers }: Manifest): Promise<boolean> {
  let all = true;
  for (const { id } of dossiers) all = (await keepKeysOf(here, into, id)) && all;
  return all;
}

async function keepKeysOf(here: Standing, into: Staged, id: DossierId): Promise<boolean> {
  const copy = async (path: (dir: string) => string) => {
    const bytes = await readKept(here.files, path(here.dir));
    if (!bytes.ok || bytes.value === null) return;
    await mkdir(dirname(path(into.staged)), { recursive: true, mode: 0o700 });
    await replaceKept(into.files, path(into.staged), bytes.value);
  };
  await copy((dir) => layout.dedupeKey(dir, id));
  const signers = await readSigners(here.dir, id, here.files);
  const check = await publishedCheck(into.staged, id, into.files);
  const published = check.ok ? check.value : null;
  const fits =
    signers.ok &&
    signers.value.length > 0 &&
    signers.value.every(({ name }) => published === null || name === published.origin);
  if (!fits) return published === null;
  for (const name of await readdir(layout.keys(here.dir, id)))
    if (name.endsWith('.key')) await copy((dir) => join(layout.keys(dir, id), name));
  return true;
}
