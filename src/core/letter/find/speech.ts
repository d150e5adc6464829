/**
 * Who is said to have said it: "according to X", "X reported that …", "…, X said", "reports by X".
 * What is attributed stays the speaker's: the check asks whether X said so, and whether X is an
 * origin or repeats another.
 */
import { type Named, type ReadDate } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { mentionsIn, named, type Passage, pattern } from '../passage.js';
import { type Span, trimmed } from '../span.js';

export interface Speech extends Span {
  readonly speakers: readonly Named[];
  readonly verb: string;
  /** What is said. */
  readonly content: Span;
  readonly confidence: number;
}

const saying =
  'report(?:s|ed|ing)?|document(?:s|ed)?|estimat(?:es?|ed)|stat(?:es|ed)|confirm(?:s|ed)?|found|finds|not(?:es|ed)|record(?:s|ed)?|verif(?:ies|ied)|reveal(?:s|ed)?|disclos(?:es|ed)|alleg(?:es|ed)|claim(?:s|ed)?|assert(?:s|ed)?|warn(?:s|ed)?|said|says?|told|conclud(?:es|ed)|determin(?:es|ed)|testif(?:ies|ied)|announc(?:es|ed)|acknowledg(?:es|ed)|admit(?:s|ted)?|observ(?:es|ed)|counts?|counted|believes?|puts? (?=[^.;]{0,60}<F>)|express(?:es|ed) (?:concern|alarm)|den(?:ies|ied)|speaks? of|spoke of|gives?|gave|cit(?:es|ed)|tall(?:ies|ied)|lists?|listed|quot(?:es|ed)|adds|added|explained|describ(?:es|ed)|suggest(?:s|ed)?|show(?:s|ed)?|indicat(?:es|ed)|believ(?:es|ed)';
const source =
  '(?:(?:multiple |credible |media |news |press |several |various |recent |local |human rights |public |official |civil society |NGO |the |<N> )*(?:reports?|sources?|estimates?|experts?|accounts?|organi[sz]ations?|groups|activists|campaigners|charities|lawyers|relatives|rights groups|witnesses|survivors|monitors|NGOs|journalists|observers))';

/** Speakers joined by "and": every actor in a run. */
const actorsRun = '(?:<A>(?:(?:, (?:the )?<A>)*,? (?:and|as well as) (?:the )?(?:\\w+ ){0,3}<A>)?)';

/** Several finders ask for the speeches of one sentence; they are found once. */
const heard = new WeakMap<Passage, readonly Speech[]>();

export function speechesIn({ passage }: Scene): readonly Speech[] {
  const known = heard.get(passage) ?? findSpeeches(passage);
  heard.set(passage, known);
  return known;
}

function findSpeeches(passage: Passage): Speech[] {
  const out: Speech[] = [];
  const { mask } = passage;
  const according = pattern(
    `\\b(?:according to|as (?:reported|documented|estimated|noted|stated|confirmed|recorded) (?:by|in)|citing|(?:reports?|figures?|estimates?|data|testimony|information|statements?) (?:by|from|of|provided by)|reported by|documented by|estimated by|in the words of|on the (?:count|figures|account|word) of|per|as per|via) (?:(?:the|a|an|its|latest|recent|new|annual|report|data|figures|estimates|published|by|of|from|bipartisan|independent|\\d{4}|\\w+-based)['’]?s? )*(${actorsRun}|${source})`,
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
  out.push(...saysIn(passage), ...insertedIn(passage), ...briefly(passage));
  return out.filter((one) => one.speakers.length > 0 && one.content.end - one.content.start > 3);
}

const possession =
  "(?:['’]s?)? (?:(?:\\w+|<D>) ){0,2}?(?:sources?|reports?|data|figures|database|researchers?|estimates?|counts?|tally|documentation|records?|spokes\\w+|experts?|investigators?|monitors?|findings?|director|head|chief|office)(?: (?:of|from|dated|published in|published on) <D>)?";
const between =
  '(?:(?:has|have|had|also|recently|later|previously|then|further|both|itself|now|alone|\\w+ly) ){0,3}';

/** "X reported that …", "X's sources put the return at …", "a coalition counted …". */
function saysIn(passage: Passage): Speech[] {
  const { mask } = passage;
  const known = pattern(
    `((?:${actorsRun}|${source})(?:${possession})?)(?:,? [^;.,]{0,60},| \\([^)]{0,30}\\))? ${between}(${saying})\\b(?! (?:by|to have)\\b)`,
  );
  const unknown = pattern(
    `((?:[Tt]he )?[A-Z][\\w'’.-]+(?: (?:of |for |on |and |in |the )*[A-Z][\\w'’.-]+){0,6}|(?:[Aa]|[Tt]he|[Oo]ne) (?:coalition|group|network|spokes\\w+|witness|official|resident|source|study|survey|team|organi[sz]ation)(?: of \\w+)?(?: in (?:<L>|<S>))?(?:${possession})?) ${between}(${saying})\\b(?! (?:by|to have)\\b)`,
    'g',
  );
  const found = [...mask.matchAll(known), ...mask.matchAll(unknown)];
  const out: Speech[] = [];
  for (const match of found) {
    const verbEnd = match.index + match[0].length;
    const verb = match[2] ?? '';
    const after = mask.slice(verbEnd);
    if (out.some((one) => one.start < passage.start + verbEnd && passage.start + match.index < one.end))
      continue;
    if (
      isReceiver(mask.slice(0, match.index)) ||
      isOther(verb, after) ||
      /^(?:We|I|It|They|He|She|This|That|These|There|You|In|On|At)\b/.test(match[1] ?? '')
    )
      continue;
    const trailing =
      /,\s*$/.test(mask.slice(0, match.index)) && match.index > 12 && !/^\s+that\b/.test(after);
    const content = trailing
      ? { start: passage.start, end: passage.start + match.index }
      : { start: passage.start + verbEnd, end: passage.start + sayingEnd(mask, verbEnd) };
    const speaker = {
      start: passage.start + match.index,
      end: passage.start + match.index + (match[1]?.length ?? 0),
    };
    out.push(speech(passage, { start: match.index, end: verbEnd }, speaker, verb, content));
    out.push(...alsoOf(passage, verbEnd, verb));
  }
  return out;
}

/** What is said runs to the end of the sentence, or to a semicolon. */
function sayingEnd(mask: string, from: number): number {
  const stop = mask.indexOf(';', from);
  return stop === -1 ? mask.length : stop;
}

/** Nouns that look like the verb, and telling somebody to do something, which is an ask. */
function isOther(verb: string, after: string): boolean {
  if (/^told$/i.test(verb))
    return pattern('^ (?:the )?(?:<A>|\\w+)(?: (?:in|on) <D>)? (?:not )?to ').test(after);
  if (
    /^(?:lists?|places?|counts?|gives?|gave|cites?|cited|notes?|claims?|states?|finds?|warns?|describ\w+|shows?|showed|suggests?)$/i.test(
      verb,
    )
  )
    return !pattern(
      '^ (?:that\\b|(?:at )?(?:\\w+ ){0,3}<F>|(?:that|this|the same|a|another|its own|the) (?:number|figure|total))',
    ).test(after);
  return (
    /^(?:record|document|report|estimate)$/i.test(verb) &&
    !pattern('^ (?:that\\b|(?:\\w+ ){0,3}<F>)').test(after)
  );
}

/** "… speaks of about 60 people and Y of around 200": the verb serves both. */
function alsoOf(passage: Passage, from: number, verb: string): Speech[] {
  const more = pattern(
    '(?:,| and|,? while| but) (?:the )?(<A>) (?:of |at |that |with )?(?=(?:\\w+ ){0,2}<F>)',
  ).exec(passage.mask.slice(from));
  if (more === null) return [];
  const start = from + more.index + more[0].indexOf(more[1] ?? '');
  const end = start + (more[1]?.length ?? 0);
  const stop = /[;.]\s|[;.]$/.exec(passage.mask.slice(end))?.index ?? passage.mask.length - end;
  const span = { start: passage.start + start, end: passage.start + end };
  return [
    speech(passage, { start, end: Math.min(passage.mask.length, end + stop) }, span, verb, {
      start: span.end,
      end: span.end + stop,
    }),
  ];
}

/** "…, says X" and "… 600 (X)". */
function insertedIn(passage: Passage): Speech[] {
  const { mask } = passage;
  const out: Speech[] = [];
  for (const match of mask.matchAll(
    pattern(
      `[,”"’']\\s+(?:says?|said|reports|reported|notes|noted|writes|wrote|estimates?|adds|claim|claims|report|warn|warns) (?:the |a )?(${actorsRun}|${source}|<P>)(?=[\\s,.;]|$)`,
    ),
  )) {
    const end = match.index + match[0].length;
    const speaker = { start: passage.start + end - (match[1]?.length ?? 0), end: passage.start + end };
    out.push(
      speech(passage, { start: match.index + 1, end }, speaker, /[a-z]+/i.exec(match[0])?.[0] ?? 'says', {
        start: passage.start,
        end: passage.start + match.index,
      }),
    );
  }
  for (const match of mask.matchAll(
    pattern('<F>[^.;()]{0,110}\\((?:source:? |the |per |via )*(<B>|<H>)(?:[,;] [^)]{0,30})?\\)'),
  )) {
    const open = match[0].lastIndexOf('(');
    const [start, end] = [match.index + open, match.index + match[0].length];
    const at = start + match[0].slice(open).indexOf(match[1] ?? '');
    const speaker = { start: passage.start + at, end: passage.start + at + (match[1]?.length ?? 0) };
    out.push({
      ...speech(passage, { start, end }, speaker, 'according to', {
        start: passage.start + match.index,
        end: passage.start + start,
      }),
      confidence: 0.75,
    });
  }
  for (const match of mask.matchAll(
    pattern('\\b(?:per|according to) (?:the |several |some |local )?(<P>)'),
  )) {
    const end = match.index + match[0].length;
    const speaker = { start: passage.start + end - (match[1]?.length ?? 0), end: passage.start + end };
    const at = { start: match.index, end };
    out.push(speech(passage, at, speaker, 'according to', restOf(passage, match.index, end)));
  }
  // "(RFA)": letters in brackets after a figure are who says it, known or not.
  for (const match of mask.matchAll(
    pattern('<F>[^.;()]{0,110}\\((?:source:? |per |via )?([A-Z]{2,6})(?:[,;] [^)]{0,30})?\\)', 'g'),
  )) {
    const open = match.index + match[0].lastIndexOf('(');
    const at = passage.start + mask.indexOf(match[1] ?? '', open);
    out.push({
      ...speech(
        passage,
        { start: open, end: match.index + match[0].length },
        { start: at, end: at + (match[1]?.length ?? 0) },
        'according to',
        {
          start: passage.start + match.index,
          end: passage.start + open,
        },
      ),
      confidence: 0.6,
    });
  }
  return out;
}

/** "HRW: more than 500 returned", "By UNHCR's count, 60", a table's cell: the source without a verb. */
function briefly(passage: Passage): Speech[] {
  const { mask } = passage;
  const out: Speech[] = [];
  const whole = { start: passage.start, end: passage.end };
  const add = (at: number, length: number, name: string): void => {
    const start = passage.start + mask.indexOf(name, at);
    const one = speech(
      passage,
      { start: at, end: at + length },
      { start, end: start + name.length },
      'according to',
      whole,
    );
    out.push({ ...one, confidence: 0.75 });
  };
  if (!pattern('<F>').test(mask)) return out;
  const lead = pattern('^\\W{0,3}(?:(?:source|figure|estimate|count)s?:? )?(<B>)(?:,? \\(?<D>\\)?)?: ').exec(
    mask,
  );
  if (lead !== null) add(lead.index, lead[0].length, lead[1] ?? '');
  const by = pattern(
    "\\b(?:by|on) (?:the )?(<B>)['’]s? (?:own |latest )?(?:counts?|figures?|reckoning|tally|estimates?|account)\\b",
  ).exec(mask);
  if (by !== null) add(by.index, by[0].length, by[1] ?? '');
  for (const cell of mask.matchAll(pattern('\\| ?(<B>)(?:,? \\(?<D>\\)?)? ?(?=\\||$)')))
    add(cell.index, cell[0].length, cell[1] ?? '');
  return out;
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
    verb: verb.trim(),
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
      ...trimmed(scene.text, one),
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
