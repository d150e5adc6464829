/** A flood at the door must not use up the machine, and a stranger's flood must not keep anybody out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Attempts, ofAllStrangers, ofOneAddress } from './attempts.js';

function bench() {
  let now = 0;
  return { attempts: new Attempts(() => now), pass: (seconds: number) => void (now += seconds * 1000) };
}

const letIn = (waits: readonly number[]) => waits.filter((wait) => wait === 0).length;
const tries = (attempts: Attempts, address: string | null, count: number) =>
  Array.from({ length: count }, () => attempts.wait(address));

test('one address has its allowance and no more, and is told how long to wait', () => {
  const { attempts, pass } = bench();
  const waits = tries(attempts, '192.0.2.1', ofOneAddress.most + 10);
  assert.equal(letIn(waits), ofOneAddress.most);
  const wait = waits.at(-1) ?? 0;
  assert.ok(wait >= 1);
  pass(wait);
  assert.equal(attempts.wait('192.0.2.1'), 0, 'what it was told is true');
  assert.ok(attempts.wait('192.0.2.1') > 0);
  pass(10_000);
  assert.equal(
    letIn(tries(attempts, '192.0.2.1', 200)),
    ofOneAddress.most,
    'nothing is saved up beyond the allowance',
  );
});

test('a flood from one address costs another nothing', () => {
  const { attempts } = bench();
  tries(attempts, '192.0.2.1', 100_000);
  assert.equal(letIn(tries(attempts, '192.0.2.2', ofOneAddress.most)), ofOneAddress.most);
});

test('a flood from many addresses is held to what all strangers may, and keeps out nobody who came in from theirs', () => {
  const { attempts } = bench();
  assert.equal(attempts.wait('198.51.100.7'), 0);
  attempts.cameIn('198.51.100.7');
  const waits = Array.from({ length: 5000 }, (_, i) => attempts.wait(`203.0.113.${i}`));
  assert.ok(letIn(waits) <= ofAllStrangers.most);
  assert.ok(attempts.wait('203.0.114.1') > 0, 'another stranger waits');
  assert.equal(attempts.wait('198.51.100.7'), 0, 'whoever came in from there does not');
});

test('where an address cannot be told, nobody has one to use up', () => {
  const { attempts } = bench();
  assert.equal(letIn(tries(attempts, null, 10_000)), ofAllStrangers.most);
});

test('a year of addresses is not remembered', () => {
  const { attempts, pass } = bench();
  for (let i = 0; i < 50_000; i++) {
    attempts.wait(`a${i}`);
    attempts.cameIn(`a${i}`);
    pass(1);
  }
  const kept = Object.values(attempts).flatMap((value: unknown) =>
    value instanceof Map || value instanceof Set ? [value.size] : [],
  );
  assert.equal(kept.length, 2);
  for (const size of kept) assert.ok(size <= 20_000);
});
