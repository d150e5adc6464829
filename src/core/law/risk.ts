/**
 * Risk on return: for each profile, which harms the record says fall on it in the State people were sent to,
 * with who says so and the reason in words. It is a list of reasons and never a score; that nothing is
 * recorded for a profile says nothing of its safety.
 */
import { byText, type ThingId } from '../base/ids.js';
import { speaksFor } from '../ask/speaks-for.js';
import { codeLists } from '../model/codes.js';
import {
  type CaseFile,
  codesOf,
  type HeldClaim,
  refsOf,
  standing,
  type Thing,
  thingsOf,
} from '../view/thing.js';

export interface RiskReason {
  /** The harm as recorded. */
  readonly harm: ThingId;
  /** `harm-kind` codes. */
  readonly kinds: readonly string[];
  /** Claims that say what is done, to whom or by whom. */
  readonly claims: readonly HeldClaim[];
  /** Distinct sources of those claims that were read. */
  readonly sources: readonly ThingId[];
  /** Whether any of it was read in a source, or all is general knowledge. */
  readonly basis: 'read' | 'general-knowledge';
  /** Recorded as following this very event. */
  readonly afterThis: boolean;
  /** Whether the record says who does it: the State they were sent to, or nobody. */
  readonly doer: 'there' | 'not-recorded';
}

export interface ProfileRisk {
  /** A `risk-profile` code. */
  readonly profile: string;
  readonly reasons: readonly RiskReason[];
}

/** Every profile of the vocabulary, those with reasons first and in the vocabulary's order. */
export function riskOn(file: CaseFile, event: Thing): readonly ProfileRisk[] {
  const to = refsOf(event, 'to');
  const reasons = thingsOf(file, 'Harm').flatMap((harm) => {
    const afterThis = refsOf(harm, 'event').includes(event.id);
    const doers = refsOf(harm, 'by');
    const there = doers.some((doer) => to.some((state) => speaksFor(file, doer).has(state)));
    const doer = there ? 'there' : 'not-recorded';
    // Who does it is often unsaid; who is said to be another State does it elsewhere.
    const counts = afterThis || there || (doers.length === 0 && refsOf(harm, 'event').length === 0);
    return counts ? [{ harm, reason: reasonOf(harm, { afterThis, doer }) }] : [];
  });
  const all = Object.keys(codeLists['risk-profile']).map((profile): ProfileRisk => {
    const own = reasons.filter(({ harm }) => codesOf(harm, 'profile').includes(profile));
    return { profile, reasons: own.map(({ reason }) => reason).sort((a, b) => byText(a.harm, b.harm)) };
  });
  return [...all.filter((one) => one.reasons.length > 0), ...all.filter((one) => one.reasons.length === 0)];
}

function reasonOf(harm: Thing, found: Pick<RiskReason, 'afterThis' | 'doer'>): RiskReason {
  const claims = ['kind', 'profile', 'by', 'summary'].flatMap((property) => standing(harm, property));
  const read = claims.filter(({ claim }) => claim.basis === 'read');
  return {
    harm: harm.id,
    kinds: codesOf(harm, 'kind'),
    claims,
    sources: [...new Set(read.map(({ claim }) => claim.source))].sort(byText),
    basis: read.length > 0 ? 'read' : 'general-knowledge',
    ...found,
  };
}
