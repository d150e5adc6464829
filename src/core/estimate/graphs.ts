/**
 * Decomposable graphs over lists: an edge says that two lists may depend on each other. A graph is
 * decomposable when it is chordal; maximum cardinality search (Tarjan & Yannakakis 1984) tells, and yields
 * its cliques and the separators between them.
 */
import { bitCount, integer, pairs } from './lists.js';

export interface Graph {
  /** Bit i stands for pair i of `pairs(lists)`. */
  readonly edges: number;
  readonly cliques: readonly number[];
  /** Not empty; one may stand several times. */
  readonly separators: readonly number[];
}

/** Lists above which graphs are no longer enumerated: seven lists have more than 600 000. */
export const graphListsMax = 6;

const made = new Map<number, readonly Graph[]>();

/** Every decomposable graph: 8 on three lists, 61 on four, 822 on five, 18 154 on six. */
export function decomposableGraphs(lists: number): readonly Graph[] {
  const before = made.get(lists);
  if (before !== undefined) return before;
  const edges = pairs(lists);
  const graphs: Graph[] = [];
  const neighbours = new Int32Array(lists);
  for (let mask = 0; mask < 1 << edges.length; mask++) {
    neighbours.fill(0);
    for (const [i, [a, b]] of edges.entries())
      if ((mask >> i) & 1) {
        neighbours[a] = integer(neighbours, a) | (1 << b);
        neighbours[b] = integer(neighbours, b) | (1 << a);
      }
    const parts = cliquesOf(neighbours);
    if (parts !== null) graphs.push({ edges: mask, ...parts });
  }
  made.set(lists, graphs);
  return graphs;
}

/** `null` when the graph is not chordal. */
function cliquesOf(neighbours: Int32Array): Pick<Graph, 'cliques' | 'separators'> | null {
  const count = neighbours.length;
  const cliques: number[] = [];
  const separators: number[] = [];
  let [visited, clique] = [0, 0];
  for (let step = 0; step < count; step++) {
    let [next, most] = [-1, -1];
    for (let v = 0; v < count; v++) {
      if ((visited >> v) & 1) continue;
      const known = bitCount(integer(neighbours, v) & visited);
      if (known > most) [next, most] = [v, known];
    }
    const known = integer(neighbours, next) & visited;
    for (let v = 0; v < count; v++)
      if ((known >> v) & 1 && (integer(neighbours, v) & known) !== (known & ~(1 << v))) return null;
    if (known !== clique || step === 0) {
      if (step > 0) {
        cliques.push(clique);
        if (known !== 0) separators.push(known);
      }
      clique = known;
    }
    clique |= 1 << next;
    visited |= 1 << next;
  }
  cliques.push(clique);
  return { cliques, separators };
}

/** Every list depends on every other: such a graph explains any table and says nothing of the missing. */
export function isComplete(graph: Graph, lists: number): boolean {
  return graph.edges === 2 ** ((lists * (lists - 1)) / 2) - 1;
}
