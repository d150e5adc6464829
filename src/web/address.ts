/**
 * Where a request comes from, for the allowance of attempts and for nothing else: it is written nowhere.
 * Behind a proxy on this machine the proxy says it; of what it passes on, only the last word is its own.
 */
import { type Context } from 'hono';
import { getConnInfo } from '@hono/node-server/conninfo';

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

/** `null` where it cannot be told. `origin`: as in `Door`; without one there is no proxy. */
export function addressOf(c: Context, origin: string | null): string | null {
  const peer = peerOf(c);
  if (peer === null) return null;
  if (origin === null || !LOOPBACK.test(peer)) return network(peer);
  const passed = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  // A proxy that passes nothing on makes all of its visitors one address, and one of them would lock out the rest.
  return /^[0-9a-f.:]{2,45}$/i.test(passed) ? network(passed) : null;
}

function peerOf(c: Context): string | null {
  try {
    return getConnInfo(c).remote.address ?? null;
  } catch {
    // No socket: a request made in a test.
    return null;
  }
}

/** One household or host has a whole /64 of IPv6 addresses, so that is what counts as one. */
export function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped !== null) return mapped[1] ?? address;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...after];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
