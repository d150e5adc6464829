/**
 * Views are a fold over entries, in the order of the log and nothing else: folding all at once and
 * folding batch by batch give the same things. Clocks play no part.
 */
import { toHex } from '../base/bytes.js';
import { type ClaimId, type ThingId } from '../base/ids.js';
import { assertNever } from '../base/result.js';
import { claimFromBytes } from '../claim/bytes.js';
import { type Audience } from '../claim/claim.js';
import {
  type AmendAction,
  type AmendBody,
  amendFromBytes,
  dossierFromBytes,
  type JudgeBody,
  judgeFromBytes,
} from '../ledger/bodies.js';
import { type ConsentBody, consentFromBytes } from '../ledger/consent.js';
import { type FindBody, findFromBytes } from '../ledger/find.js';
import { type CustodyBody, custodyFromBytes } from '../ledger/custody.js';
import { type Entry } from '../ledger/entry.js';
import {
  type CaseFile,
  type Decided,
  type DossierInfo,
  type HeldClaim,
  type IndependenceJudgement,
  type Standing,
  type Thing,
} from './thing.js';

/** An entry with its body read. `other`: a kind that changes no view. */
export type Logged = { readonly seq: number; readonly at: string; readonly actor: string } & (
  | { readonly kind: 'claim'; readonly held: HeldClaim }
  | { readonly kind: 'amend'; readonly id: ClaimId; readonly amend: AmendBody }
  | { readonly kind: 'judge'; readonly id: ClaimId; readonly judge: JudgeBody }
  | { readonly kind: 'config'; readonly dossier: DossierInfo }
  | { readonly kind: 'find'; readonly id: ClaimId; readonly find: FindBody }
  | { readonly kind: 'consent'; readonly id: ClaimId; readonly consent: ConsentBody }
  | { readonly kind: 'custody'; readonly id: ClaimId; readonly custody: CustodyBody }
  | { readonly kind: 'other' }
);

type Readable = Pick<Entry, 'seq' | 'kind' | 'at' | 'actor' | 'id' | 'body'> & {
  /** Whom a claim is for, where a later entry made that narrower than its body says. */
  readonly audience?: Audience | null;
};

/** Throws on a body that cannot have been written: damage, which `fsck` names. */
export function readEntry(entry: Readable): Logged {
  const { seq, at, actor } = entry;
  switch (entry.kind) {
    case 'claim': {
      const said = claimFromBytes(entry.body);
      const narrowed = said.audience === 'public' && entry.audience === 'team';
      const claim = narrowed ? { ...said, audience: entry.audience } : said;
      const held = { id: toHex(entry.id), seq, at, actor, claim, standing: 'stands', amendedBy: [] } as const;
      return { seq, at, actor, kind: 'claim', held };
    }
    case 'amend':
      return { seq, at, actor, kind: 'amend', id: toHex(entry.id), amend: amendFromBytes(entry.body) };
    case 'judge':
      return { seq, at, actor, kind: 'judge', id: toHex(entry.id), judge: judgeFromBytes(entry.body) };
    case 'config':
      return { seq, at, actor, kind: 'config', dossier: dossierFromBytes(entry.body) };
    case 'consent':
      return { seq, at, actor, kind: 'consent', id: toHex(entry.id), consent: consentFromBytes(entry.body) };
    case 'find':
      return { seq, at, actor, kind: 'find', id: toHex(entry.id), find: findFromBytes(entry.body) };
    case 'custody':
      return { seq, at, actor, kind: 'custody', id: toHex(entry.id), custody: custodyFromBytes(entry.body) };
    case 'letter':
    case 'export':
    case 'erase':
      return { seq, at, actor, kind: 'other' };
    default:
      return assertNever(entry.kind);
  }
}

export type Sees = (audience: Audience) => boolean;

export interface FoldScope {
  /** Whether a claim of this audience belongs in the view. */
  readonly sees: Sees;
  /** The thing an earlier claim is about; `undefined` when the view holds no such claim. */
  readonly ownerOf: (claim: ClaimId) => ThingId | undefined;
}

/**
 * Folds a batch onto the things it may touch, and returns those that changed.
 * `things` must hold every thing that `scope.ownerOf` or a claim of the batch names, if it exists.
 */
export function foldThings(
  things: ReadonlyMap<ThingId, Thing>,
  batch: readonly Logged[],
  scope: FoldScope,
): Map<ThingId, Thing> {
  const changed = new Map<ThingId, { readonly type: Thing['type']; readonly claims: HeldClaim[] }>();
  const owners = new Map<ClaimId, ThingId>();
  const open = (id: ThingId, type?: Thing['type']) => {
    const before = changed.get(id) ?? things.get(id);
    if (changed.has(id) || (before === undefined && type === undefined)) return changed.get(id);
    // The first claim decides the type; the ledger admits no claim that disagrees.
    const opened = { type: before?.type ?? type ?? 'Source', claims: [...(before?.claims ?? [])] };
    changed.set(id, opened);
    return opened;
  };
  for (const entry of batch) {
    if (entry.kind === 'claim' && scope.sees(entry.held.claim.audience)) {
      const { thing } = entry.held.claim;
      owners.set(entry.held.id, thing.id);
      open(thing.id, thing.type)?.claims.push(entry.held);
    } else if (entry.kind === 'amend') {
      const { target, action } = entry.amend;
      // Whom a claim is for is known when it is read, for every moment alike.
      if (action === 'narrow') continue;
      const owner = owners.get(target) ?? scope.ownerOf(target);
      const claims = owner === undefined ? undefined : (changed.get(owner) ?? things.get(owner))?.claims;
      const at = claims?.findIndex((held) => held.id === target) ?? -1;
      if (owner !== undefined && at !== -1) amendAt(open(owner)?.claims ?? [], at, { ...entry, action });
    }
  }
  return new Map([...changed].map(([id, { type, claims }]) => [id, { type, id, claims }]));
}

function amendAt(
  claims: HeldClaim[],
  index: number,
  { id, seq, at, actor, amend, action }: Logged & { kind: 'amend' } & { readonly action: AmendAction },
): void {
  const held = claims[index];
  if (held === undefined) return;
  const { replacement, why } = amend;
  const amendment = { id, seq, at, actor, action, replacement, why };
  claims[index] = {
    ...held,
    standing: standingAfter(action),
    amendedBy: [...held.amendedBy, amendment],
  };
}

/** How a claim stands once this was done to it. */
export function standingAfter(action: AmendAction): Standing {
  switch (action) {
    case 'retract':
      return 'retracted';
    case 'correct':
      return 'corrected';
    case 'dispute':
      return 'disputed';
    case 'reinstate':
      return 'stands';
    default:
      return assertNever(action);
  }
}

/** Judgements that stand and may be seen, in the order made. `amend` entries may take them back. */
export function foldJudgements(entries: readonly Logged[], sees: Sees): IndependenceJudgement[] {
  const standing = new Map<ClaimId, Standing>();
  for (const entry of entries)
    if (entry.kind === 'amend' && entry.amend.action !== 'narrow')
      standing.set(entry.amend.target, standingAfter(entry.amend.action));
  return entries.flatMap((entry) => {
    if (entry.kind !== 'judge' || !sees(entry.judge.audience)) return [];
    const now = standing.get(entry.id) ?? 'stands';
    return now === 'stands' || now === 'disputed' ? [entry.judge.judgement] : [];
  });
}

/** What people decided of rules and may be seen, in the order decided; later decisions take nothing away. */
export function foldDecided(entries: readonly Logged[], sees: Sees): Decided[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== 'find' || !sees(entry.find.audience)) return [];
    const { id, seq, at, actor, find } = entry;
    return [{ id, seq, at, actor, find }];
  });
}

/** What the dossier last said of itself. */
export function foldDossier(entries: readonly Logged[]): DossierInfo | null {
  return entries.reduce<DossierInfo | null>(
    (latest, entry) => (entry.kind === 'config' ? entry.dossier : latest),
    null,
  );
}

/**
 * The case file of a whole log, folded in one go: what the stored views must equal.
 * `null` when the log has no `config` entry, which every log begins with.
 */
export function foldCaseFile(entries: readonly Logged[], sees: Sees): CaseFile | null {
  const dossier = foldDossier(entries);
  const last = entries.at(-1);
  if (dossier === null || last === undefined) return null;
  const things = foldThings(new Map(), entries, { sees, ownerOf: () => undefined });
  const [judgements, decided] = [foldJudgements(entries, sees), foldDecided(entries, sees)];
  return { dossier, seq: last.seq, asOf: last.at, things, judgements, decided };
}
