import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kosovo, sparse, spina } from './examples.js';
import { graphPosterior, summary } from './graph-average.js';
import { decomposableGraphs, isComplete } from './graphs.js';
import { at, bitCount, listsFrom, reordered } from './lists.js';
import { poolReplicates } from './replicates.js';

const near = (found: number, expected: number, within: number) =>
  assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);
const upTo = (n: number) => ({ grid: { start: 0, step: 1, count: 10 * n + 1 } });

test('decomposable graphs are as many as are known, and each adds up to its lists', () => {
  for (const [lists, graphs] of [
    [3, 8],
    [4, 61],
    [5, 822],
    [6, 18154],
  ] as const) {
    const all = decomposableGraphs(lists);
    assert.equal(all.length, graphs);
    assert.equal(all.filter((graph) => isComplete(graph, lists)).length, 1);
    for (const { cliques, separators } of all) {
      const size = (masks: readonly number[]) => masks.reduce((sum, mask) => sum + bitCount(mask), 0);
      assert.equal(size(cliques) - size(separators), lists);
    }
  }
});

test('the posterior of Kosovo is that of the reference implementation, to every printed digit', () => {
  const posterior = graphPosterior(kosovo, upTo(kosovo.n));
  const found = summary(posterior, posterior.probability);
  assert.deepEqual([found.median, found.low, found.high, found.mode], [12595, 9827, 16544, 12267]);
  near(found.mean, 12749.34, 0.02);
  near(found.relative, 12295.32, 0.06);
  near(posterior.graphs[0]?.weight ?? 0, 0.9855, 5e-5);
  assert.deepEqual(posterior.graphs[0]?.graph.cliques, [0b111, 0b1101]);
  near(
    posterior.probability.reduce((sum, p) => sum + p, 0),
    1,
    1e-12,
  );
  near(at(posterior.probability, 0), 5.7983734e-7, 1e-14);
  near(at(posterior.probability, 6744 - 4400), 1.0074726e-7, 1e-14);
});

test('the registers of spina bifida too', () => {
  const posterior = graphPosterior(spina, upTo(spina.n));
  const { median, low, high } = summary(posterior, posterior.probability);
  assert.deepEqual([median, low, high], [725, 686, 784]);
  near(at(posterior.probability, 0), 0.001295153, 5e-10);
});

test('the complete graph, which says nothing, is weighed and can be left out', () => {
  const posterior = graphPosterior(sparse, upTo(sparse.n));
  assert.deepEqual(summary(posterior, posterior.probability).median, 268);
  near(posterior.completeWeight, 0.33, 0.01);
  assert.ok(posterior.withoutComplete !== null);
  assert.equal(summary(posterior, posterior.withoutComplete).median, 334);
  assert.equal(posterior.cutOff, true);
});

test('the order of lists changes nothing, and an edge that is known is in every graph', () => {
  const turned = reordered(kosovo, [2, 3, 0, 1]);
  const [a, b] = [graphPosterior(kosovo), graphPosterior(turned)];
  near(summary(a, a.probability).mean, summary(b, b.probability).mean, 1e-6);
  const forced = graphPosterior(kosovo, { forced: [0b0110] });
  near(at(forced.edges, 3), 1, 1e-12);
});

test('replicates of the matching widen the answer, and the same one twice leaves it', () => {
  const posterior = graphPosterior(spina);
  const alone = summary(posterior, posterior.probability);
  const same = poolReplicates([spina, spina]);
  assert.ok(same.ok);
  assert.deepEqual(
    [same.value.median, same.value.low, same.value.high],
    [alone.median, alone.low, alone.high],
  );
  assert.equal(same.value.matchingShare, 0);
  // Forty matches between the first and second register are missed: more persons, fewer overlaps.
  const missed = listsFrom(
    ['S1', 'S2', 'S3'],
    [
      [[1, 0, 0], 284],
      [[0, 1, 0], 88],
      [[0, 0, 1], 60],
      [[1, 1, 0], 102],
      [[1, 0, 1], 111],
      [[0, 1, 1], 4],
      [[1, 1, 1], 12],
    ],
  );
  const pooled = poolReplicates([spina, missed]);
  assert.ok(pooled.ok && pooled.value.high !== null);
  assert.ok(pooled.value.high - pooled.value.low > alone.high - alone.low);
  assert.ok(pooled.value.matchingShare > 0.05);
  assert.equal(poolReplicates([spina]).ok, false);
  const refused = poolReplicates([spina, sparse]);
  assert.equal(!refused.ok && refused.problem.kind, 'list-without-overlap');
});
