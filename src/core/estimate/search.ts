/** Looks at every hierarchical model and keeps those that have an answer, best first. */
import { type Standing, Standings } from './existence.js';
import { hierarchicalModels, type Model } from './hierarchy.js';
import { type Lists } from './lists.js';
import { type Fit, PoissonFitter } from './poisson-fit.js';

export type Criterion = 'aic' | 'bic';

export interface Search {
  readonly considered: number;
  /** Every model that could be fitted, best first by the criterion; existence not yet asked. */
  readonly ranked: readonly Fit[];
}

/** Complete up to five lists (6 893 models); above that only pairs are considered, 32 768 models on six. */
export function searchModels(lists: Lists, criterion: Criterion, orderMax = orderFor(lists)): Search {
  const fitter = new PoissonFitter(lists.names.length);
  const models = hierarchicalModels(lists.names.length, orderMax);
  const ranked: Fit[] = [];
  for (const model of models) {
    const fit = fitter.fit(lists, model);
    if (fit !== null && Number.isFinite(fit.missing)) ranked.push(fit);
  }
  return { considered: models.length, ranked: sortedBy(ranked, criterion) };
}

function orderFor(lists: Lists): number {
  return lists.names.length <= 5 ? lists.names.length - 1 : 2;
}

/** Equal criteria are ordered by the model itself, so that the answer is the same everywhere. */
export function sortedBy(fits: readonly Fit[], criterion: Criterion): readonly Fit[] {
  return [...fits].sort((a, b) => a[criterion] - b[criterion] || compareTerms(a.model, b.model));
}

function compareTerms(a: Model, b: Model): number {
  if (a.terms.length !== b.terms.length) return a.terms.length - b.terms.length;
  for (const [i, term] of a.terms.entries()) {
    const other = b.terms[i] ?? 0;
    if (term !== other) return term - other;
  }
  return 0;
}

export interface SoundFits {
  /** The best fits whose estimate exists and is unique. */
  readonly sound: readonly Fit[];
  /** Better ones passed over, with the reason. */
  readonly passed: readonly { readonly fit: Fit; readonly why: Exclude<Standing, 'sound'> }[];
}

/** Goes down the ranking until `wanted` sound fits are found. */
export function soundest(lists: Lists, ranked: readonly Fit[], wanted: number): SoundFits {
  const standings = new Standings();
  const sound: Fit[] = [];
  const passed: { fit: Fit; why: Exclude<Standing, 'sound'> }[] = [];
  for (const fit of ranked) {
    if (sound.length === wanted) break;
    const why = standings.of(lists.counts, fit.model);
    if (why === 'sound') sound.push(fit);
    else passed.push({ fit, why });
  }
  return { sound, passed };
}
