/**
 * Tiles (c2sp.org/tlog-tiles): the tree as files of up to 256 hashes, eight levels high, and its
 * leaves as bundles of up to 256. A full tile never changes again; a partial one is named by its width.
 */
import { concat, sameBytes } from '../base/bytes.js';
import { type NodeReader } from './proof.js';
import { appendHash, EMPTY_TREE, leafHash, nodeHash, type TreeHead } from './tree.js';

export const TILE_WIDTH = 256;
const HEIGHT = 8;
const HASH = 32;

/** `entries`: a bundle of leaves, which is as wide as the tile of level 0 beside it. */
export interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  /** Hashes or leaves in it, 1 to 256. */
  readonly width: number;
}

/** `tile/1/x001/x234/067.p/17`. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** `null` for every text that `tilePath` does not give. */
export function parseTilePath(path: string): Tile | null {
  const match = /^tile\/(\d{1,2}|entries)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (match === null) return null;
  const [, level = '', name = '', width] = match;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(name.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const known = tile.level === 'entries' || tile.level < 64;
  const wide = tile.width >= 1 && tile.width <= TILE_WIDTH;
  return known && wide && Number.isSafeInteger(tile.index) && tilePath(tile) === path ? tile : null;
}

/** How many hashes level `level` has in a tree of `size` leaves. */
export function levelLength(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** How wide a tile is in a tree of `size` leaves; 0 when it has none. */
export function tileWidth(size: number, level: number, index: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, levelLength(size, level) - index * TILE_WIDTH));
}

/** Entries as they stand in a bundle: each with its length in two bytes before it. */
export function encodeEntry(entry: Uint8Array): Uint8Array {
  if (entry.length > 0xffff) throw new Error('An entry is too long for a bundle');
  return concat(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry);
}

/** The entries that read, and whether that was all there was. */
export function decodeBundle(bytes: Uint8Array): { readonly entries: Uint8Array[]; readonly whole: boolean } {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const end = at + 2 + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
    if (end > bytes.length) break;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return { entries, whole: at === bytes.length };
}

/** The hashes of a tile. */
export function hashesIn(bytes: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at + HASH <= bytes.length; at += HASH) hashes.push(bytes.subarray(at, at + HASH));
  return hashes;
}

/** The root of a complete subtree over a power of two of hashes. */
function rootOver(hashes: readonly Uint8Array[]): Uint8Array {
  let row = [...hashes];
  while (row.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i + 1 < row.length; i += 2) {
      const [left, right] = [row[i], row[i + 1]];
      if (left !== undefined && right !== undefined) above.push(nodeHash(left, right));
    }
    row = above;
  }
  const [root] = row;
  if (root === undefined) throw new Error('No hashes, no root');
  return root;
}

/** What a tile reader gives: the tile's bytes, of the right length. */
export type TileReader = (tile: Tile) => Promise<Uint8Array>;

/** Reads hashes of the tree of `size` leaves out of its tiles. They are as good as the tiles: check what is proved. */
export function nodesFromTiles(size: number, read: TileReader): NodeReader {
  return async (level, index) => {
    const tileLevel = Math.floor(level / HEIGHT);
    const count = 2 ** (level % HEIGHT);
    const first = index * count;
    const tile = { level: tileLevel, index: Math.floor(first / TILE_WIDTH) };
    const width = tileWidth(size, tileLevel, tile.index);
    const bytes = await read({ ...tile, width });
    const from = first % TILE_WIDTH;
    const hashes = hashesIn(bytes).slice(from, from + count);
    if (hashes.length !== count) throw new Error('A tile is too short');
    return rootOver(hashes);
  };
}

/** A tile with its bytes. */
export interface TileData extends Tile {
  readonly bytes: Uint8Array;
}

/**
 * Grows tiles leaf by leaf: the same code writes a log and checks one. Holds only the tiles that are
 * not yet full.
 */
export class TileBuilder {
  private readonly levels: Uint8Array[][];
  private bundle: Uint8Array[];
  private count: number;

  /** Begins empty, or after `size` leaves with the partial tiles and the partial bundle of that tree. */
  constructor(size = 0, levels: readonly (readonly Uint8Array[])[] = [], bundle: readonly Uint8Array[] = []) {
    this.count = size;
    this.levels = levels.map((hashes) => [...hashes]);
    this.bundle = [...bundle];
  }

  get size(): number {
    return this.count;
  }

  /** Whether what it was begun with is what a tree of that size has, leaves and hashes alike. */
  sound(): boolean {
    const [lowest = []] = this.levels;
    const widths = this.levels.every(
      (hashes, level) => hashes.length === levelLength(this.count, level) % TILE_WIDTH,
    );
    const leaves = this.bundle.map(leafHash);
    return (
      widths &&
      leaves.length === lowest.length &&
      leaves.every((hash, i) => sameBytes(hash, lowest[i] ?? hash))
    );
  }

  /** One more leaf; gives the tiles that it filled. `hashed`: its hash, where the caller has it already. */
  add(leaf: Uint8Array, hashed: Uint8Array = leafHash(leaf)): TileData[] {
    this.bundle.push(leaf);
    const filled: TileData[] = [];
    let hash: Uint8Array | null = hashed;
    this.count += 1;
    for (let level = 0; hash !== null; level++) {
      const hashes = (this.levels[level] ??= []);
      hashes.push(hash);
      hash = null;
      if (hashes.length < TILE_WIDTH) continue;
      const index = Math.floor(levelLength(this.count, level) / TILE_WIDTH) - 1;
      filled.push({ level, index, width: TILE_WIDTH, bytes: concat(...hashes) });
      if (level === 0) {
        filled.push(this.bundleAt(index));
        this.bundle = [];
      }
      hash = rootOver(hashes);
      this.levels[level] = [];
    }
    return filled;
  }

  private bundleAt(index: number): TileData {
    return {
      level: 'entries',
      index,
      width: this.bundle.length,
      bytes: concat(...this.bundle.map(encodeEntry)),
    };
  }

  /** The tiles that are not full, as the tree of this size has them. */
  partials(): TileData[] {
    const tiles: TileData[] = [];
    for (const [level, hashes] of this.levels.entries())
      if (hashes.length > 0) {
        const index = Math.floor(levelLength(this.count, level) / TILE_WIDTH);
        tiles.push({ level, index, width: hashes.length, bytes: concat(...hashes) });
        if (level === 0) tiles.push(this.bundleAt(index));
      }
    return tiles;
  }

  /** The right edge of the tree of this size. */
  head(): TreeHead {
    const edge = this.levels
      .map((hashes) => hashes.reduce(appendHash, EMPTY_TREE).edge)
      .toReversed()
      .flat();
    return { size: this.count, edge };
  }
}
