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

export interface Rule {
  readonly id: string;
  /** Changes whenever what it says changes, so that a finding names what it was found by. */
  readonly version: string;
  readonly instrument: InstrumentId;
  readonly provision: string;
  readonly title: Label;
  /** The standard of proof, and what it is not. */
  readonly standard: Label;
  /** Kinds of event it is asked about. */
  readonly events: readonly string[];
  readonly elements: readonly Element[];
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
    const [instrument, provision] = [row.text('instrument'), row.text('provision')];
    if (!known(instrument, provision)) return row.bad('provision', 'a provision of the data');
    const elements = row.rows('elements').map(readElement);
    if (elements.length === 0) return row.bad('elements', 'at least one element');
    return {
      id: row.text('id'),
      version: row.text('version'),
      instrument,
      provision,
      title: words(row, 'title'),
      standard: words(row, 'standard'),
      events: row.texts('events'),
      elements,
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

const kinds = ['event-kind', 'by-state', 'sent-abroad', 'harm', 'harm-by-state', 'person'] as const;

function readTest(row: Row): ElementTest {
  const kind = row.oneOf('kind', kinds);
  switch (kind) {
    case 'event-kind':
      return { kind, kinds: row.texts('kinds'), against: row.texts('against') };
    case 'harm-by-state':
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
