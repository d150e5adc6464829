/** The form that decides: sent twice it is one decision, from another site none, and a reader has no form. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseDate } from '../../src/core/base/date.js';
import { unwrap } from '../../src/core/base/result.js';
import { type Role } from '../../src/core/policy/roles.js';
import { servicesOf } from '../../src/main.js';
import { openStore } from '../../src/store/open.js';
import { loadNameLookup } from '../../src/store/names.js';
import { loadReference } from '../../src/store/reference.js';
import { createApp } from '../../src/web/app.js';
import { runVerb } from '../../src/app/verbs.js';
import { noDoors } from '../store/evidence.js';
import { info, says } from '../store/fixtures.js';

const dir = mkdtempSync(join(tmpdir(), 'a33-decide-form-'));
const store = unwrap(await openStore({ dir }));
after(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});
const event = { type: 'Event', id: 'E-1' } as const;
const date = { kind: 'date', date: unwrap(parseDate('2010-05-02')) } as const;
unwrap(await store.openDossier(info, null, 'tester'));
unwrap(
  await store.append(
    info.id,
    [
      says('E-1', '', { thing: event, property: 'kind', value: { kind: 'code', term: 'forced-return' } }),
      says('E-1', '', { thing: event, property: 'date', value: date }),
      says('E-1', '', { thing: event, property: 'from', value: { kind: 'ref', id: 'CHN' } }),
      says('E-1', '', { thing: event, property: 'to', value: { kind: 'ref', id: 'PRK' } }),
    ],
    'tester',
  ),
);
const ports = {
  ledger: store,
  evidence: store.evidence,
  doors: noDoors,
  reference: unwrap(await loadReference()),
  version: '0',
  backup: () => Promise.reject(new Error('not needed here')),
  lineFile: () => Promise.reject(new Error('No file is written here')),
  random: (n: number) => new Uint8Array(n),
  today: () => '2026-05-01',
  signIn: store.signIn,
  address: '',
  names: loadNameLookup,
};
const app = createApp(
  servicesOf({ store, ports, loaded: null, log: () => {}, close: () => Promise.resolve() }),
);
const PAGE = 'http://localhost:3300/d/invented/event/E-1';
const size = async () => unwrap(await store.head(info.id)).size;
const get = async (address = PAGE) =>
  (await app.request(address, { headers: { host: 'localhost:3300' } })).text();
const send = (fields: Readonly<Record<string, string>>, origin = 'http://localhost:3300') =>
  app.request(`${PAGE}/decide`, {
    method: 'POST',
    headers: { host: 'localhost:3300', origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
const form = {
  rule: 'REFOULEMENT-CAT/danger',
  state: 'CHN',
  as: 'undecided',
  why: 'A <b>quux</b> & no more.',
};

test('a decision sent twice from the page is recorded once, and shown with its reason as text', async () => {
  const before = await size();
  const first = await send(form);
  assert.equal(first.status, 303);
  assert.match(first.headers.get('location') ?? '', /E-1#E-1-REFOULEMENT-CAT-CHN$/);
  assert.equal((await send(form)).status, 303);
  assert.equal((await size()) - before, 1);
  const html = await get();
  assert.match(html, /A &lt;b&gt;quux&lt;\/b&gt; &amp; no more\./);
  assert.match(html, /<details class="fold decide">/);
});

test('a form of another site records nothing, and neither does one that says too little', async () => {
  const before = await size();
  assert.equal((await send(form, 'https://elsewhere.example')).status, 403);
  assert.equal((await send({ ...form, why: ' ' })).status, 422);
  assert.equal((await send({ ...form, as: 'breach' })).status, 422);
  assert.equal((await send({ ...form, rule: 'NO-SUCH' })).status, 422);
  assert.equal((await send({ ...form, why: 'x'.repeat(70_000) })).status, 413);
  assert.equal(await size(), before);
});

test('no decision is made in the past, and the past shows none made later', async () => {
  const then = await get(`${PAGE}?asOf=entry:4`);
  assert.doesNotMatch(then, /quux/);
  assert.doesNotMatch(then, /details class="fold decide"/);
});

test('whoever may only read or record decides nothing', async () => {
  const as = (role: Role) =>
    runVerb(
      'decide',
      { event: 'E-1', rule: form.rule, as: 'met', why: 'So.' },
      {
        ports,
        actor: { kind: 'person', id: 'p', grants: [{ dossier: 'invented', role, compartments: [] }] },
        progress: () => {},
      },
    );
  for (const role of ['reader', 'documenter'] as const) {
    const done = await as(role);
    assert.ok(!done.ok && done.problem.kind === 'not-allowed', role);
  }
  assert.ok((await as('analyst')).ok);
});
