/**
 * A person decides an element of a rule, or the rule, on an event, and says why: one more entry, with the
 * claims it was decided on. Nothing is overwritten; what the same person decides later stands in its place.
 */
import { z } from 'zod';
import { cleanText, FieldWriter, sha256, toHex } from '../core/base/bytes.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type Audience } from '../core/claim/claim.js';
import { boundOf, decisionsOn, findInput, narrowTo } from '../core/law/decided.js';
import { findingsOn, type RuleFinding } from '../core/law/findings.js';
import { type Reference } from '../core/law/reference.js';
import { isAudience } from '../core/ledger/bodies.js';
import { confidences, decisions, type FindBody, findToBytes } from '../core/ledger/find.js';
import { type Actor, actorName, allowedFor } from '../core/policy/audience.js';
import { type CaseFile, type Thing } from '../core/view/thing.js';
import { findEvent } from './count.js';
import { findings, type FindingAnswer } from './findings.js';
import { lawOf } from './law.js';
import { type Ledger } from './ports.js';

export const decideInput = z.object({
  event: z.string().min(1).max(300),
  /** `RULE` or `RULE/ELEMENT`. */
  rule: z.string().min(1).max(200),
  /** Whose duty it is; needed where the rule is asked of several States. */
  state: z.string().min(1).max(64).optional(),
  as: z.enum(decisions),
  why: z.string().min(1).max(4000),
  confidence: z.enum(confidences).optional(),
  audience: z.string().max(60).optional(),
  lang: z.enum(['en', 'ko']).optional(),
  dossier: z.string().max(63).optional(),
});

export type DecideOrder = z.output<typeof decideInput>;

export interface DecidedNow {
  readonly dossier: string;
  readonly event: string;
  readonly rule: string;
  readonly element: string | null;
  /** Entries recorded now; 0 when this person had decided just so, on the same record. */
  readonly added: number;
  readonly notYetVisible: boolean;
  /** The rule as it stands with the decision. */
  readonly finding: FindingAnswer;
}

interface Run {
  readonly ledger: Ledger;
  readonly actor: Actor;
  readonly reference: Reference;
  readonly files: readonly CaseFile[];
}

/**
 * Problems: those of naming an event, `not-an-event`, `no-such-rule`, `not-asked`, `no-such-element`,
 * `which-state`, `not-bound-by-treaty`, `not-allowed`, and the ledger's.
 */
export async function decide(run: Run, order: DecideOrder): Promise<Result<DecidedNow>> {
  const why = cleanText(order.why.trim(), '--why');
  if (!why.ok) return why;
  if (why.value === '')
    return fail('usage', 'A decision says why.', { where: '--why', fix: 'Add --why with a sentence.' });
  const named = findEvent(run.files, order.event);
  if (!named.ok) return named;
  const { file, thing: event } = named.value;
  const audience = audienceFor(run.actor, file, order.audience);
  if (!audience.ok) return audience;
  const body = bodyOf(run, { file, event, audience: audience.value, why: why.value }, order);
  if (!body.ok) return body;
  const before = latest(run, file, event, body.value);
  const added = isSame(before, body.value) ? ok(nothing) : await recorded(run, file, body.value);
  if (!added.ok) return added;
  const { dossier } = file;
  const now = await run.ledger.caseFile(dossier.id, allowedFor(run.actor, dossier.id));
  if (!now.ok) return now;
  const { rule, state, element } = body.value;
  const asked = { event: event.id, ...(order.lang === undefined ? {} : { lang: order.lang }) };
  const shown = findings([now.value], run.reference, asked);
  const finding = shown.ok
    ? shown.value.findings.find((one) => one.rule === rule && one.state === state)
    : undefined;
  if (finding === undefined)
    return fail('not-yet-visible', 'It is recorded, and does not show yet.', {
      fix: 'Everything recorded is safe. Check that the disk has space, then start again.',
    });
  return ok({ dossier: dossier.id, event: event.id, rule, element, ...added.value, finding });
}

const nothing = { added: 0, notYetVisible: false } as const;

/** For the team unless said; never for more than whoever decides may read. */
function audienceFor(actor: Actor, { dossier }: CaseFile, words: string | undefined): Result<Audience> {
  const audience = words ?? 'team';
  if (!isAudience(audience) || audience === 'sealed')
    return fail('usage', 'There is no such audience.', {
      where: '--audience',
      fix: 'Use public, team or restricted:NAME.',
    });
  if (allowedFor(actor, dossier.id).audiences.has(audience)) return ok(audience);
  return fail('not-allowed', 'You can only decide for an audience you belong to yourself.', {
    where: '--audience',
    fix: 'Use one you hold, or ask somebody who keeps the record.',
  });
}

interface Deciding {
  readonly file: CaseFile;
  readonly event: Thing;
  readonly audience: Audience;
  readonly why: string;
}

/** What is decided, on what its audience may see of the record: a wider look would tell of what it rests on. */
function bodyOf(run: Run, { file, event, audience, why }: Deciding, order: DecideOrder): Result<FindBody> {
  const seen = narrowTo(file, audience);
  const visible = seen.things.get(event.id);
  if (event.type !== 'Event' || visible === undefined)
    return fail('not-an-event', `Rules are not asked of ${event.id} for this audience.`, {
      where: event.id,
      fix: 'Name an event, and an audience that may see it.',
    });
  const finding = asked(run.reference, { file: seen, event: visible }, order);
  if (!finding.ok) return finding;
  const { rule, state, elements, result } = finding.value;
  const element = partsOf(order.rule).element;
  const chosen = element === null ? elements : elements.filter((one) => one.element.id === element);
  if (chosen.length === 0)
    return fail('no-such-element', `The rule ${rule.id} has no element "${element ?? ''}".`, {
      where: order.rule,
      fix: `It has ${elements.map((one) => one.element.id).join(', ')}.`,
    });
  if (element === null && order.as === 'met' && finding.value.binding?.bound !== 'yes')
    return fail(
      'not-bound-by-treaty',
      `${state} is not known to have been bound by ${rule.instrument ?? rule.cited?.en ?? rule.provision} that day, so the rule as a whole cannot be met.`,
      {
        where: order.rule,
        fix: `Decide an element: ${elements.map((one) => `${rule.id}/${one.element.id}`).join(', ')}.`,
      },
    );
  const about = { audience, event: event.id, rule: rule.id, version: rule.version, state, element };
  const found = { bound: boundOf(finding.value), computed: result, inputs: chosen.map(findInput) };
  return ok({ ...about, ...found, decision: order.as, confidence: order.confidence ?? 'unstated', why });
}

function partsOf(words: string): { readonly rule: string; readonly element: string | null } {
  const at = words.indexOf('/');
  return at === -1
    ? { rule: words.trim(), element: null }
    : { rule: words.slice(0, at).trim(), element: words.slice(at + 1).trim() };
}

function asked(
  reference: Reference,
  { file, event }: { readonly file: CaseFile; readonly event: Thing },
  { rule: words, state }: DecideOrder,
): Result<RuleFinding> {
  const id = partsOf(words).rule.toUpperCase();
  const all = findingsOn(file, event, lawOf({ reference, file }));
  const known = [...new Set(all.map(({ rule }) => rule.id))];
  if (!reference.rules.some((rule) => rule.id === id))
    return fail('no-such-rule', `There is no rule "${id}".`, {
      where: '--decide',
      fix: known.length === 0 ? 'No rule is asked of this event.' : `Asked here: ${known.join(', ')}.`,
    });
  const of = all.filter(({ rule }) => rule.id === id);
  const fitting = state === undefined ? of : of.filter((one) => one.state === state.toUpperCase());
  const [finding, ...others] = fitting;
  if (finding === undefined)
    return fail(
      'not-asked',
      `The rule ${id} is not asked of this event${state === undefined ? '' : ` and ${state}`}.`,
      {
        where: '--decide',
        fix: known.length === 0 ? 'No rule is asked of it.' : `Asked here: ${known.join(', ')}.`,
      },
    );
  if (others.length === 0) return ok(finding);
  const states = fitting.map((one) => one.state).join(', ');
  return fail('which-state', `The rule ${id} is asked here of several States: ${states}.`, {
    where: '--state',
    fix: `Add --state with one of ${states}.`,
  });
}

type Latest = ReturnType<typeof decisionsOn>[number] | undefined;

function latest({ actor, reference }: Run, file: CaseFile, event: Thing, body: FindBody): Latest {
  const all = decisionsOn({ file, event, lawFor: (one) => lawOf({ reference, file: one }) });
  return all.findLast(
    ({ decided: { actor: by, find } }) =>
      by === actorName(actor) &&
      find.rule === body.rule &&
      find.state === body.state &&
      find.element === body.element,
  );
}

/** Decided again on a changed record, the same words are another decision. */
function isSame(before: Latest, body: FindBody): boolean {
  return before !== undefined && toHex(findToBytes(before.decided.find)) === toHex(findToBytes(body));
}

async function recorded(
  { ledger, actor }: Run,
  { dossier, decided }: CaseFile,
  find: FindBody,
): Promise<Result<{ readonly added: number; readonly notYetVisible: boolean }>> {
  const body = findToBytes(find);
  const by = actorName(actor);
  // One decision of one person in one state of what they decided: sent twice at once, it is recorded once.
  const mine = decided.filter((one) => one.actor === by && one.find.event === find.event);
  const fields = new FieldWriter(1)
    .text(by)
    .text(String(mine.at(-1)?.seq ?? -1))
    .text(toHex(body));
  const idempotencyKey = `find ${toHex(sha256(fields.finish()))}`;
  const appended = await ledger.append(
    dossier.id,
    [{ kind: 'find', body, idempotencyKey, where: find.event }],
    actor,
  );
  if (!appended.ok) return appended;
  const { added, notYetVisible } = appended.value;
  return ok({ added, notYetVisible });
}
