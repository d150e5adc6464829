/**
 * What the text leaves out and a friend would add: a stronger treaty that binds, a later finding, a
 * promise already made. A few at most, each at the sentence it belongs to, and only when relevant.
 */
import { compareDates } from '../../base/date.js';
import { binding } from '../../law/binding.js';
import { type Instrument, type StateId } from '../../law/reference.js';
import { codesOf, datesOf, refsOf, standing, textsOf, type Thing, thingsOf } from '../../view/thing.js';
import { type Assertion, type AssertionKind, type Evidence } from '../assertion.js';
import { answerWords } from './answer.js';
import { speaksFor } from '../../ask/speaks-for.js';
import { telling } from './asks.js';
import { askWords } from './earlier-ask.js';
import { evidenceFor, type Grounds, mentions, name } from './grounds.js';
import { isSending, stateBehind } from './happening.js';
import { type Judgement } from './judgement.js';
import { stopAsked } from './breach.js';
import { firstEvent, makerDated, ofOnePerson, reachedBefore } from './knowledge.js';
import { withThe } from './names.js';
import { bindingEvidence, isMechanism } from './legal-conclusion.js';
import { nonRefoulement } from './topics.js';
import { instrumentsCited, letterDay, theTitle } from './treaty.js';
import { capital, sayDate, sayDay, sayList, sayWhen } from './wording.js';

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
    ...accessAgreements(grounds, state),
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
  // No finding is about nothing: what the letter says first, else its whole text.
  const [any] = grounds.assertions;
  return any === undefined ? { start: 0, end: grounds.head.text.length } : { start: any.start, end: any.end };
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
          ? ' It protects anyone, refugee or not, where there are substantial grounds to believe in a danger of torture, without exception.'
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
            why: `The letter does not cite ${theTitle(instrument)}, art. ${where.article}, which has bound ${who}${since}.${more}${reservedWords(grounds, state, instrument)}`,
            because: [
              ...bindingEvidence(grounds, answer),
              ...evidenceFor(grounds, bodyAsked(grounds, state, instrument.id).slice(0, 1).flatMap(telling)),
            ],
            suggestion: `Add: "${who} has also been bound${since} by article ${where.article} of ${theTitle(instrument)}${instrument.id === 'CAT' ? ', which forbids return where there are substantial grounds to believe in a danger of torture, without exception' : ''}.${bodyWords(grounds, state, instrument.id)}"`,
            asOf: grounds.law.reference.dataAsOf,
          },
        },
      ];
    });
}

/** What an opponent finds when the treaty is cited: the articles the State has taken out for itself. */
function reservedWords(grounds: Grounds, state: StateId, instrument: Instrument): string {
  const { reservations } = binding(
    { state, instrument: instrument.id, provision: null, on: letterDay(grounds) },
    grounds.law,
  );
  const articles = [
    ...new Set(
      reservations.filter(({ kind }) => kind === 'reservation').flatMap(({ provisions }) => provisions),
    ),
  ];
  return articles.length === 0 ? '' : ` It has reserved art. ${sayList(articles)}.`;
}

/** Asks of a treaty's own body on this treaty, newest first. */
function bodyAsked(grounds: Grounds, state: StateId, instrument: string): Thing[] {
  return stopAsked(grounds, state).filter(
    (ask) =>
      codesOf(ask, 'lever').includes('treaty-body') &&
      refsOf(ask, 'about').some((id) => {
        const about = grounds.record.things.get(id);
        return id === instrument || (about !== undefined && refsOf(about, 'instrument').includes(instrument));
      }),
  );
}

function bodyWords(grounds: Grounds, state: StateId, instrument: string): string {
  const [ask] = bodyAsked(grounds, state, instrument);
  if (ask === undefined) return '';
  const symbol = textsOf(ask, 'symbol')[0];
  return ` ${capital(makerDated(grounds, ask))} asked${symbol === undefined ? '' : ` (${symbol})`}: ${(textsOf(ask, 'text')[0] ?? '').replace(/[.\s]+$/, '')}.`;
}

/** An agreement of the State with UNHCR on access, which a letter about protection can hold it to. */
function accessAgreements(grounds: Grounds, state: StateId): Found[] {
  if (/\b1995 Agreement\b|\baccess\b|\bart(?:icle|\.) 35\b|접근|接触/i.test(grounds.head.text)) return [];
  const agreement = thingsOf(grounds.record, 'Instrument').find(
    (one) =>
      codesOf(one, 'kind').includes('bilateral-agreement') &&
      refsOf(one, 'party').includes(state) &&
      textsOf(one, 'title').some((title) => title.includes('UNHCR')),
  );
  if (agreement === undefined) return [];
  const provisions = thingsOf(grounds.record, 'Provision').filter(
    (one) => refsOf(one, 'instrument').includes(agreement.id) && wasReadDuty(one),
  );
  if (provisions.length === 0) return [];
  const who = grounds.law.states.get(state)?.name.en ?? state;
  const title = textsOf(agreement, 'title')[0] ?? agreement.id;
  const when = datesOf(agreement, 'adopted')[0] ?? null;
  const duties = provisions.map(
    (one) =>
      `art. ${textsOf(one, 'number')[0] ?? ''}: ${(textsOf(one, 'duty')[0] ?? '').replace(/[.\s]+$/, '')}`,
  );
  return [
    {
      kind: 'omission',
      about: title,
      at: placeFor(grounds, ['demand', 'legal-conclusion', 'treaty-status']),
      judgement: {
        holds: ['supported'],
        direction: 'understated',
        severity: 'low',
        why: `Access for UNHCR is not asked. ${who} agreed to it (${title}, ${sayDate(when)}; ${duties.join('; ')}).`,
        because: evidenceFor(
          grounds,
          provisions.flatMap((one) => standing(one, 'duty').slice(0, 1)),
        ),
        suggestion: `Add: "give UNHCR the access promised in the agreement of ${sayDate(when)}".`,
      },
    },
  ];
}

function wasReadDuty(one: Thing): boolean {
  return standing(one, 'duty').some(({ claim }) => claim.basis === 'read');
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
  const asked = asks
    .map((ask) => (textsOf(ask, 'text')[0] ?? '').replace(/[.\s]+$/, ''))
    .filter((one) => one !== '');
  const of = asks.flatMap((ask) => refsOf(ask, 'by').map((id) => withThe(name(grounds, id))));
  const what =
    asked.length === 0
      ? answerWords(grounds, latest)
      : `"${asked[0] ?? ''}"${of.length === 0 ? '' : ` (asked by ${sayList(of, 2)})`}`;
  const when = sayWhen(datesOf(latest)[0] ?? null);
  const answer = (textsOf(latest, 'text')[0] ?? '').replace(/[.\s]+$/, '');
  const own =
    answer === '' || /^accepted(?: the recommendation)?$/i.test(answer) ? '' : ` Its words: "${answer}".`;
  const matching = grounds.assertions.find(
    ({ reading }) => reading.kind === 'demand' && asks.some((ask) => fitsDemand(ask, reading.demands)),
  );
  return [
    {
      kind: 'omission',
      about: 'a commitment already made',
      at:
        matching === undefined
          ? placeFor(grounds, ['demand', 'answer', 'earlier-ask'])
          : { start: matching.start, end: matching.end },
      judgement: {
        holds: ['supported'],
        direction: 'understated',
        severity: 'low',
        why: `${capital(withThe(name(grounds, state)))} accepted a recommendation ${when}, and no more than it says: ${what}.${own}`,
        because: evidenceFor(grounds, [latest, ...asks].flatMap(telling)),
        suggestion: `Add: "${capital(when)} ${withThe(name(grounds, state))} accepted this recommendation: ${asked[0] ?? answerWords(grounds, latest)}."`,
      },
    },
  ];
}

/** Asylum law, procedure and status are asked in one breath. */
const asylum = new Set(['legislate', 'grant-status', 'regularise-status']);

function fitsDemand(ask: Thing, demands: readonly string[]): boolean {
  const own = codesOf(ask, 'demand');
  return (
    own.some((code) => demands.includes(code)) ||
    (own.some((code) => asylum.has(code)) && demands.some((code) => asylum.has(code)))
  );
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
  const one = ofOnePerson(grounds, latest) ? ' It concerns one person.' : '';
  const evidence: Evidence[] = evidenceFor(grounds, telling(latest));
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
        why: `A later finding is not mentioned: ${words.replace(/\.$/, '')}.${one}`,
        because: evidence,
        suggestion: `Add it: "${words.replace(/\.$/, '')}.${one}"`,
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
