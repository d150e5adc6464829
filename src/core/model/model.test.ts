import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Json, type JsonObject } from '../base/json.js';
import { type Label } from '../base/language.js';
import { codeLists } from './codes.js';
import { type PropertyDef } from './define.js';
import { claimColumns, csvHeaders, formFields } from './forms.js';
import { jsonSchema } from './json-schema.js';
import { isTypeName, model, typeNames } from './model.js';
import { modelPage } from './page.js';

const root = join(import.meta.dirname, '../../../..');
const everyProperty = typeNames.flatMap((type) =>
  Object.entries(model[type].properties).map(([name, property]): [string, PropertyDef] => [
    `${type}.${name}`,
    property,
  ]),
);

test('nothing in the model points at what is not there', () => {
  for (const [where, property] of everyProperty) {
    for (const to of property.to ?? []) assert.ok(isTypeName(to), `${where} → ${to}`);
    assert.equal(property.value === 'code', property.codes !== undefined, where);
    assert.equal(property.value === 'ref', property.to !== undefined, where);
    if (property.codes !== undefined)
      assert.ok(Object.hasOwn(codeLists, property.codes), `${where}: ${property.codes}`);
    assert.match(property.help, /\S/, where);
  }
  for (const type of typeNames)
    assert.ok(Object.hasOwn(model[type].properties, model[type].title), `${type} title`);
  const used = new Set(everyProperty.flatMap(([, property]) => property.codes ?? []));
  assert.deepEqual(
    Object.keys(codeLists).filter((list) => !used.has(list)),
    [],
    'code lists nothing uses',
  );
});

test('every label is there in both languages', () => {
  const labels: [string, Label][] = [
    ...typeNames.flatMap((type): [string, Label][] => [
      [type, model[type].label],
      [type, model[type].plural],
    ]),
    ...everyProperty.map(([where, property]): [string, Label] => [where, property.label]),
    ...Object.entries(codeLists).flatMap(([list, terms]) =>
      Object.entries(terms).map(([code, term]): [string, Label] => [`${list}.${code}`, term]),
    ),
  ];
  for (const [where, { en, ko }] of labels) {
    assert.match(en, /[A-Za-z]/, where);
    assert.match(ko, /\p{Script=Hangul}/u, where);
  }
});

test('forms and tables offer every property of a type, and no other', () => {
  for (const type of typeNames) {
    const names = Object.keys(model[type].properties);
    assert.deepEqual(
      formFields(type).map(({ name }) => name),
      names,
    );
    const headers = csvHeaders(type);
    assert.equal(new Set(headers).size, headers.length, `${type} has a column twice`);
    const columns = headers
      .slice(1, headers.length - claimColumns.length)
      .map((header) => header.split('.')[0]);
    assert.deepEqual([...new Set(columns)], names);
  }
  const kind = formFields('Event').find(({ name }) => name === 'kind');
  assert.ok(kind?.options.some(({ value }) => value === 'forced-return'));
});

test('the committed pages are what the model says', () => {
  const read = (name: string) => readFileSync(join(root, 'docs/formats', name), 'utf8');
  const again = 'run `npm run docs:model` and commit';
  assert.equal(read('model.md'), modelPage(), again);
  assert.equal(read('dossier.schema.json'), `${JSON.stringify(jsonSchema(), null, 1)}\n`, again);
});

test('every shipped dossier file fits the schema, and a misspelt one does not', () => {
  const folder = join(root, 'dossiers');
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.json') && !name.endsWith('dossier.json'));
  assert.ok(files.length > 0);
  for (const name of files)
    assert.equal(misfit(jsonSchema(), JSON.parse(readFileSync(join(folder, name), 'utf8'))), null, name);
  const thing = (claim: JsonObject): Json => [{ thing: 'E-1', type: 'Event', claims: [claim] }];
  assert.equal(misfit(jsonSchema(), thing({ property: 'figure', value: 'more than 500' })), null);
  for (const claim of [
    { property: 'figures', value: '5' },
    { property: 'kind', value: 'return' },
    { property: 'figure', value: 500 },
    { property: 'figure', value: '500', sources: 'x' },
    { property: 'figure' },
  ])
    assert.notEqual(misfit(jsonSchema(), thing(claim)), null, JSON.stringify(claim));
});

/** The keywords of JSON Schema that ours uses; where the value does not fit, or `null`. */
function misfit(whole: JsonObject, value: Json, schema: JsonObject = whole, where = '$'): string | null {
  const known =
    'title description $schema $defs $ref type const enum pattern minLength maxLength minimum maximum minItems maxItems items oneOf anyOf properties required additionalProperties'.split(
      ' ',
    );
  for (const key of Object.keys(schema)) assert.ok(known.includes(key), `keyword ${key}`);
  const bad = (why: string) => `${where}: ${why}`;
  const { $ref: ref, type, enum: terms, pattern, oneOf, anyOf } = schema;
  if (typeof ref === 'string') {
    const target = (whole['$defs'] as JsonObject)[ref.replace('#/$defs/', '')];
    assert.ok(target !== undefined, ref);
    const found = misfit(whole, value, target as JsonObject, where);
    if (found !== null) return found;
  }
  const is =
    value === null
      ? 'null'
      : Array.isArray(value)
        ? 'array'
        : Number.isInteger(value)
          ? 'integer'
          : typeof value;
  const types = typeof type === 'string' ? [type] : ((type ?? null) as string[] | null);
  if (types !== null && !types.includes(is) && !(is === 'integer' && types.includes('number')))
    return bad(`is ${is}`);
  if (schema['const'] !== undefined && schema['const'] !== value) return bad('const');
  if (Array.isArray(terms) && !terms.includes(value)) return bad('enum');
  if (typeof value === 'string') {
    if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) return bad('pattern');
    if (value.length < Number(schema['minLength'] ?? 0)) return bad('minLength');
    if (value.length > Number(schema['maxLength'] ?? Number.POSITIVE_INFINITY)) return bad('maxLength');
  }
  if (
    typeof value === 'number' &&
    (value < Number(schema['minimum'] ?? -Infinity) || value > Number(schema['maximum'] ?? Infinity))
  )
    return bad('range');
  for (const [options, exactly] of [
    [oneOf, true],
    [anyOf, false],
  ] as const) {
    if (!Array.isArray(options)) continue;
    const results = options.map((option) => misfit(whole, value, option as JsonObject, where));
    const fits = results.filter((each) => each === null).length;
    if (fits === 0 || (exactly && fits > 1)) return bad(`${fits} of the options fit`);
  }
  return Array.isArray(value)
    ? misfitItems(whole, value, schema, where)
    : misfitKeys(whole, value, schema, where);
}

function misfitItems(
  whole: JsonObject,
  value: readonly Json[],
  schema: JsonObject,
  where: string,
): string | null {
  if (value.length < Number(schema['minItems'] ?? 0) || value.length > Number(schema['maxItems'] ?? Infinity))
    return `${where}: length`;
  if (schema['items'] === undefined) return null;
  for (const [i, item] of value.entries()) {
    const found = misfit(whole, item, schema['items'] as JsonObject, `${where}[${i}]`);
    if (found !== null) return found;
  }
  return null;
}

function misfitKeys(whole: JsonObject, value: Json, schema: JsonObject, where: string): string | null {
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    schema['properties'] === undefined
  )
    return null;
  const [object, properties] = [value as JsonObject, schema['properties'] as JsonObject];
  for (const key of (schema['required'] ?? []) as string[])
    if (!(key in object)) return `${where}: lacks ${key}`;
  for (const [key, each] of Object.entries(object)) {
    const own = properties[key];
    if (own === true || (own === undefined && schema['additionalProperties'] !== false)) continue;
    if (own === undefined) return `${where}: unknown ${key}`;
    const found = misfit(whole, each, own as JsonObject, `${where}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
