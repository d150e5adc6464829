/**
 * Links become clusters, the strongest first, and two clusters are joined only while all pairs between them
 * together speak for it: a chain of links does not make one person of many. What people judged the same is joined
 * before, and what they judged different never, through whomever the way goes. Contradictions are refused.
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
  /** Links that would have joined what was judged different, or clusters whose other pairs speak against it. */
  readonly heldApart: readonly Edge[];
}

/** What pairs between clusters say: those listed their log-odds, all others this. */
export interface Between {
  readonly edges: readonly Edge[];
  readonly others: number;
}

/** One pair speaks no louder than this for or against joining two clusters. */
const LOUDEST = 8;

/** Kinds: `judgements-contradict`. */
export function clusterRecords(
  records: number,
  edges: readonly Edge[],
  judged: readonly Judged[],
  between: Between = { edges, others: 0 },
): Result<Clusters> {
  const joined = new Joined(records, between);
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
  const heldApart = order.filter(({ a, b }) => !joined.agree(a, b) || !joined.join(a, b));
  const of = Int32Array.from({ length: records }, (_, i) => joined.find(i));
  // A link refused at first may have been made good by others.
  return ok({ of, heldApart: heldApart.filter(({ a, b }) => of[a] !== of[b]) });
}

/** Groups that know which others they must not join. */
class Joined {
  private readonly parent: Int32Array;
  private readonly apart = new Map<number, Set<number>>();

  private readonly size: Int32Array;
  /** Evidence between groups beyond what any pair is thought to say, by group and other group. */
  private readonly evidence = new Map<number, Map<number, number>>();
  private readonly others: number;

  constructor(records: number, { edges, others }: Between) {
    this.parent = Int32Array.from({ length: records }, (_, i) => i);
    this.size = new Int32Array(records).fill(1);
    this.others = Math.max(-LOUDEST, others);
    for (const { a, b, logOdds } of edges) {
      const said = Math.min(LOUDEST, Math.max(-LOUDEST, logOdds)) - this.others;
      this.say(a, b, said);
      this.say(b, a, said);
    }
  }

  private say(from: number, to: number, said: number): void {
    const known = this.evidence.get(from) ?? new Map<number, number>();
    this.evidence.set(from, known);
    known.set(to, (known.get(to) ?? 0) + said);
  }

  /** Whether all pairs between two groups together speak for one person. */
  agree(a: number, b: number): boolean {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return true;
    const pairs = (this.size[x] ?? 1) * (this.size[y] ?? 1);
    return pairs === 1 || (this.evidence.get(x)?.get(y) ?? 0) + this.others * pairs > 0;
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
    this.size[root] = (this.size[root] ?? 1) + (this.size[gone] ?? 1);
    for (const [other, said] of this.evidence.get(gone) ?? []) {
      this.evidence.get(other)?.delete(gone);
      if (other === root) continue;
      this.say(root, other, said);
      this.say(other, root, said);
    }
    this.evidence.delete(gone);
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
