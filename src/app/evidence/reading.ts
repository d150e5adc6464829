/** Reading a kept file: whole and checked against its hash, then in the reader's own worker. */
import { concat } from '../../core/base/bytes.js';
import { fail, type Result } from '../../core/base/result.js';
import { type EvidenceFiles, FileDamaged } from '../ports.js';
import { type FileReader, type ReadFile } from '../read-file.js';
import { type Item } from './items.js';

/** Longer files are kept, handed out and checked, but not read for their text. */
const READ_MAX = 100 * 1024 * 1024;

/** Its name is what whoever gave it called it: the reader only compares it with what the bytes are. */
export async function readKeptFile(
  { evidence, readFile }: { readonly evidence: EvidenceFiles; readonly readFile: FileReader },
  item: Pick<Item, 'sha256' | 'chain'>,
): Promise<Result<ReadFile>> {
  const opened = await evidence.open(item.sha256);
  if (!opened.ok) return opened;
  if (opened.value.bytes > READ_MAX)
    return fail(
      'too-large',
      'The file is too large to be read for its text; it is kept and handed out whole.',
    );
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of opened.value.pieces) pieces.push(piece);
  } catch (error) {
    if (!(error instanceof FileDamaged)) throw error;
    return fail('file-damaged', 'The bytes here are not those of the hash.', {
      where: item.sha256.slice(0, 16),
      fix: 'Run `article33 fsck`, and restore the directory from a backup.',
    });
  }
  return await readFile(concat(...pieces), item.chain?.events[0]?.custody.name ?? '');
}
