/** A figure for a month, a year or longer in which the record has several events: bounds of their sum. */
import { type Thing } from '../../view/thing.js';
import { type Account, accountEvidence, accountsOf, counted } from './account.js';
import { type Grounds } from './grounds.js';
import { dateOf, titleOf } from './happening.js';
import { type Judgement, notInRecord, type ReadingOf } from './judgement.js';
import { mistaken } from './mistaken.js';
import { specific, spoken, top } from './stand.js';
import { sayCount, sayFigure, sayList, sayNumber, sayWhen } from './wording.js';

interface Bound {
  readonly event: Thing;
  readonly accounts: readonly Account[];
  readonly low: number;
  /** `null` when an account of it sets no limit, or none gives a number. */
  readonly high: number | null;
}

/** Disjoint events add up: smallest lows and largest highs, each somebody's own number. */
export function checkSeveral(
  reading: ReadingOf<'figure'>,
  grounds: Grounds,
  events: readonly Thing[],
): Judgement {
  const bounds = events
    .map((event) => boundOf(grounds, reading, event))
    .filter(({ accounts }) => accounts.length > 0);
  const when = reading.date === null ? '' : ` ${sayWhen(reading.date.edtf)}`;
  if (bounds.length === 0)
    return notInRecord(
      `The record has ${sayCount(events.length, 'event')}${when}, and no source gives a number for any.`,
    );
  const low = bounds.reduce((sum, one) => sum + one.low, 0);
  const high = bounds.some((one) => one.high === null)
    ? null
    : bounds.reduce((sum, one) => sum + (one.high ?? 0), 0);
  const letterLow = reading.figure.low ?? 0;
  const letterHigh = reading.figure.high ?? Number.POSITIVE_INFINITY;
  const because = bounds.flatMap(({ accounts }) => accountEvidence(grounds, accounts));
  const list = sayList(
    bounds.map(({ event }) => `${titleOf(event)} (${sayWhen(dateOf(event))})`),
    5,
  );
  const range =
    high === null
      ? `at least ${sayNumber(low)}`
      : low === high
        ? sayNumber(low)
        : `between ${sayNumber(low)} and ${sayNumber(high)}`;
  const sum = `The ${sayCount(bounds.length, 'event')} the record counts${when} add up to ${range}: ${list}.`;
  const suggestion = `Write "${range} people${when}, over ${sayCount(bounds.length, 'reported event')}".`;
  if (letterLow > (high ?? Number.POSITIVE_INFINITY) || letterHigh < low) {
    const other = mistaken(grounds, { said: reading, figure: reading.figure, text: '' }, null);
    return {
      holds: ['contradicted', ...(other?.holds ?? [])],
      direction: letterHigh < low ? 'understated' : 'overstated',
      severity: 'high',
      why: `${other === null ? '' : `${other.why} `}${sum}`,
      because: [...(other?.because ?? []), ...because],
      suggestion: other?.suggestion ?? suggestion,
    };
  }
  const open = reading.figure.high === null || reading.figure.qualifier === 'vague';
  if (open && letterLow <= low)
    return {
      holds: ['supported'],
      severity: 'none',
      why: sum,
      because,
      direction: letterLow * 2 < low ? 'understated' : 'neither',
    };
  return {
    holds: ['imprecise'],
    direction: 'neither',
    severity: 'medium',
    why: `No source gives ${sayFigure(reading.figure)} for the whole span. ${sum}`,
    because,
    suggestion,
  };
}

function boundOf(grounds: Grounds, reading: ReadingOf<'figure'>, event: Thing): Bound {
  const accounts = counted(accountsOf(grounds, event, reading.figure));
  const lows = accounts
    .filter(({ figure }) => figure.low !== null && specific(figure))
    .map(({ figure }) => figure.low ?? 0);
  const highs = accounts.filter(({ figure }) => specific(figure)).map(({ figure }) => figure.high);
  const finite = highs.flatMap((n) => (n === null ? [] : [n]));
  return {
    event,
    accounts,
    low: lows.length > 0 ? Math.min(...lows) : 0,
    high: finite.length > 0 ? Math.max(...finite) : null,
  };
}

/** Smallest and largest number of some accounts in the words they were said in. */
export function wordsOfBounds(
  accounts: readonly Account[],
): { readonly low: string; readonly high: string; readonly same: boolean; readonly open: boolean } | null {
  const sized = accounts
    .filter(({ figure }) => specific(figure))
    .map(({ figure }) => ({
      figure,
      n: spoken(figure)[0] ?? top(figure) ?? 0,
      m: spoken(figure).at(-1) ?? top(figure) ?? 0,
    }));
  const lows = sized.filter(({ figure }) => figure.low !== null).sort((a, b) => a.n - b.n);
  const highs = sized.filter(({ figure }) => figure.high !== null).sort((a, b) => b.m - a.m);
  const open = sized.some(({ figure }) => figure.high === null);
  const [least] = lows;
  const [most] = highs;
  if (least === undefined && most === undefined) return null;
  const low =
    least === undefined
      ? ''
      : least.figure.qualifier === 'between'
        ? `about ${sayNumber(least.n)}`
        : sayFigure({ ...least.figure, scope: '' });
  // "More than 600" goes past an account of 600: no account that leaves the top open is closed by another.
  const [past] = sized
    .filter(({ figure }) => figure.high === null)
    .sort((a, b) => b.n - a.n)
    .filter(({ n }) => most === undefined || n >= most.m);
  const high =
    past !== undefined
      ? sayFigure({ ...past.figure, scope: '' })
      : most === undefined
        ? ''
        : most.figure.qualifier === 'about'
          ? sayFigure({ ...most.figure, scope: '' })
          : sayNumber(most.m);
  return { low, high, same: least !== undefined && most !== undefined && least.n === most.m, open };
}
