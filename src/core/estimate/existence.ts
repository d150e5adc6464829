/**
 * Whether a log-linear model has an answer at all on a sparse table. The maximum likelihood estimate exists
 * when the sufficient statistics are those of some table with no empty cell (Fienberg & Rinaldo 2012), and
 * the answer is unique when the remaining design has full rank (Chan, Silverman & Vincent 2021). Both depend
 * only on which cells are empty, so the programme is put with ones and zeros and rounding cannot blur it.
 */
import { at, item } from './lists.js';
import { type Model } from './hierarchy.js';
import { sumSupersets } from './poisson-fit.js';
import { maximise } from './simplex.js';

export type Standing = 'sound' | 'does-not-exist' | 'not-identifiable';

interface Design {
  /** By rows: parameters; columns: cells that remain. */
  readonly a: Float64Array;
  readonly parameters: number;
  readonly cells: readonly number[];
}

/** Terms nobody is in are dropped with the cells holding them, as in `PoissonFitter`. */
function designOf(counts: Float64Array, model: Model): Design {
  const lists = Math.round(Math.log2(counts.length));
  const margins = counts.slice();
  margins[0] = 0;
  sumSupersets(margins);
  const empty = model.terms.filter((term) => at(margins, term) === 0);
  const terms = [
    0,
    ...Array.from({ length: lists }, (_, j) => 1 << j),
    ...model.terms.filter((term) => !empty.includes(term)),
  ];
  const cells: number[] = [];
  for (let c = 1; c < counts.length; c++) if (!empty.some((term) => (c & term) === term)) cells.push(c);
  const a = new Float64Array(terms.length * cells.length);
  for (const [i, term] of terms.entries())
    for (const [j, cell] of cells.entries()) if ((cell & term) === term) a[i * cells.length + j] = 1;
  return { a, parameters: terms.length, cells };
}

/** Says whether an estimate under the model may be given, or why not. */
export function standing(counts: Float64Array, model: Model): Standing {
  const design = designOf(counts, model);
  if (rank(design) < design.parameters) return exists(counts, design) ? 'not-identifiable' : 'does-not-exist';
  return exists(counts, design) ? 'sound' : 'does-not-exist';
}

/** Largest s with a table of the same margins whose every cell is s or more: it must be above zero. */
function exists(counts: Float64Array, { a, parameters, cells }: Design): boolean {
  const width = cells.length;
  const filled = cells.map((cell) => (at(counts, cell) > 0 ? 1 : 0));
  if (!filled.includes(0)) return true;
  const programme = new Float64Array(parameters * (width + 1));
  const margins = new Float64Array(parameters);
  for (let i = 0; i < parameters; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++) {
      const entry = at(a, i * width + j);
      programme[i * (width + 1) + j] = entry;
      sum += entry;
      margins[i] = at(margins, i) + entry * item(filled, j);
    }
    programme[i * (width + 1) + width] = sum;
  }
  const least = maximise(programme, margins, width);
  return least !== null && least > 1e-7;
}

function rank({ a, parameters, cells }: Design): number {
  const m = a.slice();
  const width = cells.length;
  let found = 0;
  for (let column = 0; column < width && found < parameters; column++) {
    let best = found;
    for (let i = found + 1; i < parameters; i++)
      if (Math.abs(at(m, i * width + column)) > Math.abs(at(m, best * width + column))) best = i;
    const entry = at(m, best * width + column);
    if (Math.abs(entry) < 1e-9) continue;
    for (let j = 0; j < width; j++) {
      const held = at(m, found * width + j);
      m[found * width + j] = at(m, best * width + j);
      m[best * width + j] = held;
    }
    for (let i = found + 1; i < parameters; i++) {
      const share = at(m, i * width + column) / entry;
      if (share === 0) continue;
      for (let j = column; j < width; j++)
        m[i * width + j] = at(m, i * width + j) - share * at(m, found * width + j);
    }
    found++;
  }
  return found;
}

/** Remembers answers by which cells are empty: resamples of one table ask the same thing again and again. */
export class Standings {
  private readonly known = new Map<string, Standing>();

  of(counts: Float64Array, model: Model): Standing {
    let key = `${model.terms.join(',')}:`;
    for (let c = 1; c < counts.length; c++) key += at(counts, c) > 0 ? '1' : '0';
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const answer = standing(counts, model);
    this.known.set(key, answer);
    return answer;
  }
}
