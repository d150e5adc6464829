/** `/me`: one's own passkeys and sessions. */
import { type Context, type Hono } from 'hono';
import { removePasskey } from '../../app/people/admit.js';
import { addOptions, addPasskey, confirmOptions, confirmWith } from '../../app/people/passkeys.js';
import { sessionsOf, type Visit } from '../../app/people/sessions.js';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { readable, scriptedPage, type Status } from '../answer.js';
import { frameOf, to } from '../frame.js';
import { MePage } from '../pages/me.js';
import { type Services } from '../services.js';
import { dropSession, visitFor } from '../visitor.js';
import { doorForm } from './door-form.js';
import { ceremony, textOf } from './sign-in.js';

export function meRoutes(app: Hono, services: Services): void {
  const { signIn } = services;
  app.get('/me', async (c) => {
    const visit = visitFor(c);
    return visit === null ? c.redirect(to(frameOf(c).frame, '/sign-in'), 302) : await me(c, services, visit);
  });
  ceremony(app, services, '/me/confirm/options', async (c, site) => {
    const visit = visitFor(c);
    return visit === null ? notHere() : ok({ options: await confirmOptions(signIn, site, visit) });
  });
  ceremony(app, services, '/me/confirm', async (c, site, body) => {
    const visit = visitFor(c);
    if (visit === null) return notHere();
    const done = await confirmWith(signIn, site, { visit, response: body['response'] });
    return done.ok ? ok({}) : done;
  });
  ceremony(app, services, '/me/passkeys/options', async (c, site) => {
    const visit = visitFor(c);
    const options = visit === null ? notHere() : await addOptions(signIn, site, visit);
    return options.ok ? ok({ options: options.value }) : options;
  });
  ceremony(app, services, '/me/passkeys', async (c, site, body) => {
    const visit = visitFor(c);
    if (visit === null) return notHere();
    const made = { response: body['response'], label: textOf(body, 'label') };
    const added = await addPasskey(signIn, site, { visit, made });
    return added.ok ? ok({ next: '/me' }) : added;
  });
  doorForm(app, services, '/me/passkeys/remove', async (c, visit, form) => {
    const removed = await removePasskey(signIn, visit.person.id, form.get('passkey') ?? '');
    if (!removed.ok) return await me(c, services, visit, { problem: removed.problem, status: 422 });
    dropSession(c, services.origin);
    return c.redirect(to(frameOf(c).frame, '/sign-in', { next: '/me' }), 303);
  });
}

async function me(
  c: Context,
  services: Services,
  { person, session }: Visit,
  wrong?: { readonly problem: Problem; readonly status: Status },
): Promise<Response> {
  const view = {
    frame: frameOf(c).frame,
    person,
    here: session,
    sessions: sessionsOf(services.signIn, person.id),
    dossiers: await readable(c, services),
    problem: wrong?.problem ?? null,
  };
  return scriptedPage(c, <MePage view={view} />, wrong?.status ?? 200);
}

function notHere(): Result<never> {
  return fail('not-let-in', 'Nobody is signed in.');
}
