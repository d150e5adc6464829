/**
 * What was published, compared with the journal before anything else is done: a record that is no
 * continuation of its own checkpoint was put back from an old backup or rewritten, and is refused.
 */
import { join } from 'node:path';
import { sameBytes } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { type Checkpoint, openCheckpoint, unverifiedCheckpoint } from '../../core/ledger/checkpoint.js';
import { type NoteSigner } from '../../core/ledger/note.js';
import { appendLeaf, rootOf, type TreeHead } from '../../core/ledger/tree.js';
import { layout } from '../directory.js';
import { type Files, readIfThere } from '../files.js';
import { type Frame } from '../journal/scan.js';
import { readSigners } from './keys.js';

export function checkpointPath(dir: string, id: DossierId): string {
  return join(layout.publicLog(dir, id), 'checkpoint');
}

/** The last checkpoint, or `null` when nothing was published. `signers` are the keys kept here. */
export async function readPublished(
  dir: string,
  id: DossierId,
  signers: readonly NoteSigner[],
): Promise<Result<Checkpoint | null>> {
  const path = checkpointPath(dir, id);
  const bytes = await readIfThere(path);
  if (bytes === null) return ok(null);
  const opened = openCheckpoint(bytes, signers);
  if (opened.ok) return opened;
  // Signed by a key that is no longer kept here: what it says is compared with the journal all the same.
  const said = opened.problem.kind === 'unsigned' ? unverifiedCheckpoint(bytes) : opened;
  if (said.ok) return said;
  return fail('damaged', 'The checkpoint of the public log does not read, or its signature does not hold.', {
    where: path,
    fix: 'Restore it from a backup, or from a copy that somebody else keeps. Nothing was changed.',
  });
}

/** Watches a journal being opened for the tree that was published. */
export class PublishedCheck {
  private readonly checkpoint: Checkpoint;
  private met: TreeHead | null = null;

  constructor(checkpoint: Checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** A batch may span the checkpoint: one that only follows a database writes its own batches. */
  readonly onFrame = ({ before, entries, tree }: Frame): void => {
    const { size } = this.checkpoint;
    if (before.size >= size || tree.size < size) return;
    const upTo = entries.slice(0, size - before.size);
    this.met = tree.size === size ? tree : upTo.reduce((grown, { leaf }) => appendLeaf(grown, leaf), before);
  };

  /** `behind`: the journal ends before what was published. */
  standing(journal: TreeHead): 'continues' | 'behind' | 'differs' {
    const { size, root } = this.checkpoint;
    if (size === 0) return 'continues';
    if (journal.size < size) return 'behind';
    return this.met !== null && sameBytes(rootOf(this.met), root) ? 'continues' : 'differs';
  }

  get size(): number {
    return this.checkpoint.size;
  }

  get origin(): string {
    return this.checkpoint.origin;
  }

  get root(): Uint8Array {
    return this.checkpoint.root;
  }
}

/** `null` when nothing was published. */
export async function publishedCheck(
  dir: string,
  id: DossierId,
  files: Files,
): Promise<Result<PublishedCheck | null>> {
  const signers = await readSigners(dir, id, files);
  if (!signers.ok) return signers;
  const published = await readPublished(dir, id, signers.value);
  if (!published.ok) return published;
  return ok(published.value === null ? null : new PublishedCheck(published.value));
}

type Failure = { readonly ok: false; readonly problem: Problem };

const BEGIN_ANEW =
  'If there is none, keep the folders log and keys somewhere else, because they prove what is missing, ' +
  'and start again: the public log then begins anew under another name.';

export function rolledBack(dir: string, id: DossierId, published: number, held: number): Failure {
  return fail(
    'rolled-back',
    `The public log holds ${published} entries and the record only ${held}: it was put back from an old backup.`,
    {
      where: checkpointPath(dir, id),
      fix: `Nothing was changed. Restore a backup that holds at least ${published} entries. ${BEGIN_ANEW}`,
    },
  );
}

export function checkpointDiffers(dir: string, id: DossierId, size: number): Failure {
  return fail(
    'checkpoint-differs',
    `The first ${size} entries of the record are not those that were published and signed.`,
    {
      where: checkpointPath(dir, id),
      fix: `Nothing was changed. Restore the dossier's folder whole, from one backup. ${BEGIN_ANEW}`,
    },
  );
}
