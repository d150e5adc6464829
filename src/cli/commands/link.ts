/** `article33 link A.csv B.csv`: who is who in one or two tables, with why, and what a person should look at. */
import { linkFiles, idsShared } from '../../app/link-files.js';
import { type LinkedTables, linkTables, type Table } from '../../app/link.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { chance } from '../../core/linkage/fit.js';
import { type LinkModel, parseModel } from '../../core/linkage/model-file.js';
import { type TableRow, TableStream } from '../../core/linkage/table-stream.js';
import { randomName } from '../../core/estimate/random.js';
import {
  type Command,
  type Context,
  type ExitCode,
  type Input,
  printJson,
  tell,
  textOption,
} from '../command.js';
import { progressBar } from '../progress.js';
import { wrap } from '../wrap.js';

export const linkCommand: Command = {
  name: 'link',
  summary: 'Say who is who in one or two tables of records: pairs with evidence, clusters, what to review',
  usage: 'link A.csv [B.csv] [--model FILE] --out FOLDER',
  example: 'article33 link camp.csv petition.csv --out matched',
  options: {
    model: {
      type: 'string',
      value: 'FILE',
      doc: 'Which columns are compared and how; without it they are guessed, and the guess is written to FOLDER.',
    },
    out: {
      type: 'string',
      value: 'FOLDER',
      doc: 'Where pairs.csv, clusters.csv and model.json are written.',
    },
    judgements: {
      type: 'string',
      value: 'FILE',
      doc: 'What people decided: id_a,id_b,judgement (same, different, unsure, withdrawn). They always win.',
    },
    error: { type: 'string', value: 'SHARE', doc: 'Share of links that may be wrong; 0.02 when not given.' },
    'one-to-one': {
      type: 'boolean',
      doc: 'No table holds anybody twice: each record has at most one partner.',
    },
    within: { type: 'boolean', doc: 'Look for people recorded twice inside each of two tables too.' },
    why: { type: 'boolean', doc: 'Also write why.jsonl: for every link and review, what each column adds.' },
    seed: { type: 'string', value: 'NUMBER', doc: 'Seed of the random pairs; 33 when not given.' },
  },
  arity: [1, 2],
  run: async (context, input) => {
    const done = await linkAll(context, input);
    return done.ok ? show(context, done.value) : tell(context, done.problem);
  },
};

interface Done extends LinkedTables {
  readonly tables: readonly [Table] | readonly [Table, Table];
  readonly out: string;
  readonly written: readonly string[];
}

async function linkAll(context: Context, input: Input): Promise<Result<Done>> {
  const { machine } = context;
  const settings = readSettings(input);
  if (!settings.ok) return settings;
  const [pathA = '', pathB] = input.args;
  const model = await readModel(context, textOption(input, 'model'));
  if (!model.ok) return model;
  const a = await readTable(context, pathA);
  if (!a.ok) return a;
  const b = pathB === undefined ? null : await readTable(context, pathB);
  if (b !== null && !b.ok) return b;
  const judged = textOption(input, 'judgements');
  const judgements = judged === undefined ? null : await readTable(context, judged);
  if (judgements !== null && !judgements.ok) return judgements;
  const names = await machine.nameModel();
  if (!names.ok) return names;
  const tables: Done['tables'] = b === null ? [a.value] : [a.value, b.value];
  const { update, finish } = progressBar(context.terminal, 'compare');
  const done = linkTables(
    {
      tables,
      model: model.value,
      judgements: judgements?.value ?? null,
      ...settings.value,
      progress: update,
    },
    names.value,
  );
  finish();
  if (!done.ok) return done;
  const files = linkFiles(done.value, input.options['why'] === true);
  const { out } = settings.value;
  const written = await machine.writeFolder(out, files);
  return written.ok ? ok({ ...done.value, tables, out, written: files.map(({ name }) => name) }) : written;
}

interface Settings {
  readonly out: string;
  readonly error: number | undefined;
  readonly seed: number | undefined;
  readonly oneToOne: boolean | undefined;
  readonly within: boolean | undefined;
}

function readSettings(input: Input): Result<Settings> {
  const [out, error, seed] = ['out', 'error', 'seed'].map((name) => textOption(input, name));
  if (out === undefined || out === '')
    return fail('usage', 'Say where to write: --out FOLDER.', { fix: 'For example: --out matched.' });
  if (seed !== undefined && !/^\d{1,9}$/.test(seed))
    return fail('usage', 'A seed is a whole number below 1 000 000 000.', {
      where: '--seed',
      fix: 'Use --seed 33.',
    });
  const share = error === undefined ? undefined : Number(error);
  if (share !== undefined && !(share > 0 && share < 1))
    return fail('usage', 'The share of links that may be wrong lies between 0 and 1.', {
      where: '--error',
      fix: 'Use --error 0.02 for two in a hundred.',
    });
  if (input.options['one-to-one'] === true && input.args.length < 2)
    return fail('usage', 'One to one is between two tables.', {
      where: '--one-to-one',
      fix: 'Name a second table, or leave it out.',
    });
  if (input.options['one-to-one'] === true && input.options['within'] === true)
    return fail('usage', 'A table that holds nobody twice is not searched for people recorded twice.', {
      where: '--one-to-one and --within',
      fix: 'Leave one of the two out.',
    });
  const flag = (name: string) => (input.options[name] === true ? true : undefined);
  return ok({
    out,
    error: share,
    seed: seed === undefined ? undefined : Number(seed),
    oneToOne: flag('one-to-one'),
    within: flag('within'),
  });
}

async function readModel({ machine }: Context, path: string | undefined): Promise<Result<LinkModel | null>> {
  if (path === undefined) return ok(null);
  const text = await machine.readText(path);
  if (!text.ok) {
    const { kind, message } = text.problem;
    return fail(kind, message, {
      where: path,
      fix: 'Leave --model out: a model is then made from the data and kept as model.json, which can be changed and given back.',
    });
  }
  const model = parseModel(text.value);
  return model.ok ? model : placed(model.problem, path);
}

async function readTable({ machine, terminal }: Context, path: string): Promise<Result<Table>> {
  const stream = new TableStream();
  const rows: TableRow[] = [];
  const take = (found: Result<readonly TableRow[]>): Result<void> => {
    if (!found.ok) return found;
    for (const row of found.value) rows.push(row);
    return ok(undefined);
  };
  const { update, finish } = progressBar(terminal, 'read');
  let [done, size] = [0, 1];
  const read = await machine.readPieces(path, (piece) => {
    done += piece.length;
    size = Math.max(size, done);
    update(done, size);
    return take(stream.push(piece));
  });
  finish();
  if (!read.ok) return placed(read.problem, path);
  const rest = take(stream.end());
  return rest.ok ? ok({ name: path, columns: stream.columns, rows }) : placed(rest.problem, path);
}

function placed(
  problem: {
    readonly kind: string;
    readonly message: string;
    readonly where?: string;
    readonly fix?: string;
  },
  path: string,
): Result<never> {
  const where = problem.where === undefined || problem.where === path ? path : `${path}, ${problem.where}`;
  return { ok: false, problem: { ...problem, where } };
}

function show(context: Context, done: Done): ExitCode {
  if (context.json) printJson(context, answerOf(done));
  else context.terminal.out(answerText(done, context.terminal.columns));
  return 0;
}

/** The promised shape of `--json`: docs/formats/linkage.md. */
function answerOf(done: Done): unknown {
  const { linked, tables, seed, error, warnings, out, written } = done;
  const { scored, threshold, promise, clusters } = linked;
  const { ids } = scored.compared.register;
  const edge = ({ a, b, logOdds }: { readonly a: number; readonly b: number; readonly logOdds: number }) => ({
    a: ids[a],
    b: ids[b],
    probability: chance(logOdds),
  });
  return {
    tables: tables.map(({ name, rows }) => ({ file: name, records: rows.length })),
    columns: scored.names.map((column, c) => ({
      column,
      kind: done.model.columns.find((each) => each.column === column)?.kind,
      levels: (scored.compared.comparisons[c]?.levels ?? []).map((level, l) => ({
        level,
        m: scored.fit.columns[c]?.m[l],
        u: scored.fit.columns[c]?.u[l],
        weight: scored.weights.columns[c]?.[l],
      })),
    })),
    prior: scored.weights.prior,
    coverage: scored.coverage,
    threshold: {
      error,
      link: finite(threshold.link),
      review: finite(threshold.review),
    },
    links: promise.links,
    reviews: promise.reviews,
    precision: promise.precision,
    recall: promise.recall,
    clusters: new Set(clusters).size,
    bridges: linked.bridges.map((bridge) => ({ ...edge(bridge), sides: bridge.sides })),
    heldApart: linked.heldApart.map(edge),
    correlated: scored.correlated,
    judged: scored.judged.length,
    reliability: linked.reliability,
    idsPrefixed: idsShared(done),
    warnings,
    random: { algorithm: randomName, seed },
    out,
    written,
  };
}

const finite = (logOdds: number): number | null => (Number.isFinite(logOdds) ? logOdds : null);

function answerText(done: Done, columns: number): string {
  const { linked, tables, warnings } = done;
  const { scored, promise, clusters, bridges, heldApart } = linked;
  const people = new Set(clusters).size;
  // Certainty is never printed of an estimate.
  const percent = (share: number) => `${(100 * Math.min(share, 0.999)).toFixed(1)} %`;
  const lines = [
    wrap(
      `${tables.map(({ name, rows }) => `${rows.length} records in ${name}`).join(', ')}: ${promise.links} links and ${promise.reviews} pairs to review, which leaves ${people} clusters.`,
      columns,
    ),
    wrap(
      promise.links === 0
        ? 'Nothing is sure enough to be linked.'
        : `Expected: ${percent(promise.precision)} of the links are right, and they are ${percent(promise.recall)} of all matches. These are estimates from the tables alone; judge some pairs to test them.`,
      columns,
    ),
    '',
    ...scored.names.map((name, c) => {
      const weights = scored.weights.columns[c] ?? [];
      const kind = done.model.columns.find((each) => each.column === name)?.kind ?? '';
      return `  ${name}  ${kind}  ${signed(weights[0] ?? 0)} when the same, ${signed(weights.at(-1) ?? 0)} when different`;
    }),
    `  log-odds before any column: ${signed(Math.log(scored.weights.prior / (1 - scored.weights.prior)))}`,
    '',
    wrap(coverageText(done), columns),
  ];
  for (const { a, b, matches, others } of scored.correlated)
    lines.push(
      wrap(
        `! "${a}" and "${b}" agree together more than by themselves (${matches.toFixed(2)} between records of one person, ${others.toFixed(2)} between others): part of their evidence is counted twice.`,
        columns,
      ),
    );
  for (const { message } of warnings) lines.push(wrap(`! ${message}`, columns));
  if (idsShared(done))
    lines.push(
      wrap('! Both tables use the same ids, so clusters.csv writes them with a: and b: before.', columns),
    );
  if (bridges.length > 0)
    lines.push(
      wrap(
        `! ${bridges.length} links alone hold a cluster together; the weakest are worth a look (--json lists them).`,
        columns,
      ),
    );
  if (heldApart.length > 0)
    lines.push(
      wrap(
        `! ${heldApart.length} likely pairs were kept apart, because other pairs or a judgement speak against joining their clusters; they are reviews.`,
        columns,
      ),
    );
  lines.push('', `Written to ${done.out}: ${done.written.join(', ')}`, '');
  return lines.join('\n');
}

const signed = (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`;

function coverageText({ linked }: Done): string {
  const { possible, compared, rules, lostAtLeast } = linked.scored.coverage;
  if (compared === possible) return `All ${possible} pairs were compared.`;
  const left = rules.reduce((sum, { leftOut }) => sum + leftOut.records, 0);
  return `${compared} of ${possible} pairs were compared, under ${rules.length} rules; ${lostAtLeast < 0.5 ? 'no match is expected to be missed by all of them' : `at least ${Math.round(lostAtLeast)} matches are expected to be missed by all of them`}.${left > 0 ? ` Blocks too large to compare were left out, with ${left} records in them.` : ''}`;
}
