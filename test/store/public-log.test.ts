/** What was signed is never contradicted: not by an erasure, a restore or a lost key; and a stranger can check it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { unwrap } from '../../src/core/base/result.js';
import { prove } from '../../src/app/prove.js';
import { type Actor } from '../../src/core/policy/audience.js';
import { restoreBackup } from '../../src/store/backup/restore.js';
import { openStore, type Store } from '../../src/store/open.js';
import { logName, readLogFile } from '../../src/store/public-log/shelf.js';
import { verifyPublished } from '../../src/store/public-log/verify.js';
import { verifyTarget } from '../../src/store/public-log/verify-file.js';
import { createApp } from '../../src/web/app.js';
import { servicesOf } from '../web/services.js';
import { info, says, team } from './fixtures.js';

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'a33-public-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const open = async (dir: string) => unwrap(await openStore({ dir }));
const logOf = (dir: string) => join(dir, 'dossiers', info.id, 'log');
const keysOf = (dir: string) => join(dir, 'dossiers', info.id, 'keys');
const segment = (dir: string) => join(dir, 'dossiers', info.id, 'bodies', '00000000.seg');
const operator: Actor = { kind: 'operator', name: 'operator' };
const unkept = { key: null, since: null };

async function add(store: Store, ...texts: readonly string[]): Promise<void> {
  unwrap(await store.openDossier(info, null, 'tester'));
  unwrap(
    await store.append(
      info.id,
      texts.map((text) => says(`E-${text}`, text)),
      'tester',
    ),
  );
}

test('attack 21: after an erasure the log still verifies from before it, and says erased, not missing', () =>
  inFolder(async (folder) => {
    const [dir, before] = [join(folder, 'data'), join(folder, 'checkpoint')];
    const store = await open(dir);
    await add(store, '1', '2');
    unwrap(await store.checkpoint(info.id, 'whole'));
    await cp(join(logOf(dir), 'checkpoint'), before);
    const id = unwrap(await store.caseFile(info.id, team)).things.get('E-1')?.claims[0]?.id ?? '';
    const file = unwrap(await prove(store, operator, { claim: id })).file;
    unwrap(await store.erase(info.id, [id], { reason: 'person-asked', actor: 'tester', allowed: team }));
    const gone = await prove(store, operator, { claim: id });
    assert.equal(gone.ok ? '' : gone.problem.kind, 'erased', 'what was erased is proven to nobody again');
    await store.close();
    const [log] = unwrap(await verifyPublished(dir, { key: null, since: before }));
    assert.deepEqual([log?.finding, log?.size, log?.since], [null, 4, 3]);
    assert.deepEqual(log?.bodies, { proven: 3, erased: 1, missing: 0, unpublished: 0, finding: null });
    // Handed out before, it can be called back by nobody: the receipt says so.
    await writeFile(join(folder, 'claim.json'), file);
    assert.equal(unwrap(await verifyTarget(join(folder, 'claim.json'), unkept)).kind, 'claim');
  }));

test('attack 16: an older backup is not restored over a damaged record whose log was published further', () =>
  inFolder(async (folder) => {
    const dir = join(folder, 'data');
    const first = await open(dir);
    await add(first, '1');
    const old = unwrap(await first.backup({ to: join(folder, 'old.tar'), keys: true, program: 'test' }));
    await add(first, '2', '3');
    unwrap(await first.checkpoint(info.id, 'new'));
    const newer = unwrap(await first.backup({ to: join(folder, 'new.tar'), keys: false, program: 'test' }));
    await first.close();
    await cp(join(logOf(dir), 'checkpoint'), join(folder, 'checkpoint'));
    // Not one commit of the record can be read any more; what was published says how far it went.
    await writeFile(segment(dir), 'rubbish');
    const refused = await restoreBackup({ from: old.file, dir });
    assert.equal(refused.ok ? '' : refused.problem.kind, 'backup-older');
    if (!refused.ok) {
      assert.match(refused.problem.message, /4 were published and signed here/);
      assert.match(refused.problem.fix ?? '', /at least 4 entries.*begins anew under another name/);
    }
    // A backup without keys leaves those that are here, so the same log goes on.
    assert.equal(unwrap(await restoreBackup({ from: newer.file, dir })).keysKept, true);
    const again = await open(dir);
    await add(again, '4');
    await again.close();
    const [log] = unwrap(await verifyPublished(dir, { key: null, since: join(folder, 'checkpoint') }));
    assert.deepEqual([log?.finding, log?.since, log?.size], [null, 4, 5]);

    // Where there are none, nothing is signed by another key as if it were the same log.
    const other = join(folder, 'other');
    assert.equal(unwrap(await restoreBackup({ from: newer.file, dir: other })).keysKept, false);
    const keyless = await open(other);
    await add(keyless, '5');
    const unsigned = await keyless.checkpoint(info.id, 'new');
    assert.equal(unsigned.ok ? '' : unsigned.problem.kind, 'no-log-key');
    assert.match(unsigned.ok ? '' : (unsigned.problem.fix ?? ''), /begins anew under another name/);
    await rename(logOf(other), join(folder, 'kept-log'));
    const anew = unwrap(await keyless.checkpoint(info.id, 'new'));
    assert.notEqual(anew.origin, log?.origin);
    await keyless.close();
    await rm(keysOf(other), { recursive: true });
  }));

test('a log is verified at its address, and its server gives nothing that is not of it', () =>
  inFolder(async (folder) => {
    const dir = join(folder, 'data');
    const store = await open(dir);
    const many = Array.from({ length: 300 }, (_, i) => String(i));
    await add(store, ...many);
    unwrap(await store.append(info.id, [says('E-x', 'for the team', { audience: 'team' })], 'tester'));
    const { keys } = unwrap(await store.checkpoint(info.id, 'whole'));
    const services = {
      ...servicesOf(),
      logFile: (name: string, path: string) => readLogFile(dir, name, path),
      logName: (id: string) => logName(dir, id),
    };
    const server = createAdaptorServer({ fetch: createApp(services).fetch });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const name = (await logName(dir, info.id)) ?? assert.fail('no name');
      const url = `http://127.0.0.1:${port}/log/${name}/`;
      const [log] = unwrap(await verifyPublished(url, { key: keys[0] ?? '', since: null }));
      assert.deepEqual([log?.finding, log?.entries, log?.bodies], [null, 302, null]);
      const checkpoint = await fetch(`${url}checkpoint`);
      assert.equal(checkpoint.headers.get('cache-control'), 'no-store');
      const tile = await fetch(`${url}tile/entries/001.p/46`);
      assert.equal(tile.headers.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.equal((await tile.bytes()).length, 46 * 35);
      for (const path of [
        'tile/0/1',
        'tile/0/000/',
        'tile/00/000',
        'tile/0/000.p/256',
        'tile/0/000.new',
        '%74ile/0/000',
        'tile/entries/../../../keys/log.key',
        '..%2fkeys/log.key',
        '../keys/log.key',
        '../bodies/00000000.seg',
        '',
      ])
        assert.equal(await statusOf(port, `/log/${name}/${path}`), 404, path);
      assert.equal(
        await statusOf(port, `/log/${info.id}/checkpoint`),
        404,
        'never by the dossier’s own name',
      );
      assert.notEqual((await fetch(url, { method: 'PUT', body: 'x' })).status, 200);
    } finally {
      server.close();
    }
    await proofs(folder, store, keys[0] ?? '');
    await store.close();
  }));

/** The path as it is, which `fetch` would tidy. */
async function statusOf(port: number, path: string): Promise<number | undefined> {
  const asked = request({ port, host: '127.0.0.1', path }).end();
  const [answer] = (await once(asked, 'response')) as [{ statusCode?: number; resume: () => void }];
  answer.resume();
  return answer.statusCode;
}

async function proofs(folder: string, store: Store, key: string): Promise<void> {
  const file = unwrap(await store.caseFile(info.id, team));
  const idOf = (thing: string) => file.things.get(thing)?.claims[0]?.id ?? assert.fail(thing);
  const path = join(folder, 'claim.json');
  const made = unwrap(await prove(store, operator, { claim: idOf('E-77').slice(0, 16) }));
  await writeFile(path, made.file);
  const proven = unwrap(await verifyTarget(path, { key, since: null }));
  assert.ok(proven.kind === 'claim' && proven.keyGiven);
  assert.deepEqual([proven.claim.thing.id, proven.id, proven.size], ['E-77', idOf('E-77'), 302]);
  assert.ok(!made.file.includes(idOf('E-76')) && !(await readFile(path, 'utf8')).includes('E-76'));
  // Of what is not public there is no proof, for its file would publish it.
  const hidden = await prove(store, operator, { claim: idOf('E-x') });
  assert.equal(hidden.ok ? '' : hidden.problem.kind, 'not-public');
  const unknown = await prove(store, { kind: 'public' }, { claim: idOf('E-x') });
  assert.equal(unknown.ok ? '' : unknown.problem.kind, 'no-such-claim', 'nor is it told that there is one');
  const seq = file.things.get('E-x')?.claims[0]?.seq ?? -1;
  const direct = await store.prove(info.id, seq);
  assert.equal(direct.ok ? '' : direct.problem.kind, 'not-public');
}
