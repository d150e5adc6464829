/** Once an entry is committed nothing may answer "failed", and nothing is written that could not be found again. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unwrap } from '../core/base/result.js';
import { type LogEvent, type Statement } from '../app/ports.js';
import { evidenceIn } from '../../test/store/evidence.js';
import { EmbeddedLedger } from './embedded.js';
import { nodeFiles } from './files.js';
import { admitOpen } from './record/prepare.js';
import { ensureViews } from './record/views.js';
import { migrate } from './sql/migrate.js';
import { PgliteSql } from './sql/pglite.js';
import { type RenewableSql, SqlError } from './sql/port.js';
import { freshDatabase } from './sql/template.js';

const dir = await mkdtemp(join(tmpdir(), 'a33-embedded-'));
await mkdir(join(dir, 'dossiers'));
await freshDatabase(join(dir, 'db'));
const sql = new PgliteSql({ folder: join(dir, 'db'), deadlineMs: 30_000 });
unwrap(await migrate(sql));
await sql.transaction(ensureViews);

/** Transactions fail while this is set: before they begin, or after they have committed. */
let failing: 'never' | 'before' | 'after-once' = 'never';
const fragile: RenewableSql = {
  query: (text, params) => sql.query(text, params),
  async transaction(work) {
    if (failing === 'before') throw new SqlError('gone', '', 'injected');
    const result = await sql.transaction(work);
    if (failing === 'never') return result;
    failing = 'never';
    throw new SqlError('gone', '', 'injected');
  },
  close: () => sql.close(),
  renewed: (work) => sql.renewed(work),
  refilledBy: (fill) => sql.refilledBy(fill),
};

let ours = true;
const events: LogEvent[] = [];
const ledger = new EmbeddedLedger(
  {
    dir,
    sql: fragile,
    lock: { held: () => Promise.resolve(ours), release: () => Promise.resolve() },
    files: nodeFiles,
    evidence: evidenceIn(dir),
    clock: () => new Date('2026-05-13T00:00:00Z'),
    today: () => '2026-05-13',
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    report: (event) => events.push(event),
    admission: admitOpen,
    anyPerson: () => false,
    encrypted: false,
    afterClose: () => rm(dir, { recursive: true, force: true }),
  },
  [],
);
after(() => ledger.close());

const id = 'invented';
const reader = { audiences: new Set(['public'] as const), view: 'public', because: 'A test reads.' } as const;
unwrap(
  await ledger.openDossier(
    {
      id,
      title: { en: 'Invented', ko: '가상' },
      summary: { en: '', ko: '' },
      returningStates: [],
      originStates: [],
      period: null,
      invented: true,
    },
    null,
    'tester',
  ),
);

function says(text: string): Statement {
  return {
    kind: 'claim',
    claim: {
      thing: { type: 'Event', id: 'E-1' },
      property: 'title',
      value: { kind: 'text', text, lang: 'en' },
      source: 'S-1',
      accordingTo: [],
      locator: {},
      stance: 'asserts',
      said: null,
      credibility: { source: 'F', information: '6' },
      audience: 'public',
      consent: null,
      basis: 'read',
      note: '',
    },
  };
}

const add = (text: string) => ledger.append(id, [says(text)], 'tester');
/** Reads while writing may still be failing: a read is a transaction too. */
async function shown(): Promise<number> {
  const set = failing;
  failing = 'never';
  const file = await ledger.caseFile(id, reader);
  failing = set;
  return unwrap(file).things.get('E-1')?.claims.length ?? 0;
}

test('an entry that is committed but does not show yet is answered so, and shows with the next', async () => {
  unwrap(await add('a'));
  failing = 'before';
  const answer = unwrap(await add('b'));
  assert.deepEqual([answer.added, answer.notYetVisible], [1, true]);
  assert.equal(unwrap(await ledger.head(id)).size, 3, 'it is recorded');
  assert.equal(await shown(), 1, 'and not visible');
  const meanwhile = await add('b');
  assert.equal(
    meanwhile.ok ? '' : meanwhile.problem.kind,
    'database-gone',
    'repetition could not be found now',
  );
  failing = 'never';
  const again = unwrap(await add('b'));
  assert.deepEqual([again.added, again.known], [0, 1], 'said again it is not recorded again');
  assert.equal(await shown(), 2);
  assert.ok(events.some((event) => event.kind === 'index-behind'));
});

test('a transaction that committed though its answer was lost is not done twice', async () => {
  const before = await shown();
  failing = 'after-once';
  const answer = unwrap(await add('c'));
  assert.deepEqual([answer.added, answer.notYetVisible], [1, false]);
  assert.equal(await shown(), before + 1);
  assert.deepEqual(unwrap(await ledger.fsck(id)).problems, []);
});

test('a process that lost its lock writes nothing more', async () => {
  const { size } = unwrap(await ledger.head(id));
  ours = false;
  const refused = await add('d');
  ours = true;
  assert.equal(refused.ok ? '' : refused.problem.kind, 'locked');
  assert.equal(unwrap(await ledger.head(id)).size, size);
});
