/** Proofs of claims in an invented log, each claim about another event. */
import assert from 'node:assert/strict';
import { utf8 } from '../../src/core/base/bytes.js';
import { claimToBytes } from '../../src/core/claim/bytes.js';
import { type Claim } from '../../src/core/claim/claim.js';
import { signCheckpoint } from '../../src/core/ledger/checkpoint.js';
import { type ClaimProof } from '../../src/core/ledger/claim-proof.js';
import { sealEntry } from '../../src/core/ledger/entry.js';
import { signerOf } from '../../src/core/ledger/note.js';
import { inclusionProof } from '../../src/core/ledger/proof.js';
import { nodesFromTiles, TileBuilder, tilePath } from '../../src/core/ledger/tiles.js';
import { rootOf } from '../../src/core/ledger/tree.js';
import { claimOf } from '../store/fixtures.js';

export const signer = signerOf('example.org/log', new Uint8Array(32).fill(5));
export const recorder = 'person:7';
export const recordedAt = (seq: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seq)).toISOString();
export const claimAt = (seq: number): Claim => claimOf(`E-${seq}`, `said of ${seq}`);

/** The proof of claim `seq` among `size`. */
export async function proofOf(
  seq: number,
  size: number,
  claim: (i: number) => Claim = claimAt,
): Promise<ClaimProof> {
  const builder = new TileBuilder();
  const files = new Map<string, Uint8Array>();
  const entries = Array.from({ length: size }, (_, i) => {
    const salt = new Uint8Array(32).fill(i);
    const entry = {
      kind: 'claim',
      at: recordedAt(i),
      actor: recorder,
      salt,
      body: claimToBytes(claim(i)),
    } as const;
    return sealEntry(entry, i);
  });
  for (const { leaf } of entries) for (const tile of builder.add(leaf)) files.set(tilePath(tile), tile.bytes);
  for (const tile of builder.partials()) files.set(tilePath(tile), tile.bytes);
  const nodes = nodesFromTiles(size, (tile) =>
    Promise.resolve(files.get(tilePath(tile)) ?? new Uint8Array()),
  );
  const checkpoint = { origin: signer.name, size, root: rootOf(builder.head()) };
  const { at, actor, salt, body } = entries[seq] ?? assert.fail('no such entry');
  return {
    at,
    actor,
    salt,
    body,
    seq,
    inclusion: await inclusionProof(seq, size, nodes),
    checkpoint: utf8(signCheckpoint(checkpoint, [signer])),
    keys: [{ name: signer.name, publicKey: signer.publicKey }],
  };
}
