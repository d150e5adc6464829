/**
 * Views in the database: for each thing and audience a row per batch that changed it, valid for
 * entries `from_seq` ≤ s < `to_seq`. Rows are only ever derived: this file folds them again from the
 * entries whenever they are behind, beside the old ones, and swaps.
 */
import { fromHex } from '../../core/base/bytes.js';
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { unwrap } from '../../core/base/result.js';
import { type ViewAudience } from '../../core/policy/audience.js';
import { foldThings, type Logged, type Sees } from '../../core/view/fold.js';
import { type Thing } from '../../core/view/thing.js';
import { MIGRATION_LOCK } from '../sql/migrate.js';
import { documentOf, type SearchDocument } from '../../core/search/document.js';
import { characterTables } from '../characters.js';
import { column, maybe, type SqlSession, type SqlValue } from '../sql/port.js';
import { logged, readEntries, readOwners } from './entries.js';
import { ensureReader } from './reader.js';

/** Changes when the fold or the rows change; views of another version are folded anew. */
export const VIEW_VERSION = 3;
const SCHEMA = `views_${VIEW_VERSION}`;

export const viewAudiences: readonly ViewAudience[] = ['public', 'team'];

/** What each kept view shows. */
export function seesOf(view: ViewAudience): Sees {
  return (audience) => audience === 'public' || (view === 'team' && audience === 'team');
}

export interface ViewRow {
  readonly thing: ThingId;
  readonly type: Thing['type'];
  readonly audience: ViewAudience;
  readonly from: number;
  readonly to: number | null;
  readonly json: string;
  /** What it is found by. */
  readonly found: SearchDocument;
}

const TABLE = `(
  dossier text COLLATE "C" NOT NULL,
  thing text COLLATE "C" NOT NULL,
  type text NOT NULL,
  audience text COLLATE "C" NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint,
  json text NOT NULL,
  words tsvector NOT NULL,
  marks text[] COLLATE "C" NOT NULL,
  first_day integer,
  last_day integer,
  consented boolean NOT NULL,
  PRIMARY KEY (dossier, audience, thing, from_seq))`;

/**
 * Makes the schema of this version where it is missing, and the role that may read it, within a transaction.
 * Older versions stay until theirs are folded.
 */
export async function ensureViews(session: SqlSession): Promise<void> {
  await session.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await session.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
  await session.query(`CREATE TABLE IF NOT EXISTS ${SCHEMA}.view ${TABLE}`);
  await session.query(
    `CREATE INDEX IF NOT EXISTS view_now ON ${SCHEMA}.view (dossier, audience) WHERE to_seq IS NULL`,
  );
  await session.query(`CREATE INDEX IF NOT EXISTS view_words ON ${SCHEMA}.view USING gin (words)`);
  // Words of erased claims must not lie in the planner's samples.
  for (const name of ['words', 'marks', 'json'])
    await session.query(`ALTER TABLE ${SCHEMA}.view ALTER COLUMN ${name} SET STATISTICS 0`);
  // How many entries the views reflect.
  await session.query(
    `CREATE TABLE IF NOT EXISTS ${SCHEMA}.built (dossier text COLLATE "C" PRIMARY KEY, size bigint NOT NULL)`,
  );
  await ensureReader(session, SCHEMA);
}

/** Entries the views of a dossier reflect; 0 when there are none yet. */
export async function builtSize(session: SqlSession, dossier: DossierId): Promise<number> {
  const [row] = await session.query(`SELECT size FROM ${SCHEMA}.built WHERE dossier = $1`, [dossier]);
  return row === undefined ? 0 : column(row, 'size', 'int');
}

async function setBuilt(session: SqlSession, dossier: DossierId, size: number): Promise<void> {
  await session.query(
    `INSERT INTO ${SCHEMA}.built (dossier, size) VALUES ($1, $2)
     ON CONFLICT (dossier) DO UPDATE SET size = excluded.size`,
    [dossier, size],
  );
}

/**
 * Folds one batch, whose entries are already inserted, onto the views. `batch` is the number of
 * entries before it. Does nothing and returns false when the views are not at `batch`.
 */
export async function foldBatch(
  session: SqlSession,
  dossier: DossierId,
  batch: number,
  entries: readonly Logged[],
): Promise<boolean> {
  if ((await builtSize(session, dossier)) !== batch) return false;
  const targets = entries.flatMap((entry) =>
    entry.kind === 'amend' ? [unwrap(fromHex(entry.amend.target))] : [],
  );
  const owners = new Map(
    (await readOwners(session, dossier, targets)).map((owner) => [owner.id, owner.thing]),
  );
  const touched = new Set<ThingId>();
  for (const entry of entries) if (entry.kind === 'claim') touched.add(entry.held.claim.thing.id);
  for (const thing of owners.values()) if (thing !== null) touched.add(thing);
  const documents: Documents = new Map();
  for (const audience of viewAudiences) {
    const before = await readThings(session, dossier, { audience, seq: batch - 1, only: [...touched] });
    const ownerOf = (id: string) => owners.get(id) ?? undefined;
    const changed = foldThings(before, entries, { sees: seesOf(audience), ownerOf });
    await session.query(
      `UPDATE ${SCHEMA}.view SET to_seq = $3
       WHERE dossier = $1 AND audience = $2 AND thing = ANY($4) AND to_seq IS NULL`,
      [dossier, audience, batch, [...changed.keys()]],
    );
    await insertRows(
      session,
      `${SCHEMA}.view`,
      dossier,
      [...changed.values()].map((thing) => rowOf(thing, audience, { from: batch, documents })),
    );
  }
  await setBuilt(session, dossier, batch + entries.length);
  return true;
}

/** By what is said: most things say the same to the public and to the team. */
type Documents = Map<string, SearchDocument>;

function rowOf(
  thing: Thing,
  audience: ViewAudience,
  { from, documents }: { readonly from: number; readonly documents: Documents },
): ViewRow {
  const json = JSON.stringify(thing.claims);
  const found = documents.get(json) ?? documentOf(thing, characterTables());
  documents.set(json, found);
  return { thing: thing.id, type: thing.type, audience, from, to: null, json, found };
}

const CHUNK = 500;

/** Words, marks, first day, last day, consented. */
function foundColumns(rows: readonly ViewRow[]): SqlValue[] {
  return [
    rows.map(({ found }) => found.words),
    rows.map(({ found }) => found.marks.join('\n')),
    rows.map(({ found }) => found.firstDay),
    rows.map(({ found }) => found.lastDay),
    rows.map(({ found }) => String(found.consented)),
  ];
}

async function insertRows(
  session: SqlSession,
  table: string,
  dossier: DossierId,
  rows: readonly ViewRow[],
): Promise<void> {
  for (let i = 0; i < rows.length; i += CHUNK) {
    const chunk = rows.slice(i, i + CHUNK);
    await session.query(
      // Marks travel as one text each: an array of arrays would have to be square.
      `INSERT INTO ${table} (dossier, thing, type, audience, from_seq, to_seq, json, words, marks, first_day, last_day, consented)
       SELECT $1, thing, type, audience, from_seq, to_seq, json, words::tsvector,
         string_to_array(marks, chr(10)), first_day, last_day, consented::boolean
       FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[],
         $9::text[], $10::integer[], $11::integer[], $12::text[])
         AS said (thing, type, audience, from_seq, to_seq, json, words, marks, first_day, last_day, consented)`,
      [
        dossier,
        chunk.map((row) => row.thing),
        chunk.map((row) => row.type),
        chunk.map((row) => row.audience),
        chunk.map((row) => row.from),
        chunk.map((row) => row.to),
        chunk.map((row) => row.json),
        ...foundColumns(chunk),
      ],
    );
  }
}

export interface ThingsAsked {
  readonly audience: ViewAudience;
  /** As of this entry. */
  readonly seq: number;
  /** These things alone; absent means all. */
  readonly only?: readonly ThingId[];
}

/** Things as one kept view shows them as of an entry, in the order of their ids. */
export async function readThings(
  session: SqlSession,
  dossier: DossierId,
  { audience, seq, only }: ThingsAsked,
): Promise<Map<ThingId, Thing>> {
  const rows = await session.query(
    `SELECT thing, type, json FROM ${SCHEMA}.view
     WHERE dossier = $1 AND audience = $2 AND from_seq <= $3 AND (to_seq IS NULL OR to_seq > $3)
       ${only === undefined ? '' : 'AND thing = ANY($4)'} ORDER BY thing`,
    only === undefined ? [dossier, audience, seq] : [dossier, audience, seq, only],
  );
  return new Map(
    rows.map((row) => {
      const id = column(row, 'thing', 'text');
      // Our own rows: what was written by `rowOf` of this version.
      const claims = JSON.parse(column(row, 'json', 'text')) as Thing['claims'];
      return [id, { id, type: column(row, 'type', 'text') as Thing['type'], claims }];
    }),
  );
}

/** Every row of a dossier's views, for `fsck`. */
export async function readRows(session: SqlSession, dossier: DossierId): Promise<Omit<ViewRow, 'found'>[]> {
  const rows = await session.query(
    `SELECT thing, type, audience, from_seq, to_seq, json FROM ${SCHEMA}.view
     WHERE dossier = $1 ORDER BY from_seq, audience, thing`,
    [dossier],
  );
  return rows.map((row) => ({
    thing: column(row, 'thing', 'text'),
    type: column(row, 'type', 'text') as Thing['type'],
    audience: column(row, 'audience', 'text') as ViewAudience,
    from: column(row, 'from_seq', 'int'),
    to: maybe(row, 'to_seq', 'int'),
    json: column(row, 'json', 'text'),
  }));
}

/** Those of these rows that are not found by what they say. */
export async function wronglyFound(
  session: SqlSession,
  dossier: DossierId,
  rows: readonly ViewRow[],
): Promise<ViewRow[]> {
  const wrong: ViewRow[] = [];
  for (let i = 0; i < rows.length; i += CHUNK) {
    const chunk = rows.slice(i, i + CHUNK);
    const found = await session.query(
      `SELECT nr FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::integer[], $8::integer[], $9::text[])
         WITH ORDINALITY AS said (thing, audience, from_seq, words, marks, first_day, last_day, consented, nr)
       JOIN ${SCHEMA}.view AS kept USING (thing, audience, from_seq)
       WHERE kept.dossier = $1 AND (kept.words, kept.marks, kept.first_day, kept.last_day, kept.consented)
         IS DISTINCT FROM (said.words::tsvector, string_to_array(said.marks, chr(10)), said.first_day, said.last_day, said.consented::boolean)`,
      [
        dossier,
        chunk.map((row) => row.thing),
        chunk.map((row) => row.audience),
        chunk.map((row) => row.from),
        ...foundColumns(chunk),
      ],
    );
    wrong.push(...found.flatMap((row) => chunk[column(row, 'nr', 'int') - 1] ?? []));
  }
  return wrong;
}

/** Folds a whole log in memory into the rows the database must hold. Batches come in order. */
export class ViewBuilder {
  private readonly owners = new Map<string, ThingId>();
  private readonly things: Readonly<Record<ViewAudience, Map<ThingId, Thing>>> = {
    public: new Map(),
    team: new Map(),
  };
  private readonly open: Readonly<Record<ViewAudience, Map<ThingId, number>>> = {
    public: new Map(),
    team: new Map(),
  };

  /** Rows this batch closes: each is final. */
  add(batch: number, entries: readonly Logged[]): ViewRow[] {
    const closed: ViewRow[] = [];
    const documents: Documents = new Map();
    for (const audience of viewAudiences) {
      const [things, open] = [this.things[audience], this.open[audience]];
      const scope = { sees: seesOf(audience), ownerOf: (id: string) => this.owners.get(id) };
      for (const [id, thing] of foldThings(things, entries, scope)) {
        const [before, from] = [things.get(id), open.get(id)];
        if (before !== undefined && from !== undefined)
          closed.push({ ...rowOf(before, audience, { from, documents }), to: batch });
        things.set(id, thing);
        open.set(id, batch);
      }
    }
    for (const entry of entries)
      if (entry.kind === 'claim') this.owners.set(entry.held.id, entry.held.claim.thing.id);
    return closed;
  }

  /** Rows still open after the last batch. */
  finish(): ViewRow[] {
    return viewAudiences.flatMap((audience) =>
      [...this.things[audience].values()].map((thing) =>
        rowOf(thing, audience, {
          from: this.open[audience].get(thing.id) ?? 0,
          // Kept for one thing only: the whole record twice in memory would be too much.
          documents: new Map(),
        }),
      ),
    );
  }

  get thingCount(): number {
    return this.things.team.size;
  }
}

const PAGE = 2000;

/**
 * Folds all views of a dossier again, beside the old rows, and swaps in one transaction. The caller
 * holds the dossier's row, so that no batch comes in between.
 */
export async function rebuildViews(
  session: SqlSession,
  dossier: DossierId,
  size: number,
  progress: (done: number, total: number) => void = () => {},
): Promise<number> {
  await session.query(`CREATE TEMPORARY TABLE view_beside ${TABLE} ON COMMIT DROP`);
  const builder = new ViewBuilder();
  let rest: Logged[] = [];
  let batch = 0;
  for (let from = 0; from < size; from += PAGE) {
    for (const entry of await readEntries(session, dossier, from, from + PAGE)) {
      if (entry.batch !== batch) {
        await insertRows(session, 'view_beside', dossier, builder.add(batch, rest));
        [rest, batch] = [[], entry.batch];
      }
      rest.push(logged(entry));
    }
    progress(Math.min(from + PAGE, size), size);
  }
  await insertRows(session, 'view_beside', dossier, builder.add(batch, rest));
  await insertRows(session, 'view_beside', dossier, builder.finish());
  await session.query(`DELETE FROM ${SCHEMA}.view WHERE dossier = $1`, [dossier]);
  await session.query(`INSERT INTO ${SCHEMA}.view SELECT * FROM view_beside`);
  await setBuilt(session, dossier, size);
  return builder.thingCount;
}

/** Batches that are folded one by one; more are folded all anew, which is quicker. */
const FEW = 50;

/** Brings views that are behind to `size` entries, within a transaction that holds the dossier's row. */
export async function bringViews(session: SqlSession, dossier: DossierId, size: number): Promise<void> {
  const built = await builtSize(session, dossier);
  if (built === size) return;
  const behind =
    built > 0 && size > built ? await readEntries(session, dossier, built, Math.min(size, built + PAGE)) : [];
  const batches = new Map<number, Logged[]>();
  for (const entry of behind) batches.set(entry.batch, [...(batches.get(entry.batch) ?? []), logged(entry)]);
  if (behind.length !== size - built || batches.size > FEW) {
    await rebuildViews(session, dossier, size);
    return;
  }
  for (const [batch, entries] of batches) await foldBatch(session, dossier, batch, entries);
}
