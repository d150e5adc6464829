/** The fault suite's short form: each fault once. `npm run faults -- --minutes 60` runs it for an hour. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { encryptedFullDisks, encryptedPowerCuts, flippedBytes, fullDisks, powerCuts } from './disk.js';
import { type Fault } from './fault.js';
import {
  killedBackups,
  killedEncryptedAppends,
  killedErasures,
  killedRebuilds,
  killedRestores,
} from './kills.js';
import { flippedTiles, killedPublishing, oldRecords, tornTiles } from './public-log.js';

/** Those with a test of their own in `test/store` are not run twice. */
const faults: readonly Fault[] = [
  killedEncryptedAppends,
  killedRebuilds,
  killedErasures,
  killedBackups,
  killedRestores,
  powerCuts,
  encryptedPowerCuts,
  fullDisks,
  encryptedFullDisks,
  flippedBytes,
  killedPublishing,
  tornTiles,
  flippedTiles,
  oldRecords,
];

for (const fault of faults)
  test(
    `attack ${fault.attack}: ${fault.name} (${fault.breaks}): nothing acknowledged is lost`,
    { timeout: 120_000 },
    async () => {
      const scratch = await mkdtemp(join(tmpdir(), 'a33-fault-'));
      try {
        const { broken, found } = await fault.round(scratch);
        assert.ok(broken > 0 && found >= 0, `${broken} ${fault.breaks}, ${found} found again`);
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
  );
