/**
 * The instrument as a whole: consent, when it began, when it ended. Outside is `no` only when a source
 * saw the State outside on or after the day asked about, or when it joined later or had left.
 */
import { type EdtfDate, possibleDays } from '../base/date.js';
import { type Answer, type Asked } from './answer.js';
import { type Period, type Seen, type Standing, standingOf } from './standing.js';
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
export type Membership = Pick<Answer, 'bound' | 'basis' | 'because'> &
  Partial<
    Pick<
      Answer,
      | 'since'
      | 'until'
      | 'action'
      | 'deposited'
      | 'signed'
      | 'rule'
      | 'lastConfirmed'
      | 'lastOutside'
      | 'dataAsOf'
    >
  >;

export function membership(asked: Asked): Membership {
  const { on, state, instrument, law } = asked;
  const standing = standingOf(law, state.id, instrument);
  const signed = { signed: standing.signature?.date?.edtf ?? null };
  let maybe: Period | null = null;
  for (const period of standing.periods) {
    const { started, ended } = within(on, period.start, period.end);
    if (started === 'yes' && ended === 'no') return { ...signed, ...boundBy(period, standing, asked) };
    if (started !== 'no' && ended !== 'yes') maybe ??= period;
  }
  return { ...signed, ...(maybe === null ? outside(asked, standing) : uncertain(maybe, standing, asked)) };
}

function ofPeriod({ start, end, by, rule }: Period) {
  return {
    since: start?.edtf ?? null,
    until: end?.edtf ?? null,
    action: by.action === 'joined' ? null : by.action,
    deposited: by.date?.edtf ?? null,
    rule,
  };
}

function boundBy(period: Period, standing: Standing, asked: Asked): Membership {
  const last = standing.inside.at(-1);
  const later = last !== undefined && possibleDays(asked.on).latest > last.day && period.left === null;
  return {
    ...ofPeriod(period),
    bound: 'yes',
    basis: 'party',
    lastConfirmed: later ? last.day : null,
    ...(last === undefined ? {} : { dataAsOf: last.day }),
    because: () => [
      ...say.joined(asked, period),
      ...(period.left === null ? [] : [say.left(asked, period)]),
      ...(later ? [say.lastConfirmed(last)] : []),
      ...say.notes(asked, standing),
    ],
  };
}

function uncertain(period: Period, standing: Standing, asked: Asked): Membership {
  return {
    ...ofPeriod(period),
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
  const basis = signedBy === null ? null : 'signed-only';
  const next = periods.find(({ start }) => start !== null && come(start, on) === 'no');
  const ended = periods.findLast(({ end }) => end !== null && come(end, on) === 'yes');
  if (ended !== undefined)
    return {
      ...ofPeriod(ended),
      bound: 'no',
      basis: 'ended',
      because: () => [...say.joined(asked, ended), say.left(asked, ended), ...say.notes(asked, standing)],
    };
  if (next !== undefined)
    return {
      ...ofPeriod(next),
      bound: 'no',
      basis: basis ?? 'not-yet',
      because: () => [
        ...signedWords(),
        say.notYet(asked, next),
        ...say.joined(asked, next),
        ...say.notes(asked, standing),
      ],
    };
  const seen = seenOutside(standing, possibleDays(on).latest);
  const last = standing.outside.at(-1);
  const words = () => [
    ...signedWords(),
    seen !== null
      ? say.notParty(asked, seen)
      : last === undefined
        ? say.noData(asked)
        : say.lastSeenOutside(asked, last),
    ...say.notes(asked, standing),
  ];
  if (seen !== null)
    return {
      bound: 'no',
      basis: basis ?? 'not-party',
      lastOutside: seen.day,
      dataAsOf: seen.day,
      because: words,
    };
  return {
    bound: 'undecided',
    basis: last === undefined ? 'no-data' : 'last-seen-outside',
    lastOutside: last?.day ?? null,
    ...(last === undefined ? {} : { dataAsOf: last.day }),
    because: words,
  };
}

/** Who saw it outside on or after that day; a source that was read before general knowledge. */
function seenOutside(standing: Standing, day: string): Seen | null {
  const after = standing.outside.filter((seen) => seen.day >= day);
  return after.find((seen) => seen.verified) ?? after[0] ?? null;
}
