/**
 * Reference data about States and treaties, as shipped in `data/`: restated facts, each row with the
 * source it was read in and the day that source was true. A row marked not verified is general
 * knowledge, and every answer that rests on it says so.
 */
import { type Day, type EdtfDate } from '../base/date.js';
import { type FormBook } from '../form/blank.js';
import { type DoorBook } from './door-data.js';
import { type RegionId } from './regions.js';
import { type ConflictBook } from './conflict-data.js';
import { type Rule } from './rules.js';

/** ISO 3166-1 alpha-3, a historical code, or a user-assigned code (XAA to XZZ) for an invented State. */
export type StateId = string;
/** An instrument's id in the facts, such as `REFUGEE-1951`. */
export type InstrumentId = string;

export interface State {
  readonly id: StateId;
  /** `null` for a State that has none. */
  readonly alpha2: string | null;
  readonly name: { readonly en: string; readonly ko: string; readonly zh: string };
  readonly official: string;
  /** Other names and abbreviations letters use, in any script. */
  readonly aliases: readonly string[];
  /** Adjectives and names of its people: "North Korean", "North Koreans". */
  readonly demonyms: readonly string[];
  /** Letters use it for the government. */
  readonly capital: string | null;
  readonly kind: 'member' | 'observer' | 'other' | 'organisation' | 'historical';
  /** Where it lies, as the United Nations group States for statistics (M49); `null` when not known. */
  readonly region: RegionId | null;
  /** First day as the State its treaty acts speak for; `null` when that was before every instrument here. */
  readonly from: Day | null;
  /** Last day of a historical State. */
  readonly until: Day | null;
  /** States that came after a historical one. */
  readonly successors: readonly StateId[];
}

/** How long after a deposit, counted as the treaty counts it. */
export type Interval =
  | { readonly kind: 'days'; readonly count: number }
  | { readonly kind: 'months'; readonly count: number }
  | { readonly kind: 'years'; readonly count: number }
  | { readonly kind: 'same-day' }
  /** The first day of the month that follows so many days or months after the deposit. */
  | { readonly kind: 'first-of-month-after'; readonly count: number; readonly unit: 'days' | 'months' };

export interface EntryRule {
  /** Articles it comes from: "43". */
  readonly article: string;
  /** How many deposits bring the instrument into force; `null` when it is not a number of deposits. */
  readonly trigger: number | null;
  /** The deposit that counted as the last of the founding ones, where known. */
  readonly triggerDate: Day | null;
  /** From that deposit to entry into force. */
  readonly founding: Interval;
  /** From a later State's own deposit to entry into force for it; never before the instrument itself. */
  readonly later: Interval;
  readonly verified: boolean;
}

/** A way out the instrument itself provides. */
export interface Denunciation {
  readonly article: string;
  /** `null` when the clause works by terms of years, so that the day cannot be computed from the notice alone. */
  readonly notice: Interval | null;
  readonly verified: boolean;
}

export interface ReservationRule {
  readonly article: string;
  /** `listed` bars `barred` only; `all` bars every reservation; `only` allows `allowed` and nothing else. */
  readonly kind: 'listed' | 'all' | 'only' | 'object-and-purpose' | 'silent';
  readonly barred: readonly string[];
  readonly allowed: readonly string[];
  readonly verified: boolean;
}

/** The Protocol of 1967 carries articles 2 to 34 of the Convention, whether or not a State joined that. */
export interface Carries {
  readonly instrument: InstrumentId;
  readonly from: number;
  readonly to: number;
  readonly article: string;
}

export type InstrumentKind =
  | 'multilateral-treaty'
  | 'regional-treaty'
  | 'protocol'
  | 'bilateral-agreement'
  | 'declaration'
  | 'resolution'
  | 'statute'
  | 'constitution'
  | 'decision';

export interface Instrument {
  readonly id: InstrumentId;
  readonly title: string;
  readonly kind: InstrumentKind;
  /** Short titles in any language, the one to show first. */
  readonly aliases: readonly string[];
  /** Chapter of the UN depositary's status tables: "V-2". */
  readonly depositary: string | null;
  readonly citation: string | null;
  readonly adopted: EdtfDate | null;
  readonly inForce: EdtfDate | null;
  /** Last day, when it is no longer in force. */
  readonly until: EdtfDate | null;
  /** Number of articles, to refuse what does not exist; `null` when not known. */
  readonly articles: number | null;
  /** Whether its articles are cited in Roman numerals. */
  readonly roman: boolean;
  readonly entry: EntryRule | null;
  /** `null`: it has no clause to leave by. */
  readonly denunciation: Denunciation | null;
  readonly reservations: ReservationRule | null;
  readonly carries: Carries | null;
  /** Provisions that work only for States that declared so: complaint procedures. */
  readonly optional: readonly string[];
  /** An instrument that may limit it to events in Europe, by which clause. */
  readonly geographic: string | null;
  /** Parties of bilateral and domestic instruments. */
  readonly parties: readonly StateId[];
  readonly note: string;
  readonly source: string;
  readonly verified: boolean;
}

export interface Provision {
  /** `REFUGEE-1951 33(1)`. */
  readonly id: string;
  readonly instrument: InstrumentId;
  readonly number: string;
  /** The duty, in our own words. */
  readonly duty: string;
  readonly source: string;
  readonly verified: boolean;
}

/** `joined`: the source says that it became a party, and not by which act. */
export type TreatyAction =
  | 'signature'
  /** Applied before it is in force for the State, as agreed (Vienna Convention, art. 25). */
  | 'provisional-application'
  | 'definitive-signature'
  | 'ratification'
  | 'accession'
  | 'acceptance'
  | 'approval'
  | 'succession'
  | 'formal-confirmation'
  | 'withdrawal'
  | 'joined';

/** One act of one State towards one instrument. */
export interface Act {
  /** `untc-2015 CAT CHN ratification` for a row; the Participation's id for a dossier's own. */
  readonly id: string;
  readonly state: StateId;
  readonly instrument: InstrumentId;
  readonly action: TreatyAction;
  /** Signature, deposit or notice; `null` when nobody recorded it. */
  readonly date: EdtfDate | null;
  /** The day it took effect, when a depositary or a source states it. */
  readonly effect: EdtfDate | null;
  readonly source: string;
  readonly verified: boolean;
  /** Claims of the dossier that say so; empty for a reference row. */
  readonly claims: readonly string[];
  /** The last day on which those claims were surely said; `null` for a row, whose source has a day. */
  readonly saidOn?: Day | null;
  readonly note: string;
}

/** An act whose word is none of ours: told beside the answer, and never counted as another. */
export interface UnknownAct {
  readonly state: StateId;
  readonly instrument: InstrumentId;
  readonly word: string;
  readonly claims: readonly string[];
}

/** What a State said about a provision when it joined. Texts are never shipped: numbers and effect are. */
export interface Declaration {
  readonly id: string;
  readonly state: StateId;
  readonly instrument: InstrumentId;
  readonly kind: 'reservation' | 'declaration' | 'geographic' | 'objection' | 'acceptance';
  /** The instrument the numbers belong to: a reservation to the Protocol may name the Convention's articles. */
  readonly of: InstrumentId;
  readonly provisions: readonly string[];
  /** `excludes` the provision; `part` of it or its reading; `unclear`: the data does not say how far. */
  readonly effect: 'excludes' | 'part' | 'unclear' | 'none';
  /** In our own words. */
  readonly words: string;
  /** The day it was withdrawn, where known. */
  readonly until: EdtfDate | null;
  readonly source: string;
  readonly verified: boolean;
  readonly claims: readonly string[];
}

/** A source read on another day that shows a State inside or outside an instrument, without saying since when. */
export interface Sighting {
  readonly id: string;
  readonly state: StateId;
  readonly instrument: InstrumentId;
  readonly inside: boolean;
  readonly asOf: Day;
  readonly source: string;
  readonly verified: boolean;
  /** Set when it disagrees with another row: said beside the answer, and never decides it. */
  readonly disagrees: boolean;
  readonly note: string;
}

export interface ReferenceSource {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string | null;
  /** The day its contents were true. */
  readonly asOf: Day | null;
  /** Instruments for which a State it does not list had not joined by `asOf`. */
  readonly complete: readonly InstrumentId[];
  /** Whether that holds for every State or for members of the United Nations only. */
  readonly covers: 'all' | 'members';
}

export interface Reference {
  readonly states: ReadonlyMap<StateId, State>;
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly provisions: ReadonlyMap<string, Provision>;
  readonly acts: readonly Act[];
  readonly declarations: readonly Declaration[];
  readonly sightings: readonly Sighting[];
  readonly rules: readonly Rule[];
  /** Bodies that can act, and what opens each. */
  readonly doors: DoorBook;
  /** The forms of those bodies. */
  readonly forms: FormBook;
  /** Which rule decides between agreements, and what is argued beside treaties. */
  readonly conflicts: ConflictBook;
  readonly sources: ReadonlyMap<string, ReferenceSource>;
  /** The day up to which the table of all States is complete. */
  readonly dataAsOf: Day;
}
