/**
 * Verbs and nouns of what happened to people: returned, detained, executed. Each trigger is read
 * with its doer, the people, the places and whether it is denied; the words are general, the law's
 * and the press's, and belong to no one dossier.
 */
import { type Named } from './assertion.js';
import { type Mention, type Passage } from './passage.js';
import { agentAfter, isNegated, objectAfter, ownerBefore, stateNamed, subjectOf } from './roles.js';
import { type Span } from './span.js';

export interface Trigger extends Span {
  readonly eventKind: string;
  readonly form: 'active' | 'passive' | 'noun';
  readonly negated: boolean;
  readonly actor: Named | null;
  readonly actorSpan: Span | null;
  /** Whether it tells of something that happened, rather than asks for it or forbids it. */
  readonly told: boolean;
}

const force =
  '(?:(?:forcibl[ey]|forced|forcefully|involuntar(?:y|ily)|coercively|secretly|quietly|summar(?:y|ily)|unlawful(?:ly)?|illegal(?:ly)?|mass|collective(?:ly)?|systematic(?:ally)?|and|again)\\s+)';

interface Rule {
  readonly kind: string;
  readonly verb?: RegExp;
  readonly noun?: RegExp;
}

const rules: readonly Rule[] = [
  {
    kind: 'ordinary-return',
    verb: /\b(?:voluntarily\s+(?:return|repatriat)(?:s|e|es|ed|ing)?|(?:return|repatriat)(?:s|e|es|ed|ing)? (?:home )?voluntarily)\b/gi,
    noun: /\bvoluntary (?:returns?|repatriations?)\b/gi,
  },
  {
    kind: 'pushback',
    verb: /\b(?:push(?:es|ed|ing)? back|push(?:es|ed|ing)?\b(?=[^.;,]{0,50}?\bback\b)|turn(?:s|ed|ing)? (?:back|away))\b/gi,
    noun: /\bpush-?backs?\b/gi,
  },
  {
    kind: 'forced-return',
    verb: new RegExp(
      `${force}*\\b(?:repatriat(?:e|es|ed|ing)|refoul(?:e|es|ed|ing)|deport(?:s|ed|ing)?|extradit(?:e|es|ed|ing))\\b|${force}+(?:return|send|transfer|remov)(?:s|e|es|ed|ing)?\\b|${force}+sent\\b|\\b(?:send|sends|sent|sending|forc(?:e|es|ed|ing)|shipp?(?:s|ed|ing)?|driv(?:e|es|en|ing)|drove|bus(?:s?ed)?|march(?:ed|ing)?|fl(?:ew|own)|tak(?:e|en|ing)|took)\\b(?=[^.;]{0,90}?\\b(?:back|(?:across|over) the (?:border|river|frontier|bridge))\\b)|\\bhand(?:s|ed|ing)?(?: them)? (?:over|back)\\b|\\bturn(?:s|ed|ing)? over\\b|\\b(?:hand|turn)(?:s|ed|ing)?\\b(?=[^.;,]{0,60}?\\bover\\b)|\\bhand(?:s|ed|ing)?\\b(?=[^.;,]{0,40}?\\bto (?:the )?\\uE010)|\\bput(?:s|ting)?\\b(?=[^.;]{0,50}?\\bon (?:a |the |board )?(?:\\w+ )?(?:planes?|flights?|bus(?:es)?|trucks?|trains?)\\b)`,
      'gi',
    ),
    noun: new RegExp(
      `${force}*\\b(?:repatriations?|refoulements?|deportations?|extraditions?)\\b|${force}+(?:returns?|removals?|transfers?)\\b|\\bhandovers?\\b`,
      'gi',
    ),
  },
  {
    kind: 'forced-return',
    verb: /(?:강제\s?)?(?:북송|송환|압송)(?=했|하였|하고|하며|해|한다|합니다|되|됐|당|된|한(?=\s))|(?:强制|強制|强行)?(?:遣返|遣送)(?!行动|政策|问题|的?做法)/g,
    noun: /강제\s?(?:북송|송환)|북송|집단\s?송환/g,
  },
  { kind: 'detention', verb: /(?:구금|체포|억류)(?=했|하였|하고|되|됐|당|된)|拘留|关押|逮捕/g },
  { kind: 'expulsion', verb: /\bexpel(?:s|led|ling)?\b/gi, noun: /\bexpulsions?\b/gi },
  {
    kind: 'arrest',
    verb: /\b(?:arrest(?:s|ed|ing)|apprehend(?:s|ed|ing)?|round(?:s|ed|ing)? up|captur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing))\b/gi,
    noun: /\b(?:arrests?|round-?ups?|raids)\b/gi,
  },
  {
    kind: 'detention',
    verb: /\b(?:detain(?:s|ed|ing)?|imprison(?:s|ed|ing)?|jail(?:ed|ing)|incarcerat(?:e|es|ed|ing)|held|being held|holding|in (?:(?:\w+|[\uE010\uE02F]+) )?(?:detention|custody))\b/gi,
    noun: /\bdetentions?\b/gi,
  },
  {
    kind: 'execution',
    verb: /\b(?:execut(?:es|ed|ing)|put to death|kill(?:s|ed|ing)?|shot dead)\b/gi,
    noun: /\bexecutions?\b/gi,
  },
  { kind: 'trafficking', verb: /\b(?:(?:was|were|been|being|are) trafficked|sold into)\b/gi },
  {
    kind: 'disappearance',
    verb: /\b(?:(?:been )?(?:forcibly )?disappeared|went missing|gone missing)\b/gi,
    noun: /\b(?:enforced )?disappearances?\b/gi,
  },
  { kind: 'release', verb: /\b(?:releas(?:es|ed|ing)|freed|set free)\b/gi },
  {
    kind: 'departure',
    verb: /\b(?:resettl(?:e|es|ed|ing)|evacuat(?:e|es|ed|ing)|allowed to (?:leave|depart|travel))\b/gi,
    noun: /\b(?:resettlements?|evacuations?)\b/gi,
  },
  {
    kind: 'forced-return',
    verb: /\b(?:took (?:them|<[^>]>|people|refugees) across|ferried (?:them|people)|bundled (?:them|people)|frogmarched|(?:trucked|bussed|bused|sent|sends?|shipped|driven|drove|flown|flew)(?=[^.;,]{0,40}?\bhome\b)|escorted (?:them|people) (?:back|across))\b/gi,
  },
  {
    kind: 'arrival',
    verb: /\b(?:arriv(?:e|es|ed|ing)|reach(?:ed|ing)|cross(?:ed|ing)? (?:back )?(?:into|over|to))\b/gi,
    noun: /\barrivals?\b/gi,
  },
];

/** A plain "return" is a forced one when it has an object, is passive, or goes to a State. */
const plainReturn = /\breturn(?:s|ed|ing)?\b/gi;
const beforePassive =
  /\b(?:was|were|been|being|be|is|are|get|got)\s+(?:\w+ly\s+|to\s+be\s+|also\s+|then\s+|all\s+)*$/i;
const modal =
  /\b(?:to|must|should|shall|would|could|might|may|will|can|please|not|refrain from|stop|halt|cease|end|from|against|prevent|prohibits?|forbids?|bans?|without|if|when)\s+(?:\w+ly\s+|(?:be|been|being|any|all|the|of|its|their)\s+)*$/i;

export function triggersIn(passage: Passage): Trigger[] {
  const { mask } = passage;
  const raw: (Span & { readonly kind: string; readonly noun: boolean })[] = [];
  const add = (kind: string, noun: boolean, at: Span): void => {
    if (!raw.some((other) => other.start < at.end && at.start < other.end)) raw.push({ ...at, kind, noun });
  };
  for (const { kind, verb, noun } of rules) {
    for (const match of noun === undefined ? [] : mask.matchAll(noun)) add(kind, true, at(match));
    for (const match of verb === undefined ? [] : mask.matchAll(verb)) add(kind, false, at(match));
  }
  for (const match of mask.matchAll(plainReturn)) {
    const place = at(match);
    const kind = returnKind(passage, place, match[0]);
    if (kind !== null) add(kind.kind, kind.noun, place);
  }
  return raw.sort((a, b) => a.start - b.start).map((one) => readTrigger(passage, one));
}

const at = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length });

function returnKind(passage: Passage, place: Span, word: string): { kind: string; noun: boolean } | null {
  const { mask } = passage;
  const before = mask.slice(Math.max(0, place.start - 40), place.start);
  const after = mask.slice(place.end, place.end + 50);
  if (/^\s+(?:home|voluntarily|to (?:work|the negotiating|power))/i.test(after)) return null;
  if (beforePassive.test(before)) return { kind: 'forced-return', noun: false };
  // "it returned another group", "returned them", "Returned through Dandong: about 50".
  if (
    /^\s+(?:them|those|these|him|her|another|others|everyone|everybody|anyone|some|many|several|dozens|hundreds|thousands|(?:a|the|this) (?:\w+ )?(?:group|batch|family|busload|number))\b/i.test(
      after,
    )
  )
    return { kind: 'forced-return', noun: false };
  // "Eritreans returned from Sudan": said of people whom somebody returned.
  if (
    /^returned$/i.test(word) &&
    /[\uE010-\uE02F]\s+(?:\w+ly\s+)?$/.test(before) &&
    /^\s+(?:by|from)\b/i.test(after) &&
    peopleBefore(passage, place)
  )
    return { kind: 'forced-return', noun: false };
  // "500 returned on 9 October", "600 people returned in October", "Number returned: 600".
  if (
    /^returned$/i.test(word) &&
    ((/^\s*(?:(?:on|in)\s+\uE01E|[|(,;:]|$)/.test(after) && endsInPeople.test(before)) ||
      (/\b(?:number|total|people|persons|those)\s+(?:\w+ly\s+)?$/i.test(before) && /^\s*[:|]/.test(after)))
  )
    return { kind: 'forced-return', noun: false };
  const object = objectAfter(passage, place.end, ['people', 'figure', 'state'], 40);
  if (
    /^Returned$/.test(word) &&
    before.trim() === '' &&
    /^(?:\s*[,:]|\s+(?:through|via|from|by|to|on|in)\b)/.test(after)
  )
    return { kind: 'forced-return', noun: false };
  if (
    /^returns?$/i.test(word) &&
    /\b(?:the|of|any|all|further|future|more|such|every|no|these|those|mass|'s|’s)\s+(?:\w+\s+)?$/i.test(
      before,
    )
  )
    return { kind: 'forced-return', noun: true };
  if (object === null || object.type === 'state') return null;
  return { kind: 'forced-return', noun: false };
}

/** People or a number right before the verb, with nothing that makes them its doer. */
const endsInPeople = /[\uE012\uE020]\uE02F*\s+(?:\w+ly\s+)?$/;

function peopleBefore(passage: Passage, place: Span): boolean {
  const last = passage.mentions.findLast((other) => other.end - passage.start <= place.start);
  return last !== undefined && (last.type === 'people' || last.type === 'figure');
}

function readTrigger(
  passage: Passage,
  one: Span & { readonly kind: string; readonly noun: boolean },
): Trigger {
  const { mask } = passage;
  const before = mask.slice(Math.max(0, one.start - 60), one.start);
  const passive = !one.noun && (beforePassive.test(before) || isReducedPassive(passage, one));
  const form = one.noun ? 'noun' : passive ? 'passive' : 'active';
  const agent = doerOf(passage, one, form);
  return {
    start: passage.start + one.start,
    end: passage.start + one.end,
    eventKind: one.kind,
    form,
    negated: isNegated(passage, one.start),
    actor: stateNamed(agent),
    actorSpan: agent,
    told: !modal.test(before),
  };
}

/** "600 people forcibly repatriated on …": a participle right after its people, with no object. */
function isReducedPassive(passage: Passage, one: Span): boolean {
  const word = passage.mask.slice(one.start, one.end);
  if (
    !/(?:ed|sent|held|sold|taken|driven|flown|in detention|in custody)(?: (?:back|over|up|away|dead))?$/i.test(
      word,
    )
  )
    return false;
  const last = passage.mentions.findLast((other) => other.end - passage.start <= one.start);
  const object = objectAfter(passage, one.end, ['people', 'figure'], 30);
  return last !== undefined && (last.type === 'people' || last.type === 'figure') && object === null;
}

function doerOf(passage: Passage, one: Span, form: Trigger['form']): Mention | null {
  if (/[\u3131-\uD79D\u4E00-\u9FFF]/.test(passage.mask.slice(one.start, one.end)))
    return eastAsianDoer(passage, one);
  const isActor = (mention: Mention | null): Mention | null =>
    mention !== null && (mention.type === 'state' || (mention.type === 'body' && mention.state !== null))
      ? mention
      : null;
  if (form === 'active') return isActor(subjectOf(passage, one.start).mention);
  return (
    isActor(agentAfter(passage, one.end)) ??
    (form === 'noun' ? (isActor(ownerBefore(passage, one.start)) ?? itsOwner(passage, one.start)) : null) ??
    sender(passage, one)
  );
}

/** In Korean the doer carries a subject's particle, in Chinese it stands first. */
function eastAsianDoer({ mentions, mask, start }: Passage, one: Span): Mention | null {
  const states = mentions.filter((other) => other.type === 'state');
  const marked = states.find((other) =>
    /^\s?(?:은|는|이|가|의|에서|측)(?=[\s,])/.test(mask.slice(other.end - start)),
  );
  const first = states.find(
    (other) =>
      other.end - start <= one.start &&
      !/^\s?(?:으로|로|에)(?=[\s,])/.test(mask.slice(other.end - start)) &&
      !/(?:回|到|往|向|对)$/.test(mask.slice(0, other.start - start)),
  );
  return marked ?? first ?? null;
}

/** "urge China to halt its repatriation": the State named last before "its". */
function itsOwner(passage: Passage, at: number): Mention | null {
  if (!/\b(?:its|their)\s+(?:[\w-]+\s+){0,4}$/i.test(passage.mask.slice(0, at))) return null;
  return passage.mentions.findLast((one) => one.type === 'state' && one.end - passage.start <= at) ?? null;
}

/** "returned from China to …": the State they were sent from. */
function sender(passage: Passage, one: Span): Mention | null {
  const rest = passage.mask.slice(one.end, one.end + 120);
  const from = /\bfrom\s+(?:the\s+)?$/i;
  return (
    passage.mentions.find((mention) => {
      const start = mention.start - passage.start - one.end;
      return start >= 0 && start <= 120 && mention.type === 'state' && from.test(rest.slice(0, start));
    }) ?? null
  );
}
