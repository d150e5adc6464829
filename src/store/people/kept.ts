/**
 * A file read and written whole: all that people, sessions and links need of a disk. In an
 * encrypted directory it is sealed; what lies above never knows.
 */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Result } from '../../core/base/result.js';
import { type Files, readKept, replaceKept } from '../files.js';

export interface Kept {
  /** `null` when nothing was written yet; a problem when what is there is not what was written. */
  read(): Promise<Result<Uint8Array | null>>;
  /** Returns when the new bytes are safe; cut short, the old ones are still there. */
  write(bytes: Uint8Array): Promise<void>;
}

export function keptFile(files: Files, path: string): Kept {
  return {
    read: () => readKept(files, path),
    async write(bytes) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await replaceKept(files, path, bytes);
    },
  };
}
