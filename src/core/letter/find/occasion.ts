/** The moment a letter uses: a summit, session, visit or anniversary, and who takes part. */
import { type Named } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionAt, mentionsIn, named, pattern, stateOf } from '../passage.js';
import { type Span, spanOf, trimmed } from '../span.js';

const using =
  '(?:as|when|while|before|after|once) (?:you|we|the (?:President|Secretary|Minister|Prime Minister|Commission|Committee|Council)|<H>|<S>|leaders|world leaders|members|delegations) (?:\\w+ ){0,2}?(?:participat(?:e|es)|attend(?:s)?|prepar(?:e|es|ing) (?:for|to attend|to)|travel(?:s)? (?:to)?|depart(?:s)? for|host(?:s)?|join(?:s)?|gather(?:s)?|conven(?:e|es)|visit(?:s)?|meet(?:s)?|sit(?:s)? down|welcom(?:e|es)|review(?:s)?|chair(?:s)?)|ahead of|in advance of|in the run-?up to|on the eve of|in the lead-?up to|prior to|on the occasion of|on the sidelines of|on the margins of|during|at|to mark|marking|commemorating|in light of|in connection with|as part of|in preparation for|for|before|at the conclusion of|following|with|under|of';
const plain =
  "(?:your|his|her|the|this|its|their|a|next|last)(?: \\w+)?(?:[’']s)? (?:(?:upcoming|forthcoming|planned|scheduled|next|bilateral|historic|state|official|high-level|trilateral|fourth|third|first|second|annual|<D>|<S>|<B>) )*(?:visit|summit|meetings?|talks|trip|review|session|hearing|dialogue|anniversary)(?: (?:to|with|in|between|of|on) (?:the |his |her |President |Premier |Chairman |General Secretary |Prime Minister |Minister )*(?:<N>(?: and <N>)?|\\w[\\w]+))";

export function findOccasions(scene: Scene): Found[] {
  const { passage } = scene;
  const out: Found[] = [];
  if (
    !/\uE01C|took place|was held|visit|summit|meeting|talks|trip|review|UPR|session|hearing|dialogue|anniversary|conference/i.test(
      passage.mask,
    )
  )
    return out;
  for (const mention of passage.mentions) {
    if (mention.type !== 'occasion') continue;
    const lead = pattern(
      `(?<![\\w-])(?:${using})(?: (?:in|the|your|this|its|an?|next|week['’]s|month['’]s|upcoming|forthcoming|\\w+['’]s|at|of|to|with|<D>(?:['’]s)?))* $`,
      'i',
    ).exec(passage.mask.slice(0, mention.start - passage.start));
    out.push(
      occasion(
        scene,
        mention,
        lead === null ? mention : { start: passage.start + lead.index, end: mention.end },
      ),
    );
  }
  for (const match of passage.mask.matchAll(pattern(`(?<![\\w-])(?:(?:${using}) )${plain}`))) {
    const span = { start: passage.start + match.index, end: passage.start + match.index + match[0].length };
    if (out.some((one) => one.start < span.end && span.start < one.end)) continue;
    out.push(occasion(scene, null, span));
  }
  const held = pattern(
    "(?:(?:the )?<S>[’'‘]s? |the )?(?:(?:\\w+|<D>|\\d+(?:st|nd|rd|th)) ){0,3}(?:universal periodic review|UPR|summit|session|hearing|review|anniversary|conference|<B>)(?: of (?:the )?<S>)? (?:took place|was held|will take place|is scheduled|opened|convened|takes place|begins|opens|falls)\\b",
  );
  for (const match of passage.mask.matchAll(held)) {
    const span = { start: passage.start + match.index, end: passage.start + match.index + match[0].length };
    if (out.some((one) => one.start < span.end && span.start < one.end)) continue;
    const words = scene.text
      .slice(span.start, span.end)
      .replace(/ (?:took|was|will|is|opened|convened|takes|begins|opens|falls)\b.*$/s, '');
    out.push({
      ...occasion(scene, null, span),
      ...spanTo(scene, span),
      reading: {
        kind: 'occasion',
        name: { words, id: null },
        date: dateNear(scene, span)?.date ?? null,
        parties: mentionsIn(passage, span, 'state').map(stateOf),
      },
    });
  }
  return out;
}

function spanTo(scene: Scene, span: Span): Span {
  const date = dateNear(scene, span);
  return date === null ? span : spanOf(span, date);
}

function occasion(scene: Scene, mention: Mention | null, span: Span): Found {
  const { passage } = scene;
  const words =
    mention?.words ??
    scene.text
      .slice(span.start, span.end)
      .replace(/^(?:.*?\b(?=(?:your|his|her|the|this|its|their|next)\b))/i, '');
  const date = dateNear(scene, span);
  const inside = mention === null ? [] : statesInside(scene, mention);
  const parties = [
    ...inside,
    ...mentionsIn(
      passage,
      { start: span.start, end: Math.min(passage.end, span.end + 30) },
      'state',
      'person',
    )
      .filter((one) => one.start < span.end)
      .map(stateOrPerson),
  ];
  return {
    ...trimmed(scene.text, date === null ? span : spanOf(span, date)),
    reading: {
      kind: 'occasion',
      name: { words, id: mention?.id ?? null },
      date: date?.date ?? null,
      parties: unique(parties),
    },
    confidence: mention === null ? 0.7 : mention.id === null ? 0.78 : 0.92,
  };
}

function dateNear(
  { passage }: Scene,
  span: Span,
): (Mention & { readonly date: NonNullable<Mention['date']> }) | null {
  const after = pattern(
    '^\\s*(?:,|\\()?\\s*(?:(?:on|in|held|scheduled|for|of|from|taking|place|this|next) )*(<D>)',
  ).exec(passage.mask.slice(span.end - passage.start));
  const found = after === null ? null : mentionAt(passage, span.end - passage.start + after[0].length - 1);
  const inside = mentionsIn(passage, span, 'date')[0];
  const one = found ?? inside;
  return one?.date === undefined ? null : { ...one, date: one.date };
}

function stateOrPerson(one: Mention): Named {
  return one.type === 'person' ? named(one) : stateOf(one);
}

/** "the U.S.-China Summit" names its parties. */
function statesInside({ text, lexicon }: Scene, span: Span): Named[] {
  return lexicon.find(text, span).flatMap(({ start, end, entry }) => {
    const id = entry.type === 'state' ? entry.id : entry.type === 'demonym' ? entry.state : null;
    return id === null ? [] : [{ words: text.slice(start, end), id }];
  });
}

function unique(all: readonly Named[]): Named[] {
  return all.filter(
    (one, i) => all.findIndex((other) => (other.id ?? other.words) === (one.id ?? one.words)) === i,
  );
}
