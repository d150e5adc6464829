/**
 * How many, from lists of persons that overlap: reads the file, and answers with a family of estimates, a
 * bound, or the reason why there is none (`docs/formats/count-lists.md`). It needs no record.
 */
import { ok, type Result } from '../core/base/result.js';
import { assess } from '../core/estimate/assess.js';
import { type Assessment, type AssessOptions, defaultSeed } from '../core/estimate/assessment.js';
import { assumptionOf, commonAssumption } from '../core/estimate/assumptions.js';
import { latentDefaults } from '../core/estimate/latent-class.js';
import { nothingDeclared, readPair } from '../core/estimate/declared.js';
import { readLists } from '../core/estimate/read-lists.js';
import { randomName } from '../core/estimate/random.js';
import { chaoProfile, heterogeneities, heterogeneousRepeats } from '../core/estimate/heterogeneity.js';
import { chaoBound } from '../core/estimate/repeats.js';
import { rough, standingWarnings } from '../core/estimate/warnings.js';

export interface CountListsInput {
  /** The file's text. */
  readonly text: string;
  readonly seed?: number | undefined;
  readonly quick?: boolean | undefined;
  /** Lets latent classes run longer before they are given up. */
  readonly thorough?: boolean | undefined;
  /** `A:B`: list A was compiled from list B. */
  readonly derived?: string | undefined;
  /** `A:B`: A passes cases to B. Several are separated by commas. */
  readonly refers?: string | undefined;
  readonly closed?: boolean | undefined;
}

export interface ListCount extends Assessment {
  /** Each stratum on its own, when the file has a column for them. */
  readonly strata?: readonly (Assessment & { readonly stratum: string })[];
}

export function countLists(input: CountListsInput): Result<ListCount> {
  const file = readLists(input.text);
  if (!file.ok) return file;
  if (file.value.kind === 'repeats') return ok(countRepeats(file.value.frequencies, input));
  const { lists, strata } = file.value;
  const derived = readPairs(input.derived, lists.names);
  if (!derived.ok) return derived;
  const refers = readPairs(input.refers, lists.names);
  if (!refers.ok) return refers;
  const options: AssessOptions = {
    declared: {
      ...nothingDeclared,
      derived: derived.value,
      refers: refers.value,
      closed: input.closed === true,
    },
    quick: input.quick === true,
    ...(input.thorough === true ? { latent: { ...latentDefaults, sweeps: 1_000_000 } } : {}),
    ...(input.seed === undefined ? {} : { seed: input.seed }),
  };
  const whole = assess(lists, options);
  if (strata.length === 0) return ok(whole);
  return ok({
    ...whole,
    strata: strata.map(({ name, lists }) => ({ stratum: name, ...assess(lists, options) })),
  });
}

function readPairs(
  text: string | undefined,
  names: readonly string[],
): Result<readonly (readonly [string, string])[]> {
  const found: (readonly [string, string])[] = [];
  for (const part of (text ?? '').split(',').filter((each) => each.trim() !== '')) {
    const pair = readPair(part, names);
    if (!pair.ok) return pair;
    found.push(pair.value);
  }
  return ok(found);
}

/** One register with repeats: a lower bound, and no total. */
function countRepeats(frequencies: readonly number[], input: CountListsInput): ListCount {
  const bound = chaoBound(frequencies);
  const shared = {
    lists: [],
    sizes: [],
    overlaps: [],
    n: bound.n,
    leftOut: [],
    assumes: commonAssumption,
    random: { algorithm: randomName, seed: input.seed ?? defaultSeed },
  };
  if (bound.n === 0 || bound.atLeast === null) {
    const reason =
      bound.n === 0
        ? 'The register holds nobody.'
        : 'Nobody was recorded twice, so nothing is known of those never recorded.';
    return {
      ...shared,
      estimates: [],
      warnings: [],
      refused: reason,
      sentence: `At least ${bound.n} persons are documented. ${reason}`,
    };
  }
  const { low, high } = chaoProfile(frequencies) ?? bound;
  return {
    ...shared,
    estimates: [
      {
        method: 'chao',
        model: 'at least',
        role: 'bound',
        estimate: bound.atLeast,
        low,
        high,
        level: 0.95,
        assumes: assumptionOf('chao'),
      },
    ],
    warnings: [
      {
        kind: 'bound-only',
        message: `People differ in how easily they are recorded, and models of that difference ${spreadOf(frequencies, bound.n)}. So a lower bound is given, and no total.`,
      },
      ...standingWarnings,
    ],
    sentence: `${bound.n} persons are documented. There were at least about ${rough(bound.atLeast)}, and with 95 % confidence at least ${rough(low, 'down')}, if one record does not bring about the next.`,
  };
}

function spreadOf(frequencies: readonly number[], n: number): string {
  const totals = heterogeneities.flatMap((kind) => {
    const fit = heterogeneousRepeats(frequencies, kind);
    return fit === null ? [] : [n + fit.missing];
  });
  if (totals.length < 2) return 'disagree';
  return `give totals from ${rough(Math.min(...totals))} to ${rough(Math.max(...totals))} on these counts`;
}
