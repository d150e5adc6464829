/** Comma-separated text as RFC 4180 has it: quoted fields, doubled quotes, any line end; semicolons and tabs too. */
import { fail, ok, type Result } from '../base/result.js';

export interface CsvRow {
  /** The line of the file the row begins on, the first being 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const charsMax = 50_000_000;

/** Rows that are not blank, cells trimmed. The separator is the one the first line uses most. */
export function parseCsv(text: string): Result<readonly CsvRow[]> {
  if (text.length > charsMax)
    return fail('file-too-large', `The file holds more than ${charsMax} characters.`, {
      fix: 'Count the persons by pattern first: one row a pattern.',
    });
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (body.includes('\0'))
    return fail('nul-in-text', 'The file holds a NUL character: it is no text file, or it is UTF-16.', {
      fix: 'Save it as CSV in UTF-8.',
    });
  const separator = separatorOf(body.slice(0, lineEnd(body)));
  const rows: CsvRow[] = [];
  let line = 1;
  let place = 0;
  while (place < body.length) {
    const began = line;
    const cells: string[] = [];
    for (;;) {
      const cell = readCell(body, place, separator);
      if (cell === null)
        return fail('open-quote', 'A quotation mark is opened and never closed.', {
          where: `line ${began}`,
          fix: 'Close the quotation mark, or double it if it is part of the text.',
        });
      cells.push(cell.text);
      line += cell.lines;
      place = cell.end;
      if (body[place] !== separator) break;
      place++;
    }
    if (body[place] === '\r' && body[place + 1] === '\n') place++;
    place++;
    line++;
    if (cells.some((cell) => cell !== '')) rows.push({ line: began, cells });
  }
  return ok(rows);
}

function lineEnd(text: string): number {
  const end = text.search(/[\r\n]/);
  return end === -1 ? text.length : end;
}

function separatorOf(header: string): string {
  const counted = [',', ';', '\t'].map((mark) => ({ mark, times: header.split(mark).length }));
  counted.sort((a, b) => b.times - a.times);
  return counted[0]?.mark ?? ',';
}

function readCell(
  text: string,
  start: number,
  separator: string,
): { readonly text: string; readonly end: number; readonly lines: number } | null {
  let place = start;
  while (text[place] === ' ') place++;
  if (text[place] !== '"') {
    let end = place;
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
    return { text: text.slice(place, end).trim(), end, lines: 0 };
  }
  let content = '';
  let lines = 0;
  for (place++; place < text.length; place++) {
    const mark = text[place] ?? '';
    if (mark === '"' && text[place + 1] === '"') place++;
    else if (mark === '"') {
      place++;
      while (place < text.length && text[place] !== separator && !/[\r\n]/.test(text[place] ?? '')) place++;
      return { text: content.trim(), end: place, lines };
    }
    if (mark === '\n') lines++;
    content += mark;
  }
  return null;
}
