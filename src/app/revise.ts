/**
 * What a new revision of a dossier folder changes in the record: a claim the folder no longer makes is
 * retracted, one it makes again is restored. Only claims that the folder brought are touched, and only while
 * nobody but the loader has said anything of them: no file overrides a person, or brings back what was erased.
 */
import { concat, sameBytes, sha256, toHex } from '../core/base/bytes.js';
import { claimToBytes, statementBytes } from '../core/claim/bytes.js';
import { type Audience, type Claim } from '../core/claim/claim.js';
import { claimsOf, type Dossier } from '../core/claim/dossier.js';
import { type AmendAction, amendToBytes, dossierToBytes, type Narrowing } from '../core/ledger/bodies.js';
import { bodyId, seededSalt } from '../core/ledger/entry.js';
import { needsConsent } from '../core/policy/consent.js';
import { type Amendment, type CaseFile, type HeldClaim } from '../core/view/thing.js';
import { type Statement } from './ports.js';

export interface Changes {
  /** To be recorded together with the folder's claims. */
  readonly statements: readonly Statement[];
  readonly retracted: number;
  readonly restored: number;
  /** Claims the folder dropped that stay as a person left them. */
  readonly left: number;
  /** Public claims that the folder now gives to the team alone. */
  readonly narrowed: number;
  /** Statements held with another note, credibility, day of saying or narrower audience than the folder now gives. */
  readonly otherwise: number;
}

/** `file` holds what the record held before this load. */
export function changesOf(file: CaseFile, dossier: Dossier): Changes {
  const { seed } = dossier;
  const said = new Map(claimsOf(dossier).map((claim) => [saidKey(claim), claim]));
  const name = revisionOf(dossier);
  const statements: Statement[] = [];
  const counts = { retracted: 0, restored: 0, left: 0, narrowed: 0, otherwise: 0 };
  const amend = (held: HeldClaim, action: AmendAction | Narrowing, why: string) => {
    const body = amendToBytes({ target: held.id, action, replacement: null, why });
    const state = held.amendedBy.at(-1)?.seq ?? held.seq;
    statements.push({ kind: 'amend', body, idempotencyKey: `load ${action} ${held.id} ${state}` });
  };
  for (const thing of file.things.values())
    for (const held of thing.claims) {
      const last = held.amendedBy.at(-1);
      const same = said.get(saidKey(held.claim));
      if (same !== undefined) {
        const narrows = same.audience === 'team' && held.claim.audience === 'public';
        if (narrows && fromFolder(held, seed)) {
          amend(held, 'narrow', `The dossier folder gives this claim to the team alone (revision ${name}).`);
          counts.narrowed++;
        }
        const audience = narrows ? same.audience : held.claim.audience;
        if (!sameBytes(claimToBytes(same), claimToBytes({ ...held.claim, audience }))) counts.otherwise++;
        if (last === undefined || held.standing !== 'retracted' || !fromLoader(held, last, seed)) continue;
        amend(held, 'reinstate', `The dossier folder makes this claim again (revision ${name}).`);
        counts.restored++;
      } else if (held.standing === 'stands' || held.standing === 'disputed') {
        if (!fromFolder(held, seed)) continue;
        if (last !== undefined && !fromLoader(held, last, seed)) {
          counts.left++;
          continue;
        }
        amend(held, 'retract', `The dossier folder no longer makes this claim (revision ${name}).`);
        counts.retracted++;
      }
    }
  return { statements, ...counts };
}

/** Sixteen digits that change with anything the folder says. */
export function revisionOf(dossier: Dossier): string {
  const claims = claimsOf(dossier).map((claim) => sha256(claimToBytes(claim)));
  return toHex(sha256(concat(dossierToBytes(dossier.info), ...claims))).slice(0, 16);
}

function saidKey(claim: Claim): string {
  return toHex(statementBytes(claim));
}

/** Under which a folder with facts about persons is recorded: their salts are random and tell nothing of it. */
export const FOLDER = 'dossier-folder';

/** What a folder brought is salted from its public seed; what a person records never is. */
function fromFolder({ id, claim, actor }: HeldClaim, seed: Uint8Array): boolean {
  if (actor === FOLDER && needsConsent(claim)) return true;
  // One made narrower was recorded, and salted, for anybody.
  const audiences: readonly Audience[] = claim.audience === 'team' ? ['team', 'public'] : [claim.audience];
  return audiences.some((audience) => isSeeded(id, claimToBytes({ ...claim, audience }), seed));
}

function fromLoader(held: HeldClaim, { id, action, replacement, why }: Amendment, seed: Uint8Array): boolean {
  return isSeeded(id, amendToBytes({ target: held.id, action, replacement, why }), seed);
}

function isSeeded(id: string, body: Uint8Array, seed: Uint8Array): boolean {
  return id === toHex(bodyId(seededSalt(seed, body), body));
}
