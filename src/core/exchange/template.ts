/**
 * Words of a mapping with columns in braces: `E-{no}`. `{#}` is the row; `{name|id}` writes what an id
 * cannot hold as code points, so that two names never become one id.
 */
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../base/json.js';
import { fail, ok, type Result } from '../base/result.js';
import { type Row } from './record.js';

export interface Template {
  readonly parts: readonly Part[];
}
type Part =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'column'; readonly column: string; readonly asId: boolean };

export function parseTemplate(text: string, where: string): Result<Template> {
  const parts: Part[] = [];
  let at = 0;
  for (const found of text.matchAll(/\{([^{}]*)\}/gu)) {
    if (found.index > at) parts.push({ kind: 'words', words: text.slice(at, found.index) });
    const inside = found[1] ?? '';
    const asId = inside.endsWith('|id');
    const column = (asId ? inside.slice(0, -3) : inside).trim().normalize('NFC');
    if (column === '')
      return fail('bad-map', 'Braces hold the name of a column.', { where, fix: 'Write {date} or {#}.' });
    parts.push({ kind: 'column', column, asId });
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push({ kind: 'words', words: text.slice(at) });
  return ok({ parts });
}

export function columnsOf({ parts }: Template): string[] {
  return parts.flatMap((part) => (part.kind === 'column' && part.column !== '#' ? [part.column] : []));
}

/** `null` when a column it names is empty in this row: half an id would be somebody else's. */
export function fill({ parts }: Template, row: Row): string | null {
  let text = '';
  for (const part of parts) {
    if (part.kind === 'words') text += part.words;
    else {
      const cell =
        part.column === '#' ? String(row.row) : (cellsOf(row.fields, part.column)?.[0] ?? '').trim();
      if (cell === '') return null;
      text += part.asId ? idOf(cell) : cell;
    }
  }
  return text;
}

/** Letters, digits, dots and hyphens stay; anything else, the underscore too, becomes `_` and its code point. */
export function idOf(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]/gu, (char) => `_${(char.codePointAt(0) ?? 0).toString(16)}_`);
}

/** A name with dots leads into nested objects. `undefined`: the record has no such column; `null`: no words. */
export function cellsOf(fields: JsonObject, column: string): readonly string[] | null | undefined {
  if (Object.hasOwn(fields, column)) return wordsIn(fields[column]);
  let value: Json | undefined = fields;
  for (const key of column.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return wordsIn(value);
}

function wordsIn(value: Json | undefined): readonly string[] | null {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (!isJsonList(value)) return null;
  const words = value.map((item) => wordsIn(item)?.[0] ?? null);
  return words.includes(null) ? null : words.filter((word) => word !== null);
}
