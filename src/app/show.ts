/** One thing with every claim that says something about it, contradictions kept. */
import { fail, ok, type Result } from '../core/base/result.js';
import { byText, type ThingId } from '../core/base/ids.js';
import { type Audience, type Locator } from '../core/claim/claim.js';
import { model, type TypeName } from '../core/model/model.js';
import { type Value } from '../core/model/value.js';
import { type CaseFile, type HeldClaim, textOf, type Thing } from '../core/view/thing.js';

export interface ShownClaim {
  readonly id: string;
  readonly property: string;
  readonly value: string;
  readonly kind: Value['kind'];
  readonly source: ThingId;
  readonly sourceTitle: string | null;
  readonly accordingTo: readonly ThingId[];
  readonly said: string | null;
  readonly locator: string;
  readonly stance: string;
  readonly credibility: string;
  readonly audience: Audience;
  readonly basis: string;
  readonly note: string;
  readonly standing: string;
  /** The entry that made it stand so: `null` while nothing answers it. */
  readonly amended: ShownAmendment | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

export interface ShownAmendment {
  readonly entry: number;
  readonly at: string;
  readonly by: string;
  readonly why: string;
  /** Of a correction: the claim that says it rightly. */
  readonly replacement: string | null;
}

export interface ShownThing {
  readonly dossier: string;
  readonly thing: ThingId;
  readonly type: TypeName;
  readonly title: string;
  readonly claims: readonly ShownClaim[];
  readonly asOf: string | null;
}

export function show(file: CaseFile, id: string): Result<ShownThing> {
  const thing = file.things.get(id);
  if (thing === undefined) return notThere(file, id);
  return ok({
    dossier: file.dossier.id,
    thing: thing.id,
    type: thing.type,
    title: titleOf(thing),
    claims: thing.claims.map((held) => shownClaim(file, held)),
    asOf: file.asOf,
  });
}

/** What a list calls the thing: its type's title property, else its id. */
export function titleOf(thing: Thing, lang?: string): string {
  return textOf(thing, model[thing.type].title, lang) ?? thing.id;
}

function shownClaim(file: CaseFile, held: HeldClaim): ShownClaim {
  const { claim } = held;
  const source = file.things.get(claim.source);
  return {
    id: held.id,
    property: claim.property,
    value: valueText(claim.value),
    kind: claim.value.kind,
    source: claim.source,
    sourceTitle: source === undefined ? null : titleOf(source),
    accordingTo: claim.accordingTo,
    said: claim.said?.edtf ?? null,
    locator: locatorText(claim.locator),
    stance: claim.stance,
    credibility: `${claim.credibility.source}${claim.credibility.information}`,
    audience: claim.audience,
    basis: claim.basis,
    note: claim.note,
    standing: held.standing,
    amended: shownAmendment(file, held),
    recordedAt: held.at,
    recordedBy: held.actor,
  };
}

/** A claim that the reader may not see, or that was erased, is not named. */
function shownAmendment(file: CaseFile, { claim, amendedBy }: HeldClaim): ShownAmendment | null {
  const last = amendedBy.at(-1);
  if (last === undefined) return null;
  const { seq, at, actor, why } = last;
  const others = file.things.get(claim.thing.id)?.claims ?? [];
  const replacement = others.find(({ id }) => id === last.replacement)?.id ?? null;
  return { entry: seq, at, by: actor, why, replacement };
}

export function valueText(value: Value): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'date':
      return value.date.edtf;
    case 'figure':
      return [
        value.figure.words,
        value.figure.unit === 'persons' ? '' : value.figure.unit,
        value.figure.scope,
      ]
        .filter((part) => part !== '')
        .join(' · ');
    case 'point':
      return `${value.lat}, ${value.lon} (${value.precision})`;
    case 'ref':
      return value.id;
    case 'code':
      return value.term;
    case 'file':
      return value.sha256;
    case 'url':
      return value.url;
    case 'unknown':
      return 'unknown';
    default:
      return value;
  }
}

export function locatorText(locator: Locator): string {
  const parts = [
    locator.page === undefined ? '' : `p. ${locator.page}`,
    locator.paragraph === undefined ? '' : `para. ${locator.paragraph}`,
    locator.chars === undefined ? '' : `characters ${locator.chars[0]}–${locator.chars[1]}`,
    locator.time ?? '',
    locator.row === undefined ? '' : `row ${locator.row}`,
    locator.column === undefined ? '' : `column ${locator.column}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'locator not recorded' : parts.join(', ');
}

function notThere(file: CaseFile, id: string): Result<never> {
  const wanted = id.toLowerCase();
  const near = [...file.things.values()]
    .filter(
      (thing) => thing.id.toLowerCase().includes(wanted) || titleOf(thing).toLowerCase().includes(wanted),
    )
    .map((thing) => thing.id)
    .sort(byText)
    .slice(0, 5);
  return fail('no-such-thing', `The dossier ${file.dossier.id} holds nothing with that id.`, {
    where: id.slice(0, 100),
    fix: near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'The dossier page lists what it holds.',
  });
}
