/** The database's share of a batch: check what it names, find what is known, write it and move the head. */
import { fromHex, toHex } from '../../core/base/bytes.js';
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { fail, ok, type Problem, type Result, unwrap } from '../../core/base/result.js';
import { claimFromBytes } from '../../core/claim/bytes.js';
import { type Audience } from '../../core/claim/claim.js';
import { bodyId } from '../../core/ledger/entry.js';
import { type TreeHead } from '../../core/ledger/tree.js';
import { erasureIn } from '../journal/erasures.js';
import { isErased, type Recorded } from '../journal/frame.js';
import { type SqlSession } from '../sql/port.js';
import {
  erasedAudiences,
  insertEntries,
  knownFingerprints,
  logged,
  readOwners,
  readTypes,
} from './entries.js';
import { forgetEntries } from './erased.js';
import { moveHead } from './head.js';
import { narrowedBy, narrowEntries } from './narrowed.js';
import {
  type Candidate,
  claimFingerprint,
  derive,
  type Derived,
  type Preparing,
  type Sequenced,
} from './prepare.js';
import { foldBatch, rebuildViews } from './views.js';

/**
 * The statements the log does not hold yet; refuses those that contradict what it holds. What the recorder may
 * not read contradicts nothing and is not there to be named, so that nobody learns of it by trying.
 */
export async function onlyNew(
  session: SqlSession,
  { dossier, dedupeKey, allowed }: Pick<Preparing, 'dossier' | 'dedupeKey' | 'allowed'>,
  candidates: readonly Candidate[],
): Promise<Result<Candidate[]>> {
  const known = await knownFingerprints(
    session,
    dossier,
    candidates.map((one) => one.fp),
  );
  const erased = await erasedElsewhere(session, { dossier, dedupeKey }, candidates);
  const fresh = candidates.filter((one) => !known.has(toHex(one.fp)) && !erased.has(one));
  const audiences = [...allowed.audiences];
  const types = await checkTypes(session, { dossier, audiences }, fresh);
  if (!types.ok) return types;
  const names = await checkNames(session, { dossier, audiences }, fresh);
  return names.ok ? ok(fresh) : names;
}

/**
 * What was erased stays away, whoever says it now and to whom: a claim that was erased in a compartment does
 * not come back with a list that says the same for the team.
 */
async function erasedElsewhere(
  session: SqlSession,
  { dossier, dedupeKey }: Pick<Preparing, 'dossier' | 'dedupeKey'>,
  candidates: readonly Candidate[],
): Promise<ReadonlySet<Candidate>> {
  const audiences = await erasedAudiences(session, dossier);
  const others = new Map<string, Candidate[]>();
  if (audiences.length === 0) return new Set();
  for (const candidate of candidates) {
    if (candidate.kind !== 'claim') continue;
    const claim = claimFromBytes(candidate.body);
    for (const audience of audiences) {
      const fp = toHex(claimFingerprint(claim, audience, dedupeKey));
      others.set(fp, [...(others.get(fp) ?? []), candidate]);
    }
  }
  const fps = [...others.keys()].map((fp) => unwrap(fromHex(fp)));
  const gone = await knownFingerprints(session, dossier, fps, 'erased');
  return new Set([...gone].flatMap((fp) => others.get(fp) ?? []));
}

/** In a dossier, among what the recorder may read. */
interface Within {
  readonly dossier: DossierId;
  readonly audiences: readonly Audience[];
}

async function checkTypes(
  session: SqlSession,
  { dossier, audiences }: Within,
  fresh: readonly Candidate[],
): Promise<Result<null>> {
  const claims = fresh.flatMap(({ thing, type }) =>
    thing === null || type === null ? [] : [{ thing, type }],
  );
  const things = [...new Set(claims.map((claim) => claim.thing))];
  const types = await readTypes(session, { dossier, audiences }, things);
  const conflicts = new Map<string, Problem>();
  for (const { thing, type } of claims) {
    const held = types.get(thing) ?? new Set([type]);
    // Two only where a compartment called it something else, unseen by whoever first said it openly.
    if (!held.has(type)) conflicts.set(thing, typeConflict(thing, held, type));
    types.set(thing, held);
  }
  const causes = [...conflicts.values()];
  const [first] = causes;
  if (first === undefined) return ok(null);
  if (causes.length === 1) return { ok: false, problem: first };
  return fail('type-conflict', `${causes.length} things are recorded as something else.`, {
    where: first.where ?? '',
    fix: 'Use other ids for the new things.',
    causes,
  });
}

function typeConflict(thing: ThingId, held: ReadonlySet<string>, type: string): Problem {
  return {
    kind: 'type-conflict',
    message: `${thing} is recorded as ${[...held].join(', ')}, and cannot also be ${type}.`,
    where: thing,
    fix: 'Use another id for the new thing.',
  };
}

async function checkNames(
  session: SqlSession,
  { dossier, audiences }: Within,
  fresh: readonly Candidate[],
): Promise<Result<null>> {
  const names = [...new Set(fresh.flatMap((one) => one.names))];
  const owners = await readOwners(
    session,
    dossier,
    names.map((name) => unwrap(fromHex(name))),
    audiences,
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
  const narrowed = batch.entries.map(narrowedBy).filter((one) => one !== null);
  if (erased.length === 0 && narrowed.length === 0)
    return await foldBatch(session, dossier, batch.before.size, batch.entries.map(logged));
  // Hidden in the same transaction that says it: every version of every view is folded without it.
  if (erased.length > 0) await forgetEntries(session, dossier, erased);
  if (narrowed.length > 0) await narrowEntries(session, dossier, narrowed);
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
