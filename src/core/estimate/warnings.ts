/** What a reader must know before using the answers. Nothing here is hidden when the answers look good. */
import { type Lists, maskName, pairs, sizes, together } from './lists.js';
import { fewPersons } from './refusals.js';
import { type Model } from './hierarchy.js';
import { type Fit } from './poisson-fit.js';
import { type Posterior } from './graph-average.js';
import { signOfRounds } from './rounds.js';

export interface Warning {
  readonly kind: string;
  readonly message: string;
}

export interface Ranged {
  readonly method: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number | null;
}

/** Always said: what no table of counts can show. */
export const standingWarnings: readonly Warning[] = [
  {
    kind: 'recordable-population',
    message:
      'The answers speak of people who had some chance of being on one of these lists. Whoever had none (returned at night and never seen) is not in any of them.',
  },
  {
    kind: 'fit-says-nothing',
    message:
      'That a model fits says nothing about the people on no list: models that fit alike give very different totals. If none of the assumptions can be defended, use no estimate (Aleshin-Guendel, Sadinle & Wakefield 2021; Whitehead et al. 2021 on slavery in the United Kingdom).',
  },
];

export function listWarnings(lists: Lists): Warning[] {
  const found: Warning[] = [];
  const all = sizes(lists);
  const small = lists.names.filter((_, j) => (all[j] ?? 0) < fewPersons);
  if (small.length > 0)
    found.push({
      kind: 'small-list',
      message: `Fewer than ${fewPersons} persons are on ${small.join(', ')}.`,
    });
  const apart = pairs(lists.names.length)
    .map(([a, b]) => (1 << a) | (1 << b))
    .filter((mask) => together(lists, mask) === 0);
  if (apart.length > 0)
    found.push({
      kind: 'pairs-without-overlap',
      message: `Nobody is on both of ${apart.map((mask) => maskName(lists.names, mask)).join(', ')}: missed matches, lists that avoid each other, or too few persons.`,
    });
  const sign = signOfRounds(lists);
  if (sign !== null && sign.share <= 0.05)
    found.push({
      kind: 'looks-like-rounds',
      message:
        'Lists next to each other share more people than lists far apart, as rounds in time do when people come and go.',
    });
  return found;
}

/** Models that the criterion can hardly tell apart and that differ by more than a quarter in the total. */
export function modelWarnings(n: number, sound: readonly Fit[], nameOf: (model: Model) => string): Warning[] {
  const [best] = sound;
  if (best === undefined) return [];
  const rivals = sound
    .filter((fit) => fit.bic - best.bic <= 2)
    .map((fit) => ({ fit, total: n + fit.missing }));
  const [least, most] = [Math.min, Math.max].map((pick) => pick(...rivals.map(({ total }) => total)));
  if (least === undefined || most === undefined || most <= 1.25 * least) return [];
  const named = (total: number) =>
    rivals
      .filter((rival) => rival.total === total)
      .map(({ fit }) => nameOf(fit.model))
      .join();
  return [
    {
      kind: 'rival-models',
      message: `Models within 2 of the least BIC differ from ${rough(least)} (${named(least)}) to ${rough(most)} (${named(most)}).`,
    },
  ];
}

export function graphWarnings(posterior: Posterior): Warning[] {
  const found: Warning[] = [];
  if (posterior.completeWeight > 0.2)
    found.push({
      kind: 'complete-graph',
      message: `The graph in which every list depends on every other has weight ${posterior.completeWeight.toFixed(2)}. It says nothing of the total: that share of the answer is the prior alone.`,
    });
  const [first] = posterior.graphs;
  if (first !== undefined && first.weight > 0.9)
    found.push({
      kind: 'one-graph',
      message: `One graph has weight ${first.weight.toFixed(2)}: the average over graphs is hardly an average.`,
    });
  if (posterior.cutOff)
    found.push({
      kind: 'grid-end',
      message: `Totals up to ${rough(posterior.n + (posterior.grid.count - 1) * posterior.grid.step)} were considered and larger ones are still likely: the upper limit is not bounded by the data.`,
    });
  return found;
}

/** Wide intervals, totals far above what is documented, and methods that contradict each other. */
export function rangeWarnings(n: number, ranges: readonly Ranged[]): Warning[] {
  const found: Warning[] = [];
  const wide = ranges.filter(({ low, high }) => high === null || high > 3 * low);
  if (wide.length > 0)
    found.push({
      kind: 'wide-interval',
      message: `The upper limit is more than three times the lower one: ${wide.map(({ method }) => method).join(', ')}.`,
    });
  const far = ranges.filter(({ estimate }) => estimate > 5 * n);
  if (far.length > 0)
    found.push({
      kind: 'mostly-unseen',
      message: `More than four in five of the total would be people on no list: ${far.map(({ method }) => method).join(', ')}. Such a total is the model’s, not the data’s.`,
    });
  const estimates = ranges.map(({ estimate }) => estimate);
  const [least, most] = [Math.min(...estimates), Math.max(...estimates)];
  if (ranges.length > 1 && most > 1.25 * least)
    found.push({
      kind: 'methods-differ',
      message: `The methods differ from ${rough(least)} to ${rough(most)}: the family is the answer, not one of them.`,
    });
  return found;
}

/** Two significant digits: more would be false precision. */
export function rough(value: number, way: 'nearest' | 'down' | 'up' = 'nearest'): string {
  return String(roughly(value, way));
}

export function roughly(value: number, way: 'nearest' | 'down' | 'up' = 'nearest'): number {
  if (!Number.isFinite(value) || value <= 0) return value;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  const units = value / unit;
  const whole = way === 'down' ? Math.floor(units) : way === 'up' ? Math.ceil(units) : Math.round(units);
  return whole * unit;
}
