/** Search on both databases: it finds what is there for whoever may read it, at the moment asked about, and nothing else. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { parseDate } from '../../src/core/base/date.js';
import { unwrap } from '../../src/core/base/result.js';
import { type Allowed } from '../../src/core/policy/audience.js';
import { meet } from '../../src/core/search/match.js';
import { parseQuery } from '../../src/core/search/query.js';
import { type Statement } from '../../src/app/ports.js';
import { search, type SearchAnswer, type SearchInput } from '../../src/app/search.js';
import { characterTables } from '../../src/store/characters.js';
import { loadNameLookup } from '../../src/store/names.js';
import { openStore, type Store } from '../../src/store/open.js';
import { claimOf, everyone, family, info, nobody, says, team } from './fixtures.js';
import { startServer } from './postgres-server.js';

const VOCABULARY = [
  '북한을',
  '강제북송',
  '강제 북송',
  '난민',
  '難民',
  '难民',
  'returned',
  'Refugees',
  'fleeing',
  '1,200',
  "they're",
  'é',
];

function person(id: string, name: string): Statement {
  return { kind: 'claim', claim: claimOf(id, name, { thing: { type: 'Person', id }, property: 'name' }) };
}

function date(thing: string, edtf: string): Statement {
  const value = { kind: 'date', date: unwrap(parseDate(edtf)) } as const;
  return { kind: 'claim', claim: claimOf(thing, '', { property: 'date', value }) };
}

function searchContract(name: string, make: () => Promise<string | null>): void {
  describe(`search on ${name}`, () => {
    let parent = '';
    let store: Store;
    before(async () => {
      parent = await mkdtemp(join(tmpdir(), 'a33-search-'));
      store = unwrap(
        await openStore({ dir: join(parent, 'data'), databaseUrl: await make(), anyPerson: () => true }),
      );
    });
    after(async () => {
      await store.close();
      await rm(parent, { recursive: true, force: true });
    });

    let made = 0;
    async function dossier(statements: readonly Statement[]): Promise<string> {
      const id = `d${made++}`;
      unwrap(await store.openDossier({ ...info, id }, null, 'tester'));
      const grants = [{ dossier: id, role: 'keeper' as const, compartments: ['family'] }];
      unwrap(await store.append(id, statements, { kind: 'person', id: 'p1', grants }));
      return id;
    }

    /** Through the verb's own function, with the ledger's search under the reader given. */
    async function ask(id: string, input: SearchInput, allowed: Allowed): Promise<SearchAnswer> {
      const ledger = {
        ...store,
        search: (dossier: string, asked: Parameters<Store['search']>[1], _allowed: Allowed, asOf?: string) =>
          store.search(dossier, asked, allowed, asOf),
      };
      const ports = { ledger, names: loadNameLookup };
      return unwrap(await search(ports, { actor: { kind: 'public' }, dossiers: [id] }, input));
    }

    async function found(id: string, query: string, allowed: Allowed, more: Partial<SearchInput> = {}) {
      const answer = await ask(id, { query, limit: 100, ...more }, allowed);
      assert.equal(answer.total, answer.results.length, 'the count is of what is shown');
      return answer.results.map(({ thing }) => thing).sort();
    }

    test('the database finds exactly what reading every thing finds, in every script', async () => {
      const words = fc.array(fc.constantFrom(...VOCABULARY), { minLength: 1, maxLength: 5 });
      const texts = fc.sample(words, { numRuns: 120, seed: 33 }).map((some) => some.join(' '));
      const id = await dossier(texts.map((text, i) => says(`E-${i % 60}`, text)));
      const things = [...unwrap(await store.caseFile(id, everyone)).things.values()];
      const queries = fc.sample(
        fc.tuple(fc.constantFrom('', '-', '"'), words).map(([how, some]) => {
          const said = some.slice(0, 2).join(' ');
          return how === '"' ? `"${said}"` : how === '-' ? `${some[0]} -${some.at(-1)}` : said;
        }),
        { numRuns: 40, seed: 7 },
      );
      let met = 0;
      for (const query of [...queries, '북', '송', '民', 'ref*', '북한', '國']) {
        const parsed = unwrap(parseQuery(query, characterTables()));
        const expected = things
          .filter((thing) => meet(thing, parsed).terms !== null)
          .map((thing) => thing.id);
        assert.deepEqual(await found(id, query, everyone), expected.sort(), query);
        met += expected.length;
      }
      assert.ok(met > 200);
    });

    test('nothing is found by what the reader may not read, and nothing tells that it is there', async () => {
      const id = await dossier([
        says('E-1', 'an open canary'),
        says('E-2', 'a canary for the team', { audience: 'team' }),
        says('E-3', 'a canary of the family', { audience: 'restricted:family' }),
        says('E-1', 'and a hidden lark', { audience: 'restricted:family' }),
      ]);
      assert.deepEqual(await found(id, 'canary', everyone), ['E-1']);
      assert.deepEqual(await found(id, 'canary', team), ['E-1', 'E-2']);
      assert.deepEqual(await found(id, 'canary', family), ['E-1', 'E-2', 'E-3']);
      assert.deepEqual(await found(id, 'lark', team), []);
      assert.deepEqual(await found(id, 'canary lark', family), ['E-1']);
      const { marks } = await ask(id, { query: 'canary' }, everyone);
      assert.deepEqual(marks.find(({ mark }) => mark === 'type=Event')?.count, 1);
      const refused = await search(
        {
          ledger: { ...store, search: (one, asked) => store.search(one, asked, nobody) },
          names: loadNameLookup,
        },
        { actor: { kind: 'nobody' }, dossiers: [id] },
        { query: 'canary' },
      );
      assert.equal(refused.ok ? '' : refused.problem.kind, 'no-such-dossier');
    });

    test('as of a past moment what was recorded later, or taken back since, is found as it stood', async () => {
      const id = await dossier([says('E-1', 'first words')]);
      unwrap(await store.append(id, [says('E-1', 'later words'), says('E-2', 'later words')], 'tester'));
      assert.deepEqual(await found(id, 'later', everyone, { asOf: 'entry:1' }), []);
      assert.deepEqual(await found(id, 'words', everyone, { asOf: 'entry:1' }), ['E-1']);
      assert.deepEqual(await found(id, 'later', everyone), ['E-1', 'E-2']);
    });

    test('what is erased is found no more, at no moment', async () => {
      const id = await dossier([says('E-1', 'a kingfisher'), says('E-2', 'something else')]);
      const claim = unwrap(await store.thing(id, 'E-1', everyone)).claims[0]?.id ?? '';
      assert.deepEqual(await found(id, 'kingfisher', everyone), ['E-1']);
      unwrap(await store.erase(id, [claim], { reason: 'mistake', actor: 'tester', allowed: everyone }));
      assert.deepEqual(await found(id, 'kingfisher', everyone), []);
      assert.deepEqual(await found(id, 'kingfisher', everyone, { asOf: 'entry:2' }), []);
      assert.deepEqual(unwrap(await store.fsck(id)).problems, []);
    });

    test('a name is found in another script, and a different one is not', async () => {
      const id = await dossier([
        person('P-1', '김영희'),
        person('P-2', '金英姬'),
        person('P-3', 'Pak Chol Su'),
      ]);
      assert.deepEqual(await found(id, 'Kim Yong Hui', everyone), ['P-1', 'P-2']);
      assert.deepEqual(await found(id, '김영희', everyone), ['P-1', 'P-2']);
      assert.deepEqual(await found(id, '박철수', everyone), ['P-3']);
      const [best] = (await ask(id, { query: 'Kim Yong Hui' }, everyone)).results;
      assert.ok((best?.name?.probability ?? 0) > 0.5);
    });

    test('a date without a day is found by every day it may have been, and narrowed with the rest', async () => {
      const id = await dossier([
        says('E-1', 'a return'),
        date('E-1', '2023-10'),
        says('E-2', 'a return'),
        date('E-2', '2021'),
        says('E-3', 'a return'),
      ]);
      assert.deepEqual(await found(id, 'return', everyone, { since: '2023-10-09', until: '2023-10-09' }), [
        'E-1',
      ]);
      assert.deepEqual(await found(id, 'return', everyone, { until: '2021-06' }), ['E-2']);
      assert.deepEqual(await found(id, 'return', everyone, { where: ['year=2021', 'type=Event'] }), ['E-2']);
      assert.deepEqual(await found(id, 'return', everyone, { where: ['year=1999'] }), []);
    });

    test('whatever is typed is answered: no statement of its own, no broken database', async () => {
      const id = await dossier([says('E-1', 'some words')]);
      const typed = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 60, seed: 5 });
      for (const query of [
        ...typed,
        "'); DROP TABLE ledger.entry; --",
        '\\',
        "a\\'b",
        ':*',
        '& | !',
        'a'.repeat(400),
        '北'.repeat(200),
      ]) {
        const parsed = parseQuery(query, characterTables());
        if (parsed.ok) await found(id, query, everyone);
      }
      assert.deepEqual(await found(id, 'some', everyone), ['E-1']);
    });
  });
}

searchContract('PGlite', () => Promise.resolve(null));

const server = await startServer();
if (typeof server === 'string') {
  test('search on PostgreSQL', { skip: server }, () => {});
} else {
  after(() => server.stop());
  searchContract('PostgreSQL', () => server.database());
}
