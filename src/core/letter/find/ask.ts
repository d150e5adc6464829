/**
 * What was asked before: who wrote to whom, when, asking what. The past tense, the perfect, or
 * somebody other than the sender tells an earlier ask from a demand made now.
 */
import { type Named } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionsIn, named, type Passage, pattern } from '../passage.js';
import { clauseEnd, subjectOf } from '../roles.js';
import { trimmed } from '../span.js';
import { codesIn, demandTerms, leverTerms } from '../terms.js';
import { tidied } from './demand.js';

const past =
  'wrote(?: a letter| letters| again| jointly)?|written|sent (?:a |an |another |\\w+ )*(?:letters?|appeals?|petitions?|communications?)|urged|asked|requested|called (?:up)?on|appealed(?= to)|implored|pressed(?! conference)|demanded|recommended|petitioned|encouraged|exhorted|raised|called for|expressed (?:\\w+ )*concerns?|condemned|made (?:\\w+ )*(?:representations?|d[eé]marches?)|issued (?:\\w+ )*(?:calls?|appeals?|d[eé]marches?)|pleaded with|invited|adopted (?:\\w+ )*(?:resolutions?|motions?)|introduced|launched (?:\\w+ )*appeal|objected to|protested(?: against| to)?|told(?= (?:the )?(?:<A>|\\w+)(?: (?:in|on) <D>)? (?:not )?to )|reminded|advised|intervened(?: with)?|proposed|filed|submitted';
const present =
  'urges|asks|requests|calls (?:up)?on|appeals to|recommends|demands|implores|calls for|encourages';
/** Nouns that ask though they are no names: "a bipartisan group of lawmakers", "UN experts". */
const askers =
  '(?:(?:a|an|the|several|many|numerous|over|more than|some|other|various|\\d+|<F>|<S>|bipartisan|bicameral|cross-party|independent|UN|U\\.N\\.|human rights|civil society|special|international|our|these|concluding|dozens of|hundreds of|both|<D>) )*(?:observations|groups?|coalitions?|members?|senators?|lawmakers|legislators|parliamentarians|experts|organi[sz]ations?|mandate holders|rapporteurs?|families|activists|states|countries|governments|colleagues|representatives|delegations?|NGOs|MPs|committee|council|commission|assembly|parliament|high commissioner|working group|secretary-general|government|ministry|embassy|forum|coalition|alliance)(?: of (?:the )?(?:\\w+ |<N> ?|and |\\d+ )*(?:members|senators|lawmakers|<B>|<S>|<P>|experts|organi[sz]ations|NGOs|parliamentarians|MPs)?(?: (?:of|from) (?:the )?(?:<B>|<S>|parliament|congress))?)?';

export function findEarlierAsks(scene: Scene): Found[] {
  const { passage } = scene;
  const { mask } = passage;
  const out: Found[] = [];
  const forms = scene.form === 'letter' || scene.form === 'question' ? `${past}|${present}` : past;
  for (const match of mask.matchAll(pattern(`(?<![\\w-])(?:${forms})(?![\\w-])`))) {
    const verbEnd = match.index + match[0].length;
    if (
      out.some(
        (other) => other.start <= passage.start + match.index && passage.start + match.index < other.end,
      )
    )
      continue;
    const asker = askerOf(scene, match.index, match[0]);
    if (asker === null) continue;
    const end = endOf(mask, verbEnd);
    const span = trimmed(scene.text, { start: passage.start + asker.start, end: passage.start + end });
    const rest = passage.text.slice(verbEnd, end);
    const codes = codesIn(rest, demandTerms);
    const addressee = asker.asked === undefined ? addresseeOf(scene, verbEnd, match[0]) : asker.asked;
    if (!isAsk(match[0], rest, codes, addressee.length)) continue;
    // "In May A resolved …; in June B called …": each part of a sentence has dates of its own.
    const part = mask.lastIndexOf(';', asker.start) + 1;
    const date = mentionsIn(passage, { start: passage.start + part, end: passage.start + end }, 'date')[0];
    out.push({
      start: date !== undefined && date.start < span.start ? date.start : span.start,
      end: span.end,
      reading: {
        kind: 'earlier-ask',
        by: asker.by,
        addressee,
        date: date?.date ?? null,
        demands: tidied(codes, rest.trim()),
        lever: codesIn(passage.text.slice(0, end), leverTerms)[0] ?? null,
        says: rest.trim(),
      },
      confidence: Math.min(asker.confidence, codes.length > 0 ? 0.92 : 0.7),
    });
  }
  return [
    ...out,
    ...askNouns(scene).filter((one) => !out.some((other) => other.start < one.end && one.start < other.end)),
  ];
}

/** "the recommendation of the Czech Republic of 23 January 2024 that it refrain …": an ask as a noun. */
function askNouns(scene: Scene): Found[] {
  const { passage } = scene;
  const form = pattern(
    "(?<!\\w)(?:(<A>)(?:[’']s?)? (?:\\w+ ){0,2}?)?(?:recommendations?|requests?|appeals?|calls?|demands?|pleas?|letters?|resolutions?)(?: (?:of|by|from) (?:the )?(<A>))?(?:,? (?:of|dated|in|on|made on|made in) (<D>))?,? (?:(?:to|by) (?:the )?(<A>) )?(?=that\\b|to \\w|calling|urging|asking|for (?:a |an |the )?(?:\\w+ )?(?:halt|end|access|release|protection))",
  );
  return [...passage.mask.matchAll(form)].flatMap((match): Found[] => {
    if (match[1] === undefined && match[2] === undefined) return [];
    const end = clauseEnd(passage.mask, match.index + match[0].length);
    const span = trimmed(scene.text, { start: passage.start + match.index, end: passage.start + end });
    const rest = scene.text.slice(passage.start + match.index + match[0].length, span.end);
    const codes = codesIn(rest, demandTerms);
    if (codes.length === 0) return [];
    const inside = mentionsIn(passage, {
      start: span.start,
      end: passage.start + match.index + match[0].length,
    });
    const actors = inside.filter((one) => ['state', 'body', 'person'].includes(one.type));
    const to = match[4] === undefined ? undefined : actors.at(-1);
    return [
      {
        ...span,
        reading: {
          kind: 'earlier-ask',
          by: actors.filter((one) => one !== to).map(named),
          addressee: to === undefined ? [] : [named(to)],
          date: inside.find((one) => one.date !== undefined)?.date ?? null,
          demands: tidied(codes, rest.trim()),
          lever: codesIn(match[0], leverTerms)[0] ?? null,
          says: rest.trim(),
        },
        confidence: 0.78,
      },
    ];
  });
}

/** "raised its flag" and "asked about the weather" ask nothing of anybody. */
function isAsk(verb: string, rest: string, codes: readonly string[], addressees: number): boolean {
  if (/^(?:raised|introduced|launched|adopted)/i.test(verb))
    return /\b(?:with|concern|issue|case|matter|resolution|motion|bill|appeal)\b/i.test(
      `${verb} ${rest.slice(0, 80)}`,
    );
  if (/^condemned/i.test(verb)) return codes.length > 0 || /return|repatriat|deport|refoul/i.test(rest);
  if (/^(?:filed|submitted|proposed|reminded|advised|told|intervened|objected|protested)/i.test(verb))
    return codes.length > 0 || /return|repatriat|deport|refoul|petition|complaint/i.test(rest);
  return (
    codes.length > 0 ||
    addressees > 0 ||
    /\b(?:legislation|law|asylum|returns?|repatriation|protection)\b/i.test(rest)
  );
}

interface Asker {
  readonly by: readonly Named[];
  readonly start: number;
  readonly confidence: number;
  /** In the passive the subject is who was asked. */
  readonly asked?: readonly Named[];
}

function askerOf(scene: Scene, at: number, verb: string): Asker | null {
  const { passage } = scene;
  const lead = passage.mask.slice(0, at);
  const passive =
    /\b(?:been|was|were|being)\s+(?:\w+ly\s+)?$/i.test(lead) ||
    (/(?:^|[.;:]\s+)$/.test(lead) && /^\s+by\b/.test(passage.mask.slice(at + verb.length)));
  if (passive && !/^written/i.test(verb)) return passiveAsker(scene, at, verb);
  if (/\b(?:to|must|should|will|would|could|not|never)\s+$/i.test(lead) && !/^(?:not|never)$/i.test(verb))
    return null;
  const generic = pattern(
    `(${askers})(?: (?:itself|of <D>|in <D>))?(?:,[^,]{0,80},)?(?: (?:have|has|had|also|again|jointly|previously|recently|repeatedly|publicly|formally|\\w+ly))* $`,
    'i',
  ).exec(lead);
  if (generic !== null) {
    const words = passage.text.slice(generic.index, generic.index + (generic[1]?.length ?? 0)).trim();
    return {
      by: [{ words, id: bodyIn(passage, generic.index, at)?.id ?? null }],
      start: generic.index,
      confidence: 0.85,
    };
  }
  const subject = subjectOf(passage, at, ['state', 'body', 'person']);
  if (subject.pronoun !== null && /^(?:we|i|our|this house|the under)/i.test(subject.pronoun)) {
    const isNow = /^(?:write|urge|ask|request)$/i.test(verb);
    return isNow
      ? null
      : {
          by: [{ words: subject.pronoun, id: null }],
          start: Math.max(0, lead.search(/\b(?:we|I|our)\b[^.;]{0,60}$/i)),
          confidence: 0.85,
        };
  }
  // "In 2018 I sat in this room and asked you to …".
  const own = /\b(we|I)\b[^.;:]{3,90}\band (?:\w+ly )?$/i.exec(lead);
  if (
    own !== null &&
    (subject.mention === null || subject.mention.end <= passage.start + own.index || subject.confidence < 0.8)
  )
    return { by: [{ words: own[1] ?? 'we', id: null }], start: own.index, confidence: 0.75 };
  if (subject.mention === null || subject.confidence < 0.6) return null;
  const run = runBefore(passage, subject.mention);
  return {
    by: run.map(named),
    start: (run[0]?.start ?? subject.mention.start) - passage.start,
    confidence: subject.confidence,
  };
}

function passiveAsker({ passage }: Scene, at: number, verb: string): Asker | null {
  if (!/^(?:urged|asked|requested|called|pressed|recommended|raised|condemned)/i.test(verb)) return null;
  const by = pattern('\\bby (?:the |our |\\w+ ){0,3}(<A>)').exec(passage.mask.slice(at));
  const mention =
    by === null ? undefined : passage.mentions.find((one) => one.start >= passage.start + at + by.index);
  const subject = subjectOf(passage, at);
  const start = subject.mention === null ? at : subject.mention.start - passage.start;
  return {
    by: mention === undefined ? [] : [named(mention)],
    start,
    confidence: mention === undefined ? 0.6 : 0.8,
    asked: subject.mention === null ? [] : [named(subject.mention)],
  };
}

function bodyIn(passage: Passage, from: number, to: number): Mention | null {
  return mentionsIn(passage, { start: passage.start + from, end: passage.start + to }, 'body')[0] ?? null;
}

/** "A, B and C urged": every actor of the run that ends with the subject. */
function runBefore(passage: Passage, last: Mention): Mention[] {
  const run = [last];
  for (const mention of passage.mentions
    .filter((one) => one.end <= last.start && ['state', 'body', 'person'].includes(one.type))
    .reverse()) {
    const link = passage.mask.slice(mention.end - passage.start, (run[0]?.start ?? 0) - passage.start);
    if (!/^\s*(?:,|and|,\s*and|as well as)\s*(?:the\s+)?(?:\w+\.?\s+){0,2}$/i.test(link)) break;
    run.unshift(mention);
  }
  return run;
}

function addresseeOf(scene: Scene, verbEnd: number, verb: string): Named[] {
  const { passage } = scene;
  const rest = passage.mask.slice(verbEnd);
  const you = /^\s+(?:to\s+)?(?:you|your\s+(?:government|office|predecessor|administration))\b/i.exec(rest);
  if (you !== null) return [scene.addressee ?? { words: you[0].trim(), id: null }];
  const to = /^(?:wrote|written|sent|made|issued|expressed|raised|launched|pleaded|demanded|adopted)/i.test(
    verb,
  )
    ? '(?:[^,;.]{0,60}?)\\b(?:to|with|at)'
    : '(?:[^,;.]{0,12}?)';
  const object = pattern(
    `^${to}(?: (?:that|the|then|both|all|his|her|its|\\w+)){0,4}? (<A>)((?:,? (?:and )?(?:the |to )?(?:\\w+ ){0,3}<A>)*)`,
    'i',
  ).exec(rest);
  if (object === null) return [];
  const all = mentionsIn(
    passage,
    { start: passage.start + verbEnd, end: passage.start + verbEnd + object[0].length },
    'state',
    'body',
    'person',
  );
  // "U.S. Ambassador to China, Jane Doe": the States are part of her title.
  const persons = all.filter((one) => one.type === 'person');
  return (persons.length > 0 ? persons : all).map(named);
}

/** The ask runs over its own "urging …" and lists, to the end of the clause. */
function endOf(mask: string, from: number): number {
  const end = clauseEnd(mask, from);
  const turn = pattern(
    ',? and (?:<A>|it|they|he|she|this|these|all) (?:\\w+ ){0,2}(?:has|have|is|are|was|were|refused|rejected|did)\\b',
  ).exec(mask.slice(from, end));
  return turn === null ? end : from + turn.index;
}
