/**
 * The plain tar format (POSIX ustar), as much of it as a backup needs: regular files with plain names,
 * in blocks of 512 bytes. Reading is strict, because a backup is either exactly what was written or damaged.
 */
import { concat, utf8 } from '../../core/base/bytes.js';

export const BLOCK = 512;

export interface TarHeader {
  readonly path: string;
  readonly bytes: number;
}

/** Two empty blocks end an archive. */
export const END = new Uint8Array(2 * BLOCK);

const NAME = 100;
const PREFIX = 155;

/** `null` where the name is too long for the format. */
export function tarHeader({ path, bytes }: TarHeader): Uint8Array | null {
  const split = splitName(path);
  if (split === null) return null;
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string) => block.set(utf8(text), at);
  put(0, split.name);
  put(100, '0000600\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${bytes.toString(8).padStart(11, '0')}\0`);
  // No times: two backups of one state are the same but for the manifest.
  put(136, '00000000000\0');
  put(148, '        ');
  put(156, '0');
  put(257, 'ustar\u000000');
  put(345, split.prefix);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}

function splitName(path: string): { readonly prefix: string; readonly name: string } | null {
  if (utf8(path).length <= NAME) return { prefix: '', name: path };
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (utf8(prefix).length <= PREFIX && utf8(name).length <= NAME) return { prefix, name };
  }
  return null;
}

/** Zeros up to the next block. */
export function padding(bytes: number): Uint8Array {
  return new Uint8Array((BLOCK - (bytes % BLOCK)) % BLOCK);
}

const FIELDS = new TextDecoder('utf-8', { fatal: true });

/** What a block says, `end` for an empty one, or `null` where this program cannot have written it. */
export function readHeader(block: Uint8Array): TarHeader | 'end' | null {
  if (block.every((byte) => byte === 0)) return 'end';
  try {
    const field = (at: number, length: number) =>
      FIELDS.decode(block.subarray(at, at + length)).replace(/\0+$/, '');
    const prefix = field(345, PREFIX);
    const path = prefix === '' ? field(0, NAME) : `${prefix}/${field(0, NAME)}`;
    const size = field(124, 11);
    if (!/^[0-7]{11}$/.test(size)) return null;
    const header = { path, bytes: Number.parseInt(size, 8) };
    const again = tarHeader(header);
    // Written again it must be the very block: nothing in it is left unchecked.
    return again !== null && again.every((byte, i) => byte === block[i]) ? header : null;
  } catch {
    return null;
  }
}

/** Bytes of an archive handed out in the pieces its reader asks for. */
export class Pieces {
  private readonly source: AsyncIterator<Uint8Array>;
  private held: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Up to `most` bytes, at least one; empty at the end. */
  async some(most: number): Promise<Uint8Array> {
    while (this.held.length === 0) {
      const next = await this.source.next();
      if (next.done === true) return this.held;
      this.held = next.value;
    }
    const piece = this.held.subarray(0, most);
    this.held = this.held.subarray(piece.length);
    return piece;
  }

  /** Exactly so many bytes, fewer only at the end. For small pieces. */
  async exactly(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (let missing = length; missing > 0;) {
      const piece = await this.some(missing);
      if (piece.length === 0) break;
      parts.push(piece);
      missing -= piece.length;
    }
    return concat(...parts);
  }
}
