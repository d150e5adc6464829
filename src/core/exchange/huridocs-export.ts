/**
 * Events with the codes of the HURIDOCS micro-thesauri, one claim a row, under the names OpenEvSys gives the
 * fields. Claims about anything else, and codes those lists do not have, are left out and counted.
 */
import { termsOf } from '../model/forms.js';
import { model, type TypeName } from '../model/model.js';
import { type HeldClaim } from '../view/thing.js';
import { csvLine, safeCell } from './csv-claims.js';
import { valueWords } from './words.js';

export const huridocsColumns = [
  'entity',
  'record_number',
  'field',
  'value',
  'code',
  'thesaurus',
  'source',
  'row',
  'recorded',
] as const;

const FIELDS: Partial<Readonly<Record<TypeName, readonly [string, Readonly<Record<string, string>>]>>> = {
  Event: [
    'event',
    {
      title: 'event_title',
      date: 'initial_date',
      summary: 'event_description',
      verification: 'violation_status',
      kind: 'type_of_act',
      act: 'type_of_act',
      place: 'local_geographical_area',
      by: 'perpetrator',
      person: 'victim',
      group: 'victim',
      partOf: 'related_event',
      figure: 'number_of_persons_in_group',
    },
  ],
  Person: [
    'person',
    {
      name: 'person_name',
      code: 'other_names',
      sex: 'sex',
      birth: 'date_of_birth',
      occupation: 'occupation',
      origin: 'place_of_birth',
    },
  ],
  Group: ['person', { name: 'person_name', figure: 'number_of_persons_in_group' }],
  Answer: ['intervention', { kind: 'response', date: 'date_of_intervention', text: 'remarks' }],
  Source: ['supporting_document', { title: 'document_title', published: 'date_created', url: 'uri' }],
};

/** `null`: that format has no place for it. */
export function huridocsRow({ at, claim, standing }: HeldClaim): string | null {
  const [entity, fields] = FIELDS[claim.thing.type] ?? ['', {}];
  const field = Object.hasOwn(fields, claim.property) ? fields[claim.property] : undefined;
  if (field === undefined || claim.stance !== 'asserts') return null;
  if (standing !== 'stands' && standing !== 'disputed') return null;
  const coded = codeOf(claim);
  if (coded === null) return null;
  const { locator } = claim;
  const place = [locator.page, locator.paragraph, locator.row].filter((part) => part !== undefined).join(' ');
  const cells = [entity, claim.thing.id, field, coded.words, coded.code, coded.list, claim.source, place, at];
  return csvLine(cells.map(safeCell));
}

interface Coded {
  readonly words: string;
  readonly code: string;
  readonly list: string;
}

function codeOf({ thing, property, value }: HeldClaim['claim']): Coded | null {
  if (value.kind === 'code') {
    const definition = model[thing.type].properties[property];
    const term =
      definition === undefined ? undefined : termsOf(definition).find(([name]) => name === value.term)?.[1];
    const [list = '', code = ''] = term?.huridocs?.split(' ') ?? [];
    return term === undefined || code === '' ? null : { words: term.en, code, list };
  }
  const words = valueWords(value);
  if (typeof words === 'string')
    return property === 'act' && /^\d{12}$/.test(words) ? { words, code: words, list: 'MT4' } : plain(words);
  if (value.kind === 'text') return plain(value.text);
  if (value.kind === 'figure') return plain(value.figure.words);
  return value.kind === 'url' ? plain(value.url) : null;
}

function plain(words: string): Coded {
  return { words, code: '', list: '' };
}
