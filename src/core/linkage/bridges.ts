/**
 * Links that alone hold a cluster together: take one away and it falls in two. One wrong link of this kind makes
 * one person of two, so each is listed for a person to look at (bridges of a graph; Tarjan 1974).
 */
import { type Edge } from './cluster.js';

export interface Bridge extends Edge {
  /** Records on the two sides, the smaller side first. */
  readonly sides: readonly [number, number];
}

/** In clusters of three records or more; the weakest first. */
export function bridgesOf(records: number, edges: readonly Edge[]): readonly Bridge[] {
  const graph = neighbours(records, edges);
  const [seen, low, size] = [
    new Int32Array(records).fill(-1),
    new Int32Array(records),
    new Int32Array(records),
  ];
  const found: Bridge[] = [];
  let time = 0;
  for (let start = 0; start < records; start++) {
    if (seen[start] !== -1 || graph.starts[start] === graph.starts[start + 1]) continue;
    const cut: { readonly edge: number; readonly below: number }[] = [];
    const stack = [{ record: start, by: -1, next: graph.starts[start] ?? 0 }];
    seen[start] = low[start] = time++;
    size[start] = 1;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { record } = top;
      if (top.next < (graph.starts[record + 1] ?? 0)) {
        const edge = graph.edges[top.next] ?? 0;
        const to = graph.to[top.next] ?? 0;
        top.next++;
        if (edge === top.by) continue;
        if (seen[to] === -1) {
          seen[to] = low[to] = time++;
          size[to] = 1;
          stack.push({ record: to, by: edge, next: graph.starts[to] ?? 0 });
        } else low[record] = Math.min(low[record] ?? 0, seen[to] ?? 0);
        continue;
      }
      stack.pop();
      const above = stack.at(-1)?.record;
      if (above === undefined) continue;
      low[above] = Math.min(low[above] ?? 0, low[record] ?? 0);
      size[above] = (size[above] ?? 0) + (size[record] ?? 0);
      if ((low[record] ?? 0) > (seen[above] ?? 0)) cut.push({ edge: top.by, below: size[record] ?? 0 });
    }
    const whole = size[start] ?? 0;
    for (const { edge, below } of whole < 3 ? [] : cut) {
      const at = edges[edge];
      if (at !== undefined)
        found.push({
          ...at,
          sides: below <= whole - below ? [below, whole - below] : [whole - below, below],
        });
    }
  }
  return found.sort((x, y) => x.logOdds - y.logOdds || x.a - y.a || x.b - y.b);
}

interface Neighbours {
  readonly starts: Int32Array;
  readonly to: Int32Array;
  /** Which edge each step is. */
  readonly edges: Int32Array;
}

function neighbours(records: number, edges: readonly Edge[]): Neighbours {
  const starts = new Int32Array(records + 1);
  for (const { a, b } of edges) for (const end of [a, b]) starts[end + 1] = (starts[end + 1] ?? 0) + 1;
  for (let i = 0; i < records; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const next = starts.slice();
  const [to, of] = [new Int32Array(2 * edges.length), new Int32Array(2 * edges.length)];
  for (const [e, { a, b }] of edges.entries())
    for (const [from, end] of [
      [a, b],
      [b, a],
    ] as const) {
      const place = next[from] ?? 0;
      to[place] = end;
      of[place] = e;
      next[from] = place + 1;
    }
  return { starts, to, edges: of };
}
