/** Files of evidence for tests: in a folder, in the clear. */
import { type EvidenceFiles } from '../../src/app/ports.js';
import { type FileDoors } from '../../src/app/evidence/verbs.js';
import { fail } from '../../src/core/base/result.js';
import { diskEvidence } from '../../src/store/evidence/disk.js';
import { nodeFiles } from '../../src/store/files.js';

export function evidenceIn(dir: string, bytesMax = 8 * 1024 * 1024): EvidenceFiles {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  return diskEvidence({ dir, files: nodeFiles, random, bytesMax });
}

/** These bytes, in so many pieces, as somebody sends them. */
export async function* sent(bytes: Uint8Array, pieces = 3): AsyncGenerator<Uint8Array> {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

/** No file comes in or goes out. */
export const noDoors: FileDoors = {
  incoming: () => Promise.resolve(fail('reached', 'A file would have come in.')),
  writeNew: () => Promise.resolve(fail('reached', 'A file would have gone out.')),
  checkToken: () => Promise.resolve({ verdict: 'unsupported', time: null, because: [] }),
  readFile: () => Promise.resolve(fail('reached', 'A file would have been read.')),
};
