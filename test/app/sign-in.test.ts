/** Nobody comes in by anything but their own passkey, here and now, and nobody stays in who should be out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '../../src/core/base/result.js';
import { EVERY } from '../../src/core/policy/audience.js';
import {
  give,
  invite,
  relink,
  remove,
  removePasskey,
  signOutEverywhere,
  take,
} from '../../src/app/people/admit.js';
import {
  addOptions,
  addPasskey,
  confirmOptions,
  confirmWith,
  join,
  joinOptions,
  signInOptions,
  signInWith,
} from '../../src/app/people/passkeys.js';
import { actorOf, anyJoined } from '../../src/app/people/person.js';
import { peopleHandlers } from '../../src/app/people/verbs.js';
import { endSession, visitOf } from '../../src/app/people/sessions.js';
import { type SignIn } from '../../src/app/people/sign-in.js';
import { type Lie, SoftwareAuthenticator } from './authenticator.js';
import { agent, joined, keeperOfAll, operator, peopleBench, site } from './people.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function tryIn(signIn: SignIn, authenticator: SoftwareAuthenticator, lie: Lie = {}, where = site) {
  const options = await signInOptions(signIn, where);
  return await signInWith(signIn, where, { response: authenticator.ask(options, lie), agent });
}

test('attack 45: an answer for a look-alike origin, a replayed challenge, nobody verified or an older counter lets nobody in', async () => {
  const { signIn, events } = await peopleBench();
  const { authenticator, visit } = await joined(signIn);
  const first = unwrap(await tryIn(signIn, authenticator));
  assert.equal(first.visit.person.id, visit.person.id);
  const lies: Readonly<Record<string, Lie>> = {
    origin: { origin: 'http://localhost.evil.example:3300' },
    framed: { crossOrigin: true },
    'not-verified': { verified: false },
    counter: { counter: 1 },
    'other-person': { handle: Buffer.from('someoneels').toString('base64url') },
    challenge: { challenge: Buffer.alloc(32).toString('base64url') },
    signature: { type: 'webauthn.create' },
  };
  for (const [why, lie] of Object.entries(lies)) {
    const answer = await tryIn(signIn, authenticator, lie);
    assert.equal(answer.ok, false, why);
    assert.equal(events.at(-1)?.kind, 'sign-in-refused');
    assert.equal(events.at(-1)?.why, why);
  }
  const otherHost = await tryIn(signIn, authenticator, { host: 'evil.example' });
  assert.equal(otherHost.ok, false);
  assert.ok((await tryIn(signIn, authenticator)).ok);
});

test('attack 45: the same answer sent twice lets somebody in once, and no answer after five minutes does', async () => {
  const { signIn, wait } = await peopleBench();
  const { authenticator } = await joined(signIn);
  const response = authenticator.ask(await signInOptions(signIn, site));
  assert.equal((await signInWith(signIn, site, { response, agent })).ok, true);
  assert.equal((await signInWith(signIn, site, { response, agent })).ok, false);
  const late = await signInOptions(signIn, site);
  wait(5 * MINUTE + 1);
  assert.equal((await signInWith(signIn, site, { response: authenticator.ask(late), agent })).ok, false);
});

test('attack 45: a challenge is good for the ceremony it was made for, and in its own session', async () => {
  const { signIn } = await peopleBench();
  const one = await joined(signIn);
  const other = await joined(signIn, { dossier: 'one', role: 'reader', compartments: [] });
  const toConfirm = one.authenticator.ask(await confirmOptions(signIn, site, one.visit));
  assert.equal((await signInWith(signIn, site, { response: toConfirm, agent })).ok, false);
  const theirs = other.authenticator.ask(await confirmOptions(signIn, site, one.visit));
  assert.equal((await confirmWith(signIn, site, { visit: one.visit, response: theirs })).ok, false);
});

test('attack 45: a passkey made for one host name does not work at another', async () => {
  const { signIn } = await peopleBench();
  const { authenticator } = await joined(signIn);
  const elsewhere = { origin: 'https://record.example', host: 'record.example' };
  const moved = await tryIn(signIn, authenticator, { origin: elsewhere.origin }, elsewhere);
  assert.equal(moved.ok, false);
});

test('attack 44: every sign-in begins another session, and a stolen cookie opens nothing in another browser, nor in its own after that', async () => {
  const { signIn, events } = await peopleBench();
  const { authenticator, secret } = await joined(signIn);
  const second = unwrap(await tryIn(signIn, authenticator));
  assert.notEqual(second.secret, secret);
  assert.ok(await visitOf(signIn, secret, agent));
  assert.equal(await visitOf(signIn, secret, 'curl/8'), null);
  assert.equal(events.at(-1)?.kind, 'session-refused');
  assert.equal(await visitOf(signIn, secret, agent), null);
  assert.ok(await visitOf(signIn, second.secret, agent));
});

test('attack 44: signing out, a role taken away, a passkey removed and a person taken off end sessions at once, also after a restart', async () => {
  const bench = await peopleBench();
  const { signIn } = bench;
  const keeper = await joined(signIn);
  const actor = actorOf(keeper.visit.person);
  const reader = { dossier: 'one', role: 'reader', compartments: [] } as const;
  type Somebody = Awaited<ReturnType<typeof joined>>;
  const ends: Readonly<Record<string, (who: Somebody) => Promise<unknown>>> = {
    'signed out': ({ visit }) => endSession(signIn, visit.session.hash),
    everywhere: ({ visit }) => signOutEverywhere(signIn, actorOf(visit.person), visit.person.id),
    granted: ({ visit }) => give(signIn, actor, visit.person.id, { ...reader, role: 'analyst' }),
    taken: ({ visit }) => take(signIn, actor, visit.person.id, 'one'),
    removed: ({ visit }) => remove(signIn, actor, visit.person.id),
    relinked: ({ visit }) => relink(signIn, actor, visit.person.id),
    passkey: async ({ visit, authenticator }) => {
      const options = unwrap(await addOptions(signIn, site, visit));
      const made = { response: new SoftwareAuthenticator(site.origin).make(options), label: 'key' };
      unwrap(await addPasskey(signIn, site, { visit, made }));
      return await removePasskey(signIn, visit.person.id, authenticator.id.toString('base64url'));
    },
  };
  for (const [how, end] of Object.entries(ends)) {
    const somebody = await joined(signIn, reader);
    assert.ok(await visitOf(signIn, somebody.secret, agent), how);
    await end(somebody);
    assert.equal(await visitOf(signIn, somebody.secret, agent), null, how);
    assert.equal(await visitOf(await bench.again(), somebody.secret, agent), null, how);
  }
  assert.ok(await visitOf(await bench.again(), keeper.secret, agent));
});

test('a session ends after twelve idle hours, and after seven days however busy', async () => {
  const { signIn, wait } = await peopleBench();
  const { secret, authenticator } = await joined(signIn);
  wait(12 * HOUR - MINUTE);
  assert.ok(await visitOf(signIn, secret, agent));
  wait(12 * HOUR + 1);
  assert.equal(await visitOf(signIn, secret, agent), null);
  const busy = unwrap(await tryIn(signIn, authenticator));
  for (let hours = 0; hours < 7 * 24; hours += 6) {
    assert.ok(await visitOf(signIn, busy.secret, agent), `${hours} h`);
    wait(6 * HOUR);
  }
  wait(1);
  assert.equal(await visitOf(signIn, busy.secret, agent), null);
});

test('an invitation lets one person in, once, within fifteen minutes, and a new one voids it', async () => {
  const { signIn, wait } = await peopleBench();
  const order = { name: 'Invented', grant: keeperOfAll };
  const first = unwrap(await invite(signIn, operator, order));
  const options = unwrap(await joinOptions(signIn, site, first.secret)).options;
  const again = unwrap(await joinOptions(signIn, site, first.secret)).options;
  const make = (from: typeof options) => new SoftwareAuthenticator(site.origin).make(from);
  const come = (response: unknown) =>
    join(signIn, site, { secret: first.secret, agent, made: { response, label: '' } });
  const both = await Promise.all([come(make(options)), come(make(again))]);
  assert.equal(both.filter(({ ok }) => ok).length, 1);
  assert.equal((await joinOptions(signIn, site, first.secret)).ok, false);
  const second = unwrap(await invite(signIn, operator, order));
  const voided = unwrap(await relink(signIn, operator, second.person.id));
  assert.equal((await joinOptions(signIn, site, second.secret)).ok, false);
  wait(15 * MINUTE);
  assert.equal((await joinOptions(signIn, site, voided.secret)).ok, false);
});

test('attack 46: whoever lost every passkey gets in only by a link that somebody who may made, and what they had is dead', async () => {
  const { signIn, events } = await peopleBench();
  const keeper = await joined(signIn);
  const lost = await joined(signIn, { dossier: 'one', role: 'documenter', compartments: [] });
  const peer = await joined(signIn, { dossier: 'one', role: 'analyst', compartments: [] });
  const refused = await relink(signIn, actorOf(peer.visit.person), lost.visit.person.id);
  assert.equal(refused.ok, false);
  const self = await relink(signIn, actorOf(keeper.visit.person), keeper.visit.person.id);
  assert.equal(self.ok, false);
  const { secret } = unwrap(await relink(signIn, actorOf(keeper.visit.person), lost.visit.person.id));
  assert.deepEqual(
    { kind: events.at(-1)?.kind, by: events.at(-1)?.by },
    { kind: 'link-made', by: keeper.visit.person.id },
  );
  assert.equal((await tryIn(signIn, lost.authenticator)).ok, false);
  const { options, person } = unwrap(await joinOptions(signIn, site, secret));
  assert.equal(person.id, lost.visit.person.id);
  const found = new SoftwareAuthenticator(site.origin);
  const made = { response: found.make(options), label: '' };
  assert.ok((await join(signIn, site, { secret, agent, made })).ok);
  assert.ok((await tryIn(signIn, found)).ok);
});

test('neither cookies nor links can be had from what is on the disk', async () => {
  const { signIn, files } = await peopleBench();
  const { secret } = await joined(signIn);
  const { secret: link } = unwrap(await invite(signIn, operator, { name: 'B', grant: keeperOfAll }));
  const all = [...files.values()].map((bytes) => new TextDecoder().decode(bytes)).join('\n');
  assert.ok(files.has('dir/work/sessions.json') && files.has('dir/work/links.json'));
  for (const kept of [secret, link]) assert.equal(all.includes(kept), false);
});

test('the first person keeps every dossier, and one such person always remains', async () => {
  const { signIn } = await peopleBench();
  const reader = { dossier: 'one', role: 'reader', compartments: [] } as const;
  assert.equal((await invite(signIn, operator, { name: '', grant: reader })).ok, false);
  assert.equal(anyJoined(signIn.people.held()), false);
  const { visit } = await joined(signIn);
  assert.equal(anyJoined(signIn.people.held()), true);
  const { id } = visit.person;
  assert.equal((await remove(signIn, operator, id)).ok, false);
  assert.equal((await take(signIn, operator, id, EVERY)).ok, false);
  assert.equal((await give(signIn, operator, id, { ...keeperOfAll, role: 'reader' })).ok, false);
  await invite(signIn, operator, { name: 'not here yet', grant: keeperOfAll });
  assert.equal((await remove(signIn, operator, id)).ok, false);
  await joined(signIn);
  assert.ok((await remove(signIn, operator, id)).ok);
});

test('what cannot be taken back needs a passkey used within five minutes', async () => {
  const { signIn, wait } = await peopleBench();
  const { visit, secret, authenticator } = await joined(signIn);
  wait(5 * MINUTE + 1);
  assert.equal((await addOptions(signIn, site, visit)).ok, false);
  const response = authenticator.ask(await confirmOptions(signIn, site, visit));
  unwrap(await confirmWith(signIn, site, { visit, response }));
  const fresh = await visitOf(signIn, secret, agent);
  assert.ok(fresh !== null && (await addOptions(signIn, site, fresh)).ok);
});

test('attack 67: a clock set back lengthens no session, and opens no invitation or challenge again', async () => {
  const bench = await peopleBench();
  const { signIn, wait, setClock } = bench;
  const { secret, authenticator } = await joined(signIn);
  const { secret: invitation } = unwrap(await invite(signIn, operator, { name: '', grant: keeperOfAll }));
  const asked = await signInOptions(signIn, site);
  wait(12 * HOUR + 1);
  // A server looks at its clock each minute, whoever comes.
  signIn.steady.time();
  setClock(-12 * HOUR);
  const late = { response: authenticator.ask(asked), agent };
  for (const one of [signIn, await bench.again()]) {
    assert.equal(await visitOf(one, secret, agent), null);
    assert.equal((await joinOptions(one, site, invitation)).ok, false);
    assert.equal((await signInWith(one, site, late)).ok, false);
  }
  // The clock stays wrong, and time goes on all the same.
  const second = unwrap(await tryIn(signIn, authenticator));
  for (let hours = 0; hours < 12; hours += 1) {
    assert.ok((await visitOf(signIn, secret, agent)) === null);
    wait(HOUR);
    setClock(-HOUR);
  }
  wait(1);
  assert.equal(await visitOf(signIn, second.secret, agent), null);
});

test('attack 67: a clock that jumped a year ahead and back signs people out once, and lets them in again', async () => {
  const bench = await peopleBench();
  const { signIn, setClock } = bench;
  const { secret, authenticator } = await joined(signIn);
  setClock(365 * 24 * HOUR);
  assert.equal(await visitOf(signIn, secret, agent), null);
  for (const back of [0, -365 * 24 * HOUR, -365 * 24 * HOUR]) {
    setClock(back);
    for (const one of [signIn, await bench.again()]) {
      const entered = unwrap(await tryIn(one, authenticator));
      assert.ok(await visitOf(one, entered.secret, agent));
      const { secret: invitation } = unwrap(await invite(one, operator, { name: '', grant: keeperOfAll }));
      assert.ok((await joinOptions(one, site, invitation)).ok);
    }
  }
});

test('attack 67: taking the clock as right again signs everybody out and keeps nothing of the other time', async () => {
  const bench = await peopleBench();
  const { signIn, events, setClock } = bench;
  const { authenticator } = await joined(signIn);
  setClock(365 * 24 * HOUR);
  const ahead = unwrap(await tryIn(signIn, authenticator));
  const { secret: invitation } = unwrap(await invite(signIn, operator, { name: '', grant: keeperOfAll }));
  setClock(-365 * 24 * HOUR);
  const ports = { signIn, address: site.origin, dossiers: () => Promise.resolve([]) };
  const asked = unwrap(await peopleHandlers.clock({ ports, actor: operator }, { trust: false }));
  assert.deepEqual([asked.behind, asked.ended], [365 * 24 * HOUR, 0]);
  assert.ok(await visitOf(signIn, ahead.secret, agent), 'asking changes nothing');
  const trusted = unwrap(await peopleHandlers.clock({ ports, actor: operator }, { trust: true }));
  assert.deepEqual([trusted.behind, trusted.machine], [0, trusted.record]);
  assert.deepEqual([events.at(-1)?.kind, events.at(-1)?.by], ['clock-trusted', 'operator']);
  for (const one of [signIn, await bench.again()]) {
    assert.equal(await visitOf(one, ahead.secret, agent), null);
    assert.equal((await joinOptions(one, site, invitation)).ok, false);
    assert.equal(one.steady.behind(), 0);
  }
  assert.ok((await tryIn(signIn, authenticator)).ok);
});
