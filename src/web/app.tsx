/**
 * The pages as one Hono app. Order matters: headers on every answer, then who may talk to us at
 * all, then routes. Nothing here knows where the record is kept.
 */
import { type Context, Hono } from 'hono';
import { isDiskFull, missing, page, readable, refused } from './answer.js';
import { type Problem } from '../core/base/result.js';
import { type DossierInfo } from '../core/view/thing.js';
import { aboveDossiers, type Frame, frameOf, to, word } from './frame.js';
import { gate } from './gate.js';
import { refusalOf, secureHeaders } from './guard.js';
import { DossiersPage } from './pages/dossiers.js';
import { BrokenPage, RefusedPage } from './pages/problems.js';
import { island, islandNames } from './islands.js';
import { apiRoutes } from './api/routes.js';
import { failed } from './api/shape.js';
import { ApiPage } from './pages/api.js';
import { checkRoutes } from './routes/check.js';
import { decideRoutes } from './routes/decide.js';
import { formRoutes } from './routes/form.js';
import { dossierRoutes } from './routes/dossier.js';
import { evidenceRoutes } from './routes/evidence.js';
import { logRoutes } from './routes/log.js';
import { meRoutes } from './routes/me.js';
import { peopleRoutes } from './routes/people.js';
import { signInRoutes } from './routes/sign-in.js';
import { type Services } from './services.js';
import { mark, stylesheet } from './stylesheet.js';
import { actorFor } from './visitor.js';

export function createApp(services: Services): Hono {
  const app = new Hono();
  app.use(secureHeaders());
  app.use(async (c, next) => {
    const why = refusalOf(c, services.origin);
    if (why === null) return next();
    if (isApi(c)) return failed(c, refusedAs(why), 403);
    return page(c, <RefusedPage frame={frameOf(c).frame} why={why} />, why === 'host' ? 421 : 403);
  });
  serveAssets(app);
  app.use(
    gate(services, (c) =>
      isApi(c)
        ? failed(c, noSession, 401)
        : page(c, <RefusedPage frame={frameOf(c).frame} why="session" />, 401),
    ),
  );
  signInRoutes(app, services);
  meRoutes(app, services);
  peopleRoutes(app, services);
  app.get('/', async (c) => {
    const { frame: asked, problem } = frameOf(c);
    if (problem !== null) return refused(c, asked, problem, 400);
    const frame = aboveDossiers(asked);
    const dossiers = await heldThen(c, services, frame);
    const real = dossiers.filter(({ invented }) => !invented);
    const only = dossiers.length === 1 ? dossiers[0] : real.length === 1 ? real[0] : undefined;
    return only === undefined
      ? page(c, <DossiersPage frame={frame} dossiers={dossiers} />)
      : c.redirect(to(frame, `/d/${only.id}`), 302);
  });
  app.get('/dossiers', async (c) => {
    const { frame, problem } = frameOf(c);
    if (problem !== null) return refused(c, frame, problem, 400);
    return page(
      c,
      <DossiersPage
        frame={aboveDossiers(frame)}
        dossiers={await heldThen(c, services, aboveDossiers(frame))}
      />,
    );
  });
  app.get('/api', (c) => page(c, <ApiPage frame={aboveDossiers(frameOf(c).frame)} />));
  apiRoutes(app, services);
  logRoutes(app, services);
  checkRoutes(app, services);
  evidenceRoutes(app, services);
  dossierRoutes(app, services);
  decideRoutes(app, services);
  formRoutes(app, services);
  app.notFound((c) => missing(c, frameOf(c).frame));
  app.onError((error, c) => {
    // The name of the error, never its message: messages may quote what was being read.
    services.broke?.(isDiskFull(error) ? 'disk-full' : error.name);
    const { frame } = frameOf(c);
    if (isApi(c)) return failed(c, isDiskFull(error) ? diskFull(frame) : broken);
    if (isDiskFull(error)) return refused(c, frame, diskFull(frame), 507);
    return page(c, <BrokenPage frame={frame} />, 500);
  });
  return app;
}

/** The dossiers as they spoke of themselves at the moment asked for, without those begun later. */
async function heldThen(c: Context, services: Services, frame: Frame): Promise<readonly DossierInfo[]> {
  const now = await readable(c, services);
  if (frame.asOf === null) return now;
  const then: DossierInfo[] = [];
  for (const { id } of now) {
    const file = await services.caseFile(actorFor(c), id, frame.asOf);
    if (file.ok && file.value.asOf !== null) then.push(file.value.dossier);
  }
  return then;
}

function isApi(c: Context): boolean {
  return c.req.path.startsWith('/api/');
}

const noSession: Problem = {
  kind: 'no-session',
  message: 'Nobody is signed in.',
  fix: 'Sign in on the pages first, and send the cookie of that session.',
};

const broken: Problem = { kind: 'bug', message: 'This could not be answered; the fault is ours.' };

function refusedAs(why: string): Problem {
  return {
    kind: `refused-${why}`,
    message: 'This server answers under its own address only, and not to pages of others.',
    fix: 'Ask it under the address that people open it at.',
  };
}

function diskFull(frame: Frame): Problem {
  return { kind: 'disk-full', message: word(frame, 'fail.full'), fix: word(frame, 'fail.full-fix') };
}

function serveAssets(app: Hono): void {
  app.get(stylesheet.path, (c) =>
    c.body(stylesheet.text, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  );
  for (const name of islandNames) {
    const { path, text } = island(name);
    app.get(path, (c) =>
      c.body(text, 200, {
        'Content-Type': 'text/javascript; charset=utf-8',
        'Cache-Control': 'public, max-age=31536000, immutable',
      }),
    );
  }
  app.get(mark.path, (c) => c.body(mark.text, 200, { 'Content-Type': 'image/svg+xml' }));
}
