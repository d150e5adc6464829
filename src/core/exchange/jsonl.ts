/** Our own JSON Lines: everything an export holds, one record a line, to be read back to the same record. */
import { type JsonObject } from '../base/json.js';
import { type AmendAction } from '../ledger/bodies.js';
import { type Audience, type Claim } from '../claim/claim.js';
import { type Consent } from '../policy/consent.js';
import { type DossierInfo, type HeldClaim, type IndependenceJudgement } from '../view/thing.js';
import { claimWords } from './words.js';

export const JSONL_FORMAT = 'article33-export/1';

export function dossierLine(info: DossierInfo, asOf: string | null): JsonObject {
  const { id, title, summary, returningStates, originStates, period, invented } = info;
  return {
    record: 'dossier',
    format: JSONL_FORMAT,
    dossier: id,
    title,
    summary,
    returningStates,
    originStates,
    period: period?.edtf ?? null,
    invented,
    asOf,
  };
}

/** `null` when nobody can say any more what was agreed to, or it was taken back: then nothing rests on it. */
export function consentLine({ name, terms, withdrawn }: Consent): JsonObject | null {
  if (terms === null || withdrawn !== null) return null;
  const { subject, uses, from, until, how, recordedBy } = terms;
  return {
    record: 'consent',
    consent: name,
    subject,
    uses,
    from,
    until: until ?? 'withdrawn',
    how,
    recordedBy,
  };
}

export function claimLine({ id, seq, at, actor, claim }: HeldClaim): JsonObject {
  return { record: 'claim', id, seq, at, by: actor, ...claimWords(claim) };
}

interface Made {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
}

/** Claims are named by what they say: where it is read back, they have other ids. */
export function amendmentLine(
  made: Made & {
    readonly of: Claim;
    readonly action: AmendAction;
    readonly replacement: Claim | null;
    readonly why: string;
  },
): JsonObject {
  const { id, at, actor, of, action, replacement, why } = made;
  return {
    record: 'amendment',
    id,
    at,
    by: actor,
    action,
    of: claimWords(of),
    ...(replacement === null ? {} : { replacement: claimWords(replacement) }),
    why,
  };
}

export function judgementLine(
  made: Made & { readonly judgement: IndependenceJudgement; readonly audience: Audience },
): JsonObject {
  const { id, at, actor, judgement, audience } = made;
  const { about, origins, by, why } = judgement;
  return {
    record: 'judgement',
    id,
    at,
    by: actor,
    kind: 'independence',
    about,
    origins,
    judge: by,
    why,
    audience,
  };
}
