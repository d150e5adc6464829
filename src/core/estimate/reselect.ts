/** Chooses again in every resample among the best models of the whole table, by the same criterion. */
import { Standings } from './existence.js';
import { at, type Lists, sizes } from './lists.js';
import { type Model } from './hierarchy.js';
import { PoissonFitter } from './poisson-fit.js';
import { type Totaller } from './bootstrap.js';
import { type Criterion } from './search.js';

/**
 * Of these models the one with the least criterion and an answer. `models` are the best of the whole table;
 * ten hold nearly every winner on four lists, on five sparse lists sixty are needed.
 */
export function bestOf(whole: Lists, models: readonly Model[], criterion: Criterion): Totaller {
  const lists = whole.names.length;
  const fitter = new PoissonFitter(lists);
  const standings = new Standings();
  // A resample has no cell the whole table lacks, so each fit starts from the means of the whole table.
  const counted = models.map((model) => ({
    model,
    parameters: 1 + lists + model.terms.length,
    options: fitter.solve(whole.counts, model.terms) ? { warm: fitter.mu.slice() } : {},
  }));
  const scores = new Float64Array(models.length);
  const missing = new Float64Array(models.length);
  return (table) => {
    if (sizes(table).includes(0)) return null;
    for (const [i, { model, parameters, options }] of counted.entries()) {
      const solved = fitter.solve(table.counts, model.terms, options);
      // The saturated part of the likelihood is the same for every model and drops out of the comparison.
      scores[i] = solved
        ? fitter.deviance + parameters * (criterion === 'bic' ? Math.log(table.n) : 2)
        : Number.POSITIVE_INFINITY;
      missing[i] = Math.exp(fitter.intercept);
    }
    for (;;) {
      const best = leastOf(scores);
      const chosen = best === null ? undefined : models[best];
      if (best === null || chosen === undefined) return null;
      if (standings.of(table.counts, chosen) === 'sound') return table.n + at(missing, best);
      scores[best] = Number.POSITIVE_INFINITY;
    }
  };
}

function leastOf(scores: Float64Array): number | null {
  let best: number | null = null;
  for (let i = 0; i < scores.length; i++)
    if (Number.isFinite(at(scores, i)) && (best === null || at(scores, i) < at(scores, best))) best = i;
  return best;
}
