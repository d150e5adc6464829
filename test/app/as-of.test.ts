/**
 * "What did we hold then?" is asked in court. A claim recorded later, seen on one page or in one command,
 * makes every such answer worthless: so every route and every command that reads is asked.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseDate } from '../../src/core/base/date.js';
import { parseFigure } from '../../src/core/base/figure-words.js';
import { assertNever, unwrap } from '../../src/core/base/result.js';
import { type Claim } from '../../src/core/claim/claim.js';
import { judgeToBytes } from '../../src/core/ledger/bodies.js';
import { type FindBody, findToBytes } from '../../src/core/ledger/find.js';
import { exportForms } from '../../src/core/ledger/export.js';
import { consentToBytes } from '../../src/core/ledger/consent.js';
import { codeLists } from '../../src/core/model/codes.js';
import { type PropertyDef } from '../../src/core/model/define.js';
import { model, type TypeName, typeNames } from '../../src/core/model/model.js';
import { type Value } from '../../src/core/model/value.js';
import { type Statement } from '../../src/app/ports.js';
import { commands } from '../../src/cli/commands.js';
import { run } from '../../src/cli/run.js';
import { readLetterFile, runHere, servicesOf } from '../../src/main.js';
import { loadNameLookup } from '../../src/store/names.js';
import { lineFile } from '../../src/exporters/line-file.js';
import { openStore } from '../../src/store/open.js';
import { readFile } from '../../src/importers/read-file.js';
import { loadReference } from '../../src/store/reference.js';
import { routes } from '../../src/web/api/openapi.js';
import { queries } from '../../src/web/api/queries.js';
import { createApp } from '../../src/web/app.js';
import { atEntry, crawl } from '../web/crawl.js';
import { noMachine } from '../cli/no-machine.js';
import { noDoors, sent } from '../store/evidence.js';
import { handClock, info } from '../store/fixtures.js';

/** Only what was recorded after the moment asked for says this. */
const LATER = /CANARY|\b2031\b|\b77,?777\b/;
const THEN = '2026-02';
const LETTER = 'On 5 April 2022, 40 people were forcibly returned.\n';

const dir = mkdtempSync(join(tmpdir(), 'a33-as-of-'));
const clock = handClock('2026-01-10T00:00:00.000Z');
const store = unwrap(await openStore({ dir: join(dir, 'data'), clock: clock.now, anyPerson: () => true }));
after(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Files of evidence with these words in them. */
const fileOf = async (words: string) => {
  const bytes = new TextEncoder().encode(words);
  return unwrap(await store.evidence.keep({ pieces: sent(bytes), bytes: bytes.length })).sha256;
};
const [earlyFile, laterFile] = [
  await fileOf('EARLY words of a file'),
  await fileOf('CANARY words of a file'),
];

/** One thing of every type with a value in every property that may be recorded; `word` marks all of them. */
function everything(word: 'EARLY' | 'CANARY', prefix: string): Statement[] {
  return typeNames.flatMap((type) =>
    Object.entries<PropertyDef>(model[type].properties).flatMap(([property, definition]): Statement[] => {
      const value = definition.personal === true ? null : valueOf(definition, word);
      return value === null
        ? []
        : [{ kind: 'claim', claim: claimOf(type, `${prefix}${type}`, property, value) }];
    }),
  );
}

function valueOf(definition: PropertyDef, word: 'EARLY' | 'CANARY'): Value | null {
  const early = word === 'EARLY';
  switch (definition.value) {
    case 'text':
      return { kind: 'text', text: `${word} words`, lang: 'en' };
    case 'date':
      return { kind: 'date', date: unwrap(parseDate(early ? '2023-10-09' : '2031-07-07')) };
    case 'figure':
      return { kind: 'figure', figure: unwrap(parseFigure(early ? 'more than 500' : 'more than 77,777')) };
    case 'code': {
      const [first] = Object.keys(codeLists[definition.codes as keyof typeof codeLists] ?? {});
      return early && first !== undefined ? { kind: 'code', term: first } : null;
    }
    case 'ref': {
      const to = definition.to?.[0] ?? 'Event';
      return { kind: 'ref', id: early ? to : `CANARY-${to}` };
    }
    case 'url':
      return { kind: 'url', url: `https://example.org/${word}`, read: null };
    case 'point':
    case 'file':
      return { kind: 'file', sha256: word === 'EARLY' ? earlyFile : laterFile };
    default:
      return assertNever(definition.value);
  }
}

function claimOf(type: TypeName, id: string, property: string, value: Value): Claim {
  return {
    thing: { type, id },
    property,
    value,
    source: 'Source',
    accordingTo: [],
    locator: {},
    stance: 'asserts',
    said: null,
    credibility: { source: 'B', information: '2' },
    audience: 'team',
    consent: null,
    basis: 'read',
    note: '',
  };
}

const append = async (statements: readonly Statement[]) =>
  unwrap(await store.append(info.id, statements, 'tester'));
const judgement = { about: 'Event', origins: ['Source', 'CANARY-Source'], by: 'CANARY', why: 'CANARY' };
const found: FindBody = {
  audience: 'team',
  event: 'E-RETURN',
  rule: 'REFOULEMENT-CAT',
  version: '1',
  state: 'CHN',
  element: 'danger',
  bound: 'yes',
  computed: 'undecided',
  inputs: [{ element: 'danger', computed: 'undecided', for: [], against: [], unverified: [] }],
  decision: 'met',
  confidence: 'low',
  why: 'CANARY',
};
unwrap(await store.openDossier(info, null, 'tester'));
/** One event as a dossier would have it, for letters to speak of. */
const returned = (property: string, value: Value): Statement => ({
  kind: 'claim',
  claim: claimOf('Event', 'E-RETURN', property, value),
});
const agreed = (how: string): Statement => {
  const terms = {
    subject: 'Person',
    uses: ['hold' as const, 'share:team' as const],
    from: '2026-01-01',
    until: null,
  };
  const given = { ...terms, how, recordedBy: 'tester' };
  const named = { name: `C-${how}`, audience: 'team' as const, earlier: null };
  const body = consentToBytes({ ...named, action: 'give', terms: given });
  return { kind: 'consent', body, idempotencyKey: how };
};
await append([
  agreed('EARLY'),
  {
    kind: 'claim',
    claim: {
      ...claimOf('Person', 'Person', 'occupation', { kind: 'text', text: 'EARLY words', lang: 'en' }),
      consent: 'C-EARLY',
    },
  },
  ...everything('EARLY', ''),
  returned('title', { kind: 'text', text: 'EARLY return', lang: 'en' }),
  returned('kind', { kind: 'code', term: 'forced-return' }),
  returned('date', { kind: 'date', date: unwrap(parseDate('2022-04-05')) }),
  returned('from', { kind: 'ref', id: 'CHN' }),
  returned('to', { kind: 'ref', id: 'PRK' }),
  returned('figure', { kind: 'figure', figure: unwrap(parseFigure('about 40')) }),
]);
const lastThen = unwrap(await store.head(info.id)).size - 1;
clock.set('2026-03-10T00:00:00.000Z');
await append([
  agreed('CANARY'),
  ...everything('CANARY', ''),
  returned('figure', { kind: 'figure', figure: unwrap(parseFigure('77,777')) }),
  ...everything('CANARY', 'CANARY-'),
  {
    kind: 'judge',
    idempotencyKey: 'k',
    body: judgeToBytes({ kind: 'independence', audience: 'team', judgement }),
  },
  { kind: 'find', idempotencyKey: 'f', body: findToBytes(found) },
]);
unwrap(await store.openDossier({ ...info, summary: { en: 'CANARY', ko: 'CANARY' } }, null, 'tester'));
const open = claimOf('Event', 'E-RETURN', 'summary', { kind: 'text', text: 'CANARY', lang: 'en' });
await append([{ kind: 'claim', claim: { ...open, audience: 'public' } }]);
unwrap(await store.checkpoint(info.id, 'new'));

const refuse = () => Promise.reject(new Error('not needed here'));
const ports = {
  ledger: store,
  evidence: store.evidence,
  doors: { ...noDoors, readFile },
  reference: unwrap(await loadReference()),
  version: '0',
  backup: refuse,
  lineFile,
  random: (n: number) => new Uint8Array(n),
  today: () => '2026-05-01',
  signIn: store.signIn,
  names: loadNameLookup,
  address: '',
};
const record = { store, ports, loaded: null, log: () => {}, close: () => Promise.resolve() };
const app = createApp(servicesOf(record));

test('no page reached as of a past moment shows, or links to, anything recorded later', async () => {
  const past = await crawl(app, `/?asOf=${THEN}`, (link) => link.includes(`asOf=${THEN}`) && once(link));
  assert.ok(past.length > 30, `${past.length} pages`);
  for (const { path, html, status } of past) {
    assert.ok(status === 200 || status === 302, `${path} answers ${status}`);
    const seen = LATER.exec(html);
    assert.equal(seen, null, `${path} shows ${html.slice((seen?.index ?? 0) - 80, (seen?.index ?? 0) + 80)}`);
    if (html === '') continue;
    assert.match(html, /What we held then/, `${path} does not say which moment it speaks of`);
    for (const [, form = ''] of html.matchAll(/<form (.*?)<\/form>/gs))
      assert.ok(
        form.includes(`asOf=${THEN}`) || form.includes('name="asOf"'),
        `${path}: a form loses the moment`,
      );
    for (const [, link = ''] of html.matchAll(/href="(\/[^"]*)"/g))
      assert.ok(link.includes(`asOf=${THEN}`) || leaves(link, path), `${path}: ${link} loses the moment`);
  }
  // The test can fail: the same walk in the present meets what is hidden above.
  const present = await crawl(app, '/d/invented', once);
  assert.ok(present.filter(({ html }) => LATER.test(html)).length > 30);
  for (const { method, path } of app.routes) {
    if (
      method !== 'GET' ||
      path.startsWith('/api') ||
      path.includes('*') ||
      path.endsWith('.js') ||
      door.has(path)
    )
      continue;
    const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/?]+')}(?:\\?|$)`);
    const reached = [...past, ...present].some((page) => pattern.test(page.path));
    assert.ok(reached, `${path} is reached by no link, so this test does not see it: add it here`);
  }
});

test('nothing recorded later is in an answer of the API as of a past moment', async () => {
  const body = async (path: string) => (await app.request(`http://localhost:3300${path}`)).text();
  for (const { path, query } of routes) {
    if (!Object.hasOwn(queries[query].shape, 'asOf')) continue;
    const at = `/api/v1${path.replace('{dossier}', info.id).replace('{id}', 'Event')}`;
    const q = query === 'search' ? '&q=words' : '';
    assert.doesNotMatch(await body(`${at}?asOf=${THEN}${q}`), LATER, path);
    assert.match(
      await body(
        `${at}?limit=200${q}`.replace(
          'limit=200',
          query === 'one' ? '' : query === 'search' ? 'limit=100' : 'limit=200',
        ),
      ),
      LATER,
      path,
    );
  }
});

/** Pages about who may sign in, which say nothing of the record. */
const door = new Set(['/sign-in', '/invitation', '/me', '/people']);

/** One address of each kind is enough here: other languages, years and days of a page read the same record. */
function once(link: string): boolean {
  if (/[?&](?:lang|year|from)=/.test(link) || atEntry(link)) return false;
  if (!/[?&]on=/.test(link)) return true;
  // Pages that are only linked to with a day: one of each kind.
  const kind = /\/(?:instrument|law\/states)\b/.exec(link)?.[0];
  if (kind === undefined || (met.get(kind) ?? link) !== link) return false;
  met.set(kind, link);
  return true;
}

const met = new Map<string, string>();

/** What a page of the past may link to: stylesheets, this very page now, the list of dossiers, and what came before it. */
function leaves(link: string, path: string): boolean {
  const bare = (text: string) => text.replace(/[?#].*$/, '');
  const entry = /[?&;]asOf=entry%3A(\d+)/.exec(link)?.[1];
  if (entry !== undefined) return Number(entry) <= lastThen;
  return (
    /\.(?:css|svg)$/.test(bare(link)) ||
    bare(link) === bare(path) ||
    ['/dossiers', '/api'].includes(bare(link))
  );
}

test('a letter checked on the page as of a past moment is held against what was held then', async () => {
  const send = async (action: string) => {
    const body = new FormData();
    body.set('dossier', info.id);
    body.set('text', LETTER);
    const headers = { origin: 'http://localhost:3300', 'sec-fetch-site': 'same-origin' };
    const answer = await app.request(`http://localhost:3300${action}`, { method: 'POST', body, headers });
    assert.equal(answer.status, 200);
    return await answer.text();
  };
  const form = await (await app.request(`http://localhost:3300/check?asOf=${THEN}`)).text();
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(form) ?? [];
  const then = await send(action.replaceAll('&amp;', '&'));
  assert.match(then, /What we held then/);
  assert.doesNotMatch(then, LATER);
  assert.match(await send('/check'), LATER);
});

const letter = join(dir, 'letter.txt');
writeFileSync(letter, LETTER);

/** Every command that reads the record, and how it is asked. */
const reading: Readonly<Record<string, readonly string[]>> = {
  check: [letter, '--full'],
  show: ['Event'],
  search: ['words'],
  history: ['Event'],
  count: ['Event'],
  asks: [],
  law: ['EARLY words', '--on', '2032'],
  findings: ['E-RETURN'],
  doors: ['Event'],
  form: ['SP-GENERAL', 'E-RETURN', '--state', 'China'],
  consents: [],
  evidence: ['list'],
};

/** Why a command needs no moment. */
const others: Readonly<Record<string, string>> = {
  start: 'serves pages, which have their own',
  serve: 'serves pages, which have their own',
  init: 'writes',
  amend: 'writes',
  consent: 'writes',
  read: 'reads a file it is given, without the record',
  names: 'compares two names it is given, without the record',
  link: 'matches the tables it is given, without the record',
  checkpoint: 'publishes the whole log',
  prove: 'proves a claim in the log as it is published now',
  verify: 'checks a published log or a proof, without the record',
  invite: 'lets somebody in',
  people: 'lists who may sign in now',
  grant: 'changes what somebody may do',
  remove: 'takes somebody off',
  'sign-out': 'ends sessions',
  rebuild: 'folds the whole log',
  fsck: 'compares the whole log',
  erase: 'takes out of every moment',
  backup: 'copies the whole record',
  restore: 'writes',
  encrypt: 'writes the same record under a key',
  passphrase: 'changes what opens the record',
  import: 'writes',
  export: 'its files are read by a test of their own',
  doctor: 'speaks of this machine',
  clock: 'speaks of this machine',
};

const machine = { ...noMachine, readLetter: readLetterFile };

async function article33(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const say = (more: string) => {
    text += more;
  };
  const code = await run(args, {
    commands,
    version: '0',
    env: {},
    terminal: {
      out: say,
      err: say,
      watched: false,
      columns: 200,
      colour: false,
      stopped: () => Promise.resolve(),
      secret: null,
    },
    open: () => ({ call: runHere(record), machine, close: () => Promise.resolve() }),
  });
  return { code, text };
}

test('no command asked as of a past moment prints anything recorded later', async () => {
  for (const { name, options } of commands)
    assert.ok(
      Object.hasOwn(reading, name) ? Object.hasOwn(options, 'as-of') : Object.hasOwn(others, name),
      `${name}: if it reads the record it takes --as-of and is asked in this test; if not, say why in \`others\``,
    );
  for (const [name, args] of Object.entries(reading)) {
    for (const json of [[], ['--json']]) {
      const then = await article33(name, ...args, ...json, '--as-of', THEN);
      const printed = then.text.replaceAll('"CANARY words"', '');
      assert.doesNotMatch(printed, LATER, `${name} ${json.join('')}`);
      assert.match((await article33(name, ...args, ...json)).text, LATER, `${name}: the test could not fail`);
    }
  }
});

test('no file exported as of a past moment holds anything recorded later', async () => {
  const out = join(dir, 'exported');
  for (const form of exportForms) {
    const order = ['export', info.id, '--as', form, '--out', out, '--force'];
    const then = await article33(...order, '--as-of', THEN);
    assert.equal(then.code, 0, then.text);
    const file = readFileSync(out, 'utf8').replaceAll('"CANARY words"', '');
    const seen = LATER.exec(file);
    assert.equal(seen, null, `${form}: ${file.slice((seen?.index ?? 0) - 200, (seen?.index ?? 0) + 60)}`);
    await article33(...order);
    assert.match(readFileSync(out, 'utf8'), LATER, `${form}: the test could not fail`);
  }
});

test('a moment that cannot be read is refused in words by every command and page, and never taken for now', async () => {
  for (const [name, args] of Object.entries(reading))
    for (const wrong of ['yesterday', '2026~', 'entry:', '2026-05-13T10:00+09:00', '']) {
      const { code, text } = await article33(name, ...args, '--as-of', wrong);
      assert.equal(code, 2, `${name} ${wrong}: ${text}`);
      assert.match(text, /2026-05-13T10:00Z/, `${name} ${wrong}`);
    }
  const { code, text } = await article33('show', 'Event', '--as-of', 'entry:999999');
  assert.equal(code, 1);
  assert.match(text, /no entry 999999 yet.*entry:\d+/s);
  for (const path of [
    '/',
    '/dossiers',
    '/check',
    '/d/invented',
    '/d/invented/thing/Event',
    '/d/invented/log',
  ]) {
    const answer = await app.request(`http://localhost${path}?asOf=tomorrow`);
    assert.equal(answer.status, 400, path);
    assert.match(await answer.text(), /tomorrow.*is not a date/, path);
  }
  assert.equal((await app.request('http://localhost/d/invented?asOf=entry:999999')).status, 404);
});

test('lists of persons are no part of the record, so a moment beside them is refused, not ignored', async () => {
  const { code, text } = await article33('count', '--lists', 'lists.csv', '--as-of', '2026');
  assert.equal(code, 2);
  assert.match(text, /lists/);
});
