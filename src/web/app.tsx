/**
 * The pages as one Hono app. Order matters: headers on every answer, then who may talk to us at
 * all, then the request read once, then routes. Nothing here knows where the record is kept.
 */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { type Child } from 'hono/jsx';
import { parseDossierId, parseThingId } from '../core/base/ids.js';
import { type Problem } from '../core/base/result.js';
import { type Actor } from '../core/policy/audience.js';
import { type DossierInfo, type Thing } from '../core/view/thing.js';
import { type Desk } from './desk.js';
import { type Frame, frameOf, to } from './frame.js';
import { refusalOf, secureHeaders } from './guard.js';
import { DossiersPage } from './pages/dossiers.js';
import { BrokenPage, MissingPage, ProblemPage, RefusedPage } from './pages/problems.js';
import { SourcePage, SourcesPage } from './pages/sources.js';
import { ThingPage } from './pages/things.js';
import { makeNotes } from './parts/notes.js';
import { type Services } from './services.js';
import { mark, stylesheet } from './stylesheet.js';

/** Whoever can reach a loopback address is the person at this machine; there is no sign-in yet. */
const reader: Actor = { kind: 'operator', name: 'operator' };

export function createApp(services: Services): Hono {
  const app = new Hono();
  app.use(secureHeaders());
  app.use(async (c, next) => {
    const why = refusalOf(c);
    if (why === null) return next();
    return page(c, <RefusedPage frame={frameOf(c).frame} why={why} />, why === 'host' ? 421 : 403);
  });
  serveAssets(app);
  dossierRoutes(app, services);
  app.notFound((c) => page(c, <MissingPage frame={frameOf(c).frame} />, 404));
  app.onError((_error, c) => page(c, <BrokenPage frame={frameOf(c).frame} />, 500));
  return app;
}

function serveAssets(app: Hono): void {
  app.get(stylesheet.path, (c) =>
    c.body(stylesheet.text, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  );
  app.get(mark.path, (c) => c.body(mark.text, 200, { 'Content-Type': 'image/svg+xml' }));
}

function dossierRoutes(app: Hono, services: Services): void {
  app.get('/', async (c) => {
    const { frame } = frameOf(c);
    const dossiers = await services.dossiers();
    const only = dossiers.length === 1 ? dossiers[0] : undefined;
    return only === undefined
      ? page(c, <DossiersPage frame={frame} dossiers={dossiers} />)
      : c.redirect(to(frame, `/d/${only.id}`), 302);
  });
  const room = (path: string, render: (desk: Desk) => Child) =>
    app.get(`/d/:dossier${path}`, (c) => atDesk(c, services, (desk) => page(c, render(desk))));
  const thing = (path: string, type: Thing['type'] | null, render: (desk: Desk, thing: Thing) => Child) =>
    app.get(`/d/:dossier/${path}/:id`, (c) =>
      atDesk(c, services, (desk) => {
        const found = thingAsked(c, desk, type);
        return found === null ? missing(c, desk.frame, desk.file.dossier) : page(c, render(desk, found));
      }),
    );
  room('/sources', (desk) => <SourcesPage desk={desk} />);
  thing('source', 'Source', (desk, source) => <SourcePage desk={desk} source={source} />);
  thing('thing', null, (desk, found) => <ThingPage desk={desk} thing={found} />);
}

/** Reads the dossier of the address as of the moment asked for, or answers with why not. */
async function atDesk(
  c: Context,
  services: Services,
  render: (desk: Desk) => Response | Promise<Response>,
): Promise<Response> {
  const { frame, problem } = frameOf(c);
  const id = parseDossierId(c.req.param('dossier') ?? '');
  const known = id.ok && (await services.dossiers()).some((dossier) => dossier.id === id.value);
  if (!id.ok || !known) return missing(c, frame);
  if (problem !== null) return refused(c, frame, problem, 400);
  const file = await services.caseFile(reader, id.value, frame.asOf ?? undefined);
  if (!file.ok) return refused(c, frame, file.problem, 500);
  const head = await services.head(id.value);
  return render({ frame, file: file.value, head: head.ok ? head.value : null, notes: makeNotes() });
}

function thingAsked(c: Context, desk: Desk, type: Thing['type'] | null): Thing | null {
  const id = parseThingId(c.req.param('id') ?? '');
  const thing = id.ok ? desk.file.things.get(id.value) : undefined;
  return thing === undefined || (type !== null && thing.type !== type) ? null : thing;
}

type Status = 200 | 400 | 403 | 404 | 413 | 421 | 422 | 500;

function page(c: Context, node: Child, status: Status = 200): Response | Promise<Response> {
  c.header('Vary', 'Accept-Language');
  return c.html(html`<!doctype html>${node}`, status);
}

function missing(c: Context, frame: Frame, dossier?: DossierInfo): Response | Promise<Response> {
  return page(c, <MissingPage frame={frame} {...(dossier === undefined ? {} : { dossier })} />, 404);
}

function refused(c: Context, frame: Frame, problem: Problem, status: Status): Response | Promise<Response> {
  return page(c, <ProblemPage frame={frame} problem={problem} />, status);
}
