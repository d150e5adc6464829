/**
 * Letting people in and taking them off. Each change is one write: what it ends, sessions included,
 * has ended when it is acknowledged. One person who keeps every dossier always remains.
 */
import { fail, ok, type Result } from '../../core/base/result.js';
import { keepsAll, mayGive, mayLink, mayTakeOff } from '../../core/policy/admit.js';
import { type Actor, type Grant } from '../../core/policy/audience.js';
import { newLink } from './links.js';
import { anyJoined, canSignIn, type Person } from './person.js';
import { type AuditEvent, by, newPersonId, note, now, type SignIn } from './sign-in.js';

export interface Invited {
  readonly person: Person;
  /** The secret of their link, shown once. */
  readonly secret: string;
}

/** Lets somebody in: a person with one grant, and a link for their first passkey. */
export async function invite(
  signIn: SignIn,
  actor: Actor,
  { name, grant }: { readonly name: string; readonly grant: Grant },
): Promise<Result<Invited>> {
  if (!mayGive(actor, grant)) return notAllowed();
  const made = await signIn.people.update((held) => {
    if (!anyJoined(held) && !keepsAll([grant]))
      return fail('first-keeper', 'The first person must be able to let the others in, everywhere.', {
        fix: 'Invite a keeper of every dossier first: article33 invite --role keeper',
      });
    const person: Person = {
      id: newPersonId(signIn),
      name,
      grants: [grant],
      authenticators: [],
      invited: now(signIn),
      joined: null,
      removed: null,
      turn: 0,
    };
    return ok({ next: [...held, person], answer: person });
  });
  if (!made.ok) return made;
  const secret = await newLink(signIn, made.value.id);
  if (!secret.ok) return secret;
  await note(signIn, { kind: 'invited', person: made.value.id, by: by(actor), dossier: grant.dossier });
  return ok({ person: made.value, secret: secret.value });
}

/** For somebody who lost every passkey: those they had stop working at once, and a new link is made. */
export async function relink(signIn: SignIn, actor: Actor, id: string): Promise<Result<Invited>> {
  const changed = await change(
    signIn,
    id,
    (person) => {
      if (!mayLink(actor, person.grants) || (actor.kind === 'person' && actor.id === id)) return notAllowed();
      return ok({ ...person, authenticators: [] });
    },
    'may-go',
  );
  if (!changed.ok) return changed;
  const secret = await newLink(signIn, id);
  if (!secret.ok) return secret;
  await note(signIn, { kind: 'link-made', person: id, by: by(actor) });
  return ok({ person: changed.value, secret: secret.value });
}

/** Gives a grant in place of the one the person holds for the same dossier. */
export function give(signIn: SignIn, actor: Actor, id: string, grant: Grant): Promise<Result<Person>> {
  const event = { kind: 'granted', person: id, by: by(actor), dossier: grant.dossier } as const;
  return changeAndNote(signIn, id, event, (person) => {
    const held = person.grants.filter(({ dossier }) => dossier === grant.dossier);
    // Giving less than was held takes something away, and that too is only for those who could give it.
    if (![grant, ...held].every((one) => mayGive(actor, one))) return notAllowed();
    return ok({ ...person, grants: [...person.grants.filter((one) => !held.includes(one)), grant] });
  });
}

export function take(signIn: SignIn, actor: Actor, id: string, dossier: string): Promise<Result<Person>> {
  const event = { kind: 'grant-taken', person: id, by: by(actor), dossier } as const;
  return changeAndNote(signIn, id, event, (person) => {
    const held = person.grants.filter((one) => one.dossier === dossier);
    if (held.length === 0) return noSuchGrant();
    if (!mayTakeOff(actor, held)) return notAllowed();
    return ok({ ...person, grants: person.grants.filter((one) => one.dossier !== dossier) });
  });
}

/** Takes somebody off for good. Their id stays in the record, their name and passkeys do not. */
export function remove(signIn: SignIn, actor: Actor, id: string): Promise<Result<Person>> {
  return changeAndNote(signIn, id, { kind: 'removed', person: id, by: by(actor) }, (person) =>
    mayTakeOff(actor, person.grants)
      ? ok({ ...person, name: '', grants: [], authenticators: [], removed: now(signIn) })
      : notAllowed(),
  );
}

/** Ends every session of a person: their own wish, or that of whoever may take them off. */
export function signOutEverywhere(signIn: SignIn, actor: Actor, id: string): Promise<Result<Person>> {
  const event = { kind: 'signed-out-everywhere', person: id, by: by(actor) } as const;
  return changeAndNote(signIn, id, event, (person) =>
    (actor.kind === 'person' && actor.id === id) || mayTakeOff(actor, person.grants)
      ? ok(person)
      : notAllowed(),
  );
}

/** One of their own; the last one stays, since there is no other way in. */
export function removePasskey(signIn: SignIn, id: string, passkey: string): Promise<Result<Person>> {
  return changeAndNote(signIn, id, { kind: 'passkey-removed', person: id, by: id }, (person) => {
    const left = person.authenticators.filter((one) => one.id !== passkey);
    if (left.length === person.authenticators.length)
      return fail('no-such-passkey', 'There is no such passkey.');
    if (left.length === 0)
      return fail('last-passkey', 'The last passkey cannot be removed: nothing else would let you in.', {
        fix: 'Add another one first.',
      });
    return ok({ ...person, authenticators: left });
  });
}

async function changeAndNote(
  signIn: SignIn,
  id: string,
  event: Omit<AuditEvent, 'at'>,
  make: (person: Person) => Result<Person>,
): Promise<Result<Person>> {
  const changed = await change(signIn, id, make);
  if (changed.ok) await note(signIn, event);
  return changed;
}

/** Whatever changes here ends the person's sessions: their turn is over in the same write. */
function change(
  signIn: SignIn,
  id: string,
  make: (person: Person) => Result<Person>,
  // The last keeper who lost every passkey gets a new link, or nobody ever would.
  lastKeeper: 'stays' | 'may-go' = 'stays',
): Promise<Result<Person>> {
  return signIn.people.update((held) => {
    const person = held.find((one) => one.id === id && one.removed === null);
    if (person === undefined) return noSuchPerson();
    const made = make(person);
    if (!made.ok) return made;
    const next = { ...made.value, turn: person.turn + 1 };
    const all = held.map((one) => (one === person ? next : one));
    if (lastKeeper === 'stays' && held.some(isLastingKeeper) && !all.some(isLastingKeeper))
      return noKeeperLeft();
    return ok({ next: all, answer: next });
  });
}

function isLastingKeeper(person: Person): boolean {
  return canSignIn(person) && keepsAll(person.grants);
}

function notAllowed(): Result<never> {
  return fail('not-allowed', 'That is more than your role allows.', {
    fix: 'Ask somebody who keeps every dossier, or the person who runs the machine.',
  });
}

function noSuchPerson(): Result<never> {
  return fail('no-such-person', 'There is no such person.', { fix: 'article33 people lists them.' });
}

function noSuchGrant(): Result<never> {
  return fail('no-such-grant', 'The person holds no role there.', { fix: 'article33 people lists them.' });
}

function noKeeperLeft(): Result<never> {
  return fail('last-keeper', 'Nobody else who keeps every dossier could sign in any more.', {
    fix: 'Let somebody else keep every dossier first, and wait until they have signed in.',
  });
}
