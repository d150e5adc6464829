/**
 * Every read of content goes through here, takes the set of audiences the reader may see, and
 * defaults to nothing. A read as of the past costs what a read of the present costs.
 */
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { type Day } from '../../core/base/date.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type Audience } from '../../core/claim/claim.js';
import { noSuchDossier } from '../../core/policy/absent.js';
import { type Allowed, type AllowedIn } from '../../core/policy/audience.js';
import { type Consents, foldConsents, mayRead } from '../../core/policy/consent.js';
import {
  foldDecided,
  foldDossier,
  foldJudgements,
  foldThings,
  type Logged,
  readEntry,
  type Sees,
} from '../../core/view/fold.js';
import { historyOf, type ThingHistory } from '../../core/view/history.js';
import { parseMoment } from '../../core/view/moment.js';
import { type CaseFile, type DossierInfo, type HeldClaim, type Thing } from '../../core/view/thing.js';
import { column, type Sql, type SqlSession } from '../sql/port.js';
import { readConsentEntries } from './consents.js';
import { lastAt, lastOfBatch, readClaims, readCompartments, readKinds, recordedBy } from './entries.js';
import { erasedClaims } from './erased.js';
import { readAs, type ReadSession } from './reader.js';
import { builtSize, readThings } from './views.js';

export interface Asked {
  readonly dossier: DossierId;
  readonly allowed: Allowed;
  readonly asOf?: string | undefined;
  /** The day of reading: consents run out by it, also for what is read of the past. */
  readonly on: Day;
}

/**
 * Where in the log the reader stands: the last entry that shows, or the one `asOf` reaches. Whoever may read
 * nothing is answered as for a dossier that is not there, and after the same statements.
 */
export async function momentOf(
  session: ReadSession,
  { dossier, allowed, asOf }: Asked,
): Promise<Result<number>> {
  const visible = await builtSize(session, dossier);
  if (visible === 0 || allowed.audiences.size === 0) return noSuchDossier(dossier);
  if (asOf === undefined) return ok(visible - 1);
  const asked = parseMoment(asOf, 'as-of');
  if (!asked.ok) return asked;
  if (asked.value.kind === 'instant') return ok(await lastAt(session, dossier, asked.value.until, visible));
  // Entries of one batch were recorded at once, so none of them is a moment without the others.
  if (asked.value.seq < visible) return ok(await lastOfBatch(session, dossier, asked.value.seq, visible));
  return fail('no-such-entry', `The record has no entry ${asked.value.seq} yet.`, {
    where: 'as-of',
    fix: `Its last one is entry:${visible - 1}.`,
  });
}

export async function readCaseFileAt(
  session: ReadSession,
  asked: Asked,
  seq: number,
  consents: Consents,
): Promise<Result<CaseFile>> {
  const dossier = await infoAt(session, asked.dossier, seq);
  if (dossier === null) return noSuchDossier(asked.dossier);
  const sees = seesWhat(asked.allowed);
  const kept = await readThings(session, asked.dossier, { audience: asked.allowed.view, seq });
  const others = (await readKinds(session, asked.dossier, ['judge', 'amend', 'find'], seq)).map(readEntry);
  const things = await withCompartments(session, asked, { seq, kept, others });
  const asOf = await recordedBy(session, asked.dossier, seq);
  const [judgements, decided] = [foldJudgements(others, sees), foldDecided(others, sees)];
  const seen = onlySeen(things, { asked, consents });
  return ok({ dossier, seq, asOf, things: seen, judgements, decided });
}

function noSuchThing(id: ThingId): Result<never> {
  return fail('no-such-thing', `The dossier holds nothing under "${id}".`, {
    fix: 'Check the id; the pages of the dossier list what there is.',
  });
}

/** Folded from the entries themselves: views keep what became of a claim, not why. */
export async function readHistory(
  session: ReadSession,
  asked: Asked,
  id: ThingId,
  consents: Consents,
): Promise<Result<ThingHistory>> {
  const seq = await momentOf(session, asked);
  if (!seq.ok) return seq;
  const claims = await readClaims(session, asked.dossier, id, seq.value);
  const others = await readKinds(session, asked.dossier, ['judge', 'amend', 'find'], seq.value);
  const reading = { audiences: asked.allowed.audiences, consents, on: asked.on };
  const stored = [...claims, ...others].sort((a, b) => a.seq - b.seq);
  const entries = stored
    .map(readEntry)
    .filter((entry) => entry.kind !== 'claim' || mayRead(entry.held.claim, reading));
  const erased = await erasedClaims(session, asked.dossier, seq.value);
  const changes = historyOf(id, entries, seesWhat(asked.allowed), erased);
  if (!changes.some(({ held }) => held !== null)) return noSuchThing(id);
  const batches = new Map(stored.map((entry) => [entry.seq, entry.batch]));
  const placed = changes.map((change) => ({ ...change, batch: batches.get(change.seq) ?? change.seq }));
  return ok({ changes: placed, erased: [...erased.values()] });
}

export async function readThing(
  session: ReadSession,
  asked: Asked,
  id: ThingId,
  consents: Consents,
): Promise<Result<Thing>> {
  const none = noSuchThing(id);
  const seq = await momentOf(session, asked);
  if (!seq.ok) return seq;
  const kept = await readThings(session, asked.dossier, {
    audience: asked.allowed.view,
    seq: seq.value,
    only: [id],
  });
  const others = compartments(asked.allowed).length === 0 ? [] : await amendments(session, asked, seq.value);
  const all = await withCompartments(session, asked, { seq: seq.value, kept, others });
  const thing = onlySeen(all, { asked, consents }).get(id);
  return thing === undefined ? none : ok(thing);
}

/** Some things of the kept view, as the reader sees them. */
export async function readSeen(
  session: ReadSession,
  asked: Asked,
  { seq, only }: { readonly seq: number; readonly only: readonly ThingId[] },
  consents: Consents,
): Promise<ReadonlyMap<ThingId, Thing>> {
  if (only.length === 0) return new Map();
  const kept = await readThings(session, asked.dossier, { audience: asked.allowed.view, seq, only });
  return onlySeen(kept, { asked, consents });
}

/** The things of which something is said in the reader's compartments, whole. */
export async function readSeenInCompartments(
  session: ReadSession,
  asked: Asked,
  seq: number,
  consents: Consents,
): Promise<ReadonlyMap<ThingId, Thing>> {
  const audiences = compartments(asked.allowed);
  if (audiences.length === 0) return new Map();
  const entries = (await readCompartments(session, asked.dossier, audiences, seq)).map(readEntry);
  const only = [
    ...new Set(entries.flatMap((one) => (one.kind === 'claim' ? [one.held.claim.thing.id] : []))),
  ];
  const kept = await readThings(session, asked.dossier, { audience: asked.allowed.view, seq, only });
  const others = await amendments(session, asked, seq);
  return onlySeen(await withCompartments(session, asked, { seq, kept, others }), { asked, consents });
}

async function amendments(session: ReadSession, asked: Asked, seq: number): Promise<Logged[]> {
  return (await readKinds(session, asked.dossier, ['amend'], seq)).map(readEntry);
}

export function seesWhat(allowed: Allowed): Sees {
  return (audience) => allowed.audiences.has(audience);
}

/** What consents allow at the head of the log, whatever moment is read and whoever may read them. */
export async function consentsNow(session: SqlSession, dossier: DossierId): Promise<Consents> {
  return foldConsents(await readConsentEntries(session, dossier));
}

/**
 * Kept views are already for an audience; this is the second lock on the same door, and the only one
 * for consent: a view keeps what was held, and the consents of now say who reads it.
 */
function onlySeen(
  things: ReadonlyMap<ThingId, Thing>,
  { asked, consents }: { readonly asked: Asked; readonly consents: Consents },
): Map<ThingId, Thing> {
  const reading = { audiences: asked.allowed.audiences, consents, on: asked.on };
  const seen = new Map<ThingId, Thing>();
  for (const [id, thing] of things) {
    const claims = thing.claims.filter((held) => mayRead(held.claim, reading));
    const all = claims.length === thing.claims.length;
    if (claims.length > 0) seen.set(id, all ? thing : { ...thing, claims });
  }
  return seen;
}

function compartments(allowed: Allowed): Audience[] {
  return [...allowed.audiences].filter((audience) => audience !== 'public' && audience !== 'team');
}

interface Kept {
  readonly seq: number;
  readonly kept: ReadonlyMap<ThingId, Thing>;
  readonly others: readonly Logged[];
}

/** No view of a compartment is kept: its claims are folded in at read, for whoever may see them. */
async function withCompartments(
  session: ReadSession,
  asked: Asked,
  { seq, kept, others }: Kept,
): Promise<ReadonlyMap<ThingId, Thing>> {
  const audiences = compartments(asked.allowed);
  if (audiences.length === 0) return kept;
  const entries = (await readCompartments(session, asked.dossier, audiences, seq)).map(readEntry);
  const claims = entries.flatMap((entry) => (entry.kind === 'claim' ? [amended(entry.held, others)] : []));
  const things = new Map(kept);
  for (const held of claims) {
    const { thing } = held.claim;
    const before = things.get(thing.id) ?? { type: thing.type, id: thing.id, claims: [] };
    const merged = [...before.claims, held].sort((a, b) => a.seq - b.seq);
    things.set(thing.id, { ...before, claims: merged });
  }
  return things;
}

function amended(held: HeldClaim, others: readonly Logged[]): HeldClaim {
  const about = others.filter((entry) => entry.kind === 'amend' && entry.amend.target === held.id);
  const claim: Logged = { seq: held.seq, at: held.at, actor: held.actor, kind: 'claim', held };
  const folded = foldThings(new Map(), [claim, ...about], { sees: () => true, ownerOf: () => undefined });
  return folded.get(held.claim.thing.id)?.claims[0] ?? held;
}

/** What a dossier says of itself as of an entry; before its first, what it first said. */
export async function infoAt(
  session: ReadSession,
  dossier: DossierId,
  seq: number,
): Promise<DossierInfo | null> {
  return foldDossier((await readKinds(session, dossier, ['config'], Math.max(seq, 0))).map(readEntry));
}

/** The dossiers of which the reader may read something. */
export async function readDossiers(sql: Sql, allowedIn: AllowedIn): Promise<DossierInfo[]> {
  const rows = await sql.query('SELECT id, size FROM ledger.dossier WHERE size > 0 ORDER BY id');
  const infos: DossierInfo[] = [];
  for (const row of rows) {
    const scope = { dossier: column(row, 'id', 'text'), allowed: allowedIn(column(row, 'id', 'text')) };
    if (scope.allowed.audiences.size === 0) continue;
    const size = column(row, 'size', 'int');
    const info = await readAs(sql, scope, (session) => infoAt(session, scope.dossier, size));
    if (info !== null) infos.push(info);
  }
  return infos;
}
