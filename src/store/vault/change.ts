/**
 * A new passphrase or key file for a directory that is encrypted already. The data key stays, so nothing is
 * written anew; and whoever has an old copy of `key.wrap` and the old secret still has the data key.
 */
import { randomBytes } from 'node:crypto';
import { toHex } from '../../core/base/bytes.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { finishSwap } from '../backup/swap.js';
import { findDirectory, layout } from '../directory.js';
import { type Files, nodeFiles, replaceFile, writeProblem } from '../files.js';
import { takeLock } from '../lock.js';
import { dataKeyOf, newSecret, readWraps, type Secrets } from './unlock.js';
import { systemRandom } from './vault.js';
import { type Secret, wrapKey, wrapsToBytes } from './wraps.js';

export interface Changed {
  readonly dir: string;
  /** What opens the directory now. */
  readonly wraps: readonly Secret['kind'][];
}

export interface Change {
  readonly current: Secrets;
  readonly fresh: Secrets;
}

/**
 * Sets a new passphrase, or a new key file, in the place of the last one of its kind; the other kind stays.
 * Problems: `not-encrypted`, `needs-key`, `wrong-key`, `weak-passphrase`, `passphrases-differ`, `locked`.
 */
export async function changeSecret(
  dir: string,
  change: Change,
  files: Files = nodeFiles,
): Promise<Result<Changed>> {
  const found = await findDirectory(dir);
  if (!found.ok) return found;
  // A restore or an encryption at the same time would leave the wraps of another key.
  const lock = await takeLock(dir, toHex(new Uint8Array(randomBytes(8))));
  if (!lock.ok) return lock;
  try {
    // What a restore had begun counts first: it has wraps of its own.
    await finishSwap(dir, files);
    return await changeLocked(dir, change, files);
  } finally {
    await lock.value.release();
  }
}

async function changeLocked(dir: string, { current, fresh }: Change, files: Files): Promise<Result<Changed>> {
  const key = await dataKeyOf(dir, current);
  if (!key.ok) return key;
  const wraps = await readWraps(dir);
  if (!wraps.ok) return wraps;
  if (key.value === null || wraps.value === null)
    return fail('not-encrypted', 'The directory is not encrypted, so there is no passphrase to change.', {
      where: dir,
      fix: 'Encrypt it with `article33 encrypt`.',
    });
  const secret = await newSecret(fresh, dir, files);
  if (!secret.ok) return secret;
  const wrap = await wrapKey(key.value, secret.value, { random: systemRandom });
  const all = [...wraps.value.filter(({ kind }) => kind !== wrap.kind), wrap];
  try {
    await replaceFile(files, layout.keyWrap(dir), wrapsToBytes(all));
    return ok({ dir, wraps: all.map(({ kind }) => kind) });
  } catch (error) {
    return writeProblem(error, layout.keyWrap(dir));
  }
}
