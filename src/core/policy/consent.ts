/**
 * What consents allow, as a fold over `consent` entries in the order of the log. What is not known to be
 * agreed to is not agreed to: a consent that is absent, erased, out of order, not begun, run out or
 * withdrawn allows nothing, and no use includes another.
 */
import { type Day } from '../base/date.js';
import { byText, type ClaimId, type ThingId } from '../base/ids.js';
import { assertNever } from '../base/result.js';
import { type Audience, type Claim } from '../claim/claim.js';
import { type ConsentBody, type ConsentTerms, type Use, type WithdrawReason } from '../ledger/consent.js';
import { model } from '../model/model.js';

/** A `consent` entry with its body read. */
export interface ConsentEntry {
  readonly seq: number;
  readonly at: string;
  readonly id: ClaimId;
  readonly consent: ConsentBody;
}

export interface Consent {
  readonly name: ThingId;
  readonly audience: Audience;
  /** The latest entry: what the next one must name. */
  readonly head: ClaimId;
  /** First to last. */
  readonly entries: readonly { readonly seq: number; readonly id: ClaimId }[];
  /** `null` when the entry that gave it is gone, or an entry does not follow the one before it. */
  readonly terms: ConsentTerms | null;
  readonly withdrawn: { readonly on: Day; readonly at: string; readonly why: WithdrawReason } | null;
}

export type Consents = ReadonlyMap<ThingId, Consent>;

/** Consents as of the last of these entries. */
export function foldConsents(entries: readonly ConsentEntry[]): Consents {
  const consents = new Map<ThingId, Consent>();
  for (const entry of entries)
    consents.set(entry.consent.name, after(consents.get(entry.consent.name), entry));
  return consents;
}

function after(before: Consent | undefined, { seq, at, id, consent }: ConsentEntry): Consent {
  const { name, audience } = consent;
  const base = { name, audience, head: id, entries: [...(before?.entries ?? []), { seq, id }] };
  switch (consent.action) {
    case 'give': {
      // An entry that does not follow the latest one leaves open what was agreed to.
      const follows = consent.earlier === (before?.head ?? null);
      return { ...base, terms: follows ? consent.terms : null, withdrawn: null };
    }
    case 'withdraw':
      return {
        ...base,
        terms: before?.terms ?? null,
        withdrawn: { on: consent.on, at, why: consent.why },
      };
    default:
      return assertNever(consent);
  }
}

/** How a consent stands on a day, in the order in which it is asked. */
export type ConsentState = 'unknown' | 'withdrawn' | 'not-begun' | 'ended' | 'in-force';

export function stateOf(consent: Consent | undefined, on: Day): ConsentState {
  if (consent === undefined) return 'unknown';
  if (consent.withdrawn !== null) return 'withdrawn';
  if (consent.terms === null) return 'unknown';
  if (on < consent.terms.from) return 'not-begun';
  return consent.terms.until !== null && on > consent.terms.until ? 'ended' : 'in-force';
}

/** Three-valued: `unknown` is not consent either. Without holding there is nothing to share or publish. */
export function covers(consent: Consent | undefined, use: Use, on: Day): 'yes' | 'no' | 'unknown' {
  const state = stateOf(consent, on);
  if (state === 'unknown') return 'unknown';
  const uses = consent?.terms?.uses ?? [];
  return state === 'in-force' && uses.includes('hold') && uses.includes(use) ? 'yes' : 'no';
}

/** The use that a claim of this audience is. */
export function useOf(audience: Audience): Use {
  if (audience === 'public') return 'publish';
  return audience === 'team' ? 'share:team' : 'hold';
}

export function isPersonal(claim: Pick<Claim, 'thing' | 'property'>): boolean {
  const { properties } = model[claim.thing.type];
  return Object.hasOwn(properties, claim.property) && properties[claim.property]?.personal === true;
}

/** Personal facts, and whatever else was recorded under a consent. */
export function needsConsent(claim: Pick<Claim, 'thing' | 'property' | 'consent'>): boolean {
  return claim.consent !== null || isPersonal(claim);
}

/**
 * Whether readers of these audiences may read a claim on a day, given the consents of now: also of a past
 * moment, since what is withdrawn is withdrawn from the past as well. Never more than the claim's own audience.
 */
export function mayRead(
  claim: Pick<Claim, 'thing' | 'property' | 'consent' | 'audience'>,
  { audiences, consents, on }: Reading,
): boolean {
  if (!audiences.has(claim.audience)) return false;
  if (!needsConsent(claim)) return true;
  const consent = consentOf(claim, consents);
  const agreed = (use: Use) => covers(consent, use, on) === 'yes';
  switch (claim.audience) {
    case 'public':
      // When it may no longer be published, the team still reads it if that was agreed to.
      return agreed('publish') || (audiences.has('team') && agreed('share:team'));
    case 'team':
      return agreed('share:team');
    case 'sealed':
    default:
      return agreed('hold');
  }
}

export interface Reading {
  readonly audiences: ReadonlySet<Audience>;
  readonly consents: Consents;
  readonly on: Day;
}

/** The consent a claim names, if it is about the same person. */
export function consentOf(
  claim: Pick<Claim, 'thing' | 'property' | 'consent'>,
  consents: Consents,
): Consent | undefined {
  const consent = claim.consent === null ? undefined : consents.get(claim.consent);
  const elsewhere = isPersonal(claim) && consent?.terms?.subject !== claim.thing.id;
  return elsewhere ? undefined : consent;
}

export function consentList(consents: Consents): Consent[] {
  return [...consents.values()].sort((a, b) => byText(a.name, b.name));
}
