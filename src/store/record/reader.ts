/**
 * The second lock on every read of content: a role of the database that owns nothing and may only
 * select, under which row-level security shows the rows of one dossier and of the audiences that the
 * policy allowed, and otherwise nothing. Role and settings hold for one transaction. Decision 036.
 */
import { type DossierId } from '../../core/base/ids.js';
import { type Allowed } from '../../core/policy/audience.js';
import { column, type Sql, SqlError, type SqlSession } from '../sql/port.js';

/** Whose reading it is. */
export interface Scope {
  readonly dossier: DossierId;
  readonly allowed: Allowed;
}

/** A session under the reader's role: what reads content asks for one, so that a bare session does not compile. */
export interface ReadSession extends SqlSession {
  readonly role: 'reader';
}

/**
 * Roles belong to the whole server, so the name is made from the database's: two records on one server
 * have a role each, and neither may read through the other's.
 */
const ROLE = `'a33_reader_' || left(encode(sha256(convert_to(current_database(), 'UTF8')), 'hex'), 16)`;

// Just what SET LOCAL ROLE and SET LOCAL do, in one statement; the role last, so that it may do no more.
const SETTINGS = `set_config('a33.dossier', $1, true), set_config('a33.audiences', $2, true)`;
const ENTER = `SELECT ${SETTINGS}, set_config('role', ${ROLE}, true)`;
const ENTER_READ_ONLY = `SELECT ${SETTINGS}, set_config('transaction_read_only', 'on', true),
  set_config('role', ${ROLE}, true)`;
const LEAVE = `SELECT set_config('role', 'none', true), set_config('a33.dossier', '', true),
  set_config('a33.audiences', '', true)`;

/** Runs `work` in a transaction of its own, as the reader and for this scope alone. */
export function readAs<T>(sql: Sql, scope: Scope, work: (session: ReadSession) => Promise<T>): Promise<T> {
  return sql.transaction(async (session) => {
    await session.query(ENTER_READ_ONLY, settingsOf(scope));
    return await work(asReader(session));
  });
}

/** As `readAs`; `first` reads what decides who reads what, as the owner and in the same transaction. */
export function readKnowing<K, T>(
  sql: Sql,
  know: {
    readonly scope: Scope;
    readonly first: (session: SqlSession, dossier: DossierId) => Promise<K>;
  },
  work: (session: ReadSession, known: K) => Promise<T>,
): Promise<T> {
  return sql.transaction(async (session) => {
    const known = await know.first(session, know.scope.dossier);
    await session.query(ENTER_READ_ONLY, settingsOf(know.scope));
    return await work(asReader(session), known);
  });
}

/** As `readAs`, within a transaction of the owner's, who goes on as the owner afterwards. */
export async function readWithin<T>(
  session: SqlSession,
  scope: Scope,
  work: (session: ReadSession) => Promise<T>,
): Promise<T> {
  await session.query(ENTER, settingsOf(scope));
  // When the work throws, the transaction is over, and the role with it.
  const done = await work(asReader(session));
  await session.query(LEAVE);
  return done;
}

function asReader(session: SqlSession): ReadSession {
  return { role: 'reader', query: (text, params) => session.query(text, params) };
}

/** Audiences hold no spaces; one that does names nothing, and opens nothing. */
function settingsOf({ dossier, allowed }: Scope): readonly [string, string] {
  return [dossier, [...allowed.audiences].filter((one) => !/\s/.test(one)).join(' ')];
}

const DOSSIER = `(SELECT current_setting('a33.dossier', true))`;
/** As a subquery it is read once a statement, not once a row. */
const AUDIENCES = `((SELECT string_to_array(current_setting('a33.audiences', true), ' '))::text[])`;

/** Rows of the views: those of the dossier and of the audiences set. */
const ofView = `dossier = ${DOSSIER} AND audience = ANY ${AUDIENCES}`;

/** Statements of migration 3: who may read which entries. */
export const entryPolicies: readonly string[] = [
  // What an amendment amends, so that whoever may not read that does not read why it was amended.
  'ALTER TABLE ledger.entry ADD COLUMN target bytea',
  `UPDATE ledger.entry SET target = decode(convert_from(substring(body FROM 6 FOR 64), 'UTF8'), 'hex')
   WHERE kind = 'amend' AND body IS NOT NULL`,
  // Owned by whoever owns the entries, it may look at all of them, and says yes or no.
  `CREATE FUNCTION ledger.sees(of_dossier text, target bytea) RETURNS boolean
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
   AS $$ SELECT EXISTS (
     SELECT 1 FROM ledger.entry AS amended
     WHERE amended.dossier = of_dossier AND amended.id = sees.target
       AND amended.audience = ANY (string_to_array(current_setting('a33.audiences', true), ' '))) $$`,
  'REVOKE EXECUTE ON FUNCTION ledger.sees FROM PUBLIC',
  'ALTER TABLE ledger.entry ENABLE ROW LEVEL SECURITY',
  `CREATE POLICY reading ON ledger.entry FOR SELECT USING (
     dossier = ${DOSSIER} AND CASE
       WHEN audience IS NOT NULL THEN audience = ANY ${AUDIENCES}
       WHEN kind = 'config' THEN ${AUDIENCES} <> '{}'
       WHEN target IS NOT NULL THEN ledger.sees(dossier, target)
       ELSE 'team' = ANY ${AUDIENCES} END)`,
];

/** What reads need of an entry. No salt, no key and no fingerprint: nobody reads those. */
const ENTRY_COLUMNS = 'dossier, seq, batch, kind, at, actor, id, leaf, body, thing, audience, target';

/** Makes the role where it is missing and lets it select what reads need; `views` is the schema of the views. */
export async function ensureReader(session: SqlSession, views: string): Promise<void> {
  const [named] = await session.query(`SELECT ${ROLE} AS role`);
  const role = named === undefined ? '' : column(named, 'role', 'text');
  await ensureRole(session, role);
  for (const table of ['view', 'built']) {
    const policies = await session.query(
      `SELECT 1 AS one FROM pg_policies WHERE schemaname = $1 AND tablename = $2 AND policyname = 'reading'`,
      [views, table],
    );
    if (policies.length > 0) continue;
    await session.query(`ALTER TABLE ${views}.${table} ENABLE ROW LEVEL SECURITY`);
    const rows = table === 'view' ? ofView : `dossier = ${DOSSIER} AND ${AUDIENCES} <> '{}'`;
    await session.query(`CREATE POLICY reading ON ${views}.${table} FOR SELECT USING (${rows})`);
  }
  const [held] = await session.query(
    `SELECT has_schema_privilege($1, $2, 'USAGE') AND has_table_privilege($1, $2 || '.view', 'SELECT')
       AND has_table_privilege($1, $2 || '.built', 'SELECT')
       AND has_column_privilege($1, 'ledger.entry', 'audience', 'SELECT')
       AND has_function_privilege($1, 'ledger.sees(text, bytea)', 'EXECUTE') AS enough`,
    [role, views],
  );
  if (held?.['enough'] === true) return;
  await session.query(`GRANT USAGE ON SCHEMA ledger, ${views} TO ${role}`);
  await session.query(`GRANT SELECT ON ${views}.view, ${views}.built TO ${role}`);
  await session.query(`GRANT SELECT (${ENTRY_COLUMNS}) ON ledger.entry TO ${role}`);
  await session.query(`GRANT EXECUTE ON FUNCTION ledger.sees TO ${role}`);
}

/** Some servers let nobody but their administrator make roles; `role` says which one is wanted. */
export class NoReaderRole extends SqlError {
  readonly role: string;
  readonly why: 'missing' | 'not-ours' | 'too-strong';

  constructor(role: string, why: NoReaderRole['why']) {
    super('refused', '42501', 'The role for reading cannot be used');
    this.role = role;
    this.why = why;
  }
}

async function ensureRole(session: SqlSession, role: string): Promise<void> {
  const [found] = await session.query(
    'SELECT rolsuper OR rolbypassrls OR rolcanlogin AS strong FROM pg_roles WHERE rolname = $1',
    [role],
  );
  if (found?.['strong'] === true) throw new NoReaderRole(role, 'too-strong');
  if (found === undefined) {
    await attempt(new NoReaderRole(role, 'missing'), async () => {
      await session.query(`CREATE ROLE ${role} NOLOGIN`);
      await session.query(`GRANT ${role} TO CURRENT_USER`);
    });
  }
  // Being let to take the role on is what a login needs; having made it is not enough on every version.
  await attempt(new NoReaderRole(role, 'not-ours'), async () => {
    await session.query(`SELECT set_config('role', $1, true)`, [role]);
  });
  await session.query(`SELECT set_config('role', 'none', true)`);
}

/** A statement the server may refuse for want of a privilege, which is then told as `otherwise`. */
async function attempt(otherwise: NoReaderRole, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof SqlError && error.state === '42501' ? otherwise : error;
  }
}
