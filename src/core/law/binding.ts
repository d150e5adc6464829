/**
 * What bound a State on a day: consent, when it began, scope, reservations, end, in that order. The
 * answer has three values and carries its chain; a State that is not bound is said to be "not bound by
 * this treaty", and nothing more.
 */
import { type EdtfDate, possibleDays } from '../base/date.js';
import { type Answer, type Asked, type Because, type Binding, type BindingQuestion } from './answer.js';
import { type LawData } from './data.js';
import { findProvision } from './instruments.js';
import { type Membership, membership, within } from './membership.js';
import { covers, listed, numberText, parseNumber, type ProvisionNumber } from './number.js';
import { type Declaration, type Instrument, type InstrumentId, type State } from './reference.js';
import { type Reservations, reservationsOf } from './reservations.js';
import * as say from './words.js';

/**
 * Whether `question.state` was bound by the instrument, or by one provision of it, on the day asked
 * about. Never throws on words it does not know: the basis says what was unknown.
 */
export function binding(question: BindingQuestion, law: LawData): Binding {
  const found = answer(question, law);
  return { ...found, because: found.because() };
}

/** The same answer without its chain, for matrices. */
export function boundOn(question: BindingQuestion, law: LawData): Omit<Binding, 'because'> {
  return answer(question, law);
}

function answer(question: BindingQuestion, law: LawData): Answer {
  const { on } = question;
  const [state, instrument] = [law.states.get(question.state), law.instruments.get(question.instrument)];
  const blank = blankAnswer(question, law);
  if (state === undefined)
    return { ...blank, basis: 'unknown-state', because: () => [say.unknownState(question.state)] };
  if (instrument === undefined)
    return {
      ...blank,
      basis: 'unknown-instrument',
      because: () => [say.unknownInstrument(question.instrument)],
    };
  const number = question.provision === null ? null : numberIn(instrument, question.provision);
  if (question.provision !== null && number === null) {
    const asked = question.provision;
    return {
      ...blank,
      bound: 'no',
      basis: 'no-such-provision',
      because: () => [say.noSuchProvision(instrument, asked)],
    };
  }
  const impossible = beforeAnything(on, state, instrument, law);
  if (impossible !== null) return { ...blank, bound: 'no', ...impossible };
  if (!isTreaty(instrument)) return { ...blank, ...bySort(on, state, instrument) };
  const asked: Asked = { on, state, instrument, law };
  const own = filled(blank, membership(asked), null);
  if (number === null) {
    if (carriersOf(law, instrument).length === 0) return own;
    return { ...own, because: () => [...own.because(), ...carriedNotes(asked, own)] };
  }
  const whole = own.bound === 'yes' ? own : (carried(asked, number, own) ?? own);
  return withReservations(whole, asked, number);
}

function blankAnswer(question: BindingQuestion, law: LawData): Answer {
  return {
    state: question.state,
    instrument: question.instrument,
    provision: question.provision,
    on: question.on.edtf,
    bound: 'undecided',
    since: null,
    until: null,
    basis: 'no-data',
    action: null,
    deposited: null,
    signed: null,
    through: null,
    rule: null,
    lastConfirmed: null,
    lastOutside: null,
    reservations: [],
    because: () => [],
    dataAsOf: law.reference.dataAsOf,
  };
}

/** Field by field, because a matrix asks for thousands and spreading is slow. */
function filled(blank: Answer, found: Membership, through: InstrumentId | null): Answer {
  return {
    state: blank.state,
    instrument: blank.instrument,
    provision: blank.provision,
    on: blank.on,
    bound: found.bound,
    since: found.since,
    until: found.until,
    basis: found.basis,
    action: found.action,
    deposited: found.deposited,
    signed: found.signed,
    through,
    rule: found.rule,
    lastConfirmed: found.lastConfirmed,
    lastOutside: found.lastOutside,
    reservations: blank.reservations,
    because: found.because,
    dataAsOf: found.seen ?? blank.dataAsOf,
  };
}

const numbers = new WeakMap<Instrument, Map<string, ProvisionNumber | null>>();

/** Parsed once for each instrument and spelling. */
function numberIn(instrument: Instrument, words: string): ProvisionNumber | null {
  const known = numbers.get(instrument) ?? new Map<string, ProvisionNumber | null>();
  numbers.set(instrument, known);
  const kept = known.get(words);
  if (kept !== undefined) return kept;
  const found = findProvision(instrument, words);
  const number = found.ok ? found.value.number : null;
  if (known.size < 500) known.set(words, number);
  return number;
}

function isTreaty({ kind }: Instrument): boolean {
  return kind === 'multilateral-treaty' || kind === 'regional-treaty' || kind === 'protocol';
}

/** A day before the State or the instrument existed, or after the State ended. */
function beforeAnything(
  on: EdtfDate,
  state: State,
  instrument: Instrument,
  { states }: LawData,
): Pick<Answer, 'basis' | 'because'> | null {
  const { earliest, latest } = possibleDays(on);
  if (state.from !== null && latest < state.from)
    return { basis: 'no-such-state', because: () => [say.stateNotYet(state)] };
  if (state.until !== null && earliest > state.until) {
    const heirs = state.successors.flatMap((id) => states.get(id) ?? []);
    return { basis: 'no-such-state', because: () => [say.stateEnded(state, heirs)] };
  }
  if (instrument.adopted !== null && latest < possibleDays(instrument.adopted).earliest)
    return { basis: 'before-instrument', because: () => [say.beforeInstrument(instrument)] };
  return null;
}

/** Agreements, laws and declarations: who is a party is a list, not a table of deposits. */
function bySort(
  on: EdtfDate,
  state: State,
  instrument: Instrument,
): Pick<Answer, 'bound' | 'basis' | 'because'> & Partial<Answer> {
  if (instrument.kind === 'declaration' || instrument.kind === 'resolution')
    return { bound: 'no', basis: 'not-a-treaty', because: () => [say.notATreaty(instrument)] };
  if (!instrument.parties.includes(state.id))
    return { bound: 'no', basis: 'not-party', because: () => [say.notOfThis(state, instrument)] };
  const { inForce, until } = instrument;
  if (inForce === null)
    return {
      bound: 'undecided',
      basis: 'no-data',
      because: () => [say.agreementUndated(state, instrument)],
    };
  const dates = { since: inForce.edtf, until: until?.edtf ?? null };
  const because = () => [say.agreementDated(state, instrument)];
  const { started, ended } = within(on, inForce, until);
  if (started === 'no') return { ...dates, bound: 'no', basis: 'not-yet', because };
  if (ended === 'yes') return { ...dates, bound: 'no', basis: 'ended', because };
  if (started === 'undecided' || ended === 'undecided')
    return { ...dates, bound: 'undecided', basis: 'uncertain-date', because };
  const basis = instrument.kind === 'bilateral-agreement' ? 'agreement' : 'domestic';
  return { ...dates, bound: 'yes', basis, because };
}

/** Instruments that carry this one's articles: for the Convention of 1951, the Protocol of 1967. */
function carriersOf(law: LawData, instrument: Instrument): readonly Instrument[] {
  return law.carriers.get(instrument.id) ?? [];
}

/** Bound to the provision through a carrier although outside this instrument, or perhaps so. */
function carried(asked: Asked, number: ProvisionNumber, own: Answer): Answer | null {
  for (const carrier of carriersOf(asked.law, asked.instrument)) {
    const { carries } = carrier;
    if (carries === null || number.article < carries.from || number.article > carries.to) continue;
    const found = membership({ ...asked, instrument: carrier });
    // A carrier that the data do not cover settles nothing; one that is as unsure as the treaty itself adds nothing.
    if (found.bound === 'no' || found.basis === 'no-data') continue;
    if (found.bound === 'undecided' && own.bound === 'undecided') continue;
    const because = () => [
      say.throughCarrier(asked, carrier, found.bound === 'yes'),
      ...found.because(),
      ...own.because(),
    ];
    const basis = found.bound === 'yes' ? 'carried' : found.basis;
    return filled(own, { ...found, basis, because }, carrier.id);
  }
  return null;
}

/** What binds although the State is outside this instrument, what binds it twice, and what its own limit is. */
function carriedNotes(asked: Asked, own: Answer): Because[] {
  const carriers = carriersOf(asked.law, asked.instrument);
  const notes = carriers.flatMap((carrier) => {
    const found = membership({ ...asked, instrument: carrier });
    if (found.bound !== 'yes' || carrier.carries === null) return [];
    return [say.alsoCarried(asked, carrier, { since: found.since, party: own.bound === 'yes' })];
  });
  const alone = carriers.length > 0 && notes.length === 0 && own.bound === 'yes';
  return alone ? [say.limit(asked)] : notes;
}

/** A reservation takes away or changes the provision it names, and no other. */
function withReservations(whole: Answer, asked: Asked, number: ProvisionNumber): Answer {
  const extra = () => (whole.basis === 'party' ? carriedNotes(asked, whole) : []);
  if (whole.bound === 'no') return { ...whole, because: () => [...whole.because(), ...extra()] };
  const statements = reservationsOf(asked, whole.through);
  const optional = listed(asked.instrument.optional, number);
  if (statements === null && !optional && carriersOf(asked.law, asked.instrument).length === 0) return whole;
  const { valid, barred, read, accepted } = statements ?? noStatements;
  const touching = toldTogether(valid.filter((one) => touches(one, number)));
  const full = touching.filter((one) => listed(one.provisions, number));
  const because = () => [
    ...whole.because(),
    ...touching.map((one) => say.reserved(asked, one, full.includes(one))),
    ...barred.filter((one) => touches(one, number)).map((one) => say.barred(asked, one)),
    ...read.filter((one) => touches(one, number)).map((one) => say.interpreted(asked, one)),
    ...extra(),
  ];
  const told: Answer = { ...whole, reservations: touching, because };
  if (whole.bound !== 'yes') return told;
  if (optional) {
    const declared = accepted.find((one) => touches(one, number)) ?? null;
    const words = () => [
      ...because(),
      say.optional(asked, numberText(number, asked.instrument.roman), declared),
    ];
    return declared === null
      ? { ...told, bound: 'undecided', basis: 'optional', because: words }
      : { ...told, because: words };
  }
  if (full.some((one) => one.effect === 'excludes')) return { ...told, bound: 'no', basis: 'reserved' };
  if (full.some((one) => one.effect === 'unclear')) return { ...told, bound: 'undecided', basis: 'reserved' };
  return told;
}

/**
 * What was read beats what was derived by rule for the same provision, and statements with one effect
 * on the same provisions are one, cited together.
 */
export function toldTogether(statements: readonly Declaration[]): readonly Declaration[] {
  const read = statements.filter((one) => one.verified);
  const kept: Declaration[] = [];
  for (const one of statements) {
    const superseded =
      !one.verified && one.provisions.every((item) => read.some((other) => names(other, item)));
    if (superseded) continue;
    const same = kept.findIndex(
      (other) =>
        other.effect === one.effect && (names(other, ...one.provisions) || names(one, ...other.provisions)),
    );
    const first = kept[same];
    if (first === undefined) kept.push(one);
    else kept[same] = { ...first, claims: [...first.claims, ...one.claims] };
  }
  return kept;
}

/** Whether a statement names the article each of these provisions belongs to. */
function names({ provisions }: Declaration, ...items: readonly string[]): boolean {
  return items.every((item) => {
    const number = parseNumber(item);
    return number !== null && provisions.some((own) => parseNumber(own)?.article === number.article);
  });
}

const noStatements: Reservations = { valid: [], barred: [], read: [], accepted: [] };

function touches({ provisions }: Declaration, number: ProvisionNumber): boolean {
  return (
    listed(provisions, number) ||
    provisions.some((item) => {
      const named = parseNumber(item);
      return named !== null && covers(number, named);
    })
  );
}
