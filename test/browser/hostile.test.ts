/**
 * A record, a letter and addresses made to run script in the reader's browser. The test fails when any
 * of it runs, becomes an element, breaks the content policy, asks anybody else for anything, or vanishes.
 */
import assert from 'node:assert/strict';
import { type AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { serve } from '@hono/node-server';
import { type Hono } from 'hono';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { readDocument } from '../../src/importers/document.js';
import { createApp } from '../../src/web/app.js';
import { crawl } from '../web/crawl.js';
import { attempt, hostileId, hostileRecord, marks, RAN } from '../web/hostile.js';
import { servicesOfRecords } from '../web/record.js';
import { noBrowser, openBrowser } from './browser.js';

let browser: Browser | undefined;
let app: Hono;
let origin = '';
let close = (): void => {};

before(async () => {
  if (noBrowser !== false) return;
  app = createApp({ ...servicesOfRecords(hostileRecord()), readDocument });
  browser = await openBrowser();
  await new Promise<void>((opened) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => {
      origin = `http://127.0.0.1:${port}`;
      opened();
    });
    close = () => void server.close();
  });
});

after(async () => {
  if (noBrowser !== false) return;
  await browser?.close();
  close();
});

interface Watched {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
}

async function watched(javaScriptEnabled = true): Promise<Watched> {
  assert.ok(browser);
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) complaints.push(`foreign request: ${request.url()}`);
  });
  // A broken policy is told on the console; a page that is refused or missing is not at fault.
  page.on('console', (message) => {
    if (!/status of 4\d\d/.test(message.text())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('popup', () => complaints.push('a window opened'));
  return { context, page, complaints };
}

/** Elements and attributes of a kind that none of our pages has: whatever is found was planted. */
function planted(ran: string): string[] {
  const found = [...document.querySelectorAll('script, iframe, img, base, object, embed, meta[http-equiv]')]
    .filter((one) => !(one instanceof HTMLScriptElement && one.src.startsWith(`${location.origin}/`)))
    .map((one) => one.outerHTML.slice(0, 80));
  for (const one of document.querySelectorAll('*'))
    for (const { name, value } of one.attributes) {
      const runs = name.startsWith('on') || name === 'style' || name === 'srcdoc' || name === 'autofocus';
      const leads =
        /^(?:href|src|action|formaction)$/.test(name) && !/^(?:https?:|[/#?]|data:image)/.test(value);
      const stolen = name === 'action' && !value.startsWith('/');
      if (runs || leads || stolen) found.push(`${one.tagName} ${name}=${value.slice(0, 60)}`);
    }
  if (ran in globalThis) found.push('a script ran');
  return found;
}

async function harmless({ page, complaints }: Watched, what: string): Promise<string> {
  assert.deepEqual(await page.evaluate(planted, RAN), [], what);
  assert.deepEqual(complaints, [], what);
  return page.evaluate(() => document.body.textContent ?? '');
}

test(
  'attack 48: what is planted in any field of a dossier is text on every page and runs on none',
  { skip: noBrowser, timeout: 240_000 },
  async () => {
    // The other language and other moments are the same pages with other words; Korean is looked at below.
    const pages = await crawl(app, `/d/${hostileId}`, (link) => !/[?&](?:lang|asOf|year|from)=/.test(link));
    assert.ok(pages.length > 40, `${pages.length} pages`);
    const visitor = await watched();
    const texts: string[] = [];
    for (const { path, status } of pages) {
      assert.ok(status < 500, `${path} broke`);
      if (/\.(?:css|svg|js)(?:\?|$)/.test(path)) continue;
      await visitor.page.goto(origin + path);
      texts.push(await harmless(visitor, path));
    }
    await visitor.context.close();
    const all = texts.join('\n');
    assert.deepEqual(
      marks().filter((mark) => !all.includes(mark)),
      [],
      'each attempt is shown, as text',
    );
  },
);

/** Every parameter that a page's own forms send. */
async function parameters(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('form[method=get] [name]')].map((one) => one.getAttribute('name') ?? ''),
  );
}

test(
  'attack 48: what is sent in an address, its parameters or their names comes back as text or not at all',
  { skip: noBrowser, timeout: 120_000 },
  async () => {
    const visitor = await watched();
    const sent = encodeURIComponent(attempt('address'));
    const home = `/d/${hostileId}`;
    const rooms = ['', '/events', '/asks', '/law', '/state/X-State', '/sources', '/log'].map(
      (path) => home + path,
    );
    const paths = [
      `/${sent}`,
      `/d/${sent}`,
      `${home}/${sent}`,
      `${home}/thing/${sent}`,
      `/check?dossier=${sent}`,
    ];
    for (const room of ['/', '/dossiers', ...rooms]) {
      await visitor.page.goto(origin + room);
      const names = new Set([...(await parameters(visitor.page)), 'lang', 'asOf', 'from', 'q', 'year']);
      for (const name of names) paths.push(`${room}?${name}=${sent}`);
      paths.push(`${room}?${sent}=${sent}`, `${room}?on=2020-01-01&state=X-State&asOf=2999&${sent}=1`);
    }
    let echoed = 0;
    for (const path of paths) {
      const answer = await visitor.page.goto(origin + path);
      assert.ok((answer?.status() ?? 500) < 500, path.slice(0, 60));
      await harmless(visitor, path.slice(0, 60));
      if ((await visitor.page.content()).includes('[address]')) echoed += 1;
    }
    assert.ok(echoed > 5, `${echoed} pages say what was sent, so the test sees something`);
    await visitor.context.close();
  },
);

test(
  'attack 48: a letter’s words, its file’s name and what its problem says are text',
  { skip: noBrowser, timeout: 60_000 },
  async () => {
    const visitor = await watched();
    const { page } = visitor;
    const send = async (how: () => Promise<unknown>) => {
      await page.goto(`${origin}/check?dossier=${hostileId}`);
      await how();
      await page.click('button[type=submit]');
      return harmless(visitor, 'the report');
    };
    const letter = `On 6 May 2020 the State returned 600 people ${attempt('letter')}. It acceded in 1990.`;
    assert.ok((await send(() => page.fill('textarea', letter))).includes('[letter]'));
    const file = (name: string, text: string) => () =>
      page.setInputFiles('input[type=file]', { name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    const name = attempt('name').replaceAll('/', '∕');
    assert.ok((await send(file(`${name}.txt`, letter))).includes('[letter]'));
    assert.ok((await send(file(`${name}.txt`, 'binary\0'))).includes('[name]'), 'the problem names the file');
    await visitor.context.close();
  },
);
