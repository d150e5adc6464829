/** A file from outside must run nowhere, and be there for nobody who may not have it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addFile } from '../../src/app/evidence/add.js';
import { utf8 } from '../../src/core/base/bytes.js';
import { unwrap } from '../../src/core/base/result.js';
import { type Actor } from '../../src/core/policy/audience.js';
import { readFile } from '../../src/importers/read-file.js';
import { operator, servicesOf } from '../../src/main.js';
import { openStore } from '../../src/store/open.js';
import { loadReference } from '../../src/store/reference.js';
import { createApp } from '../../src/web/app.js';
import { servedAs } from '../../src/web/routes/evidence.js';
import { noDoors, sent } from '../store/evidence.js';
import { info } from '../store/fixtures.js';

const dir = mkdtempSync(join(tmpdir(), 'a33-pages-'));
const clock = () => new Date('2026-05-13T09:00:00Z');
const store = unwrap(await openStore({ dir: join(dir, 'data'), clock, anyPerson: () => true }));
after(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});
unwrap(await store.openDossier(info, null, 'tester'));

const refuse = () => Promise.reject(new Error('not needed here'));
const ports = {
  ledger: store,
  evidence: store.evidence,
  doors: { ...noDoors, readFile },
  reference: unwrap(await loadReference()),
  version: '0',
  backup: refuse,
  lineFile: refuse,
  names: refuse,
  random: (n: number) => crypto.getRandomValues(new Uint8Array(n)),
  today: () => '2026-05-13',
  signIn: store.signIn,
  address: '',
};
const app = createApp(
  servicesOf({ store, ports, loaded: null, log: () => {}, close: () => Promise.resolve() }),
);
const at = (path: string) => app.request(`http://localhost:3300/d/${info.id}/source/S-1${path}`);

const order = {
  dossier: info.id,
  source: 'S-1',
  title: 'A statement',
  audience: 'team',
  consent: null,
  from: 'B-1',
  how: '',
  on: '2026-05-12',
} as const;

async function added(
  name: string,
  text: string,
  by: Actor = operator,
  audience: 'team' | 'restricted:route-3' = 'team',
) {
  const bytes = utf8(text);
  const incoming = { pieces: sent(bytes), bytes: bytes.length };
  return unwrap(
    await addFile({ ledger: store, evidence: store.evidence }, by, { ...order, name, audience }, incoming),
  ).item.sha256;
}

test('attack 33: whatever a file is and is called, it is handed out as something no browser runs', async () => {
  const script = '<script>document.title="ran"</script>';
  const hostile: readonly (readonly [string, string])[] = [
    ['picture.jpg', `<html><body>${script}</body></html>`],
    ['drawing.svg', `<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`],
    ['animation.gif', `GIF89a=1;alert(1)//\u0000;`],
    ['form.pdf', `%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n`],
    ['page.xml', `<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml">${script}</x>`],
    ['"; filename="evil.html', `<!doctype html>${script}`],
  ];
  for (const [name, text] of hostile) {
    const answer = await at(`/file/${await added(name, text)}`);
    assert.equal(answer.status, 200, name);
    assert.equal(await answer.text(), text, `${name}: byte for byte`);
    const header = (key: string) => answer.headers.get(key) ?? '';
    assert.match(header('content-disposition'), /^attachment; filename="[0-9a-f]{16}\.[a-z]+"$/, name);
    assert.match(header('content-security-policy'), /^sandbox; default-src 'none'/, name);
    assert.equal(header('x-content-type-options'), 'nosniff');
    assert.doesNotMatch(header('content-type'), /html|svg|xml|script/, name);
  }
  const plain = await at(`/file/${await added('note.html', 'Plain words, and nothing more.')}`);
  assert.equal(plain.headers.get('content-type'), 'text/plain; charset=utf-8', 'never by its name');
  assert.match(plain.headers.get('content-security-policy') ?? '', /sandbox/);
  const page = await (await at('')).text();
  assert.doesNotMatch(page, /<script>|filename="evil/);
  assert.deepEqual(servedAs(null), { type: 'application/octet-stream', ending: 'bin', inline: false });
});

test('a file of a compartment answers as one that is not there, on every address, and so does a hash of nothing', async () => {
  const keeper: Actor = {
    kind: 'person',
    id: 'k1',
    grants: [{ dossier: info.id, role: 'keeper', compartments: ['route-3'] }],
  };
  const hidden = await added('secret.txt', 'Kanarienvogel in a compartment', keeper, 'restricted:route-3');
  const nothing = 'f'.repeat(64);
  for (const path of ['/file/HASH', '/text?file=HASH', '/claim?file=HASH&page=1']) {
    const [got, none] = [await at(path.replace('HASH', hidden)), await at(path.replace('HASH', nothing))];
    assert.equal(got.status, 404, path);
    const bare = async (answer: Response) =>
      (await answer.text()).replaceAll(hidden, 'H').replaceAll(nothing, 'H');
    assert.equal(await bare(got), await bare(none), path);
  }
  assert.doesNotMatch(await (await at('')).text(), new RegExp(hidden.slice(0, 12)));
});

const TEXT = 'On 9 October 2023 about 600 people were returned. <b>They</b> were taken to Onsong.';

async function send(fields: Readonly<Record<string, string>>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const headers = { origin: 'http://localhost:3300', 'sec-fetch-site': 'same-origin' };
  return await app.request(`http://localhost:3300/d/${info.id}/source/S-1/claim`, {
    method: 'POST',
    body,
    headers,
  });
}

test('words selected on the page become a claim that points at them, once however often it is sent', async () => {
  const file = (await added('statement.txt', TEXT)).slice(0, 16);
  const quote = 'about 600 people were returned';
  const from = TEXT.indexOf(quote);
  const form = await (await at(`/claim?file=${file}&page=1&from=${from}&to=${from + quote.length}`)).text();
  assert.match(form, new RegExp(`<textarea name="quote"[^>]*>${quote}</textarea>`));
  const said = {
    file,
    page: '1',
    quote,
    property: 'Event.figure',
    thing: 'E-1',
    value: 'about 600',
    audience: 'team',
  };
  const before = unwrap(await store.head(info.id)).size;
  for (let i = 0; i < 2; i++) assert.equal((await send(said)).status, 303);
  assert.equal(unwrap(await store.head(info.id)).size, before + 1);
  const overlapping = {
    ...said,
    quote: 'October 2023 about 600',
    property: 'Event.date',
    value: '2023-10-09',
  };
  assert.equal((await send(overlapping)).status, 303);
  const page = await (await at(`/text?file=${file}`)).text();
  assert.match(page, /<mark class="several">(<a [^>]*>\d<\/a>)*about 600<\/mark>/);
  assert.match(page, /&lt;b&gt;They&lt;\/b&gt;/, 'markup of the document is letters');
  const claim = unwrap(
    await store.caseFile(info.id, { audiences: new Set(['team']), view: 'team', because: '' }),
  )
    .things.get('E-1')
    ?.claims.find((held) => held.claim.property === 'figure')?.claim;
  assert.deepEqual(claim?.locator, { chars: [from, from + quote.length] });
});

test('a claim that cannot be read is refused beside what was typed, and nothing is recorded', async () => {
  const file = (await added('statement.txt', TEXT)).slice(0, 16);
  const good = {
    file,
    page: '1',
    quote: '',
    property: 'Event.date',
    thing: 'E-2',
    value: '2023',
    audience: 'team',
  };
  const before = unwrap(await store.head(info.id)).size;
  for (const wrong of [
    { quote: 'words that are not there' },
    { quote: 'e' },
    { value: 'some day' },
    { property: 'Event.__proto__' },
    { property: 'Nothing.title' },
    { thing: '../E-2' },
    { audience: 'restricted:route-3' },
    { accordingTo: 'NOBODY' },
    { property: 'Person.birth', thing: 'P-9', value: '1990' },
  ]) {
    const answer = await send({ ...good, ...wrong });
    const text = await answer.text();
    assert.equal(answer.status, 422, JSON.stringify(wrong));
    assert.match(text, /Nothing was recorded/);
    assert.match(
      text,
      new RegExp(`name="thing"[^>]*value="${'thing' in wrong ? wrong.thing : good.thing}"`),
      'kept',
    );
  }
  assert.equal(unwrap(await store.head(info.id)).size, before);
});
