/** Where in a thing a query was met: the claims, the passages in them and the way; what a page shows and explains. */
import { byText } from '../base/ids.js';
import { type HeldClaim, type Thing } from '../view/thing.js';
import { piecesOf, refWord, type Weight } from './document.js';
import { type Pattern, type Query, type Step, type Term, type Through, type Way } from './query.js';
import { type Token, tokensOf } from './tokens.js';

/** UTF-16 offsets, end exclusive. */
export type Range = readonly [number, number];

export interface Hit {
  readonly held: HeldClaim;
  readonly part: 'value' | 'note';
  readonly weight: Weight;
  readonly text: string;
  /** What of the text was met: in order, apart. */
  readonly ranges: readonly Range[];
}

export interface MetTerm {
  readonly term: Term;
  /** `reference`: through a thing it refers to. */
  readonly way: Way | 'reference';
  /** The thing it refers to, for `reference`. */
  readonly through: string | null;
}

export interface Met {
  /** One for each word asked for; `null` when some word is not there, or one that must not be is. */
  readonly terms: readonly MetTerm[] | null;
  /** The best first. */
  readonly hits: readonly Hit[];
}

export function meet(thing: Thing, query: Query, through: Through = new Map()): Met {
  const pieces = piecesOf(thing).map((piece) => ({ piece, tokens: tokensOf(piece.text) }));
  const refs = new Set([refWord(thing.id), ...refsIn(thing)]);
  const found = query.all.map((term) => meetTerm(term, pieces, { refs, through: through.get(term) ?? [] }));
  const barred = query.none.some((term) => meetTerm(term, pieces, { refs: new Set(), through: [] }) !== null);
  const terms = found.flatMap((one) => (one === null ? [] : [one.met]));
  const hits = pieces.flatMap(({ piece }, i): Hit[] => {
    const ranges = joined(found.flatMap((one) => one?.ranges.get(i) ?? []));
    return ranges.length === 0 ? [] : [{ ...piece, ranges }];
  });
  return {
    terms: terms.length === query.all.length && !barred ? terms : null,
    hits: hits.sort(
      (a, b) => b.ranges.length - a.ranges.length || byText(a.weight, b.weight) || a.held.seq - b.held.seq,
    ),
  };
}

function refsIn(thing: Thing): string[] {
  return thing.claims.flatMap(({ claim, standing }) =>
    (standing === 'stands' || standing === 'disputed') && claim.value.kind === 'ref'
      ? [refWord(claim.value.id)]
      : [],
  );
}

interface Cut {
  readonly tokens: readonly Token[];
}

function meetTerm(
  term: Term,
  pieces: readonly Cut[],
  { refs, through }: { readonly refs: ReadonlySet<string>; readonly through: readonly string[] },
): { readonly met: MetTerm; readonly ranges: ReadonlyMap<number, readonly Range[]> } | null {
  for (const pattern of term.patterns) {
    const ranges = meetPattern(pattern, pieces);
    if (ranges !== null) return { met: { term, way: pattern.way, through: null }, ranges };
  }
  const ref = through.find((one) => refs.has(one));
  return ref === undefined
    ? null
    : { met: { term, way: 'reference', through: ref.slice(1) }, ranges: new Map() };
}

/** Every row somewhere in the thing; the places of all of them. */
function meetPattern({ rows }: Pattern, pieces: readonly Cut[]): Map<number, Range[]> | null {
  const all = new Map<number, Range[]>();
  for (const row of rows) {
    let any = false;
    for (const [i, { tokens }] of pieces.entries()) {
      const ranges = meetRow(row, tokens);
      if (ranges.length === 0) continue;
      any = true;
      all.set(i, [...(all.get(i) ?? []), ...ranges]);
    }
    if (!any) return null;
  }
  return all;
}

function meetRow(row: readonly Step[], tokens: readonly Token[]): Range[] {
  const ranges: Range[] = [];
  for (const [i, first] of tokens.entries()) {
    const ends = row.every((step, j) => fits(step, tokens[i + j], first.at + j));
    const last = tokens[i + row.length - 1];
    if (ends && last !== undefined) ranges.push([first.from, last.to]);
  }
  return ranges;
}

function fits({ words, prefix }: Step, token: Token | undefined, at: number): boolean {
  if (token === undefined || token.at !== at) return false;
  return words.some((word) => (prefix ? token.word.startsWith(word) : token.word === word));
}

function joined(ranges: readonly Range[]): Range[] {
  const out: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = out.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}
