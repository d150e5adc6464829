import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../base/result.js';
import { bridgesOf } from './bridges.js';
import { clusterRecords, type Edge } from './cluster.js';
import { type Judged, type Verdict } from './judgement.js';
import { assignOneToOne } from './one-to-one.js';

const N = 9;
const edge = fc
  .tuple(fc.nat(N - 1), fc.nat(N - 1), fc.double({ min: 0.1, max: 9, noNaN: true }))
  .filter(([a, b]) => a !== b)
  .map(([a, b, logOdds]): Edge => ({ a: Math.min(a, b), b: Math.max(a, b), logOdds }));
const edges = fc.uniqueArray(edge, { maxLength: 14, selector: ({ a, b }) => `${a} ${b}` });

const judge = (a: number, b: number, verdict: Exclude<Verdict, 'withdrawn'>): Judged => ({
  a,
  b,
  verdict,
  judgement: { a: String(a), b: String(b), verdict, by: 'tester', why: 'a test' },
});

/** Components by repeated relabelling: slow and plain, to compare with. */
function components(records: number, list: readonly Edge[]): readonly number[] {
  const of = Array.from({ length: records }, (_, i) => i);
  for (let round = 0; round < records; round++)
    for (const { a, b } of list) of[a] = of[b] = Math.min(of[a] ?? 0, of[b] ?? 0);
  return of;
}

test('without judgements, clusters are what links connect', () => {
  fc.assert(
    fc.property(edges, (list) => {
      const { of } = unwrap(clusterRecords(N, list, []));
      assert.deepEqual([...of], components(N, list));
    }),
  );
});

test('what a person judged different is never one cluster, through whomever the way goes', () => {
  fc.assert(
    fc.property(edges, edge, edge, (list, x, y) => {
      const judged = [judge(x.a, x.b, 'different'), judge(y.a, y.b, 'different')];
      const { of, heldApart } = unwrap(clusterRecords(N, list, judged));
      for (const { a, b } of judged) assert.notEqual(of[a], of[b]);
      const held = new Set(heldApart);
      const kept = list.filter((each) => !held.has(each));
      assert.deepEqual([...of], components(N, kept));
    }),
  );
});

test('what a person judged the same is one cluster without any link, and a contradiction is refused', () => {
  const same = [judge(0, 1, 'same'), judge(1, 2, 'same')];
  assert.equal(unwrap(clusterRecords(3, [], same)).of[2], 0);
  const contradicted = clusterRecords(3, [], [...same, judge(0, 2, 'different')]);
  assert.equal(contradicted.ok ? 'none' : contradicted.problem.kind, 'judgements-contradict');
});

test('the strongest link is kept where a judgement lets only one stand', () => {
  const list = [
    { a: 0, b: 1, logOdds: 2 },
    { a: 1, b: 2, logOdds: 5 },
  ];
  const { of, heldApart } = unwrap(clusterRecords(3, list, [judge(0, 2, 'different')]));
  assert.deepEqual([...of], [0, 1, 1]);
  assert.deepEqual(heldApart, [list[0]]);
});

test('a chain of links does not make one person of many when their other pairs speak against it', () => {
  const chain = [0, 1, 2].map((a): Edge => ({ a, b: a + 1, logOdds: 4 - a }));
  const against = [
    { a: 0, b: 2, logOdds: -8 },
    { a: 1, b: 3, logOdds: -8 },
    { a: 0, b: 3, logOdds: -8 },
  ];
  const { of, heldApart } = unwrap(
    clusterRecords(4, chain, [], { edges: [...chain, ...against], others: -7 }),
  );
  assert.deepEqual([...of], [0, 0, 2, 2]);
  assert.deepEqual(heldApart, [chain[1]]);
  const together = against.map((each) => ({ ...each, logOdds: 1 }));
  const whole = unwrap(clusterRecords(4, chain, [], { edges: [...chain, ...together], others: -7 }));
  assert.deepEqual([...whole.of], [0, 0, 0, 0]);
});

test('every link that alone holds a cluster together is told, and no other', () => {
  fc.assert(
    fc.property(edges, (list) => {
      const whole = components(N, list);
      const expected = list.filter((one) => {
        const parts = components(
          N,
          list.filter((each) => each !== one),
        );
        const size = whole.filter((root) => root === whole[one.a]).length;
        return size > 2 && parts[one.a] !== parts[one.b];
      });
      const found = bridgesOf(N, list);
      const name = ({ a, b }: Edge) => `${a} ${b}`;
      assert.deepEqual(found.map(name).toSorted(), expected.map(name).toSorted());
      for (const one of found) {
        const parts = components(
          N,
          list.filter((each) => name(each) !== name(one)),
        );
        const count = (record: number) => parts.filter((root) => root === parts[record]).length;
        assert.deepEqual(
          [...one.sides],
          [count(one.a), count(one.b)].sort((x, y) => x - y),
        );
      }
    }),
  );
});

/** The greatest sum over all ways to pair, by trying them. */
function bestSum(list: readonly Edge[], taken: ReadonlySet<string> = new Set()): number {
  const [first, ...rest] = list;
  if (first === undefined) return 0;
  const without = bestSum(rest, taken);
  if (taken.has(`a${first.a}`) || taken.has(`b${first.b}`)) return without;
  return Math.max(without, first.logOdds + bestSum(rest, new Set([...taken, `a${first.a}`, `b${first.b}`])));
}

const between = fc.uniqueArray(
  fc
    .tuple(fc.nat(4), fc.integer({ min: 5, max: 9 }), fc.integer({ min: 1, max: 90 }))
    .map(([a, b, tenth]): Edge => ({ a, b, logOdds: tenth / 10 })),
  { maxLength: 10, selector: ({ a, b }) => `${a} ${b}` },
);

test('one to one: no record has two partners, and no other pairing has more evidence', () => {
  fc.assert(
    fc.property(between, (list) => {
      const { edges: kept } = assignOneToOne(list, 0);
      assert.equal(new Set(kept.map(({ a }) => a)).size, kept.length);
      assert.equal(new Set(kept.map(({ b }) => b)).size, kept.length);
      const sum = kept.reduce((total, { logOdds }) => total + logOdds, 0);
      assert.ok(Math.abs(sum - bestSum(list)) < 1e-6, `${sum} ${bestSum(list)}`);
    }),
  );
});

test('the strongest link is given up where two others together say more', () => {
  const list = [
    { a: 0, b: 2, logOdds: 5 },
    { a: 0, b: 3, logOdds: 4 },
    { a: 1, b: 2, logOdds: 4 },
  ];
  assert.deepEqual(assignOneToOne(list, 0).edges, [list[1], list[2]]);
});
