/**
 * How many, honestly: bounds from accounts. Every printed number is one that somebody said. Never a
 * mean, never a midpoint; a best figure only when a person judged accounts independent or gave a
 * written reason for relying on one.
 */
import { byText, type ThingId } from '../base/ids.js';
import { type Label } from '../base/language.js';
import { type CaseFile, type IndependenceJudgement, type Thing } from '../view/thing.js';
import { type Account, type AccountOptions, type Apart, accounts, type Voice } from './accounts.js';
import { allAgree, type Consensus, consensusOf, givesNumber } from './agreement.js';
import { boundsSentence } from './sentence.js';

/**
 * `no-number`: nobody gives one. `single-origin`: one account does. `accounts-agree`: one number
 * satisfies all, and nobody judged whether they are independent. `corroborated`: the same, with at
 * least two judged independent. `contested`: no number satisfies all.
 */
export type BoundsStatus = 'no-number' | 'single-origin' | 'accounts-agree' | 'corroborated' | 'contested';

export interface Best {
  readonly value: number;
  readonly by: string;
  readonly why: string;
  /** The origins it rests on: independent ones that agree, or the one relied on. */
  readonly origins: readonly ThingId[];
}

export interface Bounds {
  readonly event: ThingId;
  /** Smallest low any origin stands behind; `null` when none sets one. */
  readonly low: number | null;
  /** Largest finite high of a specific account; `null` when none sets one. */
  readonly high: number | null;
  /** An account sets no upper limit. */
  readonly openEnded: boolean;
  readonly consensus: Consensus | null;
  readonly best: Best | null;
  readonly status: BoundsStatus;
  /** Every family, those without a number included. */
  readonly origins: readonly Account[];
  /** Origins that set the low and the high. */
  readonly lowFrom: readonly ThingId[];
  readonly highFrom: readonly ThingId[];
  /** How many origins give a number or a range. */
  readonly counted: number;
  /** Origins that a person judged independent of one another. */
  readonly independent: readonly ThingId[];
  readonly apart: readonly Apart[];
  /** Figures that are only general knowledge; they set no bound. */
  readonly unverified: readonly Voice[];
  readonly setAside: readonly ThingId[];
  readonly sentence: Label;
}

/** Bounds of an Event, Period or Group from its claims, as `vocabulary.md` and `counting.md` §6.1 have them. */
export function bounds(thing: Thing, file: CaseFile, options: AccountOptions = {}): Bounds {
  const found = accounts(thing, file, options);
  const counted = found.accounts.filter(givesNumber);
  const judgements = file.judgements.filter(({ about }) => about === thing.id);
  const ends = endsOf(counted);
  const independent = independentOf(counted, judgements);
  const known = {
    event: thing.id,
    ...ends,
    openEnded: counted.some((account) => account.openEnded),
    consensus: consensusOf(counted),
    best: bestOf(counted, judgements),
    status: statusOf(counted, independent),
    origins: found.accounts,
    counted: counted.length,
    independent,
    apart: found.apart,
    unverified: found.unverified,
    setAside: found.setAside,
  };
  return { ...known, sentence: boundsSentence(thing, known) };
}

function endsOf(counted: readonly Account[]): Pick<Bounds, 'low' | 'high' | 'lowFrom' | 'highFrom'> {
  const lows = counted.flatMap(({ low }) => low ?? []);
  const highs = counted.flatMap(({ high, vague }) => (vague ? [] : (high ?? [])));
  let low = lows.length > 0 ? Math.min(...lows) : null;
  let high = highs.length > 0 ? Math.max(...highs) : null;
  // "More than 500" beside "up to 200": between the two numbers said, whichever is right.
  if (low !== null && high !== null && low > high) [low, high] = [high, low];
  const saying = (value: number | null) =>
    value === null
      ? []
      : counted.filter((each) => each.low === value || each.high === value).map(({ origin }) => origin);
  return { low, high, lowFrom: saying(low), highFrom: saying(high) };
}

function statusOf(counted: readonly Account[], independent: readonly ThingId[]): BoundsStatus {
  if (counted.length === 0) return 'no-number';
  if (counted.length === 1) return 'single-origin';
  if (!allAgree(counted)) return 'contested';
  return independent.length >= 2 ? 'corroborated' : 'accounts-agree';
}

/** The largest group of these origins that one judgement calls independent. */
function independentOf(counted: readonly Account[], judgements: readonly IndependenceJudgement[]): ThingId[] {
  const groups = judgements.map((judgement) => amongThem(counted, judgement).map(({ origin }) => origin));
  const [largest] = groups.sort((a, b) => b.length - a.length || byText(a.join(), b.join()));
  return largest !== undefined && largest.length >= 2 ? largest : [];
}

function amongThem(counted: readonly Account[], judgement: IndependenceJudgement): Account[] {
  return counted.filter(({ origin }) => judgement.origins.includes(origin));
}

/**
 * Of independent origins that agree, the lowest single number one of them gives inside their consensus
 * (where no source is more reliable, the lower figure: the rule of the Uppsala Conflict Data Program).
 * A judgement that names one origin is a reason to rely on it.
 */
function bestOf(counted: readonly Account[], judgements: readonly IndependenceJudgement[]): Best | null {
  const found = judgements.flatMap((judgement): Best[] => {
    const them = amongThem(counted, judgement);
    const relied = judgement.origins.length === 1;
    const agreed = relied ? null : consensusOf(them);
    if (!relied && agreed === null) return [];
    const singles = them.flatMap((account) =>
      account.figures.flatMap(({ low, high }) =>
        low !== null && low === high ? [{ account, value: low }] : [],
      ),
    );
    const fit = singles.filter(
      ({ value }) => agreed === null || (agreed.low <= value && value <= agreed.high),
    );
    if (fit.length === 0) return [];
    const value = Math.min(...fit.map((each) => each.value));
    const origins = relied ? judgement.origins : them.map(({ origin }) => origin);
    return [{ value, by: judgement.by, why: judgement.why, origins }];
  });
  // A written reason to rely on one origin goes before a count of origins; then the most origins.
  found.sort(
    (a, b) =>
      Number(a.origins.length > 1) - Number(b.origins.length > 1) ||
      b.origins.length - a.origins.length ||
      a.value - b.value ||
      byText(a.by, b.by),
  );
  return found[0] ?? null;
}
