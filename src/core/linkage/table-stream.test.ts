import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../base/result.js';
import { parseCsv } from '../estimate/csv.js';
import { type TableRow, TableStream } from './table-stream.js';

function readIn(pieces: readonly string[]): readonly TableRow[] {
  const stream = new TableStream();
  const rows = pieces.flatMap((piece) => unwrap(stream.push(piece)));
  return [...rows, ...unwrap(stream.end())];
}

function refusedAt(text: string): string {
  const stream = new TableStream();
  const pushed = stream.push(text);
  const result = pushed.ok ? stream.end() : pushed;
  return result.ok ? 'none' : `${result.problem.kind} ${result.problem.where ?? ''}`.trim();
}

const plain = fc.string({
  unit: fc.constantFrom('a', 'é', '김', ' ', "'", '-', '1'),
  minLength: 1,
  maxLength: 5,
});
const awkward = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ';', '김'), maxLength: 5 });
const cell = fc.oneof(
  plain,
  awkward.map((text) => `"${text.replaceAll('"', '""')}"`),
);
const tables = fc
  .tuple(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([rows, end, last]) => `x,y,z${end}${rows.map((row) => row.join(',')).join(end)}${last ? end : ''}`);

test('wherever a file is cut into pieces, the rows and their lines are the same, and those of another parser', () => {
  fc.assert(
    fc.property(tables, fc.array(fc.nat(60), { maxLength: 6 }), (text, cuts) => {
      const at = [...cuts.map((cut) => cut % (text.length + 1)), 0, text.length].sort((a, b) => a - b);
      const pieces = at.slice(1).map((end, i) => text.slice(at[i], end));
      const whole = readIn([text]);
      assert.deepEqual(readIn(pieces), whole);
      const other = unwrap(parseCsv(text)).slice(1);
      assert.deepEqual(
        whole.map(({ cells }) => cells),
        other.map(({ cells }) => cells),
      );
    }),
    { numRuns: 400 },
  );
});

test('semicolons, tabs and a byte-order mark are read as spreadsheets write them', () => {
  assert.deepEqual(readIn(['\uFEFFid;name\r\n1;"a;b"\r\n']), [{ line: 2, cells: ['1', 'a;b'] }]);
  assert.deepEqual(readIn(['id\tname\n1\tb']), [{ line: 2, cells: ['1', 'b'] }]);
});

test('what is wrong with a file is told with its line and column', () => {
  assert.equal(refusedAt(''), 'no-header');
  assert.equal(refusedAt('id,id\n1,2\n'), 'column-twice line 1');
  assert.equal(refusedAt('id,name\n1,a\n2\n'), 'ragged-row line 3');
  assert.equal(refusedAt('id,name\n1,"a\nb"\n2,"open\n'), 'open-quote line 4');
  assert.equal(refusedAt(`id,name\n1,${'김'.repeat(100_000)}\n`), 'cell-too-long line 2, column name');
  assert.equal(refusedAt('id,name\n1,a\0\n'), 'nul-in-text near line 1');
});
