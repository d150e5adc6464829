import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unwrap } from '../core/base/result.js';
import { findDossierFolders, findOwnDossierFolders, readDossierFolder } from './dossier-folder.js';

const scratch = mkdtempSync(join(tmpdir(), 'a33-dossier-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

function folder(name: string): string {
  const path = join(scratch, name);
  mkdirSync(path);
  writeFileSync(join(path, 'dossier.json'), '{}');
  return path;
}

async function kindOf(path: string): Promise<string> {
  const read = await readDossierFolder(path);
  return read.ok ? 'read' : read.problem.kind;
}

test('only the JSON files directly inside the folder are read', async () => {
  const path = folder('plain');
  writeFileSync(join(path, 'events.json'), '[]');
  writeFileSync(join(path, 'letter.txt'), 'Dear Minister');
  const files = unwrap(await readDossierFolder(path));
  assert.deepEqual(files, [
    { name: 'dossier.json', text: '{}' },
    { name: 'events.json', text: '[]' },
  ]);
});

test('a link out of the folder, bytes that are not UTF-8 and an endless file are refused', async () => {
  const linked = folder('linked');
  symlinkSync('/etc/hostname', join(linked, 'events.json'));
  assert.equal(await kindOf(linked), 'not-a-file');
  const binary = folder('binary');
  writeFileSync(join(binary, 'events.json'), Buffer.from([0xff, 0xfe, 0x00]));
  assert.equal(await kindOf(binary), 'not-utf8');
  const huge = folder('huge');
  writeFileSync(join(huge, 'events.json'), '');
  truncateSync(join(huge, 'events.json'), 64 * 1024 * 1024);
  assert.equal(await kindOf(huge), 'file-too-large');
  assert.equal(await kindOf(join(scratch, 'nowhere')), 'unreadable');
});

test('dossiers are found by their dossier.json and in an order that no machine changes', async () => {
  const parent = join(scratch, 'many');
  for (const name of ['b', 'a', 'c']) mkdirSync(join(parent, name), { recursive: true });
  for (const name of ['b', 'a']) writeFileSync(join(parent, name, 'dossier.json'), '{}');
  writeFileSync(join(parent, 'readme.md'), '');
  assert.deepEqual(unwrap(await findDossierFolders(parent)), [join(parent, 'a'), join(parent, 'b')]);
});

test('a person’s folder without any dossier is refused, and a dossier named itself says which folder was meant', async () => {
  const parent = join(scratch, 'own');
  const mine = join(parent, 'mine');
  mkdirSync(mine, { recursive: true });
  const empty = await findOwnDossierFolders(parent);
  assert.equal(!empty.ok && empty.problem.kind, 'no-dossier-there');
  writeFileSync(join(mine, 'dossier.json'), '{}');
  assert.deepEqual(unwrap(await findOwnDossierFolders(parent)), [mine]);
  const itself = await findOwnDossierFolders(mine);
  assert.ok(!itself.ok && itself.problem.fix?.includes(parent));
});
