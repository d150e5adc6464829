/** Tables in and out, piece by piece: a register of a million rows is never held as one text. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileToWrite } from '../app/link-files.js';
import { fail, ok, type Result } from '../core/base/result.js';

/** Kinds: `no-file`, `not-utf8`, `cannot-read`, and what `accept` refuses. */
export async function readPieces(
  path: string,
  accept: (piece: string) => Result<void>,
): Promise<Result<void>> {
  const isFile = await stat(path).then(
    (found) => !found.isDirectory(),
    () => false,
  );
  if (!isFile)
    return fail('no-file', 'There is no such file, or it may not be read.', {
      where: path,
      fix: 'Check the path.',
    });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const accepted = accept(decoder.decode(bytes as Uint8Array, { stream: true }));
      if (!accepted.ok) return accepted;
    }
    const rest = decoder.decode();
    return rest === '' ? ok(undefined) : accept(rest);
  } catch (error) {
    if (error instanceof TypeError)
      return fail('not-utf8', 'The file is not UTF-8 text.', {
        where: path,
        fix: 'Save it as CSV in UTF-8.',
      });
    return fail('cannot-read', `The file could not be read (${codeOf(error)}).`, { where: path });
  }
}

/** Each file is whole or not there: temporary name, sync, rename. Kinds: `cannot-write`. */
export async function writeFolder(dir: string, files: readonly FileToWrite[]): Promise<Result<void>> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    for (const { name, pieces } of files) await writeWhole(join(dir, name), pieces());
    return ok(undefined);
  } catch (error) {
    return fail('cannot-write', `A file could not be written (${codeOf(error)}).`, {
      where: dir,
      fix: 'Check that this may be a folder and the disk has space.',
    });
  }
}

async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      for (const piece of pieces) await file.write(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
