/**
 * What the text leaves out and a friend would add: a stronger treaty that binds, a later finding, a
 * promise already made. A few at most, each at the sentence it belongs to, and only when relevant.
 */
import { compareDates } from '../../base/date.js';
import { binding } from '../../law/binding.js';
import { type StateId } from '../../law/reference.js';
import { codesOf, datesOf, refsOf, standing, textsOf, type Thing, thingsOf } from '../../view/thing.js';
import { type Assertion, type AssertionKind, type Evidence } from '../assertion.js';
import { answerWords } from './answer.js';
import { speaksFor } from '../../ask/speaks-for.js';
import { telling } from './asks.js';
import { askWords } from './earlier-ask.js';
import { evidenceFor, type Grounds, mentions, name } from './grounds.js';
import { isSending, stateBehind } from './happening.js';
import { type Judgement } from './judgement.js';
import { firstEvent, reachedBefore } from './knowledge.js';
import { bindingEvidence, isMechanism } from './legal-conclusion.js';
import { nonRefoulement } from './topics.js';
import { instrumentsCited, letterDay, theTitle } from './treaty.js';
import { sayDate, sayDay, sayList, sayWhen } from './wording.js';

/** A finding the check makes itself, with the sentence it belongs to. */
export interface Found {
  readonly kind: 'omission' | 'exposure';
  readonly about: string;
  readonly at: { readonly start: number; readonly end: number };
  readonly judgement: Judgement;
}

const MOST = 4;

export function omissions(grounds: Grounds): Found[] {
  const state = stateAccused(grounds);
  if (state === null) return [];
  return [
    ...strongerTreaties(grounds, state),
    ...promises(grounds, state),
    ...laterFindings(grounds, state),
  ].slice(0, MOST);
}

/** The State whose returns the letter is about: nothing is left out of a letter about something else. */
export function stateAccused(grounds: Grounds): StateId | null {
  const returning = grounds.file.dossier.returningStates;
  const spoken = grounds.assertions.some(
    ({ reading }) =>
      (reading.kind === 'figure' && isSending(reading.eventKind) && reading.eventKind !== null) ||
      (reading.kind === 'demand' && reading.demands.some((code) => code === 'halt-returns')) ||
      reading.kind === 'legal-conclusion',
  );
  if (!spoken) return null;
  const named = grounds.assertions.map(({ reading }) => {
    if (reading.kind === 'figure') return reading.actor?.id;
    if (reading.kind === 'legal-conclusion') return reading.state?.id;
    return reading.kind === 'demand' ? reading.dutyBearer?.id : null;
  });
  const states = named.flatMap((id) =>
    id === null || id === undefined ? [] : (stateBehind(grounds.file, id) ?? []),
  );
  return states.find((id) => returning.includes(id)) ?? returning[0] ?? states[0] ?? null;
}

/** Where a finding belongs: the best sentence of these kinds, first by kind, then by place. */
export function placeFor(
  grounds: Grounds,
  kinds: readonly AssertionKind[],
): { readonly start: number; readonly end: number } {
  for (const kind of kinds) {
    const one: Assertion | undefined = grounds.assertions.find((assertion) => assertion.kind === kind);
    if (one !== undefined) return { start: one.start, end: one.end };
  }
  return { start: 0, end: 0 };
}

/** Treaties whose own words forbid return, that bind the State that day, and that the letter does not cite. */
function strongerTreaties(grounds: Grounds, state: StateId): Found[] {
  const cited = new Set(instrumentsCited(grounds).map(({ id }) => id));
  return nonRefoulement
    .filter(({ instrument, readInto, soft }) => readInto !== true && soft !== true && !cited.has(instrument))
    .flatMap((where): Found[] => {
      const instrument = grounds.law.instruments.get(where.instrument);
      if (
        instrument === undefined ||
        isCarrier(grounds, where.instrument, cited) ||
        namedInText(grounds, [instrument.title, ...instrument.aliases])
      )
        return [];
      const answer = binding(
        { state, instrument: instrument.id, provision: where.article, on: letterDay(grounds) },
        grounds.law,
      );
      if (answer.bound !== 'yes') return [];
      const since =
        answer.since === null
          ? ''
          : ` since ${/^\d{4}-\d{2}-\d{2}$/.test(answer.since) ? sayDay(answer.since) : sayDate(answer.since)}`;
      const who = grounds.law.states.get(state)?.name.en ?? state;
      const more =
        instrument.id === 'CAT'
          ? ' It protects everyone in danger of torture, refugee or not, and allows no exception.'
          : '';
      return [
        {
          kind: 'omission',
          about: `art. ${where.article} of ${theTitle(instrument)}`,
          at: placeFor(grounds, ['legal-conclusion', 'treaty-content', 'treaty-status', 'demand']),
          judgement: {
            holds: ['supported'],
            direction: 'understated',
            severity: 'medium',
            why: `The letter does not cite ${theTitle(instrument)}, art. ${where.article}, which binds ${who}${since}.${more}`,
            because: bindingEvidence(grounds, answer),
            suggestion: `Add: "${who} is also bound${since} by article ${where.article} of ${theTitle(instrument)}${instrument.id === 'CAT' ? ', which forbids return to torture without exception' : ''}."`,
            asOf: grounds.law.reference.dataAsOf,
          },
        },
      ];
    });
}

/** The 1967 Protocol says nothing of its own on return: it carries what a cited Convention says. */
function isCarrier(grounds: Grounds, id: string, cited: ReadonlySet<string>): boolean {
  const carries = grounds.law.instruments.get(id)?.carries ?? null;
  return carries !== null && cited.has(carries.instrument);
}

function namedInText(grounds: Grounds, names: readonly string[]): boolean {
  const text = grounds.head.text.toLowerCase();
  return names.some((one) => one.length > 3 && text.includes(one.toLowerCase()));
}

/** What the State already accepted or promised and the letter does not hold it to. */
function promises(grounds: Grounds, state: StateId): Found[] {
  const made = thingsOf(grounds.record, 'Answer').filter(
    (answer) =>
      codesOf(answer, 'kind').some((kind) => kind === 'accepted' || kind === 'pledged') &&
      refsOf(answer, 'by').some((id) => speaksFor(grounds.file, id).has(state)) &&
      before(grounds, answer),
  );
  const told = grounds.assertions.some(
    ({ reading }) =>
      reading.kind === 'answer' && (reading.answerKind === 'accepted' || reading.answerKind === 'pledged'),
  );
  const [latest] = newest(made);
  if (latest === undefined || told) return [];
  const asks = refsOf(latest, 'to').flatMap((id) => grounds.record.things.get(id) ?? []);
  const words = asks.map((ask) => askWords(grounds, ask));
  return [
    {
      kind: 'omission',
      about: 'a commitment already made',
      at: placeFor(grounds, ['demand', 'answer', 'earlier-ask']),
      judgement: {
        holds: ['supported'],
        direction: 'understated',
        severity: 'low',
        why: `${name(grounds, state)} has already accepted this much: ${answerWords(grounds, latest)}${words.length === 0 ? '' : ` (${sayList(words, 1)})`}.`,
        because: evidenceFor(grounds, [latest, ...asks].flatMap(telling)),
        suggestion: `Hold it to its word: name what it accepted ${sayWhen(datesOf(latest)[0] ?? null)}.`,
      },
    },
  ];
}

/** Findings of UN bodies on this State later than the events told of, which the letter does not name. */
function laterFindings(grounds: Grounds, state: StateId): Found[] {
  const since = firstEvent(grounds);
  const findings: Thing[] = [
    ...thingsOf(grounds.record, 'Finding').filter(
      (one) => refsOf(one, 'about').includes(state) && before(grounds, one),
    ),
    ...reachedBefore(grounds, grounds.record, state, grounds.day)
      .filter((ask) => standing(ask, 'text').some(({ claim }) => claim.basis === 'read'))
      .filter((ask) => refsOf(ask, 'by').some((id) => isMechanism(grounds.file, id))),
  ];
  const unnamed = findings.filter(
    (one) =>
      !makers(grounds, one).some((maker) => mentions(grounds, maker)) &&
      !namedInText(grounds, textsOf(one, 'symbol')),
  );
  const later = newest(unnamed).filter(
    (one) => since === null || datesOf(one).some((date) => (date.latest ?? '') >= since),
  );
  const [latest] = later;
  if (latest === undefined) return [];
  const words = latest.type === 'Ask' ? askWords(grounds, latest) : (textsOf(latest, 'text')[0] ?? latest.id);
  const evidence: Evidence[] = evidenceFor(grounds, later.slice(0, 3).flatMap(telling));
  return [
    {
      kind: 'omission',
      about: makers(grounds, latest)
        .map(({ id }) => name(grounds, id))
        .join(', '),
      at: placeFor(grounds, ['figure', 'legal-conclusion', 'demand']),
      judgement: {
        holds: ['supported'],
        direction: 'understated',
        severity: 'low',
        why: `A later finding is not mentioned: ${words.replace(/\.$/, '')}.`,
        because: evidence,
        suggestion: `Add it: "${words.replace(/\.$/, '')}."`,
      },
    },
  ];
}

function makers(grounds: Grounds, thing: Thing): Thing[] {
  return refsOf(thing, 'by').flatMap((id) => grounds.file.things.get(id) ?? []);
}

function before(grounds: Grounds, thing: Thing): boolean {
  const { day } = grounds;
  return day === null || datesOf(thing).every((date) => compareDates(date, day) !== 'after');
}

function newest(things: readonly Thing[]): Thing[] {
  return [...things].sort((a, b) => ((datesOf(a)[0]?.edtf ?? '') < (datesOf(b)[0]?.edtf ?? '') ? 1 : -1));
}
