/** How pages leave: one document type, one place for statuses. */
import { type Context } from 'hono';
import { html } from 'hono/html';
import { type Child } from 'hono/jsx';
import { parseDossierId } from '../core/base/ids.js';
import { type Problem } from '../core/base/result.js';
import { lawData } from '../core/law/data.js';
import { type Actor } from '../core/policy/audience.js';
import { type DossierInfo } from '../core/view/thing.js';
import { type Desk } from './desk.js';
import { type Frame, frameOf } from './frame.js';
import { scriptedPolicy } from './guard.js';
import { MissingPage, ProblemPage } from './pages/problems.js';
import { makeNotes } from './parts/notes.js';
import { type Services } from './services.js';

export type Status = 200 | 400 | 403 | 404 | 410 | 413 | 421 | 422 | 500 | 507;
export type Answer = Response | Promise<Response>;

/** Whoever can reach a loopback address is the person at this machine; there is no sign-in yet. */
export const reader: Actor = { kind: 'operator', name: 'operator' };

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
  const known = id.ok && (await services.dossiers()).some((dossier) => dossier.id === id.value);
  if (!id.ok || !known) return missing(c, frame);
  if (problem !== null) return refused(c, frame, problem, 400);
  const file = await services.caseFile(reader, id.value, frame.asOf ?? undefined);
  if (!file.ok) return refused(c, frame, file.problem, file.problem.kind === 'no-such-entry' ? 404 : 500);
  const reference = await services.reference();
  if (!reference.ok) return refused(c, frame, reference.problem, 500);
  const head = await services.head(id.value);
  return render({
    frame,
    file: file.value,
    head: head.ok ? head.value : null,
    law: once(() => lawData(reference.value, file.value)),
    notes: makeNotes(),
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
