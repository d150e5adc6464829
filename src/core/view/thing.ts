/** Things as pages and checks see them: every claim that stands, contradictions kept. */
import { type ClaimId, type DossierId, type ThingId } from '../base/ids.js';
import { type EdtfDate } from '../base/date.js';
import { type Figure } from '../base/figure.js';
import { type Claim } from '../claim/claim.js';
import { type AmendAction } from '../ledger/bodies.js';
import { type FindBody } from '../ledger/find.js';
import { type TypeName } from '../model/model.js';

/** What later entries did to a claim; `stands` when nothing did. */
export type Standing = 'stands' | 'retracted' | 'corrected' | 'disputed';

/** A claim as the ledger holds it. */
export interface HeldClaim {
  readonly id: ClaimId;
  readonly seq: number;
  /** When we recorded it, an ISO 8601 instant in UTC. */
  readonly at: string;
  readonly actor: string;
  readonly claim: Claim;
  readonly standing: Standing;
  /** What later entries said of it, in order; the last decides how it stands. */
  readonly amendedBy: readonly Amendment[];
}

/** One entry that answers a claim: who said what of it, when and why. */
export interface Amendment {
  /** Id of the amending entry itself. */
  readonly id: ClaimId;
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: AmendAction;
  /** The claim that says it rightly, of a correction. */
  readonly replacement: ClaimId | null;
  readonly why: string;
}

export interface Thing {
  readonly type: TypeName;
  readonly id: ThingId;
  /** In the order recorded; retracted and corrected claims stay, marked by their standing. */
  readonly claims: readonly HeldClaim[];
}

/** An analyst's recorded judgement that origins are independent of one another, with the reason. */
export interface IndependenceJudgement {
  readonly about: ThingId;
  readonly origins: readonly ThingId[];
  readonly by: string;
  readonly why: string;
}

/** One person's decision about a rule or an element of it, as recorded. */
export interface Decided {
  readonly id: ClaimId;
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly find: FindBody;
}

export interface DossierInfo {
  readonly id: DossierId;
  readonly title: { readonly en: string; readonly ko: string };
  readonly summary: { readonly en: string; readonly ko: string };
  /** The States whose conduct the dossier is about: who returns, and to where. */
  readonly returningStates: readonly ThingId[];
  readonly originStates: readonly ThingId[];
  readonly period: EdtfDate | null;
  readonly invented: boolean;
}

/**
 * One dossier as of one moment, for pure functions to work on. Holds only what the actor
 * who asked for it may see.
 */
export interface CaseFile {
  readonly dossier: DossierInfo;
  /** The last entry it reflects. */
  readonly seq: number;
  /** When that entry was recorded, ISO 8601 UTC; `null` for an empty ledger. */
  readonly asOf: string | null;
  readonly things: ReadonlyMap<ThingId, Thing>;
  readonly judgements: readonly IndependenceJudgement[];
  /** What people decided of rules, in the order decided. */
  readonly decided: readonly Decided[];
}

/** Sorted once a case file: a check asks for the events thousands of times. The answer is the caller's own. */
const byType = new WeakMap<CaseFile['things'], ReadonlyMap<TypeName, readonly Thing[]>>();

export function thingsOf(file: CaseFile, type: TypeName): Thing[] {
  let sorted = byType.get(file.things);
  if (sorted === undefined) {
    const made = new Map<TypeName, Thing[]>();
    for (const thing of file.things.values()) {
      const held = made.get(thing.type);
      if (held === undefined) made.set(thing.type, [thing]);
      else held.push(thing);
    }
    byType.set(file.things, (sorted = made));
  }
  return [...(sorted.get(type) ?? [])];
}

/** Standing claims of one property: what pages show unless history is asked for. */
export function standing(thing: Thing, property?: string): readonly HeldClaim[] {
  let known = stood.get(thing);
  if (known === undefined) stood.set(thing, (known = new Map()));
  let held = known.get(property);
  if (held === undefined) {
    held = thing.claims.filter(
      (one) =>
        (one.standing === 'stands' || one.standing === 'disputed') &&
        one.claim.stance === 'asserts' &&
        (property === undefined || one.claim.property === property),
    );
    known.set(property, held);
  }
  return held;
}

/** Filtered once a thing and property; things never change. */
const stood = new WeakMap<Thing, Map<string | undefined, readonly HeldClaim[]>>();

export function textOf(thing: Thing, property: string, lang?: string): string | null {
  const texts = standing(thing, property).flatMap(({ claim }) =>
    claim.value.kind === 'text' ? [claim.value] : [],
  );
  return (
    (texts.find((text) => text.lang === lang) ?? texts.find((text) => text.lang === 'en') ?? texts[0])
      ?.text ?? null
  );
}

export function textsOf(thing: Thing, property: string): string[] {
  return [
    ...new Set(
      standing(thing, property).flatMap(({ claim }) =>
        claim.value.kind === 'text' ? [claim.value.text] : [],
      ),
    ),
  ];
}

export function refsOf(thing: Thing, property: string): ThingId[] {
  return [
    ...new Set(
      standing(thing, property).flatMap(({ claim }) => (claim.value.kind === 'ref' ? [claim.value.id] : [])),
    ),
  ];
}

export function codesOf(thing: Thing, property: string): string[] {
  return [
    ...new Set(
      standing(thing, property).flatMap(({ claim }) =>
        claim.value.kind === 'code' ? [claim.value.term] : [],
      ),
    ),
  ];
}

export function datesOf(thing: Thing, property = 'date'): EdtfDate[] {
  const seen = new Map<string, EdtfDate>();
  for (const { claim } of standing(thing, property))
    if (claim.value.kind === 'date' && !seen.has(claim.value.date.edtf))
      seen.set(claim.value.date.edtf, claim.value.date);
  return [...seen.values()];
}

export function figuresOf(
  thing: Thing,
  property = 'figure',
): { readonly held: HeldClaim; readonly figure: Figure }[] {
  return standing(thing, property).flatMap((held) =>
    held.claim.value.kind === 'figure' ? [{ held, figure: held.claim.value.figure }] : [],
  );
}

/** Things that name this one in the given property (answers of an ask, legs of an event). */
export function referring(file: CaseFile, id: ThingId, type: TypeName, property: string): Thing[] {
  return thingsOf(file, type).filter((thing) => refsOf(thing, property).includes(id));
}
