/**
 * Which statements of a State count against a provision. A reservation to an article that allows none
 * is reported, not applied; a declaration of how an article is read takes nothing away.
 */
import { possibleDays } from '../base/date.js';
import { assertNever } from '../base/result.js';
import { type Asked } from './answer.js';
import { pairOf } from './data.js';
import { listed, parseNumber } from './number.js';
import { type Declaration, type Instrument, type InstrumentId } from './reference.js';

export interface Reservations {
  readonly valid: readonly Declaration[];
  readonly barred: readonly Declaration[];
  /** Declarations of how a provision is read. */
  readonly read: readonly Declaration[];
  /** Declarations that accept an optional provision. */
  readonly accepted: readonly Declaration[];
}

/** For a State bound through a carrier, its reservations to the carrier that name this instrument count too. `null`: it stated nothing. */
export function reservationsOf(
  { law, state, instrument, on }: Asked,
  through: InstrumentId | null,
): Reservations | null {
  const own = pairOf(law, state.id, instrument.id).declarations.filter((one) => one.of === instrument.id);
  const carrier = through === null ? undefined : law.instruments.get(through);
  const carried =
    carrier === undefined
      ? []
      : pairOf(law, state.id, carrier.id).declarations.filter((one) => one.of === instrument.id);
  if (own.length === 0 && carried.length === 0) return null;
  const standing = [...own, ...carried].filter(
    (one) => one.until === null || possibleDays(one.until).latest > possibleDays(on).earliest,
  );
  const reservations = standing.filter((one) => one.kind === 'reservation');
  const isBarred = (one: Declaration) =>
    bars(instrument, one) || (carrier !== undefined && bars(carrier, one));
  return {
    valid: reservations.filter((one) => !isBarred(one)),
    barred: reservations.filter(isBarred),
    read: standing.filter((one) => one.kind === 'declaration'),
    accepted: standing.filter((one) => one.kind === 'acceptance'),
  };
}

/** Whether the instrument's own clause forbids it. */
export function bars(instrument: Instrument, { of, provisions }: Declaration): boolean {
  const rule = instrument.reservations;
  if (rule === null || provisions.length === 0) return false;
  const inside = (list: readonly string[], item: string) => {
    const number = parseNumber(item);
    const here = list.flatMap((entry) => {
      const [owner, name] = entry.includes(' ') ? entry.split(' ') : [instrument.id, entry];
      return owner === of && name !== undefined ? [name] : [];
    });
    return number !== null && listed(here, number);
  };
  switch (rule.kind) {
    case 'all':
      return of === instrument.id;
    case 'listed':
      return provisions.every((item) => inside(rule.barred, item));
    case 'only':
      return of === instrument.id && !provisions.every((item) => inside(rule.allowed, item));
    case 'object-and-purpose':
    case 'silent':
      return false;
    default:
      return assertNever(rule.kind);
  }
}
