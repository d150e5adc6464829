/**
 * Whether one door stands open towards one State on one day. Four values: what is open by one clause and
 * shut by another is argued; what the data last saw shut, before the day asked about, is undecided.
 */
import { type Day, type EdtfDate, parseDate, possibleDays } from '../base/date.js';
import { type Label } from '../base/language.js';
import { assertNever, unwrap } from '../base/result.js';
import { type Binding } from './answer.js';
import { binding } from './binding.js';
import { type LawData } from './data.js';
import { type Acceptance, type Door, type Gate, type StateList } from './door-data.js';
import * as say from './doorwords.js';
import { within } from './membership.js';
import { type InstrumentId, type StateId } from './reference.js';

export type DoorStatus = 'open' | 'argued' | 'undecided' | 'shut';

export interface GateFound {
  readonly status: DoorStatus;
  readonly why: readonly Label[];
  /** What bound the State, with its chain; `null` where no treaty is asked about. */
  readonly binding: Binding | null;
  /** EDTF: open since, as far as the data say. */
  readonly since: string | null;
  /** How it stood when it was last seen, when that was before the day asked about. */
  readonly lastSeen: { readonly status: 'open' | 'shut'; readonly on: Day } | null;
  /** False when it rests on general knowledge. */
  readonly verified: boolean;
}

/** Who is asked about, when. `to`: the State people were sent to, where an event is asked about. */
export interface AtGate {
  readonly state: StateId;
  readonly on: EdtfDate;
  readonly others: readonly StateId[];
  readonly law: LawData;
}

export function gateOf({ gate, kind }: Door, at: AtGate): GateFound {
  switch (gate.kind) {
    case 'party':
      return kind === 'inter-state' ? disputeGate(gate, at) : partyGate(gate, at);
    case 'optional':
    case 'opt-out':
      return declaredGate(gate, at);
    case 'dormant': {
      const bound = boundGate(at, gate.instrument, null);
      return bound.status === 'shut'
        ? bound
        : { ...bound, status: 'shut', why: [gate.words], lastSeen: null, since: null, verified: false };
    }
    case 'every-state':
      return charterGate(at);
    case 'list':
      return listGate(gate, at);
    case 'review':
      return reviewGate(at);
    case 'criminal':
      return criminalGate(gate.instrument, at);
    case 'agency':
      return agencyGate(at);
    case 'agreement':
      return agreementGate(gate.instrument, at);
    default:
      return assertNever(gate);
  }
}

const found = (status: DoorStatus, why: Label, more: Partial<GateFound> = {}): GateFound => ({
  status,
  why: [why],
  binding: null,
  since: null,
  lastSeen: null,
  verified: true,
  ...more,
});

/** Bound by the instrument, or by one provision of it. */
function boundGate(at: AtGate, instrument: InstrumentId, provision: string | null): GateFound {
  const { state, on, law } = at;
  const answer = binding({ state, instrument, provision, on }, law);
  const words = say.treatyOf(law, instrument, provision);
  const verified = answer.because.every((one) => one.verified);
  const base = { binding: answer, verified, since: answer.since };
  switch (answer.bound) {
    case 'yes': {
      const lastSeen =
        answer.lastConfirmed === null ? null : ({ status: 'open', on: answer.lastConfirmed } as const);
      return found('open', say.bound(words, answer.since), { ...base, lastSeen });
    }
    case 'no':
      return found('shut', say.notBound(words, answer), base);
    case 'undecided': {
      const seen = answer.lastOutside;
      const lastSeen = seen === null ? null : ({ status: 'shut', on: seen } as const);
      return found('undecided', say.unsure(words, answer), { ...base, lastSeen });
    }
    default:
      return assertNever(answer.bound);
  }
}

function partyGate(gate: Gate & { readonly kind: 'party' }, at: AtGate): GateFound {
  const own = boundGate(at, gate.instrument, gate.provision);
  if (gate.argued !== null && own.binding?.basis === 'reserved') {
    const other = boundGate(at, gate.argued.instrument, gate.argued.provision);
    if (other.status === 'open') return { ...own, status: 'argued', why: [...own.why, gate.argued.words] };
  }
  if (own.status === 'shut' || gate.needs === null) return own;
  const needed = boundGate(at, gate.needs, null);
  return needed.status === 'open' ? own : { ...needed, why: [...own.why, ...needed.why] };
}

/** Clauses on disputes are those that States reserve: where no reservation to a treaty is in the data, none is ruled out. */
function disputeGate(gate: Gate & { readonly kind: 'party' }, at: AtGate): GateFound {
  const open = partyGate(gate, at);
  if (open.status !== 'open' || statedTo(at.law).has(gate.instrument)) return open;
  const words = say.treatyOf(at.law, gate.instrument, null);
  return { ...open, status: 'undecided', lastSeen: null, why: [...open.why, say.reservationsUnknown(words)] };
}

const stated = new WeakMap<LawData, ReadonlySet<InstrumentId>>();

/** Instruments to which the data hold what States said on joining. */
function statedTo(law: LawData): ReadonlySet<InstrumentId> {
  const kept = stated.get(law) ?? new Set(law.reference.declarations.map(({ instrument }) => instrument));
  stated.set(law, kept);
  return kept;
}

function declaredGate(gate: Gate & { readonly kind: 'optional' | 'opt-out' }, at: AtGate): GateFound {
  const { law, state, on } = at;
  const whole = boundGate(at, gate.instrument, null);
  if (whole.status === 'shut') return whole;
  const rows = law.reference.doors.acceptances.filter(
    (one) => one.state === state && one.instrument === gate.instrument && one.provision === gate.provision,
  );
  const said = gate.kind === 'optional' ? declared(rows, on) : optedOut(rows);
  const words = say.treatyOf(law, gate.instrument, gate.provision);
  const both = (status: DoorStatus, why: Label, more: Partial<GateFound> = {}): GateFound => ({
    ...whole,
    status: whole.status === 'undecided' && status === 'open' ? 'undecided' : status,
    why: [...whole.why, why],
    verified: whole.verified && (said.row?.verified ?? true),
    ...more,
  });
  switch (said.is) {
    case 'accepted':
      return both('open', say.accepted(words, said.row), {
        since: said.row.from?.edtf ?? null,
        lastSeen: possibleDays(on).latest > said.row.asOf ? { status: 'open', on: said.row.asOf } : null,
      });
    case 'not-accepted':
      return both('shut', say.notAccepted(words, said.row), { lastSeen: null });
    case 'ended':
      return both('shut', say.acceptanceEnded(words, said.row), { lastSeen: null });
    case 'not-yet':
      return both('shut', say.acceptedLater(words, said.row), { lastSeen: null });
    case 'last-seen-outside':
      return both('undecided', say.notAccepted(words, said.row), {
        lastSeen: { status: 'shut', on: said.row.asOf },
      });
    case 'uncertain-day':
      return both('undecided', say.acceptedAbout(words, said.row), { lastSeen: null });
    case 'opted-out':
      return both('shut', say.optedOut(words, said.row), {
        lastSeen: possibleDays(on).latest > said.row.asOf ? { status: 'shut', on: said.row.asOf } : null,
      });
    case 'no-word':
      return gate.kind === 'opt-out'
        ? both(whole.status, say.noOptOut(words))
        : both('undecided', say.noWord(words), { lastSeen: null });
    default:
      return assertNever(said);
  }
}

type Said =
  | { readonly is: 'no-word'; readonly row: null }
  | {
      readonly is:
        | 'accepted'
        | 'not-accepted'
        | 'ended'
        | 'not-yet'
        | 'last-seen-outside'
        | 'uncertain-day'
        | 'opted-out';
      readonly row: Acceptance;
    };

/** A dated acceptance decides the days it dates; one without a date, the days since it was seen. */
function declared(rows: readonly Acceptance[], on: EdtfDate): Said {
  const accepting = rows.filter(({ accepts }) => accepts);
  // A row that was read beats general knowledge wherever it decides.
  const ranked = [...accepting].sort((a, b) => Number(b.verified) - Number(a.verified));
  const answers = ranked.map((row): Said => ({ is: acceptedOn(row, on), row }));
  const decided = answers.find(({ is }) => is !== 'uncertain-day') ?? answers[0];
  if (decided !== undefined) return decided;
  const [refusing] = rows.filter(({ accepts }) => !accepts);
  if (refusing === undefined) return { is: 'no-word', row: null };
  const seen = possibleDays(on).latest <= refusing.asOf;
  return { is: seen ? 'not-accepted' : 'last-seen-outside', row: refusing };
}

function acceptedOn(row: Acceptance, on: EdtfDate): 'accepted' | 'ended' | 'not-yet' | 'uncertain-day' {
  if (row.from === null && possibleDays(on).earliest < row.asOf) return 'uncertain-day';
  const { started, ended } = within(on, row.from ?? on, row.until);
  if (started === 'no') return 'not-yet';
  if (ended === 'yes') return 'ended';
  return (row.from !== null && started === 'undecided') || ended === 'undecided'
    ? 'uncertain-day'
    : 'accepted';
}

/** Opting out is done on joining; it lasts until it is taken back. */
function optedOut(rows: readonly Acceptance[]): Said {
  const [row] = rows.filter(({ accepts }) => !accepts);
  return row === undefined ? { is: 'no-word', row: null } : { is: 'opted-out', row };
}

/** The State as it was that day; `null` when there was none. */
function existing({ law, state, on }: AtGate): 'member' | 'other' | null {
  const known = law.states.get(state);
  const { earliest, latest } = possibleDays(on);
  if (known === undefined) return null;
  if (known.from !== null && latest < known.from) return null;
  if (known.until !== null && earliest > known.until) return null;
  return known.kind === 'member' || known.kind === 'observer' ? 'member' : 'other';
}

/** The Working Groups began in 1980 and 1991; a day before the Charter's bodies is no day for them. */
const CHARTER_BODIES_FROM = '1980-02-29';

function charterGate(at: AtGate): GateFound {
  const is = existing(at);
  if (is === null) return found('shut', say.noState);
  if (possibleDays(at.on).latest < CHARTER_BODIES_FROM) return found('shut', say.beforeMechanisms);
  return is === 'member'
    ? found('open', say.everyState, { verified: false })
    : found('argued', say.notMember, { verified: false });
}

function listGate(gate: Gate & { readonly kind: 'list' }, at: AtGate): GateFound {
  const { lists } = at.law.reference.doors;
  for (const id of gate.within === null ? [gate.list] : [gate.within, gate.list]) {
    const list = lists.get(id);
    const answer = list === undefined ? null : onList(list, at);
    if (answer !== null && (answer.status !== 'open' || id === gate.list)) return answer;
  }
  return found('undecided', say.noState);
}

function onList(list: StateList, { state, on }: AtGate): GateFound {
  const rows = list.rows.filter((one) => one.state === state);
  const more = { verified: list.verified };
  const { latest, earliest } = possibleDays(on);
  const [row] = rows;
  if (row === undefined)
    return list.region || latest <= list.asOf
      ? found('shut', say.notListed(list), more)
      : found('undecided', say.notListed(list), { ...more, lastSeen: { status: 'shut', on: list.asOf } });
  if (list.unknownBefore !== null && earliest < list.unknownBefore)
    return found('undecided', say.listedSince(list, list.unknownBefore), more);
  const { started, ended } = within(on, row.from ?? on, row.until);
  const since = row.from?.edtf ?? null;
  if (started === 'no') return found('shut', say.listedLater(list, since ?? ''), { ...more, since });
  if (ended === 'yes')
    return row.argued
      ? found('argued', say.listArgued(list), more)
      : found('shut', say.listedUntil(list, row.until?.edtf ?? ''), more);
  if ((row.from !== null && started === 'undecided') || ended === 'undecided')
    return found('undecided', say.listedAbout(list), { ...more, since });
  const lastSeen = latest > list.asOf ? ({ status: 'open', on: list.asOf } as const) : null;
  return found(row.argued ? 'argued' : 'open', row.argued ? say.listArgued(list) : say.listed(list, since), {
    ...more,
    since,
    lastSeen,
  });
}

/** The first session was in April 2008. */
const REVIEWS_FROM = '2008-04-07';

function reviewGate(at: AtGate): GateFound {
  const is = existing(at);
  if (is === null) return found('shut', say.noState);
  if (is === 'other') return found('shut', say.notMember, { verified: false });
  if (possibleDays(at.on).latest < REVIEWS_FROM) return found('shut', say.beforeReviews, { verified: false });
  return found('open', say.everyMember, { verified: false });
}

/** Territory decides what the data can; the nationality of whoever is accused is not in them. */
function criminalGate(instrument: InstrumentId, at: AtGate): GateFound {
  const { law, state, on, others } = at;
  const own = boundGate(at, instrument, null);
  if (own.status === 'open') return { ...own, why: [say.onTerritory, ...own.why] };
  const { referrals, declarations } = law.reference.doors.criminal;
  const after = (from: Day) => possibleDays(on).earliest >= from;
  const referral = referrals.find((one) => one.state === state && after(one.from));
  if (referral !== undefined)
    return { ...own, status: 'open', why: [...own.why, say.referred(referral.resolution)], verified: false };
  if (declarations.some((one) => one.state === state && after(one.from)))
    return { ...own, status: 'open', why: [...own.why, say.acceptedCourt], verified: false };
  const elsewhere = others.filter(
    (one) => boundGate({ ...at, state: one }, instrument, null).status === 'open',
  );
  if (elsewhere.length > 0)
    return { ...own, status: 'argued', why: [...own.why, say.partlyThere(law, elsewhere)], verified: false };
  return { ...own, status: 'undecided', why: [...own.why, say.byNationality] };
}

/** The agency's mandate does not rest on a treaty; what the State owes it does. */
function agencyGate(at: AtGate): GateFound {
  if (existing(at) === null) return found('shut', say.noState);
  if (possibleDays(at.on).latest < '1951-01-01') return found('shut', say.beforeAgency);
  const duties = [boundGate(at, 'REFUGEE-1951', '35'), boundGate(at, 'REFUGEE-PROT-1967', 'II')] as const;
  const duty = duties.find(({ status }) => status === 'open') ?? duties[0];
  return { ...duty, status: 'open', why: [say.byMandate, ...duty.why], since: null, verified: false };
}

function agreementGate(instrument: InstrumentId, at: AtGate): GateFound {
  const known = at.law.instruments.get(instrument);
  if (known === undefined || !known.parties.includes(at.state)) return found('shut', say.noAgreement);
  const own = boundGate(at, instrument, null);
  return own.status === 'shut' ? own : { ...own, status: 'argued', why: [...own.why, say.agreementArgued] };
}

/** When a State was reviewed last before a day, and when its next review can be expected. */
export function reviewsOf({ law, state, on }: Pick<AtGate, 'law' | 'state' | 'on'>): {
  readonly last: EdtfDate | null;
  readonly next: EdtfDate | null;
} {
  const { sessions, cycle, asOf } = law.reference.doors.reviews;
  const held = sessions.get(state) ?? [];
  const day = possibleDays(on).earliest;
  const last = held.filter((one) => possibleDays(one).latest <= day).at(-1) ?? null;
  const following = held.find((one) => possibleDays(one).latest > day) ?? null;
  if (following !== null || last === null || possibleDays(last).latest > asOf)
    return { last, next: following };
  return { last, next: unwrap(parseDate(say.months(last, cycle))) };
}
