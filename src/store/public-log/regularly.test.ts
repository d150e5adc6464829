/** While a server runs its log goes on being published, and a failure is told and not the end of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, ok } from '../../core/base/result.js';
import { type LogEvent, type Published } from '../../app/ports.js';
import { publishRegularly } from './regularly.js';

const published: Published = { origin: '', size: 1, root: '', keys: [], written: 1 };
const dossiers = () => Promise.resolve([{ id: 'd' }]);
const settled = () => new Promise((done) => setImmediate(done));

test('each beat publishes what is new, a slow one is not overtaken, and a failure is told', async () => {
  const told: LogEvent[] = [];
  const held: ((result: 'done' | 'refused' | 'broken') => void)[] = [];
  const checkpoint = () =>
    new Promise<ReturnType<typeof ok<Published>> | ReturnType<typeof fail>>((done, broke) => {
      held.push((result) =>
        result === 'broken'
          ? broke(new Error('broken'))
          : done(result === 'done' ? ok(published) : fail('no-log-key', 'No key.')),
      );
    });
  let beat = () => {};
  let every = 0;
  let stopped = false;
  const stop = publishRegularly(
    { dossiers, checkpoint },
    (event) => told.push(event),
    (work, ms) => {
      [beat, every] = [work, ms];
      return () => (stopped = true);
    },
  );
  assert.equal(every, 60_000);
  for (const [n, result] of (['done', 'refused', 'broken', 'done'] as const).entries()) {
    beat();
    await settled();
    beat();
    await settled();
    assert.equal(held.length, n + 1, 'one at a time');
    held[n]?.(result);
    await settled();
  }
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['not-published-no-log-key', 'not-published'],
  );
  stop();
  assert.ok(stopped);
});
