/** A table is somebody's list of people: no row of it may be lost, joined to another or cut, however it comes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CELL_MAX, CsvStream } from './csv-stream.js';
import { type ReadRow } from './record.js';

function read(text: string, pieces: readonly number[] = []): ReadRow[] {
  const stream = new CsvStream();
  const rows: ReadRow[] = [];
  let at = 0;
  for (const length of pieces) {
    rows.push(...stream.push(text.slice(at, at + length)));
    at += length;
  }
  return [...rows, ...stream.push(text.slice(at)), ...stream.end()];
}

const kinds = (rows: readonly ReadRow[]) => rows.map((row) => (row.ok ? row.row.row : row.problem.kind));

const cell = fc
  .string({
    unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' ', '북', '한', '=', '\t'),
    maxLength: 8,
  })
  .map((text) => text.normalize('NFC'));

test('whatever is written by the rules of RFC 4180 is read again as it was, in pieces of any length', () => {
  const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 6 });
  fc.assert(
    fc.property(table, fc.array(fc.nat({ max: 9 }), { maxLength: 20 }), (rows, pieces) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = ['a,b,c', ...rows.map((cells) => cells.map(quoted).join(','))].join('\r\n');
      const back = read(text, pieces).map((row) =>
        row.ok ? ['a', 'b', 'c'].map((name) => row.row.fields[name]) : row.problem.kind,
      );
      assert.deepEqual(
        back,
        rows.filter((cells) => cells.some((one) => one !== '')),
      );
    }),
  );
});

test('a row with too few or too many cells is told by its line, and the next is read', () => {
  const rows = read('a,b\n1,2\n3\n"4\n4",5\n6,7,8\n9,10\n');
  assert.deepEqual(kinds(rows), [2, 'ragged-row', 4, 'ragged-row', 7]);
});

test('attack 36: a cell of 50 MB is dropped while it is read, told, and the next row is read', () => {
  const stream = new CsvStream();
  const rows = stream.push('a,b\n1,2\n3,"');
  const piece = 'x'.repeat(1 << 20);
  for (let i = 0; i < 50; i++) rows.push(...stream.push(piece));
  rows.push(...stream.push('"\n5,6\n'), ...stream.end());
  assert.deepEqual(kinds(rows), [2, 'cell-too-long', 4]);
  const long = rows[1];
  assert.equal(long?.ok === false ? long.problem.column : '', 'b');
  const [most] = read(`a\n${'y'.repeat(CELL_MAX)}\n`);
  assert.ok(most?.ok);
});

test('columns that cannot be told apart, and a column that would reach the prototype, are told', () => {
  assert.deepEqual(kinds(read('a,b,a\n')), ['column-twice']);
  assert.deepEqual(kinds(read('a,__proto__\n1,2\n')), ['column-twice', 2]);
  assert.deepEqual(kinds(read('')), ['no-header']);
});

test('a quotation mark that is never closed swallows the rest of the file, and that is told', () => {
  assert.deepEqual(kinds(read('a,b\n1,"2\n3,4\n')), ['cell-too-long']);
});

test('semicolons and tabs are taken from the first line, and a byte-order mark is no part of a name', () => {
  for (const mark of [';', '\t']) {
    const [row] = read(`\uFEFFa${mark}b\n1${mark}2,5\n`);
    assert.deepEqual(row?.ok === true ? { ...row.row.fields } : null, { a: '1', b: '2,5' });
  }
});
