/** Loads the tables of names shipped in `data/names`, parsed once a process. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { characterTables } from './characters.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { nameModel } from '../core/name/compare.js';
import { type Population } from '../core/name/population.js';
import { type NameTables, parseNameTables } from '../core/name/tables.js';

const packageRoot = resolve(import.meta.dirname, '../../..');
const loaded = new Map<string, Promise<Result<Population>>>();

/** Kinds: `reference-data-missing`, `bad-reference-data`. */
export function loadNames(folder = join(packageRoot, 'data/names')): Promise<Result<Population>> {
  const known = loaded.get(folder);
  if (known !== undefined) return known;
  const fresh = readAll(folder);
  loaded.set(folder, fresh);
  return fresh;
}

/** What search compares names by. */
export async function loadNameLookup(): Promise<
  Result<{ readonly model: Population; readonly tables: NameTables }>
> {
  const model = await loadNames();
  return model.ok ? ok({ model: model.value, tables: characterTables() }) : model;
}

async function readAll(folder: string): Promise<Result<Population>> {
  const characters = await readJson(join(folder, 'characters.json'));
  if (!characters.ok) return characters;
  const spelling = await readJson(join(folder, 'spelling.json'));
  if (!spelling.ok) return spelling;
  const tables = parseNameTables({ characters: characters.value, spelling: spelling.value });
  return tables.ok ? ok(nameModel(tables.value)) : tables;
}

async function readJson(file: string): Promise<Result<unknown>> {
  try {
    return ok(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const damaged = error instanceof SyntaxError;
    return fail(
      damaged ? 'bad-reference-data' : 'reference-data-missing',
      damaged ? 'A table of names is not JSON.' : 'A table of names cannot be read.',
      { where: file, fix: 'Install the program again, or restore the file.' },
    );
  }
}
