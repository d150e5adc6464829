/** On PostgreSQL the database is the record: what it acknowledged stays, and the segments follow it or are refused. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { unwrap } from '../../src/core/base/result.js';
import { type LogEvent } from '../../src/app/ports.js';
import { fillServer } from '../../src/store/backup/fill-server.js';
import { restoreBackup } from '../../src/store/backup/restore.js';
import { nodeFiles } from '../../src/store/files.js';
import { openStore, type Store } from '../../src/store/open.js';
import { batchesOf, loadAndKill } from './crash.js';
import { everyone, info, says } from './fixtures.js';
import { startServer, type TestServer } from './postgres-server.js';

/** A minute, as the attack has it, where somebody asks for it: `ARTICLE33_LONG_TESTS=1`. */
const DOWN_MS = process.env['ARTICLE33_LONG_TESTS'] === '1' ? 60_000 : 4000;

const server = await startServer();
if (typeof server === 'string') test('faults on PostgreSQL', { skip: server }, () => {});
else {
  after(() => server.stop());
  describe('PostgreSQL', () => faults(server));
}

interface Place {
  readonly dir: string;
  readonly other: string;
  readonly url: string;
}

function faults(running: TestServer): void {
  const inPlace = async (work: (place: Place) => Promise<void>) => {
    const parent = await mkdtemp(join(tmpdir(), 'a33-pgfaults-'));
    try {
      await work({ dir: join(parent, 'data'), other: join(parent, 'other'), url: await running.database() });
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  };
  const open = async (dir: string, databaseUrl: string): Promise<Store> =>
    unwrap(await openStore({ dir, databaseUrl }));
  const refusal = async (dir: string, databaseUrl: string) => {
    const opened = await openStore({ dir, databaseUrl });
    if (opened.ok) await opened.value.close();
    return opened.ok
      ? { kind: 'opened', fix: '' }
      : { kind: opened.problem.kind, fix: opened.problem.fix ?? '' };
  };
  const add = async (store: Store, ...texts: readonly string[]) => {
    for (const text of texts) unwrap(await store.append(info.id, [says('E-1', text)], 'tester'));
  };
  const segment = (dir: string) => join(dir, 'dossiers', info.id, 'bodies', '00000000.seg');
  const filled = async ({ dir, url }: Place, ...texts: readonly string[]) => {
    const store = await open(dir, url);
    unwrap(await store.openDossier(info, null, 'tester'));
    await add(store, ...texts);
    await store.close();
  };
  const query = async (url: string, statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  const sound = async (store: Store): Promise<number> => {
    assert.deepEqual(unwrap(await store.fsck(info.id)).problems, []);
    return unwrap(await store.head(info.id)).size;
  };

  test(
    'attack 63: a client killed at any moment loses nothing it was acknowledged and leaves no half batch',
    { timeout: 120_000 },
    () =>
      inPlace(async ({ dir, url }) => {
        let next = 0;
        const promised: number[] = [];
        for (const acknowledgements of [2, 9, null, 25]) {
          const { acknowledged, complaint } = await loadAndKill([dir, String(next), url], acknowledgements);
          assert.equal(complaint, '');
          promised.push(...acknowledged);
          next = Math.max(-1, ...promised) + 2;
        }
        const store = await open(dir, url);
        await sound(store);
        const batches = batchesOf(unwrap(await store.caseFile(info.id, everyone)));
        for (const batch of promised) assert.ok(batches.has(batch), `batch ${batch} was acknowledged`);
        for (const [batch, { has, of }] of batches) assert.equal(has, of, `batch ${batch} is whole`);
        await store.close();
      }),
  );

  test(
    'attack 70: a server that goes down under load costs no acknowledged entry and doubles none',
    { timeout: 120_000 },
    () =>
      inPlace(async ({ dir, url }) => {
        const store = await open(dir, url);
        unwrap(await store.openDossier(info, null, 'tester'));
        const said = Array.from({ length: 60 }, (_, i) => `n${i}`);
        const load = Promise.all(said.map((text) => store.append(info.id, [says('E-1', text)], 'tester')));
        await running.crash();
        const answers = await load;
        for (const answer of answers) if (!answer.ok) assert.match(answer.problem.kind, /^database-/);
        // Whoever was not answered says it again, as a form or an import would.
        for (const text of said) unwrap(await store.append(info.id, [says('E-1', text)], 'tester'));
        const file = unwrap(await store.caseFile(info.id, everyone));
        const texts = file.things
          .get('E-1')
          ?.claims.map(({ claim }) => (claim.value.kind === 'text' ? claim.value.text : ''));
        assert.deepEqual([...(texts ?? [])].sort(), [...said].sort());
        assert.equal(await sound(store), 61);
        await store.close();
      }),
  );

  test(
    'attack 70: while the server stays down nothing hangs, and what is asked again afterwards is recorded once',
    { timeout: 240_000 },
    () =>
      inPlace(async ({ dir, url }) => {
        const store = await open(dir, url);
        unwrap(await store.openDossier(info, null, 'tester'));
        await add(store, 'before');
        const down = running.crash(DOWN_MS);
        const asked = new Map<string, number>();
        const told: string[] = [];
        let up = false;
        const back = down.then(() => (up = true));
        // Eight at a time, each asking again until it is told that it was recorded.
        const persist = async (text: string) => {
          for (let tries = 1; ; tries += 1) {
            asked.set(text, tries);
            const done = await store.append(info.id, [says('E-1', text)], 'tester');
            if (done.ok) return;
            told.push(done.problem.kind);
            assert.match(done.problem.kind, /^database-/);
            assert.ok(done.problem.fix, 'with the way out');
            if (!up) await wait(200);
          }
        };
        await Promise.all(Array.from({ length: 8 }, (_, i) => persist(`during ${i}`)));
        await back;
        assert.ok(told.length >= 8, `${told.length} refusals while it was down`);
        const file = unwrap(await store.caseFile(info.id, everyone));
        const texts = file.things.get('E-1')?.claims.map(({ claim }) => claim.value);
        assert.equal(texts?.length, 9, 'none lost, none twice');
        assert.equal(await sound(store), 10);
        await store.close();
      }),
  );

  test('segments that were lost or cut short follow again, byte for byte', () =>
    inPlace(async (place) => {
      await filled(place, 'a', 'b', 'c');
      const good = await readFile(segment(place.dir));
      for (const length of [good.length - 10, 30, 0]) {
        await truncate(segment(place.dir), length);
        const store = await open(place.dir, place.url);
        assert.ok(
          length === 0 || store.notices.some((event: LogEvent) => event.kind === 'torn-tail-dropped'),
        );
        await store.close();
        assert.deepEqual(await readFile(segment(place.dir)), good);
      }
    }));

  test('a server that is not there, or a database it does not have, is told as that and not as a fault', () =>
    inPlace(async ({ dir, url }) => {
      const [name] = /(?<=\/)[a-z0-9_]+(?=$|\?)/.exec(url) ?? [];
      assert.ok(name !== undefined, 'the address ends in the name of a database');
      const absent = await refusal(dir, url.replace(name, `${name}_absent`));
      assert.equal(absent.kind, 'no-such-database');
      // Port 1 of this machine: nobody listens, and nobody off this machine is asked.
      const silent = await refusal(dir, 'postgres://nobody@127.0.0.1:1/none');
      assert.equal(silent.kind, 'database-unreachable');
      assert.match(silent.fix, /DATABASE_URL/);
    }));

  test('attack 16: a database restored from an older backup, or another one, is refused with the way out', () =>
    inPlace(async (place) => {
      await filled(place, 'a', 'b');
      const wrong = await refusal(place.dir, await running.database());
      assert.equal(wrong.kind, 'database-behind');
      assert.match(wrong.fix, /DATABASE_URL/);
      await cp(place.dir, place.other, { recursive: true });
      await filled(place, 'a', 'b', 'c');
      await query(place.url, `DELETE FROM ledger.entry WHERE seq = 3`);
      const older = await readFile(segment(place.other));
      assert.equal((await refusal(place.other, place.url)).kind, 'heads-differ', 'an entry is missing');
      assert.deepEqual(await readFile(segment(place.other)), older, 'and nothing was changed');
    }));

  test('attack 68: a lost database is filled again from a backup of the directory, and one of another history is not', () =>
    inPlace(async (place) => {
      await filled(place, 'a', 'b', 'c');
      const store = await open(place.dir, place.url);
      const head = unwrap(await store.head(info.id));
      const { file } = unwrap(
        await store.backup({ to: join(place.dir, '..', 'b.tar'), keys: true, program: 'test' }),
      );
      await store.close();
      unwrap(await restoreBackup({ from: file, dir: place.other }));
      const parts = {
        dir: place.other,
        files: nodeFiles,
        random: (length: number) => new Uint8Array(length),
      };
      const lost = await running.database();
      unwrap(await fillServer(lost, parts));
      const again = await open(place.other, lost);
      assert.deepEqual(unwrap(await again.head(info.id)), head);
      await sound(again);
      await add(again, 'd');
      await again.close();
      unwrap(await fillServer(lost, parts));

      await filled({ ...place, dir: join(place.dir, '..', 'third'), url: await running.database() }, 'other');
      const third = join(place.dir, '..', 'third');
      const stranger = await fillServer(lost, { ...parts, dir: third });
      assert.equal(stranger.ok ? '' : stranger.problem.kind, 'other-dedupe-key');
    }));

  test('attack 22: another process shares the database only with the same dedupe key, and leaves the segments to their holder', () =>
    inPlace(async (place) => {
      const first = await open(place.dir, place.url);
      unwrap(await first.openDossier(info, null, 'tester'));
      await add(first, 'a');
      const stranger = await refusal(place.other, place.url);
      assert.equal(stranger.kind, 'other-dedupe-key');
      assert.match(stranger.fix, /Copy that file/);
      const key = join('dossiers', info.id, 'dedupe.key');
      await cp(join(place.dir, key), join(place.other, key));
      const second = await open(place.other, place.url);
      await Promise.all([add(first, 'b', 'c', 'd'), add(second, 'b', 'c', 'e')]);
      assert.equal(await sound(first), 6);
      assert.deepEqual(unwrap(await second.head(info.id)), unwrap(await first.head(info.id)));
      await second.close();
      await assert.rejects(readFile(segment(place.other)), 'the second process wrote no segments');
      await first.close();
      const again = await open(place.dir, place.url);
      assert.deepEqual(again.notices, []);
      await again.close();
    }));

  test('attack 15: a row altered, left out or moved in the database is found, and is not copied into the segments', () =>
    inPlace(async (place) => {
      await filled(place, 'a', 'b', 'c');
      const good = await readFile(segment(place.dir));
      const store = await open(place.dir, place.url);
      const firstBad = async (statement: string) => {
        await query(place.url, `CREATE TABLE kept AS SELECT * FROM ledger.entry`);
        await query(place.url, statement);
        const { problems } = unwrap(await store.fsck(info.id));
        await query(
          place.url,
          `TRUNCATE ledger.entry; INSERT INTO ledger.entry SELECT * FROM kept; DROP TABLE kept`,
        );
        assert.deepEqual(unwrap(await store.fsck(info.id)).problems, [], 'and put back it is sound');
        return problems[0]?.entry;
      };
      assert.equal(await firstBad(`DELETE FROM ledger.entry WHERE seq = 2`), 2, 'left out');
      const swap = `UPDATE ledger.entry SET seq = CASE seq WHEN 1 THEN 901 ELSE 902 END WHERE seq IN (1, 2);
        UPDATE ledger.entry SET seq = CASE seq WHEN 901 THEN 2 ELSE 1 END WHERE seq > 900`;
      assert.equal(await firstBad(swap), 1, 'put in another order');
      await query(place.url, `UPDATE ledger.entry SET body = set_byte(body, 20, 1) WHERE seq = 2`);
      assert.equal(unwrap(await store.fsck(info.id)).problems[0]?.entry, 2);
      await store.close();
      await writeFile(segment(place.dir), good.subarray(0, 30));
      const seen: LogEvent[] = [];
      const cut = unwrap(
        await openStore({ dir: place.dir, databaseUrl: place.url, log: (event) => seen.push(event) }),
      );
      await cut.close();
      assert.ok(seen.some((event) => event.kind === 'segments-behind-damaged'));
    }));
}
