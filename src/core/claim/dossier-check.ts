/**
 * What only the whole dossier can show: each thing once, no name that leads nowhere, no statement made
 * twice, and general knowledge never passed off as something read.
 */
import { toHex } from '../base/bytes.js';
import { type ThingId } from '../base/ids.js';
import { type Mistakes } from '../base/mistakes.js';
import { fail } from '../base/result.js';
import { model, type TypeName } from '../model/model.js';
import { type DossierInfo } from '../view/thing.js';
import { statementBytes } from './bytes.js';
import { type Claim } from './claim.js';

/** A claim with the place it was written, for messages. */
export interface PlacedClaim {
  readonly claim: Claim;
  readonly where: string;
}

export interface DossierThing {
  readonly id: ThingId;
  readonly type: TypeName;
  readonly where: string;
  readonly claims: readonly PlacedClaim[];
}

/** Whom a passage may credit. */
const CREDITED: readonly TypeName[] = ['Source', 'Body', 'Person', 'State', 'Group'];

export function checkDossier(info: DossierInfo, things: readonly DossierThing[], mistakes: Mistakes): void {
  const byId = new Map<ThingId, DossierThing>();
  for (const thing of things) {
    const first = byId.get(thing.id);
    if (first === undefined) byId.set(thing.id, thing);
    else
      mistakes.take(
        fail('thing-twice', `The thing is already described (${first.where}).`, {
          where: thing.where,
          fix: 'Put all claims about one thing together.',
        }),
      );
  }
  const check = new Check(byId, mistakes);
  for (const id of [...info.returningStates, ...info.originStates])
    check.names(id, ['State'], 'dossier.json');
  for (const thing of things) {
    check.statementsOf(thing);
    for (const placed of thing.claims) check.claim(placed);
  }
}

class Check {
  private readonly byId: ReadonlyMap<ThingId, DossierThing>;
  private readonly mistakes: Mistakes;

  constructor(byId: ReadonlyMap<ThingId, DossierThing>, mistakes: Mistakes) {
    this.byId = byId;
    this.mistakes = mistakes;
  }

  claim({ claim, where }: PlacedClaim): void {
    this.names(claim.source, ['Source'], where);
    for (const id of claim.accordingTo) this.names(id, CREDITED, where);
    const to = model[claim.thing.type].properties[claim.property]?.to;
    if (claim.value.kind === 'ref') this.names(claim.value.id, to ?? null, where);
    if (claim.basis === 'read' && this.isGeneralKnowledge(claim.source))
      this.mistakes.take(
        fail('general-knowledge-read', 'General knowledge was not read anywhere.', {
          where,
          fix: 'Set "basis" to "general-knowledge", or name the source.',
        }),
      );
  }

  names(id: ThingId, types: readonly string[] | null, where: string): void {
    const thing = this.byId.get(id);
    if (thing === undefined)
      this.mistakes.take(
        fail('no-such-thing', `Nothing in the dossier is called "${id}".`, {
          where,
          fix: 'Correct the id, or describe the thing.',
        }),
      );
    else if (types !== null && !types.includes(thing.type))
      this.mistakes.take(
        fail('wrong-type', `"${id}" is of type ${thing.type}; ${types.join(' or ')} belongs here.`, {
          where,
          fix: 'Name a thing of that type.',
        }),
      );
  }

  /** The ledger records a statement once, so a second one in the file would be lost silently. */
  statementsOf(thing: DossierThing): void {
    const seen = new Map<string, string>();
    for (const { claim, where } of thing.claims) {
      const key = toHex(statementBytes(claim));
      const first = seen.get(key);
      if (first === undefined) seen.set(key, where);
      else
        this.mistakes.take(
          fail('said-twice', `The same source says the same thing at the same place (${first}).`, {
            where,
            fix: 'Keep one, or give each its locator.',
          }),
        );
    }
  }

  private isGeneralKnowledge(id: ThingId): boolean {
    return (
      this.byId
        .get(id)
        ?.claims.some(
          ({ claim }) =>
            claim.property === 'kind' &&
            claim.value.kind === 'code' &&
            claim.value.term === 'general-knowledge',
        ) ?? false
    );
  }
}
