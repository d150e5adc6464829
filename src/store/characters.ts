/**
 * How characters are read, for the keys under which names are filed. Views are folded deep inside a transaction,
 * so the shipped tables are read at once, the first time, and kept: they change with the program alone, and
 * `VIEW_VERSION` with them.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unwrap } from '../core/base/result.js';
import { type NameTables, parseNameTables } from '../core/name/tables.js';

const folder = resolve(import.meta.dirname, '../../..', 'data/names');
let read: NameTables | null = null;

export function characterTables(): NameTables {
  const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  read ??= unwrap(parseNameTables({ characters: json('characters.json'), spelling: json('spelling.json') }));
  return read;
}
