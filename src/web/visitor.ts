/**
 * Who asks for a page. Decided once per request, from the session's cookie alone, and asked for by
 * every read: until a first person exists it is the operator, afterwards nobody who is not signed in.
 */
import { type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type Actor } from '../core/policy/audience.js';
import { actorOf, anyJoined } from '../app/people/person.js';
import { type Visit, visitOf } from '../app/people/sessions.js';
import { type SignIn, type Site } from '../app/people/sign-in.js';

export type Visitor =
  /** Nobody can sign in yet, and whoever reaches this machine's own address is at this machine. */
  | { readonly kind: 'operator' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'person'; readonly visit: Visit };

declare module 'hono' {
  interface ContextVariableMap {
    visitor?: Visitor;
  }
}

export interface Door {
  readonly signIn: SignIn;
  /** `https://…` where people reach this server; `null` for this machine alone. */
  readonly origin: string | null;
}

const nobody: Actor = { kind: 'nobody' };

/** As whom the record is read for this request. */
export function actorFor(c: Context): Actor {
  const visitor = c.get('visitor');
  if (visitor?.kind === 'person') return actorOf(visitor.visit.person);
  return visitor?.kind === 'operator' ? { kind: 'operator', name: 'operator' } : nobody;
}

/** The session of whoever is signed in. */
export function visitFor(c: Context): Visit | null {
  const visitor = c.get('visitor');
  return visitor?.kind === 'person' ? visitor.visit : null;
}

export async function visitorFor(c: Context, { signIn, origin }: Door): Promise<Visitor> {
  const secret = getCookie(c, cookieName(c, origin));
  if (!anyJoined(signIn.people.held())) return { kind: origin === null ? 'operator' : 'nobody' };
  if (secret === undefined) return { kind: 'nobody' };
  const visit = await visitOf(signIn, secret, agentOf(c));
  return visit === null ? { kind: 'nobody' } : { kind: 'person', visit };
}

export function agentOf(c: Context): string {
  return (c.req.header('user-agent') ?? '').slice(0, 1000);
}

/** Where the browser sees us; passkeys know no numeric addresses, so `127.0.0.1` is no site. */
export function siteOf(c: Context, origin: string | null): Site | null {
  if (origin !== null) return { origin, host: new URL(origin).hostname };
  const host = hostOf(c).toLowerCase();
  return /^localhost(?::\d+)?$/.test(host) ? { origin: `http://${host}`, host: 'localhost' } : null;
}

export function hostOf(c: Context): string {
  return c.req.header('host') ?? new URL(c.req.url).host;
}

const WEEK_SECONDS = 7 * 24 * 60 * 60;

export function keepSession(c: Context, origin: string | null, secret: string): void {
  setCookie(c, cookieName(c, origin), secret, { ...attributes(origin), maxAge: WEEK_SECONDS });
}

export function dropSession(c: Context, origin: string | null): void {
  deleteCookie(c, cookieName(c, origin), attributes(origin));
}

function attributes(origin: string | null) {
  return { path: '/', httpOnly: true, sameSite: 'Strict', secure: origin !== null } as const;
}

/** `__Host-`: set by this very host, over TLS. Ports of one machine share cookies, so the port is in the name there. */
function cookieName(c: Context, origin: string | null): string {
  if (origin !== null) return '__Host-article33';
  return `article33-${/:(\d+)$/.exec(hostOf(c))?.[1] ?? '80'}`;
}
