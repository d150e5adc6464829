/**
 * An Excel workbook: each sheet a page, each cell with its address. A formula is never worked out: the
 * value the program last saved stands for it. Dates are told by the cell's format, in ISO.
 */
import { type ReadPage, type ReadWarning } from '../../app/read-file.js';
import { type Archive } from './archive.js';
import { coreProperties, officeWarnings } from './office.js';
import { grave, note, readLimits, type Reading, Refused } from './reading.js';
import { actsAsFormula, sheetPage, tableLimits } from './table.js';
import { parseXml } from './xml.js';

interface Sheet {
  readonly name: string;
  readonly path: string;
  readonly hidden: boolean;
}

interface Book {
  readonly strings: readonly string[];
  /** By style number: whether its numbers are dates. */
  readonly dates: readonly boolean[];
  /** Days are counted from 1904 in some books. */
  readonly from1904: boolean;
}

export async function readXlsx(archive: Archive): Promise<Reading> {
  const { sheets, from1904 } = await sheetsOf(archive);
  const book: Book = { strings: await sharedStrings(archive), dates: await dateStyles(archive), from1904 };
  const pages: ReadPage[] = [];
  const warnings: ReadWarning[] = await officeWarnings(archive);
  for (const sheet of sheets) {
    const bytes = await archive.open(sheet.path);
    if (bytes === null) continue;
    const { rows, formulas } = cellsOf(bytes, sheet, book);
    pages.push(sheetPage(sheet.name, rows));
    if (sheet.hidden)
      warnings.push(note('hidden-sheet', 'The sheet is hidden from whoever opens the book.', sheet.name));
    if (formulas > 0)
      warnings.push(
        note(
          'formulas',
          `${formulas} cells are worked out by formulas; the values last saved are shown.`,
          sheet.name,
        ),
      );
    const acting = rows.flat().filter(actsAsFormula).length;
    if (acting > 0)
      warnings.push(
        grave('formula', `${acting} cells of text would act as a formula elsewhere.`, sheet.name),
      );
  }
  return {
    kind: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pages,
    metadata: await coreProperties(archive),
    warnings,
  };
}

async function sheetsOf(archive: Archive): Promise<{ sheets: Sheet[]; from1904: boolean }> {
  const targets = new Map<string, string>();
  const rels = await archive.open('xl/_rels/workbook.xml.rels');
  if (rels !== null)
    parseXml(rels, 'xl/_rels/workbook.xml.rels', {
      open: (name, attributes) => {
        if (name === 'Relationship') targets.set(attributes.get('Id') ?? '', attributes.get('Target') ?? '');
      },
    });
  const book = await archive.open('xl/workbook.xml');
  const sheets: Sheet[] = [];
  let from1904 = false;
  if (book !== null)
    parseXml(book, 'xl/workbook.xml', {
      open: (name, attributes) => {
        if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.get('date1904') ?? '');
        const target = targets.get(attributes.get('id') ?? '');
        if (name !== 'sheet' || target === undefined) return;
        sheets.push({
          name: attributes.get('name') ?? '',
          path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
          hidden: (attributes.get('state') ?? 'visible') !== 'visible',
        });
      },
    });
  return { sheets, from1904 };
}

async function sharedStrings(archive: Archive): Promise<string[]> {
  const bytes = await archive.open('xl/sharedStrings.xml');
  const strings: string[] = [];
  if (bytes === null) return strings;
  // Phonetic guides (rPh) stand beside the words, not in them.
  let [value, inText, aside] = ['', false, 0];
  parseXml(bytes, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') value = '';
      if (name === 'rPh') aside++;
      if (name === 't') inText = true;
    },
    text: (words) => {
      if (inText && aside === 0) value += words;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') aside--;
      if (name === 'si') strings.push(value);
    },
  });
  return strings;
}

/** Formats 14–22, 27–36, 45–47 and 50–58 are dates and times; others by the letters in their code. */
async function dateStyles(archive: Archive): Promise<boolean[]> {
  const bytes = await archive.open('xl/styles.xml');
  const styles: boolean[] = [];
  if (bytes === null) return styles;
  const custom = new Map<number, boolean>();
  let inCells = false;
  parseXml(bytes, 'xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const code = (attributes.get('formatCode') ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
        custom.set(
          Number(attributes.get('numFmtId')),
          /[ymdhs]/i.test(code) && !/[#0?]/.test(code.replace(/\.0+/, '')),
        );
      }
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const id = Number(attributes.get('numFmtId') ?? 0);
        styles.push(
          custom.get(id) ??
            ((id >= 14 && id <= 22) ||
              (id >= 27 && id <= 36) ||
              (id >= 45 && id <= 47) ||
              (id >= 50 && id <= 58)),
        );
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

function cellsOf(bytes: Uint8Array, sheet: Sheet, book: Book) {
  const rows: string[][] = [];
  let [value, reading, formulas, at, cells] = ['', false, 0, [0, 0] as readonly [number, number], 0];
  let cell: ReadonlyMap<string, string> = new Map();
  parseXml(bytes, sheet.path, {
    open: (name, attributes) => {
      if (name === 'c') {
        [cell, value] = [attributes, ''];
        at = placeOf(attributes.get('r') ?? '') ?? [at[0], at[1] + 1];
        if (++cells > tableLimits.cells || at[0] > 1_048_575 || at[1] > 16_383)
          throw new Refused('too-long', 'The sheet holds more cells than are read at once.', {
            where: sheet.name,
          });
      }
      if (name === 'f') formulas++;
      reading = name === 'v' || name === 't';
    },
    text: (words) => {
      if (reading) value += words;
    },
    close: (name) => {
      reading = false;
      if (name !== 'c' || value === '') return;
      const [row, column] = at;
      fill(rows, row, column, sheet.name);
      const line = rows[row];
      if (line !== undefined) line[column] = shown(value, cell, book);
    },
  });
  return { rows, formulas };
}

/** Rows and cells that are not written are empty; a lone cell far out must not cost the whole plane. */
function fill(rows: string[][], row: number, column: number, where: string): void {
  while (rows.length <= row) rows.push([]);
  const line = rows[row] ?? [];
  while (line.length <= column) line.push('');
  if (rows.length + line.length > readLimits.textLength)
    throw new Refused('too-long', 'The sheet is larger than is read at once.', { where });
}

function placeOf(address: string): readonly [number, number] | null {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(address);
  if (match === null) return null;
  let column = 0;
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return [Number(match[2]) - 1, column - 1];
}

function shown(value: string, cell: ReadonlyMap<string, string>, book: Book): string {
  switch (cell.get('t') ?? 'n') {
    case 's':
      return book.strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'str':
    case 'inlineStr':
    case 'e':
    case 'd':
      return value;
    default:
      return book.dates[Number(cell.get('s') ?? 0)] === true ? dateOf(Number(value), book.from1904) : value;
  }
}

/** Days since 30 December 1899, so that the year 1900's invented leap day comes out as others show it. */
function dateOf(days: number, from1904: boolean): string {
  if (!Number.isFinite(days) || days < 0 || days > 2_958_466) return String(days);
  const whole = Math.floor(days);
  const seconds = Math.round((days - whole) * 86_400);
  const day = from1904 ? whole - 24_107 : whole - (whole < 60 ? 25_568 : 25_569);
  const moment = new Date(day * 86_400_000 + seconds * 1000).toISOString();
  if (seconds === 0) return moment.slice(0, 10);
  return whole === 0 ? moment.slice(11, 19) : moment.slice(0, 19);
}
