/**
 * Legal conclusions: a State not bound by a treaty is never said to have breached it; a State that
 * is bound is argued to have, by named holders, against named denials.
 */
import { type EdtfDate } from '../../base/date.js';
import { type ThingId } from '../../base/ids.js';
import { type Binding } from '../../law/answer.js';
import { binding } from '../../law/binding.js';
import { type Instrument, type State } from '../../law/reference.js';
import { type CaseFile, codesOf, datesOf, refsOf, textOf, type Thing, thingsOf } from '../../view/thing.js';
import { type Assertion, type Evidence } from '../assertion.js';
import { speaksFor } from '../../ask/speaks-for.js';
import { answerWords } from './answer.js';
import { telling } from './asks.js';
import { holders, reachedBefore, stateMeant } from './characterisation.js';
import { beside, evidenceFor, type Grounds, name } from './grounds.js';
import { readDate } from './happening.js';
import { withThe } from './names.js';
import { type Checker, type Judgement, notCheckable, type ReadingOf } from './judgement.js';
import { nonRefoulement, topicsIn } from './topics.js';
import {
  instrumentsCited,
  instrumentsMeant,
  instrumentsNamed,
  letterDay,
  rowEvidence,
  stateNamed,
  theTitle,
} from './treaty.js';
import { provisionEvidence, provisionsOf } from './treaty-content.js';
import { capital, sayDate, sayDay, sayList, saySeries } from './wording.js';

export const checkLegalConclusion: Checker<'legal-conclusion'> = (reading, grounds, assertion) => {
  const id = stateMeant(grounds, assertion, reading.state);
  const state =
    stateNamed(grounds, reading.state) ?? (id === null ? null : (grounds.law.states.get(id) ?? null));
  if (reading.conclusion === 'crime')
    return argued(grounds, state?.id ?? null, { kinds: ['complicity'], because: [], bound: '' });
  if (state === null) return notCheckable('It is not said which State.');
  const named = instrumentsMeant(grounds, reading.instruments, assertion);
  const instruments = named.length > 0 ? named : presumed(grounds, assertion);
  const bindings = instruments.map((instrument) =>
    bindingOf(grounds, reading, assertion, { state, instrument }),
  );
  const bound = bindings.filter((one) => one.bound === 'yes');
  const unbound = bindings.filter((one) => one.bound === 'no' || one.basis === 'last-seen-outside');
  const because = bindings.flatMap((one) => bindingEvidence(grounds, one));
  const words = bindings.map((one) => boundWords(grounds, state, one)).join(' ');
  if (bindings.length > 0 && bound.length === 0 && unbound.length === bindings.length)
    return notBound(reading, { words, because, grounds, state });
  switch (reading.conclusion) {
    case 'obliged':
      return bindings.length === 0
        ? argued(grounds, state.id, { kinds: [], because, bound: '' })
        : {
            holds: bound.length > 0 ? ['supported'] : ['argued'],
            severity: 'none',
            why: words,
            because,
            asOf: grounds.law.reference.dataAsOf,
          };
    case 'not-obliged':
      return {
        holds: bound.length > 0 ? ['contradicted'] : ['argued'],
        direction: 'understated',
        severity: 'high',
        why: words,
        because,
        asOf: grounds.law.reference.dataAsOf,
      };
    case 'violates':
    case 'complies':
      return argued(grounds, state.id, {
        kinds: ['breach-found', 'sur-place', 'persecution'],
        because,
        bound: words,
        complies: reading.conclusion === 'complies',
      });
    default:
      return notCheckable('The conclusion could not be read.');
  }
};

/** The sentence names no treaty: those the letter cites for its main duty, first the nearest. */
function presumed(grounds: Grounds, assertion: Assertion): Instrument[] {
  const near = beside(grounds, assertion).flatMap(({ reading }) =>
    'instruments' in reading ? instrumentsNamed(grounds, reading.instruments) : [],
  );
  return near.length > 0 ? near : instrumentsCited(grounds).slice(0, 2);
}

function bindingOf(
  grounds: Grounds,
  reading: ReadingOf<'legal-conclusion'>,
  assertion: Assertion,
  { state, instrument }: { readonly state: State; readonly instrument: Instrument },
): Binding {
  const about = topicsIn(`${reading.says} ${assertion.text}`);
  const main =
    about.flatMap(({ where }) => where).find((one) => one.instrument === instrument.id)?.article ??
    nonRefoulement.find((one) => one.instrument === instrument.id)?.article ??
    null;
  const provision = reading.provision ?? (main !== null && /[–-]/.test(main) ? null : main);
  const on = dayAsked(grounds, assertion);
  return binding({ state: state.id, instrument: instrument.id, provision, on }, grounds.law);
}

/** The day of the conduct the sentence speaks of, else the letter's, else the last of the data. */
function dayAsked(grounds: Grounds, assertion: Assertion): EdtfDate {
  for (const { reading } of beside(grounds, assertion))
    if ((reading.kind === 'figure' || reading.kind === 'event-date') && reading.date !== null) {
      const date = readDate(reading.date);
      if (date !== null && date.earliest !== null) return date;
    }
  return letterDay(grounds);
}

export function boundWords(grounds: Grounds, state: State, one: Binding): string {
  const instrument = grounds.law.instruments.get(one.instrument);
  const title = instrument === undefined ? one.instrument : theTitle(instrument);
  const article = one.provision === null ? title : `art. ${one.provision} of ${title}`;
  const since =
    one.since === null
      ? ''
      : ` since ${/^\d{4}-\d{2}-\d{2}$/.test(one.since) ? sayDay(one.since) : sayDate(one.since)}`;
  const carrier = one.through === null ? undefined : grounds.law.instruments.get(one.through);
  const through = carrier === undefined ? '' : ` through ${theTitle(carrier)}`;
  switch (one.bound) {
    case 'yes':
      return `${state.name.en} is bound by ${article}${through}${since}.`;
    case 'no':
      return one.basis === 'signed-only'
        ? `${state.name.en} has signed ${title} only and is not bound by this treaty.`
        : one.basis === 'not-yet'
          ? `${state.name.en} was not yet bound by ${title} (${since.trim() || 'it joined later'}).`
          : one.basis === 'reserved'
            ? `${state.name.en} has reserved ${article}.`
            : `${state.name.en} is not bound by ${title}.`;
    case 'undecided':
      if (one.basis === 'last-seen-outside' && one.signed !== null)
        return `${state.name.en} had signed ${title} only when last seen (${sayDay(one.dataAsOf)}) and was not bound by this treaty.`;
      return one.because.at(-1)?.text ?? `Whether ${title} binds ${state.name.en} is undecided.`;
    default:
      return '';
  }
}

export function bindingEvidence(grounds: Grounds, one: Binding): Evidence[] {
  const instrument = grounds.law.instruments.get(one.instrument);
  const provisions =
    instrument === undefined || one.provision === null
      ? []
      : provisionsOf(grounds, instrument, one.provision).map((provision) =>
          provisionEvidence(grounds, instrument, provision),
        );
  const rows = one.because.flatMap(({ rows, text }) =>
    rows
      .slice(0, 1)
      .map((row) => rowEvidence(grounds, { row, source: row.split(' ')[0] ?? row, says: text })),
  );
  return [...provisions.slice(0, 2), ...rows.slice(0, 3)];
}

function notBound(
  reading: ReadingOf<'legal-conclusion'>,
  {
    words,
    because,
    grounds,
    state,
  }: {
    readonly words: string;
    readonly because: readonly Evidence[];
    readonly grounds: Grounds;
    readonly state: State;
  },
): Judgement {
  const fine = reading.conclusion === 'not-obliged' || reading.conclusion === 'complies';
  const others = nonRefoulement
    .filter(({ readInto, soft }) => readInto !== true && soft !== true)
    .filter(
      ({ instrument, article }) =>
        binding({ state: state.id, instrument, provision: article, on: letterDay(grounds) }, grounds.law)
          .bound === 'yes',
    )
    .flatMap(({ instrument, article }) => {
      const known = grounds.law.instruments.get(instrument);
      return known === undefined ? [] : [`art. ${article} of ${theTitle(known)}`];
    });
  return {
    holds: fine ? ['supported'] : ['contradicted'],
    direction: fine ? 'neither' : 'overstated',
    severity: fine ? 'none' : 'high',
    why: `${words}${fine ? '' : ' A State cannot be in breach of a treaty that does not bind it.'}`,
    because,
    suggestion: fine
      ? null
      : others.length > 0
        ? `Rest it on what binds ${state.name.en}: ${sayList(others)}.`
        : `Do not call it a breach of this treaty.`,
    asOf: grounds.law.reference.dataAsOf,
  };
}

interface Argument {
  readonly kinds: readonly string[];
  readonly because: readonly Evidence[];
  readonly bound: string;
  readonly complies?: boolean;
}

function argued(
  grounds: Grounds,
  state: ThingId | null,
  { kinds, because, bound, complies }: Argument,
): Judgement {
  const reasons = thingsOf(grounds.record, 'Reasoning').filter((one) =>
    codesOf(one, 'kind').some((kind) => kinds.includes(kind)),
  );
  const findings = [...thingsOf(grounds.record, 'Finding'), ...bodiesThatFound(grounds, state)];
  const denied = denials(grounds, grounds.record, state);
  const by = [
    ...new Set([
      ...holders(grounds, reasons),
      ...findings.flatMap((one) => refsOf(one, 'by').map((id) => name(grounds, id))),
    ]),
  ];
  const held =
    by.length === 0 ? 'Nobody in the record is recorded as holding it' : `Held by ${sayList(by, 5)}`;
  const against =
    denied.length === 0
      ? 'no denial is recorded'
      : `denied: ${saySeries(
          denied.slice(0, 2).map((one) => answerWords(grounds, one)),
          2,
        )}`;
  return {
    holds: ['argued'],
    severity: 'medium',
    why: `${bound === '' ? '' : `${bound} `}Whether it ${complies === true ? 'complies' : 'broke it'} is argued, not established. ${held}; ${against}.`,
    because: [
      ...because,
      ...evidenceFor(
        grounds,
        [...reasons, ...findings, ...denied.slice(0, 3)].flatMap((one) => telling(one).slice(0, 1)),
      ),
    ],
    suggestion: complies === true ? null : whose(grounds, state, findings, holders(grounds, reasons)),
    asOf: grounds.law.reference.dataAsOf,
  };
}

/** Words that say whose conclusion it is. */
function whose(
  grounds: Grounds,
  state: ThingId | null,
  findings: readonly Thing[],
  held: readonly string[],
): string | null {
  const who = state === null ? 'the State' : name(grounds, state);
  const [finding] = findings;
  const maker = finding === undefined ? undefined : refsOf(finding, 'by')[0];
  if (finding !== undefined && maker !== undefined)
    return `Say whose conclusion it is, and name what was found or asked: "${withThe(name(grounds, maker))} (${sayDate(datesOf(finding)[0] ?? null)}) told ${who}: ${(textOf(finding, 'text', 'en') ?? '').replace(/\.$/, '')}".`;
  return held[0] === undefined
    ? null
    : `Say whose conclusion it is: "${withThe(held[0])} holds that ${who} is in breach".`;
}

/** Treaty bodies and mandates that told the State what it must do, in what they asked of it. */
function bodiesThatFound(grounds: Grounds, state: ThingId | null): Thing[] {
  if (state === null) return [];
  return reachedBefore(grounds, grounds.record, state, grounds.day)
    .filter((ask) => refsOf(ask, 'by').some((id) => isMechanism(grounds.file, id)))
    .filter((ask) => datesOf(ask).length > 0)
    .slice(0, 5);
}

export function isMechanism(file: CaseFile, id: ThingId): boolean {
  const body = file.things.get(id);
  return (
    body !== undefined &&
    codesOf(body, 'kind').some(
      (kind) => kind === 'treaty-body' || kind === 'un-mechanism' || kind === 'court',
    )
  );
}

export function denials(grounds: Grounds, file: CaseFile, state: ThingId | null): Thing[] {
  const by = (one: Thing, property: string) =>
    state === null || refsOf(one, property).some((id) => speaksFor(grounds.file, id).has(state));
  return [
    ...thingsOf(file, 'Position').filter(
      (one) =>
        by(one, 'holder') && codesOf(one, 'label').some((label) => label !== 'refugees' && label !== 'other'),
    ),
    ...thingsOf(file, 'Answer').filter(
      (one) =>
        by(one, 'by') && codesOf(one, 'kind').some((kind) => kind.startsWith('denied') || kind === 'refused'),
    ),
  ].sort((a, b) => ((datesOf(a)[0]?.edtf ?? '') < (datesOf(b)[0]?.edtf ?? '') ? 1 : -1));
}

export function reasonText(one: Thing): string {
  return capital((textOf(one, 'summary', 'en') ?? textOf(one, 'title', 'en') ?? one.id).replace(/\.$/, ''));
}
