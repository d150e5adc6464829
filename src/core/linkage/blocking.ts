/**
 * Which pairs are compared: those that share a key under one of several rules. Each pair is met once, by the
 * first rule that finds it; how many rules find a likely match says how many matches no rule finds.
 */
import { type Comparison } from './comparison.js';
import { possiblePairs, type Register } from './register.js';

/** A part of a rule: a column's value, or one of its keys ("sound", "year"). */
export interface KeyPart {
  readonly column: number;
  readonly key: string;
}

export interface Rule {
  readonly name: string;
  readonly parts: readonly KeyPart[];
}

export interface RuleKeys {
  readonly rule: Rule;
  /** Each record's block; -1 where a part is unknown, which is in no block. */
  readonly blocks: Int32Array;
  readonly count: number;
  /** Pairs inside blocks; those of blocks left out are not in it. */
  readonly pairs: number;
  readonly leftOut: { readonly blocks: number; readonly records: number };
}

export function columnKeys(
  register: Register,
  comparisons: readonly Comparison[],
  part: KeyPart,
): Int32Array {
  const column = register.columns[part.column];
  if (column === undefined) return new Int32Array(register.ids.length).fill(-1);
  const key = comparisons[part.column]?.keys[part.key];
  if (part.key === '' || key === undefined) return column.codes;
  const known = new Map<string, number>([['', -1]]);
  const ofValue = column.values.map((_, value) => {
    const text = key(value);
    const at = known.get(text) ?? known.size - 1;
    known.set(text, at);
    return at;
  });
  return column.codes.map((code) => (code < 0 ? -1 : (ofValue[code] ?? -1)));
}

/** A block of more pairs than this is left out and told: it would be ten thousand people of one name. */
export const blockPairsMax = 5_000_000;

export function ruleKeys(register: Register, rule: Rule, parts: readonly Int32Array[]): RuleKeys {
  const n = register.ids.length;
  let blocks = parts[0]?.slice() ?? new Int32Array(n).fill(-1);
  let count = blocks.reduce((most, block) => Math.max(most, block), -1) + 1;
  for (const part of parts.slice(1)) {
    const size = part.reduce((most, block) => Math.max(most, block), -1) + 1;
    const known = new Map<number, number>();
    blocks = blocks.map((block, i) => {
      const other = part[i] ?? -1;
      if (block < 0 || other < 0) return -1;
      const mixed = block * size + other;
      const at = known.get(mixed) ?? known.size;
      known.set(mixed, at);
      return at;
    });
    count = known.size;
  }
  return leaveOut(register, rule, blocks, count);
}

function leaveOut(register: Register, rule: Rule, blocks: Int32Array, count: number): RuleKeys {
  const [first, other] = [new Int32Array(count), new Int32Array(count)];
  for (const [i, block] of blocks.entries())
    if (block >= 0) {
      const side = i < register.second ? first : other;
      side[block] = (side[block] ?? 0) + 1;
    }
  let [pairs, out, records] = [0, 0, 0];
  const large = new Uint8Array(count);
  for (let block = 0; block < count; block++) {
    const [a, b] = [first[block] ?? 0, other[block] ?? 0];
    const inside = register.within ? ((a + b) * (a + b - 1)) / 2 : a * b;
    if (inside > blockPairsMax) {
      large[block] = 1;
      out++;
      records += a + b;
    } else pairs += inside;
  }
  return {
    rule,
    blocks: out === 0 ? blocks : blocks.map((block) => (block >= 0 && large[block] === 1 ? -1 : block)),
    count,
    pairs,
    leftOut: { blocks: out, records },
  };
}

/** The one rule under which everything is compared with everything. */
export const allPairs: Rule = { name: 'all pairs', parts: [] };

export interface Met {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** How many rules find each pair. */
  readonly times: Uint8Array;
}

/** Every pair under the rules, once, by rule and then by record. */
export function meetPairs(register: Register, rules: readonly RuleKeys[]): Met {
  const most = rules.reduce((sum, { pairs }) => sum + pairs, 0);
  const left = new Int32Array(most);
  const right = new Int32Array(most);
  const times = new Uint8Array(most);
  let size = 0;
  for (const [r, { blocks, count }] of rules.entries()) {
    const { order, starts } = grouped(blocks, count);
    for (let block = 0; block < count; block++) {
      const end = starts[block + 1] ?? 0;
      for (let x = starts[block] ?? 0; x < end; x++)
        for (let y = x + 1; y < end; y++) {
          const [i, j] = [order[x] ?? 0, order[y] ?? 0];
          if (!register.within && (i >= register.second || j < register.second)) continue;
          const found = timesFound(rules, r, i, j);
          if (found === 0) continue;
          left[size] = i;
          right[size] = j;
          times[size] = found;
          size++;
        }
    }
  }
  return { left: left.slice(0, size), right: right.slice(0, size), times: times.slice(0, size) };
}

/** 0 where an earlier rule found the pair already. */
function timesFound(rules: readonly RuleKeys[], at: number, i: number, j: number): number {
  let found = 1;
  for (let r = 0; r < rules.length; r++) {
    if (r === at) continue;
    const blocks = rules[r]?.blocks;
    const block = blocks?.[i] ?? -1;
    if (block < 0 || block !== blocks?.[j]) continue;
    if (r < at) return 0;
    found++;
  }
  return found;
}

function grouped(
  blocks: Int32Array,
  count: number,
): { readonly order: Int32Array; readonly starts: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const block of blocks) if (block >= 0) starts[block + 1] = (starts[block + 1] ?? 0) + 1;
  for (let block = 0; block < count; block++)
    starts[block + 1] = (starts[block + 1] ?? 0) + (starts[block] ?? 0);
  const next = starts.slice();
  const order = new Int32Array(starts[count] ?? 0);
  for (const [i, block] of blocks.entries())
    if (block >= 0) {
      const place = next[block] ?? 0;
      order[place] = i;
      next[block] = place + 1;
    }
  return { order, starts };
}

/** Adds pairs that no rule found; they count for none. */
export function withPairs(met: Met, pairs: readonly { readonly a: number; readonly b: number }[]): Met {
  if (pairs.length === 0) return met;
  const wanted = new Map(pairs.map(({ a, b }) => [`${a} ${b}`, [a, b] as const]));
  const ends = new Set(pairs.map(({ a }) => a));
  for (const [p, i] of met.left.entries()) if (ends.has(i)) wanted.delete(`${i} ${met.right[p]}`);
  const added = [...wanted.values()];
  const longer = (list: Int32Array, more: readonly number[]) => {
    const all = new Int32Array(list.length + more.length);
    all.set(list);
    all.set(more, list.length);
    return all;
  };
  const times = new Uint8Array(met.times.length + added.length);
  times.set(met.times);
  return {
    left: longer(
      met.left,
      added.map(([a]) => a),
    ),
    right: longer(
      met.right,
      added.map(([, b]) => b),
    ),
    times,
  };
}

export function everyPair(register: Register): Met {
  const size = possiblePairs(register);
  const [left, right] = [new Int32Array(size), new Int32Array(size)];
  let at = 0;
  const n = register.ids.length;
  for (let i = 0; i < (register.within ? n : register.second); i++)
    for (let j = register.within ? i + 1 : register.second; j < n; j++) {
      left[at] = i;
      right[at] = j;
      at++;
    }
  return { left, right, times: new Uint8Array(size).fill(1) };
}
