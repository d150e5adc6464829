/** Who may read and do what, through the real verbs and the real store: twice locked, and silent about what is hidden. */
import assert from 'node:assert/strict';
import { loadNameLookup } from '../../src/store/names.js';
import { after, test } from 'node:test';
import { fromHex, toHex } from '../../src/core/base/bytes.js';
import { fail, ok, type Result, unwrap } from '../../src/core/base/result.js';
import { type Audience } from '../../src/core/claim/claim.js';
import { amendToBytes } from '../../src/core/ledger/bodies.js';
import { type Actor, allowedFor, allowedTo, EVERY } from '../../src/core/policy/audience.js';
import { type Statement } from '../../src/app/ports.js';
import { runVerb, type VerbInput, type VerbName } from '../../src/app/verbs.js';
import { loadReference } from '../../src/store/reference.js';
import { readAs } from '../../src/store/record/reader.js';
import { audiences, chief, dossiers, everybody, person, thingOf, watchedLedger } from './access-fixture.js';
import { evidenceIn, noDoors } from './evidence.js';
import { says } from './fixtures.js';
import { noPeople } from '../web/services.js';

const { ledger, sql, seen } = await watchedLedger();
after(() => ledger.close());

const ports = {
  ledger,
  evidence: evidenceIn('/nowhere'),
  doors: noDoors,
  reference: unwrap(await loadReference()),
  version: '0',
  backup: () => Promise.resolve(fail('reached', 'The whole record would have been copied.')),
  today: () => '2026-05-13',
  lineFile: () => Promise.reject(new Error('No file is written here')),
  random: (n: number) => crypto.getRandomValues(new Uint8Array(n)),
  signIn: noPeople(),
  names: loadNameLookup,
  address: '',
};

interface Asked {
  readonly verb: VerbName;
  readonly input: unknown;
}

/** What it answers: `done`, or the whole problem with what was typed taken out; and the statements it took. */
async function ask({ verb, input }: Asked, actor: Actor, typed: readonly string[] = []) {
  const before = seen.length;
  const result: Result<unknown> = await runVerb(verb, input, { ports, actor, progress: undefined });
  const statements = seen.slice(before).map(({ text }) => text);
  let answer = result.ok ? 'done' : JSON.stringify(result.problem);
  for (const word of typed) answer = answer.replaceAll(word, '…');
  return { answer, kind: result.ok ? 'done' : result.problem.kind, statements };
}

async function idIn(dossier: string, audience: Audience): Promise<string> {
  const thing = await ledger.thing(dossier, thingOf(dossier, audience), allowedFor(chief, dossier));
  return unwrap(thing).claims[0]?.id ?? '';
}
const ids = new Map<string, string>();
for (const dossier of dossiers)
  for (const audience of audiences) ids.set(thingOf(dossier, audience), await idIn(dossier, audience));
const ABSENT_ID = 'f'.repeat(64);

/** What asks for one thing or one claim of a dossier. */
function about(
  dossier: string | undefined,
  thing: string,
  claim: string,
): readonly { readonly need: string; readonly asked: Asked }[] {
  const where = dossier === undefined ? {} : { dossier };
  return [
    { need: 'read', asked: { verb: 'show', input: { thing, ...where } } },
    { need: 'read', asked: { verb: 'history', input: { thing, ...where } } },
    { need: 'amend', asked: { verb: 'amend', input: { claim, action: 'dispute', why: 'no', ...where } } },
    {
      need: 'erase',
      asked: { verb: 'erase', input: { claims: [claim], why: 'mistake', dryRun: true, ...where } },
    },
  ];
}

// The policy, said again in other words: what each role may do beyond reading.
const beyond: Readonly<Record<string, string>> = {
  reader: '',
  documenter: 'amend',
  analyst: 'amend',
  keeper: 'amend erase',
};

test('attack 40: every role, compartment, action and object answers as the policy says, and what is hidden as what is not there', async () => {
  let asked = 0;
  for (const { name, actor, held } of everybody()) {
    const role = name.split(' ')[0] ?? '';
    const acts = (need: string) =>
      role in beyond && (need === 'read' || (beyond[role] ?? '').split(' ').includes(need));
    for (const audience of audiences) {
      const thing = thingOf('one', audience);
      const claim = ids.get(thing) ?? '';
      const reads =
        role in beyond
          ? audience === 'public' ||
            audience === 'team' ||
            held.includes(audience.slice('restricted:'.length))
          : role === 'public' && audience === 'public';
      const absent = about('one', 'T-none', ABSENT_ID);
      for (const [i, { need, asked: one }] of about('one', thing, claim).entries()) {
        const what = `${name}: ${one.verb} ${audience}`;
        const other = absent[i]?.asked;
        assert.ok(other);
        // A case file read before is kept, whatever is asked of it: asked once, both find it kept or not there.
        await ask(other, actor);
        const got = await ask(one, actor, [thing, claim]);
        const allowed = reads && (need === 'read' || acts(need));
        assert.equal(got.kind === 'done', allowed, what);
        asked++;
        if (allowed) continue;
        const none = await ask(other, actor, ['T-none', ABSENT_ID]);
        assert.equal(got.answer, none.answer, `${what}: the same answer as for what is not there`);
        assert.deepEqual(got.statements, none.statements, `${what}: by the same statements`);
      }
    }
  }
  assert.equal(asked, 19 * 4 * 4);
});

/** Each verb asked in a dossier; one that is not here does not compile. */
const inDossier: { readonly [V in VerbName]: ((dossier: string) => VerbInput<V>) | null } = {
  status: null,
  check: (dossier) => ({ text: 'In 2023, more than 500 people were returned.', dossier }),
  show: (dossier) => ({ thing: thingOf('two', 'public'), dossier }),
  search: (dossier) => ({ query: 'invented', dossier }),
  history: (dossier) => ({ thing: thingOf('two', 'public'), dossier }),
  amend: (dossier) => ({
    claim: ids.get(thingOf('two', 'public')) ?? '',
    action: 'dispute',
    why: 'no',
    dossier,
  }),
  count: (dossier) => ({ event: thingOf('two', 'public'), dossier }),
  asks: (dossier) => ({ dossier }),
  law: (dossier) => ({ state: 'China', on: '2023-10-09', dossier }),
  'law-over': (dossier) => ({ state: 'China', from: '2020', to: '2021', dossier }),
  findings: (dossier) => ({ event: thingOf('two', 'public'), dossier }),
  decide: (dossier) => ({
    event: thingOf('two', 'public'),
    rule: 'REFOULEMENT-CAT',
    as: 'met',
    why: 'no',
    dossier,
  }),
  doors: (dossier) => ({ of: 'China', on: '2023-10-09', dossier }),
  form: (dossier) => ({ form: 'WGEID', of: thingOf('two', 'public'), state: 'China', dossier }),
  'export-form': (dossier) => ({
    form: 'WGEID',
    of: thingOf('two', 'public'),
    state: 'China',
    format: 'json',
    dossier,
  }),
  rebuild: (dossier) => ({ dossier }),
  fsck: (dossier) => ({ dossier }),
  checkpoint: (dossier) => ({ dossier }),
  erase: (dossier) => ({
    claims: [ids.get(thingOf('two', 'public')) ?? ''],
    why: 'mistake',
    dryRun: false,
    dossier,
  }),
  consent: (dossier) => ({ subject: 'P-1', uses: ['hold'], until: null, how: 'in writing', dossier }),
  'withdraw-consent': (dossier) => ({ consent: 'C-1', why: 'danger', dossier }),
  consents: (dossier) => ({ dossier }),
  claim: (dossier) => ({ dossier, source: 'S-1', property: 'Event.title', thing: 'E-1', value: 'no' }),
  evidence: (dossier) => ({ dossier }),
  'evidence-item': (dossier) => ({ file: ABSENT_ID, dossier }),
  'add-evidence': (dossier) => ({ path: '/nowhere', source: 'S-1', dossier }),
  custody: (dossier) => ({ file: ABSENT_ID, action: 'opened', dossier }),
  stamp: (dossier) => ({ file: ABSENT_ID, path: '/nowhere', dossier }),
  'verify-evidence': (dossier) => ({ dossier }),
  'get-evidence': (dossier) => ({ file: ABSENT_ID, to: '/nowhere', dossier }),
  prove: (dossier) => ({ claim: ids.get(thingOf('two', 'public')) ?? '', dossier }),
  import: (dossier) => ({ dossier, lines: [], dryRun: false }),
  export: (dossier) => ({ dossier, as: 'jsonl', out: '/nowhere/claims.jsonl', force: false }),
  backup: null,
  clock: null,
  people: null,
  invite: null,
  'invite-again': null,
  grant: null,
  'take-grant': null,
  'remove-person': null,
  'sign-out': null,
};

test('attack 41: ids of another dossier open nothing, through any verb, and a dossier that is not one’s own is none', async () => {
  const keeper = person([{ dossier: 'one', role: 'keeper', compartments: ['shelter', 'route-3'] }]);
  for (const [verb, input] of Object.entries(inDossier)) {
    if (input === null) continue;
    const name = verb as VerbName;
    const hidden = await ask({ verb: name, input: input('two') }, keeper, ['"two"', '\\"two\\"']);
    const none = await ask({ verb: name, input: input('nil') }, keeper, ['"nil"', '\\"nil\\"']);
    assert.equal(hidden.kind, 'no-such-dossier', verb);
    assert.equal(hidden.answer, none.answer, verb);
    assert.deepEqual(hidden.statements, none.statements, `${verb}: by the same statements`);
  }
  for (const dossier of ['one', undefined])
    for (const audience of audiences) {
      const thing = thingOf('two', audience);
      const claim = ids.get(thing) ?? '';
      const absent = about(dossier, 'T-none', ABSENT_ID);
      for (const [i, { asked: one }] of about(dossier, thing, claim).entries()) {
        const other = absent[i]?.asked;
        assert.ok(other);
        const [got, none] = [
          await ask(one, keeper, [thing, claim]),
          await ask(other, keeper, ['T-none', ABSENT_ID]),
        ];
        assert.notEqual(got.kind, 'done', `${one.verb} ${audience}`);
        assert.equal(got.answer, none.answer, `${one.verb} ${audience}`);
      }
    }
  const status = unwrap(await runVerb('status', {}, { ports, actor: keeper, progress: undefined }));
  assert.deepEqual(
    status.dossiers.map(({ info }) => info.id),
    ['one'],
    'nor is it listed',
  );
  const everywhere = person([{ dossier: EVERY, role: 'keeper', compartments: [] }]);
  const backup = { verb: 'backup', input: { to: '/nowhere', keys: false } } as const;
  assert.equal(
    (await ask(backup, keeper)).kind,
    'not-allowed',
    'the whole record is not one dossier’s keeper’s',
  );
  assert.equal((await ask(backup, everywhere)).kind, 'reached');
});

test('attack 42: every read of content is under the reader’s role, which sees nothing by itself and is never left behind', async () => {
  const before = seen.length;
  const allowed = allowedFor(chief, 'one');
  await ledger.dossiers(allowedTo(chief));
  unwrap(await ledger.caseFile('one', allowed));
  unwrap(await ledger.caseFile('one', allowed, '2026-05-13'));
  unwrap(await ledger.caseFile('one', allowed, 'entry:2'));
  unwrap(await ledger.thing('one', thingOf('one', 'restricted:shelter'), allowed));
  unwrap(await ledger.history('one', thingOf('one', 'team'), allowed));
  unwrap(await ledger.consents('one', allowed));
  unwrap(await ledger.entries('one', 0, 100, allowed));
  unwrap(await ledger.erasePlan('one', [ids.get(thingOf('one', 'team')) ?? ''], allowed));
  const content = seen.slice(before).filter(({ text }) => /ledger\.entry|views_\d/.test(text));
  assert.ok(content.length > 20);
  for (const { text, who, params } of content) {
    // Consents, and what was made narrower, decide who reads what: read first, and to nobody.
    const consents =
      params.some((one) => Array.isArray(one) && one[0] === 'consent') || text.includes("= 'narrow'");
    assert.equal(/^a33_reader_[0-9a-f]{16}$/.test(who), !consents, `${who}: ${text}`);
  }
  const [reader] = await sql.query(
    `SELECT rolname::text AS name FROM pg_roles WHERE rolname LIKE 'a33_reader_%'`,
  );
  const role = String(reader?.['name']);
  const [views] = await sql.query(
    `SELECT max(nspname::text) AS name FROM pg_namespace WHERE nspname LIKE 'views_%'`,
  );
  const schema = String(views?.['name']);
  const as = (text: string) =>
    sql.transaction(async (session) => {
      await session.query(`SET LOCAL ROLE ${role}`);
      return await session.query(text);
    });
  for (const table of ['ledger.entry', `${schema}.view`, `${schema}.built`]) {
    assert.deepEqual(await as(`SELECT dossier FROM ${table}`), [], `${table} by the role alone`);
    await assert.rejects(as(`DELETE FROM ${table}`), /permission denied/);
    await assert.rejects(as(`UPDATE ${table} SET dossier = 'x'`), /permission denied/);
  }
  for (const column of ['salt', 'fp', 'key'])
    await assert.rejects(as(`SELECT ${column} FROM ledger.entry`), /permission denied/);
  await assert.rejects(as('SELECT id FROM ledger.dossier'), /permission denied/);
  await assert.rejects(
    readAs(sql, { dossier: 'one', allowed }, () => Promise.reject(new Error('broke'))),
    /broke/,
  );
  const [left] = await sql.query(
    `SELECT current_user::text AS who, coalesce(current_setting('a33.audiences', true), '') AS audiences`,
  );
  assert.deepEqual([left?.['who'] === role, left?.['audiences']], [false, '']);
});

test('nobody is shown nothing by any read, and answered as if there were nothing', async () => {
  const nobody = allowedFor({ kind: 'nobody' }, 'one');
  const reads = (dossier: string): readonly (() => Promise<Result<unknown>>)[] => [
    () => ledger.caseFile(dossier, nobody),
    () => ledger.caseFile(dossier, nobody, '2026-05-13'),
    () => ledger.thing(dossier, thingOf('one', 'public'), nobody),
    () => ledger.history(dossier, thingOf('one', 'public'), nobody),
    () => ledger.consents(dossier, nobody),
    () => ledger.entries(dossier, 0, 100, nobody),
    () => ledger.erasePlan(dossier, [ids.get(thingOf('one', 'public')) ?? ''], nobody),
  ];
  assert.deepEqual(await ledger.dossiers(allowedTo({ kind: 'nobody' })), []);
  const absent = reads('nil');
  for (const [i, read] of reads('one').entries()) {
    const [start, got] = [seen.length, await read()];
    const [middle, none] = [seen.length, await absent[i]?.()];
    assert.ok(!got.ok && none !== undefined && !none.ok, `read ${i}`);
    assert.deepEqual(JSON.stringify(got.problem).replaceAll('one', 'nil'), JSON.stringify(none.problem));
    const texts = seen.map(({ text }) => text);
    assert.deepEqual(texts.slice(start, middle), texts.slice(middle), `read ${i}: by the same statements`);
  }
});

test('attack 43: saying or naming what a compartment holds tells nobody outside that it does', async () => {
  const outsider = person([{ dossier: 'one', role: 'analyst', compartments: [] }]);
  const say = async (statement: Statement, actor: Actor = outsider) => {
    const start = seen.length;
    const answer = await ledger.append('one', [statement], actor);
    const { added, known } = answer.ok ? answer.value : { added: -1, known: -1 };
    return {
      added,
      known,
      kind: answer.ok ? '' : answer.problem.kind,
      statements: seen.slice(start).map(({ text }) => text),
    };
  };
  const hidden = thingOf('one', 'restricted:shelter');
  const body = { type: 'Body' as const, id: hidden };
  const cases: readonly (readonly [Statement, Statement])[] = [
    // What the compartment says already, and the same of a thing nobody spoke of.
    [
      says(hidden, 'one restricted:shelter', { audience: 'team' }),
      says('T-new', 'one restricted:shelter', { audience: 'team' }),
    ],
    [amends(ids.get(hidden) ?? '', 'a 1'), amends(ABSENT_ID, 'a 2')],
    [
      says(hidden, 'x', { audience: 'restricted:shelter' }),
      says('T-new', 'x', { audience: 'restricted:no-such' }),
    ],
  ];
  for (const [i, [real, other]] of cases.entries()) {
    const [got, none] = [await say(real), await say(other)];
    assert.deepEqual(got, none, `case ${i}`);
  }
  // A thing that only another compartment names, under another type.
  const route = thingOf('one', 'restricted:route-3');
  assert.equal(
    (await say(says(route, 'a body', { thing: { ...body, id: route }, property: 'name', audience: 'team' })))
      .added,
    1,
  );
  const file = unwrap(await ledger.caseFile('one', allowedFor(outsider, 'one')));
  assert.equal(file.things.get(hidden)?.claims.length, 1, 'and what was said shows to whoever said it');
  const whole = unwrap(await ledger.caseFile('one', allowedFor(chief, 'one')));
  assert.equal(whole.things.get(hidden)?.claims.length, 2);

  // Erased in the compartment, it does not come back by being said openly; that it is known is then told.
  const gone = says('T-gone', 'someone', { audience: 'restricted:shelter' });
  unwrap(await ledger.append('one', [gone], chief));
  const lines = async (actor: Actor) =>
    unwrap(await ledger.entries('one', 0, 1000, allowedFor(actor, 'one')));
  const last = (await lines(chief)).at(-1);
  const order = { reason: 'person-asked', actor: 'p1' } as const;
  const target = toHex(last?.id ?? new Uint8Array());
  const refused = await ledger.erase('one', [target], { ...order, allowed: allowedFor(outsider, 'one') });
  assert.equal(
    refused.ok ? '' : refused.problem.kind,
    'no-such-claim',
    'erased by those alone who may read it',
  );
  unwrap(await ledger.erase('one', [target], { ...order, allowed: allowedFor(chief, 'one') }));
  const again = await say(says('T-gone', 'someone', { audience: 'team' }));
  assert.deepEqual([again.added, again.known], [0, 1]);

  // The log has no line of what a reader may not read, nor of its erasure.
  const own = await lines(outsider);
  const all = await lines(chief);
  assert.ok(all.length >= own.length + 4);
  assert.ok(!own.some((line) => line.seq === last?.seq || line.kind === 'erase'));
  assert.ok(all.some((line) => line.seq === last?.seq && line.erased !== undefined));
  for (const dossier of dossiers) assert.deepEqual(unwrap(await ledger.fsck(dossier)).problems, []);
  unwrap(await ledger.rebuild('one'));
  assert.deepEqual(
    unwrap(await ledger.caseFile('one', allowedFor(chief, 'one'))).things.size,
    whole.things.size,
  );
});

function amends(target: string, key: string): Statement {
  assert.ok(ok(fromHex(target)).ok);
  const body = amendToBytes({ target, action: 'retract', replacement: null, why: 'x' });
  return { kind: 'amend', body, idempotencyKey: key };
}
