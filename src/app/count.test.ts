import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventedFile, row, rows } from '../../test/core/invented.js';
import { unwrap } from '../core/base/result.js';
import { count } from './count.js';

const file = inventedFile([
  ...rows('Event', 'E-1', { kind: 'forced-return', date: '2031-04-02', title: 'Return at the lower bridge' }),
  row('Event', 'E-1', 'figure', 'more than 500', {
    source: 'paper',
    accordingTo: ['NGO'],
    said: '2031-04-03',
  }),
  row('Event', 'E-1', 'figure', '600', { source: 'radio', accordingTo: ['SPEAKER', 'MISSION'] }),
  ...rows('Event', 'E-1-ONE', {
    kind: 'forced-return',
    date: '2031-04-02',
    title: 'One of them',
    partOf: 'E-1',
  }),
  ...rows('Event', 'E-1-BUS', { kind: 'ordinary-return', date: '2031-04-02', title: 'A bus home' }),
  ...rows('Event', 'E-2', { kind: 'forced-return', date: '2031-05', title: 'Return in May' }),
  ...rows('Event', 'E-3', { kind: 'forced-return', date: '2031-05-09', title: 'Another return' }),
]);

test('the promised shape, nothing in it invented', () => {
  const found = unwrap(count([file], 'E-1'));
  assert.deepEqual(
    [found.event, found.low, found.high, found.openEnded, found.consensus, 'best' in found],
    ['E-1', 501, 600, true, { low: 600, high: 600, k: 2, of: 2 }, false],
  );
  assert.deepEqual(
    found.origins.map(({ origin, words }) => [origin, ...words]),
    [
      ['MISSION', '600'],
      ['NGO', 'more than 500'],
    ],
  );
  assert.deepEqual(found.origins[0]?.spoken[0]?.through, ['radio', 'SPEAKER']);
  assert.match(
    found.sentence,
    /^More than 500 and up to 600 people were returned on 2 April 2031, by two accounts;/,
  );
  assert.deepEqual(JSON.parse(JSON.stringify(found)), found);
});

test('a date or the words of a title name the whole event, not its parts or another kind', () => {
  assert.equal(unwrap(count([file], '2031-04-02')).event, 'E-1');
  assert.equal(unwrap(count([file], '2031-04')).event, 'E-1');
  assert.equal(unwrap(count([file], 'lower BRIDGE')).event, 'E-1');
  assert.equal(unwrap(count([file], 'bus home')).event, 'E-1-BUS');
  assert.match(unwrap(count([file], 'E-2')).sentence, /not known/);
});

test('several candidates are listed, and none is guessed', () => {
  const several = count([file], '2031-05');
  assert.equal(!several.ok && several.problem.kind, 'several-events');
  assert.match(several.ok ? '' : (several.problem.fix ?? ''), /E-2 \(invented\), E-3 \(invented\)/);
  for (const text of ['', 'nowhere', '2029-01-01', 'x'.repeat(10_000)]) {
    const none = count([file], text);
    assert.equal(none.ok, false, text.slice(0, 20));
  }
});
