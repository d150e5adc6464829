/**
 * A table or JSON Lines from a file, piece by piece, as rows. What the file is, its bytes say, not its name;
 * an encoding is never guessed between two that both fit, and a file in the wrong one is refused before its
 * first row is read.
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { CsvStream } from '../core/exchange/csv-stream.js';
import { JsonLinesStream } from '../core/exchange/json-stream.js';
import { type ReadRow } from '../core/exchange/record.js';
import { readSheet } from './sheet-rows.js';
import { fail, ok, type Result } from '../core/base/result.js';

export interface Reading {
  /** `utf-8`, `cp949`, `gb18030`, `utf-16le` …; `null`: what a byte-order mark says, else UTF-8. */
  readonly encoding: string | null;
  readonly separator: string | null;
  /** Of a workbook: the sheet; the first where none is named. */
  readonly sheet?: string | null;
}

export interface RowFile {
  readonly format: 'table' | 'json-lines';
  readonly bytes: number;
  /** Column names of a table, from its first line; `null` of JSON Lines. */
  readonly columns: readonly string[] | null;
  /** The first line of JSON Lines as far as it shows what they are; `null` of a table. */
  readonly first: ReadRow | null;
  /** Rows in order, with how many bytes were read so far. */
  readonly pieces: () => AsyncIterable<{ readonly rows: readonly ReadRow[]; readonly read: number }>;
}

const PIECE = 1 << 18;
const HEAD = 1 << 18;

/** Names people use for an encoding, and what the platform calls it. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  'euc-kr': 'euc-kr',
  'ks_c_5601-1987': 'euc-kr',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  big5: 'big5',
  'windows-1252': 'windows-1252',
  latin1: 'windows-1252',
};

/** Kinds: `no-file`, `not-a-table`, `no-such-encoding`, `wrong-encoding`, `unreadable`. */
export async function openRows(path: string, reading: Reading): Promise<Result<RowFile>> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return notThere(path);
    const head = await firstBytes(path);
    const encoding = encodingOf(head, reading.encoding);
    if (!encoding.ok) return encoding;
    if (isZip(head)) return await sheetFile(path, reading.sheet ?? null, found.size);
    const refused = notText(head, path);
    if (refused !== null) return refused;
    const sound = await decodes(path, encoding.value, reading.encoding);
    if (!sound.ok) return sound;
    const first = new TextDecoder(encoding.value).decode(head, { stream: true });
    const format = /^[\s\uFEFF]*\{/u.test(first) ? 'json-lines' : 'table';
    const source = { path, encoding: encoding.value, separator: reading.separator, format } as const;
    const columns = format === 'table' ? await columnsOf(source) : null;
    const shown = format === 'table' ? null : (new JsonLinesStream().push(`${first}\n`)[0] ?? null);
    return ok({ format, bytes: found.size, columns, first: shown, pieces: () => piecesOf(source) });
  } catch (error) {
    return unreadable(path, error);
  }
}

function notThere(path: string): Result<never> {
  return fail('no-file', 'There is no such file.', {
    where: path,
    fix: 'Check the path; a folder is not read.',
  });
}

function unreadable(path: string, error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') return notThere(path);
  return fail('unreadable', `The file could not be read (${code}).`, {
    where: path,
    fix: 'Check that you may read it.',
  });
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function encodingOf(head: Uint8Array, asked: string | null): Result<string> {
  if (asked !== null) {
    const known = ENCODINGS[asked.toLowerCase()];
    return known === undefined
      ? fail('no-such-encoding', 'There is no such encoding here.', {
          where: '--encoding',
          fix: `One of ${Object.keys(ENCODINGS).join(', ')}.`,
        })
      : ok(known);
  }
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return ok('utf-16le');
  return ok(a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8');
}

function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

async function sheetFile(path: string, name: string | null, bytes: number): Promise<Result<RowFile>> {
  const sheet = await readSheet(path, name);
  if (!sheet.ok) return sheet;
  const { columns, rows } = sheet.value;
  return ok({ format: 'table', bytes, columns, first: null, pieces: () => inPieces(rows, bytes) });
}

async function* inPieces(
  rows: readonly ReadRow[],
  bytes: number,
): AsyncIterable<{ rows: readonly ReadRow[]; read: number }> {
  for (let from = 0; from < rows.length; from += SHEET_PIECE) {
    const read = Math.ceil((bytes * Math.min(rows.length, from + SHEET_PIECE)) / rows.length);
    yield await Promise.resolve({ rows: rows.slice(from, from + SHEET_PIECE), read });
  }
}

const SHEET_PIECE = 1000;

function notText(head: Uint8Array, path: string): Result<never> | null {
  const begins = (...bytes: readonly number[]) => bytes.every((byte, i) => head[i] === byte);
  const what = begins(0xd0, 0xcf, 0x11, 0xe0)
    ? 'an old Office file'
    : begins(0x25, 0x50, 0x44, 0x46)
      ? 'a PDF'
      : begins(0x1f, 0x8b)
        ? 'compressed'
        : null;
  if (what === null) return null;
  return fail('not-a-table', `The file is ${what}, not a table in text.`, {
    where: path,
    fix: 'Save the sheet as CSV in UTF-8, or unpack the file.',
  });
}

/** Read once to the end, so that a file in another encoding leaves nothing half recorded. */
async function decodes(path: string, encoding: string, asked: string | null): Promise<Result<void>> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let [read, line] = [0, 1];
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE })) {
    const bytes = chunk as Uint8Array;
    try {
      const text = decoder.decode(bytes, { stream: true });
      if (text.includes('\0')) return wrongEncoding(path, { line, read, encoding, asked, nul: true });
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) line++;
    } catch {
      return wrongEncoding(path, { line, read, encoding, asked, nul: false });
    }
    read += bytes.length;
  }
  try {
    decoder.decode();
    return ok(undefined);
  } catch {
    return wrongEncoding(path, { line, read, encoding, asked, nul: false });
  }
}

interface Wrong {
  readonly line: number;
  readonly read: number;
  readonly encoding: string;
  readonly asked: string | null;
  readonly nul: boolean;
}

function wrongEncoding(path: string, { line, read, encoding, asked, nul }: Wrong): Result<never> {
  return fail(
    'wrong-encoding',
    nul
      ? 'The file holds NUL characters, so it is no text in this encoding.'
      : `The file is not ${asked ?? encoding}.`,
    {
      where: `${path}, from row ${line} on (after byte ${read})`,
      fix: 'Say which it is, with --encoding cp949 (Korean), gb18030 (Chinese) or utf-16, or save it as UTF-8.',
    },
  );
}

interface Source extends Reading {
  readonly path: string;
  readonly encoding: string;
  readonly format: 'table' | 'json-lines';
}

async function columnsOf(source: Source): Promise<readonly string[]> {
  const stream = new CsvStream(source.separator);
  const decoder = new TextDecoder(source.encoding);
  for await (const chunk of createReadStream(source.path, { highWaterMark: 1 << 16 })) {
    stream.push(decoder.decode(chunk as Uint8Array, { stream: true }));
    if (stream.columns.length > 0) return stream.columns;
  }
  stream.end();
  return stream.columns;
}

async function* piecesOf(source: Source): AsyncIterable<{ rows: readonly ReadRow[]; read: number }> {
  const stream = source.format === 'table' ? new CsvStream(source.separator) : new JsonLinesStream();
  const decoder = new TextDecoder(source.encoding, { fatal: true });
  let read = 0;
  for await (const chunk of createReadStream(source.path, { highWaterMark: PIECE })) {
    const bytes = chunk as Uint8Array;
    read += bytes.length;
    yield { rows: stream.push(decoder.decode(bytes, { stream: true })), read };
  }
  yield { rows: [...stream.push(decoder.decode()), ...stream.end()], read };
}
