/**
 * Who is who, in one or two lists: every pair compared gets one of three answers (link, review, not), judgements
 * win over scores, and links become clusters. Pure: the same input gives the same bytes.
 */
import { ok, type Result } from '../base/result.js';
import { type Bridge, bridgesOf } from './bridges.js';
import { type Between, clusterRecords, type Edge } from './cluster.js';
import { chance } from './fit.js';
import { assignOneToOne } from './one-to-one.js';
import { type LinkInput, type Scored, scorePairs } from './score-pairs.js';
import {
  adviseThreshold,
  errorDefault,
  reliability,
  type ReliabilityRow,
  type Threshold,
} from './threshold.js';

export { waterfall, type Waterfall } from './explain.js';
export { type Judgement } from './judgement.js';
export { type Kind, kindOf, kinds } from './kinds.js';
export { type Row } from './register.js';
export { type LinkInput, type Scored, scorePairs } from './score-pairs.js';

export interface LinkOptions extends LinkInput {
  /** Share of links that may be wrong; 0.02 where nothing is said. */
  readonly error?: number;
  /** Each record of one list is at most one of the other: lists that hold nobody twice. */
  readonly oneToOne?: boolean;
}

export const decisions = ['not', 'review', 'link'] as const;
export type Decision = (typeof decisions)[number];

export interface Linked {
  readonly scored: Scored;
  readonly threshold: Threshold;
  /** Pairs linked because both are linked to a third record, though by themselves they may not agree. */
  readonly implied: ReadonlyMap<number, Implied>;
  /** What is promised of the links that stand, after judgements and clusters. */
  readonly promise: Promised;
  /** Of each pair compared, as its place in `decisions`. */
  readonly decided: Uint8Array;
  /** The smallest place in each record's cluster. */
  readonly clusters: Int32Array;
  /** Links that alone hold a cluster together, the weakest first. */
  readonly bridges: readonly Bridge[];
  /** Links that a judgement of *different* keeps out. */
  readonly heldApart: readonly Edge[];
  /** What was promised of judged pairs, and what people found. */
  readonly reliability: readonly ReliabilityRow[];
  readonly warnings: Scored['warnings'];
}

export interface Implied {
  readonly chance: number;
  /** The record that both are linked to; `null` where the way is longer. */
  readonly through: number | null;
}

export interface Promised {
  readonly links: number;
  readonly reviews: number;
  /** Expected share of the links that is right, and of all matches that they are. */
  readonly precision: number;
  readonly recall: number;
}

const NOT = 0;
const REVIEW = 1;
const LINK = 2;

/** Kinds: those of `scorePairs` and `clusterRecords`. */
export function link(options: LinkOptions): Result<Linked> {
  const result = scorePairs(options);
  if (!result.ok) return result;
  const scored = result.value;
  const { ids } = scored.compared.register;
  const threshold = adviseThreshold(
    scored.logOdds,
    options.error ?? errorDefault,
    scored.coverage.lostAtLeast,
  );
  const decided = Uint8Array.from(scored.logOdds, (odds) =>
    odds >= threshold.link ? LINK : odds >= threshold.review ? REVIEW : NOT,
  );
  const truth = judgePairs(scored, decided);
  const warnings = [
    ...scored.warnings,
    ...(options.oneToOne === true ? chooseOne(scored, decided, truth) : []),
  ];
  const edges = linkedEdges(scored, decided);
  const clusters = clusterRecords(ids.length, edges, scored.judged, betweenClusters(scored));
  if (!clusters.ok) return clusters;
  const { of, heldApart } = clusters.value;
  const apart = new Set(heldApart);
  for (const edge of edges) if (apart.has(edge)) decided[edge.pair] = REVIEW;
  const held = edges.filter((edge) => !apart.has(edge));
  const implied = impliedLinks(scored, { of, decided });
  const judgedSame = new Set(
    scored.judged.filter(({ verdict }) => verdict === 'same').map(({ a, b }) => `${a} ${b}`),
  );
  return ok({
    scored,
    threshold,
    implied,
    promise: promised(scored, decided, { truth, implied }),
    decided,
    clusters: of,
    bridges: bridgesOf(ids.length, held).filter(({ a, b }) => !judgedSame.has(`${a} ${b}`)),
    heldApart,
    reliability: reliability(scored.logOdds, (pair) => truth.get(pair) ?? null),
    warnings,
  });
}

interface Known {
  /** What people judged, by pair. */
  readonly truth: ReadonlyMap<number, boolean>;
  readonly implied: Linked['implied'];
}

function promised(scored: Scored, decided: Uint8Array, { truth, implied }: Known): Promised {
  let [links, reviews, right, all] = [0, 0, 0, scored.coverage.lostAtLeast];
  for (const [p, decision] of decided.entries()) {
    const known = truth.get(p);
    const share =
      known === undefined ? (implied.get(p)?.chance ?? chance(scored.logOdds[p] ?? 0)) : Number(known);
    all += share;
    if (decision === REVIEW) reviews++;
    if (decision !== LINK) continue;
    links++;
    right += share;
  }
  return { links, reviews, precision: links === 0 ? 1 : right / links, recall: all === 0 ? 1 : right / all };
}

/** Writes judgements over scores; says what is known of which pair. */
function judgePairs(scored: Scored, decided: Uint8Array): ReadonlyMap<number, boolean> {
  const truth = new Map<number, boolean>();
  if (scored.judged.length === 0) return truth;
  const judged = new Map(scored.judged.map((each) => [`${each.a} ${each.b}`, each.verdict]));
  for (let p = 0; p < decided.length; p++) {
    const verdict = judged.get(`${scored.met.left[p]} ${scored.met.right[p]}`);
    if (verdict === undefined) continue;
    decided[p] = verdict === 'same' ? LINK : verdict === 'different' ? NOT : REVIEW;
    if (verdict !== 'unsure') truth.set(p, verdict === 'same');
  }
  return truth;
}

/**
 * Two records of one cluster are linked, though by themselves they may not agree: whoever both are linked to makes
 * them one. Returns the chance of each such pair: its own, or that both links to a third record are right.
 */
function impliedLinks(
  { met, logOdds, judged }: Scored,
  { of, decided }: { readonly of: Int32Array; readonly decided: Uint8Array },
): Linked['implied'] {
  const unsure = new Set(judged.filter(({ verdict }) => verdict !== 'same').map(({ a, b }) => `${a} ${b}`));
  const linked = new Map<number, Map<number, number>>();
  const add = (a: number, b: number, share: number) => {
    const known = linked.get(a) ?? new Map<number, number>();
    linked.set(a, known);
    known.set(b, share);
  };
  const inside: number[] = [];
  for (let p = 0; p < decided.length; p++) {
    const [a, b] = [met.left[p] ?? 0, met.right[p] ?? 0];
    if (of[a] !== of[b] || unsure.has(`${a} ${b}`)) continue;
    if (decided[p] === LINK) {
      add(a, b, chance(logOdds[p] ?? 0));
      add(b, a, chance(logOdds[p] ?? 0));
    } else inside.push(p);
  }
  const implied = new Map<number, Implied>();
  for (const p of inside) {
    const [x, y] = [linked.get(met.left[p] ?? 0), linked.get(met.right[p] ?? 0)];
    let best: Implied = { chance: chance(logOdds[p] ?? 0), through: null };
    for (const [third, share] of x ?? []) {
      const both = share * (y?.get(third) ?? 0);
      if (both > best.chance) best = { chance: both, through: third };
    }
    implied.set(p, best);
    decided[p] = LINK;
  }
  return implied;
}

/** Pairs under this chance are taken as one, so that millions of them need not be kept. */
const KEPT = Math.log(0.001 / 0.999);

function betweenClusters({ met, logOdds }: Scored): Between {
  const edges: Edge[] = [];
  for (const [p, odds] of logOdds.entries())
    if (odds >= KEPT) edges.push({ a: met.left[p] ?? 0, b: met.right[p] ?? 0, logOdds: odds });
  return { edges, others: KEPT };
}

interface LinkedEdge extends Edge {
  readonly pair: number;
}

function linkedEdges({ met, logOdds }: Scored, decided: Uint8Array): LinkedEdge[] {
  const edges: LinkedEdge[] = [];
  for (let p = 0; p < decided.length; p++)
    if (decided[p] === LINK)
      edges.push({ pair: p, a: met.left[p] ?? 0, b: met.right[p] ?? 0, logOdds: logOdds[p] ?? 0 });
  return edges;
}

/** Between two lists: links that lose to another become reviews. Judged ones never lose. */
function chooseOne(
  scored: Scored,
  decided: Uint8Array,
  truth: ReadonlyMap<number, boolean>,
): Scored['warnings'] {
  const { met, logOdds, compared } = scored;
  const { second } = compared.register;
  const taken = new Set<number>();
  for (const [p, same] of truth) if (same) taken.add(met.left[p] ?? 0).add(met.right[p] ?? 0);
  const places = new Map<string, number>();
  const edges: Edge[] = [];
  for (let p = 0; p < decided.length; p++) {
    const [a, b] = [met.left[p] ?? 0, met.right[p] ?? 0];
    if (decided[p] !== LINK || truth.has(p) || a >= second || b < second) continue;
    decided[p] = REVIEW;
    if (taken.has(a) || taken.has(b)) continue;
    places.set(`${a} ${b}`, p);
    edges.push({ a, b, logOdds: logOdds[p] ?? 0 });
  }
  const { edges: kept, greedy } = assignOneToOne(edges, 0);
  for (const { a, b } of kept) decided[places.get(`${a} ${b}`) ?? 0] = LINK;
  return greedy === 0
    ? []
    : [
        {
          kind: 'one-to-one-greedy',
          message: `${greedy} records stand in groups too large for the best assignment; there the strongest links were taken first.`,
        },
      ];
}
