/** What an erasure would take, and what rests on it: found before anything is done, and shown to whoever decides. */
import { concat, utf8 } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { claimFromBytes } from '../../core/claim/bytes.js';
import { type Audience } from '../../core/claim/claim.js';
import { amendFromBytes, isAudience } from '../../core/ledger/bodies.js';
import { eraseToBytes, type EraseReason } from '../../core/ledger/erase.js';
import { isEntryKind } from '../../core/ledger/entry.js';
import { type ConsentEntry, foldConsents } from '../../core/policy/consent.js';
import { standingAfter } from '../../core/view/fold.js';
import { type Standing } from '../../core/view/thing.js';
import { type EntryName, type ErasePlan, type Statement } from '../../app/ports.js';
import { erasedAt } from '../record/erased.js';
import { type ReadSession } from '../record/reader.js';
import { column, maybe, type Row, type SqlSession } from '../sql/port.js';

/** Digits of an id that are enough to name an entry; pages show so many. */
const LEAST = 16;
const ID = /^[0-9a-f]{16,64}$/;

/** Kinds that say something about somebody. What the ledger says of itself stays. */
const ERASABLE = ['claim', 'amend', 'judge', 'find', 'consent', 'custody'];

/** As its orderer may read: what they may not is not found, and rests on nothing. `consents`: every one. */
export async function planErasure(
  session: ReadSession,
  dossier: DossierId,
  ids: readonly string[],
  consents: readonly ConsentEntry[],
): Promise<Result<ErasePlan>> {
  const wanted = [...new Set(ids)];
  const strange = wanted.find((id) => !ID.test(id));
  if (strange !== undefined) return noSuchEntry([strange]);
  const rows = await session.query(
    `SELECT ${NAME}, body, coalesce(audience, (
       SELECT amended.audience FROM ledger.entry AS amended
       WHERE amended.dossier = entry.dossier AND amended.id = entry.target LIMIT 1)) AS audience
     FROM ledger.entry WHERE dossier = $1 AND left(encode(id, 'hex'), ${LEAST}) = ANY($2) ORDER BY seq`,
    [dossier, wanted.map((id) => id.slice(0, LEAST))],
  );
  const held = rows.map((row) => nameFrom(row).id);
  const absent = wanted.filter((id) => !held.some((one) => one.startsWith(id)));
  if (absent.length > 0) return noSuchEntry(absent);
  const erasures = await erasedAt(session, dossier);
  const entries = rows.map((row) => {
    const name = nameFrom(row);
    return { ...name, audience: audienceOf(row), erased: erasures.get(name.seq) ?? null };
  });
  const kept = entries.find((entry) => !ERASABLE.includes(entry.kind));
  if (kept !== undefined)
    return fail('not-erasable', `Entry ${kept.seq} is a ${kept.kind} entry; it is about the record itself.`, {
      where: kept.id,
      fix: 'Claims, amendments, judgements, findings, consents and events of custody can be erased.',
    });
  const widened = widenedBy(consents, entries);
  if (widened !== null) return widened;
  const standing = await standingAgain(session, dossier, rows);
  if (standing !== null) return standing;
  const dependants = await dependantsOf(session, dossier, rows);
  return ok({ dossier, entries, dependants });
}

/** A consent must not allow more because a later word on it is gone. */
function widenedBy(
  all: readonly ConsentEntry[],
  going: readonly Pick<EntryName, 'seq' | 'kind'>[],
): Result<never> | null {
  if (!going.some(({ kind }) => kind === 'consent')) return null;
  const gone = new Set(going.map(({ seq }) => seq));
  const before = foldConsents(all);
  for (const [name, after] of foldConsents(all.filter(({ seq }) => !gone.has(seq)))) {
    const same = after.head === before.get(name)?.head && before.get(name)?.terms !== null;
    if (same || after.terms === null || after.withdrawn !== null) continue;
    return fail('would-widen', `Without that entry the consent "${name}" would allow more than it does.`, {
      where: name,
      fix: 'Erase its earlier entries with it, all in one order: article33 consents --json names them.',
    });
  }
  return null;
}

/** What was taken back must not stand again because the entry that took it back is gone. */
async function standingAgain(
  session: ReadSession,
  dossier: DossierId,
  rows: readonly Row[],
): Promise<Result<never> | null> {
  const going = new Set(rows.map((row) => column(row, 'seq', 'int')));
  const targets = rows
    .filter((row) => row['kind'] === 'amend' && row['body'] !== null)
    .map((row) => amendFromBytes(column(row, 'body', 'bytes')).target);
  if (targets.length === 0) return null;
  const amendments = await session.query(
    `SELECT entry.seq, entry.body, amended.seq AS of FROM ledger.entry
     JOIN ledger.entry AS amended ON amended.dossier = entry.dossier AND amended.id = entry.target
     WHERE entry.dossier = $1 AND entry.kind = 'amend' AND entry.body IS NOT NULL AND amended.body IS NOT NULL
       AND encode(entry.target, 'hex') = ANY($2) ORDER BY entry.seq`,
    [dossier, targets],
  );
  const stands = (all: readonly Row[]): boolean => {
    const last = all.flatMap((row) => standingBy(actionOf(row))).at(-1);
    const after = last ?? 'stands';
    return after === 'stands' || after === 'disputed';
  };
  for (const target of new Set(amendments.map((row) => column(row, 'of', 'int')))) {
    if (going.has(target)) continue;
    const about = amendments.filter((row) => column(row, 'of', 'int') === target);
    const left = about.filter((row) => !going.has(column(row, 'seq', 'int')));
    if (about.some((row) => actionOf(row) === 'narrow' && !left.includes(row))) return widerAgain(target);
    if (stands(about) || !stands(left)) continue;
    return fail('would-stand-again', `Without that entry, what entry ${target} says would stand again.`, {
      where: `entry ${target}`,
      fix: 'Erase that entry with it. To keep it taken back: restore it, take it back again in other words (article33 amend), then erase both older amendments.',
    });
  }
  return null;
}

function standingBy(action: ReturnType<typeof actionOf>): Standing[] {
  return action === 'narrow' ? [] : [standingAfter(action)];
}

function actionOf(row: Row) {
  return amendFromBytes(column(row, 'body', 'bytes')).action;
}

function widerAgain(target: number): Result<never> {
  return fail('would-widen', `Without that entry, entry ${target} would be for anybody again.`, {
    where: `entry ${target}`,
    fix: 'Erase that entry with it, or leave both.',
  });
}

/** Of an amendment, who may read what it amends. */
function audienceOf(row: Row): Audience | null {
  const audience = maybe(row, 'audience', 'text');
  return audience !== null && isAudience(audience) ? audience : null;
}

const NAME = `seq, encode(id, 'hex') AS id, kind, at, actor`;

function nameFrom(row: Row): EntryName {
  const kind = column(row, 'kind', 'text');
  if (!isEntryKind(kind)) throw new Error('An entry has no known kind');
  const [id, at, actor] = [
    column(row, 'id', 'text'),
    column(row, 'at', 'text'),
    column(row, 'actor', 'text'),
  ];
  return { seq: column(row, 'seq', 'int'), id, kind, at, actor };
}

/** Entries that name what goes, and those that speak of a thing of which nothing would be left. */
async function dependantsOf(
  session: ReadSession,
  dossier: DossierId,
  rows: readonly Row[],
): Promise<ErasePlan['dependants']> {
  const going = rows.map((row) => column(row, 'seq', 'int'));
  const found = new Map<number, ErasePlan['dependants'][number]>();
  const look = async (bytes: Uint8Array, why: 'names' | 'about') => {
    const hits = await session.query(
      `SELECT ${NAME} FROM ledger.entry WHERE dossier = $1 AND position($2::bytea IN body) > 0
       AND NOT (seq = ANY($3::bigint[])) AND kind NOT IN ('erase', 'config') ORDER BY seq`,
      [dossier, bytes, going],
    );
    for (const name of hits.map(nameFrom)) if (!found.has(name.seq)) found.set(name.seq, { ...name, why });
  };
  for (const row of rows) {
    const body = maybe(row, 'body', 'bytes');
    if (body === null) continue;
    await look(utf8(column(row, 'id', 'text')), 'names');
    if (column(row, 'kind', 'text') !== 'claim') continue;
    const { thing: about, value } = claimFromBytes(body);
    const thing = about.id;
    // The chain of custody names the file, and so does whatever else is said of it.
    if (value.kind === 'file') await look(prefixed(value.sha256), 'names');
    const others = await session.query(
      `SELECT 1 AS one FROM ledger.entry
       WHERE dossier = $1 AND thing = $2 AND NOT (seq = ANY($3::bigint[])) LIMIT 1`,
      [dossier, thing, going],
    );
    if (others.length === 0) await look(prefixed(thing), 'about');
  }
  return [...found.values()].sort((a, b) => a.seq - b.seq);
}

/** Text as it stands in a body: its length, then its bytes. */
function prefixed(text: string): Uint8Array {
  const bytes = utf8(text);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concat(length, bytes);
}

/** The entries that record an erasure: one for each entry that is not erased yet. */
export function eraseStatements(plan: ErasePlan, reason: EraseReason): Statement[] {
  return plan.entries
    .filter(({ erased }) => erased === null)
    .map(({ seq, audience }) => ({
      kind: 'erase',
      body: eraseToBytes({ seq, reason, audience }),
      idempotencyKey: `erase ${seq}`,
    }));
}

/** The plan once it was carried out: each entry with the one that erased it. */
export async function carriedOut(session: SqlSession, plan: ErasePlan): Promise<ErasePlan> {
  const erasures = await erasedAt(session, plan.dossier);
  const entries = plan.entries.map((entry) => ({ ...entry, erased: erasures.get(entry.seq) ?? null }));
  return { ...plan, entries };
}

/** Positions of what is not erased yet. */
export function goingIn(plan: ErasePlan): number[] {
  return plan.entries.filter(({ erased }) => erased === null).map(({ seq }) => seq);
}

function noSuchEntry(ids: readonly string[]): Result<never> {
  return fail('no-such-claim', 'The dossier holds no such entry.', {
    where: ids[0] ?? '',
    fix: 'Name the claim by its id, or its first 16 digits: the log page shows them, and `article33 show THING --json`.',
  });
}
