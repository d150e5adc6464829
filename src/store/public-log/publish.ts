/**
 * Publishing: bundles, then tiles, then the checkpoint, each written beside, flushed and renamed, and
 * the folders flushed before the checkpoint names them. Nothing is written before the leaves are known
 * to give the journal's root; never a smaller size, never two roots for one size.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sameBytes, toHex, utf8 } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type Checkpoint, signCheckpoint } from '../../core/ledger/checkpoint.js';
import { type NoteSigner, verifierKey } from '../../core/ledger/note.js';
import {
  decodeBundle,
  hashesIn,
  levelLength,
  type Tile,
  TILE_WIDTH,
  TileBuilder,
  type TileData,
  tilePath,
  tileWidth,
} from '../../core/ledger/tiles.js';
import { rootOf, type TreeHead } from '../../core/ledger/tree.js';
import { type Published, type RandomBytes } from '../../app/ports.js';
import { layout } from '../directory.js';
import { errorCode, type Files, placeFile, readIfThere, replaceFile } from '../files.js';
import { addSigner, makeSigner, readSigners } from './keys.js';
import { checkpointDiffers, checkpointPath, readPublished, rolledBack } from './published.js';

export interface Publishing {
  readonly dir: string;
  readonly id: DossierId;
  readonly files: Files;
  readonly random: RandomBytes;
  /** What the journal holds: the record of the root. */
  readonly tree: TreeHead;
  /** Leaves `from` ≤ i < `to`. */
  readonly leaves: (from: number, to: number) => Promise<readonly Uint8Array[]>;
}

/** Leaves read at a time. */
const PAGE = 2000;

/**
 * `new`: what was recorded since the last checkpoint. `whole`: also every file published before is
 * derived again and compared, and written again where it is torn or gone. `new-key`: so too, signed by a
 * further key from now on.
 */
export type PublishHow = 'new' | 'whole' | 'new-key';

export async function publishLog(publishing: Publishing, how: PublishHow): Promise<Result<Published>> {
  try {
    return await publishNow(publishing, how);
  } catch (error) {
    if (!/^E[A-Z]+$/.test(errorCode(error))) throw error;
    return fail('not-published', `The public log could not be written (${errorCode(error)}).`, {
      where: layout.publicLog(publishing.dir, publishing.id),
      fix: 'What was recorded is safe. Check the disk, then run `article33 checkpoint`.',
    });
  }
}

async function publishNow(publishing: Publishing, how: PublishHow): Promise<Result<Published>> {
  const { dir, id, tree } = publishing;
  const kept = await readSigners(dir, id, publishing.files);
  if (!kept.ok) return kept;
  const held = await readPublished(dir, id, kept.value);
  if (!held.ok) return held;
  const known = await signersFor(publishing, kept.value, held.value);
  if (!known.ok) return known;
  const last = held.value;
  if (last !== null && last.size > tree.size) return rolledBack(dir, id, last.size, tree.size);
  if (last?.size === tree.size && !sameBytes(last.root, rootOf(tree)))
    return checkpointDiffers(dir, id, tree.size);
  const signers = how === 'new-key' ? await withNewKey(publishing, known.value) : known.value;
  const told = answer(tree, signers);
  if (how === 'new' && last?.size === tree.size) return ok({ ...told, written: 0 });
  const begun = how === 'new' && last !== null ? await builderAt(publishing, last) : null;
  const grown = await grow(publishing, begun ?? new TileBuilder(), last);
  if (!grown.ok) return grown;
  const written = await writeTiles(publishing, grown.value);
  await writeCheckpoint(publishing, { origin: told.origin, size: tree.size, root: rootOf(tree) }, signers);
  await dropPartials(publishing, last?.size ?? 0);
  return ok({ ...told, written });
}

/** A log that was published under a key which is gone is not signed by a new one as if it were the same. */
async function signersFor(
  { dir, id, files, random }: Publishing,
  kept: readonly NoteSigner[],
  held: Checkpoint | null,
): Promise<Result<readonly NoteSigner[]>> {
  if (kept.length === 0 && held === null) return ok([await makeSigner(dir, id, { files, random })]);
  if (kept.length > 0 && (held === null || kept.every((signer) => signer.name === held.origin)))
    return ok(kept);
  return fail('no-log-key', 'The key that signs this public log is not here.', {
    where: layout.keys(dir, id),
    fix:
      'Put the folder keys back from where you keep it, or from a backup made with its keys. If it is lost, move the ' +
      'folder log somewhere else and keep it, take away any key of another name, and run `article33 checkpoint`: ' +
      'the public log begins anew under another name. What is recorded is safe; nothing more is published until then.',
  });
}

async function withNewKey(
  { dir, id, files, random }: Publishing,
  known: readonly NoteSigner[],
): Promise<readonly NoteSigner[]> {
  const [first] = known;
  if (first === undefined) return known;
  return [...known, await addSigner(dir, id, { files, random, name: first.name })];
}

function answer(tree: TreeHead, signers: readonly NoteSigner[]): Omit<Published, 'written'> {
  const [first] = signers;
  return {
    origin: first?.name ?? '',
    size: tree.size,
    root: toHex(rootOf(tree)),
    keys: signers.map(verifierKey),
  };
}

/** Goes on from the partial tiles of the last checkpoint; `null` when they are torn or gone. */
async function builderAt(publishing: Publishing, last: Checkpoint): Promise<TileBuilder | null> {
  const partial = async (level: number | 'entries'): Promise<Uint8Array> => {
    const depth = level === 'entries' ? 0 : level;
    const index = Math.floor(levelLength(last.size, depth) / TILE_WIDTH);
    const width = tileWidth(last.size, depth, index);
    const bytes = width === 0 ? null : await readIfThere(pathOf(publishing, { level, index, width }));
    return bytes ?? new Uint8Array();
  };
  const levels: Uint8Array[][] = [];
  for (let level = 0; levelLength(last.size, level) > 0; level++) levels.push(hashesIn(await partial(level)));
  const builder = new TileBuilder(last.size, levels, decodeBundle(await partial('entries')).entries);
  return builder.sound() && sameBytes(rootOf(builder.head()), last.root) ? builder : null;
}

/** The tiles that the leaves not yet built fill or begin, once they are known to give the journal's root. */
async function grow(
  { dir, id, tree, leaves }: Publishing,
  builder: TileBuilder,
  last: Checkpoint | null,
): Promise<Result<readonly TileData[]>> {
  const tiles: TileData[] = [];
  while (builder.size < tree.size) {
    // A page ends where the last checkpoint did, to compare the root there.
    const stop = last !== null && builder.size < last.size ? last.size : tree.size;
    const page = await leaves(builder.size, Math.min(builder.size + PAGE, stop));
    if (page.length === 0) break;
    for (const leaf of page) tiles.push(...builder.add(leaf));
    if (builder.size === last?.size && !sameBytes(rootOf(builder.head()), last.root))
      return checkpointDiffers(dir, id, last.size);
  }
  if (builder.size === tree.size && sameBytes(rootOf(builder.head()), rootOf(tree)))
    return ok([...tiles, ...builder.partials()]);
  return fail('damaged-ledger', 'The leaves in the database do not give the root of the journal.', {
    where: `dossier ${id}`,
    fix: 'Nothing was published. Run `article33 fsck`: it names the first entry that is wrong.',
  });
}

function pathOf({ dir, id }: Publishing, tile: Tile): string {
  return join(layout.publicLog(dir, id), tilePath(tile));
}

/** Bundles first: a tile never names a leaf that cannot be read. Gives the number of files written. */
async function writeTiles(publishing: Publishing, tiles: readonly TileData[]): Promise<number> {
  const { dir, id, files } = publishing;
  const folders = new Set<string>([layout.publicLog(dir, id)]);
  const ordered = [
    ...tiles.filter(({ level }) => level === 'entries'),
    ...tiles.filter(({ level }) => level !== 'entries'),
  ];
  let written = 0;
  for (const tile of ordered) {
    const path = pathOf(publishing, tile);
    const there = await readIfThere(path);
    if (there !== null && sameBytes(there, tile.bytes)) continue;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await placeFile(files, path, tile.bytes);
    for (
      let folder = dirname(path);
      folder.length > layout.publicLog(dir, id).length;
      folder = dirname(folder)
    )
      folders.add(folder);
    written += 1;
  }
  if (written === 0) return 0;
  for (const folder of folders) await files.syncFolder(folder);
  await files.syncFolder(dirname(layout.publicLog(dir, id)));
  return written;
}

async function writeCheckpoint(
  { dir, id, files }: Publishing,
  checkpoint: Checkpoint,
  signers: readonly NoteSigner[],
): Promise<void> {
  const folder = layout.publicLog(dir, id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = utf8(signers.map((signer) => `${verifierKey(signer)}\n`).join(''));
  const there = await readFile(join(folder, 'keys')).catch(() => null);
  if (there === null || !sameBytes(there, keys)) await replaceFile(files, join(folder, 'keys'), keys);
  await replaceFile(files, checkpointPath(dir, id), utf8(signCheckpoint(checkpoint, signers)));
}

/** Partial tiles whose full tile is there: readers of an older checkpoint take the full one instead. */
async function dropPartials(publishing: Publishing, from: number): Promise<void> {
  const { size } = publishing.tree;
  for (let level = 0; levelLength(size, level) > 0; level++) {
    const first = Math.floor(levelLength(from, level) / TILE_WIDTH);
    const full = Math.floor(levelLength(size, level) / TILE_WIDTH);
    for (let index = first; index < full; index++)
      for (const kind of level === 0 ? [level, 'entries' as const] : [level])
        await rm(`${pathOf(publishing, { level: kind, index, width: TILE_WIDTH })}.p`, {
          recursive: true,
          force: true,
        });
  }
}
