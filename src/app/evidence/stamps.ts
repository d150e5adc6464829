/** Proofs of time: put to an item by whoever holds it, and checked each time they are shown. */
import { concat } from '../../core/base/bytes.js';
import { checkOts, isOts } from '../../core/evidence/ots.js';
import { type StampChecked } from '../../core/evidence/verdict.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type Stamp, STAMP_MAX, type StampKind } from '../../core/ledger/custody.js';
import { type IncomingFile } from '../ports.js';
import { type Item } from './items.js';

/** Checks an RFC 3161 token against a file's SHA-256; `trust`: PEM certificates. */
export type TokenChecker = (bytes: Uint8Array, sha256: string, trust: string) => Promise<StampChecked>;

/** What whoever checks brings along: nothing is looked up from here. */
export interface Trusted {
  readonly checkToken: TokenChecker;
  /** PEM certificates whose signatures count; empty for none. */
  readonly certificates: string;
  /** Merkle roots of Bitcoin blocks, by height. */
  readonly blocks: ReadonlyMap<number, string>;
}

export interface CheckedStamp extends StampChecked {
  readonly kind: StampKind;
  /** The entry that put it there. */
  readonly entry: number;
}

export async function checkStamps(item: Item, trusted: Trusted): Promise<readonly CheckedStamp[]> {
  const checked: CheckedStamp[] = [];
  for (const { seq, custody } of item.chain?.events ?? [])
    if (custody.stamp !== null) {
      const found = await checkStamp(custody.stamp, item.sha256, trusted);
      checked.push({ kind: custody.stamp.kind, entry: seq, ...found });
    }
  return checked;
}

export function checkStamp({ kind, bytes }: Stamp, sha256: string, trusted: Trusted): Promise<StampChecked> {
  return kind === 'rfc3161'
    ? trusted.checkToken(bytes, sha256, trusted.certificates)
    : Promise.resolve(checkOts(bytes, sha256, trusted.blocks));
}

/** Problems: `proof-too-large`, `file-cut-off`, `proof-fails`. */
export async function readStamp(
  { pieces }: IncomingFile,
  sha256: string,
  trusted: Trusted,
): Promise<Result<Stamp>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of pieces) {
      length += piece.length;
      if (length > STAMP_MAX) return tooLarge();
      parts.push(piece);
    }
  } catch {
    return fail('file-cut-off', 'The proof could not be read to its end.', { fix: 'Check the file.' });
  }
  const bytes = concat(...parts);
  const stamp: Stamp = { kind: isOts(bytes) ? 'opentimestamps' : 'rfc3161', bytes };
  const { verdict, because } = await checkStamp(stamp, sha256, trusted);
  if (verdict !== 'fails') return ok(stamp);
  return fail('proof-fails', because.join(' '), {
    where: 'the proof',
    fix: 'Nothing was recorded. Check that it belongs to this file.',
  });
}

function tooLarge(): Result<never> {
  return fail('proof-too-large', `A proof of time has at most ${STAMP_MAX} bytes.`, {
    fix: 'Name the .tsr or .ots file itself.',
  });
}

/** `358391=8a1b…`: a height and the Merkle root of that block, from wherever it was looked up. */
export function parseBlocks(words: readonly string[]): Result<ReadonlyMap<number, string>> {
  const blocks = new Map<number, string>();
  for (const word of words) {
    const [, height, root] = /^(\d{1,9})=([0-9a-fA-F]{64})$/.exec(word.trim()) ?? [];
    if (height === undefined || root === undefined)
      return fail('bad-block', 'A block is given as its height, = and its Merkle root.', {
        where: '--block',
        fix: 'Write --block 358391=8a1b… with all 64 digits; several with commas.',
      });
    blocks.set(Number(height), root.toLowerCase());
  }
  return ok(blocks);
}
