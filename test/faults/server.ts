/** PostgreSQL: clients that are killed, a server that goes down under load, and two writers at once. */
import assert from 'node:assert/strict';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unwrap } from '../../src/core/base/result.js';
import { loadAndKill } from '../store/crash.js';
import { everyone, info, says } from '../store/fixtures.js';
import { type TestServer } from '../store/postgres-server.js';
import { chance, type Fault, open, sound } from './fault.js';

export function serverFaults(server: TestServer): readonly Fault[] {
  return [killedClients(server), twoWriters(server), crashes(server)];
}

const killedClients = (server: TestServer): Fault => ({
  name: 'appends to PostgreSQL',
  attack: '63',
  breaks: 'kills',
  round: async (scratch) => {
    const [dir, databaseUrl] = [join(scratch, 'data'), await server.database()];
    const promised: number[] = [];
    const kills = 3;
    for (let i = 0; i < kills; i++) {
      const next = String(Math.max(-1, ...promised) + 2);
      const { acknowledged, complaint } = await loadAndKill([dir, next, databaseUrl], chance(30));
      assert.equal(complaint, '');
      promised.push(...acknowledged);
    }
    const store = await open(dir, { databaseUrl });
    const found = await sound(store, promised);
    await store.close();
    return { broken: kills, found };
  },
});

const twoWriters = (server: TestServer): Fault => ({
  name: 'two writers on PostgreSQL',
  attack: '22',
  breaks: 'races',
  round: async (scratch) => {
    const databaseUrl = await server.database();
    const [dir, other] = [join(scratch, 'data'), join(scratch, 'other')];
    const first = await open(dir, { databaseUrl });
    unwrap(await first.openDossier(info, null, 'tester'));
    const key = join('dossiers', info.id, 'dedupe.key');
    await mkdir(join(other, 'dossiers', info.id), { recursive: true });
    await cp(join(dir, 'version'), join(other, 'version'));
    await cp(join(dir, key), join(other, key));
    const second = await open(other, { databaseUrl });
    const rounds = 25;
    // Both say the same in each round; it is recorded once, and both are told so.
    const race = async (batch: number) => {
      const statements = [says('E-1', `${batch} 0/2`), says('E-2', `${batch} 1/2`)];
      const answers = await Promise.all(
        [first, second].map((one) => one.append(info.id, statements, 'tester')),
      );
      const added = answers.map((answer) => unwrap(answer).added);
      assert.deepEqual([Math.min(...added), Math.max(...added)], [0, 2]);
    };
    await Promise.all(Array.from({ length: rounds }, (_, i) => race(i)));
    const { size } = unwrap(await first.head(info.id));
    assert.equal(size, 1 + 2 * rounds, 'dense, and nothing twice');
    assert.deepEqual(unwrap(await second.head(info.id)), unwrap(await first.head(info.id)));
    const found = await sound(
      second,
      Array.from({ length: rounds }, (_, i) => i),
    );
    await second.close();
    await first.close();
    return { broken: rounds, found };
  },
});

const crashes = (server: TestServer): Fault => ({
  name: 'PostgreSQL goes down under load',
  attack: '70',
  breaks: 'crashes',
  round: async (scratch) => {
    const databaseUrl = await server.database();
    const store = await open(join(scratch, 'data'), { databaseUrl });
    unwrap(await store.openDossier(info, null, 'tester'));
    const said = Array.from({ length: 40 }, (_, i) => `${i} 0/1`);
    const load = Promise.all(said.map((text) => store.append(info.id, [says('E-1', text)], 'tester')));
    await server.crash();
    for (const answer of await load) if (!answer.ok) assert.match(answer.problem.kind, /^database-/);
    // Whoever was not answered says it again.
    for (const text of said) unwrap(await store.append(info.id, [says('E-1', text)], 'tester'));
    const file = unwrap(await store.caseFile(info.id, everyone));
    assert.equal(file.things.get('E-1')?.claims.length, said.length, 'none lost, none twice');
    const found = await sound(
      store,
      said.map((_, i) => i),
    );
    await store.close();
    return { broken: 1, found };
  },
});
