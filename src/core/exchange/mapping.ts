/**
 * A mapping file: which column of a table says what about which thing, by which source. It is checked whole
 * against the model before a row is read. Format: `docs/formats/map.md`.
 */
import { isJsonList, isJsonObject, type Json, type JsonObject, parseJson } from '../base/json.js';
import { Mistakes } from '../base/mistakes.js';
import { fail, ok, type Problem, type Result } from '../base/result.js';
import { unknownKeys } from '../claim/dossier-value.js';
import { type PropertyDef } from '../model/define.js';
import { isTypeName, model, type TypeName, typeNames } from '../model/model.js';
import { parseTemplate, type Template } from './template.js';

export interface Mapping {
  /** How the file is read, where it does not say so itself. */
  readonly reading: {
    readonly encoding: string | null;
    readonly separator: string | null;
    readonly sheet: string | null;
  };
  /** What becomes of a file that lacks a column: refused, or only told. */
  readonly missing: 'refuse' | 'tell';
  /** Claims the mapping itself makes: what its sources are. */
  readonly lines: readonly JsonObject[];
  readonly things: readonly ThingMap[];
}

export interface ThingMap {
  readonly type: TypeName;
  readonly id: Template;
  /** Rows in which this is empty describe no such thing. */
  readonly when: Template | null;
  readonly claims: readonly ClaimMap[];
}

/** Who says it and under what; a claim's own win over its thing's, and these over the mapping's. */
export interface Saying {
  readonly source: Template | null;
  readonly accordingTo: readonly Template[];
  readonly said: Template | null;
  readonly consent: Template | null;
  readonly note: Template | null;
  readonly locator: Readonly<Record<string, Template>> | null;
  readonly credibility:
    | string
    | { readonly column: string; readonly codes: Readonly<Record<string, string>> }
    | null;
  /** `audience`, `basis` and `stance`, as claims write them. */
  readonly plain: JsonObject;
}

export interface ClaimMap {
  readonly property: string;
  readonly definition: PropertyDef;
  readonly column: string | null;
  readonly value: Template | null;
  /** Rows in which this is not empty make no such claim. */
  readonly unless: Template | null;
  readonly split: string | null;
  readonly codes: Readonly<Record<string, string>>;
  /** `terms`: cells that are no term of the list make no such claim. */
  readonly only: 'terms' | null;
  readonly dates: 'edtf' | 'ymd' | 'dmy' | 'mdy';
  readonly lang: Template | null;
  readonly prefix: string;
  readonly low: string | null;
  readonly high: string | null;
  readonly unit: string | null;
  readonly scope: string | null;
  readonly precision: string;
  /** Cells that say nothing. */
  readonly skip: readonly string[];
  /** Cells in which the source says that it does not know. */
  readonly unknown: readonly string[];
  readonly saying: Saying;
}

const SAYING = [
  'source',
  'accordingTo',
  'said',
  'consent',
  'note',
  'locator',
  'credibility',
  'audience',
  'basis',
  'stance',
];
const MAP_KEYS = [
  'format',
  'about',
  'encoding',
  'separator',
  'sheet',
  'missing',
  'sources',
  'things',
  ...SAYING,
];
const THING_KEYS = ['type', 'id', 'when', 'claims', ...SAYING];
const CLAIM_KEYS = [
  'property',
  'column',
  'value',
  'unless',
  'only',
  'split',
  'codes',
  'dates',
  'lang',
  'prefix',
  'low',
  'high',
  'unit',
  'scope',
  'precision',
  'skip',
  'unknown',
  ...SAYING,
];
export const MAP_FORMAT = 'article33-map/1';

export function parseMapping(text: string, name: string): Result<Mapping, readonly Problem[]> {
  const json = parseJson(text, name);
  if (!json.ok) return { ok: false, problem: [json.problem] };
  const mistakes = new Mistakes();
  const mapping = isJsonObject(json.value)
    ? mappingOf(json.value, mistakes)
    : wrong(mistakes, 'A mapping is one object.', name);
  return mapping === null || mistakes.list.length > 0 ? { ok: false, problem: mistakes.list } : ok(mapping);
}

function wrong(mistakes: Mistakes, message: string, where: string, fix = 'See docs/formats/map.md.'): null {
  return mistakes.take(fail('bad-map', message, { where, fix }));
}

function mappingOf(raw: JsonObject, mistakes: Mistakes): Mapping {
  mistakes.take(unknownKeys(raw, MAP_KEYS, 'the mapping'));
  if (raw['format'] !== undefined && raw['format'] !== MAP_FORMAT)
    wrong(mistakes, 'The mapping is of another format.', 'format', `Write "${MAP_FORMAT}".`);
  const own = sayingOf(raw, null, 'the mapping', mistakes);
  const things = listIn(raw, 'things', mistakes).flatMap((item, i) => {
    const thing = thingOf(item, own, `things, item ${i + 1}`, mistakes);
    return thing === null ? [] : [thing];
  });
  if (things.length === 0) wrong(mistakes, 'The mapping describes no thing.', 'things');
  const lines = listIn(raw, 'sources', mistakes).flatMap((item, i) =>
    sourceLines(item, `sources, item ${i + 1}`, mistakes),
  );
  const reading = {
    encoding: wordIn(raw, 'encoding', mistakes),
    separator: wordIn(raw, 'separator', mistakes),
    sheet: wordIn(raw, 'sheet', mistakes),
  };
  const missing = raw['missing'] === 'tell' ? 'tell' : 'refuse';
  if (raw['missing'] !== undefined && raw['missing'] !== missing)
    wrong(mistakes, '"missing" is "refuse" or "tell".', 'missing');
  return { reading, missing, lines, things };
}

function listIn(raw: JsonObject, key: string, mistakes: Mistakes): readonly Json[] {
  const list = raw[key];
  if (list === undefined) return [];
  if (isJsonList(list)) return list;
  wrong(mistakes, `"${key}" is a list.`, key);
  return [];
}

function wordIn(raw: JsonObject, key: string, mistakes: Mistakes, where = key): string | null {
  const word = raw[key];
  if (word === undefined || word === null) return null;
  return typeof word === 'string' ? word : wrong(mistakes, `"${key}" is text.`, where);
}

function templateIn(raw: JsonObject, key: string, where: string, mistakes: Mistakes): Template | null {
  const word = wordIn(raw, key, mistakes, where);
  return word === null ? null : mistakes.take(parseTemplate(word, `${where}, ${key}`));
}

/** A source the mapping describes says these things of itself. */
function sourceLines(raw: Json, where: string, mistakes: Mistakes): JsonObject[] {
  if (!isJsonObject(raw) || typeof raw['id'] !== 'string') {
    wrong(mistakes, 'A source has an "id" and what it is.', where);
    return [];
  }
  const { id, audience, ...rest } = raw;
  return Object.entries(rest).flatMap(([property, value]) =>
    (isJsonList(value) ? value : [value]).map((one) => ({
      record: 'claim',
      thing: id,
      type: 'Source',
      property,
      value: one,
      source: id,
      ...(audience === undefined ? {} : { audience }),
    })),
  );
}

function thingOf(raw: Json, above: Saying, where: string, mistakes: Mistakes): ThingMap | null {
  if (!isJsonObject(raw)) return wrong(mistakes, 'A thing of the mapping is an object.', where);
  mistakes.take(unknownKeys(raw, THING_KEYS, where));
  const { type } = raw;
  if (typeof type !== 'string' || !isTypeName(type) || type === 'Consent')
    return wrong(mistakes, 'There is no such type of thing.', where, `Types: ${typeNames.join(', ')}.`);
  const id = templateIn(raw, 'id', where, mistakes);
  if (id === null)
    return wrong(mistakes, 'The thing has no "id".', where, 'Write "E-{no}", or "E-{#}" for the row.');
  const saying = sayingOf(raw, above, where, mistakes);
  const claims = listIn(raw, 'claims', mistakes).flatMap((item, i) => {
    const claim = claimOf(item, { type, above: saying, where: `${where}, claim ${i + 1}` }, mistakes);
    return claim === null ? [] : [claim];
  });
  return { type, id, when: templateIn(raw, 'when', where, mistakes), claims };
}

function sayingOf(raw: JsonObject, above: Saying | null, where: string, mistakes: Mistakes): Saying {
  const of = (key: string) => templateIn(raw, key, where, mistakes);
  const accordingTo = raw['accordingTo'];
  const plain = ['audience', 'basis', 'stance'].flatMap((key) =>
    raw[key] === undefined ? [] : [[key, raw[key]] as const],
  );
  return {
    source: of('source') ?? above?.source ?? null,
    said: of('said') ?? above?.said ?? null,
    consent: of('consent') ?? above?.consent ?? null,
    note: of('note') ?? above?.note ?? null,
    accordingTo:
      accordingTo === undefined
        ? (above?.accordingTo ?? [])
        : listIn(raw, 'accordingTo', mistakes).flatMap((item) =>
            typeof item === 'string' ? (mistakes.take(parseTemplate(item, where)) ?? []) : [],
          ),
    locator:
      raw['locator'] === undefined ? (above?.locator ?? null) : locatorOf(raw['locator'], where, mistakes),
    credibility:
      raw['credibility'] === undefined
        ? (above?.credibility ?? null)
        : credibilityOf(raw['credibility'], where, mistakes),
    plain: { ...above?.plain, ...Object.fromEntries(plain) },
  };
}

function locatorOf(raw: Json, where: string, mistakes: Mistakes): Readonly<Record<string, Template>> | null {
  if (!isJsonObject(raw)) return wrong(mistakes, 'A locator is an object.', where);
  const parts = Object.keys(raw).flatMap((key) => {
    const template = templateIn(raw, key, where, mistakes);
    return template === null ? [] : [[key, template] as const];
  });
  return Object.fromEntries(parts);
}

function credibilityOf(raw: Json, where: string, mistakes: Mistakes): Saying['credibility'] {
  if (typeof raw === 'string') return raw;
  if (isJsonObject(raw) && typeof raw['column'] === 'string')
    return { column: raw['column'], codes: codesOf(raw['codes'], where, mistakes) };
  return wrong(mistakes, 'Credibility is "B2", or a column with its codes.', where);
}

function codesOf(raw: Json | undefined, where: string, mistakes: Mistakes): Readonly<Record<string, string>> {
  if (raw === undefined) return {};
  const codes = Object.create(null) as Record<string, string>;
  if (!isJsonObject(raw)) wrong(mistakes, '"codes" is an object: what a cell says, and our term.', where);
  else
    for (const [cell, term] of Object.entries(raw))
      if (typeof term === 'string') codes[cell.normalize('NFC')] = term;
      else wrong(mistakes, 'A code is a term in double quotes.', where);
  return codes;
}

interface ClaimPlace {
  readonly type: TypeName;
  readonly above: Saying;
  readonly where: string;
}

const DATES = ['edtf', 'ymd', 'dmy', 'mdy'] as const;

function claimOf(raw: Json, { type, above, where }: ClaimPlace, mistakes: Mistakes): ClaimMap | null {
  if (!isJsonObject(raw)) return wrong(mistakes, 'A claim of the mapping is an object.', where);
  mistakes.take(unknownKeys(raw, CLAIM_KEYS, where));
  const property = wordIn(raw, 'property', mistakes, where) ?? '';
  const { properties } = model[type];
  const definition = Object.hasOwn(properties, property) ? properties[property] : undefined;
  if (definition === undefined)
    return wrong(
      mistakes,
      `${type} has no property "${property.slice(0, 60)}".`,
      where,
      `Properties: ${Object.keys(properties).join(', ')}.`,
    );
  const words = (key: string) => wordIn(raw, key, mistakes, where);
  const column = words('column')?.normalize('NFC') ?? null;
  const value = templateIn(raw, 'value', where, mistakes);
  if ((column === null) === (value === null) && raw['low'] === undefined)
    return wrong(mistakes, 'A claim takes its value from one "column", or from "value" in words.', where);
  const dates = raw['dates'] === undefined ? 'edtf' : DATES.find((one) => one === raw['dates']);
  if (dates === undefined) return wrong(mistakes, `"dates" is one of ${DATES.join(', ')}.`, where);
  // As in a dossier folder, the consent of a thing is for its facts about a person.
  const inherited = definition.personal === true ? above : { ...above, consent: null };
  return {
    property,
    definition,
    column,
    value,
    only: raw['only'] === 'terms' ? 'terms' : null,
    unless: templateIn(raw, 'unless', where, mistakes),
    dates,
    split: words('split'),
    codes: codesOf(raw['codes'], where, mistakes),
    lang: templateIn(raw, 'lang', where, mistakes),
    prefix: words('prefix') ?? '',
    low: words('low'),
    high: words('high'),
    unit: words('unit'),
    scope: words('scope'),
    precision: words('precision') ?? 'county',
    skip: textsIn(raw, 'skip', mistakes),
    unknown: textsIn(raw, 'unknown', mistakes),
    saying: sayingOf(raw, inherited, where, mistakes),
  };
}

function textsIn(raw: JsonObject, key: string, mistakes: Mistakes): string[] {
  return listIn(raw, key, mistakes).flatMap((item) => (typeof item === 'string' ? [item] : []));
}
