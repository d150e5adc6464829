/** Custody in the ledger: the chains a reader may know of, and that no event enters one which does not fit it. */
import { type Day } from '../../core/base/date.js';
import { type DossierId } from '../../core/base/ids.js';
import { toHex } from '../../core/base/bytes.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { custodyFromBytes } from '../../core/ledger/custody.js';
import { type CustodyEntry, foldCustody, itemKey, wrongCustody } from '../../core/policy/custody.js';
import { type CustodyList } from '../../app/ports.js';
import { type SqlSession } from '../sql/port.js';
import { readKinds, recordedBy } from './entries.js';
import { type Candidate } from './prepare.js';
import { type Asked, momentOf } from './read.js';
import { type ReadSession } from './reader.js';

/** Custody entries up to and with `seq`, without those erased, as far as the session may read. */
export async function readCustodyEntries(
  session: SqlSession,
  dossier: DossierId,
  seq: number = Number.MAX_SAFE_INTEGER,
): Promise<CustodyEntry[]> {
  const entries = await readKinds(session, dossier, ['custody'], seq);
  return entries.map(({ seq: at, id, body, at: instant, actor }) => ({
    seq: at,
    id: toHex(id),
    at: instant,
    actor,
    custody: custodyFromBytes(body),
  }));
}

export async function readCustodyList(session: ReadSession, asked: Asked): Promise<Result<CustodyList>> {
  const { dossier } = asked;
  const seq = await momentOf(session, asked);
  if (!seq.ok) return seq;
  const entries = await readCustodyEntries(session, dossier, seq.value);
  const chains = [...foldCustody(entries).values()];
  return ok({ dossier, chains, asOf: await recordedBy(session, dossier, seq.value) });
}

/** Refuses an event that does not follow its chain; within a batch nothing may follow an event. */
export async function checkCustody(
  session: SqlSession,
  dossier: DossierId,
  fresh: readonly Candidate[],
  { by, on }: { readonly by: string; readonly on: Day },
): Promise<Result<null>> {
  const events = fresh.flatMap(({ custody }) => (custody === null ? [] : [custody]));
  if (events.length === 0) return ok(null);
  const chains = foldCustody(await readCustodyEntries(session, dossier));
  const seen = new Set<string>();
  for (const event of events) {
    const key = itemKey(event);
    const problem = wrongCustody(event, chains.get(key), { by, today: on });
    if (problem !== null) return { ok: false, problem };
    if (seen.has(key)) return fail('custody-changed', 'Two events of one item cannot be recorded at once.');
    seen.add(key);
  }
  return ok(null);
}
