/**
 * Whether a backup may take the place of the record that is there: only when it holds everything that
 * record holds. What is older, or another log, is refused, because what was acknowledged since would be lost.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sameBytes, toHex } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { rootOf, type TreeHead } from '../../core/ledger/tree.js';
import { dossierFolders, layout } from '../directory.js';
import { isEvidencePath, isRightlyNamed } from '../evidence/disk.js';
import { type Files } from '../files.js';
import { formsOf } from '../journal/form.js';
import { Journal } from '../journal/journal.js';
import { headOf } from '../record/head.js';
import { hashes } from '../replay.js';
import { publishedCheck } from '../public-log/published.js';
import { type Manifest } from './manifest.js';
import { damagedBackup } from './stage.js';

/** What stands in the directory now. */
export interface Present {
  readonly id: DossierId;
  /** `null` where the segments are damaged. */
  readonly tree: TreeHead | null;
  readonly logId: Uint8Array | null;
  /** Entries it is known to have held. */
  readonly size: number;
  /** Entries that were published of it; 0 when none were, or its checkpoint does not read. */
  readonly published: number;
}

const never = () => new Uint8Array(32);

/** Reads every log that is there, as far as it reads. */
export async function readPresent(dir: string, files: Files): Promise<Present[]> {
  const found: Present[] = [];
  for (const id of await dossierFolders(dir).catch(() => [])) {
    const folder = layout.bodies(dir, id);
    const check = await publishedCheck(dir, id, files);
    const published = check.ok ? (check.value?.size ?? 0) : 0;
    const opened = await Journal.open(folder, { files, newLogId: never });
    if (!opened.ok) {
      const size = Math.max(published, await knownSize(folder, files));
      found.push({ id, tree: null, logId: null, size, published });
      continue;
    }
    const { tree, logId } = opened.value.journal;
    await opened.value.journal.close();
    found.push({ id, tree, logId, size: Math.max(published, tree.size), published });
  }
  return found;
}

/** Of damaged segments: the largest size that an intact COMMIT in them speaks of. */
async function knownSize(folder: string, files: Files): Promise<number> {
  let size = 0;
  const forms = formsOf(files.vault);
  for (const name of await readdir(folder))
    if (name.endsWith('.seg')) size = Math.max(size, forms.lastCommit(await files.read(join(folder, name))));
  return size;
}

/** The directory that would be replaced, and what reads it. */
interface Standing {
  readonly dir: string;
  readonly present: readonly Present[];
  readonly files: Files;
}

/** Opens the staged logs: every body gives its leaf, the leaves give the root, and what is here is how they begin. */
export async function checkStaged(
  { staged, file, manifest }: { readonly staged: string; readonly file: string; readonly manifest: Manifest },
  { dir, present, files: here }: Standing,
  files: Files,
): Promise<Result<void>> {
  for (const here of present) {
    const log = manifest.dossiers.find(({ id }) => id === here.id);
    if (log === undefined && here.size > 0) return otherRecord(file, here.id);
    if (log !== undefined && log.size < here.size) return olderBackup(file, here, log.size);
  }
  for (const log of manifest.dossiers) {
    const checked = await checkLog(staged, log, present.find(({ id }) => id === log.id) ?? null, {
      file,
      files,
    });
    if (!checked.ok) return checked;
    if (!(await continuesPublished(staged, log.id, { from: staged, here: files, files })))
      return damagedBackup(file, `the public log of ${log.id} is not that of its record`, 0);
    if (!(await continuesPublished(staged, log.id, { from: dir, here, files })))
      return otherRecord(file, log.id);
  }
  for (const { path } of manifest.files)
    if (isEvidencePath(path) && !(await isRightlyNamed(join(staged, path), files)))
      return damagedBackup(file, 'a file of evidence in it is not what its hash says', 0);
  return ok(undefined);
}

/**
 * Whether a staged record goes on from what was published in the directory `from`. Restored without
 * that, it would be signed as a second history of one size.
 */
async function continuesPublished(
  staged: string,
  id: DossierId,
  { from, here, files }: { readonly from: string; readonly here: Files; readonly files: Files },
): Promise<boolean> {
  const check = await publishedCheck(from, id, here);
  // A checkpoint that does not read says nothing, and goes with what it stands beside.
  if (!check.ok) return from !== staged;
  if (check.value === null) return true;
  const { onFrame } = check.value;
  const opened = await Journal.open(layout.bodies(staged, id), { files, newLogId: never, onFrame });
  if (!opened.ok) return false;
  await opened.value.journal.close();
  return check.value.standing(opened.value.journal.tree) === 'continues';
}

async function checkLog(
  staged: string,
  { id, logId, size, root }: Manifest['dossiers'][number],
  here: Present | null,
  { file, files }: { readonly file: string; readonly files: Files },
): Promise<Result<void>> {
  const opened = await Journal.open(layout.bodies(staged, id), { files, newLogId: never });
  if (!opened.ok) return damagedBackup(file, `dossier ${id}: ${opened.problem.message}`, 0);
  const { journal, dropped } = opened.value;
  let wrong: number | null = null;
  let begins = here === null || here.tree === null || here.tree.size === 0;
  const read = await journal.frames((frame) => {
    wrong ??= frame.entries.find((entry) => !hashes(entry))?.seq ?? null;
    if (here?.tree && frame.tree.size === here.tree.size)
      begins =
        sameBytes(rootOf(frame.tree), rootOf(here.tree)) && sameBytes(here.logId ?? never(), journal.logId);
  });
  const head = headOf(journal.tree);
  const same = head.size === size && head.root === root && (size === 0 || toHex(journal.logId) === logId);
  await journal.close();
  if (!read.ok || dropped > 0 || wrong !== null || !same)
    return damagedBackup(
      file,
      wrong === null
        ? `dossier ${id} does not give its root`
        : `dossier ${id}, entry ${String(wrong)} does not give its leaf`,
      0,
    );
  return begins ? ok(undefined) : otherRecord(file, id);
}

function olderBackup(file: string, here: Present, size: number): Result<never> {
  if (size < here.published) return behindPublished(file, here, size);
  return fail(
    'backup-older',
    `The backup holds ${size} entries of ${here.id}, and ${here.size} were acknowledged here: it would lose some.`,
    {
      where: file,
      fix:
        'Nothing was changed. Restore a newer backup, restore this one into another directory with --dir, ' +
        'or move the present directory away first and keep it.',
    },
  );
}

function behindPublished(file: string, { id, published }: Present, size: number): Result<never> {
  return fail(
    'backup-older',
    `The backup holds ${size} entries of ${id}, and ${published} were published and signed here: ` +
      'restored, the log would be signed a second time with other entries.',
    {
      where: file,
      fix:
        `Nothing was changed. Restore a backup that holds at least ${published} entries. To look into this ` +
        `one, restore it into another directory with --dir and record nothing there. If there is no other, move the ` +
        `present directory away and keep it, because its log proves what is missing; restore; and before anything ` +
        `is recorded, move dossiers/${id}/log and dossiers/${id}/keys out of the restored directory: the public ` +
        'log then begins anew under another name. Tell whoever keeps checkpoints of the old one.',
    },
  );
}

function otherRecord(file: string, id: DossierId): Result<never> {
  return fail(
    'backup-other',
    `The directory holds another record of ${id} than the backup, and would lose it.`,
    {
      where: file,
      fix: 'Nothing was changed. Restore into another directory with --dir, or move the present one away first and keep it.',
    },
  );
}
