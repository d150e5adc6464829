/**
 * The published logs of a data directory by their public names: files that anybody may read, and no
 * others. A name tells nothing of the dossier, and a path that the format does not have names no file.
 */
import { join } from 'node:path';
import { unverifiedCheckpoint } from '../../core/ledger/checkpoint.js';
import { parseTilePath } from '../../core/ledger/tiles.js';
import { type DossierId } from '../../core/base/ids.js';
import { dossierFolders, layout } from '../directory.js';
import { readIfThere } from '../files.js';
import { checkpointPath } from './published.js';

const ORIGIN = /^article33\/([0-9a-f]{32})$/;

/** What is served under `/log/NAME/`; `null` where there is nothing of that name. */
export async function readLogFile(dir: string, name: string, path: string): Promise<Uint8Array | null> {
  if (path !== 'checkpoint' && path !== 'keys' && parseTilePath(path) === null) return null;
  for (const id of await dossierFolders(dir).catch(() => []))
    if ((await logName(dir, id)) === name) return await readIfThere(join(layout.publicLog(dir, id), path));
  return null;
}

/** The public name of a dossier's log: 32 hexadecimal digits; `null` until it is published. */
export async function logName(dir: string, id: DossierId): Promise<string | null> {
  const bytes = await readIfThere(checkpointPath(dir, id));
  const checkpoint = bytes === null ? null : unverifiedCheckpoint(bytes);
  return checkpoint?.ok === true ? (ORIGIN.exec(checkpoint.value.origin)?.[1] ?? null) : null;
}
