/**
 * FollowTheMoney, entities and statements, in JSON Lines: each value of an entity is a claim by the data set
 * it came from, at that entity. Everything is for the team: other people's lists are no publication of ours.
 */
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../base/json.js';
import { isLanguageTag } from '../base/language.js';
import { ftmSchemata, type FtmProperty, type FtmSchema } from './ftm-table.js';
import { dateWords, type Mapped, type Mapper, type PlacedLine } from './map-row.js';
import { type Row, type RowProblem } from './record.js';
import { idOf } from './template.js';

export interface FtmSettings {
  /** The source for entities that name no data set; `null`: such an entity is told. */
  readonly source: string | null;
  /** ISO 3166-1 alpha-2, lower case, to the id of a State. */
  readonly states: ReadonlyMap<string, string>;
}

/** Whether a line is an entity or a statement, by the keys both formats promise. */
export function isFtm(fields: JsonObject): boolean {
  if (typeof fields['schema'] !== 'string') return false;
  return (
    isJsonObject(fields['properties']) ||
    (typeof fields['prop'] === 'string' && typeof fields['entity_id'] === 'string')
  );
}

export function ftmMapper(settings: FtmSettings): Mapper {
  const reading = new FtmReading(settings);
  return {
    before: settings.source === null ? [] : describe(settings.source, settings.source),
    map: (row) => reading.row(row),
    after: () => reading.leftOut(),
  };
}

function describe(id: string, title: string): PlacedLine[] {
  const claim = { record: 'claim', thing: id, type: 'Source', source: id, audience: 'team' };
  return [
    { row: null, column: null, words: { ...claim, property: 'title', value: title } },
    { row: null, column: null, words: { ...claim, property: 'kind', value: 'dataset' } },
  ];
}

interface Said {
  readonly row: number;
  /** Their id of the entity: it stays when the file is written in another order. */
  readonly entity: string;
  readonly schema: string;
  readonly source: string;
  readonly lang: string | null;
}

class FtmReading {
  private readonly settings: FtmSettings;
  private readonly described = new Set<string>();
  private readonly unmapped = new Map<string, number>();
  private readonly kinds = new Set<string>();

  constructor(settings: FtmSettings) {
    this.settings = settings;
  }

  row({ row, fields }: Row): Mapped {
    const schema = textIn(fields, 'schema');
    if (!isFtm(fields)) return wrong(row, 'not-ftm', 'The line is no FollowTheMoney entity or statement.');
    const statement = !isJsonObject(fields['properties']);
    const entity = statement
      ? textIn(fields, 'canonical_id') || textIn(fields, 'entity_id')
      : textIn(fields, 'id');
    if (entity === '') return wrong(row, 'no-id', 'The entity has no id.');
    const lines: PlacedLine[] = [];
    const source = this.sourceOf(fields, lines);
    if (source === null)
      return wrong(
        row,
        'no-source',
        'The entity names no data set, so nobody says it.',
        'Add --source ID: the Source whose words the file is.',
      );
    const lang = textIn(fields, 'lang');
    const said = { row, entity, schema, source, lang: isLanguageTag(lang) ? lang : null };
    const known = Object.hasOwn(ftmSchemata, schema) ? ftmSchemata[schema] : undefined;
    if (known === undefined) {
      this.count(schema);
      return { lines, problems: [] };
    }
    if (statement) this.values(known, said, { [textIn(fields, 'prop')]: [fields['value'] ?? null] }, lines);
    else if (isJsonObject(fields['properties'])) this.values(known, said, fields['properties'], lines);
    return { lines, problems: [] };
  }

  private sourceOf(fields: JsonObject, lines: PlacedLine[]): string | null {
    const sets = fields['datasets'];
    const [first] = isJsonList(sets) ? sets : [];
    const dataset = textIn(fields, 'dataset') || (typeof first === 'string' ? first : '');
    if (this.settings.source !== null || dataset === '') return this.settings.source;
    const id = `ftm-${idOf(dataset)}`;
    if (!this.described.has(id)) lines.push(...describe(id, dataset));
    this.described.add(id);
    return id;
  }

  private values(schema: FtmSchema, said: Said, properties: JsonObject, lines: PlacedLine[]): void {
    if (schema.kind !== undefined && !this.kinds.has(said.entity)) {
      // Statements repeat their schema; a million of them are not remembered for it.
      if (this.kinds.size < KINDS_KEPT) this.kinds.add(said.entity);
      lines.push(claim(schema, said, 'schema', { property: 'kind', value: schema.kind }));
    }
    for (const [theirs, values] of Object.entries(properties)) {
      const ours = Object.hasOwn(schema.properties, theirs) ? schema.properties[theirs] : undefined;
      const list = isJsonList(values) ? values : [values];
      if (ours === undefined) {
        // A statement of its own id says nothing more.
        if (theirs !== 'id' && theirs !== '') this.count(`${said.schema}.${theirs}`, list.length);
        continue;
      }
      for (const value of list) {
        const words = typeof value === 'string' ? this.value(value.trim(), ours, said) : null;
        if (words === null) this.count(`${said.schema}.${theirs}`);
        else if (words !== '')
          lines.push(claim(schema, said, theirs, { property: ours.property, value: words }));
      }
    }
  }

  /** `null`: it has no place here; an empty text says nothing. */
  private value(words: string, { way }: FtmProperty, { lang }: Said): Json {
    if (words === '') return '';
    switch (way) {
      case 'text':
        return { text: words, lang: lang ?? 'und' };
      case 'date':
        return dateWords(words, 'ymd');
      case 'url':
      case 'language':
        return words;
      case 'entity':
        return thingId(words);
      case 'country':
        return this.settings.states.get(words.toLowerCase()) ?? null;
      default:
        return way satisfies never;
    }
  }

  private count(what: string, times = 1): void {
    this.unmapped.set(what, (this.unmapped.get(what) ?? 0) + times);
  }

  leftOut(): RowProblem[] {
    return [...this.unmapped].map(([what, times]) => ({
      row: null,
      column: what,
      kind: 'not-mapped',
      message: `${times} of it left out: it has no place here.`,
      fix: 'Map the file with a mapping of your own, if it belongs in the record.',
      notice: true,
    }));
  }
}

const KINDS_KEPT = 100_000;

function thingId(entity: string): string {
  return `ftm-${idOf(entity)}`;
}

function claim(
  schema: FtmSchema,
  said: Said,
  column: string,
  what: { property: string; value: Json },
): PlacedLine {
  return {
    row: said.row,
    column,
    words: {
      record: 'claim',
      thing: thingId(said.entity),
      type: schema.type,
      ...what,
      source: said.source,
      audience: 'team',
      locator: { row: said.entity, column },
    },
  };
}

function textIn(fields: JsonObject, key: string): string {
  const value = fields[key];
  return typeof value === 'string' ? value : '';
}

function wrong(row: number, kind: string, message: string, fix = 'Mend the line, or leave it out.'): Mapped {
  return { lines: [], problems: [{ row, column: null, kind, message, fix }] };
}
