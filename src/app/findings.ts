/** `article33 findings`: what each rule asks of an event, what the record meets of it, and what is missing. */
import { fail, ok, type Result } from '../core/base/result.js';
import { type FrameLanguage } from '../core/base/language.js';
import { type Bound } from '../core/law/answer.js';
import { type ElementState } from '../core/law/elements.js';
import { findingsOn, type FindingResult, type RuleFinding } from '../core/law/findings.js';
import { type Reference } from '../core/law/reference.js';
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
  const found = findingsOn(file, event, lawOf({ reference, file }));
  const on = dateOf(event);
  return ok({
    event: event.id,
    ...(on === null ? {} : { on }),
    findings: found.map((one) => toAnswer(one, lang)),
  });
}

function dateOf(event: Thing): string | null {
  return finestDate(event)?.edtf ?? null;
}

function toAnswer(finding: RuleFinding, lang: FrameLanguage): FindingAnswer {
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
    })),
    defences: defences.map(({ defence, by }) => ({
      id: defence.id,
      label: defence.label[lang],
      raisedBy: by.map(({ id }) => id),
      answer: defence.answer[lang],
    })),
    result,
  };
}
