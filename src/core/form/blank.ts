/**
 * Forms as data: the fields of each body's form, where the record can fill them from, and what would fill
 * them otherwise. A form says nothing of a case; `fill.ts` sets it against the record.
 */
import { type Label } from '../base/language.js';
import { type Row, Row as OneRow } from '../law/json.js';

/** Where a field can be filled from. */
export type Fill =
  /** A property of the person the form is about. */
  | { readonly kind: 'person'; readonly property: string }
  /** A property of the event. */
  | { readonly kind: 'event'; readonly property: string }
  /** Other events of the same people, of these kinds. */
  | { readonly kind: 'events'; readonly kinds: readonly string[] }
  /** What the door says of the State. */
  | { readonly kind: 'door'; readonly door: string }
  | {
      readonly kind:
        | 'state'
        | 'submitter'
        | 'harms'
        | 'asks'
        | 'positions'
        | 'findings'
        | 'mandates'
        | 'consent'
        | 'sources';
    };

export interface Field {
  readonly id: string;
  readonly label: Label;
  readonly required: boolean;
  /** False: the field itself is general knowledge, not read on the body's form. */
  readonly verified: boolean;
  readonly fills: readonly Fill[];
  /** What would fill it. */
  readonly missing: Label;
}

export interface Blank {
  readonly id: string;
  readonly title: Label;
  readonly body: Label;
  /** What consents call the body: `share:ID`. */
  readonly bodyId: string;
  readonly door: string;
  readonly perPerson: boolean;
  /** Languages the body reads. */
  readonly languages: readonly string[];
  readonly rules: readonly Label[];
  readonly fields: readonly Field[];
  readonly verified: boolean;
  readonly source: string;
}

/** A mandate of the special procedures, and what it is about. */
export interface Mandate {
  readonly label: Label;
  readonly events: readonly string[];
  readonly harms: readonly string[];
}

export interface FormBook {
  readonly forms: readonly Blank[];
  readonly mandates: readonly Mandate[];
}

export const noForms: FormBook = { forms: [], mandates: [] };

const plain = [
  'state',
  'submitter',
  'harms',
  'asks',
  'positions',
  'findings',
  'mandates',
  'consent',
  'sources',
] as const;

/** `doors`: ids of the doors in the data. A form for a door that is not there is refused. */
export function readFormBook(json: unknown, doors: ReadonlySet<string>): FormBook {
  if (json === null) return noForms;
  const whole = new OneRow(json, 'the whole file');
  return {
    forms: whole.rows('forms').map((row) => readBlank(row, doors)),
    mandates: whole.rows('mandates').map((row) => ({
      label: words(row, 'label'),
      events: row.texts('events'),
      harms: row.texts('harms'),
    })),
  };
}

function words(row: Row, field: string): Label {
  const both = row.row(field);
  return { en: both.text('en'), ko: both.text('ko') };
}

function readBlank(row: Row, doors: ReadonlySet<string>): Blank {
  const door = row.text('door');
  if (!doors.has(door)) return row.bad('door', 'the id of a door');
  return {
    id: row.text('id'),
    title: words(row, 'title'),
    body: words(row, 'body'),
    bodyId: row.text('bodyId'),
    door,
    perPerson: row.flag('perPerson'),
    languages: row.texts('languages'),
    rules: row.rows('rules').map((one) => ({ en: one.text('en'), ko: one.text('ko') })),
    fields: row.rows('fields').map((one) => ({
      id: one.text('id'),
      label: words(one, 'label'),
      required: one.flag('required'),
      verified: one.flag('verified'),
      fills: one.rows('fills').map((fill) => readFill(fill, doors)),
      missing: words(one, 'missing'),
    })),
    verified: row.flag('verified'),
    source: row.text('source'),
  };
}

function readFill(row: Row, doors: ReadonlySet<string>): Fill {
  const kind = row.text('kind');
  if (kind === 'person' || kind === 'event') return { kind, property: row.text('property') };
  if (kind === 'events') return { kind, kinds: row.texts('kinds') };
  if (kind === 'door') {
    const door = row.text('door');
    return doors.has(door) ? { kind, door } : row.bad('door', 'the id of a door');
  }
  return { kind: row.oneOf('kind', plain) };
}
