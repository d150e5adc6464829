/**
 * What the fault suite is made of. A fault breaks something on purpose, in a scratch folder of its own,
 * and then looks for everything that had been acknowledged. A round that finds something amiss throws.
 */
import assert from 'node:assert/strict';
import { unwrap } from '../../src/core/base/result.js';
import { openStore, type Store, type StoreOptions } from '../../src/store/open.js';
import { batchesOf } from '../store/crash.js';
import { allowedTo } from '../../src/core/policy/audience.js';
import { everyone, info } from '../store/fixtures.js';

export interface Round {
  /** How many times something was broken. */
  readonly broken: number;
  /** Acknowledged batches that were looked for afterwards, and found whole. */
  readonly found: number;
}

export interface Fault {
  readonly name: string;
  /** The number under which the attack is known, where it has one. */
  readonly attack: string;
  /** What is broken: `kills`, `flipped bytes`. */
  readonly breaks: string;
  readonly round: (scratch: string) => Promise<Round>;
}

export const open = async (dir: string, more: Partial<StoreOptions> = {}): Promise<Store> =>
  unwrap(await openStore({ dir, ...more }));

/** From 0 to one below `limit`. Chance is what the suite is about; a failed round keeps its folder. */
export const chance = (limit: number): number => Math.floor(Math.random() * limit);

/** A text that stands nowhere else, for an erasure to take away. */
export const secretOf = (batch: number): string => `a secret of batch ${batch}, to be erased`;

/** Everything re-derived agrees, every promised batch is there, and none shows in part. Returns how many were promised. */
export async function sound(store: Store, promised: readonly number[]): Promise<number> {
  assert.deepEqual(unwrap(await store.fsck(info.id)).problems, []);
  const batches = batchesOf(unwrap(await store.caseFile(info.id, everyone)));
  for (const batch of promised) assert.ok(batches.has(batch), `batch ${batch} was acknowledged and is gone`);
  for (const [batch, { has, of }] of batches) assert.equal(has, of, `batch ${batch} is whole`);
  return promised.length;
}

/** As `sound`, on a directory that nobody has open. */
export async function soundAt(
  dir: string,
  promised: readonly number[],
  more: Partial<StoreOptions> = {},
): Promise<number> {
  const store = await open(dir, more);
  try {
    // Nothing was ever promised where not even the dossier had been made.
    if (promised.length === 0 && (await store.dossiers(allowedTo({ kind: 'public' }))).length === 0) return 0;
    return await sound(store, promised);
  } finally {
    await store.close();
  }
}
