/**
 * What a State did towards an instrument: signed, ratified, acceded, is a party, is bound, left, or
 * never did. The verb is kept as written, since "ratified" for an accession is a mistake worth fixing.
 */
import { type Named, type ReadDate, type Reading } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionAt, mentionsIn, named, type Passage, pattern } from '../passage.js';
import { agentAfter, ownerBefore, subjectOf } from '../roles.js';
import { type Span, spanOf } from '../span.js';

type Status = Extract<Reading, { kind: 'treaty-status' }>;
type Action = Status['action'];

interface Hit {
  /** Offsets in the mask. */
  readonly start: number;
  readonly end: number;
  readonly verb: string;
  readonly action: Action;
  readonly negative: boolean;
  readonly noun: boolean;
}

const adverbs =
  '(?:(?:also|formally|officially|already|only|merely|later|subsequently|then|both|itself|voluntarily|never|not|yet|still|since|\\w+ly|as) )*';
const negation =
  "(?:(?:has|have|had|did|does|do|is|are|was|were) (?:not|never|yet to)(?: yet| ever| even)?|(?:has|have|did|does|is|are|was|were|do)n['’]t(?: yet| ever)?|never|(?<=[,;:(–—-] ?|\\bbut |\\band )(?<!signed,? (?:but|and) )not(?: yet)?|(?:refus|declin|fail)(?:es|ed|ing|s)? to|yet to|nor (?:has|have|did|is) (?:it|they|<S>)) ";
const actions: readonly {
  readonly action: Action;
  readonly past: string;
  readonly base: string;
  readonly noun?: string;
}[] = [
  {
    action: 'ratification',
    past: 'ratified|ratifies|ratifying',
    base: 'ratify|ratified',
    noun: 'ratification of',
  },
  {
    action: 'accession',
    past: '(?:acceded|accedes|acceding)(?: (?:on|in) <D>)? to|acceded',
    base: '(?:accede|acceded)(?: to)?',
    noun: 'accession to',
  },
  {
    action: 'signature',
    past: 'signed(?: up to| on to| onto)?|is a signatory (?:to|of)|was a signatory to|became a signatory to|signatory (?:to|of)',
    base: 'sign|signed',
    noun: 'signature of',
  },
  { action: 'succession', past: 'succeeded to', base: 'succeed to', noun: 'succession to' },
  {
    action: 'withdrawal',
    past: 'withdrew from|withdrawn from|denounced|has left|pulled out of',
    base: 'withdraw from|withdrawn from',
    noun: 'withdrawal from|denunciation of',
  },
  {
    action: 'party',
    past: '(?:is|are|was|were|been|being|became|become|becomes|remains|as) (?:also |both |itself |already |currently |long |now )*(?:an? |the )?(?:full |original |contracting |founding )?(?:states? |high contracting )?(?:part(?:y|ies)|members?)(?: states?)? (?:to|of)|(?:a |an |the )?(?:states? )?part(?:y|ies) to|party(?= since <D>)|bound by|joined|adhered to|has accepted|subscribed to',
    base: '(?:bec[ao]me |been )?(?:an? )?(?:state )?part(?:y|ies) to|bound by|join(?:ed)?|adhered? to|accepted|a member of',
    noun: 'membership (?:of|in)',
  },
];

/** The start of a clause that asks, allows or supposes: nothing is said to have happened. */
const asked =
  /\b(?:to|must|should|shall|would|could|might|may|can|please|if|unless|without|before|by)\s+(?:\w+ly\s+|also\s+|both\s+)*$/i;

/** "It has signed, but not yet ratified, the Covenant": one thing said, and true of whoever only signed. */
const signedOnly = /\bsigned,? (?:but|and|yet|though) (?:has |have |had )?(?:not|never)(?: yet)? $/i;
const signedBefore = /\bsigned,? (?:but|and|yet|though) (?:has |have |had )?$/i;

/** No pattern below can match without one of these. */
const stems =
  /sign|ratif|acce[dps]|succe|withdr|pulled|denou?n|part(?:y|ies)|bound|join|adher|member|subscri|left/i;

export function findTreatyStatus(scene: Scene): Found[] {
  const { passage } = scene;
  const out: Found[] = [];
  if (!stems.test(passage.mask)) return out;
  for (const hit of hitsIn(passage)) {
    const instruments = instrumentsOf(scene, hit);
    if (instruments.length === 0) continue;
    const subject = stateFor(scene, hit, instruments);
    if (subject.state === null && subject.generic) continue;
    const date = dateOf(passage, hit, instruments);
    const absolute: Span = { start: passage.start + hit.start, end: passage.start + hit.end };
    const pieces = [
      absolute,
      ...instruments.filter((one) => one.start >= passage.start),
      ...(date === null ? [] : [date]),
      ...(subject.span === null || passage.start + hit.start - subject.span.end > 45 ? [] : [subject.span]),
    ];
    const span = spanOf(
      ...pieces.filter((piece) => piece.start >= passage.start && piece.end <= passage.end),
    );
    for (const state of together(passage, subject))
      out.push({
        ...span,
        reading: {
          kind: 'treaty-status',
          state,
          instruments: instruments.map(named),
          action: hit.negative || isNeither(passage.mask, hit.start) ? 'not-party' : hit.action,
          verb: hit.verb,
          date: date?.date ?? null,
        },
        confidence: Math.min(
          subject.confidence,
          ...instruments.map((one) => (one.id === null ? 0.6 : one.confidence)),
          date?.confidence ?? 1,
        ),
      });
  }
  return withoutRepeats([...out, ...continued(scene, out)]);
}

/** "Laos and Thailand have never joined": each State by itself. */
function together(passage: Passage, { state, span }: Owner): (Named | null)[] {
  if (span === null || state === null || span.start < passage.start) return [state];
  const lead = pattern('((?:<S>, )*<S>,? (?:and|nor|or) (?:the )?)$').exec(
    passage.mask.slice(0, span.start - passage.start),
  );
  const others =
    lead === null
      ? []
      : mentionsIn(passage, { start: passage.start + lead.index, end: span.start }, 'state').map(named);
  return [...others, state];
}

function didSo({ action, verb }: Status): Action {
  if (action !== 'not-party') return action;
  if (/sign/i.test(verb)) return 'signature';
  if (/ratif/i.test(verb)) return 'ratification';
  return /acced/i.test(verb) ? 'accession' : 'party';
}

/** "…: the United States on 1 November 1968, China on 24 September 1982" and "… and by the Convention since 1982". */
function continued({ passage }: Scene, found: readonly Found[]): Found[] {
  const last = found.at(-1);
  if (last === undefined || last.reading.kind !== 'treaty-status') return [];
  const { reading, end } = last;
  const rest = passage.mask.slice(end - passage.start);
  const out: Found[] = [];
  const pairs = (shape: string, type: 'state' | 'instrument'): void => {
    for (const match of rest.matchAll(pattern(shape))) {
      const inside = mentionsIn(passage, {
        start: end + match.index,
        end: end + match.index + match[0].length,
      });
      const [one, date] = [inside.find((other) => other.type === type), inside.find((other) => other.date)];
      if (one === undefined || date?.date === undefined) continue;
      // "Libya never signed it; Algeria did so in 1963": the other State did.
      const said =
        type === 'state' ? { state: named(one), action: didSo(reading) } : { instruments: [named(one)] };
      out.push({
        ...spanOf(one, date),
        reading: { ...reading, ...said, date: date.date },
        confidence: last.confidence * 0.9,
      });
    }
  };
  pairs(
    '(?:[:,;]|\\band)(?: and)? (?:the )?(<S>)(?: \\([^)]*\\))?(?: did so)?,? (?:on|in|since) (<D>)',
    'state',
  );
  pairs(
    '\\band (?:by |to |also |of |later |since )*(?:the |its )?(<I>)(?: itself)?,? (?:on|in|since|from) (<D>)',
    'instrument',
  );
  // "China is a party; North Korea to neither".
  for (const match of rest.matchAll(
    pattern(
      '(?:[,;] (?:and |but )?(?:the )?<S>(?: is| has| was)?(?: \\w+)? (?:to |of )?(?:neither|none|not|never)(?= ?[.,;]|$)|[,;] nor (?:has|have|did|is|does) (?:the )?<S>)',
    ),
  )) {
    const state = mentionsIn(
      passage,
      { start: end + match.index, end: end + match.index + match[0].length },
      'state',
    )[0];
    if (state !== undefined)
      out.push({
        ...spanOf(state, { start: end + match.index + 1, end: end + match.index + match[0].length }),
        reading: { ...reading, state: named(state), action: 'not-party', verb: 'neither', date: null },
        confidence: last.confidence * 0.85,
      });
  }
  return out;
}

/** "has never become a party": a denial right before words that no rule of denial knows. */
function isDenied(before: string): boolean {
  return (
    /\b(?:never|not|n['’]t)\s+(?:\w+\s+)?$/i.test(before) && !/\bnot (?:only|just|merely)\s+$/i.test(before)
  );
}

function hitsIn({ mask }: Passage): Hit[] {
  const hits: Hit[] = [];
  const add = (hit: Hit): void => {
    if (!hits.some((other) => other.start < hit.end && hit.start < other.end)) hits.push(hit);
  };
  for (const { action, base } of actions)
    for (const match of mask.matchAll(pattern(`\\b${negation}${adverbs}(${base})\\b`)))
      add({
        start: match.index,
        end: match.index + match[0].length,
        verb: match[0].trim(),
        action,
        negative: action !== 'withdrawal',
        noun: false,
      });
  for (const { action, base } of actions)
    for (const match of mask.matchAll(
      pattern(
        `\\b(?:is|are|was|were|remains?) (?:not|no longer|neither|n['’]t) ${adverbs}(?:an? |yet )?(?:contracting |state )?(${base}|signatory to)\\b`,
      ),
    ))
      add({
        start: match.index,
        end: match.index + match[0].length,
        verb: match[0].trim(),
        action,
        negative: true,
        noun: false,
      });
  const relative = pattern(
    '\\b(?:to|by|of) which (?:<S>|it|they|he|she|both(?: States)?)? ?(?:(?:has|have) (?:also |long )?been|is|are|was|remains?) (?:also |itself |now |legally |both )?(?:an? )?(?:(?:contracting |states? )?part(?:y|ies)|bound|signator(?:y|ies)|members?)',
  );
  for (const match of mask.matchAll(relative))
    add({
      start: match.index,
      end: match.index + match[0].length,
      verb: match[0].replace(/^.*which\s+\S+\s+/i, '').trim(),
      action: /signator/i.test(match[0]) ? 'signature' : 'party',
      negative: false,
      noun: false,
    });
  for (const { action, past } of actions)
    for (const match of mask.matchAll(pattern(`\\b(?:${past})(?![\\w-])`))) {
      const before = mask.slice(0, match.index);
      if (asked.test(before) && !/\b(?:as|by|before|without)\s+$/i.test(before.slice(-12))) continue;
      if (
        /\b(?:non-?|not an? )$/i.test(before) ||
        (/\bStates? $/i.test(before) && /^(?:a |an |the )?part/i.test(match[0]))
      )
        continue;
      const signed =
        action === 'signature'
          ? null
          : (signedOnly.exec(before) ??
            (/^(?:not|never)\b/i.test(match[0]) ? signedBefore.exec(before) : null));
      add({
        start: signed?.index ?? match.index,
        end: match.index + match[0].length,
        verb: `${signed?.[0] ?? ''}${match[0]}`.replace(/ (?:in|on) [\uE01E\uE02F]+/, '').trim(),
        action: signed === null ? action : 'signature',
        negative: signed === null && action !== 'withdrawal' && isDenied(before),
        noun: false,
      });
    }
  for (const { action, noun } of actions)
    for (const match of noun === undefined ? [] : mask.matchAll(pattern(`\\b(?:${noun})\\b`)))
      add({
        start: match.index,
        end: match.index + match[0].length,
        verb: match[0].trim(),
        action,
        negative: false,
        noun: true,
      });
  return hits.sort((a, b) => a.start - b.start);
}

/** What follows the verb, joined by "and", "its", "both"; else "it" and "to which", said of what came before. */
function instrumentsOf({ passage, lastInstruments }: Scene, hit: Hit): Mention[] {
  const { mask } = passage;
  const run = pattern(
    '^(?:[\\s,(]|and|nor|or|as well as|both|its?|their|the|all|this|that|of|to|with|either|or|neither|nor|\\d{4}|optional|additional|United Nations|UN|international|core|relevant|instruments?,?)*<I>',
    'i',
  );
  const out: Mention[] = [];
  const add = (mention: Mention, link: string): void => {
    // "the Optional Protocol to the Convention": one instrument, whose name the second part ends.
    const last = out.at(-1);
    const part = last !== undefined && /^\s*(?:to|of) (?:the |that |this )?$/i.test(link);
    if (part && last.id === null) return;
    if (part && /protocol/i.test(last.words)) return;
    out.push(mention);
  };
  let from = hit.end;
  for (let match = run.exec(mask.slice(from)); match !== null; match = run.exec(mask.slice(from))) {
    const end = from + match[0].length;
    const mention = mentionAt(passage, end - 1);
    if (mention !== null)
      add(
        mention,
        mask.slice((out.at(-1)?.end ?? mention.start) - passage.start, mention.start - passage.start),
      );
    from = end;
    while (/^\s*\([^)]{0,40}\)/.test(mask.slice(from)))
      from += /^\s*\([^)]{0,40}\)/.exec(mask.slice(from))?.[0].length ?? 1;
  }
  if (out.length > 0) return out;
  const shared = sharedObject(mask, hit.end);
  if (shared !== null) return [mentionAt(passage, shared)].filter((one) => one !== null);
  const before = mask.slice(0, hit.start);
  const relative = pattern(
    '(<I>),? which (?:it|they|<S>) (?:has |have |had |also |never |not |yet |\\w+ly )*$',
  ).exec(before);
  // "the Convention, ratified by China", "Convention against Torture: China, ratified in 1988".
  const reduced =
    (/^\s+by\s/i.test(mask.slice(hit.end))
      ? pattern('(<I>),? (?:which )?(?:\\w+ly )?$').exec(before)
      : null) ??
    pattern('(<I>)(?: \\([^)]{0,20}\\))? ?[:(|–—-]+ ?(?:(?:the )?<S>[,:]? )?(?:\\w+ly )?$').exec(before) ??
    null;
  if (reduced !== null) {
    const mention = mentionAt(passage, reduced.index);
    if (mention !== null) return [mention];
  }
  if (relative !== null) {
    const mention = mentionAt(passage, relative.index);
    if (mention !== null) return [mention];
  }
  const passive = pattern(
    '(<I>(?:(?:,| and| and its| and the| or| nor| nor the)+ <I>)*) (?:(?:has|have|had|was|were|been|never|not|which|ever|yet) )+$',
  ).exec(before);
  if (passive !== null)
    return mentionsIn(
      passage,
      {
        start: passage.start + passive.index,
        end: passage.start + passive.index + (passive[1]?.length ?? 0),
      },
      'instrument',
    );
  if (
    /(?:to|by|of) which\b.{0,60}$/i.test(mask.slice(0, hit.end)) ||
    /^\s*(?:it|them|either|both|neither|that one|this|these)\b/i.test(mask.slice(hit.end)) ||
    /^party$/.test(hit.verb) ||
    (hit.negative && /^\s*(?:[,.;]|and\b|but\b|$)/i.test(mask.slice(hit.end)))
  ) {
    const last = passage.mentions.findLast(
      (one) => one.type === 'instrument' && one.end <= passage.start + hit.start,
    );
    const earlier = last ?? lastInstruments[0];
    return earlier === undefined ? [] : [{ ...earlier, confidence: earlier.confidence * 0.85 }];
  }
  return [];
}

/** "has signed but never ratified the Covenant": where the instrument of both verbs stands. */
function sharedObject(mask: string, from: number): number | null {
  const match = pattern(
    '^,? (?:but|though|although|yet|and (?:later|then|subsequently|soon after))(?: \\w+){0,4} (?:ratif\\w+|acceded to|accede to|signed|joined|adhered to) (?:the |its )?(?=<I>)',
  ).exec(mask.slice(from));
  return match === null ? null : from + match[0].length;
}

/** "Neither Laos nor Thailand has ratified it", "neither the Covenant nor the Protocol has been signed by it". */
function isNeither(mask: string, at: number): boolean {
  return pattern(
    '\\b(?:neither (?:of (?:the )?\\w+|(?:the )?(?:<S>|<I>|\\w+)(?:(?:,| or|,? nor) (?:the )?(?:<S>|<I>))*)|(?:none|not one) of (?:the )?(?:them|these|those|\\w+)(?: \\w+)?) (?:(?:has|have|had|is|are|was|were|been|ever|yet|\\w+ly) )*$',
  ).test(mask.slice(Math.max(0, at - 200), at));
}

interface Owner {
  readonly state: Named | null;
  readonly span: Span | null;
  readonly confidence: number;
  /** "States parties to …": nobody in particular. */
  readonly generic: boolean;
}

function stateFor(scene: Scene, hit: Hit, instruments: readonly Mention[]): Owner {
  const { passage, lastState } = scene;
  const owner = (mention: Mention | null, confidence: number): Owner => ({
    state: mention === null ? null : named(mention),
    span: mention,
    confidence,
    generic: mention === null,
  });
  if (hit.noun) {
    const own = ownerBefore(passage, hit.start) ?? agentAfter(passage, hit.end, ['state']);
    if (own !== null && own.type === 'state') return owner(own, 0.85);
    const its = /\bits\s+(?:\w+\s+){0,2}$/i.test(passage.mask.slice(0, hit.start));
    return its ? owner(subjectOf(passage, hit.start, ['state']).mention ?? lastState, 0.7) : owner(null, 0.3);
  }
  const by = agentAfter(passage, hit.end, ['state']);
  if (by !== null && instruments.every((one) => one.end <= passage.start + hit.start)) return owner(by, 0.85);
  const inside = pattern('<S>').exec(passage.mask.slice(hit.start, hit.end));
  if (inside !== null) return owner(mentionAt(passage, hit.start + inside.index), 0.9);
  const ahead = apposition(passage, hit, instruments);
  if (ahead !== null) return owner(ahead, 0.85);
  const subject = subjectOf(passage, hit.start, ['state']);
  if (subject.mention !== null) return owner(subject.mention, subject.confidence);
  if (
    /\bStates (?:part|that|which)|(?<!\b(?:the|your|this) )\bState (?:part|that|which)|\b(?:countries|nations|all)\b/i.test(
      passage.mask.slice(Math.max(0, hit.start - 40), hit.end),
    )
  )
    return owner(null, 0.3);
  const back = subject.pronoun !== null || /^(?:a |an |the )?(?:state )?part|signatory/i.test(hit.verb);
  if (lastState !== null && (back || hit.start < 30))
    return { state: named(lastState), span: null, confidence: 0.6, generic: false };
  return { state: null, span: null, confidence: 0.4, generic: false };
}

/** "As a party to the Convention, China …": the State comes after. */
function apposition(passage: Passage, hit: Hit, instruments: readonly Mention[]): Mention | null {
  const lead = passage.mask.slice(0, hit.start);
  const opens =
    /(?:^|[,;:(]\s*|\b(?:that|and|but)[,\s]+)(?:as|being|having|although|though|while)?\s*(?:\w+ly\s+)?(?:an?\s+)?$/i.test(
      lead,
    ) && !pattern('<S>,\\s*$').test(lead);
  if (!opens && !/^(?:as|being)\b/i.test(hit.verb)) return null;
  const end = (instruments.at(-1)?.end ?? passage.start + hit.end) - passage.start;
  const next = pattern('^[^,;]{0,60},? (?:the )?(<S>)').exec(passage.mask.slice(end));
  return next === null ? null : mentionAt(passage, end + next[0].length - 1);
}

function dateOf(
  passage: Passage,
  hit: Hit,
  instruments: readonly Mention[],
): (Span & { readonly date: ReadDate; readonly confidence: number }) | null {
  const after = Math.max(hit.end, ...instruments.map((one) => one.end - passage.start));
  const link = pattern(
    '^(?:, which [^,;]{3,60}(?=,))?\\s*,?(?:\\([^)]*\\))?\\s*(?:(?:was |were )?(?:deposited |made |lodged )?by (?:the )?<S> )?(?:(?:\\w+|,) ){0,4}(<D>)',
  ).exec(passage.mask.slice(after));
  const next =
    link === null ||
    /\b(?:and|but|yet|has|have|is|was|which|who|that|ratif|sign|acced)/.test(
      link[0].replace(/^, which [^,;]*(?=,)|\b(?:was|were) (?:deposited|made|lodged)\b/g, ''),
    )
      ? null
      : mentionAt(passage, after + link[0].length - 1);
  if (next?.date !== undefined) return { ...next, date: next.date };
  const inside = pattern('(<D>)').exec(passage.mask.slice(hit.start, after));
  const first = pattern('^ ?\\((?:\\w+ ){0,3}(<D>)\\)').exec(
    passage.mask.slice(Math.max(hit.end, (instruments[0]?.end ?? 0) - passage.start)),
  );
  const held =
    inside !== null
      ? mentionAt(passage, hit.start + inside.index)
      : first === null
        ? null
        : mentionAt(
            passage,
            Math.max(hit.end, (instruments[0]?.end ?? 0) - passage.start) + first[0].length - 2,
          );
  if (held?.date !== undefined) return { ...held, date: held.date };
  const before = pattern('(<D>)[^;:.]{0,90}$').exec(passage.mask.slice(0, hit.start));
  const lead = before === null ? null : mentionAt(passage, before.index);
  if (
    lead?.date === undefined ||
    /\b(?:ratified|signed|acceded|party|and (?:has|have|is|was)|but|yet|which)\b|\band $/i.test(
      before?.[0] ?? '',
    )
  )
    return null;
  return { ...lead, date: lead.date };
}

/** "is a party" and "party to" are one hit; the same State, act and instruments are said once a sentence. */
function withoutRepeats(found: readonly Found[]): Found[] {
  return found.filter(
    (one, i) =>
      !found.some(
        (other, k) =>
          k < i && other.start <= one.start && one.end <= other.end && sameAct(other.reading, one.reading),
      ),
  );
}

function sameAct(a: Reading, b: Reading): boolean {
  return (
    a.kind === 'treaty-status' &&
    b.kind === 'treaty-status' &&
    a.action === b.action &&
    a.state?.words === b.state?.words &&
    a.instruments[0]?.words === b.instruments[0]?.words
  );
}
