/**
 * One or two lists compared, and the evidence of every pair. The same records, model and seed give the same bytes,
 * in whatever order the records stand.
 */
import { fail, ok, type Result } from '../base/result.js';
import { allPairs, everyPair, meetPairs, type Met, type Rule, type RuleKeys, withPairs } from './blocking.js';
import { type KindOf } from './comparison.js';
import { type Coverage, coverageOf } from './coverage.js';
import { chance, type ColumnFit, type Evidence, type Fit, fitEm, refit } from './fit.js';
import { exactPairs, frequencyOf } from './frequency.js';
import { checkFit, type Correlation, correlated } from './health.js';
import { foldJudgements, type Judged, type Judgement } from './judgement.js';
import { type Compared, comparer, PatternCounts } from './patterns.js';
import { type Column, possiblePairs, type Register, registerOf, type Row } from './register.js';
import { chooseRules, namedRules } from './rules.js';
import { samplePairs } from './sample.js';
import { scorer, settlePrior, type Weights, weightsOf } from './score.js';

export interface LinkColumn {
  readonly name: string;
  readonly kind: KindOf;
}

export interface LinkInput {
  /** One list, to find who stands in it twice, or two. A row has one cell a column. */
  readonly lists: readonly (readonly Row[])[];
  readonly columns: readonly LinkColumn[];
  /** Named by the model; chosen from the data where `null`. */
  readonly rules: readonly Rule[] | null;
  /** Compare inside each of two lists too. */
  readonly within: boolean;
  readonly seed: number;
  /** What people decided, in the order they did: these pairs are always compared. */
  readonly judgements?: readonly Judgement[];
  /** Kept from an earlier fit, by column; with it nothing is estimated but the share of matches. */
  readonly fixed?: readonly ColumnFit[];
  readonly progress?: (done: number, total: number) => void;
}

export interface Scored {
  readonly names: readonly string[];
  readonly compared: Compared;
  readonly met: Met;
  /** Pattern of each pair compared, and its log-odds. */
  readonly patterns: Int32Array;
  readonly logOdds: Float64Array;
  readonly fit: Fit;
  readonly weights: Weights;
  readonly coverage: Coverage;
  readonly correlated: readonly Correlation[];
  readonly judged: readonly Judged[];
  readonly warnings: readonly { readonly kind: string; readonly message: string }[];
}

/** Kinds: those of `registerOf`, `foldJudgements` and `checkFit`, `nothing-to-compare`. */
export function scorePairs(input: LinkInput): Result<Scored> {
  const made = registerOf(
    input.lists,
    input.columns.map(({ kind }) => kind.normalise),
    input.within,
  );
  if (!made.ok) return made;
  const told = speakingColumns(made.value, input.columns);
  if (told.columns.length < 2)
    return fail('nothing-to-compare', 'Fewer than two columns hold values that differ between records.', {
      fix: 'One column alone cannot say which agreements are chance; add birth dates, places or others.',
      ...(told.warnings.length === 0 ? {} : { causes: told.warnings }),
    });
  const judged = foldJudgements(input.judgements ?? [], made.value);
  if (!judged.ok) return judged;
  const register = { ...made.value, columns: told.columns.map((c) => made.value.columns[c] ?? empty) };
  const columns = told.columns.flatMap((c) => input.columns[c] ?? []);
  const rules = input.rules?.map((rule) => ({
    ...rule,
    parts: rule.parts.map((part) => ({ ...part, column: told.columns.indexOf(part.column) })),
  }));
  return scoreRegister(
    register,
    { ...input, columns, rules: rules ?? null, ...kept(input, told.columns) },
    {
      judged: judged.value,
      warnings: told.warnings,
    },
  );
}

const empty: Column = { codes: new Int32Array(0), values: [], counts: new Int32Array(0) };

function kept({ fixed }: LinkInput, columns: readonly number[]): Pick<LinkInput, 'fixed'> {
  return fixed === undefined ? {} : { fixed: columns.flatMap((c) => fixed[c] ?? []) };
}

/** A column that says the same of everybody, or nothing of anybody, says nothing. */
function speakingColumns(
  register: Register,
  columns: readonly LinkColumn[],
): { readonly columns: readonly number[]; readonly warnings: Scored['warnings'] } {
  const silent = register.columns.flatMap(({ values }, c) => (values.length < 2 ? [c] : []));
  return {
    columns: register.columns.map((_, c) => c).filter((c) => !silent.includes(c)),
    warnings: silent.map((c) => ({
      kind: 'silent-column',
      message: `Column "${columns[c]?.name ?? ''}" ${register.columns[c]?.values.length === 0 ? 'is empty' : 'says the same of everybody'}, so it was left out.`,
    })),
  };
}

function scoreRegister(
  register: Register,
  input: LinkInput,
  { judged, warnings }: Pick<Scored, 'judged' | 'warnings'>,
): Result<Scored> {
  const names = input.columns.map(({ name }) => name);
  const comparisons = input.columns.map(({ kind }, c) => kind.prepare(register.columns[c]?.values ?? []));
  const compared = comparer(register, comparisons);
  const rules =
    input.rules === null
      ? chooseRules(register, comparisons, names)
      : namedRules(register, comparisons, input.rules);
  const met = rules === null ? everyPair(register) : withPairs(meetPairs(register, rules), judged);
  const { patterns, blocked } = comparePairs(compared, met, input.progress);
  const sample = rules === null ? { counts: blocked, whole: true } : samplePairs(compared, input.seed);
  const possible = possiblePairs(register);
  const exact = comparisons.map((comparison, c) => exactPairs(register, c, comparison));
  const evidence: Evidence = { compared, blocked, sample, exact, possible };
  const settled = fitAndScore(evidence, { met, patterns }, input.fixed);
  if (!settled.ok) return settled;
  const { logOdds, weights, fit } = settled.value;
  return ok({
    names,
    compared,
    met,
    patterns,
    logOdds,
    fit,
    weights,
    coverage: coverageOf(met, logOdds, rules ?? [whole(met)], possible),
    correlated: correlated(compared, fit, { blocked, sample: sample.counts }, names),
    judged,
    warnings: [...warnings, ...fewMatches(fit, input.fixed !== undefined)],
  });
}

const FEW = 30;

function fewMatches({ matches }: Fit, fixed: boolean): Scored['warnings'] {
  if (fixed || matches >= FEW || matches < 0.5) return [];
  return [
    {
      kind: 'few-matches',
      message: `Only about ${Math.round(matches)} matches are expected, too few to learn from: probabilities rest largely on what is thought beforehand. Look at every link, or use a model kept from larger lists.`,
    },
  ];
}

function whole(met: Met): RuleKeys {
  const leftOut = { blocks: 0, records: 0 };
  return { rule: allPairs, blocks: new Int32Array(0), count: 1, pairs: met.left.length, leftOut };
}

const TOLD_EVERY = 50_000;

function comparePairs(
  compared: Compared,
  met: Met,
  progress: LinkInput['progress'],
): { readonly patterns: Int32Array; readonly blocked: PatternCounts } {
  const patterns = new Int32Array(met.left.length);
  const blocked = new PatternCounts();
  for (let p = 0; p < patterns.length; p++) {
    const pattern = compared.patternOf(met.left[p] ?? 0, met.right[p] ?? 0);
    patterns[p] = pattern;
    blocked.add(pattern);
    if (p % TOLD_EVERY === 0) progress?.(p, patterns.length);
  }
  return { patterns, blocked };
}

interface Settled {
  readonly logOdds: Float64Array;
  readonly weights: Weights;
  readonly fit: Fit;
}

/** Kinds: `bad-model`, and those of `checkFit`. */
function fitAndScore(
  evidence: Evidence,
  pairs: Pick<Scored, 'met' | 'patterns'>,
  fixed: LinkInput['fixed'],
): Result<Settled> {
  if (fixed === undefined) {
    const first = fitEm(evidence);
    const healthy = checkFit(first, evidence.compared, evidence.blocked);
    return healthy.ok ? ok(settle(evidence, pairs, first)) : healthy;
  }
  const { compared, possible } = evidence;
  if (!fixed.every(({ m, u }, c) => [m, u].every((x) => x.length === compared.comparisons[c]?.levels.length)))
    return fail('bad-model', 'The model has m and u for other levels than its columns have.', {
      fix: 'Take m and u out of the model, so that they are estimated.',
    });
  const prior = Math.min(0.1, (0.1 * compared.register.ids.length) / possible);
  const fit: Fit = { columns: fixed, prior, matches: 0, rounds: 0, converged: true };
  const now = scoreAll(compared, pairs, weightsOf(fit, frequencies(compared)), possible);
  return ok({ ...now, fit: { ...fit, prior: now.weights.prior, matches: now.weights.prior * possible } });
}

const frequencies = (compared: Compared): Weights['frequency'] =>
  compared.comparisons.map((comparison, c) => frequencyOf(compared.register.columns[c] ?? empty, comparison));

const SETTLE_ROUNDS = 6;
const SETTLED = 0.002;

/** Rarity moves chances, and chances move what is estimated: a few rounds, until the share of matches stands. */
function settle(evidence: Evidence, pairs: Pick<Scored, 'met' | 'patterns'>, first: Fit): Settled {
  const { compared, possible } = evidence;
  const frequency = frequencies(compared);
  const start = scoreAll(compared, pairs, weightsOf(first, frequency), possible);
  const live = livePairs(pairs, start.logOdds);
  let [now, fit] = [scoreAll(compared, live, start.weights, possible), first];
  for (let round = 0; round < SETTLE_ROUNDS; round++) {
    const { prior } = now.weights;
    fit = refit(evidence, meanChances(evidence, live.patterns, now.logOdds), prior);
    now = scoreAll(compared, live, weightsOf(fit, frequency), possible);
    if (Math.abs(Math.log(now.weights.prior / prior)) < SETTLED) break;
  }
  const all = scoreAll(compared, pairs, now.weights, possible);
  return { ...all, fit: { ...first, columns: fit.columns, prior: all.weights.prior, matches: fit.matches } };
}

/** Log-odds under which a pair moves nothing that is estimated. */
const LIVE = -16;

function livePairs(
  { met, patterns }: Pick<Scored, 'met' | 'patterns'>,
  logOdds: Float64Array,
): Pick<Scored, 'met' | 'patterns'> {
  const kept = (_: number, p: number) => (logOdds[p] ?? LIVE) > LIVE;
  return {
    met: { left: met.left.filter(kept), right: met.right.filter(kept), times: met.times.filter(kept) },
    patterns: patterns.filter(kept),
  };
}

/** The mean chance of the pairs of each pattern. */
function meanChances(
  { compared, blocked }: Evidence,
  patterns: Int32Array,
  logOdds: Float64Array,
): readonly number[] {
  const sums = new Float64Array(compared.patterns.length);
  for (const [p, pattern] of patterns.entries())
    sums[pattern] = (sums[pattern] ?? 0) + chance(logOdds[p] ?? 0);
  return Array.from(sums, (total, pattern) => total / Math.max(1, blocked.counts[pattern] ?? 0));
}

function scoreAll(
  compared: Compared,
  { met, patterns }: Pick<Scored, 'met' | 'patterns'>,
  weights: Weights,
  possible: number,
): Omit<Settled, 'fit'> {
  const score = scorer(compared, weights);
  const logOdds = new Float64Array(patterns.length);
  for (let p = 0; p < patterns.length; p++)
    logOdds[p] = score(patterns[p] ?? 0, met.left[p] ?? 0, met.right[p] ?? 0);
  const prior = settlePrior(logOdds, possible, weights.prior);
  const odds = Math.log(prior / (1 - prior));
  for (let p = 0; p < logOdds.length; p++) logOdds[p] = (logOdds[p] ?? 0) + odds;
  return { logOdds, weights: { ...weights, prior } };
}
