/**
 * From overlapping lists to a family of answers or a refusal. Never one number alone: every method, the
 * assumption each stands on, what is documented, and every warning. The same lists, options and seed give
 * the same answer on every machine, in whatever order the lists stand.
 */
import {
  type Assessment,
  type AssessOptions,
  defaultSeed,
  described,
  type Estimate,
  type LeftOut,
  refusedAssessment,
  sentenceOf,
} from './assessment.js';
import { assumptionOf, type Method } from './assumptions.js';
import { bca } from './bootstrap.js';
import { nothingDeclared, referredTerms } from './declared.js';
import { Standings } from './existence.js';
import { graphPosterior, type Posterior, summary } from './graph-average.js';
import { graphListsMax } from './graphs.js';
import { heterogeneities, heterogeneousLists } from './heterogeneity.js';
import { type Model, modelName } from './hierarchy.js';
import { latentClass, latentDefaults, missingCap } from './latent-class.js';
import { byName, type Lists, maskName, pairs, sizes, together, without } from './lists.js';
import { PoissonFitter, waldInterval } from './poisson-fit.js';
import { profileInterval } from './profile.js';
import { refusals } from './refusals.js';
import { chaoBound } from './repeats.js';
import { bestOf } from './reselect.js';
import { searchModels, sortedBy, soundest } from './search.js';
import { stepwise } from './stepwise.js';
import { chapmanOf } from './two-lists.js';
import {
  graphWarnings,
  listWarnings,
  modelWarnings,
  rangeWarnings,
  rough,
  standingWarnings,
  type Warning,
} from './warnings.js';

const REPLICATES = 4000;
/** Models refitted in every resample: nearly every winner is among them, even on sparse lists. */
const CONTENDERS = 60;

export function assess(given: Lists, options: AssessOptions = {}): Assessment {
  const declared = options.declared ?? nothingDeclared;
  const refused = refusals(given, declared);
  if (refused.length > 0) return refusedAssessment(given, options, refused);
  const work = new Work(given, options);
  const estimates = [...work.logLinear(), ...work.graphs(), ...work.latent()];
  work.compareHeterogeneity();
  if (!estimates.some(({ role }) => role === 'estimate'))
    return refusedAssessment(given, options, [
      {
        kind: 'no-model',
        message: `No method has an answer for these lists. ${work.warnings.map(({ message }) => message).join(' ')}`,
      },
    ]);
  const leftOut = work.leaveOut();
  const family = estimates.filter(({ role }) => role === 'estimate');
  return {
    ...described(given, options),
    estimates: [...estimates, work.chao(), ...work.chapman()],
    leftOut,
    warnings: [
      ...work.warnings,
      ...listWarnings(given),
      ...rangeWarnings(given.n, family),
      ...standingWarnings,
    ],
    sentence: sentenceOf(given.n, family),
  };
}

/** One run over one table; it gathers warnings as it goes. */
class Work {
  readonly warnings: Warning[] = [];
  private readonly given: Lists;
  /** By name, so that the order of the file moves no draw; answers are named in the order of the file. */
  private readonly lists: Lists;
  private readonly toGiven: readonly number[];
  private readonly options: AssessOptions;
  private readonly seed: number;
  private readonly forced: readonly number[];
  private graphRange: { readonly low: number; readonly high: number } | null = null;

  constructor(given: Lists, options: AssessOptions) {
    const lists = byName(given);
    this.given = given;
    this.lists = lists;
    this.toGiven = lists.names.map((name) => given.names.indexOf(name));
    this.options = options;
    this.seed = options.seed ?? defaultSeed;
    this.forced = referredTerms(lists, options.declared ?? nothingDeclared);
    if (options.quick === true)
      this.warn(
        'quick',
        'Bootstrap intervals and latent classes were left out: the intervals given are too narrow.',
      );
  }

  private maskOfGiven(mask: number): number {
    return this.toGiven.reduce((bits, to, from) => ((mask >> from) & 1 ? bits | (1 << to) : bits), 0);
  }

  private named({ terms }: Model): string {
    return modelName(this.given.names, { terms: terms.map((term) => this.maskOfGiven(term)) });
  }

  private warn(kind: string, message: string): void {
    this.warnings.push({ kind, message });
  }

  logLinear(): Estimate[] {
    const { lists } = this;
    // Above six lists the models are too many to look at every one.
    const found = lists.names.length <= 6 ? this.searched() : [];
    return [...found, ...this.stepped()];
  }

  private searched(): Estimate[] {
    const { lists, options } = this;
    const { ranked, considered } = searchModels(lists, 'bic');
    const allowed = ranked.filter(({ model }) => this.forced.every((term) => model.terms.includes(term)));
    const { sound, passed } = soundest(lists, allowed, Math.min(CONTENDERS, considered));
    const [best] = sound;
    if (best === undefined) {
      this.warn('no-log-linear', 'No log-linear model has an answer: the overlaps are too sparse.');
      return [];
    }
    const better = passed.filter(({ fit }) => fit.bic < best.bic).length;
    if (better > 0)
      this.warn(
        'models-without-answer',
        `${better} models of lower BIC were passed over: on these sparse overlaps they have no answer.`,
      );
    if (lists.names.length > 5)
      this.warn(
        'pairs-only',
        `Of the log-linear models on ${lists.names.length} lists only those with interactions of two lists were searched.`,
      );
    this.warnings.push(...modelWarnings(lists.n, sound, (model) => this.named(model)));
    const estimates: Estimate[] = [];
    const profile = profileInterval(lists, best);
    const total = lists.n + best.missing;
    const model = this.named(best.model);
    const settings = { models: considered, bic: best.bic, aic: best.aic, deviance: best.deviance };
    if (profile !== null)
      estimates.push(this.estimate('log-linear-bic', { model, estimate: total, ...profile, settings }));
    const [leanest] = soundest(lists, sortedBy(allowed, 'aic'), 1).sound;
    const ofAic = leanest === undefined ? null : profileInterval(lists, leanest);
    if (leanest !== undefined && ofAic !== null)
      estimates.push(
        this.estimate('log-linear-aic', {
          model: this.named(leanest.model),
          estimate: lists.n + leanest.missing,
          ...ofAic,
          settings: { models: considered, bic: leanest.bic, aic: leanest.aic, deviance: leanest.deviance },
        }),
      );
    if (options.quick === true) return estimates;
    const contenders = sound.map((fit) => fit.model);
    const limits = bca(lists, total, bestOf(lists, contenders, 'bic'), this.bootstrap());
    if (limits === null) this.noBootstrap('log-linear-bic-bootstrap');
    else
      estimates.push(
        this.estimate('log-linear-bic-bootstrap', {
          model,
          estimate: total,
          low: limits.low,
          high: limits.high,
          seed: this.seed,
          settings: { replicates: limits.replicates, contenders: contenders.length },
        }),
      );
    return estimates;
  }

  private stepped(): Estimate[] {
    const { lists, forced } = this;
    const standings = new Standings();
    const fitter = new PoissonFitter(lists.names.length);
    const model = stepwise(lists, standings, fitter, forced);
    const fit = model === null ? null : fitter.fit(lists, model);
    if (fit === null) {
      this.warn('no-stepwise', 'Stepwise selection has no answer: the overlaps are too sparse.');
      return [];
    }
    const total = lists.n + fit.missing;
    const named = this.named(fit.model);
    const estimates = [
      this.estimate('stepwise', {
        model: named,
        estimate: total,
        ...waldInterval(lists, fit),
        settings: { aic: fit.aic, bic: fit.bic },
      }),
    ];
    if (this.options.quick === true) return estimates;
    const again = (table: Lists): number | null => {
      if (sizes(table).includes(0)) return null;
      const chosen = stepwise(table, standings, fitter, forced);
      if (chosen === null || !fitter.solve(table.counts, chosen.terms)) return null;
      return table.n + Math.exp(fitter.intercept);
    };
    const limits = bca(lists, total, again, this.bootstrap());
    if (limits === null) this.noBootstrap('stepwise-bootstrap');
    else
      estimates.push(
        this.estimate('stepwise-bootstrap', {
          model: named,
          estimate: total,
          low: limits.low,
          high: limits.high,
          seed: this.seed,
          settings: { replicates: limits.replicates },
        }),
      );
    return estimates;
  }

  private bootstrap() {
    return { seed: this.seed, replicates: this.options.replicates ?? REPLICATES };
  }

  private noBootstrap(method: Method): void {
    this.warn(
      'no-bootstrap',
      `${method}: more than one resample in ten has no answer, so no interval is given.`,
    );
  }

  graphs(): Estimate[] {
    const { lists } = this;
    if (lists.names.length > graphListsMax) {
      this.warn('no-graphs', `Decomposable graphs are averaged on up to ${graphListsMax} lists.`);
      return [];
    }
    const posterior = graphPosterior(lists, { forced: this.forced });
    this.warnings.push(...graphWarnings(posterior));
    const whole = summary(posterior, posterior.probability);
    this.graphRange = whole;
    const settings = { delta: posterior.delta, ...this.otherDeltas() };
    const model = this.graphName(posterior);
    const high = posterior.cutOff ? null : whole.high;
    const estimates = [
      this.estimate('decomposable-graphs', {
        model,
        estimate: whole.median,
        low: whole.low,
        high,
        settings: { ...settings, completeGraph: posterior.completeWeight },
      }),
    ];
    if (posterior.withoutComplete !== null && posterior.completeWeight > 0.01) {
      const rest = summary(posterior, posterior.withoutComplete);
      estimates.push(
        this.estimate('decomposable-graphs-without-complete', {
          model,
          estimate: rest.median,
          low: rest.low,
          high: posterior.cutOff ? null : rest.high,
          settings: { delta: posterior.delta },
        }),
      );
    }
    return estimates;
  }

  /** The prior count matters more than one expects, so its customary values are shown beside the default. */
  private otherDeltas(): Record<string, number> {
    if (this.lists.names.length > 5) return {};
    const median = (delta: number) => {
      const posterior = graphPosterior(this.lists, { delta, forced: this.forced });
      return summary(posterior, posterior.probability).median;
    };
    return { medianAtHalf: median(0.5), medianAtOne: median(1) };
  }

  private graphName({ graphs }: Posterior): string {
    const [first] = graphs;
    if (first === undefined) return 'all decomposable graphs';
    const cliques = first.graph.cliques.map((clique) => maskName(this.given.names, this.maskOfGiven(clique)));
    return `average of ${graphs.length} graphs; heaviest ${cliques.join(' + ')} (${first.weight.toFixed(2)})`;
  }

  latent(): Estimate[] {
    if (this.options.quick === true) return [];
    const options = { ...(this.options.latent ?? latentDefaults), seed: this.seed };
    if (this.forced.length > 0)
      this.warn(
        'latent-and-referral',
        'Latent classes cannot allow for a declared referral, and were left out.',
      );
    if (this.forced.length > 0) return [];
    const answer = latentClass(this.lists, options);
    const { rHat, effective } = answer.convergence;
    if (!answer.converged) {
      this.warn(
        'did-not-converge',
        `Latent classes: ${options.chains} chains did not agree after ${options.burnIn + answer.sweepsKept} sweeps (split R-hat ${rHat.toFixed(3)}, ${Math.floor(effective)} effective draws). No number is given; a longer run (--thorough) may agree.`,
      );
      return [];
    }
    if (answer.capped > 0.001)
      this.warn('cap', `Latent classes: totals above ${missingCap + 1} times the documented were cut off.`);
    return [
      this.estimate('latent-class', {
        model: `up to ${options.classes} classes`,
        estimate: answer.median,
        low: answer.low,
        high: answer.high,
        seed: this.seed,
        settings: {
          chains: options.chains,
          burnIn: options.burnIn,
          sweeps: answer.sweepsKept,
          rHat,
          effectiveDraws: Math.floor(effective),
        },
      }),
    ];
  }

  /** How far apart totals lie when people differ from each other, whatever the lists do. */
  compareHeterogeneity(): void {
    const { lists } = this;
    const totals = heterogeneities.flatMap((kind) => {
      const fit = heterogeneousLists(lists, kind, true);
      return fit === null ? [] : [lists.n + fit.missing];
    });
    const [least, most] = [Math.min(...totals), Math.max(...totals)];
    if (totals.length > 1 && most > 1.25 * least)
      this.warn(
        'heterogeneity',
        `If lists are independent and people differ in how easily they are recorded, customary models of that give ${rough(least)} to ${rough(most)}.`,
      );
  }

  /** Each list away in turn, by the exact method; with three lists nothing is left to compare. */
  leaveOut(): LeftOut[] {
    const { given: lists, graphRange } = this;
    const count = lists.names.length;
    if (count < 4 || count > graphListsMax) return [];
    const all = lists.names.map((list, j): LeftOut => {
      const rest = without(lists, j);
      const [why] = refusals(rest, { ...nothingDeclared, closed: true });
      if (why !== undefined)
        return { list, n: rest.n, estimate: null, low: null, high: null, refused: why.message };
      const posterior = graphPosterior(rest);
      const { median, low, high } = summary(posterior, posterior.probability);
      return { list, n: rest.n, estimate: median, low, high: posterior.cutOff ? null : high };
    });
    const outside = all.filter(
      ({ estimate }) =>
        estimate !== null && graphRange !== null && (estimate < graphRange.low || estimate > graphRange.high),
    );
    if (outside.length > 0)
      this.warn(
        'rests-on-one-list',
        `Without ${outside.map(({ list }) => list).join(', or without ')} the answer falls outside the interval of all lists.`,
      );
    return all;
  }

  chao(): Estimate {
    const { lists } = this;
    const count = lists.names.length;
    const frequencies = Array.from({ length: count }, () => 0);
    for (const [cell, persons] of lists.counts.entries()) {
      let on = 0;
      for (let rest = cell; rest !== 0; rest &= rest - 1) on++;
      if (on > 0) frequencies[on - 1] = (frequencies[on - 1] ?? 0) + persons;
    }
    const bound = chaoBound(frequencies, count);
    return this.estimate('chao', {
      role: 'bound',
      model: 'at least',
      estimate: bound.atLeast ?? bound.atLeastCorrected,
      low: bound.low,
      high: bound.high,
    });
  }

  chapman(): Estimate[] {
    const { given: lists } = this;
    return pairs(lists.names.length).flatMap(([a, b]) => {
      if (together(lists, (1 << a) | (1 << b)) === 0) return [];
      const { total, low, high } = chapmanOf(lists, a, b);
      const model = `${lists.names[a] ?? ''} × ${lists.names[b] ?? ''}`;
      return [this.estimate('chapman', { role: 'check', model, estimate: total, low, high })];
    });
  }

  private estimate(method: Method, { role = 'estimate', seed, settings, ...found }: Found): Estimate {
    return {
      method,
      model: found.model,
      role,
      estimate: found.estimate,
      low: found.low,
      high: found.high,
      level: 0.95,
      ...(seed === undefined ? {} : { seed }),
      assumes: assumptionOf(method),
      ...(settings === undefined ? {} : { settings }),
    };
  }
}

interface Found {
  readonly role?: Estimate['role'];
  readonly model: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number | null;
  readonly seed?: number;
  readonly settings?: Readonly<Record<string, string | number>>;
}
