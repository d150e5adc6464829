/** What was once published is never contradicted: not by a crash, a full disk, a torn file or an old backup. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sha256, utf8 } from '../../core/base/bytes.js';
import { unwrap } from '../../core/base/result.js';
import { treeOf } from '../../core/ledger/tree.js';
import { type Files, nodeFiles } from '../files.js';
import { openStore, type Store } from '../open.js';
import { publishLog, type PublishHow } from './publish.js';
import { verifyPublished } from './verify.js';

const scratch = await mkdtemp(join(tmpdir(), 'a33-log-'));
after(() => rm(scratch, { recursive: true, force: true }));
let folders = 0;
const fresh = () => join(scratch, String(folders++));

const leaf = (i: number, salt = '') => Uint8Array.of(1, ...sha256(utf8(`${i}${salt}`)));
const leaves = (size: number, salt = '') => Array.from({ length: size }, (_, i) => leaf(i, salt));
const id = 'd';

function publish(dir: string, all: readonly Uint8Array[], how: PublishHow = 'new', files: Files = nodeFiles) {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const read = (from: number, to: number) => Promise.resolve(all.slice(from, to));
  return publishLog({ dir, id, files, random, tree: treeOf(all), leaves: read }, how);
}

const logOf = (dir: string) => join(dir, 'dossiers', id, 'log');
async function verify(dir: string, since: string | null = null) {
  const [log] = unwrap(await verifyPublished(logOf(dir), { key: null, since }));
  return log ?? assert.fail('no log');
}

test('a log published in steps is the log published at once, and every step goes on from the one before', async () => {
  const dir = fresh();
  const all = leaves(1100);
  for (const size of [1, 3, 256, 300, 300, 511, 770, 1100]) {
    const before = join(scratch, 'before');
    if (size > 1) await cp(join(logOf(dir), 'checkpoint'), before);
    unwrap(await publish(dir, all.slice(0, size)));
    const log = await verify(dir, size > 1 ? before : null);
    assert.deepEqual([log.finding, log.entries], [null, size]);
  }
  const names = (await readdir(logOf(dir), { recursive: true })).filter((name) => /\d$/.test(name));
  assert.ok(
    !names.some((name) => /^tile\/(0|entries)\/00[0-3]\.p/.test(name)),
    'full tiles need no partial ones',
  );
});

test('the key is its owner’s alone, lies outside the log, and its name does not tell the dossier', async () => {
  const dir = fresh();
  const { origin, keys } = unwrap(await publish(dir, leaves(3)));
  const path = join(dir, 'dossiers', id, 'keys', 'log.key');
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.match(origin, /^article33\/[0-9a-f]{32}$/);
  const secret = (await readFile(path, 'utf8')).trim().split('+').slice(4).join('+');
  for (const entry of await readdir(logOf(dir), { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      assert.ok(!(await readFile(join(entry.parentPath, entry.name), 'latin1')).includes(secret));
  assert.equal(await readFile(join(logOf(dir), 'keys'), 'utf8'), `${keys.join('')}\n`);
  await rm(join(dir, 'dossiers', id, 'keys'), { recursive: true });
  const refused = await publish(dir, leaves(4));
  assert.equal(refused.ok ? '' : refused.problem.kind, 'no-log-key', 'no other key takes its place');
});

test('keys change without a gap: both sign for a while, and who has either key verifies', async () => {
  const dir = fresh();
  const [old = ''] = unwrap(await publish(dir, leaves(300))).keys;
  const both = unwrap(await publish(dir, leaves(300), 'new-key'));
  const [next = ''] = both.keys.filter((key) => key !== old);
  assert.equal(both.keys.length, 2);
  const signedBy = async (key: string) => {
    const verified = await verifyPublished(logOf(dir), { key, since: null });
    return verified.ok ? verified.value[0]?.finding : verified.problem.kind;
  };
  assert.deepEqual([await signedBy(old), await signedBy(next)], [null, null]);
  await rm(join(dir, 'dossiers', id, 'keys', 'log.key'));
  assert.deepEqual(unwrap(await publish(dir, leaves(310))).keys, [next]);
  assert.deepEqual([await signedBy(old), await signedBy(next)], ['unsigned', null]);
});

test('attack 17: no smaller size and no second root is ever signed', async () => {
  const dir = fresh();
  unwrap(await publish(dir, leaves(300)));
  const before = await readFile(join(logOf(dir), 'checkpoint'), 'utf8');
  for (const how of ['new', 'whole'] as const)
    for (const [other, kind] of [
      [leaves(299), 'rolled-back'],
      [leaves(300, 'b'), 'checkpoint-differs'],
      [leaves(900, 'b'), 'checkpoint-differs'],
    ] as const) {
      const refused = await publish(dir, other, how);
      // Going on from the tiles, the leaves already published are not read: then the root is what is wrong.
      const kinds = how === 'new' && other.length === 900 ? 'damaged-ledger' : kind;
      assert.equal(refused.ok ? '' : refused.problem.kind, kinds);
    }
  assert.equal(await readFile(join(logOf(dir), 'checkpoint'), 'utf8'), before);
  assert.equal((await verify(dir)).finding, null);
});

test('a torn or lost tile is written again, and publishing goes on', async () => {
  for (const path of ['tile/0/001.p/44', 'tile/entries/001.p/44', 'tile/0/000', 'tile/1/000.p/1'])
    for (const harm of ['torn', 'lost'] as const) {
      const dir = fresh();
      unwrap(await publish(dir, leaves(300)));
      const file = join(logOf(dir), path);
      await (harm === 'torn' ? truncate(file, 20) : rm(file));
      assert.notEqual((await verify(dir)).finding, null);
      assert.equal(unwrap(await publish(dir, leaves(300), 'whole')).written, 1);
      assert.equal((await verify(dir)).finding, null);
      await (harm === 'torn' ? truncate(file, 20) : rm(file));
      unwrap(await publish(dir, leaves(310), path.includes('.p') ? 'new' : 'whole'));
      assert.equal((await verify(dir)).finding, null, `${harm} ${path}`);
    }
});

/** A disk that is full from the n-th step on: opening, writing, flushing. */
function fullAfter(steps: number): Files {
  let left = steps;
  const spend = () => {
    if (left-- <= 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
  return {
    ...nodeFiles,
    async open(path) {
      spend();
      const file = await nodeFiles.open(path);
      return {
        ...file,
        async write(bytes, position) {
          // Half of it gets through, as on a real disk.
          if (left <= 0) await file.write(bytes.subarray(0, bytes.length / 2), position);
          spend();
          await file.write(bytes, position);
        },
        async sync() {
          spend();
          await file.sync();
        },
      };
    },
    async syncFolder(path) {
      spend();
      await nodeFiles.syncFolder(path);
    },
  };
}

test('attack 66: a disk that is full at any step of publishing leaves a log that verifies', async () => {
  const begun = fresh();
  unwrap(await publish(begun, leaves(300)));
  for (let steps = 0; ; steps++) {
    const dir = fresh();
    await cp(begun, dir, { recursive: true });
    const published = await publish(dir, leaves(620), 'new', fullAfter(steps));
    const log = await verify(dir);
    assert.equal(log.finding, null, `after ${steps} steps`);
    if (published.ok) {
      assert.equal(log.size, 620);
      assert.ok(steps > 15);
      return;
    }
    assert.equal(published.problem.kind, 'not-published');
    unwrap(await publish(dir, leaves(620)));
    assert.deepEqual([(await verify(dir)).size, (await verify(dir)).finding], [620, null]);
    await rm(dir, { recursive: true });
  }
});

const info = {
  id,
  title: { en: 'Invented', ko: '가상' },
  summary: { en: '', ko: '' },
  returningStates: [],
  originStates: [],
  period: null,
  invented: true,
};

async function record(store: Store, text: string): Promise<void> {
  const title = { en: text, ko: '' };
  unwrap(await store.openDossier({ ...info, title }, null, 'tester'));
}

test('attack 16: an old backup under a newer public log is refused, with the way out', async () => {
  const dir = fresh();
  const bodies = join(dir, 'dossiers', id, 'bodies');
  const first = unwrap(await openStore({ dir }));
  await record(first, 'one');
  await first.close();
  const [old, newer] = [join(scratch, 'old'), join(scratch, 'newer')];
  await cp(bodies, old, { recursive: true });
  const second = unwrap(await openStore({ dir }));
  await record(second, 'two');
  await record(second, 'three');
  await second.close();
  await cp(bodies, newer, { recursive: true });
  const put = async (from: string) => {
    await rm(bodies, { recursive: true });
    await cp(from, bodies, { recursive: true });
  };
  await put(old);
  const refused = await openStore({ dir });
  assert.equal(refused.ok ? '' : refused.problem.kind, 'rolled-back');
  if (!refused.ok) {
    assert.match(refused.problem.message, /3 entries and the record only 1/);
    assert.match(refused.problem.fix ?? '', /Restore a backup that holds at least 3 entries/);
  }
  const [told] = unwrap(await verifyPublished(dir, { key: null, since: null }));
  assert.deepEqual([told?.bodies?.proven, told?.bodies?.missing, told?.bodies?.finding?.entry], [1, 2, 1]);
  await put(newer);
  const third = unwrap(await openStore({ dir }));
  assert.equal(unwrap(await third.head(id)).size, 3);
  await record(third, 'four');
  await third.close();
  assert.deepEqual([(await verify(dir)).size, (await verify(dir)).bodies?.proven], [4, 4]);
});

test('a record of other entries than those that were published is refused', async () => {
  const [dir, other] = [fresh(), fresh()];
  for (const each of [dir, other]) {
    const store = unwrap(await openStore({ dir: each }));
    await record(store, each === dir ? 'one' : 'uno');
    await store.close();
  }
  await cp(join(other, 'dossiers', id, 'bodies'), join(dir, 'dossiers', id, 'bodies'), { recursive: true });
  const refused = await openStore({ dir });
  assert.equal(refused.ok ? '' : refused.problem.kind, 'checkpoint-differs');
  const [told] = unwrap(await verifyPublished(dir, { key: null, since: null }));
  assert.equal(told?.bodies?.finding?.entry, 0);
  await writeFile(join(logOf(dir), 'checkpoint'), 'no checkpoint');
  const damaged = await openStore({ dir });
  assert.equal(damaged.ok ? '' : damaged.problem.kind, 'damaged');
});
