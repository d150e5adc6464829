/** What consents do to reading and recording, on either database. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sameBytes, toHex } from '../../src/core/base/bytes.js';
import { type Problem, unwrap } from '../../src/core/base/result.js';
import { bodyId, seededSalt } from '../../src/core/ledger/entry.js';
import { claimToBytes } from '../../src/core/claim/bytes.js';
import { type Audience, type Claim } from '../../src/core/claim/claim.js';
import { type ConsentTerms, consentToBytes, sortedUses, type Use } from '../../src/core/ledger/consent.js';
import { type Actor, type Allowed } from '../../src/core/policy/audience.js';
import { type SearchAsked } from '../../src/core/search/asked.js';
import { parseQuery } from '../../src/core/search/query.js';
import { type Statement } from '../../src/app/ports.js';
import { type Store } from '../../src/store/open.js';
import { type Place } from './contract.js';
import { claimOf, everyone, family, handClock, info, nobody, team } from './fixtures.js';

const SECRET = 'mended nets at the harbour';

const mending: SearchAsked = {
  query: unwrap(parseQuery('"mended nets"', { traditional: new Map() })),
  name: null,
  marks: ['type=Person'],
  firstDay: null,
  lastDay: null,
  offset: 0,
  limit: 10,
};

function fact(audience: Claim['audience'], consent: string | null, text = SECRET): Statement {
  const thing = { type: 'Person' as const, id: 'P-1' };
  const claim = claimOf('P-1', text, { thing, property: 'occupation', audience, consent });
  return { kind: 'claim', claim, where: 'people.json, P-1, claim 1 (occupation)' };
}

function terms(uses: readonly Use[], more: Partial<ConsentTerms> = {}): ConsentTerms {
  return {
    subject: 'P-1',
    uses: sortedUses(uses),
    from: '2026-01-01',
    until: '2026-12-31',
    how: 'In writing, read aloud first.',
    recordedBy: 'D-2',
    ...more,
  };
}

let given = 0;
function gives(
  name: string,
  what: ConsentTerms,
  earlier: string | null = null,
  audience: Audience = 'team',
): Statement {
  const body = consentToBytes({ action: 'give', name, audience, earlier, terms: what });
  return { kind: 'consent', body, idempotencyKey: `give ${name} ${given++}` };
}

function withdraws(name: string, earlier: string): Statement {
  const body = consentToBytes({
    action: 'withdraw',
    name,
    audience: 'team',
    earlier,
    on: '2026-03-01',
    why: 'person-asked',
  });
  return { kind: 'consent', body, idempotencyKey: `withdraw ${name} ${earlier}` };
}

const readers: Readonly<Record<string, Allowed>> = { nobody, everyone, team, family };
const clock = handClock('2026-02-01T10:00:00Z');

export function consentContract(name: string, makePlace: () => Promise<Place>): void {
  let shared: { readonly place: Place; readonly store: Store } | null = null;
  let signIn = true;
  let dossiers = 0;
  const opened = async (): Promise<{ readonly store: Store; readonly id: string }> => {
    const store = shared?.store;
    assert.ok(store);
    signIn = true;
    clock.set('2026-02-01T10:00:00Z');
    await store.signIn.steady.trust();
    const own = { ...info, id: `consent-${dossiers++}` };
    unwrap(await store.openDossier(own, null, 'tester'));
    return { store, id: own.id };
  };
  /** Who of the four reads the fact, by way of the case file, of the thing alone, of its history and by searching. */
  const whoReads = async ({ store, id }: { store: Store; id: string }, asOf?: string) => {
    const who: string[] = [];
    for (const [reader, allowed] of Object.entries(readers)) {
      const file = await store.caseFile(id, allowed, asOf);
      const thing = await store.thing(id, 'P-1', allowed, asOf);
      const inFile = file.ok && JSON.stringify([...file.value.things]).includes(SECRET);
      const inThing = thing.ok && JSON.stringify(thing.value).includes(SECRET);
      assert.equal(inFile, inThing, reader);
      const history = await store.history(id, 'P-1', allowed, asOf);
      assert.equal(
        history.ok && JSON.stringify(history.value).includes(SECRET),
        inFile,
        `history: ${reader}`,
      );
      const found = await store.search(id, mending, allowed, asOf);
      assert.equal(found.ok && found.value.total > 0, inFile, `search: ${reader}`);
      assert.equal(found.ok && JSON.stringify(found.value).includes(SECRET), inFile, `search: ${reader}`);
      if (inFile) who.push(reader);
    }
    return who;
  };
  const refused = async ({ store, id }: { store: Store; id: string }, ...all: readonly Statement[]) => {
    const before = unwrap(await store.head(id));
    const result = await store.append(id, all, 'tester');
    assert.ok(!result.ok);
    assert.deepEqual(unwrap(await store.head(id)), before, 'nothing of it was recorded');
    assert.ok(!JSON.stringify(result.problem).includes(SECRET), 'a refusal does not say what was refused');
    return result.problem;
  };
  const kinds = (problem: Problem) => (problem.causes ?? [problem]).map((one) => one.kind);

  describe(`consent on ${name}`, () => {
    before(async () => {
      const place = await makePlace();
      const store = await place.open({ clock: clock.now, anyPerson: () => signIn });
      shared = { place, store };
    });
    after(async () => {
      await shared?.store.close();
      await shared?.place.remove();
    });

    test('until somebody can sign in, neither a personal fact nor a consent is taken in', async () => {
      const d = await opened();
      signIn = false;
      for (const statements of [
        [fact('team', null)],
        [gives('C-1', terms(['hold', 'share:team'])), fact('team', 'C-1')],
        [gives('C-1', terms(['hold']))],
      ])
        assert.deepEqual(kinds(await refused(d, ...statements)), ['needs-sign-in']);
    });

    test('neither a personal fact nor a consent is taken into a directory in the clear, and a withdrawal is', async () => {
      const place = await makePlace();
      const clear = await place.open({ clock: clock.now, anyPerson: () => true, encrypted: false });
      unwrap(await clear.openDossier(info, null, 'tester'));
      const d = { store: clear, id: info.id };
      for (const statements of [
        [gives('C-1', terms(['hold']))],
        [gives('C-1', terms(['hold', 'share:team'])), fact('team', 'C-1')],
        [fact('team', null)],
      ]) {
        const problem = await refused(d, ...statements);
        assert.equal(problem.kind, 'needs-encryption');
        assert.match(problem.fix ?? '', /article33 encrypt/);
      }
      await clear.close();
      // What was taken in before can be taken back, whatever became of the key.
      const before = await place.open({ clock: clock.now, anyPerson: () => true });
      unwrap(await before.append(info.id, [gives('C-1', terms(['hold']))], 'tester'));
      await before.close();
      const again = await place.open({ clock: clock.now, anyPerson: () => true, encrypted: false });
      const head = unwrap(await again.consents(info.id, team)).consents[0]?.head ?? '';
      unwrap(await again.append(info.id, [withdraws('C-1', head)], 'tester'));
      await again.close();
      await place.remove();
    });

    test('a personal fact is recorded under a consent of that person that covers its audience, or not at all', async () => {
      const d = await opened();
      const shares = terms(['hold', 'share:team']);
      const cases: readonly (readonly [readonly Statement[], string])[] = [
        [[fact('team', null)], 'consent-missing'],
        [[fact('team', 'C-9')], 'consent-does-not-cover'],
        [[gives('C-1', shares), fact('public', 'C-1')], 'consent-does-not-cover'],
        [[gives('C-1', terms(['hold', 'publish'])), fact('team', 'C-1')], 'consent-does-not-cover'],
        [[gives('C-1', { ...shares, subject: 'P-2' }), fact('team', 'C-1')], 'consent-of-another'],
        [[gives('C-1', { ...shares, until: '2026-01-31' }), fact('team', 'C-1')], 'consent-does-not-cover'],
        [[gives('C-1', { ...shares, from: '2026-02-02' }), fact('team', 'C-1')], 'consent-does-not-cover'],
        [[gives('C-1', terms(['share:team']))], 'consent-without-hold'],
        [[gives('C-1', { ...shares, how: ' ' })], 'consent-not-told'],
        [[gives('C-1', { ...shares, until: '2025-12-31' })], 'consent-ends-first'],
        [[gives('C-1', shares, '0'.repeat(64))], 'no-such-consent'],
        [[withdraws('C-1', '0'.repeat(64))], 'no-such-consent'],
      ];
      for (const [statements, kind] of cases)
        assert.deepEqual(kinds(await refused(d, ...statements)), [kind]);
      const many = await refused(d, fact('team', null), fact('public', null, `${SECRET} at night`));
      assert.deepEqual(kinds(many), ['consent-missing', 'consent-missing']);
      assert.match(many.causes?.[0]?.where ?? '', /people\.json, P-1, claim 1 \(occupation\)/);
      unwrap(await d.store.append(d.id, [gives('C-1', shares), fact('team', 'C-1')], 'tester'));
      assert.deepEqual(await whoReads(d), ['team', 'family']);
    });

    test('attack 60: a withdrawal closes every reading at once, of now and of any past moment', async () => {
      const d = await opened();
      const all = terms(['hold', 'share:team', 'publish']);
      unwrap(await d.store.append(d.id, [gives('C-1', all), fact('public', 'C-1')], 'tester'));
      assert.deepEqual(await whoReads(d), ['everyone', 'team', 'family']);
      const [consent] = unwrap(await d.store.consents(d.id, team)).consents;
      assert.ok(consent);
      assert.deepEqual(
        [consent.state, consent.claims.map((claim) => [claim.thing, claim.property])],
        ['in-force', [['P-1', 'occupation']]],
      );
      clock.set('2026-03-01T10:00:00Z');
      const narrower = gives('C-1', terms(['hold', 'share:team']), consent.head);
      unwrap(await d.store.append(d.id, [narrower], 'tester'));
      assert.deepEqual(await whoReads(d), ['team', 'family'], 'published no more, and still shared');
      assert.deepEqual(await whoReads(d, '2026-02-01'), ['team', 'family']);
      const stale = gives('C-1', all, consent.head);
      assert.deepEqual(kinds(await refused(d, stale)), ['consent-changed']);
      const head = unwrap(await d.store.consents(d.id, team)).consents[0]?.head ?? '';
      unwrap(await d.store.append(d.id, [withdraws('C-1', head)], 'tester'));
      for (const moment of [undefined, '2026-02-01', '2026-03-01', 'entry:2'])
        assert.deepEqual(await whoReads(d, moment), []);
      const now = unwrap(await d.store.consents(d.id, team)).consents[0];
      assert.deepEqual([now?.state, now?.claims.length], ['withdrawn', 1]);
      assert.equal(unwrap(await d.store.consents(d.id, team, '2026-02-01')).consents[0]?.state, 'in-force');
      assert.deepEqual(unwrap(await d.store.consents(d.id, everyone)).consents, []);
      assert.equal((await d.store.consents(d.id, nobody)).ok, false);
      assert.deepEqual(kinds(await refused(d, fact('team', 'C-1', 'another'))), ['consent-does-not-cover']);
      assert.deepEqual(unwrap(await d.store.fsck(d.id)).problems, []);
      unwrap(await d.store.rebuild(d.id));
      assert.deepEqual(await whoReads(d, '2026-02-01'), [], 'and stays closed when views are folded again');
    });

    test('a consent that runs out closes reading with its last day, without anybody doing anything', async () => {
      const d = await opened();
      const brief = terms(['hold', 'share:team'], { until: '2026-02-10' });
      unwrap(await d.store.append(d.id, [gives('C-1', brief), fact('team', 'C-1')], 'tester'));
      clock.set('2026-02-10T23:59:00Z');
      assert.deepEqual(await whoReads(d), ['team', 'family']);
      clock.set('2026-02-11T00:00:00Z');
      assert.deepEqual(await whoReads(d), []);
      assert.deepEqual(await whoReads(d, '2026-02-05'), []);
    });

    test('attack 43: a consent that a compartment alone may know of has a name that nobody tries', async () => {
      const d = await opened();
      const hidden = (name: string) => [gives(name, terms(['hold']), null, 'restricted:family')];
      const recorder: Actor = {
        kind: 'person',
        id: 'p1',
        grants: [{ dossier: d.id, role: 'documenter', compartments: ['family'] }],
      };
      const guessable = await d.store.append(d.id, hidden('C-1'), recorder);
      assert.equal(guessable.ok ? '' : guessable.problem.kind, 'consent-name-guessable');
      unwrap(await d.store.append(d.id, hidden('C-1-0f3a91bc5d7e2468'), recorder));
      assert.deepEqual(unwrap(await d.store.consents(d.id, team)).consents, []);
    });

    test('attack 67: a clock set back opens no consent that has ended, until somebody says that it was wrong', async () => {
      const d = await opened();
      const brief = terms(['hold', 'share:team'], { until: '2026-02-10' });
      unwrap(await d.store.append(d.id, [gives('C-1', brief), fact('team', 'C-1')], 'tester'));
      clock.set('2027-02-11T00:00:00Z');
      assert.deepEqual(await whoReads(d), []);
      clock.set('2026-02-05T00:00:00Z');
      assert.deepEqual(await whoReads(d), []);
      assert.deepEqual(await whoReads(d, '2026-02-05'), []);
      assert.equal(unwrap(await d.store.consents(d.id, team)).consents[0]?.state, 'ended');
      assert.deepEqual(kinds(await refused(d, fact('team', 'C-1', 'another'))), ['consent-does-not-cover']);
      await d.store.signIn.steady.trust();
      assert.deepEqual(await whoReads(d), ['team', 'family'], 'the clock had jumped ahead');
    });

    test('erasing never lets more be read: not a later consent alone, and not its withdrawal', async () => {
      const d = await opened();
      const wide = gives('C-1', terms(['hold', 'share:team', 'publish']));
      unwrap(await d.store.append(d.id, [wide, fact('public', 'C-1')], 'tester'));
      const first = unwrap(await d.store.consents(d.id, team)).consents[0]?.head ?? '';
      unwrap(await d.store.append(d.id, [gives('C-1', terms(['hold']), first)], 'tester'));
      const second = unwrap(await d.store.consents(d.id, team)).consents[0]?.head ?? '';
      assert.deepEqual(await whoReads(d), []);
      const order = { reason: 'person-asked', actor: 'tester', allowed: team } as const;
      const alone = async (id: string) => {
        const refusal = await d.store.erase(d.id, [id], order);
        assert.equal(refusal.ok ? '' : refusal.problem.kind, 'would-widen');
      };
      await alone(second);
      unwrap(await d.store.append(d.id, [gives('C-1', terms(['hold', 'publish']), second)], 'tester'));
      const third = unwrap(await d.store.consents(d.id, team)).consents[0]?.head ?? '';
      unwrap(await d.store.append(d.id, [withdraws('C-1', third)], 'tester'));
      const entries = unwrap(await d.store.consents(d.id, team)).consents[0]?.entries ?? [];
      await alone(entries[3]?.id ?? '');
      unwrap(
        await d.store.erase(
          d.id,
          entries.map((entry) => entry.id),
          order,
        ),
      );
      assert.deepEqual(await whoReads(d), []);
      assert.deepEqual(unwrap(await d.store.consents(d.id, team)).consents, []);
      assert.deepEqual(unwrap(await d.store.fsck(d.id)).problems, []);
    });

    test('attack 20: in a dossier with a public seed, what is about one person cannot be guessed', async () => {
      const d = await opened();
      const seed = new Uint8Array(32).fill(7);
      const personal = fact('team', 'C-1');
      const consent = gives('C-1', terms(['hold', 'share:team']));
      unwrap(await d.store.append(d.id, [consent, personal], 'tester', seed));
      const lines = unwrap(await d.store.entries(d.id, 0, 10, team)).filter((line) => line.kind !== 'config');
      for (const statement of [consent, personal]) {
        const body = statement.kind === 'claim' ? claimToBytes(statement.claim) : statement.body;
        const guess = bodyId(seededSalt(seed, body), body);
        assert.ok(lines.every((line) => !sameBytes(line.id, guess)));
      }
      assert.equal(new Set(lines.map((line) => toHex(line.id))).size, 2);
    });
  });
}
