/**
 * One batch of an import: each line is judged by itself, the sound ones are recorded together, and every
 * other is answered with its reason. Recorded again, a line adds nothing, so an import cut short is run again.
 */
import { sha256, toHex, utf8 } from '../../core/base/bytes.js';
import { type Day } from '../../core/base/date.js';
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { type Json } from '../../core/base/json.js';
import { assertNever, fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { statementBytes } from '../../core/claim/bytes.js';
import { type Claim } from '../../core/claim/claim.js';
import { type Line, parseLine } from '../../core/exchange/line.js';
import { amendToBytes, judgeToBytes } from '../../core/ledger/bodies.js';
import { type Actor, actorName, allowedFor, allowedTo, may } from '../../core/policy/audience.js';
import { isPersonal } from '../../core/policy/consent.js';
import { consentStatements } from '../consent-load.js';
import { type Ledger, type Statement } from '../ports.js';
import { appendSound, type Refused } from './append-sound.js';

export interface ImportRun {
  readonly ledger: Ledger;
  readonly actor: Actor;
  readonly dossier: DossierId;
  readonly today: Day;
}

export interface ImportBatch {
  readonly lines: readonly Json[];
  /** Judges the lines as far as that goes without recording, and records nothing. */
  readonly dryRun: boolean;
  /** Things the lines lean on: told when the dossier has none of that name. */
  readonly expects?: readonly ThingId[];
}

export interface Imported {
  /** Entries recorded now. */
  readonly added: number;
  /** Lines the record held already. */
  readonly known: number;
  /** Lines that were sound; of a dry run, what would be claimed. */
  readonly sound: number;
  /** Sound claims by type and property: `Event.date`. */
  readonly byProperty: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly line: number | null; readonly problem: Problem }[];
  readonly notYetVisible: boolean;
}

interface Judged {
  readonly index: number;
  readonly line: Line;
}

export async function importBatch(run: ImportRun, batch: ImportBatch): Promise<Result<Imported>> {
  const { judged, problems } = judge(run, batch.lines);
  const missing = await missingThings(run, batch.expects ?? [], judged);
  if (missing.length > 0)
    return ok(nothing([...missing.map((problem) => ({ line: null, problem })), ...problems]));
  const byProperty = countByProperty(judged);
  if (batch.dryRun) return ok({ ...nothing(problems), sound: judged.length, byProperty });
  const opened = await openIfNew(run, judged);
  if (!opened.ok) return opened;
  const own = judged.filter(({ line }) => line.record !== 'amendment' && line.record !== 'dossier');
  const first = await appendSound(
    run,
    await statementsOf(run, own),
    own.map(({ index }) => index),
  );
  if (!first.ok) return first;
  const amended = await amendments(run, judged);
  if (!amended.ok) return amended;
  const then = await appendSound(run, amended.value.statements, amended.value.indexes);
  if (!then.ok) return then;
  const refused = [...problems, ...first.value.refused, ...amended.value.refused, ...then.value.refused];
  return ok({
    added: first.value.added + then.value.added,
    known: first.value.known + then.value.known,
    sound: judged.length - (refused.length - problems.length),
    byProperty,
    problems: refused,
    notYetVisible: first.value.notYetVisible || then.value.notYetVisible,
  });
}

function nothing(problems: Imported['problems']): Imported {
  return { added: 0, known: 0, sound: 0, byProperty: {}, problems, notYetVisible: false };
}

function judge(
  { actor, dossier }: ImportRun,
  lines: readonly Json[],
): { judged: Judged[]; problems: Refused[] } {
  const judged: Judged[] = [];
  const problems: Refused[] = [];
  const { audiences } = allowedFor(actor, dossier);
  for (const [index, raw] of lines.entries()) {
    const line = parseLine(raw);
    if (!line.ok) problems.push(...line.problem.map((problem) => ({ line: index, problem })));
    else if (line.value.record === 'claim' && !audiences.has(line.value.claim.audience))
      problems.push({ line: index, problem: notForYou });
    else if (
      line.value.record === 'claim' &&
      isPersonal(line.value.claim) &&
      line.value.claim.consent === null
    )
      // The ledger would say so too; here it is said in a dry run as well.
      problems.push({ line: index, problem: withoutConsent });
    else judged.push({ index, line: line.value });
  }
  return { judged, problems };
}

const withoutConsent: Problem = {
  kind: 'consent-missing',
  message: 'It is a fact about one person, and names no consent.',
  fix: 'Name the consent it was told under in the mapping ("consent": "C-{code}"), or leave it out.',
};

const notForYou: Problem = {
  kind: 'not-allowed',
  message: 'You can only record what you may read yourself, and you do not hold this audience.',
  fix: 'Ask somebody who keeps the record for the compartment.',
};

function countByProperty(judged: readonly Judged[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { line } of judged) {
    const name = line.record === 'claim' ? `${line.claim.thing.type}.${line.claim.property}` : line.record;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

async function missingThings(
  { ledger, actor, dossier }: ImportRun,
  expects: readonly ThingId[],
  judged: readonly Judged[],
): Promise<Problem[]> {
  const described = new Set(
    judged.flatMap(({ line }) => (line.record === 'claim' ? [line.claim.thing.id] : [])),
  );
  const missing: Problem[] = [];
  for (const id of expects) {
    if (described.has(id) || (await ledger.thing(dossier, id, allowedFor(actor, dossier))).ok) continue;
    missing.push({
      kind: 'no-such-thing',
      message: `Nothing in the dossier is called "${id}", and the mapping names it as the source.`,
      fix: 'Describe the source under "sources" in the mapping, or correct the id.',
    });
  }
  return missing;
}

/** A file that says what its dossier is makes the dossier, where there is none; it changes none that is there. */
async function openIfNew(
  { ledger, actor, dossier }: ImportRun,
  judged: readonly Judged[],
): Promise<Result<void>> {
  const said = judged.flatMap(({ line }) => (line.record === 'dossier' ? [line.info] : []))[0];
  if (said === undefined) return ok(undefined);
  const held = (await ledger.dossiers(allowedTo(actor))).some(({ id }) => id === dossier);
  if (held) return ok(undefined);
  if (!may(actor, 'maintain', dossier))
    return fail('not-allowed', 'Your role does not let you make a dossier.', {
      fix: 'Ask somebody who keeps the record.',
    });
  return await ledger.openDossier({ ...said, id: dossier }, null, actorName(actor));
}

/** In the order of the lines; what is no entry by itself has none. */
async function statementsOf(run: ImportRun, judged: readonly Judged[]): Promise<(Statement | null)[]> {
  const consents = await newConsents(run, judged);
  return judged.map(({ line, index }): Statement | null => {
    switch (line.record) {
      case 'claim':
        return { kind: 'claim', claim: line.claim, where: String(index) };
      case 'judgement': {
        const body = judgeToBytes({
          kind: 'independence',
          audience: line.audience,
          judgement: line.judgement,
        });
        return { kind: 'judge', body, where: String(index), idempotencyKey: `import ${toHex(sha256(body))}` };
      }
      case 'consent':
        return consents.get(line.consent.name) ?? null;
      case 'amendment':
      case 'dossier':
        return null;
      default:
        return assertNever(line);
    }
  });
}

/** Consents the ledger does not hold as the file says them: withdrawn here stays withdrawn. */
async function newConsents(
  { ledger, actor, dossier }: ImportRun,
  judged: readonly Judged[],
): Promise<ReadonlyMap<ThingId, Statement>> {
  const said = judged.flatMap(({ line, index }) =>
    line.record === 'consent' ? [{ ...line.consent, where: String(index) }] : [],
  );
  if (said.length === 0) return new Map();
  const held = await ledger.consents(dossier, allowedFor(actor, dossier));
  const statements = new Map<ThingId, Statement>();
  for (const consent of said)
    for (const statement of consentStatements([consent], held.ok ? held.value.consents : []))
      statements.set(consent.name, statement);
  return statements;
}

interface Amending {
  readonly statements: readonly Statement[];
  readonly indexes: readonly number[];
  readonly refused: readonly Refused[];
}

/** An amendment names claims by what they say; here each has an id of its own. */
async function amendments(
  { ledger, actor, dossier }: ImportRun,
  judged: readonly Judged[],
): Promise<Result<Amending>> {
  const [statements, indexes, refused]: [Statement[], number[], Refused[]] = [[], [], []];
  const idOf = async (claim: Claim): Promise<string | null> => {
    const thing = await ledger.thing(dossier, claim.thing.id, allowedFor(actor, dossier));
    if (!thing.ok) return null;
    const said = toHex(statementBytes(claim));
    return thing.value.claims.find((held) => toHex(statementBytes(held.claim)) === said)?.id ?? null;
  };
  for (const { line, index } of judged) {
    if (line.record !== 'amendment') continue;
    const target = await idOf(line.of);
    const replacement = line.replacement === null ? null : await idOf(line.replacement);
    if (target === null || (line.replacement !== null && replacement === null)) {
      refused.push({ line: index, problem: noClaim });
      continue;
    }
    const body = amendToBytes({ target, action: line.action, replacement, why: line.why });
    const name = line.id === '' ? toHex(sha256(body)) : toHex(sha256(utf8(line.id)));
    statements.push({ kind: 'amend', body, where: String(index), idempotencyKey: `import ${name}` });
    indexes.push(index);
  }
  return ok({ statements, indexes, refused });
}

const noClaim: Problem = {
  kind: 'no-such-claim',
  message: 'The amendment is about a claim that the record does not hold.',
  fix: 'Import the claim first; what was refused for want of consent cannot be amended.',
};
