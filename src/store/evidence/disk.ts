/**
 * Files of evidence on disk, below `files/`, each under the hash of its bytes (in an encrypted directory
 * under a keyed name, and sealed). What somebody called a file never becomes a path. A file is written
 * beside, flushed, renamed and its folder flushed: it is there whole or not at all.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { toHex } from '../../core/base/bytes.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import {
  type EvidenceFiles,
  FileDamaged,
  type FileState,
  type IncomingFile,
  type KeptFile,
  type OpenedFile,
  type RandomBytes,
} from '../../app/ports.js';
import { layout } from '../directory.js';
import { type Files, writeProblem } from '../files.js';
import { inPieces, openPieces, PIECE, plainLength, sealPieces, Unsealable } from './sealed.js';

export interface DiskParts {
  readonly dir: string;
  readonly files: Files;
  readonly random: RandomBytes;
  /** The longest file that is kept, in bytes. */
  readonly bytesMax: number;
}

/** What ended the reading of a file that is coming in. */
class Refused extends Error {
  readonly result: { readonly ok: false } & Result<never>;
  constructor(result: { readonly ok: false } & Result<never>) {
    super();
    this.result = result;
  }
}

export function diskEvidence(parts: DiskParts): EvidenceFiles {
  const { dir, files } = parts;
  const root = layout.evidence(dir);
  const path = (sha256: string) => pathOf(root, files.vault?.evidenceName(sha256) ?? sha256);
  const has = (sha256: string) => isFile(path(sha256));
  const pieces = (sha256: string) => readPieces(path(sha256), files);
  return {
    place: 'files/ in the data directory',
    has,
    keep: (incoming) => keep(parts, root, incoming),
    open: async (sha256) => {
      const bytes = await plainSize(path(sha256), files);
      if (bytes === null) return missingFile(sha256);
      return ok<OpenedFile>({ sha256, bytes, pieces: holdingBack(pieces(sha256), sha256) });
    },
    check: async (sha256) => ((await has(sha256)) ? checkPieces(pieces(sha256), sha256) : 'missing'),
    sweep: async (named) => {
      const names = new Set([...named].map((sha256) => files.vault?.evidenceName(sha256) ?? sha256));
      const strange = (await listed(root)).filter((name) => !names.has(name));
      for (const name of strange) await rm(pathOf(root, name), { force: true });
      return strange.length;
    },
    remove: async (sha256) => {
      await rm(path(sha256), { force: true });
      await files.syncFolder(dirname(path(sha256))).catch(() => {});
    },
  };
}

export function pathOf(root: string, name: string): string {
  return join(root, name.slice(0, 2), name);
}

async function keep(
  { files, random, bytesMax }: DiskParts,
  root: string,
  incoming: IncomingFile,
): Promise<Result<KeptFile>> {
  const beside = join(root, `${toHex(random(8))}.part`);
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
    const counted = counting(incoming, bytesMax);
    const file = await files.open(beside);
    try {
      let at = 0;
      const { vault } = files;
      for await (const piece of vault === null ? counted.pieces : sealPieces(vault, counted.pieces)) {
        await file.write(piece, at);
        at += piece.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const kept = counted.done();
    const target = pathOf(root, files.vault?.evidenceName(kept.sha256) ?? kept.sha256);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(beside, target);
    await files.syncFolder(dirname(target));
    await files.syncFolder(root);
    return ok(kept);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    if (error instanceof Refused) return error.result;
    return writeProblem(error, root);
  }
}

/** Lets pieces through while it hashes and counts them; throws `Refused` when they are too many or too few. */
export function counting(
  { pieces, bytes: announced }: IncomingFile,
  bytesMax: number,
): { readonly pieces: AsyncIterable<Uint8Array>; readonly done: () => KeptFile } {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* through(): AsyncGenerator<Uint8Array> {
    if ((announced ?? 0) > bytesMax) throw tooLarge(bytesMax);
    try {
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > bytesMax) throw tooLarge(bytesMax);
        hash.update(piece);
        yield piece;
      }
    } catch (error) {
      throw error instanceof Refused ? error : cutOff();
    }
    if (bytes === 0) throw refused('empty-file', 'The file is empty.', 'Choose the file that was meant.');
    if (announced !== null && bytes !== announced) throw cutOff();
  }
  return { pieces: through(), done: () => ({ sha256: hash.digest('hex'), bytes }) };
}

function refused(kind: string, message: string, fix: string): Refused {
  return new Refused(fail(kind, message, { fix }));
}

function cutOff(): Refused {
  return refused(
    'file-cut-off',
    'The file ended before it was whole; nothing of it is kept.',
    'Send it again.',
  );
}

function tooLarge(bytesMax: number): Refused {
  const megabytes = Math.floor(bytesMax / 1_048_576);
  return refused(
    'file-too-large',
    `The file has more than ${megabytes} MB, the most that is kept of one.`,
    'Keep it in parts, each under a source of its own or the same.',
  );
}

export function refusalIn(error: unknown): Result<never> | null {
  return error instanceof Refused ? error.result : null;
}

/** Seals a file that lies in the clear into another directory; false where it is not what its hash says. */
export async function sealInto(from: string, into: string, under: Files): Promise<boolean> {
  const { vault } = under;
  const sha256 = basename(from);
  if (vault === null) throw new Error('Nothing seals that directory');
  const target = pathOf(layout.evidence(into), vault.evidenceName(sha256));
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const file = await under.open(target);
  try {
    let at = 0;
    for await (const piece of sealPieces(vault, createReadStream(from, { highWaterMark: PIECE }))) {
      await file.write(piece, at);
      at += piece.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return (await checkPieces(readPieces(target, under), sha256)) === 'whole';
}

/** Whether a file of a directory bears the name that its bytes give it. */
export async function isRightlyNamed(path: string, { vault }: Pick<Files, 'vault'>): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    for await (const piece of readPieces(path, { vault })) hash.update(piece);
  } catch (error) {
    if (error instanceof Unsealable) return false;
    throw error;
  }
  const sha256 = hash.digest('hex');
  return basename(path) === (vault?.evidenceName(sha256) ?? sha256);
}

/** Whether a path below a data directory is that of a file of evidence. */
export function isEvidencePath(path: string): boolean {
  return /^files\/[0-9a-f]{2}\/[0-9a-f]{64}$/.test(path);
}

/** Files that a process left half written: their bytes never counted. Only the lock's holder sweeps. */
export async function sweepParts(dir: string): Promise<number> {
  const root = layout.evidence(dir);
  const parts = (await readdir(root).catch(() => [])).filter((name) => name.endsWith('.part'));
  for (const name of parts) await rm(join(root, name), { force: true });
  return parts.length;
}

/** Throws on what was not sealed here; what was damaged in the clear shows in the hash. */
export async function* readPieces(path: string, { vault }: Pick<Files, 'vault'>): AsyncGenerator<Uint8Array> {
  // Opened only when somebody reads: a file whose size alone is asked for stays closed.
  const stream = createReadStream(path, { highWaterMark: PIECE });
  yield* vault === null ? stream : openPieces(vault, stream);
}

/** Hands pieces on, the last only when all of them gave the hash. */
export async function* holdingBack(
  source: AsyncIterable<Uint8Array>,
  sha256: string,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  try {
    for await (const { bytes, last } of inPieces(source, PIECE)) {
      hash.update(bytes);
      if (last && hash.digest('hex') !== sha256) throw new FileDamaged();
      yield bytes;
    }
  } catch (error) {
    throw error instanceof Unsealable ? new FileDamaged() : error;
  }
}

export async function checkPieces(source: AsyncIterable<Uint8Array>, sha256: string): Promise<FileState> {
  const hash = createHash('sha256');
  try {
    for await (const piece of source) hash.update(piece);
  } catch (error) {
    if (error instanceof Unsealable) return 'damaged';
    throw error;
  }
  return hash.digest('hex') === sha256 ? 'whole' : 'damaged';
}

export function missingFile(sha256: string): { readonly ok: false } & Result<never> {
  return fail('file-missing', 'The record names this file, and its bytes are not here.', {
    where: sha256,
    fix: 'Run `article33 fsck`, and restore the directory from a backup.',
  });
}

const NAME = /^[0-9a-f]{64}$/;

/** The names of all files that are kept whole. */
async function listed(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile() && NAME.test(entry.name)).map(({ name }) => name);
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

/** Bytes of the file as it was given; `null` where there is none. */
async function plainSize(path: string, { vault }: Pick<Files, 'vault'>): Promise<number | null> {
  const size = (await stat(path).catch(() => null))?.size;
  if (size === undefined) return null;
  return vault === null ? size : plainLength(size);
}
