/**
 * From facts to a finding: a rule set against an event, element by element, and what bound the State that
 * day. A State that is not bound is said to be "not bound by this treaty", whatever the elements are; no
 * finding says "breach", which is argued by people.
 */
import { type EdtfDate } from '../base/date.js';
import { type ThingId } from '../base/ids.js';
import { speaksFor } from '../ask/speaks-for.js';
import { type CaseFile, codesOf, referring, refsOf, standing, type Thing, thingsOf } from '../view/thing.js';
import { finestDate } from '../view/when.js';
import { type Binding } from './answer.js';
import { binding } from './binding.js';
import { type LawData, pairKey } from './data.js';
import { type ElementFound, type ElementState, elementOn, type Scene } from './elements.js';
import { wholesOf } from './knowledge.js';
import { type Defence, type Raises, type Rule } from './rules.js';

/**
 * `not-bound`: by this treaty, that day. `met`: every element is met by claims in the record and the State
 * was bound. `contested`: claims go both ways on an element. `fails`: the record says that an element is
 * missing. `undecided`: something is missing that would decide it. `not-raised`: an exception that nobody
 * raised. `argued`: every element is met, and that the rule binds is argued, as custom or soft law.
 */
export type FindingResult =
  | 'not-bound'
  | 'met'
  | 'contested'
  | 'fails'
  | 'undecided'
  | 'not-raised'
  | 'argued';

export interface RaisedDefence {
  readonly defence: Defence;
  /** Positions and reasoning that raise it; none when nobody on record did. */
  readonly by: readonly Thing[];
}

export interface RuleFinding {
  readonly rule: Rule;
  readonly event: ThingId;
  /** The State whose duty it is. */
  readonly state: ThingId;
  /** `null` when the day of the event is not known, and for what no treaty says. */
  readonly binding: Binding | null;
  readonly elements: readonly ElementFound[];
  readonly considerations: readonly ElementFound[];
  readonly defences: readonly RaisedDefence[];
  /** Of an exception: what raises it. */
  readonly raisedBy: readonly Thing[];
  readonly result: FindingResult;
}

/** One finding for each rule that is asked about events of this kind; none when no State is known to have sent them. */
export function findingsOn(file: CaseFile, event: Thing, law: LawData): readonly RuleFinding[] {
  const kinds = codesOf(event, 'kind');
  const on = finestDate(event);
  const rules = law.reference.rules.filter((rule) => kinds.some((kind) => rule.events.includes(kind)));
  return actingIn(file, event, law).flatMap((from) =>
    rules.flatMap((rule) => {
      const scene = sceneOf(rule, { file, event, from, on });
      return scene !== null && concerns(rule, scene.state, law) ? [findingOf(scene, rule, law)] : [];
    }),
  );
}

/** Who sent them; where nobody was sent, as in an arrest, the States whose organs did it. */
function actingIn(file: CaseFile, event: Thing, law: LawData): readonly ThingId[] {
  const from = refsOf(event, 'from');
  if (from.length > 0) return from;
  const states = refsOf(event, 'by').flatMap((doer) =>
    [...speaksFor(file, doer)].filter((id) => law.states.has(id)),
  );
  return [...new Set(states)];
}

/** Parts of the event that were between other States than the whole: the steps of an onward return. */
export function legsOf(file: CaseFile, event: Thing): readonly Thing[] {
  const between = (one: Thing) => JSON.stringify([refsOf(one, 'from'), refsOf(one, 'to')]);
  return referring(file, event.id, 'Event', 'partOf').filter(
    (leg) => refsOf(leg, 'from').length > 0 && between(leg) !== between(event),
  );
}

interface Sent {
  readonly file: CaseFile;
  readonly event: Thing;
  readonly from: ThingId;
  readonly on: EdtfDate | null;
}

/** The event as the rule looks at it; `null` where there is nobody it could ask. */
function sceneOf(rule: Rule, sent: Sent): Scene | null {
  const next = onlyOf(refsOf(sent.event, 'to'));
  const to = rule.destination === 'next' ? next : lastOf(sent, next);
  if (rule.destination === 'last' && to === null) return null;
  const state = rule.bearer === 'sender' ? sent.from : to;
  return state === null ? null : { ...sent, state, to };
}

/** Where the chain ended that this return was a link of; `null` when it was none, or the last. */
function lastOf({ file, event }: Sent, next: ThingId | null): ThingId | null {
  const ends = wholesOf(file, event.id).flatMap((id) => {
    const whole = file.things.get(id);
    const to = whole === undefined ? null : onlyOf(refsOf(whole, 'to'));
    return to === null || to === next ? [] : [to];
  });
  return onlyOf(ends);
}

function onlyOf(ids: readonly ThingId[]): ThingId | null {
  const [id, ...others] = [...new Set(ids)];
  return others.length > 0 ? null : (id ?? null);
}

/** A treaty of another region or of other parties is not asked about, unless some row ties the State to it. */
function concerns({ instrument }: Rule, state: ThingId, law: LawData): boolean {
  if (instrument === null) return true;
  const known = law.instruments.get(instrument);
  if (known?.kind !== 'regional-treaty' && known?.kind !== 'bilateral-agreement') return known !== undefined;
  return known.parties.includes(state) || law.pairs.has(pairKey(state, instrument));
}

function findingOf(scene: Scene, rule: Rule, law: LawData): RuleFinding {
  const { event, state, on, file } = scene;
  const { instrument, provision } = rule;
  const bound =
    on === null || instrument === null ? null : binding({ state, instrument, provision, on }, law);
  const elements = rule.elements.map((element) => elementOn(scene, element));
  const raisedBy = rule.raised === null ? [] : raising(file, rule.raised, state);
  const states = elements.map((found) => found.state);
  return {
    rule,
    event: event.id,
    state,
    binding: bound,
    elements,
    considerations: rule.considerations.map((element) => elementOn(scene, element)),
    defences: rule.defences.map((defence) => ({ defence, by: raising(file, defence, state) })),
    raisedBy,
    result: resultOf({ rule, binding: bound, raisedBy }, states),
  };
}

/** What the states of a rule's elements come to, for a State that was bound so. */
export function resultOf(
  { rule, binding: bound, raisedBy }: Pick<RuleFinding, 'rule' | 'binding' | 'raisedBy'>,
  elements: readonly ElementState[],
): FindingResult {
  if (bound?.bound === 'no') return 'not-bound';
  if (rule.raised !== null && raisedBy.length === 0) return 'not-raised';
  const states = new Set(elements);
  if (states.has('not-met')) return 'fails';
  if (states.has('undecided') || states.has('for-a-person')) return 'undecided';
  if (rule.instrument !== null && bound?.bound !== 'yes') return 'undecided';
  if (states.has('contested')) return 'contested';
  return rule.instrument === null ? 'argued' : 'met';
}

/** Positions of the State that carry the label, and reasoning of the kind, by whomever it is held. */
function raising(file: CaseFile, { labels, reasoning }: Raises, state: ThingId): readonly Thing[] {
  const positions = thingsOf(file, 'Position').filter(
    (position) =>
      codesOf(position, 'label').some((label) => labels.includes(label)) &&
      refsOf(position, 'holder').some((holder) => speaksFor(file, holder).has(state)),
  );
  const argued = thingsOf(file, 'Reasoning').filter((one) =>
    codesOf(one, 'kind').some((kind) => reasoning.includes(kind)),
  );
  return [...positions, ...argued].filter((one) => standing(one).length > 0);
}
