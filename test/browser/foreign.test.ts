/**
 * No page asks anything of anybody else: not when it loads, not with script off as in Tor Browser at
 * its safer levels, and not by a form, a hint or a picture. Links to sources are the reader's to follow.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser } from 'playwright-core';
import { noBrowser, openBrowser } from './browser.js';
import { openSite, type Site } from './site.js';

let browser: Browser;
let site: Site;

before(async () => {
  if (noBrowser !== false) return;
  [browser, site] = await Promise.all([openBrowser(), openSite()]);
});

after(async () => {
  if (noBrowser !== false) return;
  await browser.close();
  await site.close();
});

/** Where a page would send something without being asked to. */
function reachesOut(): string[] {
  const told = (one: Element, name: string) => {
    const value = one.getAttribute(name) ?? '';
    return new URL(value, document.baseURI).origin === location.origin || value.startsWith('data:')
      ? []
      : [`${one.tagName} ${name}=${value}`];
  };
  return [
    ...[...document.querySelectorAll('[src]')].flatMap((one) => told(one, 'src')),
    ...[...document.querySelectorAll('form')].flatMap((one) => told(one, 'action')),
    ...[...document.querySelectorAll('link, svg [href]')].flatMap((one) => told(one, 'href')),
    ...[...document.querySelectorAll('[ping], [srcset], [poster], [background], object, embed')].map(
      (one) => one.outerHTML,
    ),
    ...[...document.querySelectorAll('a[href^="http"]')]
      .filter((one) => !/noreferrer/.test(one.getAttribute('rel') ?? ''))
      .map((one) => `a link that says where the reader comes from: ${one.getAttribute('href')}`),
  ];
}

test(
  'attack 49: no page asks anything of a foreign origin, with script or without',
  { skip: noBrowser, timeout: 120_000 },
  async () => {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      const asked = new Set<string>();
      page.on('request', (request) => asked.add(new URL(request.url()).origin));
      page.on('websocket', (socket) => asked.add(socket.url()));
      // One page of each kind: the first link of each shape that is met.
      const met = new Map([['/dossiers', '/dossiers']]);
      for (const path of met.values()) {
        await page.goto(site.origin + path);
        // Asked through the browser's own tools, which answer with script off too.
        assert.deepEqual(await page.evaluate(reachesOut), [], path);
        const links = await page.evaluate(() =>
          [...document.querySelectorAll('a[href^="/"]')].map((one) => one.getAttribute('href') ?? ''),
        );
        for (const link of links) {
          const shape = link
            .replace(/[?#].*/, '')
            .replace(/^\/d\/[^/]+/, '')
            .replace(/(\/[a-z]+\/)[^/]+$/, '$1');
          if (!met.has(shape)) met.set(shape, link);
        }
      }
      assert.ok(met.size >= 14, `${met.size} kinds of page: ${[...met.values()].join(' ')}`);
      assert.deepEqual([...asked], [site.origin]);
      await context.close();
    }
  },
);
