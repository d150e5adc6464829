/**
 * From what a person gave (a key file, a passphrase) to the vault of a directory. Nothing is guessed: a
 * directory that is encrypted and is given no key is refused, and says what would open it.
 */
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { layout } from '../directory.js';
import { errorCode, type Files, nodeFiles, readIfThere, replaceFile, writeProblem } from '../files.js';
import { DATA_KEY_LENGTH, systemRandom, type Vault, vaultOf } from './vault.js';
import {
  KEY_FILE_LEAST,
  KEY_FILE_MOST,
  PASSPHRASE_LEAST,
  type Secret,
  unwrapKey,
  type Wrap,
  wrapKey,
  wrapsFromBytes,
  wrapsToBytes,
} from './wraps.js';

/** Where the secrets of a run come from. A passphrase is never an argument: other users could read it there. */
export interface Secrets {
  readonly keyFile: string | null;
  readonly passphraseFile: string | null;
  /** Asks on the terminal without showing what is typed; `null` where nobody is there to ask. */
  readonly ask: Ask | null;
}

/** `null` when the person typed nothing or stopped. */
export type Ask = (what: 'passphrase' | 'again' | 'new' | 'new-again') => Promise<string | null>;

export const noSecrets: Secrets = { keyFile: null, passphraseFile: null, ask: null };

/** Typing it wrong twice is common. */
const ATTEMPTS = 3;

/** The wraps in `DIR/key.wrap`; `null` where the directory is not encrypted. */
export async function readWraps(dir: string): Promise<Result<readonly Wrap[] | null>> {
  const path = layout.keyWrap(dir);
  const bytes = await readIfThere(path);
  if (bytes === null) return ok(null);
  const wraps = wrapsFromBytes(bytes);
  if (wraps === 'newer')
    return fail('newer-directory', 'The key of the directory was wrapped by a newer version.', {
      where: path,
      fix: 'Install the newer version of article33.',
    });
  if (wraps !== null) return ok(wraps);
  return fail('damaged', 'The file that holds the wrapped key does not read.', {
    where: path,
    fix: 'Restore it from any backup of this directory made since it was encrypted. Without it the record is lost.',
  });
}

/** Opens an encrypted directory. Problems: `needs-key`, `wrong-key`, `no-key-file`, `damaged`, `newer-directory`. */
export async function unlock(dir: string, secrets: Secrets): Promise<Result<Vault | null>> {
  const key = await dataKeyOf(dir, secrets);
  if (!key.ok) return key;
  return ok(key.value === null ? null : vaultOf(key.value, dir));
}

/** The data key of a directory; `null` where it is not encrypted. */
export async function dataKeyOf(dir: string, secrets: Secrets): Promise<Result<Uint8Array | null>> {
  const wraps = await readWraps(dir);
  if (!wraps.ok) return wraps;
  if (wraps.value === null) return ok(null);
  let tried = false;
  for (const find of [secretFromKeyFile, secretFromFile]) {
    const secret = await find(secrets);
    if (!secret.ok) return secret;
    if (secret.value === null) continue;
    tried = true;
    const key = await openedBy(wraps.value, secret.value);
    if (key !== null) return ok(key);
  }
  const asks = !tried && wraps.value.some(({ kind }) => kind === 'passphrase') ? secrets.ask : null;
  const typed = asks === null ? 'nothing' : await keyTyped(wraps.value, asks);
  if (typeof typed !== 'string') return ok(typed);
  return tried || typed === 'wrong' ? wrongKey(dir) : needsKey(dir, wraps.value);
}

/** The key of what is typed; `nothing` when nothing is. */
async function keyTyped(wraps: readonly Wrap[], ask: Ask): Promise<Uint8Array | 'wrong' | 'nothing'> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const text = await ask(attempt === 0 ? 'passphrase' : 'again');
    if (text === null || text === '') return attempt === 0 ? 'nothing' : 'wrong';
    const key = await openedBy(wraps, { kind: 'passphrase', text });
    if (key !== null) return key;
  }
  return 'wrong';
}

async function openedBy(wraps: readonly Wrap[], secret: Secret): Promise<Uint8Array | null> {
  for (const wrap of wraps) {
    const key = await unwrapKey(wrap, secret);
    if (key !== null) return key;
  }
  return null;
}

const noneGiven = async (): Promise<Result<Secret | null>> => ok(null);

async function secretFromKeyFile({ keyFile }: Secrets): Promise<Result<Secret | null>> {
  if (keyFile === null) return await noneGiven();
  const bytes = await readSecretFile(keyFile, 'key file');
  if (!bytes.ok) return bytes;
  if (bytes.value.length < KEY_FILE_LEAST || bytes.value.length > KEY_FILE_MOST)
    return fail('no-key-file', `A key file holds ${KEY_FILE_LEAST} to ${KEY_FILE_MOST} random bytes.`, {
      where: keyFile,
      fix: 'Name the file itself; `init --encrypt` and `encrypt` make one where there is none.',
    });
  return ok({ kind: 'key-file', bytes: bytes.value });
}

async function secretFromFile({ passphraseFile }: Secrets): Promise<Result<Secret | null>> {
  if (passphraseFile === null) return await noneGiven();
  const bytes = await readSecretFile(passphraseFile, 'passphrase file');
  if (!bytes.ok) return bytes;
  const text = new TextDecoder().decode(bytes.value).replace(/\r?\n$/, '');
  return ok({ kind: 'passphrase', text });
}

async function readSecretFile(path: string, what: string): Promise<Result<Uint8Array>> {
  try {
    if ((await stat(path)).size <= KEY_FILE_MOST) return ok(new Uint8Array(await readFile(path)));
    return fail('no-key-file', `The ${what} is longer than any.`, { where: path, fix: 'Check the path.' });
  } catch (error) {
    return fail('no-key-file', `The ${what} cannot be read (${errorCode(error)}).`, {
      where: path,
      fix: 'Check the path, and that this user may read it.',
    });
  }
}

const LOST = 'If every passphrase and key file is lost, the record is lost: nobody can open it.';

function needsKey(dir: string, wraps: readonly Wrap[]): { readonly ok: false; readonly problem: Problem } {
  const kinds = new Set(wraps.map(({ kind }) => kind));
  const ways = [
    ...(kinds.has('passphrase')
      ? [
          'run it in a terminal, which asks for the passphrase',
          'name a file that holds it in ARTICLE33_PASSPHRASE_FILE',
        ]
      : []),
    ...(kinds.has('key-file') ? ['give the key file with --key-file or ARTICLE33_KEY_FILE'] : []),
  ];
  return fail('needs-key', 'The record is encrypted, and no key was given.', {
    where: dir,
    fix: `To open it, ${ways.join(', or ')}. ${LOST}`,
  });
}

function wrongKey(dir: string): { readonly ok: false; readonly problem: Problem } {
  return fail('wrong-key', 'The passphrase or key file does not open the record. Nothing was changed.', {
    where: layout.keyWrap(dir),
    fix: `Check it, or use another one that was set for this directory. ${LOST}`,
  });
}

/** A secret for a key that is made now: the key file, made where there is none, or a new passphrase. */
export async function newSecret(
  secrets: Secrets,
  dir: string,
  files: Files = nodeFiles,
): Promise<Result<Secret>> {
  if (secrets.keyFile !== null) {
    const made = await makeKeyFile(secrets.keyFile, dir, files);
    if (!made.ok) return made;
    const secret = await secretFromKeyFile(secrets);
    if (!secret.ok) return secret;
    if (secret.value !== null) return ok(secret.value);
  }
  const given = await secretFromFile(secrets);
  if (!given.ok) return given;
  const text = given.value?.kind === 'passphrase' ? given.value.text : await askTwice(secrets.ask);
  if (typeof text !== 'string') return text;
  if (Array.from(text).length < PASSPHRASE_LEAST)
    return fail('weak-passphrase', `A passphrase needs at least ${PASSPHRASE_LEAST} characters.`, {
      fix: 'Take five or more words drawn by chance: whoever has a copy of the disk can guess as often as they like.',
    });
  return ok({ kind: 'passphrase', text });
}

async function askTwice(
  ask: Ask | null,
): Promise<string | { readonly ok: false; readonly problem: Problem }> {
  const text = ask === null ? null : await ask('new');
  if (ask === null || text === null || text === '')
    return fail('needs-key', 'No passphrase or key file was given to encrypt with.', {
      fix: 'Run it in a terminal, which asks for a passphrase, or give --key-file FILE or ARTICLE33_PASSPHRASE_FILE.',
    });
  if ((await ask('new-again')) === text) return text;
  return fail('passphrases-differ', 'The two passphrases differ; nothing was changed.', {
    fix: 'Run it again.',
  });
}

/** Makes a key file where there is none. Never in the directory it opens: whoever copied one would have both. */
async function makeKeyFile(path: string, dir: string, files: Files): Promise<Result<void>> {
  const full = resolve(path);
  if (!relative(resolve(dir), full).startsWith(`..${sep}`))
    return fail('bad-setting', 'A key inside the directory it opens protects nothing.', {
      where: path,
      fix: 'Keep the key file elsewhere, best on another disk.',
    });
  try {
    if ((await readIfThere(full)) !== null) return ok(undefined);
    await mkdir(dirname(full), { recursive: true, mode: 0o700 });
    const file = await open(full, 'wx', 0o600);
    try {
      await file.writeFile(systemRandom(DATA_KEY_LENGTH));
      await file.sync();
    } finally {
      await file.close();
    }
    await files.syncFolder(dirname(full));
    return ok(undefined);
  } catch (error) {
    return writeProblem(error, full);
  }
}

/** Makes the data key of a directory and its first wrap. `into`: where the directory is being laid out. */
export async function startVault(into: string, secret: Secret, files: Files): Promise<Vault> {
  const dataKey = systemRandom(DATA_KEY_LENGTH);
  const wrap = await wrapKey(dataKey, secret, { random: systemRandom });
  await replaceFile(files, layout.keyWrap(into), wrapsToBytes([wrap]));
  return vaultOf(dataKey, into);
}
