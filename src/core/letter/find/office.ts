/**
 * Who holds which office: signatures, the addressee, and titles in the text ("Foreign Minister X",
 * "X, Ambassador to Y"). A person is said to hold an office once; the later mentions repeat it.
 */
import { type Named, type Reading } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { type Lexicon } from '../lexicon.js';
import { mentionsIn, named, stateOf } from '../passage.js';
import { titled, titleWords } from '../shapes.js';
import { type Block, type Structure } from '../structure.js';
import { type Line, type Span, spanOf } from '../span.js';

type Office = Extract<Reading, { kind: 'office' }>;

const titleWord = new RegExp(
  `(?<![\\p{L}])(?:${[...titleWords].sort((a, b) => b.length - a.length).join('|')}|Member|Members|Executive|Founder|Coordinator|Co-?founder|Counsel|Officer|Treasurer|Researcher|Analyst|Advis[eo]r|Head|Manager|Fellow|Attorney|Rapporteur|Expert|Correspondent|Secretariat|Commission|Committee|House of Commons|House of Lords|Parliament|Congress|Senate|National Assembly|Bundestag|M\\.P\\.|의원|대표|위원장|장관|대사|대통령|총장|회장|이사장|사무총장|주석|议员|主席|大使|部长|总统|秘书长)(?![\\p{L}])|(?:의원|대표|위원장|장관|대사|대통령|회장|이사장)`,
  'u',
);
const honorific =
  /^(?:The\s+)?(?:Rt\.?\s+Hon\.?|Right Honou?rable|Hon\.|Honou?rable|H\.?\s?E\.?|His Excellency|Her Excellency|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Dame|The)\s+/i;
const nameShape =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|van|von|de|del|der|al|bin|el|la|ter)(?:[ \t]+(?:\p{Lu}[\p{L}\p{M}'’.-]*|van|von|de|del|der|al|bin|el|la|ter)){1,5}(?:,?\s+(?:M\.?D\.?|Ph\.?D\.?|Jr\.?|Sr\.?|Esq\.?|MP|MEP|MBE|OBE|CBE|KC|QC|I{2,3}|IV))*$/u;
const koreanName = /^[가-힣]{2,4}$/u;

interface Part extends Span {
  readonly text: string;
}

/** The offices of the signature blocks and the addressee. */
export function findOfficesAround(text: string, { blocks }: Structure, lexicon: Lexicon): Found[] {
  const signatures = blocks.filter((block) => block.kind === 'signature');
  const addressee = blocks.find((block) => block.kind === 'addressee');
  return [
    ...(addressee === undefined ? [] : addressed(text, addressee, lexicon)),
    ...signatures.flatMap((block) => signed(text, block, lexicon)),
    ...betweenBlocks(text, signatures, lexicon),
  ];
}

/** A line's columns: runs of two or more blanks or a tab part them. */
function partsOf(text: string, line: Line): Part[] {
  const out: Part[] = [];
  for (const match of text.slice(line.start, line.end).matchAll(/\S+(?:[ \u00A0]\S+)*/g)) {
    const cleaned = match[0].replace(/^[*_/s\s]{2,}(?=\p{Lu})|[*_]+$/gu, '');
    const start = line.start + match.index + match[0].indexOf(cleaned);
    if (cleaned !== '') out.push({ start, end: start + cleaned.length, text: cleaned });
  }
  return out;
}

/** Name over title, column by column; or "Name, Title", "Title Name" in one line. */
function signed(text: string, block: Block, lexicon: Lexicon): Found[] {
  const rows = block.lines.map((line) => partsOf(text, line));
  const out: Found[] = [];
  const open = new Map<number, { name: Part; titles: Part[] }>();
  const flush = (column: number): void => {
    const held = open.get(column);
    const [first] = held?.titles ?? [];
    if (held !== undefined && first !== undefined)
      out.push(office(text, held.name, first, { place: 'signature', lexicon, more: held.titles.slice(1) }));
    open.delete(column);
  };
  for (const row of rows)
    row.forEach((part, column) => {
      const inline = inOneLine(part);
      if (inline !== null) {
        flush(column);
        out.push(office(text, inline.name, inline.title, { place: 'signature', lexicon, more: [] }));
      } else if (isName(part.text)) {
        flush(column);
        open.set(column, { name: part, titles: [] });
      } else if (open.has(column)) open.get(column)?.titles.push(part);
    });
  for (const column of open.keys()) flush(column);
  return out;
}

/** Names in one block and titles in the next: a signature spread over empty lines. */
function betweenBlocks(text: string, blocks: readonly Block[], lexicon: Lexicon): Found[] {
  return blocks.flatMap((block, i): Found[] => {
    const next = blocks[i + 1];
    const names = block.lines.flatMap((line) => partsOf(text, line));
    const titles = next?.lines[0] === undefined ? [] : partsOf(text, next.lines[0]);
    if (block.lines.length !== 1 || titles.length !== names.length || names.length === 0) return [];
    if (
      !names.every((part) => isName(part.text)) ||
      titles.some((part) => isName(part.text) || inOneLine(part) !== null)
    )
      return [];
    return names.flatMap((name, k) => {
      const title = titles[k];
      return title === undefined
        ? []
        : [office(text, name, title, { place: 'signature', lexicon, more: [] })];
    });
  });
}

function isName(text: string): boolean {
  return (
    (nameShape.test(text) && !titleWord.test(text.replace(honorific, '')) && text.length <= 60) ||
    koreanName.test(text)
  );
}

/** "Jane Doe, Member of Parliament", "Senator Jane Doe", "Rep. Jane Doe (D-VA)", "국회의원 홍길동". */
function inOneLine(part: Part): { readonly name: Part; readonly title: Part } | null {
  const piece = (from: number, to: number): Part => ({
    start: part.start + from,
    end: part.start + to,
    text: part.text.slice(from, to),
  });
  const comma =
    /^([^,(]+?)(?:,\s*(?:M\.?D\.?|Ph\.?D\.?|Jr\.?|Esq\.?))?(?:,\s+|\s+[–—-]\s+|\s+\()(.+?)\)?$/u.exec(
      part.text,
    );
  if (
    comma?.[1] !== undefined &&
    comma[2] !== undefined &&
    isName(comma[1].trim()) &&
    titleWord.test(comma[2])
  ) {
    const at = part.text.lastIndexOf(comma[2]);
    return { name: piece(0, comma[1].length), title: piece(at, at + comma[2].length) };
  }
  const lead = [...part.text.matchAll(titled)][0];
  if (
    lead !== undefined &&
    lead.index === 0 &&
    lead[2] !== undefined &&
    lead[1] !== undefined &&
    !/^(?:Mr|Mrs|Ms|Dr|Sir)\b/.test(lead[1])
  ) {
    const at = lead[0].length - lead[2].length;
    return { name: piece(at, at + lead[2].length), title: piece(0, lead[1].length) };
  }
  const korean =
    /^((?:\S+\s+)*\S*(?:의원|대표|위원장|장관|대사|회장|이사장|총장|국장))\s+([가-힣]{2,4})$/u.exec(
      part.text,
    ) ?? null;
  if (korean?.[1] !== undefined && korean[2] !== undefined)
    return {
      title: piece(0, korean[1].length),
      name: piece(part.text.length - korean[2].length, part.text.length),
    };
  return null;
}

function addressed(text: string, block: Block, lexicon: Lexicon): Found[] {
  const parts = block.lines.flatMap((line) => partsOf(text, line).slice(0, 1));
  const [first, second] = parts;
  if (first === undefined) return [];
  const bare: Part = strip(strip(first, /^(?:To|수신)\s*[:：]\s*/), honorific);
  const inline = inOneLine(bare);
  // Several addressees, a line each.
  const others = parts.slice(1).flatMap((part) => {
    const one = /^(?:The|Hon|H\.|Mr|Ms|Mrs|Dr|Rt)/.test(part.text) ? inOneLine(strip(part, honorific)) : null;
    return one === null ? [] : [office(text, one.name, one.title, { place: 'addressee', lexicon, more: [] })];
  });
  if (inline !== null && others.length > 0)
    return [office(text, inline.name, inline.title, { place: 'addressee', lexicon, more: [] }), ...others];
  if (inline !== null)
    return [
      office(text, inline.name, inline.title, {
        place: 'addressee',
        lexicon,
        more: parts.slice(1, 2).filter((part) => !/\d/.test(part.text)),
      }),
    ];
  if (isName(bare.text) && second !== undefined && titleWord.test(second.text))
    return [
      office(text, bare, second, {
        place: 'addressee',
        lexicon,
        more: parts.slice(2, 3).filter((part) => !/\d/.test(part.text)),
      }),
    ];
  return [];
}

function strip(part: Part, mark: RegExp): Part {
  const length = mark.exec(part.text)?.[0].length ?? 0;
  return { start: part.start + length, end: part.end, text: part.text.slice(length) };
}

interface Around {
  readonly place: Office['place'];
  readonly lexicon: Lexicon;
  /** Further lines under the title: the body, the constituency. */
  readonly more: readonly Part[];
}

function office(text: string, name: Part, title: Part, { place, lexicon, more }: Around): Found {
  const known = lexicon.find(text, name).find(({ entry }) => entry.type === 'person')?.entry ?? null;
  const bodyLine = more[0] ?? title;
  const inside = lexicon
    .find(text, bodyLine)
    .filter(({ entry }) => entry.type === 'body' || entry.type === 'state');
  const body = inside.find(({ entry }) => entry.type === 'body') ?? inside[0];
  const words = name.text.replace(honorific, '').trim();
  return {
    ...spanOf(name, title),
    reading: {
      kind: 'office',
      person: { words, id: known?.id ?? null },
      title: title.text.trim(),
      body:
        body === undefined
          ? more[0] === undefined
            ? null
            : { words: more[0].text, id: null }
          : { words: text.slice(body.start, body.end), id: body.entry.id },
      constituency: constituencyOf(
        `${title.text} ${more.map((part) => part.text).join(' ')} ${text.slice(name.end, title.end)}`,
      ),
      place,
    },
    confidence: known === null ? 0.88 : 0.95,
  };
}

function constituencyOf(words: string): string | null {
  const party = /\((?:[A-Z]{1,3}-)([A-Z]{2}(?:-\d{1,2})?)\)/.exec(words)?.[1];
  return (
    party ??
    /\b(?:for|from)\s+((?:\p{Lu}[\p{L}'’-]+)(?:\s+(?:and\s+)?\p{Lu}[\p{L}'’-]+){0,4})$/u.exec(
      words.trim(),
    )?.[1] ??
    /\b((?:\p{Lu}\p{L}+['’]s\s+)?\d{1,2}(?:st|nd|rd|th)\s+(?:Congressional\s+)?District)\b/u.exec(
      words,
    )?.[1] ??
    null
  );
}

const noOffice = /^(?:Mr\.|Mrs\.|Ms\.|Dr\.|Sir|Dame|Professor|Rev\.|Pastor|Judge|General|Colonel)$/;

/** Titles in running text, once a person. */
export function findOfficesSaid(scene: Scene): Found[] {
  const { passage, text } = scene;
  const slice = passage.text;
  const out: Found[] = [];
  for (const match of slice.matchAll(titled)) {
    const [title, name] = [match[1] ?? '', match[2] ?? ''];
    if (noOffice.test(title) || /^(?:of|to|and|for)\b/i.test(name)) continue;
    const start = passage.start + match.index;
    const end = start + match[0].length;
    if (mentionsIn(passage, passage, 'body').some((body) => body.start < end && start < body.end)) continue;
    const person = mentionsIn(passage, { start, end }, 'person').at(-1);
    const before = /((?:[\p{L}.'’()]+\s+){0,6})$/u.exec(slice.slice(0, match.index))?.[1] ?? '';
    const owner = passage.mentions.findLast(
      (one) =>
        one.type === 'state' &&
        one.end <= start &&
        start - one.end < 12 + (before.includes('(') ? 8 : 0) &&
        !/[,;.]/.test(text.slice(one.end, start)),
    );
    out.push(
      saidOffice(
        { start: owner?.start ?? start, end },
        person === undefined ? { words: name, id: null } : named(person),
        title,
        owner === undefined ? null : stateOf(owner),
      ),
    );
  }
  const appositions =
    /\b((?:(?:[A-Z][\p{L}.]+)\s+){0,3}?(?:Ambassador|Special Rapporteur|High Commissioner|Special Envoy|Special Representative|Minister|Secretary|Secretary-General|Director|Chair(?:man|woman|person)?|Commissioner|Permanent Representative|Consul General|President|Prime Minister|[Ss]pokes(?:person|man|woman)|Governor)(?:\s+(?:for|of|to|on)\s+(?:the\s+)?[\p{L}.\s'’-]{2,60}?)?),\s+((?:Mr\.|Mrs\.|Ms\.|Dr\.|H\.E\.|Amb\.)?\s*\p{Lu}[\p{L}'’-]+(?:\s+(?:\p{Lu}\.|(?:van|von|de|al|bin)(?=\s)|\p{Lu}[\p{L}'’-]+)){1,3})(?=[,.;]|\s)/gu;
  const reversed =
    /(\p{Lu}[\p{L}'’-]+(?:\s+(?:\p{Lu}\.|\p{Lu}[\p{L}'’-]+)){1,3}),\s+(?:the\s+|an?\s+|then\s+|then-)?((?:former\s+|acting\s+|deputy\s+)?(?:\p{Lu}?[\p{L}.'’-]+\s+){0,3}?(?:[Aa]mbassador|[Ss]pecial [Rr]apporteur|[Hh]igh [Cc]ommissioner|[Ss]pecial [Ee]nvoy|[Mm]inister|[Ss]ecretary(?:-[Gg]eneral)?|[Dd]irector|[Cc]hair(?:man|woman|person)?|[Ss]pokes(?:person|man|woman)|[Mm]ember of (?:Congress|Parliament)|[Ss]enator|[Pp]resident|[Cc]o-?[Cc]hair|[Gg]overnor)(?:\s+(?:for|of|to|on)\s+(?:the\s+)?[\p{L}\s.'’-]{2,60}?)?)(?=[,.;]|\s+(?:said|wrote|has|have|told|urged|called|and)\b)/gu;
  for (const [shape, titleFirst] of [
    [appositions, true],
    [reversed, false],
  ] as const)
    for (const match of slice.matchAll(shape)) {
      const span = { start: passage.start + match.index, end: passage.start + match.index + match[0].length };
      if (out.some((one) => one.start < span.end && span.start < one.end)) continue;
      const [title, name] = titleFirst ? [match[1] ?? '', match[2] ?? ''] : [match[2] ?? '', match[1] ?? ''];
      const person = mentionsIn(passage, span, 'person').at(-1);
      const body = mentionsIn(passage, span, 'body', 'state').at(-1);
      out.push(
        saidOffice(
          span,
          person === undefined ? { words: name, id: null } : named(person),
          title,
          body === undefined ? null : named(body),
        ),
      );
    }
  return out;
}

function saidOffice(span: Span, person: Named, title: string, body: Named | null): Found {
  return {
    ...span,
    reading: { kind: 'office', person, title, body, constituency: null, place: 'text' },
    confidence: person.id === null ? 0.75 : 0.88,
  };
}

/** Keeps the first office said of each person, by the last word of the name and the title's own first. */
export function oncePerPerson(found: readonly Found[], held: readonly Found[]): Found[] {
  const seen = new Set(held.flatMap(keyOf));
  return found.filter((one) => {
    const keys = keyOf(one);
    if (keys.some((key) => seen.has(key))) return false;
    for (const key of keys) seen.add(key);
    return true;
  });
}

function keyOf({ reading }: Found): string[] {
  if (reading.kind !== 'office') return [];
  const last = reading.person.words.trim().split(/\s+/).at(-1) ?? '';
  return [last.toLowerCase(), ...(reading.person.id === null ? [] : [reading.person.id])];
}
