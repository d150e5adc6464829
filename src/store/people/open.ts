/**
 * What a data directory keeps of the people who may sign in: who they are in `people/`, which goes
 * into backups; sessions, links and the audit in `work/`.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Result } from '../../core/base/result.js';
import { roles } from '../../core/policy/roles.js';
import { type Person } from '../../app/people/person.js';
import { Attempts } from '../../app/people/attempts.js';
import { Challenges } from '../../app/people/challenges.js';
import { type SteadyClock } from '../../app/people/steady.js';
import { type Audit, type Link, type Session, type SignIn } from '../../app/people/sign-in.js';
import { type Clock, type RandomBytes } from '../../app/ports.js';
import { type Kept } from './kept.js';
import { openShelf } from './shelf.js';

const instant = z.string().max(40);

const authenticator = z.strictObject({
  id: z.string().min(1).max(1400),
  publicKey: z.string().min(1).max(4000),
  counter: z.number().int().nonnegative(),
  label: z.string().max(60),
  host: z.string().max(253),
  transports: z.array(z.string().max(20)),
  added: instant,
  used: instant.nullable(),
});

const person: z.ZodType<Person> = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{10}$/),
  name: z.string().max(100),
  grants: z.array(
    z.strictObject({
      dossier: z.string().max(63),
      role: z.enum(roles),
      compartments: z.array(z.string().max(40)),
    }),
  ),
  authenticators: z.array(authenticator),
  invited: instant,
  joined: instant.nullable(),
  removed: instant.nullable(),
  turn: z.number().int().nonnegative(),
});

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const session: z.ZodType<Session> = z.strictObject({
  hash,
  person: z.string(),
  turn: z.number().int().nonnegative(),
  agent: hash,
  began: instant,
  seen: instant,
  confirmed: instant,
});

const link: z.ZodType<Link> = z.strictObject({ hash, person: z.string(), until: instant });

export interface PeopleParts {
  readonly dir: string;
  readonly keep: (path: string) => Kept;
  readonly audit: (path: string) => Audit;
  readonly clock: Clock;
  readonly steady: SteadyClock;
  readonly random: RandomBytes;
}

export async function openPeople(parts: PeopleParts): Promise<Result<SignIn>> {
  const { dir, clock, steady, random } = parts;
  const shelf = <T>(path: string, shape: z.ZodType<T>, empty: T) => {
    const where = join(dir, path);
    return openShelf<T>({ kept: parts.keep(where), shape, empty, where });
  };
  const people = await shelf<readonly Person[]>('people/people.json', z.array(person), []);
  if (!people.ok) return people;
  const sessions = await shelf<readonly Session[]>('work/sessions.json', z.array(session), []);
  if (!sessions.ok) return sessions;
  const links = await shelf<readonly Link[]>('work/links.json', z.array(link), []);
  if (!links.ok) return links;
  return ok({
    people: people.value,
    sessions: sessions.value,
    links: links.value,
    challenges: new Challenges(steady.time, random),
    attempts: new Attempts(steady.time),
    audit: parts.audit(join(dir, 'work', 'audit.jsonl')),
    clock,
    steady,
    random,
  });
}
