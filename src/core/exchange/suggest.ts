/**
 * A first mapping from a table's header, to be read and mended by a person: what a column is called is no
 * proof of what it says. Knows the ways Uwazi writes a table: `title__ko`, `x_geolocation`, values with `|`.
 */
import { type Json, type JsonObject } from '../base/json.js';
import { MAP_FORMAT } from './mapping.js';
import { type Row } from './record.js';

interface Shape {
  readonly property: string;
  readonly names: RegExp;
  readonly more?: JsonObject;
}

const SHAPES: readonly Shape[] = [
  { property: 'title', names: /^(?:title|name|제목|사건명|标题)$/u },
  { property: 'date', names: /(?:^|[\s_])(?:date|day|when)(?:$|[\s_])|날짜|일자|日期/u },
  {
    property: 'figure',
    names: /(?:^|[\s_])(?:number|count|people|victims|how many)(?:$|[\s_])|인원|인수|人数/u,
    more: { unknown: ['?'] },
  },
  {
    property: 'place',
    names: /(?:^|[\s_])(?:place|location|city|county)(?:$|[\s_])|장소|地点/u,
    more: { prefix: 'PL-' },
  },
  { property: 'summary', names: /(?:^|[\s_])(?:summary|description|notes?|text)(?:$|[\s_])|내용|비고|摘要/u },
];

const ID = /^(?:id|no|nr|number|code|번호|编号|sharedid)$/u;

export function suggestMapping(file: string, columns: readonly string[], sample: readonly Row[]): JsonObject {
  const named = (name: string) => name.trim().toLowerCase();
  const id = columns.find((name) => ID.test(named(name)));
  const claims = columns.filter((name) => name !== id).flatMap((name) => claimFor(name, sample));
  return {
    format: MAP_FORMAT,
    about: `A first guess from the names of the columns: read each line, and remove what is wrong. Columns that nobody could place: ${
      columns.filter((name) => name !== id && claimFor(name, sample).length === 0).join(', ') || 'none'
    }.`,
    sources: [{ id: 'S-TABLE', title: file, kind: 'dataset' }],
    source: 'S-TABLE',
    audience: 'team',
    things: [
      {
        type: 'Event',
        id: id === undefined ? 'E-{#}' : `E-{${id}|id}`,
        claims,
      },
    ],
  };
}

function claimFor(name: string, sample: readonly Row[]): JsonObject[] {
  const [, label = name, lang] = /^(.*?)(?:__([a-z]{2,3}))?$/u.exec(name) ?? [];
  const shape = SHAPES.find(({ names }) => names.test(spaced(label)));
  if (shape === undefined) return [];
  const cells = sample
    .map(({ fields }) => fields[name])
    .filter((cell) => typeof cell === 'string' && cell.trim() !== '');
  const split = cells.filter((cell) => typeof cell === 'string' && /\S\|\S/u.test(cell)).length > 1;
  const claim: Record<string, Json> = { property: shape.property, column: name, ...shape.more };
  if (lang !== undefined) claim['lang'] = lang;
  if (split) claim['split'] = '|';
  if (shape.property === 'date') claim['dates'] = orderOf(cells);
  return [claim];
}

function spaced(label: string): string {
  return label
    .trim()
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase();
}

/** The order that no cell contradicts; day first where both would do, which a person must check. */
function orderOf(cells: readonly (Json | undefined)[]): string {
  const parts = cells.flatMap((cell) => {
    const found =
      typeof cell === 'string' ? /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})/u.exec(cell.trim()) : null;
    return found === null ? [] : [[found[1] ?? '', found[2] ?? ''] as const];
  });
  if (parts.length === 0) return 'edtf';
  if (parts.every(([first]) => first.length === 4)) return 'ymd';
  return parts.some(([, second]) => Number(second) > 12) ? 'mdy' : 'dmy';
}
