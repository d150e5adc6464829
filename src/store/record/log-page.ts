/** Pages of what was recorded, in the order of the log, as one reader may see it: for exports, which hold all of it. */
import { fromHex } from '../../core/base/bytes.js';
import { type ClaimId } from '../../core/base/ids.js';
import { ok, type Result, unwrap } from '../../core/base/result.js';
import { type Claim } from '../../core/claim/claim.js';
import { type Consents, mayRead } from '../../core/policy/consent.js';
import { foldJudgements, type Logged, readEntry } from '../../core/view/fold.js';
import { type LogPage } from '../../app/exchange/pages.js';
import { readFrom, readNamed, readKinds, recordedBy } from './entries.js';
import { type Asked, infoAt, momentOf, seesWhat } from './read.js';
import { type ReadSession } from './reader.js';

/** Entries of one page. */
const PAGE = 2000;

export async function readLogPage(
  session: ReadSession,
  asked: Asked,
  from: number,
  consents: Consents,
): Promise<Result<LogPage>> {
  const { dossier } = asked;
  const seq = await momentOf(session, asked);
  if (!seq.ok) return seq;
  const stored = await readFrom(session, dossier, { from, to: seq.value, limit: PAGE });
  const reading = { audiences: asked.allowed.audiences, consents, on: asked.on };
  const readable = (claim: Claim) => mayRead(claim, reading);
  const entries = stored.map(readEntry);
  const claims = entries.flatMap((entry) => (entry.kind === 'claim' ? [entry.held] : []));
  const named = await namedClaims(session, asked, entries);
  const last = stored.at(-1);
  return ok({
    info: await infoAt(session, dossier, seq.value),
    seq: seq.value,
    asOf: await recordedBy(session, dossier, seq.value),
    claims: claims.filter(({ claim }) => readable(claim)),
    withheld: claims.filter(({ claim }) => !readable(claim)).length,
    amendments: entries.flatMap((entry) => {
      if (entry.kind !== 'amend') return [];
      const { target, replacement } = entry.amend;
      const of = named.get(target);
      const by = replacement === null ? null : named.get(replacement);
      if (of === undefined || by === undefined || !readable(of) || (by !== null && !readable(by))) return [];
      const { id, at, actor, amend } = entry;
      // A copy holds the claim as narrow as it is by now.
      if (amend.action === 'narrow') return [];
      return [{ id, at, actor, of, replacement: by, action: amend.action, why: amend.why }];
    }),
    judgements: await judgementsOf(session, asked, entries, seq.value),
    others: stored.filter(({ kind }) => kind === 'find' || kind === 'custody' || kind === 'letter').length,
    next: last === undefined || stored.length < PAGE ? null : last.seq + 1,
  });
}

async function namedClaims(
  session: ReadSession,
  { dossier }: Asked,
  entries: readonly Logged[],
): Promise<ReadonlyMap<ClaimId, Claim>> {
  const all = [
    ...new Set(
      entries.flatMap((entry) => {
        if (entry.kind !== 'amend') return [];
        const { target, replacement } = entry.amend;
        return replacement === null ? [target] : [target, replacement];
      }),
    ),
  ];
  if (all.length === 0) return new Map();
  const found = await readNamed(
    session,
    dossier,
    all.map((id) => unwrap(fromHex(id))),
  );
  return new Map(
    found
      .map(readEntry)
      .flatMap((entry) => (entry.kind === 'claim' ? [[entry.held.id, entry.held.claim] as const] : [])),
  );
}

/** Judgements of this page that stand: one taken back is none. */
async function judgementsOf(
  session: ReadSession,
  { dossier, allowed }: Asked,
  entries: readonly Logged[],
  seq: number,
): Promise<LogPage['judgements']> {
  const made = entries.filter((entry) => entry.kind === 'judge');
  if (made.length === 0) return [];
  const amends = (await readKinds(session, dossier, ['amend'], seq)).map(readEntry);
  return made.flatMap((entry) => {
    const [judgement] = foldJudgements([entry, ...amends], seesWhat(allowed));
    const { id, at, actor, judge } = entry;
    return judgement === undefined ? [] : [{ id, at, actor, judgement, audience: judge.audience }];
  });
}
