/**
 * What an actor calls these people or holds to be so: "classifies … as illegal migrants", "insists
 * that there are no …". The holder and the label are read; whether it is true is not asked here.
 */
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionsIn, named, pattern } from '../passage.js';
import { agentAfter, clauseEnd, ownerBefore, subjectOf } from '../roles.js';
import { spanOf, trimmed } from '../span.js';
import { codesIn, positionTerms, termsIn } from '../terms.js';

const calling =
  'classif(?:y|ies|ied|ying)|label(?:s|l?ed|l?ing)?|call(?:s|ed|ing)?|regard(?:s|ed|ing)?|consider(?:s|ed|ing)?|treat(?:s|ed|ing)?|describ(?:es?|ed|ing)|view(?:s|ed|ing)?|brand(?:s|ed|ing)?|characteri[sz](?:es?|ed|ing)|designat(?:es?|ed|ing)|portray(?:s|ed|ing)?|deem(?:s|ed|ing)?|refer(?:s|red|ring)? to|dismiss(?:es|ed|ing)?|see(?:s)?';
const holding =
  'insist(?:s|ed|ing)?|maintain(?:s|ed|ing)?|claim(?:s|ed|ing)?|assert(?:s|ed|ing)?|argu(?:es?|ed|ing)|contend(?:s|ed|ing)?|say(?:s|ing)?|said|answer(?:s|ed)?|repl(?:y|ied)|stat(?:es?|ed|ing)|declar(?:es?|ed|ing)|repeat(?:s|ed|ing)?|reiterat(?:es?|ed|ing)|repl(?:ies|ied)|den(?:ies|ied|ying)|respond(?:s|ed)|told|answer(?:s|ed)?';
const nouns =
  'claims?|position|assertions?|argument|insistence|stance|view|line|label|denials?|characteri[sz]ation|classification';

export function findPositions(scene: Scene): Found[] {
  const { passage } = scene;
  const { mask } = passage;
  const out: Found[] = [];
  const form = pattern(`(?<![\\w-])(?:(${calling})|(${holding})|(${nouns}))(?![\\w-])`);
  for (const match of mask.matchAll(form)) {
    const verbEnd = match.index + match[0].length;
    const reach = clauseEnd(mask, verbEnd);
    const rest = passage.text.slice(verbEnd, reach);
    const terms = termsIn(rest, positionTerms);
    const labels = codesIn(rest, positionTerms);
    const asLabel = match[1] !== undefined && /^[^,;.]{0,80}?\bas\b/.test(rest);
    if (
      terms.length === 0 &&
      !(
        asLabel &&
        /\bas (?:an? |the |mere(?:ly)? |so-called )?["“']?[\p{L}-]/u.test(rest) &&
        peopleNear(scene, verbEnd, reach)
      )
    )
      continue;
    if (match[1] !== undefined && /^(?:call|treat|see|refer)/i.test(match[1]) && labels.length === 0)
      continue;
    const holder = holderOf(scene, match.index, verbEnd, match[3] !== undefined);
    if (match[0].startsWith('State') || (/^maintain/i.test(match[0]) && !/^\s+that\b/.test(rest))) continue;
    if (holder === null || out.some((one) => one.end > passage.start + match.index)) continue;
    const last = terms.at(-1)?.end ?? rest.length;
    const span = spanOf(
      { start: passage.start + match.index, end: passage.start + verbEnd + last },
      ...(holder.mention.start >= passage.start && holder.mention.end <= passage.end ? [holder.mention] : []),
    );
    const date = mentionsIn(passage, passage, 'date')[0];
    out.push({
      ...trimmed(scene.text, span),
      reading: {
        kind: 'position',
        holder: named(holder.mention),
        labels: labels.length === 0 ? ['other'] : labels,
        words: (terms[0] === undefined ? rest : rest.slice(terms[0].start, last)).trim(),
        date: date?.date ?? null,
      },
      confidence: labels.length === 0 ? 0.6 : holder.confidence,
    });
  }
  return [...out, ...quoted(scene)];
}

/** `Cairo: "illegal migrants".` */
function quoted(scene: Scene): Found[] {
  const { passage } = scene;
  return [...passage.mask.matchAll(pattern('(?:^|[.;] )(<S>|<H>|<B>): ["“‘]([^"”’]{3,120})["”’]'))].flatMap(
    (match): Found[] => {
      const holder = mentionsIn(
        passage,
        { start: passage.start + match.index, end: passage.start + match.index + match[0].length },
        'state',
        'person',
        'body',
      )[0];
      const said = passage.text.slice(match.index, match.index + match[0].length);
      const labels = codesIn(said, positionTerms);
      if (holder === undefined || labels.length === 0) return [];
      return [
        {
          start: holder.start,
          end: passage.start + match.index + match[0].length,
          reading: { kind: 'position', holder: named(holder), labels, words: said, date: null },
          confidence: 0.8,
        },
      ];
    },
  );
}

function peopleNear({ passage }: Scene, from: number, to: number): boolean {
  return mentionsIn(passage, { start: passage.start + from, end: passage.start + to }, 'people').length > 0;
}

function holderOf(
  scene: Scene,
  at: number,
  verbEnd: number,
  isNoun: boolean,
): { readonly mention: Mention; readonly confidence: number } | null {
  const { passage, lastState } = scene;
  if (isNoun) {
    const owner = ownerBefore(passage, at);
    if (owner !== null) return { mention: owner, confidence: 0.85 };
    const its = /\b(?:its|their)\s+(?:\w+\s+){0,2}$/i.test(passage.mask.slice(0, at));
    return its && lastState !== null ? { mention: lastState, confidence: 0.6 } : null;
  }
  const passive = /\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+)?$/i.test(passage.mask.slice(0, at));
  if (passive) {
    const agent = agentAfter(passage, verbEnd);
    const found = agent ?? lastState;
    return found === null ? null : { mention: found, confidence: agent === null ? 0.55 : 0.85 };
  }
  if (/\b(?:to|must|should|not|we|I|never)\s+(?:\w+ly\s+)?$/i.test(passage.mask.slice(0, at))) return null;
  const subject = subjectOf(passage, at);
  if (subject.mention !== null) return { mention: subject.mention, confidence: subject.confidence };
  const first = subject.pronoun !== null && /^(?:we|i)\b/i.test(subject.pronoun);
  return lastState === null || first ? null : { mention: lastState, confidence: 0.55 };
}
