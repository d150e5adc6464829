/** A directory that is being encrypted is the old one or the new one, whatever happens, and never some of both. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { toHex } from '../../src/core/base/bytes.js';
import { unwrap } from '../../src/core/base/result.js';
import { rootOf } from '../../src/core/ledger/tree.js';
import { finishSwap } from '../../src/store/backup/swap.js';
import { readDedupeKey } from '../../src/store/directory.js';
import { type Files, nodeFiles } from '../../src/store/files.js';
import { Journal } from '../../src/store/journal/journal.js';
import { openStore } from '../../src/store/open.js';
import { encryptDirectory } from '../../src/store/vault/encrypt.js';
import { readWraps, unlock } from '../../src/store/vault/unlock.js';
import { info, says, team } from './fixtures.js';
import { filesWith } from './traces.js';

const CANARY = 'Kanarienvogel 새 e310';
const newLogId = () => new Uint8Array(32);
const bodies = (dir: string) => join(dir, 'dossiers', info.id, 'bodies');

async function inPlace(work: (place: { parent: string; clear: string }) => Promise<void>): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'a33-encrypt-'));
  try {
    const clear = join(parent, 'clear');
    const store = unwrap(await openStore({ dir: clear }));
    unwrap(await store.openDossier(info, null, 'tester'));
    for (const text of [CANARY, 'another'])
      unwrap(await store.append(info.id, [says('E-1', text)], 'tester'));
    await store.close();
    await mkdir(join(clear, 'work'), { recursive: true });
    await writeFile(join(clear, 'work', 'held'), `a draft that says ${CANARY}`);
    await work({ parent, clear });
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

/** What the record holds, read with nothing but its journal and its key. */
async function heldIn(dir: string, files: Files): Promise<string> {
  const opened = unwrap(await Journal.open(bodies(dir), { files, newLogId }));
  await opened.journal.close();
  const key = unwrap(await readDedupeKey(dir, info.id, files));
  assert.ok(key !== null);
  return `${opened.journal.tree.size} ${toHex(rootOf(opened.journal.tree))} ${toHex(key)}`;
}

test('a record that is encrypted is the same record, and none of it is left in the clear', () =>
  inPlace(async ({ parent, clear }) => {
    const before = await heldIn(clear, nodeFiles);
    const secrets = { keyFile: join(parent, 'key'), passphraseFile: null, ask: null };
    assert.notDeepEqual(await filesWith(clear, CANARY), []);
    const done = unwrap(await encryptDirectory({ dir: clear, secrets }));
    assert.equal(done.dossiers[0]?.size, 3);
    const vault = unwrap(await unlock(clear, secrets));
    assert.equal(await heldIn(clear, { ...nodeFiles, vault }), before);
    const again = await encryptDirectory({ dir: clear, secrets });
    assert.equal(again.ok ? '' : again.problem.kind, 'already-encrypted');
    const store = unwrap(await openStore({ dir: clear, secrets }));
    // What was in the clear is kept until the new one has opened.
    assert.deepEqual(await filesWith(clear, CANARY), []);
    assert.equal(unwrap(await store.thing(info.id, 'E-1', team)).claims.length, 2);
    assert.equal(unwrap(await store.append(info.id, [says('E-1', CANARY)], 'tester')).known, 1);
    await store.close();
    assert.deepEqual(await filesWith(clear, CANARY), []);
  }));

test('kill -9 at every step of an encryption leaves the whole record, in the clear or encrypted, and it can be done again', () =>
  inPlace(async ({ parent, clear }) => {
    const before = await heldIn(clear, nodeFiles);
    // An index, and large to copy.
    await rm(join(clear, 'db'), { recursive: true });
    const seen = { clear: 0, encrypted: 0 };
    for (let step = 1, done = false; !done; step += 1) {
      const dir = join(parent, `killed-${step}`);
      const keyFile = join(parent, `key-${step}`);
      await cp(clear, dir, { recursive: true });
      const run = spawnSync(process.execPath, [
        join(import.meta.dirname, 'encrypter.js'),
        dir,
        keyFile,
        String(step),
      ]);
      done = run.stdout.toString() === 'encrypted';
      assert.ok(done || run.signal === 'SIGKILL', run.stdout.toString() + run.stderr.toString());
      const secrets = { keyFile, passphraseFile: null, ask: null };
      // As every start does, once it has the lock.
      await finishSwap(dir, nodeFiles);
      const encrypted = unwrap(await readWraps(dir)) !== null;
      seen[encrypted ? 'encrypted' : 'clear'] += 1;
      const vault = unwrap(await unlock(dir, secrets));
      assert.equal(await heldIn(dir, { ...nodeFiles, vault }), before, `step ${step}`);
      assert.deepEqual(
        (await readdir(dir)).filter((name) => /^restore\.(new|ready)$/.test(name)),
        [],
      );
      if (!encrypted) {
        unwrap(await encryptDirectory({ dir, secrets }));
        const now = unwrap(await unlock(dir, secrets));
        assert.equal(await heldIn(dir, { ...nodeFiles, vault: now }), before);
      }
      await rm(dir, { recursive: true, force: true });
    }
    assert.ok(seen.clear > 10 && seen.encrypted > 2, JSON.stringify(seen));
  }));

test('a disk that is full leaves the record in the clear and says so', () =>
  inPlace(async ({ parent, clear }) => {
    const before = await heldIn(clear, nodeFiles);
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const files: Files = {
      ...nodeFiles,
      async open(path) {
        const file = await nodeFiles.open(path);
        return {
          ...file,
          write: (bytes, at) => (path.includes('.seg') ? Promise.reject(full) : file.write(bytes, at)),
        };
      },
    };
    const secrets = { keyFile: join(parent, 'key'), passphraseFile: null, ask: null };
    const refused = await encryptDirectory({ dir: clear, secrets, files });
    assert.equal(refused.ok ? '' : refused.problem.kind, 'disk-full');
    assert.equal(await heldIn(clear, nodeFiles), before);
    assert.ok(!(await readdir(clear)).includes('restore.new'));
  }));

test('a disk that fails once the encrypted record counts loses nothing: the next start finishes the exchange', () =>
  inPlace(async ({ parent, clear }) => {
    const before = await heldIn(clear, nodeFiles);
    const failed = Object.assign(new Error('failed'), { code: 'EIO' });
    const files: Files = {
      ...nodeFiles,
      syncFolder: (path) =>
        existsSync(join(clear, 'restore.ready')) ? Promise.reject(failed) : nodeFiles.syncFolder(path),
    };
    const secrets = { keyFile: join(parent, 'key'), passphraseFile: null, ask: null };
    const refused = await encryptDirectory({ dir: clear, secrets, files });
    assert.equal(refused.ok ? '' : refused.problem.kind, 'write-failed');
    await finishSwap(clear, nodeFiles);
    const vault = unwrap(await unlock(clear, secrets));
    assert.notEqual(vault, null);
    assert.equal(await heldIn(clear, { ...nodeFiles, vault }), before);
  }));
