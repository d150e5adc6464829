/**
 * One State's whole standing towards one instrument: when it signed, from when to when it was bound,
 * which notices changed nothing, and when sources last saw it inside or outside. Acts that tell one
 * day are cited together; acts that tell different days make the beginning uncertain.
 */
import { byDate, type Day, type EdtfDate, possibleDays } from '../base/date.js';
import { byText } from '../base/ids.js';
import { agree, type LawData, pairOf } from './data.js';
import { between, dateAfter, entryOf, intervalWords } from './entry.js';
import {
  type Act,
  type Instrument,
  type InstrumentId,
  type Sighting,
  type State,
  type StateId,
  type TreatyAction,
} from './reference.js';

/** One act as every row and claim that agrees tells it; the finest date is used. */
export interface ToldAct {
  readonly action: TreatyAction;
  readonly date: EdtfDate | null;
  readonly effect: EdtfDate | null;
  readonly told: readonly Act[];
}

export interface Period {
  /** May be several days, when a date is uncertain or sources conflict. */
  readonly start: EdtfDate | null;
  /** The first day no longer bound. */
  readonly end: EdtfDate | null;
  readonly by: ToldAct;
  readonly left: ToldAct | null;
  /** The rule by which the beginning was computed, as the end of a sentence. */
  readonly rule: string;
  readonly ruleVerified: boolean;
  /** What the rule gives, when a source states another day. */
  readonly computed: EdtfDate | null;
  /** Applied before it was in force for the State (Vienna Convention, art. 25). */
  readonly provisional: boolean;
  /** Acts that tell another day for the same joining. */
  readonly conflicts: readonly ToldAct[];
}

export interface Standing {
  readonly signature: ToldAct | null;
  readonly periods: readonly Period[];
  /** Notices of withdrawal under an instrument that has no clause to leave by. */
  readonly ineffective: readonly ToldAct[];
  /** Who saw it inside, and who outside, oldest first. */
  readonly inside: readonly Seen[];
  readonly outside: readonly Seen[];
  readonly disagreements: readonly Sighting[];
}

export interface Seen {
  readonly day: Day;
  readonly source: string;
  readonly id: string | null;
  readonly verified: boolean;
}

const kept = new WeakMap<LawData, Map<string, Standing>>();

/** Computed once for each pair; the same `law` gives the same answer for ever. */
export function standingOf(law: LawData, state: StateId, instrument: Instrument): Standing {
  const cache = kept.get(law) ?? new Map<string, Standing>();
  kept.set(law, cache);
  const key = `${state} ${instrument.id}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const fresh = computeStanding(law, state, instrument);
  cache.set(key, fresh);
  return fresh;
}

function computeStanding(law: LawData, state: StateId, instrument: Instrument): Standing {
  const { acts, sightings } = pairOf(law, state, instrument.id);
  const told = tellOnce(acts);
  const signature = told.find((act) => act.action === 'signature') ?? null;
  const { periods, ineffective } = periodsOf(told, instrument, law.states.get(state) ?? null);
  const seen = seenBy(law, state, instrument.id, periods);
  return {
    signature,
    periods,
    ineffective,
    ...seen,
    disagreements: sightings.filter((one) => one.disagrees),
  };
}

const classOf = (action: TreatyAction) =>
  action === 'signature' || action === 'withdrawal' || action === 'provisional-application'
    ? action
    : 'consent';

/** Groups acts of one class that can be one act told twice, finest date first. */
function tellOnce(acts: readonly Act[]): ToldAct[] {
  const groups: Act[][] = [];
  for (const act of acts) {
    const group = groups.find((others) =>
      others.every(
        (other) =>
          classOf(other.action) === classOf(act.action) &&
          (other.date === null || act.date === null || agree(other.date, act.date)),
      ),
    );
    if (group === undefined) groups.push([act]);
    else group.push(act);
  }
  return groups.map(toldAct).sort(inOrder);
}

function toldAct(acts: readonly Act[]): ToldAct {
  const width = ({ date }: Act) => {
    if (date === null) return '9';
    const { earliest, latest } = possibleDays(date);
    return earliest === latest ? '0' : `1 ${latest.slice(0, 4)}`;
  };
  const [finest, ...others] = [...acts].sort((a, b) => byText(width(a), width(b)));
  const named = acts.find((act) => act.action !== 'joined');
  return {
    action: (finest?.action === 'joined' ? named?.action : finest?.action) ?? 'joined',
    date: finest?.date ?? null,
    effect: finest?.effect ?? others.find((act) => act.effect !== null)?.effect ?? null,
    told: acts,
  };
}

/** By date; on one day a withdrawal goes before a new deposit; the undated last. */
function inOrder(a: ToldAct, b: ToldAct): number {
  if (a.date === null || b.date === null) return a.date === b.date ? 0 : a.date === null ? 1 : -1;
  const rank = (act: ToldAct) => (act.action === 'withdrawal' ? 0 : 1);
  return byDate(a.date, b.date) || rank(a) - rank(b);
}

function periodsOf(
  told: readonly ToldAct[],
  instrument: Instrument,
  state: State | null,
): { periods: readonly Period[]; ineffective: readonly ToldAct[] } {
  const periods: Period[] = [];
  const ineffective: ToldAct[] = [];
  for (const act of told) {
    const open = periods.at(-1);
    const bound = open !== undefined && open.left === null && open.end === null;
    if (act.action === 'signature') continue;
    if (act.action === 'provisional-application') {
      if (!bound) periods.push(provisionalOf(act));
    } else if (bound && open.provisional) {
      // Notice ends it as notified, whatever the clause on leaving says; joining ends it on the day that takes effect.
      const end =
        act.action === 'withdrawal' ? (act.effect ?? act.date) : periodOf(act, instrument, state).start;
      periods[periods.length - 1] = { ...open, left: act.action === 'withdrawal' ? act : null, end };
      if (act.action !== 'withdrawal') periods.push(periodOf(act, instrument, state));
    } else if (act.action === 'withdrawal') {
      if (instrument.denunciation === null && instrument.entry !== null) ineffective.push(act);
      else if (bound) periods[periods.length - 1] = { ...open, left: act, end: endOf(act, instrument) };
    } else if (bound) periods[periods.length - 1] = withConflict(open, act, instrument, state);
    else periods.push(periodOf(act, instrument, state));
  }
  return { periods, ineffective };
}

/** From the day it said, with nothing to wait for. */
function provisionalOf(act: ToldAct): Period {
  return {
    start: act.effect ?? act.date,
    end: null,
    by: act,
    left: null,
    rule: 'provisionally, from the day it said (Vienna Convention on the Law of Treaties, art. 25)',
    ruleVerified: true,
    computed: null,
    provisional: true,
    conflicts: [],
  };
}

function periodOf(act: ToldAct, instrument: Instrument, state: State | null): Period {
  const entry = entryOf(act, instrument, state);
  const stated = act.effect;
  const differs = stated !== null && entry.date !== null && !agree(stated, entry.date);
  return {
    start: stated ?? entry.date,
    end: null,
    by: act,
    left: null,
    rule: stated === null ? entry.rule : 'on the day its source states',
    ruleVerified: stated === null ? entry.ruleVerified : true,
    computed: differs ? entry.date : null,
    provisional: false,
    conflicts: [],
  };
}

/** Another day told for the same joining: it began on one of the two, and the answer shows both. */
function withConflict(open: Period, act: ToldAct, instrument: Instrument, state: State | null): Period {
  const other = periodOf(act, instrument, state);
  const start = open.start === null || other.start === null ? null : hull(open.start, other.start);
  return { ...open, start, conflicts: [...open.conflicts, act] };
}

function hull(a: EdtfDate, b: EdtfDate): EdtfDate {
  const [x, y] = [possibleDays(a), possibleDays(b)];
  return between(
    x.earliest < y.earliest ? x.earliest : y.earliest,
    x.latest > y.latest ? x.latest : y.latest,
  );
}

/** From the notice and the clause; a clause that works by terms of years leaves the day open. */
function endOf(notice: ToldAct, instrument: Instrument): EdtfDate | null {
  if (notice.effect !== null) return notice.effect;
  if (notice.date === null) return null;
  const interval = instrument.denunciation?.notice ?? null;
  if (interval !== null) return dateAfter(notice.date, interval);
  return between(possibleDays(notice.date).earliest, '9999-12-31');
}

/** How the end was computed, as the end of a sentence. */
export function endRule(period: Period, instrument: Instrument): string {
  const clause = instrument.denunciation;
  const stated = period.left?.effect ?? null;
  if (period.provisional) return 'as notified (Vienna Convention on the Law of Treaties, art. 25(2))';
  if (stated !== null || clause === null) return 'on the day its source states';
  return clause.notice === null
    ? `by the terms of art. ${clause.article}, which the notice alone does not settle`
    : `${intervalWords(clause.notice, 'the notice')} (art. ${clause.article})`;
}

function seenBy(
  law: LawData,
  state: StateId,
  instrument: InstrumentId,
  periods: readonly Period[],
): Pick<Standing, 'inside' | 'outside'> {
  const seen: { inside: boolean; seen: Seen }[] = [];
  const own = law.states.get(state);
  const { sightings } = pairOf(law, state, instrument);
  for (const source of law.reference.sources.values()) {
    const { asOf } = source;
    if (asOf === null || own === undefined || !source.complete.includes(instrument)) continue;
    if (source.covers === 'members' && own.kind !== 'member') continue;
    // A table drawn up after a State had ended does not list it, whatever it had joined.
    if (own.until !== null && own.until < asOf) continue;
    if (!law.reference.states.has(state)) continue;
    if (sightings.some((one) => one.disagrees && one.source === source.id)) continue;
    seen.push({
      inside: joinedBy(periods, asOf),
      seen: { day: asOf, source: source.id, id: null, verified: true },
    });
  }
  for (const { asOf, source, id, verified, inside, disagrees } of sightings)
    if (!disagrees) seen.push({ inside, seen: { day: asOf, source, id, verified } });
  const of = (inside: boolean) =>
    seen
      .filter((one) => one.inside === inside)
      .map((one) => one.seen)
      .sort((a, b) => byText(a.day, b.day));
  return { inside: of(true), outside: of(false) };
}

/** Whether a table of that day would list it: it had deposited, and no notice had ended that. */
function joinedBy(periods: readonly Period[], asOf: Day): boolean {
  return periods.some(({ by, end }) => {
    const deposited = by.date === null || possibleDays(by.date).earliest <= asOf;
    return deposited && (end === null || possibleDays(end).earliest > asOf);
  });
}
