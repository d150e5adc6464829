/**
 * How one account's figure stands to the figure a letter gives. Not whether both could be true:
 * whether that account says it. "More than 500" allows 600 and does not say it.
 */
import { type Figure } from '../../base/figure.js';
import { assertNever } from '../../base/result.js';

export type Stand =
  /** Says this number, as strongly or more. */
  | 'says'
  /** Says this number with a qualifier the letter drops. */
  | 'about'
  | 'floor'
  | 'ceiling'
  /** Gives a finite range that holds the number. */
  | 'range'
  /** Sets no limit that excludes it, and does not say it. */
  | 'allows'
  /** Cannot be so when the letter is right. */
  | 'disputes'
  /** Counts a part, another unit, or gives no number. */
  | 'part'
  | 'silent';

const floors = new Set(['at-least', 'more-than']);
const ceilings = new Set(['up-to', 'fewer-than']);
const blurred = new Set(['about', 'nearly']);

export function standOf(letter: Figure, account: Figure): Stand {
  if (account.low === null && account.high === null) return 'silent';
  if (letter.low === null && letter.high === null) return 'silent';
  if (letter.unit !== account.unit) return 'silent';
  if (sameNumber(letter, account)) return qualifierStand(letter, account);
  if (letter.scope !== account.scope) return 'part';
  const [l, a] = [hull(letter), hull(account)];
  if (l.low > a.high || a.low > l.high) return 'disputes';
  return pointed(letter) ? pointStand(letter, account) : spanStand(letter, account);
}

function qualifierStand(letter: Figure, account: Figure): Stand {
  if (floors.has(account.qualifier)) return floors.has(letter.qualifier) ? 'says' : 'floor';
  if (ceilings.has(account.qualifier)) return ceilings.has(letter.qualifier) ? 'says' : 'ceiling';
  if (blurred.has(account.qualifier))
    return pointed(letter) && !blurred.has(letter.qualifier) ? 'about' : 'says';
  return 'says';
}

function pointStand(letter: Figure, account: Figure): Stand {
  if (account.qualifier === 'vague' || account.low === null || account.high === null) return 'allows';
  if (account.qualifier === 'between') return 'range';
  return account.qualifier === letter.qualifier ? 'says' : 'about';
}

/** A letter that gives a range, a floor or "hundreds": said by whoever's own range lies in it. */
function spanStand(letter: Figure, account: Figure): Stand {
  const low = letter.low ?? 0;
  const high = letter.high ?? Number.POSITIVE_INFINITY;
  const inside = (n: number | null) => n !== null && n >= low && n <= high;
  if (account.high === null)
    return inside(account.low) && (letter.high === null || letter.qualifier === 'vague') ? 'says' : 'allows';
  if (account.low === null) return 'allows';
  // "Up to 600" is not what somebody says who counted 200.
  if (letter.low === null && account.high * 2 < high) return 'disputes';
  return inside(account.low) && inside(account.high) ? 'says' : 'range';
}

function pointed({ qualifier }: Figure): boolean {
  return qualifier === 'exact' || qualifier === 'rounded' || qualifier === 'none' || blurred.has(qualifier);
}

/** The numbers in the words themselves: 500 for "more than 500", 500 and 600 for "500 to 600". */
export function spoken(figure: Figure): readonly number[] {
  const { low, high, best, qualifier } = figure;
  const list = (n: number | null) => (n === null ? [] : [n]);
  switch (qualifier) {
    case 'more-than':
      return low === null ? [] : [low - 1];
    case 'fewer-than':
      return high === null ? [] : [high + 1];
    case 'nearly':
      return best !== null ? [best] : high === null ? [] : [high + 1];
    case 'up-to':
      return list(high);
    case 'between':
      return [...list(low), ...list(high)];
    case 'vague':
    case 'presence':
      return [];
    case 'exact':
    case 'rounded':
    case 'about':
    case 'at-least':
    case 'none':
      return list(best ?? low ?? high);
    default:
      return assertNever(qualifier);
  }
}

export function sameNumber(a: Figure, b: Figure): boolean {
  const [x, y] = [spoken(a), spoken(b)];
  return x.length > 0 && x.length === y.length && x.every((n, i) => n === y[i]);
}

/** The largest number its words stand for, for saying over- or understated; `null` for none. */
export function top(figure: Figure): number | null {
  return figure.high ?? figure.low;
}

/** Whether it names numbers rather than an order of size: "hundreds" is never a printed bound. */
export function specific(figure: Figure): boolean {
  return figure.qualifier !== 'vague' && figure.qualifier !== 'presence' && top(figure) !== null;
}

/**
 * What a number may be rounded from: half its last counted place either way, so "about 600" holds
 * 550 to 649 and "about 50" 45 to 54. Narrower than the tolerance by which accounts agree with one
 * another: a letter has to give a number somebody said.
 */
function hull(figure: Figure): { readonly low: number; readonly high: number } {
  const low = figure.low ?? 0;
  const high = figure.high ?? Number.POSITIVE_INFINITY;
  const round = figure.qualifier === 'rounded' || figure.qualifier === 'about';
  const [n] = spoken(figure);
  if (!round || n === undefined || n === 0) return { low, high };
  let place = 1;
  while (n % (place * 10) === 0) place *= 10;
  return {
    low: Math.min(low, n - Math.floor(place / 2)),
    high: Math.max(high, n + Math.ceil(place / 2) - 1),
  };
}
