/**
 * The evidence behind a word: "knowingly" is the list of asks and findings that had reached the
 * State; "most" is what sources say of who they were; a word with nothing behind it is opinion.
 */
import { type ThingId } from '../../base/ids.js';
import { codesOf, datesOf, refsOf, standing, textOf, type Thing, thingsOf } from '../../view/thing.js';
import { type Assertion, type Verdict } from '../assertion.js';
import { actorNamed } from './actor.js';
import { speaksFor } from '../../ask/speaks-for.js';
import { answerWords } from './answer.js';
import { telling } from './asks.js';
import { beside, evidenceFor, familyNames, type Grounds, name } from './grounds.js';
import { ofSort, stateBehind } from './happening.js';
import { type Checker, type Judgement, notCheckable, type ReadingOf } from './judgement.js';
import { byKind, firstEvent, madeBefore, makerDated, toldBefore, worthNaming } from './knowledge.js';
import { sameGroup } from './share.js';
import { capital, sayCount, sayDay, sayList, sayWhen, saySeries } from './wording.js';

export const checkCharacterisation: Checker<'characterisation'> = (reading, grounds, assertion) => {
  switch (reading.sense) {
    case 'knowledge':
      return knowledge(reading, grounds, assertion);
    case 'intent':
      return intent(reading, grounds, assertion);
    case 'proportion':
      return proportion(reading, grounds, assertion);
    case 'status':
      return status(grounds);
    case 'voluntariness':
      return voluntariness(reading, grounds, assertion);
    case 'other':
      return notCheckable(
        `"${reading.words}" is a choice of words; nothing in the record could confirm or deny it.`,
      );
    default:
      return notCheckable('The word could not be read.');
  }
};

/** The State whose conduct the sentence is about, else the one the dossier is about. */
export function stateMeant(
  grounds: Grounds,
  assertion: Assertion,
  named: { readonly id: ThingId | null; readonly words: string } | null,
): ThingId | null {
  const direct =
    named === null ? null : stateBehind(grounds.file, actorNamed(grounds.file, named)?.id ?? null);
  const returning = grounds.file.dossier.returningStates;
  if (direct !== null && (returning.includes(direct) || returning.length === 0)) return direct;
  for (const { reading } of beside(grounds, assertion)) {
    const actor =
      'actor' in reading
        ? reading.actor
        : 'state' in reading
          ? reading.state
          : 'holder' in reading
            ? reading.holder
            : null;
    const state =
      actor === null ? null : stateBehind(grounds.file, actorNamed(grounds.file, actor)?.id ?? null);
    if (state !== null) return state;
  }
  return direct ?? returning[0] ?? null;
}

function knowledge(
  reading: ReadingOf<'characterisation'>,
  grounds: Grounds,
  assertion: Assertion,
): Judgement {
  const state = stateMeant(grounds, assertion, reading.about);
  if (state === null) return notCheckable('It is not said who knew.');
  const addressed = toldBefore(grounds, state);
  const answered = thingsOf(grounds.record, 'Answer').filter(
    (answer) =>
      refsOf(answer, 'by').some((id) => speaksFor(grounds.file, id).has(state)) &&
      refsOf(answer, 'to').some((id) => addressed.some((ask) => ask.id === id)),
  );
  // One ask may have had two answers: what is counted is asks.
  const askedAndAnswered = addressed.filter(({ id }) =>
    answered.some((answer) => refsOf(answer, 'to').includes(id)),
  ).length;
  const who = name(grounds, state);
  if (addressed.length === 0)
    return {
      holds: ['not-in-record'],
      severity: 'medium',
      why: `No ask or finding read in a source is shown to have reached ${who} before that day, so nothing here shows that it knew.`,
    };
  const replies =
    answered.length === 0
      ? ''
      : ` It answered ${sayCount(askedAndAnswered, 'of them', 'of them')}, which shows that these arrived.`;
  const first = firstEvent(grounds);
  const early = first === null ? [] : madeBefore(addressed, first);
  const naming = worthNaming(grounds, early.length > 0 ? early : addressed);
  const since =
    first === null
      ? ''
      : ` ${capital(sayCount(early.length, 'came', 'came'))} before ${sayDay(first)}, the first event told of.`;
  return {
    holds: ['supported'],
    severity: 'none',
    why: `${capital(sayCount(addressed.length, 'ask or finding', 'asks and findings'))} read in sources had reached ${who} by then: ${byKind(addressed)}.${since}${replies}`,
    because: evidenceFor(
      grounds,
      [...new Set([...naming, ...addressed.slice(0, 6), ...answered.slice(0, 4)])].flatMap((one) =>
        telling(one).slice(0, 1),
      ),
    ),
    suggestion:
      naming.length === 0
        ? null
        : `"${reading.words}, having been asked by ${sayList(naming.map((ask) => makerDated(grounds, ask)))}"`,
  };
}

function intent(reading: ReadingOf<'characterisation'>, grounds: Grounds, assertion: Assertion): Judgement {
  const shown = knowledge(reading, grounds, assertion);
  return {
    ...shown,
    holds: ['argued'],
    severity: 'medium',
    why: `"${reading.words}" says what a State meant, which is argued and not shown.${shown.holds.includes('supported') ? ` What can be shown is that it knew: ${shown.why}` : ''}`,
    suggestion: shown.holds.includes('supported') ? `"knowingly", with the asks that had reached it` : null,
  };
}

/** "Most", "all", "the vast majority": what sources say of who they were, or of whom a State speaks. */
function proportion(
  reading: ReadingOf<'characterisation'>,
  grounds: Grounds,
  assertion: Assertion,
): Judgement {
  const position = beside(grounds, assertion).find(({ reading: one }) => one.kind === 'position')?.reading;
  if (position?.kind === 'position') return ofPosition(reading, grounds, position.labels);
  const sentence = assertion.text;
  const events = [...ofSort(grounds.record, 'Event', NOTHING), ...ofSort(grounds.record, 'Period', NOTHING)];
  const helds = events
    .flatMap((event) => standing(event, 'composition'))
    .filter(
      ({ claim }) =>
        claim.value.kind === 'text' && sameGroup(claim.value.text, `${sentence} ${reading.words}`),
    );
  if (helds.length === 0) return notCheckable(`Nothing in the record says who "${reading.words}" would be.`);
  const said = helds.map(({ claim }) => (claim.value.kind === 'text' ? claim.value.text : ''));
  const families = familyNames(grounds, helds);
  return {
    holds: families.length > 1 ? ['supported'] : ['single-source'],
    severity: 'none',
    why: `Sources say ${sayList(
      said.map((text) => `"${text.replace(/[.\s]+$/, '')}"`),
      4,
    )} (${sayList(families, 4)}).`,
    because: evidenceFor(grounds, helds),
  };
}

const NOTHING = { eventKind: null, date: null, actor: null, people: null, places: [] };

/** "Most North Koreans" where the State speaks of all of them: the letter says less than the record. */
function ofPosition(
  reading: ReadingOf<'characterisation'>,
  grounds: Grounds,
  labels: readonly string[],
): Judgement {
  const positions = thingsOf(grounds.record, 'Position').filter((one) =>
    codesOf(one, 'label').some((code) => labels.includes(code)),
  );
  const all = positions.filter((one) =>
    /\b(?:all|every|any|no|none)\b/i.test(textOf(one, 'text', 'en') ?? ''),
  );
  const partial = /\b(?:most|many|majority|some|largely|often)\b/i.test(reading.words);
  if (positions.length === 0)
    return notCheckable(`Nothing in the record says how many "${reading.words}" would be.`);
  const words = saySeries(
    positions.map((one) => answerWords(grounds, one)),
    3,
  );
  const because = evidenceFor(grounds, positions.flatMap(telling));
  if (partial && all.length > 0)
    return {
      holds: ['imprecise'],
      direction: 'understated',
      severity: 'low',
      why: `A recorded statement speaks of all of them, not of "${reading.words}": ${words}.`,
      because,
      suggestion: quoted(all),
    };
  return {
    holds: ['not-checkable'],
    severity: 'none',
    why: `The recorded statements do not say how many: ${words}.`,
    because,
  };
}

/** One statement with its date: a later one need not say the same of everybody. */
function quoted(statements: readonly Thing[]): string | null {
  const [one] = statements.filter((statement) => datesOf(statement).length > 0);
  const text = one === undefined ? null : textOf(one, 'text', 'en');
  return one === undefined || text === null
    ? null
    : `Quote it with its date: ${sayWhen(datesOf(one)[0] ?? null)} it said "${text.replace(/[.\s]+$/, '')}".`;
}

/** "Refugees": a legal status argued by some and denied by others; it needs no recognition to exist. */
export function status(grounds: Grounds): Judgement {
  const held = thingsOf(grounds.record, 'Reasoning').filter((one) =>
    codesOf(one, 'kind').some((kind) => kind === 'sur-place' || kind === 'persecution'),
  );
  const denied = thingsOf(grounds.record, 'Position').filter((one) =>
    codesOf(one, 'label').some((label) => label !== 'refugees' && label !== 'other'),
  );
  if (held.length === 0 && denied.length === 0)
    return notCheckable('Nothing in the record argues or denies that status.');
  return {
    holds: ['argued'],
    severity: 'low',
    why: `Held by ${sayList(holders(grounds, held), 4) || 'nobody in the record'}; denied by ${sayList(holders(grounds, denied), 3) || 'nobody in the record'}. Refugee status is declaratory: it does not wait for recognition.`,
    because: evidenceFor(
      grounds,
      [...held, ...denied].flatMap((one) => telling(one).slice(0, 1)),
    ),
  };
}

export function holders(grounds: Grounds, things: readonly Thing[]): string[] {
  const named = things.flatMap((one) => refsOf(one, 'holder').map((id) => name(grounds, id)));
  return [
    ...new Set(
      named.length > 0
        ? named
        : familyNames(
            grounds,
            things.flatMap((one) => standing(one).slice(0, 1)),
          ),
    ),
  ];
}

function voluntariness(
  reading: ReadingOf<'characterisation'>,
  grounds: Grounds,
  assertion: Assertion,
): Judgement {
  const said = beside(grounds, assertion).flatMap(({ reading: one }) =>
    one.kind === 'figure' || one.kind === 'event-date' ? [one] : [],
  )[0];
  const events = ofSort(grounds.record, 'Event', {
    ...(said ?? NOTHING),
    eventKind: said?.eventKind ?? 'forced-return',
  });
  const willing =
    /volunt|willing|own accord|own free/i.test(reading.words) &&
    !/in-?voluntar|unwilling|against/i.test(reading.words);
  if (events.length === 0)
    return notCheckable(`Nothing in the record says whether it was "${reading.words}".`);
  const holds: Verdict[] = willing ? ['contradicted'] : ['supported'];
  return {
    holds,
    severity: willing ? 'high' : 'none',
    why: `The record has ${sayCount(events.length, 'such event')} as against the will of those returned.`,
    because: evidenceFor(
      grounds,
      events.flatMap((event) => standing(event, 'kind').slice(0, 1)),
      6,
    ),
  };
}
