/** Loads the reference data shipped in `data/`, parsed once a process. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fail, type Result } from '../core/base/result.js';
import { parseReference } from '../core/law/parse.js';
import { type Reference } from '../core/law/reference.js';

/** The package's root, seen from `dist/src/store`. */
const packageRoot = resolve(import.meta.dirname, '../../..');

const files = {
  states: 'states.json',
  sources: 'treaties/sources.json',
  instruments: 'treaties/instruments.json',
  provisions: 'treaties/provisions.json',
  participations: 'treaties/participations.json',
  declarations: 'treaties/declarations.json',
  sightings: 'treaties/sightings.json',
  rules: 'law/rules.json',
  doors: 'law/doors.json',
  forms: 'law/forms.json',
  conflicts: 'law/conflicts.json',
} as const;

const loaded = new Map<string, Promise<Result<Reference>>>();

/**
 * States, instruments and participations. Kinds: `reference-data-missing` when a file cannot be read,
 * `bad-reference-data` when it holds what it should not.
 */
export function loadReference(folder = join(packageRoot, 'data')): Promise<Result<Reference>> {
  const known = loaded.get(folder);
  if (known !== undefined) return known;
  const fresh = readAll(folder);
  loaded.set(folder, fresh);
  return fresh;
}

async function readAll(folder: string): Promise<Result<Reference>> {
  const read: Record<string, unknown> = {};
  for (const [name, path] of Object.entries(files)) {
    try {
      read[name] = JSON.parse(await readFile(join(folder, path), 'utf8'));
    } catch (error) {
      const damaged = error instanceof SyntaxError;
      return fail(
        damaged ? 'bad-reference-data' : 'reference-data-missing',
        damaged
          ? 'A file of the reference data is not JSON.'
          : 'A file of the reference data cannot be read.',
        { where: join(folder, path), fix: 'Install the program again, or restore the file.' },
      );
    }
  }
  const {
    states,
    sources,
    instruments,
    provisions,
    participations,
    declarations,
    sightings,
    rules,
    doors,
    forms,
    conflicts,
  } = read;
  return parseReference({
    states,
    sources,
    instruments,
    provisions,
    participations,
    declarations,
    sightings,
    rules,
    doors,
    forms,
    conflicts,
  });
}
