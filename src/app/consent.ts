/**
 * Consents: what somebody agreed to, written down; taken back; and listed with what rests on them. Taking
 * back narrows at once and erases nothing: what is no longer held by consent is named, for a person to erase.
 */
import { z } from 'zod';
import { type Day, isDay } from '../core/base/date.js';
import { cleanText, sha256, toHex } from '../core/base/bytes.js';
import { byText, type DossierId, parseThingId, type ThingId } from '../core/base/ids.js';
import { fail, ok, type Problem, type Result } from '../core/base/result.js';
import {
  type ConsentTerms,
  consentToBytes,
  isWithdrawReason,
  parseUse,
  sortedUses,
  type Use,
} from '../core/ledger/consent.js';
import { type Actor, actorName, allowedFor } from '../core/policy/audience.js';
import {
  type ConsentClaim,
  type ConsentList,
  type EntryName,
  type HeldConsent,
  type Ledger,
  type Statement,
} from './ports.js';

const id = z.string().refine((text) => parseThingId(text).ok, 'An id is letters, digits, dots and hyphens');
const day = z.string().refine(isDay, 'A day is written 2026-03-01');
const words = z.string().trim().min(1).max(2000);
const dossier = z.string().max(63).optional();

export const consentInputs = {
  consent: z.object({
    subject: id,
    uses: z.array(z.string().refine((text) => parseUse(text) !== null, 'There is no such use')).max(100),
    from: day.optional(),
    /** `null`: until it is withdrawn. */
    until: day.nullable(),
    how: words,
    /** A name for a new consent; made from the subject when absent. */
    name: id.optional(),
    /** The consent to change, in whole. */
    change: id.optional(),
    dossier,
  }),
  'withdraw-consent': z.object({
    consent: id,
    why: z.string().refine(isWithdrawReason, 'There is no such reason'),
    on: day.optional(),
    dossier,
  }),
  consents: z.object({ subject: id.optional(), dossier, asOf: z.string().max(40).optional() }),
};

type Input<V extends keyof typeof consentInputs> = z.output<(typeof consentInputs)[V]>;

export interface ConsentGiven {
  readonly dossier: DossierId;
  readonly consent: HeldConsent;
  /** It was recorded before, with these terms. */
  readonly known: boolean;
}

/** A consent taken back, and everything known here that rested on it. */
export interface ConsentWithdrawn extends ConsentGiven {
  readonly claims: readonly ConsentClaim[];
  readonly things: readonly ThingId[];
  /** Addresses of pages that showed them. */
  readonly pages: readonly string[];
  /** Kept views that hold them; every read of them asks the consents of now. */
  readonly views: readonly string[];
  /** Entries that name them: amendments, and letters and exports where there are any. */
  readonly namedBy: readonly EntryName[];
}

interface Run {
  readonly ledger: Ledger;
  readonly actor: Actor;
  /** Those in which the actor may do it. */
  readonly dossiers: readonly DossierId[];
  readonly today: Day;
}

export async function giveConsent(run: Run, input: Input<'consent'>): Promise<Result<ConsentGiven>> {
  const where = await dossierOf(run, input, (list) => knows(list, input.change ?? input.name));
  if (!where.ok) return where;
  const { list } = where.value;
  const how = cleanText(input.how, 'how');
  if (!how.ok) return how;
  const terms: ConsentTerms = {
    subject: input.subject,
    uses: sortedUses(input.uses.map(parseUse).filter((use): use is Use => use !== null)),
    from: input.from ?? run.today,
    until: input.until,
    how: how.value,
    recordedBy: actorName(run.actor),
  };
  const called = input.change ?? input.name;
  // Without a name, the same agreement told again is the one that is recorded.
  const before = list.consents.find((one) =>
    called === undefined ? isStanding(one) && sameTerms(one.terms, terms) : one.name === called,
  );
  if (before !== undefined && isStanding(before) && sameTerms(before.terms, terms))
    return ok({ dossier: list.dossier, consent: before, known: true });
  if (input.change !== undefined && before === undefined) return noSuchConsent(input.change);
  if (input.change === undefined && before !== undefined) return taken(before.name);
  const name = input.change ?? input.name ?? freeName(input.subject, list);
  const earlier = input.change === undefined ? null : (before?.head ?? null);
  const body = consentToBytes({ action: 'give', name, audience: 'team', earlier, terms });
  const key = `give ${name} ${toHex(sha256(body))}`;
  return await recorded(run, list.dossier, {
    name,
    statement: { kind: 'consent', body, idempotencyKey: key },
  });
}

export async function withdrawConsent(
  run: Run,
  input: Input<'withdraw-consent'>,
): Promise<Result<ConsentWithdrawn>> {
  const where = await dossierOf(run, input, (list) => knows(list, input.consent));
  if (!where.ok) return where;
  const { list } = where.value;
  const before = list.consents.find((one) => one.name === input.consent);
  if (before === undefined) return noSuchConsent(input.consent);
  if (!isWithdrawReason(input.why)) return fail('usage', 'There is no such reason.');
  const { name, audience, head: earlier } = before;
  const on = input.on ?? run.today;
  const body = consentToBytes({ action: 'withdraw', name, audience, earlier, on, why: input.why });
  const statement: Statement = { kind: 'consent', body, idempotencyKey: `withdraw ${name} after ${earlier}` };
  const known = before.withdrawn !== null;
  const given = known
    ? ok({ dossier: list.dossier, consent: before, known })
    : await recorded(run, list.dossier, { name, statement });
  return given.ok ? await whatRested(run, given.value) : given;
}

export async function listConsents(
  run: Run,
  input: Input<'consents'>,
): Promise<Result<readonly ConsentList[]>> {
  const { ledger, actor, dossiers: ids } = run;
  if (input.asOf?.startsWith('entry:') === true && ids.length > 1)
    return fail('usage', 'Each dossier has a log of its own, so an entry needs its dossier.', {
      where: '--as-of',
      fix: `Add --dossier with one of ${ids.join(', ')}.`,
    });
  const lists: ConsentList[] = [];
  for (const one of ids) {
    const list = await ledger.consents(one, allowedFor(actor, one), input.asOf);
    if (!list.ok) return list;
    const consents = list.value.consents.filter(
      ({ terms }) => input.subject === undefined || terms?.subject === input.subject,
    );
    lists.push({ ...list.value, consents });
  }
  return ok(lists);
}

function knows(list: ConsentList, name: string | undefined): boolean {
  return list.consents.some((consent) => consent.name === name);
}

/** The one that knows what is spoken of, or describes the subject; else the only one. */
async function dossierOf(
  run: Run,
  asked: {
    readonly subject?: string;
    readonly consent?: string;
  },
  fits: (list: ConsentList) => boolean,
): Promise<Result<{ readonly list: ConsentList }>> {
  const { ledger, actor, dossiers: ids } = run;
  const fitting: ConsentList[] = [];
  const others: ConsentList[] = [];
  for (const one of ids) {
    const allowed = allowedFor(actor, one);
    const list = await ledger.consents(one, allowed);
    if (!list.ok) return list;
    const described = asked.subject !== undefined && (await ledger.thing(one, asked.subject, allowed)).ok;
    (fits(list.value) || described ? fitting : others).push(list.value);
  }
  if (fitting.length === 0 && asked.consent !== undefined) return noSuchConsent(asked.consent);
  const [list] = fitting.length > 0 ? fitting : others;
  const several = fitting.length > 1 || (fitting.length === 0 && others.length > 1);
  if (list !== undefined && !several) return ok({ list });
  return fail('usage', 'It is not clear which dossier this belongs to.', {
    where: '--dossier',
    fix: `Add --dossier with one of ${ids.join(', ')}.`,
  });
}

function noSuchConsent(name: string): Result<never> {
  return fail('no-such-consent', `There is no consent "${name}" here.`, {
    fix: '`article33 consents` lists those there are.',
  });
}

function taken(name: string): Result<never> {
  return fail('consent-changed', `The consent "${name}" is recorded already, in other terms or taken back.`, {
    where: '--name',
    fix: `Add --change ${name} if it was agreed to anew, or give this one another name.`,
  });
}

function isStanding({ withdrawn, terms }: HeldConsent): boolean {
  return withdrawn === null && terms !== null;
}

function sameTerms(a: ConsentTerms | null, b: ConsentTerms): boolean {
  return a !== null && JSON.stringify({ ...a, recordedBy: '' }) === JSON.stringify({ ...b, recordedBy: '' });
}

function freeName(subject: ThingId, { consents }: ConsentList): ThingId {
  const taken = new Set(consents.map(({ name }) => name));
  for (let n = 1; ; n += 1) {
    const name = `C-${subject.slice(0, 90)}${n === 1 ? '' : `-${n}`}`;
    if (!taken.has(name)) return name;
  }
}

async function recorded(
  { ledger, actor }: Run,
  dossierId: DossierId,
  { name, statement }: { readonly name: ThingId; readonly statement: Statement },
): Promise<Result<ConsentGiven>> {
  const appended = await ledger.append(dossierId, [{ ...statement, where: name }], actor);
  if (!appended.ok) return appended;
  const list = await ledger.consents(dossierId, allowedFor(actor, dossierId));
  if (!list.ok) return list;
  const consent = list.value.consents.find((one) => one.name === name);
  if (consent === undefined) return notShown();
  return ok({ dossier: dossierId, consent, known: appended.value.added === 0 });
}

function notShown(): { readonly ok: false; readonly problem: Problem } {
  return fail('not-yet-visible', 'It is recorded, and does not show yet.', {
    fix: 'Everything recorded is safe. Check that the disk has space, then start again.',
  });
}

async function whatRested({ ledger, actor }: Run, given: ConsentGiven): Promise<Result<ConsentWithdrawn>> {
  const { dossier: dossierId, consent } = given;
  const { claims } = consent;
  const things = [...new Set(claims.map((claim) => claim.thing))].sort(byText);
  const plan =
    claims.length === 0
      ? null
      : await ledger.erasePlan(
          dossierId,
          claims.map((claim) => claim.id),
          allowedFor(actor, dossierId),
        );
  if (plan !== null && !plan.ok) return plan;
  const namedBy = (plan?.value.dependants ?? []).filter(({ why }) => why === 'names');
  const views = claims.some(({ audience }) => audience === 'public') ? ['public', 'team'] : ['team'];
  return ok({
    ...given,
    claims,
    things,
    pages: things.map((thing) => `/d/${dossierId}/thing/${thing}`),
    views: claims.some(({ audience }) => audience === 'public' || audience === 'team') ? views : [],
    namedBy: namedBy.map(({ seq, id: entry, kind, at, actor }) => ({ seq, id: entry, kind, at, actor })),
  });
}
