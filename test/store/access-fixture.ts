/** A ledger on PGlite whose every statement is seen, two dossiers, and people of every kind. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../src/core/base/result.js';
import { type Audience } from '../../src/core/claim/claim.js';
import { type Actor, type Grant } from '../../src/core/policy/audience.js';
import { roles } from '../../src/core/policy/roles.js';
import { EmbeddedLedger } from '../../src/store/embedded.js';
import { nodeFiles } from '../../src/store/files.js';
import { admitOpen } from '../../src/store/record/prepare.js';
import { ensureViews } from '../../src/store/record/views.js';
import { migrate } from '../../src/store/sql/migrate.js';
import { PgliteSql } from '../../src/store/sql/pglite.js';
import { type RenewableSql } from '../../src/store/sql/port.js';
import { freshDatabase } from '../../src/store/sql/template.js';
import { evidenceIn } from './evidence.js';
import { info, says } from './fixtures.js';

export const audiences: readonly Audience[] = ['public', 'team', 'restricted:shelter', 'restricted:route-3'];
export const dossiers = ['one', 'two'] as const;

/** A thing of one audience alone; ids say nothing, so that none is like another. */
export function thingOf(dossier: string, audience: Audience): string {
  return `T${dossiers.findIndex((id) => id === dossier)}${audiences.indexOf(audience)}`;
}

export function person(grants: readonly Grant[]): Actor {
  return { kind: 'person', id: 'p1', grants };
}

/** May do everything in both dossiers, and reads every compartment. */
export const chief = person(
  dossiers.map((dossier) => ({ dossier, role: 'keeper', compartments: ['shelter', 'route-3'] })),
);

/** Every role, and none, with every set of compartments, in the first dossier. */
export function everybody(): {
  readonly name: string;
  readonly actor: Actor;
  readonly held: readonly string[];
}[] {
  const sets = [[], ['shelter'], ['route-3'], ['shelter', 'route-3']];
  const granted = roles.flatMap((role) =>
    sets.map((held) => ({
      name: `${role} ${held.join('+')}`,
      actor: person([{ dossier: 'one', role, compartments: held }]),
      held,
    })),
  );
  const others: readonly Actor[] = [{ kind: 'nobody' }, { kind: 'public' }, person([])];
  return [...granted, ...others.map((actor) => ({ name: actor.kind, actor, held: [] }))];
}

export interface Watched {
  readonly ledger: EmbeddedLedger;
  readonly sql: RenewableSql;
  /** Statements that asked the tables of the record, and as whom. */
  readonly seen: { readonly text: string; readonly who: string; readonly params: readonly unknown[] }[];
}

export async function watchedLedger(): Promise<Watched> {
  const dir = await mkdtemp(join(tmpdir(), 'a33-access-'));
  await mkdir(join(dir, 'dossiers'));
  await freshDatabase(join(dir, 'db'));
  const sql = new PgliteSql({ folder: join(dir, 'db'), deadlineMs: 60_000 });
  unwrap(await migrate(sql));
  await sql.transaction(ensureViews);
  const seen: Watched['seen'][number][] = [];
  const watched: RenewableSql = {
    query(text, params = []) {
      seen.push({ text, params, who: 'outside' });
      return sql.query(text, params);
    },
    transaction: (work) =>
      sql.transaction((session) =>
        work({
          async query(text, params = []) {
            const [row] = await session.query('SELECT current_user::text AS who');
            seen.push({ text, params, who: String(row?.['who']) });
            return await session.query(text, params);
          },
        }),
      ),
    close: () => sql.close(),
    renewed: (work) => sql.renewed(work),
    refilledBy: (work) => sql.refilledBy(work),
  };
  const ledger = new EmbeddedLedger(
    {
      dir,
      sql: watched,
      lock: { held: () => Promise.resolve(true), release: () => Promise.resolve() },
      files: nodeFiles,
      evidence: evidenceIn(dir),
      clock: () => new Date('2026-05-13T00:00:00Z'),
      today: () => '2026-05-13',
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      report: () => {},
      admission: admitOpen,
      anyPerson: () => true,
      encrypted: true,
      afterClose: () => rm(dir, { recursive: true, force: true }),
    },
    [],
  );
  for (const id of dossiers) {
    unwrap(await ledger.openDossier({ ...info, id }, null, 'tester'));
    for (const audience of audiences)
      unwrap(
        await ledger.append(id, [says(thingOf(id, audience), `${id} ${audience}`, { audience })], chief),
      );
  }
  return { ledger, sql, seen };
}
