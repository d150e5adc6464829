/** Once somebody can sign in, nothing is read without a session, and what may not be read is not there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joined, keeperOfAll, peopleBench, agent } from '../../test/app/people.js';
import { SoftwareAuthenticator } from '../../test/app/authenticator.js';
import { bench, fixture, t } from '../../test/web/fixture.js';
import { servicesOf } from '../../test/web/services.js';
import { unwrap } from '../core/base/result.js';
import { type Grant } from '../core/policy/audience.js';
import { invite } from '../app/people/admit.js';
import { type MakeOptions } from '../app/people/passkeys.js';
import { createApp } from './app.js';
import { islandNames, island } from './islands.js';
import { mark, stylesheet } from './stylesheet.js';

const here = 'http://localhost:3300';

function hidden() {
  const b = bench({ id: 'hidden', title: { en: 'Hidden title', ko: '숨은 제목' } });
  b.thing('Event', 'E-SECRET', { title: t('Hidden words') });
  b.thing('Source', 'S-REGISTER', { title: t('Hidden source') });
  return b.file();
}

async function opened(origin: string | null = null) {
  const people = await peopleBench();
  const app = createApp({ ...servicesOf(fixture(), hidden()), signIn: people.signIn, origin });
  const ask = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    app.request(new URL(path, here), {
      ...init,
      headers: { host: 'localhost:3300', 'user-agent': agent, ...headers },
    });
  return { ...people, app, ask };
}

const cookie = (secret: string) => ({ cookie: `article33-3300=${secret}` });
const one: Grant = { dossier: 'vesnia-koravia', role: 'reader', compartments: [] };

const pages = [
  '/',
  '/dossiers',
  '/check',
  '/me',
  '/people',
  '/d/vesnia-koravia',
  '/d/vesnia-koravia/events',
  '/d/vesnia-koravia/event/E-2019-03-02',
  '/d/vesnia-koravia/log',
  '/d/none',
  '/none',
];

test('without a session every page leads to the sign-in page, and only what lets people in is open', async () => {
  const { signIn, ask } = await opened();
  assert.equal((await ask('/d/vesnia-koravia')).status, 200, 'before the first person: the operator');
  await joined(signIn);
  for (const path of pages) {
    for (const headers of [{}, cookie('x'.repeat(43))]) {
      const answer = await ask(path, headers);
      assert.equal(answer.status, 302, path);
      assert.match(answer.headers.get('location') ?? '', /^\/sign-in/, path);
      assert.equal(await answer.text(), '');
    }
  }
  const post = { method: 'POST' };
  const own = { origin: here };
  for (const path of [
    '/check',
    '/me/passkeys/options',
    '/me/confirm',
    '/people/invite',
    '/people/remove',
    '/sign-out',
  ])
    assert.equal((await ask(path, own, post)).status, 401, path);
  const assets = [stylesheet.path, mark.path, ...islandNames.map((name) => island(name).path)];
  for (const path of ['/sign-in', '/invitation', ...assets])
    assert.equal((await ask(path)).status, 200, path);
});

test('attack 41: another dossier’s addresses answer as absent ones do, to the byte, and the attempt is noted', async () => {
  const { signIn, ask, events } = await opened();
  await joined(signIn);
  const { secret, visit } = await joined(signIn, one);
  const body = async (path: string) => {
    const answer = await ask(path, cookie(secret));
    return { status: answer.status, text: await answer.text() };
  };
  const rooms = [
    '',
    '/events',
    '/event/E-SECRET',
    '/source/S-REGISTER',
    '/log',
    '/thing/E-SECRET',
    '/state/CHN',
  ];
  for (const room of rooms) {
    const other = await body(`/d/hidden${room}`);
    const absent = await body(`/d/absent${room}`);
    assert.equal(other.status, 404, room);
    // The address itself stands in the language links.
    assert.equal(other.text.replaceAll('/d/hidden', '/d/absent'), absent.text, room);
  }
  assert.equal((await body('/d/vesnia-koravia/event/E-SECRET')).status, 404);
  const noted = events.filter(({ kind }) => kind === 'read-refused');
  assert.ok(noted.length > 0);
  assert.deepEqual(
    { person: noted[0]?.person, dossier: noted[0]?.dossier },
    { person: visit.person.id, dossier: 'hidden' },
  );
  for (const path of ['/', '/dossiers', '/check']) {
    const { text } = await body(path);
    assert.doesNotMatch(text, /Hidden|\/d\/hidden/, path);
  }
  const letter = new URLSearchParams({ dossier: 'hidden', text: 'A letter.' });
  const checked = await ask('/check', { ...cookie(secret), origin: here }, { method: 'POST', body: letter });
  assert.equal(checked.status, 400);
  assert.doesNotMatch(await checked.text(), /Hidden/);
});

test('only those who let people in see who the people are; the keeper of one dossier sees those of it', async () => {
  const { signIn, ask, events } = await opened();
  const all = await joined(signIn);
  const reader = await joined(signIn, one);
  const keeper = await joined(signIn, { ...one, role: 'keeper' });
  const other = await joined(signIn, { ...one, dossier: 'hidden' });
  assert.equal((await ask('/people', cookie(reader.secret))).status, 404);
  const seen = await (await ask('/people', cookie(keeper.secret))).text();
  assert.match(seen, new RegExp(reader.visit.person.id));
  assert.doesNotMatch(seen, new RegExp(`${other.visit.person.id}|${all.visit.person.id}`));
  const act = async (secret: string, path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    return await ask(path, { ...cookie(secret), origin: here }, { method: 'POST', body });
  };
  const before = JSON.stringify(signIn.people.held());
  const noted = events.length;
  for (const path of [
    '/people/remove',
    '/people/link',
    '/people/sign-out',
    '/people/grant',
    '/people/take',
  ]) {
    const fields = { person: other.visit.person.id, role: 'reader', dossier: 'hidden' };
    assert.equal((await act(reader.secret, path, fields)).status, 404, path);
    const across = await act(keeper.secret, path, fields);
    const absent = await act(keeper.secret, path, { ...fields, person: 'aaaaaaaaaa' });
    assert.equal(across.status, 422, path);
    assert.equal(await across.text(), await absent.text(), path);
  }
  for (const fields of [
    { role: 'reader', dossier: 'hidden' },
    { role: 'reader', dossier: '*' },
    { role: 'reader', dossier: one.dossier, compartments: 'shelter' },
    { role: 'emperor', dossier: one.dossier },
  ])
    assert.equal((await act(keeper.secret, '/people/invite', fields)).status, 422, JSON.stringify(fields));
  assert.equal(JSON.stringify(signIn.people.held()), before);
  assert.equal(events.length, noted);
});

test('attack 47: under its own address a server takes no other host, no other origin, and its cookie is the host’s own', async () => {
  const origin = 'https://record.example';
  const { signIn, app } = await opened(origin);
  const ask = (path: string, headers: Record<string, string>, init: RequestInit = {}) =>
    app.request(new URL(path, origin), { ...init, headers: { 'user-agent': agent, ...headers } });
  const own = { host: 'record.example' };
  // With an address that others can reach nobody is the operator, also before the first person.
  assert.equal((await ask('/dossiers', own)).status, 302);
  for (const host of [
    'localhost',
    'localhost:3300',
    'record.example.evil.example',
    'evil.example',
    '127.0.0.1',
  ])
    assert.equal((await ask('/sign-in', { host })).status, 421, host);
  const { secret } = unwrap(
    await invite(signIn, { kind: 'operator', name: 'operator' }, { name: 'A', grant: keeperOfAll }),
  );
  const json = async (path: string, body: unknown, headers: Record<string, string>) =>
    await ask(
      path,
      { ...own, 'content-type': 'application/json', ...headers },
      { method: 'POST', body: JSON.stringify(body) },
    );
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'http://record.example' },
    { origin: 'https://record.example.evil.example' },
    { origin, 'sec-fetch-site': 'cross-site' },
    { origin, 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])
    assert.equal(
      (await json('/invitation/options', { secret }, headers)).status,
      403,
      JSON.stringify(headers),
    );
  const offered = await json('/invitation/options', { secret }, { origin });
  // Our own answer, of the shape the library makes.
  const { options } = (await offered.json()) as { options: MakeOptions };
  assert.equal(options.rp.id, 'record.example');
  const response = new SoftwareAuthenticator(origin).make(options);
  const entered = await json('/invitation', { secret, response, label: '' }, { origin });
  assert.equal(entered.status, 200);
  const set = entered.headers.get('set-cookie') ?? '';
  assert.match(set, /^__Host-article33=[\w-]{43}; /);
  for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) assert.ok(set.includes(part), part);
  assert.doesNotMatch(set, /Domain/i);
});

test('attack 47: no page lets itself be framed, scripted from elsewhere or kept, signed in or not', async () => {
  const { signIn, ask } = await opened();
  const { secret } = await joined(signIn);
  for (const path of ['/sign-in', '/invitation', '/me', '/people', '/d/vesnia-koravia']) {
    const { headers } = await ask(path, path === '/sign-in' ? {} : cookie(secret));
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/, path);
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path);
    assert.equal(headers.get('cache-control'), 'no-store', path);
  }
});

test('signing in leads on to a page of ours and nowhere else', async () => {
  const { signIn, ask } = await opened();
  const { secret } = await joined(signIn);
  for (const next of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
  ]) {
    const answer = await ask(`/sign-in?next=${encodeURIComponent(next)}`, cookie(secret));
    assert.equal(new URL(answer.headers.get('location') ?? '', here).origin, here, next);
  }
  const kept = await ask('/sign-in?next=%2Fd%2Fvesnia-koravia%3Flang%3Dko', cookie(secret));
  assert.equal(kept.headers.get('location'), '/d/vesnia-koravia?lang=ko');
});

test('a flood at the door is answered 429 with how long to wait, and whoever is in stays in', async () => {
  const { signIn, ask, wait } = await opened();
  const { secret } = await joined(signIn);
  const post = { method: 'POST', body: '{}' };
  const sent = { origin: here, 'content-type': 'application/json' };
  const statuses = new Map<number, number>();
  let last = await ask('/sign-in/options', sent, post);
  for (let i = 0; i < 2000; i++) {
    last = await ask(i % 2 === 0 ? '/invitation' : '/sign-in/options', sent, post);
    statuses.set(last.status, (statuses.get(last.status) ?? 0) + 1);
  }
  assert.equal(last.status, 429);
  assert.ok((statuses.get(429) ?? 0) >= 1000);
  const after = Number(last.headers.get('retry-after'));
  assert.ok(after >= 1 && after <= 60);
  assert.match(String(((await last.json()) as { problem: unknown }).problem), /Too many attempts/);
  assert.equal((await ask('/sign-in')).status, 200, 'the page itself is read');
  assert.equal((await ask('/d/vesnia-koravia', cookie(secret))).status, 200);
  wait(after * 1000);
  assert.equal((await ask('/sign-in/options', sent, post)).status, 200);
});
