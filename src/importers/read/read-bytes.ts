/** The work of the reading process: what the bytes are, and the one reader for that kind. */
import { latin1 } from './latin1.js';
import { createHash } from 'node:crypto';
import { constants, gunzipSync } from 'node:zlib';
import { type ReadFile, type ReadWarning } from '../../app/read-file.js';
import { type Archive, openArchive } from './archive.js';
import { decodeText } from './encoding.js';
import { declaredCharset, readHtml } from './html.js';
import { readJson } from './json.js';
import { readMarkup } from './markup.js';
import { readMedia } from './media.js';
import { readTable } from './table.js';
import { readPlain } from './plain.js';
import { Budget, grave, type Job, note, readLimits, type Reading, Refused } from './reading.js';
import { nameDisagrees, sniff, type Sniffed, sniffText } from './sniff.js';
import { readZip } from './zip-listing.js';

export async function readBytes(given: Uint8Array, name: string): Promise<ReadFile> {
  // A Buffer would do something else than other bytes when it is sliced.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  const reading = await readingOf({ bytes, name, budget: new Budget() });
  const length = reading.pages.reduce((sum, { text }) => sum + text.length, 0);
  if (length > readLimits.textLength)
    throw new Refused('too-long', `The file holds more than ${readLimits.textLength} characters of text.`, {
      fix: 'Read it in parts.',
    });
  const warnings = [...nameWarnings(name, reading), ...(reading.warnings ?? [])];
  return {
    kind: reading.kind,
    mediaType: reading.mediaType,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...(reading.encoding === undefined ? {} : { encoding: reading.encoding }),
    pages: reading.pages,
    parts: reading.parts ?? [],
    metadata: reading.metadata ?? [],
    warnings,
    quarantine: warnings.some((warning) => warning.grave),
  };
}

/** A picture that is a page, or a document that is a program, is deceit; .txt for .csv is not. */
const ACTS = new Set(['html', 'svg', 'unknown', 'zip', 'xml']);

function nameWarnings(name: string, found: Sniffed): ReadWarning[] {
  if (!nameDisagrees(name, found)) return [];
  const tell = ACTS.has(found.kind) ? grave : note;
  return [tell('name-disagrees', `The name claims something else: the bytes are ${found.mediaType}.`)];
}

async function readingOf(job: Job): Promise<Reading> {
  const found = sniff(job.bytes);
  if (found === null) return readText(job);
  if (found === 'compound') return readCompound(job);
  if (found === 'gzip') return readGzip(job);
  if (found.kind === 'zip') return readPacked(job, await openArchive(job.bytes, job.budget));
  // Readers with large libraries are loaded when their kind is met.
  if (found.kind === 'pdf') return (await import('./pdf.js')).readPdf(job);
  if (found.kind === 'image') return (await import('./image.js')).readImage(job, found);
  if (found.kind === 'warc') return (await import('./warc.js')).readWarc(job);
  if (found.kind === 'audio' || found.kind === 'video') return readMedia(job, found);
  return { ...found, pages: [] };
}

/** Of packed files only web archives are read: their first letters are unpacked to tell. */
function readGzip(job: Job): Promise<Reading> | Reading {
  return startsAsWarc(job.bytes) ? import('./warc.js').then(({ readWarc }) => readWarc(job)) : unknown();
}

function startsAsWarc(bytes: Uint8Array): boolean {
  try {
    const start = gunzipSync(bytes.subarray(0, 4096), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: 16_777_216,
    });
    return latin1(start).startsWith('WARC/');
  } catch {
    return false;
  }
}

async function readCompound(job: Job): Promise<Reading> {
  const { isHwp, openCompound, readHwp } = await import('./hwp.js');
  const compound = openCompound(job.bytes);
  return isHwp(compound) ? readHwp(job, compound) : unknown();
}

async function readPacked(job: Job, archive: Archive): Promise<Reading> {
  if (archive.has('word/document.xml')) return (await import('./docx.js')).readDocx(job, archive);
  if (archive.has('xl/workbook.xml')) return (await import('./xlsx.js')).readXlsx(archive);
  if (archive.has('datapackage.json')) return (await import('./wacz.js')).readWacz(job, archive);
  const declared = await archive.open('mimetype');
  if (declared !== null && latin1(declared).startsWith('application/hwp+zip'))
    return (await import('./hwpx.js')).readHwpx(archive);
  if (declared !== null && latin1(declared).startsWith('application/vnd.oasis.opendocument.text'))
    return (await import('./odt.js')).readOdt(archive);
  const { bagIn, readBag } = await import('./read-bag.js');
  const bag = bagIn(archive);
  const listing = await readZip(archive);
  return bag === null ? listing : readBag(bag, listing.parts ?? []);
}

async function readText(job: Job): Promise<Reading> {
  const decoded = decodeText(job.bytes);
  if (decoded === null) return unknown();
  const found = sniffText(decoded.text, job.name);
  if (found.kind === 'html') return readHtml(decodeText(job.bytes, declaredCharset(decoded.text)) ?? decoded);
  if (found.kind === 'email') return (await import('./email.js')).readEmail(job);
  if (found.kind === 'xml' || found.kind === 'svg') return readMarkup(decoded, found.kind);
  if (found.kind === 'json') return readJson(decoded);
  if (found.kind === 'csv') return readTable(decoded);
  return readPlain(decoded, found);
}

function unknown(): Reading {
  return {
    kind: 'unknown',
    mediaType: 'application/octet-stream',
    pages: [],
    warnings: [note('unknown-kind', 'The bytes are of no kind that is read here; only their hash is told.')],
  };
}
