/**
 * One way into a zip archive. The directory is checked whole before anything is unpacked: names that
 * could leave a folder or clash on some file system, links, encryption and bombs refuse the archive,
 * each with its reason. Parts come out one at a time, from the file's one budget, and a part that
 * is larger or smaller than it declares ends the reading.
 */
import yauzl from 'yauzl';
import { type Problem } from '../../core/base/result.js';
import { cp949OrUtf8 } from './encoding.js';
import { Budget, readLimits, Refused } from './reading.js';

export interface ArchivePart {
  readonly name: string;
  readonly bytes: number;
  readonly packed: number;
  readonly folder: boolean;
}

export interface Archive {
  readonly parts: readonly ArchivePart[];
  readonly has: (name: string) => boolean;
  /** The part's bytes, or `null` when there is none of that name. */
  readonly open: (name: string) => Promise<Uint8Array | null>;
  /** Unpacks every part and keeps none: throws when one is not what it declares. */
  readonly prove: () => Promise<void>;
}

const FIX = 'Ask for the files one by one, or make the archive again with plain names.';

export async function openArchive(bytes: Uint8Array, budget: Budget): Promise<Archive> {
  const zip = await opened(bytes);
  if (zip.entryCount > readLimits.entries)
    throw new Refused(
      'too-many-parts',
      `The archive holds ${zip.entryCount} files; at most ${readLimits.entries} are read.`,
      { fix: FIX },
    );
  const entries = await directory(zip);
  const names = entries.map((entry) => nameOf(entry));
  const causes = entries
    .flatMap((entry, i) => faultsOf(entry, names[i] ?? ''))
    .concat(clashes(names), overlaps(entries, names));
  if (causes.length > 0) throw refusal(causes);
  const byName = new Map(entries.map((entry, i) => [names[i] ?? '', entry]));
  return {
    parts: entries.map((entry, i) => ({
      name: names[i] ?? '',
      bytes: entry.uncompressedSize,
      packed: entry.compressedSize,
      folder: (names[i] ?? '').endsWith('/'),
    })),
    has: (name) => byName.has(name),
    open: async (name) => {
      const entry = byName.get(name);
      return entry === undefined ? null : unpack(zip, entry, budget);
    },
    prove: async () => {
      const apart = new Budget(budget.remaining);
      for (const entry of entries) await unpack(zip, entry, apart);
    },
  };
}

function refusal(causes: readonly Problem[]): Refused {
  const bomb = causes.find(({ kind }) => kind === 'zip-bomb');
  if (bomb !== undefined) return new Refused(bomb.kind, bomb.message, { fix: FIX, causes });
  return new Refused(
    'unsafe-archive',
    `The archive holds ${causes.length === 1 ? 'an entry' : `${causes.length} entries`} that could do harm when it is unpacked.`,
    { fix: FIX, causes: causes.slice(0, 50) },
  );
}

function opened(bytes: Uint8Array): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Names as bytes: yauzl would refuse at the first bad one, and we tell of every one.
    yauzl.fromBuffer(view, { lazyEntries: true, decodeStrings: false, autoClose: false }, (error, zip) =>
      error !== null || zip === undefined
        ? reject(damaged('The file begins as a zip archive but cannot be read as one.'))
        : resolve(zip),
    );
  });
}

function damaged(message: string, where?: string): Refused {
  return new Refused('damaged-archive', message, {
    ...(where === undefined ? {} : { where }),
    fix: 'Ask for the file again, or open it in the program it came from and save it anew.',
  });
}

function directory(zip: yauzl.ZipFile): Promise<readonly yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('error', () => reject(damaged('The list of files in the archive is damaged.')));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

const UTF8_NAME = 0x0800;
const ENCRYPTED = 0x0001;

function nameOf(entry: yauzl.Entry): string {
  const raw: unknown = entry.fileName;
  if (!(raw instanceof Uint8Array)) return String(raw);
  if ((entry.generalPurposeBitFlag & UTF8_NAME) !== 0) return new TextDecoder('utf-8').decode(raw);
  return cp949OrUtf8(raw);
}

/** Names Windows keeps for devices, whatever extension follows. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

function faultsOf(entry: yauzl.Entry, name: string): Problem[] {
  const where = shownEntry(name);
  const faults: Problem[] = [];
  const fault = (kind: string, message: string) => faults.push({ kind, message, where });
  const steps = name.split(/[\\/]/);
  if (name.includes('\0')) fault('nul-in-name', 'The name holds a NUL character.');
  else if (/^[\\/]|^[a-z]:/i.test(name)) fault('absolute-name', 'The name is an absolute path.');
  else if (steps.includes('..')) fault('name-leaves-folder', 'The name leads out of its folder.');
  else if (name.includes('\\')) fault('backslash-in-name', 'The name holds a backslash.');
  if (steps.some((step) => DEVICE.test(step.trim()))) fault('device-name', 'The name is that of a device.');
  if (steps.some((step) => step.length > readLimits.nameLength))
    fault('name-too-long', `A step of the name is longer than ${readLimits.nameLength} characters.`);
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000)
    fault('link', 'The entry is a link, not a file.');
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0)
    fault('encrypted-entry', 'The entry is protected by a password.');
  if (
    entry.uncompressedSize > readLimits.unpackedBytes ||
    (entry.uncompressedSize > 1_048_576 && entry.uncompressedSize > entry.compressedSize * readLimits.ratio)
  )
    fault('zip-bomb', 'A part of the archive unpacks to far more than its size allows.');
  return faults;
}

/** Two names that are one on a file system that ignores case or composes letters. */
function clashes(names: readonly string[]): Problem[] {
  const seen = new Map<string, string>();
  const faults: Problem[] = [];
  for (const name of names) {
    const key = name.normalize('NFC').toLowerCase().replace(/\/+$/, '');
    const other = seen.get(key);
    if (other === undefined) seen.set(key, name);
    else
      faults.push({
        kind: other === name ? 'duplicate-name' : 'names-clash',
        message:
          other === name
            ? 'Two entries have this name.'
            : 'Two entries differ only by capitals or by how letters are composed.',
        where: shownEntry(name),
      });
  }
  return faults;
}

/** Entries that share packed bytes make a bomb that keeps within every declared size. */
function overlaps(entries: readonly yauzl.Entry[], names: readonly string[]): Problem[] {
  const spans = entries
    .map((entry, i) => ({ from: entry.relativeOffsetOfLocalHeader, size: entry.compressedSize, i }))
    .sort((a, b) => a.from - b.from);
  const faults: Problem[] = [];
  for (const [n, span] of spans.entries()) {
    const next = spans[n + 1];
    if (next !== undefined && next.from < span.from + span.size + 30)
      faults.push({
        kind: 'overlapping-entries',
        message: 'Two entries share the same bytes of the archive.',
        where: shownEntry(names[next.i] ?? ''),
      });
  }
  return faults;
}

function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry, budget: Budget): Promise<Uint8Array> {
  const where = shownEntry(nameOf(entry));
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null || stream === undefined)
        return reject(
          damaged('A part of the archive is damaged, or packed in a way that is not read.', where),
        );
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        try {
          budget.take(chunk.length);
          chunks.push(chunk);
        } catch (refused) {
          stream.destroy();
          reject(refused);
        }
      });
      stream.on('error', () =>
        reject(
          damaged('A part of the archive unpacks to another size than it declares, or is damaged.', where),
        ),
      );
      stream.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    });
  });
}

/** An entry's name for a message: cut short, control and direction characters made visible. */
export function shownEntry(name: string): string {
  const shown = name.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return shown.length > 120 ? `${shown.slice(0, 117)}…` : shown;
}
