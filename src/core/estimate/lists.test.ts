import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '../base/result.js';
import { spina } from './examples.js';
import { byName, reordered, sizes, together, without } from './lists.js';
import { readLists } from './read-lists.js';

const kindOf = (text: string) => {
  const read = readLists(text);
  return read.ok ? read.value.kind : read.problem.kind;
};
const listsIn = (text: string) => {
  const file = unwrap(readLists(text));
  assert.ok(file.kind === 'lists');
  return file;
};

test('patterns, persons and mentions of the same people give the same table', () => {
  const patterns = listsIn('A,B,C,count\n1,0,0,2\n0,1,1,1\n1,1,1,1\n').lists;
  const persons = listsIn('id,A,B,C\np1,1,0,0\np2,yes,,\np3,0,x,1\np4,1,1,1\n').lists;
  const mentions = listsIn('person;list\np1;A\np2;A\np2;A\np3;B\np3;C\np4;A\np4;B\n"p4";"C"\n').lists;
  assert.deepEqual(persons, patterns);
  assert.deepEqual(mentions, patterns);
  assert.deepEqual([patterns.n, sizes(patterns), together(patterns, 0b110)], [4, [3, 2, 2], 2]);
});

test('strata are tables of their own, and repeat counts are told apart', () => {
  const file = listsIn('stratum,A,B,C,count\nnorth,1,1,0,3\nsouth,1,1,0,4\nsouth,0,0,1,2\n');
  assert.deepEqual(
    file.strata.map(({ name, lists }) => [name, lists.n]),
    [
      ['north', 3],
      ['south', 6],
    ],
  );
  assert.equal(file.lists.n, 9);
  assert.deepEqual(unwrap(readLists('times_recorded,count\n1,10\n3,2\n')), {
    kind: 'repeats',
    frequencies: [10, 0, 2],
  });
});

test('bad tables are refused with the reason and the line, never read as something else', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', 'no-header'],
    ['A,B,C,count\n1,0,0,-3\n', 'bad-count'],
    ['A,B,C,count\n1,0,0,2.5\n', 'bad-count'],
    ['A,B,C,count\n1,0,0,many\n', 'bad-count'],
    ['A,B,C,count\n1,0,0,2\n1,0,0,3\n', 'pattern-twice'],
    ['A,B,C,count\n0,0,0,5\n', 'unlisted-counted'],
    ['A,B,C,count\n1,0,0\n', 'ragged-row'],
    ['A,B,A,count\n1,0,0,1\n', 'column-twice'],
    ['A,,C,count\n1,0,0,1\n', 'column-unnamed'],
    ['1,0,0,5\n0,1,0,4\n', 'no-header'],
    ['A,B,C\n600,500,200\n', 'aggregate-lists'],
    ['A,B,C,count\n1,perhaps,0,4\n', 'not-on-or-off'],
    ['person,list\np1,\n', 'cell-empty'],
    ['person,list,stratum\np1,A,north\np1,B,south\n', 'person-in-two-strata'],
    ['A,B,"C,count\n1,0,0,1\n', 'open-quote'],
    ['count\n5\n', 'no-lists'],
    ['a,b,c,d,e,f,g,h,i,j,k,l,count\n1,1,1,1,1,1,1,1,1,1,1,1,5\n', 'too-many-lists'],
    ['times,count\n0,3\n', 'bad-times'],
    ['times,count\n1,3\n1,4\n', 'pattern-twice'],
    ['A\0,B\n', 'nul-in-text'],
  ];
  for (const [text, kind] of cases) assert.equal(kindOf(text), kind, text);
  const bad = readLists('A,B,C,count\n1,0,0,2\n\n0,1,0,-3\n');
  assert.equal(!bad.ok && bad.problem.where, 'line 4');
});

test('other ways to write a file change nothing: line ends, a byte order mark, the order of rows', () => {
  const plain = listsIn('A,B,C,count\n1,0,0,2\n0,1,1,1\n').lists;
  assert.deepEqual(listsIn('\uFEFFA,B,C,Count\r\n0,1,1,1\r\n1,0,0,2').lists, plain);
  assert.deepEqual(listsIn('A\tB\tC\tn\n1\t0\t0\t2\n0\t1\t1\t1\n').lists, plain);
});

test('lists in another order are the same people', () => {
  const turned = reordered(spina, [2, 0, 1]);
  assert.deepEqual(turned.names, ['S3', 'S1', 'S2']);
  assert.deepEqual(byName(turned), spina);
  const two = without(spina, 0);
  assert.deepEqual([two.names, two.n, together(two, 0b11)], [['S2', 'S3'], 621 - 244, 16]);
});
