/** Who agreed to what, and which claims rest on it: for whoever may know of them, and never what a claim says. */
import { concat, toHex, utf8 } from '../../core/base/bytes.js';
import { type Day } from '../../core/base/date.js';
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { ok, type Result, unwrap } from '../../core/base/result.js';
import { claimFromBytes } from '../../core/claim/bytes.js';
import { type ConsentEntry, consentList, foldConsents, stateOf } from '../../core/policy/consent.js';
import { parseMoment } from '../../core/view/moment.js';
import { type ConsentClaim, type ConsentList } from '../../app/ports.js';
import { column, type SqlSession } from '../sql/port.js';
import { recordedBy } from './entries.js';
import { type ReadSession } from './reader.js';
import { type Asked, momentOf } from './read.js';

/** `entries`: every consent entry, whoever may see it; what is told of them is what the reader may know of. */
export async function readConsentList(
  session: ReadSession,
  asked: Asked,
  entries: readonly ConsentEntry[],
): Promise<Result<ConsentList>> {
  const { dossier, allowed } = asked;
  const seq = await momentOf(session, asked);
  if (!seq.ok) return seq;
  const at = await recordedBy(session, dossier, seq.value);
  const on = dayOf(asked, at);
  const held = consentList(foldConsents(entries.filter((entry) => entry.seq <= seq.value)));
  const known = held.filter((consent) => allowed.audiences.has(consent.audience));
  const claims = await claimsUnder(
    session,
    dossier,
    known.map((one) => one.name),
  );
  const consents = known.map((consent) => ({
    ...consent,
    state: stateOf(consent, on),
    claims: (claims.get(consent.name) ?? []).filter(
      (claim) => claim.seq <= seq.value && allowed.audiences.has(claim.audience),
    ),
  }));
  return ok({ dossier, consents, asOf: at });
}

/** The last day of the moment asked for; of an entry, the day it was recorded. */
function dayOf({ asOf, on }: Asked, at: string | null): Day {
  if (asOf === undefined) return on;
  const asked = unwrap(parseMoment(asOf));
  const day = asked.kind === 'instant' ? asked.until.slice(0, 10) : (at ?? on).slice(0, 10);
  return day < on ? day : on;
}

/**
 * Claims by the name of the consent they were recorded under. Only bodies hold that name, so they are
 * searched for its bytes; consents are few, and asked about rarely.
 */
export async function claimsUnder(
  session: SqlSession,
  dossier: DossierId,
  names: readonly ThingId[],
): Promise<ReadonlyMap<ThingId, readonly ConsentClaim[]>> {
  const found = new Map<ThingId, ConsentClaim[]>();
  if (names.length === 0) return found;
  const rows = await session.query(
    `SELECT seq, id, body, audience FROM ledger.entry WHERE dossier = $1 AND kind = 'claim' AND body IS NOT NULL
     AND EXISTS (SELECT 1 FROM unnest($2::bytea[]) AS name WHERE position(name IN body) > 0) ORDER BY seq`,
    [dossier, names.map(field)],
  );
  for (const row of rows) {
    const claim = claimFromBytes(column(row, 'body', 'bytes'));
    if (claim.consent === null || !names.includes(claim.consent)) continue;
    const { thing, property } = claim;
    const audience = column(row, 'audience', 'text') === 'team' ? 'team' : claim.audience;
    const [seq, id] = [column(row, 'seq', 'int'), toHex(column(row, 'id', 'bytes'))];
    const under = { id, seq, thing: thing.id, type: thing.type, property, audience };
    const before = found.get(claim.consent);
    if (before === undefined) found.set(claim.consent, [under]);
    else before.push(under);
  }
  return found;
}

/** Text as it stands in a body. */
function field(text: string): Uint8Array {
  const bytes = utf8(text);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concat(length, bytes);
}
