/** A disk without space is told as that, with the way out, and neither as a fault nor as the reader's mistake. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from '../../test/web/fixture.js';
import { servicesOf } from '../../test/web/services.js';
import { fail } from '../core/base/result.js';
import { createApp } from './app.js';

test('attack 66: without space a page that must write answers 507, the others go on, and all is well once there is space', async () => {
  const told: string[] = [];
  let space: 'there' | 'none' | 'read-only' = 'there';
  const services = servicesOf(fixture());
  const app = createApp({
    ...services,
    broke: (kind) => told.push(kind),
    head: (id) => {
      if (space === 'none') throw Object.assign(new Error('/home/someone: no space'), { code: 'ENOSPC' });
      return services.head(id);
    },
    entries: (...asked) =>
      space === 'read-only'
        ? Promise.resolve(fail('read-only', 'The record is read-only.', { fix: 'Start it again.' }))
        : services.entries(...asked),
  });
  const ask = (path: string, language = 'en') =>
    app.request(`http://localhost:3300${path}`, { headers: { 'accept-language': language } });
  assert.equal((await ask('/d/vesnia-koravia/log')).status, 200);

  space = 'none';
  const full = await ask('/d/vesnia-koravia/log');
  assert.equal(full.status, 507);
  const page = await full.text();
  assert.match(page, /disk is full.*Free some space/s);
  assert.doesNotMatch(page, /someone|made a mistake/);
  assert.match(await (await ask('/d/vesnia-koravia', 'ko')).text(), /디스크가 가득/);
  assert.deepEqual([...new Set(told)], ['disk-full'], 'the operator is told the kind, and no path');
  assert.equal((await ask('/dossiers')).status, 200, 'what needs no writing is served');

  space = 'read-only';
  const refused = await ask('/d/vesnia-koravia/log');
  assert.equal(refused.status, 507);
  assert.match(await refused.text(), /read-only.*Start it again/s);
  assert.equal((await ask('/d/vesnia-koravia')).status, 200);

  space = 'there';
  assert.equal((await ask('/d/vesnia-koravia/log')).status, 200);
});
