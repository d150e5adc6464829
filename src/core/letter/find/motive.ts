/** Why a State is said to act: to avoid a duty, to please an ally, because it fears something. Usually argued, never proved. */
import { type Found, type Scene } from '../finding.js';
import { pattern, stateOf } from '../passage.js';
import { clauseEnd, subjectOf } from '../roles.js';
import { trimmed } from '../span.js';

const purpose =
  '(?:(?:apparently|presumably|clearly|simply|solely|merely|only|precisely|largely|in part|partly) )?(?:in order (?:not )?to|so as (?:not )?to|(?:in|as) an? (?:\\w+ )?(?:effort|attempt|bid|ploy) to|(?:with|for) the (?:aim|purpose|intention|goal|intent|sake) of|out of (?:fear|concern|deference|loyalty|self-interest)|for fear (?:of|that)|motivated by|driven by|in exchange for|in return for|as a (?:favou?r|concession|gesture|gift|reward) to|because (?:it|they|he|<S>|of (?:its|their|political|diplomatic|economic|pressure|fears?))|under pressure from|to (?:avoid|evade|escape|circumvent|shirk|deter|discourage|silence|please|appease|placate|conceal|hide|cover up|sidestep|curry|shield itself|deny them|maintain (?:good |close |its |friendly )|preserve (?:its|good|close)|protect its|win favou?r|dodge|sever|intimidate|justify))';

export function findMotives(scene: Scene): Found[] {
  const { passage, lastState } = scene;
  const { mask } = passage;
  const out: Found[] = [];
  if (
    !/\bto\b|because|fear|concern|aim|purpose|intent|goal|sake|motiv|driven|exchange|return for|favou?r|pressure/i.test(
      mask,
    )
  )
    return out;
  for (const match of mask.matchAll(pattern(`(?<![\\w-])${purpose}(?![\\w-])`))) {
    const lead = mask.slice(0, match.index);
    if (
      /\b(?:we|I|you|urge|ask|request|call on|must|should|able|order|right|obligation|need|way|refrain|seek(?:s|ing)?|trying|risk(?:ed|ing)?|hope|lives|attempts?|forced)\s*(?:\w+ ){0,2}$/i.test(
        lead,
      ) ||
      isAsk(lead)
    )
      continue;
    const subject = subjectOf(passage, match.index, ['state']);
    const state =
      subject.mention ?? (subject.pronoun === null && !/^(?:It|They)\b/.test(mask) ? null : lastState);
    if (state === null || match.index < 4 || out.some((one) => one.end > passage.start + match.index))
      continue;
    const end = clauseEnd(mask, match.index + match[0].length);
    const span = trimmed(scene.text, { start: passage.start + match.index, end: passage.start + end });
    const cut = /[,:]\s/.exec(scene.text.slice(span.start + match[0].length, span.end));
    const short = cut === null ? span : { start: span.start, end: span.start + match[0].length + cut.index };
    out.push({
      ...short,
      reading: { kind: 'motive', state: stateOf(state), motive: scene.text.slice(short.start, short.end) },
      confidence: Math.min(0.85, subject.confidence),
    });
  }
  return out;
}

function isAsk(lead: string): boolean {
  return /\b(?:we|I)\s+(?:\w+\s+){0,3}(?:urge|ask|call|request|write|appeal|implore)\b|\b(?:calls on|urges)\b/i.test(
    lead,
  );
}
