/**
 * Whether a claim may be handed to a body. What is public may be, unless it is about a person who agreed to
 * less; what is narrower than public only under a consent to share it with that body. Nothing is assumed:
 * a claim the team may read is not thereby one that may be sent.
 */
import { type Day } from '../base/date.js';
import { type Claim } from '../claim/claim.js';
import { type Consents, type ConsentState, consentOf, covers, needsConsent, stateOf } from './consent.js';

export type Sendable =
  | { readonly may: true }
  | {
      readonly may: false;
      /** `audience`: narrower than public, and under no consent; `consent`: the consent does not cover it. */
      readonly because: 'audience' | 'consent' | 'sealed';
      readonly state: ConsentState | null;
    };

export interface Sharing {
  /** What consents call the body. */
  readonly body: string;
  readonly consents: Consents;
  readonly on: Day;
}

export function maySend(
  claim: Pick<Claim, 'thing' | 'property' | 'consent' | 'audience'>,
  { body, consents, on }: Sharing,
): Sendable {
  if (claim.audience === 'sealed') return { may: false, because: 'sealed', state: null };
  const open = claim.audience === 'public';
  if (!needsConsent(claim)) return open ? { may: true } : { may: false, because: 'audience', state: null };
  const consent = consentOf(claim, consents);
  if (covers(consent, `share:${body}`, on) === 'yes') return { may: true };
  if (open && covers(consent, 'publish', on) === 'yes') return { may: true };
  return { may: false, because: 'consent', state: stateOf(consent, on) };
}
