/**
 * Every page in a real browser: on a phone and a desk, light, dark, printed and in Korean. Nothing
 * foreign is asked for, nothing scrolls sideways, no policy is broken, and everyone can read it.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { sampleLetter } from '../web/report.js';
import { noBrowser, openBrowser } from './browser.js';
import { openSite, type Site } from './site.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures =
  process.env['ARTICLE33_PICTURES'] === '1' ? resolve(import.meta.dirname, '../../../docs/pictures') : null;

const phone = { width: 390, height: 844 };
const real = '/d/prc-dprk';
const invented = '/d/vesnia-koravia';
const pages: Readonly<Record<string, string>> = {
  dossiers: '/dossiers',
  overview: real,
  'overview-year': `${real}?year=2023`,
  'overview-invented': invented,
  events: `${real}/events`,
  event: `${real}/event/E-2023-10-09`,
  'event-invented': `${invented}/event/E-2019-03-02`,
  period: `${invented}/period/T-2015-2020`,
  asks: `${real}/asks`,
  ask: `${invented}/ask/A-2021`,
  law: `${real}/law`,
  state: `${real}/state/CHN`,
  states: `${real}/law/states`,
  instrument: `${real}/instrument/REFUGEE-1951`,
  search: `${real}/search?q=북한을`,
  api: '/api',
  sources: `${real}/sources`,
  source: `${real}/source/epoch`,
  thing: `${invented}/thing/E-2019-03-02`,
  history: `${invented}/history/E-2019-03-02`,
  log: `${real}/log`,
  consents: `${invented}/consents`,
  'log-verify': '/log/verify',
  check: '/check',
  missing: `${real}/event/none`,
};

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

interface Visit {
  readonly page: Page;
  readonly complaints: readonly string[];
}

async function visit(path: string, options: BrowserContextOptions, use: (visit: Visit) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== site.origin) complaints.push(`foreign request: ${request.url()}`);
  });
  page.on('console', (message) => {
    // A missing page answers 404, which the browser mentions; everything else it says counts.
    if (!/status of 404/.test(message.text())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  await page.goto(site.origin + path);
  await use({ page, complaints });
  await context.close();
  assert.deepEqual(complaints, [], path);
}

async function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

interface Axe {
  readonly run: (options: object) => Promise<{ readonly violations: readonly Fault[] }>;
}

interface Fault {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** Faults of these weights, of all rules or of those named. */
async function violations(
  page: Page,
  rules: readonly string[] | null = null,
  impacts: readonly string[] = ['serious', 'critical'],
): Promise<string[]> {
  await page.evaluate(axeSource);
  const faults = await page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const some = only === null ? {} : { runOnly: { type: 'rule', values: only } };
    return (await axe.run({ resultTypes: ['violations'], ...some })).violations;
  }, rules);
  return faults
    .filter(({ impact }) => impacts.includes(impact))
    .map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary ?? ''}`);
}

for (const [name, path] of Object.entries(pages)) {
  test(
    `${name}: reads on a phone and a desk, light, dark, printed and in Korean`,
    { skip: noBrowser },
    async () => {
      await visit(path, { colorScheme: 'light' }, async ({ page }) => {
        assert.equal(await sideways(page), 0, '1280 px');
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(await violations(page, ['empty-table-header'], ['minor']), []);
        await picture(page, name);
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.setViewportSize(phone);
        assert.equal(await sideways(page), 0, '390 px');
        assert.deepEqual(await violations(page, ['color-contrast']), []);
        await picture(page, `${name}-phone-dark`);
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize({ width: 700, height: 1000 });
        assert.equal(await sideways(page), 0, 'print');
        for (const hidden of await page.locator('.sections, form, .paging, .languages').all())
          assert.equal(await hidden.isVisible(), false);
      });
      await visit(path, { locale: 'ko-KR', viewport: phone }, async ({ page }) => {
        assert.equal(await page.getAttribute('html', 'lang'), 'ko');
        assert.equal(await sideways(page), 0, 'Korean, 390 px');
      });
    },
  );
}

/** Those the README shows; written only when asked for, never by a plain run of the tests. */
const shown: Readonly<Record<string, string>> = {
  overview: 'home',
  'overview-phone-dark': 'home-phone',
  event: 'event',
  asks: 'asks',
  law: 'law',
  report: 'letter',
};

async function picture(page: Page, name: string): Promise<void> {
  const file = Object.hasOwn(shown, name) ? shown[name] : undefined;
  if (pictures === null || file === undefined) return;
  mkdirSync(pictures, { recursive: true });
  const { width, height } = page.viewportSize() ?? phone;
  const clip = { x: 0, y: 0, width, height: width > 1000 ? 1240 : height };
  await page.screenshot({ path: join(pictures, `${file}.png`), fullPage: true, clip });
}

test(
  'a letter is checked without script, and its findings lead back to the passages',
  { skip: noBrowser },
  async () => {
    const options = { javaScriptEnabled: false, viewport: phone };
    await visit('/check', options, async ({ page }) => {
      await page.selectOption('select', 'vesnia-koravia');
      await page.fill('textarea', sampleLetter);
      await page.click('button[type=submit]');
      assert.match((await page.textContent('.sentence')) ?? '', /Of \d+ statements found/);
      const numbers = await page.locator('.letter .passage-number').count();
      assert.ok(numbers > 5, `${numbers} passages`);
      await page.locator('.finding-head a').nth(2).click();
      assert.match(page.url(), /#p-a\d+$/);
      assert.equal(await sideways(page), 0);
      assert.equal(await page.locator('details textarea').inputValue(), sampleLetter);
    });
  },
);

test('the report of a letter has no serious fault for readers of any kind', { skip: noBrowser }, async () => {
  await visit('/check', { colorScheme: 'light' }, async ({ page }) => {
    await page.selectOption('select', 'vesnia-koravia');
    await page.fill('textarea', sampleLetter);
    await page.click('button[type=submit]');
    assert.deepEqual(await violations(page), []);
    assert.equal(await sideways(page), 0);
    await picture(page, 'report');
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.deepEqual(await violations(page, ['color-contrast']), []);
  });
});

test(
  'the longest names wrap on a phone, and empty ones leave a page to read',
  { skip: noBrowser },
  async () => {
    const paths = [
      '',
      '/events',
      '/event/E-1',
      '/asks',
      '/ask/A-1',
      '/sources',
      '/source/S-1',
      '/thing/P-1',
      '/log',
    ];
    for (const path of paths)
      await visit(`/d/long${path}`, { viewport: phone }, async ({ page }) => {
        assert.equal(await sideways(page), 0, path);
      });
  },
);

test(
  'everything can be reached with the keyboard, the way past the navigation first',
  { skip: noBrowser },
  async () => {
    await visit(invented, {}, async ({ page }) => {
      const wanted = await page.evaluate(
        () =>
          [
            ...document.querySelectorAll<HTMLElement>(
              'main a[href], main summary, main input:not([type=hidden]), main button',
            ),
          ].filter((one) => one.checkVisibility()).length,
      );
      const focus = () =>
        page.evaluate(
          () => document.activeElement?.getAttribute('href') ?? document.activeElement?.tagName ?? '',
        );
      await page.keyboard.press('Tab');
      assert.equal(await focus(), '#text');
      let reached = 0;
      for (let i = 0; i < wanted * 2; i++) {
        await page.keyboard.press('Tab');
        if (
          await page.evaluate(
            () =>
              document.activeElement?.closest('main') !== null && document.activeElement !== document.body,
          )
        )
          reached += 1;
        else if (reached > 0) break;
      }
      assert.equal(reached, wanted);
    });
  },
);

test('a note opens in place and says who, where and when', { skip: noBrowser }, async () => {
  await visit(`${invented}/events`, {}, async ({ page }) => {
    const note = page.locator('.cite').first();
    await note.locator('summary').click();
    assert.match((await note.textContent()) ?? '', /locator not recorded/);
  });
});
