/**
 * Checkpoints (c2sp.org/tlog-checkpoint): a signed note of three lines, the log's name, its size and
 * its root. A log never signs two roots for one size, nor a size smaller than before.
 */
import { fromBase64, toBase64 } from '../base/base64.js';
import { sameBytes } from '../base/bytes.js';
import { fail, ok, type Result } from '../base/result.js';
import { type NoteKey, type NoteSigner, openNote, signNote, unverifiedText } from './note.js';
import { EMPTY_ROOT } from './tree.js';

export interface Checkpoint {
  /** The log's name; no two logs share one. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): string {
  return signNote(checkpointText(checkpoint), signers);
}

/** Lines after the third are allowed by the format and mean nothing to us. */
export function parseCheckpoint(text: string): Result<Checkpoint> {
  const [origin = '', digits = '', encoded = '', ...more] = text.split('\n');
  const root = fromBase64(encoded);
  const size = Number(digits);
  // The last line feed leaves an empty piece, and no other piece may be empty.
  const extensions = more.slice(0, -1);
  const whole = more.at(-1) === '' && extensions.every((line) => line !== '');
  const sized = /^(?:0|[1-9]\d{0,15})$/.test(digits) && Number.isSafeInteger(size);
  if (origin === '' || !sized || root === null || root.length !== 32 || !whole)
    return fail('bad-checkpoint', 'It is no checkpoint: the name of a log, its size and its root.', {
      fix: 'Fetch the file again, as it is.',
    });
  if (size === 0 && !sameBytes(root, EMPTY_ROOT))
    return fail('bad-checkpoint', 'The checkpoint of an empty log has another root than an empty log has.');
  return ok({ origin, size, root });
}

/** A checkpoint of the log that `keys` sign for: of the name those keys bear. */
export function openCheckpoint(bytes: Uint8Array, keys: readonly NoteKey[]): Result<Checkpoint> {
  const note = openNote(bytes, keys);
  if (!note.ok) return note;
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return checkpoint;
  const { origin } = checkpoint.value;
  if (note.value.signedBy.every((key) => key.name !== origin))
    return fail('other-log', `The checkpoint is of the log ${origin}, which that key does not sign for.`, {
      fix: 'Use the key of that log.',
    });
  return checkpoint;
}

/** What an unchecked checkpoint says, for a message. */
export function unverifiedCheckpoint(bytes: Uint8Array): Result<Checkpoint> {
  const text = unverifiedText(bytes);
  return text.ok ? parseCheckpoint(text.value) : text;
}
