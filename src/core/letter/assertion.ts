/**
 * What the letter check finds and says: the shapes promised to machines (`docs/formats/check.md`).
 * Offsets are UTF-16 units into `letter.text`, end exclusive.
 */
import { type Figure } from '../base/figure.js';
import { type ThingId } from '../base/ids.js';

export const assertionKinds = [
  'figure',
  'event-date',
  'superlative',
  'frequency',
  'treaty-status',
  'treaty-content',
  'attribution',
  'earlier-ask',
  'answer',
  'position',
  'office',
  'characterisation',
  'harm',
  'risk-profile',
  'legal-conclusion',
  'motive',
  'occasion',
  'demand',
  'omission',
  'exposure',
] as const;
export type AssertionKind = (typeof assertionKinds)[number];

/** In the order in which one goes first when several hold; the rest go to `also`. */
export const verdicts = [
  'contradicted',
  'imprecise',
  'contested',
  'self-sourced',
  'single-source',
  'argued',
  'supported',
  'not-in-record',
  'not-checkable',
] as const;
export type Verdict = (typeof verdicts)[number];

export type Direction = 'overstated' | 'understated' | 'neither';
/** What an opponent could do with it. */
export type Severity = 'high' | 'medium' | 'low' | 'none';

/** A date as read: canonical EDTF, and the words it was written in. */
export interface ReadDate {
  readonly edtf: string;
  readonly words: string;
  /** "since", "before", "by", "in", "on", "from … to". */
  readonly relation: 'on' | 'in' | 'since' | 'before' | 'after' | 'during';
  /** The other day it may mean ("9/10/2023" read month first); `null` when only one fits. */
  readonly alternative: string | null;
  /** What was written when no such day exists ("2024-02-30"); `edtf` is then the month or year it names. */
  readonly impossible: string | null;
}

/** Something named: the words, and the record's id when the lexicon knew it. */
export interface Named {
  readonly words: string;
  readonly id: ThingId | null;
}

/** Fields shared by readings of things that happened. */
interface Happening {
  /** An `event-kind` code, or `null` when no verb said which. */
  readonly eventKind: string | null;
  readonly date: ReadDate | null;
  /** The State that acts ("the PRC forcibly repatriated"). */
  readonly actor: Named | null;
  /** The State people were sent to, or come from. */
  readonly people: Named | null;
  readonly places: readonly Named[];
}

export type Reading =
  | ({ readonly kind: 'figure'; readonly figure: Figure; readonly accordingTo: readonly Named[] } & Happening)
  | ({ readonly kind: 'event-date' } & Happening)
  | ({
      readonly kind: 'superlative';
      readonly words: string;
      readonly rank: 'largest' | 'smallest' | 'first' | 'last' | 'worst' | 'only';
      /** "since the pandemic", "in years": what narrows it; `null` when it claims all time. */
      readonly within: string | null;
    } & Happening)
  | ({
      readonly kind: 'frequency';
      readonly words: string;
      readonly sense: 'repeated' | 'systematic' | 'always' | 'never' | 'regular' | 'duration' | 'count';
      /** For "three times": 3. For "over four decades": 40, with `unit` years. */
      readonly count: number | null;
      readonly unit: string | null;
      /** What is said to be frequent. */
      readonly of: 'returns' | 'violations' | 'denials' | 'membership' | 'asks' | 'other';
    } & Happening)
  | {
      readonly kind: 'treaty-status';
      readonly state: Named | null;
      readonly instruments: readonly Named[];
      /** `party` when the text only says that it is bound, a party or a member. */
      readonly action:
        | 'signature'
        | 'ratification'
        | 'accession'
        | 'succession'
        | 'withdrawal'
        | 'party'
        | 'not-party';
      readonly verb: string;
      readonly date: ReadDate | null;
    }
  | {
      readonly kind: 'treaty-content';
      readonly instruments: readonly Named[];
      readonly provision: string | null;
      readonly says: string;
    }
  | {
      readonly kind: 'attribution';
      readonly speaker: Named;
      readonly verb: string;
      readonly date: ReadDate | null;
      /** The figure or statement attributed, in the letter's words. */
      readonly says: string;
      readonly figure: Figure | null;
    }
  | {
      readonly kind: 'earlier-ask';
      readonly by: readonly Named[];
      readonly addressee: readonly Named[];
      readonly date: ReadDate | null;
      readonly demands: readonly string[];
      readonly lever: string | null;
      readonly says: string;
    }
  | {
      readonly kind: 'answer';
      readonly by: Named | null;
      readonly to: Named | null;
      readonly date: ReadDate | null;
      /** An `answer-kind` code. */
      readonly answerKind: string;
      readonly repeated: boolean;
      readonly says: string;
    }
  | {
      readonly kind: 'position';
      readonly holder: Named | null;
      readonly labels: readonly string[];
      readonly words: string;
      readonly date: ReadDate | null;
    }
  | {
      readonly kind: 'office';
      readonly person: Named;
      readonly title: string;
      readonly body: Named | null;
      readonly constituency: string | null;
      readonly place: 'signature' | 'addressee' | 'text';
    }
  | {
      readonly kind: 'characterisation';
      readonly words: string;
      readonly sense: 'knowledge' | 'intent' | 'proportion' | 'voluntariness' | 'status' | 'other';
      readonly about: Named | null;
    }
  | {
      readonly kind: 'harm';
      readonly harms: readonly string[];
      readonly profiles: readonly string[];
      readonly by: Named | null;
      readonly certainty: 'will' | 'may' | 'did';
    }
  | { readonly kind: 'risk-profile'; readonly profiles: readonly string[]; readonly harms: readonly string[] }
  | {
      readonly kind: 'legal-conclusion';
      readonly state: Named | null;
      readonly instruments: readonly Named[];
      readonly provision: string | null;
      readonly conclusion: 'violates' | 'complies' | 'obliged' | 'not-obliged' | 'crime';
      readonly says: string;
    }
  | { readonly kind: 'motive'; readonly state: Named | null; readonly motive: string }
  | {
      readonly kind: 'occasion';
      readonly name: Named;
      readonly date: ReadDate | null;
      readonly parties: readonly Named[];
    }
  | {
      readonly kind: 'demand';
      readonly demands: readonly string[];
      readonly addressee: Named | null;
      readonly dutyBearer: Named | null;
      readonly instruments: readonly Named[];
      readonly says: string;
    }
  /** Found by the check itself, not read from a span. */
  | { readonly kind: 'omission'; readonly about: string }
  | { readonly kind: 'exposure'; readonly about: string };

/** One checkable thing the letter says, before anything is looked up. */
export interface Assertion {
  /** `a1`, `a2` … in reading order. */
  readonly id: string;
  readonly kind: AssertionKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly reading: Reading;
  /** 0..1: was the sentence understood? */
  readonly readingConfidence: number;
}

export interface Unread {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface LetterHead {
  readonly title: string | null;
  /** EDTF. */
  readonly date: string | null;
  readonly words: number;
  readonly text: string;
}

export interface Evidence {
  /** The claim's id in the ledger, or a reference row's id for treaty data. */
  readonly claim: string;
  readonly source: ThingId;
  /** What that source says, in our words, short. */
  readonly says: string;
  readonly date: string | null;
  readonly url: string | null;
  /** The origin it speaks for: relays of one origin share a family. */
  readonly family: string;
}

/** An assertion with what the record says of it. */
export interface Checked extends Assertion {
  readonly verdict: Verdict;
  readonly also: readonly Verdict[];
  readonly direction: Direction;
  readonly severity: Severity;
  /** One or two plain sentences: why this verdict. */
  readonly why: string;
  readonly because: readonly Evidence[];
  /** Words to write instead; `null` when nothing needs changing. */
  readonly suggestion: string | null;
  /** The entry time or data date behind the answer. */
  readonly asOf: string;
}

export interface Report {
  readonly dossier: string;
  readonly letter: LetterHead;
  readonly assertions: readonly Checked[];
  readonly unread: readonly Unread[];
  readonly summary: {
    /** What the letter says: omissions and exposures, which the check adds, are counted apart. */
    readonly assertions: number;
    readonly byVerdict: Readonly<Record<Verdict, number>>;
    readonly omissions: number;
    readonly exposures: number;
    readonly unread: number;
    /** Ids of the up to three assertions most damaging if attacked, worst first. */
    readonly attackFirst: readonly string[];
    /** Sources set aside because they are this very text or relay it. */
    readonly setAside: readonly ThingId[];
    readonly asOf: string;
  };
}
