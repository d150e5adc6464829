/** Demands without a verb of asking by the sender: questions to an office, the passive, nouns under "we want". */
import { mentionAt, mentionsIn, type Passage, pattern } from '../passage.js';
import { codesIn, demandTerms } from '../terms.js';
import { doing, endOf, type Lead } from './demand-lead.js';

const offices =
  '(?:government|minist\\w+|secretary(?: of state)?|administration|council|commission(?:er)?|delegation|mission|embassy|ambassador|president|cabinet|state party)';

/** "What steps has the Minister taken to press China …?", "Is the Government prepared to …?", "Will it raise …?" */
export function askedOf(passage: Passage): Lead | null {
  const { mask, text } = passage;
  const whom = pattern(
    `^(?:\\(?\\w{1,3}[.)] )?(?:(?:when|as|while|before|if|given|at|in|during) [^?;:,]{3,80}, )?(?:and |but |so )?(?:(?:what|when|how|which|why|where)(?: \\w+){0,3} )?(?:will|would|can|could|is|are|has|have|does|do) ((?:the |this |your |his |her )?(?:\\w+ |<S> ){0,2}${offices}|(?:the )?<A>|you|he|she|they)(?![\\w])`,
    'i',
  ).exec(mask);
  if (whom === null) return null;
  const at = whom[0].length;
  const verb = pattern(`(?:^ |\\bto |\\bwill )(?=(?:\\w+ly )?(?:${doing})\\b)`, 'i').exec(mask.slice(at));
  if (verb === null) return null;
  const from = at + verb.index + verb[0].length;
  if (codesIn(text.slice(from), demandTerms).length === 0) return null;
  const words = text.slice(at - (whom[1] ?? '').length, at).trim();
  const addressee = /^you/i.test(words)
    ? ('you' as const)
    : (passage.mentions.find(
        (one) => one.type !== 'date' && one.end <= passage.start + at && one.confidence > 0.6,
      ) ?? { words });
  return { start: 0, from, to: endOf(mask, from), addressee, confidence: 0.75 };
}

/** "It is time for China to …", "China is urged to …". */
export function passiveLeads(passage: Passage): Lead[] {
  const form = pattern(
    `(?:\\bit is (?:now |high |long past |past )*time (?:for|that) |^)(?:the )?(<A>|you)(?: (?:is|are)(?: hereby| again| \\w+ly)* (?:urged|asked|requested|called (?:up)?on|invited|encouraged|implored))?(?: to|,) (?=(?:\\w+ly )?(?:${doing})\\b)`,
    'gi',
  );
  return [...passage.mask.matchAll(form)].flatMap((match): Lead[] => {
    if (!/^it is/i.test(match[0]) && !/\b(?:is|are)\b/i.test(match[0])) return [];
    const from = match.index + match[0].length;
    const who = mentionsIn(
      passage,
      { start: passage.start + match.index, end: passage.start + from },
      'state',
      'body',
      'person',
    )[0];
    return [
      { start: match.index, from, to: endOf(passage.mask, from), addressee: who ?? 'you', confidence: 0.82 },
    ];
  });
}

/** "We want three things: an end to the returns, access for UNHCR, …", "No more deportations.", "Recommendation: that …". */
export function nounLeads(passage: Passage): Lead[] {
  const { mask, text } = passage;
  const form = pattern(
    `(?:\\b(?:we|I|they) (?:\\w+ly |also |still )?(?:want|need|seek|expect|wish for)\\b[^:.;]{0,40}: ?|^(?:recommendations?|requests?|demands?|asks?|what we (?:ask|want|seek))(?: \\w{1,3})?: (?:that )?|^(?=(?:no more|no further|not one more|an (?:immediate )?end to)\\b))`,
    'i',
  );
  const match = form.exec(mask);
  if (match === null) return [];
  const from = match.index + match[0].length;
  const to = endOf(mask, from);
  if (codesIn(text.slice(from, to), demandTerms).length === 0) return [];
  const party = pattern('^(?:the )?(<A>) (?:should |must |to )?(?=\\w)', 'i').exec(mask.slice(from));
  const who = party === null ? null : mentionAt(passage, from + party[0].search(/[\uE010-\uE01F]/));
  return [
    {
      start: match.index,
      from: from + (party?.[0].length ?? 0),
      to,
      addressee: who ?? 'you',
      confidence: 0.75,
    },
  ];
}
