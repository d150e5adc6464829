/**
 * Separated text read piece by piece (RFC 4180; semicolons and tabs too). A row that is wrong is told with
 * its line and the next is read all the same; a cell too long to be one is dropped while it is read, so
 * that it never fills the memory.
 */
import { cleanText } from '../base/bytes.js';
import { type Json } from '../base/json.js';
import { fail, type Problem } from '../base/result.js';
import { type ReadRow, rowProblem } from './record.js';

/** UTF-16 units. What is longer is a document that fell into a table, or a quotation mark never closed. */
export const CELL_MAX = 100_000;
const COLUMNS_MAX = 2000;

interface Cells {
  readonly line: number;
  readonly cells: readonly string[];
  /** The first cell that was too long, by position; -1 when none was. */
  readonly long: number;
}

export class CsvStream {
  private readonly scanner: Scanner;
  private header: readonly string[] | null = null;

  /** `separator`: `null` to take the one the header has most of. */
  constructor(separator: string | null = null) {
    this.scanner = new Scanner(separator);
  }

  get columns(): readonly string[] {
    return this.header ?? [];
  }

  push(piece: string): ReadRow[] {
    return this.rows(this.scanner.push(piece));
  }

  end(): ReadRow[] {
    const rows = this.rows(this.scanner.end());
    if (this.header === null)
      rows.push(
        bad(1, fail('no-header', 'The file is empty.', { fix: 'The first line names the columns.' }).problem),
      );
    return rows;
  }

  private rows(records: readonly Cells[]): ReadRow[] {
    const rows: ReadRow[] = [];
    for (const record of records) {
      if (record.cells.every((cell) => cell === '') && record.long === -1) continue;
      if (this.header === null) {
        const wrong = headerProblem(record);
        if (wrong !== null) rows.push(bad(record.line, wrong));
        this.header = record.cells.map((cell) => cell.trim().normalize('NFC'));
      } else rows.push(rowFrom(record, this.header));
    }
    return rows;
  }
}

function bad(line: number, problem: Problem, column: string | null = null): ReadRow {
  return { ok: false, problem: rowProblem(problem, line, column) };
}

function headerProblem({ cells, long }: Cells): Problem | null {
  const names = cells.map((cell) => cell.trim());
  if (long !== -1 || names.length > COLUMNS_MAX)
    return fail('bad-header', 'The first line is no list of column names.', {
      fix: 'The first line names the columns; check the separator.',
    }).problem;
  const twice = names.find((name, i) => name === '__proto__' || (name !== '' && names.indexOf(name) !== i));
  if (twice === undefined) return null;
  return fail('column-twice', `A column cannot be told from another: "${twice.slice(0, 40)}".`, {
    fix: 'Give every column a name of its own in the first line.',
  }).problem;
}

function rowFrom({ line, cells, long }: Cells, header: readonly string[]): ReadRow {
  const name = (i: number) => header[i] || String(i + 1);
  if (long !== -1)
    return bad(
      line,
      fail('cell-too-long', `A cell holds more than ${CELL_MAX} characters, so the row was left out.`, {
        fix: 'Take the text out of the table, or close the quotation mark before it.',
      }).problem,
      name(long),
    );
  if (cells.length !== header.length)
    return bad(
      line,
      fail('ragged-row', `The row has ${cells.length} cells and the header ${header.length} columns.`, {
        fix: 'Give the row one cell a column; a separator inside a cell needs quotation marks.',
      }).problem,
    );
  // Without a prototype no column name can reach one.
  const fields = Object.create(null) as Record<string, Json>;
  for (const [i, cell] of cells.entries()) {
    const column = header[i] ?? '';
    if (column === '') continue;
    const clean = cleanText(cell);
    if (!clean.ok) return bad(line, clean.problem, name(i));
    fields[column] = clean.value;
  }
  return { ok: true, row: { row: line, fields } };
}

/** Splits text into records; holds no more of one than its cells may have. */
class Scanner {
  private separator: string | null;
  private rest = '';
  private line = 1;
  private begun = 1;
  private cells: string[] = [];
  private cell = '';
  private length = 0;
  private long = -1;
  /** `closed`: a quotation mark inside quotes was the last character, and may be doubled. */
  private state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  private returned = false;

  constructor(separator: string | null) {
    this.separator = separator;
  }

  push(piece: string): Cells[] {
    let text = this.rest + piece;
    if (this.separator === null) {
      const end = text.search(/[\r\n]/u);
      if (end === -1 && text.length < CELL_MAX) {
        this.rest = text;
        return [];
      }
      this.separator = separatorOf(text.slice(0, end === -1 ? undefined : end));
    }
    this.rest = '';
    if (this.line === 1 && this.cells.length === 0 && this.state === 'start')
      text = text.replace(/^\uFEFF/u, '');
    return this.scan(text);
  }

  end(): Cells[] {
    const records: Cells[] = [];
    if (this.rest !== '') {
      this.separator ??= separatorOf(this.rest);
      const rest = this.rest;
      this.rest = '';
      records.push(...this.scan(rest.replace(/^\uFEFF/u, '')));
    }
    if (this.state === 'quoted') this.long = this.long === -1 ? this.cells.length : this.long;
    if (this.cells.length > 0 || this.state !== 'start') records.push(this.finish());
    return records;
  }

  private scan(text: string): Cells[] {
    const records: Cells[] = [];
    let at = 0;
    while (at < text.length) {
      if (this.state === 'quoted') at = this.quoted(text, at);
      else if (this.state === 'closed' && text[at] === '"') {
        this.keep('"');
        this.state = 'quoted';
        at++;
      } else at = this.open(text, at, records);
    }
    return records;
  }

  private quoted(text: string, from: number): number {
    const close = text.indexOf('"', from);
    const end = close === -1 ? text.length : close;
    const part = text.slice(from, end);
    this.line += lineEnds(part);
    this.keep(part);
    if (close === -1) return end;
    this.state = 'closed';
    return close + 1;
  }

  private open(text: string, at: number, records: Cells[]): number {
    const char = text[at] ?? '';
    if (char === '\n' && this.returned) {
      this.returned = false;
      return at + 1;
    }
    this.returned = false;
    if (char === this.separator) {
      this.closeCell();
      return at + 1;
    }
    if (char === '\n' || char === '\r') {
      this.returned = char === '\r';
      this.line++;
      records.push(this.finish());
      return at + 1;
    }
    if (char === '"' && this.state === 'start') {
      this.state = 'quoted';
      return at + 1;
    }
    this.state = 'plain';
    let end = at + 1;
    while (end < text.length && !this.stops(text[end])) end++;
    this.keep(text.slice(at, end));
    return end;
  }

  private stops(char: string | undefined): boolean {
    return char === this.separator || char === '\n' || char === '\r';
  }

  private keep(part: string): void {
    this.length += part.length;
    if (this.length <= CELL_MAX) this.cell += part;
    else {
      this.cell = '';
      if (this.long === -1) this.long = this.cells.length;
    }
  }

  private closeCell(): void {
    if (this.cells.length <= COLUMNS_MAX) this.cells.push(this.cell);
    [this.cell, this.length, this.state] = ['', 0, 'start'];
  }

  private finish(): Cells {
    this.closeCell();
    const record = { line: this.begun, cells: this.cells, long: this.long };
    [this.cells, this.long, this.begun] = [[], -1, this.line];
    return record;
  }
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function separatorOf(header: string): string {
  const counted = [',', ';', '\t'].map((mark) => ({ mark, times: header.split(mark).length }));
  counted.sort((a, b) => b.times - a.times);
  return counted[0]?.mark ?? ',';
}
