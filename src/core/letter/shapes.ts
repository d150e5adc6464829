/**
 * Names the lexicon does not know, recognised by their shape: "the Committee on …", "Rep. Jane Doe",
 * "H.R. 5959". They get no id: the record may know nothing of them, but the reader must not
 * take them for nothing.
 */
import { type NameType } from './lexicon.js';
import { type Span } from './span.js';

export interface Shape extends Span {
  readonly type: NameType | 'document';
}

// A full stop belongs to a name only after something as short as "St." or "Gen."; else it ends the sentence.
// Words are of bounded length and tried only where one begins, so that no text makes the pattern slow.
const cap = String.raw`(?:(?<![\p{Lu}\p{Ll}])(?:(?:\p{Lu}\.){2,4}(?:-\p{Lu}[\p{L}\p{M}'’-]{0,40})?|\p{Lu}[\p{L}\p{M}'’-]{0,3}\.(?=\s?\p{Lu})|\p{Lu}[\p{L}\p{M}'’-]{0,40}))`;
const linkWords = 'of|and|or|against|in|from|to|the|on|for|by|all|with|de|du|der|van';
const linked = String.raw`(?:(?:\s+(?:${linkWords}|&)){0,3}\s+${cap})`;

const instrumentNoun = 'Convention|Covenant|Protocol|Treaty|Statute|Charter|Declaration|Agreement|Compact';
const bodyNoun =
  'Commission|Committee|Council|Ministry|Department|Office|Agency|Organi[sz]ation|Association|Union|Foundation|Institute|Cent(?:er|re)|Watch|Group|Network|Coalition|Alliance|Parliament|Congress|Senate|House|Assembly|Court|Tribunal|Federation|Society|Embassy|Consulate|Bureau|Authority|Fund|Programme|Mission|Board|Service|Bar|Initiative|Campaign|Forum|Front|Movement|Caucus|Directorate|Secretariat|Rapporteur|Cabinet|Administration|University|International|Observatory|Gazette|Times|Post|News|Herald|Tribune|Journal|Monitor|Archive|Project|Trust|Party|Police|Press|Registry|League|Bulletin|Chronicle|Guardian|Aid|Database|Secretary-General|Experts|Procedures';
const occasionNoun =
  'Summit|Games|Olympics|Review|Session|Conference|Meeting|Talks|Dialogue|Anniversary|Hearing|Visit';

export const titleWords = [
  'President',
  'Vice President',
  'Prime Minister',
  'Deputy Prime Minister',
  'Premier',
  'Chancellor',
  'King',
  'Queen',
  'Emir',
  'Sultan',
  'Pope',
  'Supreme Leader',
  'General Secretary',
  'Secretary-General',
  'Secretary General',
  'Secretary of State',
  'Secretary',
  'Under Secretary',
  'Assistant Secretary',
  'Deputy Secretary',
  'Foreign Minister',
  'Foreign Secretary',
  'Minister of Foreign Affairs',
  'Interior Minister',
  'Unification Minister',
  'Defence Minister',
  'Defense Minister',
  'Justice Minister',
  'Minister',
  'Vice Minister',
  'Deputy Minister',
  'Ambassador',
  'Amb\\.',
  'Consul General',
  'High Commissioner',
  'Commissioner',
  'Special Rapporteur',
  'Special Envoy',
  'Special Representative',
  'Envoy',
  'Senator',
  'Sen\\.',
  'Sens\\.',
  'Representative',
  'Representatives',
  'Rep\\.',
  'Reps\\.',
  'Congressman',
  'Congresswoman',
  'Congressmember',
  'Member of Parliament',
  'MP',
  'MEP',
  'Lord',
  'Baroness',
  'Assemblyman',
  'Assemblymember',
  'Delegate',
  'Deputy',
  'Speaker',
  'Chairman',
  'Chairwoman',
  'Chairperson',
  'Chair',
  'Co-Chair',
  'Cochair',
  'Ranking Member',
  'Vice Chair',
  'Director',
  'Executive Director',
  'Governor',
  'Mayor',
  'Spokesperson',
  'Spokesman',
  'Spokeswoman',
  'spokesperson',
  'spokesman',
  'spokeswoman',
  'leader',
  'Leader',
  'dictator',
  'Judge',
  'Justice',
  'General',
  'Colonel',
  'Professor',
  'Dr\\.',
  'Mr\\.',
  'Mrs\\.',
  'Ms\\.',
  'Sir',
  'Dame',
  'Bishop',
  'Cardinal',
  'Archbishop',
  'Pastor',
  'Rev\\.',
];
const personName = String.raw`\p{Lu}[\p{L}\p{M}'’-]+(?:[ \t]+(?:\p{Lu}\.|(?:van|von|de|del|der|al|bin|el)(?=\s)|\p{Lu}[\p{L}\p{M}'’-]+)){0,4}`;
const byLength = [...titleWords].sort((a, b) => b.length - a.length).join('|');

/** Title and name: group 1 is the title, group 2 the name. */
export const titled = new RegExp(String.raw`(?<![\p{L}-])(${byLength})\s+(${personName})`, 'gu');

const shapes: readonly {
  readonly type: Shape['type'];
  readonly shape: RegExp;
  /** Without these the shape cannot match. */
  readonly needs?: RegExp;
}[] = [
  {
    type: 'document',
    shape:
      /\b(?:[A-Z]{1,5}\/(?:[A-Z0-9.]+\/)*[A-Z0-9.-]*\d[\w./()-]*|Pub(?:lic)?\.?\s?L(?:aw)?\.?\s?(?:No\.\s?)?\d+-\d+|P\.L\.\s?\d+-\d+|\d+ (?:UNTS|U\.N\.T\.S\.|U\.S\.C\.) §*\s?\d+)/g,
  },
  {
    type: 'instrument',
    shape:
      /\b(?:(?:H|S)\.?\s?(?:R|Con|J)?\.?\s?(?:Res\.?)?\s?\d{1,5}\b(?!\d)|(?:General Assembly|Human Rights Council|Security Council|House|Senate|UNGA|UNSC)?\s?[Rr]esolution \d+(?:\/\d+)?(?:\s?\(\d{4}\))?)/g,
  },
  {
    type: 'instrument',
    needs: new RegExp(instrumentNoun),
    shape: new RegExp(
      String.raw`(?:\b(?:19|20)\d\d\s+)?(?:${cap}\s+){0,6}(?:${instrumentNoun})\b(?:\s+(?:on|against|relating to|for|concerning|of)(?=\s+(?:the\s+)?\p{Lu})(?!\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)(?:\s+the)?\s+${cap}${linked}{0,14})?(?:\s+of\s+(?:19|20)\d\d)?`,
      'gu',
    ),
  },
  {
    type: 'instrument',
    shape: new RegExp(
      String.raw`(?:${cap}\s+)(?:(?:and|of|for|on)\s+${cap}\s+|${cap}\s+){0,7}(?:Act|Law|Bill)\b(?:\s+of\s+(?:19|20)\d\d)?`,
      'gu',
    ),
  },
  {
    type: 'instrument',
    shape: new RegExp(
      String.raw`\b(?:Act|Law|Code|Decree|Directive|Regulation)\s+(?:on|for|against|concerning|relating to)\s+(?:the\s+)?${cap}${linked}{0,12}`,
      'gu',
    ),
  },
  // "the 1986 border protocol": bilateral papers known by year and subject.
  {
    type: 'instrument',
    shape:
      /\b(?:19|20)\d\d (?:(?:bilateral|border|repatriation|extradition|mutual|security|readmission|cooperation|secret)\s){1,3}(?:protocol|agreement|accord|treaty|memorandum|arrangement)\b/g,
  },
  {
    type: 'occasion',
    needs: new RegExp(occasionNoun),
    shape: new RegExp(
      String.raw`(?:\b\d{1,3}(?:st|nd|rd|th)\s+)?(?:${cap}\s+){1,5}(?:${occasionNoun})\b`,
      'gu',
    ),
  },
  {
    type: 'occasion',
    shape:
      /\b(?:(?:upcoming|forthcoming|planned|scheduled|next|bilateral|historic|state|official|high-level|trilateral)\s+){1,3}(?:visit|summit|meetings?|talks|session|dialogue|review|trip|hearing)\b(?:\s+(?:to|with|in|of|on)\s+(?:the\s+)?(?:\p{Lu}[\p{L}.'’-]*\s?){1,4})?/gu,
  },
  {
    type: 'body',
    needs: new RegExp(bodyNoun),
    shape: new RegExp(
      // A "State Party" is a State, not a party.
      String.raw`(?!(?:High Contracting|Contracting|States?)\s+Part(?:y|ies)\b)(?:(?!States?\s+Part)${cap}\s+){0,6}(?<!States?\s)(?:${bodyNoun})s?\b(?:\s+(?:of|on|for|against|in)(?=\s+(?:the\s+)?\p{Lu})(?!\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)(?:\s+the)?\s+${cap}${linked}{0,8})?`,
      'gu',
    ),
  },
];

/** "the Minister for Justice, Jane Doe, …": group 1 is the name. */
const apposed = new RegExp(
  String.raw`(?:${byLength})(?:\s+(?:for|of|to|on)\s+(?:the\s+)?[\p{L} .'’-]{2,60}?)?,\s+(${personName})(?=[,.;]|\s(?:said|told|has|had))`,
  'gu',
);

/** Words that open a sentence or a clause and are not part of the name after them. */
const notNames =
  /^(?:The|This|That|These|Those|In|On|At|As|An?|And|But|By|For|From|Under|With|We|Our|Its|Their|His|Her|If|When|While|According|Whereas|Dear|To|Both|Since|Each|All|Any|Such|No|However|Although|Despite|Following|Through|Of|Or|Other|Your|My|It|He|She|They|Via|Within|Where|Which|Resolved|Yet|Also|Like|Only|Even|Are|Is|Was|Has|Have|Will|Urge|Does|Call|Article|Articles)\s+/u;

/** Shapes inside `span`; they may overlap, the longest is to win. */
export function shapesIn(text: string, span: Span): Shape[] {
  const slice = text.slice(span.start, span.end);
  const out: Shape[] = [];
  for (const { type, shape, needs } of shapes)
    if (needs === undefined || needs.test(slice))
      for (const match of slice.matchAll(shape)) {
        let name = match[0].trimEnd();
        let start = match.index;
        for (let lead = notNames.exec(name); lead !== null; lead = notNames.exec(name)) {
          start += lead[0].length;
          name = name.slice(lead[0].length);
        }
        // One bare word ("the Convention", "the Committee") says which only by what came before.
        if (type !== 'document' && /^\p{L}+$/u.test(name)) continue;
        out.push({ type, start: span.start + start, end: span.start + start + name.length });
      }
  for (const match of slice.matchAll(titled)) {
    const name = match[2] ?? '';
    const start = span.start + match.index + match[0].length - name.length;
    out.push({ type: 'person', start, end: start + name.length });
  }
  for (const match of slice.matchAll(apposed)) {
    const name = match[1] ?? '';
    const start = span.start + match.index + match[0].length - name.length;
    if (name.includes(' ')) out.push({ type: 'person', start, end: start + name.length });
  }
  return out;
}
