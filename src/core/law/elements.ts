/**
 * One element of a rule against the record of one event. `met` means that claims say so and none denies
 * it: it is what the record says, not what a court found. What only general knowledge says meets nothing.
 */
import { compareDates, type EdtfDate } from '../base/date.js';
import { type ThingId } from '../base/ids.js';
import { assertNever } from '../base/result.js';
import { speaksFor } from '../ask/speaks-for.js';
import { type Stance } from '../claim/claim.js';
import { type CaseFile, type HeldClaim, type Thing, thingsOf } from '../view/thing.js';
import { knownBefore } from './knowledge.js';
import { type Element, type ElementTest } from './rules.js';

/** `contested`: claims both ways. `for-a-person`: no rule can read it from the record. */
export type ElementState = 'met' | 'contested' | 'not-met' | 'undecided' | 'for-a-person';

export interface ElementFound {
  readonly element: Element;
  readonly state: ElementState;
  /** Claims that say so. */
  readonly for: readonly HeldClaim[];
  /** Claims that say otherwise. */
  readonly against: readonly HeldClaim[];
  /** Said with nothing but general knowledge behind it: shown, and decides nothing. */
  readonly unverified: readonly HeldClaim[];
  /** Of `for`: those surely said before the event, which the State could know. */
  readonly saidBefore: readonly HeldClaim[];
}

/** The event with the States it was between. */
export interface Scene {
  readonly file: CaseFile;
  readonly event: Thing;
  readonly from: ThingId;
  /** Whose duty is asked about: who sent them, or who received them. */
  readonly state: ThingId;
  /** `null` when the record does not say, or says several. */
  readonly to: ThingId | null;
  readonly on: EdtfDate | null;
}

export function elementOn(scene: Scene, element: Element): ElementFound {
  const { saying, denying } = evidence(scene, element.test);
  const read = saying.filter(({ claim }) => claim.basis === 'read');
  const against = denying.filter(({ claim }) => claim.basis === 'read');
  return {
    element,
    state: stateOf(element.test, read, against),
    for: read,
    against,
    unverified: saying.filter(({ claim }) => claim.basis !== 'read'),
    saidBefore: read.filter(({ claim }) => before(claim.said, scene.on)),
  };
}

function stateOf(
  test: ElementTest,
  saying: readonly HeldClaim[],
  denying: readonly HeldClaim[],
): ElementState {
  if (test.kind === 'person') return 'for-a-person';
  if (saying.length > 0) return denying.length > 0 ? 'contested' : 'met';
  return denying.length > 0 ? 'not-met' : 'undecided';
}

interface Evidence {
  readonly saying: readonly HeldClaim[];
  readonly denying: readonly HeldClaim[];
}

function evidence(scene: Scene, test: ElementTest): Evidence {
  const { event } = scene;
  switch (test.kind) {
    case 'event-kind':
      return byKind(event, test);
    case 'by-state':
      return byState(scene);
    case 'sent-abroad':
      return sentAbroad(scene);
    case 'harm':
      return merged([
        ...harms(scene, test).map((harm) => kindsAndProfiles(harm, test)),
        reasoned(scene, test.reasoning),
      ]);
    case 'harm-by-state':
      return merged(
        harms(scene, { kinds: test.kinds, profiles: [] }).map((harm) => byDestination(scene, harm)),
      );
    case 'harm-after':
      return merged(
        harms({ ...scene, to: null }, { kinds: test.kinds, profiles: [] }).map((harm) =>
          kindsAndProfiles(harm, { kinds: test.kinds, profiles: [] }),
        ),
      );
    case 'knowledge':
      return { saying: toldBefore(scene), denying: [] };
    case 'person':
      return { saying: claimsOf(event, test.property), denying: [] };
    default:
      return assertNever(test);
  }
}

/** Claims that were not retracted or corrected, whatever their stance. */
function claimsOf(thing: Thing, property: string): readonly HeldClaim[] {
  return thing.claims.filter(
    (held) =>
      held.claim.property === property && (held.standing === 'stands' || held.standing === 'disputed'),
  );
}

function codeOf({ claim }: HeldClaim): string | null {
  return claim.value.kind === 'code' ? claim.value.term : null;
}

function refOf({ claim }: HeldClaim): ThingId | null {
  return claim.value.kind === 'ref' ? claim.value.id : null;
}

function byKind(
  event: Thing,
  { kinds, against }: { readonly kinds: readonly string[]; readonly against: readonly string[] },
): Evidence {
  const all = claimsOf(event, 'kind');
  const of = (terms: readonly string[], stance: Stance) =>
    all.filter((held) => held.claim.stance === stance && terms.includes(codeOf(held) ?? ''));
  return { saying: of(kinds, 'asserts'), denying: [...of(kinds, 'denies'), ...of(against, 'asserts')] };
}

/** Who did it: `from` says in the model which State sent them, and `by` which organ. */
function byState({ file, event, from }: Scene): Evidence {
  const all = [...claimsOf(event, 'from'), ...claimsOf(event, 'by')];
  const isOrgan = (held: HeldClaim) => {
    const doer = refOf(held);
    return doer !== null && (doer === from || speaksFor(file, doer).has(from));
  };
  const organs = all.filter(isOrgan);
  return {
    saying: organs.filter(({ claim }) => claim.stance === 'asserts'),
    // Somebody else having taken part does not say that the State did not.
    denying: organs.filter(({ claim }) => claim.stance === 'denies'),
  };
}

function sentAbroad({ event, from }: Scene): Evidence {
  const all = claimsOf(event, 'to');
  const elsewhere = (held: HeldClaim) => {
    const to = refOf(held);
    return to !== null && to !== from;
  };
  return {
    saying: all.filter((held) => held.claim.stance === 'asserts' && elsewhere(held)),
    denying: all.filter(
      (held) =>
        (held.claim.stance === 'denies' && elsewhere(held)) ||
        (held.claim.stance === 'asserts' && refOf(held) === from),
    ),
  };
}

interface Sought {
  readonly kinds: readonly string[];
  readonly profiles: readonly string[];
}

/** Harms by the State they were sent to, or that followed this event. */
function harms({ file, event, to }: Scene, sought: Sought): readonly Thing[] {
  return thingsOf(file, 'Harm').filter((harm) => {
    const after = claimsOf(harm, 'event').some((held) => refOf(held) === event.id);
    const by = claimsOf(harm, 'by').some((held) => {
      const doer = refOf(held);
      return to !== null && doer !== null && (doer === to || speaksFor(file, doer).has(to));
    });
    return (after || by) && kindsAndProfiles(harm, sought).saying.length > 0;
  });
}

/** With kinds and profiles named, a harm must be of one of each. */
function kindsAndProfiles(harm: Thing, { kinds, profiles }: Sought): Evidence {
  const parts = [
    ...(kinds.length === 0
      ? []
      : [claimsOf(harm, 'kind').filter((held) => kinds.includes(codeOf(held) ?? ''))]),
    ...(profiles.length === 0
      ? []
      : [claimsOf(harm, 'profile').filter((held) => profiles.includes(codeOf(held) ?? ''))]),
  ];
  if (parts.some((part) => !part.some(({ claim }) => claim.stance === 'asserts')))
    return { saying: [], denying: parts.flat().filter(({ claim }) => claim.stance === 'denies') };
  return {
    saying: parts.flat().filter(({ claim }) => claim.stance === 'asserts'),
    denying: parts.flat().filter(({ claim }) => claim.stance === 'denies'),
  };
}

function byDestination({ file, to }: Scene, harm: Thing): Evidence {
  const done = claimsOf(harm, 'by').filter((held) => {
    const doer = refOf(held);
    return to !== null && doer !== null && (doer === to || speaksFor(file, doer).has(to));
  });
  return {
    saying: done.filter(({ claim }) => claim.stance === 'asserts'),
    denying: done.filter(({ claim }) => claim.stance === 'denies'),
  };
}

/** Reasoning that somebody holds about this event or about the State that sent them. */
function reasoned({ file, event, from, to }: Scene, kinds: readonly string[]): Evidence {
  const held = thingsOf(file, 'Reasoning').flatMap((one) => {
    const about = claimsOf(one, 'about').flatMap((claim) => refOf(claim) ?? []);
    const here = about.length === 0 || about.some((id) => id === event.id || id === from || id === to);
    return here ? claimsOf(one, 'kind').filter((claim) => kinds.includes(codeOf(claim) ?? '')) : [];
  });
  return {
    saying: held.filter(({ claim }) => claim.stance === 'asserts'),
    denying: held.filter(({ claim }) => claim.stance === 'denies'),
  };
}

/** What had surely reached the State, as the claims that say so. */
function toldBefore({ file, event, state }: Scene): readonly HeldClaim[] {
  return knownBefore(file, event, state).flatMap(({ reached, claims }) => (reached === 'yes' ? claims : []));
}

function merged(all: readonly Evidence[]): Evidence {
  return { saying: all.flatMap(({ saying }) => saying), denying: all.flatMap(({ denying }) => denying) };
}

function before(said: EdtfDate | null, on: EdtfDate | null): boolean {
  return said !== null && on !== null && compareDates(said, on) === 'before';
}
