/**
 * Inclusion and consistency proofs of RFC 6962 §2.1, made from the hashes of complete subtrees and
 * checked with the loops of RFC 9162 §2.1.3.2 and §2.1.4.2. A proof is its hashes, lowest first.
 */
import { sameBytes } from '../base/bytes.js';
import { EMPTY_ROOT, nodeHash } from './tree.js';

export type Proof = readonly Uint8Array[];

/** The hash of the complete subtree of `2 ** level` leaves that begins at leaf `index * 2 ** level`. */
export type NodeReader = (level: number, index: number) => Promise<Uint8Array>;

/** The largest power of two below `n`; `n` > 1. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The root over the leaves `from` ≤ i < `to`, where the range begins where such a subtree may. */
async function rangeRoot(from: number, to: number, node: NodeReader): Promise<Uint8Array> {
  const length = to - from;
  const level = Math.log2(length);
  if (Number.isInteger(level)) return await node(level, from / length);
  const k = split(length);
  return nodeHash(await rangeRoot(from, from + k, node), await rangeRoot(from + k, to, node));
}

/** The root of the tree of `size` leaves. */
export async function rootFrom(size: number, node: NodeReader): Promise<Uint8Array> {
  return size === 0 ? EMPTY_ROOT : await rangeRoot(0, size, node);
}

/** That leaf `index` is in the tree of `size` leaves; 0 ≤ index < size. */
export async function inclusionProof(index: number, size: number, node: NodeReader): Promise<Proof> {
  if (index < 0 || index >= size) throw new Error('No such leaf in the tree');
  const path = async (from: number, to: number): Promise<Uint8Array[]> => {
    if (to - from === 1) return [];
    const middle = from + split(to - from);
    return index < middle
      ? [...(await path(from, middle)), await rangeRoot(middle, to, node)]
      : [...(await path(middle, to)), await rangeRoot(from, middle, node)];
  };
  return await path(0, size);
}

/** That the tree of `older` leaves is how the tree of `newer` leaves begins; 0 < older ≤ newer. */
export async function consistencyProof(older: number, newer: number, node: NodeReader): Promise<Proof> {
  if (older < 1 || older > newer) throw new Error('No such trees to compare');
  const path = async (from: number, to: number, whole: boolean): Promise<Uint8Array[]> => {
    if (to === older) return whole ? [] : [await rangeRoot(from, to, node)];
    const middle = from + split(to - from);
    return older <= middle
      ? [...(await path(from, middle, whole)), await rangeRoot(middle, to, node)]
      : [...(await path(middle, to, false)), await rangeRoot(from, middle, node)];
  };
  return await path(0, newer, true);
}

export interface Inclusion {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
}

export function provesInclusion({ leafHash, index, size, root }: Inclusion, proof: Proof): boolean {
  if (!sizes(index, size) || index >= size || !hashes([leafHash, root, ...proof])) return false;
  let [fn, sn, hash] = [index, size - 1, leafHash];
  for (const step of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(step, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else hash = nodeHash(hash, step);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameBytes(hash, root);
}

export interface TwoTrees {
  readonly older: { readonly size: number; readonly root: Uint8Array };
  readonly newer: { readonly size: number; readonly root: Uint8Array };
}

/** Nothing precedes everything: an empty older tree needs an empty proof and no more. */
export function provesConsistency({ older, newer }: TwoTrees, proof: Proof): boolean {
  if (!sizes(older.size, newer.size) || older.size > newer.size) return false;
  if (!hashes([older.root, newer.root, ...proof])) return false;
  if (older.size === newer.size) return proof.length === 0 && sameBytes(older.root, newer.root);
  if (older.size === 0) return proof.length === 0 && sameBytes(older.root, EMPTY_ROOT);
  const [first, ...rest] = Number.isInteger(Math.log2(older.size)) ? [older.root, ...proof] : proof;
  if (first === undefined || proof.length === 0) return false;
  let [fn, sn] = [older.size - 1, newer.size - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [old, now] = [first, first];
  for (const step of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [old, now] = [nodeHash(step, old), nodeHash(step, now)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else now = nodeHash(now, step);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameBytes(old, older.root) && sameBytes(now, newer.root);
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function sizes(...values: readonly number[]): boolean {
  return values.every((value) => Number.isSafeInteger(value) && value >= 0);
}

function hashes(values: readonly Uint8Array[]): boolean {
  return values.every((value) => value.length === 32);
}
