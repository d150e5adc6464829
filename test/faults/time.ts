/** A clock that jumps, and a past that comes back. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { unwrap } from '../../src/core/base/result.js';
import { restoreBackup } from '../../src/store/backup/restore.js';
import { info, says, team } from '../store/fixtures.js';
import { chance, type Fault, open, sound, soundAt } from './fault.js';

const DAY_MS = 86_400_000;

export const clockJumps: Fault = {
  name: 'a clock that jumps up to a year',
  attack: '67',
  breaks: 'jumps',
  round: async (scratch) => {
    let now = Date.parse('2026-05-13T12:00:00Z');
    const store = await open(join(scratch, 'data'), { clock: () => new Date(now) });
    try {
      unwrap(await store.openDossier(info, null, 'tester'));
      const jumps = 20;
      for (let batch = 0; batch < jumps; batch++) {
        now += (chance(731) - 365) * DAY_MS;
        unwrap(await store.append(info.id, [says('E-1', `${batch} 0/1`)], 'tester'));
      }
      const lines = unwrap(await store.entries(info.id, 1, jumps + 1, team));
      assert.deepEqual(
        lines.map(({ seq }) => seq),
        Array.from({ length: jumps }, (_, i) => i + 1),
        'the order is the sequence',
      );
      return {
        broken: jumps,
        found: await sound(
          store,
          Array.from({ length: jumps }, (_, i) => i),
        ),
      };
    } finally {
      await store.close();
    }
  },
};

export const oldBackups: Fault = {
  name: 'an old backup over a newer record',
  attack: '16',
  breaks: 'restores',
  round: async (scratch) => {
    const dir = join(scratch, 'data');
    const store = await open(dir);
    unwrap(await store.openDossier(info, null, 'tester'));
    const batches = 6 + chance(6);
    const order = (batch: number) => ({ to: join(scratch, `${batch}.tar`), keys: true, program: 'faults' });
    for (let batch = 0; batch < batches; batch++) {
      const statements = [says('E-1', `${batch} 0/2`), says('E-2', `${batch} 1/2`)];
      unwrap(await store.append(info.id, statements, 'tester'));
      unwrap(await store.backup(order(batch)));
    }
    await store.close();
    for (let batch = 0; batch < batches - 1; batch++) {
      const refused = await restoreBackup({ from: order(batch).to, dir });
      assert.equal(refused.ok ? '' : refused.problem.kind, 'backup-older');
    }
    unwrap(await restoreBackup({ from: order(batches - 1).to, dir }));
    return {
      broken: batches - 1,
      found: await soundAt(
        dir,
        Array.from({ length: batches }, (_, i) => i),
      ),
    };
  },
};
