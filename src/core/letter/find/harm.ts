/**
 * What happens to people after return, and to whom most. A verb of suffering ("face", "subjected
 * to", "at risk of") followed by harms, or harms said in the passive; profiles after "particularly".
 */
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionsIn, type Passage, pattern, stateOf } from '../passage.js';
import { clauseEnd } from '../roles.js';
import { contains, overlaps, type Span, trimmed } from '../span.js';
import { codesIn, harmTerms, profileTerms, termsIn } from '../terms.js';
import { type Named } from '../assertion.js';

const suffering =
  'fac(?:e|es|ed|ing)|(?:be |been |are |were |being |is )?subject(?:ed)? to|subjecting (?:them|<P>) to|vulnerable to|at (?:\\w+ )*risk (?:of|from)|risk(?:s|ed|ing)?|suffer(?:s|ed|ing)?(?: from)?|endur(?:e|es|ed|ing)|exposed to|exposing (?:them|<P>) to|threatened with|in danger of|danger of|fear(?:s|ed|ing)?(?: of)?|punished (?:with|by)|met with|await(?:s|ed|ing)?|lead(?:s|ing)? to|result(?:s|ed|ing)? in|sent to|sentenced to|interned in|likelihood of|threat of|victims of|experienc(?:e|es|ed|ing)|confront(?:s|ed)?|including|such as|amount(?:s|ing)? to|reports of|patterns? of|documented';
const passive =
  '(?:(?:may|might|could|will|would|can|are|were|is|was|been|being|be|get|have|has) )+(?:\\w+ly |also |then |even |all )*(?=tortured|raped|executed|killed|imprisoned|detained|beaten|punished|persecuted|disappeared|trafficked|jailed|interrogated|sexually|forcibly|mistreated|ill-treated|put to death|separated|shot|abused)';

export function findHarms(scene: Scene): Found[] {
  const { passage } = scene;
  const terms = termsIn(passage.mask, harmTerms).map((term) => ({
    ...term,
    start: passage.start + term.start,
    end: passage.start + term.end,
  }));
  const out: Found[] = inflicted(scene);
  if (terms.length === 0) return out;
  const form = pattern(`(?<![\\w-])(?:(${suffering})(?![\\w-])|${passive})`);
  for (const match of passage.mask.matchAll(form)) {
    const start = passage.start + match.index;
    if (isRiskOf(match[0], passage.mask, match.index) || isDenied(passage.mask, match.index)) continue;
    const reach = { start, end: passage.start + runEnd(passage, match.index + match[0].length) };
    const inside = terms.filter((term) => contains(reach, term));
    const first = inside[0];
    if (first === undefined || out.some((one) => overlaps(one, reach))) continue;
    const gap = first.start - (start + match[0].length);
    const link = scene.text.slice(start + match[0].length, first.start);
    if (/^,|[;:]|\b(?:must|should|urge|allow|access)\b/i.test(link)) continue;
    if (match[1] === undefined && isPlainEvent(passage, match.index, inside)) continue;
    if (gap > (match[1] === undefined ? 24 : 70) || isWeak(match[1], inside.length, scene, start)) continue;
    out.push(
      harm(
        scene,
        sufferer(passage, match.index),
        spanTo(scene, start, inside.at(-1)?.end ?? reach.end, reach.end),
      ),
    );
  }
  if (out.length === 0 && new Set(terms.map(({ code }) => code)).size >= 2 && !isAsk(passage.mask)) {
    const [first, last] = [terms[0], terms.at(-1)];
    if (
      first !== undefined &&
      last !== undefined &&
      mentionsIn(passage, passage, 'people', 'state').length > 0
    )
      out.push({ ...harm(scene, null, { start: first.start, end: last.end }), confidence: 0.6 });
  }
  return out.filter((one) => one.reading.kind === 'harm' && one.reading.harms.length > 0);
}

/** "No evidence shows that they suffer torture", "they do not face torture": the letter denies it. */
function isDenied(mask: string, at: number): boolean {
  return /\b(?:no (?:credible |reliable )?(?:evidence|proof|basis|one|danger|risk)|nobody|(?:not|untrue|false|fabricated|denie[sd]) that|(?:do|does|did|will|would) (?:not|never)|never)\b[^.;]{0,60}$/i.test(
    mask.slice(Math.max(0, at - 110), at),
  );
}

/** "seven people were detained in Liaoning" is an event, not what awaits the returned. */
function isPlainEvent(passage: Passage, at: number, inside: readonly { readonly code: string }[]): boolean {
  const only = inside.every(({ code }) => code === 'detention' || code === 'imprisonment');
  return (
    only &&
    !/\b(?:upon|after|on|following|when|if) (?:their |being )?(?:return|repatriat|deport)|\b(?:may|might|could|will|would|can)\b/i.test(
      passage.mask.slice(Math.max(0, at - 60), at + 120),
    )
  );
}

/** "most at risk of execution" says who, and is read as that. */
function isRiskOf(words: string, mask: string, at: number): boolean {
  return (
    /risk/i.test(words) &&
    /\b(?:most|more|particularly|especially|greatest|highest)\s+(?:\w+\s+)?$/i.test(
      mask.slice(0, at) + (/^at\s+(?:greatest|highest|particular|special)/i.test(words) ? 'most ' : ''),
    )
  );
}

const tormenting =
  '(?:tortures?|tortured|torturing|executes?|executing|imprisons?|imprisoning|jails?|kills?|beats?|rapes?|punish(?:es|ing)?|persecutes?|persecuting|detains?|enslaves?|starves?|abuses?|mistreats?|forces? (?:them|<P>|women|returnees) (?:to abort|into)|forced to abort|have (?:forced )?abortions?)';

/** "it tortures those who come back", "forced to abort": harm as a verb, with whoever does it. */
function inflicted(scene: Scene): Found[] {
  const { passage } = scene;
  const form = pattern(
    `(?:(<S>|\\bit|\\bthey|\\bthat|\\bwhich|\\bwho)(?: (?:also|routinely|then|still|systematically|\\w+ly))* (${tormenting}) (?:(?:and|or|,) ${tormenting} )*(<P>|them|those|everyone|everybody|anyone|people|returnees|him|her|<F>)|(<P>)[^.;,]{0,60} (?:have been|are|were|being|get) ((?:forced to (?:abort|have (?:an )?abortions?|undergo (?:an )?abortions?))))(?: (?:who|that) [^,.;]{3,50})?`,
  );
  return [...passage.mask.matchAll(form)].flatMap((match): Found[] => {
    if (/\b(?:must|should|to|not|never)\s+$/i.test(passage.mask.slice(0, match.index))) return [];
    const span = { start: passage.start + match.index, end: passage.start + match.index + match[0].length };
    const verb = match[2] ?? match[5] ?? '';
    const harms = harmsIn(
      verb
        .replace(
          /^(tortur|execut|imprison|punish|persecut|detain|rap|beat|kill|abus|mistreat)\w*/i,
          (_, stem: string) => participle[stem.toLowerCase()] ?? verb,
        )
        .replace(/.*abort.*/i, 'forced abortion'),
    );
    if (harms.length === 0) return [];
    const doer =
      match[1] === undefined
        ? null
        : (mentionsIn(passage, { start: passage.start, end: span.start + match[1].length }, 'state').at(-1) ??
          scene.lastState);
    return [
      {
        ...span,
        reading: {
          kind: 'harm',
          harms,
          profiles: codesIn(scene.text.slice(span.start, span.end), profileTerms),
          by: doer === null ? null : stateOf(doer),
          certainty: /\b(?:were|was|been)\b/.test(match[0]) ? 'did' : 'will',
        },
        confidence: 0.82,
      },
    ];
  });
}

const participle: Readonly<Record<string, string>> = {
  tortur: 'tortured',
  execut: 'executed',
  imprison: 'imprisoned',
  punish: 'punished',
  persecut: 'persecuted',
  detain: 'detained',
  rap: 'raped',
  beat: 'beaten',
  kill: 'killed',
  abus: 'abused',
  mistreat: 'mistreated',
};

/** "including", "such as", "reports of" need more than one harm, or people before them. */
function isWeak(verb: string | undefined, count: number, scene: Scene, start: number): boolean {
  if (
    verb === undefined ||
    !/^(?:including|such as|amount|reports|pattern|documented|sent to|lead|result|met with|await|fear|risk)/i.test(
      verb,
    )
  )
    return false;
  return (
    count < 2 && mentionsIn(scene.passage, { start: scene.passage.start, end: start }, 'people').length === 0
  );
}

function isAsk(mask: string): boolean {
  return /\b(?:urge|call on|calls on|must|should|request that)\b/i.test(mask);
}

/** Lists of harms run over commas; a new clause about something else ends them. */
function runEnd({ mask }: Passage, from: number): number {
  const end = clauseEnd(mask, from);
  const turn =
    /,\s+(?:particularly|especially|in particular|notably|even though|violating|in violation|according|and (?:we|the|it|they)\s)/i.exec(
      mask.slice(from, end),
    );
  return turn === null ? end : from + turn.index;
}

/** To the last harm, and on over "if returned to …" and "for attempts to flee …". */
function spanTo(scene: Scene, start: number, last: number, limit: number): Span {
  const tail =
    /^(?:\s+(?:in|at) \p{Ll}+(?: \p{Ll}+)? camps?)?\s+(?:if|when|upon|on|for|after|because of|in|at the hands of)\s[^,;.]*/u.exec(
      scene.text.slice(last, limit),
    );
  return trimmed(scene.text, { start, end: last + (tail?.[0].length ?? 0) });
}

function sufferer(passage: Passage, at: number): Mention | null {
  const before = passage.mentions.findLast(
    (one) => one.type === 'people' && one.end - passage.start <= at && at - (one.end - passage.start) < 60,
  );
  return before ?? null;
}

function harm(scene: Scene, who: Mention | null, at: Span): Found {
  const span = who === null ? at : { start: who.start, end: at.end };
  const says = scene.text.slice(at.start, at.end);
  const profiles = codesIn(scene.text.slice(span.start, span.end), profileTerms);
  return {
    ...span,
    reading: {
      kind: 'harm',
      harms: harmsIn(says),
      profiles: profiles.filter(
        (code) =>
          !(
            code === 'trafficked-women' &&
            !/women|girls|bride|marriage/i.test(scene.text.slice(span.start, span.end))
          ),
      ),
      by: perpetrator(scene, span),
      certainty: certaintyOf(
        `${scene.passage.mask.slice(Math.max(0, at.start - scene.passage.start - 24), at.start - scene.passage.start)}${says}`,
      ),
    },
    confidence: 0.88,
  };
}

/** "forced labour in prison camps" is both; "long detention" does not also mean imprisonment. */
export function harmsIn(says: string): string[] {
  const codes = codesIn(says, harmTerms);
  return codes.filter((code) => !(code === 'other' && codes.length > 1));
}

function certaintyOf(words: string): 'will' | 'may' | 'did' {
  if (
    /\b(?:may|might|could|can|risk|vulnerable|danger|fear|threat|likel|if returned|would|possible)/i.test(
      words,
    )
  )
    return 'may';
  if (
    /\b(?:were|was|been|had|faced|suffered|endured|subjected|experienced|did)\b/i.test(words) &&
    !/\bwill\b/i.test(words)
  )
    return 'did';
  return 'will';
}

/** "by the North Korean authorities", "in North Korea": who does it. */
function perpetrator({ passage }: Scene, span: Span): Named | null {
  const inside = mentionsIn(
    passage,
    { start: span.start, end: Math.min(passage.end, span.end + 40) },
    'state',
    'people',
  ).filter((one) => one.state !== null || one.id !== null);
  const where = inside.find(
    (one) =>
      one.type === 'state' &&
      /\b(?:by|in|to|at the hands of|from|flee|fled|under)\s+(?:the\s+)?$/i.test(
        passage.mask.slice(0, one.start - passage.start),
      ),
  );
  const found = where ?? null;
  return found === null ? null : stateOf(found);
}

const marking =
  '(?:particularly|especially|most|more|highly|acutely) (?:at risk|vulnerable|exposed|endangered)|particularly|especially|in particular|notably|above all|including(?: (?:many|some|at least))?|specifically|and even (?:more|worse)|most at risk(?: are)?|at (?:particular|heightened|greater|greatest|higher|special|increased|the greatest|elevated) risk|(?:more|most|particularly|especially) (?:vulnerable|severe|harsh|severely|harshly)|(?:harsher|harshest|severer|worse|worst|severest|heavier|longer) (?:punishments?|treatment|penalties|sentences)|(?:held|punished|treated|sentenced|imprisoned) (?:the )?(?:longest|hardest|worst|most harshly|more harshly|harshest)|get the worst|suffer(?:s)? (?:the )?most|worst off|hit hardest|singled out|targeted|those (?:suspected|accused|found|who)|anyone (?:suspected|accused|found|who|caught)|if they (?:are|had|have|were)';

export function findRiskProfiles(scene: Scene): Found[] {
  const { passage } = scene;
  const out: Found[] = listedProfiles(scene);
  const terms = termsIn(passage.text, profileTerms)
    .filter(({ code }) => code !== 'everyone' && code !== 'border-crosser')
    .map((term) => ({ ...term, start: passage.start + term.start, end: passage.start + term.end }));
  for (const match of passage.mask.matchAll(pattern(`(?<![\\w-])(?:${marking})(?![\\w-])`))) {
    const start = passage.start + match.index;
    const end = passage.start + clauseEnd(passage.mask, match.index + match[0].length);
    const after = terms.filter((term) => term.start >= start && term.end <= end);
    const before = terms.filter((term) => term.end <= start && start - term.end < 70);
    const weak = /^(?:including|those|anyone|if they|notably|targeted|specifically)/i.test(match[0]);
    const strong =
      /risk|vulnerable|exposed|endangered|harsh|heavier|severe|worse|worst|longest|hardest|worst|most|singled/i.test(
        match[0],
      );
    const inside = after.length > 0 ? after : strong ? before : [];
    if (out.some((one) => overlaps(one, { start, end })) || (weak && !speaksOfRisk(scene))) continue;
    const who = inside.length === 0 && strong ? whoBefore(passage, match.index) : null;
    if (inside.length === 0 && who === null) continue;
    const from = Math.min(start, inside[0]?.start ?? who?.start ?? start);
    const to = Math.max(start + match[0].length, inside.at(-1)?.end ?? 0);
    const tail =
      /^(?:\s+(?:of|from|groups|organi[sz]ations|churches|networks))?(?:\s+(?:in\s+)?[^,;.]{3,40})?/u.exec(
        scene.text.slice(to, end),
      )?.[0].length ?? 0;
    out.push({
      ...trimmed(scene.text, { start: from, end: to + tail }),
      reading: {
        kind: 'risk-profile',
        profiles: [...new Set(inside.map(({ code }) => code))],
        harms: harmsIn(passage.text),
      },
      confidence: who !== null ? 0.6 : weak ? 0.75 : 0.88,
    });
  }
  return out;
}

/** Who the sentence says it of, when the words fit no profile we know: "people with disabilities are …". */
function whoBefore(passage: Passage, at: number): Span | null {
  const lead = /^(?:and\s+)?((?:[^,.;]{3,70}))\s+(?:are|is|were|was|face|faced|run)\s+(?:\w+\s+){0,2}$/i.exec(
    passage.mask.slice(0, at),
  );
  if (lead === null || !/\p{L}{4}|[\uE010-\uE02F]{4}/u.test(lead[1] ?? '')) return null;
  return { start: passage.start, end: passage.start + (lead[1]?.length ?? 0) };
}

/** Items under "Most at risk:". */
function listedProfiles({ passage, lead, text }: Scene): Found[] {
  if (passage.block.kind !== 'item' || lead === null || passage.start !== passage.block.start) return [];
  if (!/\b(?:risk|vulnerable|profiles?|endangered|targeted|worst|harshest)\b/i.test(lead.mask)) return [];
  const profiles = codesIn(text.slice(passage.start, passage.end), profileTerms);
  if (profiles.length === 0) return [];
  return [
    {
      start: passage.start,
      end: passage.end,
      reading: { kind: 'risk-profile', profiles, harms: harmsIn(passage.text) },
      confidence: 0.85,
    },
  ];
}

function speaksOfRisk({ passage }: Scene): boolean {
  return (
    harmsIn(passage.text).length > 0 ||
    /\b(?:risk|danger|vulnerable|face|threat|harsh|severe)/i.test(passage.text)
  );
}
