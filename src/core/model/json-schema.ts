/**
 * The JSON Schema (2020-12) of a dossier file, derived from the model, so that an editor can help while
 * somebody writes one. The door (`core/claim/dossier`) decides; the schema never accepts less.
 */
import { type JsonObject } from '../base/json.js';
import { type PropertyDef } from './define.js';
import { termsOf } from './forms.js';
import { model, type TypeName, typeNames } from './model.js';

const id = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$' };
const words = { type: 'string', minLength: 1 };
const count = { type: ['integer', 'null'], minimum: 0 };
const edtf = {
  type: 'string',
  minLength: 1,
  maxLength: 40,
  description: 'EDTF: 2023-10-09, 2024-04, 2024/2025.',
};
const locatorPart = { type: ['string', 'number'] };

/** Definitions that every claim shares. */
const shared: JsonObject = {
  id,
  edtf,
  locator: {
    type: 'object',
    additionalProperties: false,
    properties: {
      page: locatorPart,
      paragraph: locatorPart,
      time: locatorPart,
      row: locatorPart,
      column: locatorPart,
      chars: { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 2, maxItems: 2 },
    },
  },
  credibility: { type: 'string', pattern: '^[A-F][1-6]$' },
  audience: { enum: ['public', 'team'] },
  basis: { enum: ['read', 'general-knowledge'] },
  claim: object(
    {
      property: words,
      value: true,
      source: { $ref: '#/$defs/id' },
      accordingTo: { type: 'array', items: { $ref: '#/$defs/id' } },
      said: { $ref: '#/$defs/date' },
      locator: { $ref: '#/$defs/locator' },
      stance: { enum: ['asserts', 'denies', 'cannot-confirm'] },
      credibility: { $ref: '#/$defs/credibility' },
      basis: { $ref: '#/$defs/basis' },
      audience: { $ref: '#/$defs/audience' },
      note: words,
      lang: words,
      consent: { $ref: '#/$defs/id' },
    },
    ['property', 'value'],
  ),
  text: {
    anyOf: [words, object({ text: words, lang: words }, ['text', 'lang']), { type: 'null' }],
  },
  date: { anyOf: [{ $ref: '#/$defs/edtf' }, { type: 'null' }] },
  figure: {
    anyOf: [
      words,
      object({ words, low: count, high: count, best: count, qualifier: words, unit: words, scope: words }, [
        'words',
      ]),
      { type: 'null' },
    ],
  },
  point: {
    anyOf: [
      object(
        {
          lat: { type: 'number', minimum: -90, maximum: 90 },
          lon: { type: 'number', minimum: -180, maximum: 180 },
          precision: { enum: ['point', 'facility', 'crossing', 'county', 'province', 'country'] },
        },
        ['lat', 'lon', 'precision'],
      ),
      { type: 'null' },
    ],
  },
  ref: { anyOf: [{ $ref: '#/$defs/id' }, { type: 'null' }] },
  file: { anyOf: [{ type: 'string', pattern: '^[0-9a-f]{64}$' }, { type: 'null' }] },
  url: {
    anyOf: [
      { type: 'string', pattern: '^https?://' },
      object({ url: { type: 'string', pattern: '^https?://' }, read: { type: ['string', 'null'] } }, ['url']),
      { type: 'null' },
    ],
  },
};

/** The schema of one file of a dossier: a list of things with their claims. */
export function jsonSchema(): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Article 33 dossier file',
    description: 'A list of things, each with what sources claim about it.',
    type: 'array',
    items: { oneOf: typeNames.map((type) => ({ $ref: `#/$defs/${type}` })) },
    $defs: { ...shared, ...Object.fromEntries(typeNames.map((type) => [type, thingSchema(type)])) },
  };
}

function thingSchema(type: TypeName): JsonObject {
  const { help, properties } = model[type];
  const claims = Object.entries(properties).map(([name, property]) => claimSchema(name, property));
  return {
    description: help,
    ...object(
      {
        thing: { $ref: '#/$defs/id' },
        type: { const: type },
        source: { $ref: '#/$defs/id' },
        basis: { $ref: '#/$defs/basis' },
        said: { $ref: '#/$defs/date' },
        credibility: { $ref: '#/$defs/credibility' },
        audience: { $ref: '#/$defs/audience' },
        locator: { $ref: '#/$defs/locator' },
        consent: { $ref: '#/$defs/id' },
        claims: { type: 'array', minItems: 1, items: { $ref: '#/$defs/claim', oneOf: claims } },
      },
      ['thing', 'type', 'claims'],
    ),
  };
}

/** Which values the property takes; the other keys are those of every claim. */
function claimSchema(name: string, property: PropertyDef): JsonObject {
  const terms = termsOf(property).map(([term]) => term);
  const value: JsonObject =
    property.value === 'code' ? { enum: [...terms, null] } : { $ref: `#/$defs/${property.value}` };
  return { properties: { property: { const: name, description: property.help }, value } };
}

function object(properties: JsonObject, required: readonly string[]): JsonObject {
  return { type: 'object', additionalProperties: false, required: [...required], properties };
}
