/**
 * Attributions: did the one named say it, as the origin or repeating somebody, and can the record
 * show it in a document of their own?
 */
import { type Figure } from '../../base/figure.js';
import { type ThingId } from '../../base/ids.js';
import {
  type CaseFile,
  figuresOf,
  type HeldClaim,
  refsOf,
  textsOf,
  type Thing,
  thingsOf,
} from '../../view/thing.js';
import { type Assertion, type Evidence, type Verdict } from '../assertion.js';
import { accountEvidence, accountsOf, listAccounts, saying } from './account.js';
import { actorNamed, actorsFit } from './actor.js';
import { speaksFor } from '../../ask/speaks-for.js';
import {
  type Credited,
  creditedEvidence,
  creditedFigures,
  senderRelays,
  speaksAs,
  isCredit,
} from './credited.js';
import { impossibleDay } from './impossible.js';
import { beside, evidenceFor, type Grounds, isAside, name } from './grounds.js';
import { dayNearby } from './nearby.js';
import { dateFit, dateOf, readDate, type Said, titleOf } from './happening.js';
import { type Checker, type Judgement, notCheckable, notInRecord, type ReadingOf } from './judgement.js';
import { sameNumber } from './stand.js';
import { subjectOf } from './subject.js';
import { contentWords, overlap } from './word-overlap.js';
import { capital, sayDate, sayFigure, sayList } from './wording.js';

export const checkAttribution: Checker<'attribution'> = (reading, grounds, assertion) => {
  if (reading.date !== null && reading.date.impossible !== null)
    return impossibleDay(reading.date.impossible);
  const speaker = actorNamed(grounds.file, reading.speaker);
  if (speaker === null && namesNobody(reading.speaker.words)) return byFigures(grounds, assertion);
  if (speaker === null)
    return notInRecord(`The record does not know ${reading.speaker.words} as a source.`, { severity: 'low' });
  const figures = figuresCredited(grounds, reading, assertion, speaker.id);
  const judged = figures.map((credit) => judgeFigure(grounds, speaker.id, credit, assertion));
  const told = judged.filter(({ holds }) => !holds.includes('not-in-record'));
  if (told.length > 0) return together(judged);
  // A number of people that the speaker never gave is not made good by words they did say.
  const numbers = figures.filter(({ figure }) => figure.unit === 'persons' && figure.qualifier !== 'none');
  if (numbers.length > 0) return together(judged);
  const words = judgeWords(reading, grounds, speaker);
  return words.holds.includes('not-in-record') && judged.length > 0 ? together(judged) : words;
};

/** "According to estimates": nobody in particular, but the sentence's figure has accounts of its own. */
function byFigures(grounds: Grounds, assertion: Assertion): Judgement {
  for (const { reading, text } of beside(grounds, assertion)) {
    if (reading.kind !== 'figure') continue;
    const subject = subjectOf(grounds, grounds.record, { said: reading, figure: reading.figure, text });
    if (subject.kind !== 'event' && subject.kind !== 'period') continue;
    const sayers = accountsOf(grounds, subject.thing, reading.figure).filter(({ stand }) =>
      saying.has(stand),
    );
    if (sayers.length === 0) continue;
    return {
      holds: sayers.length > 1 ? ['supported'] : ['single-source'],
      severity: 'low',
      why: `Nobody in particular is credited; the record has ${listAccounts(sayers)}.`,
      because: accountEvidence(grounds, sayers),
      suggestion: `Name who says so: ${sayList(
        sayers.map(({ name }) => name),
        4,
      )}.`,
    };
  }
  return notCheckable('Nobody in particular is credited.');
}

interface Credit {
  readonly figure: Figure;
  readonly said: Said;
}

/** Figures the passage puts in the speaker's mouth: those of the sentence that credit it, else its own. */
function figuresCredited(
  grounds: Grounds,
  reading: ReadingOf<'attribution'>,
  assertion: Assertion,
  speaker: ThingId,
): Credit[] {
  const near = beside(grounds, assertion).flatMap(({ reading: one }) =>
    one.kind === 'figure' && one.figure.unit === 'persons' ? [one] : [],
  );
  const credited = near.filter((one) =>
    one.accordingTo.some((named) => actorNamed(grounds.file, named)?.id === speaker),
  );
  // Where two are credited with two figures, each has its own.
  const alone = credited.filter(
    (one) => one.accordingTo.length === 1 || sameNumber(one.figure, reading.figure ?? one.figure),
  );
  if (alone.length > 0) return alone.map((one) => ({ figure: one.figure, said: one }));
  const figure = reading.figure ?? numberBefore(grounds, reading, assertion);
  if (figure === null || figure.unit !== 'persons' || (figure.low === null && figure.high === null))
    return [];
  const same = near.find((one) => one.figure.low === figure.low && one.figure.high === figure.high);
  // The date of the statement is not that of what it tells of.
  const said: Said = same ?? { eventKind: null, date: null, actor: null, people: null, places: [] };
  return [{ figure, said }];
}

/** "Both gave that number": the last figure told before. */
function numberBefore(
  grounds: Grounds,
  reading: ReadingOf<'attribution'>,
  assertion: Assertion,
): Figure | null {
  if (!/\b(?:number|figure|total|count)\b/i.test(reading.says)) return null;
  const before = grounds.assertions.filter(
    ({ start, end }) => end <= assertion.start && assertion.start - start < 600,
  );
  const last = before.findLast((one) => one.reading.kind === 'figure')?.reading;
  return last?.kind === 'figure' ? last.figure : null;
}

function judgeFigure(grounds: Grounds, speaker: ThingId, { figure, said }: Credit, at: Assertion): Judgement {
  const who = name(grounds, speaker);
  const subject = subjectOf(grounds, grounds.record, { said, figure, text: '' });
  const meant =
    subject.kind === 'several'
      ? subject.events
      : subject.kind === 'none'
        ? []
        : [subject.thing, ...subject.others];
  const on = meant.flatMap((thing) =>
    creditedFigures(grounds, thing, speaker, figure).map((one) => ({ ...one, thing })),
  );
  const here = on.filter(({ stand }) => stand !== 'silent' && stand !== 'part');
  if (here.some(({ stand }) => agrees.has(stand)))
    return spoken(
      grounds,
      speaker,
      figure,
      here.filter(({ stand }) => agrees.has(stand)),
    );
  const anywhere = withFigures(grounds.record).flatMap((thing) =>
    creditedFigures(grounds, thing, speaker, figure).map((one) => ({ ...one, thing })),
  );
  const moved = anywhere.filter(({ stand, thing }) => agrees.has(stand) && !meant.includes(thing));
  // A list of events and figures is easily read across: the day the figure is of may stand nearby.
  const near = moved.filter(
    ({ thing, stand }) =>
      stand !== 'range' && dayNearby(grounds, thing, { start: at.start - 400, end: at.end + 200 }),
  );
  if (near.length > 0) return spoken(grounds, speaker, figure, near);
  if (here.length > 0 || moved.length > 0) return saidOtherwise(grounds, who, figure, here, moved);
  const own = withFigures(grounds.file)
    .flatMap((thing) => creditedFigures(grounds, thing, speaker, figure))
    .filter(({ stand }) => agrees.has(stand));
  if (own.length > 0)
    return {
      holds: ['self-sourced'],
      severity: 'high',
      why: `Only this text shows ${who} giving ${sayFigure(figure)}.`,
      suggestion: `Cite ${who}'s own document for ${sayFigure(figure)}, or credit whoever counted.`,
    };
  return notInRecord(`The record holds no figure from ${who} that fits.`);
}

const agrees = new Set(['says', 'about', 'floor', 'ceiling', 'range']);

function spoken(
  grounds: Grounds,
  speaker: ThingId,
  figure: Figure,
  credited: readonly Credited[],
): Judgement {
  const who = name(grounds, speaker);
  // Who said "around 600" is not misquoted by "600"; who said "more than 600" is.
  const exact = credited.filter(({ stand }) => stand === 'says' || stand === 'about');
  const best = exact.length > 0 ? exact : credited;
  const [first] = best;
  const repeats = best.every((one) => one.repeats !== null) ? (first?.repeats ?? null) : null;
  const relays = best.every(({ own }) => !own)
    ? best.map(({ held }) => name(grounds, held.claim.source))
    : [];
  const holds: Verdict[] = [];
  if (exact.length === 0) holds.push('imprecise');
  if (repeats !== null) holds.push('imprecise');
  if (exact.length === 0 && ownSays(grounds, speaker, figure)) holds.push('self-sourced');
  if (exact.length === 0 && relays.length > 0) holds.push('single-source');
  if (holds.length === 0) holds.push('supported');
  const words = first === undefined ? '' : sayFigure(first.figure);
  const sender = senderRelays(grounds, best) ? ', one of the senders' : '';
  const through = relays.length === 0 ? '' : `, as relayed by ${sayList(relays, 3)}${sender}`;
  return {
    holds,
    direction:
      exact.length > 0
        ? 'neither'
        : first?.stand === 'ceiling'
          ? 'overstated'
          : first?.stand === 'floor'
            ? 'understated'
            : 'neither',
    severity: exact.length === 0 || repeats !== null ? 'medium' : 'none',
    why: [
      exact.length > 0
        ? `${who} gives ${words}${through}.`
        : `${who} is recorded as giving "${words}"${through}, not "${sayFigure(figure)}".`,
      repeats === null ? '' : `It is not the origin: it repeats ${name(grounds, repeats)}.`,
      exact.length === 0 && relays.length > 0 ? `No document of its own is held.` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
    because: creditedEvidence(grounds, best),
    suggestion:
      repeats !== null
        ? `${words}, according to ${name(grounds, repeats)} (reported by ${who}).`
        : exact.length === 0
          ? `${words}, according to ${who}${relays.length === 0 ? '' : ` as relayed by ${sayList(relays, 2)}`}.`
          : null,
  };
}

/** Whether this text alone puts the very number in the speaker's mouth. */
function ownSays(grounds: Grounds, speaker: ThingId, figure: Figure): boolean {
  return withFigures(grounds.file).some((thing) =>
    creditedFigures(grounds, thing, speaker, figure).some(
      ({ held, stand }) => stand === 'says' && isAside(grounds, held.claim),
    ),
  );
}

type Placed = Credited & { readonly thing: Thing };

function saidOtherwise(
  grounds: Grounds,
  who: string,
  figure: Figure,
  here: readonly Placed[],
  moved: readonly Placed[],
): Judgement {
  const parts = [
    ...here.slice(0, 2).map((one) => `${who} gives ${sayFigure(one.figure)} for ${titleOf(one.thing)}`),
    ...moved
      .slice(0, 2)
      .map(
        (one) =>
          `${sayFigure(one.figure)} is its figure for ${titleOf(one.thing)} (${sayDate(dateOf(one.thing))})`,
      ),
  ];
  return {
    holds: ['contradicted'],
    severity: 'high',
    why: `${capital(parts.join('; '))}; not ${sayFigure(figure)} for this.`,
    because: creditedEvidence(grounds, [...here, ...moved].slice(0, 6)),
    suggestion:
      here.length > 0 ? `${capital(sayFigure(here[0]?.figure ?? figure))}, according to ${who}.` : null,
  };
}

function together(judged: readonly Judgement[]): Judgement {
  const [first] = judged;
  if (judged.length === 1 && first !== undefined) return first;
  const worst =
    (['high', 'medium', 'low', 'none'] as const).find((level) =>
      judged.some(({ severity }) => severity === level),
    ) ?? 'none';
  const holds = [...new Set(judged.flatMap((one) => [...one.holds]))];
  return {
    holds:
      holds.length > 1 && holds.some((one) => one !== 'supported' && one !== 'not-in-record')
        ? holds.filter((one) => one !== 'supported')
        : holds,
    direction:
      judged.find(({ direction }) => direction !== undefined && direction !== 'neither')?.direction ??
      'neither',
    severity: worst,
    why: [...new Set(judged.map(({ why }) => why))].join(' '),
    because: judged.flatMap(({ because }): readonly Evidence[] => because ?? []),
    suggestion: [...new Set(judged.flatMap(({ suggestion }) => suggestion ?? []))].join(' ') || null,
  };
}

/** A statement without a number: whatever the record credits to the speaker, by the words it shares. */
function judgeWords(reading: ReadingOf<'attribution'>, grounds: Grounds, speaker: Thing): Judgement {
  const who = name(grounds, speaker.id);
  const asked = readDate(reading.date);
  const credited = (file: CaseFile) =>
    [...file.things.values()]
      .flatMap((thing) => creditedClaims(grounds, thing, speaker.id))
      .filter(
        ({ claim }) => asked === null || claim.said === null || dateFit([claim.said], asked) !== 'other',
      );
  const ranked = rank(grounds, credited(grounds.record), reading.says);
  const best = ranked.filter(({ score }) => score >= ENOUGH);
  if (best.length > 0) {
    const helds = best.slice(0, 4).map(({ held }) => held);
    const repeats = repeated(grounds, helds, speaker.id);
    return {
      holds: repeats === null ? ['supported'] : ['imprecise'],
      severity: repeats === null ? 'none' : 'medium',
      why:
        repeats === null
          ? `The record has ${who} saying so.`
          : `${who} passes it on; the origin is ${repeats}.`,
      because: evidenceFor(grounds, helds),
      suggestion: repeats === null ? null : `Credit ${repeats}, as reported by ${who}.`,
    };
  }
  if (rank(grounds, credited(grounds.file), reading.says).some(({ score }) => score >= ENOUGH))
    return {
      holds: ['self-sourced'],
      severity: 'high',
      why: `Only this text puts these words in the mouth of ${who}.`,
    };
  if (ranked.length > 0)
    return notInRecord(`The record holds statements of ${who}, and none that says this.`, {
      because: evidenceFor(
        grounds,
        ranked.slice(0, 3).map(({ held }) => held),
      ),
    });
  return notInRecord(
    `The record holds no statement of ${who}${asked === null ? '' : ` of ${sayDate(asked)}`}.`,
  );
}

/** The share of content words two texts must have in common to be about the same statement. */
const ENOUGH = 0.34;

const speech = new Set(['text', 'summary', 'composition', 'superlative', 'title', 'duty', 'note']);

/** Claims in words that the speaker makes, or that are about what the speaker asks, holds or answers. */
function creditedClaims(grounds: Grounds, thing: Thing, speaker: ThingId): HeldClaim[] {
  const maker = ['by', 'holder', 'speaker'].some(
    (property) =>
      actorsFit(grounds.file, refsOf(thing, property), [{ words: '', id: speaker }]) === 'is' ||
      refsOf(thing, property).some((id) => speaksFor(grounds.file, id).has(speaker)),
  );
  return thing.claims.filter(
    ({ claim, standing }) =>
      (standing === 'stands' || standing === 'disputed') &&
      (claim.value.kind === 'figure' || (claim.value.kind === 'text' && speech.has(claim.property))) &&
      (maker ||
        claim.accordingTo.some((id) => isCredit(grounds, id, speaker)) ||
        speaksAs(grounds, claim.source, speaker)),
  );
}

function rank(
  grounds: Grounds,
  helds: readonly HeldClaim[],
  says: string,
): { readonly held: HeldClaim; readonly score: number }[] {
  return helds
    .map((held) => ({
      held,
      score: Math.max(overlap(wordsOf(held), says), shared(grounds, held, says)),
    }))
    .sort((a, b) => b.score - a.score);
}

/** What a claim says in words, with our remark on how the source put it. */
function wordsOf({ claim }: HeldClaim): string {
  const { value, note } = claim;
  if (value.kind === 'text') return `${value.text} ${note}`;
  return value.kind === 'figure' ? `${value.figure.words} ${note}` : note;
}

/** The claim with its thing's title, since a summary rarely repeats what it is about. */
function shared(grounds: Grounds, held: HeldClaim, says: string): number {
  const thing = grounds.file.things.get(held.claim.thing.id);
  if (thing === undefined) return 0;
  const words = contentWords(`${wordsOf(held)} ${textsOf(thing, 'title').join(' ')}`);
  const said = contentWords(says);
  return said.size === 0 ? 0 : [...said].filter((word) => words.has(word)).length / said.size;
}

function repeated(grounds: Grounds, helds: readonly HeldClaim[], speaker: ThingId): string | null {
  const beyond = helds.map(({ claim }) => {
    const at = claim.accordingTo.indexOf(speaker);
    const origin = claim.accordingTo.slice(at + 1).at(-1);
    return origin === undefined || (at === -1 && !speaksAs(grounds, claim.source, speaker)) ? null : origin;
  });
  const [first] = beyond;
  return first !== null && first !== undefined && beyond.every((one) => one !== null)
    ? name(grounds, first)
    : null;
}

const counted = new WeakMap<CaseFile, readonly Thing[]>();

function withFigures(file: CaseFile): readonly Thing[] {
  const known = counted.get(file) ?? thingsWithFigures(file);
  counted.set(file, known);
  return known;
}

function thingsWithFigures(file: CaseFile): Thing[] {
  return [...thingsOf(file, 'Event'), ...thingsOf(file, 'Period'), ...thingsOf(file, 'Group')].filter(
    (thing) => figuresOf(thing).length > 0,
  );
}

function namesNobody(words: string): boolean {
  return !/\p{Lu}/u.test(words.replace(/^\p{Lu}/u, '')) && !/[\p{Script=Hangul}\p{Script=Han}]/u.test(words);
}
