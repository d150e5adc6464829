/** What a person says about the lists, which no table of counts can show. */
import { fail, ok, type Result } from '../base/result.js';
import { type Lists } from './lists.js';

export interface Declared {
  /** The first list was compiled, wholly or partly, from the second. */
  readonly derived: readonly (readonly [string, string])[];
  /** The first passes cases to the second. Their dependence is then always allowed for. */
  readonly refers: readonly (readonly [string, string])[];
  /** Somebody stands behind it that nobody came or went: one period, one place, one definition. */
  readonly closed: boolean;
}

export const nothingDeclared: Declared = { derived: [], refers: [], closed: false };

/** Reads `A:B` as two of the lists, by name. */
export function readPair(text: string, names: readonly string[]): Result<readonly [string, string]> {
  const [first, second, ...more] = text.split(':').map((part) => part.trim());
  const named = (name: string | undefined) =>
    names.find((each) => each === name) ?? names.find((each) => each.toLowerCase() === name?.toLowerCase());
  const [a, b] = [named(first), named(second)];
  if (a === undefined || b === undefined || a === b || more.length > 0)
    return fail('no-such-lists', 'Two different lists of the file belong here, as A:B.', {
      where: text.slice(0, 80),
      fix: `The lists are ${names.map((name) => name.slice(0, 40)).join(', ')}.`,
    });
  return ok([a, b]);
}

/** The declared referrals as terms of a model. */
export function referredTerms(lists: Lists, declared: Declared): number[] {
  const bit = (name: string) => 1 << Math.max(0, lists.names.indexOf(name));
  return [...new Set(declared.refers.map(([a, b]) => bit(a) | bit(b)))].sort((a, b) => a - b);
}
