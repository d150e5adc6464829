/**
 * Legal conclusions ("violates", "obliged", "crimes against humanity") said of a State, and what an
 * instrument is said to provide. Whose conduct, under which instrument and article, is read; whether
 * it holds is the law's to say.
 */
import { type Named, type Reading } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionAt, mentionsIn, named, type Passage, pattern, stateOf } from '../passage.js';
import { clauseEnd, isNegated, ownerBefore, subjectOf } from '../roles.js';
import { spanOf, type Span, trimmed } from '../span.js';

type Conclusion = Extract<Reading, { kind: 'legal-conclusion' }>['conclusion'];

const duty =
  '(?:obligations?|duty|duties|commitments?|undertakings?|responsibilit(?:y|ies)|principles?|rights?|provisions?|terms|spirit|letter|articles?|law|non-?refoulement|convention|protocol|covenant|rules?|prohibition|jus cogens|norms?|treat(?:y|ies)|it(?= ever since)|<I>|its own|<D>)';
const rules: readonly { readonly conclusion: Conclusion; readonly words: string; readonly noun?: boolean }[] =
  [
    {
      conclusion: 'crime',
      words:
        'crimes? against humanity|war crimes?|genocide|complicit(?:y)? in (?:\\w+ ){0,3}(?:crimes?|torture|persecution|atrocit\\w+)|(?:aid(?:s|ing)? and abett?(?:s|ing)?)',
    },
    {
      conclusion: 'not-obliged',
      words:
        '(?:is|are|was|were) (?:not|under no) (?:legally |\\w+ly )?(?:obliged|obligated|bound|required|obligation|duty)|(?:has|have|had) no (?:legal |international )?(?:obligations?|duty|duties)|(?:does|do) not (?:violate|breach|contravene)',
    },
    {
      conclusion: 'violates',
      words: `violat(?:es?|ed|ing)|(?:has been |is |keeps? )?break(?:s|ing)?(?= (?:it\\b|its|the|international|<I>))|broke(?= (?:it\\b|its|the|international|<I>))|breach(?:es|ed|ing)?|contraven(?:es?|ed|ing)|infring(?:es?|ed|ing)|flout(?:s|ed|ing)?|(?:in |a |an |the |clear |flagrant |grave |gross |direct |serious |blatant |ongoing |continued |systematic )*(?:violations?|breach(?:es)?|contravention|infringement|defiance|disregard) (?:of|for)|contrary to|inconsistent with|incompatible with|at odds with|(?:run|runs|running|ran|go|goes|went) (?:counter|contrary) to|(?:in|into) conflict with|(?:fl(?:y|ies|ew)|flying) in the face of|mak(?:es?|ing) a mockery of|disregard(?:s|ed|ing)|defi(?:es|ed)|(?:fail(?:s|ed|ing|ure)?|refus(?:es|ed|ing|al)|declin(?:es|ed)) to (?:\\w+ly )?(?:comply|abide|fulfil+|meet|honou?r|uphold|respect|implement|adhere|observe|live up)|(?:not|never) (?:compl(?:y|ied|ying)|abid(?:e|ed|ing)|honou?r(?:ed|ing)?|respect(?:ed|ing)?|uph(?:old|eld)|fulfil+(?:ed|ing)?) (?:with |by )?|reneg(?:es?|ed|ing) on|ignor(?:es|ed|ing)(?= (?:its|their|<I>|the <I>|international|the principle))|(?:is|are|was|were|be|constitutes?|amounts? to|constituted|amounted to) (?:\\w+ ){0,2}(?:refoulement|unlawful|illegal under)|(?:unlawful|illegal)(?= under (?:international|<I>|the <I>))`,
    },
    {
      conclusion: 'obliged',
      words:
        "(?:is|are|was|were|remains?|being) (?:\\w+ ){0,2}?(?:obliged|obligated|bound|required)(?: (?:by|under|not to|to|as))?|(?:has|have|had) (?:an? |the |clear |legal |international |binding |a clear |solemn )+(?:obligations?|duty|responsibility)|(?:its|their|<S>['’]s?|<S>) (?:\\w+ )?(?:obligations?|duties|duty|commitments) (?:under|pursuant to|as a|as an|not to|towards?)|must not (?:be )?(?:returned|return|expel|deport|repatriate)[^.;]{0,60}(?:under|according to)|(?:is|are) prohibited from|(?:is|are) (?:forbidden|barred) (?:from|by)",
    },
    {
      conclusion: 'complies',
      words:
        '(?:compl(?:ies|ied)|is in (?:full )?compliance|abides|acts in accordance|(?:has|have) (?:fully )?(?:honou?red|respected|upheld|fulfilled)) (?:with |by )?|(?:honou?rs|respects|upholds|fulfils) (?=its|the|their|<I>)',
    },
  ];

const lawStems =
  /crime|genocid|complicit|abett|oblig|bound|require|dut(?:y|ies)|violat|breach|contrav|infring|flout|defi|disregard|contrary|inconsist|incompat|odds|fail|refus|declin|not |never|reneg|ignor|unlawful|illegal|break|broke|compl|abid|honou?r|respect|upho?e?ld|fulfil|accordance|prohibit|forbid|barred|responsib|commitment|refoulement|counter|conflict|face of|mockery/i;

export function findLegalConclusions(scene: Scene): Found[] {
  const { passage } = scene;
  const { mask } = passage;
  const out: Found[] = [];
  if (!lawStems.test(mask)) return out;
  for (const { conclusion, words } of rules)
    for (const match of mask.matchAll(pattern(`(?<![\\w-])(?:${words})(?![\\w-])`))) {
      const wordsEnd = match.index + match[0].length;
      const at = { start: passage.start + match.index, end: passage.start + wordsEnd };
      if (out.some((one) => one.start < at.end && at.start < one.end) || isHypothetical(mask, match.index))
        continue;
      const reach = clauseEnd(mask, wordsEnd);
      const rest = mask.slice(wordsEnd, reach);
      if (
        conclusion !== 'crime' &&
        !/obliged|obligated|bound|unlawful|illegal|refoulement|prohibited/.test(match[0]) &&
        !pattern(`(?:^|[\\s(])${duty}(?![\\w])`).test(`${match[0]} ${rest.slice(0, 110)}`)
      )
        continue;
      if (conclusion === 'obliged' && isStatus(mask, match.index, wordsEnd)) continue;
      const state = whose(scene, match.index, wordsEnd);
      const law = lawOf(scene, { start: at.end, end: passage.start + reach }, match.index);
      const negated =
        conclusion === 'violates' &&
        isNegated(passage, match.index) &&
        !/^(?:not|never|fail|refus)/i.test(match[0]);
      const end = Math.max(at.end, law.end ?? 0, passage.start + shortEnd(mask, wordsEnd, reach));
      const span = trimmed(
        scene.text,
        spanOf(
          { start: at.start, end },
          ...(state !== null && state.start >= passage.start && at.start - state.end < 60 ? [state] : []),
        ),
      );
      for (const one of state === null ? [null] : runEndingIn(passage, state))
        out.push({
          ...span,
          reading: {
            kind: 'legal-conclusion',
            state: one === null ? null : stateOf(one),
            instruments: law.instruments.map(named),
            provision: law.provision,
            conclusion: negated ? 'complies' : conclusion,
            says: scene.text.slice(span.start, span.end),
          },
          confidence: state === null ? 0.6 : law.instruments.some((one) => one.id === null) ? 0.75 : 0.88,
        });
    }
  return out;
}

/** "China and Russia violate": each State by itself. */
function runEndingIn(passage: Passage, last: Mention): Mention[] {
  const lead = pattern('((?:<S>, )*<S>,? and (?:the )?)$').exec(
    passage.mask.slice(0, Math.max(0, last.start - passage.start)),
  );
  return lead === null
    ? [last]
    : [...mentionsIn(passage, { start: passage.start + lead.index, end: last.start }, 'state'), last];
}

/** What is asked for, or avoided, is not concluded. */
function isHypothetical(mask: string, at: number): boolean {
  return /\b(?:to|must|should|stop|cease|without|avoid|from|would|could|might|may|if|whether|please)\s+(?:\w+ly\s+)?$/i.test(
    mask.slice(Math.max(0, at - 40), at),
  );
}

/** "is bound by the Convention" with nothing after is treaty status, and found there. */
function isStatus(mask: string, at: number, end: number): boolean {
  return (
    /bound by$/i.test(mask.slice(at, end)) &&
    !/\b(?:to|not)\b|^ (?:the )?(?:\w+ )?(?:art(?:icle|\.)|principle|rule|duty|prohibition)/i.test(
      mask.slice(end, end + 60),
    )
  );
}

function shortEnd(mask: string, from: number, reach: number): number {
  const stop = /,\s|\s(?:by|when|because|as|even|through|while)\s/.exec(mask.slice(from, reach));
  return stop === null ? reach : from + stop.index;
}

function whose(scene: Scene, at: number, end: number): Mention | null {
  const { passage, lastState } = scene;
  const inside = pattern('<S>').exec(passage.mask.slice(at, end));
  if (inside !== null)
    return passage.mentions.find((one) => one.start === passage.start + at + inside.index) ?? null;
  const theirs = pattern("^ (?:the )?(<S>)['’]s? ").exec(passage.mask.slice(end));
  if (theirs !== null) return mentionAt(passage, end + theirs[0].search(/[\uE010]/));
  const owner = ownerBefore(passage, at);
  if (owner !== null && owner.type === 'state') return owner;
  const subject = subjectOf(passage, at, ['state']);
  if (subject.mention !== null && subject.confidence >= 0.5) return subject.mention;
  const by = scene.triggers.find((one) => one.actorSpan !== null)?.actorSpan ?? null;
  const doer = by === null ? undefined : passage.mentions.find((one) => one.start === by.start);
  return doer ?? lastState;
}

/** An article whose treaty was named only in an earlier sentence: likely that one, not surely. */
export const CARRIED = 0.5;

interface Law {
  readonly instruments: readonly Mention[];
  readonly provision: string | null;
  readonly end: number | null;
}

const article =
  /\b(?:[Aa]rticles?|[Aa]rts?\.)\s+(\d{1,3}[A-Z]?(?:\s?\(\d{1,2}\))?(?:\s?\([a-z]\))?|[IVX]{1,5}(?:\s?\(\d{1,2}\))?)(?:(?:,|\s+and|\s+to|[-–])\s?(?:\d{1,3}(?:\s?\(\d{1,2}\))?))*|제\s?(\d{1,3})조|第\s?(\d{1,3}|[一二三四五六七八九十]+)条/u;

/** Instruments and article said of the clause; "its obligations" alone takes the last named. */
export function lawOf(scene: Scene, span: Span, from: number): Law {
  const { passage, lastInstruments } = scene;
  const inside = mentionsIn(passage, span, 'instrument');
  const text = scene.text.slice(Math.max(passage.start, passage.start + from), span.end);
  const cited = article.exec(text) ?? null;
  const provision = cited === null ? null : (cited[1] ?? cited[2] ?? cited[3] ?? '').replace(/\s+/g, '');
  if (inside.length > 0) return { instruments: inside, provision, end: inside.at(-1)?.end ?? null };
  const earlier = passage.mentions.filter(
    (one) => one.type === 'instrument' && one.end <= passage.start + from,
  );
  const points =
    /\b(?:its|their|these|those|this|such|the)\s+(?:\w+\s+){0,2}(?:obligations?|principles?|commitments?|duties|provisions?)|\bnon-?refoulement\b/i.test(
      text,
    );
  if (cited === null && !points) return { instruments: [], provision, end: null };
  const last = earlier.length > 0 ? earlier : lastInstruments.slice(0, 1);
  return { instruments: last.map((one) => ({ ...one, confidence: 0.6 })), provision, end: null };
}

const content =
  'defin(?:es?|ing)|prohibit(?:s|ing)?|forbid(?:s|ding)?|bar(?:s|ring)?|ban(?:s|ning)?|oblig(?:es?|ates?|ing)|requir(?:es?|ing)|provid(?:es?|ing)|guarantee(?:s|ing)?|protect(?:s|ing)?|stat(?:es?|ing)|stipulat(?:es?|ing)|describ(?:es?|ing)|set(?:s|ting)? (?:out|forth)|establish(?:es|ing)?|enshrin(?:es?|ing)|codif(?:ies|ying)|contain(?:s|ing)?|includ(?:es?|ing)|mandat(?:es?|ing)|appl(?:ies|y|ying)|allow(?:s|ing)?|permit(?:s|ting)?|recogni[sz](?:es?|ing)|outlin(?:es?|ing)|commit(?:s|ting)?|bind(?:s|ing)?|impos(?:es?|ing)|prevent(?:s|ing)?|preclud(?:es?|ing)|entitl(?:es?|ing)|grant(?:s|ing)?|confer(?:s|ring)?|ensur(?:es?|ing)|offer(?:s|ing)?|makes? no exceptions?|admits? (?:of )?no|covers?|gives?|giving|shields?|exempts?|secures?|assures?|demands?|leaves?|extends?|rules? out|makes? it|calls for|says|do(?:es)? not (?:allow|permit|let|authori[sz]e|oblige|require|cover|apply)|(?:knows|brooks|has|tolerates) no exceptions?|(?:is|are) (?:absolute|non-derogable|unconditional|without exceptions?|not subject to)';

export function findTreatyContents(scene: Scene): Found[] {
  const { passage } = scene;
  const { mask } = passage;
  const out: Found[] = [];
  if (!/\uE014|\bart(?:icle|\.)|refoulement|\bwhich\b/i.test(mask)) return out;
  const subject = `(?:(?:<I>(?:['’]s?)?|(?:[Aa]rticles?|[Aa]rts?\\.) (?:\\d|[IVX]{1,4}(?=[\\s(,]))[\\d()a-zA-Z]*(?:(?:,| and| to|[-–]) ?\\d[\\d()]*)*(?: ?\\(\\d\\))?(?:,? (?:(?:of|under|in) )?(?:the |its |that |this |said )*<I>)?|which)(?: of <D>)?(?: between [^,;.]{3,60}?)?(?: \\([^)]{0,30}\\))?(?:,? (?:and|as well as) (?:its |the )?<I>)*|(?:principle|rule|prohibition|norm) of non-?refoulement(?:,? [^,;.]{0,50},)?|(?:ban|prohibition|rule|duty|protection|guarantee)\\b[^,;.]{0,40} (?:in|of|under) (?:[Aa]rticles?|[Aa]rts?\\.) \\d[\\d()]*(?: (?:of|under|in) (?:the )?<I>)?)`;
  const form = pattern(
    `(${subject})(?:, (?:of|to|by) which [^,]{0,60},|, [^,;.]{0,60},)? ?(?:also |clearly |expressly |explicitly |specifically |both |not only |only |\\w+ly )*(${content})(?![\\w-])`,
  );
  for (const match of mask.matchAll(form)) {
    const verb = match[2] ?? '';
    const verbEnd = match.index + match[0].length;
    const relative = /^which/i.test(match[1] ?? '');
    const before = passage.mentions.filter(
      (one) => one.type === 'instrument' && one.end <= passage.start + match.index,
    );
    if (
      relative &&
      ((before.length === 0 && !out.length) || pattern('<S>[,\\s]*$').test(mask.slice(0, match.index)))
    )
      continue;
    if (/ing$/i.test(verb) && !/,\s*$/.test(mask.slice(0, verbEnd - verb.length))) continue;
    if (out.some((one) => one.end > passage.start + match.index + 1)) continue;
    const end = contentEnd(mask, verbEnd);
    const span = trimmed(scene.text, { start: passage.start + match.index, end: passage.start + end });
    const law = lawOf(scene, { start: span.start, end: passage.start + verbEnd }, match.index);
    const owners = relative ? ownersBefore(scene, before, out) : law.instruments;
    if (owners.length === 0 && law.provision === null && !/refoulement/i.test(match[0])) continue;
    out.push({
      ...span,
      reading: {
        kind: 'treaty-content',
        instruments: owners.map(namedOf),
        provision:
          law.provision ?? article.exec(scene.text.slice(passage.start + verbEnd, span.end))?.[1] ?? null,
        says: scene.text.slice(passage.start + verbEnd - verb.length, span.end),
      },
      confidence:
        law.provision !== null && owners.length > 0 && !relative && law.end === null
          ? CARRIED
          : relative
            ? 0.7
            : 0.87,
    });
  }
  return [...out, ...underArticles(scene, out)];
}

function namedOf(one: Mention): Named {
  return named(one);
}

function ownersBefore(scene: Scene, before: readonly Mention[], out: readonly Found[]): readonly Mention[] {
  const last = before.at(-1);
  return last !== undefined ? [last] : out.length > 0 ? scene.lastInstruments.slice(0, 1) : [];
}

/** "Under article 33, States may not return …". */
function underArticles(scene: Scene, taken: readonly Found[]): Found[] {
  const { passage } = scene;
  const form = pattern(
    '\\b(?:under|pursuant to|by|according to|in terms of|by virtue of) (?:the terms of )?((?:[Aa]rticles?|[Aa]rt\\.) \\d[\\d()]*(?: ?\\(\\d\\))?(?: of (?:the |its |said |that |this )*<I>)?|(?:the |this |that )?<I>)(?:, (?:which|to which) [^,;.]{3,60},|,)? (?:(?:the )?<S> (?:must|may|shall|is to|has to|cannot|can not)|(?:it|they) (?:must|may|shall|is to|has to|cannot|are to)|no (?:state|one|person|refugee|country|party|contracting state)|states?(?: parties)?|(?:a|any|every) (?:state|person|refugee|party)|governments|countries|refugees|the return)[^.;]{10,}',
  );
  return [...passage.mask.matchAll(form)].flatMap((match): Found[] => {
    const span = trimmed(scene.text, {
      start: passage.start + match.index,
      end: passage.start + contentEnd(passage.mask, match.index + (match[1]?.length ?? 0) + 8),
    });
    if (taken.some((one) => one.start < span.end && span.start < one.end)) return [];
    const law = lawOf(scene, span, match.index);
    return [
      {
        ...span,
        reading: {
          kind: 'treaty-content',
          instruments: law.instruments.map(named),
          provision: law.provision,
          says: scene.text.slice(span.start, span.end),
        },
        confidence: 0.8,
      },
    ];
  });
}

function contentEnd(mask: string, from: number): number {
  const stop =
    /[;]|[.!?]["'”’)\]]*\s*$|,\s+(?:which|yet|but|although|while|whereas|so|and (?:the|it|they|this|\uE010))/i.exec(
      mask.slice(from),
    );
  return stop === null ? mask.length : from + stop.index;
}
