/** Erasures in the database: what an entry said is taken out of its row and out of every view folded from it. */
import { type ClaimId, type DossierId } from '../../core/base/ids.js';
import { type EraseBody, eraseFromBytes } from '../../core/ledger/erase.js';
import { type Erasure } from '../../app/ports.js';
import { column, type SqlSession } from '../sql/port.js';
import { type ReadSession } from './reader.js';

/**
 * Empties the rows and drops the dossier's views, which hold copies; the caller folds them again. Who could
 * read them stays, so that they alone see that something is gone. The
 * fingerprint stays in its unique column: said again, the statement is known and brings nothing back.
 */
export async function forgetEntries(
  session: SqlSession,
  dossier: DossierId,
  erasures: readonly EraseBody[],
): Promise<void> {
  await session.query(
    `UPDATE ledger.entry SET salt = NULL, body = NULL, key = '', thing = NULL, type = NULL, target = NULL,
       audience = gone.audience
     FROM unnest($2::bigint[], $3::text[]) AS gone (seq, audience)
     WHERE ledger.entry.dossier = $1 AND ledger.entry.seq = gone.seq`,
    [dossier, erasures.map(({ seq }) => seq), erasures.map(({ audience }) => audience)],
  );
  await dropViews(session, dossier);
}

/** Of this and older versions; the caller folds them again. */
export async function dropViews(session: SqlSession, dossier: DossierId): Promise<void> {
  for (const schema of await viewSchemas(session)) {
    await session.query(`DELETE FROM ${schema}.view WHERE dossier = $1`, [dossier]);
    await session.query(`DELETE FROM ${schema}.built WHERE dossier = $1`, [dossier]);
  }
}

/** The schemas of this and older versions' views. */
export async function viewSchemas(session: SqlSession): Promise<string[]> {
  const rows = await session.query(
    `SELECT nspname::text AS name FROM pg_namespace WHERE nspname ~ '^views_[0-9]+$' ORDER BY nspname`,
  );
  return rows.map((row) => column(row, 'name', 'text'));
}

/** Which entries were erased, by their position. */
export async function erasedAt(session: SqlSession, dossier: DossierId): Promise<Map<number, Erasure>> {
  // Saying that it is no claim lets the database use the small index of what is none.
  const rows = await session.query(
    `SELECT seq, at, body FROM ledger.entry
     WHERE dossier = $1 AND kind = 'erase' AND kind <> 'claim' AND body IS NOT NULL ORDER BY seq DESC`,
    [dossier],
  );
  return new Map(
    rows.map((row) => {
      const { seq, reason } = eraseFromBytes(column(row, 'body', 'bytes'));
      return [seq, { by: column(row, 'seq', 'int'), at: column(row, 'at', 'text'), reason }];
    }),
  );
}

/** Positions of the entries without a body. */
export async function erasedSeqs(session: SqlSession, dossier: DossierId): Promise<number[]> {
  const rows = await session.query(
    'SELECT seq FROM ledger.entry WHERE dossier = $1 AND body IS NULL ORDER BY seq',
    [dossier],
  );
  return rows.map((row) => column(row, 'seq', 'int'));
}

/** Claims up to and with an entry that were erased since, of those the reader could read: their entries by their ids. */
export async function erasedClaims(
  session: ReadSession,
  dossier: DossierId,
  seq: number,
): Promise<Map<ClaimId, number>> {
  const rows = await session.query(
    `SELECT encode(id, 'hex') AS id, seq FROM ledger.entry
     WHERE dossier = $1 AND body IS NULL AND kind = 'claim' AND seq <= $2 ORDER BY seq`,
    [dossier, seq],
  );
  return new Map(rows.map((row) => [column(row, 'id', 'text'), column(row, 'seq', 'int')]));
}
