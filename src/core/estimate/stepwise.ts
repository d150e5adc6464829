/**
 * Adds one interaction of two lists at a time, the one whose overlap chance explains least, while its
 * p-value is below a threshold and the grown model still has an answer (Chan, Silverman & Vincent 2021).
 */
import { logFactorial } from './log-gamma.js';
import { type Standings } from './existence.js';
import { independence, type Model } from './hierarchy.js';
import { type Lists, pairs, together } from './lists.js';
import { type PoissonFitter } from './poisson-fit.js';

export const stepThreshold = 0.02;

/** The model reached, or `null` when not even independence with the forced terms can be fitted. */
export function stepwise(
  lists: Lists,
  standings: Standings,
  fitter: PoissonFitter,
  forced: readonly number[] = [],
): Model | null {
  const all = pairs(lists.names.length).map(([a, b]) => (1 << a) | (1 << b));
  let model: Model = forced.length === 0 ? independence : { terms: forced };
  if (standings.of(lists.counts, model) !== 'sound') return null;
  for (;;) {
    if (!fitter.solve(lists.counts, model.terms)) return null;
    const candidates = all
      .filter((pair) => !model.terms.includes(pair))
      .map((pair) => ({ pair, p: surprise(together(lists, pair), fitter.expectedTogether(pair)) }))
      .filter(({ p }) => p < stepThreshold)
      .sort((a, b) => a.p - b.p || a.pair - b.pair);
    const next = candidates
      .map(({ pair }): Model => ({ terms: [...model.terms, pair].sort((a, b) => a - b) }))
      .find((grown) => standings.of(lists.counts, grown) === 'sound');
    if (next === undefined) return model;
    model = next;
  }
}

/** The smaller of P(X ≤ observed) and P(X ≥ observed) for a Poisson X of that mean. */
export function surprise(observed: number, mean: number): number {
  if (mean <= 0) return observed > 0 ? 0 : 1;
  const term = (k: number) => Math.exp(k * Math.log(mean) - mean - logFactorial(k));
  const below = observed <= mean;
  // The shorter tail is summed outward from the observed number until its terms vanish.
  let sum = 0;
  for (let k = observed; k >= 0; k += below ? -1 : 1) {
    const t = term(k);
    sum += t;
    if (t < 1e-17 * sum || t === 0) break;
  }
  return Math.min(1, sum);
}
