/**
 * OpenTimestamps proofs: steps that lead from a file's hash to something others have published. Without
 * a network a Bitcoin block cannot be looked up, so a proof that ends in one is pending until whoever
 * checks brings the block's Merkle root. Format: github.com/opentimestamps/python-opentimestamps.
 */
import { ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { keccak_256 as keccak256 } from '@noble/hashes/sha3.js';
import { concat, sha256, toHex, utf8 } from '../base/bytes.js';
import { assertNever, fail, ok, type Result } from '../base/result.js';
import { type StampChecked, type StampVerdict } from './verdict.js';

const MAGIC = concat(
  Uint8Array.of(0),
  utf8('OpenTimestamps'),
  Uint8Array.of(0, 0),
  utf8('Proof'),
  Uint8Array.of(0, 0xbf, 0x89, 0xe2, 0xe8, 0x84, 0xe8, 0x92, 0x94),
);

/** Where the steps of a proof end. */
export type OtsEnd =
  /** `root`: the Merkle root that the block must have, as block explorers print it. */
  | { readonly kind: 'bitcoin'; readonly height: number; readonly root: string }
  | { readonly kind: 'calendar'; readonly address: string }
  | { readonly kind: 'other'; readonly tag: string };

export interface OtsProof {
  readonly hash: 'sha256' | 'sha1' | 'ripemd160' | 'keccak256';
  /** Of the file, in hexadecimal. */
  readonly digest: string;
  readonly ends: readonly OtsEnd[];
}

export function isOts(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** No honest proof comes near these. */
const LIMITS = { message: 4096, payload: 8192, depth: 256, steps: 10_000 } as const;

class Damaged extends Error {}

/** Problems: `bad-proof`. */
export function readOts(bytes: Uint8Array): Result<OtsProof> {
  if (!isOts(bytes)) return fail('bad-proof', 'It is no OpenTimestamps proof.');
  try {
    const reader = new Reader(bytes.subarray(MAGIC.length));
    if (reader.number() !== 1) throw new Damaged();
    const hash = HASHES[reader.byte()];
    if (hash === undefined) throw new Damaged();
    const digest = reader.take(hash.length);
    const ends: OtsEnd[] = [];
    walk(reader, digest, { ends, depth: 0 });
    if (!reader.done()) throw new Damaged();
    return ok({ hash: hash.name, digest: toHex(digest), ends });
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    return fail('bad-proof', 'The OpenTimestamps proof is cut off or damaged.');
  }
}

interface Walk {
  readonly ends: OtsEnd[];
  readonly depth: number;
}

function walk(reader: Reader, message: Uint8Array, { ends, depth }: Walk): void {
  if (depth > LIMITS.depth) throw new Damaged();
  for (;;) {
    const tag = reader.byte();
    const branch = tag === 0xff;
    const step = branch ? reader.byte() : tag;
    if (step === 0) ends.push(endOf(reader, message));
    else walk(reader, applied(step, reader, message), { ends, depth: depth + 1 });
    if (!branch) return;
  }
}

const HASHES: Readonly<
  Record<
    number,
    {
      readonly name: OtsProof['hash'];
      readonly length: number;
      readonly of: (bytes: Uint8Array) => Uint8Array;
    }
  >
> = {
  0x02: { name: 'sha1', length: 20, of: sha1 },
  0x03: { name: 'ripemd160', length: 20, of: ripemd160 },
  0x08: { name: 'sha256', length: 32, of: sha256 },
  0x67: { name: 'keccak256', length: 32, of: keccak256 },
};

function applied(step: number, reader: Reader, message: Uint8Array): Uint8Array {
  const hash = HASHES[step];
  const next =
    hash !== undefined
      ? hash.of(message)
      : step === 0xf0
        ? concat(message, reader.bytes(LIMITS.message))
        : step === 0xf1
          ? concat(reader.bytes(LIMITS.message), message)
          : step === 0xf2
            ? message.slice().reverse()
            : step === 0xf3
              ? utf8(toHex(message))
              : null;
  if (next === null || next.length > LIMITS.message) throw new Damaged();
  return next;
}

const BITCOIN = '0588960d73d71901';
const CALENDAR = '83dfe30d2ef90c8e';

function endOf(reader: Reader, message: Uint8Array): OtsEnd {
  const tag = toHex(reader.take(8));
  const payload = new Reader(reader.bytes(LIMITS.payload));
  if (tag === BITCOIN) {
    const height = payload.number();
    if (!payload.done() || message.length !== 32) throw new Damaged();
    return { kind: 'bitcoin', height, root: toHex(message.slice().reverse()) };
  }
  if (tag !== CALENDAR) return { kind: 'other', tag };
  const address = new TextDecoder('latin1').decode(payload.bytes(1000));
  if (!/^[A-Za-z0-9._:/-]+$/.test(address) || !payload.done()) throw new Damaged();
  return { kind: 'calendar', address };
}

class Reader {
  private at = 0;
  private steps = 0;
  private readonly source: Uint8Array;

  constructor(source: Uint8Array) {
    this.source = source;
  }

  byte(): number {
    const byte = this.source[this.at++];
    if (byte === undefined || ++this.steps > LIMITS.steps) throw new Damaged();
    return byte;
  }

  take(length: number): Uint8Array {
    if (this.at + length > this.source.length) throw new Damaged();
    this.at += length;
    return this.source.subarray(this.at - length, this.at);
  }

  /** Seven bits a byte, the least first. */
  number(): number {
    let value = 0;
    for (let shift = 0; shift < 42; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Damaged();
  }

  bytes(most: number): Uint8Array {
    const length = this.number();
    if (length > most) throw new Damaged();
    return this.take(length);
  }

  done(): boolean {
    return this.at === this.source.length;
  }
}

/** `blocks`: Merkle roots by height, from whoever checks and looked them up elsewhere. */
export function checkOts(
  bytes: Uint8Array,
  fileSha256: string,
  blocks: ReadonlyMap<number, string>,
): StampChecked {
  const proof = readOts(bytes);
  if (!proof.ok) return { verdict: 'fails', time: null, because: [proof.problem.message] };
  const { hash, digest, ends } = proof.value;
  if (hash !== 'sha256')
    return {
      verdict: 'unsupported',
      time: null,
      because: [`It is over a ${hash} digest; files are known here by SHA-256.`],
    };
  if (digest !== fileSha256)
    return { verdict: 'fails', time: null, because: ['It is a proof of other bytes than this file’s.'] };
  const told = ends.map((end) => checkEnd(end, blocks));
  const because = told.map(({ why }) => why);
  const order: readonly StampVerdict[] = ['proved', 'fails', 'pending', 'unsupported'];
  const verdict = order.find((one) => told.some((end) => end.verdict === one)) ?? 'fails';
  return { verdict, time: null, because };
}

function checkEnd(
  end: OtsEnd,
  blocks: ReadonlyMap<number, string>,
): { readonly verdict: StampVerdict; readonly why: string } {
  switch (end.kind) {
    case 'calendar':
      return { verdict: 'pending', why: `A promise of ${end.address}, not yet in any block.` };
    case 'other':
      return { verdict: 'unsupported', why: `A notary of a kind not known here (${end.tag}).` };
    case 'bitcoin': {
      const given = blocks.get(end.height);
      if (given === undefined)
        return {
          verdict: 'pending',
          why: `Bitcoin block ${end.height} must have the Merkle root ${end.root}; blocks are not looked up from here.`,
        };
      // Explorers print it from its last byte on, the proof's own tools from its first.
      const both = [end.root, (end.root.match(/../g) ?? []).reverse().join('')];
      return both.includes(given.toLowerCase())
        ? { verdict: 'proved', why: `It leads to the Merkle root you gave of Bitcoin block ${end.height}.` }
        : {
            verdict: 'fails',
            why: `Bitcoin block ${end.height} has another Merkle root than the proof leads to.`,
          };
    }
    default:
      return assertNever(end);
  }
}
