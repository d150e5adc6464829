/** Width, height and end of a picture, from its structure alone (PNG, JPEG, GIF, WebP, BMP). */

export interface ImageFrame {
  readonly width: number;
  readonly height: number;
  /** Where the picture ends, when its structure could be walked to its end. */
  readonly end: number;
  readonly complete: boolean;
}

export function imageFrame(bytes: Uint8Array, mediaType: string): ImageFrame | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (mediaType) {
      case 'image/png':
        return png(view);
      case 'image/jpeg':
        return jpeg(view);
      case 'image/gif':
        return gif(view);
      case 'image/webp':
        return webp(view);
      case 'image/bmp':
        return {
          width: view.getUint32(18, true),
          height: Math.abs(view.getInt32(22, true)),
          end: view.getUint32(2, true),
          complete: true,
        };
      default:
        return null;
    }
  } catch {
    // Read past the end: the header is cut short.
    return null;
  }
}

function png(view: DataView): ImageFrame {
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  let at = 8;
  while (at + 12 <= view.byteLength) {
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    at += 12 + length;
    if (type === 0x49454e44) return { width, height, end: at, complete: at <= view.byteLength };
  }
  return { width, height, end: view.byteLength, complete: false };
}

function jpeg(view: DataView): ImageFrame | null {
  let [at, width, height] = [2, 0, 0];
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return frame(width, height, view.byteLength, false);
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    const startOfFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (startOfFrame && width === 0) [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
    at += 2 + length;
    if (marker === 0xda) {
      const next = afterScan(view, at);
      if (next === null) return frame(width, height, view.byteLength, false);
      at = next;
      if (view.getUint8(at + 1) === 0xd9) return frame(width, height, at + 2, true);
    }
  }
  return frame(width, height, view.byteLength, false);
}

function frame(width: number, height: number, end: number, complete: boolean): ImageFrame | null {
  return width === 0 ? null : { width, height, end, complete };
}

/** The marker after packed picture data: 0xFF not followed by a stuffed zero or a restart. */
function afterScan(view: DataView, from: number): number | null {
  for (let at = from; at + 1 < view.byteLength; at++) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return null;
}

function gif(view: DataView): ImageFrame {
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  const flags = view.getUint8(10);
  let at = 13 + ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  const incomplete = { width, height, end: view.byteLength, complete: false };
  while (at < view.byteLength) {
    const block = view.getUint8(at);
    if (block === 0x3b) return { width, height, end: at + 1, complete: true };
    if (block === 0x21) at += 2;
    else if (block === 0x2c && at + 10 < view.byteLength) {
      const local = view.getUint8(at + 9);
      at += 11 + ((local & 0x80) === 0 ? 0 : 3 * 2 ** ((local & 7) + 1));
    } else return incomplete;
    while (at < view.byteLength && view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  return incomplete;
}

function webp(view: DataView): ImageFrame | null {
  const end = 8 + view.getUint32(4, true);
  const at = 20;
  switch (view.getUint32(12)) {
    case 0x56503858: // VP8X
      return {
        width: 1 + u24(view, at + 4),
        height: 1 + u24(view, at + 7),
        end,
        complete: end <= view.byteLength,
      };
    case 0x5650384c: {
      // VP8L
      const bits = view.getUint32(at + 1, true);
      return {
        width: 1 + (bits & 0x3fff),
        height: 1 + ((bits >>> 14) & 0x3fff),
        end,
        complete: end <= view.byteLength,
      };
    }
    case 0x56503820: // VP8
      return {
        width: view.getUint16(at + 6, true) & 0x3fff,
        height: view.getUint16(at + 8, true) & 0x3fff,
        end,
        complete: end <= view.byteLength,
      };
    default:
      return null;
  }
}

function u24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
}
