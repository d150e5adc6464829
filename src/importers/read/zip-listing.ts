/** A zip archive that is no document: its files are listed, none is opened. */
import { type Archive } from './archive.js';
import { grave, note, type Reading } from './reading.js';

const PROGRAM = /\.(exe|scr|com|bat|cmd|js|jse|vbs|wsf|hta|lnk|ps1|msi|jar|app|sh|iso|dll)$/i;
const NESTED = /\.(zip|7z|rar|gz|tar|tgz|xz|bz2|cab)$/i;

export async function readZip(archive: Archive): Promise<Reading> {
  await archive.prove();
  const files = archive.parts.filter(({ folder }) => !folder);
  return {
    kind: 'zip',
    mediaType: 'application/zip',
    pages: [],
    parts: files.map(({ name, bytes }) => ({ name: name.normalize('NFC'), bytes })),
    metadata: [{ name: 'files', value: String(files.length), checked: true }],
    warnings: files.flatMap(({ name }) => [
      ...(PROGRAM.test(name) ? [grave('program', 'The archive holds a program.', name)] : []),
      ...(NESTED.test(name) ? [note('nested-archive', 'An archive inside was not opened.', name)] : []),
    ]),
  };
}
