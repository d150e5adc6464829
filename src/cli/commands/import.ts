/** `article33 import FILE --into DOSSIER`: a file of another system, row by row, as sourced claims. */
import { basename } from 'node:path';
import { type LineFile } from '../../app/exchange/pages.js';
import { type ImportTotals, runImport } from '../../app/exchange/run-import.js';
import { type Json, isJsonObject } from '../../core/base/json.js';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { mapperFor, type Chosen } from '../../core/exchange/choose.js';
import { suggestMapping } from '../../core/exchange/suggest.js';
import { type PlacedLine } from '../../core/exchange/map-row.js';
import { placeOf, type Row, type RowProblem } from '../../core/exchange/record.js';
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
import { hang, wrap } from '../wrap.js';

export const importCommand: Command = {
  name: 'import',
  summary: 'Record what a table, or a file of another system, says, claim by claim',
  usage: 'import FILE --into DOSSIER [--map MAP] [--dry-run] [--problems FILE]',
  example: 'article33 import list.csv --into prc-dprk --map list.map.json --dry-run',
  options: {
    into: { type: 'string', value: 'DOSSIER', doc: 'The dossier that gets the claims.' },
    map: {
      type: 'string',
      value: 'MAP',
      doc: 'A mapping file (docs/formats/map.md), or huridocs-events, huridocs-acts. Exports of ours and FollowTheMoney files need none.',
    },
    encoding: {
      type: 'string',
      value: 'NAME',
      doc: 'utf-8, cp949, gb18030, utf-16 …; without it, what the file begins with says, else UTF-8.',
    },
    source: {
      type: 'string',
      value: 'ID',
      doc: 'Of a FollowTheMoney file: the Source whose words it is, where its entities name no data set.',
    },
    suggest: {
      type: 'boolean',
      doc: 'Print a first mapping, guessed from the names of the columns; read nothing else.',
    },
    'dry-run': { type: 'boolean', doc: 'Show what would be claimed and what is wrong; record nothing.' },
    problems: {
      type: 'string',
      value: 'FILE',
      doc: 'Where every problem is written, one JSON object a line; it is replaced when it is there.',
    },
  },
  arity: [1, 1],
  run: async (context, input) => {
    if (input.options['suggest'] === true) return await suggest(context, input);
    const done = await importFile(context, input);
    return done.ok ? report(context, done.value) : tell(context, done.problem);
  },
};

async function suggest(context: Context, input: Input): Promise<ExitCode> {
  const [file = ''] = input.args;
  const rows = await context.machine.openRows(file, {
    encoding: textOption(input, 'encoding') ?? null,
    separator: null,
  });
  if (!rows.ok) return tell(context, rows.problem);
  const { columns } = rows.value;
  if (columns === null)
    return tell(context, {
      kind: 'no-columns',
      message: 'Only of a table can a mapping be guessed: JSON Lines name no columns.',
      where: file,
      fix: 'Write the mapping by hand: docs/formats/map.md.',
    });
  const sample: Row[] = [];
  for await (const { rows: piece } of rows.value.pieces()) {
    sample.push(...piece.flatMap((row) => (row.ok ? [row.row] : [])).slice(0, 50));
    break;
  }
  context.terminal.out(`${JSON.stringify(suggestMapping(basename(file), columns, sample), null, 2)}\n`);
  return 0;
}

interface Done {
  readonly file: string;
  readonly dossier: string;
  readonly dryRun: boolean;
  readonly totals: ImportTotals;
  readonly shown: readonly RowProblem[];
  readonly sample: readonly PlacedLine[];
  readonly problemsFile: string | null;
  /** Why it went no further. */
  readonly stopped: Problem | null;
}

const SHOWN = 10;
const SAMPLE = 10;

async function importFile(context: Context, input: Input): Promise<Result<Done>> {
  const [file = ''] = input.args;
  const dossier = textOption(input, 'into');
  if (dossier === undefined)
    return fail('usage', 'Say which dossier gets the claims: --into DOSSIER.', {
      fix: `For example: ${importCommand.example}`,
    });
  const chosen = await chooseFor(context, input, file);
  if (!chosen.ok) return chosen;
  const { rows, mapper, sources } = chosen.value;
  const path = textOption(input, 'problems') ?? null;
  const out = path === null ? ok(null) : await context.machine.lineFile(path, { force: true });
  if (!out.ok) return out;
  const dryRun = input.options['dry-run'] === true;
  const [shown, sample]: [RowProblem[], PlacedLine[]] = [[], []];
  const bar = progressBar(context.terminal, 'import');
  const { totals, stopped } = await runImport({
    pieces: rows.pieces(),
    mapper,
    send: (lines, first) =>
      context.call('import', {
        dossier,
        lines: [...lines],
        dryRun,
        ...(first ? { expects: [...sources] } : {}),
      }),
    problem: async (problem) => {
      if (shown.length < SHOWN) shown.push(problem);
      await writeProblem(out.value, file, problem);
    },
    // How many lines there will be is told by how far the file is read.
    progress: (read, lines) => bar.update(lines, read === 0 ? 0 : (lines * rows.bytes) / read),
    sample: (line) => {
      if (sample.length < SAMPLE) sample.push(line);
    },
  });
  bar.finish();
  const written = (await out.value?.finish()) ?? ok(undefined);
  if (!written.ok) return written;
  // Nothing was recorded: then the reason is all there is to tell.
  if (!stopped.ok && totals.added + totals.known === 0) return stopped;
  const problem = stopped.ok ? null : stopped.problem;
  return ok({ file, dossier, dryRun, totals, shown, sample, problemsFile: path, stopped: problem });
}

async function writeProblem(out: LineFile | null, file: string, problem: RowProblem): Promise<void> {
  await out?.write(`${JSON.stringify({ file, ...problem })}\n`);
}

async function chooseFor(context: Context, input: Input, file: string): Promise<Result<Chosen>> {
  const name = textOption(input, 'map') ?? null;
  const shipped = name === null ? null : await context.machine.shippedMap(name);
  const text = name === null || shipped !== null ? ok(shipped) : await context.machine.readText(name);
  if (!text.ok) return text;
  return await mapperFor(
    {
      name,
      text: text.value,
      encoding: textOption(input, 'encoding') ?? null,
      source: textOption(input, 'source') ?? null,
    },
    {
      open: (reading) => context.machine.openRows(file, reading),
      states: () => context.machine.stateCodes(),
    },
  );
}

function report(context: Context, done: Done): ExitCode {
  const { totals, stopped } = done;
  if (context.json) {
    const { shown, sample, stopped: why, totals: counts, ...rest } = done;
    const lines = sample.map(({ row, column, words }) => ({ row, column, claim: words }));
    printJson(context, {
      ...rest,
      ...counts,
      firstProblems: shown,
      firstLines: lines,
      ...(why === null ? {} : { stopped: why }),
    });
  } else context.terminal.out(`${words(done, context.terminal.columns).join('\n')}\n`);
  if (stopped !== null) return context.json ? 1 : tell(context, stopped);
  return totals.problems > 0 ? 1 : 0;
}

function words({ dryRun, totals, shown, sample, problemsFile, stopped }: Done, columns: number): string[] {
  const lines = [
    dryRun
      ? `Dry run, nothing was recorded: ${totals.rows} rows, ${totals.sound} claims and other entries would be.`
      : `${totals.rows} rows read: ${totals.added} entries recorded, ${totals.known} were known already.`,
  ];
  if (totals.notYetVisible) lines.push('Some of it is recorded and will show after the next start.');
  if (dryRun) {
    for (const [name, count] of Object.entries(totals.byProperty))
      lines.push(`  ${String(count).padStart(8)}  ${name}`);
    lines.push('', 'The first of them:', ...sample.map((line) => wrap(lineText(line), columns, '  ')));
  }
  if (stopped !== null) lines.push('', 'It stopped there. Run it again to go on: what is recorded is known.');
  if (totals.problems + totals.notices > 0) {
    lines.push(
      '',
      `${totals.problems} problems${totals.notices > 0 ? `, ${totals.notices} notices` : ''}${totals.problems + totals.notices > shown.length ? '; the first of them' : ''}:`,
    );
    for (const problem of shown) lines.push(...problemText(problem, columns));
    const where =
      problemsFile === null ? '--problems FILE writes all of them.' : `All of them: ${problemsFile}`;
    if (totals.problems + totals.notices > shown.length || problemsFile !== null) lines.push('', where);
  }
  return lines;
}

function problemText(problem: RowProblem, columns: number): string[] {
  const place = placeOf(problem);
  return [
    hang('  - ', `${place === '' ? '' : `${place}: `}${problem.message}`, columns),
    ...(problem.notice === true ? [] : [hang('    what to do: ', problem.fix, columns)]),
  ];
}

/** `E-1, date: 2023-10-09 (S-1, row 2, column Date)`. */
function lineText({ row, column, words: said }: PlacedLine): string {
  if (!isJsonObject(said) || said['record'] !== 'claim') return JSON.stringify(said).slice(0, 200);
  const { thing, property, value, source } = said;
  const place = [text(source), placeOf({ row, column })].filter((part) => part !== '').join(', ');
  return `${text(thing)}, ${text(property)}: ${valueText(value)} (${place})`;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function valueText(value: Json | undefined): string {
  if (value === null) return 'not known, says the source';
  if (isJsonObject(value)) return text(value['text']) || text(value['words']) || JSON.stringify(value);
  return typeof value === 'string' ? value.slice(0, 200) : JSON.stringify(value ?? '');
}
