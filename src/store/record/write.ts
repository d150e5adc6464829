/** The database's share of a batch: check what it names, find what is known, write it and move the head. */
import { fromHex, toHex } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { fail, ok, type Result, unwrap } from '../../core/base/result.js';
import { claimFromBytes } from '../../core/claim/bytes.js';
import { bodyId } from '../../core/ledger/entry.js';
import { type TreeHead } from '../../core/ledger/tree.js';
import { erasureIn } from '../journal/erasures.js';
import { isErased, type Recorded } from '../journal/frame.js';
import { type SqlSession } from '../sql/port.js';
import { insertEntries, knownFingerprints, logged, readOwners, readTypes } from './entries.js';
import { forgetEntries } from './erased.js';
import { moveHead } from './head.js';
import { type Candidate, derive, type Derived, type Sequenced } from './prepare.js';
import { foldBatch, rebuildViews } from './views.js';

/** The statements the log does not hold yet; refuses those that contradict what it holds. */
export async function onlyNew(
  session: SqlSession,
  dossier: DossierId,
  candidates: readonly Candidate[],
): Promise<Result<Candidate[]>> {
  const known = await knownFingerprints(
    session,
    dossier,
    candidates.map((one) => one.fp),
  );
  const fresh = candidates.filter((one) => !known.has(toHex(one.fp)));
  const types = await checkTypes(session, dossier, fresh);
  if (!types.ok) return types;
  const names = await checkNames(session, dossier, fresh);
  return names.ok ? ok(fresh) : names;
}

async function checkTypes(
  session: SqlSession,
  dossier: DossierId,
  fresh: readonly Candidate[],
): Promise<Result<null>> {
  const claims = fresh.flatMap(({ thing, type }) =>
    thing === null || type === null ? [] : [{ thing, type }],
  );
  const types = await readTypes(session, dossier, [...new Set(claims.map((claim) => claim.thing))]);
  for (const { thing, type } of claims) {
    const held = types.get(thing) ?? type;
    if (held !== type)
      return fail('type-conflict', `${thing} is recorded as ${held}, and cannot also be ${type}.`, {
        where: thing,
        fix: 'Use another id for the new thing.',
      });
    types.set(thing, type);
  }
  return ok(null);
}

async function checkNames(
  session: SqlSession,
  dossier: DossierId,
  fresh: readonly Candidate[],
): Promise<Result<null>> {
  const names = [...new Set(fresh.flatMap((one) => one.names))];
  const owners = await readOwners(
    session,
    dossier,
    names.map((name) => unwrap(fromHex(name))),
  );
  const held = new Set(owners.map((owner) => owner.id));
  // A correction and the claim that says it rightly come in one batch.
  for (const { kind, salt, body } of fresh)
    if (kind === 'claim' && salt !== null) held.add(toHex(bodyId(salt, body)));
  const missing = names.find((name) => !held.has(name));
  if (missing === undefined) return ok(null);
  return fail('no-such-claim', 'An amendment names a claim that the dossier does not hold.', {
    where: missing,
    fix: 'Name the claim by its id, 64 hexadecimal digits, as `article33 show` prints it.',
  });
}

export interface Batch {
  readonly before: TreeHead;
  readonly after: TreeHead;
  readonly entries: readonly Sequenced[];
}

/** Writes a batch inside a transaction. False when the views were behind and must be folded again. */
export async function writeBatch(session: SqlSession, dossier: DossierId, batch: Batch): Promise<boolean> {
  await moveHead(session, dossier, batch.before, batch.after);
  await insertEntries(session, dossier, batch.before.size, batch.entries);
  const erased = batch.entries.map(erasureIn).filter((one) => one !== null);
  if (erased.length === 0)
    return await foldBatch(session, dossier, batch.before.size, batch.entries.map(logged));
  // Hidden in the same transaction that says it: every version of every view is folded without it.
  await forgetEntries(session, dossier, erased);
  await rebuildViews(session, dossier, batch.after.size);
  return true;
}

/** A journal entry with the columns derived from it again; throws on a body that does not read. */
export function deriveAgain<E extends Recorded>(entry: E, dedupeKey: Uint8Array): E & Derived {
  const derived: Derived = derivedFrom(entry, dedupeKey);
  return { ...entry, ...derived };
}

function derivedFrom(entry: Recorded, dedupeKey: Uint8Array): Derived {
  if (isErased(entry)) return { fp: entry.fp, thing: null, type: null, audience: null, target: null };
  return entry.kind === 'claim'
    ? derive({ ...entry, claim: claimFromBytes(entry.body) }, dedupeKey)
    : derive(entry, dedupeKey);
}
