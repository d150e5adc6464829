/** The OpenAPI 3.1 description, made from the model, the code lists and the shapes the routes read by. */
import { z } from 'zod';
import { codeLists } from '../../core/model/codes.js';
import { model, typeNames } from '../../core/model/model.js';
import { queries } from './queries.js';

type Json = Readonly<Record<string, unknown>>;

interface Route {
  readonly path: string;
  readonly summary: string;
  readonly query: keyof typeof queries;
  readonly data: Json;
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const list = (items: Json): Json => ({ type: 'array', items });
const text: Json = { type: 'string' };
const orNull = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] });
const whole: Json = { type: 'integer' };

/** Every address under `/api/v1`; the test over all routes holds them against the app. */
export const routes: readonly Route[] = [
  { path: '', summary: 'Where to begin', query: 'none', data: object({ openapi: text, dossiers: text }) },
  { path: '/dossiers', summary: 'The dossiers you may read', query: 'none', data: list(ref('Dossier')) },
  {
    path: '/dossiers/{dossier}',
    summary: 'One dossier, with the head of its log',
    query: 'none',
    data: { allOf: [ref('Dossier'), object({ size: whole, root: text })] },
  },
  {
    path: '/dossiers/{dossier}/things',
    summary: 'Things by id, with every claim about each',
    query: 'things',
    data: list(ref('Thing')),
  },
  {
    path: '/dossiers/{dossier}/things/{id}',
    summary: 'One thing with every claim about it, contradictions kept',
    query: 'one',
    data: ref('Thing'),
  },
  {
    path: '/dossiers/{dossier}/claims',
    summary:
      'Claims in the order recorded; the cursor is the entry after which to go on, so it also gives what is new',
    query: 'claims',
    data: list(ref('Claim')),
  },
  {
    path: '/dossiers/{dossier}/search',
    summary: 'What meets some words, the best first, with the passages that were met',
    query: 'search',
    data: object({
      results: list(ref('Found')),
      marks: list(object({ mark: text, count: whole })),
      countedAll: { type: 'boolean' },
    }),
  },
  {
    path: '/dossiers/{dossier}/changes',
    summary: 'Entries of the log after one, oldest first: what to read again',
    query: 'changes',
    data: list(ref('Change')),
  },
];

function object(properties: Readonly<Record<string, Json>>, required = Object.keys(properties)): Json {
  return { type: 'object', properties, required };
}

const help: Readonly<Record<string, string>> = {
  asOf: 'What the record held then: the end of a day, month or year (UTC), an instant, or entry:N.',
  cursor: '`meta.next` of the page before.',
  where: 'property=value, several separated by commas: type=Event,year=2023.',
  q: 'Words in any language; "phrases", -words, beginnings*.',
  since: 'Of `search`: EDTF, what may have been then or later. Of `changes`: the entry after which to begin.',
  until: 'EDTF: what may have been then or before.',
};

function parametersOf({ path, query }: Route): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: text,
  }));
  const schema = z.toJSONSchema(queries[query], { io: 'input', unrepresentable: 'any' });
  const required = new Set(schema.required ?? []);
  const asked = Object.entries(schema.properties ?? {}).map(([name, one]) => ({
    name,
    in: 'query',
    required: required.has(name),
    ...(help[name] === undefined ? {} : { description: help[name] }),
    schema: one,
  }));
  return [...inPath, ...asked];
}

export function openApi(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Article 33',
      version: '1',
      description:
        'Reading the record: dossiers, things, claims, search and changes. Whoever asks is whoever is signed in; what they may not read is not there. Every answer is {data, meta}, every failure {error}. ETags are strong: send If-None-Match.',
    },
    servers: [{ url: '/api/v1' }],
    paths: Object.fromEntries(
      routes.map((route) => [
        route.path === '' ? '/' : route.path,
        {
          get: {
            summary: route.summary,
            parameters: parametersOf(route),
            responses: {
              200: {
                description: route.summary,
                headers: { ETag: { schema: text } },
                content: { 'application/json': { schema: object({ data: route.data, meta: ref('Meta') }) } },
              },
              304: { description: 'It is what If-None-Match named.' },
              default: {
                description: 'What happened, where, and what to do.',
                content: { 'application/json': { schema: ref('Failure') } },
              },
            },
          },
        },
      ]),
    ),
    components: { schemas: schemas() },
  };
}

function schemas(): Json {
  return {
    Failure: object({
      error: object({ kind: text, message: text, where: text, fix: text }, ['kind', 'message']),
    }),
    Meta: object({ dossier: text, entry: whole, asOf: orNull(text), next: orNull(text), total: whole }, []),
    Dossier: object({
      id: text,
      title: object({ en: text, ko: text }),
      summary: object({ en: text, ko: text }),
      returningStates: list(text),
      originStates: list(text),
      period: orNull(text),
      invented: { type: 'boolean' },
    }),
    Thing: object({ id: text, type: { enum: typeNames }, title: text, claims: list(ref('Claim')) }),
    Claim: claimSchema(),
    Value: { oneOf: valueSchemas() },
    Locator: object(
      {
        page: text,
        paragraph: text,
        chars: { type: 'array', prefixItems: [whole, whole], minItems: 2, maxItems: 2 },
        time: text,
        row: text,
        column: text,
      },
      [],
    ),
    Found: foundSchema(),
    Change: object({ entry: whole, kind: text, at: text, by: text, id: text, erased: { type: 'boolean' } }),
    ...typeSchemas(),
    ...codeSchemas(),
  };
}

function claimSchema(): Json {
  return object({
    id: text,
    entry: whole,
    recordedAt: text,
    recordedBy: text,
    thing: text,
    type: { enum: typeNames },
    property: { type: 'string', description: 'A property of the type: see the schema named after it.' },
    value: ref('Value'),
    source: text,
    accordingTo: list(text),
    locator: ref('Locator'),
    stance: { enum: ['asserts', 'denies', 'cannot-confirm'] },
    said: orNull({ type: 'string', description: 'EDTF' }),
    credibility: object({ source: text, information: text, original: text }, ['source', 'information']),
    audience: text,
    consent: orNull(text),
    basis: { enum: ['read', 'general-knowledge'] },
    note: text,
    standing: { enum: ['stands', 'retracted', 'corrected', 'disputed'] },
    amendedBy: list(
      object({
        id: text,
        entry: whole,
        at: text,
        by: text,
        action: { enum: ['retract', 'correct', 'dispute', 'reinstate'] },
        replacement: orNull(text),
        why: text,
      }),
    ),
  });
}

function valueSchemas(): Json[] {
  const kind = (name: string, rest: Readonly<Record<string, Json>>) =>
    object({ kind: { const: name }, ...rest });
  const number = orNull({ type: 'number' });
  return [
    kind('text', { text, lang: text }),
    kind('date', {
      edtf: text,
      earliest: orNull(text),
      latest: orNull(text),
      precision: text,
      approximate: { type: 'boolean' },
      uncertain: { type: 'boolean' },
    }),
    kind('figure', {
      low: number,
      high: number,
      best: number,
      qualifier: text,
      words: text,
      unit: text,
      scope: text,
    }),
    kind('point', { lat: { type: 'number' }, lon: { type: 'number' }, precision: text }),
    kind('ref', { id: text }),
    kind('code', { term: text }),
    kind('file', { sha256: text }),
    kind('url', { url: text, read: orNull(text) }),
    kind('unknown', {}),
  ];
}

function foundSchema(): Json {
  const through = object({ thing: text, title: text });
  const range: Json = { type: 'array', prefixItems: [whole, whole], minItems: 2, maxItems: 2 };
  return object({
    dossier: text,
    thing: text,
    type: { enum: typeNames },
    title: text,
    rank: { type: 'number' },
    words: list(object({ word: text, way: text, through }, ['word', 'way'])),
    name: orNull(object({ written: text, probability: { type: 'number' } })),
    passages: list(
      object({
        claim: text,
        property: text,
        part: { enum: ['value', 'note'] },
        text,
        ranges: list(range),
        source: text,
        sourceTitle: text,
        locator: text,
      }),
    ),
    more: whole,
  });
}

/** One schema a type: its properties, what each means and which kind of value it has. */
function typeSchemas(): Json {
  return Object.fromEntries(
    typeNames.map((name) => {
      const type = model[name];
      const properties = Object.entries(type.properties).map(([property, declared]) => [
        property,
        {
          title: declared.label.en,
          description: declared.help,
          'x-value': declared.value,
          ...(declared.codes === undefined ? {} : { 'x-terms': ref(codeName(declared.codes)) }),
          ...(declared.to === undefined ? {} : { 'x-to': declared.to }),
        },
      ]);
      return [
        `type-${name}`,
        { title: type.label.en, description: type.help, 'x-properties': Object.fromEntries(properties) },
      ];
    }),
  );
}

function codeName(codes: string): string {
  return `terms-${codes}`;
}

function codeSchemas(): Json {
  return Object.fromEntries(
    Object.entries(codeLists).map(([name, terms]) => [codeName(name), { enum: Object.keys(terms) }]),
  );
}
