/** What a binding question is and what is answered: the shapes pages, commands and the letter check read. */
import { type Day, type EdtfDate } from '../base/date.js';
import { type LawData } from './data.js';
import {
  type Declaration,
  type Instrument,
  type InstrumentId,
  type State,
  type StateId,
  type TreatyAction,
} from './reference.js';

export interface BindingQuestion {
  readonly state: StateId;
  readonly instrument: InstrumentId;
  /** As letters write it, such as `33(1)`; `null` for the instrument as a whole. */
  readonly provision: string | null;
  readonly on: EdtfDate;
}

export type Bound = 'yes' | 'no' | 'undecided';

/** Why, in one word: for machines, and for the cells of a matrix. */
export type Basis =
  | 'party'
  /** Through another instrument that carries the provision (the Protocol of 1967). */
  | 'carried'
  /** Applies it before it is in force for it: owed as if it were, until notice. */
  | 'provisional'
  | 'agreement'
  | 'domestic'
  | 'signed-only'
  | 'reserved'
  | 'not-party'
  /** It joined later than the day asked about. */
  | 'not-yet'
  | 'ended'
  | 'before-instrument'
  | 'no-such-state'
  | 'no-such-provision'
  | 'unknown-state'
  | 'unknown-instrument'
  /** A declaration or resolution binds nobody as a treaty. */
  | 'not-a-treaty'
  | 'uncertain-date'
  /** Last seen outside in data older than the day asked about. */
  | 'last-seen-outside'
  /** Works only for States that declared so, and the data hold no declaration. */
  | 'optional'
  | 'no-data';

/** One sentence of the chain, with the rows and claims behind it. */
export interface Because {
  readonly text: string;
  /** Ids of reference rows. */
  readonly rows: readonly string[];
  /** Ids of the dossier's claims. */
  readonly claims: readonly string[];
  /** False when it rests on general knowledge. */
  readonly verified: boolean;
}

export interface Binding {
  readonly state: StateId;
  readonly instrument: InstrumentId;
  readonly provision: string | null;
  /** EDTF. */
  readonly on: string;
  readonly bound: Bound;
  /** EDTF: the first day bound, also when the day asked about is earlier. */
  readonly since: string | null;
  /** EDTF: the first day no longer bound. */
  readonly until: string | null;
  readonly basis: Basis;
  readonly action: TreatyAction | null;
  /** EDTF: the deposit. */
  readonly deposited: string | null;
  /** EDTF: the signature, which alone does not bind. */
  readonly signed: string | null;
  /** The instrument that carries the provision, when this State is bound through it. */
  readonly through: InstrumentId | null;
  /** Entry into force for this State: the rule used. */
  readonly rule: string | null;
  /** The last day a source saw it inside, when the day asked about is later. */
  readonly lastConfirmed: Day | null;
  /** The last day a source saw it outside, when that is what the answer rests on. */
  readonly lastOutside: Day | null;
  /** Reservations that touch the provision. */
  readonly reservations: readonly Declaration[];
  readonly because: readonly Because[];
  /** The as-of day of the data behind the answer. */
  readonly dataAsOf: Day;
}

/** An answer whose chain is written only when somebody reads it: a matrix asks for thousands. */
export type Answer = Omit<Binding, 'because'> & { readonly because: () => readonly Because[] };

/** A question whose words are known. */
export interface Asked {
  readonly on: EdtfDate;
  readonly state: State;
  readonly instrument: Instrument;
  readonly law: LawData;
}
