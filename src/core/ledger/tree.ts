/**
 * The Merkle tree of RFC 6962 §2.1: leaf hash `SHA256(0x00 ‖ leaf)`, node hash `SHA256(0x01 ‖ left ‖ right)`.
 *
 * `TreeHead` keeps only the roots of the complete subtrees on the right edge, so appending costs
 * O(log n) and the root of any size seen so far can be checked without the leaves.
 */
import { concat, sha256 } from '../base/bytes.js';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(concat(LEAF, leaf));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat(NODE, left, right));
}

/** The root of no leaves at all: SHA-256 of the empty string. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/** The right edge of a tree: one hash for each one-bit of its size, largest subtree first. */
export interface TreeHead {
  readonly size: number;
  readonly edge: readonly Uint8Array[];
}

export const EMPTY_TREE: TreeHead = { size: 0, edge: [] };

/** The head after one more leaf (the leaf's bytes, not its hash). */
export function appendLeaf(head: TreeHead, leaf: Uint8Array): TreeHead {
  return appendHash(head, leafHash(leaf));
}

/** The head after one more leaf, or subtree of the height all of its leaves have, given by its hash. */
export function appendHash(head: TreeHead, leaf: Uint8Array): TreeHead {
  const edge = [...head.edge];
  let hash = leaf;
  // Each trailing one-bit of the size is a subtree of equal height waiting for its sibling.
  for (let size = head.size; size % 2 === 1; size = (size - 1) / 2) {
    const left = edge.pop();
    if (left === undefined) throw new Error('A tree head does not match its size');
    hash = nodeHash(left, hash);
  }
  edge.push(hash);
  return { size: head.size + 1, edge };
}

export function rootOf(head: TreeHead): Uint8Array {
  const [last, ...rest] = [...head.edge].reverse();
  if (last === undefined) return EMPTY_ROOT;
  return rest.reduce((right, left) => nodeHash(left, right), last);
}

export function treeOf(leaves: Iterable<Uint8Array>): TreeHead {
  let head = EMPTY_TREE;
  for (const leaf of leaves) head = appendLeaf(head, leaf);
  return head;
}
