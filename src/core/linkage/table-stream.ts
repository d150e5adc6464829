/**
 * Comma-separated text read piece by piece (RFC 4180, semicolons and tabs too), so that a register is never held
 * twice. Whatever is wrong is told with its row and column.
 */
import { fail, ok, type Result } from '../base/result.js';

export interface TableRow {
  /** The line of the file the row begins on, the first being 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A cell longer than this is a document that fell into a table. */
export const cellMax = 20_000;
export const rowsMax = 5_000_000;

export class TableStream {
  private header: readonly string[] | null = null;
  private separator = ',';
  private rest = '';
  private line = 1;
  private count = 0;

  get columns(): readonly string[] {
    return this.header ?? [];
  }

  /** Rows that this piece completes. Kinds: `nul-in-text`, `cell-too-long`, `ragged-row`, `no-header`, `column-twice`, `too-many-rows`. */
  push(piece: string): Result<readonly TableRow[]> {
    if (piece.includes('\0'))
      return fail('nul-in-text', 'The file holds a NUL character: it is no text file, or it is UTF-16.', {
        where: `near line ${this.line}`,
        fix: 'Save it as CSV in UTF-8.',
      });
    this.rest += this.header === null && this.rest === '' ? piece.replace(/^\uFEFF/u, '') : piece;
    return this.take(false);
  }

  /** The last row, where no line end stands behind it. Kinds also: `open-quote`. */
  end(): Result<readonly TableRow[]> {
    const rows = this.take(true);
    if (rows.ok && this.header === null)
      return fail('no-header', 'The file is empty.', { fix: 'The first line names the columns.' });
    return rows;
  }

  private take(last: boolean): Result<readonly TableRow[]> {
    const rows: TableRow[] = [];
    let from = 0;
    if (this.header === null) {
      const end = this.rest.search(/[\r\n]/u);
      if (end === -1 && !last) return this.tooLong(0) ?? ok([]);
      this.separator = separatorOf(this.rest.slice(0, end === -1 ? undefined : end));
    }
    while (from < this.rest.length) {
      const record = readRecord(this.rest, from, this.separator, last);
      if (record === 'more') break;
      if (record === 'open')
        return fail('open-quote', 'A quotation mark is opened and never closed.', {
          where: `line ${this.line}`,
          fix: 'Close the quotation mark, or double it if it is part of the text.',
        });
      const wrong = this.accept(record.cells, rows);
      if (wrong !== null) return wrong;
      this.line += record.lines;
      from = record.end;
    }
    const long = this.tooLong(from);
    this.rest = this.rest.slice(from);
    return long ?? ok(rows);
  }

  private tooLong(from: number): ReturnType<typeof fail> | null {
    if (this.rest.length - from <= 50 * cellMax) return null;
    return fail(
      'cell-too-long',
      'A row is longer than any record: a quotation mark is probably not closed.',
      {
        where: `line ${this.line}`,
      },
    );
  }

  private accept(cells: readonly string[], rows: TableRow[]): ReturnType<typeof fail> | null {
    if (cells.every((cell) => cell === '')) return null;
    const long = cells.findIndex((cell) => cell.length > cellMax);
    if (long !== -1)
      return fail('cell-too-long', `A cell holds more than ${cellMax} characters.`, {
        where: `line ${this.line}, column ${this.header?.[long] ?? String(long + 1)}`,
        fix: 'Take the text out of the table.',
      });
    if (this.header === null) return this.acceptHeader(cells);
    if (cells.length !== this.header.length)
      return fail(
        'ragged-row',
        `A row has ${cells.length} cells and the header ${this.header.length} columns.`,
        { where: `line ${this.line}`, fix: 'Give every row one cell a column.' },
      );
    if (++this.count > rowsMax)
      return fail('too-many-rows', `The file holds more than ${rowsMax} rows.`, {
        where: `line ${this.line}`,
      });
    rows.push({ line: this.line, cells });
    return null;
  }

  private acceptHeader(cells: readonly string[]): ReturnType<typeof fail> | null {
    const twice = cells.find((cell, i) => cell === '' || cells.indexOf(cell) !== i);
    if (twice !== undefined)
      return fail(
        'column-twice',
        twice === '' ? 'A column has no name.' : `Two columns have the name "${twice.slice(0, 40)}".`,
        { where: `line ${this.line}`, fix: 'Give every column a name of its own in the first line.' },
      );
    this.header = cells;
    return null;
  }
}

function separatorOf(header: string): string {
  const counted = [',', ';', '\t'].map((mark) => ({ mark, times: header.split(mark).length }));
  counted.sort((a, b) => b.times - a.times);
  return counted[0]?.mark ?? ',';
}

interface OneRecord {
  readonly cells: readonly string[];
  readonly end: number;
  readonly lines: number;
}

/** `more` where the text ends inside the record, and `open` where it does so for good inside quotation marks. */
function readRecord(
  text: string,
  from: number,
  separator: string,
  last: boolean,
): OneRecord | 'more' | 'open' {
  const cells: string[] = [];
  let [at, lines] = [from, 0];
  for (;;) {
    while (text[at] === ' ') at++;
    if (text[at] === '"') {
      const closed = readQuoted(text, at);
      if (closed === null) return last ? 'open' : 'more';
      cells.push(closed.text.trim());
      lines += closed.lines;
      at = closed.end;
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
    } else {
      const start = at;
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
      cells.push(text.slice(start, at).trim());
    }
    if (at >= text.length) return last ? { cells, end: at, lines: lines + 1 } : 'more';
    if (text[at] === separator) {
      at++;
      continue;
    }
    if (text[at] === '\r') {
      if (at + 1 >= text.length && !last) return 'more';
      if (text[at + 1] === '\n') at++;
    }
    return { cells, end: at + 1, lines: lines + 1 };
  }
}

function readQuoted(
  text: string,
  from: number,
): { readonly text: string; readonly end: number; readonly lines: number } | null {
  let [content, start, lines] = ['', from + 1, 0];
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\n') lines++;
    if (text[at] !== '"') continue;
    content += text.slice(start, at);
    if (text[at + 1] !== '"') return at + 1 > text.length ? null : { text: content, end: at + 1, lines };
    content += '"';
    at++;
    start = at + 1;
  }
  return null;
}
