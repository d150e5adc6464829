/**
 * A document as text: txt, md, docx, pdf. Files are never trusted by name; sizes are checked before
 * anything is opened; what parses hostile formats runs in a worker with a memory cap and a deadline.
 *
 * txt and md come back unchanged, so that offsets into the text are offsets into the file.
 */
import { fail, ok, type Result } from '../core/base/result.js';
import { parseInWorker } from './worker.js';
import { checkZip } from './zip.js';

export type DocumentFormat = 'txt' | 'md' | 'docx' | 'pdf';

export interface TextDocument {
  readonly format: DocumentFormat;
  readonly text: string;
}

/** Bytes; a letter is a few hundred kilobytes, so these leave room and still refuse a bomb. */
export const documentLimits = {
  plainBytes: 4 * 1024 * 1024,
  packedBytes: 20 * 1024 * 1024,
  textLength: 2_000_000,
} as const;

/** `name` is used for messages and to tell md from txt; never to decide what the bytes are. */
export async function readDocument(bytes: Uint8Array, name: string): Promise<Result<TextDocument>> {
  const where = shortName(name);
  const format = sniff(bytes, name);
  if (bytes.length === 0)
    return fail('empty-file', 'The file is empty.', { where, fix: 'Choose the file that holds the letter.' });
  const limit =
    format === 'docx' || format === 'pdf' ? documentLimits.packedBytes : documentLimits.plainBytes;
  if (bytes.length > limit) return tooLarge(bytes.length, limit, where);
  const read = await readAs(format, bytes, where);
  if (!read.ok) return read;
  if (read.value.trim() === '') return noText(format, where);
  if (read.value.length > documentLimits.textLength)
    return fail('too-long', `The text is longer than ${documentLimits.textLength} characters.`, {
      where,
      fix: 'Check the document in parts.',
    });
  return ok({ format, text: read.value });
}

export function tooLarge(size: number, limit: number, where: string): Result<never> {
  const megabytes = (n: number) => `${Math.ceil(n / 1_048_576)} MB`;
  return fail('too-large', `The file has ${megabytes(size)}; at most ${megabytes(limit)} are read.`, {
    where,
    fix: 'Save the letter alone, without pictures or attachments, and try again.',
  });
}

function readAs(format: DocumentFormat, bytes: Uint8Array, where: string): Promise<Result<string>> {
  switch (format) {
    case 'docx':
      return readDocx(bytes, where);
    case 'pdf':
      return parseInWorker('pdf', bytes, where);
    case 'txt':
    case 'md':
      return Promise.resolve(readPlain(bytes, where));
    default:
      return format;
  }
}

async function readDocx(bytes: Uint8Array, where: string): Promise<Result<string>> {
  const sound = await checkZip(bytes, where);
  if (!sound.ok) return sound;
  if (!sound.value.includes('word/document.xml'))
    return fail('not-a-letter', 'The file is a zip archive but not a Word document.', {
      where,
      fix: 'Unpack it and choose the letter inside, or save the letter as docx, pdf or txt.',
    });
  return parseInWorker('docx', bytes, where);
}

/** Control characters that text files do not hold; tab, line feed, form feed and return are text. */
const CONTROL = /[\u0001-\u0008\u000b\u000e-\u001f\u007f]/;

function readPlain(bytes: Uint8Array, where: string): Result<string> {
  if (isUtf16(bytes)) return wrongEncoding('The file is UTF-16', where);
  const zero = bytes.indexOf(0);
  if (zero !== -1)
    return fail('nul-in-text', `The file holds a NUL byte (at byte ${zero}), so it is not plain text.`, {
      where,
      fix: 'If it is a picture or an Office file, save the letter as txt, md, docx or pdf.',
    });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return wrongEncoding(`The file is not UTF-8 (first wrong byte at ${firstWrongByte(bytes)})`, where);
  }
  const control = CONTROL.exec(text);
  if (control !== null)
    return fail(
      'binary-file',
      `The file holds control characters (at character ${control.index}), so it is not a letter in plain text.`,
      { where, fix: 'Save the letter as txt, md, docx or pdf.' },
    );
  return ok(text);
}

function wrongEncoding(what: string, where: string): Result<never> {
  return fail('wrong-encoding', `${what}.`, {
    where,
    fix: 'Save it as UTF-8 (in most editors: Save as, Encoding, UTF-8) and try again.',
  });
}

function isUtf16(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
}

function firstWrongByte(bytes: Uint8Array): number {
  const decodes = (end: number) => {
    try {
      // `stream` lets a character that is only cut off pass; a wrong byte still throws.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [low, high] = [0, bytes.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (decodes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function sniff(bytes: Uint8Array, name: string): DocumentFormat {
  const starts = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'docx';
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf';
  return /\.(md|markdown)$/i.test(name) ? 'md' : 'txt';
}

function noText(format: DocumentFormat, where: string): Result<never> {
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
