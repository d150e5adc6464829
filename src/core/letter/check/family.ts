/**
 * Which accounts are one account: claims that go back to one origin are one family, by the rule the
 * pages count with.
 */
import { type ThingId } from '../../base/ids.js';
import { type Claim } from '../../claim/claim.js';
import { originIn } from '../../figure/origins.js';
import { type CaseFile } from '../../view/thing.js';

export interface Families {
  /** The origin this claim speaks for. */
  of(claim: Claim): ThingId;
}

/** Remembers what it worked out: a check asks of the same claims many times. */
export function familiesOf(file: CaseFile): Families {
  const known = new WeakMap<Claim, ThingId>();
  return {
    of: (claim) => {
      const origin = known.get(claim) ?? originIn(file, claim).id;
      known.set(claim, origin);
      return origin;
    },
  };
}
