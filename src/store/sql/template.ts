/**
 * A fresh PGlite directory takes seconds and much memory to make, so one is made once, beside the
 * built program, and copied. It is made at install (`scripts/template.mjs`), or at first use.
 */
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorCode } from '../files.js';
import { PgliteSql } from './pglite.js';

/** Changes when the settings below do. */
const TEMPLATE = 1;

const create = {
  // Small log segments: a fresh directory is half the size.
  initdb: ['--wal-segsize=1'],
  settings: [
    // One process reads a team's record; the default of 128 MB is memory nobody uses.
    "shared_buffers = '16MB'",
    // Old log segments are deleted, not written over later: erased text must not linger in them.
    'wal_recycle = off',
    "max_wal_size = '32MB'",
    "min_wal_size = '2MB'",
  ],
};

const MAKING_MS = 180_000;

/** The version of PGlite installed; another one may not read what this one wrote. */
export async function pgliteVersion(): Promise<string> {
  const entry = import.meta.resolve('@electric-sql/pglite');
  const text = await readFile(new URL('../package.json', entry), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return `${version}-${TEMPLATE}`;
}

/** `dist/template/`, beside the compiled sources. */
function cacheFolder(): string {
  return fileURLToPath(new URL('../../../template', import.meta.url));
}

/** Makes the template unless it is there, and returns its folder. */
export async function makeTemplate(): Promise<string> {
  const cache = cacheFolder();
  const ready = join(cache, `pglite-${await pgliteVersion()}`);
  if (await exists(join(ready, 'PG_VERSION'))) return ready;
  await mkdir(cache, { recursive: true });
  const making = await mkdtemp(join(cache, 'making-'));
  try {
    await makeDatabase(making);
    await rename(making, ready);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // Another process was quicker.
    if (!(await exists(join(ready, 'PG_VERSION')))) throw error;
  }
  return ready;
}

/** A fresh database in `folder`, which must not exist: a copy, or made anew where no copy can be kept. */
export async function freshDatabase(folder: string): Promise<void> {
  try {
    await cp(await makeTemplate(), folder, { recursive: true });
  } catch (error) {
    if (errorCode(error) !== 'EACCES' && errorCode(error) !== 'EROFS' && errorCode(error) !== 'EPERM')
      throw error;
    await rm(folder, { recursive: true, force: true });
    await makeDatabase(folder);
  }
}

async function makeDatabase(folder: string): Promise<void> {
  const sql = new PgliteSql({ folder, deadlineMs: MAKING_MS, create });
  try {
    await sql.query('CHECKPOINT');
  } finally {
    await sql.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await readFile(path);
    return true;
  } catch {
    return false;
  }
}
