/**
 * Standard base64 with padding (RFC 4648 §4), strict: one text for one run of bytes. A decoder that
 * took stray bits or a missing `=` would let one signed note be written in many ways.
 */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const left = bytes.length - i;
    text += digit(a >> 2) + digit(((a & 3) << 4) | (b >> 4));
    text += left > 1 ? digit(((b & 15) << 2) | (c >> 6)) : '=';
    text += left > 2 ? digit(c & 63) : '=';
  }
  return text;
}

function digit(value: number): string {
  return DIGITS.charAt(value);
}

/** The bytes, or `null` where the text is not the one encoding of them. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [held, bits, at] = [0, 0, 0];
  for (const char of digits) {
    held = ((held << 6) | DIGITS.indexOf(char)) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return toBase64(bytes) === text ? bytes : null;
}
