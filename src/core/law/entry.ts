/**
 * Entry-into-force arithmetic: an instrument's own rule applied to a deposit. The rule is data; this
 * file only counts, as treaties count: the ninetieth day after 24 September 1982 is 23 December 1982.
 */
import { addDays, addMonths, type Day, type EdtfDate, day, parseDate, possibleDays } from '../base/date.js';
import { assertNever, unwrap } from '../base/result.js';
import {
  type EntryRule,
  type Instrument,
  type Interval,
  type State,
  type TreatyAction,
} from './reference.js';

/** The day an interval ends that starts on `from`. */
export function afterInterval(from: Day, interval: Interval): Day {
  switch (interval.kind) {
    case 'same-day':
      return from;
    case 'days':
      return addDays(from, interval.count);
    case 'months':
      return addMonths(from, interval.count);
    case 'years':
      return addMonths(from, 12 * interval.count);
    case 'first-of-month-after': {
      const end = interval.unit === 'days' ? addDays(from, interval.count) : addMonths(from, interval.count);
      return addMonths(`${end.slice(0, 7)}-01`, 1);
    }
    default:
      return assertNever(interval);
  }
}

/** The same for a date that may be several days. */
export function dateAfter(from: EdtfDate, interval: Interval): EdtfDate {
  if (interval.kind === 'same-day') return from;
  const { earliest, latest } = possibleDays(from);
  return between(afterInterval(earliest, interval), afterInterval(latest, interval));
}

/** The date that may be any day from `earliest` to `latest`. */
export function between(earliest: Day, latest: Day): EdtfDate {
  return earliest === latest ? day(earliest) : unwrap(parseDate(`${earliest}/${latest}`));
}

/** The later of two dates, day by day. */
export function laterOf(a: EdtfDate, b: EdtfDate): EdtfDate {
  const [x, y] = [possibleDays(a), possibleDays(b)];
  if (x.earliest >= y.latest) return a;
  if (y.earliest >= x.latest) return b;
  return between(
    x.earliest > y.earliest ? x.earliest : y.earliest,
    x.latest > y.latest ? x.latest : y.latest,
  );
}

export interface Entry {
  /** The day it began to bind, as far as the rule and the deposit tell; `null` when they do not. */
  readonly date: EdtfDate | null;
  /** The rule used, as the end of a sentence. */
  readonly rule: string;
  readonly ruleVerified: boolean;
}

/** A deposit, as far as entry into force depends on it. */
export interface Deposit {
  readonly action: TreatyAction;
  readonly date: EdtfDate | null;
}

/**
 * When an instrument began to bind a State that deposited on `deposit.date`. A succession dates from
 * independence, never before the instrument itself was in force.
 */
export function entryOf(deposit: Deposit, instrument: Instrument, state: State | null): Entry {
  const rule = instrument.entry;
  if (deposit.action === 'succession') return successionOf(deposit, instrument, state);
  if (rule === null)
    return { date: null, rule: 'the data hold no rule for its entry into force', ruleVerified: false };
  const { date } = deposit;
  if (date === null)
    return { date: null, rule: 'the day of its deposit is not recorded', ruleVerified: false };
  const own = dateAfter(date, rule.later);
  const { inForce } = instrument;
  if (inForce === null) return { date: own, rule: laterWords(rule), ruleVerified: rule.verified };
  const founding = possibleDays(own).latest <= possibleDays(inForce).earliest || countsAsFounding(date, rule);
  return {
    date: founding ? inForce : laterOf(own, inForce),
    rule: founding
      ? `with the instrument itself, to which its deposit came early enough (art. ${rule.article})`
      : laterWords(rule),
    ruleVerified: rule.verified,
  };
}

/** A deposit up to the one that brought the instrument into force takes effect with the instrument. */
function countsAsFounding(date: EdtfDate, rule: EntryRule): boolean {
  return rule.triggerDate !== null && possibleDays(date).latest <= rule.triggerDate;
}

function successionOf(deposit: Deposit, instrument: Instrument, state: State | null): Entry {
  const words = 'by succession, from the day the State came to be';
  const from = state?.from ?? null;
  if (from === null) {
    const latest = deposit.date === null ? null : possibleDays(deposit.date).latest;
    return {
      date:
        latest === null ? null : between(possibleDays(instrument.inForce ?? day(latest)).earliest, latest),
      rule: 'by succession, and the data do not say from which day',
      ruleVerified: false,
    };
  }
  const start = day(from);
  return {
    date: instrument.inForce === null ? start : laterOf(start, instrument.inForce),
    rule: words,
    ruleVerified: false,
  };
}

function laterWords(rule: EntryRule): string {
  return `${intervalWords(rule.later, 'its own deposit')} (art. ${rule.article})`;
}

/** "on the 90th day after its own deposit". */
export function intervalWords(interval: Interval, what: string): string {
  const ordinal = (n: number) => `${n}${n % 10 === 1 && n !== 11 ? 'st' : 'th'}`;
  const plural = (n: number, unit: string) =>
    `${n === 1 ? 'one' : n === 3 ? 'three' : n} ${unit}${n === 1 ? '' : 's'}`;
  switch (interval.kind) {
    case 'same-day':
      return `on the day of ${what}`;
    case 'days':
      return `on the ${ordinal(interval.count)} day after ${what}`;
    case 'months':
      return `${plural(interval.count, 'month')} after ${what}`;
    case 'years':
      return `${plural(interval.count, 'year')} after ${what}`;
    case 'first-of-month-after':
      return interval.unit === 'days'
        ? `on the first day of the month after the ${ordinal(interval.count)} day following ${what}`
        : `on the first day of the month after ${plural(interval.count, 'month')} following ${what}`;
    default:
      return assertNever(interval);
  }
}
