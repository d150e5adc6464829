/**
 * The published logs over HTTP, as c2sp.org/tlog-tiles has them: tiles never change and may be kept,
 * the checkpoint is always asked for again. Anybody may read them; they hold hashes alone.
 */
import { type Context, type Hono } from 'hono';
import { refused, scriptedPage } from '../answer.js';
import { aboveDossiers, frameOf } from '../frame.js';
import { VerifyPage } from '../pages/verify.js';
import { type Services } from '../services.js';

export function logRoutes(app: Hono, services: Services): void {
  app.get('/log/verify', (c) => {
    const { frame, problem } = frameOf(c);
    return problem === null
      ? scriptedPage(c, <VerifyPage frame={aboveDossiers(frame)} />)
      : refused(c, frame, problem, 400);
  });
  app.get('/log/:name{[0-9a-f]{32}}/*', async (c, next) => {
    const path = sentPath(c).slice(`/log/${c.req.param('name')}/`.length);
    const bytes = await services.logFile(c.req.param('name'), path);
    if (bytes === null) return next();
    const tile = path.startsWith('tile/');
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': tile ? 'application/octet-stream' : 'text/plain; charset=utf-8',
      'Cache-Control': tile ? 'public, max-age=31536000, immutable' : 'no-store',
    });
  });
}

/** As it was sent: a path with escapes in it names no file of a log. */
function sentPath(c: Context): string {
  return new URL(c.req.url).pathname;
}
