/** One search: what must be met, what it is narrowed by, and which part of the answer is wanted. */
import { type ThingId } from '../base/ids.js';
import { type Thing } from '../view/thing.js';
import { documentOf } from './document.js';
import { type Met, meet } from './match.js';
import { type CharacterTables, sameName } from './name-keys.js';
import { type ParsedName } from '../name/parse.js';
import { type Population } from '../name/population.js';
import { type Query, type Through } from './query.js';

/** The query as a name, when it can be one. */
export interface AskedName {
  readonly name: ParsedName;
  readonly keys: readonly string[];
  readonly model: Population;
  readonly tables: CharacterTables;
}

export interface SearchAsked {
  readonly query: Query;
  readonly name: AskedName | null;
  /** `property=value`: all of them. */
  readonly marks: readonly string[];
  /** Days since 1970 between which a thing may have been. */
  readonly firstDay: number | null;
  readonly lastDay: number | null;
  readonly offset: number;
  readonly limit: number;
}

export interface FoundThing {
  readonly thing: Thing;
  readonly rank: number;
  readonly met: Met;
  /** How likely one of its names is the one asked for; `null` when it was not asked as a name, or is not alike. */
  readonly name: { readonly written: string; readonly probability: number } | null;
}

export interface Search {
  readonly things: readonly FoundThing[];
  readonly total: number;
  /** `property=value` with how many of the matches carry it. */
  readonly marks: ReadonlyMap<string, number>;
  /** Whether all matches were counted by mark. */
  readonly countedAll: boolean;
  /** Titles of the things that were named in passing. */
  readonly titles: ReadonlyMap<ThingId, string>;
  readonly seq: number;
  readonly asOf: string | null;
}

/** Below this two writings are not called one name. */
const ALIKE = 0.3;

/** A thing as the reader sees it against what is asked; `null` when it does not meet it. */
export function lookAt(thing: Thing, asked: SearchAsked, through: Through, rank = 0): FoundThing | null {
  const met = meet(thing, asked.query, through);
  const name = asked.name === null ? null : bestName(thing, asked.name);
  if (met.terms === null && name === null) return null;
  return { thing, met, name, rank: Math.max(rank, name?.probability ?? 0) };
}

/** As `lookAt`, for a thing that the database could not narrow as this reader sees it. */
export function lookWhole(thing: Thing, asked: SearchAsked, through: Through, rank = 0): FoundThing | null {
  const tables = asked.name?.tables;
  if (tables === undefined && asked.marks.length === 0 && asked.firstDay === null && asked.lastDay === null)
    return lookAt(thing, asked, through, rank);
  const { marks, firstDay, lastDay } = documentOf(thing, tables ?? noTables);
  const held = new Set(marks);
  const fits =
    asked.marks.every((mark) => held.has(mark)) &&
    (asked.firstDay === null || (lastDay !== null && lastDay >= asked.firstDay)) &&
    (asked.lastDay === null || (firstDay !== null && firstDay <= asked.lastDay));
  return fits ? lookAt(thing, asked, through, rank) : null;
}

/** Marks and days need no tables of characters. */
const noTables: CharacterTables = {
  readings: new Map(),
  charsOf: new Map(),
  common: new Set(),
  mandarin: new Map(),
  traditional: new Map(),
  spelling: { initial: {}, medial: {}, final: {}, surname: {}, given: {}, givenChars: {} },
};

function bestName(thing: Thing, { name, model, tables }: AskedName): FoundThing['name'] {
  let best: FoundThing['name'] = null;
  for (const { claim, standing } of thing.claims) {
    const { value } = claim;
    if (value.kind !== 'text' || (claim.property !== 'name' && claim.property !== 'alias')) continue;
    if (standing !== 'stands' && standing !== 'disputed') continue;
    const probability = sameName(name, value.text, model, tables);
    if (probability >= ALIKE && probability > (best?.probability ?? 0))
      best = { written: value.text, probability };
  }
  return best;
}
