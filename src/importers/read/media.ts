/** Sound and film: kind, length and dates as the container's header states them. Nothing is decoded. */
import { latin1 } from './latin1.js';
import { type ReadMetadata, type ReadWarning } from '../../app/read-file.js';
import { grave, type Job, note, type Reading } from './reading.js';
import { type Sniffed } from './sniff.js';

export function readMedia({ bytes }: Job, { kind, mediaType }: Sniffed): Reading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Found = { metadata: [], warnings: [] };
  try {
    if (/mp4|quicktime/.test(mediaType)) boxes(view, { from: 0, to: view.byteLength }, 0, found);
    else if (mediaType === 'audio/wav') wave(view, found);
  } catch {
    found.warnings.push(note('header-cut', 'The header of the recording is cut short or damaged.'));
  }
  return { kind, mediaType, pages: [], ...found };
}

interface Found {
  readonly metadata: ReadMetadata[];
  readonly warnings: ReadWarning[];
}

const DEPTH = 16;
const HOLDERS = new Set(['moov', 'trak', 'mdia', 'udta', 'edts', 'minf', 'stbl']);

/** ISO 14496-12 boxes: a size, a name, and more boxes or data. */
function boxes(
  view: DataView,
  { from, to }: { readonly from: number; readonly to: number },
  depth: number,
  found: Found,
): void {
  if (depth > DEPTH) {
    if (found.warnings.every(({ kind }) => kind !== 'too-deep'))
      found.warnings.push(
        grave('too-deep', `The recording's header is nested more than ${DEPTH} deep; the rest was not read.`),
      );
    return;
  }
  for (let at = from; at + 8 <= to;) {
    let [size, head] = [view.getUint32(at), 8];
    const name = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
    if (size === 1) [size, head] = [Number(view.getBigUint64(at + 8)), 16];
    if (size === 0) size = to - at;
    if (size < head || at + size > to) {
      found.warnings.push(note('header-cut', 'The header of the recording is cut short or damaged.'));
      return;
    }
    if (name === 'mvhd') movieHeader(view, at + head, found);
    else if (name === '©xyz')
      found.metadata.push({
        name: 'GPS position',
        value: latin(view, at + head + 4, size - head - 4),
        sensitive: true,
      });
    else if (HOLDERS.has(name)) boxes(view, { from: at + head, to: at + size }, depth + 1, found);
    at += size;
  }
}

function movieHeader(view: DataView, at: number, { metadata }: Found): void {
  const wide = view.getUint8(at) === 1;
  const created = wide ? Number(view.getBigUint64(at + 4)) : view.getUint32(at + 4);
  const scale = view.getUint32(at + (wide ? 20 : 12));
  const length = wide ? Number(view.getBigUint64(at + 24)) : view.getUint32(at + 16);
  // Seconds since 1904, in UTC where the device keeps to the standard; zero means not set.
  if (created > 2_082_844_800) {
    const moment = new Date((created - 2_082_844_800) * 1000);
    if (!Number.isNaN(moment.getTime()))
      metadata.push({ name: 'created', value: moment.toISOString().slice(0, 19) });
  }
  if (scale > 0) metadata.push({ name: 'length in seconds', value: (length / scale).toFixed(1) });
}

function wave(view: DataView, { metadata }: Found): void {
  let rate = 0;
  for (let at = 12; at + 8 <= view.byteLength;) {
    const [name, size] = [latin(view, at, 4), view.getUint32(at + 4, true)];
    if (name === 'fmt ') rate = view.getUint32(at + 16, true);
    if (name === 'data' && rate > 0)
      metadata.push({ name: 'length in seconds', value: (size / rate).toFixed(1) });
    at += 8 + size + (size % 2);
  }
}

function latin(view: DataView, at: number, length: number): string {
  return latin1(new Uint8Array(view.buffer, view.byteOffset + at, Math.max(0, Math.min(length, 200))));
}
