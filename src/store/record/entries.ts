/** Entries in the database: one row each, written once and never changed. */
import { type DossierId } from '../../core/base/ids.js';
import { type Audience } from '../../core/claim/claim.js';
import { isAudience } from '../../core/ledger/bodies.js';
import { isEntryKind, LEAF_LENGTH, SALT_LENGTH } from '../../core/ledger/entry.js';
import { concat } from '../../core/base/bytes.js';
import { type LogLine } from '../../app/ports.js';
import { readEntry, type Logged } from '../../core/view/fold.js';
import { type ErasedEntry, isErased, type JournalEntry, type Recorded } from '../journal/frame.js';
import { column, maybe, type Row, type SqlSession, type SqlValue } from '../sql/port.js';
import { erasedAt } from './erased.js';
import { type Derived } from './prepare.js';
import { type ReadSession } from './reader.js';

/** Rows written with one statement. */
const CHUNK = 1000;

/** `batch` is the number of entries before the batch these were committed in. */
export async function insertEntries(
  session: SqlSession,
  dossier: DossierId,
  batch: number,
  entries: readonly (Recorded & Derived)[],
): Promise<void> {
  for (let i = 0; i < entries.length; i += CHUNK) {
    const chunk = entries.slice(i, i + CHUNK);
    const bodies = pack(chunk.map((entry) => entry.body));
    const targets = pack(chunk.map((entry) => entry.target));
    await session.query(
      `INSERT INTO ledger.entry
         (dossier, batch, seq, kind, at, actor, key, id, leaf, salt, body, fp, thing, type, audience, target)
       SELECT $1, $2, seq, kind, at, actor, key,
         substring($8::bytea FROM (nr::integer - 1) * ${ID_LENGTH} + 1 FOR ${ID_LENGTH}),
         substring($9::bytea FROM (nr::integer - 1) * ${LEAF_LENGTH} + 1 FOR ${LEAF_LENGTH}),
         CASE WHEN body_from IS NOT NULL
           THEN substring($10::bytea FROM (nr::integer - 1) * ${SALT_LENGTH} + 1 FOR ${SALT_LENGTH}) END,
         CASE WHEN body_from IS NOT NULL THEN substring($11::bytea FROM body_from FOR body_length) END,
         substring($12::bytea FROM (nr::integer - 1) * ${ID_LENGTH} + 1 FOR ${ID_LENGTH}),
         thing, type, audience,
         CASE WHEN target_from IS NOT NULL THEN substring($16::bytea FROM target_from FOR target_length) END
       FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $13::text[], $14::text[],
         $15::text[], $17::integer[], $18::integer[], $19::integer[], $20::integer[]) WITH ORDINALITY
         AS said (seq, kind, at, actor, key, thing, type, audience, body_from, body_length, target_from,
           target_length, nr)`,
      [
        dossier,
        batch,
        chunk.map((entry) => entry.seq),
        chunk.map((entry) => entry.kind),
        chunk.map((entry) => entry.at),
        chunk.map((entry) => entry.actor),
        chunk.map((entry) => (isErased(entry) ? '' : entry.key)),
        ofLength(
          ID_LENGTH,
          chunk.map((entry) => entry.id),
        ),
        ofLength(
          LEAF_LENGTH,
          chunk.map((entry) => entry.leaf),
        ),
        ofLength(
          SALT_LENGTH,
          chunk.map((entry) => entry.salt ?? NO_SALT),
        ),
        bodies.bytes,
        ofLength(
          ID_LENGTH,
          chunk.map((entry) => entry.fp),
        ),
        chunk.map((entry) => entry.thing),
        chunk.map((entry) => entry.type),
        chunk.map((entry) => entry.audience),
        targets.bytes,
        bodies.from,
        bodies.length,
        targets.from,
        targets.length,
      ],
    );
  }
}

/** An id and a fingerprint are both a SHA-256. */
const ID_LENGTH = 32;
const NO_SALT = new Uint8Array(SALT_LENGTH);

/**
 * Byte strings go to the database end to end in one parameter, with where each begins (from 1) and its length:
 * as an array, each would be written as text in hexadecimal and quoted.
 */
function pack(values: readonly (Uint8Array | null)[]): {
  readonly bytes: Uint8Array;
  readonly from: readonly (number | null)[];
  readonly length: readonly (number | null)[];
} {
  let at = 1;
  const from = values.map((value) => {
    const start = at;
    at += value?.length ?? 0;
    return value === null ? null : start;
  });
  return {
    bytes: concat(...values.filter((value) => value !== null)),
    from,
    length: values.map((value) => value?.length ?? null),
  };
}

/** End to end; every one has this length, so that its place is its number. */
function ofLength(length: number, values: readonly Uint8Array[]): Uint8Array {
  if (values.some((value) => value.length !== length)) throw new Error('A byte string has another length');
  return concat(...values);
}

const COLUMNS = 'seq, batch, kind, at, actor, key, id, leaf, salt, body, fp, audience';

interface InBatch {
  readonly batch: number;
  /** Whom it is for now. */
  readonly audience: Audience | null;
}
export type WholeEntry = JournalEntry & InBatch;
export type StoredEntry = WholeEntry | (ErasedEntry & InBatch);

/** An entry with its body read; an erased one changes no view. */
export function logged(entry: Recorded & { readonly audience?: Audience | null }): Logged {
  return isErased(entry)
    ? { seq: entry.seq, at: entry.at, actor: entry.actor, kind: 'other' }
    : readEntry(entry);
}

export async function readEntries(
  session: SqlSession,
  dossier: DossierId,
  from: number,
  to: number,
): Promise<StoredEntry[]> {
  const rows = await session.query(
    `SELECT ${COLUMNS} FROM ledger.entry WHERE dossier = $1 AND seq >= $2 AND seq < $3 ORDER BY seq`,
    [dossier, from, to],
  );
  return rows.map(entryFrom);
}

/** As `readEntries`, with the columns derived from each body, for `fsck`. */
export async function readDerived(
  session: SqlSession,
  dossier: DossierId,
  from: number,
  to: number,
): Promise<(StoredEntry & Derived)[]> {
  const rows = await session.query(
    `SELECT ${COLUMNS}, thing, type, target FROM ledger.entry
     WHERE dossier = $1 AND seq >= $2 AND seq < $3 ORDER BY seq`,
    [dossier, from, to],
  );
  return rows.map((row) => ({
    ...entryFrom(row),
    fp: column(row, 'fp', 'bytes'),
    thing: maybe(row, 'thing', 'text'),
    type: maybe(row, 'type', 'text') as Derived['type'],
    target: maybe(row, 'target', 'bytes'),
  }));
}

/** What the reader's role may select of an entry, and all that reading its body takes. */
const READ = 'seq, batch, kind, at, actor, id, body, audience';

export type ReadableEntry = Pick<JournalEntry, 'seq' | 'kind' | 'at' | 'actor' | 'id' | 'body'> & InBatch;

/** Entries of these kinds up to and with `seq`, in order, without those erased. */
export async function readKinds(
  session: SqlSession,
  dossier: DossierId,
  kinds: readonly string[],
  seq: number,
): Promise<ReadableEntry[]> {
  const rows = await session.query(
    `SELECT ${READ} FROM ledger.entry
     WHERE dossier = $1 AND kind = ANY($2) AND kind <> 'claim' AND seq <= $3
       AND body IS NOT NULL ORDER BY seq`,
    [dossier, kinds, seq],
  );
  return rows.map(readableFrom);
}

/** Entries from one place in the log to another, without those erased. */
export async function readFrom(
  session: ReadSession,
  dossier: DossierId,
  { from, to, limit }: { readonly from: number; readonly to: number; readonly limit: number },
): Promise<ReadableEntry[]> {
  const rows = await session.query(
    `SELECT ${READ} FROM ledger.entry
     WHERE dossier = $1 AND seq >= $2 AND seq <= $3 AND body IS NOT NULL ORDER BY seq LIMIT $4`,
    [dossier, from, to, limit],
  );
  return rows.map(readableFrom);
}

/** Claims by their ids, without those erased. */
export async function readNamed(
  session: ReadSession,
  dossier: DossierId,
  ids: readonly Uint8Array[],
): Promise<ReadableEntry[]> {
  const rows = await session.query(
    `SELECT ${READ} FROM ledger.entry
     WHERE dossier = $1 AND id = ANY($2::bytea[]) AND kind = 'claim' AND body IS NOT NULL`,
    [dossier, ids],
  );
  return rows.map(readableFrom);
}

/** Claims about one thing, of every audience, up to and with `seq`, in order, without those erased. */
export async function readClaims(
  session: ReadSession,
  dossier: DossierId,
  thing: string,
  seq: number,
): Promise<ReadableEntry[]> {
  const rows = await session.query(
    `SELECT ${READ} FROM ledger.entry
     WHERE dossier = $1 AND thing = $2 AND kind = 'claim' AND seq <= $3
       AND body IS NOT NULL ORDER BY seq`,
    [dossier, thing, seq],
  );
  return rows.map(readableFrom);
}

/** Claims of compartments, up to and with `seq`, in order. */
export async function readCompartments(
  session: ReadSession,
  dossier: DossierId,
  audiences: readonly string[],
  seq: number,
): Promise<ReadableEntry[]> {
  const rows = await session.query(
    `SELECT ${READ} FROM ledger.entry
     WHERE dossier = $1 AND audience = ANY($2) AND audience <> 'public' AND audience <> 'team'
       AND kind = 'claim' AND seq <= $3 AND body IS NOT NULL ORDER BY seq`,
    [dossier, audiences, seq],
  );
  return rows.map(readableFrom);
}

/** Entries up to and with `seq` that a condition of ours picks, in order, without those erased. */
export async function readableEntries(
  session: ReadSession,
  asked: {
    readonly dossier: DossierId;
    readonly seq: number;
    /** SQL of this program's own, never of a reader's; its parameters begin at $3. */
    readonly where: string;
    readonly params: readonly SqlValue[];
    readonly limit: number | null;
  },
): Promise<ReadableEntry[]> {
  const rows = await session.query(
    `SELECT ${READ} FROM ledger.entry WHERE dossier = $1 AND seq <= $2 AND body IS NOT NULL AND ${asked.where}
     ORDER BY seq ${asked.limit === null ? '' : `LIMIT ${Math.trunc(asked.limit)}`}`,
    [asked.dossier, asked.seq, ...asked.params],
  );
  return rows.map(readableFrom);
}

/** One claim as the reader sees it; `null` when it does not, or it is erased. */
export async function readClaimAt(
  session: ReadSession,
  dossier: DossierId,
  seq: number,
): Promise<ReadableEntry | null> {
  const [row] = await session.query(
    `SELECT ${READ} FROM ledger.entry
     WHERE dossier = $1 AND seq = $2 AND kind = 'claim' AND body IS NOT NULL`,
    [dossier, seq],
  );
  return row === undefined ? null : readableFrom(row);
}

/** The salt that opens a public claim's commitment: readers may not select salts. */
export async function readPublicSalt(
  session: SqlSession,
  dossier: DossierId,
  seq: number,
): Promise<Uint8Array | null> {
  const [row] = await session.query(
    `SELECT salt FROM ledger.entry WHERE dossier = $1 AND seq = $2 AND kind = 'claim'
       AND audience = 'public' AND salt IS NOT NULL`,
    [dossier, seq],
  );
  return row === undefined ? null : column(row, 'salt', 'bytes');
}

export async function readLog(
  session: SqlSession,
  dossier: DossierId,
  from: number,
  to: number,
): Promise<LogLine[]> {
  const rows = await session.query(
    `SELECT seq, kind, at, actor, id, leaf, body IS NULL AS erased FROM ledger.entry
     WHERE dossier = $1 AND seq >= $2 AND seq < $3 ORDER BY seq`,
    [dossier, from, to],
  );
  const erasures = rows.some((row) => row['erased'] === true) ? await erasedAt(session, dossier) : null;
  return rows.map((row) => {
    const line = placeFrom(row);
    return row['erased'] === true ? { ...line, erased: erasures?.get(line.seq) ?? 'missing' } : line;
  });
}

/** The leaves alone. */
export async function readLeaves(
  session: SqlSession,
  dossier: DossierId,
  from: number,
  to: number,
): Promise<Uint8Array[]> {
  const rows = await session.query(
    'SELECT leaf FROM ledger.entry WHERE dossier = $1 AND seq >= $2 AND seq < $3 ORDER BY seq',
    [dossier, from, to],
  );
  return rows.map((row) => column(row, 'leaf', 'bytes'));
}

function placeFrom(row: Row): Omit<LogLine, 'erased'> {
  return { ...namedFrom(row), leaf: column(row, 'leaf', 'bytes') };
}

function readableFrom(row: Row): ReadableEntry {
  return { ...namedFrom(row), ...batchFrom(row), body: column(row, 'body', 'bytes') };
}

function batchFrom(row: Row): InBatch {
  // Our own column: what was derived from a body, or written by an entry that made it narrower.
  return { batch: column(row, 'batch', 'int'), audience: maybe(row, 'audience', 'text') as Audience | null };
}

function namedFrom(row: Row): Omit<ReadableEntry, 'body' | 'batch' | 'audience'> {
  const kind = column(row, 'kind', 'text');
  if (!isEntryKind(kind)) throw new Error('An entry has no known kind');
  return {
    seq: column(row, 'seq', 'int'),
    kind,
    at: column(row, 'at', 'text'),
    actor: column(row, 'actor', 'text'),
    id: column(row, 'id', 'bytes'),
  };
}

function entryFrom(row: Row): StoredEntry {
  if (row['body'] !== null) return wholeFrom(row);
  return { ...placeFrom(row), ...batchFrom(row), salt: null, body: null, fp: column(row, 'fp', 'bytes') };
}

function wholeFrom(row: Row): WholeEntry {
  return {
    ...placeFrom(row),
    ...batchFrom(row),
    key: column(row, 'key', 'text'),
    salt: column(row, 'salt', 'bytes'),
    body: column(row, 'body', 'bytes'),
  };
}

/** Which of these fingerprints the log holds, as hexadecimal text. */
export async function knownFingerprints(
  session: SqlSession,
  dossier: DossierId,
  fps: readonly Uint8Array[],
  which: 'all' | 'erased' = 'all',
): Promise<Set<string>> {
  const rows = await session.query(
    `SELECT encode(fp, 'hex') AS fp FROM ledger.entry WHERE dossier = $1 AND fp = ANY($2::bytea[])
     ${which === 'erased' ? 'AND body IS NULL' : ''}`,
    [dossier, fps],
  );
  return new Set(rows.map((row) => column(row, 'fp', 'text')));
}

/** Whom the claims were for that were erased, as far as erasures say so. */
export async function erasedAudiences(session: SqlSession, dossier: DossierId): Promise<Audience[]> {
  const rows = await session.query(
    `SELECT DISTINCT coalesce(audience, 'team') AS audience FROM ledger.entry
     WHERE dossier = $1 AND kind = 'claim' AND body IS NULL`,
    [dossier],
  );
  return rows.map((row) => column(row, 'audience', 'text')).filter(isAudience);
}

export interface Owner {
  readonly id: string;
  /** `null` for a judgement. */
  readonly thing: string | null;
}

/** The claims and judgements behind these ids, as far as the log holds them, for these audiences or for all. */
export async function readOwners(
  session: SqlSession,
  dossier: DossierId,
  ids: readonly Uint8Array[],
  audiences: readonly Audience[] | null = null,
): Promise<Owner[]> {
  if (ids.length === 0) return [];
  const rows = await session.query(
    `SELECT encode(id, 'hex') AS id, thing FROM ledger.entry
     WHERE dossier = $1 AND id = ANY($2::bytea[]) AND kind IN ('claim', 'judge') AND body IS NOT NULL
       ${audiences === null ? '' : 'AND audience = ANY($3)'}`,
    audiences === null ? [dossier, ids] : [dossier, ids, audiences],
  );
  return rows.map((row) => ({
    id: column(row, 'id', 'text'),
    thing: maybe(row, 'thing', 'text'),
  }));
}

/** The types under which each of these things is already recorded, for these audiences. */
export async function readTypes(
  session: SqlSession,
  within: { readonly dossier: DossierId; readonly audiences: readonly Audience[] },
  things: readonly string[],
): Promise<Map<string, Set<string>>> {
  const rows = await session.query(
    'SELECT DISTINCT thing, type FROM ledger.entry WHERE dossier = $1 AND thing = ANY($2) AND audience = ANY($3)',
    [within.dossier, things, within.audiences],
  );
  const types = new Map<string, Set<string>>();
  for (const row of rows) {
    const thing = column(row, 'thing', 'text');
    types.set(thing, (types.get(thing) ?? new Set()).add(column(row, 'type', 'text')));
  }
  return types;
}

/**
 * The last entry recorded at or before an instant, in the order of the log, of those the reader may see;
 * -1 when there is none. Whoever asks instant by instant learns nothing of when the others were recorded.
 */
export async function lastAt(
  session: ReadSession,
  dossier: DossierId,
  instant: string,
  visible: number,
): Promise<number> {
  const [row] = await session.query(
    // Along the sequence from its end: by time, every row before the instant would be looked at. As an
    // expression the time is not sought in its index.
    `SELECT seq FROM ledger.entry WHERE dossier = $1 AND seq < $3 AND at || '' <= $2 ORDER BY seq DESC LIMIT 1`,
    [dossier, instant, visible],
  );
  return row === undefined ? -1 : column(row, 'seq', 'int');
}

/**
 * The last entry of the batch that `seq` was recorded in, as far as the reader can tell: what comes before the
 * next batch of which they see something. A batch's number is that of its first entry.
 */
export async function lastOfBatch(
  session: ReadSession,
  dossier: DossierId,
  seq: number,
  visible: number,
): Promise<number> {
  const [row] = await session.query(
    `SELECT batch FROM ledger.entry WHERE dossier = $1 AND seq > $2 AND batch > $2 ORDER BY seq LIMIT 1`,
    [dossier, seq],
  );
  return row === undefined ? visible - 1 : Math.min(column(row, 'batch', 'int'), visible) - 1;
}

/** When the last entry up to and with `seq` was recorded, of those the reader may see. */
export async function recordedBy(
  session: ReadSession,
  dossier: DossierId,
  seq: number,
): Promise<string | null> {
  const [row] = await session.query(
    'SELECT at FROM ledger.entry WHERE dossier = $1 AND seq <= $2 ORDER BY seq DESC LIMIT 1',
    [dossier, seq],
  );
  return row === undefined ? null : column(row, 'at', 'text');
}
