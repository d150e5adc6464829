/** A row through a mapping: lines of claims, each with the column it came from, and what was not understood. */
import { type Json, type JsonObject } from '../base/json.js';
import { codeLists } from '../model/codes.js';
import { termsOf } from '../model/forms.js';
import { type ClaimMap, type Mapping, type Saying, type ThingMap } from './mapping.js';
import { type Row, type RowProblem } from './record.js';
import { cellsOf, columnsOf, fill, idOf, type Template } from './template.js';

/** A line to record, and where in the file it stands. */
export interface PlacedLine {
  readonly row: number | null;
  readonly column: string | null;
  readonly words: Json;
}

export interface Mapped {
  readonly lines: readonly PlacedLine[];
  readonly problems: readonly RowProblem[];
}

/** Turns records of one file into lines; keeps count of what it did not use. */
export interface Mapper {
  /** Lines that come before the first record. */
  readonly before: readonly PlacedLine[];
  map(row: Row): Mapped;
  /** What the whole file showed, once it is read: columns nobody mapped, columns that never came. */
  after(): readonly RowProblem[];
}

export function tableMapper(mapping: Mapping): Mapper {
  const wanted = wantedColumns(mapping);
  const seen = new Set<string>();
  const unused = new Set<string>();
  return {
    before: mapping.lines.map((words) => ({ row: null, column: null, words })),
    map(row) {
      for (const name of wanted)
        if (!seen.has(name) && cellsOf(row.fields, name) !== undefined) seen.add(name);
      for (const name of Object.keys(row.fields)) if (!usesColumn(wanted, name)) unused.add(name);
      return mapRow(mapping, row);
    },
    after: () => [
      ...[...wanted]
        .filter((name) => !seen.has(name))
        .map((name) => ({ ...noColumn(name), ...(mapping.missing === 'tell' ? NOTICE : {}) })),
      ...[...unused].map((name): RowProblem => ({
        row: null,
        column: name,
        kind: 'column-not-mapped',
        message: 'No claim is made of this column.',
        fix: 'Map it, if it says something that belongs in the record.',
        notice: true,
      })),
    ],
  };
}

const NOTICE = { notice: true } as const;

/** What the mapping names and the header does not have: refused before anything is recorded. */
export function missingColumns(mapping: Mapping, columns: readonly string[]): RowProblem[] {
  if (mapping.missing === 'tell') return [];
  return [...wantedColumns(mapping)].filter((name) => !columns.includes(name)).map(noColumn);
}

function noColumn(name: string): RowProblem {
  return {
    row: null,
    column: name,
    kind: 'no-such-column',
    message: `The mapping names a column "${name.slice(0, 60)}" that the file does not have.`,
    fix: 'Correct the mapping; the names stand in the first line of the file.',
  };
}

function usesColumn(wanted: ReadonlySet<string>, name: string): boolean {
  if (wanted.has(name)) return true;
  for (const one of wanted) if (one.startsWith(`${name}.`)) return true;
  return false;
}

function wantedColumns(mapping: Mapping): Set<string> {
  const names = new Set<string>();
  const take = (template: Template | null) => {
    if (template !== null) for (const name of columnsOf(template)) names.add(name);
  };
  for (const thing of mapping.things) {
    take(thing.id);
    take(thing.when);
    for (const claim of thing.claims) {
      const { saying } = claim;
      for (const name of [claim.column, claim.low, claim.high]) if (name !== null) names.add(name);
      for (const template of [
        claim.value,
        claim.unless,
        claim.lang,
        saying.source,
        saying.said,
        saying.consent,
        saying.note,
      ])
        take(template);
      for (const template of saying.accordingTo) take(template);
      for (const template of Object.values(saying.locator ?? {})) take(template);
      if (saying.credibility !== null && typeof saying.credibility !== 'string')
        names.add(saying.credibility.column);
    }
  }
  return names;
}

function mapRow(mapping: Mapping, row: Row): Mapped {
  const lines: PlacedLine[] = [];
  const problems: RowProblem[] = [];
  for (const thing of mapping.things) mapThing(thing, row, { lines, problems });
  return { lines, problems };
}

interface Into {
  readonly lines: PlacedLine[];
  readonly problems: RowProblem[];
}

function mapThing(thing: ThingMap, row: Row, into: Into): void {
  if (thing.when !== null && fill(thing.when, row) === null) return;
  const id = fill(thing.id, row);
  if (id === null) {
    const [column] = columnsOf(thing.id);
    into.problems.push({
      row: row.row,
      column: column ?? null,
      kind: 'no-id',
      message: `The row names no ${thing.type}: a column of its id is empty.`,
      fix: 'Fill the cell, or use {#}, the row, as the id.',
    });
    return;
  }
  for (const claim of thing.claims) mapClaim(claim, { thing, id, row }, into);
}

interface About {
  readonly thing: ThingMap;
  readonly id: string;
  readonly row: Row;
}

function mapClaim(claim: ClaimMap, about: About, into: Into): void {
  const { row } = about;
  if (claim.unless !== null && fill(claim.unless, row) !== null) return;
  const cells = claim.column === null ? filled(claim, row) : cellsOf(row.fields, claim.column);
  if (cells === null) {
    into.problems.push({
      row: row.row,
      column: claim.column,
      kind: 'not-words',
      message: 'The value is no text, number or list of them.',
      fix: 'Name the part of it that is meant, with dots between: name.full.',
    });
    return;
  }
  for (const cell of cells ?? []) {
    for (const part of claim.split === null ? [cell] : cell.split(claim.split)) {
      const words = part.trim();
      if (words === '' || claim.skip.includes(words)) continue;
      const value = claim.unknown.includes(words) ? null : valueOf(words, claim, row);
      if (claim.only === 'terms' && !isTerm(value, claim)) continue;
      into.lines.push({
        row: row.row,
        column: claim.column,
        words: {
          record: 'claim',
          thing: about.id,
          type: about.thing.type,
          property: claim.property,
          value,
          ...sayingWords(claim.saying, row, claim.column),
        },
      });
    }
  }
}

function filled(claim: ClaimMap, row: Row): readonly string[] {
  if (claim.value === null) return figureCells(claim, row);
  const words = fill(claim.value, row);
  return words === null ? [] : [words];
}

/** A figure given by its two ends has no words of its own: these are the cells as they stand. */
function figureCells({ low, high }: ClaimMap, row: Row): readonly string[] {
  const [from, to] = [low, high].map((name) =>
    name === null ? '' : (cellsOf(row.fields, name)?.[0] ?? '').trim(),
  );
  if (!from && !to) return [];
  if (from === to) return [from ?? ''];
  return [!from ? `up to ${to}` : !to ? `at least ${from}` : `${from} to ${to}`];
}

function valueOf(words: string, claim: ClaimMap, row: Row): Json {
  const { definition } = claim;
  switch (definition.value) {
    case 'text': {
      const lang = claim.lang === null ? null : fill(claim.lang, row);
      return lang === null ? words : { text: words, lang };
    }
    case 'date':
      return dateWords(words, claim.dates);
    case 'figure':
      return {
        words,
        ...(claim.unit === null ? {} : { unit: claim.unit }),
        ...(claim.scope === null ? {} : { scope: claim.scope }),
      };
    case 'ref':
      return claim.value === null ? `${claim.prefix}${idOf(words)}` : words;
    case 'code':
      return termFor(words, claim);
    case 'point':
      return pointWords(words, claim.precision);
    case 'file':
    case 'url':
      return words;
    default:
      return definition.value satisfies never;
  }
}

/** A code of a HURIDOCS micro-thesaurus. Several terms of ours may stand under one of theirs: the first is taken. */
const HURIDOCS = /^\d{12}$/u;

/** A term of the list, or what the mapping or the list calls it; else the words, which the door then refuses. */
function termFor(words: string, { codes, definition }: ClaimMap): string {
  if (Object.hasOwn(codes, words)) return codes[words] ?? words;
  const lists: Readonly<Record<string, object>> = codeLists;
  if (Object.hasOwn(lists[definition.codes ?? ''] ?? {}, words)) return words;
  const coded = HURIDOCS.test(words)
    ? termsOf(definition).find(([, term]) => term.huridocs?.endsWith(words))?.[0]
    : undefined;
  if (coded !== undefined) return coded;
  const same = (label: string) => label.toLowerCase() === words.toLowerCase();
  return termsOf(definition).find(([, { en, ko }]) => same(en) || same(ko))?.[0] ?? words;
}

function isTerm(value: Json, { definition }: ClaimMap): boolean {
  return typeof value === 'string' && termsOf(definition).some(([term]) => term === value);
}

function pointWords(words: string, precision: string): Json {
  const [lat, lon, ...more] = words.split(/\s*[|,;]\s*|\s+/u);
  const [north, east] = [lat, lon].map((part) =>
    /^[-+]?\d+(?:\.\d+)?$/u.test(part ?? '') ? Number(part) : null,
  );
  return north === null || east === null || more.length > 0
    ? words
    : { lat: north ?? 0, lon: east ?? 0, precision };
}

/** Day, month and year in the order the mapping says; the door judges what comes out. */
export function dateWords(words: string, order: ClaimMap['dates']): string {
  if (order === 'edtf') return words;
  const parts = words
    .replace(/[T ]\d{1,2}:\d{2}.*$/u, '')
    .split(/[-/.\s년월일年月日]+/u)
    .filter((part) => part !== '');
  if (parts.length === 0 || parts.length > 3 || parts.some((part) => !/^\d+$/u.test(part))) return words;
  const [year, month, day] = order === 'ymd' ? parts : order === 'dmy' ? parts.toReversed() : mdy(parts);
  if (year?.length !== 4) return words;
  return [year, month, day].flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')])).join('-');
}

function mdy(parts: readonly string[]): readonly (string | undefined)[] {
  const [month, day, year] =
    parts.length === 3 ? parts : [parts.length === 2 ? parts[0] : undefined, undefined, parts.at(-1)];
  return [year, month, day];
}

function sayingWords(saying: Saying, row: Row, column: string | null): JsonObject {
  const words = (template: Template | null) => (template === null ? null : fill(template, row));
  const [source, said, consent, note] = [saying.source, saying.said, saying.consent, saying.note].map(words);
  const accordingTo = saying.accordingTo.flatMap((one) => fill(one, row) ?? []);
  const credibility = credibilityWords(saying, row);
  const locator =
    saying.locator === null
      ? { row: String(row.row), ...(column === null ? {} : { column }) }
      : Object.fromEntries(
          Object.entries(saying.locator).flatMap(([key, one]) => {
            const part = fill(one, row);
            return part === null ? [] : [[key, part]];
          }),
        );
  return {
    ...saying.plain,
    ...(source ? { source } : {}),
    ...(said ? { said } : {}),
    ...(consent ? { consent } : {}),
    ...(note ? { note } : {}),
    ...(accordingTo.length === 0 ? {} : { accordingTo }),
    ...(credibility === null ? {} : { credibility }),
    locator,
  };
}

function credibilityWords({ credibility }: Saying, row: Row): Json {
  if (credibility === null || typeof credibility === 'string') return credibility;
  const cell = (cellsOf(row.fields, credibility.column)?.[0] ?? '').trim();
  if (cell === '') return null;
  return Object.hasOwn(credibility.codes, cell)
    ? { code: credibility.codes[cell] ?? '', original: cell }
    : cell;
}
