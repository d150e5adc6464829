/** One suite for every ledger: what holds on the embedded database holds on a PostgreSQL server. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { fromHex, toHex } from '../../src/core/base/bytes.js';
import { ok, type Result, unwrap } from '../../src/core/base/result.js';
import { type Audience } from '../../src/core/claim/claim.js';
import { type AmendAction, amendToBytes, judgeToBytes } from '../../src/core/ledger/bodies.js';
import { rootOf, treeOf } from '../../src/core/ledger/tree.js';
import { type Allowed, allowedTo } from '../../src/core/policy/audience.js';
import { foldCaseFile, type Logged, readEntry } from '../../src/core/view/fold.js';
import { claimToBytes } from '../../src/core/claim/bytes.js';
import { type CaseFile, type DossierInfo } from '../../src/core/view/thing.js';
import { type Appended, type LogLine, type Statement } from '../../src/app/ports.js';
import { type Store, type StoreOptions } from '../../src/store/open.js';
import { admitOpen } from '../../src/store/record/prepare.js';
import { claimOf, everyone, family, handClock, info, nobody, says, team } from './fixtures.js';

/** A place of its own for one ledger, which may be opened again and again. */
export interface Place {
  open(options?: Partial<StoreOptions>): Promise<Store>;
  remove(): Promise<void>;
}

/** One dossier of a store, as tests use it. */
class TestDossier {
  readonly store: Store;
  readonly info: DossierInfo;

  constructor(store: Store, own: DossierInfo) {
    this.store = store;
    this.info = own;
  }

  get id(): string {
    return this.info.id;
  }

  try(...statements: readonly Statement[]): Promise<Result<Appended>> {
    return this.store.append(this.id, statements, 'tester');
  }

  async add(...statements: readonly Statement[]): Promise<Appended> {
    return unwrap(await this.try(...statements));
  }

  async read(allowed: Allowed, asOf?: string): Promise<CaseFile> {
    return unwrap(await this.store.caseFile(this.id, allowed, asOf));
  }

  async size(): Promise<number> {
    return unwrap(await this.store.head(this.id)).size;
  }

  async lines(): Promise<readonly LogLine[]> {
    return unwrap(await this.store.entries(this.id, 0, 10_000, team));
  }
}

function texts(file: CaseFile): string[] {
  return [...file.things.values()].flatMap((thing) =>
    thing.claims.map(
      ({ claim, standing }) =>
        `${thing.id} ${claim.value.kind === 'text' ? claim.value.text : ''} ${standing}`,
    ),
  );
}

const admitAll = () => ok(null);

/** What a test may set of the store that all tests of a suite share. */
interface Knobs {
  readonly clock?: () => Date;
  readonly admission?: StoreOptions['admission'];
}

export function contract(name: string, makePlace: () => Promise<Place>): void {
  let knobs: Knobs = {};
  let shared: { readonly place: Place; readonly store: Store } | null = null;
  let dossiers = 0;
  // One store, and a dossier of its own for each test: opening a database is what takes time.
  const fresh = async (work: (ledger: TestDossier) => Promise<void>, set: Knobs = {}) => {
    const store = shared?.store;
    assert.ok(store);
    knobs = set;
    const own = { ...info, id: `invented-${dossiers++}` };
    unwrap(await store.openDossier(own, null, 'tester'));
    await work(new TestDossier(store, own));
    const report = unwrap(await store.fsck(own.id));
    assert.deepEqual(report.problems, [], 'fsck finds nothing after any of this');
    knobs = {};
  };
  describe(`the ledger on ${name}`, () => {
    before(async () => {
      const place = await makePlace();
      const store = await place.open({
        clock: () => (knobs.clock ?? (() => new Date()))(),
        admission: (claim, where, by) => (knobs.admission ?? admitOpen)(claim, where, by),
      });
      shared = { place, store };
    });
    after(async () => {
      await shared?.store.close();
      await shared?.place.remove();
    });

    test('what was said twice is recorded once: in one batch, in the next, and after a restart', async () => {
      const place = await makePlace();
      const first = new TestDossier(await place.open(), info);
      unwrap(await first.store.openDossier(info, null, 'tester'));
      assert.equal((await first.add(says('E-1', 'a'), says('E-1', 'a'), says('E-1', 'b'))).added, 2);
      const again = await first.add(
        says('E-1', 'a', { note: 'seen again', audience: 'team' }),
        says('E-1', 'c'),
      );
      assert.deepEqual([again.added, again.known], [1, 1]);
      const [head, file] = [unwrap(await first.store.head(info.id)), await first.read(team)];
      await first.store.close();

      const second = new TestDossier(await place.open(), info);
      assert.deepEqual(second.store.notices, [], 'a clean restart has nothing to say');
      assert.deepEqual(unwrap(await second.store.head(info.id)), head, 'a restart loses nothing');
      assert.deepEqual(await second.read(team), file);
      assert.deepEqual(await second.store.dossiers(allowedTo({ kind: 'public' })), [info]);
      assert.equal(toHex(rootOf(treeOf((await second.lines()).map((line) => line.leaf)))), head.root);
      assert.equal((await second.add(says('E-1', 'a'), says('E-1', 'b'))).added, 0);
      unwrap(await second.store.openDossier(info, null, 'tester'));
      assert.equal(await second.size(), 4, 'an unchanged dossier is not configured again');
      await second.store.close();
      await place.remove();
    });

    test('nothing leaks to a reader who may not see it', () =>
      fresh(
        async (d) => {
          await d.add(
            says('E-1', 'open'),
            says('E-1', 'inside', { audience: 'team' }),
            says('E-2', 'inside only', { audience: 'team' }),
            says('E-1', 'compartment', { audience: 'restricted:family' }),
            says('E-3', 'other compartment', { audience: 'restricted:other' }),
          );
          assert.deepEqual(texts(await d.read(everyone)), ['E-1 open stands']);
          assert.deepEqual(texts(await d.read(team)), [
            'E-1 open stands',
            'E-1 inside stands',
            'E-2 inside only stands',
          ]);
          assert.deepEqual(texts(await d.read(family)).sort(), [
            'E-1 compartment stands',
            'E-1 inside stands',
            'E-1 open stands',
            'E-2 inside only stands',
          ]);
          // A reader handed too wide a view does not see it: the database shows rows by audience too.
          assert.deepEqual(texts(await d.read({ ...team, audiences: everyone.audiences })), []);
          const refused = await d.store.caseFile(d.id, nobody);
          const absent = await d.store.caseFile('absent', everyone);
          assert.ok(!refused.ok && !absent.ok);
          assert.equal(refused.problem.kind, absent.problem.kind, 'a hidden dossier looks like none at all');
          assert.equal((await d.store.thing(d.id, 'E-2', everyone)).ok, false);
          assert.equal((await d.store.thing(d.id, 'E-1', nobody)).ok, false);
          assert.equal(unwrap(await d.store.thing(d.id, 'E-1', family)).claims.length, 3);
        },
        { admission: admitAll },
      ));

    test('restricted, sealed and personal facts are refused while nobody can sign in, with the whole batch', () =>
      fresh(async (d) => {
        const before = await d.size();
        const person = { type: 'Person' as const, id: 'P-1' };
        const cases: readonly Statement[] = [
          says('E-1', 'x', { audience: 'restricted:family' }),
          says('E-1', 'x', { audience: 'sealed' }),
          says('P-1', 'x', { thing: person, property: 'occupation' }),
        ];
        for (const bad of cases) {
          const refused = await d.try(says('E-9', 'fine'), bad);
          assert.ok(!refused.ok);
          assert.equal(refused.problem.kind, 'needs-sign-in');
          assert.equal(refused.problem.where, 'statement 2');
        }
        const unknown = await d.try(says('E-1', 'x', { property: 'nonsense' }));
        assert.equal(unknown.ok ? '' : unknown.problem.kind, 'no-such-property');
        assert.deepEqual(await d.size(), before);
        assert.deepEqual(texts(await d.read(team)), []);
      }));

    test('a claim made narrower is closed to everybody else at once: now, as of any past moment, and when said again', () =>
      fresh(async (d) => {
        await d.add(says('E-1', 'for anybody'), says('E-2', 'beside it'));
        const before = await d.size();
        const moments = [undefined, `entry:${before - 1}`, '2999'];
        const reads = async (allowed: Allowed) => {
          const seen: string[] = [];
          for (const asOf of moments) {
            seen.push(...texts(await d.read(allowed, asOf)).filter((text) => text.includes('anybody')));
            const thing = await d.store.thing(d.id, 'E-1', allowed, asOf);
            const history = await d.store.history(d.id, 'E-1', allowed, asOf);
            assert.equal(thing.ok, history.ok);
            if (thing.ok) seen.push(...thing.value.claims.map(({ claim }) => claim.audience));
          }
          return seen;
        };
        const id = (await d.read(team)).things.get('E-1')?.claims[0]?.id ?? '';
        const open = Array.from({ length: 3 }, () => ['E-1 for anybody stands', 'public']).flat();
        assert.deepEqual(await reads(everyone), open);
        const narrow = amendToBytes({ target: id, action: 'narrow', replacement: null, why: 'a danger' });
        await d.add({ kind: 'amend', body: narrow, idempotencyKey: 'narrow 1' });
        const team3 = Array.from({ length: 3 }, () => ['E-1 for anybody stands', 'team']).flat();
        for (const again of [false, true]) {
          assert.deepEqual(await reads(everyone), []);
          assert.deepEqual(await reads(team), team3);
          if (!again) unwrap(await d.store.rebuild(d.id));
        }
        const lines = unwrap(await d.store.entries(d.id, 0, 100, everyone));
        assert.ok(!lines.some((line) => toHex(line.id) === id), 'and its line in the log');
        assert.equal((await d.store.prove(d.id, before - 2)).ok, false, 'and no proof opens it');
        assert.deepEqual([(await d.add(says('E-1', 'for anybody'))).known, await reads(everyone)], [1, []]);
        const told = unwrap(await d.store.history(d.id, 'E-1', team)).changes;
        assert.deepEqual(
          told.map(({ kind, why }) => [kind, why]),
          [
            ['recorded', ''],
            ['narrow', 'a danger'],
          ],
        );
        const [entry] = unwrap(await d.store.entries(d.id, before, before + 1, team));
        const plan = await d.store.erasePlan(d.id, [toHex(entry?.id ?? new Uint8Array())], team);
        assert.equal(plan.ok ? '' : plan.problem.kind, 'would-widen');
      }));

    test('attack 53: text that cannot be stored faithfully is refused, not stored as something else', () =>
      fresh(async (d) => {
        for (const bad of ['\ud800', 'e\u0301']) {
          const refused = await d.try(says('E-1', bad));
          assert.equal(refused.ok ? '' : refused.problem.kind, 'ill-formed-text');
        }
        assert.equal((await d.store.append(d.id, [says('E-1', 'x')], 'a\0b')).ok, false);
      }));

    test('one id cannot be two kinds of thing', () =>
      fresh(async (d) => {
        await d.add(says('X-1', 'an event'));
        const body = { type: 'Body' as const, id: 'X-1' };
        const refused = await d.try(says('X-1', 'a body', { thing: body, property: 'name' }));
        assert.equal(refused.ok ? '' : refused.problem.kind, 'type-conflict');
      }));

    test('a retraction changes how a claim stands, and the past still shows it standing', () => {
      const clock = handClock('2026-01-10T10:00:00Z');
      return fresh(
        async (d) => {
          await d.add(says('E-1', 'wrong'), says('E-2', 'right'));
          const id = (await d.read(everyone)).things.get('E-1')?.claims[0]?.id ?? '';
          clock.set('2026-02-10T10:00:00Z');
          const retract = (target: string): Statement => ({
            kind: 'amend',
            body: amendToBytes({ target, action: 'retract', replacement: null, why: 'misread' }),
            idempotencyKey: 'retract 1',
          });
          await d.add(retract(id));
          assert.equal((await d.add(retract(id))).known, 1, 'asked twice, done once');
          assert.deepEqual(texts(await d.read(everyone)), ['E-1 wrong retracted', 'E-2 right stands']);
          assert.deepEqual(texts(await d.read(everyone, '2026-01')), [
            'E-1 wrong stands',
            'E-2 right stands',
          ]);
          const absent = await d.try(retractOther('0'.repeat(64)));
          assert.equal(absent.ok ? '' : absent.problem.kind, 'no-such-claim');
        },
        { clock: clock.now },
      );
    });

    test('a compartment’s claim is amended like any other', () =>
      fresh(
        async (d) => {
          await d.add(says('E-1', 'hidden', { audience: 'restricted:family' }));
          const id = (await d.read(family)).things.get('E-1')?.claims[0]?.id ?? '';
          const outside = await d.try(retractOther(id));
          assert.equal(outside.ok ? '' : outside.problem.kind, 'no-such-claim', 'not by who may not read it');
          const grants = [{ dossier: d.id, role: 'documenter', compartments: ['family'] }] as const;
          const inside = { kind: 'person', id: 'p1', grants } as const;
          unwrap(await d.store.append(d.id, [retractOther(id)], inside));
          assert.deepEqual(texts(await d.read(family)), ['E-1 hidden retracted']);
          assert.deepEqual(texts(await d.read(team)), []);
        },
        { admission: admitAll },
      ));

    test('a judgement shows only to those it is for, and not before it was made', () => {
      const clock = handClock('2026-01-10T10:00:00Z');
      return fresh(
        async (d) => {
          const judgement = {
            about: 'E-1',
            origins: ['O-1', 'O-2'],
            by: 'tester',
            why: 'different witnesses',
          };
          const body = judgeToBytes({ kind: 'independence', audience: 'team', judgement });
          clock.set('2026-03-01T00:00:00Z');
          await d.add({ kind: 'judge', body, idempotencyKey: 'judge 1' });
          assert.deepEqual((await d.read(team)).judgements, [judgement]);
          assert.deepEqual((await d.read(everyone)).judgements, []);
          assert.deepEqual((await d.read(team, '2026-02-28')).judgements, []);
        },
        { clock: clock.now },
      );
    });

    test('attack 67: a clock that jumps does not reorder what was recorded', () => {
      const clock = handClock('2026-05-01T00:00:00Z');
      return fresh(
        async (d) => {
          await d.add(says('E-1', 'first'));
          clock.set('2027-05-01T00:00:00Z');
          await d.add(says('E-1', 'second'));
          clock.set('2026-05-02T00:00:00Z');
          await d.add(says('E-1', 'third'));
          const expected = ['E-1 first stands', 'E-1 second stands', 'E-1 third stands'];
          assert.deepEqual(texts(await d.read(everyone)), expected);
          // The last entry at or before the end of that day is the third, so all before it count.
          assert.deepEqual(texts(await d.read(everyone, '2026-05-02')), expected);
          assert.deepEqual(texts(await d.read(everyone, '2026-05-01')), ['E-1 first stands']);
        },
        { clock: clock.now },
      );
    });

    test('a date before the first entry shows an empty record, and a wrong date says so', () =>
      fresh(async (d) => {
        await d.add(says('E-1', 'a'));
        const before = await d.read(everyone, '1951');
        assert.deepEqual([before.seq, before.asOf, before.things.size], [-1, null, 0]);
        const wrong = await d.store.caseFile(d.id, everyone, '2026-02-30');
        assert.equal(wrong.ok ? '' : wrong.problem.kind, 'bad-date');
      }));

    test('attack 22: a hundred appends at once give a dense sequence and lose nothing', () =>
      fresh(async (d) => {
        const all = await Promise.all(
          Array.from({ length: 100 }, (_, i) => d.try(says(`E-${i % 7}`, `n${i}`))),
        );
        assert.ok(all.every((one) => one.ok && one.value.added === 1 && !one.value.notYetVisible));
        const sizes = all.map((one) => unwrap(one).head.size).sort((a, b) => a - b);
        assert.deepEqual(
          sizes,
          Array.from({ length: 100 }, (_, i) => i + 2),
        );
        const lines = await d.lines();
        assert.deepEqual(
          lines.map((line) => line.seq),
          Array.from({ length: 101 }, (_, i) => i),
        );
        assert.equal(texts(await d.read(everyone)).length, 100);
      }));

    test('a shipped dossier’s claims have the same ids everywhere, and a user’s cannot be guessed', async () => {
      const idsOf = async (seed: Uint8Array | null) => {
        let ids: string[] = [];
        await fresh(async (d) => {
          unwrap(await d.store.append(d.id, [says('E-1', 'a'), says('E-2', 'b')], 'tester', seed));
          ids = (await d.lines()).slice(1).map((line) => toHex(line.id));
        });
        return ids;
      };
      const seed = new Uint8Array(32).fill(7);
      assert.deepEqual(await idsOf(seed), await idsOf(seed));
      const [a, b] = [await idsOf(null), await idsOf(null)];
      for (const id of a) assert.ok(!b.includes(id));
    });

    test('the stored views are the fold of the entries, however they were batched', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
          (batches) =>
            fresh(async (d) => {
              const statements: Statement[] = [];
              for (const [b, batch] of batches.entries()) {
                const lines = await d.lines();
                const made = batch
                  .map((one, i) => statementOf(one, lines, `${b}.${i}`))
                  .filter((one) => one !== null);
                await d.add(...made);
                statements.push(...made);
              }
              const lines = await d.lines();
              const log = lines.map((line): Logged => {
                const statement = statements[line.seq - 1];
                if (statement === undefined)
                  return { seq: line.seq, at: line.at, actor: line.actor, kind: 'config', dossier: d.info };
                const body = statement.kind === 'claim' ? claimToBytes(statement.claim) : statement.body;
                return readEntry({ ...line, body });
              });
              for (const allowed of [everyone, team]) {
                const folded = foldCaseFile(log, (audience) => allowed.audiences.has(audience));
                // When the last entry was recorded that they may know of.
                const theirs = unwrap(await d.store.entries(d.id, 0, 10_000, allowed));
                const expected: CaseFile | null =
                  folded === null ? null : { ...folded, asOf: theirs.at(-1)?.at ?? null };
                const found = await d.read(allowed);
                assert.deepEqual(sorted(found), sorted(expected));
                unwrap(await d.store.rebuild(d.id));
                assert.deepEqual(
                  sorted(await d.read(allowed)),
                  sorted(expected),
                  'and folded again they are the same',
                );
              }
            }),
        ),
        { numRuns: 30 },
      );
    });

    test('a dossier that says something new of itself is updated, and may go back', () =>
      fresh(async (d) => {
        const found = async () =>
          (await d.store.dossiers(allowedTo({ kind: 'public' }))).find((one) => one.id === d.id);
        const renamed = { ...d.info, title: { en: 'Renamed', ko: '새 이름' } };
        unwrap(await d.store.openDossier(renamed, null, 'tester'));
        assert.deepEqual(await found(), renamed);
        unwrap(await d.store.openDossier(d.info, null, 'tester'));
        assert.deepEqual(await found(), d.info);
        const bad = await d.store.openDossier({ ...info, id: '../escape' }, null, 'tester');
        assert.equal(bad.ok ? '' : bad.problem.kind, 'bad-dossier-id');
      }));
  });
}

type Step =
  | { readonly do: 'claim'; readonly thing: string; readonly audience: Audience }
  | { readonly do: 'amend'; readonly pick: number; readonly action: Exclude<AmendAction, 'correct'> };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('claim' as const),
    thing: fc.constantFrom('E-1', 'E-2', 'E-10', 'e-1'),
    audience: fc.constantFrom<Audience>('public', 'team'),
  }),
  fc.record({
    do: fc.constant('amend' as const),
    pick: fc.nat(),
    action: fc.constantFrom('retract' as const, 'dispute' as const, 'reinstate' as const),
  }),
);

/** Every statement differs; an amendment needs a claim to amend. */
function statementOf(one: Step, lines: readonly LogLine[], name: string): Statement | null {
  if (one.do === 'claim')
    return { kind: 'claim', claim: claimOf(one.thing, name, { audience: one.audience }) };
  const claims = lines.filter((line) => line.kind === 'claim');
  const target = claims[one.pick % Math.max(1, claims.length)];
  if (target === undefined) return null;
  const body = amendToBytes({ target: toHex(target.id), action: one.action, replacement: null, why: name });
  return { kind: 'amend', body, idempotencyKey: name };
}

function retractOther(target: string): Statement {
  assert.ok(fromHex(target).ok);
  const body = amendToBytes({ target, action: 'retract', replacement: null, why: '' });
  return { kind: 'amend', body, idempotencyKey: `retract ${target}` };
}

/** Things in one order; the views and the fold may list them differently. */
function sorted(file: CaseFile | null): unknown {
  if (file === null) return null;
  return { ...file, things: [...file.things.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
