/** Of an encrypted segment no byte can be changed, moved, replayed or cut off unnoticed, and nothing is half read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../../core/base/bytes.js';
import { sealEntry } from '../../core/ledger/entry.js';
import { appendLeaf, EMPTY_TREE, rootOf, type TreeHead } from '../../core/ledger/tree.js';
import { vaultOf } from '../vault/vault.js';
import { segmentOf } from './erasures.js';
import { formsOf } from './form.js';
import { encodeFrame, type JournalEntry } from './frame.js';

const vault = vaultOf(new Uint8Array(32).fill(1), '/data');
const forms = formsOf(vault);
const logId = new Uint8Array(32).fill(7);

function entry(seq: number): JournalEntry {
  const salt = new Uint8Array(32).fill(seq);
  const fields = {
    kind: 'claim',
    at: '2026-01-01T00:00:00.000Z',
    actor: 't',
    salt,
    body: utf8(`body ${seq}`),
  } as const;
  return { ...sealEntry(fields, seq), key: '' };
}

/** Batches of one, two and one entries. */
function frames(): { readonly bytes: Uint8Array[]; readonly trees: TreeHead[] } {
  const bytes: Uint8Array[] = [];
  const trees: TreeHead[] = [];
  let tree = EMPTY_TREE;
  for (const seqs of [[0], [1, 2], [3]]) {
    const entries = seqs.map(entry);
    const after = entries.reduce((now, one) => appendLeaf(now, one.leaf), tree);
    bytes.push(encodeFrame(tree.size, entries, after));
    trees.push(after);
    tree = after;
  }
  return { bytes, trees };
}

const { bytes: clear, trees } = frames();
const segment = segmentOf(forms.begin({ logId, number: 0, size0: 0 }), clear);
const UNIT = 4 + 12 + 16 + 16;
const ends = clear.reduce((all, one) => [...all, (all.at(-1) ?? 0) + one.length + UNIT], [100]);

function read(bytes: Uint8Array, with_ = forms, tree = EMPTY_TREE) {
  const scan = with_.scan(bytes, tree);
  let seqs: number[] = [];
  for (;;) {
    const next = scan.next();
    if (next.done === true) return { seqs, ...next.value };
    seqs = [...seqs, ...next.value.entries.map((one) => one.seq)];
  }
}

test('what was sealed reads back as it was, and shows none of it', () => {
  const found = read(segment);
  assert.deepEqual([found.seqs, found.ending.kind, found.length], [[0, 1, 2, 3], 'whole', segment.length]);
  assert.deepEqual(rootOf(found.tree), rootOf(trees[2] ?? EMPTY_TREE));
  assert.deepEqual(ends.at(-1), segment.length);
  for (const text of ['body', 'claim', '2026']) assert.ok(!Buffer.from(segment).includes(text));
});

test('attack 5, at rest: every flipped byte is named as damage, and no part of its batch is read', () => {
  for (let at = 0; at < segment.length; at++) {
    const found = read(segment.map((byte, i) => (i === at ? byte ^ 0x10 : byte)));
    assert.equal(found.ending.kind, 'damaged', `byte ${at}`);
    const whole = ends.slice(1).filter((end) => end <= at).length;
    assert.equal(found.tree.size, [0, 1, 3, 4][whole], `byte ${at}`);
  }
});

test('attack 5, at rest: a segment cut anywhere gives whole batches only: what was cut in the middle is dropped', () => {
  for (let length = 0; length < segment.length; length++) {
    const found = read(segment.subarray(0, length));
    const whole = ends.filter((end) => end <= length).length;
    assert.equal(found.tree.size, [0, 0, 1, 3][whole], `${length} bytes`);
    assert.equal(found.length, ends[whole - 1] ?? 0);
    assert.equal(found.ending.kind, ends.includes(length) ? 'whole' : 'torn', `${length} bytes`);
  }
});

test('zeros where a write did not reach the disk are a torn tail, not damage', () => {
  const start = ends[2] ?? 0;
  for (const kept of [0, 4, 16, 60]) {
    const torn = new Uint8Array(segment.length);
    torn.set(segment.subarray(0, start + kept));
    const found = read(torn);
    assert.deepEqual([found.ending.kind, found.length, found.tree.size], ['torn', start, 3]);
  }
});

test('batches exchanged, left out, said twice or of another segment are damage', () => {
  const [a = 0, b = 0, c = 0, d = 0] = ends;
  const part = (from: number, to: number) => segment.subarray(from, to);
  const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  const other = segmentOf(forms.begin({ logId, number: 0, size0: 0 }), clear);
  const cases = {
    exchanged: joined(part(0, b), part(c, d), part(b, c)),
    'left out': joined(part(0, b), part(c, d)),
    twice: joined(part(0, c), part(b, c), part(c, d)),
    // The same entries, in the same place, under another salt.
    'of another segment': joined(part(0, b), other.subarray(b, c), part(c, d)),
    'another header': joined(other.subarray(0, a), part(a, d)),
  };
  for (const [name, bytes] of Object.entries(cases)) assert.equal(read(bytes).ending.kind, 'damaged', name);
});

test('another key, another log and a segment in the clear open nothing', () => {
  const stranger = formsOf(vaultOf(new Uint8Array(32).fill(2), '/data'));
  assert.deepEqual([read(segment, stranger).ending.kind, read(segment, stranger).seqs], ['damaged', []]);
  const clearSegment = segmentOf(formsOf(null).begin({ logId, number: 0, size0: 0 }), clear);
  assert.equal(read(clearSegment).ending.kind, 'damaged');
  assert.equal(read(segment, formsOf(null)).ending.kind, 'damaged');
});

test('a frame written, taken back and written again never repeats a nonce', () => {
  const form = forms.begin({ logId, number: 0, size0: 0 });
  const written = Array.from({ length: 50 }, () => form.frame(clear[0] ?? utf8(''), 100));
  const nonces = new Set(written.map((bytes) => Buffer.from(bytes.subarray(4, 16)).toString('hex')));
  assert.equal(nonces.size, 50);
});

test('of a damaged segment the largest size it had held is still found', () => {
  for (const at of [ends[0] ?? 0, (ends[0] ?? 0) + 3, (ends[1] ?? 0) + 30])
    assert.equal(forms.lastCommit(segment.map((byte, i) => (i === at ? byte ^ 0xff : byte))), 4);
  assert.equal(forms.lastCommit(segment.subarray(0, ends[2])), 3);
});
