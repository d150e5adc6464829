/** A folder is taken for a new data directory only when nobody's files are in it. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findDirectory } from './directory.js';

async function foundIn(...names: readonly string[]): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'a33-directory-'));
  try {
    for (const name of names)
      if (name.endsWith('/')) await mkdir(join(dir, name), { recursive: true });
      else await writeFile(join(dir, name), '');
    const found = await findDirectory(dir);
    return found.ok ? found.value : found.problem.kind;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

test('attack 63: a first start that was killed before it wrote the version is begun again, not refused', async () => {
  assert.equal(await foundIn(), 'new');
  assert.equal(await foundIn('lock', 'run/', 'dossiers/'), 'new');
  assert.equal(await foundIn('lock', 'key.wrap', 'version.new'), 'new');
});

test('somebody’s files, and dossiers without a version, are not taken for a new directory', async () => {
  assert.equal(await foundIn('letter.txt'), 'not-a-data-directory');
  assert.equal(await foundIn('dossiers/one/'), 'not-a-data-directory');
});
