/** The worker's work: what the bytes are, and the one reader for that kind. */
import { createHash } from 'node:crypto';
import { type ReadFile, type ReadWarning } from '../../app/read-file.js';
import { type Archive, openArchive } from './archive.js';
import { readDocx } from './docx.js';
import { decodeText } from './encoding.js';
import { readPdf } from './pdf.js';
import { readPlain } from './plain.js';
import { Budget, grave, type Job, note, readLimits, type Reading, Refused } from './reading.js';
import { nameDisagrees, sniff, type Sniffed, sniffText } from './sniff.js';
import { readZip } from './zip-listing.js';

export async function readBytes(bytes: Uint8Array, name: string): Promise<ReadFile> {
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
  if (found === 'compound' || found === 'gzip') return unknown();
  if (found.kind === 'zip') return readPacked(job, await openArchive(job.bytes, job.budget));
  if (found.kind === 'pdf') return readPdf(job);
  return { ...found, pages: [] };
}

function readPacked(job: Job, archive: Archive): Promise<Reading> {
  if (archive.has('word/document.xml')) return readDocx(job, archive);
  return readZip(archive);
}

function readText({ bytes, name }: Job): Reading {
  const decoded = decodeText(bytes);
  if (decoded === null) return unknown();
  return readPlain(decoded, sniffText(decoded.text, name));
}

function unknown(): Reading {
  return {
    kind: 'unknown',
    mediaType: 'application/octet-stream',
    pages: [],
    warnings: [note('unknown-kind', 'The bytes are of no kind that is read here; only their hash is told.')],
  };
}
