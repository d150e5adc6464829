/**
 * Who stands behind a claim. A source that passes on another speaks with that one's voice, so a figure
 * that reaches us through five newspapers from one organisation has one origin. Whatever cannot be
 * told apart counts as one: independence is a person's decision, dependence is the default.
 */
import { byText, type ThingId } from '../base/ids.js';
import { type Claim } from '../claim/claim.js';
import { type CaseFile, refsOf } from '../view/thing.js';

export interface Origin {
  readonly id: ThingId;
  /** Other bodies it could be: joint authors, or several sources relayed at once. Empty when it is clear. */
  readonly orElse: readonly ThingId[];
  /** How many times it was passed on before we read it; 0 when the origin speaks for itself. */
  readonly hops: number;
  /** Those who passed it on, nearest to us first: sources, then speakers. */
  readonly through: readonly ThingId[];
}

/**
 * The origin of a claim: whom the passage credits last; else, along what its source relays, the
 * author of the first document; else that document itself.
 */
export function originIn(file: CaseFile, claim: Claim): Origin {
  const credited = claim.accordingTo.at(-1);
  const start = credited ?? claim.source;
  const roots = rootsOf(file, start);
  const [first, ...rest] = roots.ids.flatMap((id) => authorsOf(file, id));
  const id = first ?? start;
  const passing = credited === undefined ? [] : [claim.source, ...claim.accordingTo.slice(0, -1)];
  const chain = [...passing, ...roots.passed].filter((each) => each !== id && !roots.ids.includes(each));
  const through = [...new Set(chain)];
  return {
    id,
    orElse: [...new Set(rest)].filter((other) => other !== id),
    hops: (credited === undefined ? 0 : claim.accordingTo.length) + roots.depth,
    through,
  };
}

interface Roots {
  readonly ids: readonly ThingId[];
  /** Longest chain of relays down to a root. */
  readonly depth: number;
  /** Sources on the way, nearest first, the roots left out. */
  readonly passed: readonly ThingId[];
}

/** Follows `relays` to where it ends. Sources that relay one another in a circle are one root, the first by id. */
function rootsOf(file: CaseFile, start: ThingId): Roots {
  const depthOf = new Map<ThingId, number>([[start, 0]]);
  const queue = [start];
  const ends: ThingId[] = [];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const next = relaysOf(file, id);
    if (next.length === 0) ends.push(id);
    for (const relayed of next)
      if (!depthOf.has(relayed)) {
        depthOf.set(relayed, (depthOf.get(id) ?? 0) + 1);
        queue.push(relayed);
      }
  }
  const ids =
    ends.length > 0
      ? ends
      : [...depthOf.keys()]
          .filter((id) => inCircle(file, id))
          .sort(byText)
          .slice(0, 1);
  return {
    ids,
    depth: Math.max(...ids.map((id) => depthOf.get(id) ?? 0), 0),
    passed: [...depthOf.keys()].filter((id) => !ids.includes(id)),
  };
}

function inCircle(file: CaseFile, id: ThingId): boolean {
  const seen = new Set<ThingId>();
  const queue = [...relaysOf(file, id)];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...relaysOf(file, next));
  }
  return false;
}

function relaysOf(file: CaseFile, id: ThingId): ThingId[] {
  const thing = file.things.get(id);
  return thing === undefined || thing.type !== 'Source' ? [] : refsOf(thing, 'relays');
}

/** A document speaks for whoever wrote it; whoever is no document speaks for itself. */
function authorsOf(file: CaseFile, id: ThingId): ThingId[] {
  const thing = file.things.get(id);
  if (thing === undefined || thing.type !== 'Source') return [id];
  const authors = refsOf(thing, 'author');
  return authors.length > 0 ? authors : [id];
}

/**
 * The sources that are set aside, with all that relay them, directly or through others. A document is
 * no evidence for itself, and neither is what repeats it.
 */
export function withRelayers(file: CaseFile, sources: ReadonlySet<ThingId>): ReadonlySet<ThingId> {
  const aside = new Set(sources);
  for (let grew = sources.size > 0; grew;) {
    grew = false;
    for (const thing of file.things.values()) {
      if (thing.type !== 'Source' || aside.has(thing.id)) continue;
      if (!refsOf(thing, 'relays').some((id) => aside.has(id))) continue;
      aside.add(thing.id);
      grew = true;
    }
  }
  return aside;
}
