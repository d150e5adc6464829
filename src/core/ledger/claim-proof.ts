/**
 * Proof of one claim to a stranger: what the claim's entry says and its salt, the path from its leaf to
 * a signed root, and the checkpoint. It opens one leaf and tells nothing of its neighbours.
 */
import { fromBase64, toBase64 } from '../base/base64.js';
import { fromHex, fromUtf8, toHex } from '../base/bytes.js';
import { fail, ok, type Result } from '../base/result.js';
import { claimFromBytes } from '../claim/bytes.js';
import { type Claim } from '../claim/claim.js';
import { type Checkpoint, openCheckpoint } from './checkpoint.js';
import { bodyId, leafOf, SALT_LENGTH } from './entry.js';
import { type NoteKey, parseVerifierKey, verifierKey } from './note.js';
import { type Proof, provesInclusion } from './proof.js';
import { leafHash } from './tree.js';

export interface ClaimProof {
  /** When it was recorded, ISO 8601 UTC, and by whom: the leaf commits to both. */
  readonly at: string;
  readonly actor: string;
  readonly salt: Uint8Array;
  /** The claim as canonical bytes. */
  readonly body: Uint8Array;
  /** Its place in the log, from 0. */
  readonly seq: number;
  readonly inclusion: Proof;
  /** The signed note, whole. */
  readonly checkpoint: Uint8Array;
  /** The keys that lay beside the log; whose they are, a file cannot say. */
  readonly keys: readonly NoteKey[];
}

/** A claim that was shown to be in a signed log. */
export interface ProvenClaim {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly claim: Claim;
  readonly checkpoint: Checkpoint;
}

const FORMAT = 'article33 claim proof 1';
/** A tree of 2 ** 53 leaves needs no longer path. */
const PATH_MAX = 53;

export function claimProofToText(proof: ClaimProof): string {
  const { at, actor, salt, body, seq, inclusion, checkpoint, keys } = proof;
  const file = {
    format: FORMAT,
    kind: 'claim',
    at,
    actor,
    salt: toHex(salt),
    body: toBase64(body),
    entry: seq,
    inclusion: inclusion.map(toBase64),
    checkpoint: fromUtf8(checkpoint),
    keys: keys.map(verifierKey),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** `null` when the value is of another format. */
export function claimProofFrom(value: unknown): Result<ClaimProof> | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  if (fields.get('format') !== FORMAT) return null;
  const text = (name: string): string => {
    const field = fields.get(name);
    return typeof field === 'string' && field.isWellFormed() ? field : '';
  };
  const texts = (name: string): string[] => {
    const field = fields.get(name);
    return Array.isArray(field) ? field.map((one: unknown) => (typeof one === 'string' ? one : '')) : [];
  };
  const [salt, body, seq] = [fromHex(text('salt')), fromBase64(text('body')), fields.get('entry')];
  const inclusion = texts('inclusion').map(fromBase64);
  const path = inclusion.flatMap((hash) => (hash === null ? [] : [hash]));
  const keys = texts('keys').map(parseVerifierKey);
  if (
    fields.get('kind') !== 'claim' ||
    !salt.ok ||
    salt.value.length !== SALT_LENGTH ||
    body === null ||
    typeof seq !== 'number' ||
    path.length !== inclusion.length ||
    path.length > PATH_MAX
  )
    return fail('bad-proof', 'The file is no proof of a claim: a field is missing or does not read.', {
      fix: 'Fetch it again, as it is.',
    });
  return ok({
    at: text('at'),
    actor: text('actor'),
    salt: salt.value,
    body,
    seq,
    inclusion: path,
    checkpoint: new TextEncoder().encode(text('checkpoint')),
    keys: keys.flatMap((key) => (key.ok ? [key.value] : [])),
  });
}

/** The claim, when it is the one that stands at its place in the log that one of `keys` signed. */
export function checkClaimProof(proof: ClaimProof, keys: readonly NoteKey[]): Result<ProvenClaim> {
  const checkpoint = openCheckpoint(proof.checkpoint, keys);
  if (!checkpoint.ok) return checkpoint;
  const { at, actor, salt, body, seq, inclusion } = proof;
  const id = bodyId(salt, body);
  const leaf = leafOf({ kind: 'claim', at, actor, salt, body }, id);
  const { size, root } = checkpoint.value;
  if (!provesInclusion({ leafHash: leafHash(leaf), index: seq, size, root }, inclusion))
    return fail('not-proven', `This is not what entry ${String(seq)} of the signed log says.`, {
      fix: 'The claim, its date, its recorder or its place was changed, or it was never recorded. Ask for the proof again.',
    });
  const claim = readClaim(body);
  if (claim === null)
    return fail('newer-claim', 'The entry is in the log, but what it says cannot be read by this version.', {
      fix: 'Verify it with a newer version of article33.',
    });
  return ok({ id: toHex(id), seq, at, actor, claim, checkpoint: checkpoint.value });
}

function readClaim(body: Uint8Array): Claim | null {
  try {
    return claimFromBytes(body);
  } catch {
    return null;
  }
}
