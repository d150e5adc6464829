/** A dossier folder sealed and folded in memory: the real record for pages, without a database. */
import { checkAgainst } from '../../src/app/check.js';
import { toHex } from '../../src/core/base/bytes.js';
import { ok, unwrap } from '../../src/core/base/result.js';
import { claimToBytes } from '../../src/core/claim/bytes.js';
import { type Claim } from '../../src/core/claim/claim.js';
import { claimsOf, type DossierFile, parseDossier } from '../../src/core/claim/dossier.js';
import { dossierToBytes } from '../../src/core/ledger/bodies.js';
import { type Entry, type EntryKind, sealEntry, seededSalt } from '../../src/core/ledger/entry.js';
import { rootOf, treeOf } from '../../src/core/ledger/tree.js';
import { foldCaseFile, readEntry } from '../../src/core/view/fold.js';
import { type CaseFile } from '../../src/core/view/thing.js';
import { readDossierFolder } from '../../src/importers/dossier-folder.js';
import { loadReference } from '../../src/store/reference.js';
import { type Services } from '../../src/web/services.js';
import { servicesOf } from './services.js';

export interface Record {
  readonly file: CaseFile;
  readonly entries: readonly Entry[];
}

/** Reads the folder and seals its claims as the ledger would, all at one instant. */
export async function recordOf(folder: string, at?: string): Promise<Record> {
  return recordFrom(unwrap(await readDossierFolder(folder)), at === undefined ? {} : { at });
}

interface Sealing {
  readonly at?: string;
  readonly actor?: string;
  /** Claims recorded besides those of the files, as by hand. */
  readonly beside?: readonly Claim[];
}

/** As `recordOf`, from files that are nowhere on the disk. */
export function recordFrom(files: readonly DossierFile[], sealing: Sealing = {}): Record {
  const { at = '2025-11-24T09:00:00.000Z', actor = 'loader', beside = [] } = sealing;
  const parsed = parseDossier(files);
  if (!parsed.ok)
    throw new Error(parsed.problem.map((one) => `${one.where ?? ''} ${one.message}`).join('\n'));
  const { info, seed } = parsed.value;
  const seal = (kind: EntryKind, body: Uint8Array, seq: number) =>
    sealEntry({ kind, at, actor, salt: seededSalt(seed, body), body }, seq);
  const entries = [
    seal('config', dossierToBytes(info), 0),
    ...[...claimsOf(parsed.value), ...beside].map((claim, i) => seal('claim', claimToBytes(claim), i + 1)),
  ];
  const file = foldCaseFile(
    entries.map(readEntry),
    (audience) => audience === 'public' || audience === 'team',
  );
  if (file === null) throw new Error('The dossier is empty');
  return { file, entries };
}

/** Services over such records: head and entries are the real ones. */
export function servicesOfRecords(...records: readonly Record[]): Services {
  const entriesOf = (id: string) => records.find(({ file }) => file.dossier.id === id)?.entries ?? [];
  return {
    ...servicesOf(...records.map(({ file }) => file)),
    head: (id) => {
      const entries = entriesOf(id);
      const root = toHex(rootOf(treeOf(entries.map((entry) => entry.leaf))));
      return Promise.resolve(ok({ size: entries.length, root }));
    },
    check: async (file, letter) => checkAgainst(letter, file, unwrap(await loadReference())),
    entries: (_actor, id, [from, to]) => Promise.resolve(ok(entriesOf(id).slice(from, to))),
  };
}
