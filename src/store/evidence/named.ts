/**
 * Which files of evidence the record names, and the rule that follows: a file that no claim names any more
 * is taken away, since nobody could reach it and it would only wait to be found.
 */
import { concat, utf8 } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { claimFromBytes } from '../../core/claim/bytes.js';
import { type EvidenceFiles, type FsckReport } from '../../app/ports.js';
import { u32 } from '../vault/vault.js';
import { column, type SqlSession } from '../sql/port.js';

export interface NamedFile {
  readonly dossier: DossierId;
  readonly seq: number;
  readonly sha256: string;
}

/** How a value that is a file begins in a claim's body: its kind, one field, 64 digits. */
const FILE_VALUE = concat(u32(4), utf8('file'), u32(1), utf8('1'), u32(64));

/** Every claim that names a file, in every dossier or in one; without those erased. */
export async function namedFiles(session: SqlSession, dossier?: DossierId): Promise<NamedFile[]> {
  const rows = await session.query(
    `SELECT dossier, seq, body FROM ledger.entry
     WHERE kind = 'claim' AND body IS NOT NULL AND position($1::bytea IN body) > 0
     ${dossier === undefined ? '' : 'AND dossier = $2'} ORDER BY dossier, seq`,
    dossier === undefined ? [FILE_VALUE] : [FILE_VALUE, dossier],
  );
  return rows.flatMap((row) => {
    const { value } = claimFromBytes(column(row, 'body', 'bytes'));
    const place = { dossier: column(row, 'dossier', 'text'), seq: column(row, 'seq', 'int') };
    return value.kind === 'file' ? [{ ...place, sha256: value.sha256 }] : [];
  });
}

/** The files that these entries name: to be asked before they are erased. */
export async function filesOf(
  session: SqlSession,
  dossier: DossierId,
  seqs: readonly number[],
): Promise<ReadonlySet<string>> {
  if (seqs.length === 0) return new Set();
  const named = await namedFiles(session, dossier);
  return new Set(named.filter(({ seq }) => seqs.includes(seq)).map(({ sha256 }) => sha256));
}

export interface Dropped {
  readonly removed: number;
  /** How many could not be taken away. */
  readonly left: number;
}

/** Takes away those of these files that no claim of any dossier names. */
export async function dropUnnamed(
  session: SqlSession,
  evidence: EvidenceFiles,
  files: ReadonlySet<string>,
): Promise<Dropped> {
  if (files.size === 0) return { removed: 0, left: 0 };
  const named = new Set((await namedFiles(session)).map(({ sha256 }) => sha256));
  let [removed, left] = [0, 0];
  for (const sha256 of files) {
    if (named.has(sha256)) continue;
    // Looked for again afterwards: an answer that it is gone is not yet its being gone.
    const gone = await evidence
      .remove(sha256)
      .then(async () => !(await evidence.has(sha256)))
      .catch(() => false);
    if (gone) removed += 1;
    else left += 1;
  }
  return { removed, left };
}

/** After an erasure that was cut short, nobody knows any more which files it meant: all that no claim names go. */
export async function sweepUnnamed(session: SqlSession, evidence: EvidenceFiles): Promise<number> {
  const named = await namedFiles(session);
  return await evidence.sweep(new Set(named.map(({ sha256 }) => sha256)));
}

/** Every file that the dossier names, read and hashed again. Dossier files that name one without bringing it are told apart. */
export async function checkFiles(
  session: SqlSession,
  evidence: EvidenceFiles,
  { dossier, received }: { readonly dossier: DossierId; readonly received: ReadonlySet<string> },
): Promise<FsckReport['problems'][number][]> {
  const findings: FsckReport['problems'][number][] = [];
  const seen = new Map<string, string>();
  for (const { seq, sha256 } of await namedFiles(session, dossier)) {
    const state = seen.get(sha256) ?? (await evidence.check(sha256));
    seen.set(sha256, state);
    // A hash alone says which file was read; it is missing only where its receipt says that it came.
    if (state === 'missing' && received.has(sha256))
      findings.push({ entry: seq, what: `Its file ${sha256.slice(0, 16)} was received and is missing.` });
    if (state === 'damaged')
      findings.push({ entry: seq, what: `Its file ${sha256.slice(0, 16)} is not what its hash says.` });
  }
  return findings;
}
