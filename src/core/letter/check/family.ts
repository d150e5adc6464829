/**
 * Which accounts are one account. A claim speaks for its origin: whom the passage credits last,
 * else the author of the source its source relays; all that goes back to one origin is one family.
 */
import { type ThingId } from '../../base/ids.js';
import { type Claim } from '../../claim/claim.js';
import { type CaseFile, refsOf } from '../../view/thing.js';

export interface Families {
  /** The origin this claim speaks for. */
  of(claim: Claim): ThingId;
  /** The origin behind a source. */
  ofSource(source: ThingId): ThingId;
}

export function familiesOf(file: CaseFile): Families {
  const ofSource = (id: ThingId, depth = 0): ThingId => {
    const source = file.things.get(id);
    if (source === undefined || source.type !== 'Source') return id;
    const relayed = refsOf(source, 'relays')[0];
    if (relayed !== undefined && depth < 20) return ofSource(relayed, depth + 1);
    return refsOf(source, 'author')[0] ?? id;
  };
  return {
    of: (claim) => ofSource(claim.accordingTo.at(-1) ?? claim.source),
    ofSource: (id) => ofSource(id),
  };
}
