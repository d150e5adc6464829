/**
 * Rules as data: the elements of a duty, how the record can show each, and what would decide it. A rule
 * says nothing about a State; `findings.ts` sets it against an event and what bound the State that day.
 */
import { type Label } from '../base/language.js';
import { type Row, rowsOf } from './json.js';
import { type InstrumentId } from './reference.js';

/** How the record can show an element. */
export type ElementTest =
  /** The event is of one of `kinds`; that it was of one of `against` says otherwise. */
  | { readonly kind: 'event-kind'; readonly kinds: readonly string[]; readonly against: readonly string[] }
  /** Sources name the State as the one that sent them, or an organ of it as who did it. */
  | { readonly kind: 'by-state' }
  /** They were sent to another State than the one that sent them. */
  | { readonly kind: 'sent-abroad' }
  /** Harms of these kinds, or on these profiles, by the State they were sent to; or somebody's reasoning that says so. */
  | {
      readonly kind: 'harm';
      readonly kinds: readonly string[];
      readonly profiles: readonly string[];
      readonly reasoning: readonly string[];
    }
  /** Those harms are done by the State they were sent to or its bodies. */
  | { readonly kind: 'harm-by-state'; readonly kinds: readonly string[] }
  /** Harms of these kinds recorded as following this very event. */
  | { readonly kind: 'harm-after'; readonly kinds: readonly string[] }
  /** Somebody had told the State before: asks that reached it, and what it said itself. */
  | { readonly kind: 'knowledge' }
  /** Only a person can say, from what sources state under this property of the event. */
  | { readonly kind: 'person'; readonly property: string };

export interface Element {
  readonly id: string;
  readonly label: Label;
  readonly test: ElementTest;
  /** What would decide it. */
  readonly decides: Label;
}

/** An answer of the State's, and what is answered to it. Not raised unless somebody raised it. */
export interface Defence {
  readonly id: string;
  readonly label: Label;
  /** Labels of positions that raise it. */
  readonly labels: readonly string[];
  /** Kinds of reasoning that raise it. */
  readonly reasoning: readonly string[];
  readonly answer: Label;
}

/** What raises a defence or exception: positions of the State by their labels, reasoning by its kind. */
export type Raises = Pick<Defence, 'labels' | 'reasoning'>;

export interface Rule {
  readonly id: string;
  /** Changes whenever what it says changes, so that a finding names what it was found by. */
  readonly version: string;
  /** `null`: no treaty of the data says it. It is argued as custom or soft law, and nobody is bound by it here. */
  readonly instrument: InstrumentId | null;
  readonly provision: string;
  /** What it is cited as, where no treaty says it. */
  readonly cited: Label | null;
  /** Whose duty: of who sent them, or of who they were sent to. */
  readonly bearer: 'sender' | 'receiver';
  /** What is asked of the place they came to: the next State, or the last of a chain of returns. */
  readonly destination: 'next' | 'last';
  /** An exception: asked only when somebody on record raised it. */
  readonly raised: Raises | null;
  readonly title: Label;
  /** The standard of proof, and what it is not. */
  readonly standard: Label;
  /** Kinds of event it is asked about. */
  readonly events: readonly string[];
  readonly elements: readonly Element[];
  /** Weighed with the elements, and none of them. */
  readonly considerations: readonly Element[];
  readonly defences: readonly Defence[];
  readonly source: string;
  readonly verified: boolean;
}

/** `known`: whether a provision is in the data. A rule about one that is not is refused. */
export function readRules(
  json: unknown,
  known: (instrument: InstrumentId, provision: string) => boolean,
): Rule[] {
  return rowsOf(json).map((row) => {
    const instrument = row.textOrNull('instrument');
    const provision = row.text('provision');
    if (instrument !== null && !known(instrument, provision))
      return row.bad('provision', 'a provision of the data');
    const elements = row.rows('elements').map(readElement);
    if (elements.length === 0) return row.bad('elements', 'at least one element');
    const considerations = row.rows('considerations').map(readElement);
    const ids = [...elements, ...considerations].map(({ id }) => id);
    if (new Set(ids).size < ids.length) return row.bad('elements', 'elements with ids of their own');
    return {
      id: row.text('id'),
      version: row.text('version'),
      instrument,
      provision,
      cited: instrument === null ? words(row, 'cited') : null,
      bearer: row.oneOf('bearer', bearers),
      destination: row.oneOf('destination', destinations),
      raised: raisesOf(row.rowOrNull('raised')),
      title: words(row, 'title'),
      standard: words(row, 'standard'),
      events: row.texts('events'),
      elements,
      considerations,
      defences: row.rows('defences').map(readDefence),
      source: row.text('source'),
      verified: row.flag('verified'),
    };
  });
}

function words(row: Row, field: string): Label {
  const both = row.row(field);
  return { en: both.text('en'), ko: both.text('ko') };
}

function readElement(row: Row): Element {
  return {
    id: row.text('id'),
    label: words(row, 'label'),
    test: readTest(row.row('test')),
    decides: words(row, 'decides'),
  };
}

const kinds = [
  'event-kind',
  'by-state',
  'sent-abroad',
  'harm',
  'harm-by-state',
  'harm-after',
  'knowledge',
  'person',
] as const;
const bearers = ['sender', 'receiver'] as const;
const destinations = ['next', 'last'] as const;

function raisesOf(row: Row | null): Raises | null {
  return row === null ? null : { labels: row.texts('labels'), reasoning: row.texts('reasoning') };
}

function readTest(row: Row): ElementTest {
  const kind = row.oneOf('kind', kinds);
  switch (kind) {
    case 'event-kind':
      return { kind, kinds: row.texts('kinds'), against: row.texts('against') };
    case 'harm-by-state':
    case 'harm-after':
      return { kind, kinds: row.texts('kinds') };
    case 'harm':
      return {
        kind,
        kinds: row.texts('kinds'),
        profiles: row.texts('profiles'),
        reasoning: row.texts('reasoning'),
      };
    case 'person':
      return { kind, property: row.text('property') };
    case 'by-state':
    case 'sent-abroad':
    case 'knowledge':
      return { kind };
    default:
      return row.bad('kind', `one of ${kinds.join(', ')}`);
  }
}

function readDefence(row: Row): Defence {
  return {
    id: row.text('id'),
    label: words(row, 'label'),
    labels: row.texts('labels'),
    reasoning: row.texts('reasoning'),
    answer: words(row, 'answer'),
  };
}
