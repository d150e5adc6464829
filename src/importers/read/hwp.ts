/**
 * HWP 5.0, the Korean office format: a compound file whose sections are packed records (published
 * format, "Hangul Document File Format 5.0"). Only text is taken out. What such files are sent with to
 * attack their reader (scripts, PostScript, objects) is looked for and told, never opened.
 */
import { latin1 } from './latin1.js';
import { inflateRawSync } from 'node:zlib';
import CFB from 'cfb';
import { type ReadMetadata, type ReadPage, type ReadWarning } from '../../app/read-file.js';
import { unscrambled } from './hwp-distribution.js';
import { dataWarnings } from './hwp-data.js';
import { hwpScript, scriptActs } from './hwp-script.js';
import { hwpProperties } from './hwp-properties.js';
import {
  type Budget,
  grave,
  type Job,
  note,
  pageText,
  type Reading,
  Refused,
  tooMuchUnpacked,
} from './reading.js';

const SIGNATURE = 'HWP Document File';
const FLAG = {
  packed: 1,
  password: 2,
  distribution: 4,
  script: 8,
  rights: 16,
  certificate: 256,
  certificateRights: 1024,
} as const;

export type Compound = ReturnType<typeof CFB.read>;

export function openCompound(bytes: Uint8Array): Compound {
  return CFB.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { type: 'buffer' });
}

/** A stream's bytes by its path from the root, or `null`. */
export function streamOf(compound: Compound, path: string): Uint8Array | null {
  const entry = CFB.find(compound, `/${path}`);
  return entry === null || entry.type !== 2 ? null : Uint8Array.from(entry.content);
}

export function isHwp(compound: Compound): boolean {
  const header = streamOf(compound, 'FileHeader');
  return header !== null && latin1(header.subarray(0, SIGNATURE.length)) === SIGNATURE;
}

export function readHwp({ budget }: Job, compound: Compound): Reading {
  const header = streamOf(compound, 'FileHeader') ?? new Uint8Array();
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const [version, flags] = [view.getUint32(32, true), view.getUint32(36, true)];
  refuseLocked(flags);
  const streams = opener(compound, flags, budget);
  const pages: ReadPage[] = [];
  for (let number = 0; ; number++) {
    const records = streams('BodyText', `Section${number}`);
    if (records === null) break;
    pages.push({ label: `section ${number + 1}`, text: pageText(sectionText(records)) });
  }
  if (pages.length === 0)
    throw new Refused('damaged-file', 'The HWP file holds no section of text.', {
      fix: 'Open it in Hangul and save it again.',
    });
  const metadata: ReadMetadata[] = [
    { name: 'HWP version', value: [24, 16, 8, 0].map((shift) => (version >>> shift) & 255).join('.') },
    ...hwpProperties(streamOf(compound, '\u0005HwpSummaryInformation')),
  ];
  return {
    kind: 'hwp',
    mediaType: 'application/x-hwp',
    pages,
    metadata,
    warnings: warningsOf(compound, streams('Scripts', 'DefaultJScript'), flags),
  };
}

/** Streams as records: unscrambled where the document is for distribution, and unpacked. */
function opener(compound: Compound, flags: number, budget: Budget) {
  const scrambled = (flags & FLAG.distribution) !== 0;
  return (folder: string, name: string): Uint8Array | null => {
    // The text for everybody stands apart; the usual place holds a notice for old programs.
    const stream = streamOf(compound, `${scrambled && folder === 'BodyText' ? 'ViewText' : folder}/${name}`);
    if (stream === null) return null;
    const clear = scrambled ? (unscrambled(stream) ?? stream) : stream;
    return (flags & FLAG.packed) === 0 ? clear : inflated(clear, budget);
  };
}

function refuseLocked(flags: number): void {
  if ((flags & FLAG.password) !== 0)
    throw new Refused('encrypted-file', 'The HWP file is protected by a password.', {
      fix: 'Ask for a copy without a password (in Hangul: Security, Remove password).',
    });
  if ((flags & (FLAG.rights | FLAG.certificate | FLAG.certificateRights)) !== 0)
    throw new Refused('encrypted-file', 'The HWP file is locked by rights management or a certificate.', {
      fix: 'Ask whoever made it for a copy without protection, or as PDF.',
    });
}

function inflated(stream: Uint8Array, budget: Budget): Uint8Array {
  try {
    const bytes = inflateRawSync(stream, { maxOutputLength: Math.max(1, budget.remaining) });
    budget.take(bytes.length);
    return bytes;
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (error instanceof RangeError) throw tooMuchUnpacked();
    throw new Refused('damaged-file', 'A section of the HWP file is packed in a way that cannot be read.', {
      fix: 'Open it in Hangul and save it again.',
    });
  }
}

const PARAGRAPH_TEXT = 16 + 51;

/** A record is a 32-bit word (tag 10 bits, level 10, size 12), a further word where the size is 0xFFF, and data. */
function* records(bytes: Uint8Array): Generator<{ readonly tag: number; readonly data: DataView }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 4 <= bytes.length) {
    const word = view.getUint32(at, true);
    at += 4;
    let size = word >>> 20;
    if (size === 0xfff) {
      if (at + 4 > bytes.length) throw cutShort();
      size = view.getUint32(at, true);
      at += 4;
    }
    if (at + size > bytes.length) throw cutShort();
    yield { tag: word & 0x3ff, data: new DataView(bytes.buffer, bytes.byteOffset + at, size) };
    at += size;
  }
}

function cutShort(): Refused {
  return new Refused('damaged-file', 'A record of the HWP file claims more bytes than there are.', {
    fix: 'Open it in Hangul and save it again; if that fails, treat it as hostile.',
  });
}

export function sectionText(bytes: Uint8Array): string {
  const paragraphs: string[] = [];
  for (const { tag, data } of records(bytes))
    if (tag === PARAGRAPH_TEXT) paragraphs.push(paragraphText(data));
  return paragraphs.join('\n');
}

/** Codes below 32 stand for one unit (line, hyphen, spaces) or for eight: what they place is not text. */
const ONE_UNIT: Readonly<Record<number, string>> = {
  0: '',
  10: '\n',
  13: '',
  24: '-',
  25: '',
  26: '',
  27: '',
  28: '',
  29: '',
  30: '\u00a0',
  31: ' ',
};
const TAB = 9;

function paragraphText(data: DataView): string {
  let text = '';
  for (let at = 0; at + 2 <= data.byteLength;) {
    const code = data.getUint16(at, true);
    if (code >= 32) {
      text += String.fromCharCode(code);
      at += 2;
    } else {
      const plain = ONE_UNIT[code];
      text += plain ?? (code === TAB ? '\t' : '');
      at += plain === undefined ? 16 : 2;
    }
  }
  return text;
}

function warningsOf(compound: Compound, script: Uint8Array | null, flags: number): ReadWarning[] {
  const found: ReadWarning[] = [];
  if ((flags & FLAG.script) !== 0 || (script !== null && scriptActs(hwpScript(script))))
    found.push(grave('script', 'The document holds a script; it was not run.'));
  if ((flags & FLAG.distribution) !== 0)
    found.push(
      note('distribution', 'Its author asked that it be read but not changed (distribution document).'),
    );
  const data = compound.FullPaths.filter((path) => /\/BinData\/[^/]+$/.test(path)).map(
    (path) => path.split('/').at(-1) ?? '',
  );
  return [...found, ...dataWarnings(data)];
}
