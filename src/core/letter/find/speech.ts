/**
 * Who is said to have said it: "according to X", "X reported that …", "…, X said", "reports by X".
 * What is attributed stays the speaker's: the check asks whether X said so, and whether X is an
 * origin or repeats another.
 */
import { type Named, type ReadDate } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { mentionsIn, named, type Passage, pattern } from '../passage.js';
import { type Span, spanOf, trimmed } from '../span.js';

export interface Speech extends Span {
  readonly speakers: readonly Named[];
  readonly verb: string;
  /** What is said. */
  readonly content: Span;
  readonly confidence: number;
}

const saying =
  'report(?:s|ed|ing)?|document(?:s|ed)?|estimat(?:es?|ed)|stat(?:es|ed)|confirm(?:s|ed)?|found|finds|not(?:es|ed)|record(?:s|ed)?|verif(?:ies|ied)|reveal(?:s|ed)?|disclos(?:es|ed)|alleg(?:es|ed)|claim(?:s|ed)?|assert(?:s|ed)?|warn(?:s|ed)?|said|says|told|conclud(?:es|ed)|determin(?:es|ed)|testif(?:ies|ied)|announc(?:es|ed)|acknowledg(?:es|ed)|admit(?:s|ted)?|observ(?:es|ed)|counted|believes?|put(?:s)? the (?:number|figure|total)|express(?:es|ed) (?:concern|alarm)|den(?:ies|ied)';
const source =
  '(?:(?:multiple |credible |media |news |press |several |various |recent |local |human rights |public |official |civil society |NGO |the )*(?:reports?|sources?|estimates?|experts?|accounts?|organi[sz]ations?|groups|activists|witnesses|survivors|monitors|NGOs|journalists|observers))';

/** Speakers joined by "and": every actor in a run. */
const actorsRun = '(?:<A>(?:(?:, (?:the )?<A>)*,? (?:and|as well as) (?:the )?(?:\\w+ ){0,3}<A>)?)';

export function speechesIn({ passage }: Scene): Speech[] {
  const out: Speech[] = [];
  const { mask } = passage;
  const according = pattern(
    `\\b(?:according to|as (?:reported|documented|estimated|noted|stated|confirmed|recorded) (?:by|in)|citing|(?:reports?|figures?|estimates?|data|testimony|information|statements?) (?:by|from|of|provided by)|reported by|documented by|estimated by|in the words of) (?:(?:the|a|an|its|latest|recent|new|annual|report|data|figures|estimates|published|by|of|from|bipartisan|independent|\\d{4}|\\w+-based)['’]?s? )*(${actorsRun}|${source})`,
  );
  for (const match of mask.matchAll(according)) {
    const end = match.index + match[0].length;
    const speaker = { start: passage.start + end - (match[1]?.length ?? 0), end: passage.start + end };
    out.push(
      speech(
        passage,
        { start: match.index, end },
        speaker,
        verbOf(match[0]),
        restOf(passage, match.index, end),
      ),
    );
  }
  const says = pattern(
    `(${actorsRun}|${source})(?:,? [^;.,]{0,60},)? (?:(?:has|have|had|also|recently|later|previously|then|further|\\w+ly) ){0,3}(${saying})\\b(?! (?:by|to have)\\b)`,
  );
  for (const match of mask.matchAll(says)) {
    const verbEnd = match.index + match[0].length;
    const verb = match[2] ?? '';
    if (
      isReceiver(mask.slice(0, match.index)) ||
      (/^(?:found|record|document|report|claim|state|note|estimate|warn)$/i.test(verb) &&
        !/^\s+(?:that|to)\b/.test(mask.slice(verbEnd)))
    )
      continue;
    const before = /,\s*$/.test(mask.slice(0, match.index)) && match.index > 40;
    const content =
      before && !/^\s+that\b/.test(mask.slice(verbEnd))
        ? { start: passage.start, end: passage.start + match.index }
        : { start: passage.start + verbEnd, end: passage.end };
    const speaker = {
      start: passage.start + match.index,
      end: passage.start + match.index + (match[1]?.length ?? 0),
    };
    out.push(speech(passage, { start: match.index, end: verbEnd }, speaker, verb, content));
  }
  return out.filter((one) => one.speakers.length > 0 && one.content.end - one.content.start > 8);
}

function isReceiver(before: string): boolean {
  return /\b(?:to|by|urge[sd]?|ask(?:ed)?|from|of|in|against)\s+(?:the\s+)?$/i.test(before);
}

function verbOf(text: string): string {
  return (
    /^[a-z ]+?(?= (?:the|a|an)\b| \S*[\uE010-\uE02F])/i.exec(text)?.[0].trim().toLowerCase() ?? 'according to'
  );
}

function speech(passage: Passage, at: Span, speaker: Span, verb: string, content: Span): Speech {
  const inside = mentionsIn(passage, speaker, 'state', 'body', 'person').map(named);
  const words = passage.text.slice(speaker.start - passage.start, speaker.end - passage.start);
  return {
    start: passage.start + at.start,
    end: passage.start + at.end,
    speakers: inside.length > 0 ? inside : [{ words, id: null }],
    verb,
    content,
    confidence: inside.length > 0 ? 0.9 : 0.7,
  };
}

/** "According to X, …": what follows; "…, according to X": what stands before. */
function restOf(passage: Passage, start: number, end: number): Span {
  const after = passage.mask.slice(end);
  const leads = start < 12 || (/^\s*,/.test(after) && !/\S.{30}/.test(passage.mask.slice(0, start)));
  return leads
    ? { start: passage.start + end, end: passage.end }
    : { start: passage.start, end: passage.start + start };
}

/** Whom a span of the sentence is credited to. */
export function creditedFor(speeches: readonly Speech[], span: Span): Named[] {
  return speeches
    .filter(
      ({ content, verb }) =>
        content.start <= span.start && span.end <= content.end && !verb.startsWith('den'),
    )
    .flatMap(({ speakers }) => speakers);
}

/** Attributions: one for each speaker of something checkable. */
export function findAttributions(scene: Scene): Found[] {
  const { passage } = scene;
  return speechesIn(scene).flatMap((one): Found[] => {
    const content = trimmed(scene.text, one.content);
    const figure = mentionsIn(passage, content, 'figure')[0]?.figure ?? null;
    const dates = mentionsIn(passage, { start: one.start, end: one.end + 40 }, 'date');
    const says = scene.text.slice(content.start, content.end).replace(/^[\s,:]*(?:that\s+)?/, '');
    return one.speakers.map((speaker) => ({
      ...spanOf(one),
      reading: {
        kind: 'attribution' as const,
        speaker,
        verb: one.verb,
        date: saidOn(scene.passage, one, dates[0]?.date ?? null),
        says,
        figure,
      },
      confidence: one.confidence,
    }));
  });
}

/** A date right beside the verb dates the saying: "reported on 12 October 2023 that". */
function saidOn(passage: Passage, one: Speech, date: ReadDate | null): ReadDate | null {
  if (date === null) return null;
  const near = passage.mask.slice(one.end - passage.start, one.end - passage.start + 6);
  return /^\s+(?:on|in)\s/.test(near) ? date : null;
}
