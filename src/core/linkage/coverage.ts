/** What blocking compares and what it loses, counted by rule and estimated from how often rules agree. */
import { type KeyPart, type Met, type RuleKeys } from './blocking.js';
import { chance } from './fit.js';

export interface Coverage {
  readonly possible: number;
  readonly compared: number;
  readonly rules: readonly {
    readonly rule: string;
    readonly parts: readonly KeyPart[];
    readonly pairs: number;
    readonly leftOut: { readonly blocks: number; readonly records: number };
  }[];
  /** Expected matches found, and those that no rule found: at least so many (Chao 1984), 0 when all are compared. */
  readonly found: number;
  readonly lostAtLeast: number;
}

export function coverageOf(
  met: Met,
  logOdds: Float64Array,
  rules: readonly RuleKeys[],
  possible: number,
): Coverage {
  let [found, once, twice] = [0, 0, 0];
  for (let p = 0; p < logOdds.length; p++) {
    const share = chance(logOdds[p] ?? 0);
    found += share;
    if (met.times[p] === 1) once += share;
    else if (met.times[p] === 2) twice += share;
  }
  const lost = once <= 1 ? 0 : (once * (once - 1)) / (2 * (twice + 1));
  return {
    possible,
    compared: logOdds.length,
    rules: rules.map(({ rule, pairs, leftOut }) => ({ rule: rule.name, parts: rule.parts, pairs, leftOut })),
    found,
    lostAtLeast: logOdds.length === possible ? 0 : lost,
  };
}
