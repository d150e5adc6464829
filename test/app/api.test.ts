/** One envelope, one error shape, and what the description promises: over every address of the API. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';
import { unwrap } from '../../src/core/base/result.js';
import { typeNames } from '../../src/core/model/model.js';
import { runHere, servicesOf } from '../../src/main.js';
import { loadNameLookup } from '../../src/store/names.js';
import { openStore } from '../../src/store/open.js';
import { loadReference } from '../../src/store/reference.js';
import { openApi, routes } from '../../src/web/api/openapi.js';
import { createApp } from '../../src/web/app.js';
import { noDoors } from '../store/evidence.js';
import { info, says } from '../store/fixtures.js';

const dir = mkdtempSync(join(tmpdir(), 'a33-api-'));
const store = unwrap(await openStore({ dir: join(dir, 'data'), anyPerson: () => true }));
after(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});
const COUNT = 25;
unwrap(await store.openDossier(info, null, 'tester'));
unwrap(
  await store.append(
    info.id,
    Array.from({ length: COUNT }, (_, i) =>
      says(`E-${String(i).padStart(2, '0')}`, `a forced return, number ${i}`, {
        audience: i % 5 === 0 ? 'team' : 'public',
      }),
    ),
    'tester',
  ),
);
const grants = [{ dossier: info.id, role: 'keeper' as const, compartments: ['family'] }];
unwrap(
  await store.append(
    info.id,
    [says('E-HIDDEN', 'a canary in a compartment', { audience: 'restricted:family' })],
    { kind: 'person', id: 'p1', grants },
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
  names: loadNameLookup,
  address: '',
};
const record = { store, ports, loaded: null, log: () => {}, close: () => Promise.resolve() };
assert.ok(runHere(record));
const app = createApp(servicesOf(record));

async function get(path: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await app.request(`http://localhost:3300/api/v1${path}`, { headers });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: text === '' ? null : JSON.parse(text),
  };
}

interface Page {
  readonly data: readonly { readonly id: string; readonly entry: number }[];
  readonly meta: { readonly next?: string | null };
}

/** What a route is asked with, where it must be asked with something. */
const asked: Readonly<Record<string, string>> = { '/dossiers/{dossier}/search': '?q=return' };

const at = (path: string) => path.replace('{dossier}', info.id).replace('{id}', 'E-01');

test('every address answers in the one envelope, as the description says', async () => {
  const description = openApi() as { readonly components: { readonly schemas: Record<string, unknown> } };
  const $defs = description.components.schemas;
  for (const { path, data } of routes) {
    const { status, json, headers } = await get(at(path) + (asked[path] ?? ''));
    assert.equal(status, 200, path);
    assert.deepEqual(Object.keys(json), ['data', 'meta'], path);
    const local = JSON.parse(
      JSON.stringify({ allOf: [data], $defs }).replaceAll('#/components/schemas/', '#/$defs/'),
    ) as Parameters<typeof z.fromJSONSchema>[0];
    const fits = z.fromJSONSchema(local).safeParse(json.data);
    assert.ok(fits.success, `${path}: ${fits.success ? '' : fits.error.message}`);
    const tag = headers.get('etag') ?? '';
    assert.match(tag, /^"[0-9a-f]{32}"$/, path);
    const again = await get(at(path) + (asked[path] ?? ''), { 'if-none-match': `"other", ${tag}` });
    assert.deepEqual([again.status, again.text], [304, ''], path);
  }
});

test('the description names every address there is, and every type and property', async () => {
  const served = app.routes
    .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/v1'))
    .map(({ path }) => path.slice('/api/v1'.length).replaceAll(/:(\w+)/g, '{$1}'))
    .filter((path) => path !== '/openapi.json');
  assert.deepEqual([...new Set(served)].sort(), routes.map(({ path }) => path).sort());
  const { json } = await get('/openapi.json');
  assert.equal(json.openapi, '3.1.0');
  for (const type of typeNames) assert.ok(`type-${type}` in json.components.schemas, type);
});

test('every failure has the one shape, and says what to do', async () => {
  const wrong: readonly (readonly [string, number, string])[] = [
    ['/nothing', 404, 'no-such-route'],
    ['/dossiers/none', 404, 'no-such-dossier'],
    ['/dossiers/none/things', 404, 'no-such-dossier'],
    [`/dossiers/${info.id}/things/NONE`, 404, 'no-such-thing'],
    [`/dossiers/${info.id}/things?type=Nothing`, 400, 'bad-query'],
    [`/dossiers/${info.id}/things?limit=1000`, 400, 'bad-query'],
    [`/dossiers/${info.id}/things?typo=1`, 400, 'bad-query'],
    [`/dossiers/${info.id}/claims?cursor=x`, 400, 'bad-query'],
    [`/dossiers/${info.id}/search`, 400, 'bad-query'],
    [`/dossiers/${info.id}/search?q=-a`, 400, 'empty-query'],
    [`/dossiers/${info.id}/search?q=a&where=b`, 400, 'bad-filter'],
    [`/dossiers/${info.id}/things?asOf=yesterday`, 400, 'bad-date'],
    [`/dossiers/${info.id}/things?asOf=entry:9999`, 404, 'no-such-entry'],
  ];
  for (const [path, status, kind] of wrong) {
    const answer = await get(path);
    assert.deepEqual([answer.status, Object.keys(answer.json)], [status, ['error']], path);
    assert.equal(answer.json.error.kind, kind, path);
    assert.ok(answer.json.error.message !== '' && answer.json.error.fix !== undefined, path);
  }
  const posted = await app.request('http://localhost:3300/api/v1/dossiers', {
    method: 'POST',
    headers: { origin: 'http://localhost:3300', 'sec-fetch-site': 'same-origin' },
  });
  assert.equal(posted.status, 405);
  const foreign = await app.request('http://elsewhere.example/api/v1/dossiers');
  assert.deepEqual(Object.keys((await foreign.json()) as object), ['error']);
});

test('pages of a list, put together, are the whole of it, each once and in order', async () => {
  for (const [list, size] of [
    ['things', 7],
    ['claims', 7],
    ['changes', 4],
  ] as const) {
    const ids: string[] = [];
    let cursor: string | null | undefined = undefined;
    do {
      const query = `?limit=${size}${cursor === undefined ? '' : `&cursor=${cursor}`}`;
      const page = (await get(`/dossiers/${info.id}/${list}${query}`)).json as Page;
      ids.push(...page.data.map((one) => one.id));
      cursor = page.meta.next ?? null;
    } while (cursor !== null);
    // The operator holds no compartment: what is in one is not there. The log also has the dossier's own entry.
    assert.equal(ids.length, list === 'changes' ? COUNT + 1 : COUNT, list);
    assert.equal(new Set(ids).size, ids.length, list);
    if (list === 'things') assert.deepEqual(ids, [...ids].sort());
  }
});

test('attack 41: what is hidden is in no answer, and asking for it is asking for nothing', async () => {
  for (const { path } of routes) {
    const { text } = await get(at(path) + (asked[path] ?? ''));
    assert.doesNotMatch(text, /canary|E-HIDDEN|family/, path);
  }
  const hidden = await get(`/dossiers/${info.id}/things/E-HIDDEN`);
  const absent = await get(`/dossiers/${info.id}/things/E-ABSENT`);
  assert.equal(hidden.text.replaceAll('E-HIDDEN', ''), absent.text.replaceAll('E-ABSENT', ''));
  const none = await get(`/dossiers/${info.id}/search?q=canary`);
  assert.deepEqual([none.json.meta.total, none.json.data.results], [0, []]);
});
