/**
 * What people decided of an event's rules, beside what the rules give now. A decision rests on the claims it
 * was made on: when one of them changed, another came, or the rule did, it is stale and says what changed. It
 * is compared with what its own audience may see and nothing more, so no reader learns of a claim by it.
 */
import { type ClaimId, type ThingId } from '../base/ids.js';
import { type Audience } from '../claim/claim.js';
import { type DecisionWord, type FindInput } from '../ledger/find.js';
import { standingAfter } from '../view/fold.js';
import { type CaseFile, type Decided, type HeldClaim, type Standing, type Thing } from '../view/thing.js';
import { type LawData } from './data.js';
import { type ElementFound, type ElementState } from './elements.js';
import { findingsOn, type FindingResult, resultOf, type RuleFinding } from './findings.js';

export type Staleness =
  /** A claim it rests on stands otherwise than it did. */
  | { readonly kind: 'amended'; readonly claim: ClaimId; readonly now: Standing }
  /** Claims that bear on it now and were not there, or bore on something else. */
  | { readonly kind: 'new'; readonly claims: readonly ClaimId[] }
  /** Claims it rests on that no longer bear on the element. */
  | { readonly kind: 'elsewhere'; readonly claims: readonly ClaimId[] }
  /** Claims it rests on that were erased or may not be read; which, is not said. */
  | { readonly kind: 'gone'; readonly count: number }
  | { readonly kind: 'rule'; readonly from: string; readonly to: string }
  /** The rule is no longer asked of this event and State. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'bound'; readonly from: string; readonly to: string };

export interface DecidedFinding {
  readonly decided: Decided;
  /** Its inputs, without the claims that are gone. */
  readonly inputs: readonly FindInput[];
  /** What changed since; nothing: it stands as it was made. */
  readonly changed: readonly Staleness[];
}

/** What the people who decided say together. `disagree`: they do not say the same. */
export type Said = DecisionWord | 'disagree' | null;

interface Scope {
  readonly file: CaseFile;
  readonly event: Thing;
  readonly lawFor: (file: CaseFile) => LawData;
}

/** The latest decision of each person on each rule and element of the event, in the order made. */
export function decisionsOn({ file, event, lawFor }: Scope): readonly DecidedFinding[] {
  const about = file.decided.filter(({ find }) => find.event === event.id);
  const latest = new Map(about.map((one) => [keyOf(one), one]));
  const now = new Map<Audience, Now>();
  return [...latest.values()].map((decided) => {
    const { audience } = decided.find;
    let seen = now.get(audience);
    if (seen === undefined) now.set(audience, (seen = nowFor(narrowTo(file, audience), event.id, lawFor)));
    return compared(decided, seen);
  });
}

function keyOf({ actor, find }: Decided): string {
  return JSON.stringify([actor, find.rule, find.state, find.element]);
}

/** What this audience sees: `file` itself when that is all of it. */
export function narrowTo(file: CaseFile, audience: Audience): CaseFile {
  const sees = (other: Audience) =>
    other === 'public' || (audience !== 'public' && (other === 'team' || other === audience));
  let narrower = false;
  const things = new Map<ThingId, Thing>();
  for (const [id, thing] of file.things) {
    const claims = thing.claims.filter(({ claim }) => sees(claim.audience));
    narrower ||= claims.length < thing.claims.length;
    if (claims.length > 0)
      things.set(id, claims.length === thing.claims.length ? thing : { ...thing, claims });
  }
  return narrower
    ? { ...file, things, decided: file.decided.filter(({ find }) => sees(find.audience)) }
    : file;
}

interface Now {
  readonly findings: readonly RuleFinding[];
  readonly claims: ReadonlyMap<ClaimId, HeldClaim>;
}

function nowFor(file: CaseFile, id: ThingId, lawFor: Scope['lawFor']): Now {
  const event = file.things.get(id);
  const claims = new Map(
    [...file.things.values()].flatMap((thing) => thing.claims.map((one) => [one.id, one])),
  );
  return { findings: event === undefined ? [] : findingsOn(file, event, lawFor(file)), claims };
}

function compared(decided: Decided, { findings, claims }: Now): DecidedFinding {
  const { find } = decided;
  const inputs = find.inputs.map((one) => ({ ...one, ...ofInput(one, (id) => claims.has(id)) }));
  const current = findings.find(({ rule, state }) => rule.id === find.rule && state === find.state);
  const changed: Staleness[] = [];
  const gone = idsOf(find.inputs).filter((id) => !claims.has(id));
  if (gone.length > 0) changed.push({ kind: 'gone', count: gone.length });
  for (const id of idsOf(inputs)) {
    const held = claims.get(id);
    if (held !== undefined && held.standing !== standingAt(held, decided.seq))
      changed.push({ kind: 'amended', claim: id, now: held.standing });
  }
  if (current === undefined) return { decided, inputs, changed: [...changed, { kind: 'not-asked' }] };
  if (current.rule.version !== find.version)
    changed.push({ kind: 'rule', from: find.version, to: current.rule.version });
  const bound = boundOf(current);
  if (bound !== find.bound) changed.push({ kind: 'bound', from: find.bound, to: bound });
  changed.push(...moved(inputs, current, changed));
  return { decided, inputs, changed };
}

/** Claims that bear on an element now and did not, and the other way round; those already told of are left out. */
function moved(
  inputs: readonly FindInput[],
  { elements }: RuleFinding,
  told: readonly Staleness[],
): readonly Staleness[] {
  const amended = new Set(told.flatMap((one) => (one.kind === 'amended' ? [one.claim] : [])));
  const [came, went] = [new Set<ClaimId>(), new Set<ClaimId>()];
  for (const input of inputs) {
    const found = elements.find(({ element }) => element.id === input.element);
    const now = found === undefined ? [] : inputOf(found);
    for (const side of ['for', 'against', 'unverified'] as const) {
      const [before, after] = [new Set(input[side]), new Set(now.flatMap((one) => one[side]))];
      for (const id of after) if (!before.has(id) && !amended.has(id)) came.add(id);
      for (const id of before) if (!after.has(id) && !amended.has(id)) went.add(id);
    }
  }
  return [
    ...(came.size === 0 ? [] : [{ kind: 'new', claims: [...came] } as const]),
    ...(went.size === 0 ? [] : [{ kind: 'elsewhere', claims: [...went] } as const]),
  ];
}

function inputOf(found: ElementFound): readonly FindInput[] {
  return [findInput(found)];
}

/** An element as it is found now, as an entry keeps it. */
export function findInput(found: ElementFound): FindInput {
  const ids = (claims: readonly HeldClaim[]) => [...new Set(claims.map(({ id }) => id))];
  const { element, state } = found;
  return {
    element: element.id,
    computed: state,
    for: ids(found.for),
    against: ids(found.against),
    unverified: ids(found.unverified),
  };
}

export function boundOf({ binding }: RuleFinding): string {
  return binding?.bound ?? 'undecided';
}

function idsOf(inputs: readonly FindInput[]): ClaimId[] {
  return [...new Set(inputs.flatMap((one) => [...one.for, ...one.against, ...one.unverified]))];
}

function ofInput(input: FindInput, keep: (id: ClaimId) => boolean) {
  const { for: saying, against, unverified } = input;
  return {
    for: saying.filter(keep),
    against: against.filter(keep),
    unverified: unverified.filter(keep),
  };
}

/** How a claim stood after the entry `seq`. */
function standingAt({ amendedBy }: HeldClaim, seq: number): Standing {
  const last = amendedBy.filter((one) => one.seq <= seq).at(-1);
  return last === undefined ? 'stands' : standingAfter(last.action);
}

/** Decisions of one rule (`element: null`) or element, of the State whose duty it is. */
export function decisionsFor(
  all: readonly DecidedFinding[],
  { rule, state }: RuleFinding,
  element: string | null,
): readonly DecidedFinding[] {
  return all.filter(
    ({ decided: { find } }) => find.rule === rule.id && find.state === state && find.element === element,
  );
}

/** What those say together whose decision is not stale; `null` when there is none. */
export function saidBy(all: readonly DecidedFinding[]): Said {
  const words = new Set(
    all.filter(({ changed }) => changed.length === 0).map((one) => one.decided.find.decision),
  );
  const [word, ...others] = words;
  return others.length > 0 ? 'disagree' : (word ?? null);
}

/**
 * The result with what people decided in place of what the rule read. A State that is not bound stays not
 * bound, whatever anybody decided. `null` when nobody's decision stands.
 */
export function resultWith(finding: RuleFinding, all: readonly DecidedFinding[]): FindingResult | null {
  const whole = saidBy(decisionsFor(all, finding, null));
  const said = finding.elements.map(({ element }) => saidBy(decisionsFor(all, finding, element.id)));
  if (whole === null && said.every((word) => word === null)) return null;
  const states = finding.elements.map(({ state }, i) => stateAs(said[i] ?? null) ?? state);
  const result = resultOf(finding, states);
  if (result === 'not-bound' || whole === null) return result;
  if (whole === 'met') return finding.binding?.bound === 'yes' ? 'met' : 'undecided';
  return whole === 'disagree' ? 'contested' : whole === 'not-met' ? 'fails' : 'undecided';
}

function stateAs(said: Said): ElementState | null {
  return said === 'disagree' ? 'contested' : said;
}
