/** A list in the wrong encoding is a list of other people: it is refused whole, never read as something else. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import yazl from 'yazl';
import { openRows, type Reading } from './rows.js';

const scratch = mkdtempSync(join(tmpdir(), 'a33-rows-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const plain: Reading = { encoding: null, separator: null };

async function read(bytes: Uint8Array | string, reading: Partial<Reading> = {}) {
  const path = join(scratch, 'table');
  writeFileSync(path, bytes);
  const rows = await openRows(path, { ...plain, ...reading });
  if (!rows.ok) return rows.problem.kind;
  const all: unknown[] = [];
  for await (const { rows: piece } of rows.value.pieces())
    all.push(...piece.map((row) => (row.ok ? { ...row.row.fields } : row.problem.kind)));
  return all;
}

const korean = Buffer.from([...Buffer.from('name\n'), 0xba, 0xcf, 0xc7, 0xd1, 0x0a]);
const chinese = Buffer.from([...Buffer.from('name\n'), 0xb1, 0xb1, 0xbe, 0xa9, 0x0a]);

test('Korean, Chinese and UTF-16 files are read as what they are when that is said, or marked', async () => {
  assert.deepEqual(await read(korean, { encoding: 'CP949' }), [{ name: '북한' }]);
  assert.deepEqual(await read(chinese, { encoding: 'gb18030' }), [{ name: '北京' }]);
  assert.deepEqual(await read('\ufeffname\n북한\n'), [{ name: '북한' }]);
  const utf16 = Buffer.from('\ufeffname\n북한\n', 'utf16le');
  assert.deepEqual(await read(utf16), [{ name: '북한' }]);
  assert.deepEqual(await read(Buffer.from(utf16).swap16()), [{ name: '북한' }]);
});

test('attack 37: bytes that are not what they are taken for are refused before the first row', async () => {
  assert.equal(await read(korean), 'wrong-encoding');
  assert.equal(await read(Buffer.concat([Buffer.from('a\n1\n'), Buffer.from([0xff])])), 'wrong-encoding');
  assert.equal(await read('a\n1\0\n'), 'wrong-encoding');
  assert.equal(await read(korean, { encoding: 'klingon' }), 'no-such-encoding');
});

test('what is no table is told by its bytes, whatever its name', async () => {
  assert.notEqual(typeof (await read(Buffer.from('PK\x03\x04rest'))), 'object');
  assert.equal(await read('%PDF-1.7'), 'not-a-table');
  assert.deepEqual(await read(''), ['no-header']);
  const missing = await openRows(join(scratch, 'none'), plain);
  assert.equal(missing.ok ? '' : missing.problem.kind, 'no-file');
  const folder = await openRows(scratch, plain);
  assert.equal(folder.ok ? '' : folder.problem.kind, 'no-file');
});

test('attack 52: a line of JSON with __proto__, a key twice or a number too long is told, and the next is read', async () => {
  const lines = [
    '{"a":1}',
    '{"__proto__":{"admin":true}}',
    '{"a":1,"a":2}',
    '{"a":9007199254740993}',
    '{"a":1e400}',
    '{"a":"\\ud800"}',
    '["a"]',
    '{"a":2}',
  ];
  assert.deepEqual(await read(`${lines.join('\n')}\n`), [
    { a: 1 },
    'bad-json',
    'bad-json',
    'bad-json',
    'bad-json',
    'bad-json',
    'bad-line',
    { a: 2 },
  ]);
});

async function workbook(rows: string): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  const put = (path: string, text: string) => zip.addBuffer(Buffer.from(text), path);
  put(
    'xl/workbook.xml',
    '<workbook xmlns:r="r"><sheets><sheet name="명단" sheetId="1" r:id="rId1"/></sheets></workbook>',
  );
  put(
    'xl/_rels/workbook.xml.rels',
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  );
  put('xl/styles.xml', '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>');
  put('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${rows}</sheetData></worksheet>`);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

test('a workbook is read cell by cell under its column, dates as days, empty cells as nothing', async () => {
  const words = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const book = await workbook(
    `<row r="1">${words('A1', 'no')}${words('B1', 'day')}${words('C1', 'place')}</row>` +
      `<row r="2"><c r="A2"><v>7</v></c><c r="B2" s="1"><v>45292</v></c>${words('C2', '온성')}</row>` +
      `<row r="4"><c r="A4"><v>8</v></c>${words('C4', '=1+1')}</row>` +
      `<row r="5">${words('D5', 'stray')}</row>`,
  );
  assert.deepEqual(await read(book), [
    { no: '7', day: '2024-01-01', place: '온성' },
    { no: '8', day: '', place: '=1+1' },
    'ragged-row',
  ]);
  assert.equal(await read(book, { sheet: 'none' }), 'no-such-sheet');
});
