/**
 * A claim opened at its place in the published log. Only a public claim's row is ever read, whatever was
 * asked before; and nothing is handed out that would not verify.
 */
import { join } from 'node:path';
import { type DossierId } from '../../core/base/ids.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { checkClaimProof, type ClaimProof } from '../../core/ledger/claim-proof.js';
import { openCheckpoint } from '../../core/ledger/checkpoint.js';
import { type NoteKey } from '../../core/ledger/note.js';
import { inclusionProof } from '../../core/ledger/proof.js';
import { nodesFromTiles, type Tile, TILE_WIDTH, tilePath } from '../../core/ledger/tiles.js';
import { allowedFor } from '../../core/policy/audience.js';
import { layout } from '../directory.js';
import { type Files, readIfThere } from '../files.js';
import { readClaimAt, readPublicSalt } from '../record/entries.js';
import { readAs } from '../record/reader.js';
import { type Sql } from '../sql/port.js';
import { readSigners } from './keys.js';
import { checkpointPath } from './published.js';

export interface Proving {
  readonly dir: string;
  readonly id: DossierId;
  readonly files: Files;
  readonly sql: Sql;
  /** Publishes what is new. */
  readonly publish: () => Promise<Result<unknown>>;
}

export async function proveClaim(proving: Proving, seq: number): Promise<Result<ClaimProof>> {
  const { dir, id, files, sql, publish } = proving;
  const allowed = allowedFor({ kind: 'public' }, id);
  const entry = await readAs(sql, { dossier: id, allowed }, (session) => readClaimAt(session, id, seq));
  const salt = entry === null ? null : await readPublicSalt(sql, id, seq);
  if (entry === null || salt === null)
    return fail('not-public', 'The entry is no public claim, and its proof would publish it.', {
      where: `entry ${seq}`,
    });
  const signers = await readSigners(dir, id, files);
  if (!signers.ok) return signers;
  let note = await readIfThere(checkpointPath(dir, id));
  const size = note === null ? 0 : sizeOf(note, signers.value);
  if (size <= seq) {
    const published = await publish();
    if (!published.ok) return published;
    note = await readIfThere(checkpointPath(dir, id));
  }
  const keys = await publicKeys(proving);
  const checkpoint = openCheckpoint(note ?? new Uint8Array(), keys);
  if (!checkpoint.ok) return checkpoint;
  if (checkpoint.value.size <= seq)
    return fail('not-yet-published', 'The entry is recorded and not yet in the public log.', {
      where: `entry ${seq}`,
      fix: 'Run `article33 checkpoint`, and ask again.',
    });
  const nodes = nodesFromTiles(checkpoint.value.size, (tile) => readTile(proving, tile));
  const inclusion = await inclusionProof(seq, checkpoint.value.size, nodes).catch(() => []);
  const { at, actor, body } = entry;
  const proof = { at, actor, salt, body, seq, inclusion, checkpoint: note ?? new Uint8Array(), keys };
  return checkClaimProof(proof, keys).ok ? ok(proof) : tornLog(dir, id);
}

function sizeOf(note: Uint8Array, keys: readonly NoteKey[]): number {
  const checkpoint = openCheckpoint(note, keys);
  return checkpoint.ok ? checkpoint.value.size : 0;
}

/** A first publication made the key. */
async function publicKeys({ dir, id, files }: Proving): Promise<readonly NoteKey[]> {
  const signers = await readSigners(dir, id, files);
  return signers.ok ? signers.value.map(({ name, publicKey }) => ({ name, publicKey })) : [];
}

async function readTile({ dir, id }: Proving, tile: Tile): Promise<Uint8Array> {
  const at = (one: Tile) => readIfThere(join(layout.publicLog(dir, id), tilePath(one)));
  // Written meanwhile: the partial tile is gone once the full one is there.
  return (await at(tile)) ?? (await at({ ...tile, width: TILE_WIDTH })) ?? new Uint8Array();
}

function tornLog(dir: string, id: DossierId): Result<never> {
  return fail('damaged-log', 'The published files do not prove the entry: one is torn or gone.', {
    where: layout.publicLog(dir, id),
    fix: 'Run `article33 checkpoint`: it writes again what is torn. Then ask again.',
  });
}
