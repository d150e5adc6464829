/** The dossiers we ship, read as the program reads them. */
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { parseDossier } from '../../src/core/claim/dossier.js';
import { findDossierFolders, readDossierFolder } from '../../src/importers/dossier-folder.js';

const root = resolve(import.meta.dirname, '../../..');

test('every dossier we ship parses without a mistake', async () => {
  const folders = unwrap(await findDossierFolders(join(root, 'dossiers')));
  assert.ok(folders.length > 0);
  for (const folder of folders) {
    const read = parseDossier(unwrap(await readDossierFolder(folder)));
    assert.deepEqual(read.ok ? [] : read.problem, [], folder);
  }
});
