// The oracle is the engine asked day by day: a stretch may hide no day on which the answer differs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, day } from '../../../src/core/base/date.js';
import { unwrap } from '../../../src/core/base/result.js';
import { boundOn } from '../../../src/core/law/binding.js';
import { lawData } from '../../../src/core/law/data.js';
import { cellOf, type Column } from '../../../src/core/law/matrix.js';
import { changeDays, type Span, spans } from '../../../src/core/law/spans.js';
import { loadReference } from '../../../src/store/reference.js';

const law = lawData(unwrap(await loadReference()), null);
const states = [...law.states.keys()];
const columns: Column[] = [
  ...[...law.provisions.values()].map(({ instrument, number }) => ({ instrument, provision: number })),
  ...[...law.instruments.keys()].map((instrument) => ({ instrument, provision: null })),
];
const FIRST = '1945-01-01';
const LENGTH = 36_000;
const within = { from: FIRST, to: addDays(FIRST, LENGTH) };
const column = fc.constantFrom(...columns);

function spanOn(all: readonly Span[], on: string): Span | undefined {
  return all.find(({ from, to }) => from <= on && on <= to);
}

function agrees(state: string, asked: Column, all: readonly Span[], on: string): void {
  const expected = cellOf(boundOn({ state, ...asked, on: day(on) }, law));
  assert.deepEqual(spanOn(all, on)?.cell, expected, `${state} ${asked.instrument} on ${on}`);
}

test('no day hides inside a stretch with another answer than its own', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...states),
      column,
      fc.array(fc.integer({ min: 0, max: LENGTH }), { minLength: 1, maxLength: 40 }),
      (state, asked, offsets) => {
        const all = spans(state, asked, within, law);
        for (const offset of offsets) agrees(state, asked, all, addDays(FIRST, offset));
        for (const change of changeDays(state, asked.instrument, law))
          for (const on of [addDays(change, -2), addDays(change, -1), change])
            if (within.from <= on && on <= within.to) agrees(state, asked, all, on);
      },
    ),
    { numRuns: 400 },
  );
});

test('stretches follow one another without a gap or an overlap, and neighbours differ', () => {
  fc.assert(
    fc.property(fc.constantFrom(...states), column, (state, asked) => {
      const all = spans(state, asked, within, law);
      assert.equal(all[0]?.from, within.from);
      assert.equal(all.at(-1)?.to, within.to);
      for (const [i, one] of all.entries()) {
        const next = all[i + 1];
        if (next === undefined) continue;
        assert.equal(next.from, addDays(one.to, 1));
        assert.notDeepEqual(next.cell, one.cell);
      }
    }),
    { numRuns: 200 },
  );
});

test('every day of a decade around a succession and a withdrawal is answered as day by day', () => {
  const busy = states
    .map((state) => ({ state, days: changeDays(state, 'REFUGEE-1951', law).length }))
    .sort((a, b) => b.days - a.days)
    .slice(0, 3);
  const range = { from: '1988-01-01', to: '1997-12-31' };
  for (const { state } of busy)
    for (const asked of columns.filter(({ instrument }) => instrument === 'REFUGEE-1951').slice(0, 6)) {
      const all = spans(state, asked, range, law);
      for (let on = range.from; on <= range.to; on = addDays(on, 1)) agrees(state, asked, all, on);
    }
});

test('a range that ends before it begins has no stretches', () => {
  const [asked] = columns;
  assert.ok(asked);
  assert.deepEqual(spans('CHN', asked, { from: '2000-01-02', to: '2000-01-01' }, law), []);
});
