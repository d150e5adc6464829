/** State by instrument (or provision) on one day: what a page shows as a table, one word a cell. */
import { type EdtfDate } from '../base/date.js';
import { assertNever } from '../base/result.js';
import { type Basis, type Binding } from './answer.js';
import { boundOn } from './binding.js';
import { type LawData } from './data.js';
import { type InstrumentId, type StateId } from './reference.js';

/** A column: an instrument as a whole, or one provision of it. */
export interface Column {
  readonly instrument: InstrumentId;
  readonly provision: string | null;
}

/** `since`: bound; `reserved`: took the provision out, or part of it; `signed`: signature alone, which does not bind. */
export type CellKind = 'since' | 'reserved' | 'signed' | 'no' | 'undecided';

export interface Cell extends Column {
  readonly kind: CellKind;
  /** EDTF: the first day bound, when `kind` is `since` or `reserved`. */
  readonly since: string | null;
  readonly basis: Basis;
  /** The instrument through which it is bound, when that is another. */
  readonly through: InstrumentId | null;
  readonly lastConfirmed: string | null;
}

export interface MatrixRow {
  readonly state: StateId;
  readonly cells: readonly Cell[];
}

/** Rows and cells in the order given. */
export function matrix(
  on: EdtfDate,
  states: readonly StateId[],
  columns: readonly Column[],
  law: LawData,
): readonly MatrixRow[] {
  return states.map((state) => ({
    state,
    cells: columns.map(({ instrument, provision }) =>
      cellOf(boundOn({ state, instrument, provision, on }, law)),
    ),
  }));
}

/** What one answer comes to in a table. */
export function cellOf(answer: Omit<Binding, 'because'>): Cell {
  const { instrument, provision, basis, through, lastConfirmed } = answer;
  const kind = kindOf(answer);
  const since = kind === 'since' || kind === 'reserved' ? answer.since : null;
  return { instrument, provision, kind, since, basis, through, lastConfirmed };
}

function kindOf({ bound, basis, reservations, provision }: Omit<Binding, 'because'>): CellKind {
  switch (bound) {
    case 'yes':
      return provision !== null && reservations.length > 0 ? 'reserved' : 'since';
    case 'no':
      return basis === 'reserved' ? 'reserved' : basis === 'signed-only' ? 'signed' : 'no';
    case 'undecided':
      return 'undecided';
    default:
      return assertNever(bound);
  }
}
