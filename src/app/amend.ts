/**
 * Corrections, retractions, disputes and restores: each is one more entry that names the claim it answers
 * and says why. Nothing is overwritten or deleted, so every one of them can be undone by another.
 */
import { cleanText, FieldWriter, sha256, toHex } from '../core/base/bytes.js';
import { type ClaimId } from '../core/base/ids.js';
import { assertNever, fail, ok, type Problem, type Result } from '../core/base/result.js';
import { claimToBytes, statementBytes } from '../core/claim/bytes.js';
import { correctedClaim } from '../core/claim/correct.js';
import { type AmendAction, amendToBytes } from '../core/ledger/bodies.js';
import { bodyId, SALT_LENGTH } from '../core/ledger/entry.js';
import { type Actor, actorName, allowedFor } from '../core/policy/audience.js';
import { type Change } from '../core/view/history.js';
import { type CaseFile, type HeldClaim, type Standing, type Thing } from '../core/view/thing.js';
import { type Ledger, type RandomBytes, type Statement } from './ports.js';
import { valueText } from './show.js';

export type AmendVerb = 'retract' | 'correct' | 'dispute' | 'restore';

export interface AmendOrder {
  /** A claim's id, or the first eight or more digits of it. */
  readonly claim: string;
  readonly action: AmendVerb;
  /** Of a correction: the value as it should have been recorded, in words or as dossier files write it. */
  readonly value?: string | undefined;
  readonly why: string;
  /** The caller's own name for this request about this claim: sent twice under it, it is recorded once. */
  readonly key?: string | undefined;
}

export interface Amended {
  readonly dossier: string;
  readonly thing: string;
  readonly property: string;
  readonly claim: ClaimId;
  readonly action: AmendVerb;
  readonly value: string;
  readonly standing: Standing;
  /** Of a correction. */
  readonly replacement: { readonly claim: ClaimId; readonly value: string } | null;
  /** Entries recorded now; 0 when the record said so already. */
  readonly added: number;
  /** Committed, but pages will show it only after the next start. */
  readonly notYetVisible: boolean;
  /** What else the reader should know, in words. */
  readonly notes: readonly string[];
}

export interface AmendPorts {
  readonly ledger: Pick<Ledger, 'append' | 'history'>;
  readonly random: RandomBytes;
}

interface Target {
  readonly file: CaseFile;
  readonly thing: Thing;
  readonly held: HeldClaim;
}

const actions: Readonly<Record<AmendVerb, AmendAction>> = {
  retract: 'retract',
  correct: 'correct',
  dispute: 'dispute',
  restore: 'reinstate',
};
const standings: Readonly<Record<AmendVerb, Standing>> = {
  retract: 'retracted',
  correct: 'corrected',
  dispute: 'disputed',
  restore: 'stands',
};

/** Problems: `no-such-claim`, `ambiguous-claim`, `not-standing`, `same-value`, those of a value, and the ledger's. */
export async function amend(
  ports: AmendPorts,
  actor: Actor,
  files: readonly CaseFile[],
  order: AmendOrder,
): Promise<Result<Amended>> {
  const why = cleanText(order.why.trim(), '--why');
  if (!why.ok) return why;
  if (why.value === '')
    return fail('usage', 'An amendment says why.', { where: '--why', fix: 'Add --why with a sentence.' });
  const target = findClaim(files, order.claim);
  if (!target.ok) return target;
  const { file, thing, held } = target.value;
  const replacement = order.action === 'correct' ? replacementFor(ports, target.value, order) : ok(null);
  if (!replacement.ok) return replacement;
  const by = actorName(actor);
  const changes = await ports.ledger.history(file.dossier.id, thing.id, allowedFor(actor, file.dossier.id));
  if (!changes.ok) return changes;
  const said = changes.value.changes.filter(
    (change) => change.held?.id === held.id && change.kind !== 'recorded' && change.kind !== 'narrow',
  );
  const asked: Asked = { action: order.action, by, why: why.value, replacement: replacement.value };
  const answer = answerFor(target.value, asked);
  if (saidAlready(said, asked)) return ok({ ...answer, added: 0, notYetVisible: false });
  const refusal = refusalFor(held, order.action);
  if (refusal !== null) return { ok: false, problem: refusal };
  const statements = statementsFor(held, asked, order.key);
  const appended = await ports.ledger.append(file.dossier.id, statements, actor);
  if (!appended.ok) return appended;
  const { added, notYetVisible } = appended.value;
  if (added > 0) return ok({ ...answer, added, notYetVisible });
  // Sent before under the same key; what came after it stays.
  return ok({ ...answer, standing: held.standing, added, notYetVisible });
}

interface Asked {
  readonly action: AmendVerb;
  readonly by: string;
  readonly why: string;
  readonly replacement: Replacement | null;
}

function statementsFor(held: HeldClaim, asked: Asked, key: string | undefined): Statement[] {
  const { action, by, why, replacement } = asked;
  const body = amendToBytes({
    target: held.id,
    action: actions[action],
    replacement: replacement?.id ?? null,
    why,
  });
  const idempotencyKey = key === undefined ? ownKey(held, by, body) : givenKey(held, by, key);
  const claim = replacement?.statement;
  return [...(claim === undefined ? [] : [claim]), { kind: 'amend', body, idempotencyKey }];
}

/** The claim an id or the beginning of one names, in the files its reader may see. */
export function findClaim(files: readonly CaseFile[], words: string): Result<Target> {
  const start = words.trim().toLowerCase();
  if (!/^[0-9a-f]{8,64}$/.test(start))
    return fail('bad-claim-id', 'A claim is named by its id: 8 to 64 hexadecimal digits, the first of it.', {
      where: words.slice(0, 70),
      fix: '`article33 show THING` prints the ids of its claims.',
    });
  const found = files.flatMap((file) =>
    [...file.things.values()].flatMap((thing) =>
      thing.claims.filter(({ id }) => id.startsWith(start)).map((held) => ({ file, thing, held })),
    ),
  );
  const [target] = found;
  if (target === undefined)
    return fail('no-such-claim', 'No claim has that id here.', {
      where: start,
      fix: '`article33 show THING` prints the ids of its claims.',
    });
  if (found.length > 1)
    return fail('ambiguous-claim', `${found.length} claims begin with these digits.`, {
      where: start,
      fix: 'Write more of the id, or name the dossier with --dossier.',
    });
  return ok(target);
}

interface Replacement {
  readonly id: ClaimId;
  readonly value: string;
  /** Absent when the record holds a claim that says so already. */
  readonly statement?: Statement;
}

function replacementFor(ports: AmendPorts, target: Target, order: AmendOrder): Result<Replacement> {
  const { thing, held, file } = target;
  if (order.value === undefined)
    return fail('usage', 'A correction gives the right value.', { where: '--correct' });
  const claim = correctedClaim(held.claim, order.value, (id) => file.things.get(id)?.type);
  if (!claim.ok) return claim;
  const said = toHex(statementBytes(claim.value));
  const same = thing.claims.find((one) => toHex(statementBytes(one.claim)) === said);
  if (same === undefined) {
    const salt = ports.random(SALT_LENGTH);
    const id = toHex(bodyId(salt, claimToBytes(claim.value)));
    return ok({
      id,
      value: valueText(claim.value.value),
      statement: { kind: 'claim', claim: claim.value, salt },
    });
  }
  if (same.id === held.id)
    return fail('same-value', 'That is what the claim says already.', {
      where: held.id.slice(0, 16),
      fix: 'Give the value as it should have been recorded.',
    });
  if (same.standing === 'retracted' || same.standing === 'corrected')
    return fail('not-standing', `That value was recorded before and is ${same.standing}.`, {
      where: same.id.slice(0, 16),
      fix: `Restore it first: article33 amend ${same.id.slice(0, 16)} --restore --why TEXT.`,
    });
  return ok({ id: same.id, value: valueText(same.claim.value) });
}

/** Whether the record says just this already, so that a command typed twice adds nothing. */
function saidAlready(said: readonly Change[], asked: Asked): boolean {
  const last = said.at(-1);
  switch (asked.action) {
    case 'restore':
      return last === undefined || last.kind === 'reinstate';
    case 'retract':
      return last?.kind === 'retract';
    case 'correct':
      return last?.kind === 'correct' && last.replacement === asked.replacement?.id;
    case 'dispute': {
      // A second objection is worth recording; the same one is not.
      const since = said.slice(said.findLastIndex(({ kind }) => kind !== 'dispute') + 1);
      return since.some(({ actor, why }) => actor === asked.by && why === asked.why);
    }
    default:
      return assertNever(asked.action);
  }
}

/** A dispute would bring back what was taken back, since the latest amendment decides. */
function refusalFor(held: HeldClaim, action: AmendVerb): Problem | null {
  if (action !== 'dispute' || held.standing === 'stands' || held.standing === 'disputed') return null;
  return {
    kind: 'not-standing',
    message: `The claim is ${held.standing}, so there is nothing to dispute.`,
    where: held.id.slice(0, 16),
    fix: 'Restore it first, if it should stand: --restore.',
  };
}

/** One request of one person in one state of the claim: typed twice at once, it is recorded once. */
function ownKey(held: HeldClaim, by: string, body: Uint8Array): string {
  const fields = new FieldWriter(1)
    .text(by)
    .text(String(held.amendedBy.at(-1)?.seq ?? held.seq))
    .text(toHex(body));
  return `amend ${toHex(sha256(fields.finish()))}`;
}

/** A caller's own name for a request is theirs, and of one claim: what others used tells them nothing. */
function givenKey(held: HeldClaim, by: string, key: string): string {
  const fields = new FieldWriter(1).text(by).text(held.id).text(key);
  return `amend by key ${toHex(sha256(fields.finish()))}`;
}

function answerFor(
  { file, thing, held }: Target,
  { action, replacement }: Asked,
): Omit<Amended, 'added' | 'notYetVisible'> {
  return {
    dossier: file.dossier.id,
    thing: thing.id,
    property: held.claim.property,
    claim: held.id,
    action,
    value: valueText(held.claim.value),
    standing: standings[action],
    replacement: replacement === null ? null : { claim: replacement.id, value: replacement.value },
    notes:
      action === 'restore' && held.standing === 'corrected'
        ? ['The claim that had taken its place still stands beside it; retract that one if it is wrong.']
        : [],
  };
}
