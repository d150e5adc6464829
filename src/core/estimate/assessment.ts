/** The shape of an answer about overlapping lists: what is documented, the family or the refusal, and the sentence. */
import { type Method, commonAssumption } from './assumptions.js';
import { type Declared } from './declared.js';
import { type LatentOptions } from './latent-class.js';
import { type Lists, pairs, sizes, together } from './lists.js';
import { randomName } from './random.js';
import { type Refusal } from './refusals.js';
import { oddsRatios, totalUnderOddsRatio } from './two-lists.js';
import { roughly, type Warning } from './warnings.js';

export interface AssessOptions {
  readonly declared?: Declared;
  readonly seed?: number;
  /** Leaves out what takes seconds: bootstraps and the latent classes. Said in the warnings. */
  readonly quick?: boolean;
  readonly replicates?: number;
  readonly latent?: Omit<LatentOptions, 'seed'>;
}

export interface Estimate {
  readonly method: Method;
  readonly model: string;
  /** `estimate`: one of the family; `bound`: at least so many; `check`: two lists, to compare with each other. */
  readonly role: 'estimate' | 'bound' | 'check';
  readonly estimate: number;
  readonly low: number;
  /** `null`: no upper limit. */
  readonly high: number | null;
  readonly level: number;
  readonly seed?: number;
  readonly assumes: string;
  /** Settings and diagnostics a second person needs to repeat it. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

export interface LeftOut {
  readonly list: string;
  readonly n: number;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly refused?: string;
}

export interface Assessment {
  readonly lists: readonly string[];
  readonly sizes: readonly number[];
  readonly overlaps: readonly { readonly lists: readonly [string, string]; readonly both: number }[];
  /** Persons documented. */
  readonly n: number;
  readonly estimates: readonly Estimate[];
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly Warning[];
  /** Why there is no estimate. */
  readonly refused?: string;
  readonly refusals?: readonly Refusal[];
  /** Two lists: totals under a supposed odds ratio between them. Arithmetic, not estimates. */
  readonly whatIf?: readonly { readonly oddsRatio: number; readonly total: number }[];
  readonly assumes: string;
  readonly sentence: string;
  readonly random: { readonly algorithm: string; readonly seed: number };
}

export const defaultSeed = 33;

export function described(lists: Lists, options: AssessOptions) {
  return {
    lists: lists.names,
    sizes: sizes(lists),
    overlaps: pairs(lists.names.length).map(([a, b]) => ({
      lists: [lists.names[a] ?? '', lists.names[b] ?? ''] as const,
      both: together(lists, (1 << a) | (1 << b)),
    })),
    n: lists.n,
    assumes: commonAssumption,
    random: { algorithm: randomName, seed: options.seed ?? defaultSeed },
  };
}

export function refusedAssessment(lists: Lists, options: AssessOptions, why: readonly Refusal[]): Assessment {
  const reason = why.map(({ message }) => message).join(' ');
  return {
    ...described(lists, options),
    estimates: [],
    leftOut: [],
    warnings: [],
    refused: reason,
    refusals: why,
    ...(lists.names.length === 2 ? { whatIf: whatIf(lists) } : {}),
    sentence: `${documented(lists.n)} No total is estimated. ${reason} Bounds from reports are the honest answer here.`,
  };
}

function whatIf(lists: Lists): NonNullable<Assessment['whatIf']> {
  const both = together(lists, 0b11);
  const cells = {
    both,
    onlyFirst: together(lists, 0b01) - both,
    onlySecond: together(lists, 0b10) - both,
  };
  return oddsRatios.flatMap((oddsRatio) => {
    const total = totalUnderOddsRatio(cells, oddsRatio);
    return total === null ? [] : [{ oddsRatio, total }];
  });
}

const documented = (n: number) => `At least ${n} ${n === 1 ? 'person is' : 'persons are'} documented.`;

/** The widest range of the family, in two significant digits and never below what is documented. */
export function sentenceOf(n: number, family: readonly Estimate[]): string {
  const low = Math.max(n, roughly(Math.min(...family.map((each) => each.low)), 'down'));
  const open = family.some((each) => each.high === null);
  const high = roughly(Math.max(...family.map((each) => each.high ?? 0)), 'up');
  const range = open ? `${low} or more, without an upper limit` : `between ${low} and ${high}`;
  return `${documented(n)} In all ${range}, if the assumption of a method can be defended: ${commonAssumption}`;
}
