/**
 * A fresh PGlite directory takes seconds and much memory to make, so one is made once, beside the
 * built program, and copied. It is made at install (`scripts/template.mjs`), or at first use.
 */
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
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

/** The same database as one archive (tar, gzip), for one that lives in memory only. */
export async function templateArchive(): Promise<Uint8Array> {
  const path = join(cacheFolder(), `pglite-${await pgliteVersion()}.tar.gz`);
  const kept = await readFile(path).catch(() => null);
  if (kept !== null) return new Uint8Array(kept);
  const folder = await mkdtemp(join(tmpdir(), 'article33-template-'));
  try {
    // Opened as a copy: opening one changes it.
    await freshDatabase(join(folder, 'data'));
    const database = await PGlite.create(join(folder, 'data'));
    const archive = new Uint8Array(await (await database.dumpDataDir('gzip')).arrayBuffer());
    await database.close();
    await keepArchive(path, archive);
    return archive;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where it cannot be kept it is made again each time. */
async function keepArchive(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  try {
    await writeFile(beside, bytes);
    await rename(beside, path);
  } catch {
    await rm(beside, { force: true }).catch(() => {});
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
