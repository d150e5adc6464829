/** Answers about a case file worked out once: the same file gives the same answer for ever. */
import { type CaseFile } from '../../view/thing.js';

const MOST = 5000;

/** Remembers what `work` gives for each file and key. */
export function kept<T>(work: (file: CaseFile, key: string) => T): (file: CaseFile, key: string) => T {
  const byFile = new WeakMap<CaseFile, Map<string, T>>();
  return (file, key) => {
    const known = byFile.get(file) ?? new Map<string, T>();
    byFile.set(file, known);
    const found = known.get(key);
    // `undefined` is never an answer here; `null` is.
    if (found !== undefined) return found;
    const fresh = work(file, key);
    // Keys may come from letters: a long-running server must not keep every one it ever saw.
    if (known.size >= MOST) known.clear();
    known.set(key, fresh);
    return fresh;
  };
}
