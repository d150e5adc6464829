/** The history of one thing, as commands print it: what each entry changed, by whom, why, and what it answers. */
import { type ClaimId, type ThingId } from '../core/base/ids.js';
import { type DecisionWord } from '../core/ledger/find.js';
import { type TypeName } from '../core/model/model.js';
import { type Change, type ChangeKind, type ThingHistory } from '../core/view/history.js';
import { type CaseFile, type HeldClaim, type Standing } from '../core/view/thing.js';
import { titleOf, valueText } from './show.js';

export interface ShownValue {
  readonly claim: ClaimId;
  readonly value: string;
  readonly source: ThingId;
  readonly stance: string;
  readonly standing: Standing;
}

export interface ShownChange {
  readonly entry: number;
  readonly at: string;
  readonly by: string;
  readonly kind: ChangeKind;
  /** `null` for a judgement, which is about the whole thing. */
  readonly property: string | null;
  /** The claim recorded or amended. */
  readonly claim: ShownValue | null;
  readonly before: readonly ShownValue[];
  readonly after: readonly ShownValue[];
  readonly why: string | null;
  /** What a person decided of a rule, or of one element of it. */
  readonly finding: {
    readonly rule: string;
    readonly element: string | null;
    readonly as: DecisionWord;
  } | null;
  /** The entry it answers. */
  readonly answers: number | null;
  /** Of a correction: the claim that says it rightly. */
  readonly replacement: ClaimId | null;
  /** The entry of a claim it names that was erased since. */
  readonly erased: number | null;
}

export interface ShownHistory {
  readonly dossier: string;
  readonly thing: ThingId;
  readonly type: TypeName;
  readonly title: string;
  readonly asOf: string | null;
  readonly changes: readonly ShownChange[];
  /** Erased claims of the dossier: of what each spoke is not kept, so it cannot be listed with its thing. */
  readonly erased: readonly number[];
}

/** `null` when the case file does not hold the thing. */
export function shownHistory(file: CaseFile, id: ThingId, history: ThingHistory): ShownHistory | null {
  const thing = file.things.get(id);
  if (thing === undefined) return null;
  const { type } = thing;
  return {
    dossier: file.dossier.id,
    thing: id,
    type,
    title: titleOf(thing),
    asOf: file.asOf,
    changes: history.changes.map(shownChange),
    erased: history.erased,
  };
}

function shownChange(change: Change): ShownChange {
  const { held } = change;
  return {
    entry: change.seq,
    at: change.at,
    by: change.actor,
    kind: change.kind,
    property: held?.claim.property ?? null,
    claim: held === null ? null : shownValue(held),
    before: change.before.map(shownValue),
    after: change.after.map(shownValue),
    finding:
      change.find === null
        ? null
        : { rule: change.find.rule, element: change.find.element, as: change.find.decision },
    why: change.why === '' ? null : change.why,
    answers: change.answers,
    replacement: change.replacement,
    erased: change.erased,
  };
}

function shownValue({ id, claim, standing }: HeldClaim): ShownValue {
  const { stance, source } = claim;
  return { claim: id, value: valueText(claim.value), source, stance, standing };
}
