/** Who may talk to the pages, what every answer carries, and what hostile text can do: nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from '../../test/web/fixture.js';
import { servicesOf } from '../../test/web/services.js';
import { createApp } from './app.js';

const app = createApp(servicesOf(fixture()));
const home = 'http://localhost:3300/d/vesnia-koravia/sources';

test('every answer forbids framing, sniffing, scripts and third parties, refusals and errors included', async () => {
  const answers = [
    await app.request(home),
    await app.request('http://localhost/none'),
    await app.request('http://evil.example/'),
    await app.request('http://localhost/'),
  ];
  for (const answer of answers) {
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.equal(
      policy,
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  }
});

test('a name that was rebound to this machine reads nothing (DNS rebinding)', async () => {
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example:3300',
    '192.168.0.4',
  ]) {
    const answer = await app.request(home, { headers: { host } });
    assert.equal(answer.status, 421, host);
    assert.doesNotMatch(await answer.text(), /Border Watch/);
  }
  for (const host of ['localhost', 'localhost:3300', '127.0.0.1:3300', '[::1]:3300'])
    assert.equal((await app.request(home, { headers: { host } })).status, 200, host);
});

test('a form sent from another site is not read (attack-47)', async () => {
  const own = { host: 'localhost:3300' };
  const refused: readonly Record<string, string>[] = [
    {},
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3301' },
    { origin: 'http://localhost:3300', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ];
  for (const headers of refused) {
    const answer = await app.request('/check', { method: 'POST', headers: { ...own, ...headers } });
    assert.equal(answer.status, 403, JSON.stringify(headers));
  }
  const passed: readonly Record<string, string>[] = [
    { origin: 'http://localhost:3300' },
    // Our pages send no referrer, so the browser says `null` of our own forms.
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
  ];
  for (const headers of passed) {
    const answer = await app.request('/check', { method: 'POST', headers: { ...own, ...headers } });
    assert.notEqual(answer.status, 403, JSON.stringify(headers));
  }
});

test('a page loaded inside another site is refused, a link followed from there is not', async () => {
  const cross = { 'sec-fetch-site': 'cross-site' };
  const asked = (headers: Record<string, string>) => app.request(home, { headers: { ...cross, ...headers } });
  assert.equal((await asked({ 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })).status, 403);
  assert.equal((await asked({ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' })).status, 403);
  assert.equal((await asked({ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' })).status, 200);
});
