/**
 * Signed notes (c2sp.org/signed-note) with Ed25519: a text, a blank line, then signature lines
 * `— NAME BASE64(key id ‖ signature)`. A text counts only when a key the reader trusts signed it;
 * signatures of unknown keys are passed over, a bad one of a known key condemns the note.
 */
import { fromBase64, toBase64 } from '../base/base64.js';
import { concat, fromUtf8, sameBytes, sha256, toHex, utf8 } from '../base/bytes.js';
import { fail, ok, type Result } from '../base/result.js';
import {
  ofPrimeOrder,
  PUBLIC_KEY_LENGTH,
  publicKeyOf,
  SEED_LENGTH,
  signEd25519,
  verifyEd25519,
} from './ed25519.js';

/** Whom a reader trusts: the name, and the 32 bytes of the Ed25519 key. */
export interface NoteKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

export interface NoteSigner extends NoteKey {
  /** 32 bytes: the private key. */
  readonly seed: Uint8Array;
}

export interface Note {
  /** Ends in a line feed. */
  readonly text: string;
  /** The keys whose signatures hold, in the note's order; at least one. */
  readonly signedBy: readonly NoteKey[];
}

const ED25519 = Uint8Array.of(1);
const MARK = '\u2014 ';
const NOTE_BYTES_MAX = 1_000_000;
const SIGNATURES_MAX = 100;
const PRIVATE = 'PRIVATE+KEY+';

/** `SHA256(name ‖ 0A ‖ 01 ‖ key)[:4]`: an identifier, no proof of anything. */
export function keyIdOf({ name, publicKey }: NoteKey): Uint8Array {
  return sha256(concat(utf8(`${name}\n`), ED25519, publicKey)).subarray(0, 4);
}

export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[+\p{White_Space}\p{Cc}]/u.test(name);
}

/** `NAME+KEYID+BASE64(01 ‖ key)`: how a key is handed on. */
export function verifierKey(key: NoteKey): string {
  return `${key.name}+${toHex(keyIdOf(key))}+${toBase64(concat(ED25519, key.publicKey))}`;
}

export function parseVerifierKey(text: string): Result<NoteKey> {
  const parts = splitKey(text);
  if (parts === null || parts.bytes.length !== PUBLIC_KEY_LENGTH || !ofPrimeOrder(parts.bytes))
    return badKey('verifier key');
  const key = { name: parts.name, publicKey: parts.bytes };
  return toHex(keyIdOf(key)) === parts.id ? ok(key) : badKey('verifier key');
}

/** `PRIVATE+KEY+NAME+KEYID+BASE64(01 ‖ seed)`. */
export function signerKey(signer: NoteSigner): string {
  return `${PRIVATE}${signer.name}+${toHex(keyIdOf(signer))}+${toBase64(concat(ED25519, signer.seed))}`;
}

export function parseSignerKey(text: string): Result<NoteSigner> {
  const parts = text.startsWith(PRIVATE) ? splitKey(text.slice(PRIVATE.length)) : null;
  if (parts === null || parts.bytes.length !== SEED_LENGTH) return badKey('signing key');
  const signer = signerOf(parts.name, parts.bytes);
  return toHex(keyIdOf(signer)) === parts.id ? ok(signer) : badKey('signing key');
}

export function signerOf(name: string, seed: Uint8Array): NoteSigner {
  return { name, seed, publicKey: publicKeyOf(seed) };
}

function splitKey(
  text: string,
): { readonly name: string; readonly id: string; readonly bytes: Uint8Array } | null {
  const [name = '', id = '', ...rest] = text.split('+');
  // Base64 may hold a plus of its own.
  const bytes = fromBase64(rest.join('+'));
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(id) || bytes === null || bytes[0] !== ED25519[0]) return null;
  return { name, id, bytes: bytes.subarray(1) };
}

function badKey(what: string): Result<never> {
  return fail('bad-key', `The ${what} is not one: NAME+KEYID+BASE64, of an Ed25519 key.`, {
    fix: 'Copy the whole line, without blanks.',
  });
}

/** The note: the text, which ends in a line feed, and a line of each signer. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!isNoteText(text)) throw new Error('A note is whole lines of UTF-8 without control characters');
  const lines = signers.map((signer) => {
    const signature = signEd25519(signer.seed, utf8(text));
    return `${MARK}${signer.name} ${toBase64(concat(keyIdOf(signer), signature))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !/(?!\n)[\0-\u001f]/.test(text);
}

interface Line {
  readonly name: string;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
}

/** Problems: `bad-note` (its form), `bad-signature` (of a key in `keys`), `unsigned` (by any of them). */
export function openNote(bytes: Uint8Array, keys: readonly NoteKey[]): Result<Note> {
  const parts = splitNote(bytes);
  if (parts === null) return badNote();
  const signedBy: NoteKey[] = [];
  for (const line of parts.lines) {
    const known = keys.filter((key) => key.name === line.name && sameBytes(keyIdOf(key), line.id));
    for (const key of known) {
      if (!verifyEd25519(key.publicKey, utf8(parts.text), line.signature))
        return fail('bad-signature', `The signature of ${key.name} does not hold.`, {
          fix: 'The text was changed after it was signed, or somebody else signed it in that name.',
        });
      if (!signedBy.includes(key)) signedBy.push(key);
    }
  }
  if (signedBy.length === 0)
    return fail('unsigned', 'No key you trust signed it.', {
      fix: 'Check that the key belongs to this log.',
    });
  return ok({ text: parts.text, signedBy });
}

/** The text of a note nobody has checked yet: to be shown, never to be relied on. */
export function unverifiedText(bytes: Uint8Array): Result<string> {
  const parts = splitNote(bytes);
  return parts === null ? badNote() : ok(parts.text);
}

function splitNote(bytes: Uint8Array): { readonly text: string; readonly lines: readonly Line[] } | null {
  const whole = bytes.length <= NOTE_BYTES_MAX ? textOf(bytes) : null;
  if (whole === null || !isNoteText(whole)) return null;
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) return null;
  const rows = whole
    .slice(split + 2)
    .split('\n')
    .slice(0, -1);
  if (rows.length === 0 || rows.length > SIGNATURES_MAX) return null;
  const lines = rows.map(lineFrom).filter((line) => line !== null);
  return lines.length === rows.length ? { text: whole.slice(0, split + 1), lines } : null;
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return fromUtf8(bytes);
  } catch {
    return null;
  }
}

function lineFrom(row: string): Line | null {
  const [name = '', encoded = '', ...more] = row.slice(MARK.length).split(' ');
  const bytes = fromBase64(encoded);
  if (!row.startsWith(MARK) || more.length > 0 || !isKeyName(name) || bytes === null || bytes.length < 5)
    return null;
  return { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

function badNote(): Result<never> {
  return fail('bad-note', 'It is no signed note: a text, a blank line and signature lines.', {
    fix: 'Fetch the file again, as it is.',
  });
}
