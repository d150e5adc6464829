/**
 * Signing in with a real browser and a virtual authenticator: an invitation, a first passkey, a second
 * one, out and in again, and out at once when the role is taken away. And what other sites get: nothing.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { serve } from '@hono/node-server';
import { type Browser, type CDPSession, type Page } from 'playwright-core';
import { unwrap } from '../../src/core/base/result.js';
import { EVERY } from '../../src/core/policy/audience.js';
import { invite, take } from '../../src/app/people/admit.js';
import { createApp } from '../../src/web/app.js';
import { joined, keeperOfAll, operator, peopleBench } from '../app/people.js';
import { fixture } from '../web/fixture.js';
import { servicesOf } from '../web/services.js';
import { noBrowser, openBrowser } from './browser.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const skip = noBrowser;

let browser: Browser;
const open: { close: () => void }[] = [];

before(async () => {
  if (noBrowser === false) browser = await openBrowser();
});

after(async () => {
  for (const one of open) one.close();
  if (noBrowser === false) await browser.close();
});

async function site() {
  const bench = await peopleBench();
  const app = createApp({ ...servicesOf(fixture()), signIn: bench.signIn });
  const port = await new Promise<number>((ready) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      ready(info.port),
    );
    open.push(server);
  });
  return { ...bench, origin: `http://localhost:${port}` };
}

/** A device that verifies its holder, as a phone does. */
async function device(cdp: CDPSession): Promise<string> {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}

async function visitor(options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // It mentions refusals, and what signing out cleared; everything else it says counts.
    if (!/status of 40[134]|^Clear-Site-Data/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  return { context, page, cdp, complaints };
}

async function accessible(page: Page): Promise<void> {
  // Our policy allows no foreign script in the page, so the checker runs in the browser's own world.
  const found = await page.evaluate(
    `(async () => { ${axeSource}; const r = await axe.run(); return r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target).join(' ')); })()`,
  );
  assert.deepEqual(found, [], page.url());
}

test(
  'invited, a first passkey, a second one, out, in again, and out at once when the role changes',
  { skip },
  async () => {
    const { signIn, origin, events } = await site();
    const { context, page, cdp, complaints } = await visitor();
    const { secret, person } = unwrap(
      await invite(signIn, operator, { name: 'Night desk', grant: keeperOfAll }),
    );
    const phone = await device(cdp);

    await page.goto(`${origin}/invitation#${secret}`);
    assert.equal(new URL(page.url()).hash, '', 'the secret has left the address');
    await accessible(page);
    await page.fill('#label', 'phone');
    await page.click('button[type=submit]');
    await page.waitForURL(`${origin}/me`);
    assert.match(await page.innerText('main'), /You have one passkey/);
    await accessible(page);

    await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: phone });
    await device(cdp);
    await page.fill('#label', 'blue key');
    await Promise.all([page.waitForNavigation(), page.click('form[data-passkey=add] button')]);
    assert.match(await page.innerText('main'), /with 2 passkeys/);
    assert.doesNotMatch(await page.innerText('main'), /You have one passkey/);

    await page.goto(`${origin}/people`);
    assert.match(await page.innerText('main'), /Night desk/);
    await accessible(page);

    await page.goto(`${origin}/me`);
    await page.click('form[action="/sign-out"] button');
    await page.waitForURL(`${origin}/sign-in`);
    assert.deepEqual(await context.cookies(), []);
    await page.goto(`${origin}/d/vesnia-koravia/events`);
    assert.match(page.url(), /\/sign-in\?next=%2Fd%2Fvesnia-koravia%2Fevents$/);
    await accessible(page);
    await page.click('form[data-passkey=sign-in] button');
    await page.waitForURL(`${origin}/d/vesnia-koravia/events`);
    assert.match(await page.innerText('header'), /Night desk/);
    const [cookie] = await context.cookies();
    assert.deepEqual(
      { httpOnly: cookie?.httpOnly, sameSite: cookie?.sameSite },
      { httpOnly: true, sameSite: 'Strict' },
    );

    await joined(signIn);
    unwrap(await take(signIn, operator, person.id, EVERY));
    await page.reload();
    assert.match(page.url(), /\/sign-in/);
    assert.deepEqual(complaints, []);
    assert.deepEqual(
      events.filter(({ person: who }) => who === person.id).map(({ kind }) => kind),
      ['invited', 'joined', 'passkey-added', 'signed-out', 'signed-in', 'grant-taken'],
    );
    await context.close();
  },
);

test(
  'a passkey older than five minutes is asked for again before anyone is let in, and the form is not lost',
  { skip },
  async () => {
    const { signIn, origin, wait } = await site();
    const { context, page, cdp, complaints } = await visitor({ viewport: { width: 390, height: 844 } });
    const { secret } = unwrap(await invite(signIn, operator, { name: 'A', grant: keeperOfAll }));
    await device(cdp);
    await page.goto(`${origin}/invitation#${secret}`);
    await page.click('button[type=submit]');
    await page.waitForURL(`${origin}/me`);
    wait(6 * 60_000);
    await page.goto(`${origin}/people`);
    await page.fill('#name', 'B');
    await page.selectOption('#role-invite', 'analyst');
    await page.click('form[action="/people/invite"] button');
    assert.match(await page.innerText('h1'), /Is it you/);
    await accessible(page);
    await page.click('form[data-passkey=confirm] button');
    await page.waitForSelector('.secret-link');
    assert.match(await page.innerText('.secret-link'), /^http:\/\/localhost:\d+\/invitation#[\w-]{43}$/);
    const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    assert.equal(sideways, 0);
    const invited = signIn.people.held().find(({ name }) => name === 'B');
    assert.deepEqual(invited?.grants, [{ dossier: '*', role: 'analyst', compartments: [] }]);
    assert.deepEqual(complaints, []);
    await context.close();
  },
);

test(
  'attack 45: an authenticator that verified nobody makes no passkey and lets nobody in',
  { skip },
  async () => {
    const { signIn, origin } = await site();
    const { context, page, cdp } = await visitor();
    const { secret } = unwrap(await invite(signIn, operator, { name: 'A', grant: keeperOfAll }));
    const phone = await device(cdp);
    await page.goto(`${origin}/invitation#${secret}`);
    await page.click('button[type=submit]');
    await page.waitForURL(`${origin}/me`);
    await context.clearCookies();
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: phone, isUserVerified: false });
    await page.goto(`${origin}/sign-in`);
    await page.click('button[type=submit]');
    await page.waitForFunction(
      `/not accepted|no passkey/.test(document.getElementById('passkey-says').textContent)`,
    );
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  },
);

test(
  'attack 47: another site neither frames a page, nor opens one with our session, nor has a form of its own taken',
  { skip },
  async () => {
    const { signIn, origin } = await site();
    const { context, page, cdp } = await visitor();
    const { secret } = unwrap(await invite(signIn, operator, { name: 'A', grant: keeperOfAll }));
    await device(cdp);
    await page.goto(`${origin}/invitation#${secret}`);
    await page.click('button[type=submit]');
    await page.waitForURL(`${origin}/me`);

    const evil = await elsewhere(`
    <iframe src="${origin}/me"></iframe>
    <form id="f" method="post" action="${origin}/sign-out/everywhere"></form>
    <button id="b" onclick="window.opened = window.open('${origin}/me')">open</button>`);
    await page.goto(evil);
    await page.waitForTimeout(300);
    const framed = page.frames().find((frame) => frame !== page.mainFrame());
    assert.doesNotMatch((await framed?.content()) ?? '', /passkey/);

    const [popup] = await Promise.all([context.waitForEvent('page'), page.click('#b')]);
    await popup.waitForLoadState();
    // No cookie goes along, and the opener holds a window that says it is closed.
    assert.match(popup.url(), /\/sign-in/);
    assert.equal(await page.evaluate('window.opened.closed'), true);
    await popup.close();

    await Promise.all([page.waitForNavigation(), page.evaluate(`document.getElementById('f').submit()`)]);
    assert.match(await page.innerText('main'), /not sent from one of our own pages/);
    await page.goto(`${origin}/me`);
    assert.match(page.url(), /\/me$/);
    await context.close();
  },
);

test(
  'without script the page says that passkeys need it and that there is nothing else',
  { skip },
  async () => {
    const { signIn, origin } = await site();
    unwrap(await invite(signIn, operator, { name: 'A', grant: keeperOfAll }));
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ko-KR' });
    const page = await context.newPage();
    await page.goto(`${origin}/invitation`);
    const text = await page.innerText('main');
    assert.match(text, /자바스크립트가 필요/);
    assert.equal(await page.isVisible('form[data-passkey] button'), false);
    await context.close();
  },
);

/** A page of somebody else's: another host name is another site. */
function elsewhere(html: string): Promise<string> {
  return new Promise((ready) => {
    const server: Server = createServer((_request, answer) => {
      answer.setHeader('content-type', 'text/html');
      answer.end(`<!doctype html><title>x</title>${html}`);
    });
    open.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      ready(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`);
    });
  });
}
