/**
 * Words that say more than the facts they stand on: superlatives, frequencies, characterisations.
 * Each is an assertion of its own on a tight span, with the happening it is said of, because each is
 * what a hostile reader attacks first.
 */
import { type Named, type Reading } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { mentionsIn, pattern, stateOf } from '../passage.js';
import { subjectOf } from '../roles.js';
import { contains, overlaps, type Span } from '../span.js';
import { clauseOf, happenedNear } from './happening.js';

type Superlative = Extract<Reading, { kind: 'superlative' }>;
type Frequency = Extract<Reading, { kind: 'frequency' }>;
type Characterisation = Extract<Reading, { kind: 'characterisation' }>;

const happeningNoun =
  '(?:(?:forcible|forced|mass|known|such|single|reported|recorded|documented|confirmed|of its kind|ever|collective|public|involuntary|large-scale|coordinated|one-day|group) )*(?:repatriations?|returns?|deportations?|refoulements?|push-?backs?|expulsions?|handovers?|operations?|transfers?|executions?|detentions?|arrests?|incidents?|waves?|rounds?|events?|removals?|mass returns?|roundups?|group of (?:<P>|\\w+)|number of (?:<P>|\\w+))';
const ranks: readonly { readonly rank: Superlative['rank']; readonly words: string }[] = [
  {
    rank: 'largest',
    words: '(?:one of the |the |its |their )?(?:single )?(?:largest|biggest|greatest|highest|most massive)',
  },
  { rank: 'smallest', words: 'the (?:smallest|lowest|fewest)' },
  {
    rank: 'worst',
    words: '(?:one of the |the )?(?:worst|deadliest|gravest|most (?:serious|severe|brutal|egregious))',
  },
  { rank: 'first', words: '(?:the |its |their )first' },
  { rank: 'last', words: '(?:the |its |their )(?:last|latest|most recent)' },
  { rank: 'only', words: 'the only' },
];
const within =
  '(?:,? (?:ever|to date|on record|of its kind|since [^,.;]{3,60}|in (?:\\w+ )?(?:years|decades|memory|history|a decade|recent (?:years|history|memory))|in (?:more than |over |nearly |almost |about )?(?:a |an |\\w+|\\d+)(?: \\w+)? (?:years|decades|decade)|this (?:year|decade|century)|of the (?:year|decade|century)|for (?:years|decades)))';

const rankStems =
  /largest|biggest|greatest|highest|massive|smallest|lowest|fewest|worst|deadliest|gravest|most|first|last|latest|only|unprecedented|alone|never before/i;

export function findSuperlatives(scene: Scene): Found[] {
  const { passage } = scene;
  const out: Found[] = [];
  if (!rankStems.test(passage.mask)) return out;
  for (const { rank, words } of ranks)
    for (const match of passage.mask.matchAll(
      pattern(
        `(?<![\\w-])${words} (?:<S> |<P> |<F> )?${happeningNoun}(?: (?:of|by|from|to|involving) (?:the |\\w+ ){0,2}(?:<P>|<S>|<F>))*${within}?`,
      ),
    ))
      out.push(superlative(scene, rank, match.index, match[0]));
  for (const { rank, words } of ranks.filter((one) => ['first', 'last', 'only'].includes(one.rank)))
    for (const match of passage.mask.matchAll(
      pattern(
        `(?<![\\w-])${words} (?:time|occasion|states?|country|countries|government|recommendation|resolution|statement|case|instance|body|appeal|answer|treaty|sessions?)\\b(?:[^,.;]{0,40}?\\b(?:that|to|in which|who|which|on|by|of|ever)\\b[^,.;]{0,80})?`,
      ),
    ))
      out.push(superlative(scene, rank, match.index, match[0]));
  // "was the single largest in a decade", "China alone", "never before had so many".
  for (const { rank, words } of ranks.filter((one) => ['largest', 'smallest', 'worst'].includes(one.rank)))
    for (const match of passage.mask.matchAll(
      pattern(`(?<=\\b(?:is|was|were|are|been|remains) )${words}${within}`),
    ))
      out.push(superlative(scene, rank, match.index, match[0]));
  for (const match of passage.mask.matchAll(
    pattern('<S> alone\\b(?: (?:among|in|of|has|have|still)\\b[^,.;]{0,40})?'),
  ))
    if (scene.triggers.length > 0) out.push(superlative(scene, 'only', match.index, match[0]));
  for (const match of passage.mask.matchAll(
    pattern('\\bnever before (?:had|have|has) (?:so many|such a|as many)\\b(?: [^,.;]{0,60})?'),
  ))
    out.push(superlative(scene, 'largest', match.index, match[0]));
  for (const match of passage.mask.matchAll(
    pattern(`\\bfor the first time(${within})?|\\bunprecedented\\b(?! (?:access|opportunity))`),
  ))
    out.push(superlative(scene, 'first', match.index, match[0]));
  return out.filter((one, i) => !out.some((other, k) => k < i && overlaps(other, one)));
}

function superlative(scene: Scene, rank: Superlative['rank'], at: number, words: string): Found {
  const { passage } = scene;
  const span = { start: passage.start + at, end: passage.start + at + words.length };
  const said = passage.text.slice(at, at + words.length);
  const narrowed =
    pattern(`(${within})$`, 'i')
      .exec(words)?.[1]
      ?.replace(/^,?\s+/, '') ?? null;
  const limit =
    narrowed === null || /^(?:ever|to date|on record)/i.test(narrowed)
      ? null
      : said.slice(said.length - narrowed.length);
  return {
    ...span,
    reading: { kind: 'superlative', words: said, rank, within: limit, ...happenedAt(scene, span) },
    confidence: 0.88,
  };
}

/** The happening a superlative is said of; "since 2016" narrows it and dates nothing. */
function happenedAt(scene: Scene, span: Span): ReturnType<typeof happenedNear> {
  const near = happenedNear(scene, span);
  const narrows =
    near.date !== null &&
    near.date.relation === 'since' &&
    scene.text.slice(span.start, span.end).includes(near.date.words);
  return narrows ? { ...near, date: scene.earlier?.date ?? null } : near;
}

const adverbs: readonly { readonly sense: Frequency['sense']; readonly words: string }[] = [
  {
    sense: 'systematic',
    words:
      'systematic(?:ally)?|as a matter of (?:policy|course)|on a systematic basis|widespread(?: and systematic)?',
  },
  {
    sense: 'repeated',
    words:
      'repeated(?:ly)?|time and again|time after time|again and again|on (?:multiple|several|numerous|many|repeated) occasions|many times|multiple times|over and over|numerous times',
  },
  {
    sense: 'regular',
    words:
      'consistent(?:ly)?|routine(?:ly)?|regular(?:ly)?|continual(?:ly)?|continuous(?:ly)?|constantly|persistent(?:ly)?|frequent(?:ly)?|invariably|ongoing|annually|every (?:year|month|week|day)|daily|weekly|monthly',
  },
  { sense: 'always', words: 'always|without exception|every time|in every case|invariably' },
  {
    sense: 'never',
    words:
      'never(?: once)?|not once|at no (?:time|point)|(?:nobody|no one|none of them|no country|no state)(?: has| had)?(?: ever)?|no (?:\\w+ )?(?:government|country|state|minister|leader|official|embassy) (?:has|have|had)(?: ever)?|<F> (?:has|had) ever',
  },
];
const numberWords: Readonly<Record<string, number>> = {
  once: 1,
  twice: 2,
  thrice: 3,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};

export function findFrequencies(scene: Scene): Found[] {
  const { passage } = scene;
  const out: Found[] = [];
  const add = (
    at: number,
    words: string,
    sense: Frequency['sense'],
    measure: { count: number | null; unit: string | null } = { count: null, unit: null },
  ): void => {
    const span = { start: passage.start + at, end: passage.start + at + words.length };
    const of = ofWhat(scene, span);
    if (out.some((one) => overlaps(one, span)) || (of === 'other' && !['duration', 'count'].includes(sense)))
      return;
    const said = passage.text.slice(at, at + words.length);
    out.push({
      ...span,
      reading: { kind: 'frequency', words: said, sense, ...measure, of, ...happenedNear(scene, span) },
      confidence: of === 'other' ? 0.6 : 0.88,
    });
  };
  for (const one of durationsIn(scene))
    add(one.at, one.words, one.sense, { count: one.count, unit: one.unit });
  for (const { sense, words } of adverbs)
    for (const match of passage.mask.matchAll(pattern(`(?<![\\w-])(?:${words})(?![\\w-])`))) {
      if (
        sense === 'never' &&
        pattern(
          '^ (?:again|forget|mind|been (?:a )?part)|^ (?:\\w+ )?(?:sign|ratif|acced|join|been (?:a |bound))',
        ).test(passage.mask.slice(match.index + match[0].length))
      )
        continue;
      if (
        /\b(?:to|must|should|will|would)\s+$/i.test(passage.mask.slice(0, match.index)) &&
        sense === 'never'
      )
        continue;
      add(match.index, match[0], sense);
    }
  return out;
}

/** "for over four decades", "three times", "twice": a figure of time, or of times. */
function durationsIn({ passage, counted }: Scene): {
  at: number;
  words: string;
  sense: Frequency['sense'];
  count: number | null;
  unit: string | null;
}[] {
  const out: {
    at: number;
    words: string;
    sense: Frequency['sense'];
    count: number | null;
    unit: string | null;
  }[] = [];
  for (const match of passage.mask.matchAll(
    pattern(
      '\\b(?:for|over|during|in|throughout) (?:the (?:past|last) )?(?:<F>|(?:many|several|more than|over|nearly|almost|some|about|(?:more than )?a|\\w+) (?:decades?|years))(?: (?:decades?|years|months|weeks))?|\\bfor (?:years|decades|generations)\\b',
    ),
  )) {
    const figure = mentionsIn(
      passage,
      { start: passage.start + match.index, end: passage.start + match.index + match[0].length },
      'figure',
    )[0]?.figure;
    const said = passage.text.slice(match.index, match.index + match[0].length);
    if (
      !/year|decade|generation/i.test(said) ||
      (/^(?:in|over|during)/i.test(said) && !/(?:past|last)/i.test(said))
    )
      continue;
    const inYears = (n: number | null | undefined, unit: string): number | null =>
      n === null || n === undefined ? null : /decade/i.test(unit) ? n * 10 : n;
    const number = figure?.low ?? figure?.high ?? figure?.best ?? null;
    const unit = figure?.unit ?? said;
    const plain =
      figure !== undefined && figure.qualifier === 'more-than' && number !== null && !/decade|year/.test(unit)
        ? number - 1
        : number;
    out.push({
      at: match.index,
      words: match[0],
      sense: 'duration',
      count: inYears(plain, unit),
      unit: 'years',
    });
  }
  for (const one of mentionsIn(passage, passage, 'figure'))
    if (one.figure?.unit === 'returns' && (one.figure.low ?? 0) < 20) {
      const end = counted.get(one.start)?.end ?? one.end;
      out.push({
        at: one.start - passage.start,
        words: passage.mask.slice(one.start - passage.start, end - passage.start),
        sense: 'count',
        count: one.figure.low,
        unit: 'returns',
      });
    }
  for (const match of passage.mask.matchAll(
    pattern(
      '\\b(once|twice|thrice)\\b(?! (?:as |the number|again|a |per |the |more|and for all|every|they|it|he|we|in |returned|repatriated|back|deported))|(?<!\\w)(?:at least )?(<F>|two|three|four|five|six|seven|eight|nine|ten) (?:separate )?(?:times|occasions)\\b|<F>(?= ?$)(?<=times)',
    ),
  )) {
    const said = passage.text.slice(match.index, match.index + match[0].length);
    const figure = mentionsIn(
      passage,
      { start: passage.start + match.index, end: passage.start + match.index + match[0].length },
      'figure',
    )[0]?.figure;
    const count = figure?.low ?? numberWords[(match[1] ?? match[2] ?? '').toLowerCase()] ?? null;
    if (/^once$/i.test(said)) continue;
    out.push({ at: match.index, words: match[0], sense: 'count', count, unit: 'times' });
  }
  return out;
}

/** What is said to be frequent: the nearest verb or noun that tells. */
function ofWhat(scene: Scene, span: Span): Frequency['of'] {
  const { passage } = scene;
  const clause = clauseOf(scene, span.start);
  const kinds: readonly { readonly of: Frequency['of']; readonly words: string }[] = [
    {
      of: 'membership',
      words:
        'part(?:y|ies) to|member(?:ship)?s? (?:of|to)|bound by|ratified|acceded|signatory|state part(?:y|ies)',
    },
    {
      of: 'violations',
      words:
        'violat\\w+|breach\\w*|flout\\w*|contraven\\w+|disregard\\w*|abuses?|fail(?:s|ed|ure)? to (?:comply|meet|respect|honou?r|uphold)',
    },
    {
      of: 'denials',
      words: 'den(?:y|ies|ied|ying|ials?)|reject\\w*|refus\\w+|dismiss\\w*|ignor\\w+',
    },
    {
      of: 'asks',
      words:
        'urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|call(?:s|ed|ing)? (?:on|upon|for)|appeal\\w*|request\\w*|rais(?:e|es|ed|ing)|wrote|written|warn\\w*|condemn\\w*|sp(?:oken|oke|eak) (?:up|out)|protest\\w*|object(?:ed|s) to|concerns?|recommend\\w*',
    },
  ];
  let best: Frequency['of'] = 'other';
  let least = 90;
  const slice = passage.mask.slice(clause.start - passage.start, clause.end - passage.start);
  const far = (start: number, end: number): number =>
    start >= span.end ? start - span.end : span.start >= end ? span.start - end + 12 : 0;
  const consider = (of: Frequency['of'], start: number, end: number): void => {
    const gap = far(start, end);
    if (gap < least) [best, least] = [of, gap];
  };
  for (const { of, words } of kinds)
    for (const match of slice.matchAll(pattern(`(?<![\\w-])(?:${words})(?![\\w-])`)))
      consider(of, clause.start + match.index, clause.start + match.index + match[0].length);
  for (const trigger of scene.triggers)
    if (
      [
        'forced-return',
        'pushback',
        'expulsion',
        'onward-return',
        'coerced-return',
        'arrest',
        'detention',
      ].includes(trigger.eventKind) &&
      contains(clause, trigger)
    )
      consider('returns', trigger.start, trigger.end);
  return best;
}

const characters: readonly { readonly sense: Characterisation['sense']; readonly words: string }[] = [
  {
    sense: 'knowledge',
    words:
      'knowing(?:ly)?(?! (?:the|that it will|whether))|(?:is|are|was|were|being|been) (?:\\w+ly )?(?:well |fully |keenly )?aware|(?:with|in) full (?:knowledge|awareness)|(?:<S>|<B>|\\bit|\\bthey|\\bauthorities) (?:\\w+ly |well |full well )?(?:knows?|knew)\\b(?! (?:of|about|no)\\b)|(?:knows?|knew|knowing) (?:full |perfectly |very )?(?:well )?that|in (?:full )?knowledge',
  },
  {
    sense: 'intent',
    words:
      'deliberate(?:ly)?|intentional(?:ly)?|wil?lful(?:ly)?|purpose(?:ful)?ly|calculated|premeditated|in cold blood|callously',
  },
  {
    sense: 'voluntariness',
    words:
      'voluntar(?:y|ily)|of their own (?:free will|volition|accord)|willingly|(?:with|without) their consent',
  },
  {
    sense: 'status',
    words:
      'so-called|(?:are|were|is|remain) (?:\\w+ ){0,2}(?:refugees|asylum[- ]seekers|persons of concern)|refugees? sur place|prima facie refugees?|genuine refugees?|bona fide refugees?',
  },
  {
    sense: 'other',
    words:
      '(?:has|have) (?:demonstrated|shown|displayed|exhibited) (?:an? |his |her |its |their |\\w+ ){0,3}(?:commitment|leadership|courage|dedication|determination|disregard|contempt|willingness)(?: (?:to|in|for|on) (?:(?! and )[^,.;]){3,70})?|is complicit in|complicit(?:y)?',
  },
];
/** All, most, none: of the people, and not of anything else. */
const proportion =
  '(?:almost |nearly |virtually |practically )?(?:all|most|every|none|any|no|the (?:vast |overwhelming |great )?majority|half|a majority|the bulk)(?: of)?(?: the| these| those| its| such| of)?(?: (?:other|single|last|returned|repatriated|detained|such|known|<F>))? (?:<P>|returnees?|deportees|of them)';

export function findCharacterisations(scene: Scene): Found[] {
  const { passage } = scene;
  const out: Found[] = [];
  const add = (sense: Characterisation['sense'], at: number, words: string, about: Named | null): void => {
    const span = { start: passage.start + at, end: passage.start + at + words.length };
    if (!out.some((one) => overlaps(one, span)))
      out.push({
        ...span,
        reading: { kind: 'characterisation', words: passage.text.slice(at, at + words.length), sense, about },
        confidence: sense === 'other' ? 0.7 : 0.86,
      });
  };
  for (const { sense, words } of characters)
    for (const match of passage.mask.matchAll(pattern(`(?<![\\w-])(?:${words})(?![\\w-])`))) {
      if (/\b(?:we|I) $/i.test(passage.mask.slice(0, match.index)) || isAsked(passage.mask, match.index))
        continue;
      add(sense, match.index, match[0], aboutOf(scene, match.index));
    }
  for (const match of passage.mask.matchAll(pattern(`(?<![\\w-])${proportion}`))) {
    if (
      isAsked(passage.mask, match.index) ||
      /^(?:any|no)\b/i.test(match[0]) ||
      isDemanded(passage.mask, match.index)
    )
      continue;
    const people = mentionsIn(
      passage,
      { start: passage.start + match.index, end: passage.start + match.index + match[0].length },
      'people',
    )[0];
    add('proportion', match.index, match[0], people === undefined ? null : stateOf(people));
  }
  return out;
}

function isAsked(mask: string, at: number): boolean {
  return (
    /\b(?:to|must|should|please|not)\s+$/i.test(mask.slice(0, at)) &&
    !/\b(?:subjected|according|back|due) to\s+$/i.test(mask.slice(0, at))
  );
}

/** "release all …": what is asked for says nothing about how many there are. */
function isDemanded(mask: string, at: number): boolean {
  return /\b(?:release|free|protect|grant|allow|provide|give|stop|halt|end|cease|returning|repatriating|deporting|return of|repatriation of|protection of|rights of|to|for|on behalf of|of)\s+(?:\w+ly\s+)?$/i.test(
    mask.slice(Math.max(0, at - 30), at),
  );
}

function aboutOf({ passage, lastState }: Scene, at: number): Named | null {
  const subject = subjectOf(passage, at).mention ?? lastState;
  return subject === null ? null : stateOf(subject);
}
