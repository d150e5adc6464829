/** A failed write leaves nothing behind, or the journal says that it can no longer be trusted to. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sealEntry } from '../../core/ledger/entry.js';
import { unwrap } from '../../core/base/result.js';
import { appendLeaf } from '../../core/ledger/tree.js';
import { type Files, nodeFiles } from '../files.js';
import { type JournalEntry } from './frame.js';
import { Journal, type JournalOptions } from './journal.js';

const options: JournalOptions = { files: nodeFiles, newLogId: () => new Uint8Array(32).fill(5) };

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'a33-journal-'));
  try {
    await work(join(parent, 'log', 'bodies'));
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

function next(journal: Journal): JournalEntry {
  const seq = journal.tree.size;
  const body = new TextEncoder().encode(`body ${seq}`);
  const salt = new Uint8Array(32).fill(seq);
  return {
    ...sealEntry({ kind: 'claim', at: '2026-01-01T00:00:00.000Z', actor: 't', salt, body }, seq),
    key: '',
  };
}

function add(journal: Journal) {
  const entry = next(journal);
  return journal.append([entry], appendLeaf(journal.tree, entry.leaf));
}

async function reopened(folder: string, with_: JournalOptions = options) {
  const { journal, dropped } = unwrap(await Journal.open(folder, with_));
  return { journal, dropped };
}

/** Files that fail at the nth write, flush or cutting back. */
function failing(plan: {
  write?: number;
  sync?: number;
  truncate?: number;
  partly?: boolean;
  code?: string;
}): Files {
  const left = { write: plan.write ?? 0, sync: plan.sync ?? 0, truncate: plan.truncate ?? 0 };
  const due = (step: keyof typeof left) => {
    if (left[step] <= 0) return false;
    left[step] -= 1;
    return left[step] === 0;
  };
  const broken = () => Object.assign(new Error('no space'), { code: plan.code ?? 'ENOSPC' });
  return {
    ...nodeFiles,
    async open(path) {
      const file = await nodeFiles.open(path);
      return {
        ...file,
        async write(bytes, position) {
          if (!due('write')) return await file.write(bytes, position);
          if (plan.partly === true) await file.write(bytes.subarray(0, bytes.length / 2), position);
          throw broken();
        },
        async sync() {
          if (due('sync')) throw broken();
          await file.sync();
        },
        async truncate(length) {
          if (due('truncate')) throw broken();
          await file.truncate(length);
        },
      };
    },
  };
}

test('attack 66: a disk that fills at any write or flush loses nothing acknowledged, and the journal goes on', () =>
  inFolder(async (folder) => {
    const first = (await reopened(folder)).journal;
    unwrap(await add(first));
    await first.close();
    for (const plan of [{ write: 1 }, { write: 1, partly: true }, { sync: 1 }]) {
      const { journal } = await reopened(folder, { ...options, files: failing(plan) });
      const before = journal.tree.size;
      const refused = await add(journal);
      assert.equal(refused.ok ? '' : refused.problem.kind, 'disk-full');
      assert.equal(journal.tree.size, before);
      unwrap(await add(journal));
      await journal.close();
      const after = await reopened(folder);
      assert.deepEqual([after.dropped, after.journal.tree.size], [0, before + 1]);
      await after.journal.close();
    }
  }));

test('a write that can neither be finished nor taken back ends writing until the next start', () =>
  inFolder(async (folder) => {
    const first = (await reopened(folder)).journal;
    unwrap(await add(first));
    await first.close();
    const { journal } = await reopened(folder, {
      ...options,
      files: failing({ write: 1, partly: true, truncate: 1 }),
    });
    assert.equal((await add(journal)).ok, false);
    assert.equal(journal.readOnly, true);
    const refused = await add(journal);
    assert.equal(refused.ok ? '' : refused.problem.kind, 'read-only');
    await journal.close();
    const after = await reopened(folder);
    assert.ok(after.dropped > 0, 'the unfinished write is dropped, and said');
    assert.equal(after.journal.tree.size, 1);
    unwrap(await add(after.journal));
    await after.journal.close();
  }));

test('a first segment that cannot be begun leaves a journal that can', () =>
  inFolder(async (folder) => {
    const { journal } = await reopened(folder, { ...options, files: failing({ write: 1, partly: true }) });
    assert.equal((await add(journal)).ok, false);
    await journal.close();
    const after = await reopened(folder);
    unwrap(await add(after.journal));
    await after.journal.close();
    const last = await reopened(folder);
    assert.deepEqual([last.dropped, last.journal.tree.size], [0, 1]);
    await last.journal.close();
  }));

test('segments follow one another, and a missing, foreign or shortened one is named', () =>
  inFolder(async (folder) => {
    const small = { ...options, segmentBytes: 300 };
    const { journal } = await reopened(folder, small);
    for (let i = 0; i < 8; i++) unwrap(await add(journal));
    await journal.close();
    const names = (await readdir(folder)).sort();
    assert.ok(names.length >= 3);
    const whole = await reopened(folder, small);
    assert.equal(whole.journal.tree.size, 8);
    await whole.journal.close();
    const [, middle] = names as [string, string];
    const path = join(folder, middle);
    const good = await readFile(path);

    await truncate(path, (await stat(path)).size - 3);
    await refusedAt(folder, small, middle);
    await unlink(path);
    await refusedAt(folder, small, '');
    await writeFile(path, good);

    const other = join(folder, '..', 'other');
    const stranger = (await reopened(other, { ...small, newLogId: () => new Uint8Array(32).fill(6) }))
      .journal;
    for (let i = 0; i < 8; i++) unwrap(await add(stranger));
    await stranger.close();
    await writeFile(path, await readFile(join(other, middle)));
    await refusedAt(folder, small, middle);
  }));

async function refusedAt(folder: string, with_: JournalOptions, name: string): Promise<void> {
  const opened = await Journal.open(folder, with_);
  assert.ok(!opened.ok);
  assert.equal(opened.problem.kind, 'damaged');
  assert.match(opened.problem.where ?? '', new RegExp(`${name}, entry \\d+$|entry \\d+$`));
}
