/** A claim that somebody objected to, took back or had erased must not be read as if nothing had happened. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { amend, type AmendOrder } from '../../src/app/amend.js';
import { parseFigure } from '../../src/core/base/figure-words.js';
import { unwrap } from '../../src/core/base/result.js';
import { allowedFor } from '../../src/core/policy/audience.js';
import { operator, servicesOf } from '../../src/main.js';
import { loadNameLookup } from '../../src/store/names.js';
import { openStore } from '../../src/store/open.js';
import { loadReference } from '../../src/store/reference.js';
import { createApp } from '../../src/web/app.js';
import { noDoors } from '../store/evidence.js';
import { handClock, info, says } from '../store/fixtures.js';

const dir = mkdtempSync(join(tmpdir(), 'a33-history-'));
const clock = handClock('2026-01-10T08:30:00.000Z');
const store = unwrap(await openStore({ dir, clock: clock.now }));
after(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});
unwrap(await store.openDossier(info, null, 'first'));
const event = { type: 'Event', id: 'E-1' } as const;
const titles = ['steady', 'objected', 'mistaken', 'misread', 'GONE'];
unwrap(
  await store.append(
    info.id,
    [
      ...titles.map((text) => says('E-1', text, { thing: event, property: 'summary' })),
      says('E-1', 'n', {
        thing: event,
        property: 'figure',
        value: { kind: 'figure', figure: unwrap(parseFigure('about 40')) },
      }),
    ],
    'first',
  ),
);

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const file = async () => unwrap(await store.caseFile(info.id, allowedFor(operator, info.id)));
const idOf = async (text: string) =>
  (await file()).things
    .get('E-1')
    ?.claims.find(({ claim }) => claim.value.kind === 'text' && claim.value.text === text)?.id ?? '';
const order = async (text: string, more: Omit<AmendOrder, 'claim'>) =>
  unwrap(
    await amend({ ledger: store, random }, operator, [await file()], { claim: await idOf(text), ...more }),
  );

clock.set('2026-02-20T11:00:00.000Z');
const figure = (await file()).things.get('E-1')?.claims.at(-1)?.id ?? '';
unwrap(
  await amend({ ledger: store, random }, operator, [await file()], {
    claim: figure,
    action: 'dispute',
    why: 'counted twice',
  }),
);
await order('objected', { action: 'dispute', why: 'the ministry objects' });
clock.set('2026-03-21T12:00:00.000Z');
await order('mistaken', { action: 'retract', why: 'recorded under the wrong event' });
clock.set('2026-04-22T13:00:00.000Z');
await order('misread', { action: 'correct', value: 'read rightly', why: 'a slip of the eye' });
const gone = await idOf('GONE');
await order('GONE', { action: 'correct', value: 'kept instead', why: 'said otherwise' });
const receipt = unwrap(
  await store.erase(info.id, [gone], {
    reason: 'person-asked',
    actor: 'operator',
    allowed: allowedFor(operator, info.id),
  }),
);
const goneAt = receipt.entries[0]?.seq ?? -1;

const refuse = () => Promise.reject(new Error('not needed here'));
const ports = {
  ledger: store,
  evidence: store.evidence,
  doors: noDoors,
  reference: unwrap(await loadReference()),
  version: '0',
  backup: refuse,
  random,
  lineFile: () => Promise.reject(new Error('No file is written here')),
  today: () => '2026-05-01',
  signIn: store.signIn,
  names: loadNameLookup,
  address: '',
};
const app = createApp(
  servicesOf({ store, ports, loaded: null, log: () => {}, close: () => Promise.resolve() }),
);
const at = (path: string) => app.request(`http://localhost:3300/d/${info.id}${path}`);
const text = async (path: string) =>
  (await (await at(path)).text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test('a page that shows a claim says that it is disputed, corrected or retracted, by whom, when and why', async () => {
  const page = await text('/thing/E-1');
  for (const said of [
    /objected disputed \(20 February 2026, 11:00 UTC, by operator: the ministry objects/,
    /mistaken retracted \(21 March 2026, 12:00 UTC, by operator: recorded under the wrong event/,
    /misread corrected since \(22 April 2026, 13:00 UTC, by operator: a slip of the eye ; instead: read rightly/,
  ])
    assert.match(page, said);
  const korean = await text('/thing/E-1?lang=ko');
  assert.match(korean, /objected 다툼 있음 \(2026년 2월 20일 11:00 UTC/);
  const beside = await text('/event/E-1');
  assert.match(beside, /objected disputed/, 'beside the statement, not only behind its note');
  assert.match(beside, /“about 40” disputed \(20 February 2026, 11:00 UTC, by operator: counted twice/);
  assert.match(beside, /Of these claims: 1 retracted, 1 corrected since, 2 disputed/);
});

test('the history shows each entry with before and after, who, when and why, and what it answers', async () => {
  const html = await (await at('/history/E-1')).text();
  const page = html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  assert.match(page, /retracted · Summary answers entry \d+ Why: recorded under the wrong event/);
  assert.match(
    page,
    /corrected · Summary answers entry \d+ Why: a slip of the eye Said rightly by: read rightly/,
  );
  // The links to the moment lead to what was held then.
  const retract = /id="e(\d+)"(?:(?!<\/tr>).)*wrong event.*?<\/tr>/s.exec(html);
  const links = [...(retract?.[0].matchAll(/href="([^"]*asOf=entry[^"]*)"/g) ?? [])].map(([, link]) =>
    (link ?? '').replaceAll('&amp;', '&'),
  );
  assert.equal(links.length, 2);
  const shown = await Promise.all(links.map((link) => text(link.replace(`/d/${info.id}`, ''))));
  assert.match(shown[0] ?? '', /mistaken retracted/);
  assert.doesNotMatch(shown[1] ?? '', /mistaken retracted/);
  assert.match(shown[1] ?? '', /mistaken/);
});

test('attack 21: an erased claim is told as erased on every page that speaks of it, and nowhere in its words', async () => {
  const history = await text('/history/E-1');
  assert.match(history, new RegExp(`One claim of this dossier was erased: entry ${goneAt} \\.`));
  assert.match(history, new RegExp(`Entry ${goneAt}, which it names, was erased`));
  const own = await at(`/claim/${gone.slice(0, 20)}`);
  assert.equal(own.status, 410);
  assert.match(
    await text(`/claim/${gone}`),
    /was erased on 22 April 2026, by entry \d+: the person it is about asked/,
  );
  assert.match(await text(`/claim/${gone}?lang=ko`), /삭제되었습니다/);
  for (const path of [
    '/history/E-1',
    '/thing/E-1',
    '/event/E-1',
    '/log',
    `/claim/${gone}`,
    '/thing/E-1?asOf=2026-01',
  ])
    assert.doesNotMatch(await text(path), /GONE/, path);
});

test('a claim’s own address leads to the claim, and one that never was to the page for nothing', async () => {
  const steady = await idOf('steady');
  const answer = await at(`/claim/${steady.slice(0, 16)}`);
  assert.equal(answer.status, 302);
  assert.equal(answer.headers.get('location'), `/d/${info.id}/thing/E-1#c-${steady.slice(0, 16)}`);
  for (const bad of ['f'.repeat(64), 'zz', '%00']) assert.equal((await at(`/claim/${bad}`)).status, 404, bad);
  assert.equal((await at('/history/E-2')).status, 404);
});
