/**
 * The instrument as a whole: consent, when it began, when it ended. Outside is `no` only when a source
 * saw the State outside on or after the day asked about, or when it joined later or had left.
 */
import { type Day, type EdtfDate, possibleDays } from '../base/date.js';
import { type Answer, type Asked, type Because } from './answer.js';
import { type Period, type Seen, type Standing, standingOf, type ToldAct } from './standing.js';
import * as say from './words.js';

export type Three = 'yes' | 'no' | 'undecided';

/** Whether a beginning that may be several days had come by every day asked about. */
export function come(by: EdtfDate, on: EdtfDate): Three {
  const [x, y] = [possibleDays(by), possibleDays(on)];
  return x.latest <= y.earliest ? 'yes' : x.earliest > y.latest ? 'no' : 'undecided';
}

/** Whether a span had started, and whether it had ended. */
export function within(
  on: EdtfDate,
  start: EdtfDate | null,
  end: EdtfDate | null,
): { readonly started: Three; readonly ended: Three } {
  return {
    started: start === null ? 'undecided' : come(start, on),
    ended: end === null ? 'no' : come(end, on),
  };
}

/** The part of an answer that membership decides. */
export type Membership = Pick<
  Answer,
  | 'bound'
  | 'basis'
  | 'since'
  | 'until'
  | 'action'
  | 'deposited'
  | 'signed'
  | 'rule'
  | 'lastConfirmed'
  | 'lastOutside'
  | 'because'
> & {
  /** The day of the data behind it; `null` when no source covers the State. */
  readonly seen: Day | null;
};

const lastAnswers = new WeakMap<Standing, { readonly on: EdtfDate; readonly found: Membership }>();

/** The last answer of each standing is kept: provisions of one instrument ask for the same day in turn. */
export function membership(asked: Asked): Membership {
  const standing = standingOf(asked.law, asked.state.id, asked.instrument);
  const last = lastAnswers.get(standing);
  if (last?.on === asked.on) return last.found;
  const found = decide(asked, standing);
  lastAnswers.set(standing, { on: asked.on, found });
  return found;
}

function decide(asked: Asked, standing: Standing): Membership {
  let maybe: Period | null = null;
  for (const period of standing.periods) {
    const { started, ended } = within(asked.on, period.start, period.end);
    if (started === 'yes' && ended === 'no') return boundBy(period, standing, asked);
    if (started !== 'no' && ended !== 'yes') maybe ??= period;
  }
  return maybe === null ? outside(asked, standing) : uncertain(maybe, standing, asked);
}

/** What is said of a period, or of none. */
function ofPeriod(period: Period | null, standing: Standing) {
  return {
    since: period?.start?.edtf ?? null,
    until: period?.end?.edtf ?? null,
    action: period === null || period.by.action === 'joined' ? null : period.by.action,
    deposited: period?.by.date?.edtf ?? null,
    signed: standing.signature?.date?.edtf ?? null,
    rule: period?.rule ?? null,
    lastConfirmed: null,
    lastOutside: null,
    seen: null,
  };
}

function boundBy(period: Period, standing: Standing, asked: Asked): Membership {
  const last = lastInside(period, standing);
  const later = possibleDays(asked.on).latest > last.day && period.left === null;
  return {
    ...ofPeriod(period, standing),
    bound: 'yes',
    basis: period.provisional ? 'provisional' : 'party',
    lastConfirmed: later ? last.day : null,
    seen: last.day,
    because: () => [
      ...say.joined(asked, period),
      ...(period.left === null ? [] : [say.left(asked, period)]),
      ...(later ? [say.lastConfirmed(last)] : []),
      ...say.notes(asked, standing),
    ],
  };
}

/** The last source that saw it inside, or its own act when no source saw it later than that. */
function lastInside({ start, by }: Period, standing: Standing): Seen {
  const last = standing.inside.at(-1);
  const began = start === null ? '0000-01-01' : possibleDays(start).latest;
  let own: Seen = { day: began, source: '', id: null, verified: false };
  for (const { saidOn = null, source, id, verified } of by.told) {
    const day = saidOn !== null && saidOn > began ? saidOn : began;
    if (day >= own.day) own = { day, source, id, verified: verified || (own.day === day && own.verified) };
  }
  return last !== undefined && last.day >= own.day ? last : own;
}

function uncertain(period: Period, standing: Standing, asked: Asked): Membership {
  return {
    ...ofPeriod(period, standing),
    bound: 'undecided',
    basis: 'uncertain-date',
    because: () => [
      ...say.joined(asked, period),
      say.straddles(asked, period),
      ...say.notes(asked, standing),
    ],
  };
}

function outside(asked: Asked, standing: Standing): Membership {
  const { on } = asked;
  const { signature, periods } = standing;
  const signedOn = signature?.date ?? null;
  const signedBy = signedOn !== null && come(signedOn, on) === 'yes' ? signature : null;
  const signedWords = () => (signedBy === null ? [] : [say.signedOnly(asked, signedBy)]);
  const notes = () => say.notes(asked, standing);
  const ended = periods.findLast(({ end }) => end !== null && come(end, on) === 'yes');
  if (ended !== undefined)
    return {
      ...ofPeriod(ended, standing),
      bound: 'no',
      basis: 'ended',
      because: () => [...say.joined(asked, ended), say.left(asked, ended), ...notes()],
    };
  const next = periods.find(({ start }) => start !== null && come(start, on) === 'no');
  if (next !== undefined)
    return {
      ...ofPeriod(next, standing),
      bound: 'no',
      basis: signedBy === null ? 'not-yet' : 'signed-only',
      because: () => [...signedWords(), say.notYet(asked, next), ...say.joined(asked, next), ...notes()],
    };
  return neverInside(asked, standing, signedBy);
}

function neverInside(asked: Asked, standing: Standing, signedBy: ToldAct | null): Membership {
  const seen = seenOutside(standing, possibleDays(asked.on).latest);
  const last = standing.outside.at(-1);
  const none = ofPeriod(null, standing);
  const signedWords = () => (signedBy === null ? [] : [say.signedOnly(asked, signedBy)]);
  const chain = (words: () => Because) => () => [...signedWords(), words(), ...say.notes(asked, standing)];
  if (seen !== null)
    return {
      ...none,
      bound: 'no',
      basis: signedBy === null ? 'not-party' : 'signed-only',
      lastOutside: seen.day,
      seen: seen.day,
      because: chain(() => say.notParty(asked, seen)),
    };
  if (last !== undefined)
    return {
      ...none,
      bound: 'undecided',
      basis: 'last-seen-outside',
      lastOutside: last.day,
      seen: last.day,
      because: chain(() => say.lastSeenOutside(asked, last)),
    };
  // Nobody but the dossier covers this State: its own record of a signature, and of nothing after it, stands.
  if (signedBy !== null)
    return { ...none, bound: 'no', basis: 'signed-only', because: chain(() => say.nothingAfter(asked)) };
  return { ...none, bound: 'undecided', basis: 'no-data', because: chain(() => say.noData(asked)) };
}

/** Who saw it outside on or after that day; a source that was read before general knowledge. */
function seenOutside(standing: Standing, day: Day): Seen | null {
  const after = standing.outside.filter((seen) => seen.day >= day);
  return after.find((seen) => seen.verified) ?? after[0] ?? null;
}
