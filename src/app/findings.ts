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
import { type ElementFound, type ElementState } from '../core/law/elements.js';
import { conflictsOn } from '../core/law/conflicts.js';
import { findingsOn, type FindingResult, legsOf, type RuleFinding } from '../core/law/findings.js';
import { knownBefore, type KnownBefore, likeEvents, type LikeEvent } from '../core/law/knowledge.js';
import { type Reference } from '../core/law/reference.js';
import { type ProfileRisk, riskOn, type RiskReason } from '../core/law/risk.js';
import { termOf } from '../core/model/codes.js';
import { type Confidence, type DecisionWord, type FindInput } from '../core/ledger/find.js';
import { type CaseFile, refsOf, textOf, type Thing } from '../core/view/thing.js';
import { finestDate } from '../core/view/when.js';
import { findEvent } from './count.js';
import { type ConflictAnswer, toConflicts } from './conflicts.js';
import { lawOf } from './law.js';
import { titleOf } from './show.js';

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
  /** Absent where no treaty says it; then `cited` says what it is cited as. */
  readonly instrument?: string;
  readonly cited?: string;
  readonly basis: 'treaty' | 'argued';
  /** Whose duty: of who sent them, or of who received them. */
  readonly bearer: 'sender' | 'receiver';
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
  /** Weighed with the elements, and none of them. */
  readonly considerations: readonly ElementAnswer[];
  /** Of an exception: ids of the positions and reasoning that raise it. */
  readonly raisedBy?: readonly string[];
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
  /** Decisions on rules that are no longer asked of this event. */
  readonly otherDecisions: readonly OtherDecision[];
  /** What the States that sent them could know before, by State. */
  readonly knowledge: readonly {
    readonly state: string;
    readonly before: readonly EvidenceLine[];
  }[];
  /** Other returns by the same State to the same State. */
  readonly pattern: readonly {
    readonly event: string;
    readonly date?: string;
    readonly kinds: readonly string[];
    readonly when: LikeEvent['when'];
  }[];
  readonly risk: readonly RiskAnswer[];
  readonly conflicts: ConflictAnswer;
  /** Of an event in legs: each leg, with its own rules. */
  readonly legs: readonly Findings[];
}

export interface OtherDecision extends DecisionAnswer {
  readonly rule: string;
  readonly element: string | null;
  readonly state: string;
}

export interface EvidenceLine {
  readonly id: string;
  readonly kind: KnownBefore['kind'];
  readonly how: readonly string[];
  readonly date?: string;
  readonly reached: KnownBefore['reached'];
  readonly claims: readonly string[];
}

export interface RiskAnswer {
  /** A `risk-profile` code, with its label. */
  readonly profile: string;
  readonly label: string;
  /** None: nothing is recorded, which says nothing of safety. */
  readonly reasons: readonly {
    readonly harm: string;
    readonly kinds: readonly string[];
    readonly words: string;
    readonly sources: readonly string[];
    readonly claims: readonly string[];
    readonly basis: RiskReason['basis'];
    readonly afterThis: boolean;
    readonly doer: RiskReason['doer'];
  }[];
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
  return ok(findingsAt({ file, event, reference, lang, legs: true }));
}

interface At {
  readonly file: CaseFile;
  readonly event: Thing;
  readonly reference: Reference;
  readonly lang: FrameLanguage;
  /** Whether its legs are asked too: a leg has none. */
  readonly legs: boolean;
}

function findingsAt({ file, event, reference, lang, legs }: At): Findings {
  const lawFor = (one: CaseFile) => lawOf({ reference, file: one });
  const found = findingsOn(file, event, lawFor(file));
  const decided = decisionsOn({ file, event, lawFor });
  const on = dateOf(event);
  const asked = (rule: string, state: string) =>
    found.some((one) => one.rule.id === rule && one.state === state);
  return {
    event: event.id,
    ...(on === null ? {} : { on }),
    findings: found.map((one) => toAnswer(one, decided, lang)),
    otherDecisions: decided
      .filter(({ decided: { find } }) => !asked(find.rule, find.state))
      .map((one) => ({
        rule: one.decided.find.rule,
        element: one.decided.find.element,
        state: one.decided.find.state,
        ...toDecision(one),
      })),
    knowledge: refsOf(event, 'from').map((state) => ({
      state,
      before: knownBefore(file, event, state).map(toEvidence),
    })),
    pattern: likeEvents(file, event).map(({ id, date, kinds, when }) => ({
      event: id,
      ...(date === null ? {} : { date: date.edtf }),
      kinds,
      when,
    })),
    risk: riskOn(file, event).map((one) => toRisk(file, one, lang)),
    conflicts: toConflicts(conflictsOn(file, event, lawFor(file)), lawFor(file), lang),
    legs: legs
      ? legsOf(file, event).map((leg) => findingsAt({ file, event: leg, reference, lang, legs: false }))
      : [],
  };
}

function toEvidence({ id, kind, how, date, reached, claims }: KnownBefore): EvidenceLine {
  const when = date === null ? {} : { date: date.edtf };
  return { id, kind, how, ...when, reached, claims: claims.map((held) => held.id) };
}

function toRisk(file: CaseFile, { profile, reasons }: ProfileRisk, lang: FrameLanguage): RiskAnswer {
  return {
    profile,
    label: termOf('risk-profile', profile)?.[lang] ?? profile,
    reasons: reasons.map(({ harm, kinds, sources, claims, basis, afterThis, doer }) => {
      const thing = file.things.get(harm);
      const words = thing === undefined ? harm : (textOf(thing, 'summary', lang) ?? titleOf(thing, lang));
      return { harm, kinds, words, sources, claims: claims.map(({ id }) => id), basis, afterThis, doer };
    }),
  };
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
  const { rule, state, binding, elements, considerations, defences, raisedBy, result } = finding;
  return {
    rule: rule.id,
    version: rule.version,
    title: rule.title[lang],
    state,
    ...(rule.instrument === null ? {} : { instrument: rule.instrument }),
    ...(rule.cited === null ? {} : { cited: rule.cited[lang] }),
    basis: rule.instrument === null ? 'argued' : 'treaty',
    bearer: rule.bearer,
    provision: rule.provision,
    bound: binding?.bound ?? 'undecided',
    ...(binding === null || binding.since === null ? {} : { since: binding.since }),
    standard: rule.standard[lang],
    elements: elements.map((found) => toElement(found, of(found.element.id), lang)),
    considerations: considerations.map((found) => toElement(found, [], lang)),
    ...(rule.raised === null ? {} : { raisedBy: raisedBy.map(({ id }) => id) }),
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

function toElement(
  found: ElementFound,
  decisions: readonly DecidedFinding[],
  lang: FrameLanguage,
): ElementAnswer {
  const { element, state } = found;
  return {
    id: element.id,
    label: element.label[lang],
    state,
    for: found.for.map(({ id }) => id),
    against: found.against.map(({ id }) => id),
    saidBefore: found.saidBefore.length,
    unverified: found.unverified.length,
    ...(state === 'met' || state === 'not-met' ? {} : { missing: element.decides[lang] }),
    decisions: decisions.map(toDecision),
    decided: saidBy(decisions),
  };
}
