/**
 * FollowTheMoney schemata and properties, and what they are here. What is not in this table is counted and
 * told, never dropped in silence. Names of the other model: https://followthemoney.tech/explorer/ .
 */
import { type TypeName } from '../model/model.js';

/** How words of theirs become a value of ours. */
export type Way = 'text' | 'date' | 'url' | 'language' | 'entity' | 'country';

export interface FtmProperty {
  readonly property: string;
  readonly way: Way;
}

export interface FtmSchema {
  readonly type: TypeName;
  /** A code every thing of the schema gets. */
  readonly kind?: string;
  readonly properties: Readonly<Record<string, FtmProperty>>;
}

const as = (property: string, way: Way): FtmProperty => ({ property, way });
const name = as('name', 'text');
const title = as('title', 'text');

const body = {
  name,
  alias: as('alias', 'text'),
  weakAlias: as('alias', 'text'),
  previousName: as('alias', 'text'),
  abbreviation: as('alias', 'text'),
  country: as('state', 'country'),
  jurisdiction: as('state', 'country'),
  mainCountry: as('state', 'country'),
  parent: as('partOf', 'entity'),
  website: as('url', 'url'),
} as const;

const document = {
  title,
  fileName: title,
  publisher: as('publisher', 'text'),
  date: as('published', 'date'),
  authoredAt: as('published', 'date'),
  publishedAt: as('published', 'date'),
  retrievedAt: as('accessed', 'date'),
  language: as('language', 'language'),
  sourceUrl: as('url', 'url'),
  summary: as('note', 'text'),
} as const;

const tenure = {
  role: as('office', 'text'),
  startDate: as('from', 'date'),
  endDate: as('until', 'date'),
} as const;

export const ftmSchemata: Readonly<Record<string, FtmSchema>> = {
  Person: {
    type: 'Person',
    properties: {
      name,
      alias: name,
      weakAlias: name,
      previousName: name,
      wikidataId: as('identifier', 'text'),
      gender: as('sex', 'text'),
      birthDate: as('birth', 'date'),
      country: as('origin', 'country'),
      nationality: as('origin', 'country'),
      citizenship: as('origin', 'country'),
    },
  },
  LegalEntity: { type: 'Body', kind: 'other', properties: body },
  Organization: { type: 'Body', kind: 'other', properties: body },
  Company: { type: 'Body', kind: 'other', properties: body },
  PublicBody: { type: 'Body', kind: 'state-organ', properties: body },
  Position: {
    type: 'Body',
    kind: 'office',
    properties: { name, country: as('state', 'country'), organization: as('partOf', 'entity') },
  },
  Address: {
    type: 'Place',
    properties: { full: name, name, country: as('state', 'country') },
  },
  Event: {
    type: 'Event',
    properties: {
      name: title,
      date: as('date', 'date'),
      startDate: as('date', 'date'),
      summary: as('summary', 'text'),
      description: as('summary', 'text'),
      organizer: as('by', 'entity'),
      location: as('place', 'entity'),
    },
  },
  Document: { type: 'Source', kind: 'document', properties: document },
  PlainText: { type: 'Source', kind: 'document', properties: document },
  HyperText: { type: 'Source', kind: 'webpage', properties: document },
  Pages: { type: 'Source', kind: 'document', properties: document },
  Email: { type: 'Source', kind: 'document', properties: { ...document, subject: title } },
  Article: { type: 'Source', kind: 'article', properties: { ...document, name: title } },
  Membership: {
    type: 'Tenure',
    properties: { ...tenure, member: as('person', 'entity'), organization: as('body', 'entity') },
  },
  Employment: {
    type: 'Tenure',
    properties: { ...tenure, employee: as('person', 'entity'), employer: as('body', 'entity') },
  },
  Directorship: {
    type: 'Tenure',
    properties: { ...tenure, director: as('person', 'entity'), organization: as('body', 'entity') },
  },
  Occupancy: {
    type: 'Tenure',
    properties: { ...tenure, holder: as('person', 'entity'), post: as('body', 'entity') },
  },
};
