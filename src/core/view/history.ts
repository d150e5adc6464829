/**
 * What happened to one thing, entry by entry: who, when, why, and what its property said before and
 * after. It is made with the same fold that makes the thing, so the last "after" is what pages show.
 */
import { type ClaimId, type ThingId } from '../base/ids.js';
import { assertNever } from '../base/result.js';
import { type AmendAction, type Narrowing } from '../ledger/bodies.js';
import { type FindBody } from '../ledger/find.js';
import { foldThings, type Logged, type Sees } from './fold.js';
import { type HeldClaim, type IndependenceJudgement, type Thing } from './thing.js';

export type ChangeKind = 'recorded' | 'judged' | 'found' | AmendAction | Narrowing;

export interface Change {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly kind: ChangeKind;
  /** The claim recorded or amended, as it stands after this entry; `null` when it is a judgement or a finding. */
  readonly held: HeldClaim | null;
  readonly judgement: IndependenceJudgement | null;
  /** What a person decided of a rule on this event. */
  readonly find: FindBody | null;
  /** What was held of the claim's property before and after: claims that stand or are disputed. */
  readonly before: readonly HeldClaim[];
  readonly after: readonly HeldClaim[];
  /** The reason given; empty when the entry gives none. */
  readonly why: string;
  /** The entry it answers: the claim or judgement it amends. */
  readonly answers: number | null;
  /** The claim that says it rightly, of a correction; `null` when it may not be seen. */
  readonly replacement: ClaimId | null;
  /** The entry of a claim that this one names, when that was erased since; else `null`. */
  readonly erased: number | null;
}

/** What a ledger tells of a thing. */
export interface ThingHistory {
  /** `batch`: entries before those it was recorded with, so `entry:batch - 1` is the moment before. */
  readonly changes: readonly (Change & { readonly batch: number })[];
  /** Every erased claim of the dossier: of what each spoke is not kept, so none can be listed with its thing. */
  readonly erased: readonly number[];
}

/** Entries of claims that were erased, by their ids. */
type Erased = ReadonlyMap<ClaimId, number>;

/** Entries of other things may be among `entries`; they come in the order of the log. */
export function historyOf(
  id: ThingId,
  entries: readonly Logged[],
  sees: Sees,
  erased: Erased = new Map(),
): Change[] {
  const changes: Change[] = [];
  const judged = new Map<ClaimId, { readonly seq: number; readonly judgement: IndependenceJudgement }>();
  let thing: Thing | undefined;
  for (const entry of entries) {
    const { seq, at, actor } = entry;
    const made = { seq, at, actor };
    switch (entry.kind) {
      case 'claim': {
        if (entry.held.claim.thing.id !== id || !sees(entry.held.claim.audience)) break;
        const before: Thing | undefined = thing;
        thing = foldOne(thing, entry, sees) ?? thing;
        changes.push({
          ...made,
          ...unamended,
          kind: 'recorded',
          held: entry.held,
          ...around(entry.held, before, thing),
        });
        break;
      }
      case 'judge': {
        const { judgement, audience } = entry.judge;
        if (judgement.about !== id || !sees(audience)) break;
        judged.set(entry.id, { seq, judgement });
        changes.push({ ...made, ...unamended, kind: 'judged', held: null, judgement, why: judgement.why });
        break;
      }
      case 'amend': {
        const { target, action, why, replacement } = entry.amend;
        const answer = { ...made, ...unamended, kind: action, why };
        const opinion = judged.get(target);
        const before: Thing | undefined = thing;
        const was = before?.claims.find((held) => held.id === target);
        if (opinion !== undefined)
          changes.push({ ...answer, held: null, judgement: opinion.judgement, answers: opinion.seq });
        const gone = erased.get(target);
        if (gone !== undefined && held(before, replacement))
          changes.push({ ...answer, held: null, answers: gone, replacement, erased: gone });
        if (was === undefined) break;
        thing = foldOne(thing, entry, sees) ?? thing;
        const now = thing?.claims.find((one) => one.id === target) ?? was;
        changes.push({
          ...answer,
          held: now,
          answers: was.seq,
          replacement: held(thing, replacement) ? replacement : null,
          erased: erased.get(replacement ?? '') ?? null,
          ...around(now, before, thing),
        });
        break;
      }
      case 'find': {
        const { event, why, audience } = entry.find;
        if (event !== id || !sees(audience)) break;
        changes.push({ ...made, ...unamended, kind: 'found', held: null, find: entry.find, why });
        break;
      }
      case 'config':
      case 'consent':
      case 'custody':
      case 'other':
        break;
      default:
        return assertNever(entry);
    }
  }
  return changes;
}

const unamended = {
  judgement: null,
  find: null,
  before: [],
  after: [],
  why: '',
  answers: null,
  replacement: null,
  erased: null,
} as const;

function foldOne(thing: Thing | undefined, entry: Logged, sees: Sees): Thing | undefined {
  const things = new Map(thing === undefined ? [] : [[thing.id, thing]]);
  const folded = foldThings(things, [entry], { sees, ownerOf: () => thing?.id });
  return [...folded.values()][0];
}

function held(thing: Thing | undefined, id: ClaimId | null): boolean {
  return thing?.claims.some((one) => one.id === id) === true;
}

function around(held: HeldClaim, before: Thing | undefined, after: Thing | undefined) {
  const { property } = held.claim;
  return { before: holding(before, property), after: holding(after, property) };
}

/** What a property is held to be: claims that stand or are disputed, denials included. */
export function holding(thing: Thing | undefined, property: string): readonly HeldClaim[] {
  return (thing?.claims ?? []).filter(
    (held) =>
      held.claim.property === property && (held.standing === 'stands' || held.standing === 'disputed'),
  );
}
