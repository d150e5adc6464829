/**
 * Reading a backup back into a folder beside the record. Everything is checked before anything is
 * believed: each block of the archive, each file against the manifest, the manifest against its own digest.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { nodeFiles } from '../files.js';
import { sumOf } from './backup.js';
import {
  type BackedUpFile,
  isSafePath,
  type Manifest,
  MANIFEST,
  MANIFEST_SUM,
  readManifest,
} from './manifest.js';
import { BLOCK, padding, Pieces, readHeader, type TarHeader } from './tar.js';

/** A manifest is small beside what it lists; a longer one is none. */
const MANIFEST_MAX = 256 * 1024 * 1024;
const CHUNK = 1024 * 1024;

type Told = (done: number, total: number) => void;

/** Writes the files of a backup below `into`, flushed, or only reads them when that is `null`. */
export async function readBackup(
  file: string,
  into: string | null,
  progress: Told = () => {},
): Promise<Result<Manifest>> {
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) return noBackup(file);
  let done = 0;
  const source = createReadStream(file, { highWaterMark: CHUNK });
  source.on('data', (piece) => progress((done += piece.length), found.size));
  try {
    return await readArchive({ file, into, pieces: new Pieces(source) });
  } finally {
    source.destroy();
  }
}

interface Reading {
  readonly file: string;
  readonly into: string | null;
  readonly pieces: Pieces;
}

async function readArchive(reading: Reading): Promise<Result<Manifest>> {
  const { file, pieces, into } = reading;
  const files: BackedUpFile[] = [];
  const seen = new Set<string>();
  for (;;) {
    const block = await pieces.exactly(BLOCK);
    const header = block.length === BLOCK ? readHeader(block) : null;
    if (header === null) return damagedBackup(file, 'it is cut off or does not read', files.length);
    if (header === 'end') return damagedBackup(file, 'it has no manifest', files.length);
    if (header.path === MANIFEST) {
      const manifest = await readEnd(reading, header, files);
      if (manifest.ok && into !== null) await flushFolders(into);
      return manifest;
    }
    if (!isSafePath(header.path) || seen.has(header.path))
      return damagedBackup(file, 'it holds a file that a backup may not bring', files.length);
    seen.add(header.path);
    const taken = await takeFile(reading, header);
    if (taken === null) return damagedBackup(file, 'a file in it is cut off', files.length);
    files.push(taken);
  }
}

async function takeFile({ into, pieces }: Reading, header: TarHeader): Promise<BackedUpFile | null> {
  const { path, bytes } = header;
  const hash = createHash('sha256');
  const out = into === null ? null : await openNew(join(into, path));
  try {
    for (let missing = bytes; missing > 0;) {
      const piece = await pieces.some(Math.min(missing, CHUNK));
      if (piece.length === 0) return null;
      hash.update(piece);
      await out?.appendFile(piece);
      missing -= piece.length;
    }
    await out?.datasync();
  } finally {
    await out?.close();
  }
  return (await padded(pieces, bytes)) ? { path, bytes, sha256: hash.digest('hex') } : null;
}

async function openNew(path: string) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return await open(path, 'wx', 0o600);
}

async function padded(pieces: Pieces, bytes: number): Promise<boolean> {
  const wanted = padding(bytes).length;
  const rest = await pieces.exactly(wanted);
  return rest.length === wanted && rest.every((byte) => byte === 0);
}

/** The manifest, its digest and the end of the archive. */
async function readEnd(
  { file, pieces }: Reading,
  header: TarHeader,
  files: readonly BackedUpFile[],
): Promise<Result<Manifest>> {
  const broken = (what: string) => damagedBackup(file, what, files.length);
  if (header.bytes > MANIFEST_MAX) return broken('its manifest is too long');
  const bytes = await pieces.exactly(header.bytes);
  const whole = bytes.length === header.bytes && (await padded(pieces, header.bytes));
  const sumHeader = readHeader(await pieces.exactly(BLOCK));
  if (!whole || sumHeader === null || sumHeader === 'end' || sumHeader.path !== MANIFEST_SUM)
    return broken('its manifest is cut off');
  const wanted = `${sumOf(bytes)}  ${MANIFEST}\n`;
  const sum = new TextDecoder().decode(await pieces.exactly(Math.min(sumHeader.bytes, BLOCK)));
  if (sum !== wanted || !(await padded(pieces, sumHeader.bytes))) return broken('its manifest was altered');
  const end = await pieces.exactly(2 * BLOCK + 1);
  if (end.length !== 2 * BLOCK || end.some((byte) => byte !== 0)) return broken('it does not end as one');
  const manifest = readManifest(new TextDecoder().decode(bytes));
  if (manifest === 'newer')
    return fail('backup-newer', 'The backup was made by a newer version of this program.', {
      where: file,
      fix: 'Install the newer version of article33, and restore with it.',
    });
  if (manifest === null) return broken('its manifest does not read');
  const wrong = firstDifference(manifest.files, files);
  return wrong === null ? ok(manifest) : broken(`${wrong} is not what its manifest says`);
}

function firstDifference(said: readonly BackedUpFile[], found: readonly BackedUpFile[]): string | null {
  for (let i = 0; i < Math.max(said.length, found.length); i++) {
    const [a, b] = [said[i], found[i]];
    if (a === undefined || b === undefined) return a?.path ?? b?.path ?? null;
    if (a.path !== b.path || a.bytes !== b.bytes || a.sha256 !== b.sha256) return b.path;
  }
  return null;
}

/** Names are made durable too, from the deepest folder up. */
export async function flushFolders(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isDirectory()) await nodeFiles.syncFolder(join(entry.parentPath, entry.name));
  await nodeFiles.syncFolder(folder);
}

export function damagedBackup(
  file: string,
  what: string,
  after: number,
): { readonly ok: false; readonly problem: Problem } {
  return fail('backup-damaged', `The backup is damaged: ${what} (after ${after} good files).`, {
    where: file,
    fix: 'Nothing was changed. Take another copy of it, or an older or newer backup, and check the disk it is on.',
  });
}

function noBackup(file: string): Result<never> {
  return fail('no-backup', 'There is no backup there.', {
    where: file,
    fix: 'Name the .tar file that `article33 backup` made, or the folder it is in.',
  });
}
