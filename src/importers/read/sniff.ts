/**
 * What the bytes are, never what the name says. A name only chooses between kinds that are all plain
 * text; where it claims something else than the bytes are, that is told.
 */
import { latin1 } from './latin1.js';
import { type FileKind } from '../../app/read-file.js';

export interface Sniffed {
  readonly kind: FileKind;
  readonly mediaType: string;
}

const text = (bytes: Uint8Array, from: number, to: number): string => latin1(bytes.subarray(from, to));

/** Beginnings that settle the kind. Zip and compound files are told apart by what is inside. */
const MAGIC: readonly (readonly [string, number, FileKind | 'compound' | 'gzip' | 'riff' | 'iso', string])[] =
  [
    ['PK\x03\x04', 0, 'zip', 'application/zip'],
    ['PK\x05\x06', 0, 'zip', 'application/zip'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 0, 'compound', 'application/x-cfb'],
    ['%PDF-', 0, 'pdf', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n', 0, 'image', 'image/png'],
    ['\xff\xd8\xff', 0, 'image', 'image/jpeg'],
    ['GIF87a', 0, 'image', 'image/gif'],
    ['GIF89a', 0, 'image', 'image/gif'],
    ['II*\0', 0, 'image', 'image/tiff'],
    ['MM\0*', 0, 'image', 'image/tiff'],
    ['BM', 0, 'image', 'image/bmp'],
    ['RIFF', 0, 'riff', ''],
    ['ftyp', 4, 'iso', ''],
    ['\x1aE\xdf\xa3', 0, 'video', 'video/webm'],
    ['ID3', 0, 'audio', 'audio/mpeg'],
    ['OggS', 0, 'audio', 'audio/ogg'],
    ['fLaC', 0, 'audio', 'audio/flac'],
    ['WARC/', 0, 'warc', 'application/warc'],
    ['\x1f\x8b', 0, 'gzip', 'application/gzip'],
  ];

/** The kind of anything but a zip or compound file, which a look inside decides; `null` for text. */
export function sniff(bytes: Uint8Array): Sniffed | 'compound' | 'gzip' | null {
  for (const [magic, at, kind, mediaType] of MAGIC) {
    if (text(bytes, at, at + magic.length) !== magic) continue;
    if (kind === 'compound' || kind === 'gzip') return kind;
    if (kind === 'riff') return riff(text(bytes, 8, 12));
    if (kind === 'iso') return iso(text(bytes, 8, 12));
    if (mediaType === 'image/bmp' && !isBitmap(bytes)) continue;
    return { kind, mediaType };
  }
  const [a, b = 0] = bytes;
  if (a === 0xff && (b & 0xe6) === 0xe2 && bytes.length > 4)
    return { kind: 'audio', mediaType: 'audio/mpeg' };
  return null;
}

/** "BM" also begins words: a bitmap says its own size next. */
function isBitmap(bytes: Uint8Array): boolean {
  if (bytes.length < 26) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(6, true) === 0 && view.getUint32(10, true) < 2048;
}

function riff(form: string): Sniffed {
  if (form === 'WEBP') return { kind: 'image', mediaType: 'image/webp' };
  if (form === 'WAVE') return { kind: 'audio', mediaType: 'audio/wav' };
  return form === 'AVI '
    ? { kind: 'video', mediaType: 'video/x-msvideo' }
    : { kind: 'unknown', mediaType: 'application/octet-stream' };
}

function iso(brand: string): Sniffed {
  if (/^(heic|heix|hevc|mif1|msf1)$/.test(brand)) return { kind: 'image', mediaType: 'image/heic' };
  if (brand === 'avif') return { kind: 'image', mediaType: 'image/avif' };
  if (/^M4[AB] /.test(brand)) return { kind: 'audio', mediaType: 'audio/mp4' };
  return brand === 'qt  '
    ? { kind: 'video', mediaType: 'video/quicktime' }
    : { kind: 'video', mediaType: 'video/mp4' };
}

/** Header lines a message begins with; two of them make one. */
const MAIL = /^(from|to|cc|subject|date|message-id|received|return-path|mime-version|delivered-to):/gim;

/** Which kind of text: markup by its first words, a message by its headers, else by the name. */
export function sniffText(content: string, name: string): Sniffed {
  const head = content
    .slice(0, 4096)
    .replace(/^\uFEFF/, '')
    .trimStart();
  const markup = head.replace(/^(<\?xml[^>]*>|<!--[\s\S]*?-->|\s)+/i, '');
  if (/^<!doctype\s+html|^<(html|head|body|script|iframe|meta|title)\b/i.test(markup))
    return { kind: 'html', mediaType: 'text/html' };
  if (/^(<!doctype\s+svg[^>]*>\s*)?<(\w+:)?svg\b/i.test(markup))
    return { kind: 'svg', mediaType: 'image/svg+xml' };
  if (/^<\?xml|^<!doctype\b|^<!entity\b/i.test(head)) return { kind: 'xml', mediaType: 'application/xml' };
  const headers = /^[\s\S]*?(?=\r?\n\r?\n|$)/.exec(head)?.[0] ?? '';
  if (/^[!-9;-~]+:/.test(headers) && (headers.match(MAIL)?.length ?? 0) >= 2)
    return { kind: 'email', mediaType: 'message/rfc822' };
  const extension = extensionOf(name);
  if (/^[[{]/.test(head) && (extension === 'json' || looksJson(content)))
    return { kind: 'json', mediaType: 'application/json' };
  if (/^html?$/.test(extension) && /<\w+[^>]*>/.test(head)) return { kind: 'html', mediaType: 'text/html' };
  if (/^(csv|tsv)$/.test(extension)) return { kind: 'csv', mediaType: 'text/csv' };
  if (/^(md|markdown)$/.test(extension)) return { kind: 'markdown', mediaType: 'text/markdown' };
  return { kind: 'text', mediaType: 'text/plain' };
}

function looksJson(content: string): boolean {
  return (
    /^[[{][\s[{]*("[^"\n]{0,200}"\s*:|[\]}]|[[{"\d-]|true|false|null)/.test(content) &&
    /[\]}]\s*$/.test(content)
  );
}

export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Which kinds an extension may hold; of an extension not listed nothing is expected. */
const EXPECTED: Readonly<Record<string, readonly FileKind[]>> = {
  txt: ['text', 'markdown', 'csv', 'json'],
  md: ['text', 'markdown'],
  csv: ['csv'],
  tsv: ['csv'],
  json: ['json'],
  xml: ['xml', 'html'],
  htm: ['html'],
  html: ['html'],
  svg: ['svg'],
  eml: ['email'],
  pdf: ['pdf'],
  docx: ['docx'],
  odt: ['odt'],
  xlsx: ['xlsx'],
  hwp: ['hwp'],
  hwpx: ['hwpx'],
  wacz: ['wacz'],
  warc: ['warc'],
  zip: ['zip', 'wacz', 'bag'],
  jpg: ['image'],
  jpeg: ['image'],
  png: ['image'],
  gif: ['image'],
  webp: ['image'],
  tif: ['image'],
  tiff: ['image'],
  heic: ['image'],
  bmp: ['image'],
  mp3: ['audio'],
  wav: ['audio'],
  ogg: ['audio', 'video'],
  flac: ['audio'],
  m4a: ['audio', 'video'],
  mp4: ['video', 'audio'],
  mov: ['video'],
  webm: ['video', 'audio'],
  avi: ['video'],
};

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
};

/** Whether the name claims another kind than the bytes are. */
export function nameDisagrees(name: string, found: Sniffed): boolean {
  const extension = extensionOf(name);
  const expected = EXPECTED[extension];
  if (expected === undefined) return false;
  if (!expected.includes(found.kind)) return true;
  const image = IMAGE_TYPES[extension];
  return image !== undefined && image !== found.mediaType;
}
