/**
 * Agreements between the States of an event, set against the duties not to return: what their text asks, as
 * sources reduce it; whether both can be kept; which rule decides where they cannot; and who argues what. An
 * agreement whose text leaves a choice compels nothing, and no conflict is made up where nobody read its text.
 */
import { type EdtfDate } from '../base/date.js';
import { type ThingId } from '../base/ids.js';
import { speaksFor } from '../ask/speaks-for.js';
import {
  type CaseFile,
  codesOf,
  type HeldClaim,
  refsOf,
  standing,
  textsOf,
  type Thing,
  thingsOf,
} from '../view/thing.js';
import { finestDate } from '../view/when.js';
import { type Bound } from './answer.js';
import { binding } from './binding.js';
import { type ConflictRule, type LegalArgument } from './conflict-data.js';
import { type LawData } from './data.js';
import { type FindingResult, findingsOn } from './findings.js';
import { type Instrument, type InstrumentId } from './reference.js';

/**
 * `compels`: it asks for return and excepts nobody. `excepts`: it asks for it, save for some. `leaves-choice`:
 * nothing in it asks for return. `not-read`: no source that was read says what its text asks.
 */
export type Asks = 'compels' | 'excepts' | 'leaves-choice' | 'not-read';

export interface ProvisionRead {
  readonly number: string;
  readonly thing: ThingId;
  /** `provision-effect` codes with the claims that reduce the text to them. */
  readonly effects: readonly string[];
  readonly claims: readonly HeldClaim[];
}

/** One duty against one agreement. */
export interface Clash {
  readonly instrument: InstrumentId;
  readonly provision: string;
  /** Whether who sent them, and who they were sent to, were bound by the duty. */
  readonly sender: Bound;
  readonly receiver: Bound;
  readonly decidedBy: readonly ConflictRule[];
}

export interface AgreementFound {
  readonly instrument: Instrument;
  readonly inForce: Bound;
  readonly asks: Asks;
  readonly provisions: readonly ProvisionRead[];
  /** Empty where both can be kept. */
  readonly clashes: readonly Clash[];
}

/** Domestic law of the State that sent them which promises more. */
export interface DomesticFound {
  readonly instrument: Instrument;
  readonly inForce: Bound;
  readonly provision: ProvisionRead;
}

export interface Conflicts {
  readonly agreements: readonly AgreementFound[];
  readonly domestic: readonly DomesticFound[];
  /** Positions of the State that its own law or agreements are applied. */
  readonly positions: readonly Thing[];
  /** Reasoning on record about custom and peremptory norms. */
  readonly reasoning: readonly Thing[];
  readonly arguments: readonly LegalArgument[];
}

const DOMESTIC: readonly string[] = ['statute', 'constitution', 'decision'];

export function conflictsOn(file: CaseFile, event: Thing, law: LawData): Conflicts {
  const [from, to] = [refsOf(event, 'from'), refsOf(event, 'to')];
  const on = finestDate(event);
  const all = [...law.instruments.values()];
  const between = all.filter(
    ({ kind, parties }) =>
      kind === 'bilateral-agreement' && meets(parties, from) && meets(parties, to) && to.length > 0,
  );
  const home = all.filter(({ kind, parties }) => DOMESTIC.includes(kind) && meets(parties, from));
  return {
    agreements: between.map((instrument) => agreementOf({ file, event, law, on }, instrument)),
    domestic: home.flatMap((instrument) =>
      provisionsRead(file, instrument.id)
        .filter(({ effects }) => effects.includes('protects'))
        .map((provision) => ({ instrument, inForce: inForceOn(instrument, on, law), provision })),
    ),
    positions: thingsOf(file, 'Position').filter(
      (one) =>
        codesOf(one, 'label').includes('handled-by-law') &&
        refsOf(one, 'holder').some((holder) => from.some((state) => speaksFor(file, holder).has(state))),
    ),
    reasoning: thingsOf(file, 'Reasoning').filter((one) =>
      codesOf(one, 'kind').some((kind) => kind === 'custom' || kind === 'peremptory'),
    ),
    arguments: law.reference.conflicts.arguments,
  };
}

function meets(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) => others.includes(one));
}

interface Scene {
  readonly file: CaseFile;
  readonly event: Thing;
  readonly law: LawData;
  readonly on: EdtfDate | null;
}

function agreementOf({ file, event, law, on }: Scene, instrument: Instrument): AgreementFound {
  const provisions = provisionsRead(file, instrument.id);
  const asks = asksOf(provisions);
  const inForce = inForceOn(instrument, on, law);
  const clashes = asks === 'leaves-choice' || inForce === 'no' ? [] : clashesOf({ file, event, law, on });
  return { instrument, inForce, asks, provisions, clashes };
}

/** Only what was read in a source decides what a text asks. */
function asksOf(provisions: readonly ProvisionRead[]): Asks {
  const read = new Set(
    provisions.flatMap(({ claims }) =>
      claims.flatMap(({ claim }) =>
        claim.basis === 'read' && claim.property === 'effect' && claim.value.kind === 'code'
          ? [claim.value.term]
          : [],
      ),
    ),
  );
  if (read.size === 0) return 'not-read';
  if (!read.has('compels')) return 'leaves-choice';
  return read.has('excepts') ? 'excepts' : 'compels';
}

function provisionsRead(file: CaseFile, instrument: InstrumentId): readonly ProvisionRead[] {
  return thingsOf(file, 'Provision')
    .filter((one) => refsOf(one, 'instrument').includes(instrument))
    .map((one) => ({
      number: textsOf(one, 'number')[0] ?? '',
      thing: one.id,
      effects: codesOf(one, 'effect'),
      claims: [...standing(one, 'effect'), ...standing(one, 'duty')],
    }));
}

function inForceOn(instrument: Instrument, on: EdtfDate | null, law: LawData): Bound {
  const [state] = instrument.parties;
  if (on === null || state === undefined) return 'undecided';
  return binding({ state, instrument: instrument.id, provision: null, on }, law).bound;
}

/** Results that leave something to clash with. */
const LIVE: readonly FindingResult[] = ['met', 'contested', 'undecided'];

/** Duties of the sender about the danger at the other end, once a provision. */
function clashesOf({ file, event, law, on }: Scene): readonly Clash[] {
  const found = findingsOn(file, event, law).filter(
    ({ rule, result }) =>
      rule.bearer === 'sender' &&
      rule.raised === null &&
      LIVE.includes(result) &&
      rule.elements.some(({ id }) => id === 'removal') &&
      rule.elements.some(({ id }) => id === 'danger'),
  );
  const seen = new Set<string>();
  return found.flatMap(({ rule, binding: bound }): Clash[] => {
    const { instrument, provision } = rule;
    if (instrument === null || on === null || seen.has(`${instrument} ${provision}`)) return [];
    seen.add(`${instrument} ${provision}`);
    const sender = bound?.bound ?? 'undecided';
    const [to] = refsOf(event, 'to');
    const receiver =
      to === undefined ? 'undecided' : binding({ state: to, instrument, provision, on }, law).bound;
    return [{ instrument, provision, sender, receiver, decidedBy: rulesFor(receiver, law) }];
  });
}

/** With the receiver's bond unknown, both rules are shown. */
function rulesFor(receiver: Bound, { reference }: LawData): readonly ConflictRule[] {
  return reference.conflicts.rules.filter(({ when }) => {
    if (when === 'bound' || receiver === 'undecided') return true;
    return when === (receiver === 'yes' ? 'both-bound' : 'one-bound');
  });
}
