/** A file that is not whole must never look as if it were, and its name must never lead anywhere. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { concat, utf8 } from '../../core/base/bytes.js';
import { unwrap } from '../../core/base/result.js';
import { FileDamaged } from '../../app/ports.js';
import { evidenceIn, sent } from '../../../test/store/evidence.js';
import { nodeFiles } from '../files.js';
import { vaultOf } from '../vault/vault.js';
import { diskEvidence, isRightlyNamed, sweepParts } from './disk.js';

const root = await mkdtemp(join(tmpdir(), 'a33-evidence-'));
after(() => rm(root, { recursive: true, force: true }));

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function below(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function all(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  for await (const piece of pieces) read.push(piece);
  return concat(...read);
}

const clear = (dir: string) => evidenceIn(dir);
const sealed = (dir: string) => {
  const vault = vaultOf(new Uint8Array(32).fill(5), dir);
  return diskEvidence({ dir, files: { ...nodeFiles, vault }, random, bytesMax: 8 * 1024 * 1024 });
};

for (const [kind, made] of [
  ['in the clear', clear],
  ['encrypted', sealed],
] as const) {
  test(`what is kept comes back byte for byte, under the hash that others compute, ${kind}`, async () => {
    const dir = await mkdtemp(join(root, 'same-'));
    const evidence = made(dir);
    const mebibyte = 1024 * 1024;
    const sizes = [1, 15, mebibyte - 1, mebibyte, mebibyte + 1, 2 * mebibyte, 2 * mebibyte + 17];
    for (const size of sizes) {
      const bytes = new Uint8Array(size).map((_, i) => (i * 31 + size) % 251);
      const kept = unwrap(await evidence.keep({ pieces: sent(bytes, 7), bytes: size }));
      assert.deepEqual(kept, { sha256: sha256(bytes), bytes: size });
      const opened = unwrap(await evidence.open(kept.sha256));
      assert.equal(opened.bytes, size, 'its size is that of the file as given');
      assert.equal(sha256(await all(opened.pieces)), kept.sha256);
      assert.equal(await evidence.check(kept.sha256), 'whole');
    }
  });

  test(`attack 36: a file cut off at any tenth is not there, and sent again it is, ${kind}`, async () => {
    const dir = await mkdtemp(join(root, 'cut-'));
    const evidence = made(dir);
    const bytes = random(65_536);
    for (let tenth = 0; tenth < 10; tenth++) {
      const part = bytes.subarray(0, Math.floor((bytes.length * tenth) / 10));
      const silent = await evidence.keep({ pieces: sent(part), bytes: bytes.length });
      assert.equal(silent.ok, false, `${tenth} tenths, ended without a word`);
      async function* broken() {
        yield* sent(part);
        throw new Error('ECONNRESET');
      }
      const loud = await evidence.keep({ pieces: broken(), bytes: null });
      assert.equal(!loud.ok && loud.problem.kind, 'file-cut-off');
      assert.deepEqual(await below(dir), [], 'nothing is left of it');
      assert.equal(await evidence.has(sha256(part)), false);
    }
    await writeFile(join(dir, 'files', 'abc.part'), bytes.subarray(0, 100));
    assert.equal(await sweepParts(dir), 1, 'what a killed process left is swept');
    assert.equal((await evidence.keep({ pieces: sent(bytes), bytes: bytes.length })).ok, true);
    assert.equal((await below(dir)).length, 1);
  });

  test(`a file that was altered on the disk is never handed out whole, ${kind}`, async () => {
    const dir = await mkdtemp(join(root, 'altered-'));
    const evidence = made(dir);
    const bytes = concat(...Array.from({ length: 20 }, () => random(65_000)));
    const kept = unwrap(await evidence.keep({ pieces: sent(bytes), bytes: null }));
    const [path = ''] = await below(dir);
    const stored = new Uint8Array(await readFile(path));
    for (const at of [0, 9, 100, 1_048_576, stored.length - 1]) {
      const altered = stored.slice();
      altered[at] = (altered[at] ?? 0) ^ 1;
      await writeFile(path, altered);
      assert.equal(await evidence.check(kept.sha256), 'damaged', `byte ${at}`);
      const opened = unwrap(await evidence.open(kept.sha256));
      await assert.rejects(all(opened.pieces), FileDamaged);
    }
    await writeFile(path, stored);
    await truncate(path, 1_048_576 + (kind === 'encrypted' ? 56 : 0));
    assert.equal(await evidence.check(kept.sha256), 'damaged', 'cut at the end of a piece');
  });
}

test('too long, empty, and announced too long are refused, and leave nothing', async () => {
  const dir = await mkdtemp(join(root, 'long-'));
  const evidence = evidenceIn(dir, 1000);
  for (const [bytes, announced, kind] of [
    [1001, null, 'file-too-large'],
    [10, 5000, 'file-too-large'],
    [0, null, 'empty-file'],
    [10, 9, 'file-cut-off'],
  ] as const) {
    const kept = await evidence.keep({ pieces: sent(new Uint8Array(bytes)), bytes: announced });
    assert.equal(!kept.ok && kept.problem.kind, kind);
  }
  assert.deepEqual(await below(dir), []);
});

test('of an encrypted directory, a listing tells no hash, a file no byte of what it holds, and two copies nothing', async () => {
  const dir = await mkdtemp(join(root, 'listing-'));
  const evidence = sealed(dir);
  const bytes = utf8('Kanarienvogel 새 7f3a '.repeat(5000));
  const kept = unwrap(await evidence.keep({ pieces: sent(bytes), bytes: null }));
  const [path = ''] = await below(dir);
  assert.ok(!path.includes(kept.sha256));
  const first = await readFile(path);
  assert.equal(first.includes('Kanarienvogel'), false);
  unwrap(await evidence.keep({ pieces: sent(bytes), bytes: null }));
  assert.deepEqual(await below(dir), [path]);
  const second = await readFile(path);
  assert.notDeepEqual(second.subarray(8, 60), first.subarray(8, 60), 'a fresh key each time');
  const vault = vaultOf(new Uint8Array(32).fill(5), dir);
  assert.equal(await isRightlyNamed(path, { vault }), true);
  const other = vaultOf(new Uint8Array(32).fill(6), dir);
  assert.equal(await isRightlyNamed(path, { vault: other }), false);
});

test('a sweep takes away what no claim names, and nothing else', async () => {
  for (const made of [clear, sealed]) {
    const dir = await mkdtemp(join(root, 'sweep-'));
    const evidence = made(dir);
    const one = unwrap(await evidence.keep({ pieces: sent(utf8('one')), bytes: null }));
    const two = unwrap(await evidence.keep({ pieces: sent(utf8('two')), bytes: null }));
    assert.equal(await evidence.sweep(new Set([one.sha256])), 1);
    assert.deepEqual([await evidence.has(one.sha256), await evidence.has(two.sha256)], [true, false]);
  }
});

test('the pieces it is sent in do not matter', async () => {
  const dir = await mkdtemp(join(root, 'pieces-'));
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 3000 }),
      fc.integer({ min: 1, max: 50 }),
      async (bytes, n) => {
        const kept = unwrap(await sealed(dir).keep({ pieces: sent(bytes, n), bytes: bytes.length }));
        assert.equal(kept.sha256, sha256(bytes));
        assert.deepEqual(await all(unwrap(await sealed(dir).open(kept.sha256)).pieces), bytes);
      },
    ),
    { numRuns: 30 },
  );
});
