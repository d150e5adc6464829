/**
 * What signing in works on: the people, their sessions, the links that let somebody in once, and the
 * challenges under way. Secrets are random, and only their digests are kept.
 */
import { sha256, toHex, utf8 } from '../../core/base/bytes.js';
import { type DossierId } from '../../core/base/ids.js';
import { type Actor, actorName } from '../../core/policy/audience.js';
import { type Clock, type RandomBytes } from '../ports.js';
import { type Challenges } from './challenges.js';
import { type Person } from './person.js';
import { type Attempts } from './attempts.js';
import { type Shelf } from './shelf.js';
import { type SteadyClock } from './steady.js';

/** One browser that is signed in. */
export interface Session {
  /** SHA-256 of the secret in its cookie, hexadecimal. */
  readonly hash: string;
  readonly person: string;
  /** The person's turn when it began. */
  readonly turn: number;
  /** SHA-256 of what the browser calls itself: the cookie is worth nothing in another. */
  readonly agent: string;
  readonly began: string;
  readonly seen: string;
  /** When a passkey was last used in it. */
  readonly confirmed: string;
}

/** A link that lets one person add their first passkey, once. */
export interface Link {
  readonly hash: string;
  readonly person: string;
  readonly until: string;
}

export const auditKinds = [
  'invited',
  'link-made',
  'joined',
  'signed-in',
  'sign-in-refused',
  'confirmed',
  'signed-out',
  'signed-out-everywhere',
  'session-refused',
  'passkey-added',
  'passkey-removed',
  'granted',
  'grant-taken',
  'removed',
  'read-refused',
  'clock-trusted',
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** What happened at the door: ids and codes, never a name and never the content of a case. */
export interface AuditEvent {
  readonly at: string;
  readonly kind: AuditKind;
  /** Whom it happened to. */
  readonly person?: string;
  /** Who did it to them: `operator`, or a person's id. */
  readonly by?: string;
  readonly dossier?: DossierId;
  /** Why it was refused, as a code. */
  readonly why?: string;
}

export interface Audit {
  /** Keeps an event. It never throws: what it tells of has happened. */
  add(event: AuditEvent): Promise<void>;
  /** The newest first. */
  latest(count: number): Promise<readonly AuditEvent[]>;
}

export interface SignIn {
  readonly people: Shelf<readonly Person[]>;
  readonly sessions: Shelf<readonly Session[]>;
  readonly links: Shelf<readonly Link[]>;
  readonly challenges: Challenges;
  readonly attempts: Attempts;
  readonly audit: Audit;
  /** As the machine says it: for what is noted. */
  readonly clock: Clock;
  /** What sessions, links and challenges end by. */
  readonly steady: SteadyClock;
  readonly random: RandomBytes;
}

/** Where a browser sees us: passkeys are bound to both. */
export interface Site {
  /** `https://record.example`, or `http://localhost:3300`. */
  readonly origin: string;
  /** Its host name without the port. */
  readonly host: string;
}

export function personOf(signIn: SignIn, id: string): Person | null {
  return signIn.people.held().find((person) => person.id === id && person.removed === null) ?? null;
}

export function note(signIn: SignIn, event: Omit<AuditEvent, 'at'>): Promise<void> {
  return signIn.audit.add({ at: now(signIn), ...event });
}

export function by(actor: Actor): string {
  return actor.kind === 'person' ? actor.id : actorName(actor);
}

export function now({ clock }: SignIn): string {
  return clock().toISOString();
}

/** The instant, by a time that never runs back. */
export function steadyNow({ steady }: SignIn): string {
  return steady.now().toISOString();
}

/** Milliseconds since an instant of `steadyNow`. */
export function since({ steady }: SignIn, instant: string): number {
  return Math.max(0, steady.time() - Date.parse(instant));
}

/** 32 random bytes, as they stand in a cookie or a link. */
export function newSecret({ random }: SignIn): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** Under which a secret is found again. It has 256 random bits, so a plain digest tells nothing of it. */
export function digestOf(secret: string): string {
  return toHex(sha256(utf8(secret)));
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Ten letters and digits, each as likely as any other. */
export function newPersonId({ random }: SignIn): string {
  let id = '';
  while (id.length < 10)
    // 252 is the greatest multiple of 36 in a byte: what lies above would favour the first letters.
    for (const byte of random(16)) if (byte < 252 && id.length < 10) id += LETTERS.charAt(byte % 36);
  return id;
}
