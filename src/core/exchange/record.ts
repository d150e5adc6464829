/**
 * What a file is read into before anybody knows what it means: records with the row they stand in, and
 * what is wrong, with file row, column, reason and what to do. A bad record never hides the next.
 */
import { type JsonObject } from '../base/json.js';
import { type Problem } from '../base/result.js';

/** One row of a table, or one line of JSON Lines. */
export interface Row {
  /** The line of the file it begins on, the first being 1; of a sheet, its row. */
  readonly row: number;
  /** Cells by column name, or the object of the line. */
  readonly fields: JsonObject;
}

/** What is wrong with one row, in words a person can act on. */
export interface RowProblem {
  /** `null`: the file as a whole. */
  readonly row: number | null;
  readonly column: string | null;
  readonly kind: string;
  readonly message: string;
  readonly fix: string;
  /** Told so that nothing is lost in silence; nothing has to be mended. */
  readonly notice?: true;
}

export type ReadRow =
  | { readonly ok: true; readonly row: Row }
  | { readonly ok: false; readonly problem: RowProblem };

export function rowProblem(problem: Problem, row: number | null, column: string | null = null): RowProblem {
  const { kind, message, fix } = problem;
  return { row, column, kind, message, fix: fix ?? 'Mend the row and import the file again.' };
}

/** `row 12, column date`. */
export function placeOf({ row, column }: Pick<RowProblem, 'row' | 'column'>): string {
  const at = row === null ? '' : `row ${row}`;
  return column === null ? at : [at, `column ${column}`].filter(Boolean).join(', ');
}
