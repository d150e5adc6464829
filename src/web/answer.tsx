/** How pages leave: one document type, one place for statuses. */
import { type Context } from 'hono';
import { html } from 'hono/html';
import { type Child } from 'hono/jsx';
import { parseDossierId } from '../core/base/ids.js';
import { type Problem } from '../core/base/result.js';
import { lawData } from '../core/law/data.js';
import { type Actor, may } from '../core/policy/audience.js';
import { note } from '../app/people/sign-in.js';
import { type DossierInfo } from '../core/view/thing.js';
import { type Desk } from './desk.js';
import { type Frame, frameOf } from './frame.js';
import { scriptedPolicy } from './guard.js';
import { MissingPage, ProblemPage } from './pages/problems.js';
import { makeNotes } from './parts/notes.js';
import { type Services } from './services.js';
import { actorFor } from './visitor.js';

export type Status = 200 | 400 | 401 | 403 | 404 | 410 | 413 | 421 | 422 | 500 | 507;
export type Answer = Response | Promise<Response>;

export function page(c: Context, node: Child, status: Status = 200): Answer {
  c.header('Vary', 'Accept-Language');
  return c.html(html`<!doctype html>${node}`, status);
}

/** A page with a script of ours. */
export function scriptedPage(c: Context, node: Child, status: Status = 200): Answer {
  c.header('Content-Security-Policy', scriptedPolicy);
  return page(c, node, status);
}

export function missing(c: Context, frame: Frame, dossier?: DossierInfo): Answer {
  return page(c, <MissingPage frame={frame} {...(dossier === undefined ? {} : { dossier })} />, 404);
}

export function refused(c: Context, frame: Frame, problem: Problem, status: Status): Answer {
  const noSpace = problem.kind === 'disk-full' || problem.kind === 'read-only';
  return page(c, <ProblemPage frame={frame} problem={problem} />, noSpace ? 507 : status);
}

/** Whether writing failed for want of space, which is nobody's mistake and passes. */
export function isDiskFull(error: Error): boolean {
  return 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** Reads a dossier as of the moment asked for and hands it on, or answers with why not. */
export async function atDesk(
  c: Context,
  services: Services,
  named: string,
  render: (desk: Desk) => Answer,
): Promise<Response> {
  const { frame, problem } = frameOf(c);
  const id = parseDossierId(named);
  const actor = actorFor(c);
  const known = id.ok && (await readable(c, services)).some((dossier) => dossier.id === id.value);
  // What may not be read answers as what is not there, to the byte and without waiting for the note of it.
  if (!id.ok) return missing(c, frame);
  if (!known) {
    void noteRefused(services, actor, id.value);
    return missing(c, frame);
  }
  if (problem !== null) return refused(c, frame, problem, 400);
  const file = await services.caseFile(actor, id.value, frame.asOf ?? undefined);
  if (!file.ok) return refused(c, frame, file.problem, file.problem.kind === 'no-such-entry' ? 404 : 500);
  const reference = await services.reference();
  if (!reference.ok) return refused(c, frame, reference.problem, 500);
  const head = await services.head(id.value);
  return render({
    frame,
    file: file.value,
    head: head.ok ? head.value : null,
    may: (action) => may(actor, action, id.value),
    law: once(() => lawData(reference.value, file.value)),
    notes: makeNotes(),
  });
}

/** Once per person, dossier and minute is enough to see it by; a program that tries ids fills no disk. */
const lately = new Map<string, number>();

async function noteRefused(services: Services, actor: Actor, dossier: string): Promise<void> {
  if (actor.kind !== 'person') return;
  const there = await services.dossiers({ kind: 'operator', name: 'operator' });
  if (!there.some(({ id }) => id === dossier)) return;
  const { signIn } = services;
  const minute = Math.floor(signIn.clock().getTime() / 60_000);
  const key = `${actor.id} ${dossier}`;
  if (lately.get(key) === minute) return;
  if (lately.size > 1000) lately.clear();
  lately.set(key, minute);
  await note(signIn, { kind: 'read-refused', person: actor.id, dossier });
}

/** The dossiers that whoever asks may read. */
export async function readable(c: Context, services: Services): Promise<readonly DossierInfo[]> {
  const actor = actorFor(c);
  return (await services.dossiers(actor)).filter(({ id }) => may(actor, 'read', id));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
