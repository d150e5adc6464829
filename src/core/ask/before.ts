/**
 * What had reached a State before a day. Three-valued twice over: whether the ask came before, and
 * whether it reached the State that must act, which a letter to somebody in between does not show.
 */
import { compareDates, type EdtfDate } from '../base/date.js';
import { type ThingId } from '../base/ids.js';
import { finestDate } from '../view/when.js';
import { type CaseFile } from '../view/thing.js';
import { type AskRecord } from './record.js';
import { anySpeaksFor } from './speaks-for.js';

export interface AskedBefore {
  readonly ask: AskRecord;
  /** Whether it was made before; asks that certainly came later are left out. */
  readonly before: 'yes' | 'undecided';
  /** Whether it had reached the State by then. */
  readonly reached: 'yes' | 'undecided';
  readonly because: Because;
}

/** Why we say that it reached the State, or why that stays open. */
export type Because =
  | { readonly kind: 'addressed' }
  /** Reviews, treaty bodies and démarches put it to the State itself. */
  | { readonly kind: 'procedure'; readonly lever: string }
  | { readonly kind: 'passed'; readonly shownBy: ThingId }
  | { readonly kind: 'passed-at-unknown-time'; readonly shownBy: ThingId }
  | { readonly kind: 'not-recorded' };

/** Levers that are applied to the State itself, whoever else the text addresses. */
const direct: ReadonlySet<string> = new Set([
  'demarche',
  'upr',
  'treaty-body',
  'special-procedure',
  'inquiry',
]);

/**
 * Asks of that State made, or perhaps made, before the date, oldest first. Give an event's date through
 * `dateOfEvent`; `null`, an event of unknown date, decides nothing.
 */
export function askedBefore(
  file: CaseFile,
  asks: readonly AskRecord[],
  state: ThingId,
  date: EdtfDate | null,
): AskedBefore[] {
  return asks
    .filter(({ dutyBearers }) => dutyBearers.includes(state))
    .flatMap((ask): AskedBefore[] => {
      const before = isBefore(ask.date, date);
      if (before === 'no') return [];
      const because = reach(file, ask, state, date);
      const open = because.kind === 'not-recorded' || because.kind === 'passed-at-unknown-time';
      return [{ ask, before, reached: open || before === 'undecided' ? 'undecided' : 'yes', because }];
    });
}

/** The date of an event of the case file; `null` when there is none. */
export function dateOfEvent(file: CaseFile, event: ThingId): EdtfDate | null {
  const thing = file.things.get(event);
  return thing === undefined ? null : finestDate(thing);
}

function isBefore(date: EdtfDate | null, limit: EdtfDate | null): 'yes' | 'no' | 'undecided' {
  if (date === null || limit === null) return 'undecided';
  const order = compareDates(date, limit);
  if (order === 'before') return 'yes';
  return order === 'after' ? 'no' : 'undecided';
}

function reach(file: CaseFile, ask: AskRecord, state: ThingId, date: EdtfDate | null): Because {
  if (anySpeaksFor(file, ask.addressees, state)) return { kind: 'addressed' };
  const lever = ask.levers.find((each) => direct.has(each));
  if (lever !== undefined) return { kind: 'procedure', lever };
  const hop = ask.hops.find(({ to, how }) => to === state && how === 'passed');
  if (hop === undefined || hop.shownBy === null) return { kind: 'not-recorded' };
  const kind = isBefore(hop.date, date) === 'yes' ? 'passed' : 'passed-at-unknown-time';
  return { kind, shownBy: hop.shownBy };
}
