/**
 * A published log checked by whoever has a copy, with nothing but the key: every entry hashed, every
 * tile derived again and compared, the root held against the signature. Trusts no server and needs no
 * database; runs in a browser. Stops at the first entry that is not what was signed, and names it.
 */
import { fromUtf8, sameBytes, toHex } from '../base/bytes.js';
import { assertNever, ok, type Result } from '../base/result.js';
import { type Checkpoint, openCheckpoint } from './checkpoint.js';
import { type NoteKey } from './note.js';
import { decodeBundle, hashesIn, type Tile, TILE_WIDTH, TileBuilder, tilePath, tileWidth } from './tiles.js';
import { leafHash, rootOf } from './tree.js';
import { type TwoRoots } from './two-roots.js';

/** A file of the log by its path, or `null` where there is none. */
export type LogSource = (path: string) => Promise<Uint8Array | null>;

export interface LogCheck {
  /** The keys the reader trusts. */
  readonly keys: readonly NoteKey[];
  /** A checkpoint kept from before: the log must go on from it. */
  readonly older?: Uint8Array;
  /** Sees every entry that was found right, in order. */
  readonly onEntry?: (seq: number, leaf: Uint8Array) => void;
  readonly progress?: (done: number, total: number) => void;
}

export type LogFindingKind =
  /** Two signed roots for one size: whoever signed showed different people different logs. */
  | 'two-roots'
  /** The log is smaller than it was: put back from an old backup. */
  | 'smaller'
  /** The log does not begin as it did. */
  | 'not-continued'
  /** A file is not there. */
  | 'missing'
  /** An entry or a tile is not what was signed. */
  | 'changed';

export interface LogFinding {
  readonly kind: LogFindingKind;
  /** The first entry that cannot be trusted, where that can be told. */
  readonly entry: number | null;
  readonly where: string;
}

export interface LogReport {
  readonly checkpoint: Checkpoint;
  /** The older checkpoint the log was held against. */
  readonly older: Checkpoint | null;
  /** Entries found to be what was signed, when there is no finding. */
  readonly entries: number;
  readonly finding: LogFinding | null;
  /** Proof that two roots of one size were signed, to hand on. */
  readonly twoRoots: TwoRoots | null;
}

/** Problems are those of the checkpoints: without a signature that holds there is nothing to compare with. */
export async function verifyLog(source: LogSource, check: LogCheck): Promise<Result<LogReport>> {
  const note = (await source('checkpoint')) ?? new Uint8Array();
  const checkpoint = openCheckpoint(note, check.keys);
  if (!checkpoint.ok) return { ok: false, problem: { ...checkpoint.problem, where: 'checkpoint' } };
  const older = check.older === undefined ? null : openCheckpoint(check.older, check.keys);
  if (older !== null && !older.ok)
    return { ok: false, problem: { ...older.problem, where: 'the older checkpoint' } };
  const [now, before] = [checkpoint.value, older?.value ?? null];
  const finding =
    (before === null ? null : compare(now, before)) ?? (await checkEntries(source, check, { now, before }));
  const twoRoots: TwoRoots | null =
    finding?.kind === 'two-roots'
      ? { checkpoints: [fromUtf8(check.older ?? note), fromUtf8(note)], keys: check.keys }
      : null;
  return ok({ checkpoint: now, older: before, entries: finding === null ? now.size : 0, finding, twoRoots });
}

function compare(now: Checkpoint, before: Checkpoint): LogFinding | null {
  if (before.size > now.size) return { kind: 'smaller', entry: now.size, where: 'checkpoint' };
  if (before.size === now.size && !sameBytes(before.root, now.root))
    return { kind: 'two-roots', entry: null, where: 'checkpoint' };
  return null;
}

interface Two {
  readonly now: Checkpoint;
  readonly before: Checkpoint | null;
}

async function checkEntries(
  source: LogSource,
  check: LogCheck,
  { now, before }: Two,
): Promise<LogFinding | null> {
  const builder = new TileBuilder();
  for (let index = 0; index * TILE_WIDTH < now.size; index++) {
    const width = tileWidth(now.size, 0, index);
    const read = await readLeaves(source, { index, width });
    if ('kind' in read) return read;
    for (const [leaf, hash] of read.leaves) {
      check.onEntry?.(builder.size, leaf);
      for (const tile of builder.add(leaf, hash)) {
        const finding = tile.level === 0 || tile.level === 'entries' ? null : await compareTile(source, tile);
        if (finding !== null) return finding;
      }
      if (builder.size === before?.size && !sameBytes(rootOf(builder.head()), before.root))
        return { kind: 'not-continued', entry: null, where: 'checkpoint' };
    }
    check.progress?.(builder.size, now.size);
  }
  for (const tile of builder.partials()) {
    const finding = tile.level === 0 || tile.level === 'entries' ? null : await compareTile(source, tile);
    if (finding !== null) return finding;
  }
  if (sameBytes(rootOf(builder.head()), now.root)) return null;
  // Everything agrees with everything but the signature: all of it was written anew.
  return { kind: 'changed', entry: before?.size ?? 0, where: 'checkpoint' };
}

/** The tile, or the first part of the full one where the partial one was dropped since. */
async function readTile(source: LogSource, tile: Tile): Promise<Uint8Array | null> {
  const exact = await source(tilePath(tile));
  return exact ?? (tile.width === TILE_WIDTH ? null : await source(tilePath({ ...tile, width: TILE_WIDTH })));
}

type Leaves = { readonly leaves: readonly (readonly [leaf: Uint8Array, hash: Uint8Array])[] };

/** The leaves of one bundle, each hashing to its place in the tile beside it. */
async function readLeaves(
  source: LogSource,
  at: { index: number; width: number },
): Promise<Leaves | LogFinding> {
  const [bundleAt, tileAt] = [
    { level: 'entries' as const, ...at },
    { level: 0, ...at },
  ];
  const [bundle, tile] = [await readTile(source, bundleAt), await readTile(source, tileAt)];
  const first = at.index * TILE_WIDTH;
  if (bundle === null) return { kind: 'missing', entry: first, where: tilePath(bundleAt) };
  if (tile === null) return { kind: 'missing', entry: first, where: tilePath(tileAt) };
  const { entries, whole } = decodeBundle(bundle);
  const hashes = hashesIn(tile);
  const leaves: (readonly [Uint8Array, Uint8Array])[] = [];
  for (let i = 0; i < at.width; i++) {
    const [leaf, hash] = [entries[i], hashes[i]];
    const found = leaf === undefined ? null : leafHash(leaf);
    if (leaf === undefined || hash === undefined || found === null || !sameBytes(found, hash))
      return { kind: 'changed', entry: first + i, where: tilePath(bundleAt) };
    leaves.push([leaf, found]);
  }
  const exact = entries.length === at.width && whole && tile.length === at.width * 32;
  const full = bundle.length > 0 && entries.length === TILE_WIDTH && whole && tile.length === TILE_WIDTH * 32;
  if (exact || full) return { leaves };
  return { kind: 'changed', entry: first + at.width - 1, where: tilePath(bundleAt) };
}

/** A tile above the lowest, against the one its entries give. */
async function compareTile(
  source: LogSource,
  tile: {
    readonly level: number | 'entries';
    readonly index: number;
    readonly width: number;
    readonly bytes: Uint8Array;
  },
): Promise<LogFinding | null> {
  const where = tilePath(tile);
  const level = tile.level === 'entries' ? 0 : tile.level;
  const entryAt = (i: number) => (tile.index * TILE_WIDTH + i) * TILE_WIDTH ** level;
  const found = await readTile(source, tile);
  if (found === null) return { kind: 'missing', entry: entryAt(0), where };
  const hashes = hashesIn(found);
  const bad = hashesIn(tile.bytes).findIndex((hash, i) => !sameBytes(hash, hashes[i] ?? new Uint8Array()));
  if (bad >= 0) return { kind: 'changed', entry: entryAt(bad), where };
  const fits = found.length === tile.bytes.length || found.length === TILE_WIDTH * 32;
  return fits ? null : { kind: 'changed', entry: entryAt(tile.width - 1), where };
}

/** What a finding means, in a sentence. */
export function findingText({ kind, entry, where }: LogFinding, { checkpoint, older }: LogReport): string {
  const at = entry === null ? '' : `Entry ${entry}`;
  switch (kind) {
    case 'two-roots':
      return (
        `Two signed checkpoints of ${checkpoint.size} entries have different roots ` +
        `(${toHex(checkpoint.root)} and ${older === null ? '' : toHex(older.root)}): ` +
        'different people were shown different logs. Keep both files: together they prove it.'
      );
    case 'smaller':
      return (
        `The log holds ${checkpoint.size} entries and held ${older?.size ?? 0} before: ` +
        'it was put back from an old backup, or entries were withdrawn. Keep both files.'
      );
    case 'not-continued':
      return `The first ${older?.size ?? 0} entries are not those that were signed before. Keep both files.`;
    case 'missing':
      return `${at} and those after it cannot be checked: ${where} is missing.`;
    case 'changed':
      return where === 'checkpoint'
        ? `The entries from ${entry ?? 0} on do not give the signed root, though the tiles agree with each other.`
        : `${at} is not what was signed (${where}).`;
    default:
      return assertNever(kind);
  }
}
