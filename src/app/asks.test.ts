import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventedFile, row, rows } from '../../test/core/invented.js';
import { unwrap } from '../core/base/result.js';
import { noForms } from '../core/form/blank.js';
import { noConflicts } from '../core/law/conflict-data.js';
import { noDoors } from '../core/law/door-data.js';
import { type Reference } from '../core/law/reference.js';
import { asks } from './asks.js';

const reference: Reference = {
  states: new Map(),
  instruments: new Map(),
  provisions: new Map(),
  acts: [],
  declarations: [],
  sightings: [],
  rules: [],
  doors: noDoors,
  forms: noForms,
  conflicts: noConflicts,
  sources: new Map(),
  dataAsOf: '2030-01-01',
};
const file = inventedFile([
  ...rows('State', 'AAA', { name: 'Avaland' }),
  ...rows('State', 'BBB', { name: 'Besia' }),
  ...rows('Body', 'NGO', { name: 'The Helpers' }),
  ...rows('Ask', 'A-1', {
    by: 'NGO',
    addressee: 'AAA',
    dutyBearer: 'AAA',
    demand: 'access',
    date: '2030-01',
    text: 'Let us in.',
  }),
  ...rows('Ask', 'A-2', {
    by: 'NGO',
    addressee: 'AAA',
    dutyBearer: 'AAA',
    demand: 'access',
    date: '2031-01',
    due: '2031-03-01',
    repeats: 'A-1',
  }),
  ...rows('Ask', 'A-3', { by: 'NGO', addressee: 'BBB', dutyBearer: 'BBB', demand: 'other', date: '2032' }),
  ...rows('Answer', 'N-1', { to: 'A-1', by: 'AAA', kind: 'refused', date: '2030-06', text: 'No.' }),
  row('Answer', 'N-0', 'to', 'A-2'),
  ...rows('Answer', 'N-0', { by: 'AAA', kind: 'deflected', date: '2029' }),
]);

test('asks of a State with what came back, what did not, and what is overdue', () => {
  const list = unwrap(asks([file], reference, { of: 'avaland', on: '2031-06-01' }));
  assert.equal(list.of, 'AAA');
  assert.deepEqual(
    list.asks.map(({ id, state, outcome, thread, positions }) => [
      id,
      state,
      outcome,
      thread,
      positions.length,
    ]),
    [
      ['A-1', 'answered', 'refused, June 2030', 'A-1', 0],
      ['A-2', 'overdue', 'due 1 March 2031; no answer recorded', 'A-1', 1],
    ],
  );
  assert.deepEqual(
    list.demands.map(({ demand, asks: n, answered, lastAnswer }) => [demand, n, answered, lastAnswer?.id]),
    [['access', 2, 1, 'N-1']],
  );
  assert.equal(
    list.sentence,
    'Two asks of Avaland: one answered, one with no answer recorded, one of them past a set day.',
  );
  const sooner = unwrap(asks([file], reference, { of: 'AAA', on: '2031-02-01' }));
  assert.equal(sooner.asks[1]?.outcome, 'no answer recorded');
  assert.deepEqual(JSON.parse(JSON.stringify(list)), list);
});

test('without a State every ask is listed; an unknown State or day is refused', () => {
  assert.equal(unwrap(asks([file], reference, {})).asks.length, 3);
  assert.equal(unwrap(asks([], reference, {})).sentence, 'No ask is on record.');
  assert.equal(asks([file], reference, { of: 'Nowhere' }).ok, false);
  assert.equal(asks([file], reference, { on: '2031-02-30' }).ok, false);
});
