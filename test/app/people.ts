/** Signing in over memory, with a clock that a test moves. */
import { createHash } from 'node:crypto';
import { ok, unwrap } from '../../src/core/base/result.js';
import { type Actor, EVERY, type Grant } from '../../src/core/policy/audience.js';
import { invite } from '../../src/app/people/admit.js';
import { type Entered, join, joinOptions } from '../../src/app/people/passkeys.js';
import { type AuditEvent, type SignIn, type Site } from '../../src/app/people/sign-in.js';
import { openPeople } from '../../src/store/people/open.js';
import { type Kept } from '../../src/store/people/kept.js';
import { openSteady } from '../../src/store/people/steady.js';
import { SoftwareAuthenticator } from './authenticator.js';

export const operator: Actor = { kind: 'operator', name: 'operator' };
export const site: Site = { origin: 'http://localhost:3300', host: 'localhost' };
export const agent = 'Mozilla/5.0 (a test)';
export const keeperOfAll: Grant = { dossier: EVERY, role: 'keeper', compartments: [] };

export interface Bench {
  readonly signIn: SignIn;
  /** Every byte written, by its path. */
  readonly files: Map<string, Uint8Array>;
  readonly events: AuditEvent[];
  readonly wait: (milliseconds: number) => void;
  /** Somebody sets the clock by so much; no time passes. */
  readonly setClock: (milliseconds: number) => void;
  /** As after a restart: from what was written. */
  readonly again: () => Promise<SignIn>;
}

export async function peopleBench(): Promise<Bench> {
  const files = new Map<string, Uint8Array>();
  const events: AuditEvent[] = [];
  let time = Date.parse('2026-03-01T09:00:00Z');
  let ticks = 0;
  let drawn = 0;
  const keep = (path: string): Kept => ({
    read: () => Promise.resolve(ok(files.get(path) ?? null)),
    write: (bytes) => Promise.resolve(void files.set(path, bytes)),
  });
  const clock = () => new Date(time);
  const open = async () =>
    unwrap(
      await openPeople({
        dir: 'dir',
        keep,
        steady: await openSteady({ kept: keep('clock'), clock, ticks: () => ticks, log: () => {} }),
        audit: () => ({
          add: (event) => Promise.resolve(void events.push(event)),
          latest: (count) => Promise.resolve(events.slice(-count).toReversed()),
        }),
        clock,
        // The same bytes in every run, and different ones at every draw.
        random: (length) =>
          new Uint8Array(createHash('sha512').update(`draw ${drawn++}`).digest().subarray(0, length)),
      }),
    );
  const again = async () => {
    // What was under way is written by then.
    await new Promise((done) => setImmediate(done));
    return await open();
  };
  return {
    signIn: await open(),
    files,
    events,
    wait: (by) => void ((time += by), (ticks += by)),
    setClock: (by) => void (time += by),
    again,
  };
}

export interface Joined extends Entered {
  readonly authenticator: SoftwareAuthenticator;
}

/** Somebody invited who has added a first passkey. */
export async function joined(signIn: SignIn, grant: Grant = keeperOfAll, actor = operator): Promise<Joined> {
  const { secret } = unwrap(await invite(signIn, actor, { name: 'Invented Person', grant }));
  const { options } = unwrap(await joinOptions(signIn, site, secret));
  const authenticator = new SoftwareAuthenticator(site.origin);
  const made = { response: authenticator.make(options), label: 'phone' };
  return { ...unwrap(await join(signIn, site, { secret, agent, made })), authenticator };
}
