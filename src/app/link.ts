/**
 * Who is who in one or two tables: finds the columns, matches, and answers with what is promised, what should be
 * looked at, and the files to write (`docs/formats/linkage.md`). It needs no record.
 */
import { fail, ok, type Result } from '../core/base/result.js';
import { guessId, guessKind, looked } from '../core/linkage/guess.js';
import { type Judgement, verdicts } from '../core/linkage/judgement.js';
import { kindOf } from '../core/linkage/kinds.js';
import { type Linked, link } from '../core/linkage/link.js';
import { type LinkModel, type ModelColumn } from '../core/linkage/model-file.js';
import { foldText, type Row } from '../core/linkage/register.js';
import { type Rule } from '../core/linkage/blocking.js';
import { type TableRow } from '../core/linkage/table-stream.js';
import { type Population } from '../core/name/population.js';

export interface Table {
  /** The file, as it was named. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface LinkTablesInput {
  readonly tables: readonly [Table] | readonly [Table, Table];
  readonly model: LinkModel | null;
  readonly judgements: Table | null;
  readonly error?: number | undefined;
  readonly seed?: number | undefined;
  readonly oneToOne?: boolean | undefined;
  readonly within?: boolean | undefined;
  readonly progress?: (done: number, total: number) => void;
}

export interface LinkedTables {
  readonly linked: Linked;
  readonly model: LinkModel;
  readonly seed: number;
  readonly error: number;
  /** The list that a record of the first or second table is on. */
  readonly listOf: (id: string, first: boolean) => string;
  readonly warnings: readonly { readonly kind: string; readonly message: string }[];
}

export const defaultSeed = 33;

/** Kinds: those of `link`, `no-column`, `no-id`, `id-missing`, `id-twice`, `no-common-columns`, `bad-judgement`. */
export function linkTables(input: LinkTablesInput, names: Population): Result<LinkedTables> {
  const [a, b] = input.tables;
  const model = input.model === null ? guessModel(input.tables) : ok(input.model);
  if (!model.ok) return model;
  const id = model.value.id === null ? idOf(a) : ok(model.value.id);
  if (!id.ok) return id;
  const lists: (readonly Row[])[] = [];
  for (const table of b === undefined ? [a] : [a, b]) {
    const rows = rowsOf(table, id.value, model.value.columns, table === a ? 'column' : 'inB');
    if (!rows.ok) return rows;
    lists.push(rows.value);
  }
  const rules = rulesOf(model.value);
  if (!rules.ok) return rules;
  const judgements = input.judgements === null ? ok([]) : judgementsOf(input.judgements);
  if (!judgements.ok) return judgements;
  const unread = model.value.columns.map(() => new Set<string>());
  const fixed = model.value.columns.flatMap(({ fit }) => fit ?? []);
  const seed = input.seed ?? model.value.seed ?? defaultSeed;
  const linked = link({
    lists,
    columns: model.value.columns.map(({ column, kind }, c) => ({
      name: column,
      kind: noting(kindOf(kind, names), unread[c] ?? new Set()),
    })),
    rules: rules.value,
    within: input.within ?? model.value.within,
    oneToOne: input.oneToOne ?? model.value.oneToOne,
    seed,
    judgements: judgements.value,
    ...((input.error ?? model.value.error) === null ? {} : { error: input.error ?? model.value.error ?? 0 }),
    ...(fixed.length === model.value.columns.length ? { fixed } : {}),
    ...(input.progress === undefined ? {} : { progress: input.progress }),
  });
  if (!linked.ok) return linked;
  const { threshold, warnings } = linked.value;
  return ok({
    linked: linked.value,
    model: { ...model.value, id: id.value },
    seed,
    error: threshold.error,
    listOf: listsOf(input.tables, id.value),
    warnings: [...warnings, ...unreadWarnings(input.tables, model.value.columns, unread)],
  });
}

/** A column `list` or `source` says it record by record; else each table is a list, by its file's name. */
function listsOf(tables: LinkTablesInput['tables'], id: string): LinkedTables['listOf'] {
  const [first, second] = tables.map((table) => {
    const name =
      table.name
        .split(/[\\/]/u)
        .at(-1)
        ?.replace(/\.\w+$/u, '') ?? table.name;
    const list = table.columns.findIndex((column) => /^(list|source)$/iu.test(column));
    const at = table.columns.indexOf(id);
    return {
      name,
      of: new Map(list === -1 ? [] : table.rows.map(({ cells }) => [cells[at] ?? '', cells[list] ?? ''])),
    };
  });
  return (record, isFirst) => {
    const table = isFirst ? first : second;
    return table?.of.get(record) || (table?.name ?? '');
  };
}

/** Cells that say something nobody could read are unknown, and told. */
function noting(kind: ReturnType<typeof kindOf>, unread: Set<string>): ReturnType<typeof kindOf> {
  const normalise = (cell: string) => {
    const value = kind.normalise(cell);
    if (value === null && foldText(cell) !== null) unread.add(cell);
    return value;
  };
  return { ...kind, normalise };
}

function unreadWarnings(
  tables: LinkTablesInput['tables'],
  columns: readonly ModelColumn[],
  unread: readonly ReadonlySet<string>[],
): LinkedTables['warnings'] {
  return columns.flatMap(({ column, inB, kind }, c) => {
    const cells = unread[c] ?? new Set();
    if (cells.size === 0) return [];
    const places = tables.flatMap((table, t) => {
      const at = table.columns.indexOf(t === 0 ? column : inB);
      return table.rows
        .filter((row) => cells.has(row.cells[at] ?? ''))
        .map(({ line }) => `${table.name}, line ${line}`);
    });
    return [
      {
        kind: 'unread-cells',
        message: `Column "${column}": ${places.length} cells could not be read as ${kind} and count as unknown (${places.slice(0, 3).join('; ')}${places.length > 3 ? ' …' : ''}).`,
      },
    ];
  });
}

function guessModel(tables: LinkTablesInput['tables']): Result<LinkModel> {
  const [a, b] = tables;
  const id = idOf(a);
  if (!id.ok) return id;
  const shared = a.columns.filter(
    (name) => name !== id.value && (b === undefined || b.columns.includes(name)),
  );
  const columns = shared.flatMap((column): ModelColumn[] => {
    const kind = guessKind(column, cellsOf(a, a.columns.indexOf(column)));
    return kind === null ? [] : [{ column, inB: column, kind, fit: null }];
  });
  if (columns.length === 0)
    return fail('no-common-columns', 'The tables have no column in common that could be compared.', {
      where: tables.map(({ name }) => name).join(' and '),
      fix: 'Give the columns the same names, or write a model that names them in both.',
    });
  return ok({
    id: id.value,
    columns,
    blocking: null,
    within: false,
    oneToOne: false,
    error: null,
    seed: null,
  });
}

const cellsOf = ({ rows }: Table, column: number): readonly string[] =>
  rows.slice(0, looked).map(({ cells }) => cells[column] ?? '');

function idOf(table: Table): Result<string> {
  const id = guessId(table.columns, (column) => table.rows.map(({ cells }) => cells[column] ?? ''));
  if (id !== null) return ok(id);
  return fail('no-id', 'No column names each record once.', {
    where: table.name,
    fix: 'Add a column "id" with a name of its own for every row, or name the column in the model.',
  });
}

function rowsOf(
  table: Table,
  id: string,
  columns: readonly ModelColumn[],
  side: 'column' | 'inB',
): Result<readonly Row[]> {
  const missing = [id, ...columns.map((each) => each[side])].find((name) => !table.columns.includes(name));
  if (missing !== undefined)
    return fail('no-column', `There is no column "${missing.slice(0, 40)}".`, {
      where: `${table.name}, line 1`,
      fix: `Its columns are ${table.columns.join(', ').slice(0, 200)}.`,
    });
  const at = table.columns.indexOf(id);
  const places = columns.map((each) => table.columns.indexOf(each[side]));
  const lines = new Map<string, number>();
  const rows: Row[] = [];
  for (const { line, cells } of table.rows) {
    const own = cells[at] ?? '';
    const where = (lines: string) => `${table.name}, ${lines}, column ${id}`;
    if (own === '')
      return fail('id-missing', 'A row has no id.', {
        where: where(`line ${line}`),
        fix: 'Give every row an id of its own.',
      });
    const before = lines.get(own);
    if (before !== undefined)
      return fail('id-twice', 'Two rows have the same id.', {
        where: where(`lines ${before} and ${line}`),
        fix: 'Give every row an id of its own; rows of one person are what is looked for.',
      });
    lines.set(own, line);
    rows.push({ id: own, cells: places.map((place) => cells[place] ?? '') });
  }
  return ok(rows);
}

/** "sound of surname" is the key `sound` of the column `surname`; a column's own name comes first. */
function rulesOf({ blocking, columns }: LinkModel): Result<readonly Rule[] | null> {
  if (blocking === null) return ok(null);
  const rules: Rule[] = [];
  for (const names of blocking) {
    const parts: Rule['parts'][number][] = [];
    for (const name of names) {
      const [, key = '', of = ''] = /^(\w+) of (.+)$/u.exec(name) ?? [];
      const own = columns.findIndex(({ column }) => column === name);
      const column = own === -1 ? columns.findIndex((each) => each.column === of) : own;
      if (column === -1)
        return fail(
          'bad-model',
          `A blocking rule names "${name.slice(0, 60)}", which is no column that is compared.`,
          {
            where: 'blocking',
            fix: 'Write a column, or "sound of column", "year of column", "days of column", "hangul of column".',
          },
        );
      parts.push({ column, key: own === -1 ? key : '' });
    }
    rules.push({ name: names.join(' and '), parts });
  }
  return ok(rules);
}

function judgementsOf(table: Table): Result<readonly Judgement[]> {
  const at = (...names: readonly string[]) =>
    table.columns.findIndex((name) => names.includes(name.toLowerCase()));
  const [a, b, verdict, by, why] = [
    at('id_a'),
    at('id_b'),
    at('judgement', 'judgment', 'verdict'),
    at('by'),
    at('why'),
  ];
  if (a === -1 || b === -1 || verdict === -1)
    return fail(
      'bad-judgement',
      'Judgements have the columns id_a, id_b and judgement, and may have by and why.',
      {
        where: `${table.name}, line 1`,
      },
    );
  const judgements: Judgement[] = [];
  for (const { line, cells } of table.rows) {
    const said = verdicts.find((each) => each === (cells[verdict] ?? '').toLowerCase());
    const where = `${table.name}, line ${line}`;
    if (said === undefined)
      return fail('bad-judgement', `A judgement is one of ${verdicts.join(', ')}.`, {
        where: `${where}, column ${table.columns[verdict]}`,
      });
    judgements.push({
      a: cells[a] ?? '',
      b: cells[b] ?? '',
      verdict: said,
      by: cells[by] ?? '',
      why: cells[why] ?? '',
      where,
    });
  }
  return ok(judgements);
}
