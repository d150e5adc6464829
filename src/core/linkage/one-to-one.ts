/**
 * Each record of one list goes with at most one of the other, so that the evidence of all links together is
 * greatest (Jaro 1989, by linear assignment): where two records claim one partner, the second best may be right.
 */
import { type Edge } from './cluster.js';

/** Groups of more records than this take the strongest links first instead; it is told. */
export const exactMax = 400;

export interface Assigned {
  readonly edges: readonly Edge[];
  /** Records in groups too large for the exact answer. */
  readonly greedy: number;
}

/** `edges` run from the first list (`a`) to the second (`b`); only positive evidence `logOdds - least` assigns. */
export function assignOneToOne(edges: readonly Edge[], least: number): Assigned {
  let greedy = 0;
  const kept = groupsOf(edges).flatMap((group) => {
    const left = [...new Set(group.map(({ a }) => a))].sort((x, y) => x - y);
    const right = [...new Set(group.map(({ b }) => b))].sort((x, y) => x - y);
    if (left.length === 1 && right.length === 1) return group;
    if (left.length + right.length <= exactMax) return exactly(group, left, right, least);
    greedy += left.length + right.length;
    return strongestFirst(group);
  });
  return { edges: kept.sort((x, y) => x.a - y.a || x.b - y.b), greedy };
}

function groupsOf(edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const parent = new Map<string, string>();
  const find = (node: string): string => {
    let at = node;
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) at = up;
    parent.set(node, at);
    return at;
  };
  for (const { a, b } of edges) parent.set(find(`a${a}`), find(`b${b}`));
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const root = find(`a${edge.a}`);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [edge]);
    else group.push(edge);
  }
  return [...groups.values()];
}

function strongestFirst(group: readonly Edge[]): readonly Edge[] {
  const taken = new Set<string>();
  return group
    .toSorted((x, y) => y.logOdds - x.logOdds || x.a - y.a || x.b - y.b)
    .filter(({ a, b }) => {
      if (taken.has(`a${a}`) || taken.has(`b${b}`)) return false;
      taken.add(`a${a}`).add(`b${b}`);
      return true;
    });
}

/** Shortest augmenting paths with potentials (the Hungarian method); not being linked is worth nothing. */
function exactly(
  group: readonly Edge[],
  left: readonly number[],
  right: readonly number[],
  least: number,
): readonly Edge[] {
  // Every left record has a partner of its own that stands for nobody.
  const columns = right.length + left.length;
  const edgeAt = new Map(group.map((edge) => [`${edge.a} ${edge.b}`, edge]));
  const cost = (i: number, j: number): number => {
    if (j >= right.length) return j - right.length === i ? 0 : Infinity;
    const edge = edgeAt.get(`${left[i]} ${right[j]}`);
    return edge === undefined ? Infinity : -(edge.logOdds - least) - 1e-9;
  };
  const rowOf = new Int32Array(columns + 1).fill(-1);
  const [u, v] = [new Float64Array(left.length), new Float64Array(columns + 1)];
  for (let row = 0; row < left.length; row++) augment(row, columns, { cost, rowOf, u, v });
  return right.flatMap((b, j) => {
    const i = rowOf[j] ?? -1;
    return i === -1 ? [] : (edgeAt.get(`${left[i]} ${b}`) ?? []);
  });
}

interface Matching {
  readonly cost: (i: number, j: number) => number;
  readonly rowOf: Int32Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

function augment(row: number, columns: number, { cost, rowOf, u, v }: Matching): void {
  const least = new Float64Array(columns).fill(Infinity);
  const way = new Int32Array(columns + 1).fill(-1);
  const used = new Uint8Array(columns + 1);
  let at = columns;
  rowOf[columns] = row;
  while ((rowOf[at] ?? -1) !== -1) {
    used[at] = 1;
    const i = rowOf[at] ?? 0;
    let [step, next] = [Infinity, -1];
    for (let j = 0; j < columns; j++) {
      if (used[j] === 1) continue;
      const reduced = cost(i, j) - (u[i] ?? 0) - (v[j] ?? 0);
      if (reduced < (least[j] ?? Infinity)) {
        least[j] = reduced;
        way[j] = at;
      }
      if ((least[j] ?? Infinity) < step) [step, next] = [least[j] ?? Infinity, j];
    }
    if (next === -1) return;
    for (let j = 0; j <= columns; j++) {
      if (used[j] === 1) {
        const owner = rowOf[j] ?? 0;
        u[owner] = (u[owner] ?? 0) + step;
        v[j] = (v[j] ?? 0) - step;
      } else if (j < columns) least[j] = (least[j] ?? 0) - step;
    }
    at = next;
  }
  while (at !== columns) {
    const from = way[at] ?? columns;
    rowOf[at] = rowOf[from] ?? -1;
    at = from;
  }
}
