/**
 * The keys that sign a dossier's public log: files of mode 600 beside it, never in it and never in the
 * database. The log's name is random and made with the first key, because a dossier's own name says
 * whom it is about. Every key here signs, so that an old and a new one overlap while keys change.
 */
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toHex, utf8 } from '../../core/base/bytes.js';
import { byText, type DossierId } from '../../core/base/ids.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { SEED_LENGTH } from '../../core/ledger/ed25519.js';
import { keyIdOf, type NoteSigner, parseSignerKey, signerKey, signerOf } from '../../core/ledger/note.js';
import { type RandomBytes } from '../../app/ports.js';
import { layout } from '../directory.js';
import { isSealedFile } from '../vault/vault.js';
import { errorCode, type Files, readIfThere, readKept, replaceKept } from '../files.js';

/** The keys in the dossier's key folder, in the order of their files; none when there is none. */
export async function readSigners(
  dir: string,
  id: DossierId,
  files: Files,
): Promise<Result<readonly NoteSigner[]>> {
  const folder = layout.keys(dir, id);
  const signers: NoteSigner[] = [];
  for (const name of (await namesIn(folder)).filter((one) => one.endsWith('.key')).sort(byText)) {
    const path = join(folder, name);
    const bytes = await readKey(files, path);
    if (!bytes.ok) return bytes;
    const signer = parseSignerKey(new TextDecoder().decode(bytes.value ?? new Uint8Array()).trim());
    if (!signer.ok)
      return fail('damaged', 'A key that signs the public log does not read.', {
        where: path,
        fix: 'Restore it from a backup.',
      });
    signers.push(signer.value);
  }
  if (new Set(signers.map((signer) => signer.name)).size > 1)
    return fail('damaged', 'The keys that sign the public log bear different names.', {
      where: folder,
      fix: 'Keep only keys of the name the log has, the first line of its checkpoint.',
    });
  return ok(signers);
}

/** A key that somebody put beside the first one is in the clear: in an encrypted directory it is sealed when it is met. */
async function readKey(files: Files, path: string): Promise<Result<Uint8Array | null>> {
  const bytes = await readIfThere(path);
  if (files.vault === null || bytes === null || isSealedFile(bytes)) return await readKept(files, path);
  await replaceKept(files, path, bytes);
  return ok(bytes);
}

/** Makes the first key, and with it the name of the log. Throws where it cannot be written. */
export async function makeSigner(
  dir: string,
  id: DossierId,
  { files, random }: { readonly files: Files; readonly random: RandomBytes },
): Promise<NoteSigner> {
  return await keepSigner(dir, id, {
    files,
    signer: signerOf(`article33/${toHex(random(16))}`, random(SEED_LENGTH)),
    file: 'log.key',
  });
}

/** Makes a further key of the same name: from now on both sign. Throws where it cannot be written. */
export async function addSigner(
  dir: string,
  id: DossierId,
  { files, random, name }: { readonly files: Files; readonly random: RandomBytes; readonly name: string },
): Promise<NoteSigner> {
  const signer = signerOf(name, random(SEED_LENGTH));
  return await keepSigner(dir, id, { files, signer, file: `log-${toHex(keyIdOf(signer))}.key` });
}

async function keepSigner(
  dir: string,
  id: DossierId,
  { files, signer, file }: { readonly files: Files; readonly signer: NoteSigner; readonly file: string },
): Promise<NoteSigner> {
  const folder = layout.keys(dir, id);
  const path = join(folder, file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await replaceKept(files, path, utf8(`${signerKey(signer)}\n`));
  await chmod(path, 0o600);
  await files.syncFolder(join(folder, '..'));
  return signer;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
