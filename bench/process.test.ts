import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, timeNode } from './process.js';

test('a median is the middle one, of two the mean, and of none an error rather than 0', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([1, 2, 3, 100]), 2.5);
  assert.throws(() => median([]));
});

test('a measured process reports its own peak memory, processor time and exit code', async () => {
  const small = await timeNode(['-e', 'process.exit(3)']);
  const large = await timeNode(['-e', 'globalThis.kept = Buffer.alloc(200 * 2 ** 20, 1)']);
  assert.equal(small.code, 3);
  assert.ok(small.usage !== null && large.usage !== null);
  assert.ok(large.usage.peakMib - small.usage.peakMib > 150);
  assert.ok(small.usage.cpuMs > 0);
});
