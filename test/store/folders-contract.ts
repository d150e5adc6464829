/** Dossier folders on every database: what was erased, or what a person decided, outlives any number of loads. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadDossiers } from '../../src/app/load.js';
import { ok, unwrap } from '../../src/core/base/result.js';
import { type DossierFile } from '../../src/core/claim/dossier.js';
import { type Store } from '../../src/store/open.js';
import { type Place } from './contract.js';
import { team } from './fixtures.js';

const operator = { kind: 'operator', name: 'tester' } as const;

function folder(titles: readonly string[]): DossierFile[] {
  const head = {
    id: 'folder',
    title: { en: 'Folder', ko: '폴더' },
    summary: { en: 'Folder', ko: '폴더' },
    returningStates: ['XTA'],
    originStates: ['XTA'],
    invented: true,
    seed: '09'.repeat(32),
    files: ['things.json'],
  };
  const things = [
    { thing: 'report', type: 'Source', claims: [{ property: 'title', value: 'A report' }] },
    { thing: 'XTA', type: 'State', source: 'report', claims: [{ property: 'name', value: 'Taravel' }] },
    {
      thing: 'E-1',
      type: 'Event',
      source: 'report',
      claims: titles.map((value) => ({ property: 'title', value })),
    },
  ];
  return [
    { name: 'dossier.json', text: JSON.stringify(head) },
    { name: 'things.json', text: JSON.stringify(things) },
  ];
}

async function load(store: Store, titles: readonly string[]) {
  const readFolder = () => Promise.resolve(ok(folder(titles)));
  const { loaded, refused } = await loadDossiers(
    { ledger: store, readFolder, anyPerson: () => false, encrypted: false, today: () => '2026-05-01' },
    operator,
    ['folder'],
  );
  assert.deepEqual(refused, []);
  const [one] = loaded;
  assert.ok(one !== undefined);
  return [one.added, one.retracted, one.restored];
}

async function titles(store: Store): Promise<string[]> {
  const thing = unwrap(await store.thing('folder', 'E-1', team));
  return thing.claims.map(
    ({ claim: { value }, standing }) => `${value.kind === 'text' ? value.text : ''} ${standing}`,
  );
}

export function foldersContract(name: string, makePlace: () => Promise<Place>): void {
  describe(`dossier folders on ${name}`, () => {
    test('the same file imported again after an erasure brings nothing back; what it withdrew comes and goes with it', async () => {
      const place = await makePlace();
      try {
        const first = await place.open();
        assert.deepEqual(await load(first, ['kept', 'dropped', 'ERASED']), [5, 0, 0]);
        assert.deepEqual(await load(first, ['kept', 'new', 'ERASED']), [1, 1, 0]);
        assert.deepEqual(await titles(first), [
          'kept stands',
          'dropped retracted',
          'ERASED stands',
          'new stands',
        ]);
        const held = unwrap(await first.thing('folder', 'E-1', team)).claims[2];
        unwrap(
          await first.erase('folder', [held?.id ?? ''], {
            reason: 'person-asked',
            actor: 'tester',
            allowed: team,
          }),
        );
        // The folder that still says it, one that no longer does, and the first again.
        assert.deepEqual(await load(first, ['kept', 'new', 'ERASED']), [0, 0, 0]);
        assert.deepEqual(await load(first, ['kept']), [0, 1, 0]);
        await first.close();

        const again = await place.open();
        assert.deepEqual(await load(again, ['kept', 'dropped', 'ERASED']), [0, 0, 1]);
        assert.deepEqual(await titles(again), ['kept stands', 'dropped stands', 'new retracted']);
        assert.deepEqual(unwrap(await again.fsck('folder')).problems, []);
        await again.close();
      } finally {
        await place.remove();
      }
    });
  });
}
