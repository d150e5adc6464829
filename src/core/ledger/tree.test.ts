/** Roots against published vectors: the Certificate Transparency reference leaves, and a tlog-tiles log we did not make. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { referenceLeaves } from '../../../test/core/reference-tree.js';
import { sha256, toHex, utf8 } from '../base/bytes.js';
import { appendLeaf, EMPTY_TREE, leafHash, nodeHash, rootOf, treeOf } from './tree.js';

/** The roots of its first leaf, its first two, and so on. */
const ctRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the root agrees with the RFC 6962 reference at every size', () => {
  assert.equal(toHex(rootOf(EMPTY_TREE)), toHex(sha256(new Uint8Array(0))));
  let head = EMPTY_TREE;
  for (const [i, leaf] of referenceLeaves.entries()) {
    head = appendLeaf(head, leaf);
    assert.equal(toHex(rootOf(head)), ctRoots[i]);
  }
});

/**
 * The log of the Tessera project's test data (Apache-2.0): leaves are these words, and the
 * signed checkpoints carry these roots.
 */
const tesseraLeaves = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eit',
  'nain',
  'ten',
  'ileven',
  'twelf',
  'threeten',
  'fourten',
  'fivten',
];
const tesseraRoots: Readonly<Record<number, string>> = {
  0: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  1: '0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=',
  2: 'T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=',
  3: 'Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=',
  4: 'zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=',
  5: 'gy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ=',
  6: 'a6sWvsc2eEzmj72vah7mZ5dwFltivehh2b11qwlp5Jg=',
  7: 'IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=',
  8: 'bC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=',
  9: 'CvhHViE3S9E3htHLR+25mapWoGCJ3WckMq1UtC3VmEY=',
  10: 'y8/gZsZCtitsMan09tY+k8I7Qpr7Y5fbO2tLi9GQnfU=',
  11: 'Yok1cS5VdokGLBy73BC2I16b3atss6KBN9jnIi6Fz/A=',
  12: 'uZo6M+IhVna+CLgWCrJs0xBPUHbozHkYTQASduHSLME=',
  13: 'av0kLH0VkkVDrTuZzBGIx7d9z5G1l/GlKz/nAV/8woQ=',
  14: 'SvCd38yNade7xEPY1a/aAc1M3A2AHYVF8lIiUnsH1ao=',
  15: 'rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=',
};

test('attack 23: the root agrees with the Tessera golden log at every size', () => {
  for (let size = 0; size <= tesseraLeaves.length; size++) {
    const root = Buffer.from(rootOf(treeOf(tesseraLeaves.slice(0, size).map(utf8)))).toString('base64');
    assert.equal(root, tesseraRoots[size], `size ${size}`);
  }
});

/** RFC 6962 §2.1 word for word: split at the largest power of two below n. */
function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return leafHash(first);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)));
}

test('appending one by one gives the root of the recursive definition', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 70 }), (leaves) => {
      assert.equal(toHex(rootOf(treeOf(leaves))), toHex(rootByDefinition(leaves)));
    }),
  );
});

test('one changed leaf anywhere changes the root, so tampering cannot hide', () => {
  const leaf = fc.uint8Array({ minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(leaf, { minLength: 1, maxLength: 40 }), fc.nat(), (leaves, pick) => {
      const at = pick % leaves.length;
      const changed = leaves.map((bytes, i) => (i === at ? bytes.map((byte) => byte ^ 1) : bytes));
      assert.notEqual(toHex(rootOf(treeOf(leaves))), toHex(rootOf(treeOf(changed))));
    }),
  );
});
