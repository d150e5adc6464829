/** `article33 law --from --to`: what bound a State through a length of time, by stretches that say the same. */
import { type Day, isDay } from '../core/base/date.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type Basis } from '../core/law/answer.js';
import { type CellKind, type Column } from '../core/law/matrix.js';
import { spans } from '../core/law/spans.js';
import { findStateIn } from '../core/law/states.js';
import { columnOf, instrumentsFor, lawOf, type LawQuestion, type LawSources } from './law.js';

/** `from` and `to` are days, both included. */
export type LawOverQuestion = Omit<LawQuestion, 'on'> & { readonly from: string; readonly to: string };

/** The promised JSON of one stretch: from its first day to its last, both included. */
export interface LawStretch {
  readonly from: Day;
  readonly to: Day;
  readonly kind: CellKind;
  readonly basis: Basis;
  readonly since?: string;
  /** The instrument through which it was bound, when that is another. */
  readonly through?: string;
  /** The last day a source saw it inside, when the stretch is later. */
  readonly lastConfirmed?: Day;
}

/** The promised JSON of one instrument or provision through that time. */
export interface LawThroughTime extends Column {
  readonly stretches: readonly LawStretch[];
}

export interface LawOver {
  readonly state: string;
  readonly from: Day;
  readonly to: Day;
  readonly through: readonly LawThroughTime[];
  readonly dataAsOf: Day;
}

/** Kinds of Problem: those of `law`, and `bad-day` for a length of time that is none. */
export function lawOver(sources: LawSources, question: LawOverQuestion): Result<LawOver> {
  const { from, to } = question;
  for (const [name, text] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    if (!isDay(text))
      return fail('bad-day', 'That is no day of the calendar.', {
        where: name,
        fix: 'Write year, month and day, such as 1982-12-23.',
      });
  if (to < from)
    return fail('bad-day', 'The last day is before the first.', { where: '--to', fix: 'Swap the two.' });
  const data = lawOf(sources);
  const state = findStateIn(data.states, question.state);
  if (!state.ok) return state;
  const column = columnOf(data, question);
  if (!column.ok) return column;
  const columns =
    column.value === null
      ? instrumentsFor(data, state.value).map(({ id }): Column => ({ instrument: id, provision: null }))
      : [column.value];
  const through = columns.map((one) => ({
    ...one,
    stretches: spans(state.value.id, one, { from, to }, data).map(({ from, to, cell }) => ({
      from,
      to,
      kind: cell.kind,
      basis: cell.basis,
      ...(cell.since === null ? {} : { since: cell.since }),
      ...(cell.through === null ? {} : { through: cell.through }),
      ...(cell.lastConfirmed === null ? {} : { lastConfirmed: cell.lastConfirmed }),
    })),
  }));
  return ok({ state: state.value.id, from, to, through, dataAsOf: data.reference.dataAsOf });
}
