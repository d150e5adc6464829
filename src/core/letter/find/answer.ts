/**
 * What came back: refused, rejected, denied, ignored, accepted, pledged, or nothing. Denying that
 * something happened and refusing a request are different answers; silence is one too.
 */
import { type Named } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionsIn, named, type Passage, pattern } from '../passage.js';
import { agentAfter, clauseEnd, clauseStart, subjectOf } from '../roles.js';
import { trimmed } from '../span.js';
import { codesIn, positionTerms } from '../terms.js';

interface Rule {
  readonly answerKind: string;
  readonly words: string;
  /** Said of the request, which is the subject: "have been denied", "went unanswered". */
  readonly passive?: boolean;
}

const request =
  '(?:requests?|appeals?|calls?|demands?|letters?|d[eé]marches?|recommendations?|pleas?|overtures|offers?|urgings?|questions?|inquiries|enquiries|petitions?|proposals?)';
const adverbs =
  '(?:(?:repeatedly|consistently|flatly|also|again|always|routinely|simply|publicly|so far|to date|still|all|been|both|categorically|continually|each time|\\w+ly) )*';

const rules: readonly Rule[] = [
  {
    answerKind: 'none',
    passive: true,
    words: `(?:went|gone|remain(?:s|ed)?|been left|were left) ${adverbs}unanswered|(?:received|got|had|have had|receiving) ${adverbs}(?:no|neither) (?:\\w+ ){0,2}(?:response|reply|answer|acknowledg\\w+)|no (?:\\w+ ){0,2}(?:response|reply|answer)(?: (?:has|have|had|was|were|came|to)|(?=\\s*[.!,]))|to no avail|without (?:any |a )?(?:response|reply|answer)|fell on deaf ears|(?:been|were|was|are|being) ${adverbs}ignored`,
  },
  {
    answerKind: 'none',
    words: `(?:has|have|had|did) (?:not|never)(?: yet)? ${adverbs}(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?)|(?:fail(?:s|ed)?|yet) to (?:respond|reply|answer|(?:provide|supply|furnish|give|submit) (?:any |the |\\w+ ){0,3}(?:information|data|answers?|response|reply))|(?:has|have|had) not ${adverbs}(?:implemented|acted (?:up)?on|followed|heeded|carried out) (?:up )?(?:on )?(?:this|these|that|those|the|any|our|its|such|\\w+) (?:of (?:these|those|the) )?(?:\\w+ )?(?:recommendations?|requests?|calls?|appeals?|undertakings?)|never (?:responded|replied|answered)|ignor(?:es|ed|ing) (?:<F> |all |our |the |these |those |such |every |its |repeated |multiple |\\w+ )*${request}`,
  },
  {
    answerKind: 'refused',
    passive: true,
    words: `(?:have|has|had|been|were|was|are) ${adverbs}(?:denied|refused|rejected|rebuffed|dismissed|declined|turned down)`,
  },
  {
    answerKind: 'denied-event',
    words: `dismiss(?:es|ed|ing) (?:such |the |these |those |all |our |\\w+ ){0,3}(?:reports?|allegations?|claims?|accusations?|figures?)|den(?:ied|ies|ying) ${adverbs}(?:that|having|any|the (?:reports?|allegations?|claims?|accusations?|existence|returns?|repatriations?|deportations?|charge)|reports|allegations|all|it|this|knowledge|returning|deporting|repatriating|sending|doing|carrying|forcibly|<F>|there)|(?:claims?|claimed|insists?|insisted|said|says|asserts?|maintains?) (?:that )?(?:no|none|nobody|no one|<F>) (?:\\w+ ){0,4}?(?:returns?\\b|repatriations?|deportations?|(?:was|were|had been|has been|have been) (?:\\w+ly )?(?:returned|repatriated|deported|handed over|sent back|expelled))`,
  },
  {
    answerKind: 'refused',
    words: `(?:refus(?:es|ed|ing) (?:to|all|our|the|these|any)|reject(?:s|ed|ing) (?:all |our |the |these |those |such |this |that |every |its |both |\\w+ )*${request}|reject(?:s|ed) (?:them|it|this|these)|dismiss(?:es|ed|ing) (?:all |our |the |these |such |\\w+ )*${request}|rebuff(?:s|ed)|declin(?:es|ed) (?:to|our|the)|turn(?:s|ed) down|den(?:ied|ies) (?:all |our |the |these |those |such |every |\\w+ )*${request})`,
  },
  {
    answerKind: 'refused',
    words: `(?:refused|declined|said no)(?=\\s*(?:[.,;!]|$))|accepted (?:none|not one|no)`,
  },
  {
    answerKind: 'deflected',
    words:
      '(?:shrugged|waved|brushed|laughed) (?:it|them|this|these|that|us|(?:the|our|such) \\w+) (?:off|aside|away)|(?:brushed|waved|swept) aside|stonewalled',
  },
  {
    answerKind: 'noted',
    words: 'noted (?:the|this|that|our|all|\\w+) (?:\\w+ ){0,2}recommendations?|took note of',
  },
  {
    answerKind: 'accepted',
    words:
      'accepted (?:the|this|that|our|all|its|both|<F>|\\w+) (?:of )?(?:the )?(?:\\w+ ){0,3}(?:recommendations?|requests?|calls?)|agreed to|consented to',
  },
  {
    answerKind: 'pledged',
    words: '(?:pledged|promised|committed itself|vowed|undertook|assured|gave assurances)',
  },
  { answerKind: 'accepted', words: `accepted(?=\\s*[.,;])` },
  {
    answerKind: 'deflected',
    words: `(?:has|had|have|did|does|would|will) not ${adverbs}(?:tell|told|say|said|explain(?:ed)?|confirm(?:ed)?|disclosed?|address(?:ed)?)`,
  },
  {
    answerKind: 'said',
    words:
      '(?:replied|answered|responded|retorted|countered)(?! (?:only|merely|evasively|favou?rably|positively|by))',
  },
  {
    answerKind: 'favourable',
    words: 'responded (?:favou?rably|positively|by (?:releasing|halting|allowing))',
  },
  {
    answerKind: 'deflected',
    words: '(?:deflected|evaded|sidestepped|dodged)|(?:answered|responded|replied) (?:only|merely|evasively)',
  },
];

/** What only looks like an answer: a refusal "to sign", or of status to people. */
const other =
  /\b(?:refus\w+ (?:to )?(?:sign|ratify|accede|join|recogni[sz]e|grant|fulfil+|comply|abide|honou?r|uphold|implement|adhere|meet its|enter|leave|return))\b/i;

export function findAnswers(scene: Scene): Found[] {
  const { passage } = scene;
  const { mask } = passage;
  const out: Found[] = [];
  for (const rule of rules)
    for (const match of mask.matchAll(pattern(`(?<![\\w-])(?:${rule.words})(?![\\w-])`))) {
      const at = { start: passage.start + match.index, end: passage.start + match.index + match[0].length };
      if (out.some((one) => one.start < at.end && at.start < one.end)) continue;
      if (other.test(mask.slice(match.index, match.index + 60)) || isAsked(mask, match.index)) continue;
      if (
        /^(?:claim|insist|sa[iy]|assert|maintain)/i.test(match[0]) &&
        !/\b(?:no|none|nobody|no one)\b/i.test(passage.text.slice(match.index, match.index + match[0].length))
      )
        continue;
      const made = answer(scene, rule, match.index, match[0]);
      if (made !== null) out.push(made);
    }
  return out;
}

function isAsked(mask: string, at: number): boolean {
  return /\b(?:to|must|should|shall|would|could|please|not)\s+(?:\w+ly\s+)?$/i.test(mask.slice(0, at));
}

function answer(scene: Scene, rule: Rule, at: number, words: string): Found | null {
  const { passage } = scene;
  const { mask } = passage;
  const asked = mask.slice(clauseStart(mask, at), at);
  if (rule.passive === true && rule.answerKind === 'refused' && !isOfRequest(mask, at)) return null;
  const subject = rule.passive === true ? null : subjectOf(passage, at);
  if (subject?.pronoun !== undefined && subject.pronoun !== null && /^(?:we|i)\b/i.test(subject.pronoun))
    return null;
  const office = subject === null || subject.mention !== null ? null : officeBefore(passage, at);
  const back = subject !== null && /^(?:it|they|its)$/i.test(subject.pronoun ?? '') ? scene.lastState : null;
  const agent = rule.passive === true ? agentAfter(passage, at + words.length) : null;
  const by =
    rule.passive === true
      ? (agent ?? addressedIn(scene, at) ?? (scene.asked === null ? answererIn(scene, at) : null))
      : (subject?.mention ?? back);
  if (by === null && office === null && rule.passive !== true) return null;
  const end = clauseEnd(mask, at + words.length);
  const whole = `${mask.slice(Math.max(0, at - 40), at)}${words}`;
  const start =
    rule.passive === true
      ? passiveStart(mask, at)
      : by !== null && by.start >= passage.start
        ? by.start - passage.start
        : (office?.start ?? at);
  const span = trimmed(scene.text, { start: passage.start + start, end: passage.start + end });
  const date = mentionsIn(
    passage,
    { start: passage.start + clauseStart(mask, at), end: passage.start + end },
    'date',
  )[0];
  return {
    ...span,
    reading: {
      kind: 'answer',
      by: by === null ? (office?.name ?? (rule.passive === true ? scene.asked : null)) : named(by),
      to: null,
      date: date?.date ?? null,
      answerKind:
        rule.answerKind === 'said' ? kindOf(scene.text.slice(span.start, span.end)) : rule.answerKind,
      repeated:
        /\b(?:repeatedly|consistently|again|always|each time|every|continual|time and again|all of)\b/i.test(
          whole,
        ) || /\brepeated\b/i.test(asked),
      says: scene.text.slice(span.start, span.end),
    },
    confidence: by === null ? 0.6 : subject === null ? 0.75 : Math.min(0.9, subject.confidence),
  };
}

/** "your Ministry answered": an office of whoever is addressed or was named, without a name of its own. */
function officeBefore(passage: Passage, at: number): { readonly name: Named; readonly start: number } | null {
  const match =
    /\b((?:your|the|its|their|his|her)\s+(?:\w+\s+){0,2}(?:ministry|government|office|administration|embassy|spokes\w+|delegation|authorities|minister|ambassador|officials|mission|representatives?))\s+(?:(?:has|have|had|also|again|later|then|only|\w+ly)\s+)*$/i.exec(
      passage.mask.slice(0, at),
    );
  return match === null
    ? null
    : {
        name: { words: passage.text.slice(match.index, match.index + (match[1]?.length ?? 0)), id: null },
        start: match.index,
      };
}

/** What sort of answer "China replied that …" is, by what was said. */
function kindOf(says: string): string {
  if (
    /\b(?:nobody|no one|none|no (?:such )?(?:returns?|repatriations?|deportations?))\b[^.;]{0,60}\b(?:return|repatriat|deport|sent|taken)|\bnever (?:returned|deported|repatriated)|\bdid not (?:return|deport|repatriate)/i.test(
      says,
    )
  )
    return 'denied-event';
  const labels = codesIn(says, positionTerms);
  if (labels.some((label) => ['no-such-people', 'not-refugees', 'illegal-migrants'].includes(label)))
    return 'denied-category';
  return /\bwould (?:consider|release|halt|stop|allow)|\bagreed\b/i.test(says) ? 'pledged' : 'deflected';
}

/** "requests … have been denied", "all of which were refused", "this was denied". */
function isOfRequest(mask: string, at: number): boolean {
  return pattern(
    `(?:\\b${request}\\b[^.;]{0,90}|\\b(?:all |both |none |each )?(?:of )?which|\\bthis|\\bthese|\\bit) (?:(?:has|have|had|were|was|been) )*$`,
    'i',
  ).test(mask.slice(0, at));
}

function passiveStart(mask: string, at: number): number {
  const lead =
    /(?:\b(?:all|both|each|none|some|many) of which|\bwhich|\b(?:our|the|these|those|all|such|repeated|its|their)\s+[^.;,]{0,90}|\bthis|\bthese)\s*$/i.exec(
      mask.slice(0, at),
    );
  return lead === null ? at : lead.index;
}

/** The State this very sentence says was asked. */
function addressedIn({ passage }: Scene, at: number): Mention | null {
  return (
    passage.mentions.find(
      (one) => one.type === 'state' && one.end <= passage.start + at && isAddressed(passage, one),
    ) ?? null
  );
}

/** Who was asked in this sentence: the State the request went to. */
function answererIn({ passage, lastState }: Scene, at: number): Mention | null {
  return (
    passage.mentions.find(
      (one) => one.type === 'state' && one.end <= passage.start + at && isAddressed(passage, one),
    ) ??
    passage.mentions.findLast((one) => one.type === 'state' && one.end <= passage.start + at) ??
    lastState
  );
}

function isAddressed(passage: Passage, one: Mention): boolean {
  return /\b(?:urged|asked|to|with|on|called on|requested)\s+(?:the\s+)?$/i.test(
    passage.mask.slice(0, one.start - passage.start),
  );
}
