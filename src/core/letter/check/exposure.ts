/**
 * True things the reader will be attacked with: the sender's own State outside the treaty it cites,
 * its reservations, the argument of another nationality, and text that was never filled in.
 */
import { type ThingId } from '../../base/ids.js';
import { type Binding } from '../../law/answer.js';
import { binding } from '../../law/binding.js';
import { type Instrument, type State } from '../../law/reference.js';
import { findStateIn } from '../../law/states.js';
import { codesOf, refsOf, standing, textOf, thingsOf } from '../../view/thing.js';
import { signatories } from './credited.js';
import { evidenceFor, type Grounds, name } from './grounds.js';
import { isSending, stateBehind } from './happening.js';
import { holders, status } from './characterisation.js';
import { bindingEvidence } from './legal-conclusion.js';
import { withThe } from './names.js';
import { type Found, placeFor, stateAccused } from './omission.js';
import { personNamed } from './person.js';
import { nonRefoulement } from './topics.js';
import { instrumentsCited, letterDay, theTitle } from './treaty.js';
import { capital, sayDate, sayDay, sayList } from './wording.js';

export function exposures(grounds: Grounds): Found[] {
  return [
    ...senderOutside(grounds),
    ...calledRefugees(grounds),
    ...closeSource(grounds),
    ...otherNationality(grounds),
    ...placeholders(grounds),
  ];
}

/** The letter rests on a body that its own signatories sit in or have spoken for. */
function closeSource(grounds: Grounds): Found[] {
  const signed = signatories(grounds);
  const found = grounds.assertions.flatMap((assertion) => {
    const { reading } = assertion;
    const speaker = reading.kind === 'attribution' ? reading.speaker.id : null;
    if (speaker === null || grounds.file.things.get(speaker)?.type !== 'Body') return [];
    const joint = thingsOf(grounds.record, 'Ask').filter((ask) => refsOf(ask, 'by').includes(speaker));
    const close = signed.filter(
      (person) =>
        officesOf(grounds, person).includes(speaker) ||
        joint.some((ask) => refsOf(ask, 'by').includes(person)),
    );
    return close.length === 0 ? [] : [{ assertion, speaker, close, joint }];
  });
  const [one] = found;
  if (one === undefined) return [];
  const who = sayList(one.close.map((id) => name(grounds, id)));
  return [
    {
      kind: 'exposure',
      about: 'a source close to the senders',
      at: { start: one.assertion.start, end: one.assertion.end },
      judgement: {
        holds: ['supported'],
        severity: 'low',
        why: `The source is close to the senders: ${who} ${one.close.length === 1 ? 'has' : 'have'} sat in or spoken with ${withThe(name(grounds, one.speaker))}.`,
        because: evidenceFor(
          grounds,
          one.joint.flatMap((ask) => standing(ask, 'by').slice(0, 1)),
          3,
        ),
        suggestion: 'Cite whoever counted, beside the body the senders belong to.',
      },
    },
  ];
}

/** "600 refugees were returned": a status argued for everyone counted, and the first thing denied. */
function calledRefugees(grounds: Grounds): Found[] {
  if (stateAccused(grounds) === null) return [];
  const counted = grounds.assertions.find(
    ({ reading, text }) =>
      reading.kind === 'figure' &&
      isSending(reading.eventKind) &&
      /(?<!asylum[- ]seekers and )\brefugees\b|난민|难民|難民/i.test(text),
  );
  const judged = counted === undefined ? null : status(grounds);
  if (counted === undefined || judged === null || !judged.holds.includes('argued')) return [];
  return [
    {
      kind: 'exposure',
      about: 'everyone counted is called a refugee',
      at: { start: counted.start, end: counted.end },
      judgement: {
        ...judged,
        why: `That everyone counted was a refugee is argued. ${judged.why}`,
        suggestion: 'Write "people" where you count, and say whose view it is that they are refugees.',
      },
    },
  ];
}

/** The State the senders hold office in, or whose legislature or ministry the letterhead names. */
export function senderState(grounds: Grounds): { readonly state: State | null; readonly who: string } {
  const votes = new Map<string, number>();
  for (const { reading } of grounds.assertions) {
    if (reading.kind !== 'office' || reading.place !== 'signature') continue;
    const person = personNamed(grounds.file, reading.person);
    const bodies = [
      ...(reading.body?.id === null || reading.body === null ? [] : [reading.body.id]),
      ...(person === null ? [] : officesOf(grounds, person.id)),
    ];
    for (const state of new Set(bodies.flatMap((id) => stateOf(grounds, id) ?? [])))
      votes.set(state, (votes.get(state) ?? 0) + 1);
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  if (best !== undefined)
    return { state: grounds.law.states.get(best[0]) ?? null, who: "the senders' own State" };
  const head = letterheadState(grounds);
  if (head !== null) return { state: head, who: "the senders' own State" };
  return { state: addresseeState(grounds), who: 'the State asked to act' };
}

/** A State that the dossier never speaks of is a State all the same. */
function stateOf({ file, law }: Grounds, id: ThingId): ThingId | null {
  return stateBehind(file, id) ?? (law.states.has(id) ? id : null);
}

/** The one State that everybody addressed holds office in. */
function addresseeState(grounds: Grounds): State | null {
  const states = grounds.assertions.flatMap(({ reading }) => {
    if (reading.kind !== 'office' || reading.place !== 'addressee') return [];
    const person = personNamed(grounds.file, reading.person);
    const bodies = person === null ? [] : officesOf(grounds, person.id);
    return [
      ...bodies,
      ...(reading.body?.id === null || reading.body === null ? [] : [reading.body.id]),
    ].flatMap((id) => stateOf(grounds, id) ?? []);
  });
  const [first] = states;
  return first !== undefined && states.every((one) => one === first)
    ? (grounds.law.states.get(first) ?? null)
    : null;
}

function officesOf(grounds: Grounds, person: ThingId): ThingId[] {
  return thingsOf(grounds.file, 'Tenure')
    .filter((tenure) => refsOf(tenure, 'person').includes(person))
    .flatMap((tenure) => refsOf(tenure, 'body'));
}

/** Lines before the salutation that end in, or begin with, the name of a State: "Ministry of … of Mongolia". */
function letterheadState(grounds: Grounds): State | null {
  const [top = ''] = grounds.head.text.split(/\n[^\S\r\n]*(?:Dear|Your Excellency|Excellency|To )/, 1);
  for (const line of top.split('\n').slice(0, 3)) {
    const of =
      /\b(?:Government|Parliament|Congress|Senate|Ministry|Embassy|Republic|Kingdom)\b.*?\bof (?:the )?([\p{Lu}][\p{L} ]+?)\s*$/u.exec(
        line.trim(),
      )?.[1];
    const found = of === undefined ? null : findStateIn(grounds.law.states, of);
    if (found?.ok === true) return found.value;
  }
  return null;
}

/** Treaties the letter cites against another State and the sender's own State has not joined. */
function senderOutside(grounds: Grounds): Found[] {
  const { state: sender, who } = senderState(grounds);
  const accused = stateAccused(grounds);
  if (sender === null || sender.id === accused) return [];
  return instrumentsCited(grounds).flatMap((instrument): Found[] => {
    const whole = binding(
      { state: sender.id, instrument: instrument.id, provision: null, on: letterDay(grounds) },
      grounds.law,
    );
    const outside = whole.bound === 'no' || whole.basis === 'last-seen-outside';
    if (outside && isTreaty(instrument)) return [outsider(grounds, sender, instrument, who)];
    const reserved = nonRefoulement
      .filter((where) => where.instrument === instrument.id)
      .flatMap(
        ({ article }) =>
          binding(
            { state: sender.id, instrument: instrument.id, provision: article, on: letterDay(grounds) },
            grounds.law,
          ).reservations,
      );
    if (whole.bound !== 'yes' || reserved.length === 0) return [];
    return [
      {
        kind: 'exposure',
        about: `${sender.name.en}'s own reservation to ${theTitle(instrument)}`,
        at: citation(grounds, instrument),
        judgement: {
          holds: ['supported'],
          severity: 'medium',
          why: `${sender.name.en} has reserved or interpreted what the letter holds against another State: ${sayList(
            reserved.map(({ words }) => words),
            2,
          )}.`,
          because: bindingEvidence(grounds, whole),
          asOf: grounds.law.reference.dataAsOf,
        },
      },
    ];
  });
}

function isTreaty({ kind }: Instrument): boolean {
  return kind === 'multilateral-treaty' || kind === 'regional-treaty' || kind === 'protocol';
}

function outsider(grounds: Grounds, sender: State, instrument: Instrument, who: string): Found {
  const article = nonRefoulement.find((where) => where.instrument === instrument.id)?.article ?? null;
  const carried =
    article === null
      ? null
      : binding(
          { state: sender.id, instrument: instrument.id, provision: article, on: letterDay(grounds) },
          grounds.law,
        );
  const through =
    carried !== null && carried.bound === 'yes' && carried.through !== null
      ? grounds.law.instruments.get(carried.through)
      : undefined;
  const carries = through?.carries ?? null;
  const range = carries === null ? 'its duty' : `its articles ${carries.from} to ${carries.to}`;
  const since = carried?.since ?? null;
  const when =
    since === null ? '' : ` since ${/^\d{4}-\d{2}-\d{2}$/.test(since) ? sayDay(since) : sayDate(since)}`;
  const both =
    through === undefined
      ? ''
      : ` It ${since === null ? 'is' : 'has been'} bound to ${range} through ${theTitle(through)}${when}.`;
  const whole = binding(
    { state: sender.id, instrument: instrument.id, provision: null, on: letterDay(grounds) },
    grounds.law,
  );
  return {
    kind: 'exposure',
    about: `${withThe(sender.name.en)}: ${outsideWords(whole)} ${theTitle(instrument)}`,
    at: citation(grounds, instrument),
    judgement: {
      holds: ['supported'],
      severity: through === undefined ? 'medium' : 'low',
      why: `${capital(who)}, ${withThe(sender.name.en)}, ${outsideWords(whole)} ${theTitle(instrument)}.${both}`,
      because: [
        ...bindingEvidence(grounds, whole),
        ...(carried === null ? [] : bindingEvidence(grounds, carried)),
      ],
      suggestion:
        through === undefined
          ? `Be ready to answer it, or rest the point on a treaty that binds both.`
          : instrumentsCited(grounds).some(({ id }) => id === through.id)
            ? `Rest the point on ${theTitle(through)}, which the letter cites and which binds both States.`
            : `Cite ${theTitle(through)} beside it: it binds both ${withThe(sender.name.en)} and the State addressed.`,
      asOf: grounds.law.reference.dataAsOf,
    },
  };
}

/** Data that end before the letter's day show where a State was last seen, not where it is. */
function outsideWords(whole: Binding): string {
  return whole.basis === 'last-seen-outside'
    ? `was last seen on ${sayDay(whole.dataAsOf)} outside`
    : 'is not a party to';
}

function citation(
  grounds: Grounds,
  instrument: Instrument,
): { readonly start: number; readonly end: number } {
  const one = grounds.assertions.find(
    ({ reading }) => 'instruments' in reading && reading.instruments.some(({ id }) => id === instrument.id),
  );
  return one === undefined
    ? placeFor(grounds, ['treaty-status', 'legal-conclusion', 'demand'])
    : { start: one.start, end: one.end };
}

/** The strongest hostile argument, when the record holds it: that the people have another State to protect them. */
function otherNationality(grounds: Grounds): Found[] {
  if (stateAccused(grounds) === null) return [];
  const usesRefugee = grounds.assertions.some(
    ({ reading }) =>
      reading.kind === 'legal-conclusion' ||
      (reading.kind === 'characterisation' && reading.sense === 'status') ||
      (reading.kind === 'demand' && reading.demands.includes('grant-status')),
  );
  const reasons = thingsOf(grounds.record, 'Reasoning').filter((one) =>
    codesOf(one, 'kind').includes('nationality'),
  );
  const [reason] = reasons;
  if (reason === undefined || !usesRefugee) return [];
  const text = textOf(reason, 'summary', 'en') ?? textOf(reason, 'title', 'en') ?? '';
  return [
    {
      kind: 'exposure',
      about: 'another nationality',
      at: placeFor(grounds, ['legal-conclusion', 'demand', 'treaty-status']),
      judgement: {
        holds: ['argued'],
        severity: 'low',
        why: `An opponent will say that these people have another nationality whose protection they could use: ${text.replace(/\.$/, '')} (${sayList(holders(grounds, reasons), 3)}). It does not touch the Convention against Torture, and the protection must be real and available to them where they are.`,
        because: evidenceFor(
          grounds,
          reasons.flatMap((one) => standing(one).slice(0, 1)),
        ),
        suggestion:
          'Have the answer ready; a duty that does not turn on refugee status, such as the one not to return anyone to torture, is not open to it.',
      },
    },
  ];
}

const blank =
  /\[(?:[^\]\n]{0,60}\b(?:name|date|insert|title|number|tbd|tbc|x{2,}|to[d]o|to be|placeholder|recipient|address|signature|country|year|month|day)\b[^\]\n]{0,60}|\s*)\]|\b(?:TBD|TBC|TO[D]O|FIX[M]E|X{3,}|lorem ipsum|INSERT [A-Z]+)\b|<<[^>\n]{0,60}>>|\{\{[^}\n]{0,60}\}\}|(?<=[\p{L},] {0,2})_{4,}|\b(?:19|20)[X_]{2}\b|\b20\d[Xx_]\b/giu;

/** Text nobody filled in. */
function placeholders(grounds: Grounds): Found[] {
  const found = [...grounds.head.text.matchAll(blank)].slice(0, 3);
  return found.map((match): Found => ({
    kind: 'exposure',
    about: 'text never filled in',
    at: { start: match.index, end: match.index + match[0].length },
    judgement: {
      holds: ['contradicted'],
      severity: 'high',
      why: `"${match[0].trim()}" looks like text that was never filled in.`,
      suggestion: 'Fill it in or take it out.',
    },
  }));
}
