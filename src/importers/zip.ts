/**
 * Zip archives are checked whole before anything unpacks them: declared sizes are compared with
 * what really comes out, within a budget, and names that could escape a folder are refused.
 */
import yauzl from 'yauzl';
import { fail, ok, type Result } from '../core/base/result.js';

/** Budgets for an Office file; a real letter stays far below all of them. */
export const zipLimits = { entries: 2000, unpackedBytes: 64 * 1024 * 1024, ratio: 200 } as const;

/** The names inside, when the archive keeps within its budgets and lies about nothing. */
export function checkZip(bytes: Uint8Array, where: string): Promise<Result<readonly string[]>> {
  return new Promise((resolve) => {
    const refuse = (kind: string, message: string) =>
      resolve(
        fail(kind, message, {
          where,
          fix: 'Open it in the program it came from, save it again as docx, and retry.',
        }),
      );
    // Copied: yauzl reads from a Buffer, and the caller keeps its bytes.
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error !== null || zip === undefined)
        return refuse('damaged-zip', 'The file begins as a zip archive but cannot be read as one.');
      if (zip.entryCount > zipLimits.entries)
        return refuse(
          'zip-bomb',
          `The archive holds ${zip.entryCount} files; at most ${zipLimits.entries} are read.`,
        );
      readEntries(zip, refuse, (names) => resolve(ok(names)));
    });
  });
}

function readEntries(
  zip: yauzl.ZipFile,
  refuse: (kind: string, message: string) => void,
  done: (names: readonly string[]) => void,
): void {
  const names = new Set<string>();
  let unpacked = 0;
  zip.on('error', () =>
    refuse('damaged-zip', 'The archive is damaged or holds a name that could write outside its folder.'),
  );
  zip.on('end', () => done([...names]));
  zip.on('entry', (entry: yauzl.Entry) => {
    if (names.has(entry.fileName)) return refuse('damaged-zip', 'The archive holds two files of one name.');
    names.add(entry.fileName);
    if (entry.uncompressedSize > zipLimits.unpackedBytes - unpacked)
      return refuse(
        'zip-bomb',
        `Unpacked, the archive would exceed ${zipLimits.unpackedBytes / 1_048_576} MB.`,
      );
    if (entry.uncompressedSize > 1_048_576 && entry.uncompressedSize > entry.compressedSize * zipLimits.ratio)
      return refuse('zip-bomb', 'A part of the archive unpacks to far more than a document would.');
    if (entry.fileName.endsWith('/')) return zip.readEntry();
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null || stream === undefined)
        return refuse('damaged-zip', 'A part of the archive is damaged or encrypted.');
      stream.on('data', (chunk: Buffer) => {
        unpacked += chunk.length;
      });
      // yauzl ends the stream with an error when more or less comes out than was declared.
      stream.on('error', () =>
        refuse('zip-bomb', 'A part of the archive unpacks to another size than it declares.'),
      );
      stream.on('end', () => zip.readEntry());
    });
  });
  zip.readEntry();
}
