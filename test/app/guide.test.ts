/** What the guide tells a documenter to write is a dossier that loads. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDossier } from '../../src/core/claim/dossier.js';

const page = join(import.meta.dirname, '../../../docs/guide/write-a-dossier.md');

test('the dossier of the guide, typed as written, loads without a mistake', () => {
  const text = readFileSync(page, 'utf8');
  const files = [...text.matchAll(/`mine\/([a-z]+\.json)`[^\n]*\n\n```json\n(.*?)```/gs)].map(
    ([, name = '', json = '']) => ({ name, text: json }),
  );
  assert.deepEqual(
    files.map(({ name }) => name),
    ['dossier.json', 'sources.json', 'actors.json', 'events.json'],
  );
  const dossier = parseDossier(files);
  assert.deepEqual(dossier.ok ? [] : dossier.problem, []);
});
