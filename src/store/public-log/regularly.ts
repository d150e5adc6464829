/** Publishing while a server runs: what is new, at each beat, one after the other and never twice at once. */
import { type DossierId } from '../../core/base/ids.js';
import { type Ledger, type Log as Report } from '../../app/ports.js';

/** Milliseconds between checkpoints; nothing new, no new checkpoint. */
const EVERY_MS = 60_000;

/** Calls `work` again and again until what it gives back is called. */
export type Beat = (work: () => void, ms: number) => () => void;

const byTimer: Beat = (work, ms) => {
  const timer = setInterval(work, ms).unref();
  return () => clearInterval(timer);
};

export interface Publishing extends Pick<Ledger, 'checkpoint'> {
  readonly dossiers: () => Promise<readonly { readonly id: DossierId }[]>;
}

/** Gives what stops it. That publishing failed is said, and loses nothing: the next beat publishes it. */
export function publishRegularly(ledger: Publishing, report: Report, beat: Beat = byTimer): () => void {
  let busy = false;
  const publish = async () => {
    for (const { id } of await ledger.dossiers()) {
      const published = await ledger.checkpoint(id, 'new');
      if (!published.ok)
        report({ level: 'warning', kind: `not-published-${published.problem.kind}`, dossier: id });
    }
  };
  return beat(() => {
    if (busy) return;
    busy = true;
    publish()
      .catch(() => report({ level: 'warning', kind: 'not-published' }))
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);
}
