/** What a data directory keeps of the people who may sign in: who they are, in `people/`. */
import { join } from 'node:path';
import { z } from 'zod';
import { type Result } from '../../core/base/result.js';
import { roles } from '../../core/policy/roles.js';
import { type Person } from '../../app/people/person.js';
import { type Shelf } from '../../app/people/shelf.js';
import { type Files } from '../files.js';
import { keptFile } from './kept.js';
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
});

export interface PeopleShelves {
  readonly people: Shelf<readonly Person[]>;
}

export async function openPeople(dir: string, files: Files): Promise<Result<PeopleShelves>> {
  const where = join(dir, 'people', 'people.json');
  const people = await openShelf<readonly Person[]>({
    kept: keptFile(files, where),
    shape: z.array(person),
    empty: [],
    where,
  });
  return people.ok ? { ok: true, value: { people: people.value } } : people;
}
