/** Coming in and going out: `/sign-in`, `/invitation`, `/sign-out`. */
import { type Context, type Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { anyJoined } from '../../app/people/person.js';
import { join, joinOptions, signInOptions, signInWith, type Entered } from '../../app/people/passkeys.js';
import { endSession } from '../../app/people/sessions.js';
import { signOutEverywhere } from '../../app/people/admit.js';
import { note, type Site } from '../../app/people/sign-in.js';
import { fail, type Problem, type Result } from '../../core/base/result.js';
import { addressOf } from '../address.js';
import { scriptedPage } from '../answer.js';
import { frameOf, to, word } from '../frame.js';
import { ownPath } from '../gate.js';
import { InvitationPage, SignInPage } from '../pages/sign-in.js';
import { doorText } from '../parts/door.js';
import { type Services } from '../services.js';
import { actorFor, agentOf, dropSession, hostOf, keepSession, siteOf, visitFor } from '../visitor.js';

const BODY_MAX = 128 * 1024;

/** Whoever is not signed in can ask these, as often as they like but for the allowance. */
const DOORS = ['/sign-in', '/sign-in/options', '/invitation', '/invitation/options'];

export function signInRoutes(app: Hono, services: Services): void {
  const { signIn, origin } = services;
  app.get('/sign-in', (c) => {
    if (siteOf(c, origin) === null) return underName(c);
    const next = ownPath(c.req.query('next'));
    if (visitFor(c) !== null) return c.redirect(next, 302);
    const begun = anyJoined(signIn.people.held());
    const fromElsewhere = c.req.header('sec-fetch-site') === 'cross-site';
    return scriptedPage(c, <SignInPage view={{ frame: frameOf(c).frame, next, begun, fromElsewhere }} />);
  });
  app.get('/invitation', (c) =>
    siteOf(c, origin) === null ? underName(c) : scriptedPage(c, <InvitationPage frame={frameOf(c).frame} />),
  );
  for (const path of DOORS) app.use(path, heldBack(services));
  ceremony(app, services, '/sign-in/options', async (_c, site) => ({
    ok: true,
    value: { options: await signInOptions(signIn, site) },
  }));
  ceremony(app, services, '/sign-in', async (c, site, body) =>
    enter(c, services, await signInWith(signIn, site, { response: body['response'], agent: agentOf(c) })),
  );
  ceremony(app, services, '/invitation/options', async (_c, site, body) => {
    const joining = await joinOptions(signIn, site, textOf(body, 'secret'));
    return joining.ok ? { ok: true, value: { options: joining.value.options } } : joining;
  });
  ceremony(app, services, '/invitation', async (c, site, body) => {
    const made = { response: body['response'], label: textOf(body, 'label') };
    const secret = textOf(body, 'secret');
    const entered = await enter(c, services, await join(signIn, site, { secret, agent: agentOf(c), made }));
    return entered.ok ? { ok: true, value: { next: '/me' } } : entered;
  });
  app.post('/sign-out', async (c) => {
    const visit = visitFor(c);
    if (visit !== null) {
      await endSession(signIn, visit.session.hash);
      await note(signIn, { kind: 'signed-out', person: visit.person.id });
    }
    return out(c, services);
  });
  app.post('/sign-out/everywhere', async (c) => {
    const visit = visitFor(c);
    if (visit !== null) await signOutEverywhere(signIn, actorFor(c), visit.person.id);
    return out(c, services);
  });
}

function out(c: Context, { origin }: Services): Response {
  dropSession(c, origin);
  // What the browser kept of this site goes too: pages, and nothing else is there.
  c.header('Clear-Site-Data', '"cache"');
  return c.redirect(to(frameOf(c).frame, '/sign-in'), 303);
}

/** A numeric address of this machine has no name a passkey could be bound to. */
function underName(c: Context): Response {
  const { pathname, search } = new URL(c.req.url);
  const port = /:(\d+)$/.exec(hostOf(c))?.[1];
  return c.redirect(`http://localhost${port === undefined ? '' : `:${port}`}${pathname}${search}`, 302);
}

/** Whoever comes in gets a new session; one they had in this browser ends. */
async function enter(c: Context, services: Services, entered: Result<Entered>): Promise<Result<object>> {
  if (!entered.ok) return entered;
  const before = visitFor(c);
  if (before !== null) await endSession(services.signIn, before.session.hash);
  services.signIn.attempts.cameIn(addressOf(c, services.origin));
  keepSession(c, services.origin, entered.value.secret);
  return { ok: true, value: { next: '/' } };
}

/** Too many attempts from one place, or from strangers altogether: nothing is looked at, and nobody is told whom it concerns. */
function heldBack({ signIn, origin }: Services): MiddlewareHandler {
  return async (c, next) => {
    const wait = c.req.method === 'POST' ? signIn.attempts.wait(addressOf(c, origin)) : 0;
    if (wait === 0) return next();
    c.header('Retry-After', String(wait));
    const { frame } = frameOf(c);
    return c.json({ problem: word(frame, 'door.too-often', { n: wait }), kind: 'too-often' }, 429);
  };
}

type Body = Readonly<Record<string, unknown>>;
type Step = (c: Context, site: Site, body: Body) => Promise<Result<object>>;

/** One step of a ceremony: JSON from our own script, JSON back, problems in the reader's language. */
export function ceremony(app: Hono, { origin }: Services, path: string, step: Step): void {
  const problem = (c: Context, what: Problem, status: 400 | 403 | 413) =>
    c.json({ problem: doorText(frameOf(c).frame, what), kind: what.kind }, status);
  const tooLarge = { kind: 'not-let-in', message: 'The answer is too large.' };
  app.post(path, bodyLimit({ maxSize: BODY_MAX, onError: (c) => problem(c, tooLarge, 413) }), async (c) => {
    const site = siteOf(c, origin);
    if (site === null) return problem(c, { kind: 'numeric', message: 'No name.' }, 400);
    const body = await bodyOf(c);
    if (!body.ok) return problem(c, body.problem, 400);
    const done = await step(c, site, body.value);
    return done.ok ? c.json(done.value) : problem(c, done.problem, 403);
  });
}

async function bodyOf(c: Context): Promise<Result<Body>> {
  const isJson = (c.req.header('content-type') ?? '').split(';')[0] === 'application/json';
  const body: unknown = isJson ? await c.req.json().catch(() => null) : null;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return fail('not-let-in', 'The answer could not be read.');
  // An object of JSON: its values are looked at one by one.
  return { ok: true, value: body as Body };
}

export function textOf(body: Body, name: string): string {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === 'string' ? value : '';
}
