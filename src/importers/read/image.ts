/**
 * A picture is never decoded here. Its size is read from the header, so that one that would fill the
 * memory of whoever opens it is refused; its structure is walked to the end, so that what hides behind
 * it is told; and what the camera wrote down is listed, with what tells of place and device marked.
 */
import { latin1 } from './latin1.js';
import exifr from 'exifr';
import { type ReadMetadata, type ReadWarning } from '../../app/read-file.js';
import { imageFrame } from './image-frame.js';
import { grave, type Job, note, pageText, type Reading, Refused } from './reading.js';
import { type Sniffed } from './sniff.js';

/** Pixels a side, and in all: beyond what cameras and scanners make. */
export const pictureLimits = { side: 25_000, pixels: 250_000_000 } as const;

export async function readImage({ bytes }: Job, { mediaType }: Sniffed): Promise<Reading> {
  const frame = imageFrame(bytes, mediaType);
  const warnings: ReadWarning[] = [];
  if (frame === null)
    warnings.push(note('size-unknown', 'The size of the picture was not found in its header.'));
  else {
    const { width, height } = frame;
    if (width > pictureLimits.side || height > pictureLimits.side || width * height > pictureLimits.pixels)
      throw new Refused(
        'picture-too-large',
        `The picture claims ${width} × ${height} points, more than is opened.`,
        {
          fix: 'Treat it as hostile: opened, it would fill the memory. Ask for a smaller copy.',
        },
      );
    if (!frame.complete)
      warnings.push(
        grave(
          'not-a-picture',
          'The file begins as a picture but does not go on as one; it may be two things at once.',
        ),
      );
    else if (frame.end < bytes.length) warnings.push(...behind(bytes.subarray(frame.end)));
  }
  if (looksActive(bytes)) warnings.push(grave('markup-inside', 'The picture holds markup or script.'));
  const described = await exifOf(bytes, mediaType);
  if (described.some(({ name }) => name === 'GPS position'))
    warnings.push(note('place-inside', 'The picture says where it was taken.'));
  if (described.some(({ name }) => /serial/i.test(name)))
    warnings.push(note('device-inside', 'The picture names the device that took it.'));
  const size =
    frame === null ? [] : [{ name: 'size', value: `${frame.width} × ${frame.height}`, checked: true }];
  return { kind: 'image', mediaType, pages: [], metadata: [...size, ...described], warnings };
}

function behind(rest: Uint8Array): ReadWarning[] {
  // Padding is common and says nothing.
  if (rest.every((byte) => byte === 0)) return [];
  return [
    grave('data-behind', `Behind the picture ${rest.length} more bytes follow, which no viewer shows.`),
  ];
}

function looksActive(bytes: Uint8Array): boolean {
  const head = latin1(bytes.subarray(0, 4096));
  const tail = latin1(bytes.subarray(-4096));
  return /<script\b|<html\b|<!doctype html|<\?php|<svg\b/i.test(head + tail);
}

const WANTED: Readonly<Record<string, { readonly name: string; readonly sensitive?: boolean }>> = {
  DateTimeOriginal: { name: 'taken' },
  OffsetTimeOriginal: { name: 'offset from UTC' },
  CreateDate: { name: 'digitised' },
  ModifyDate: { name: 'changed' },
  Make: { name: 'maker' },
  Model: { name: 'model' },
  Software: { name: 'software' },
  ImageDescription: { name: 'description' },
  Artist: { name: 'artist', sensitive: true },
  Copyright: { name: 'copyright' },
  OwnerName: { name: 'owner', sensitive: true },
  CameraOwnerName: { name: 'owner', sensitive: true },
  SerialNumber: { name: 'serial number', sensitive: true },
  BodySerialNumber: { name: 'serial number', sensitive: true },
  LensSerialNumber: { name: 'lens serial number', sensitive: true },
  GPSDateStamp: { name: 'GPS date', sensitive: true },
  GPSAltitude: { name: 'GPS altitude', sensitive: true },
};

async function exifOf(bytes: Uint8Array, mediaType: string): Promise<ReadMetadata[]> {
  if (!/jpeg|tiff|png|heic|avif/.test(mediaType)) return [];
  let raw: unknown;
  try {
    // As written: a date without a zone is not a moment, and a number has no made-up name.
    raw = await exifr.parse(bytes, { gps: true, xmp: true, iptc: true, reviveValues: false });
  } catch {
    return [];
  }
  if (typeof raw !== 'object' || raw === null) return [];
  const tags = new Map<string, unknown>(Object.entries(raw));
  const found: ReadMetadata[] = [];
  for (const [tag, { name, sensitive }] of Object.entries(WANTED)) {
    const value = tags.get(tag);
    if (typeof value === 'string' || typeof value === 'number')
      found.push({
        name,
        value: pageText(String(value)).slice(0, 500),
        ...(sensitive === true ? { sensitive } : {}),
      });
  }
  const [latitude, longitude] = [tags.get('latitude'), tags.get('longitude')];
  if (typeof latitude === 'number' && typeof longitude === 'number')
    found.push({
      name: 'GPS position',
      value: `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`,
      sensitive: true,
    });
  return found;
}
