/** A Word file as its parts, read and written; the reader has already checked the archive for bombs. */
import yauzl from 'yauzl';
import yazl from 'yazl';

export type DocxParts = Map<string, Buffer>;

export function readParts(bytes: Uint8Array): Promise<DocxParts> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error !== null || zip === undefined) return reject(error ?? new Error('Not a zip archive'));
      const parts: DocxParts = new Map();
      zip.on('error', reject);
      zip.on('end', () => resolve(parts));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (streamError, stream) => {
          if (streamError !== null || stream === undefined)
            return reject(streamError ?? new Error('Unreadable part'));
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('error', reject);
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

/** Every part carries the same date, so that the same input gives the same bytes. */
const PART_DATE = new Date(Date.UTC(1980, 0, 1));

export function writeParts(parts: DocxParts): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const zip = new yazl.ZipFile();
    for (const [name, content] of parts)
      if (!name.endsWith('/')) zip.addBuffer(content, name, { mtime: PART_DATE });
    zip.end();
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on('error', reject);
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
  });
}
