/**
 * Legal conclusions: a State not bound by a treaty is never said to have breached it; a State that
 * is bound is argued to have, by named holders, against named denials.
 */
import { type EdtfDate } from '../../base/date.js';
import { type ThingId } from '../../base/ids.js';
import { type Binding } from '../../law/answer.js';
import { binding } from '../../law/binding.js';
import { type Instrument, type State } from '../../law/reference.js';
import {
  type CaseFile,
  codesOf,
  datesOf,
  refsOf,
  standing,
  textOf,
  type Thing,
  thingsOf,
} from '../../view/thing.js';
import { type Assertion, type Evidence } from '../assertion.js';
import { speaksFor } from '../../ask/speaks-for.js';
import { answerWords } from './answer.js';
import { telling } from './asks.js';
import { breachHeld, distinctDays, refugeesHeld, stopAsked } from './breach.js';
import { holders, stateMeant } from './characterisation.js';
import { dateline } from './dateline.js';
import { makerDated } from './knowledge.js';
import { withThe } from './names.js';
import { beside, evidenceFor, type Grounds, name } from './grounds.js';
import { readDate } from './happening.js';
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
import { capital, sayCount, sayDate, sayDay, sayList } from './wording.js';

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
  const limit = dateline(
    grounds,
    instruments,
    { id: state.id, name: withThe(state.name.en) },
    assertion.text,
  );
  const words = [
    boundSeries(bindings.map((one) => boundWords(grounds, state, one))),
    ...(bound.length > 0 && limit !== null ? [limit.why] : []),
  ].join(' ');
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
    case 'complies': {
      const judged = argued(grounds, state.id, {
        kinds: ['breach-found'],
        because,
        bound: words,
        complies: reading.conclusion === 'complies',
      });
      const write = limit?.write ?? null;
      return write === null
        ? judged
        : { ...judged, suggestion: `"${write}". ${judged.suggestion ?? ''}`.trim() };
    }
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
      return `${withThe(state.name.en)} ${since === '' ? 'is' : 'has been'} bound by ${article}${through}${since}.`.replace(
        /^./,
        (first) => first.toUpperCase(),
      );
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

/** "It has been bound by one since a day and by another since a day", in one sentence. */
function boundSeries(sentences: readonly string[]): string {
  const head = /^.*? (?:has been|is) (?=bound by )/.exec(sentences[0] ?? '')?.[0] ?? '';
  if (head === '' || !sentences.every((one) => one.startsWith(`${head}bound by `)))
    return sentences.join(' ');
  const rest = sentences.map((one) => one.slice(`${head}bound `.length).replace(/\.$/, ''));
  return `${head}bound ${sayList(rest)}.`;
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
  const crime = kinds.length > 0 && !kinds.includes('breach-found');
  const held = crime
    ? thingsOf(grounds.record, 'Reasoning').filter((one) =>
        codesOf(one, 'kind').some((kind) => kinds.includes(kind)),
      )
    : breachHeld(grounds, state);
  const refugees = crime ? [] : refugeesHeld(grounds);
  const asked = crime ? [] : stopAsked(grounds, state);
  const denied = distinctDays(categoryDenials(grounds, state));
  const who = (things: readonly Thing[]) =>
    sayList(
      things.map((one) => makerDated(grounds, one)),
      3,
    );
  const parts = [
    bound,
    `Whether it ${complies === true ? 'complies' : crime ? 'is one' : 'broke it'} is argued, not established.`,
    held.length === 0 ? 'Nobody in the record is recorded as holding it.' : `Held by ${who(held)}.`,
    refugees.length === 0 ? '' : `Held to be refugees by ${sayList(holders(grounds, refugees), 2)}.`,
    denied.length === 0
      ? 'No denial is recorded.'
      : `Denied by ${denied.slice(0, 1).map((one) => answerWords(grounds, one))[0] ?? ''}${denied.length > 1 ? `, and ${sayCount(denied.length - 1, 'other day', 'other days')}` : ''}.`,
  ];
  return {
    holds: ['argued'],
    severity: 'medium',
    why: parts.filter((part) => part !== '').join(' '),
    because: [
      ...because,
      ...evidenceFor(
        grounds,
        [...held, ...refugees, ...asked.slice(0, 3), ...denied.slice(0, 3)].flatMap((one) =>
          standing(one, 'text').length > 0 ? telling(one).slice(0, 1) : standing(one, 'summary').slice(0, 1),
        ),
      ),
    ],
    suggestion: complies === true ? null : whose(grounds, state, held, asked),
    asOf: grounds.law.reference.dataAsOf,
  };
}

/** Words that say whose conclusion it is: who held a breach, else who asked the State to stop. */
function whose(
  grounds: Grounds,
  state: ThingId | null,
  held: readonly Thing[],
  asked: readonly Thing[],
): string | null {
  const says = (one: Thing) =>
    (textOf(one, 'text', 'en') ?? textOf(one, 'summary', 'en') ?? '').replace(/[.\s]+$/, '');
  const [finding] = held.filter((one) => says(one) !== '');
  if (finding !== undefined)
    return `Say whose conclusion it is: "${makerDated(grounds, finding)}: ${says(finding)}".`;
  const [ask] = asked;
  const who = state === null ? 'the State' : name(grounds, state);
  return ask === undefined
    ? null
    : `Write what was asked instead: "${makerDated(grounds, ask)} asked ${who}: ${says(ask)}".`;
}

/** What a State says against the category first; refusals of other asks where it said nothing of it. */
export function categoryDenials(grounds: Grounds, state: ThingId | null): Thing[] {
  const all = denials(grounds, grounds.record, state);
  const close = all.filter((one) =>
    one.type === 'Position'
      ? codesOf(one, 'label').some((label) => label !== 'handled-by-law')
      : codesOf(one, 'kind').some((kind) => kind.startsWith('denied')),
  );
  return close.length > 0 ? close : all;
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
