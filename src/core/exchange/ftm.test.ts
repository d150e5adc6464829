/** Another project's file says more than we have a place for: what is taken keeps its source, and what is not is counted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isJsonObject, type JsonObject } from '../base/json.js';
import { type HeldClaim } from '../view/thing.js';
import { ftmStatement } from './ftm-export.js';
import { ftmMapper, isFtm } from './ftm.js';
import { parseLine } from './line.js';

const states = new Map([['cn', 'CHN']]);

const entity = {
  id: 'NK-9~x',
  schema: 'PublicBody',
  datasets: ['xx_list'],
  properties: {
    name: ['An Office', '관청'],
    country: ['cn', 'zz'],
    topics: ['gov'],
    website: ['https://example.org/'],
  },
};

function read(lines: readonly object[], source: string | null = null) {
  const mapper = ftmMapper({ source, states });
  const mapped = lines.map((fields, i) => mapper.map({ row: i + 1, fields: fields as JsonObject }));
  const all = [...mapper.before, ...mapped.flatMap((one) => one.lines)];
  const claims = all.map(({ words }) => {
    const line = parseLine(words);
    assert.ok(line.ok && line.value.record === 'claim', JSON.stringify(line));
    return line.value.claim;
  });
  return { claims, problems: mapped.flatMap((one) => one.problems), left: mapper.after() };
}

test('each value of an entity is a claim of its data set, at that entity, for the team', () => {
  const { claims, problems } = read([entity]);
  assert.deepEqual(problems, []);
  const told = claims.map(({ thing, property, value, source, locator, audience }) => [
    thing.id,
    property,
    value.kind === 'text' ? value.text : value.kind === 'ref' ? value.id : value.kind,
    source,
    locator.column ?? '',
    audience,
  ]);
  assert.deepEqual(told, [
    ['ftm-xx_5f_list', 'title', 'xx_list', 'ftm-xx_5f_list', '', 'team'],
    ['ftm-xx_5f_list', 'kind', 'code', 'ftm-xx_5f_list', '', 'team'],
    ['ftm-NK-9_7e_x', 'kind', 'code', 'ftm-xx_5f_list', 'schema', 'team'],
    ['ftm-NK-9_7e_x', 'name', 'An Office', 'ftm-xx_5f_list', 'name', 'team'],
    ['ftm-NK-9_7e_x', 'name', '관청', 'ftm-xx_5f_list', 'name', 'team'],
    ['ftm-NK-9_7e_x', 'state', 'CHN', 'ftm-xx_5f_list', 'country', 'team'],
    ['ftm-NK-9_7e_x', 'url', 'url', 'ftm-xx_5f_list', 'website', 'team'],
  ]);
});

test('a schema, a property or a country without a place here is counted by name', () => {
  const { left } = read(
    [entity, { id: 'p', schema: 'Payment', properties: {} }, { id: 'q', schema: 'Payment', properties: {} }],
    'S-1',
  );
  assert.deepEqual(
    left.map(({ column, message }) => [column, message.split(' ')[0]]),
    [
      ['PublicBody.country', '1'],
      ['PublicBody.topics', '1'],
      ['Payment', '2'],
    ],
  );
  assert.ok(left.every(({ notice }) => notice === true));
});

test('statements say the same as the entity they make up, value by value', () => {
  const statements = Object.entries(entity.properties).flatMap(([prop, values]) =>
    values.map((value) => ({
      entity_id: entity.id,
      canonical_id: entity.id,
      schema: entity.schema,
      prop,
      value,
      dataset: 'xx_list',
    })),
  );
  const key = (claims: readonly { property: string; value: unknown }[]) =>
    claims.map(({ property, value }) => JSON.stringify([property, value])).sort();
  assert.deepEqual(key(read(statements).claims), key(read([entity]).claims));
});

test('an entity whose source nobody knows is told, not recorded', () => {
  const { claims, problems } = read([{ id: 'a', schema: 'Person', properties: { name: ['N'] } }]);
  assert.deepEqual([claims.length, problems.map(({ kind, row }) => [kind, row])], [0, [['no-source', 1]]]);
});

test('attack 52: hostile keys of an entity reach nothing', () => {
  const { left } = read(
    [{ id: 'a', schema: 'Person', properties: { constructor: ['x'], toString: ['y'] } }],
    'S-1',
  );
  assert.deepEqual(
    left.map(({ column }) => column),
    ['Person.constructor', 'Person.toString'],
  );
  assert.ok(!isFtm({ schema: 'constructor' }));
  const { left: schema } = read([{ id: 'a', schema: 'constructor', properties: {} }], 'S-1');
  assert.deepEqual(
    schema.map(({ column }) => column),
    ['constructor'],
  );
});

test('what is exported as statements and read back says the same', () => {
  const { claims } = read([entity]);
  const held = claims.map((claim): HeldClaim => ({
    id: 'ab'.repeat(32),
    seq: 1,
    at: '2026-05-13T00:00:00.000Z',
    actor: 'p',
    claim,
    standing: 'stands',
    amendedBy: [],
  }));
  const out = held.flatMap(
    (one) => ftmStatement(one, { dataset: 'd', states: new Map([['CHN', 'cn']]) }) ?? [],
  );
  const statements = out.filter(isJsonObject);
  assert.deepEqual(
    statements.filter((one) => one['schema'] === 'Organization').map((one) => [one['prop'], one['value']]),
    [
      ['name', 'An Office'],
      ['name', '관청'],
      ['country', 'cn'],
      ['website', 'https://example.org/'],
    ],
  );
  const retracted = held.map((one) => ({ ...one, standing: 'retracted' as const }));
  assert.ok(retracted.every((one) => ftmStatement(one, { dataset: 'd', states }) === null));
});
