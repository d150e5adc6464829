/** What an erased entry could leave behind, as bytes to look for, and the search of a folder for them. */
import { type Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { utf8 } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { assertNever } from '../../core/base/result.js';
import { readEntries } from '../record/entries.js';
import { isErased, type JournalEntry, recordOf } from '../journal/frame.js';
import { type Log } from '../replay.js';
import { readEntry } from '../../core/view/fold.js';
import { type SqlSession } from '../sql/port.js';

/** Shorter text says nothing of its own, and would be found in any database. */
const LEAST = 8;
const PAGE = 2000;

/**
 * Salts, bodies and every text of these entries, as far as no entry that stays says the same. To be read
 * before anything is erased.
 */
export async function remainsOf(
  session: SqlSession,
  dossier: DossierId,
  seqs: readonly number[],
): Promise<Buffer[]> {
  const going = new Set(seqs);
  if (going.size === 0) return [];
  const texts = new Map<string, Buffer>();
  const sure: Buffer[] = [];
  for (const seq of seqs)
    for (const entry of await readEntries(session, dossier, seq, seq + 1)) {
      if (isErased(entry)) continue;
      sure.push(Buffer.from(entry.salt), Buffer.from(entry.body));
      for (const text of contentOf(entry)) texts.set(text, Buffer.from(utf8(text)));
    }
  for (let from = 0; ; from += PAGE) {
    const page = await readEntries(session, dossier, from, from + PAGE);
    for (const entry of page) {
      if (isErased(entry) || going.has(entry.seq)) continue;
      const body = Buffer.from(entry.body.buffer, entry.body.byteOffset, entry.body.length);
      for (const [text, bytes] of texts) if (body.includes(bytes)) texts.delete(text);
    }
    if (page.length < PAGE) break;
  }
  return [...sure, ...[...texts.keys()].flatMap(spellings)];
}

/** As the text may stand in a file: plain, as JSON writes it, and in two bytes a character. */
function spellings(text: string): Buffer[] {
  const json = JSON.stringify(text).slice(1, -1);
  const plain = Buffer.from(text, 'utf8');
  return [plain, Buffer.from(text, 'utf16le'), ...(json === text ? [] : [Buffer.from(json, 'utf8')])];
}

function contentOf(entry: JournalEntry): string[] {
  const read = readEntry(entry);
  switch (read.kind) {
    case 'claim': {
      const { thing, value, source, accordingTo, locator, consent, note } = read.held.claim;
      return textsIn([thing.id, value, source, accordingTo, locator, consent, note]);
    }
    case 'amend':
      return textsIn(read.amend.why);
    case 'judge':
      return textsIn(read.judge.judgement);
    case 'find':
      return textsIn([read.find.event, read.find.why]);
    case 'consent':
      return read.consent.action === 'give'
        ? textsIn([read.consent.terms.subject, read.consent.terms.how, read.consent.terms.recordedBy])
        : [];
    case 'custody':
      return textsIn([read.custody.file, read.custody.party, read.custody.how, read.custody.name]);
    case 'config':
    case 'other':
      return [];
    default:
      return assertNever(read);
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return utf8(value).length >= LEAST ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

const CHUNK = 4 * 1024 * 1024;

export interface Searched {
  readonly files: number;
  /** Paths of the files that hold any of it. */
  readonly found: readonly string[];
}

/** The whole directory, byte for byte; and, where its segments are encrypted, what they hold of this log. */
export async function searchRecord(dir: string, remains: readonly Buffer[], log: Log): Promise<Searched> {
  const { files, found } = await searchFolder(dir, remains);
  if (remains.length === 0 || !log.journal.sealed) return { files, found };
  let held = false;
  const read = await log.journal.frames(({ entries }) => {
    held ||= entries.some((entry) => {
      const bytes = Buffer.from(recordOf(entry));
      return remains.some((one) => bytes.includes(one));
    });
  });
  return { files, found: held || !read.ok ? [...found, log.journal.folder] : found };
}

async function searchFolder(folder: string, remains: readonly Buffer[]): Promise<Searched> {
  if (remains.length === 0) return { files: 0, found: [] };
  const found: string[] = [];
  let files = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    files += 1;
    const path = join((entry satisfies Dirent).parentPath, entry.name);
    if (await holdsAny(path, remains)) found.push(path);
  }
  return { files, found: found.sort() };
}

async function holdsAny(path: string, remains: readonly Buffer[]): Promise<boolean> {
  const overlap = Math.max(...remains.map((bytes) => bytes.length)) - 1;
  const file = await open(path, 'r').catch(() => null);
  // Gone since the folder was listed.
  if (file === null) return false;
  try {
    let before = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const { bytesRead } = await file.read(chunk, 0, CHUNK);
      if (bytesRead === 0) return false;
      const window = Buffer.concat([before, chunk.subarray(0, bytesRead)]);
      if (remains.some((bytes) => window.includes(bytes))) return true;
      before = window.subarray(Math.max(0, window.length - overlap));
    }
  } finally {
    await file.close();
  }
}
