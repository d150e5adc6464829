/** Letting people in from the terminal: what a command says has happened, at once, and its secrets are in no copy. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { digestOf } from '../../src/app/people/sign-in.js';
import { visitOf } from '../../src/app/people/sessions.js';
import { join as joinWith, joinOptions } from '../../src/app/people/passkeys.js';
import { commands } from '../../src/cli/commands.js';
import { run } from '../../src/cli/run.js';
import { runHere } from '../../src/main.js';
import { loadNameLookup } from '../../src/store/names.js';
import { openStore } from '../../src/store/open.js';
import { loadReference } from '../../src/store/reference.js';
import { agent, site } from '../app/people.js';
import { SoftwareAuthenticator } from '../app/authenticator.js';
import { noDoors } from '../store/evidence.js';
import { info } from '../store/fixtures.js';
import { filesWith } from '../store/traces.js';
import { noMachine } from './no-machine.js';

const parent = mkdtempSync(join(tmpdir(), 'a33-people-cli-'));
const dir = join(parent, 'data');
const secrets = { keyFile: join(parent, 'key'), passphraseFile: null, ask: null };
const store = unwrap(await openStore({ dir, secrets, encrypt: true }));
after(async () => {
  await store.close();
  rmSync(parent, { recursive: true, force: true });
});
unwrap(await store.openDossier(info, null, 'tester'));
const ports = {
  ledger: store,
  evidence: store.evidence,
  doors: noDoors,
  names: loadNameLookup,
  lineFile: () => Promise.reject(new Error('no file is written here')),
  reference: unwrap(await loadReference()),
  version: '0',
  backup: () => Promise.reject(new Error('not asked for')),
  signIn: store.signIn,
  address: site.origin,
  random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  today: () => '2026-05-01',
};
const record = { store, ports, loaded: null, log: () => {}, close: () => Promise.resolve() };

async function article33(...args: readonly string[]) {
  let text = '';
  const say = (more: string) => void (text += more);
  const terminal = {
    out: say,
    err: say,
    watched: false,
    columns: 200,
    colour: false,
    stopped: () => Promise.resolve(),
    secret: null,
  };
  const open = () => ({ call: runHere(record), machine: noMachine, close: () => Promise.resolve() });
  const code = await run(args, { commands, version: '0', env: {}, terminal, open });
  return { code, text };
}

/** Opens the link that a command printed, and makes a passkey. */
async function opens(printed: string) {
  const secret = /\/invitation#([\w-]{43})/.exec(printed)?.[1] ?? '';
  const offered = await joinOptions(store.signIn, site, secret);
  if (!offered.ok) return null;
  const { options } = offered.value;
  const made = { response: new SoftwareAuthenticator(site.origin).make(options), label: 'phone' };
  const entered = unwrap(await joinWith(store.signIn, site, { secret, agent, made }));
  return { id: entered.visit.person.id, cookie: entered.secret, link: secret };
}

const isIn = async (cookie: string) => (await visitOf(store.signIn, cookie, agent)) !== null;

test('invite, people, grant, sign-out, invite --again and remove do at once what they say, or say why not', async () => {
  const none = await article33('people');
  assert.match(none.text, /Nobody yet/);
  const early = await article33('invite', '--role', 'reader', '--dossier', 'invented');
  assert.notEqual(early.code, 0);
  assert.match(early.text, /first person/);
  assert.match((await article33('invite')).text, /Say what they may do/);
  assert.equal((await article33('invite', '--role', 'queen')).code, 2);
  const first = await article33('invite', '--role', 'keeper', '--name', 'Night desk');
  assert.equal(first.code, 0);
  const keeper = await opens(first.text);
  assert.ok(keeper);
  assert.equal(await opens(first.text), null, 'the link works once');
  const other = await article33('invite', '--role', 'reader', '--dossier', 'invented', '--json');
  const reader = await opens((JSON.parse(other.text) as { readonly link: string }).link);
  assert.ok(reader);
  const nowhere = await article33('invite', '--role', 'reader', '--dossier', 'nowhere');
  assert.notEqual(nowhere.code, 0);
  assert.match(nowhere.text, /no such dossier/);

  const listed = (await article33('people')).text;
  assert.match(listed, new RegExp(`Night desk \\(${keeper.id}\\): 1 passkey for localhost, 1 session`));
  assert.match(
    listed,
    new RegExp(`${reader.id}: 1 passkey for localhost, 1 session\n {2}reader of invented`),
  );
  assert.doesNotMatch(listed, new RegExp(`${keeper.cookie}|${keeper.link}`));

  const granted = await article33(
    'grant',
    reader.id,
    '--role',
    'analyst',
    '--dossier',
    'invented',
    '--compartment',
    'route-3',
  );
  assert.match(granted.text, /analyst of invented, with route-3\n.*Signed out everywhere/s);
  assert.equal(await isIn(reader.cookie), false);
  assert.match((await article33('grant', reader.id, '--none', '--dossier', 'invented')).text, /0 sessions/);
  assert.notEqual((await article33('grant', reader.id, '--none', '--dossier', 'invented')).code, 0);
  assert.notEqual((await article33('grant', 'nobody0000', '--role', 'reader')).code, 0);

  assert.equal(await isIn(keeper.cookie), true);
  assert.match((await article33('sign-out', keeper.id)).text, /0 sessions/);
  assert.equal(await isIn(keeper.cookie), false);
  const last = await article33('remove', keeper.id);
  assert.deepEqual([last.code === 0, /Nobody else who keeps/.test(last.text)], [false, true]);
  const again = await opens((await article33('invite', '--again', keeper.id)).text);
  assert.equal(again?.id, keeper.id);

  assert.match((await article33('remove', reader.id)).text, /taken off and is signed out everywhere/);
  assert.doesNotMatch((await article33('people')).text, new RegExp(reader.id));
  assert.notEqual((await article33('remove', reader.id)).code, 0);
});

test('a backup leaves sessions and links out, and in an encrypted directory the audit is sealed like the rest', async () => {
  const made = await article33(
    'invite',
    '--role',
    'reader',
    '--dossier',
    'invented',
    '--name',
    'Canary 7f3a',
  );
  const open = await article33('invite', '--role', 'reader', '--dossier', 'invented');
  const inside = await opens(made.text);
  const waiting = /#([\w-]{43})/.exec(open.text)?.[1] ?? '';
  assert.ok(inside && waiting !== '');
  const backup = unwrap(await store.backup({ to: join(parent, 'backup.tar'), keys: true, program: '0' }));
  const names = execFileSync('tar', ['tf', backup.file], { encoding: 'utf8' }).split('\n');
  assert.ok(names.some((name) => name.endsWith('people/people.json')));
  assert.ok(names.some((name) => name.endsWith('work/audit.jsonl')));
  assert.deepEqual(
    names.filter((name) => /sessions|links/.test(name)),
    [],
  );
  for (const text of [
    'Canary 7f3a',
    inside.id,
    'signed-in',
    '"joined"',
    digestOf(inside.cookie),
    digestOf(waiting),
    waiting,
  ])
    assert.deepEqual(await filesWith(parent, text), [], text);
  // The search finds what is there in the clear.
  assert.notDeepEqual(await filesWith(parent, 'work/audit.jsonl'), []);
  const audit = await store.signIn.audit.latest(3);
  assert.equal(audit.filter(({ person }) => person === inside.id).length, 2);
  assert.ok((await readFile(join(dir, 'work', 'audit.jsonl'))).length > 0);
});
