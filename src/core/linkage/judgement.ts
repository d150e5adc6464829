/**
 * What people decided of pairs. A judgement always wins over any score; a later one replaces an earlier one, and
 * `withdrawn` undoes it, so that the state is a fold of the list and nothing is ever lost.
 */
import { fail, ok, type Result } from '../base/result.js';
import { type Register } from './register.js';

export const verdicts = ['same', 'different', 'unsure', 'withdrawn'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Judgement {
  readonly a: string;
  readonly b: string;
  readonly verdict: Verdict;
  readonly by: string;
  readonly why: string;
  /** Where it stands, for messages: "line 4". */
  readonly where?: string;
}

export interface Judged {
  /** Places of the two records, the smaller first. */
  readonly a: number;
  readonly b: number;
  readonly verdict: Exclude<Verdict, 'withdrawn'>;
  readonly judgement: Judgement;
}

/** The judgements that hold, in the order of their records. Kinds: `judgement-of-nobody`, `judgement-unclear`. */
export function foldJudgements(list: readonly Judgement[], register: Register): Result<readonly Judged[]> {
  const places = placesOf(register);
  const held = new Map<string, Judged>();
  for (const judgement of list) {
    const pair = pairOf(judgement, register, places);
    if (!pair.ok) return pair;
    const [a, b] = pair.value;
    const key = `${a} ${b}`;
    if (judgement.verdict === 'withdrawn') held.delete(key);
    else held.set(key, { a, b, verdict: judgement.verdict, judgement });
  }
  return ok([...held.values()].sort((x, y) => x.a - y.a || x.b - y.b));
}

interface Places {
  readonly first: ReadonlyMap<string, number>;
  readonly second: ReadonlyMap<string, number>;
}

function placesOf({ ids, second }: Register): Places {
  const [a, b] = [new Map<string, number>(), new Map<string, number>()];
  for (const [i, id] of ids.entries()) (i < second ? a : b).set(id, i);
  return { first: a, second: b };
}

function pairOf(
  { a, b, where }: Judgement,
  register: Register,
  { first, second }: Places,
): Result<readonly [number, number]> {
  const at = where === undefined ? {} : { where };
  const two = second.size > 0;
  const found: (readonly [number, number])[] = [];
  const add = (x: number | undefined, y: number | undefined) => {
    if (x !== undefined && y !== undefined && x !== y) found.push(x < y ? [x, y] : [y, x]);
  };
  if (two) add(first.get(a), second.get(b));
  if (two && found.length === 0) add(first.get(b), second.get(a));
  if (!two || (register.within && found.length === 0)) {
    add(first.get(a), first.get(b));
    add(second.get(a), second.get(b));
  }
  const [pair, another] = found;
  if (pair === undefined)
    return fail('judgement-of-nobody', 'A judgement is about a pair that these lists do not hold.', {
      ...at,
      fix: 'Check the two ids; with two lists, the first is of the first list.',
    });
  if (another !== undefined)
    return fail('judgement-unclear', 'A judgement fits two pairs: both lists hold both ids.', {
      ...at,
      fix: 'Give ids that are different in the two lists.',
    });
  return ok(pair);
}
