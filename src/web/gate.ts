/**
 * Nothing past here without a session, once there is somebody who can have one. What stays open is
 * what lets people in: signing in, invitations, the pages' own style and scripts, and the public log.
 */
import { type Context, type MiddlewareHandler } from 'hono';
import { type Door, visitorFor } from './visitor.js';

const OPEN = new Set(['/sign-in', '/sign-in/options', '/invitation', '/invitation/options']);

/** `turnAway`: what somebody without a session gets for anything but reading a page. */
export function gate(door: Door, turnAway: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  return async (c, next) => {
    const visitor = await visitorFor(c, door);
    c.set('visitor', visitor);
    if (visitor.kind !== 'nobody' || isOpen(c)) return next();
    // A program is told; a person is led to the door.
    if (c.req.path.startsWith('/api/')) return turnAway(c);
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return turnAway(c);
    const { pathname, search } = new URL(c.req.url);
    const query = new URLSearchParams(pathname === '/' ? {} : { next: pathname + search });
    const lang = c.req.query('lang');
    if (lang === 'en' || lang === 'ko') query.set('lang', lang);
    return c.redirect(`/sign-in${query.size === 0 ? '' : `?${query.toString()}`}`, 302);
  };
}

function isOpen(c: Context): boolean {
  const { path, method } = c.req;
  return OPEN.has(path) || (path.startsWith('/log/') && (method === 'GET' || method === 'HEAD'));
}

/** A page of ours to go on to; anything else is the first page. */
export function ownPath(text: string | undefined): string {
  if (text === undefined || !/^\/(?![/\\])/.test(text)) return '/';
  try {
    const url = new URL(text, 'http://here.invalid');
    return url.origin === 'http://here.invalid' ? url.pathname + url.search : '/';
  } catch {
    return '/';
  }
}
