/**
 * Records as columns of small numbers: every distinct value is kept and prepared once, and a record holds its
 * place. Records stand in the order of their list and id, so that the order of a file changes nothing.
 */
import { byText } from '../base/ids.js';
import { fail, ok, type Result } from '../base/result.js';

export interface Row {
  readonly id: string;
  /** One cell a column of the model, in its order; empty means unknown. */
  readonly cells: readonly string[];
}

export interface Column {
  /** Place of each record's value in `values`; -1 where nothing is known. */
  readonly codes: Int32Array;
  readonly values: readonly string[];
  /** How many records have each value. */
  readonly counts: Int32Array;
}

export interface Register {
  readonly ids: readonly string[];
  readonly columns: readonly Column[];
  /** Records from here on are of the second list; equals `ids.length` where there is one list. */
  readonly second: number;
  /** Whether pairs inside one list are compared too. */
  readonly within: boolean;
}

/** What a cell says; `null` is unknown and never counts against a match. */
export type Normalise = (cell: string) => string | null;

/** Kinds: `no-rows`, `id-twice`. */
export function registerOf(
  lists: readonly (readonly Row[])[],
  normalise: readonly Normalise[],
  within: boolean,
): Result<Register> {
  const [a = [], b = []] = lists.map((rows) => rows.toSorted((x, y) => byText(x.id, y.id)));
  for (const [at, rows] of [a, b].entries()) {
    const twice = rows.find((row, i) => row.id === rows[i - 1]?.id);
    if (twice !== undefined)
      return fail('id-twice', 'Two records of one list have the same id.', {
        where: `${at === 0 ? 'first' : 'second'} list, id ${twice.id.slice(0, 40)}`,
        fix: 'Give every record an id of its own.',
      });
  }
  const rows = [...a, ...b];
  if (a.length === 0 || (lists.length > 1 && b.length === 0))
    return fail('no-rows', 'A list holds no records.', { fix: 'Give at least one record a list.' });
  return ok({
    ids: rows.map(({ id }) => id),
    columns: normalise.map((read, c) => columnOf(rows, c, read)),
    second: a.length,
    within: within || lists.length < 2,
  });
}

function columnOf(rows: readonly Row[], at: number, normalise: Normalise): Column {
  const known = new Map<string, number>();
  const read = new Map<string, number>();
  const codes = new Int32Array(rows.length);
  const counts: number[] = [];
  for (const [i, row] of rows.entries()) {
    const cell = row.cells[at] ?? '';
    let code = read.get(cell);
    if (code === undefined) {
      const value = normalise(cell);
      code = value === null ? -1 : (known.get(value) ?? known.size);
      if (value !== null && code === known.size) known.set(value, code);
      read.set(cell, code);
    }
    codes[i] = code;
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  return { codes, values: [...known.keys()], counts: Int32Array.from(counts) };
}

/** How many pairs could be compared. */
export function possiblePairs({ ids, second, within }: Register): number {
  const n = ids.length;
  return within ? (n * (n - 1)) / 2 : second * (n - second);
}

const UNKNOWN = new Set(
  'na n/a n.a. nan null none nil unknown unk not\u00a0known missing - -- ? ?? 미상 불명 모름 未详 不详 不明 不詳 未詳 无 無 неизвестно'.split(
    ' ',
  ),
);

/** Text as it is compared: characters nobody sees taken out, case and accents folded, spaces made one. */
export function foldText(cell: string): string | null {
  const folded = cell
    .normalize('NFKD')
    .replace(/[\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]+/gu, (found) => (/\s/u.test(found) ? ' ' : ''))
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
  return folded === '' || UNKNOWN.has(folded) ? null : folded;
}
