/** A decision from the event page's form: recorded once however often it is sent, then the page again. */
import { type Context, type Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { atDesk, missing, page, refused } from '../answer.js';
import { frameOf, to } from '../frame.js';
import { RefusedPage } from '../pages/problems.js';
import { type Services } from '../services.js';
import { actorFor } from '../visitor.js';

export function decideRoutes(app: Hono, services: Services): void {
  app.post(
    '/d/:dossier/event/:id/decide',
    bodyLimit({
      maxSize: 64 * 1024,
      onError: (c) => page(c, <RefusedPage frame={frameOf(c).frame} why="origin" />, 413),
    }),
    (c) => answer(c, services),
  );
}

const fields = ['rule', 'state', 'as', 'why', 'confidence', 'audience'] as const;

/** Whoever may not read the event is answered as for one that is not there. */
function answer(c: Context, services: Services): Promise<Response> {
  return atDesk(c, services, c.req.param('dossier') ?? '', async ({ frame, file }) => {
    const event = file.things.get(c.req.param('id') ?? '');
    if (event?.type !== 'Event') return missing(c, frame, file.dossier);
    const form = await c.req.parseBody().catch((): Readonly<Record<string, unknown>> => ({}));
    const said = fields.flatMap((name) => {
      const value = form[name];
      return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
    });
    const input = { ...Object.fromEntries(said), event: event.id, dossier: file.dossier.id };
    const done = await services.decide(actorFor(c), input);
    if (!done.ok) return refused(c, frame, done.problem, done.problem.kind === 'not-allowed' ? 403 : 422);
    const { rule, state } = done.value.finding;
    return c.redirect(to(frame, `/d/${file.dossier.id}/event/${event.id}#${event.id}-${rule}-${state}`), 303);
  });
}
