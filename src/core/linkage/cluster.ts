/**
 * Links become clusters, the strongest first. What people judged the same is joined before, and what they judged
 * different is never joined, through whomever the way goes. Judgements that contradict each other are refused.
 */
import { fail, ok, type Result } from '../base/result.js';
import { type Judged } from './judgement.js';

export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly logOdds: number;
}

export interface Clusters {
  /** The smallest place in each record's cluster. */
  readonly of: Int32Array;
  /** Links that would have joined what was judged different. */
  readonly heldApart: readonly Edge[];
}

/** Kinds: `judgements-contradict`. */
export function clusterRecords(
  records: number,
  edges: readonly Edge[],
  judged: readonly Judged[],
): Result<Clusters> {
  const joined = new Joined(records);
  for (const { a, b, verdict } of judged) if (verdict === 'same') joined.join(a, b);
  for (const { a, b, verdict, judgement } of judged)
    if (verdict === 'different' && !joined.part(a, b))
      return fail(
        'judgements-contradict',
        'Judgements contradict each other: two records are judged different, and the same by way of others.',
        {
          where: `${judgement.where === undefined ? '' : `${judgement.where}, `}ids ${judgement.a.slice(0, 40)} and ${judgement.b.slice(0, 40)}`,
          fix: 'Withdraw one of the judgements that join them, or this one.',
        },
      );
  const order = edges.toSorted((x, y) => y.logOdds - x.logOdds || x.a - y.a || x.b - y.b);
  const heldApart = order.filter(({ a, b }) => !joined.join(a, b));
  return ok({ of: Int32Array.from({ length: records }, (_, i) => joined.find(i)), heldApart });
}

/** Groups that know which others they must not join. */
class Joined {
  private readonly parent: Int32Array;
  private readonly apart = new Map<number, Set<number>>();

  constructor(records: number) {
    this.parent = Int32Array.from({ length: records }, (_, i) => i);
  }

  find(record: number): number {
    let root = record;
    while (this.parent[root] !== root) root = this.parent[root] ?? root;
    for (let at = record; at !== root;) {
      const next = this.parent[at] ?? root;
      this.parent[at] = root;
      at = next;
    }
    return root;
  }

  /** False when they are already one. */
  part(a: number, b: number): boolean {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return false;
    this.apartOf(x).add(y);
    this.apartOf(y).add(x);
    return true;
  }

  /** False when a judgement keeps them apart. The smallest place names the group. */
  join(a: number, b: number): boolean {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return true;
    if (this.apart.get(x)?.has(y) === true) return false;
    const [root, gone] = x < y ? [x, y] : [y, x];
    this.parent[gone] = root;
    for (const other of this.apart.get(gone) ?? []) {
      this.apart.get(other)?.delete(gone);
      this.apartOf(other).add(root);
      this.apartOf(root).add(other);
    }
    this.apart.delete(gone);
    return true;
  }

  private apartOf(root: number): Set<number> {
    const known = this.apart.get(root) ?? new Set<number>();
    this.apart.set(root, known);
    return known;
  }
}
