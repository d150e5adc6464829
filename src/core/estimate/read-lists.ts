/**
 * Reads overlapping lists from CSV, in four shapes told apart by the header:
 * patterns with their counts (`A,B,C,count`), one row a person (`A,B,C`, with or without an id),
 * one row a mention (`person,list`), and repeat counts (`times,count`).
 * A column named `stratum` divides the persons. What cannot be read is refused with its line.
 */
import { byText } from '../base/ids.js';
import { fail, ok, type Result } from '../base/result.js';
import { type CsvRow, parseCsv } from './csv.js';
import { type Lists, listsFrom } from './lists.js';

export interface Stratum {
  readonly name: string;
  readonly lists: Lists;
}

export type ListsFile =
  | { readonly kind: 'lists'; readonly lists: Lists; readonly strata: readonly Stratum[] }
  /** `frequencies[k - 1]` persons were recorded k times. */
  | { readonly kind: 'repeats'; readonly frequencies: readonly number[] };

/** More lists than this are refused: the cells outnumber the persons. */
export const listsMax = 8;

const COUNT = new Set(['count', 'counts', 'n', 'freq', 'frequency', 'persons', 'people', 'number']);
const STRATUM = new Set(['stratum', 'strata']);
const PERSON = new Set(['person', 'id', 'person_id', 'personid', 'cluster', 'record', 'name']);
const LIST = new Set(['list', 'source', 'listed_by']);
const TIMES = new Set(['times', 'times_recorded', 'times recorded', 'k', 'repeats', 'captures']);

export function readLists(text: string): Result<ListsFile> {
  const parsed = parseCsv(text);
  if (!parsed.ok) return parsed;
  const [header, ...rows] = parsed.value;
  if (header === undefined)
    return fail('no-header', 'The file is empty.', {
      fix: 'The first line names the lists: A,B,C,count.',
    });
  const columns = header.cells.map((cell) => cell.toLowerCase());
  const ragged = rows.find((row) => row.cells.length !== columns.length);
  if (ragged !== undefined)
    return fail(
      'ragged-row',
      `A row has ${ragged.cells.length} cells and the header ${columns.length} columns.`,
      {
        where: `line ${ragged.line}`,
        fix: 'Give every row one cell a column.',
      },
    );
  const isNumber = (cell: string) => /^-?\d+([.,]\d+)?$/.test(cell);
  if (columns.every(isNumber))
    return fail('no-header', 'The first line holds numbers where the names of the lists belong.', {
      where: 'line 1',
      fix: 'Put a line such as A,B,C,count before it.',
    });
  const twice = header.cells.find((cell, i) => columns.indexOf(cell.toLowerCase()) !== i);
  if (twice !== undefined)
    return fail('column-twice', `Two columns have the name "${shown(twice)}".`, {
      where: 'line 1',
      fix: 'Give every list a name of its own.',
    });
  const unnamed = columns.indexOf('');
  if (unnamed !== -1)
    return fail('column-unnamed', `Column ${unnamed + 1} has no name.`, {
      where: 'line 1',
      fix: 'Name the list it stands for.',
    });
  if (columns.length === 2 && columns.some((name) => TIMES.has(name))) return readRepeats(columns, rows);
  if (columns.some((name) => PERSON.has(name)) && columns.some((name) => LIST.has(name)))
    return readMentions(columns, rows);
  return readTable(header.cells, rows);
}

interface Roles {
  readonly count: number;
  readonly stratum: number;
  /** The columns that are lists, in the order of the file. */
  readonly lists: readonly number[];
}

function rolesOf(columns: readonly string[]): Roles {
  const find = (words: ReadonlySet<string>) => columns.findIndex((name) => words.has(name));
  const [count, stratum, person] = [find(COUNT), find(STRATUM), find(PERSON)];
  const lists = columns.map((_, i) => i).filter((i) => i !== count && i !== stratum && i !== person);
  return { count, stratum, lists };
}

function readTable(header: readonly string[], rows: readonly CsvRow[]): Result<ListsFile> {
  const roles = rolesOf(header.map((cell) => cell.toLowerCase()));
  const names = roles.lists.map((i) => header[i] ?? '');
  const few = wrongNumberOfLists(names.length);
  if (few !== null) return few;
  const found: Found[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const pattern: number[] = [];
    for (const i of roles.lists) {
      const on = onList(row.cells[i] ?? '');
      if (on === null) return notOnOrOff(row, header[i] ?? '');
      pattern.push(on);
    }
    const count = roles.count === -1 ? ok(1) : wholeNumber(row.cells[roles.count] ?? '', row.line);
    if (!count.ok) return count;
    const stratum = roles.stratum === -1 ? '' : (row.cells[roles.stratum] ?? '');
    if (!pattern.includes(1)) {
      if (count.value === 0 || roles.count === -1) continue;
      return fail(
        'unlisted-counted',
        'A row counts persons who are on no list: nobody can have counted them.',
        {
          where: `line ${row.line}`,
          fix: 'Leave the row out; how many there are is what is asked.',
        },
      );
    }
    const key = `${stratum.length}:${stratum}:${pattern.join('')}`;
    const before = seen.get(key);
    if (roles.count !== -1 && before !== undefined)
      return fail('pattern-twice', 'The same pattern stands twice with a count.', {
        where: `lines ${before} and ${row.line}`,
        fix: 'Add the two counts if they are different persons, or remove one.',
      });
    seen.set(key, row.line);
    found.push({ stratum, pattern, count: count.value });
  }
  return ok(gathered(names, found));
}

interface Found {
  readonly stratum: string;
  readonly pattern: readonly number[];
  readonly count: number;
}

function gathered(names: readonly string[], found: readonly Found[]): ListsFile {
  const rowsOf = (some: readonly Found[]) =>
    some.map(({ pattern, count }): readonly [readonly number[], number] => [pattern, count]);
  const strata = [...new Set(found.map(({ stratum }) => stratum))].sort(byText);
  return {
    kind: 'lists',
    lists: listsFrom(names, rowsOf(found)),
    strata:
      strata.length < 2
        ? []
        : strata.map((name) => ({
            name,
            lists: listsFrom(names, rowsOf(found.filter(({ stratum }) => stratum === name))),
          })),
  };
}

/** One row says that one person is on one list; the same said twice is said once. */
function readMentions(columns: readonly string[], rows: readonly CsvRow[]): Result<ListsFile> {
  const person = columns.findIndex((name) => PERSON.has(name));
  const list = columns.findIndex((name) => LIST.has(name));
  const stratum = columns.findIndex((name) => STRATUM.has(name));
  const names = [...new Set(rows.map((row) => row.cells[list] ?? ''))].sort(byText);
  if (names.includes(''))
    return fail('cell-empty', 'A row names no list.', {
      where: `line ${rows.find((row) => row.cells[list] === '')?.line ?? 2}`,
    });
  const few = wrongNumberOfLists(names.length);
  if (few !== null) return few;
  const place = new Map(names.map((name, j) => [name, j]));
  const persons = new Map<string, { readonly stratum: string; readonly pattern: number[] }>();
  for (const row of rows) {
    const id = row.cells[person] ?? '';
    if (id === '')
      return fail('cell-empty', 'A row names no person.', {
        where: `line ${row.line}`,
        fix: 'Give every person an id; rows of one person share it.',
      });
    const said = stratum === -1 ? '' : (row.cells[stratum] ?? '');
    const known = persons.get(id) ?? { stratum: said, pattern: names.map(() => 0) };
    if (known.stratum !== said)
      return fail('person-in-two-strata', 'One person is in two strata.', {
        where: `line ${row.line}`,
        fix: 'A person belongs to one stratum; count returns instead of persons if that is meant.',
      });
    known.pattern[place.get(row.cells[list] ?? '') ?? 0] = 1;
    persons.set(id, known);
  }
  return ok(
    gathered(
      names,
      [...persons.values()].map((each) => ({ ...each, count: 1 })),
    ),
  );
}

function readRepeats(columns: readonly string[], rows: readonly CsvRow[]): Result<ListsFile> {
  const times = columns.findIndex((name) => TIMES.has(name));
  const frequencies: number[] = [];
  const seen = new Set<number>();
  for (const row of rows) {
    const k = wholeNumber(row.cells[times] ?? '', row.line);
    const count = wholeNumber(row.cells[1 - times] ?? '', row.line);
    if (!k.ok) return k;
    if (!count.ok) return count;
    if (k.value < 1 || k.value > 1000)
      return fail('bad-times', 'A person was recorded once or more, and at most 1000 times.', {
        where: `line ${row.line}`,
      });
    if (seen.has(k.value))
      return fail('pattern-twice', `The persons recorded ${k.value} times stand twice.`, {
        where: `line ${row.line}`,
        fix: 'Add the two counts, or remove one.',
      });
    seen.add(k.value);
    while (frequencies.length < k.value) frequencies.push(0);
    frequencies[k.value - 1] = count.value;
  }
  return ok({ kind: 'repeats', frequencies });
}

function wrongNumberOfLists(count: number): ReturnType<typeof fail> | null {
  if (count === 0)
    return fail('no-lists', 'No column stands for a list.', {
      where: 'line 1',
      fix: 'Name one column a list, such as A,B,C,count.',
    });
  if (count > listsMax)
    return fail('too-many-lists', `There are ${count} lists, and at most ${listsMax} can be compared.`, {
      where: 'line 1',
      fix: 'Merge lists of the same kind (all court records, all local groups) into one, and say so.',
    });
  return null;
}

const ON = new Set(['1', 'true', 'yes', 'y', 'x']);
const OFF = new Set(['0', '', 'false', 'no', 'n', '-']);

function onList(cell: string): 0 | 1 | null {
  const word = cell.toLowerCase();
  if (ON.has(word)) return 1;
  return OFF.has(word) ? 0 : null;
}

function notOnOrOff(row: CsvRow, column: string): ReturnType<typeof fail> {
  const where = `line ${row.line}, column ${shown(column)}`;
  if (/^\d+$/.test(row.cells.join('')))
    return fail(
      'aggregate-lists',
      'The cells hold figures. Figures without persons cannot be compared: nobody knows who is on both.',
      { where, fix: 'Use `article33 count EVENT` for figures, or give 1 and 0 for each person or pattern.' },
    );
  return fail('not-on-or-off', 'A cell says neither that the person is on the list nor that they are not.', {
    where,
    fix: 'Write 1 for on the list and 0 for not.',
  });
}

function wholeNumber(cell: string, line: number): Result<number> {
  const value = /^[+-]?\d+(\.\d+)?(e\d+)?$/i.test(cell) ? Number(cell) : Number.NaN;
  if (Number.isInteger(value) && value >= 0 && value <= 1e9) return ok(value);
  const why = Number.isNaN(value)
    ? 'A count is no number'
    : value < 0
      ? 'A count is negative'
      : value > 1e9
        ? 'A count is larger than 1 000 000 000'
        : 'A count is a fraction';
  return fail('bad-count', `${why}.`, {
    where: `line ${line}`,
    fix: 'A count is a whole number, 0 or more.',
  });
}

const shown = (text: string) => text.slice(0, 40);
