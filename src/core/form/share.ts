/**
 * The record as one body may have it: every claim that may not be sent is taken out before anything is read
 * from it, so that nothing computed, counted or named can carry it out.
 */
import { maySend, type Sendable, type Sharing } from '../policy/share.js';
import { type CaseFile, type HeldClaim, type Thing } from '../view/thing.js';

export function asSent(file: CaseFile, sharing: Sharing): CaseFile {
  const things = new Map<string, Thing>();
  for (const [id, thing] of file.things) {
    const claims = thing.claims.filter(({ claim }) => maySend(claim, sharing).may).map(withoutHistory);
    if (claims.length > 0) things.set(id, { ...thing, claims });
  }
  // Judgements and decisions are the team's, with reasons of their own.
  return { ...file, things, judgements: [], decided: [] };
}

/** Why a claim was disputed or corrected stays here. */
function withoutHistory(held: HeldClaim): HeldClaim {
  return { ...held, amendedBy: [], actor: '', claim: { ...held.claim, note: '' } };
}

export type Refusal = Extract<Sendable, { readonly may: false }>;

/** Why it may not be sent; `null` when it may. */
export function refusalOf(held: HeldClaim, sharing: Sharing): Refusal | null {
  const answer = maySend(held.claim, sharing);
  return answer.may ? null : answer;
}
