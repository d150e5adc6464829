/**
 * Treaty status: what the State did, when, and since when that binds it. The verb is checked as well
 * as the fact: signing is not joining, and acceding is not ratifying though it binds as much.
 */
import { dateWithin, datesOverlap, type EdtfDate } from '../../base/date.js';
import { type Binding } from '../../law/answer.js';
import { binding } from '../../law/binding.js';
import { type Instrument, type State, type TreatyAction } from '../../law/reference.js';
import { type Standing, standingOf } from '../../law/standing.js';
import {
  type Assertion,
  type Direction,
  type Evidence,
  type ReadDate,
  type Severity,
  type Verdict,
} from '../assertion.js';
import { impossibleDay } from './impossible.js';
import { beside, type Grounds } from './grounds.js';
import { dateFit, readDate } from './happening.js';
import {
  type Checker,
  type Judgement,
  notCheckable,
  notInRecord,
  ranked,
  type ReadingOf,
} from './judgement.js';
import {
  letterDay,
  lastPeriod,
  actEvidence,
  actWords,
  instrumentNamed,
  instrumentsMeant,
  rowEvidence,
  stateNamed,
  theTitle,
} from './treaty.js';
import { capital, sayDate, sayList, sayWhen } from './wording.js';

type Asked = ReadingOf<'treaty-status'>['action'] | 'signed-only' | 'not-signed';

/** What holds of one State and one instrument. */
interface One {
  readonly instrument: Instrument;
  readonly holds: readonly Verdict[];
  readonly direction: Direction;
  readonly severity: Severity;
  readonly why: string;
  readonly because: readonly Evidence[];
  readonly write: string | null;
}

export const checkTreatyStatus: Checker<'treaty-status'> = (read, grounds, assertion) => {
  const reading = negated(grounds, assertion) ? denied(read) : signedOnly(read, assertion.text);
  if (reading.date !== null && reading.date.impossible !== null)
    return impossibleDay(reading.date.impossible);
  const state =
    stateNamed(grounds, reading.state) ?? (reading.state === null ? stateBefore(grounds, assertion) : null);
  if (state === null)
    return reading.state === null
      ? notCheckable('It is not said which State.')
      : notInRecord(`The reference data do not know ${reading.state.words} as a State.`);
  if (reading.instruments.length === 0) return notCheckable('No instrument is named.');
  const unknown = reading.instruments.filter((named) => instrumentNamed(grounds, named) === null);
  const known = instrumentsMeant(grounds, reading.instruments, assertion);
  if (known.length === 0)
    return notInRecord(
      `The reference data hold no instrument called ${sayList(unknown.map(({ words }) => words))}.`,
    );
  const ones = known.map((instrument) => judgeOne(grounds, reading, state, instrument));
  return together(grounds, state, ones);
};

/** "… and ratified it in 1988": the State of the treaty act just told in the same sentence. */
function stateBefore(grounds: Grounds, assertion: Assertion): State | null {
  const before = beside(grounds, assertion).filter(
    ({ reading, start }) =>
      reading.kind === 'treaty-status' && reading.state !== null && start <= assertion.start,
  );
  const last = before.at(-1)?.reading;
  return last?.kind === 'treaty-status' ? stateNamed(grounds, last.state) : null;
}

/** "Neither Laos nor Viet Nam has signed": the word that denies it stands before the passage. */
function negated(grounds: Grounds, assertion: Assertion): boolean {
  const before = grounds.head.text.slice(Math.max(0, assertion.start - 80), assertion.start);
  const words = `${/[^.;\n]*$/.exec(before)?.[0] ?? ''}${assertion.text}`;
  return (
    /\bneither\b.*\bnor\b/is.test(words) ||
    (/\bnor\s*$/i.test(before) && !/\b(?:not|never)\b/i.test(assertion.text))
  );
}

function denied(reading: ReadingOf<'treaty-status'>): Status {
  return { ...reading, action: reading.action === 'signature' ? 'not-signed' : 'not-party' };
}

type Status = Omit<ReadingOf<'treaty-status'>, 'action'> & { readonly action: Asked };

/** "Signed but not ratified" says two things: that it signed, and that it is not a party. */
function signedOnly(reading: ReadingOf<'treaty-status'>, text: string): Status {
  const joining = reading.action === 'signature' || reading.action === 'ratification';
  const only =
    /\bsign\w*\b.{0,40}\b(?:but|and|yet|though)?\b.{0,20}\b(?:not|never)\b.{0,20}\bratif|\b(?:only|merely|just) signed|\bsigned only|\bwithout (?:having )?ratif|서명만/i;
  if (joining && only.test(text)) return { ...reading, action: 'signed-only' };
  return reading.action === 'ratification' && /\b(?:not|never)\b.{0,30}\bratif/i.test(text)
    ? { ...reading, action: 'not-party' }
    : reading;
}

function judgeOne(grounds: Grounds, reading: Status, state: State, instrument: Instrument): One {
  const standing = standingOf(grounds.law, state.id, instrument);
  const on = letterDay(grounds);
  const now = binding({ state: state.id, instrument: instrument.id, provision: null, on }, grounds.law);
  const because = evidence(grounds, state, instrument, standing, now);
  const facts = factsOf(state, instrument, standing, now);
  const base = { instrument, because, direction: 'neither' as const, severity: 'none' as const };
  const verb = verbOf(reading.action, standing, now);
  const date = reading.date === null ? null : dateOf(reading.action, reading.date, standing);
  if (verb.verdict === 'supported' && (date === null || date === 'fits'))
    return { ...base, holds: ['supported'], why: facts, write: null };
  if (verb.verdict === 'not-in-record')
    return { ...base, holds: ['not-in-record'], severity: 'low', why: facts, write: null };
  const wrongDay = date === 'wrong';
  const holds: Verdict[] = [];
  if (verb.verdict === 'contradicted' || wrongDay) holds.push('contradicted');
  if (verb.verdict === 'imprecise' || date === 'near' || date === 'finer') holds.push('imprecise');
  return {
    ...base,
    holds,
    direction: verb.direction,
    severity: holds.includes('contradicted') ? 'high' : 'low',
    why: `${verb.why}${wrongDay ? `Not ${sayWhen(reading.date?.edtf ?? null)}. ` : date === 'near' ? 'That is the day of another step. ' : ''}${facts}`,
    write: honest(state, instrument, standing, now),
  };
}

interface VerbFinding {
  readonly verdict: Verdict;
  readonly why: string;
  readonly direction: Direction;
}

const fits: VerbFinding = { verdict: 'supported', why: '', direction: 'neither' };

function verbOf(asked: Asked, standing: Standing, now: Binding): VerbFinding {
  const period = lastPeriod(standing);
  const joined = period?.by.action ?? null;
  const wrong = (why: string, direction: Direction): VerbFinding => ({
    verdict: 'contradicted',
    why,
    direction,
  });
  const unknown: VerbFinding = { verdict: 'not-in-record', why: '', direction: 'neither' };
  const outside = now.bound === 'no' || now.basis === 'last-seen-outside';
  switch (asked) {
    case 'party':
      if (now.bound === 'yes') return fits;
      return outside ? wrong('It is not bound by this treaty. ', 'overstated') : unknown;
    case 'not-party':
      if (now.bound === 'yes') return wrong('It is a party. ', 'understated');
      return outside ? fits : unknown;
    case 'not-signed':
      if (standing.signature !== null) return wrong('It has signed. ', 'understated');
      if (joined !== null) return wrong('It is a party. ', 'understated');
      return outside ? fits : unknown;
    case 'signed-only':
      if (joined !== null) return wrong('It went further than signing. ', 'understated');
      return standing.signature === null ? unknown : fits;
    case 'signature':
      if (standing.signature !== null || joined === 'definitive-signature') return fits;
      if (joined === 'joined') return unknown;
      if (joined !== null)
        return {
          verdict: 'imprecise',
          why: 'It did not sign: it became a party by another act. ',
          direction: 'understated',
        };
      return outside ? wrong('It neither signed nor joined. ', 'overstated') : unknown;
    case 'withdrawal':
      if (standing.periods.some(({ left }) => left !== null)) return fits;
      if (standing.ineffective.length > 0)
        return wrong(
          'Its notice of withdrawal changed nothing: the treaty has no clause to leave by. ',
          'neither',
        );
      return now.bound === 'yes' ? wrong('It has not left. ', 'neither') : unknown;
    case 'ratification':
    case 'accession':
    case 'succession':
      if (joined === asked || joined === 'joined') return fits;
      if (joined !== null)
        return {
          verdict: 'imprecise',
          why: `The act was ${actNames[joined]}, not ${actNames[asked]}; the legal effect is the same. `,
          direction: 'neither',
        };
      return outside
        ? wrong(standing.signature === null ? 'It has not joined. ' : 'It has only signed. ', 'overstated')
        : unknown;
    default:
      return unknown;
  }
}

const actNames: Readonly<Record<TreatyAction, string>> = {
  signature: 'signature',
  'provisional-application': 'provisional application',
  'definitive-signature': 'definitive signature',
  ratification: 'ratification',
  accession: 'accession',
  acceptance: 'acceptance',
  approval: 'approval',
  succession: 'succession',
  'formal-confirmation': 'formal confirmation',
  withdrawal: 'withdrawal',
  joined: 'an act the data do not name',
};

const past: Readonly<Record<TreatyAction, string>> = {
  signature: 'signed',
  'provisional-application': 'applied provisionally',
  'definitive-signature': 'signed definitively',
  ratification: 'ratified',
  accession: 'acceded to',
  acceptance: 'accepted',
  approval: 'approved',
  succession: 'succeeded to',
  'formal-confirmation': 'formally confirmed',
  withdrawal: 'withdrew from',
  joined: 'became a party to',
};

/** Whether the letter's date is that of the act, of another step towards the same end, or of none. */
function dateOf(
  asked: Asked,
  read: ReadDate,
  standing: Standing,
): 'fits' | 'finer' | 'near' | 'wrong' | null {
  const date = readDate(read);
  const period = lastPeriod(standing);
  if (date === null) return null;
  const signed = standing.signature?.date ?? null;
  const deposited = period?.by.date ?? null;
  const start = period?.start ?? null;
  const left = standing.periods.flatMap((one) => one.left?.date ?? one.end ?? []).at(-1) ?? null;
  const own = {
    signature: [signed],
    'signed-only': [signed],
    withdrawal: [left],
    party: [start, deposited],
    'not-party': [],
  }[asked as string] ?? [deposited];
  if (asked === 'not-party' || asked === 'not-signed') return 'fits';
  if (own.every((one) => one === null)) return null;
  if (read.relation === 'before' || read.relation === 'after' || read.relation === 'during')
    return later(own, date, read.relation);
  const exact = asked === 'party' && date.precision === 'day' ? [start] : own;
  const fit = exact.map((one) => (one === null ? 'other' : dateFit([one], date)));
  if (fit.includes('same') || fit.includes('within')) return 'fits';
  if (fit.includes('finer') || fit.includes('may')) return 'finer';
  // Signing on a day is no step that could pass for joining on it.
  const near = [deposited, start].some((one) => one !== null && datesOverlap(one, date));
  return near ? 'near' : 'wrong';
}

function later(
  own: readonly (EdtfDate | null)[],
  date: EdtfDate,
  relation: 'before' | 'after' | 'during',
): 'fits' | 'wrong' {
  const day = own.find((one) => one !== null) ?? null;
  if (day === null) return 'fits';
  if (relation === 'during')
    return datesOverlap(day, date) || dateWithin(day, date) || (day.earliest ?? '') <= (date.latest ?? '')
      ? 'fits'
      : 'wrong';
  const before = (day.earliest ?? '') <= (date.latest ?? '');
  return before === (relation === 'before') ? 'fits' : 'wrong';
}

/** "China acceded to the Protocol on 24 September 1982; in force for it from that day." */
export function factsOf(state: State, instrument: Instrument, standing: Standing, now: Binding): string {
  const period = lastPeriod(standing);
  const signed = standing.signature?.date ?? null;
  const who = state.name.en;
  if (period === null) {
    const seen = now.because.at(-1)?.text ?? '';
    if (standing.signature === null) return seen;
    return `${who} signed ${theTitle(instrument)}${signed === null ? '' : ` ${sayWhen(signed)}`} and has not joined it.`;
  }
  const act = past[period.by.action];
  const day = period.by.date === null ? '' : ` ${sayWhen(period.by.date)}`;
  const start =
    period.start === null
      ? ''
      : period.start.edtf === period.by.date?.edtf
        ? '; in force for it from that day'
        : `; in force for it from ${sayDate(period.start)}`;
  const end = period.end === null ? '' : `, until ${sayDate(period.end)}`;
  const sign =
    signed === null || period.by.action === 'definitive-signature' ? '' : ` (signed ${sayDate(signed)})`;
  return `${who} ${act} ${theTitle(instrument)}${day}${sign}${start}${end}.`;
}

function honest(state: State, instrument: Instrument, standing: Standing, now: Binding): string {
  const period = lastPeriod(standing);
  if (period === null)
    return standing.signature === null
      ? `${state.name.en} is not a party to ${theTitle(instrument)}.`
      : `${state.name.en} has signed ${theTitle(instrument)} but is not a party to it.`;
  return factsOf(state, instrument, standing, now);
}

function evidence(
  grounds: Grounds,
  state: State,
  instrument: Instrument,
  standing: Standing,
  now: Binding,
): Evidence[] {
  const acts = [
    ...(standing.signature?.told ?? []),
    ...standing.periods.flatMap(({ by, left }) => [...by.told, ...(left?.told ?? [])]),
  ];
  const shown = acts.flatMap((act) => actEvidence(grounds, [act], actWords(act, state, instrument)));
  if (shown.length > 0) return shown.slice(0, 6);
  const row = now.because.flatMap(({ rows }) => rows)[0];
  const [source = 'reference'] = (row ?? '').split(' ');
  return row === undefined
    ? []
    : [rowEvidence(grounds, { row, source, says: now.because.at(-1)?.text ?? '' })];
}

/** One sentence may name several instruments: each is answered, the worst verdict goes first. */
function together(grounds: Grounds, state: State, ones: readonly One[]): Judgement {
  const holds = [...new Set(ones.flatMap((one) => [...one.holds]))];
  const wrong = ones.filter((one) => !one.holds.includes('supported'));
  const { verdict } = ranked(holds);
  const mixed = holds.includes('supported') && wrong.length > 0;
  const write = wrong.flatMap((one) => one.write ?? []);
  const rewrite = wrong.length > 0 && ones.length > 1 && write.length > 0 ? joint(state, ones) : null;
  return {
    holds: mixed ? holds.filter((one) => one !== 'supported') : holds,
    direction: wrong.find(({ direction }) => direction !== 'neither')?.direction ?? 'neither',
    severity:
      (['high', 'medium', 'low', 'none'] as const).find((level) =>
        ones.some(({ severity }) => severity === level),
      ) ?? 'none',
    why: sentences(ones.map(({ why }) => why)),
    because: ones.flatMap(({ because }) => [...because]),
    suggestion: verdict === 'supported' || write.length === 0 ? null : (rewrite ?? write.join(' ')),
    asOf: grounds.law.reference.dataAsOf,
  };
}

function joint(state: State, ones: readonly One[]): string {
  return sentences(
    ones.map(
      (one) =>
        one.write ??
        one.why.replace(
          /^.*?(?=\b[A-Z][^.]*\b(?:signed|acceded|ratified|became|succeeded|accepted|approved))/s,
          '',
        ),
    ),
  ).replace(`${state.name.en} ${state.name.en}`, state.name.en);
}

/** Joins findings, saying once what several of them begin with. */
function sentences(parts: readonly string[]): string {
  const seen = new Set<string>();
  return parts
    .flatMap((part) => part.match(/[^.]+(?:\.(?!\s|$)[^.]*)*\.?\s*/g) ?? [part])
    .map((part) => part.trim())
    .filter((part) => part !== '' && !seen.has(part) && seen.add(part))
    .map(capital)
    .join(' ');
}
