/** Files of this machine that come into the record, or go out of it. Only its own commands name such paths. */
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { toHex } from '../../core/base/bytes.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { FileDamaged, type IncomingFile, type RandomBytes } from '../../app/ports.js';
import { errorCode, nodeFiles } from '../files.js';

/** Its size is taken first, so that a file that shrinks meanwhile is a file cut off. */
export async function incomingFile(path: string): Promise<Result<IncomingFile>> {
  const found = await stat(path).catch((error: unknown) => errorCode(error));
  if (typeof found === 'string')
    return fail('no-such-file', `The file could not be read (${found}).`, {
      where: path,
      fix: 'Check the path; a name with spaces needs quotes.',
    });
  if (!found.isFile())
    return fail('no-such-file', found.isDirectory() ? 'That is a folder.' : 'That is no file.', {
      where: path,
      fix: 'Name one file; a folder is added as an archive.',
    });
  return ok({ pieces: createReadStream(path), bytes: found.size });
}

/** A new file, written whole or not at all. What stands there is never replaced. */
export async function writeNew(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  random: RandomBytes,
): Promise<Result<void>> {
  if ((await stat(path).catch(() => null)) !== null)
    return fail('file-exists', 'There is a file of that name already, and it is left as it is.', {
      where: path,
      fix: 'Choose another name with --out.',
    });
  const beside = `${path}.${toHex(random(4))}.part`;
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      for await (const piece of pieces) await file.appendFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
    await nodeFiles.syncFolder(dirname(path));
    return ok(undefined);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    if (error instanceof FileDamaged)
      return fail('file-damaged', 'The bytes here are not those of the hash, so nothing was written.', {
        fix: 'Run `article33 fsck`, and restore the directory from a backup.',
      });
    return fail('cannot-write', `The file could not be written (${errorCode(error) || 'unknown error'}).`, {
      where: path,
      fix: 'Check that the folder exists and the disk has space.',
    });
  }
}
