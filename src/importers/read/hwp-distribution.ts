/**
 * A distribution document ("배포용 문서") is one whose author let everybody read it but not change it:
 * its text is scrambled with a key that stands in the file (published by Hancom as the supplement to the
 * HWP 5.0 format). It is read as its own program shows it; who made it is told as for any other.
 */
import { createDecipheriv } from 'node:crypto';

const TAG = 16 + 12;
const BLOCK = 256;

/** The stream as it would be in an ordinary document, or `null` when it is no such stream. */
export function unscrambled(stream: Uint8Array): Uint8Array | null {
  if (stream.length < 4 + BLOCK + 16) return null;
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const word = view.getUint32(0, true);
  if ((word & 0x3ff) !== TAG || word >>> 20 !== BLOCK) return null;
  const block = unmixed(stream.slice(4, 4 + BLOCK));
  const at = 4 + ((block[0] ?? 0) & 0xf);
  const body = stream.subarray(4 + BLOCK);
  const cipher = createDecipheriv('aes-128-ecb', block.subarray(at, at + 16), null);
  cipher.setAutoPadding(false);
  return new Uint8Array(cipher.update(body.subarray(0, body.length - (body.length % 16))));
}

/** The block is mixed with runs from the C library's old random numbers, started from its first word. */
function unmixed(block: Uint8Array): Uint8Array {
  let state = new DataView(block.buffer, block.byteOffset).getUint32(0, true);
  const next = () => {
    state = (Math.imul(state, 214_013) + 2_531_011) >>> 0;
    return (state >>> 16) & 0x7fff;
  };
  let [run, key] = [0, 0];
  for (let i = 0; i < BLOCK; i++) {
    if (run === 0) {
      key = next() & 0xff;
      run = (next() & 0xf) + 1;
    }
    if (i >= 4) block[i] = (block[i] ?? 0) ^ key;
    run--;
  }
  return block;
}
