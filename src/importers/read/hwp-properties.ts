/** The property set of an HWP document (the OLE property set format): title, author, dates. */
import { type ReadMetadata } from '../../app/read-file.js';
import { pageText } from './reading.js';

const NAMES: Readonly<Record<number, { readonly name: string; readonly sensitive?: boolean }>> = {
  2: { name: 'title' },
  3: { name: 'subject' },
  4: { name: 'author', sensitive: true },
  5: { name: 'keywords' },
  6: { name: 'comments' },
  8: { name: 'last saved by', sensitive: true },
  12: { name: 'created' },
  13: { name: 'modified' },
};
const WIDE_TEXT = 0x1f;
const FILE_TIME = 0x40;

/** None where there is no set or it is damaged: properties are never a reason to refuse a text. */
export function hwpProperties(stream: Uint8Array | null): ReadMetadata[] {
  if (stream === null) return [];
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  try {
    const section = view.getUint32(44, true);
    const count = Math.min(view.getUint32(section + 4, true), 200);
    const found: ReadMetadata[] = [];
    for (let i = 0; i < count; i++) {
      const known = NAMES[view.getUint32(section + 8 + i * 8, true)];
      const value =
        known === undefined ? '' : valueAt(view, section + view.getUint32(section + 12 + i * 8, true));
      if (known !== undefined && value !== '') found.push({ ...known, value });
    }
    return found;
  } catch {
    return [];
  }
}

function valueAt(view: DataView, at: number): string {
  const type = view.getUint32(at, true);
  if (type === WIDE_TEXT) {
    const length = Math.min(view.getUint32(at + 4, true), 10_000);
    const bytes = new Uint8Array(
      view.buffer,
      view.byteOffset + at + 8,
      Math.min(length * 2, view.byteLength - at - 8),
    );
    return pageText(new TextDecoder('utf-16le').decode(bytes)).trim();
  }
  return type === FILE_TIME ? timeOf(view.getBigUint64(at + 4, true)) : '';
}

/** Tenths of microseconds since 1601; none when not set or outside the years of the format. */
function timeOf(ticks: bigint): string {
  const milliseconds = Number(ticks / 10_000n) - 11_644_473_600_000;
  if (milliseconds < 0 || milliseconds > 4_102_444_800_000) return '';
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
