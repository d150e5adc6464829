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
  const terms = termsIn(passage.text, harmTerms).map((term) => ({
    ...term,
    start: passage.start + term.start,
    end: passage.start + term.end,
  }));
  if (terms.length === 0) return [];
  const out: Found[] = [];
  const form = pattern(`(?<![\\w-])(?:(${suffering})(?![\\w-])|${passive})`);
  for (const match of passage.mask.matchAll(form)) {
    const start = passage.start + match.index;
    const reach = { start, end: passage.start + runEnd(passage, match.index + match[0].length) };
    const inside = terms.filter((term) => contains(reach, term));
    const first = inside[0];
    if (first === undefined || out.some((one) => overlaps(one, reach))) continue;
    const gap = first.start - (start + match[0].length);
    const link = scene.text.slice(start + match[0].length, first.start);
    if (/^,|[;:]|\b(?:must|should|urge|allow|access)\b/i.test(link)) continue;
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
  'particularly|especially|in particular|notably|above all|including(?: (?:many|some|at least))?|specifically|and even (?:more|worse)|most at risk(?: are)?|at (?:particular|heightened|greater|greatest|higher|special|increased|the greatest|elevated) risk|(?:more|most|particularly|especially) (?:vulnerable|severe|harsh|severely|harshly)|(?:harsher|harshest|severer|worse|worst|severest|heavier) (?:punishments?|treatment|penalties)|singled out|targeted|those (?:suspected|accused|found|who)|anyone (?:suspected|accused|found|who|caught)|if they (?:are|had|have|were)';

export function findRiskProfiles(scene: Scene): Found[] {
  const { passage } = scene;
  const out: Found[] = [];
  const terms = termsIn(passage.text, profileTerms)
    .filter(({ code }) => code !== 'everyone' && code !== 'border-crosser')
    .map((term) => ({ ...term, start: passage.start + term.start, end: passage.start + term.end }));
  if (terms.length === 0) return out;
  for (const match of passage.mask.matchAll(pattern(`(?<![\\w-])(?:${marking})(?![\\w-])`))) {
    const start = passage.start + match.index;
    const end = passage.start + clauseEnd(passage.mask, match.index + match[0].length);
    const after = terms.filter((term) => term.start >= start && term.end <= end);
    const before = terms.filter((term) => term.end <= start && start - term.end < 70);
    const weak = /^(?:including|those|anyone|if they|notably|targeted|specifically)/i.test(match[0]);
    const inside =
      after.length > 0 ? after : /risk|vulnerable|harsh|severe|worse|singled/i.test(match[0]) ? before : [];
    if (
      inside.length === 0 ||
      (weak && !speaksOfRisk(scene)) ||
      out.some((one) => overlaps(one, { start, end }))
    )
      continue;
    const from = Math.min(start, inside[0]?.start ?? start);
    const to = Math.max(start + match[0].length, inside.at(-1)?.end ?? end);
    const tail =
      /^(?:\s+(?:groups|organisations|organizations|churches|networks))?(?:\s+in\s+[^,;.]{3,40})?/u.exec(
        scene.text.slice(to, end),
      )?.[0].length ?? 0;
    out.push({
      ...trimmed(scene.text, { start: from, end: to + tail }),
      reading: {
        kind: 'risk-profile',
        profiles: [...new Set(inside.map(({ code }) => code))],
        harms: harmsIn(passage.text),
      },
      confidence: weak ? 0.75 : 0.88,
    });
  }
  return out;
}

function speaksOfRisk({ passage }: Scene): boolean {
  return (
    harmsIn(passage.text).length > 0 ||
    /\b(?:risk|danger|vulnerable|face|threat|harsh|severe)/i.test(passage.text)
  );
}
