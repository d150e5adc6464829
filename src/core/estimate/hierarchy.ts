/**
 * Hierarchical log-linear models: which interactions between lists a model allows. Main effects are always
 * in, the term of all lists never is (nothing could be said of the missing cell then), and a term is in only
 * with all terms inside it. Terms are bit masks over the lists.
 */
import { bitCount, maskName } from './lists.js';

export interface Model {
  /** Interactions of two lists and more, by size and then by mask. */
  readonly terms: readonly number[];
}

export const independence: Model = { terms: [] };

/**
 * Every hierarchical model on `lists` lists with interactions of at most `orderMax` lists.
 * 8 on three lists, 113 on four (64 of order two), 6 893 on five (1 024).
 */
export function hierarchicalModels(lists: number, orderMax: number): readonly Model[] {
  const full = (1 << lists) - 1;
  let models: number[][] = [[]];
  for (let order = 2; order <= Math.min(orderMax, lists - 1); order++) {
    const ofOrder = masksOfSize(full, order);
    const grown: number[][] = [];
    for (const terms of models) {
      const inside = new Set(terms);
      const allowed =
        order === 2 ? ofOrder : ofOrder.filter((term) => facets(term).every((facet) => inside.has(facet)));
      // A model without a term of the last order has none of this order either; it is carried on as it is.
      for (let chosen = 0; chosen < 2 ** allowed.length; chosen++)
        grown.push([...terms, ...allowed.filter((_, i) => (chosen >> i) & 1)]);
    }
    models = grown;
  }
  return models.map((terms) => ({ terms }));
}

function masksOfSize(full: number, size: number): number[] {
  const masks: number[] = [];
  for (let mask = 1; mask <= full; mask++) if (bitCount(mask) === size) masks.push(mask);
  return masks;
}

/** The terms with one list less. */
function facets(term: number): number[] {
  const found: number[] = [];
  for (let rest = term; rest !== 0; rest &= rest - 1) found.push(term & ~(rest & -rest));
  return found;
}

/** The model as its largest terms, `A*B*C + A*D`: what is inside them is in as well. */
export function modelName(names: readonly string[], { terms }: Model): string {
  const all = [...names.map((_, j) => 1 << j), ...terms];
  const largest = all.filter((term) => !all.some((other) => other !== term && (other & term) === term));
  largest.sort((a, b) => bitCount(b) - bitCount(a) || a - b);
  return largest.map((term) => maskName(names, term)).join(' + ');
}
