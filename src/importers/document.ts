/**
 * A letter as text, from any kind of file that has words. Sound UTF-8 comes back unchanged, so that
 * offsets into the text are offsets into the file; everything else goes through the one door for foreign
 * files, in a process with limits.
 */
import { type FileKind } from '../app/read-file.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { readFile } from './read-file.js';
import { sniff, sniffText } from './read/sniff.js';

export interface TextDocument {
  readonly format: FileKind;
  readonly text: string;
}

/** Bytes; a letter is a few hundred kilobytes, so these leave room and still refuse a bomb. */
export const documentLimits = {
  plainBytes: 4 * 1024 * 1024,
  packedBytes: 20 * 1024 * 1024,
  textLength: 2_000_000,
} as const;

/** Below this share the letters are as likely to be others, and a check of wrong letters misleads. */
const SURE_ENOUGH = 0.2;

/** `name` is used for messages and to tell md from txt; never to decide what the bytes are. */
export async function readDocument(bytes: Uint8Array, name: string): Promise<Result<TextDocument>> {
  const where = shortName(name);
  if (bytes.length === 0)
    return fail('empty-file', 'The file is empty.', { where, fix: 'Choose the file that holds the letter.' });
  const packed = sniff(bytes) !== null;
  const limit = packed ? documentLimits.packedBytes : documentLimits.plainBytes;
  if (bytes.length > limit) return tooLarge(bytes.length, limit, where);
  const plain = packed ? null : plainText(bytes, name);
  const read = plain ?? (await readForeign(bytes, name));
  if (!read.ok) return read;
  const { format, text } = read.value;
  if (text.trim() === '') return noText(format, where);
  if (!packed && !isPrintable(text)) return notPlain(bytes, text, where);
  if (text.length > documentLimits.textLength)
    return fail('too-long', `The text is longer than ${documentLimits.textLength} characters.`, {
      where,
      fix: 'Check the document in parts.',
    });
  return read;
}

export function tooLarge(size: number, limit: number, where: string): Result<never> {
  const megabytes = (n: number) => `${Math.ceil(n / 1_048_576)} MB`;
  return fail('too-large', `The file has ${megabytes(size)}; at most ${megabytes(limit)} are read.`, {
    where,
    fix: 'Save the letter alone, without pictures or attachments, and try again.',
  });
}

/** Text that is a letter as it stands; `null` when it is in another encoding or is markup or a message. */
function plainText(bytes: Uint8Array, name: string): Result<TextDocument> | null {
  if (bytes.includes(0)) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const { kind } = sniffText(text, name);
    return kind === 'html' || kind === 'email' ? null : ok({ format: kind, text });
  } catch {
    return null;
  }
}

/** Kinds whose text is not a letter's: archives of many documents, and recordings. */
const NO_LETTER = new Set<FileKind>(['zip', 'warc', 'wacz', 'bag', 'image', 'audio', 'video']);

async function readForeign(bytes: Uint8Array, name: string): Promise<Result<TextDocument>> {
  const read = await readFile(bytes, name);
  if (!read.ok) return read;
  const { kind, encoding, pages, mediaType } = read.value;
  const where = shortName(name);
  if (kind === 'unknown') return notPlain(bytes, '', where);
  if (NO_LETTER.has(kind))
    return fail('not-a-letter', `The file is ${mediaType}, which is no letter.`, {
      where,
      fix: 'Choose the letter itself: txt, md, docx, hwp, hwpx, pdf, html or eml. Unpack an archive first.',
    });
  if (encoding !== undefined && encoding.confidence < SURE_ENOUGH)
    return fail('wrong-encoding', 'The file is not UTF-8, and which other letters it is in is not clear.', {
      where,
      fix: 'Save it as UTF-8 (in most editors: Save as, Encoding, UTF-8) and try again.',
    });
  return ok({ format: kind, text: pages.map((page) => page.text).join('\n\n') });
}

/** Control characters that text files do not hold; tab, line feed, form feed and return are text. */
const CONTROL = /[\u0001-\u0008\u000b\u000e-\u001f\u007f]/;

function isPrintable(text: string): boolean {
  return !CONTROL.test(text);
}

function notPlain(bytes: Uint8Array, text: string, where: string): Result<never> {
  const fix = 'Save the letter as txt, md, docx, hwp, hwpx or pdf.';
  const zero = bytes.indexOf(0);
  return zero === -1
    ? fail(
        'binary-file',
        `The file holds control characters (at character ${Math.max(0, text.search(CONTROL))}), so it is not a letter in plain text.`,
        { where, fix },
      )
    : fail('nul-in-text', `The file holds a NUL byte (at byte ${zero}), so it is not plain text.`, {
        where,
        fix,
      });
}

function noText(format: FileKind, where: string): Result<never> {
  return format === 'pdf'
    ? fail('pdf-without-text', 'The PDF holds no text; it is probably a scan.', {
        where,
        fix: 'Run text recognition (OCR) on it, or paste the text.',
      })
    : fail('empty-text', 'The document holds no text.', {
        where,
        fix: 'Choose the file that holds the letter.',
      });
}

/** The last part of a path, cut short: enough to tell which file, and no machine path. */
function shortName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.length > 80 ? `${last.slice(0, 77)}…` : last;
}
