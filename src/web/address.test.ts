/** Whoever has many addresses must not count as many, and nobody speaks for another's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { addressOf, network } from './address.js';

test('a host with a /64 of IPv6 addresses is one, however they are spelt', () => {
  const spelt = ['2001:db8:0:1::1', '2001:DB8::1:ffff:0:0:9', '2001:0db8:0000:0001:1:2:3:4'];
  assert.deepEqual([...new Set(spelt.map(network))], ['2001:db8:0:1']);
  assert.notEqual(network('2001:db8:0:2::1'), '2001:db8:0:1');
  assert.equal(network('::ffff:192.0.2.9'), '192.0.2.9');
});

async function told(peer: string | null, origin: string | null, forwarded?: string): Promise<unknown> {
  const app = new Hono();
  app.get('/', (c) => c.json({ address: addressOf(c, origin) }));
  const env =
    peer === null
      ? {}
      : { incoming: { socket: { remoteAddress: peer, remotePort: 1, remoteFamily: 'IPv4' } } };
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const answer: unknown = await (await app.request('/', { headers }, env)).json();
  return answer;
}

test('only a proxy on this machine says where a request comes from, and only with its own word, the last', async () => {
  const origin = 'https://record.example';
  const said = (address: string | null) => ({ address });
  assert.deepEqual(
    await told('198.51.100.1', origin, '192.0.2.1'),
    said('198.51.100.1'),
    'a stranger says so',
  );
  assert.deepEqual(await told('127.0.0.1', origin, '203.0.113.5, 192.0.2.1'), said('192.0.2.1'));
  assert.deepEqual(await told('::1', origin), said(null), 'a proxy that does not say');
  assert.deepEqual(await told('127.0.0.1', origin, 'unknown'), said(null));
  assert.deepEqual(await told('127.0.0.1', null, '192.0.2.1'), said('127.0.0.1'), 'no proxy is awaited');
  assert.deepEqual(await told(null, null), said(null));
});
