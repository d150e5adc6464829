/**
 * The built-in dossiers as case files, folded in memory: no database, no data directory. What an operator
 * of the program may see, and the same for everyone who runs the bench.
 */
import { join } from 'node:path';
import { claimsOf, parseDossier, type Dossier } from '../src/core/claim/dossier.js';
import { allowedFor } from '../src/core/policy/audience.js';
import { foldThings, type Logged } from '../src/core/view/fold.js';
import { type CaseFile } from '../src/core/view/thing.js';
import { findDossierFolders, readDossierFolder } from '../src/importers/dossier-folder.js';

/** `root` is the project's folder. Throws with the first problem: the built-in dossiers are part of the program. */
export async function builtInCaseFiles(root: string): Promise<ReadonlyMap<string, CaseFile>> {
  const folders = await findDossierFolders(join(root, 'dossiers'));
  if (!folders.ok) throw new Error(folders.problem.message);
  const files = new Map<string, CaseFile>();
  for (const folder of folders.value) {
    const read = await readDossierFolder(folder);
    if (!read.ok) throw new Error(`${folder}: ${read.problem.message}`);
    const dossier = parseDossier(read.value);
    if (!dossier.ok) {
      const first = dossier.problem[0];
      throw new Error(`${folder}: ${first?.where ?? ''} ${first?.message ?? ''}`);
    }
    files.set(dossier.value.info.id, caseFile(dossier.value));
  }
  return files;
}

/** One fixed instant for every entry: nothing the check says may depend on when the bench is run. */
const RECORDED_AT = '2026-05-14T00:00:00.000Z';

function caseFile(dossier: Dossier): CaseFile {
  const { audiences } = allowedFor({ kind: 'operator', name: 'bench' }, 'bench');
  const entries = claimsOf(dossier).map((claim, at): Logged => {
    const seq = at + 1;
    const id = seq.toString(16).padStart(64, '0');
    const held = {
      id,
      seq,
      at: RECORDED_AT,
      actor: 'bench',
      claim,
      standing: 'stands',
      amendedBy: [],
    } as const;
    return { seq, at: RECORDED_AT, actor: 'bench', kind: 'claim', held };
  });
  const things = foldThings(new Map(), entries, {
    sees: (audience) => audiences.has(audience),
    ownerOf: () => undefined,
  });
  return {
    dossier: dossier.info,
    seq: entries.length,
    asOf: RECORDED_AT,
    things,
    judgements: [],
    decided: [],
  };
}
