/** Documents read lately: turning a page must not read the whole file again. Only memory holds them. */
import { type Result } from '../../core/base/result.js';
import { type EvidenceFiles } from '../ports.js';
import { type FileReader, type ReadFile } from '../read-file.js';
import { type Item } from './items.js';
import { readKeptFile } from './reading.js';

/** So many, and none of them longer than this many letters in all. */
const KEPT = 4;
const LETTERS = 5_000_000;

export function readingLately(parts: {
  readonly evidence: EvidenceFiles;
  readonly readFile: FileReader;
}): (item: Pick<Item, 'sha256' | 'chain'>) => Promise<Result<ReadFile>> {
  const kept = new Map<string, ReadFile>();
  return async (item) => {
    const name = item.chain?.events[0]?.custody.name ?? '';
    const key = `${item.sha256} ${name}`;
    const known = kept.get(key);
    // What was erased meanwhile is not read from memory either.
    if (known !== undefined && (await parts.evidence.has(item.sha256))) return { ok: true, value: known };
    kept.delete(key);
    const read = await readKeptFile(parts, item);
    if (!read.ok || read.value.pages.reduce((sum, { text }) => sum + text.length, 0) > LETTERS) return read;
    kept.set(key, read.value);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return read;
  };
}
