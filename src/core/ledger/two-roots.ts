/**
 * Proof of equivocation: two checkpoints of one log and one size with different roots, each signed. It
 * needs nothing else to be checked: whoever holds the key has shown different people different logs.
 */
import { sameBytes, utf8 } from '../base/bytes.js';
import { fail, ok, type Result } from '../base/result.js';
import { type Checkpoint, openCheckpoint } from './checkpoint.js';
import { type NoteKey, parseVerifierKey, verifierKey } from './note.js';

export interface TwoRoots {
  /** The two notes, whole, as they were served. */
  readonly checkpoints: readonly [string, string];
  /** Keys the notes were checked with; whose they are, a file cannot say. */
  readonly keys: readonly NoteKey[];
}

const FORMAT = 'article33 two roots 1';

/** The file to hand on: JSON. */
export function twoRootsToText({ checkpoints, keys }: TwoRoots): string {
  return `${JSON.stringify({ format: FORMAT, checkpoints, keys: keys.map(verifierKey) }, null, 2)}\n`;
}

/** `null` when the value is of another format. */
export function twoRootsFrom(value: unknown): Result<TwoRoots> | null {
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== FORMAT)
    return null;
  const checkpoints = 'checkpoints' in value && Array.isArray(value.checkpoints) ? value.checkpoints : [];
  const lines = 'keys' in value && Array.isArray(value.keys) ? value.keys : [];
  const [one, other, ...more]: unknown[] = checkpoints;
  const keys = lines.map((line: unknown) => parseVerifierKey(typeof line === 'string' ? line : ''));
  if (
    typeof one !== 'string' ||
    typeof other !== 'string' ||
    more.length > 0 ||
    !`${one}${other}`.isWellFormed()
  )
    return fail('bad-proof', 'The file names no two checkpoints.', { fix: 'Fetch it again, as it is.' });
  return ok({ checkpoints: [one, other], keys: keys.flatMap((key) => (key.ok ? [key.value] : [])) });
}

/** The two checkpoints, when each is signed by one of `keys` and they contradict each other. */
export function checkTwoRoots(
  { checkpoints }: TwoRoots,
  keys: readonly NoteKey[],
): Result<readonly [Checkpoint, Checkpoint]> {
  const one = openCheckpoint(utf8(checkpoints[0]), keys);
  if (!one.ok) return one;
  const other = openCheckpoint(utf8(checkpoints[1]), keys);
  if (!other.ok) return other;
  const [a, b] = [one.value, other.value];
  if (a.origin !== b.origin || a.size !== b.size || sameBytes(a.root, b.root))
    return fail('no-contradiction', 'The two checkpoints do not contradict each other.', {
      fix: 'Two of one log and one size with different roots would. For others, verify the log with --since.',
    });
  return ok([a, b]);
}
