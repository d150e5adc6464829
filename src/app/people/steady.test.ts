/** A clock that anybody may set must not open what has ended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SteadyClock } from './steady.js';

const START = Date.parse('2026-03-01T09:00:00Z');

/** What happens to a machine: its clock is set, time passes, the program starts again. */
const happening = fc.oneof(
  fc.record({ set: fc.integer({ min: -400 * 86_400_000, max: 400 * 86_400_000 }) }),
  fc.record({ pass: fc.nat({ max: 86_400_000 }) }),
  fc.record({ restart: fc.constant(true) }),
);

test('attack 67: whatever is done to the clock, time never runs back, and never slower than the machine counts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
      let [wall, ticks] = [START, 0];
      let mark: number | null = null;
      const start = () =>
        new SteadyClock({
          clock: () => new Date(wall),
          ticks: () => ticks,
          mark,
          keep: (next) => Promise.resolve(void (mark = next)),
        });
      let steady = start();
      let before = steady.time();
      for (const one of happenings) {
        let passed = 0;
        if ('set' in one) wall += one.set;
        else if ('pass' in one) {
          [wall, ticks] = [wall + one.pass, ticks + one.pass];
          passed = one.pass;
        } else {
          await steady.settle();
          steady = start();
        }
        const now = steady.time();
        assert.ok(now >= before + passed);
        assert.ok(now >= wall);
        assert.equal(steady.behind(), now - wall);
        before = now;
      }
      await steady.trust();
      assert.equal(steady.time(), wall);
      assert.equal(start().time(), wall, 'and so after the next start');
    }),
  );
});

test('attack 67: a program that was killed has forgotten less than a minute or so', async () => {
  let wall = START;
  let mark: number | null = null;
  const keep = (next: number) => Promise.resolve(void (mark = next));
  const steady = new SteadyClock({ clock: () => new Date(wall), ticks: () => 0, mark, keep });
  for (let minute = 0; minute < 500; minute++) {
    wall += 17_000;
    steady.time();
    await Promise.resolve();
    await Promise.resolve();
    assert.ok(mark !== null && wall - mark < 60_000 + 17_000);
  }
});
