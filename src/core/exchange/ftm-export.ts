/**
 * FollowTheMoney statements: one value of one entity, said by one source, which is what a claim is. What that
 * model has no place for, and what is denied or no longer stands, is left out and counted.
 */
import { type JsonObject } from '../base/json.js';
import { type TypeName } from '../model/model.js';
import { type Value } from '../model/value.js';
import { type HeldClaim } from '../view/thing.js';

/** Their schema for a type of ours, and their property for each of ours. */
const TABLE: Partial<Readonly<Record<TypeName, readonly [string, Readonly<Record<string, string>>]>>> = {
  Person: [
    'Person',
    { name: 'name', sex: 'gender', birth: 'birthDate', origin: 'nationality', identifier: 'idNumber' },
  ],
  Body: [
    'Organization',
    { name: 'name', alias: 'alias', state: 'country', partOf: 'parent', url: 'website' },
  ],
  Place: ['Address', { name: 'full', state: 'country' }],
  Event: [
    'Event',
    {
      title: 'name',
      date: 'date',
      summary: 'summary',
      by: 'organizer',
      place: 'location',
      person: 'involved',
      group: 'involved',
    },
  ],
  Source: [
    'Document',
    {
      title: 'title',
      published: 'publishedAt',
      accessed: 'retrievedAt',
      publisher: 'publisher',
      url: 'sourceUrl',
      language: 'language',
      note: 'summary',
    },
  ],
  Tenure: ['Occupancy', { person: 'holder', body: 'post', from: 'startDate', until: 'endDate' }],
};

/** `states`: ids of States to their two-letter codes, lower case. `null`: no place for it there. */
export function ftmStatement(
  { id, at, claim, standing }: HeldClaim,
  { dataset, states }: { readonly dataset: string; readonly states: ReadonlyMap<string, string> },
): JsonObject | null {
  const [schema, properties] = TABLE[claim.thing.type] ?? ['', {}];
  const prop = Object.hasOwn(properties, claim.property) ? properties[claim.property] : undefined;
  if (prop === undefined || claim.stance !== 'asserts') return null;
  if (standing !== 'stands' && standing !== 'disputed') return null;
  const value = valueFor(claim.value, states);
  if (value === null) return null;
  return {
    id,
    entity_id: claim.thing.id,
    canonical_id: claim.thing.id,
    schema,
    prop,
    value,
    dataset,
    ...(claim.value.kind === 'text' && claim.value.lang !== 'und' ? { lang: claim.value.lang } : {}),
    external: false,
    first_seen: at.slice(0, 19),
    origin: claim.source,
  };
}

/** Days, months and years are written as there; what is less certain has no form in that model. */
const PLAIN_DATE = /^\d{4}(?:-\d{2}){0,2}$/;

function valueFor(value: Value, states: ReadonlyMap<string, string>): string | null {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'date':
      return PLAIN_DATE.test(value.date.edtf) ? value.date.edtf : null;
    case 'ref':
      return states.get(value.id) ?? value.id;
    case 'url':
      return value.url;
    case 'code':
    case 'figure':
    case 'point':
    case 'file':
    case 'unknown':
      return null;
    default:
      return value satisfies never;
  }
}
