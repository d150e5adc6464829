/** Things and claims a page at a time, for whoever reads a large record bit by bit: the same rows, the same locks. */
import { byText } from '../../core/base/ids.js';
import { ok, type Result } from '../../core/base/result.js';
import { type ClaimsPage, type Paged, type ThingsPage } from '../../app/ports.js';
import { type Consents, mayRead } from '../../core/policy/consent.js';
import { foldThings, type Logged, readEntry } from '../../core/view/fold.js';
import { type HeldClaim, type Thing } from '../../core/view/thing.js';
import { column } from '../sql/port.js';
import { readableEntries, recordedBy } from './entries.js';
import { type Asked, momentOf, readSeen, readSeenInCompartments } from './read.js';
import { type ReadSession } from './reader.js';
import { VIEW_VERSION } from './views.js';

/** By id. A page may hold fewer than asked for and still not be the last: what may not be read is left out. */
export async function readThingsPage(
  session: ReadSession,
  asked: Asked,
  { type, after, limit }: ThingsPage,
  consents: Consents,
): Promise<Result<Paged<Thing>>> {
  const seq = await momentOf(session, asked);
  if (!seq.ok) return seq;
  const rows = await session.query(
    `SELECT thing FROM views_${VIEW_VERSION}.view
     WHERE dossier = $1 AND audience = $2 AND from_seq <= $3 AND (to_seq IS NULL OR to_seq > $3)
       AND thing > $4 AND ($5::text IS NULL OR type = $5) ORDER BY thing LIMIT $6`,
    [asked.dossier, asked.allowed.view, seq.value, after ?? '', type, limit],
  );
  const ids = rows.map((row) => column(row, 'thing', 'text'));
  const last = ids.length < limit ? null : (ids.at(-1) ?? null);
  const seen = await readSeen(session, asked, { seq: seq.value, only: ids }, consents);
  const compartments = await readSeenInCompartments(session, asked, seq.value, consents);
  const within = [...compartments.values()].filter(
    (thing) =>
      byText(thing.id, after ?? '') > 0 &&
      (last === null || byText(thing.id, last) <= 0) &&
      (type === null || thing.type === type),
  );
  const things = new Map([...seen, ...within.map((thing) => [thing.id, thing] as const)]);
  return ok({
    rows: [...things.values()].sort((a, b) => byText(a.id, b.id)),
    next: last,
    seq: seq.value,
    asOf: await recordedBy(session, asked.dossier, seq.value),
  });
}

/** In the order recorded, each as it stands at the moment asked about. */
export async function readClaimsPage(
  session: ReadSession,
  asked: Asked,
  { thing, after, limit }: ClaimsPage,
  consents: Consents,
): Promise<Result<Paged<HeldClaim>>> {
  const seq = await momentOf(session, asked);
  if (!seq.ok) return seq;
  const claims = await readableEntries(session, {
    dossier: asked.dossier,
    where: `kind = 'claim' AND seq > $3 AND ($4::text IS NULL OR thing = $4)`,
    seq: seq.value,
    params: [after, thing],
    limit,
  });
  const amendments = (
    await readableEntries(session, {
      dossier: asked.dossier,
      where: `kind = 'amend' AND kind <> 'claim' AND target = ANY($3)`,
      seq: seq.value,
      params: [claims.map(({ id }) => id)],
      limit: null,
    })
  ).map(readEntry);
  const reading = { audiences: asked.allowed.audiences, consents, on: asked.on };
  const held = claims
    .map(readEntry)
    .flatMap((entry) => (entry.kind === 'claim' ? [amended(entry, amendments)] : []))
    .filter(({ claim }) => mayRead(claim, reading));
  const last = claims.at(-1);
  return ok({
    rows: held,
    next: claims.length < limit || last === undefined ? null : String(last.seq),
    seq: seq.value,
    asOf: await recordedBy(session, asked.dossier, seq.value),
  });
}

function amended(entry: Extract<Logged, { kind: 'claim' }>, amendments: readonly Logged[]): HeldClaim {
  const about = amendments.filter((one) => one.kind === 'amend' && one.amend.target === entry.held.id);
  if (about.length === 0) return entry.held;
  const folded = foldThings(new Map(), [entry, ...about], { sees: () => true, ownerOf: () => undefined });
  return folded.get(entry.held.claim.thing.id)?.claims[0] ?? entry.held;
}
