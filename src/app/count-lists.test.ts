import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '../core/base/result.js';
import { countLists } from './count-lists.js';

// Invented: three registers of the same camp.
const camp =
  'clinic,school,court,count\n1,0,0,120\n0,1,0,90\n0,0,1,60\n1,1,0,30\n1,0,1,18\n0,1,1,14\n1,1,1,5\n';

test('the promised shape, as it is written for machines', () => {
  const found = unwrap(countLists({ text: camp, quick: true, seed: 7 }));
  assert.deepEqual([found.lists, found.n, found.refused], [['clinic', 'school', 'court'], 337, undefined]);
  assert.equal(found.random.seed, 7);
  assert.ok(found.estimates.some(({ method }) => method === 'decomposable-graphs'));
  assert.deepEqual(JSON.parse(JSON.stringify(found)), found);
});

test('a refusal gives the reason and no number', () => {
  const two = unwrap(countLists({ text: 'a,b,count\n1,0,30\n0,1,20\n1,1,10\n' }));
  assert.match(two.refused ?? '', /three lists/);
  assert.deepEqual(two.estimates, []);
  const derived = unwrap(countLists({ text: camp, derived: 'court:clinic' }));
  assert.match(derived.refused ?? '', /drawn from/);
});

test('a file that cannot be read is a problem, and so is a list it does not hold', () => {
  for (const input of [
    { text: camp.replace('120', '-1') },
    { text: camp, refers: 'clinic:nowhere' },
    { text: '' },
  ])
    assert.equal(countLists(input).ok, false);
});

test('strata are answered one by one, and one that cannot be is refused, not zero', () => {
  const rows = camp.trim().split('\n').slice(1);
  const text = [
    'stratum,clinic,school,court,count',
    ...rows.map((row) => `north,${row}`),
    'south,1,0,0,9',
    'south,0,1,0,8',
  ].join('\n');
  const found = unwrap(countLists({ text, quick: true }));
  assert.deepEqual(
    found.strata?.map(({ stratum, refused }) => [stratum, refused !== undefined]),
    [
      ['north', false],
      ['south', true],
    ],
  );
});

test('repeat counts give a bound, and none when nobody was recorded twice', () => {
  const bound = unwrap(countLists({ text: 'times,count\n1,1645\n2,183\n3,37\n4,13\n5,1\n6,1\n' }));
  assert.deepEqual(
    bound.estimates.map(({ role, estimate }) => [role, Math.round(estimate)]),
    [['bound', 9274]],
  );
  assert.match(unwrap(countLists({ text: 'times,count\n1,12\n' })).refused ?? '', /twice/);
});
