/** A bag as a reading: its verdict, what is wrong with it, and its files as a list. */
import { createHash } from 'node:crypto';
import { type ReadFile, type ReadPart } from '../../app/read-file.js';
import { type Archive } from './archive.js';
import { type BagFiles, checkBag } from './bag.js';
import { openFolder } from './bag-folder.js';
import { type Reading, Refused } from './reading.js';

/** The folder that holds `bagit.txt`, or the files themselves; `null` when the archive is no bag. */
export function bagIn(archive: Archive): BagFiles | null {
  const declared = archive.parts.map(({ name }) => name).find((name) => /^([^/]+\/)?bagit\.txt$/.test(name));
  if (declared === undefined) return null;
  const root = declared.slice(0, -'bagit.txt'.length);
  const open = async (name: string) => (await archive.open(root + name)) ?? new Uint8Array();
  return {
    names: archive.parts
      .filter(({ name, folder }) => !folder && name.startsWith(root))
      .map(({ name }) => name.slice(root.length)),
    open,
    digest: async (name, algorithm) =>
      createHash(algorithm)
        .update(await open(name))
        .digest('hex'),
  };
}

export async function readBag(files: BagFiles, parts: readonly ReadPart[]): Promise<Reading> {
  const { valid, version, findings } = await checkBag(files);
  return {
    kind: 'bag',
    mediaType: 'application/zip',
    pages: [],
    parts,
    metadata: [
      { name: 'BagIt version', value: version },
      { name: 'bag', value: valid ? 'valid: every file is the one listed' : 'not valid', checked: true },
    ],
    warnings: findings,
  };
}

/** A bag in a folder. Its hash is that of the lines `sha256, two spaces, path`, sorted by path. */
export async function readBagFolder(path: string): Promise<ReadFile> {
  const folder = openFolder(path);
  if (!folder.names.includes('bagit.txt'))
    throw new Refused('no-such-file', 'That is a folder, and no BagIt bag.', { fix: 'Name a file in it.' });
  const parts: ReadPart[] = [];
  const whole = createHash('sha256');
  for (const name of folder.names) {
    const sha256 = await folder.digest(name, 'sha256');
    whole.update(`${sha256}  ${name}\n`);
    parts.push({ name, bytes: folder.size(name), sha256 });
  }
  const reading = await readBag(folder, parts);
  const warnings = reading.warnings ?? [];
  return {
    kind: 'bag',
    mediaType: 'inode/directory',
    bytes: folder.bytes,
    sha256: whole.digest('hex'),
    pages: [],
    parts,
    metadata: reading.metadata ?? [],
    warnings,
    quarantine: warnings.some(({ grave }) => grave),
  };
}
