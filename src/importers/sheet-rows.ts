/**
 * The first sheet of an Excel workbook, or the one that is named, as rows. The reader of workbooks takes it
 * apart in a worker of its own, with limits; formulas are never worked out.
 */
import { cleanText } from '../core/base/bytes.js';
import { type Json } from '../core/base/json.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type ReadRow, rowProblem } from '../core/exchange/record.js';
import { type ReadPage } from '../app/read-file.js';
import { readFile } from './read-file.js';

export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly ReadRow[];
}

/** Kinds: `not-a-table`, `no-such-sheet`, `no-header`, and what the reader refuses. */
export async function readSheet(path: string, name: string | null): Promise<Result<Sheet>> {
  const file = await readFile({ path }, path);
  if (!file.ok) return file;
  const { kind, pages } = file.value;
  if (kind !== 'xlsx')
    return fail('not-a-table', `The file is ${kind}, not a table.`, {
      where: path,
      fix: 'Save the sheet as CSV in UTF-8 or as xlsx.',
    });
  const page = name === null ? pages[0] : pages.find(({ label }) => label === name);
  if (page === undefined)
    return fail('no-such-sheet', 'The workbook has no such sheet.', {
      where: path,
      fix: `Its sheets: ${pages.map(({ label }) => label).join(', ')}.`,
    });
  return tableOf(page, path);
}

function tableOf(page: ReadPage, path: string): Result<Sheet> {
  const grid = new Map<number, Map<string, string>>();
  for (const { at, from, to } of page.cells ?? []) {
    const [, column = '', row = '0'] = /^([A-Z]+)(\d+)$/u.exec(at) ?? [];
    const line = grid.get(Number(row)) ?? new Map<string, string>();
    line.set(column, page.text.slice(from, to));
    grid.set(Number(row), line);
  }
  const [head, ...rest] = [...grid.keys()].sort((a, b) => a - b);
  const named = head === undefined ? undefined : grid.get(head);
  if (named === undefined)
    return fail('no-header', 'The sheet is empty.', { where: path, fix: 'The first row names the columns.' });
  const columns = [...named.values()].map((cell) => cell.trim().normalize('NFC'));
  if (new Set(columns).size < columns.length || columns.includes('__proto__'))
    return fail('column-twice', 'A column cannot be told from another.', {
      where: `${path}, row ${head}`,
      fix: 'Give every column a name of its own in the first row.',
    });
  const letters = [...named.keys()];
  return ok({
    columns,
    rows: rest.map((row) => rowFrom(row, grid.get(row) ?? new Map(), { letters, columns })),
  });
}

function rowFrom(
  row: number,
  cells: ReadonlyMap<string, string>,
  { letters, columns }: { readonly letters: readonly string[]; readonly columns: readonly string[] },
): ReadRow {
  const strays = [...cells.keys()].filter((letter) => !letters.includes(letter));
  if (strays.length > 0)
    return {
      ok: false,
      problem: rowProblem(
        fail('ragged-row', 'A cell stands under no column name.', {
          fix: 'Name the column in the first row, or empty the cell.',
        }).problem,
        row,
        strays[0] ?? null,
      ),
    };
  const fields = Object.create(null) as Record<string, Json>;
  for (const [i, letter] of letters.entries()) {
    const clean = cleanText(cells.get(letter) ?? '');
    const column = columns[i] ?? letter;
    if (!clean.ok) return { ok: false, problem: rowProblem(clean.problem, row, column) };
    fields[column] = clean.value;
  }
  return { ok: true, row: { row, fields } };
}
