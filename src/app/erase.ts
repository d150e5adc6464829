/** Erasing entries: what would go and what rests on it first, and only on a clear order the erasure itself. */
import { toHex } from '../core/base/bytes.js';
import { type DossierId } from '../core/base/ids.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { eraseReasons, type EraseReason } from '../core/ledger/erase.js';
import { type Actor, actorName, allowedFor } from '../core/policy/audience.js';
import { type ErasePlan, type EraseReceipt, type Ledger, type LogLine } from './ports.js';

export interface EraseInput {
  /** Ids, or their first 16 digits or more. */
  readonly claims: readonly string[];
  readonly why: EraseReason;
  readonly dossier?: string | undefined;
  /** Only say what would be erased. */
  readonly dryRun: boolean;
}

export type Erased =
  | { readonly kind: 'plan'; readonly plan: ErasePlan }
  | { readonly kind: 'receipt'; readonly receipt: EraseReceipt };

export async function erase(
  ledger: Ledger,
  actor: Actor,
  dossiers: readonly DossierId[],
  order: EraseInput,
): Promise<Result<Erased>> {
  const plan = await planIn(ledger, actor, dossiers, order);
  if (!plan.ok) return plan;
  if (order.dryRun) return ok({ kind: 'plan', plan: plan.value });
  const receipt = await ledger.erase(
    plan.value.dossier,
    plan.value.entries.map(({ id }) => id),
    { reason: order.why, actor: actorName(actor), allowed: allowedFor(actor, plan.value.dossier) },
  );
  return receipt.ok ? ok({ kind: 'receipt', receipt: receipt.value }) : receipt;
}

/** The first of these dossiers that holds all of them. */
async function planIn(
  ledger: Ledger,
  actor: Actor,
  dossiers: readonly DossierId[],
  { claims }: EraseInput,
): Promise<Result<ErasePlan>> {
  let first: Result<ErasePlan> | null = null;
  for (const id of dossiers) {
    const plan = await ledger.erasePlan(id, claims, allowedFor(actor, id));
    if (plan.ok || plan.problem.kind !== 'no-such-claim') return plan;
    first ??= plan;
  }
  return first ?? fail('no-dossier', 'The data directory holds no dossier.');
}

const ID = /^[0-9a-f]{16,64}$/;
const PAGE = 10_000;

/** When the words are the id of an entry that was erased: that it was, by which entry, when and why. */
export async function erasedProblem(
  ledger: Ledger,
  actor: Actor,
  dossiers: readonly string[],
  words: string,
): Promise<Result<never> | null> {
  if (!ID.test(words)) return null;
  for (const dossier of dossiers) {
    const head = await ledger.head(dossier);
    const size = head.ok ? head.value.size : 0;
    for (let from = 0; from < size; from += PAGE) {
      const lines = await ledger.entries(dossier, from, from + PAGE, allowedFor(actor, dossier));
      if (!lines.ok) break;
      const line = lines.value.find(({ id }) => toHex(id).startsWith(words));
      if (line !== undefined) return toldOf(line);
    }
  }
  return null;
}

function toldOf({ seq, kind, erased }: LogLine): Result<never> | null {
  if (erased === undefined) return null;
  if (erased === 'missing')
    return fail(
      'missing',
      `What entry ${seq} (${kind}) said is missing, and nothing says that it was erased.`,
      {
        fix: 'Run `article33 fsck`, and restore the directory from a backup.',
      },
    );
  return fail(
    'erased',
    `Entry ${seq} (${kind}) was erased on ${erased.at.slice(0, 10)} by entry ${erased.by}: ${eraseReasons[erased.reason]}.`,
    { fix: 'Its place in the log stays and still verifies; what it said cannot be had back from here.' },
  );
}
