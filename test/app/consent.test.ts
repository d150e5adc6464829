/** Consents by the command line and on pages: told to those who may know, taken back for good, never repeating a fact. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { type Actor } from '../../src/core/policy/audience.js';
import { type Role } from '../../src/core/policy/roles.js';
import { giveConsent, listConsents, withdrawConsent } from '../../src/app/consent.js';
import { openStore } from '../../src/store/open.js';
import { createApp } from '../../src/web/app.js';
import { claimOf, handClock, info } from '../store/fixtures.js';
import { foldCaseFile } from '../../src/core/view/fold.js';
import { servicesOf } from '../web/services.js';

const SECRET = 'mended nets at the harbour';
const dir = mkdtempSync(join(tmpdir(), 'a33-consent-app-'));
const clock = handClock('2026-05-01T10:00:00Z');
const store = unwrap(await openStore({ dir: join(dir, 'data'), clock: clock.now, anyPerson: () => true }));
after(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});
unwrap(await store.openDossier(info, null, 'tester'));
unwrap(await store.openDossier({ ...info, id: 'another' }, null, 'tester'));

function as(role: Role | null) {
  const grants = role === null ? [] : [{ dossier: info.id, role, compartments: [] }];
  const actor: Actor = { kind: 'person', id: 'p1', grants };
  return { ledger: store, actor, today: '2026-05-01', dossiers: role === null ? [] : [info.id] };
}
const documenter = as('documenter');
const agreed = {
  subject: 'P-1',
  uses: ['hold', 'share:team'],
  until: '2027-03-31',
  how: 'In writing, read aloud first.',
};

test('the same agreement told twice is one consent; told differently it is changed by name, or another', async () => {
  const first = unwrap(await giveConsent(documenter, agreed));
  assert.deepEqual([first.consent.name, first.known, first.consent.state], ['C-P-1', false, 'in-force']);
  assert.equal(first.consent.terms?.recordedBy, 'person:p1');
  assert.equal(unwrap(await giveConsent(documenter, agreed)).known, true);
  const longer = { ...agreed, until: null };
  assert.equal(unwrap(await giveConsent(documenter, longer)).consent.name, 'C-P-1-2');
  const changed = unwrap(await giveConsent(documenter, { ...longer, change: 'C-P-1', uses: ['hold'] }));
  assert.deepEqual(changed.consent.terms?.uses, ['hold']);
  const taken = await giveConsent(documenter, { ...longer, name: 'C-P-1' });
  assert.equal(taken.ok ? '' : taken.problem.kind, 'consent-changed');
  const gone = await giveConsent(documenter, { ...agreed, change: 'C-9' });
  assert.equal(gone.ok ? '' : gone.problem.kind, 'no-such-consent');
});

test('whoever works on the dossier knows of its consents; who holds no role learns of none', async () => {
  assert.deepEqual(unwrap(await listConsents(as(null), {})), []);
  assert.equal(unwrap(await listConsents(as('reader'), {}))[0]?.consents.length, 2);
});

test('taking back names every claim, thing, page and view that rested on it, once and again, and never what they say', async () => {
  const thing = { type: 'Person' as const, id: 'P-1' };
  const claim = claimOf('P-1', SECRET, {
    thing,
    property: 'occupation',
    audience: 'team',
    consent: 'C-P-1-2',
  });
  unwrap(await store.append(info.id, [{ kind: 'claim', claim }], 'tester'));
  const order = { consent: 'C-P-1-2', why: 'person-asked' as const };
  const first = unwrap(await withdrawConsent(documenter, order));
  const again = unwrap(await withdrawConsent(documenter, order));
  assert.deepEqual([first.known, again.known], [false, true]);
  for (const told of [first, again]) {
    assert.deepEqual(
      told.claims.map(({ thing: id, property }) => [id, property]),
      [['P-1', 'occupation']],
    );
    assert.deepEqual([told.things, told.pages, told.views], [['P-1'], ['/d/invented/thing/P-1'], ['team']]);
    assert.ok(!JSON.stringify(told).includes(SECRET));
  }
  const absent = await withdrawConsent(documenter, { consent: 'C-9', why: 'person-asked' });
  assert.equal(absent.ok ? '' : absent.problem.kind, 'no-such-consent');
});

test('the page says who agreed to what, in both languages, and does not exist for who may not know', async () => {
  const file = foldCaseFile(
    [{ seq: 0, at: '2026-01-01', actor: 't', kind: 'config', dossier: info }],
    () => true,
  );
  assert.ok(file !== null);
  const [list] = unwrap(await listConsents(documenter, { dossier: info.id }));
  assert.ok(list !== undefined);
  const services = servicesOf(file);
  const open = createApp({ ...services, consents: () => Promise.resolve({ ok: true, value: list }) });
  const read = async (lang: string) =>
    await (await open.request(`http://localhost/d/invented/consents?lang=${lang}`)).text();
  const [en, ko] = [await read('en'), await read('ko')];
  for (const words of [
    'C-P-1',
    'taken back',
    'the person asked',
    'Occupation',
    'In writing, read aloud first.',
  ])
    assert.ok(en.includes(words), words);
  for (const words of ['철회됨', '본인의 요청', '직업']) assert.ok(ko.includes(words), words);
  assert.ok(!en.includes(SECRET));
  const problem = { kind: 'not-there', message: 'There is no such page.' };
  const closed = createApp({ ...services, consents: () => Promise.resolve({ ok: false, problem }) });
  const hidden = await closed.request('http://localhost/d/invented/consents');
  const none = await closed.request('http://localhost/d/invented/nothing-here');
  assert.deepEqual([hidden.status, none.status], [404, 404]);
});
