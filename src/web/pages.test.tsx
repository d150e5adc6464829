/** What every page owes its reader: links that lead somewhere, tables beside pictures, hostile text as text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atEntry, brokenAnchors, crawl } from '../../test/web/crawl.js';
import { bench, code, d, fig, fixture, r, t, url } from '../../test/web/fixture.js';
import { servicesOf } from '../../test/web/services.js';
import { typeNames } from '../core/model/model.js';
import { fail } from '../core/base/result.js';
import { createApp } from './app.js';
import { words } from './words.js';
import { type Phrase } from './words/phrase.js';

const app = createApp(servicesOf(fixture()));
const at = (path: string) => app.request(`http://localhost:3300${path}`);
const text = async (path: string) => (await at(path)).text();
const home = '/d/vesnia-koravia';

test('every link and anchor of every page leads somewhere, in both languages, now and as of a past day', async () => {
  for (const start of ['/', `${home}?lang=ko`, `${home}?asOf=2025`]) {
    const pages = await crawl(app, start);
    assert.ok(pages.length > 60, `${pages.length} pages from ${start}`);
    for (const { path, status, html, from } of pages) {
      assert.ok(status === 200 || status === 302, `${path} answers ${status}, linked from ${from}`);
      assert.deepEqual(brokenAnchors(html), [], path);
    }
  }
});

test('a page asked for in Korean is Korean throughout, and its links keep it so', async () => {
  const pages = await crawl(app, `${home}?lang=ko`, (link) => !link.includes('lang=en') && !atEntry(link));
  const english = Object.values<Phrase>(words)
    .map(({ en }) => en)
    .filter((phrase) => !phrase.includes('{') && phrase.length > 12);
  for (const { path, html } of pages) {
    if (html === '') continue;
    assert.ok(html.includes('<html lang="ko">'), path);
    for (const phrase of english) assert.ok(!html.includes(`>${phrase}<`), `${path} says “${phrase}”`);
  }
});

test('the picture of routes names custody in the reader’s language when a source has it', async () => {
  const picture = (html: string) => html.match(/<svg.*?<\/svg>/gs)?.join('') ?? '';
  const korean = picture(await text(`${home}?lang=ko`));
  assert.match(korean, /타른 국경경비대/);
  assert.doesNotMatch(korean, /Koravian border guard/);
  assert.match(picture(await text(`${home}?lang=en`)), /Koravian border guard/);
});

test('every picture stands beside a table that says the same', async () => {
  for (const { path, html } of await crawl(app, home)) {
    if (!html.includes('<svg')) continue;
    const sections = html.split('<section').filter((section) => section.includes('<svg'));
    assert.ok(sections.length > 0, `${path} has a picture outside a section`);
    for (const section of sections) assert.match(section, /<table/, `${path}: a picture without its table`);
  }
});

test('claims whose place in the source nobody recorded say so, and general knowledge is marked unverified', async () => {
  const page = await text(`${home}/event/E-2019-03-02`);
  assert.match(page, /locator not recorded/);
  assert.match(page, /○ unverified/);
  assert.match(page, /hundreds/);
});

/** The first stands alone, since an address is dangerous only from its first letter on. */
const hostile = [
  'javascript:alert(1)',
  [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></textarea><svg onload=alert(1)>',
    '{{constructor.constructor("alert(1)")()}}',
    '\u202Egnp.exe',
  ].join(' '),
];

/** A script of ours, under the address its hash gives it; anything else of that name is not. */
const OWN_SCRIPT = /<script type="module" src="\/[a-z]+-[0-9a-f]{16}\.js"><\/script>/g;

test('hostile text in any field of any thing stays text (attack-48)', async () => {
  for (const payload of hostile) {
    const evil = createApp(servicesOf(poisoned(payload)));
    for (const { path, html, status } of await crawl(evil, '/d/poisoned')) {
      assert.notEqual(status, 500, path);
      const rest = html.replaceAll(OWN_SCRIPT, '');
      const tags = [...rest.matchAll(/<(\/?[a-z][a-z0-9]*)/gi)].map((match) => match[1]?.toLowerCase());
      for (const tag of ['script', 'img', 'iframe', 'object', 'embed', 'base', 'style'])
        assert.ok(!tags.includes(tag), `${path}: <${tag}> from ${payload}`);
      assert.doesNotMatch(html, /\son[a-z]+="/i, path);
      assert.doesNotMatch(html, /(?:href|src|action)="\s*(?:javascript|data|vbscript):/i, path);
      assert.doesNotMatch(html, /\sstyle="/, path);
    }
  }
});

/** One thing of every type, each text of it hostile. */
function poisoned(payload: string) {
  const b = bench({
    id: 'poisoned',
    title: { en: payload, ko: payload },
    summary: { en: payload, ko: payload },
  });
  b.thing('Source', 'S-REGISTER', {
    title: t(payload),
    kind: code(payload),
    url: url(payload),
    note: t(payload),
    published: d('2020'),
  });
  for (const type of typeNames) {
    if (type === 'Source') continue;
    const id = `X-${type}`;
    for (const property of [
      'name',
      'title',
      'text',
      'office',
      'code',
      'decision',
      'use',
      'summary',
      'note',
      'number',
    ])
      b.add(type, id, property, t(payload, 'en'), { more: { note: payload, locator: { page: payload } } });
    b.add(type, id, 'kind', code(payload));
    b.add(type, id, 'date', d('2020-05'));
    b.add(type, id, 'about', r('X-Event'));
    b.add(type, id, 'to', r('X-Ask'));
    b.add(type, id, 'from', r('VSN'));
    b.add(type, id, 'firstCustody', t(payload));
    b.add(type, id, 'figure', fig(3, 9, 'between', payload, { unit: payload, scope: payload }));
    b.add(type, id, 'figure', fig(3, null, 'at-least', payload));
  }
  return b.file();
}

test('hostile addresses are answered with a page that does not repeat them', async () => {
  for (const path of [
    `${home}/event/%3Cscript%3E`,
    `${home}/thing/..%2f..%2fetc%2fpasswd`,
    '/d/%22%3E%3Cscript%3E/asks',
    `${home}/event/E-1?asOf=%3Cscript%3Ealert(1)%3C/script%3E`,
    `${home}?lang=%3Cscript%3E&year=%3Cscript%3E&from=%3Cscript%3E`,
    `${home}/law?on=%3Cscript%3E&state=%3Cscript%3E`,
    `${home}/asks?of=%3Cscript%3E`,
    `${home}/log?from=-1e9`,
  ]) {
    const answer = await at(path);
    assert.ok([200, 400, 404].includes(answer.status), `${path} answers ${answer.status}`);
    assert.doesNotMatch(await answer.text(), /<script/i, path);
  }
});

test('what is not there, not visible and mistyped is the same page (404)', async () => {
  for (const path of [
    `${home}/event/E-NONE`,
    `${home}/event/S-WATCH`,
    '/d/none',
    `${home}/nothing`,
    '/nothing',
  ])
    assert.equal((await at(path)).status, 404, path);
});

test('a moment that is no date is refused in words, and the page does not pretend to be as of now', async () => {
  const answer = await at(`${home}?asOf=yesterday`);
  assert.equal(answer.status, 400);
  const page = await answer.text();
  assert.match(page, /is not a date/);
  assert.doesNotMatch(page, /Border Watch/);
});

test('an earlier state of the record says so on every page, and links stay in it', async () => {
  const page = await text(`${home}/events?asOf=2025-11-20&lang=en`);
  assert.match(page, /What we held then: .* held at the end of 20 November 2025 \(UTC\)/);
  assert.match(page, /href="\/d\/vesnia-koravia\/asks\?asOf=2025-11-20&amp;lang=en"/);
});

test('an empty dossier, no dossier and a dossier of one event each have their own words', async () => {
  const empty = createApp(servicesOf(bench({ id: 'empty', period: null }).file()));
  for (const path of ['', '/events', '/asks', '/law', '/sources', '/log']) {
    const answer = await empty.request(`http://localhost/d/empty${path}`);
    assert.equal(answer.status, 200, path);
    assert.doesNotMatch(await answer.text(), /NaN|undefined|null|Infinity/, path);
  }
  const none = createApp(servicesOf());
  assert.match(await (await none.request('http://localhost/')).text(), /no dossier here yet/);
});

test('ten thousand events fit on the overview and are listed by pages', async () => {
  const b = bench({ id: 'many', period: null });
  b.thing('Source', 'S-REGISTER', { title: t('Register') });
  for (let i = 0; i < 10_000; i++) {
    const id = `E-${i}`;
    b.add('Event', id, 'title', t(`Return ${i}`));
    b.add('Event', id, 'kind', code(i % 3 === 0 ? 'detention' : 'forced-return'));
    b.add('Event', id, 'date', d(`${2000 + (i % 25)}-${String((i % 12) + 1).padStart(2, '0')}`));
    b.add('Event', id, 'figure', fig(i % 90, (i % 90) + 5, 'between', 'some'));
  }
  const many = createApp(servicesOf(b.file()));
  const overview = await (await many.request('http://localhost/d/many')).text();
  assert.ok(overview.length < 1_500_000, `${overview.length} characters`);
  const list = await (await many.request('http://localhost/d/many/events?from=9900')).text();
  assert.match(list, /9,901 to 10,000 of 10,000/);
});

test('a failing record is told as a problem, and a mistake of ours without its insides', async () => {
  const good = servicesOf(fixture());
  const broken = createApp({
    ...good,
    caseFile: () => Promise.resolve(fail('locked', 'The record is locked.')),
  });
  const told = await broken.request(`http://localhost${home}`);
  assert.equal(told.status, 500);
  assert.match(await told.text(), /The record is locked\./);
  const logged: string[] = [];
  const buggy = createApp({
    ...good,
    caseFile: () => Promise.reject(new Error('secret case content')),
    broke: (kind) => logged.push(kind),
  });
  const page = await (await buggy.request(`http://localhost${home}`)).text();
  assert.match(page, /made a mistake/);
  assert.doesNotMatch(page, /secret case content/);
  assert.deepEqual(logged, ['Error'], 'the operator is told that a page broke, and not with which words');
});
