/**
 * Search over the views: the same rows that every other read shows, under the reader's role, as of the same
 * moments. What the database finds is looked at again as the reader sees it, so that nothing is found by what a
 * consent or a compartment keeps from them.
 */
import { type ThingId } from '../../core/base/ids.js';
import { type ViewAudience } from '../../core/policy/audience.js';
import { type TypeName } from '../../core/model/model.js';
import { column, type SqlValue } from '../sql/port.js';
import { type ReadSession } from './reader.js';
import { VIEW_VERSION } from './views.js';

const VIEW = `views_${VIEW_VERSION}.view`;

export interface Looked {
  readonly dossier: string;
  readonly audience: ViewAudience;
  readonly seq: number;
  /** `tsquery` as text. */
  readonly query: string;
  /** All of them are on a thing that is found. */
  readonly marks: readonly string[];
  /** Days since 1970 between which a thing may have been; `null`: no limit. */
  readonly firstDay: number | null;
  readonly lastDay: number | null;
  /** Things that are looked at otherwise. */
  readonly except: readonly ThingId[];
}

export interface FoundRow {
  readonly thing: ThingId;
  readonly type: TypeName;
  readonly rank: number;
  readonly consented: boolean;
}

/** Words in titles and names count most, our own remarks least. */
const RANK = `ts_rank_cd('{0.1, 0.3, 0.5, 1.0}', words, $4::tsquery, 1)`;

const WHERE = `dossier = $1 AND audience = $2 AND from_seq <= $3 AND (to_seq IS NULL OR to_seq > $3)
  AND words @@ $4::tsquery AND marks @> $5::text[]
  AND ($6::integer IS NULL OR last_day >= $6) AND ($7::integer IS NULL OR first_day <= $7) AND NOT thing = ANY($8::text[])`;

function params(looked: Looked): SqlValue[] {
  const { dossier, audience, seq, query, marks, firstDay, lastDay, except } = looked;
  return [dossier, audience, seq, query, marks, firstDay, lastDay, except];
}

/** The best first, then by id. */
export async function findRows(
  session: ReadSession,
  looked: Looked,
  {
    offset,
    limit,
    consented,
  }: { readonly offset: number; readonly limit: number; readonly consented: boolean },
): Promise<FoundRow[]> {
  const rows = await session.query(
    `SELECT thing, type, ${RANK}::text AS rank, consented::text AS consented FROM ${VIEW}
     WHERE ${WHERE} AND consented = ($9 = 'true') ORDER BY ${RANK} DESC, thing LIMIT $10 OFFSET $11`,
    [...params(looked), String(consented), limit, offset],
  );
  return rows.map((row) => ({
    thing: column(row, 'thing', 'text'),
    // Our own rows: what was written by `rowOf` of this version.
    type: column(row, 'type', 'text') as TypeName,
    rank: Number(column(row, 'rank', 'text')),
    consented: column(row, 'consented', 'text') === 'true',
  }));
}

/** How many there are without those that must be looked at one by one. */
export async function countRows(session: ReadSession, looked: Looked): Promise<number> {
  const [row] = await session.query(
    `SELECT count(*) AS n FROM ${VIEW} WHERE ${WHERE} AND NOT consented`,
    params(looked),
  );
  return row === undefined ? 0 : column(row, 'n', 'int');
}

/** Matches beyond this many are not counted by mark: the counts are then of the first ones and say so. */
export const COUNTED_MAX = 20_000;

/** How many of the matches carry each mark, the most frequent of each property first. */
export async function countMarks(session: ReadSession, looked: Looked): Promise<ReadonlyMap<string, number>> {
  const rows = await session.query(
    `SELECT mark, count(*) AS n FROM
       (SELECT marks FROM ${VIEW} WHERE ${WHERE} AND NOT consented LIMIT ${COUNTED_MAX}) AS found,
       unnest(found.marks) AS mark GROUP BY mark ORDER BY n DESC, mark LIMIT 400`,
    params(looked),
  );
  return new Map(rows.map((row) => [column(row, 'mark', 'text'), column(row, 'n', 'int')]));
}
