/** `article33 findings`: what each rule asks of an event, what the record meets of it, and what is missing. */
import { fail, ok, type Result } from '../core/base/result.js';
import { type FrameLanguage } from '../core/base/language.js';
import { type Bound } from '../core/law/answer.js';
import {
  type DecidedFinding,
  decisionsFor,
  decisionsOn,
  resultWith,
  type Said,
  saidBy,
  type Staleness,
} from '../core/law/decided.js';
import { type ElementState } from '../core/law/elements.js';
import { findingsOn, type FindingResult, type RuleFinding } from '../core/law/findings.js';
import { type Reference } from '../core/law/reference.js';
import { type Confidence, type DecisionWord, type FindInput } from '../core/ledger/find.js';
import { type CaseFile, type Thing } from '../core/view/thing.js';
import { finestDate } from '../core/view/when.js';
import { findEvent } from './count.js';
import { lawOf } from './law.js';

/** The promised JSON of one element. */
export interface ElementAnswer {
  readonly id: string;
  readonly label: string;
  readonly state: ElementState;
  /** Ids of the claims that say so, and of those that say otherwise. */
  readonly for: readonly string[];
  readonly against: readonly string[];
  /** How many of `for` were surely said before the event. */
  readonly saidBefore: number;
  /** How many more are general knowledge, and decide nothing. */
  readonly unverified: number;
  /** What would decide it, when it is not decided. */
  readonly missing?: string;
  /** What people decided of it, the latest of each. */
  readonly decisions: readonly DecisionAnswer[];
  /** What those say together that are not stale; `null`: none. */
  readonly decided: Said;
}

/** A decision as recorded, and what changed since. */
export interface DecisionAnswer {
  readonly entry: number;
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly as: DecisionWord;
  readonly confidence: Confidence;
  readonly why: string;
  readonly audience: string;
  /** The rule's version and what it gave, when it was decided. */
  readonly version: string;
  readonly computed: string;
  readonly bound: string;
  /** Claims it rested on, without those that are gone. */
  readonly inputs: readonly FindInput[];
  readonly stale: boolean;
  readonly changed: readonly Staleness[];
}

export interface FindingAnswer {
  readonly rule: string;
  readonly version: string;
  readonly title: string;
  readonly state: string;
  readonly instrument: string;
  readonly provision: string;
  readonly bound: Bound;
  readonly since?: string;
  readonly standard: string;
  readonly elements: readonly ElementAnswer[];
  readonly defences: readonly {
    readonly id: string;
    readonly label: string;
    /** Ids of the positions and reasoning that raise it. */
    readonly raisedBy: readonly string[];
    readonly answer: string;
  }[];
  readonly result: FindingResult;
  /** What people decided of the rule as a whole. */
  readonly decisions: readonly DecisionAnswer[];
  readonly decided: Said;
  /** The result with people's decisions in place of what the rule read; absent when none stands. */
  readonly resultDecided?: FindingResult;
}

/** The promised JSON. */
export interface Findings {
  readonly event: string;
  readonly on?: string;
  readonly findings: readonly FindingAnswer[];
}

/** Kinds of Problem: those of naming an event, `not-an-event`. */
export function findings(
  files: readonly CaseFile[],
  reference: Reference,
  { event: words, lang = 'en' }: { readonly event: string; readonly lang?: FrameLanguage },
): Result<Findings> {
  const named = findEvent(files, words);
  if (!named.ok) return named;
  const { file, thing: event } = named.value;
  if (event.type !== 'Event')
    return fail('not-an-event', 'That is a report about a longer time, and rules are asked of events.', {
      where: event.id,
      fix: 'Name one of the events in it.',
    });
  const lawFor = (one: CaseFile) => lawOf({ reference, file: one });
  const found = findingsOn(file, event, lawFor(file));
  const decided = decisionsOn({ file, event, lawFor });
  const on = dateOf(event);
  return ok({
    event: event.id,
    ...(on === null ? {} : { on }),
    findings: found.map((one) => toAnswer(one, decided, lang)),
  });
}

function dateOf(event: Thing): string | null {
  return finestDate(event)?.edtf ?? null;
}

function toDecision({ decided, inputs, changed }: DecidedFinding): DecisionAnswer {
  const { seq, id, at, actor, find } = decided;
  const { decision, confidence, why, audience, version, computed, bound } = find;
  const made = { entry: seq, id, at, by: actor, as: decision, confidence, why, audience };
  return { ...made, version, computed, bound, inputs, stale: changed.length > 0, changed };
}

function toAnswer(finding: RuleFinding, all: readonly DecidedFinding[], lang: FrameLanguage): FindingAnswer {
  const of = (element: string | null) => decisionsFor(all, finding, element);
  const withDecisions = resultWith(finding, all);
  const { rule, state, binding, elements, defences, result } = finding;
  return {
    rule: rule.id,
    version: rule.version,
    title: rule.title[lang],
    state,
    instrument: rule.instrument,
    provision: rule.provision,
    bound: binding?.bound ?? 'undecided',
    ...(binding === null || binding.since === null ? {} : { since: binding.since }),
    standard: rule.standard[lang],
    elements: elements.map((found) => ({
      id: found.element.id,
      label: found.element.label[lang],
      state: found.state,
      for: found.for.map(({ id }) => id),
      against: found.against.map(({ id }) => id),
      saidBefore: found.saidBefore.length,
      unverified: found.unverified.length,
      ...(found.state === 'met' || found.state === 'not-met' ? {} : { missing: found.element.decides[lang] }),
      decisions: of(found.element.id).map(toDecision),
      decided: saidBy(of(found.element.id)),
    })),
    defences: defences.map(({ defence, by }) => ({
      id: defence.id,
      label: defence.label[lang],
      raisedBy: by.map(({ id }) => id),
      answer: defence.answer[lang],
    })),
    result,
    decisions: of(null).map(toDecision),
    decided: saidBy(of(null)),
    ...(withDecisions === null ? {} : { resultDecided: withDecisions }),
  };
}
