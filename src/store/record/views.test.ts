/** Kept views are what lists and search read: a row for the public must hold nothing that is not public. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Audience } from '../../core/claim/claim.js';
import { type Logged } from '../../core/view/fold.js';
import { ViewBuilder } from './views.js';

function claim(seq: number, thing: string, audience: Audience): Logged {
  const at = '2026-01-01T00:00:00.000Z';
  const held = {
    id: String(seq).padStart(64, '0'),
    seq,
    at,
    actor: 'tester',
    standing: 'stands',
    amendedBy: [],
    claim: {
      thing: { type: 'Event', id: thing },
      property: 'title',
      value: { kind: 'text', text: `for ${audience}`, lang: 'en' },
      source: 'S-1',
      accordingTo: [],
      locator: {},
      stance: 'asserts',
      said: null,
      credibility: { source: 'F', information: '6' },
      audience,
      consent: null,
      basis: 'read',
      note: '',
    },
  } as const;
  return { seq, at, actor: 'tester', kind: 'claim', held };
}

test('no kept row holds a claim of an audience it is not for', () => {
  const builder = new ViewBuilder();
  const closed = [
    ...builder.add(0, [
      claim(0, 'E-1', 'public'),
      claim(1, 'E-2', 'team'),
      claim(2, 'E-1', 'restricted:family'),
    ]),
    ...builder.add(3, [claim(3, 'E-1', 'team'), claim(4, 'E-3', 'sealed')]),
    ...builder.add(5, [claim(5, 'E-1', 'public')]),
  ];
  const rows = [...closed, ...builder.finish()];
  const seen = rows.map((row) => `${row.audience} ${row.thing} ${row.from}-${row.to ?? ''}`).sort();
  assert.deepEqual(seen, [
    'public E-1 0-5',
    'public E-1 5-',
    'team E-1 0-3',
    'team E-1 3-5',
    'team E-1 5-',
    'team E-2 0-',
  ]);
  for (const row of rows) {
    assert.doesNotMatch(row.json, /for restricted|for sealed/);
    if (row.audience === 'public') assert.doesNotMatch(row.json, /for team/);
  }
});
