/** What a mapping gets wrong is put into somebody's mouth: it is checked against the model, and no cell is dropped unsaid. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseThingId } from '../base/ids.js';
import { isJsonObject, type JsonObject } from '../base/json.js';
import { parseLine } from './line.js';
import { dateWords, missingColumns, tableMapper } from './map-row.js';
import { type Mapping, parseMapping } from './mapping.js';
import { idOf } from './template.js';

function mapping(more: object, claims: readonly object[] = []): Mapping {
  const read = parseMapping(
    JSON.stringify({ source: 'S-1', things: [{ type: 'Event', id: 'E-{no}', claims, ...more }] }),
    'map.json',
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

function wrong(file: unknown): string[] {
  const read = parseMapping(JSON.stringify(file), 'map.json');
  return read.ok ? [] : read.problem.map(({ message }) => message);
}

const words = (map: Mapping, fields: JsonObject) =>
  tableMapper(map)
    .map({ row: 2, fields })
    .lines.flatMap((line) => (isJsonObject(line.words) ? [line.words] : []));

test('a mapping with a type, a property or a key that is none is refused with what there is', () => {
  const thing = (more: object) => ({
    source: 'S-1',
    things: [{ type: 'Event', id: 'E', claims: [], ...more }],
  });
  assert.match(wrong(thing({ type: 'Victim' })).join(), /no such type/);
  assert.match(
    wrong(thing({ claims: [{ property: 'colour', column: 'c' }] })).join(),
    /no property "colour"/,
  );
  assert.match(wrong(thing({ claims: [{ property: 'date' }] })).join(), /one "column"/);
  assert.match(wrong(thing({ claims: [{ property: 'date', column: 'd', datse: 'dmy' }] })).join(), /datse/);
  assert.match(wrong({ things: [] }).join(), /no thing/);
  assert.match(wrong([]).join(), /one object/);
});

test('attack 52: a mapping with __proto__ or a key twice is refused', () => {
  for (const text of ['{"__proto__":{},"things":[]}', '{"things":[],"things":[]}'])
    assert.equal(parseMapping(text, 'm').ok, false);
});

test('a column that the file does not have is named before a row is read', () => {
  const map = mapping({}, [{ property: 'date', column: 'Day' }]);
  assert.deepEqual(
    missingColumns(map, ['no', 'Date']).map(({ column }) => column),
    ['Day'],
  );
  assert.deepEqual(missingColumns(map, ['no', 'Day']), []);
});

test('a column nobody mapped is told, once, with its name', () => {
  const mapper = tableMapper(mapping({}, [{ property: 'date', column: 'Day' }]));
  for (const row of [2, 3]) mapper.map({ row, fields: { no: '1', Day: '2023', Rest: 'x' } });
  assert.deepEqual(
    mapper.after().map(({ kind, column }) => [kind, column]),
    [['column-not-mapped', 'Rest']],
  );
});

test('an empty cell says nothing, one that means "not known" says that, and zero is zero', () => {
  const map = mapping({}, [{ property: 'figure', column: 'n', unknown: ['?'], skip: ['-'] }]);
  const value = (n: string) => words(map, { no: '1', n }).map((line) => line['value']);
  assert.deepEqual(value(''), []);
  assert.deepEqual(value('-'), []);
  assert.deepEqual(value('?'), [null]);
  assert.deepEqual(value('0'), [{ words: '0' }]);
  const [zero] = words(map, { no: '1', n: '0' });
  const line = parseLine(zero ?? null);
  assert.ok(line.ok && line.value.record === 'claim' && line.value.claim.value.kind === 'figure');
  assert.equal(line.value.claim.value.figure.high, 0);
});

test('a row without its id makes no thing, and never half an id', () => {
  const map = mapping({ id: 'E-{no}-{part}' }, [{ property: 'title', value: 'A' }]);
  const { lines, problems } = tableMapper(map).map({ row: 7, fields: { no: '1', part: ' ' } });
  assert.deepEqual([lines.length, problems.map(({ kind, row }) => [kind, row])], [0, [['no-id', 7]]]);
});

test('attack 53: two names never become one id, whatever they are written in', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'А', 'Á', '_', '.', ' ', '김', '_41_', '4', '\u200b'),
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(name, name, (a, b) => {
      assert.equal(idOf(a) === idOf(b), a === b);
      assert.ok(parseThingId(`P-${idOf(a)}`).ok);
    }),
  );
});

test('days are read in the order the mapping says, and in no other', () => {
  assert.equal(dateWords('9/10/2023', 'dmy'), '2023-10-09');
  assert.equal(dateWords('9/10/2023', 'mdy'), '2023-09-10');
  assert.equal(dateWords('2023년 10월 9일', 'ymd'), '2023-10-09');
  assert.equal(dateWords('10/2023', 'dmy'), '2023-10');
  assert.equal(dateWords('2023-10-09T11:20:00Z', 'ymd'), '2023-10-09');
  assert.equal(dateWords('9/10/23', 'dmy'), '9/10/23');
  assert.equal(dateWords('soon', 'dmy'), 'soon');
});

test('consent goes with the facts about a person and with nothing else, and credibility keeps its own term', () => {
  const map = mapping(
    {
      type: 'Person',
      id: 'P-{no}',
      consent: 'C-{no}',
      credibility: { column: 'trust', codes: { high: 'B2' } },
    },
    [
      { property: 'code', value: 'P-{no}' },
      { property: 'occupation', column: 'work' },
    ],
  );
  const [code, occupation] = words(map, { no: '4', work: 'boatman', trust: 'high' });
  assert.deepEqual([code?.['consent'], occupation?.['consent']], [undefined, 'C-4']);
  assert.deepEqual(code?.['credibility'], { code: 'B2', original: 'high' });
  assert.deepEqual(occupation?.['locator'], { row: '2', column: 'work' });
});
