/** Services over case files in memory, for the pages' tests. */
import { sampleReport } from './report.js';
import { fail, ok } from '../../src/core/base/result.js';
import { type CaseFile } from '../../src/core/view/thing.js';
import { loadReference } from '../../src/store/reference.js';
import { type Services } from '../../src/web/services.js';

export function servicesOf(...files: readonly CaseFile[]): Services {
  const find = (id: string) => files.find((file) => file.dossier.id === id);
  return {
    dossiers: () => Promise.resolve(files.map((file) => file.dossier)),
    caseFile: (_actor, id) => {
      const file = find(id);
      return Promise.resolve(file === undefined ? fail('no-dossier', 'No such dossier.') : ok(file));
    },
    reference: () => loadReference(),
    head: (id) => Promise.resolve(ok({ size: find(id)?.seq ?? 0, root: 'ab'.repeat(32) })),
    entries: () => Promise.resolve(ok([])),
    readDocument: (bytes) => Promise.resolve(ok({ text: new TextDecoder().decode(bytes) })),
    check: (file, letter) => Promise.resolve(ok(sampleReport(letter, file.dossier.id))),
  };
}
