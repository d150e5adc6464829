/** A dossier's row: the head of its log in the database, moved only by compare-and-set. */
import { concat, hmacSha256, sameBytes, toHex, utf8 } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { rootOf, type TreeHead } from '../../core/ledger/tree.js';
import { type Head } from '../../app/ports.js';
import { column, type Row, SqlError, type SqlSession } from '../sql/port.js';

export interface DossierRow {
  readonly id: DossierId;
  readonly logId: Uint8Array;
  /** Recognises the dedupe key without holding it. */
  readonly keyCheck: Uint8Array;
  readonly tree: TreeHead;
}

const HASH = 32;

export function keyCheck(dedupeKey: Uint8Array): Uint8Array {
  return hmacSha256(dedupeKey, utf8('a33/dedupe-check/1\0'));
}

export function headOf(tree: TreeHead): Head {
  return { size: tree.size, root: toHex(rootOf(tree)) };
}

/** `lock` holds the row until the transaction ends. */
export async function readDossier(
  session: SqlSession,
  id: DossierId,
  lock: 'lock' | 'free' = 'free',
): Promise<DossierRow | null> {
  const [row] = await session.query(
    `SELECT id, log_id, key_check, size, root, edge FROM ledger.dossier WHERE id = $1 ${lock === 'lock' ? 'FOR UPDATE' : ''}`,
    [id],
  );
  return row === undefined ? null : dossierFrom(row);
}

/** Throws when the stored edge does not give the stored root: the row was altered. */
export function dossierFrom(row: Row): DossierRow {
  const bytes = column(row, 'edge', 'bytes');
  const edge = Array.from({ length: bytes.length / HASH }, (_, i) => bytes.slice(i * HASH, (i + 1) * HASH));
  const tree: TreeHead = { size: column(row, 'size', 'int'), edge };
  if (!sameBytes(rootOf(tree), column(row, 'root', 'bytes')))
    throw new SqlError('refused', 'XX001', 'A head does not give its root');
  return {
    id: column(row, 'id', 'text'),
    logId: column(row, 'log_id', 'bytes'),
    keyCheck: column(row, 'key_check', 'bytes'),
    tree,
  };
}

/** Makes the row of a new log; does nothing when there is one. */
export async function insertDossier(session: SqlSession, row: DossierRow): Promise<void> {
  await session.query(
    `INSERT INTO ledger.dossier (id, log_id, key_check, size, root, edge)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
    [row.id, row.logId, row.keyCheck, row.tree.size, rootOf(row.tree), concat(...row.tree.edge)],
  );
}

/** Moves the head from exactly `before` to `after`; throws when it is elsewhere. */
export async function moveHead(
  session: SqlSession,
  id: DossierId,
  before: TreeHead,
  after: TreeHead,
): Promise<void> {
  const moved = await session.query(
    `UPDATE ledger.dossier SET size = $4, root = $5, edge = $6
     WHERE id = $1 AND size = $2 AND root = $3 RETURNING size`,
    [id, before.size, rootOf(before), after.size, rootOf(after), concat(...after.edge)],
  );
  if (moved.length !== 1) throw new Error(`The head is not at entry ${before.size}`);
}
