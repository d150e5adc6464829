/** Threads: asks that repeat or pass on one another, through time; and what each demand has brought. */
import { compareDates } from '../base/date.js';
import { byText, type ThingId } from '../base/ids.js';
import { type CaseFile } from '../view/thing.js';
import { type AnswerRecord, type AskRecord, byAskDate } from './record.js';
import { anySpeaksFor } from './speaks-for.js';

export interface Thread {
  /** The id of its oldest ask. */
  readonly id: ThingId;
  /** Oldest first. */
  readonly asks: readonly AskRecord[];
  readonly demands: readonly string[];
  readonly dutyBearers: readonly ThingId[];
  /** The last answer of a State that must act, if any is recorded. */
  readonly lastAnswer: AnswerRecord | null;
}

/** Asks joined by `repeats`, in either direction; circles and lost ids do no harm. Oldest thread first. */
export function threadsOf(asks: readonly AskRecord[]): Thread[] {
  const byId = new Map(asks.map((ask) => [ask.id, ask]));
  const seen = new Set<ThingId>();
  const threads: Thread[] = [];
  for (const ask of asks) {
    if (seen.has(ask.id)) continue;
    const members: AskRecord[] = [];
    const queue = [ask.id];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const member = byId.get(id);
      if (member === undefined || seen.has(id)) continue;
      seen.add(id);
      members.push(member);
      queue.push(...member.repeats, ...member.repeatedBy);
    }
    threads.push(threadOf(inOrder(members)));
  }
  return threads;
}

/** By date; where the dates do not decide, an ask comes after those it repeats. */
function inOrder(members: readonly AskRecord[]): AskRecord[] {
  const waiting = [...members].sort(byAskDate);
  const ids = new Map(waiting.map((ask) => [ask.id, ask]));
  const placed: AskRecord[] = [];
  while (waiting.length > 0) {
    const held = (ask: AskRecord) =>
      ask.repeats.some((id) => {
        const other = ids.get(id);
        return other !== undefined && !precedes(ask, other);
      });
    // Asks that repeat one another in a circle have no free one: the oldest goes first.
    const [next] = waiting.splice(
      Math.max(
        0,
        waiting.findIndex((ask) => !held(ask)),
      ),
      1,
    );
    if (next === undefined) break;
    ids.delete(next.id);
    placed.push(next);
  }
  return placed;
}

function precedes(ask: AskRecord, other: AskRecord): boolean {
  return ask.date !== null && other.date !== null && compareDates(ask.date, other.date) === 'before';
}

function threadOf(asks: readonly AskRecord[]): Thread {
  return {
    id: asks[0]?.id ?? '',
    asks,
    demands: distinct(asks.flatMap(({ demands }) => demands)),
    dutyBearers: distinct(asks.flatMap(({ dutyBearers }) => dutyBearers)),
    lastAnswer: lastOf(asks.flatMap(({ answers }) => answers.filter(({ fromDutyBearer }) => fromDutyBearer))),
  };
}

/** Earlier asks that this one repeats or passes on, nearest first, and later ones that repeat it. */
export function lineage(
  asks: readonly AskRecord[],
  id: ThingId,
): { readonly earlier: readonly ThingId[]; readonly later: readonly ThingId[] } {
  const byId = new Map(asks.map((ask) => [ask.id, ask]));
  const walk = (next: (ask: AskRecord) => readonly ThingId[]): ThingId[] => {
    const found: ThingId[] = [];
    const queue = [id];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      const ask = byId.get(at);
      if (ask === undefined) continue;
      for (const each of next(ask))
        if (each !== id && !found.includes(each) && byId.has(each)) {
          found.push(each);
          queue.push(each);
        }
    }
    return found;
  };
  return { earlier: walk(({ repeats }) => repeats), later: walk(({ repeatedBy }) => repeatedBy) };
}

/** What one demand has brought from one State. */
export interface DemandRecord {
  readonly demand: string;
  readonly asks: readonly ThingId[];
  readonly lastAsk: AskRecord;
  /** The last answer the State gave to any of them; `null` when none is recorded. */
  readonly lastAnswer: AnswerRecord | null;
  readonly answered: number;
}

/** Every demand put to a State, the most often made first, with the last answer to it. */
export function lastAnswers(file: CaseFile, asks: readonly AskRecord[], state: ThingId): DemandRecord[] {
  const groups = new Map<string, AskRecord[]>();
  for (const ask of asks.filter(({ dutyBearers }) => dutyBearers.includes(state)))
    for (const demand of ask.demands) groups.set(demand, [...(groups.get(demand) ?? []), ask]);
  return [...groups]
    .flatMap(([demand, made]): DemandRecord[] => {
      const ordered = [...made].sort(byAskDate);
      const lastAsk = ordered.findLast(({ date }) => date !== null) ?? ordered.at(-1);
      if (lastAsk === undefined) return [];
      const own = ordered.map(({ answers }) =>
        answers.filter(({ by, kind }) => kind !== 'none' && anySpeaksFor(file, by, state)),
      );
      return [
        {
          demand,
          asks: ordered.map(({ id }) => id),
          lastAsk,
          lastAnswer: lastOf(own.flat()),
          answered: own.filter((each) => each.length > 0).length,
        },
      ];
    })
    .sort((a, b) => b.asks.length - a.asks.length || byText(a.demand, b.demand));
}

/** The latest by date; undated answers only when there is no other. */
function lastOf(answers: readonly AnswerRecord[]): AnswerRecord | null {
  const key = ({ date, id }: AnswerRecord) => `${date?.latest ?? (date === null ? '' : '9999-12-31')} ${id}`;
  return [...answers].sort((a, b) => byText(key(a), key(b))).at(-1) ?? null;
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
