/**
 * Tiles and proofs against outside oracles: the paths and sizes in the tlog-tiles text, the path cases
 * of golang.org/x/mod/sumdb/tlog, and the proofs of the RFC 6962 reference tree in
 * github.com/transparency-dev/merkle (Apache-2.0).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { referenceLeaves } from '../../../test/core/reference-tree.js';
import { concat, sha256, toHex, utf8 } from '../base/bytes.js';
import { sealEntry } from './entry.js';
import {
  consistencyProof,
  inclusionProof,
  type NodeReader,
  type Proof,
  provesConsistency,
  provesInclusion,
  rootFrom,
} from './proof.js';
import {
  decodeBundle,
  encodeEntry,
  nodesFromTiles,
  parseTilePath,
  type Tile,
  TileBuilder,
  tilePath,
  tileWidth,
} from './tiles.js';
import { leafHash, rootOf, treeOf } from './tree.js';

test('tile paths are those of the tlog-tiles text, and nothing else is taken for one', () => {
  const paths: readonly (readonly [string, Tile])[] = [
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/0/001', { level: 0, index: 1, width: 256 }],
    ['tile/0/001.p/5', { level: 0, index: 1, width: 5 }],
    ['tile/5/x123/x456/078', { level: 5, index: 123_456_078, width: 256 }],
    ['tile/5/x123/x456/078.p/2', { level: 5, index: 123_456_078, width: 2 }],
    ['tile/entries/x003/x057/500', { level: 'entries', index: 3_057_500, width: 256 }],
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
  ];
  for (const [path, tile] of paths) {
    assert.equal(tilePath(tile), path);
    assert.deepEqual(parseTilePath(path), tile);
  }
  for (const bad of [
    'tile/5/123/456/078',
    'tile/-1/123/456/078',
    'tile/00/001',
    'tile/64/001',
    'tile/0/x000/001',
    'tile/0/1',
    'tile/0/001.p/0',
    'tile/0/001.p/05',
    'tile/0/001.p/256',
    'tile/0/001.p/257',
    'tile/0/../checkpoint',
    '/tile/0/001',
    'tile/0/001/',
    'tile/data/001',
  ])
    assert.equal(parseTilePath(bad), null, bad);
});

const leaves = (count: number) => Array.from({ length: count }, (_, i) => utf8(`leaf ${i}`));

/** Every tile of a tree of these leaves. */
function tilesOf(all: readonly Uint8Array[]): { files: Map<string, Uint8Array>; builder: TileBuilder } {
  const builder = new TileBuilder();
  const files = new Map<string, Uint8Array>();
  for (const leaf of all) for (const tile of builder.add(leaf)) files.set(tilePath(tile), tile.bytes);
  for (const tile of builder.partials()) files.set(tilePath(tile), tile.bytes);
  return { files, builder };
}

function nodesOf(all: readonly Uint8Array[]): NodeReader {
  const { files } = tilesOf(all);
  return nodesFromTiles(all.length, (tile) =>
    Promise.resolve(files.get(tilePath(tile)) ?? assert.fail(`no ${tilePath(tile)}`)),
  );
}

test('a tree of 70,000 entries has the tiles the text counts, and its root', () => {
  const all = leaves(70_000);
  const { files, builder } = tilesOf(all);
  const names = [...files.keys()].map((path) => parseTilePath(path) ?? assert.fail(path));
  const count = (level: number | 'entries', full: boolean) =>
    names.filter((tile) => tile.level === level && (tile.width === 256) === full);
  assert.deepEqual(
    [count(0, true).length, count('entries', true).length, count(1, true).length],
    [273, 273, 1],
  );
  const widths = (level: number | 'entries') => count(level, false).map((tile) => tile.width);
  assert.deepEqual([widths(0), widths('entries'), widths(1), widths(2)], [[112], [112], [17], [1]]);
  assert.equal(files.size, 273 * 2 + 1 + 4);
  assert.equal(tileWidth(70_000, 1, 1), 17);
  assert.equal(toHex(rootOf(builder.head())), toHex(rootOf(treeOf(all))));
});

test('256 entries fill the tile of level 0 and begin that of level 1', () => {
  assert.deepEqual([...tilesOf(leaves(256)).files.keys()].sort(), [
    'tile/0/000',
    'tile/1/000.p/1',
    'tile/entries/000',
  ]);
});

test('a log grown in steps from its partial tiles has the tiles of one grown at once', () => {
  const all = leaves(1000);
  for (const stop of [1, 255, 256, 257, 511, 999]) {
    const before = tilesOf(all.slice(0, stop)).builder.partials();
    const hashes = (bytes: Uint8Array) =>
      Array.from({ length: bytes.length / 32 }, (_, i) => bytes.subarray(32 * i, 32 * i + 32));
    const at = (level: number | 'entries') => before.find((tile) => tile.level === level)?.bytes ?? utf8('');
    const grown = new TileBuilder(stop, [hashes(at(0)), hashes(at(1))], decodeBundle(at('entries')).entries);
    const files = new Map<string, Uint8Array>();
    for (const leaf of all.slice(stop))
      for (const tile of grown.add(leaf)) files.set(tilePath(tile), tile.bytes);
    for (const tile of grown.partials()) files.set(tilePath(tile), tile.bytes);
    const whole = tilesOf(all);
    for (const [path, bytes] of files) assert.deepEqual(bytes, whole.files.get(path), path);
    assert.deepEqual(grown.head(), whole.builder.head());
  }
});

test('bundles read back, and a cut one says so', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), fc.nat(), (entries, pick) => {
      const bytes = concat(...entries.map(encodeEntry));
      const read = decodeBundle(bytes);
      assert.deepEqual([read.whole, read.entries.map(toHex)], [true, entries.map(toHex)]);
      if (bytes.length === 0) return;
      const cut = decodeBundle(bytes.subarray(0, pick % bytes.length));
      assert.ok(!cut.whole || cut.entries.length < entries.length);
    }),
  );
});

test('inclusion and consistency proofs are those of the reference tree', async () => {
  const node = nodesOf(referenceLeaves);
  const prefix = (size: number) => nodesOf(referenceLeaves.slice(0, size));
  const hex = (proof: Proof) => proof.map(toHex);
  assert.deepEqual(hex(await inclusionProof(0, 8, node)), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  assert.deepEqual(hex(await inclusionProof(5, 8, node)), [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  assert.deepEqual(hex(await inclusionProof(2, 3, prefix(3))), [
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  ]);
  assert.deepEqual(hex(await inclusionProof(1, 5, prefix(5))), [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ]);
  assert.deepEqual(hex(await consistencyProof(6, 8, node)), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  assert.deepEqual(hex(await consistencyProof(2, 5, prefix(5))), [
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ]);
  assert.deepEqual(hex(await consistencyProof(6, 7, prefix(7))), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

const flipped = (proof: Proof, at: number): Proof =>
  proof.map((hash, i) => (i === at ? hash.map((byte, j) => (j === 0 ? byte ^ 8 : byte)) : hash));

test('every leaf of every small tree is proved, and no changed, cut or longer proof is', async () => {
  for (let size = 1; size <= 40; size++) {
    const all = leaves(size);
    const node = nodesOf(all);
    const root = rootOf(treeOf(all));
    assert.equal(toHex(await rootFrom(size, node)), toHex(root));
    for (let index = 0; index < size; index++) {
      const proof = await inclusionProof(index, size, node);
      const what = { leafHash: leafHash(all[index] ?? utf8('')), index, size, root };
      assert.ok(provesInclusion(what, proof), `${index} of ${size}`);
      for (const i of proof.keys()) assert.ok(!provesInclusion(what, flipped(proof, i)));
      assert.ok(!provesInclusion({ ...what, index: index + 1 }, proof) || size === 0);
      assert.ok(!provesInclusion(what, [...proof, root]));
      assert.ok(!provesInclusion(what, [root, ...proof]));
      if (proof.length > 0) assert.ok(!provesInclusion(what, proof.slice(0, -1)));
    }
  }
});

test('every small tree is proved to continue every smaller one, and none to continue another', async () => {
  const all = leaves(40);
  for (let size = 1; size <= 40; size++) {
    const node = nodesOf(all.slice(0, size));
    const newer = { size, root: rootOf(treeOf(all.slice(0, size))) };
    for (let old = 1; old <= size; old++) {
      const older = { size: old, root: rootOf(treeOf(all.slice(0, old))) };
      const proof = await consistencyProof(old, size, node);
      assert.ok(provesConsistency({ older, newer }, proof), `${old} to ${size}`);
      for (const i of proof.keys()) assert.ok(!provesConsistency({ older, newer }, flipped(proof, i)));
      const other = { size: old, root: rootOf(treeOf(all.slice(0, old).toReversed())) };
      if (old > 1) assert.ok(!provesConsistency({ older: other, newer }, proof));
      assert.ok(!provesConsistency({ older, newer }, [...proof, newer.root]));
      if (old < size) assert.ok(!provesConsistency({ older, newer }, []));
    }
  }
});

test('attack 20: who guesses everything about a claim but its salt finds no leaf of it', () => {
  const said = { kind: 'claim', at: '2026-05-13T00:00:00.000Z', actor: 'operator' } as const;
  const body = utf8('what an opponent would guess');
  const salt = new Uint8Array(32).fill(9);
  const { leaf } = sealEntry({ ...said, salt, body }, 0);
  const published = [...tilesOf([leaf]).files.values()].map(toHex).join(' ');
  assert.ok(published.includes(toHex(leaf)), 'with the salt the leaf is found');
  const guesses = [utf8(''), new Uint8Array(32), new Uint8Array(32).fill(1)].flatMap((guess) => [
    sha256(concat(guess, body)),
    ...(guess.length === 32 ? [sealEntry({ ...said, salt: guess, body }, 0).leaf] : []),
    leafHash(body),
  ]);
  for (const guess of guesses) assert.ok(!published.includes(toHex(guess)));
});
