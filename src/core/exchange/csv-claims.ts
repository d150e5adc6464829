/**
 * Claims as a table, one a row, with the source beside each. A cell that a spreadsheet would run as a formula
 * has an apostrophe before it, and reading the table back takes it off again.
 */
import { type Json, type JsonObject } from '../base/json.js';
import { type HeldClaim } from '../view/thing.js';
import { type Mapper } from './map-row.js';
import { valueWords } from './words.js';

export const csvColumns = [
  'thing',
  'type',
  'property',
  'value',
  'lang',
  'low',
  'high',
  'best',
  'qualifier',
  'unit',
  'scope',
  'lat',
  'lon',
  'precision',
  'read',
  'source',
  'source title',
  'source address',
  'accordingTo',
  'said',
  'page',
  'paragraph',
  'chars',
  'time',
  'row',
  'column',
  'stance',
  'credibility',
  'credibility term',
  'basis',
  'audience',
  'consent',
  'note',
  'standing',
  'recorded',
  'claim',
] as const;
type Column = (typeof csvColumns)[number];

/** In place of a value: the source says that it is not known. */
const NOT_KNOWN = '(not known)';

/** What starts a formula in some spreadsheet, full-width forms too, and the mark itself. */
const STARTS = /^[=+\-@\t\r\n|%'＝＋－＠]/u;

export function safeCell(text: string): string {
  return STARTS.test(text) ? `'${text}` : text;
}

/** The cell as it was before `safeCell`. */
export function plainCell(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}

export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) =>
    /[",;\t\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${quoted.join(',')}\r\n`;
}

export interface SourceShown {
  readonly title: string;
  readonly address: string;
}

export function csvRow({ id, at, claim, standing }: HeldClaim, source: SourceShown): string {
  const { locator, credibility, value } = claim;
  const cells: Partial<Record<Column, string>> = {
    ...valueCells(valueWords(value), value.kind),
    thing: claim.thing.id,
    type: claim.thing.type,
    property: claim.property,
    source: claim.source,
    'source title': source.title,
    'source address': source.address,
    accordingTo: claim.accordingTo.join(' '),
    said: claim.said?.edtf ?? '',
    page: locator.page ?? '',
    paragraph: locator.paragraph ?? '',
    chars: locator.chars?.join('-') ?? '',
    time: locator.time ?? '',
    row: locator.row ?? '',
    column: locator.column ?? '',
    stance: claim.stance,
    credibility: `${credibility.source}${credibility.information}`,
    'credibility term': credibility.original ?? '',
    basis: claim.basis,
    audience: claim.audience,
    consent: claim.consent ?? '',
    note: claim.note,
    standing,
    recorded: at,
    claim: id,
  };
  return csvLine(csvColumns.map((name) => safeCell(cells[name] ?? '')));
}

/** A text that says it of itself is told from a value that is not known by its language. */
function valueCells(words: Json, kind: string): Partial<Record<Column, string>> {
  if (words === null) return { value: NOT_KNOWN };
  if (typeof words === 'string') return { value: words };
  const parts = words as JsonObject;
  const cell = (key: string): string => {
    const part = parts[key];
    return typeof part === 'string' ? part : typeof part === 'number' ? String(part) : '';
  };
  switch (kind) {
    case 'text':
      return { value: cell('text'), lang: cell('lang') };
    case 'figure':
      return {
        value: cell('words'),
        low: cell('low'),
        high: cell('high'),
        best: cell('best'),
        qualifier: cell('qualifier'),
        unit: cell('unit'),
        scope: cell('scope'),
      };
    case 'point':
      return { lat: cell('lat'), lon: cell('lon'), precision: cell('precision') };
    default:
      return { value: cell('url'), read: cell('read') };
  }
}

/** Whether a table is one of ours, by its columns. */
export function isClaimTable(columns: readonly string[]): boolean {
  return columns.length === csvColumns.length && csvColumns.every((name, i) => columns[i] === name);
}

/** Reads the table back. What became of a claim is not in it: every claim stands again, so retracted ones are left out and told. */
export function claimTableMapper(): Mapper {
  return {
    before: [],
    map({ row, fields }) {
      const cell = (name: Column): string => {
        const text = fields[name];
        return typeof text === 'string' ? plainCell(text) : '';
      };
      const stands = cell('standing');
      if (stands === 'retracted' || stands === 'corrected')
        return {
          lines: [],
          problems: [
            {
              row,
              column: 'standing',
              kind: 'does-not-stand',
              notice: true,
              message: `The claim is ${stands}, so it was left out.`,
              fix: 'Import the JSON Lines of the same export to keep what was amended.',
            },
          ],
        };
      return { lines: [{ row, column: null, words: wordsOf(cell) }], problems: [] };
    },
    after: () => [],
  };
}

function wordsOf(cell: (name: Column) => string): JsonObject {
  const term = cell('credibility term');
  const code = cell('credibility');
  const chars = /^(\d{1,15})-(\d{1,15})$/u.exec(cell('chars'));
  const parts = (['page', 'paragraph', 'time', 'row', 'column'] as const).filter((name) => cell(name) !== '');
  const kept = (['said', 'stance', 'basis', 'audience', 'consent', 'note'] as const).filter(
    (name) => cell(name) !== '',
  );
  return {
    record: 'claim',
    thing: cell('thing'),
    type: cell('type'),
    property: cell('property'),
    value: valueFrom(cell),
    source: cell('source'),
    ...Object.fromEntries(kept.map((name) => [name, cell(name)])),
    accordingTo: cell('accordingTo')
      .split(' ')
      .filter((id) => id !== ''),
    credibility: term === '' ? code : { code, original: term },
    locator: {
      ...Object.fromEntries(parts.map((name) => [name, cell(name)])),
      ...(chars === null ? {} : { chars: [Number(chars[1]), Number(chars[2])] }),
    },
  };
}

function valueFrom(cell: (name: Column) => string): Json {
  const number = (name: Column) => (cell(name) === '' ? null : Number(cell(name)));
  if (cell('lang') !== '') return { text: cell('value'), lang: cell('lang') };
  if (cell('qualifier') !== '')
    return {
      words: cell('value'),
      low: number('low'),
      high: number('high'),
      best: number('best'),
      qualifier: cell('qualifier'),
      unit: cell('unit'),
      ...(cell('scope') === '' ? {} : { scope: cell('scope') }),
    };
  if (cell('lat') !== '') return { lat: number('lat'), lon: number('lon'), precision: cell('precision') };
  if (cell('read') !== '') return { url: cell('value'), read: cell('read') };
  return cell('value') === NOT_KNOWN ? null : cell('value');
}
