/**
 * Sessions: begun by a passkey and nothing else, bound to one browser, ended by idleness, by age, and
 * at once by whatever changes what the person may do.
 */
import { ok, type Result } from '../../core/base/result.js';
import { type Person } from './person.js';
import {
  digestOf,
  newSecret,
  note,
  personOf,
  type Session,
  since,
  type SignIn,
  steadyNow,
} from './sign-in.js';

const MINUTE = 60_000;
const IDLE_MS = 12 * 60 * MINUTE;
const OLD_MS = 7 * 24 * 60 * MINUTE;
const FRESH_MS = 5 * MINUTE;
/** A person with more of them leaves the oldest behind. */
const MOST = 20;

export interface Visit {
  readonly person: Person;
  readonly session: Session;
}

/** Begins a session and gives the secret for its cookie: always a new one. */
export async function beginSession(
  signIn: SignIn,
  person: Person,
  agent: string,
): Promise<Result<{ readonly secret: string; readonly visit: Visit }>> {
  const secret = newSecret(signIn);
  const at = steadyNow(signIn);
  const session: Session = {
    hash: digestOf(secret),
    person: person.id,
    turn: person.turn,
    agent: digestOf(agent),
    began: at,
    seen: at,
    confirmed: at,
  };
  const kept = await signIn.sessions.update((held) => {
    const alive = held.filter((one) => isAlive(signIn, one));
    const theirs = alive.filter((one) => one.person === person.id);
    const left = new Set(theirs.slice(0, Math.max(0, theirs.length + 1 - MOST)));
    return ok({ next: [...alive.filter((one) => !left.has(one)), session], answer: undefined });
  });
  return kept.ok ? ok({ secret, visit: { person, session } }) : kept;
}

/** Who comes with this cookie, in this browser; `null` for nobody. */
export async function visitOf(signIn: SignIn, secret: string, agent: string): Promise<Visit | null> {
  const hash = digestOf(secret);
  const session = signIn.sessions.held().find((one) => one.hash === hash);
  if (session === undefined || !isAlive(signIn, session)) return null;
  if (session.agent !== digestOf(agent)) {
    // Another browser has the cookie: it was stolen, so it opens nothing any more, not even here.
    await endSession(signIn, hash);
    await note(signIn, { kind: 'session-refused', person: session.person, why: 'other-browser' });
    return null;
  }
  const person = personOf(signIn, session.person);
  if (person === null) return null;
  if (since(signIn, session.seen) >= MINUTE) await touch(signIn, hash, { seen: steadyNow(signIn) });
  return { person, session };
}

/** That a passkey was used in the session just now. */
export async function confirmSession(signIn: SignIn, hash: string): Promise<Result<void>> {
  return await touch(signIn, hash, { seen: steadyNow(signIn), confirmed: steadyNow(signIn) });
}

/** Whether a passkey was used in the session lately enough for what cannot be taken back. */
export function isFresh(signIn: SignIn, { confirmed }: Session): boolean {
  return since(signIn, confirmed) <= FRESH_MS;
}

/** The person's browsers that are signed in, the latest used first. */
export function sessionsOf(signIn: SignIn, person: string): readonly Session[] {
  return signIn.sessions
    .held()
    .filter((one) => one.person === person && isAlive(signIn, one))
    .toSorted((a, b) => Date.parse(b.seen) - Date.parse(a.seen));
}

export function endSession(signIn: SignIn, hash: string): Promise<Result<void>> {
  return signIn.sessions.update((held) =>
    ok({ next: held.filter((one) => one.hash !== hash), answer: undefined }),
  );
}

function touch(signIn: SignIn, hash: string, change: Partial<Session>): Promise<Result<void>> {
  return signIn.sessions.update((held) =>
    ok({ next: held.map((one) => (one.hash === hash ? { ...one, ...change } : one)), answer: undefined }),
  );
}

function isAlive(signIn: SignIn, { person, turn, began, seen }: Session): boolean {
  if (personOf(signIn, person)?.turn !== turn) return false;
  return since(signIn, seen) <= IDLE_MS && since(signIn, began) <= OLD_MS;
}
