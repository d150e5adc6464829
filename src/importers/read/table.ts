/**
 * A table in text: its words stay as they are, and each cell is told by row and column. A cell that a
 * spreadsheet would run as a formula is text here; that somebody put it there is told.
 */
import { parse } from 'csv-parse/sync';
import { type ReadCell, type ReadWarning } from '../../app/read-file.js';
import { type Decoded } from './encoding.js';
import { encodingWarnings } from './plain.js';
import { grave, note, pageText, readLimits, type Reading, Refused } from './reading.js';

export const tableLimits = { cellLength: 1_000_000, cells: 2_000_000, formulasTold: 10 } as const;

export function readTable(decoded: Decoded): Reading {
  const source = decoded.text.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(source);
  const rows = rowsOf(source, delimiter);
  const sheet = sheetPage('table', rows);
  return {
    kind: 'csv',
    mediaType: 'text/csv',
    encoding: { name: decoded.encoding, confidence: decoded.confidence },
    pages: [sheet],
    metadata: [
      { name: 'rows', value: String(rows.length), checked: true },
      {
        name: 'columns',
        value: String(rows.reduce((most, row) => Math.max(most, row.length), 0)),
        checked: true,
      },
      { name: 'separator', value: delimiter === '\t' ? 'tab' : delimiter, checked: true },
    ],
    warnings: [
      ...encodingWarnings(decoded),
      ...unequalRows(rows),
      ...formulaWarnings(rows),
      ...personalWarnings(rows),
    ],
  };
}

function rowsOf(source: string, delimiter: string): string[][] {
  try {
    return parse(source, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: tableLimits.cellLength * 4,
    });
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 0;
    throw new Refused('damaged-table', 'A row of the table cannot be read.', {
      where: `line ${line}`,
      fix: 'Look for a quotation mark that is never closed, and save the table again.',
    });
  }
}

/** The separator that the first lines use most evenly. */
function delimiterOf(source: string): string {
  const lines = source
    .slice(0, 20_000)
    .split(/\r?\n/, 20)
    .filter((line) => line !== '');
  const score = (sign: string) => Math.min(...lines.map((line) => line.split(sign).length));
  const counts = ['\t', ';', ','].map((sign) => ({ sign, score: lines.length === 0 ? 0 : score(sign) }));
  counts.sort((a, b) => b.score - a.score);
  const [best] = counts;
  return best === undefined || best.score < 2 ? ',' : best.sign;
}

/** Rows as lines, cells apart by tabs; white space inside a cell is one space, so that rows stay lines. */
export function sheetPage(label: string, rows: readonly (readonly string[])[]) {
  const cells: ReadCell[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const [r, row] of rows.entries()) {
    for (const [c, cell] of row.entries()) {
      if (cell.length > tableLimits.cellLength)
        throw new Refused('cell-too-long', `A cell holds more than ${tableLimits.cellLength} characters.`, {
          where: `${label}, ${cellName(r, c)}`,
          fix: 'Look whether a quotation mark is missing; no cell of a list is that long.',
        });
      const text = pageText(cell).replace(/\s+/g, ' ').trim();
      if (text !== '') cells.push({ at: cellName(r, c), from: at, to: at + text.length });
      const ending = c === row.length - 1 ? '' : '\t';
      parts.push(text, ending);
      at += text.length + ending.length;
      if (at > readLimits.textLength || cells.length > tableLimits.cells)
        throw new Refused('too-long', 'The table holds more cells than are read at once.', {
          where: label,
          fix: 'Use the importer for tables of this size.',
        });
    }
    parts.push('\n');
    at += 1;
  }
  return { label, text: parts.join(''), cells };
}

/** `B4` for the fourth row's second cell. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

/** What a spreadsheet takes for a formula; a plain number with its sign is none. */
export function actsAsFormula(cell: string): boolean {
  const start = cell.replace(/^[\s\u0000-\u001f]+/, '');
  if (!/^[=+\-@＝＋－＠]/.test(start)) return false;
  return !/^[+-]?[\d.,\s%]+$/.test(start) && start.length > 1;
}

function formulaWarnings(rows: readonly (readonly string[])[]): ReadWarning[] {
  const places = rows.flatMap((row, r) =>
    row.flatMap((cell, c) => (actsAsFormula(cell) ? [cellName(r, c)] : [])),
  );
  if (places.length === 0) return [];
  const [shown, more] = [places.slice(0, tableLimits.formulasTold), places.length - tableLimits.formulasTold];
  return [
    grave(
      'formula',
      `${places.length === 1 ? 'A cell' : `${places.length} cells`} would act as a formula in a spreadsheet; here they are text.`,
      `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    ),
  ];
}

/** Columns by which a device or its owner can be found, as camera and proof programs write them. */
const DEVICE =
  /device ?id|mac(?: ?address)?$|^(?:wi-?fi|bluetooth) ?mac|^ip(?:v[46])?(?: ?address)?$|imei|imsi|serial|latitude|longitude|cell ?(?:tower|info)|hardware|phone/i;
const ADDRESS = /^(?:(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|(?:\d{1,3}\.){3}\d{1,3})$/i;

function personalWarnings(rows: readonly (readonly string[])[]): ReadWarning[] {
  const columns = new Set<number>();
  for (const [c, name] of (rows[0] ?? []).entries())
    if (DEVICE.test(name.replace(/[._-]/g, ' ').trim())) columns.add(c);
  for (const row of rows.slice(1, 1000))
    for (const [c, cell] of row.entries()) if (ADDRESS.test(cell.trim())) columns.add(c);
  if (columns.size === 0) return [];
  const names = [...columns].sort((a, b) => a - b).map((c) => cellName(0, c));
  return [
    note(
      'device-inside',
      'Columns name devices, addresses or places by which a person can be found.',
      names.join(', '),
    ),
  ];
}

function unequalRows(rows: readonly (readonly string[])[]): ReadWarning[] {
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== width);
  return odd === -1
    ? []
    : [
        note(
          'unequal-rows',
          `A row has ${rows[odd]?.length ?? 0} cells where the first has ${width}.`,
          `row ${odd + 1}`,
        ),
      ];
}
