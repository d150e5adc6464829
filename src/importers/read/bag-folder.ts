/** The files of a folder, read where they lie: links are not followed, and its size is bounded. */
import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { type BagFiles } from './bag.js';
import { readLimits, Refused } from './reading.js';

/** A tag file is a list; one beyond this is no list anybody wrote. */
const TAG_BYTES = 32 * 1024 * 1024;
const PIECE = 1024 * 1024;

export interface Folder extends BagFiles {
  readonly bytes: number;
  readonly size: (name: string) => number;
}

export function openFolder(root: string): Folder {
  const names: string[] = [];
  let bytes = 0;
  const walk = (under: string, depth: number) => {
    if (depth > 64) throw new Refused('too-deep', 'The folder is nested more than 64 deep.');
    for (const entry of readdirSync(join(root, under), { withFileTypes: true })) {
      const name = under === '' ? entry.name : `${under}/${entry.name}`;
      if (entry.isDirectory()) walk(name, depth + 1);
      else if (entry.isFile()) {
        names.push(name);
        bytes += lstatSync(join(root, name)).size;
      } else
        throw new Refused('link', 'The folder holds a link or a device, which could lead anywhere.', {
          where: name,
          fix: 'Copy the folder with the files themselves.',
        });
      if (names.length > readLimits.entries)
        throw new Refused('too-many-parts', `The folder holds more than ${readLimits.entries} files.`);
    }
  };
  walk('', 0);
  names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    names,
    bytes,
    size: (name) => lstatSync(join(root, name)).size,
    open: (name) => Promise.resolve(small(join(root, name))),
    digest: (name, algorithm) => Promise.resolve(digestOf(join(root, name), algorithm)),
  };
}

function small(path: string): Uint8Array {
  if (lstatSync(path).size > TAG_BYTES)
    throw new Refused('too-large', 'A list of the bag is larger than any list.');
  return new Uint8Array(readFileSync(path));
}

function digestOf(path: string, algorithm: string): string {
  const hash = createHash(algorithm);
  const piece = Buffer.alloc(PIECE);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece))
      hash.update(piece.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
