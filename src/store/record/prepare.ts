/**
 * What may be recorded, and as which bytes. Everything is checked before anything is written, so a
 * batch is recorded whole or not at all.
 */
import { cleanText, concat, FieldWriter, fromHex, toHex, utf8 } from '../../core/base/bytes.js';
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { fail, ok, type Result, unwrap } from '../../core/base/result.js';
import { claimToBytes, statementBytes } from '../../core/claim/bytes.js';
import { type Audience, type Claim } from '../../core/claim/claim.js';
import { amendFromBytes, dossierFromBytes, judgeFromBytes } from '../../core/ledger/bodies.js';
import { type EntryKind, fingerprint, SALT_LENGTH, sealEntry, seededSalt } from '../../core/ledger/entry.js';
import { findFromBytes, inputClaims } from '../../core/ledger/find.js';
import { type ConsentBody, consentFromBytes } from '../../core/ledger/consent.js';
import { type CustodyBody, custodyFromBytes } from '../../core/ledger/custody.js';
import { eraseFromBytes } from '../../core/ledger/erase.js';
import { exportFromBytes } from '../../core/ledger/export.js';
import { handOutFromBytes, isHandOut } from '../../core/ledger/hand-out.js';
import { appendLeaf, type TreeHead } from '../../core/ledger/tree.js';
import { model, type TypeName } from '../../core/model/model.js';
import { needsConsent } from '../../core/policy/consent.js';
import { type Allowed, isCompartmentAudience } from '../../core/policy/audience.js';
import { type RandomBytes, type Statement } from '../../app/ports.js';
import { type JournalEntry } from '../journal/frame.js';

/** Says why a claim may not be recorded, or `null`. */
export type Admission = (claim: Claim, where: string, by: Admitting) => Result<null>;

export interface Admitting {
  /** What the recorder may read. */
  readonly allowed: Allowed;
  /** Whether anyone can sign in: before that there is no need-to-know to keep. */
  readonly anyPerson: () => boolean;
}

/** Columns of an entry that are derived from its body. */
export interface Derived {
  /** Finds the same statement again; in the database only. */
  readonly fp: Uint8Array;
  readonly thing: ThingId | null;
  readonly type: TypeName | null;
  readonly audience: Audience | null;
  /** Id of what an amendment amends: whoever may not read that does not read the amendment. */
  readonly target: Uint8Array | null;
}

/** A statement checked and in canonical bytes, not yet sequenced. */
export interface Candidate extends Derived {
  readonly kind: EntryKind;
  readonly key: string;
  readonly body: Uint8Array;
  /** The caller's own, when it names the claim's id elsewhere in the batch. */
  readonly salt: Uint8Array | null;
  /** Ids this statement amends or puts in place of another: the ledger must hold them. */
  readonly names: readonly string[];
  /** The claim, when it may be recorded only under a consent. */
  readonly underConsent: Claim | null;
  readonly consent: ConsentBody | null;
  readonly custody: CustodyBody | null;
  /** Where it was written, for refusals. */
  readonly where: string;
}

export interface Preparing extends Admitting {
  readonly dossier: DossierId;
  readonly dedupeKey: Uint8Array;
  readonly admission: Admission;
}

/** What needs people who can sign in is not taken in before there are any, and then from those alone who may read it. */
export const admitOpen: Admission = (claim, where, { allowed, anyPerson }) => {
  const property = propertyOf(claim);
  if (property === undefined)
    return fail('no-such-property', `The model has no property "${claim.property}" of ${claim.thing.type}.`, {
      where,
      fix: 'Use a property of the model (docs/model.md lists them).',
    });
  const { audience } = claim;
  if (audience === 'public' || audience === 'team') return maySay(audience, where, allowed);
  if (!anyPerson())
    return fail(
      'needs-sign-in',
      'Restricted and sealed claims are not taken in while nobody can sign in to this record.',
      {
        where,
        fix: 'Admit the first person (docs/guide/people.md), or record it for `team`.',
      },
    );
  if (audience === 'sealed')
    return fail('not-yet', 'Sealed claims are not there yet: nothing here could keep one from the server.', {
      where,
      fix: 'Keep it out, or record it in a compartment.',
    });
  if (isCompartmentAudience(audience)) return maySay(audience, where, allowed);
  return fail('bad-compartment', 'A compartment is named by small letters, digits and hyphens, at most 40.', {
    where,
    fix: 'Name a task, never a person: restricted:route-3.',
  });
};

/** The same whether the compartment holds anything, or anybody. */
function maySay(audience: Audience, where: string, allowed: Allowed): Result<null> {
  if (allowed.audiences.has(audience)) return ok(null);
  return fail(
    'not-allowed',
    'You can only record what you may read yourself, and you do not hold this audience.',
    {
      where,
      fix: 'Ask somebody who keeps the record for the compartment.',
    },
  );
}

function propertyOf(claim: Claim): { readonly personal?: boolean } | undefined {
  const properties: Readonly<Record<string, { readonly personal?: boolean }>> =
    model[claim.thing.type].properties;
  return Object.hasOwn(properties, claim.property) ? properties[claim.property] : undefined;
}

/** Checks every statement and drops repetitions within the batch; the first of them counts. */
export function prepare(statements: readonly Statement[], context: Preparing): Result<Candidate[]> {
  const candidates = new Map<string, Candidate>();
  for (const [i, statement] of statements.entries()) {
    const candidate = candidateOf(statement, context, statement.where ?? `statement ${i + 1}`);
    if (!candidate.ok) return candidate;
    const fp = toHex(candidate.value.fp);
    if (!candidates.has(fp)) candidates.set(fp, candidate.value);
  }
  return ok([...candidates.values()]);
}

function candidateOf(statement: Statement, context: Preparing, where: string): Result<Candidate> {
  if (statement.kind === 'claim') return claimCandidate(statement, context, where);
  const key = cleanText(statement.idempotencyKey, where);
  if (!key.ok) return key;
  if (key.value === '')
    return fail('no-idempotency-key', 'What is not a claim needs a key under which it is recorded once.', {
      where,
    });
  try {
    const names = namesIn(statement.kind, statement.body, context.dossier);
    const derived = derive({ kind: statement.kind, key: key.value, body: statement.body }, context.dedupeKey);
    // What an erasure names was found by whoever may read it.
    const open = derived.audience === null || statement.kind === 'erase';
    const said = open ? ok(null) : maySay(derived.audience, where, context.allowed);
    if (!said.ok) return said;
    const consent = statement.kind === 'consent' ? consentFromBytes(statement.body) : null;
    const custody = statement.kind === 'custody' ? custodyFromBytes(statement.body) : null;
    const stated = { kind: statement.kind, key: key.value, body: statement.body, salt: null, names };
    return ok({ ...derived, ...stated, underConsent: null, consent, custody, where });
  } catch {
    return fail('bad-body', `The bytes are no ${statement.kind} entry of this dossier.`, { where });
  }
}

function claimCandidate(
  statement: Extract<Statement, { kind: 'claim' }>,
  context: Preparing,
  where: string,
): Result<Candidate> {
  const { claim } = statement;
  const salt = statement.salt ?? null;
  if (salt !== null && salt.length !== SALT_LENGTH)
    return fail('bad-salt', `A salt has ${SALT_LENGTH} bytes.`, { where });
  const admitted = context.admission(claim, where, context);
  if (!admitted.ok) return admitted;
  try {
    const body = claimToBytes(claim);
    const derived = deriveClaim(claim, context.dedupeKey);
    const underConsent = needsConsent(claim) ? claim : null;
    const said = { kind: 'claim', key: '', body, salt, names: [] } as const;
    return ok({ ...derived, ...said, underConsent, consent: null, custody: null, where });
  } catch {
    return fail('ill-formed-text', 'The claim holds text that cannot be stored faithfully.', {
      where,
      fix: 'Save the file again as UTF-8 and retry.',
    });
  }
}

/** Throws on a body that is not canonical for its kind. */
function namesIn(kind: EntryKind, body: Uint8Array, dossier: DossierId): string[] {
  if (kind === 'amend') {
    const { target, replacement } = amendFromBytes(body);
    return replacement === null ? [target] : [target, replacement];
  }
  if (kind === 'find') return inputClaims(findFromBytes(body));
  if (kind === 'judge') judgeFromBytes(body);
  if (kind === 'erase') eraseFromBytes(body);
  if (kind === 'export') (isHandOut(body) ? handOutFromBytes : exportFromBytes)(body);
  if (kind === 'config' && dossierFromBytes(body).id !== dossier) throw new Error('Another dossier');
  return [];
}

function deriveClaim(claim: Claim, dedupeKey: Uint8Array): Derived {
  const fp = claimFingerprint(claim, claim.audience, dedupeKey);
  return { fp, thing: claim.thing.id, type: claim.thing.type, audience: claim.audience, target: null };
}

const WITHIN_DOMAIN = utf8('a33/within/1\0');

/**
 * What is said in a compartment is another statement than the same said openly, or in another compartment:
 * otherwise "known" would tell whoever says it that somebody said it where they may not look.
 */
export function claimFingerprint(claim: Claim, audience: Audience, dedupeKey: Uint8Array): Uint8Array {
  const statement = statementBytes(claim);
  if (audience === 'public' || audience === 'team') return fingerprint(dedupeKey, statement);
  const within = new FieldWriter(1).text(audience).bytes(statement).finish();
  return fingerprint(dedupeKey, concat(WITHIN_DOMAIN, within));
}

const KEY_DOMAIN = utf8('a33/key/1\0');

/** What the database derives from a claim (`claim` set) or from another entry's key. */
export function derive(
  entry: {
    readonly kind: EntryKind;
    readonly key: string;
    readonly body: Uint8Array;
    readonly claim?: Claim;
  },
  dedupeKey: Uint8Array,
): Derived {
  if (entry.claim !== undefined) return deriveClaim(entry.claim, dedupeKey);
  const named = new FieldWriter(1).text(entry.kind).text(entry.key).finish();
  const target = entry.kind === 'amend' ? unwrap(fromHex(amendFromBytes(entry.body).target)) : null;
  const fp = fingerprint(dedupeKey, concat(KEY_DOMAIN, named));
  return { fp, thing: null, type: null, audience: audienceIn(entry.kind, entry.body), target };
}

/** A judgement, a finding, a consent and an event of custody say whom they are for, an erasure who could read what is gone. */
function audienceIn(kind: EntryKind, body: Uint8Array): Audience | null {
  if (kind === 'judge') return judgeFromBytes(body).audience;
  if (kind === 'find') return findFromBytes(body).audience;
  if (kind === 'erase') return eraseFromBytes(body).audience;
  if (kind === 'custody') return custodyFromBytes(body).audience;
  return kind === 'consent' ? consentFromBytes(body).audience : null;
}

export interface Sealing {
  readonly at: string;
  readonly actor: string;
  readonly seed: Uint8Array | null;
  readonly random: RandomBytes;
}

/** An entry in its place, with the columns derived from it. */
export type Sequenced = JournalEntry & Derived;

/** Salts, hashes and sequences candidates after `tree`; returns the tree after them too. */
export function sealAll(
  candidates: readonly Candidate[],
  tree: TreeHead,
  { at, actor, seed, random }: Sealing,
): { readonly entries: readonly Sequenced[]; readonly tree: TreeHead } {
  let head = tree;
  const entries = candidates.map((candidate): Sequenced => {
    const { kind, key, body, fp, thing, type, audience, target } = candidate;
    // What is about one person must not be guessed, also where everything else has a public salt.
    const secret =
      candidate.underConsent !== null || candidate.consent !== null || candidate.custody !== null;
    const given = candidate.salt ?? random(SALT_LENGTH);
    const salt = seed === null || secret ? given : seededSalt(seed, body);
    const sealed = sealEntry({ kind, at, actor, salt, body }, head.size);
    head = appendLeaf(head, sealed.leaf);
    return { ...sealed, key, fp, thing, type, audience, target };
  });
  return { entries, tree: head };
}
