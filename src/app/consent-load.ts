/**
 * The consents of a dossier folder on their way into the ledger. A folder says each thing once: what it says
 * again, after the consent was changed or withdrawn here, changes nothing.
 */
import { toHex, sha256 } from '../core/base/bytes.js';
import { type Day } from '../core/base/date.js';
import { type ThingId } from '../core/base/ids.js';
import { type Problem } from '../core/base/result.js';
import { type Dossier } from '../core/claim/dossier.js';
import { type DossierConsent } from '../core/claim/dossier-consent.js';
import { consentToBytes } from '../core/ledger/consent.js';
import { type Consent, covers, needsConsent, stateOf, useOf } from '../core/policy/consent.js';
import { type HeldConsent, type Statement } from './ports.js';

/** What a folder's consents add to those held. */
export function consentStatements(
  consents: readonly DossierConsent[],
  held: readonly HeldConsent[],
): Statement[] {
  const byName = new Map(held.map((consent) => [consent.name, consent]));
  return consents.flatMap(({ name, terms, where }) => {
    const before = byName.get(name);
    // Withdrawn here stays withdrawn, whatever a file says; and a consent with a gap is mended by a person.
    if (before !== undefined && (before.withdrawn !== null || before.terms === null)) return [];
    const audience = 'team';
    const first = consentToBytes({ action: 'give', name, audience, earlier: null, terms });
    const body = consentToBytes({ action: 'give', name, audience, earlier: before?.head ?? null, terms });
    // Keyed by what it says: said before, it is known, and a later word from elsewhere stays.
    return [{ kind: 'consent', body, where, idempotencyKey: `give ${name} ${toHex(sha256(first))}` }];
  });
}

/** Whether a folder says anything about one person. */
export function isAboutPersons(dossier: Dossier): boolean {
  return (
    dossier.consents.length > 0 ||
    dossier.things.some((thing) => thing.claims.some(({ claim }) => needsConsent(claim)))
  );
}

/** Why a dossier that is not held yet could not be recorded on this day: its consents have ended, or not begun. */
export function notInForce(dossier: Dossier, on: Day): Problem[] {
  const byName = new Map<ThingId, Consent>(
    dossier.consents.map(({ name, terms }) => [
      name,
      { name, terms, audience: 'team', head: '', entries: [], withdrawn: null },
    ]),
  );
  return dossier.things.flatMap((thing) =>
    thing.claims.flatMap(({ claim, where }): Problem[] => {
      const consent = byName.get(claim.consent ?? '');
      if (!needsConsent(claim) || covers(consent, useOf(claim.audience), on) === 'yes') return [];
      const ended = stateOf(consent, on) === 'ended';
      return [
        {
          kind: 'consent-does-not-cover',
          message: `The consent "${claim.consent ?? ''}" ${ended ? 'has ended' : 'has not begun'}.`,
          where,
          fix: 'Ask the person again, and write what was agreed to; or leave the claim out.',
        },
      ];
    }),
  );
}
