/** With a PostgreSQL server people sign in as they do without, and public claims are proven from it. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { allowedFor } from '../../src/core/policy/audience.js';
import { remove } from '../../src/app/people/admit.js';
import { signInOptions, signInWith } from '../../src/app/people/passkeys.js';
import { actorOf } from '../../src/app/people/person.js';
import { visitOf } from '../../src/app/people/sessions.js';
import { prove } from '../../src/app/prove.js';
import { openStore } from '../../src/store/open.js';
import { verifyTarget } from '../../src/store/public-log/verify-file.js';
import { agent, joined, operator, site } from '../app/people.js';
import { info, says } from './fixtures.js';
import { startServer } from './postgres-server.js';

const server = await startServer();
if (typeof server === 'string') {
  test('people and proofs on PostgreSQL', { skip: server }, () => {});
} else {
  after(() => server.stop());

  test('whoever was let in reads and records under their own id, stays in over a restart, and is out when taken off', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'a33-people-pg-'));
    const [dir, databaseUrl] = [join(parent, 'data'), await server.database()];
    try {
      const first = unwrap(await openStore({ dir, databaseUrl }));
      unwrap(await first.openDossier(info, null, 'tester'));
      assert.equal(first.anyPerson(), false);
      await joined(first.signIn);
      const grant = { dossier: info.id, role: 'documenter', compartments: ['shelter'] } as const;
      const { authenticator, secret, visit } = await joined(first.signIn, grant);
      assert.equal(first.anyPerson(), true);
      const actor = actorOf(visit.person);
      unwrap(
        await first.append(
          info.id,
          [says('E-1', 'within', { audience: 'restricted:shelter' }), says('E-1', 'openly')],
          actor,
        ),
      );
      const stranger = unwrap(await first.caseFile(info.id, allowedFor(operator, info.id)));
      assert.equal(
        stranger.things.get('E-1')?.claims.length,
        1,
        'not even the operator reads the compartment',
      );
      const held =
        unwrap(await first.caseFile(info.id, allowedFor(actor, info.id))).things.get('E-1')?.claims ?? [];
      assert.deepEqual(
        held.map((one) => one.actor),
        [`person:${actor.kind === 'person' ? actor.id : ''}`, `person:${visit.person.id}`],
      );
      const file = join(parent, 'claim.json');
      const proof = unwrap(await prove(first, actor, { claim: held[1]?.id ?? '' }));
      await writeFile(file, proof.file);
      const closed = await prove(first, actor, { claim: held[0]?.id ?? '' });
      assert.equal(closed.ok ? '' : closed.problem.kind, 'not-public');
      await first.close();

      const verified = unwrap(await verifyTarget(file, { key: null, since: null }));
      assert.ok(verified.kind === 'claim' && verified.size >= 3);
      const second = unwrap(await openStore({ dir, databaseUrl }));
      assert.ok(await visitOf(second.signIn, secret, agent));
      const response = authenticator.ask(await signInOptions(second.signIn, site));
      const again = unwrap(await signInWith(second.signIn, site, { response, agent }));
      unwrap(await remove(second.signIn, operator, visit.person.id));
      for (const cookie of [secret, again.secret])
        assert.equal(await visitOf(second.signIn, cookie, agent), null);
      await second.close();
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  });
}
