/** Rules about conflicting agreements, and what is argued beside treaties, as data. None of it binds by itself. */
import { type Label } from '../base/language.js';
import { type Row, rowsOf } from './json.js';

/** When a rule speaks: what the State that sent people, and the one it sent them to, are bound by. */
export type ConflictCase = 'one-bound' | 'both-bound' | 'bound';

export interface ConflictRule {
  readonly id: string;
  readonly when: ConflictCase;
  readonly cited: Label;
  readonly says: Label;
  readonly source: string;
  readonly verified: boolean;
}

/** A claim about custom or a peremptory norm: who holds it and who does not, never as established. */
export interface LegalArgument {
  readonly id: string;
  readonly kind: 'custom' | 'peremptory';
  readonly title: Label;
  readonly for: readonly Label[];
  readonly against: readonly Label[];
  readonly source: string;
  readonly verified: boolean;
}

export interface ConflictBook {
  readonly rules: readonly ConflictRule[];
  /** Rights that stand beside the Convention of 1951. */
  readonly beside: Pick<ConflictRule, 'cited' | 'says' | 'source' | 'verified'>;
  readonly arguments: readonly LegalArgument[];
}

export const noConflicts: ConflictBook = {
  rules: [],
  beside: { cited: { en: '', ko: '' }, says: { en: '', ko: '' }, source: '', verified: false },
  arguments: [],
};

export function readConflictBook(json: unknown): ConflictBook {
  // A reference of nothing has none.
  if (json === null) return noConflicts;
  const [book] = rowsOf([json]);
  if (book === undefined) return noConflicts;
  return {
    rules: book.rows('rules').map((row) => ({
      id: row.text('id'),
      when: row.oneOf('when', ['one-bound', 'both-bound', 'bound'] as const),
      ...saidBy(row),
    })),
    beside: saidBy(book.row('beside')),
    arguments: book.rows('arguments').map((row) => ({
      id: row.text('id'),
      kind: row.oneOf('kind', ['custom', 'peremptory'] as const),
      title: words(row, 'title'),
      for: row.rows('for').map((one) => words(one, 'who')),
      against: row.rows('against').map((one) => words(one, 'who')),
      source: row.text('source'),
      verified: row.flag('verified'),
    })),
  };
}

function saidBy(row: Row): ConflictBook['beside'] {
  const [source, verified] = [row.text('source'), row.flag('verified')];
  return { cited: words(row, 'cited'), says: words(row, 'says'), source, verified };
}

function words(row: Row, field: string): Label {
  const both = row.row(field);
  return { en: both.text('en'), ko: both.text('ko') };
}
