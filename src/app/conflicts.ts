/** Agreements between the States of an event, domestic law and argued law, as commands print them. */
import { type FrameLanguage } from '../core/base/language.js';
import { type Bound } from '../core/law/answer.js';
import { type Asks, type Conflicts, type ProvisionRead } from '../core/law/conflicts.js';
import { type LawData } from '../core/law/data.js';
import { type Instrument } from '../core/law/reference.js';

/** The promised JSON. */
export interface ConflictAnswer {
  readonly agreements: readonly {
    readonly instrument: string;
    readonly title: string;
    readonly adopted?: string;
    readonly inForce: Bound;
    readonly asks: Asks;
    readonly provisions: readonly ProvisionAnswer[];
    /** Duties it clashes with; none where both can be kept. */
    readonly clashes: readonly {
      readonly instrument: string;
      readonly provision: string;
      readonly sender: Bound;
      readonly receiver: Bound;
      readonly decidedBy: readonly DecidedBy[];
    }[];
  }[];
  readonly domestic: readonly {
    readonly instrument: string;
    readonly title: string;
    readonly inForce: Bound;
    readonly provision: ProvisionAnswer;
  }[];
  /** What the Convention of 1951 says of rights beside it. */
  readonly beside: DecidedBy;
  /** Ids of positions of the State that its own law or agreements are applied, and of reasoning on record. */
  readonly positions: readonly string[];
  readonly reasoning: readonly string[];
  readonly arguments: readonly {
    readonly id: string;
    readonly kind: 'custom' | 'peremptory';
    readonly title: string;
    readonly for: readonly string[];
    readonly against: readonly string[];
    readonly verified: boolean;
  }[];
}

export interface ProvisionAnswer {
  readonly number: string;
  readonly duty: string;
  /** `provision-effect` codes. */
  readonly effects: readonly string[];
  readonly claims: readonly string[];
  readonly basis: 'read' | 'general-knowledge';
}

export interface DecidedBy {
  readonly id?: string;
  readonly cited: string;
  readonly says: string;
  readonly verified: boolean;
}

export function toConflicts(found: Conflicts, law: LawData, lang: FrameLanguage): ConflictAnswer {
  const { beside } = law.reference.conflicts;
  return {
    agreements: found.agreements.map(({ instrument, inForce, asks, provisions, clashes }) => ({
      ...named(instrument),
      ...(instrument.adopted === null ? {} : { adopted: instrument.adopted.edtf }),
      inForce,
      asks,
      provisions: provisions.map((one) => toProvision(one, lang)),
      clashes: clashes.map((clash) => ({
        ...clash,
        decidedBy: clash.decidedBy.map(({ id, cited, says, verified }) => ({
          id,
          cited: cited[lang],
          says: says[lang],
          verified,
        })),
      })),
    })),
    domestic: found.domestic.map(({ instrument, inForce, provision }) => ({
      ...named(instrument),
      inForce,
      provision: toProvision(provision, lang),
    })),
    beside: { cited: beside.cited[lang], says: beside.says[lang], verified: beside.verified },
    positions: found.positions.map(({ id }) => id),
    reasoning: found.reasoning.map(({ id }) => id),
    arguments: found.arguments.map((one) => ({
      id: one.id,
      kind: one.kind,
      title: one.title[lang],
      for: one.for.map((who) => who[lang]),
      against: one.against.map((who) => who[lang]),
      verified: one.verified,
    })),
  };
}

function named({ id, title }: Instrument): { readonly instrument: string; readonly title: string } {
  return { instrument: id, title };
}

function toProvision({ number, effects, claims }: ProvisionRead, lang: FrameLanguage): ProvisionAnswer {
  const duties = claims.flatMap(({ claim }) =>
    claim.property === 'duty' && claim.value.kind === 'text' ? [claim.value] : [],
  );
  return {
    number,
    duty: (duties.find((one) => one.lang === lang) ?? duties[0])?.text ?? '',
    effects,
    claims: claims.map(({ id }) => id),
    basis: claims.some(({ claim }) => claim.basis === 'read') ? 'read' : 'general-knowledge',
  };
}
