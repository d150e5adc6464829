/** A file written line by line: under another name until it is whole, so that half of one is never taken for it. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { fail, ok, type Result } from '../core/base/result.js';
import { type LineFile } from '../app/exchange/pages.js';

const PIECE = 1 << 16;

/** Kinds: `file-there`, `cannot-write`. */
export async function lineFile(
  path: string,
  { force }: { readonly force: boolean },
): Promise<Result<LineFile>> {
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  if (there && !force)
    return fail('file-there', 'There is a file of that name already.', {
      where: path,
      fix: 'Choose another name, or add --force to replace it.',
    });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    let waiting = '';
    let failed: Error | null = null;
    const flush = async () => {
      const text = waiting;
      waiting = '';
      if (failed === null && text !== '')
        await file.write(text).catch((error: unknown) => {
          failed = error instanceof Error ? error : new Error('unknown error');
        });
    };
    return ok({
      write: async (text) => {
        waiting += text;
        if (waiting.length >= PIECE) await flush();
      },
      finish: async () => {
        await flush();
        try {
          if (failed !== null) throw failed;
          await file.sync();
          await file.close();
          await rename(temporary, path);
          return ok(undefined);
        } catch (error) {
          await file.close().catch(() => {});
          await rm(temporary, { force: true });
          return cannotWrite(path, error);
        }
      },
      discard: async () => {
        await file.close();
        await rm(temporary, { force: true });
      },
    });
  } catch (error) {
    return cannotWrite(path, error);
  }
}

function cannotWrite(path: string, error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return fail('cannot-write', `The file could not be written (${code}).`, {
    where: path,
    fix: 'Check that the folder exists and the disk has space.',
  });
}
