/**
 * `verify` of what somebody was handed: the proof of one claim, or of two roots of one size. Anything
 * else is taken for a published log.
 */
import { readFile, stat } from 'node:fs/promises';
import { toHex } from '../../core/base/bytes.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { checkClaimProof, claimProofFrom } from '../../core/ledger/claim-proof.js';
import { type NoteKey, verifierKey } from '../../core/ledger/note.js';
import { checkTwoRoots, twoRootsFrom } from '../../core/ledger/two-roots.js';
import { type Verified, type VerifyOptions } from '../../app/ports.js';
import { noSecrets, type Secrets } from '../vault/unlock.js';
import { keysFrom, verifyPublished } from './verify.js';

/** A proof is a page of text; what is larger is none. */
const PROOF_BYTES_MAX = 1_000_000;

/** `target`: a proof file, or what `verifyPublished` takes. */
export async function verifyTarget(
  target: string,
  options: VerifyOptions,
  secrets: Secrets = noSecrets,
): Promise<Result<Verified>> {
  const found = /^https?:\/\//.test(target) ? null : await stat(target).catch(() => null);
  if (found?.isFile() !== true) {
    const logs = await verifyPublished(target, options, secrets);
    return logs.ok ? ok({ kind: 'logs', logs: logs.value }) : logs;
  }
  const value = found.size > PROOF_BYTES_MAX ? null : jsonOf(await readFile(target, 'utf8'));
  const given = options.key === null ? ok(null) : await keysFrom(options.key);
  if (!given.ok) return given;
  const verified = verifyProof(value, given.value);
  return verified.ok
    ? verified
    : { ok: false, problem: { ...verified.problem, where: verified.problem.where ?? target } };
}

function verifyProof(value: unknown, given: readonly NoteKey[] | null): Result<Verified> {
  const claim = claimProofFrom(value);
  if (claim !== null) {
    if (!claim.ok) return claim;
    const keys = given ?? claim.value.keys;
    const proven = checkClaimProof(claim.value, keys);
    if (!proven.ok) return proven;
    const { checkpoint, ...rest } = proven.value;
    const { origin, size, root } = checkpoint;
    return ok({ kind: 'claim', ...trusted(given, keys), ...rest, origin, size, root: toHex(root) });
  }
  const two = twoRootsFrom(value);
  if (two !== null) {
    if (!two.ok) return two;
    const keys = given ?? two.value.keys;
    const checked = checkTwoRoots(two.value, keys);
    if (!checked.ok) return checked;
    const [{ origin, size, root }, other] = checked.value;
    const roots = [toHex(root), toHex(other.root)] as const;
    return ok({ kind: 'two-roots', ...trusted(given, keys), origin, size, roots });
  }
  return fail('no-proof', 'The file is no proof that this version knows.', {
    fix: 'Name a proof made by `article33 prove`, the folder of a published log, or its address.',
  });
}

function trusted(given: readonly NoteKey[] | null, keys: readonly NoteKey[]) {
  return { keyGiven: given !== null, keys: keys.map(verifierKey) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
