import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../base/result.js';
import { guessId, guessKind } from './guess.js';
import { parseModel } from './model-file.js';

const told = (value: unknown): string => {
  const result = parseModel(typeof value === 'string' ? value : JSON.stringify(value));
  return result.ok ? 'none' : `${result.problem.kind} ${result.problem.where ?? ''}`.trim();
};
const name = { column: 'name', kind: 'name' };

test('a model says less than everything, and what it does not say is left to the data', () => {
  const model = unwrap(
    parseModel(JSON.stringify({ columns: [name, { column: 'dob', inB: 'born', kind: 'date' }] })),
  );
  assert.equal(model.columns[1]?.inB, 'born');
  assert.equal(model.columns[0]?.inB, 'name');
  assert.deepEqual([model.id, model.blocking, model.error], [null, null, null]);
});

test('a mistake in a model is told by its place, and no key is overlooked', () => {
  assert.equal(told('{'), 'bad-json');
  assert.equal(told({ columns: [] }), 'bad-model columns');
  assert.equal(told({ columns: [{ column: 'a', kind: 'soundex' }] }), 'bad-model columns[0].kind');
  assert.equal(told({ columns: [{ ...name, weight: 3 }] }), 'bad-model columns[0].weight');
  assert.equal(told({ columns: [{ ...name, m: [0.9, 0.1], u: [0.1, 1.2] }] }), 'bad-model columns[0]');
  assert.equal(told({ columns: [{ ...name, m: [0.9, 0.1] }] }), 'bad-model columns[0]');
  assert.equal(told({ columns: [name, name] }), 'bad-model columns[1]');
  assert.equal(told({ columns: [name], error: 2 }), 'bad-model error');
  assert.equal(told({ columns: [name], blocking: ['name'] }), 'bad-model blocking');
  assert.equal(told({ columns: [name], threshold: 0.95 }), 'bad-model threshold');
});

test('nothing that is not a model is taken for one, and nothing throws', () => {
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => assert.notEqual(told(text), 'none')));
});

test('columns are guessed from name and content; the answer itself is never compared', () => {
  assert.equal(guessKind('name', ['김영희', '박철수']), 'name');
  assert.equal(guessKind('surname', ['berry', 'waller']), 'text');
  assert.equal(guessKind('date_of_birth', ['19081209', '19990219']), 'date');
  assert.equal(guessKind('dob', ['1971-06-24', '']), 'date');
  assert.equal(guessKind('birth_place', ['Musan', 'Onsong']), 'place');
  assert.equal(guessKind('postcode', ['4011', '4814']), 'digits');
  assert.equal(guessKind('sex', ['f', 'm']), 'code');
  assert.equal(guessKind('cluster', ['1', '2']), null);
  assert.equal(guessKind('empty', ['', '']), null);
  assert.equal(
    guessId(['name', 'rec_id'], (c) => (c === 0 ? ['a', 'a'] : ['1', '2'])),
    'rec_id',
  );
  assert.equal(
    guessId(['name', 'town'], () => ['a', 'a']),
    null,
  );
});
