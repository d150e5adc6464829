/** What changed between two days: the cells of a matrix that say another thing on the second. */
import { type EdtfDate } from '../base/date.js';
import { boundOn } from './binding.js';
import { type LawData } from './data.js';
import { type Cell, cellOf, type Column } from './matrix.js';
import { type StateId } from './reference.js';

export interface Change {
  readonly state: StateId;
  readonly before: Cell;
  readonly after: Cell;
}

export interface TwoDays {
  readonly before: EdtfDate;
  readonly after: EdtfDate;
}

/** Columns in the order given, and within each the States in theirs. A later confirmation is no change. */
export function changes(
  days: TwoDays,
  states: readonly StateId[],
  columns: readonly Column[],
  law: LawData,
): readonly Change[] {
  const at = (on: EdtfDate, state: StateId, { instrument, provision }: Column) =>
    cellOf(boundOn({ state, instrument, provision, on }, law));
  return columns.flatMap((column) =>
    states.flatMap((state) => {
      const change = { state, before: at(days.before, state, column), after: at(days.after, state, column) };
      return alike(change.before, change.after) ? [] : [change];
    }),
  );
}

function alike(a: Cell, b: Cell): boolean {
  return a.kind === b.kind && a.since === b.since && a.through === b.through;
}
