/** Entry rules as a dossier states them in words: "90th day after deposit (art. 43)". */
import { type EntryRule, type Interval } from './reference.js';

const words: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  six: 6,
  nine: 9,
  twelve: 12,
  tenth: 10,
  fifteenth: 15,
  thirty: 30,
  thirtieth: 30,
  sixty: 60,
  sixtieth: 60,
  ninety: 90,
  ninetieth: 90,
};

function numberOf(text: string): number | null {
  const digits = /^(\d{1,3})(?:st|nd|rd|th)?$/.exec(text);
  return digits !== null ? Number(digits[1]) : Object.hasOwn(words, text) ? (words[text] ?? null) : null;
}

/** The rule the words state, or `null` when they state none that can be counted. */
export function entryRuleFrom(text: string, verified: boolean): EntryRule | null {
  const interval = intervalFrom(text.toLowerCase());
  if (interval === null) return null;
  const article = /\bart(?:icle)?s?\.?\s*([0-9IVX]+(?:\([0-9a-z]+\))*)/i.exec(text)?.[1] ?? '?';
  return { article, trigger: null, triggerDate: null, founding: interval, later: interval, verified };
}

function intervalFrom(text: string): Interval | null {
  const counted = /\b([a-z]+|\d{1,3}(?:st|nd|rd|th)?)\s+(day|month|year)s?\s+(?:after|following|from)/.exec(
    text,
  );
  const count = counted === null ? null : numberOf(counted[1] ?? '');
  if (counted !== null && count !== null) {
    if (/first (?:day )?of the month/.test(text))
      return { kind: 'first-of-month-after', count, unit: counted[2] === 'day' ? 'days' : 'months' };
    return { kind: counted[2] === 'day' ? 'days' : counted[2] === 'month' ? 'months' : 'years', count };
  }
  return /\b(?:day|date) of (?:its |the )?deposit|\bon deposit/.test(text) ? { kind: 'same-day' } : null;
}
