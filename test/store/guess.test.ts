/**
 * An opponent has the public log, the dossier's public seed, the program, and a short list of what a claim
 * may say. What a user recorded cannot be found with all of that; what is shipped can, and is meant to be.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256, toHex, utf8 } from '../../src/core/base/bytes.js';
import { unwrap } from '../../src/core/base/result.js';
import { claimToBytes } from '../../src/core/claim/bytes.js';
import { bodyId, sealEntry, seededSalt } from '../../src/core/ledger/entry.js';
import { leafHash } from '../../src/core/ledger/tree.js';
import { openStore } from '../../src/store/open.js';
import { claimOf, info, says, team } from './fixtures.js';

const shippedSaid = (people: number) => `${people} people, by the shipped dossier`;
const privateSaid = (people: number) => `${people} people, by a witness`;
const seed = new Uint8Array(32).fill(7);

/** Everything that is published, as hexadecimal digits. */
async function publishedBytes(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const bytes = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name))));
  return bytes.map((one) => one.toString('hex')).join(' ');
}

test('attack 20: a claim that can say only one of a hundred things is not found in the public log by trying them all; a shipped one is, by design', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'a33-guess-'));
  const dir = join(parent, 'data');
  try {
    const store = unwrap(await openStore({ dir }));
    unwrap(await store.openDossier(info, seed, 'loader'));
    unwrap(await store.append(info.id, [says('E-1', shippedSaid(41))], 'loader', seed));
    unwrap(await store.append(info.id, [says('E-1', privateSaid(42))], 'operator'));
    unwrap(await store.checkpoint(info.id, 'whole'));
    const lines = unwrap(await store.entries(info.id, 0, 10, team));
    await store.close();
    const log = await publishedBytes(join(dir, 'dossiers', info.id, 'log'));
    for (const { leaf } of lines) assert.ok(log.includes(toHex(leaf)), 'the leaves are what is published');

    // The opponent knows even the instant and the actor of every entry.
    const found = (said: (people: number) => string): number => {
      let hits = 0;
      for (let people = 0; people < 100; people++) {
        const body = claimToBytes(claimOf('E-1', said(people)));
        const salts = [seededSalt(seed, body), seed, new Uint8Array(32), sha256(body), sha256(utf8(info.id))];
        for (const salt of salts)
          for (const { at, actor } of lines) {
            const { leaf, id } = sealEntry({ kind: 'claim', at, actor, salt, body }, 0);
            const traces = [
              leaf.subarray(1),
              id,
              leafHash(leaf),
              sha256(body),
              leafHash(body),
              bodyId(salt, body),
            ];
            if (traces.some((trace) => log.includes(toHex(trace)))) hits += 1;
          }
      }
      return hits;
    };
    assert.equal(found(privateSaid), 0, 'the salt of what a user records is random, and is never published');
    assert.equal(
      found(shippedSaid),
      1,
      'the guesses are good ones: with its public seed a shipped claim is found',
    );
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});
