/**
 * Who may talk to the pages at all, signed in or not: under our own name only, and no page of
 * another site through a reader's browser. The `Host` is checked against DNS rebinding, the
 * origin of every write against forgery; answers can be framed, sniffed or scripted by nobody.
 */
import { type Context, type MiddlewareHandler } from 'hono';
import { hostOf } from './visitor.js';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** For the few pages that have a script of ours (`answer.tsx`); every other page runs none. */
export const scriptedPolicy = `${POLICY}; script-src 'self'; connect-src 'self'`;

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'X-DNS-Prefetch-Control': 'off',
  // A borrowed laptop keeps nothing; the stylesheet says otherwise for itself.
  'Cache-Control': 'no-store',
};

/** What an answer may say for itself. */
const own = new Set(['Cache-Control', 'Content-Security-Policy']);

/** Sets the headers on every answer, refusals included. */
export function secureHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers))
      if (!own.has(name) || !c.res.headers.has(name)) c.res.headers.set(name, value);
  };
}

export type Refusal = 'host' | 'origin' | 'embedded';

/**
 * Why a request is refused before any page sees it; `null` when it may pass.
 * `origin`: the one address people reach us at; `null` for this machine alone.
 */
export function refusalOf(c: Context, origin: string | null): Refusal | null {
  const host = hostOf(c);
  if (!isOwnHost(host, origin)) return 'host';
  const site = c.req.header('sec-fetch-site');
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (reads) return site === 'cross-site' && !isNavigation(c) ? 'embedded' : null;
  return isOwnWrite(c.req.header('origin'), site, origin ?? `http://${host.toLowerCase()}`) ? null : 'origin';
}

function isOwnHost(host: string, origin: string | null): boolean {
  if (origin === null) return LOOPBACK.test(host);
  const own = new URL(origin).host;
  return host.toLowerCase() === own || host.toLowerCase() === `${own}:443`;
}

/** A link followed from elsewhere is fine; being loaded into somebody's page is not. */
function isNavigation(c: Context): boolean {
  const destination = c.req.header('sec-fetch-dest');
  return c.req.header('sec-fetch-mode') === 'navigate' && (destination ?? 'document') === 'document';
}

/**
 * Our own forms say `Origin: null`, because our pages send no referrer; then the browser's
 * `Sec-Fetch-Site` decides. A browser that sends neither cannot be told from a forgery.
 */
function isOwnWrite(origin: string | undefined, site: string | undefined, ours: string): boolean {
  const own = origin?.toLowerCase() === ours;
  if (site !== undefined) return site === 'same-origin' && (own || origin === undefined || origin === 'null');
  return own;
}
