/**
 * People who may sign in, as the data directory keeps them. A person's own name stands here and
 * nowhere else: entries, sessions and the audit carry the id.
 */
import { type Actor, type Grant } from '../../core/policy/audience.js';

/** A passkey, or a security key: what somebody signs in with. Nothing in it is secret. */
export interface Authenticator {
  /** Credential id, base64url, as the browser names it. */
  readonly id: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  /** Signature counter; 0 for authenticators that keep none. */
  readonly counter: number;
  /** What its owner calls it. */
  readonly label: string;
  /** The host name it was made for: it works there and nowhere else. */
  readonly host: string;
  readonly transports: readonly string[];
  readonly added: string;
  /** When it was last signed in with. */
  readonly used: string | null;
}

export interface Person {
  /** Random: entries are recorded under it. */
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly authenticators: readonly Authenticator[];
  readonly invited: string;
  /** When the first authenticator was added; `null` while the invitation is open. */
  readonly joined: string | null;
  /** When taken off; the id stays, because entries name it. */
  readonly removed: string | null;
  /** Counted up whenever every session of theirs must end: sessions of an earlier turn are dead. */
  readonly turn: number;
}

/** Whether somebody can sign in now: let in, not taken off, with an authenticator. */
export function canSignIn({ removed, authenticators }: Person): boolean {
  return removed === null && authenticators.length > 0;
}

/** As whom somebody who is signed in reads and acts. */
export function actorOf({ id, grants }: Person): Actor {
  return { kind: 'person', id, grants };
}

/** Whether somebody has ever been able to sign in: from then on everybody must. */
export function anyJoined(people: readonly Person[]): boolean {
  return people.some(({ joined }) => joined !== null);
}
