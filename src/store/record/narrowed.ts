/**
 * Claims that a later entry made narrower: for the team alone, also of every past moment. Their rows say so,
 * and every read goes by the row; the body, and the leaf over it, stay as they were recorded.
 */
import { toHex } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { amendFromBytes } from '../../core/ledger/bodies.js';
import { isErased, type Recorded } from '../journal/frame.js';
import { column, type SqlSession } from '../sql/port.js';
import { dropViews } from './erased.js';

/** The claim that an entry makes narrower; `null` for any other entry. */
export function narrowedBy(entry: Recorded): string | null {
  if (isErased(entry) || entry.kind !== 'amend') return null;
  const { action, target } = amendFromBytes(entry.body);
  return action === 'narrow' ? target : null;
}

/** Marks the rows and drops the dossier's views, which show the claims more widely; the caller folds them again. */
export async function narrowEntries(
  session: SqlSession,
  dossier: DossierId,
  ids: readonly string[],
): Promise<void> {
  await session.query(
    `UPDATE ledger.entry SET audience = 'team'
     WHERE dossier = $1 AND kind = 'claim' AND audience = 'public' AND encode(id, 'hex') = ANY($2)`,
    [dossier, ids],
  );
  await dropViews(session, dossier);
}

// Where the action stands in a body: after the version and the target, and its own length.
const NARROWS = `kind = 'amend' AND kind <> 'claim' AND substring(body FROM 74 FOR 6) = 'narrow'::bytea`;

/** Ids of the claims made narrower, as the owner sees them all. */
export async function readNarrowed(session: SqlSession, dossier: DossierId): Promise<Set<string>> {
  const rows = await session.query(
    `SELECT target FROM ledger.entry WHERE dossier = $1 AND target IS NOT NULL AND ${NARROWS}`,
    [dossier],
  );
  return new Set(rows.map((row) => toHex(column(row, 'target', 'bytes'))));
}
