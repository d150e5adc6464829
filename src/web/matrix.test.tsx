/** The table of all States: the same with and without its script, and no sign that says more than its chain. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, t } from '../../test/web/fixture.js';
import { servicesOf } from '../../test/web/services.js';
import { createApp } from './app.js';

const b = bench({ id: 'all', period: null });
b.thing('Source', 'S-1', { title: t('Register') });
const app = createApp(servicesOf(b.file()));

const shown = async (query: string) => {
  const answer = await app.request(`http://localhost:3300/d/all/law/states?${query}`);
  assert.equal(answer.status, 200, query);
  return answer.text();
};
const cell = (html: string, name: string) =>
  new RegExp(`<td class="(k-[a-z]+)"><button[^>]*value="${name}"[^>]*>([^<]*)<`).exec(html)?.slice(1);

test('a State that only signed is never shown as bound', async () => {
  // The United States signed the Convention on the Rights of the Child on 16 February 1995 and has not ratified it.
  const page = await shown('on=2014-06-01');
  assert.deepEqual(cell(page, 'USA CRC'), ['k-signed', '○']);
  assert.deepEqual(cell(page, 'CHN CAT'), ['k-since', '1988']);
  assert.deepEqual(cell(page, 'PRK CAT'), ['k-no', '–']);
});

test('the slider moves the same day into another year, and a slider left alone changes nothing', async () => {
  // China: accession to the Convention and the Protocol on 24 September 1982; 90 days for the Convention.
  const moved = await shown('on=2014-12-22&stood=2014&year=1982');
  assert.deepEqual(cell(moved, 'CHN REFUGEE-1951'), ['k-no', '–']);
  const left = await shown('on=1982-12-23&stood=2014&year=2014');
  assert.deepEqual(cell(left, 'CHN REFUGEE-1951'), ['k-since', '1982']);
  assert.match(await shown('on=2012-02-29&stood=2012&year=2013'), /name="on" value="2013-02-28"/);
});

test('a cell opens its chain, with the act and the rule', async () => {
  const page = await shown('on=2014-06-01&cell=CHN+CAT');
  assert.match(page, /id="chain"/);
  assert.match(page, /China ratified the Convention against Torture on 4 October 1988/);
  assert.match(page, /3 November 1988/);
});

test('provisions of one treaty show what was reserved and what another treaty carries', async () => {
  // The United States is a party to the Protocol alone, since 1 November 1968.
  const page = await shown('on=2014-06-01&instrument=REFUGEE-1951&state=USA');
  assert.deepEqual(cell(page, 'USA REFUGEE-1951 33\\(1\\)'), ['k-since', '1968*']);
  assert.deepEqual(cell(page, 'USA REFUGEE-1951'), ['k-no', '–']);
});

test('two days are compared by the law, not by what the data knows of them', async () => {
  const page = await shown('on=1990-01-01&than=1988-01-01&state=CHN');
  assert.match(page, /What changed/);
  assert.match(page, /▲1988/);
  const late = await shown('on=2024-01-01&than=2014-01-01&state=BRB&instrument=REFUGEE-1951');
  assert.match(late, /Nothing shown here changed/);
  assert.match(late, /does not decide both days/);
});

test('hostile choices are answered with the table and repeated nowhere', async () => {
  const bad = encodeURIComponent('"><script>alert(1)</script>');
  const page = await shown(
    `on=${bad}&than=${bad}&year=${bad}&stood=${bad}&region=${bad}&instrument=${bad}&cell=${bad}&state=${bad}`,
  );
  assert.doesNotMatch(page, /<script>/);
});

const page = async (path: string) => {
  const answer = await app.request(`http://localhost:3300/d/all/${path}`);
  return { status: answer.status, html: await answer.text() };
};

test('a treaty’s page counts its parties, names its rules by article and draws every State that there was', async () => {
  const { status, html } = await page('instrument/REFUGEE-1951?on=2015-03-14');
  assert.equal(status, 200);
  assert.match(html, /bound 145 of/);
  assert.match(html, /on the 90th day after its deposit \(art\. 43\)/);
  assert.match(html, /class="tile t-(?:since|reserved)"><title>China: since 1982-12-23/);
  assert.doesNotMatch(html, /<title>Soviet Union/);
  assert.equal((await page('instrument/NO-SUCH')).status, 404);
});

test('a State’s page says by which act it joined, what it reserved, and claims no objections it cannot know of', async () => {
  const { html } = await page('state/CHN?on=2023-10-09');
  assert.match(html, /1982-09-24/);
  assert.match(html, /Accession/);
  assert.match(html, /arts 20 and 30\(1\)/);
  assert.match(html, /no sign that there were none/);
  // A State that ended has a page of its own past, and no door to it stands open today.
  assert.equal((await page('state/YUG')).status, 200);
});
