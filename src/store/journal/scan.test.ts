/** What was acknowledged is never dropped as a torn tail, and a torn tail is never taken for an entry. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, utf8 } from '../../core/base/bytes.js';
import { sealEntry } from '../../core/ledger/entry.js';
import { appendLeaf, EMPTY_TREE, type TreeHead } from '../../core/ledger/tree.js';
import { encodeFrame, encodeRecord, type JournalEntry } from './frame.js';
import { type Frame, scanSegment, type Scan } from './scan.js';

const header = encodeRecord({ tag: 'segment', logId: new Uint8Array(32).fill(9), number: 0, size0: 0 });

function entryAt(seq: number): JournalEntry {
  // The body holds the bytes of a COMMIT's beginning, which must not be mistaken for one.
  const body = concat(utf8(`body ${seq} `), Uint8Array.of(0x43, 0, 0, 0, 40), new Uint8Array(60));
  const at = '2026-05-13T00:00:00.000Z';
  return {
    ...sealEntry({ kind: 'claim', at, actor: 'tester', salt: new Uint8Array(32).fill(seq), body }, seq),
    key: '',
  };
}

/** Frames of the given numbers of entries. */
function framesOf(...counts: readonly number[]): Uint8Array[] {
  let tree: TreeHead = EMPTY_TREE;
  return counts.map((count) => {
    const before = tree.size;
    const entries = Array.from({ length: count }, (_, i) => entryAt(before + i));
    for (const entry of entries) tree = appendLeaf(tree, entry.leaf);
    return encodeFrame(before, entries, tree);
  });
}

function scan(bytes: Uint8Array): Scan & { readonly frames: readonly Frame[] } {
  const frames: Frame[] = [];
  const found = scanSegment(bytes, EMPTY_TREE);
  for (;;) {
    const next = found.next();
    if (next.done === true) return { ...next.value, frames };
    frames.push(next.value);
  }
}

const [first, second, third] = framesOf(2, 1, 3) as [Uint8Array, Uint8Array, Uint8Array];
const upToThird = header.length + first.length + second.length;
const whole = concat(header, first, second, third);

test('a whole segment reads whole', () => {
  const found = scan(whole);
  assert.equal(found.ending.kind, 'whole');
  assert.deepEqual(
    found.frames.map((frame) => frame.entries.length),
    [2, 1, 3],
  );
  assert.equal(found.length, whole.length);
});

test('attack 63: a last frame cut at any byte is a torn tail, and nothing before it is touched', () => {
  for (let cut = upToThird; cut < whole.length; cut++) {
    const found = scan(whole.subarray(0, cut));
    assert.equal(found.ending.kind, cut === upToThird ? 'whole' : 'torn', `cut at ${cut}`);
    assert.deepEqual([found.tree.size, found.length], [3, upToThird]);
  }
});

test('attack 64: a last frame whose end is zeros, as after a power cut, is a torn tail', () => {
  for (let cut = upToThird + 1; cut < whole.length - 4; cut++) {
    const bytes = whole.slice();
    bytes.fill(0, cut);
    const found = scan(bytes);
    assert.notEqual(found.ending.kind, 'whole', `zeros from ${cut}`);
    if (cut < whole.length - 40) assert.equal(found.ending.kind, 'torn', `zeros from ${cut}`);
    assert.equal(found.tree.size, 3);
  }
});

test('attack 15: one flipped bit in any byte is damage, named by its entry, never a torn tail', () => {
  const edges = [header.length, header.length + first.length, upToThird, whole.length];
  const entriesBefore = [0, 0, 2, 3];
  for (let at = 0; at < whole.length; at++) {
    for (const bit of [0, 3, 7]) {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      const { ending } = scan(bytes);
      assert.equal(ending.kind, 'damaged', `bit ${bit} of byte ${at}`);
      const frame = edges.findIndex((edge) => at < edge);
      const [low, high] = [entriesBefore[frame] ?? 0, [0, 1, 2, 5][frame] ?? 0];
      assert.ok(ending.kind === 'damaged' && ending.entry >= low && ending.entry <= high, `byte ${at}`);
    }
  }
});

test('attack 15: frames put in another order, left out or repeated are damage', () => {
  for (const frames of [
    [second, first, third],
    [first, third],
    [first, first, second],
  ])
    assert.equal(scan(concat(header, ...frames)).ending.kind, 'damaged');
});

test('a body that looks like a COMMIT does not turn a torn tail into damage', () => {
  const found = scan(whole.subarray(0, whole.length - 60));
  assert.equal(found.ending.kind, 'torn');
});
