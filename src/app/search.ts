/** `article33 search` and the search page: what the record holds on some words, where it says so, and how it was met. */
import { byText, type DossierId, type ThingId } from '../core/base/ids.js';
import { parseDate, possibleDays } from '../core/base/date.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { isTypeName, type TypeName } from '../core/model/model.js';
import { type Population } from '../core/name/population.js';
import { parseName } from '../core/name/parse.js';
import { type NameTables } from '../core/name/tables.js';
import { type Actor, allowedFor } from '../core/policy/audience.js';
import { type FoundThing, type Search, type SearchAsked } from '../core/search/asked.js';
import { dayNumber } from '../core/search/document.js';
import { type Hit, type MetTerm } from '../core/search/match.js';
import { askedKeys } from '../core/search/name-keys.js';
import { parseQuery } from '../core/search/query.js';
import { type Ledger } from './ports.js';
import { locatorText, titleOf } from './show.js';

export interface SearchInput {
  readonly query: string;
  /** `property=value`, all of which must hold: `type=Event`, `source=S-1`, `year=2023`. */
  readonly where?: readonly string[] | undefined;
  /** EDTF: a thing is found if it may have been on or after, on or before. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
  readonly asOf?: string | undefined;
}

/** A passage that was met. */
export interface FoundPassage {
  readonly claim: string;
  readonly property: string;
  /** `note`: a remark of ours, not what the source says. */
  readonly part: 'value' | 'note';
  readonly text: string;
  /** UTF-16 offsets into `text`, end exclusive: what was met. */
  readonly ranges: readonly (readonly [number, number])[];
  readonly source: ThingId;
  readonly sourceTitle: string;
  readonly locator: string;
}

/** How one word was met. */
export interface FoundWord {
  readonly word: string;
  readonly way: MetTerm['way'];
  /** The thing it was met through, for `reference`. */
  readonly through?: { readonly thing: ThingId; readonly title: string };
}

export interface SearchResult {
  readonly dossier: DossierId;
  readonly thing: ThingId;
  readonly type: TypeName;
  readonly title: string;
  readonly rank: number;
  readonly words: readonly FoundWord[];
  /** When the query was read as a name: the writing it is likely the same name as. */
  readonly name: { readonly written: string; readonly probability: number } | null;
  readonly passages: readonly FoundPassage[];
  /** Passages that were met and are not listed. */
  readonly more: number;
}

/** The promised JSON. */
export interface SearchAnswer {
  readonly query: string;
  readonly total: number;
  readonly offset: number;
  readonly results: readonly SearchResult[];
  /** By what the matches can be narrowed, the most frequent first. */
  readonly marks: readonly { readonly mark: string; readonly count: number }[];
  /** Whether `marks` counts every match. */
  readonly countedAll: boolean;
  readonly dossiers: readonly {
    readonly dossier: DossierId;
    readonly total: number;
    readonly asOf: string | null;
  }[];
}

export interface SearchPorts {
  readonly ledger: Ledger;
  readonly names: () => Promise<Result<NameLookup>>;
}

/** What names are compared by. */
export interface NameLookup {
  readonly model: Population;
  readonly tables: NameTables;
}

const PAGE = 20;
const PASSAGES = 3;
const OFFSET_MAX = 10_000;

/** Kinds of Problem: `empty-query`, `query-too-long`, `bad-filter`, those of dates and moments. */
export async function search(
  ports: SearchPorts,
  { actor, dossiers }: { readonly actor: Actor; readonly dossiers: readonly DossierId[] },
  input: SearchInput,
): Promise<Result<SearchAnswer>> {
  const asked = await askedFrom(ports, input);
  if (!asked.ok) return asked;
  const found: { readonly dossier: DossierId; readonly search: Search }[] = [];
  // Several dossiers are searched from the top and put together.
  const { offset, limit } = asked.value;
  const each = dossiers.length === 1 ? asked.value : { ...asked.value, offset: 0, limit: offset + limit };
  for (const dossier of dossiers) {
    const one = await ports.ledger.search(dossier, each, allowedFor(actor, dossier), input.asOf);
    if (!one.ok) return one;
    found.push({ dossier, search: one.value });
  }
  return ok(answerFrom(asked.value, found));
}

async function askedFrom({ names }: SearchPorts, input: SearchInput): Promise<Result<SearchAsked>> {
  const lookup = await names();
  if (!lookup.ok) return lookup;
  const { model, tables } = lookup.value;
  const query = parseQuery(input.query, tables);
  if (!query.ok) return query;
  const marks = marksFrom(input.where ?? []);
  if (!marks.ok) return marks;
  const firstDay = dayFrom(input.since, 'since');
  if (!firstDay.ok) return firstDay;
  const lastDay = dayFrom(input.until, 'until');
  if (!lastDay.ok) return lastDay;
  return ok({
    query: query.value,
    name: nameFrom(input.query, { model, tables }),
    marks: marks.value,
    firstDay: firstDay.value,
    lastDay: lastDay.value,
    offset: Math.min(Math.max(0, input.offset ?? 0), OFFSET_MAX),
    limit: Math.min(Math.max(1, input.limit ?? PAGE), 100),
  });
}

/** Two to five words of letters, or up to six characters, may be a name; a phrase or a minus is not. */
function nameFrom(text: string, { model, tables }: NameLookup): SearchAsked['name'] {
  const clean = text.trim();
  if (/["“”„«»*\p{Nd}]|(^|\s)-/u.test(clean)) return null;
  const pieces = clean.split(/\s+/u).length;
  const name = parseName(clean, tables);
  if (!name.ok || name.value.kind === 'other') return null;
  if (
    name.value.kind === 'letters'
      ? pieces < 2 || pieces > 5
      : name.value.units.length < 2 || name.value.units.length > 6
  )
    return null;
  return { name: name.value, keys: askedKeys(name.value, model), model, tables };
}

function marksFrom(where: readonly string[]): Result<readonly string[]> {
  for (const mark of where) {
    const property = mark.slice(0, Math.max(0, mark.indexOf('=')));
    const value = mark.slice(mark.indexOf('=') + 1);
    if (!mark.includes('=') || property === '' || value === '' || (property === 'type' && !isTypeName(value)))
      return fail('bad-filter', 'A search is narrowed by property=value.', {
        where: 'where',
        fix: 'For example type=Event, source=S-1, year=2023, kind=forcible-return, credibility=B2.',
      });
  }
  return ok([...new Set(where)]);
}

/** The first possible day of `since`, the last one of `until`. */
function dayFrom(text: string | undefined, side: 'since' | 'until'): Result<number | null> {
  if (text === undefined || text === '') return ok(null);
  const date = parseDate(text, side);
  if (!date.ok) return date;
  const { earliest, latest } = possibleDays(date.value);
  return ok(dayNumber(side === 'since' ? earliest : latest));
}

function answerFrom(
  { query, offset, limit }: SearchAsked,
  found: readonly { readonly dossier: DossierId; readonly search: Search }[],
): SearchAnswer {
  const all = found
    .flatMap(({ dossier, search: one }) =>
      one.things.map((thing) => ({ dossier, thing, titles: one.titles })),
    )
    .sort((a, b) => b.thing.rank - a.thing.rank || byText(a.thing.thing.id, b.thing.thing.id));
  const page = found.length === 1 ? all : all.slice(offset, offset + limit);
  const marks = new Map<string, number>();
  for (const { search: one } of found)
    for (const [mark, count] of one.marks) marks.set(mark, (marks.get(mark) ?? 0) + count);
  return {
    query: query.text,
    total: found.reduce((sum, { search: one }) => sum + one.total, 0),
    offset,
    results: page.map(({ dossier, thing, titles }) => resultFrom(dossier, thing, titles)),
    marks: [...marks]
      .map(([mark, count]) => ({ mark, count }))
      .sort((a, b) => b.count - a.count || byText(a.mark, b.mark)),
    countedAll: found.every(({ search: one }) => one.countedAll),
    dossiers: found.map(({ dossier, search: { total, asOf } }) => ({ dossier, total, asOf })),
  };
}

function resultFrom(
  dossier: DossierId,
  { thing, rank, met, name }: FoundThing,
  titles: ReadonlyMap<ThingId, string>,
): SearchResult {
  return {
    dossier,
    thing: thing.id,
    type: thing.type,
    title: titleOf(thing),
    rank: Math.round(rank * 1000) / 1000,
    words: (met.terms ?? []).map(({ term, way, through }) => ({
      word: term.text,
      way,
      ...(through === null ? {} : { through: { thing: through, title: titles.get(through) ?? through } }),
    })),
    name: name === null ? null : { ...name, probability: Math.round(name.probability * 1000) / 1000 },
    passages: met.hits.slice(0, PASSAGES).map((hit) => passageFrom(hit, titles)),
    more: Math.max(0, met.hits.length - PASSAGES),
  };
}

/** Of a long text, what stands around the first thing met. */
const AROUND = 160;

function passageFrom({ held, part, text, ranges }: Hit, titles: ReadonlyMap<ThingId, string>): FoundPassage {
  const { claim } = held;
  const first = ranges[0]?.[0] ?? 0;
  const from = first > AROUND ? wordStart(text, first - AROUND / 2) : 0;
  const to = Math.min(text.length, from + 2 * AROUND);
  return {
    claim: held.id,
    property: claim.property,
    part,
    text: text.slice(from, to),
    ranges: ranges
      .filter(([start, end]) => start >= from && end <= to)
      .map(([start, end]) => [start - from, end - from] as const),
    source: claim.source,
    sourceTitle: titles.get(claim.source) ?? claim.source,
    locator: locatorText(claim.locator),
  };
}

function wordStart(text: string, near: number): number {
  const space = text.indexOf(' ', near);
  return space === -1 || space > near + 30 ? near : space + 1;
}
