/** The proof of one claim, to hand to a stranger: only of what anybody may read already. */
import { fail, ok, type Result } from '../core/base/result.js';
import { claimProofToText } from '../core/ledger/claim-proof.js';
import { type Actor, allowedFor, allowedTo } from '../core/policy/audience.js';
import { type CaseFile, type HeldClaim } from '../core/view/thing.js';
import { type Ledger } from './ports.js';
import { erasedProblem } from './erase.js';

export interface ProofOrder {
  /** The claim's id, or its first 16 digits or more. */
  readonly claim: string;
  readonly dossier?: string | undefined;
}

/** The proof of one claim, as a file to hand on. */
export interface ProofFile {
  readonly dossier: string;
  readonly id: string;
  readonly entry: number;
  readonly file: string;
}

const ID = /^[0-9a-f]{16,64}$/;
const anybody: Actor = { kind: 'public' };

export async function prove(
  ledger: Ledger,
  actor: Actor,
  { claim, dossier }: ProofOrder,
): Promise<Result<ProofFile>> {
  if (!ID.test(claim))
    return fail('bad-id', 'A claim is named by its id: 16 to 64 of the digits 0–9 and a–f.', {
      where: claim.slice(0, 80),
      fix: 'Copy it from the log page, or from `article33 show THING --json`.',
    });
  const dossiers =
    dossier === undefined ? (await ledger.dossiers(allowedTo(actor))).map(({ id }) => id) : [dossier];
  const read: string[] = [];
  for (const id of dossiers) {
    const file = await ledger.caseFile(id, allowedFor(actor, id));
    if (!file.ok) return file;
    read.push(id);
    const held = claimsIn(file.value).filter((one) => one.id.startsWith(claim));
    const [found] = held;
    if (found === undefined) continue;
    if (held.length > 1) return fail('ambiguous', 'Several claims begin so.', { fix: 'Give more digits.' });
    return await proveFound(ledger, id, found);
  }
  return (await erasedProblem(ledger, actor, read, claim)) ?? noSuchClaim(claim);
}

async function proveFound(ledger: Ledger, dossier: string, held: HeldClaim): Promise<Result<ProofFile>> {
  const open = await ledger.caseFile(dossier, allowedFor(anybody, dossier));
  if (!open.ok) return open;
  if (held.claim.audience !== 'public' || !claimsIn(open.value).some(({ id }) => id === held.id))
    return fail('not-public', 'The claim is not public, and its proof would publish it.', {
      where: held.id.slice(0, 16),
      fix: 'Show the claim to whoever may read it; only public claims are proven to strangers.',
    });
  const proof = await ledger.prove(dossier, held.seq);
  return proof.ok
    ? ok({ dossier, id: held.id, entry: held.seq, file: claimProofToText(proof.value) })
    : proof;
}

function claimsIn(file: CaseFile): HeldClaim[] {
  return [...file.things.values()].flatMap((thing) => thing.claims);
}

function noSuchClaim(claim: string): Result<never> {
  return fail('no-such-claim', 'No claim that you may read has this id.', {
    where: claim.slice(0, 16),
    fix: 'Copy it from the log page, or from `article33 show THING --json`.',
  });
}
