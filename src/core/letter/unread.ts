/**
 * What was not understood: a sentence that names something checkable (a number, date, State,
 * instrument, body or person) and has no assertion in it. Greetings, addresses and sentences that
 * name nothing are not unread; nothing checkable may pass in silence.
 */
import { type Unread } from './assertion.js';
import { type Found } from './finding.js';
import { type Mention, type Passage } from './passage.js';
import { overlaps } from './span.js';

const checkable: ReadonlySet<Mention['type']> = new Set([
  'state',
  'instrument',
  'body',
  'person',
  'date',
  'figure',
]);
/** Courtesies name people and States and say nothing about them. */
const courtesy =
  /^(?:thank you|we thank|thanks|we (?:look forward|stand ready|remain|appreciate|would welcome|are grateful)|please (?:find|accept|do not hesitate|contact)|i look forward|for (?:more|further) information|contact|see (?:also|annex)|source|photo|for immediate release|read more|to: |from: |date: |cc: |subject: |tabled by|question (?:for|no)|(?:instructs|directs|requests) (?:its|the) (?:president|clerk|secretary|committee|secretariat)|감사)/i;
/** Opinion and feeling: there is nothing in it to check. */
const opinion =
  /^(?:(?:we|i|this house|the \w+)?,?\s*(?:strongly |deeply |firmly |unequivocally |remain |am |are |is )*(?:condemn|deplore|welcome|commend|applaud|regret|alarmed|concerned|appalled|saddened|outraged|expresse?s?|denounce)s?|(?:expressing|condemning|calling|urging|recogni[sz]ing|commending|deploring))\b/i;

export function unreadIn(text: string, passages: readonly Passage[], found: readonly Found[]): Unread[] {
  return passages.flatMap((passage): Unread[] => {
    if (passage.block.kind === 'heading' || passage.block.kind === 'subject') return [];
    if (isBare(passage) || opinion.test(passage.text) || eastAsianOpinion.test(passage.text)) return [];
    if (
      /:\s*$/.test(passage.text) &&
      !passage.mentions.some(({ type }) => type === 'figure' || type === 'date')
    )
      return [];
    if (courtesy.test(passage.text) || !passage.mentions.some(isCheckable)) return [];
    if (found.some((one) => overlaps(one, passage))) return [];
    return [{ start: passage.start, end: passage.end, text: text.slice(passage.start, passage.end) }];
  });
}

const eastAsianOpinion = /(?:우려를 표|규탄|환영|유감을 표|감사)[^.]{0,8}\.?$|表示(?:关切|遗憾|欢迎)|谴责/;

/** A date or a place on a line of its own, a caption, a title: no sentence. */
function isBare({ text, mask, block }: Passage): boolean {
  const left = mask.replace(/[\uE010-\uE02F]+/g, ' ');
  if (!/[\p{L}]{2}/u.test(left)) return true;
  const finished = /[.!?…:;。！？]["'”’)\]*_]*$/u.test(text);
  return (
    !finished &&
    block.kind !== 'item' &&
    text.length < 160 &&
    !/\b(?:is|are|was|were|has|have|had|must|should|will|did|does|do)\b|(?:다|요|음)$|了/u.test(left)
  );
}

function isCheckable(mention: Mention): boolean {
  if (mention.type === 'figure') return mention.figure?.qualifier !== 'presence';
  return checkable.has(mention.type) && (mention.type !== 'instrument' || mention.words.length > 3);
}
