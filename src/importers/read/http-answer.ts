/** An HTTP answer as a web archive keeps it: status, headers, and the body as sent and as meant. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { type Budget, Refused, tooMuchUnpacked } from './reading.js';

export interface HttpMessage {
  /** The first line: what was asked, or the status. */
  readonly line: string;
  readonly headers: ReadonlyMap<string, string>;
  /** The body as it went over the wire. */
  readonly sent: Uint8Array;
}

export interface HttpAnswer extends HttpMessage {
  readonly status: number;
}

/** `null` when the block is no answer. */
export function httpAnswer(block: Uint8Array): HttpAnswer | null {
  const message = httpMessage(block);
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(message.line)?.[1];
  return status === undefined ? null : { ...message, status: Number(status) };
}

export function httpMessage(block: Uint8Array): HttpMessage {
  const view = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  const end = view.indexOf('\r\n\r\n');
  const [line = '', ...rest] = view
    .subarray(0, end === -1 ? view.length : end)
    .toString('latin1')
    .split('\r\n');
  const headers = new Map<string, string>();
  for (const header of rest) {
    const colon = header.indexOf(':');
    if (colon > 0) headers.set(header.slice(0, colon).trim().toLowerCase(), header.slice(colon + 1).trim());
  }
  return { line, headers, sent: end === -1 ? block.subarray(0, 0) : block.subarray(end + 4) };
}

/** The body without its transfer chunks; the bytes themselves where it has none or they are not sound. */
export function withoutChunks({ headers, sent }: HttpMessage): Uint8Array {
  if (!/chunked/i.test(headers.get('transfer-encoding') ?? '')) return sent;
  const view = Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength);
  const parts: Buffer[] = [];
  for (let at = 0; at < view.length;) {
    const end = view.indexOf('\r\n', at);
    const size = end === -1 ? '' : view.subarray(at, end).toString('latin1').split(';')[0]?.trim();
    if (size === undefined || !/^[0-9a-f]{1,8}$/i.test(size)) return sent;
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    if (end + 2 + length > view.length) return sent;
    parts.push(view.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return Buffer.concat(parts);
}

/** The body as the page meant it, unpacked within the budget; `null` when its packing is not known. */
export function meantBody(answer: HttpAnswer, budget: Budget): Uint8Array | null {
  const body = withoutChunks(answer);
  const options = { maxOutputLength: Math.max(1, budget.remaining) };
  try {
    const plain = unpack(body, (answer.headers.get('content-encoding') ?? '').toLowerCase(), options);
    if (plain !== null && plain !== body) budget.take(plain.length);
    return plain;
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (error instanceof RangeError) throw tooMuchUnpacked();
    return null;
  }
}

function unpack(body: Uint8Array, packing: string, options: { maxOutputLength: number }): Uint8Array | null {
  switch (packing) {
    case '':
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip':
      // Archives made by tools that unpacked already keep the header: the bytes decide.
      return body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, options) : body;
    case 'deflate':
      return inflateSync(body, options);
    case 'br':
      return brotliDecompressSync(body, options);
    default:
      return null;
  }
}
