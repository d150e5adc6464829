/**
 * From facts to a finding: a rule set against an event, element by element, and what bound the State that
 * day. A State that is not bound is said to be "not bound by this treaty", whatever the elements are; no
 * finding says "breach", which is argued by people.
 */
import { type ThingId } from '../base/ids.js';
import { speaksFor } from '../ask/speaks-for.js';
import { type CaseFile, codesOf, refsOf, standing, type Thing, thingsOf } from '../view/thing.js';
import { finestDate } from '../view/when.js';
import { type Binding } from './answer.js';
import { binding } from './binding.js';
import { type LawData, pairKey } from './data.js';
import { type ElementFound, type ElementState, elementOn, type Scene } from './elements.js';
import { type Defence, type Rule } from './rules.js';

/**
 * `not-bound`: by this treaty, that day. `met`: every element is met by claims in the record and the State
 * was bound. `contested`: claims go both ways on an element. `fails`: the record says that an element is
 * missing. `undecided`: something is missing that would decide it.
 */
export type FindingResult = 'not-bound' | 'met' | 'contested' | 'fails' | 'undecided';

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
  /** `null` when the day of the event is not known. */
  readonly binding: Binding | null;
  readonly elements: readonly ElementFound[];
  readonly defences: readonly RaisedDefence[];
  readonly result: FindingResult;
}

/** One finding for each rule that is asked about events of this kind; none when no State is known to have sent them. */
export function findingsOn(file: CaseFile, event: Thing, law: LawData): readonly RuleFinding[] {
  const kinds = codesOf(event, 'kind');
  const [to, ...others] = refsOf(event, 'to');
  const on = finestDate(event);
  return refsOf(event, 'from').flatMap((from) => {
    const scene: Scene = { file, event, from, to: others.length > 0 ? null : (to ?? null), on };
    return law.reference.rules
      .filter((rule) => kinds.some((kind) => rule.events.includes(kind)))
      .filter((rule) => concerns(rule, from, law))
      .map((rule) => findingOf(scene, rule, law));
  });
}

/** A treaty of another region is not asked about, unless some row ties the State to it. */
function concerns({ instrument }: Rule, state: ThingId, law: LawData): boolean {
  const known = law.instruments.get(instrument);
  if (known?.kind !== 'regional-treaty') return known !== undefined;
  return known.parties.includes(state) || law.pairs.has(pairKey(state, instrument));
}

function findingOf(scene: Scene, rule: Rule, law: LawData): RuleFinding {
  const { event, from, on, file } = scene;
  const { instrument, provision } = rule;
  const bound = on === null ? null : binding({ state: from, instrument, provision, on }, law);
  const elements = rule.elements.map((element) => elementOn(scene, element));
  return {
    rule,
    event: event.id,
    state: from,
    binding: bound,
    elements,
    defences: rule.defences.map((defence) => ({ defence, by: raisedBy(file, defence, from) })),
    result: resultOf(
      bound,
      elements.map(({ state: found }) => found),
    ),
  };
}

/** What the states of a rule's elements come to, for a State that was bound so. */
export function resultOf(bound: Binding | null, elements: readonly ElementState[]): FindingResult {
  if (bound?.bound === 'no') return 'not-bound';
  const states = new Set(elements);
  if (states.has('not-met')) return 'fails';
  if (bound?.bound !== 'yes' || states.has('undecided') || states.has('for-a-person')) return 'undecided';
  return states.has('contested') ? 'contested' : 'met';
}

/** Positions of the State that carry the label, and reasoning of the kind, by whomever it is held. */
function raisedBy(file: CaseFile, { labels, reasoning }: Defence, state: ThingId): readonly Thing[] {
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
