/**
 * `npm run bench:estimate`: every published or measured answer in the benchmark folder that a method of ours
 * covers, beside ours, with the time both took. The folder stands beside the project and is not part of it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { unwrap } from '../src/core/base/result.js';
import { bca } from '../src/core/estimate/bootstrap.js';
import { parseCsv } from '../src/core/estimate/csv.js';
import { Standings } from '../src/core/estimate/existence.js';
import { graphPosterior, summary } from '../src/core/estimate/graph-average.js';
import {
  chaoProfile,
  type Heterogeneity,
  heterogeneousLists,
  heterogeneousRepeats,
} from '../src/core/estimate/heterogeneity.js';
import { independence } from '../src/core/estimate/hierarchy.js';
import { latentClass, latentDefaults } from '../src/core/estimate/latent-class.js';
import { byName, type Lists, pairs, sizes } from '../src/core/estimate/lists.js';
import { type Fit, PoissonFitter, waldInterval } from '../src/core/estimate/poisson-fit.js';
import { profileInterval } from '../src/core/estimate/profile.js';
import { type ListsFile, readLists } from '../src/core/estimate/read-lists.js';
import { bestOf } from '../src/core/estimate/reselect.js';
import { type Criterion, searchModels, soundest } from '../src/core/estimate/search.js';
import { stepwise } from '../src/core/estimate/stepwise.js';
import { chapmanOf } from '../src/core/estimate/two-lists.js';
import { table } from './table.js';

/** One line of the oracle, its numbers as numbers and `null` where it says nothing. */
interface Known {
  readonly dataset: string;
  readonly method: string;
  readonly settings: string;
  readonly model: string;
  readonly numbers: readonly (number | null)[];
  readonly seconds: number | null;
}

interface Ours {
  readonly group: string;
  /** Estimate, low, high. */
  readonly numbers: readonly (number | null)[];
  /** Largest relative difference allowed for the estimate and the limits. */
  readonly within: readonly [number, number];
}

interface Compared extends Ours {
  readonly known: Known;
  readonly seconds: number;
  readonly agrees: boolean;
}

const options = {
  data: { type: 'string' },
  latent: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;
const usage = `npm run bench:estimate -- [--data DIR] [--latent]

  --data     folder with oracle.csv; ../shared/bench/mse when not given
  --latent   also run the latent classes, which takes minutes
`;

const CLOSED = [1e-6, 1e-6] as const;
const LOGLINEAR = [1e-3, 1e-3] as const;
/** Printed as whole persons. */
const PRINTED = [0, 0] as const;
/** Published to whole persons. */
const BOOTSTRAP = [5e-3, 0.1] as const;
const LATENT = [0.02, 0.04] as const;

const SEED = 33;

function readKnown(text: string): readonly Known[] {
  const [header, ...rows] = unwrap(parseCsv(text));
  const columns = header?.cells ?? [];
  return rows.map(({ cells }) => {
    const text = (name: string) => cells[columns.indexOf(name)] ?? '';
    const number = (name: string) => (text(name) === '' ? null : Number(text(name)));
    return {
      dataset: text('dataset'),
      method: text('method'),
      settings: text('settings'),
      model: text('model'),
      numbers: [number('estimate'), number('lo'), number('hi')],
      seconds: number('seconds'),
    };
  });
}

type Data = ListsFile;

/** What we say where the oracle speaks, or `null` when no method of ours covers it. */
function answer(known: Known, file: Data, latent: boolean): Ours | null {
  if (file.kind === 'repeats') return ofRepeats(known, file.frequencies);
  const { lists } = file;
  const { method } = known;
  if (method.startsWith('Chapman')) return ofChapman(known, lists);
  if (method.startsWith('Rcapture closedp.t ')) return ofHeterogeneity(known, lists);
  if (method.startsWith('Rcapture closedpCI.t Mt')) {
    const profile = profileOf(lists, new PoissonFitter(lists.names.length).fit(lists, independence));
    return { group: 'profile, independence', numbers: profile, within: LOGLINEAR };
  }
  if (method.startsWith('Rcapture closedpMS.t min ')) return ofSearch(known, lists);
  if (method.startsWith('MultipleSystemsEstimation'))
    return {
      group: 'least BIC, all models',
      numbers: [bestTotal(lists, 'bic').total, null, null],
      within: LOGLINEAR,
    };
  if (method.startsWith('SparseMSE estimatepopulation.0 ')) return ofWald(known, lists);
  if (/^SparseMSE estimatepopulation BCa|^SparseMSE stepwise BCa/.test(method)) return ofStepwise(lists);
  if (/^BIC.*bootstrap.* BCa|^BIC.*bootstrap BCa/.test(method)) return ofReselection(known, lists);
  if (method.startsWith('dga bma.cr')) return ofGraphs(known, lists);
  if (method === 'LCMCR pooled long' && latent) return ofLatent(lists);
  return null;
}

function ofChapman({ settings }: Known, lists: Lists): Ours | null {
  const found = pairs(lists.names.length).find(
    ([a, b]) => settings.split(' ')[0] === `${lists.names[a] ?? ''}x${lists.names[b] ?? ''}`,
  );
  if (found === undefined) return null;
  const { total, variance } = chapmanOf(lists, ...found);
  const half = 1.96 * Math.sqrt(variance);
  return { group: 'Chapman', numbers: [total, total - half, total + half], within: CLOSED };
}

const kinds: Readonly<Record<string, Heterogeneity>> = {
  M0: 'none',
  Mt: 'none',
  Chao: 'chao',
  Poisson2: 'poisson2',
  Darroch: 'darroch',
  'Gamma3.5': 'gamma3.5',
};

const kindIn = (method: string) =>
  Object.entries(kinds).find(([word]) => method.split(' ').includes(word))?.[1] ?? 'none';

function ofHeterogeneity({ method }: Known, lists: Lists): Ours | null {
  const fit = heterogeneousLists(lists, kindIn(method), /\bM(t|th)\b/.test(method));
  if (fit === null) return null;
  return { group: 'capture models', numbers: symmetric(lists.n + fit.missing, fit.error), within: LOGLINEAR };
}

const symmetric = (total: number, error: number) => [total, total - 1.96 * error, total + 1.96 * error];

function ofRepeats({ method }: Known, frequencies: readonly number[]): Ours | null {
  const n = frequencies.reduce((sum, count) => sum + count, 0);
  if (method.includes('profile')) {
    const profile = chaoProfile(frequencies);
    if (profile === null) return null;
    return { group: 'repeat counts', numbers: [profile.total, profile.low, profile.high], within: LOGLINEAR };
  }
  if (!method.startsWith('Rcapture closedp.0')) return null;
  const fit = heterogeneousRepeats(frequencies, kindIn(method));
  return fit === null
    ? null
    : { group: 'repeat counts', numbers: symmetric(n + fit.missing, fit.error), within: LOGLINEAR };
}

function profileOf(lists: Lists, fit: Fit | null): readonly (number | null)[] {
  const profile = fit === null ? null : profileInterval(lists, fit);
  return [profile?.total ?? null, profile?.low ?? null, profile?.high ?? null];
}

function bestTotal(lists: Lists, criterion: Criterion, orderMax?: number) {
  const { ranked } = searchModels(lists, criterion, orderMax);
  const { sound } = soundest(lists, ranked, 60);
  const [fit] = sound;
  return { fit: fit ?? null, sound, total: fit === undefined ? null : lists.n + fit.missing };
}

function ofSearch({ method, settings }: Known, lists: Lists): Ours {
  const order = Number(/maxorder=(\d)/.exec(settings)?.[1] ?? 2);
  const { fit, total } = bestTotal(lists, method.endsWith('AIC') ? 'aic' : 'bic', order);
  return {
    group: `least ${method.slice(-3)}, ${settings.replace(/.*models=/, '')} models`,
    numbers: [total, ...profileOf(lists, fit).slice(1)],
    within: LOGLINEAR,
  };
}

function ofWald({ method }: Known, lists: Lists): Ours {
  const fitter = new PoissonFitter(lists.names.length);
  const model = method.endsWith('main') ? independence : stepwise(lists, new Standings(), fitter);
  const fit = model === null ? null : fitter.fit(lists, model);
  const interval = fit === null ? null : waldInterval(lists, fit);
  return {
    group: 'stepwise and Wald',
    numbers: [fit === null ? null : lists.n + fit.missing, interval?.low ?? null, interval?.high ?? null],
    within: LOGLINEAR,
  };
}

function ofStepwise(lists: Lists): Ours {
  const standings = new Standings();
  const fitter = new PoissonFitter(lists.names.length);
  const choose = (each: Lists) => {
    if (sizes(each).includes(0)) return null;
    const model = stepwise(each, standings, fitter);
    return model !== null && fitter.solve(each.counts, model.terms)
      ? each.n + Math.exp(fitter.intercept)
      : null;
  };
  const total = choose(lists) ?? 0;
  const limits = bca(lists, total, choose, { seed: SEED, replicates: 4000 });
  return {
    group: 'stepwise, bootstrap of 4000',
    numbers: [total, limits?.low ?? null, limits?.high ?? null],
    within: BOOTSTRAP,
  };
}

function ofReselection({ method }: Known, lists: Lists): Ours | null {
  if (lists.names.length > 5) return null;
  const { sound, total } = bestTotal(lists, 'bic', method.includes('maxorder 2') ? 2 : undefined);
  const models = sound.map(({ model }) => model);
  const limits = bca(lists, total ?? 0, bestOf(lists, models, 'bic'), { seed: SEED, replicates: 4000 });
  return {
    group: 'least BIC, bootstrap of 4000',
    numbers: [total, limits?.low ?? null, limits?.high ?? null],
    within: BOOTSTRAP,
  };
}

function ofGraphs({ settings }: Known, lists: Lists): Ours {
  const [, start = '0', end = '0', points = '1'] = /Nmissing=(\d+)\.\.(\d+) len=(\d+)/.exec(settings) ?? [];
  const count = Number(points);
  const step = (Number(end) - Number(start)) / (count - 1);
  const posterior = graphPosterior(lists, { grid: { start: Number(start), step, count } });
  const { median, low, high } = summary(posterior, posterior.probability);
  return { group: 'decomposable graphs', numbers: [median, low, high].map(Math.round), within: PRINTED };
}

function ofLatent(lists: Lists): Ours {
  const answer = latentClass(byName(lists), { ...latentDefaults, seed: SEED });
  return {
    group: 'latent classes',
    numbers: answer.converged ? [answer.median, answer.low, answer.high] : [null, null, null],
    within: LATENT,
  };
}

/** Relative difference, forgiving half of the last digit the oracle prints. */
function difference(expected: number, found: number): number {
  return Math.max(0, Math.abs(found - expected) - 5.01e-5) / Math.abs(expected);
}

function compare(known: Known, file: Data, latent: boolean): Compared | null {
  const began = process.cpuUsage();
  const ours = answer(known, file, latent);
  if (ours === null) return null;
  const { user, system } = process.cpuUsage(began);
  const seconds = (user + system) / 1e6;
  const agrees = known.numbers.every((expected, i) => {
    const found = ours.numbers[i];
    if (expected === null) return true;
    return (
      found !== null && found !== undefined && difference(expected, found) <= ours.within[i === 0 ? 0 : 1]
    );
  });
  return { ...ours, known, seconds, agrees };
}

const shown = (value: number | null | undefined) =>
  value === null || value === undefined ? '–' : value.toFixed(Math.abs(value) < 1e5 ? 1 : 0);

const rangeOf = ([estimate, low, high]: readonly (number | null | undefined)[]) =>
  low === null || low === undefined ? shown(estimate) : `${shown(estimate)} [${shown(low)}, ${shown(high)}]`;

function worst(rows: readonly Compared[], places: readonly number[]): string {
  const differences = rows.flatMap(({ known, numbers }) =>
    places.flatMap((i) => {
      const [expected, found] = [known.numbers[i], numbers[i]];
      if (expected === null || expected === undefined) return [];
      return [found === null || found === undefined ? Number.POSITIVE_INFINITY : difference(expected, found)];
    }),
  );
  const given = differences.filter((each) => Number.isFinite(each));
  return given.length === 0 ? '–' : `${(100 * Math.max(...given)).toFixed(3)} %`;
}

function groupsTable(rows: readonly Compared[]): string {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return table(
    ['method', 'rows', 'agree', 'worst estimate given', 'worst limit given', 'ours s', 'theirs s', 'ratio'],
    groups.map((group) => {
      const own = rows.filter((row) => row.group === group);
      const timed = own.filter(({ known }) => (known.seconds ?? 0) > 0);
      const ours = timed.reduce((sum, { seconds }) => sum + seconds, 0);
      const theirs = timed.reduce((sum, { known }) => sum + (known.seconds ?? 0), 0);
      return [
        group,
        String(own.length),
        String(own.filter(({ agrees }) => agrees).length),
        worst(own, [0]),
        worst(own, [1, 2]),
        timed.length === 0 ? '–' : ours.toFixed(2),
        timed.length === 0 ? '–' : theirs.toFixed(2),
        timed.length === 0 ? '–' : `${(theirs / Math.max(ours, 1e-4)).toFixed(1)}×`,
      ];
    }),
  );
}

function rowsTable(rows: readonly Compared[]): string {
  return table(
    ['data', 'reference', 'theirs', 'ours', ''],
    rows.map(({ known, numbers, agrees }) => [
      known.dataset,
      `${known.method}${known.method.includes('min ') ? ` ${known.settings}` : ''}`,
      rangeOf(known.numbers),
      rangeOf(numbers.map((value, i) => (known.numbers[i] === null ? null : value))),
      agrees ? '' : 'differs',
    ]),
  );
}

function main(): void {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  const folder = values.data ?? resolve(import.meta.dirname, '../../../shared/bench/mse');
  if (!existsSync(join(folder, 'oracle.csv')))
    return console.log(`Skipped: ${folder} holds no oracle.csv; give --data DIR.`);
  const known = readKnown(readFileSync(join(folder, 'oracle.csv'), 'utf8'));
  const files = new Map<string, Data>();
  const rows: Compared[] = [];
  for (const each of known) {
    const file =
      files.get(each.dataset) ?? unwrap(readLists(readFileSync(join(folder, `${each.dataset}.csv`), 'utf8')));
    files.set(each.dataset, file);
    const compared = compare(each, file, values.latent);
    if (compared !== null) rows.push(compared);
  }
  console.log(`## By method\n\n${groupsTable(rows)}\n`);
  const others = known.filter((each) => !rows.some((row) => row.known === each));
  const left = [...new Set(others.map(({ method }) => method))];
  console.log(`${rows.length} of ${known.length} rows compared. Not compared: ${left.join('; ')}.\n`);
  console.log(`## Every row\n\n${rowsTable(rows)}\n`);
}

if (process.argv[1] === import.meta.filename) main();
