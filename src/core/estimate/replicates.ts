/**
 * Matching records to persons is itself uncertain, so lists are matched several times and counted each time.
 * The pooled answer is the mixture of the exact posteriors, one share for each replicate: it is as wide as the
 * replicates disagree, which a single matching hides.
 */
import { fail, ok, type Result } from '../base/result.js';
import { at, type Lists } from './lists.js';
import { nothingDeclared, type Declared } from './declared.js';
import { graphPosterior, type Posterior, summary } from './graph-average.js';
import { refusals } from './refusals.js';

export interface Pooled {
  readonly replicates: number;
  readonly median: number;
  readonly low: number;
  readonly high: number | null;
  /** Fewest and most persons documented over the replicates. */
  readonly documented: { readonly low: number; readonly high: number };
  /** Share of the variance of the total that comes from matching. */
  readonly matchingShare: number;
}

/** Lists of the same names, one table a replicate. A replicate that must be refused refuses the whole. */
export function poolReplicates(
  replicates: readonly Lists[],
  declared: Declared = nothingDeclared,
): Result<Pooled> {
  if (replicates.length < 2)
    return fail('too-few-replicates', 'Pooling needs at least two replicates of the matching.', {
      fix: 'Draw twenty or more.',
    });
  for (const [i, lists] of replicates.entries()) {
    const [why] = refusals(lists, declared);
    if (why !== undefined)
      return fail(why.kind, `One replicate of the matching cannot carry an estimate: ${why.message}`, {
        where: `replicate ${i + 1}`,
      });
  }
  const posteriors = replicates.map((lists) => graphPosterior(lists));
  const moments = posteriors.map((posterior) => momentsOf(posterior));
  const mean = average(moments.map((each) => each.mean));
  const between = average(moments.map((each) => (each.mean - mean) ** 2));
  const within = average(moments.map((each) => each.variance));
  const limit = (level: number) => mixtureQuantile(posteriors, level);
  const documented = replicates.map(({ n }) => n);
  return ok({
    replicates: replicates.length,
    median: limit(0.5),
    low: limit(0.025),
    high: posteriors.some(({ cutOff }) => cutOff) ? null : limit(0.975),
    documented: { low: Math.min(...documented), high: Math.max(...documented) },
    matchingShare: between + within === 0 ? 0 : between / (between + within),
  });
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function momentsOf(posterior: Posterior): { readonly mean: number; readonly variance: number } {
  const { mean } = summary(posterior, posterior.probability);
  let variance = 0;
  for (let i = 0; i < posterior.probability.length; i++)
    variance += at(posterior.probability, i) * (totalAt(posterior, i) - mean) ** 2;
  return { mean, variance };
}

function totalAt({ n, grid }: Posterior, i: number): number {
  return n + grid.start + i * grid.step;
}

/** The smallest total at which the averaged distribution reaches the level, by halving. */
function mixtureQuantile(posteriors: readonly Posterior[], level: number): number {
  const sums = posteriors.map(({ probability }) => {
    const sum = probability.slice();
    for (let i = 1; i < sum.length; i++) sum[i] = at(sum, i - 1) + at(sum, i);
    return sum;
  });
  const reached = (total: number) =>
    average(
      posteriors.map((posterior, r) => {
        const sum = sums[r] ?? new Float64Array(1);
        const place = Math.floor((total - posterior.n - posterior.grid.start) / posterior.grid.step);
        return place < 0 ? 0 : at(sum, Math.min(place, sum.length - 1));
      }),
    );
  let low = Math.min(...posteriors.map(({ n }) => n)) - 1;
  let high = Math.max(...posteriors.map((posterior) => totalAt(posterior, posterior.grid.count)));
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle) >= level - 1e-12) high = middle;
    else low = middle;
  }
  return high;
}
